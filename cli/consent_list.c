/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour consent list`: what staff recorded. A constituent is shown as the tag that cases show too, never as an id.
 */
#include "cli/consent.h"

#include "cli/day.h"
#include "cli/staff.h"
#include "cli/table.h"
#include "policy/directory/mailbox.h"
#include "store/bases.h"
#include "store/register_describe.h"

#include <jansson.h>
#include <sysexits.h>

static char *time_of(gint64 at)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(at);

	return date != NULL ? g_date_time_format_iso8601(date) : NULL;
}

static void add_row(struct table *table, const struct basis_row *row)
{
	g_autofree char *recorded = time_of(row->recorded_at), *until = day_write(row->until);
	g_autofree char *from = day_write(row->basis != NULL ? row->from : row->withdrawn);
	g_autofree char *basis = row->is_anew ? g_strconcat(row->basis, " (anew)", NULL) : g_strdup(row->basis);
	const char *cells[] = {recorded,
			       row->recorded_by,
			       row->constituent,
			       row->member,
			       basis != NULL ? basis : "WITHDRAWN",
			       row->matter != NULL ? row->matter : "any",
			       from,
			       until,
			       row->evidence};

	table_add(table, cells);
}

void consent_print_table(const GPtrArray *rows)
{
	static const char *const headings[] = {"RECORDED", "BY",   "CONSTITUENT", "MEMBER",   "BASIS",
					       "MATTER",   "FROM", "UNTIL",       "EVIDENCE", NULL};
	struct table *table = table_new(headings);

	for (guint i = 0; i < rows->len; i++)
		add_row(table, g_ptr_array_index(rows, i));
	table_print(stdout, table);
	table_free(table);
}

static void print_json(const struct basis_row *row)
{
	g_autofree char *recorded = time_of(row->recorded_at), *from = day_write(row->from);
	g_autofree char *until = day_write(row->until), *withdrawn = day_write(row->withdrawn);
	json_t *object = json_pack("{s:I, s:s?, s:s, s:s, s:s, s:s?, s:s?, s:s?, s:s?, s:s?, s:b, s:s?}", "number",
				   (json_int_t)row->number, "recorded", recorded, "by", row->recorded_by, "constituent",
				   row->constituent, "member", row->member, "basis", row->basis, "matter", row->matter,
				   "from", row->basis != NULL ? from : NULL, "until", until, "withdrawn", withdrawn,
				   "anew", row->is_anew, "evidence", row->evidence);

	json_dumpf(object, stdout, JSON_ENSURE_ASCII);
	json_decref(object);
	putchar('\n');
}

/* The member's one address, whichever of theirs was given; the address itself where nobody has it any more. */
static char *member_of(const struct desk *desk, const char *address)
{
	struct resolution *who = directory_resolve(desk->directory, address, (guint32)day_today());
	char *email = who->kind == RESOLVED_PERSON ? g_strdup(who->person->email) : mailbox_normalise(address);

	resolution_free(who);
	return email;
}

int consent_list(struct desk *desk, const struct consent_options *options)
{
	g_autofree char *id = options->constituent != NULL ? g_strstrip(g_strdup(options->constituent)) : NULL;
	g_autofree char *constituent = id != NULL ? register_id_tag(desk->file, id) : NULL;
	g_autofree char *member = options->member != NULL ? member_of(desk, options->member) : NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = NULL;

	if (desk->casebook == NULL)
		return EX_OK;
	rows = bases_list(desk->casebook, constituent, member, &error);
	if (rows == NULL)
		return staff_complain(error);
	if (!options->is_json)
		consent_print_table(rows);
	for (guint i = 0; options->is_json && i < rows->len; i++)
		print_json(g_ptr_array_index(rows, i));
	return EX_OK;
}
