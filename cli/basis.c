/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour basis list`: the senders' Basis lines, for whoever samples them. The free text is a sender's, so it is made
 * safe for a terminal. */
#include "cli/command.h"
#include "cli/day.h"
#include "cli/json_text.h"
#include "cli/options.h"
#include "cli/staff.h"
#include "cli/table.h"
#include "conf/conf.h"
#include "policy/hours.h"
#include "store/cases.h"
#include "store/stated_bases.h"

#include <jansson.h>
#include <string.h>
#include <sysexits.h>

struct basis_options {
	gint32 since;
	gboolean is_json, is_restricted;
};

static void print_json(const struct stated_basis *stated)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(stated->received_at);
	g_autofree char *received = date != NULL ? g_date_time_format_iso8601(date) : NULL;
	json_t *members = json_array(), *object;

	for (char **member = stated->members; *member != NULL; member++)
		json_array_append_new(members, json_text(*member));
	object = json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "case", stated->case_id, "received",
			   json_text(received), "sender", json_text(stated->sender), "members", members, "rule",
			   json_text(stated->rule), "reason", json_text(stated->reason), "text",
			   json_text(stated->text));
	json_dumpf(object, stdout, JSON_ENSURE_ASCII);
	json_decref(object);
	putchar('\n');
}

static void add_row(struct table *table, const struct stated_basis *stated)
{
	g_autofree char *day = day_write((gint32)hours_day(stated->received_at));
	g_autofree char *members = g_strjoinv(" ", stated->members);
	const char *cells[] = {stated->case_id, day,         stated->sender, members, stated->rule,
			       stated->reason,  stated->text};

	table_add(table, cells);
}

static int print(struct casebook *casebook, const GPtrArray *all, const struct basis_options *options)
{
	static const char *const headings[] = {"CASE", "DATE", "SENDER", "MEMBER", "RULE", "REASON", "TEXT", NULL};
	g_autofree char *actor = staff_actor();
	g_autoptr(GError) error = NULL;
	struct table *table = table_new(headings);
	int status = EX_OK;

	for (guint i = 0; i < all->len && status == EX_OK; i++) {
		const struct stated_basis *stated = g_ptr_array_index(all, i);

		if ((gint32)hours_day(stated->received_at) < options->since)
			continue;
		if (options->is_restricted && !cases_record_view(casebook, stated->case_id, actor, &error))
			status = staff_complain(error);
		else if (options->is_json)
			print_json(stated);
		else
			add_row(table, stated);
	}
	if (status == EX_OK)
		table_print(stdout, table);
	table_free(table);
	return status;
}

static int list(const char *conf_path, const struct basis_options *options)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) all = NULL;
	struct conf *conf = conf_load(conf_path, &error);
	struct casebook *casebook;
	int status;

	if (conf == NULL) {
		options_complain(error);
		return EX_CONFIG;
	}
	casebook = staff_open_casebook(conf->store, &error);
	if (casebook != NULL)
		all = stated_bases_list(casebook, options->is_restricted, &error);
	status = all != NULL ? print(casebook, all, options) : staff_complain(error);
	casebook_close(casebook);
	conf_free(conf);
	return status;
}

int command_basis(const char *conf_path, int argc, char **argv)
{
	struct basis_options options = {0};
	g_autofree char *since = NULL;
	const GOptionEntry entries[] = {
		{"since", 0, 0, G_OPTION_ARG_STRING, &since, "Of mail received on that day or later", "DATE"},
		{"json", 0, 0, G_OPTION_ARG_NONE, &options.is_json, "One JSON object a line", NULL},
		{"restricted", 0, 0, G_OPTION_ARG_NONE, &options.is_restricted,
		 "Cases for the monitoring officer alone; it is put on record", NULL},
		{0}};
	int status;

	if (!options_parse(entries, "list  the Basis lines that senders gave, oldest first", &argc, &argv, &status))
		return status;
	if (argc != 2 || strcmp(argv[1], "list") != 0) {
		fputs("candour: say `candour basis list [--since DATE] [--json]`\n", stderr);
		return EX_USAGE;
	}
	if (since != NULL && !day_read(since, &options.since)) {
		fputs("candour: --since wants a day like 2026-05-14\n", stderr);
		return EX_USAGE;
	}
	return list(conf_path, &options);
}
