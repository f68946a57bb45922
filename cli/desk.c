/* SPDX-License-Identifier: BSD-2-Clause */
/* Opens what the commands about constituents work on. Lexicons and profiles are no matter of theirs, and a fault in one
 * keeps nobody from recording a withdrawal. */
#include "cli/desk.h"

#include "cli/options.h"
#include "cli/staff.h"
#include "conf/snapshot.h"

#include <stdio.h>
#include <sysexits.h>

static gboolean open_files(struct desk *desk, const char *conf_path, GError **error)
{
	desk->conf = conf_load(conf_path, error);
	if (desk->conf == NULL)
		return FALSE;
	if (desk->conf->register_file == NULL) {
		g_set_error(error, CONF_ERROR, CONF_ERROR_MISSING,
			    "%s names no register; add the line: register = \"register.db\";", conf_path);
		return FALSE;
	}
	desk->directory = snapshot_directory(desk->conf, error);
	if (desk->directory == NULL)
		return FALSE;
	desk->file = register_open(desk->conf->register_file, desk->conf->register_key, error);
	return desk->file != NULL;
}

gboolean desk_refresh(struct desk *desk, int *ret_status)
{
	g_autoptr(GError) error = NULL;
	struct basis_index *bases = basis_index_refresh(desk->casebook, desk->file, desk->bases, &error);

	if (bases == NULL) {
		*ret_status = staff_complain(error);
		return FALSE;
	}
	basis_index_unref(desk->bases);
	desk->bases = bases;
	return TRUE;
}

gboolean desk_open(struct desk *desk, const char *conf_path, gboolean makes_store, int *ret_status)
{
	g_autoptr(GError) error = NULL;

	*desk = (struct desk){0};
	if (!open_files(desk, conf_path, &error)) {
		options_complain(error);
		*ret_status = EX_CONFIG;
		return FALSE;
	}
	if (!makes_store && !g_file_test(desk->conf->store, G_FILE_TEST_EXISTS))
		return TRUE;
	desk->casebook = casebook_open(desk->conf->store, &error);
	if (desk->casebook == NULL) {
		*ret_status = staff_complain(error);
		return FALSE;
	}
	return desk_refresh(desk, ret_status);
}

void desk_done(struct desk *desk)
{
	basis_index_unref(desk->bases);
	casebook_close(desk->casebook);
	register_close(desk->file);
	directory_free(desk->directory);
	conf_free(desk->conf);
	*desk = (struct desk){0};
}

struct register_view desk_view(struct desk *desk)
{
	desk->both = (struct register_with_bases){.file = desk->file, .bases = desk->bases};
	return register_view_with(&desk->both);
}
