/* SPDX-License-Identifier: BSD-2-Clause */
/* Rounds for staff. Their mails name cases, clauses and times, and nothing of what a message says. */
#include "review/rounds.h"

#include "parser/compose.h"
#include "policy/hours.h"
#include "review/post.h"
#include "store/audit.h"
#include "store/case_list.h"
#include "store/desk.h"
#include "store/retention.h"

#include <string.h>

enum {
	LISTED_CASES = 100, /* of a digest or alarm; the rest as a number */
	PURGE_EVERY_S = 3600
};

static const char digest_event[] = "digest", head_event[] = "head";

static gboolean is_held(const struct case_row *row)
{
	return !row->is_damaged && g_strv_contains((const char *const *)row->states, "held");
}

static gboolean is_late(const struct snapshot *snapshot, const struct case_row *row, gint64 now)
{
	return hours_after(&snapshot->policy.staffed_hours, row->received_at, snapshot->conf->alarm_after_s) <= now;
}

/* The monitoring officer in office, or NULL. */
static const char *monitoring_officer(const struct snapshot *snapshot, gint64 now)
{
	g_autoptr(GPtrArray) persons = directory_persons(snapshot->policy.directory, hours_day(now));

	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		if (person_has_role(person, "monitoring-officer"))
			return person->email;
	}
	return NULL;
}

static void add_row(GString *text, const struct case_row *row)
{
	g_autofree char *clock = hours_clock(row->received_at);
	GDate date;
	char day[32];

	g_date_clear(&date, 1);
	g_date_set_julian(&date, hours_day(row->received_at));
	g_date_strftime(day, sizeof day, "%e %B", &date);
	g_string_append_printf(text, "    %s  %s, %s  %s%s%s\n", row->id, g_strchug(day), clock,
			       row->clauses[0] != NULL && *row->clauses[0] != '\0' ? row->clauses[0]
			       : row->rules[0] != NULL                             ? row->rules[0]
										   : "",
			       row->owner ? "  owner " : "", row->owner ? row->owner : "");
}

static char *list_cases(const struct snapshot *snapshot, const char *opening, const GPtrArray *rows)
{
	GString *text = g_string_new(opening);

	g_string_append(text, "\n\n");
	for (guint i = 0; i < rows->len && i < LISTED_CASES; i++) /* they come the latest first */
		add_row(text, g_ptr_array_index(rows, rows->len - 1 - i));
	if (rows->len > LISTED_CASES)
		g_string_append_printf(text, "    and %u more\n", rows->len - LISTED_CASES);
	if (snapshot->conf->review.address != NULL)
		g_string_append_printf(text, "\nDecide here: %s\n", snapshot->conf->review.address);
	else
		g_string_append(text, "\nDecide on the review page, or with candour held list.\n");
	return g_string_free(text, FALSE);
}

/* TRUE where the MTA took it, or refused it for good, which the log tells. */
static gboolean send_mail(const struct courier *courier, const char *to, const char *name, const char *subject,
			  const char *text, gint64 now)
{
	const struct conf *conf = courier->snapshot->conf;
	g_autofree char *id = g_strdup_printf("%s.%" G_GINT64_FORMAT "@%s", name, now,
					      conf->release.helo ? conf->release.helo : "candour");
	struct compose_mail mail = {
		.from = conf->notices.from, .to = to, .subject = subject, .text = text, .message_id = id, .date = now};
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) message = compose_notice(&mail, &error);
	struct smtp_outcome outcome = {0};
	gboolean is_delayed;

	if (message == NULL) {
		g_warning("%s: %s", name, error->message);
		return TRUE;
	}
	post_mail(conf, to, message, &outcome);
	is_delayed = outcome.result == SMTP_DELAYED;
	g_log(G_LOG_DOMAIN, outcome.result == SMTP_ACCEPTED ? G_LOG_LEVEL_MESSAGE : G_LOG_LEVEL_WARNING, "%s: %s", name,
	      outcome.reply);
	smtp_outcomes_clear(&outcome, 1);
	return !is_delayed;
}

/* Rows that are late and of which nobody was told: const struct case_row *, borrowed. */
static GPtrArray *find_late(const struct courier *courier, const GPtrArray *rows, gboolean is_restricted, gint64 now)
{
	GPtrArray *late = g_ptr_array_new();

	for (guint i = 0; i < rows->len; i++) {
		struct case_row *row = g_ptr_array_index(rows, i);

		if (is_held(row) && row->is_restricted == is_restricted && !row->has_alarm &&
		    is_late(courier->snapshot, row, now))
			g_ptr_array_add(late, row);
	}
	return late;
}

static gboolean record_alarms(const struct courier *courier, const GPtrArray *rows, GError **error)
{
	for (guint i = 0; i < rows->len; i++)
		if (!desk_record_alarm(courier->casebook, ((struct case_row *)g_ptr_array_index(rows, i))->id, error))
			return FALSE;
	return TRUE;
}

static gboolean give_alarm(const struct courier *courier, const GPtrArray *rows, gboolean is_restricted, gint64 now,
			   GError **error)
{
	const char *to =
		is_restricted ? monitoring_officer(courier->snapshot, now) : courier->snapshot->conf->notices.alert;
	g_autoptr(GPtrArray) late = find_late(courier, rows, is_restricted, now);
	g_autofree char *text = NULL, *subject = NULL;

	if (late->len == 0 || to == NULL)
		return TRUE;
	subject = g_strdup_printf("Late: %u held %s for a decision", late->len,
				  late->len == 1 ? "email waits" : "emails wait");
	text = list_cases(
		courier->snapshot,
		"These held emails have waited longer than you allow yourselves. A resident or a councillor may be "
		"waiting for them. What nobody decides about goes back to its sender.",
		late);
	return !send_mail(courier, to, "alarm", subject, text, now) || record_alarms(courier, late, error);
}

static gboolean send_digest(struct rounds *rounds, const struct courier *courier, const GPtrArray *rows, gint64 now,
			    GError **error)
{
	const struct snapshot *snapshot = courier->snapshot;
	g_autoptr(GPtrArray) waiting = g_ptr_array_new();
	g_autofree char *text = NULL, *subject = NULL;
	guint late = 0;

	if (!hours_contain(&snapshot->policy.staffed_hours, now) || hours_day(rounds->digest_at) == hours_day(now))
		return TRUE;
	for (guint i = 0; i < rows->len; i++) {
		struct case_row *row = g_ptr_array_index(rows, i);

		if (is_held(row) && !row->is_restricted) {
			g_ptr_array_add(waiting, row);
			late += is_late(snapshot, row, now);
		}
	}
	subject = g_strdup_printf("Held emails today: %u, %u of them late", waiting->len, late);
	text = list_cases(snapshot, "These emails wait for a decision:", waiting);
	if (waiting->len > 0 && !send_mail(courier, snapshot->conf->notices.alert, "digest", subject, text, now))
		return TRUE;
	rounds->digest_at = now;
	return waiting->len == 0 || audit_record(courier->casebook, "courier", digest_event, NULL, NULL, error);
}

/* The entry that says so comes first, so that the head told takes it in. */
static gboolean tell_head(struct rounds *rounds, const struct courier *courier, gint64 now, GError **error)
{
	g_autofree char *hash = NULL;
	gint64 number;

	if (hours_day(rounds->head_at) == hours_day(now))
		return TRUE;
	if (!audit_record(courier->casebook, "courier", head_event, NULL, NULL, error) ||
	    !audit_head(courier->casebook, &number, &hash, error))
		return FALSE;
	g_message("audit head %" G_GINT64_FORMAT " %s", number, hash);
	rounds->head_at = now;
	return TRUE;
}

static gboolean purge(struct rounds *rounds, const struct courier *courier, gint64 now, GError **error)
{
	const struct conf *conf = courier->snapshot->conf;
	struct retention retention = {.returned_days = conf->retention.returned_days,
				      .released_days = conf->retention.released_days,
				      .delivered_days = conf->retention.delivered_days,
				      .observed_days = conf->retention.observed_days,
				      .false_alarm_days = conf->retention.false_alarm_days};
	guint count = 0;

	if (now - rounds->purged_at < PURGE_EVERY_S)
		return TRUE;
	if (!retention_purge(courier->casebook, &retention, now, &count, error))
		return FALSE;
	if (count > 0)
		g_message("purged %u cases whose time was over", count);
	if (count < RETENTION_MAX_PURGED)
		rounds->purged_at = now;
	return TRUE;
}

static gboolean start(struct rounds *rounds, const struct courier *courier, GError **error)
{
	rounds->is_started =
		rounds->is_started || (audit_last_at(courier->casebook, digest_event, &rounds->digest_at, error) &&
				       audit_last_at(courier->casebook, head_event, &rounds->head_at, error));
	return rounds->is_started;
}

gboolean rounds_go(struct rounds *rounds, const struct courier *courier, gint64 now, GError **error)
{
	g_autoptr(GPtrArray) rows = NULL;

	if (!start(rounds, courier, error) || !tell_head(rounds, courier, now, error) ||
	    !purge(rounds, courier, now, error))
		return FALSE;
	rows = case_list_load(courier->casebook, CASES_WAITING, error);
	return rows != NULL && give_alarm(courier, rows, FALSE, now, error) &&
	       give_alarm(courier, rows, TRUE, now, error) && send_digest(rounds, courier, rows, now, error);
}
