/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds confidential content that an officer sends a member without a marking (Aberdeen 6.1.3A, Gloucester 12(7)), and
 * the copies of it that leave the council. What is confidential the lexicons say; a single everyday word never is. */
#include "policy/checks/audience.h"
#include "policy/checks/checks.h"
#include "policy/facts.h"
#include "policy/judge.h"
#include "policy/match/content.h"
#include "policy/match/exemption.h"
#include "policy/match/lexicon.h"
#include "policy/match/marking.h"
#include "policy/match/records.h"

#include <string.h>

struct unmarked_confidential {
	char **categories, **notice_categories;
	int threshold, window_characters;
	GPtrArray *thresholds; /* struct setting_number */
	gboolean sentence_marks;
	enum action outside_action;
};

#define FIELD(name) G_STRUCT_OFFSET(struct unmarked_confidential, name)
static const struct setting settings[] = {
	{"categories", SETTING_STRINGS, FIELD(categories),
	 "exempt-information exempt-paper not-for-publication legal-advice safeguarding health personnel commercial "
	 "budget investigation undisclosed personal-records",
	 "categories of the lexicons that are confidential content"},
	{"notice_categories", SETTING_STRINGS, FIELD(notice_categories), "safeguarding",
	 "those whose mail is never held for it"},
	{"threshold", SETTING_INT, FIELD(threshold), "10",
	 "the weight that entries of one category must reach together"},
	{"thresholds", SETTING_NUMBERS, FIELD(thresholds), "personal-records=3",
	 "the same by category, where it is another; for personal-records how many people's data stand together"},
	{"window_characters", SETTING_INT, FIELD(window_characters), "1000", "how near together they must be"},
	{"sentence_marks", SETTING_BOOL, FIELD(sentence_marks), "false",
	 "a plain sentence of the sender that says it is confidential counts as a marking"},
	{"outside_action", SETTING_ACTION, FIELD(outside_action), "hold",
	 "for recipients outside the council of a message that goes to a member too"},
	{NULL, SETTING_INT, 0, NULL, NULL},
};

static const char open_context[] = "open-context", advised[] = "advised";

/* What was found in one text of the message. */
struct secret {
	const struct content *content;
	char *kind;       /* "exempt information (Schedule 12A, paragraph 3)" */
	char *paragraphs; /* "paragraph 3", or NULL */
	gboolean is_notice_only;
};

static void secret_free(gpointer data)
{
	struct secret *secret = data;

	g_free(secret->kind);
	g_free(secret->paragraphs);
	g_free(secret);
}

static int count_entry(GHashTable *entries, const struct lexicon_entry *entry, int change)
{
	int count = GPOINTER_TO_INT(g_hash_table_lookup(entries, entry)) + change;

	g_hash_table_insert(entries, (gpointer)entry, GINT_TO_POINTER(count));
	return count;
}

/* The hit that tells best what was found, of those from first to last: the heaviest that stands by itself. */
static const struct lexicon_hit *telling(const GArray *hits, const char *category, guint first, guint last)
{
	const struct lexicon_hit *best = NULL;

	for (guint i = first; i <= last; i++) {
		const struct lexicon_hit *hit = &g_array_index(hits, struct lexicon_hit, i);

		if (strcmp(hit->entry->category, category) == 0 && !hit->entry->is_support &&
		    (best == NULL || hit->entry->weight > best->entry->weight))
			best = hit;
	}
	return best;
}

/* A hit of the category where its different entries within the window reach the threshold, or NULL. Those
 * that support others reach nothing alone. */
static const struct lexicon_hit *reaches(const GArray *hits, const char *category, int threshold, gsize window)
{
	g_autoptr(GHashTable) entries = g_hash_table_new(NULL, NULL);
	const struct lexicon_hit *start, *hit;
	guint first = 0;
	int weight = 0, alone = 0;

	for (guint i = 0; i < hits->len; i++) {
		hit = &g_array_index(hits, struct lexicon_hit, i);
		if (strcmp(hit->entry->category, category) != 0)
			continue;
		for (; first < i; first++) {
			start = &g_array_index(hits, struct lexicon_hit, first);
			if (strcmp(start->entry->category, category) != 0)
				continue;
			if (hit->from - start->from <= window)
				break;
			if (count_entry(entries, start->entry, -1) == 0) {
				weight -= start->entry->weight;
				alone -= !start->entry->is_support;
			}
		}
		if (count_entry(entries, hit->entry, 1) == 1) {
			weight += hit->entry->weight;
			alone += !hit->entry->is_support;
		}
		if (weight >= threshold && alone > 0)
			return telling(hits, category, first, i);
	}
	return NULL;
}

static void add_secret(GPtrArray *secrets, const struct content *content, char *kind, char *paragraphs,
		       gboolean is_notice_only)
{
	struct secret *secret = g_new0(struct secret, 1);

	*secret = (struct secret){content, kind, paragraphs, is_notice_only};
	g_ptr_array_add(secrets, secret);
}

/* Where the rest of the hit's sentence ends, for a statute that is named after it. */
static gsize statement_end(const char *text, gsize to)
{
	gsize end = to;

	while (end < to + LEXICON_GAP_BYTES && text[end] != '\0' && text[end] != ';' &&
	       !(text[end] == '.' && g_ascii_isspace(text[end + 1])) && !(text[end] == '\n' && text[end + 1] == '\n'))
		end++;
	return end;
}

static int threshold_of(const struct unmarked_confidential *own, const char *category)
{
	return setting_number_of(own->thresholds, category, own->threshold);
}

static gboolean is_open(const struct unmarked_confidential *own, const GArray *hits)
{
	return reaches(hits, open_context, threshold_of(own, open_context), G_MAXSIZE / 2) != NULL;
}

static gboolean is_looked_for(const struct unmarked_confidential *own, const char *category)
{
	return own->categories != NULL && g_strv_contains((const char *const *)own->categories, category);
}

/* What was found of the category that the hit begins. */
static void add_hit(const struct unmarked_confidential *own, const struct content *content,
		    const struct lexicon_hit *hit, const char *category, GPtrArray *secrets)
{
	gsize end = statement_end(content->text, hit->to);

	add_secret(
		secrets, content,
		exemption_fill(hit->entry->what != NULL ? hit->entry->what : category, content->text, hit->from, end),
		exemption_paragraphs(content->text, hit->from, end),
		own->notice_categories != NULL &&
			g_strv_contains((const char *const *)own->notice_categories, category));
}

static void search_records(const struct unmarked_confidential *own, const struct facts *facts,
			   const struct content *content, GPtrArray *secrets)
{
	int threshold = threshold_of(own, RECORDS_CATEGORY);

	if (is_looked_for(own, RECORDS_CATEGORY) &&
	    (int)records_count(content->text, directory_council_domains(facts->policy->directory)) >= threshold)
		add_secret(secrets, content, g_strdup("personal data of several people"), NULL, FALSE);
}

/* The hits of what the sender wrote, after those of the subject over it, so that both add up. */
static GArray *hits_of(const struct facts *facts, const struct content *content)
{
	GArray *hits = lexicons_scan(facts->policy->lexicons, content->kind, content->text);
	g_autoptr(GArray) above = NULL;

	if (content->kind != CONTENT_AUTHORED || facts->message->subject == NULL)
		return hits;
	above = lexicons_scan(facts->policy->lexicons, CONTENT_SUBJECT, facts->message->subject);
	for (guint i = 0; i < above->len; i++) {
		struct lexicon_hit *hit = &g_array_index(above, struct lexicon_hit, i);

		hit->from = hit->to = 0;
	}
	g_array_prepend_vals(hits, above->data, above->len);
	return hits;
}

/* What an attachment or a quoted letter says of itself; a public paper has such words for what is not in it, but no
 * such label. */
static gboolean says_so(const struct policy *policy, const struct content *content, gboolean is_public)
{
	if (content->kind != CONTENT_ATTACHMENT && content->kind != CONTENT_QUOTED)
		return FALSE;
	if (marking_is_labelled(policy, content->labels))
		return TRUE;
	return !is_public && (content->markings != NULL || marking_heads(content->text + content->head));
}

static void search_text(const struct rule *rule, const struct facts *facts, const struct content *content,
			GPtrArray *secrets)
{
	const struct unmarked_confidential *own = rule->settings;
	g_autoptr(GArray) hits = hits_of(facts, content);
	gboolean is_public = is_open(own, hits);

	for (gsize i = 0; own->categories != NULL && own->categories[i] != NULL; i++) {
		const char *category = own->categories[i];
		const struct lexicon_hit *hit =
			reaches(hits, category, threshold_of(own, category), (gsize)MAX(own->window_characters, 1));

		/* A paper that says so of itself is no public one, whatever else is in it. */
		if (hit != NULL && (!is_public || strcmp(category, "exempt-paper") == 0))
			add_hit(own, content, hit, category, secrets);
	}
	search_records(own, facts, content, secrets);
	if (says_so(facts->policy, content, is_public))
		add_secret(secrets, content, g_strdup("a paper that says it is confidential"), NULL, FALSE);
}

/* A quoted letter that all these members had already tells them nothing. */
static gboolean is_old(const struct facts *facts, const struct content *content, const GPtrArray *members)
{
	g_autoptr(GPtrArray) persons = NULL;

	if (content->quoted == NULL)
		return FALSE;
	persons = facts_quoted_persons(facts, content->quoted, FALSE);
	for (guint i = 0; i < members->len; i++)
		if (!facts_has_person(persons, ((const struct reached *)g_ptr_array_index(members, i))->person))
			return FALSE;
	return members->len > 0;
}

/* An FOI answer's or an award notice's text may show what it is in the subject alone. */
static gboolean is_open_subject(const struct rule *rule, const struct facts *facts)
{
	const struct unmarked_confidential *own = rule->settings;
	g_autoptr(GArray) hits = NULL;

	if (facts->message->subject == NULL)
		return FALSE;
	hits = lexicons_scan(facts->policy->lexicons, CONTENT_SUBJECT, facts->message->subject);
	return is_open(own, hits);
}

static GPtrArray *search(const struct rule *rule, const struct facts *facts, const GPtrArray *contents,
			 const GPtrArray *members)
{
	GPtrArray *secrets = g_ptr_array_new_with_free_func(secret_free);
	gboolean is_public = is_open_subject(rule, facts);

	for (guint i = 0; i < contents->len; i++) {
		const struct content *content = g_ptr_array_index(contents, i);

		if (is_public && content->kind != CONTENT_ATTACHMENT)
			continue;
		if (!is_old(facts, content, members))
			search_text(rule, facts, content, secrets);
	}
	return secrets;
}

static gboolean is_advised(const struct facts *facts, const GPtrArray *contents)
{
	for (guint i = 0; i < contents->len; i++) {
		const struct content *content = g_ptr_array_index(contents, i);
		g_autoptr(GArray) hits = NULL;

		if (content->kind != CONTENT_AUTHORED)
			continue;
		hits = lexicons_scan(facts->policy->lexicons, content->kind, content->text);
		if (reaches(hits, advised, 1, 1) != NULL)
			return TRUE;
	}
	return FALSE;
}

/* The person whom the letter is about, or who wrote what is passed on (POLICY.md, "Disclosure"). */
static gboolean is_concerned(const struct facts *facts, const GPtrArray *secrets,
			     const struct facts_recipient *recipient)
{
	const char *address = recipient->who->address;

	for (guint i = 0; i < facts->message->quoted->len; i++) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i);

		for (guint j = 0; j < quoted->addresses->len; j++) {
			const struct address *writer = g_ptr_array_index(quoted->addresses, j);

			if (writer->field == ADDRESS_FROM && writer->mailbox != NULL &&
			    g_ascii_strcasecmp(writer->mailbox, address) == 0)
				return TRUE;
		}
	}
	for (guint i = 0; i < secrets->len; i++) {
		const struct secret *secret = g_ptr_array_index(secrets, i);
		g_autofree char *lower = g_utf8_strdown(secret->content->text, -1);

		if (secret->content->kind != CONTENT_QUOTED && strstr(lower, address) != NULL)
			return TRUE;
	}
	return FALSE;
}

static void add_evidence(struct finding *finding, const GPtrArray *secrets)
{
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();

	if (finding->kinds != NULL)
		return;
	for (guint i = 0; i < secrets->len; i++) {
		const struct secret *secret = g_ptr_array_index(secrets, i);

		finding_add_evidence(finding, secret->content->part, secret->content->name, secret->kind);
		if (!g_ptr_array_find_with_equal_func(kinds, secret->kind, g_str_equal, NULL) && kinds->len < 3)
			g_ptr_array_add(kinds, secret->kind);
	}
	g_ptr_array_add(kinds, NULL);
	finding->kinds = g_strjoinv(", ", (char **)kinds->pdata);
}

static char *cure_line(const GPtrArray *secrets)
{
	for (guint i = 0; i < secrets->len; i++) {
		const struct secret *secret = g_ptr_array_index(secrets, i);

		if (secret->paragraphs != NULL)
			return g_strdup_printf("CONFIDENTIAL: exempt, %s. Please do not share.", secret->paragraphs);
	}
	return g_strdup("CONFIDENTIAL. Please do not share.");
}

static void find_members(const struct rule *rule, const struct facts *facts, const GPtrArray *members,
			 const GPtrArray *secrets, gboolean is_notice_only, GPtrArray *findings)
{
	enum action action = is_notice_only ? MIN(rule->action, ACTION_NOTICE) : rule->action;
	struct finding *finding = finding_in(findings, rule, action);
	g_autofree char *names = audience_names(facts, members);

	for (guint i = 0; i < members->len; i++)
		audience_add(finding, g_ptr_array_index(members, i));
	add_evidence(finding, secrets);
	finding->cure_line = cure_line(secrets);
	finding->cure =
		g_strdup_printf("%s %s with this first line: \"%s\"",
				action >= ACTION_HOLD ? "Send it again to" : "Reply to", names, finding->cure_line);
}

static void find_outside(const struct rule *rule, const struct facts *facts, const GPtrArray *secrets,
			 gboolean is_notice_only, GPtrArray *findings)
{
	const struct unmarked_confidential *own = rule->settings;
	enum action action = is_notice_only ? MIN(own->outside_action, ACTION_NOTICE) : own->outside_action;
	g_autoptr(GPtrArray) outside = audience_outside(facts);

	for (guint i = 0; action != ACTION_PASS && i < outside->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(outside, i);
		struct finding *finding;

		if (is_concerned(facts, secrets, recipient))
			continue;
		finding = finding_in(findings, rule, action);
		audience_add_outside(finding, recipient);
		add_evidence(finding, secrets);
		if (finding->cure == NULL)
			finding->cure =
				g_strdup("Send the copy outside the council without the confidential part, or ask "
					 "the monitoring officer first.");
	}
}

static void match(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	const struct unmarked_confidential *own = rule->settings;
	g_autoptr(GPtrArray) members = NULL, contents = NULL, secrets = NULL;
	gboolean is_notice_only = FALSE;

	if (!facts->is_sender_officer || facts->policy->lexicons == NULL ||
	    marking_stands(facts->policy, facts->message))
		return;
	members = audience_members(facts);
	if (members->len == 0)
		return;
	contents = content_new(facts->message);
	secrets = search(rule, facts, contents, members);
	if (secrets->len == 0 || (own->sentence_marks && is_advised(facts, contents)))
		return;
	/* A hold would delay the one as much as the other. */
	for (guint i = 0; i < secrets->len; i++)
		is_notice_only =
			is_notice_only || ((const struct secret *)g_ptr_array_index(secrets, i))->is_notice_only;
	find_members(rule, facts, members, secrets, is_notice_only, findings);
	find_outside(rule, facts, secrets, is_notice_only, findings);
}

static gboolean needs_category(const struct rule *rule, const char *category)
{
	const struct unmarked_confidential *own = rule->settings;

	if (strcmp(category, advised) == 0)
		return own->sentence_marks;
	return strcmp(category, open_context) == 0 ||
	       (own->categories != NULL && g_strv_contains((const char *const *)own->categories, category)) ||
	       (own->notice_categories != NULL &&
		g_strv_contains((const char *const *)own->notice_categories, category));
}

const struct check unmarked_confidential_check = {
	.name = "unmarked-confidential",
	.settings = settings,
	.settings_size = sizeof(struct unmarked_confidential),
	.match = match,
	.needs_category = needs_category,
};
