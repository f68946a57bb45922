/* SPDX-License-Identifier: BSD-2-Clause */
/* Takes work from the outbox and gives it to whoever does that kind. It decides nothing about mail but what the
 * configuration says of undecided holds, which is to give them back. */
#include "review/courier.h"

#include "policy/hours.h"
#include "review/work.h"

static const struct kind {
	const char *name;
	gboolean (*send)(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error);
} kinds[] = {
	[OUTBOX_NOTICE] = {"notice", notice_send},
	[OUTBOX_RELEASE] = {"release", release_send},
	[OUTBOX_RETURN] = {"return", return_send},
	[OUTBOX_OUTCOME] = {"outcome", outcome_send},
};

/* Another courier that took over meanwhile is no failure of the casebook. */
static gboolean is_overtaken(const GError *error)
{
	return g_error_matches(error, CASES_ERROR, CASES_ERROR_STALE);
}

static gboolean carry_out(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error)
{
	const char *case_id = g_ptr_array_index(item->case_ids, 0);
	g_autoptr(GError) failure = NULL;

	if (item->is_repeated)
		g_warning("case %s: %s: done again, for an earlier try was cut off", case_id, kinds[item->kind].name);
	if (kinds[item->kind].send(courier, item, now, &failure))
		return TRUE;
	if (is_overtaken(failure)) {
		g_warning("case %s: %s: %s", case_id, kinds[item->kind].name, failure->message);
		return TRUE;
	}
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

gboolean courier_step(const struct courier *courier, gint64 now, gboolean *ret_is_idle, GError **error)
{
	g_autoptr(GError) failure = NULL;
	struct outbox_item *item = outbox_take(courier->casebook, now, &failure);

	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	gboolean is_good = !item || carry_out(courier, item, now, error);
	if (is_good)
		*ret_is_idle = item == NULL;
	outbox_item_free(item);
	return is_good;
}

/* Looks, and what candour itself does, decide nothing. */
static gboolean is_progress(const char *decision)
{
	static const char *const none[] = {"viewed", "read", "original", "alarm", NULL};

	return !g_strv_contains(none, decision);
}

/* Since when nobody has done anything about the case. */
static gint64 undecided_since(const struct case_file *file)
{
	gint64 since = file->received_at;

	for (guint i = 0; i < file->decisions->len; i++) {
		const struct case_decision *decision = g_ptr_array_index(file->decisions, i);

		if (is_progress(decision->decision))
			since = MAX(since, decision->at);
	}
	return since;
}

static void log_return(const struct case_file *file)
{
	g_autoptr(GString) rules = g_string_new(NULL);

	for (guint i = 0; i < file->findings->len; i++) {
		const struct case_finding *finding = g_ptr_array_index(file->findings, i);

		g_string_append_printf(rules, "%s%s", i > 0 ? ", " : "", finding->rule);
	}
	g_message("case %s: undecided, so it is returned (%s)", file->id, rules->str);
}

static gboolean return_if_due(const struct courier *courier, const char *case_id, gint64 now, GError **error)
{
	const struct snapshot *snapshot = courier->snapshot;
	g_autoptr(GError) failure = NULL;
	struct case_file *file = cases_load(courier->casebook, case_id, error);

	if (!file)
		return FALSE;
	if (hours_after(&snapshot->policy.staffed_hours, undecided_since(file), snapshot->conf->undecided_s) <= now &&
	    cases_return(courier->casebook, case_id, "candour",
			 "nobody decided about it in the time we allow ourselves, and it should not wait longer.",
			 &failure))
		log_return(file);
	case_file_free(file);
	/* Staff were quicker, which is well. */
	if (!failure || g_error_matches(failure, CASES_ERROR, CASES_ERROR_NOT_HELD))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

gboolean courier_return_undecided(const struct courier *courier, gint64 now, GError **error)
{
	const struct conf *conf = courier->snapshot->conf;

	if (g_strcmp0(conf->undecided, "return") != 0)
		return TRUE;
	/* Staffed seconds are never more than those of the clock: what is younger cannot be due. */
	g_autoptr(GPtrArray) ids = outbox_undecided(courier->casebook, now - conf->undecided_s + 1, error);
	if (!ids)
		return FALSE;
	for (guint i = 0; i < ids->len; i++)
		if (!return_if_due(courier, g_ptr_array_index(ids, i), now, error))
			return FALSE;
	return TRUE;
}
