/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour held list` and `show`: what is held, and one case with its message. Every look at a case is on record before
 * anything of it is shown. */
#include "cli/held.h"

#include "cli/reading.h"
#include "cli/staff.h"

#include <gio/gio.h>
#include <sysexits.h>
#include <unistd.h>

/* A restricted case is in nobody's list but the monitoring officer's. The shell cannot tell who that is; who says
 * --restricted claims it, and that is on record. */
static gboolean may_see(const struct held *held, const struct case_file *file, int *ret_status)
{
	if (!file->is_restricted || held->options.is_restricted)
		return TRUE;
	fprintf(stderr,
		"candour: case %s is for the monitoring officer alone; if that is you, add --restricted (it is put on "
		"record)\n",
		file->id);
	*ret_status = EX_NOPERM;
	return FALSE;
}

struct case_file *held_load(const struct held *held, int *ret_status)
{
	g_autoptr(GError) error = NULL;
	struct case_file *file = cases_load(held->casebook, held->id, &error);

	if (file == NULL) {
		*ret_status = staff_complain(error);
		return NULL;
	}
	if (may_see(held, file, ret_status))
		return file;
	case_file_free(file);
	return NULL;
}

/* With --restricted those alone, and each is on record as seen. */
static gboolean add_listed(const struct held *held, const char *id, GPtrArray *cases, GError **error)
{
	struct case_file *file = cases_load(held->casebook, id, error);
	gboolean is_listed;

	if (file == NULL)
		return FALSE;
	is_listed = file->is_restricted == held->options.is_restricted;
	if (is_listed && file->is_restricted && !cases_record_view(held->casebook, id, held->actor, error)) {
		case_file_free(file);
		return FALSE;
	}
	if (is_listed)
		g_ptr_array_add(cases, file);
	else
		case_file_free(file);
	return TRUE;
}

int held_list(const struct held *held)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) ids = cases_held(held->casebook, &error);
	g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_file_free);
	int status = EX_OK;

	if (ids == NULL)
		return staff_complain(error);
	/* One case that cannot be read keeps nobody from the others. */
	for (guint i = 0; i < ids->len; i++)
		if (!add_listed(held, g_ptr_array_index(ids, i), cases, &error)) {
			status = staff_complain(error);
			g_clear_error(&error);
		}
	if (!held->options.is_json)
		held_print_list(stdout, cases, g_get_real_time() / G_USEC_PER_SEC);
	for (guint i = 0; held->options.is_json && i < cases->len; i++)
		held_print_json(stdout, g_ptr_array_index(cases, i));
	return status;
}

static GBytes *open_message(const struct held *held, GError **error)
{
	struct seal_key *key = seal_secret_key(held->conf->seal.secret_key, error);
	GBytes *bytes = key == NULL ? NULL : cases_open_message(held->casebook, held->id, key, error);

	seal_key_free(key);
	return bytes;
}

static int show_raw(const struct held *held)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = NULL;
	gsize length;
	const char *data;

	if (isatty(STDOUT_FILENO)) {
		fputs("candour: --raw is a stranger's bytes and not for a terminal: write it to a file\n", stderr);
		return EX_USAGE;
	}
	if (!cases_record_view(held->casebook, held->id, held->actor, &error))
		return staff_complain(error);
	bytes = open_message(held, &error);
	if (bytes == NULL)
		return staff_complain(error);
	data = g_bytes_get_data(bytes, &length);
	return fwrite(data, 1, length, stdout) == length && fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static int show_message(const struct held *held)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = open_message(held, &error);
	struct message *message;

	if (bytes != NULL) {
		message = reading_parse(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
		held_print_message(stdout, message);
		message_free(message);
		return EX_OK;
	}
	printf("\nThe message is sealed: %s\n", error->message);
	/* Who may not open it still has the case. */
	return error->domain == G_FILE_ERROR ? EX_OK : staff_status(error);
}

int held_show(const struct held *held)
{
	g_autoptr(GError) error = NULL;
	int status = EX_OK;
	struct case_file *file = held_load(held, &status);

	if (file == NULL)
		return status;
	if (held->options.is_raw) {
		status = show_raw(held);
	} else if (!cases_record_view(held->casebook, held->id, held->actor, &error)) {
		status = staff_complain(error);
	} else if (held->options.is_json) {
		held_print_json(stdout, file);
	} else {
		held_print_case(stdout, file);
		if (file->has_message)
			status = show_message(held);
	}
	case_file_free(file);
	return status;
}
