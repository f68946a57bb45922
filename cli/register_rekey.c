/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour register rekey`: brings the bases that staff recorded under the key of the register that is there now. What
 * it cannot bring over it lists, and takes out only where it is told to. */
#include "cli/register_rekey.h"

#include "cli/consent.h"
#include "cli/options.h"
#include "cli/staff.h"
#include "conf/conf.h"
#include "conf/constituents.h"
#include "store/rekey.h"

#include <stdio.h>
#include <sysexits.h>

struct rekey_options {
	char *old_key, *constituents;
	gboolean drops_unknown;
};

/* What a run has open. */
struct rekey_run {
	struct conf *conf;
	struct register_file *file;
	struct casebook *casebook;
	struct seal_key *secret_key;
	struct rekey_names *names;
};

static void run_done(struct rekey_run *run)
{
	rekey_names_free(run->names);
	seal_key_free(run->secret_key);
	casebook_close(run->casebook);
	register_close(run->file);
	conf_free(run->conf);
}

static gboolean open_names(struct rekey_run *run, const struct rekey_options *options, GError **error)
{
	g_autoptr(GPtrArray) constituents = NULL;

	if (options->old_key == NULL)
		return TRUE;
	constituents = constituents_load(options->constituents, error);
	if (constituents == NULL)
		return FALSE;
	run->names = rekey_names_new(options->old_key, constituents, error);
	return run->names != NULL;
}

static gboolean open_all(struct rekey_run *run, const char *conf_path, const struct rekey_options *options,
			 GError **error)
{
	g_autoptr(GError) unreadable = NULL;

	run->conf = conf_load(conf_path, error);
	if (run->conf == NULL)
		return FALSE;
	if (run->conf->register_file == NULL) {
		g_set_error(error, CONF_ERROR, CONF_ERROR_MISSING, "%s names no register", conf_path);
		return FALSE;
	}
	run->file = register_open(run->conf->register_file, run->conf->register_key, error);
	if (run->file == NULL)
		return FALSE;
	run->casebook = staff_open_casebook(run->conf->store, error);
	if (run->casebook == NULL)
		return FALSE;
	run->secret_key = seal_secret_key(run->conf->seal.secret_key, &unreadable);
	if (run->secret_key == NULL)
		fprintf(stderr, "candour: note: what the bases have sealed cannot be read: %s\n", unreadable->message);
	return open_names(run, options, error);
}

/* Withdrawals are among them, so that leaving them out can put an old consent in force again. */
static int complain_of_unknown(const GPtrArray *unknown, gboolean is_dropped)
{
	consent_print_table(unknown);
	if (is_dropped) {
		fprintf(stderr,
			"candour: the %u bases above were taken out, withdrawals among them: record them again with "
			"`candour consent` from the papers that they name\n",
			unknown->len);
		return EX_OK;
	}
	fprintf(stderr,
		"candour: nobody can tell whom the %u bases above are about, so nothing was changed. Run it as "
		"somebody "
		"who may read seal.secret_key; or give the register's old key and an export that still has these "
		"constituents, --old-key FILE --constituents FILE; or, where both are lost, --drop-unknown takes them "
		"out\n",
		unknown->len);
	return EX_DATAERR;
}

static int rekey(const char *conf_path, const struct rekey_options *options)
{
	struct rekey_run run = {0};
	struct rekey_result result = {0};
	g_autoptr(GError) error = NULL;
	g_autofree char *actor = staff_actor();
	int status = EX_OK;

	if (!open_all(&run, conf_path, options, &error) ||
	    !rekey_bases(run.casebook, run.file, &(struct rekey_sources){run.secret_key, run.names}, actor,
			 options->drops_unknown, &result, &error)) {
		status = staff_complain(error);
	} else {
		if (result.unknown->len > 0)
			status = complain_of_unknown(result.unknown, options->drops_unknown);
		if (status == EX_OK)
			printf("%u bases are under the register's key now.\n", result.rekeyed);
		g_ptr_array_unref(result.unknown);
	}
	run_done(&run);
	return status;
}

int register_rekey(const char *conf_path, int argc, char **argv)
{
	struct rekey_options options = {0};
	const GOptionEntry entries[] = {{"old-key", 0, 0, G_OPTION_ARG_FILENAME, &options.old_key,
					 "The key that the bases were recorded under", "FILE"},
					{"constituents", 0, 0, G_OPTION_ARG_FILENAME, &options.constituents,
					 "The people, to go with the old key: constituents.csv", "FILE"},
					{"drop-unknown", 0, 0, G_OPTION_ARG_NONE, &options.drops_unknown,
					 "Take out the bases that nobody can tell the constituents of", NULL},
					{0}};
	int status;

	argv[0] = (char *)"register rekey";
	if (!options_parse(entries, "brings recorded bases under the register's new key", &argc, &argv, &status))
		goto done;
	if (argc != 1 || (options.old_key != NULL) != (options.constituents != NULL)) {
		fputs("candour: say `candour register rekey [--old-key FILE --constituents FILE] [--drop-unknown]`\n",
		      stderr);
		status = EX_USAGE;
	} else {
		status = rekey(conf_path, &options);
	}
done:
	g_free(options.old_key);
	g_free(options.constituents);
	return status;
}
