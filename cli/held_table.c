/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of `candour held list`: envelope and rules, nothing of what a message says. */
#include "cli/held.h"
#include "cli/table.h"

gboolean held_is_waiting(const struct case_recipient *recipient)
{
	return recipient->state == RECIPIENT_HELD || recipient->state == RECIPIENT_RELEASING ||
	       recipient->state == RECIPIENT_RETURNING;
}

char *held_age(gint64 since, gint64 now)
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
	gint64 age = MAX(now - since, 0);

	if (age < 2 * HOUR)
		return g_strdup_printf("%" G_GINT64_FORMAT " min", age / MINUTE);
	if (age < 2 * DAY)
		return g_strdup_printf("%" G_GINT64_FORMAT " h", age / HOUR);
	return g_strdup_printf("%" G_GINT64_FORMAT " days", age / DAY);
}

/* The rules that hold it, each once. */
static char *rules_of(const struct case_file *file)
{
	g_autoptr(GPtrArray) rules = g_ptr_array_new();

	for (guint i = 0; i < file->findings->len; i++) {
		const struct case_finding *finding = g_ptr_array_index(file->findings, i);

		if (finding->applied == ACTION_HOLD &&
		    !g_ptr_array_find_with_equal_func(rules, finding->rule, g_str_equal, NULL))
			g_ptr_array_add(rules, finding->rule);
	}
	g_ptr_array_add(rules, NULL);
	return g_strjoinv(", ", (char **)rules->pdata);
}

static void add_case(struct table *table, const struct case_file *file, gint64 now)
{
	g_autofree char *age = held_age(file->received_at, now);
	g_autofree char *rules = rules_of(file);
	const char *sender = *file->envelope->sender == '\0' ? "<>" : file->envelope->sender;
	gboolean is_first = TRUE;

	for (guint i = 0; i < file->recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);
		const char *name = recipient_state_name(recipient->state);
		g_autofree char *state =
			recipient->reply == NULL ? g_strdup(name) : g_strdup_printf("%s: %s", name, recipient->reply);
		const char *cells[] = {is_first ? file->id : NULL, is_first ? age : NULL, is_first ? rules : NULL,
				       is_first ? sender : NULL,   recipient->address,    state};

		if (!held_is_waiting(recipient))
			continue;
		table_add(table, cells);
		is_first = FALSE;
	}
}

void held_print_list(FILE *stream, const GPtrArray *cases, gint64 now)
{
	static const char *const headings[] = {"CASE", "AGE", "RULE", "SENDER", "WAITING", "STATE", NULL};
	struct table *table = table_new(headings);

	for (guint i = 0; i < cases->len; i++)
		add_case(table, g_ptr_array_index(cases, i), now);
	table_print(stream, table);
	table_free(table);
}
