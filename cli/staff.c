/* SPDX-License-Identifier: BSD-2-Clause */
/* Who is at the shell, what they open, and which exit status a failure means. It decides nothing. */
#include "cli/staff.h"

#include "cli/options.h"
#include "conf/conf.h"
#include "store/cases.h"
#include "store/register.h"

#include <gio/gio.h>
#include <pwd.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

/* Who is at the shell. sudo says whose root it is; only root may be believed to have come by sudo. */
char *staff_actor(void)
{
	const struct passwd *entry = getpwuid(getuid());
	const char *sudo_user = getuid() == 0 ? g_getenv("SUDO_USER") : NULL;
	g_autofree char *name =
		entry != NULL ? g_strdup(entry->pw_name) : g_strdup_printf("uid %u", (unsigned)getuid());

	return sudo_user == NULL || *sudo_user == '\0' ? g_steal_pointer(&name)
						       : g_strdup_printf("%s (sudo %s)", sudo_user, name);
}

struct casebook *staff_open_casebook(const char *path, GError **error)
{
	/* The daemon makes it, with its own owner. */
	if (g_file_test(path, G_FILE_TEST_EXISTS))
		return casebook_open(path, error);
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: there is no casebook yet; candour-milter makes it",
		    path);
	return NULL;
}

int staff_status(const GError *error)
{
	if (g_error_matches(error, CASES_ERROR, CASES_ERROR_UNKNOWN) ||
	    g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		return EX_NOINPUT;
	if (g_error_matches(error, CASES_ERROR, CASES_ERROR_NOT_HELD) ||
	    g_error_matches(error, CASES_ERROR, CASES_ERROR_NO_MESSAGE) ||
	    g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
		return EX_DATAERR;
	if (g_error_matches(error, CASES_ERROR, CASES_ERROR_LIMIT))
		return EX_DATAERR;
	if (error->domain == CONF_ERROR || error->domain == REGISTER_ERROR ||
	    g_error_matches(error, CASES_ERROR, CASES_ERROR_VERSION) ||
	    g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_INVAL))
		return EX_CONFIG;
	if (error->domain == G_FILE_ERROR)
		return EX_NOPERM;
	return EX_TEMPFAIL;
}

int staff_complain(const GError *error)
{
	options_complain(error);
	return staff_status(error);
}
