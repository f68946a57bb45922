/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds blind copies to members of an officer's correspondence with another member (York 10.1, Aberdeen 6.1.3B,
 * Gloucester 16(1), Derby 45). Copies that the first member can see are another check's. */
#include "policy/checks/checks.h"

#include "policy/facts.h"
#include "policy/judge.h"
#include "policy/match/consent.h"
#include "policy/match/foot_line.h"
#include "policy/match/member_name.h"

#include <string.h>

struct silent_copy {
	char **cures;
	int circular_members;
};

static const struct setting settings[] = {
	{"cures", SETTING_STRINGS, G_STRUCT_OFFSET(struct silent_copy, cures), "foot-line",
	 "what makes a blind copy right: foot-line, consent, notice-given, monitoring-officer"},
	{"circular_members", SETTING_INT, G_STRUCT_OFFSET(struct silent_copy, circular_members), "5",
	 "a letter that goes blind to so many members, and is nobody's correspondence, is a circular"},
	{NULL, SETTING_INT, 0, NULL, NULL},
};

/* What the check knows of one message beyond the facts. */
struct copies {
	const struct rule *rule;
	const struct facts *facts;
	GHashTable *visible; /* email: members in To, Cc or the newest Resent block; borrowed */
	GHashTable *reached; /* email: members whom the message reaches, visible or not; borrowed */
	GHashTable *quoted;  /* email: members whose correspondence it may be, by quote or thread; borrowed */
	GPtrArray *silent;   /* const struct person *, each once */
	struct consent_thread *thread;
};

/* What a stranger's letter shows is no evidence. */
static GPtrArray *letter_participants(const struct facts *facts, guint place)
{
	const struct history_letter *letter = facts_letter(facts, place);

	return letter->is_trusted ? facts_letter_persons(facts, letter, HISTORY_VISIBLE) : g_ptr_array_new();
}

static void add_members(GHashTable *emails, const GPtrArray *persons)
{
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		if (facts_is_member(person))
			g_hash_table_add(emails, person->email);
	}
}

static gboolean is_machine(const struct resolution *who)
{
	return who->list != NULL && (who->list->kind == LIST_ARCHIVE || who->list->kind == LIST_SYSTEM);
}

/* The office of a member who is visible reads for that member, whomever else it works for. */
static gboolean is_visible_office(const struct copies *copies, const struct resolution *who)
{
	g_autoptr(GPtrArray) members = NULL;

	if (who->person == NULL || !who->is_in_office)
		return FALSE;
	members = directory_acts_for(copies->facts->policy->directory, who->person, copies->facts->day);
	for (guint i = 0; i < members->len; i++) {
		const struct person *member = g_ptr_array_index(members, i);

		if (g_hash_table_contains(copies->visible, member->email))
			return TRUE;
	}
	return FALSE;
}

/* The recipient can bring a silent copy to somebody. */
static gboolean is_blind(const struct copies *copies, const struct facts_recipient *recipient)
{
	return facts_is_judged(recipient) && !recipient->is_original_visible && !is_machine(recipient->who) &&
	       !is_visible_office(copies, recipient->who);
}

static gboolean is_silent(const struct copies *copies, const struct person *person)
{
	return facts_is_member(person) && !g_hash_table_contains(copies->visible, person->email) &&
	       !person_is_same(person, copies->facts->sender->person);
}

static void find_silent(struct copies *copies)
{
	g_autoptr(GHashTable) met = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < copies->facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(copies->facts->recipients, i);

		if (is_machine(recipient->who))
			continue;
		add_members(copies->reached, recipient->who->persons);
		for (guint j = 0; is_blind(copies, recipient) && j < recipient->who->persons->len; j++) {
			const struct person *person = g_ptr_array_index(recipient->who->persons, j);

			if (is_silent(copies, person) && g_hash_table_add(met, person->email))
				g_ptr_array_add(copies->silent, (gpointer)person);
		}
	}
}

/* A letter to or from one member alone is that member's; one that several were part of is nobody's (POLICY.md, "Onward
 * copies"). */
static gboolean is_somebodys(const GPtrArray *participants)
{
	guint members = 0;

	for (guint i = 0; i < participants->len; i++)
		members += facts_is_member(g_ptr_array_index(participants, i)) ? 1 : 0;
	return members == 1;
}

static gboolean has_correspondence(const struct facts *facts)
{
	if (facts->is_redirect && is_somebodys(facts->authors))
		return TRUE;
	for (guint i = 0; i < facts->message->quoted->len; i++) {
		g_autoptr(GPtrArray) participants =
			facts_quoted_persons(facts, g_ptr_array_index(facts->message->quoted, i), FALSE);

		if (is_somebodys(participants))
			return TRUE;
	}
	for (guint i = 0; i < facts_letter_count(facts); i++) {
		g_autoptr(GPtrArray) participants = letter_participants(facts, i);

		if (is_somebodys(participants))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_circular(const struct copies *copies)
{
	const struct silent_copy *own = copies->rule->settings;

	return g_hash_table_size(copies->visible) == 0 && copies->silent->len >= (guint)MAX(own->circular_members, 1) &&
	       !has_correspondence(copies->facts);
}

/* The very member whose correspondence it is, when no other member gets it. */
static gboolean is_own_letter(const struct copies *copies)
{
	const struct person *only = copies->silent->len == 1 ? g_ptr_array_index(copies->silent, 0) : NULL;

	return only != NULL && g_hash_table_size(copies->visible) == 0 && g_hash_table_size(copies->reached) == 1 &&
	       g_hash_table_contains(copies->quoted, only->email);
}

static const char *const known_cures[] = {"foot-line", "consent", "notice-given", "monitoring-officer", NULL};

static gboolean has_cure(const struct rule *rule, const char *cure)
{
	const struct silent_copy *own = rule->settings;

	return own->cures != NULL && g_strv_contains((const char *const *)own->cures, cure);
}

static gboolean is_monitoring_officer_told(const struct facts *facts)
{
	const GPtrArray *all[] = {facts->visible, facts->quoted};

	for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
		for (guint j = 0; j < all[i]->len; j++) {
			if (person_has_role(g_ptr_array_index(all[i], j), "monitoring-officer"))
				return TRUE;
		}
	}
	return FALSE;
}

/* Consent and notices are quoted text, which anybody could write: only a trusted sender is believed. A foot line tells
 * the visible member itself. */
static gboolean is_told(const struct copies *copies)
{
	const struct facts *facts = copies->facts;

	if (!facts->is_sender_trusted)
		return FALSE;
	if (has_cure(copies->rule, "notice-given") && consent_is_announced(facts, FALSE))
		return TRUE;
	/* Advice first, and notice to the member in advance (Derby 45). */
	return has_cure(copies->rule, "monitoring-officer") && is_monitoring_officer_told(facts) &&
	       consent_is_announced(facts, TRUE);
}

static gboolean is_cured(const struct copies *copies, const struct person *person)
{
	const struct facts *facts = copies->facts;

	if (has_cure(copies->rule, "foot-line") &&
	    foot_lines_name(facts_foot_lines(facts), facts->policy->directory, facts->day, person))
		return TRUE;
	return facts->is_sender_trusted && has_cure(copies->rule, "consent") && consent_stands(copies->thread, person);
}

static void drop_cured(struct copies *copies)
{
	for (guint i = copies->silent->len; i > 0; i--)
		if (is_cured(copies, g_ptr_array_index(copies->silent, i - 1)))
			g_ptr_array_remove_index(copies->silent, i - 1);
}

/* "Councillor Oduya", "Councillor Oduya and Councillor Shah" */
static char *list_names(const struct copies *copies)
{
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < copies->silent->len; i++) {
		g_autofree char *name = member_name_of(copies->facts->policy->directory, copies->facts->day,
						       g_ptr_array_index(copies->silent, i));

		if (i > 0)
			g_string_append(names, i + 1 == copies->silent->len ? " and " : ", ");
		g_string_append(names, name);
	}
	return g_string_free(names, FALSE);
}

static char *first_member_name(const struct copies *copies)
{
	const struct facts *facts = copies->facts;
	const struct person *first = consent_first_member(copies->thread);

	for (guint i = 0; first == NULL && i < facts->visible->len; i++)
		if (facts_is_member(g_ptr_array_index(facts->visible, i)))
			first = g_ptr_array_index(facts->visible, i);
	return first != NULL ? member_name_of(facts->policy->directory, facts->day, first)
			     : g_strdup("the first councillor");
}

static void write_cure(const struct copies *copies, struct finding *finding)
{
	g_autofree char *names = list_names(copies);
	g_autofree char *first = first_member_name(copies);
	const char *openly = copies->silent->len == 1 ? names : "them";

	if (has_cure(copies->rule, "foot-line")) {
		finding->cure_line = g_strdup_printf("CC %s", names);
		finding->cure = g_strdup_printf("Add the line \"%s\" at the foot, or copy %s openly.",
						finding->cure_line, openly);
	} else if (has_cure(copies->rule, "notice-given")) {
		finding->cure_line = g_strdup("Copies of this email may be sent to other members.");
		finding->cure = g_strdup_printf("Tell %s with the line \"%s\", or copy %s openly.", first,
						finding->cure_line, openly);
	} else if (has_cure(copies->rule, "consent")) {
		finding->cure = g_strdup_printf("Ask %s to agree in writing that %s may have a copy, and send it again "
						"with that answer quoted below.",
						first, names);
	} else if (has_cure(copies->rule, "monitoring-officer")) {
		finding->cure = g_strdup_printf("Ask the monitoring officer, tell %s before the copy goes and why, and "
						"send it again with both quoted below.",
						first);
	} else {
		finding->cure = g_strdup_printf("Send it without the blind copy to %s.", names);
	}
}

/* The first member's consent may stand in letters that the store never saw, or lost, and that are not quoted. */
static gboolean is_thread_unknown(const struct copies *copies)
{
	const struct facts *facts = copies->facts;

	return has_cure(copies->rule, "consent") && facts->is_sender_trusted && !facts->is_redirect &&
	       (facts->message->in_reply_to != NULL || facts->message->references->len > 0) &&
	       facts_letter_count(facts) == 0 && g_hash_table_size(copies->quoted) == 0;
}

static gboolean is_any_silent(const struct copies *copies, const GPtrArray *persons)
{
	for (guint i = 0; i < copies->silent->len; i++)
		if (facts_has_person(persons, g_ptr_array_index(copies->silent, i)))
			return TRUE;
	return FALSE;
}

static void add_finding(const struct copies *copies, GPtrArray *findings)
{
	struct finding *finding = finding_new(copies->rule, copies->rule->action);

	for (guint i = 0; i < copies->silent->len; i++) {
		const struct person *person = g_ptr_array_index(copies->silent, i);

		finding_add_person(finding, person->email);
	}
	for (guint i = 0; i < copies->facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(copies->facts->recipients, i);

		if (is_blind(copies, recipient) && is_any_silent(copies, recipient->who->persons))
			finding_add_recipient(finding, recipient->envelope->address);
	}
	for (guint i = 0; i < copies->facts->visible->len; i++) {
		const struct person *person = g_ptr_array_index(copies->facts->visible, i);

		if (facts_is_member(person))
			g_ptr_array_add(finding->visible_members, g_strdup(person->email));
	}
	finding_add_evidence(finding, "envelope", NULL, "not in To or Cc");
	write_cure(copies, finding);
	/* The address may be a list that shows them after all. */
	if (copies->facts->unknown_list != NULL)
		finding_lower(finding, ACTION_NOTICE, BECAUSE_UNKNOWN_LIST);
	else if (is_thread_unknown(copies))
		finding_lower(finding, ACTION_NOTICE, BECAUSE_NONE);
	g_ptr_array_add(findings, finding);
}

/* "Correspondence with a member": one is visible, or the quoted text or the thread shows one, or it is a member's own
 * letter that is redirected. */
static gboolean is_correspondence(const struct copies *copies)
{
	return g_hash_table_size(copies->visible) > 0 || g_hash_table_size(copies->quoted) > 0;
}

static void match(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	g_autoptr(GHashTable) visible = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) reached = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) quoted = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) silent = g_ptr_array_new();
	struct copies copies = {rule, facts, visible, reached, quoted, silent, NULL};

	if (!facts->is_sender_officer || facts_is_calendar_answer(facts))
		return;
	add_members(visible, facts->visible);
	add_members(quoted, facts->quoted);
	if (facts->is_redirect)
		add_members(quoted, facts->authors);
	for (guint i = 0; i < facts_letter_count(facts); i++) {
		g_autoptr(GPtrArray) participants = letter_participants(facts, i);

		add_members(quoted, participants);
	}
	find_silent(&copies);
	if (silent->len == 0 || !is_correspondence(&copies) || is_own_letter(&copies) || is_circular(&copies))
		return;
	if (is_told(&copies))
		return;
	copies.thread = consent_thread_new(facts);
	drop_cured(&copies);
	if (silent->len > 0)
		add_finding(&copies, findings);
	consent_thread_free(copies.thread);
}

static gboolean validate(const struct rule *rule, GError **error)
{
	const struct silent_copy *own = rule->settings;

	for (char **cure = own->cures; cure != NULL && *cure != NULL; cure++) {
		if (!g_strv_contains(known_cures, *cure)) {
			g_set_error(error, RULE_ERROR, RULE_ERROR_SETTING,
				    "'%s' is no cure; there are foot-line, consent, notice-given and "
				    "monitoring-officer",
				    *cure);
			return FALSE;
		}
	}
	return TRUE;
}

const struct check silent_copy_check = {
	.name = "silent-copy",
	.settings = settings,
	.settings_size = sizeof(struct silent_copy),
	.match = match,
	.validate = validate,
};
