/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour audit`: computes the chain anew, or writes it out. Writing it out is an entry of its own. */
#include "store/audit.h"
#include "cli/command.h"
#include "cli/json_text.h"
#include "cli/options.h"
#include "cli/staff.h"
#include "conf/conf.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static int verify(struct casebook *casebook)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *hash = NULL;
	gint64 count, number;

	if (audit_verify(casebook, &count, &error) && audit_head(casebook, &number, &hash, &error)) {
		printf("%" G_GINT64_FORMAT " entries, each as it was written; head %s\n", count, hash ? hash : "none");
		puts("Compare the head with those in the system journal (journalctl -u candour-courier -g 'audit "
		     "head').");
		return EX_OK;
	}
	if (error->domain != AUDIT_ERROR)
		return staff_complain(error);
	fprintf(stderr, "candour: %s\n", error->message);
	return EX_DATAERR;
}

static gboolean print_entry(const struct audit_entry *entry, void *context, GError **error)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(entry->at);
	g_autofree char *at = date == NULL ? NULL : g_date_time_format_iso8601(date);
	GString *hash = g_string_new(NULL);
	json_t *object;

	(void)error;
	for (int i = 0; i < AUDIT_HASH_BYTES; i++)
		g_string_append_printf(hash, "%02x", entry->hash[i]);
	object = json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "number", (json_int_t)entry->number, "at",
			   json_text(at), "actor", json_text(entry->actor), "event", json_text(entry->event), "case",
			   json_text(entry->case_id), "detail", json_text(entry->detail), "hash", json_text(hash->str));
	json_dumpf(object, context, JSON_ENSURE_ASCII);
	fputc('\n', context);
	json_decref(object);
	g_string_free(hash, TRUE);
	return TRUE;
}

static int export(struct casebook *casebook)
{
	g_autofree char *actor = staff_actor();
	g_autoptr(GError) error = NULL;

	if (audit_record(casebook, actor, "audit-exported", NULL, NULL, &error) &&
	    audit_read(casebook, NULL, print_entry, stdout, &error))
		return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
	return staff_complain(error);
}

int command_audit(const char *conf_path, int argc, char **argv)
{
	const GOptionEntry entries[] = {{0}};
	g_autoptr(GError) error = NULL;
	struct casebook *casebook;
	struct conf *conf;
	gboolean is_verify;
	int status;

	if (!options_parse(entries, "verify | export  what was seen and decided, as a chain of hashes", &argc, &argv,
			   &status))
		return status;
	is_verify = argc == 2 && strcmp(argv[1], "verify") == 0;
	if (!is_verify && !(argc == 2 && strcmp(argv[1], "export") == 0)) {
		fputs("candour: say `candour audit verify` or `candour audit export`\n", stderr);
		return EX_USAGE;
	}
	conf = conf_load(conf_path, &error);
	if (conf == NULL) {
		options_complain(error);
		return EX_CONFIG;
	}
	casebook = staff_open_casebook(conf->store, &error);
	status = casebook == NULL ? staff_complain(error) : is_verify ? verify(casebook) : export(casebook);
	casebook_close(casebook);
	conf_free(conf);
	return status;
}
