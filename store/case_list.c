/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads rows of cases, all of a view in one query. */
#include "store/case_list.h"

#include "store/casebook_private.h"

#include <string.h>

void case_row_free(struct case_row *row)
{
	if (row == NULL)
		return;
	g_free(row->sender);
	g_free(row->sender_person);
	g_free(row->message_id);
	g_free(row->owner);
	g_free(row->outcome);
	g_strfreev(row->recipients);
	g_strfreev(row->states);
	g_strfreev(row->rules);
	g_strfreev(row->clauses);
	g_strfreev(row->persons);
	g_free(row);
}

/* Lists come as lines (an address has no line end: the envelope's reader takes none). */
static char **lines_of(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text == NULL ? g_new0(char *, 1) : g_strsplit(text, "\n", -1);
}

static gboolean read_row(sqlite3_stmt *statement, void *context, GError **error)
{
	struct case_row *row = g_new0(struct case_row, 1);

	(void)error;
	g_ptr_array_add(context, row);
	g_strlcpy(row->id, (const char *)sqlite3_column_text(statement, 0), sizeof row->id);
	row->received_at = sqlite3_column_int64(statement, 1);
	row->is_restricted = sqlite3_column_int(statement, 3) != 0;
	row->sender = database_text(statement, 4);
	row->sender_person = database_text(statement, 5);
	row->message_id = database_text(statement, 6);
	row->needed_day = (guint32)sqlite3_column_int(statement, 7);
	row->owner = database_text(statement, 8);
	row->outcome = database_text(statement, 9);
	row->recipients = lines_of(statement, 10);
	row->states = lines_of(statement, 11);
	row->rules = lines_of(statement, 12);
	row->clauses = lines_of(statement, 13);
	row->persons = lines_of(statement, 14);
	row->has_alarm = sqlite3_column_int(statement, 15) != 0;
	row->is_damaged = !action_from_name((const char *)sqlite3_column_text(statement, 2), &row->action) ||
			  g_strv_length(row->recipients) != g_strv_length(row->states) ||
			  g_strv_length(row->rules) != g_strv_length(row->clauses);
	return TRUE;
}

/* clang-format off */
/* Through the index of those who wait. */
#define WAITS "c.id IN (SELECT case_id FROM recipients WHERE state IN ('held', 'releasing', 'returning'))"
#define STRONGEST_FIRST \
	"ORDER BY CASE applied WHEN 'reject' THEN 0 WHEN 'hold' THEN 1 WHEN 'notice' THEN 2 WHEN 'flag' THEN 3 " \
	"ELSE 4 END, number"
#define LINES(column, from) "(SELECT group_concat(" column ", char(10)) FROM (SELECT " column " FROM " from "))"
#define RECIPIENTS "recipients r WHERE r.case_id = c.id ORDER BY position"
#define FINDINGS "findings f WHERE f.case_id = c.id "
#define SELECT_WHERE(condition) \
	"SELECT c.id, c.received_at, c.action, c.is_restricted, c.sender, c.sender_person, c.message_id, " \
	"c.needed_day, w.owner, w.outcome, " \
	LINES("address", RECIPIENTS) ", " \
	LINES("state", RECIPIENTS) ", " \
	LINES("rule", FINDINGS STRONGEST_FIRST) ", " \
	LINES("clause", "(SELECT ifnull(clause, '') AS clause, applied, number FROM " FINDINGS ") " STRONGEST_FIRST) ", " \
	LINES("name", "(SELECT DISTINCT name FROM finding_names n WHERE n.case_id = c.id AND n.kind = 'person')") ", " \
	"EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = c.id AND d.decision = 'alarm') " \
	"FROM cases c LEFT JOIN case_work w ON w.case_id = c.id WHERE " condition \
	" ORDER BY c.received_at DESC, c.id LIMIT ?"
/* clang-format on */

static const char *const statements[] = {
	[CASES_WAITING] = SELECT_WHERE(WAITS),
	[CASES_FLAGGED] = SELECT_WHERE("c.action IN ('flag', 'notice') AND w.outcome IS NULL AND NOT " WAITS),
	[CASES_CLOSED] = SELECT_WHERE("(c.action NOT IN ('flag', 'notice') OR w.outcome IS NOT NULL) AND NOT " WAITS),
	[CASES_ALL] = SELECT_WHERE("TRUE"),
};

GPtrArray *case_list_load(struct casebook *casebook, enum case_view view, GError **error)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)case_row_free);
	gboolean is_good = database_begin_read(casebook->database, error);

	if (is_good) {
		is_good = database_query(casebook->database, read_row, rows, error, statements[view], "i",
					 CASE_LIST_MAX_ROWS);
		is_good = database_end(casebook->database, is_good, error);
	}
	if (!is_good)
		g_clear_pointer(&rows, g_ptr_array_unref);
	return rows;
}
