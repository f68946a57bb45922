/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds constituents whom an officer's mail identifies to a member for whom no basis is recorded (Aberdeen 6.1.3B(ii),
 * York 7.6). Who is identified the register says, and what is a basis: each member and each constituent alone. No
 * value ever enters a finding. */
#include "policy/checks/audience.h"
#include "policy/checks/checks.h"
#include "policy/facts.h"
#include "policy/judge.h"
#include "policy/match/content.h"
#include "policy/match/identifier.h"

#include <string.h>

struct constituent_data {
	enum action high, medium, low, requested;
	int window_characters;
	gboolean implied_basis, request_is_basis;
};

#define FIELD(name) G_STRUCT_OFFSET(struct constituent_data, name)
static const struct setting settings[] = {
	{"high", SETTING_ACTION, FIELD(high), NULL,
	 "a value of the register with another one of the same person near it; default: the rule's action"},
	{"medium", SETTING_ACTION, FIELD(medium), "notice", "a value that one person of the register has, alone"},
	{"low", SETTING_ACTION, FIELD(low), "observe", "a number by form and keyword, in nobody's row"},
	{"requested", SETTING_ACTION, FIELD(requested), "notice",
	 "at most this where the member's own quoted mail names the person"},
	{"window_characters", SETTING_INT, FIELD(window_characters), "300", "how near together two values must be"},
	{"implied_basis", SETTING_BOOL, FIELD(implied_basis), "true",
	 "the constituent in To or Cc, or their own mail to that member quoted, is a basis for their own data"},
	{"request_is_basis", SETTING_BOOL, FIELD(request_is_basis), "false",
	 "the member's own quoted mail that names the person is a basis"},
	{NULL, SETTING_INT, 0, NULL, NULL},
};

/* One text of the message, and whom it identifies. */
struct page {
	const struct content *content;
	GPtrArray *identities; /* struct identity, owned */
	GPtrArray *writers;    /* const struct person *: of a quoted message, owned array */
};

/* What the check knows of one message. */
struct inquiry {
	const struct rule *rule;
	const struct constituent_data *own;
	const struct facts *facts;
	const struct register_view *view;
	struct identifier_search how;
	GPtrArray *pages;   /* struct page */
	GPtrArray *matters; /* char *: references that nobody in the register has, in the sender's own texts */
	GPtrArray *members; /* struct reached */
	GArray *outcomes;   /* struct outcome */
	GPtrArray *findings;
};

struct outcome {
	struct finding *finding;
	guint fields;
};

static void page_free(gpointer data)
{
	struct page *page = data;

	g_ptr_array_unref(page->identities);
	g_ptr_array_unref(page->writers);
	g_free(page);
}

static void free_identity(gpointer identity)
{
	identity_free(identity);
}

/* The subject is read together with the letter below it. */
static char *text_of(const struct inquiry *inquiry, const struct content *content)
{
	const char *subject = inquiry->facts->message->subject;

	if (content->kind != CONTENT_AUTHORED || subject == NULL)
		return g_strdup(content->text);
	return g_strconcat(subject, "\n\n", content->text, NULL);
}

static GPtrArray *read_pages(struct inquiry *inquiry, const GPtrArray *contents)
{
	GPtrArray *pages = g_ptr_array_new_with_free_func(page_free);
	for (guint i = 0; i < contents->len; i++) {
		struct page *page = g_new0(struct page, 1);
		g_autofree char *text = NULL;

		page->content = g_ptr_array_index(contents, i);
		text = text_of(inquiry, page->content);
		inquiry->how.is_letter =
			page->content->kind == CONTENT_AUTHORED || page->content->kind == CONTENT_QUOTED;
		page->identities = identifier_scan(&inquiry->how, text);
		page->writers = page->content->quoted != NULL
					? facts_quoted_persons(inquiry->facts, page->content->quoted, TRUE)
					: g_ptr_array_new();
		g_ptr_array_add(pages, page);
	}
	return pages;
}

static gboolean has_email(const struct inquiry *inquiry, const char *mailbox, register_row row)
{
	g_autofree char *value = mailbox != NULL ? register_normalise(REGISTER_EMAIL, mailbox) : NULL;

	return value != NULL && identifier_has(inquiry->view, REGISTER_EMAIL, value, row);
}

/* A resident who is also an officer or a member with a part in this mail is not its subject. */
static gboolean is_party(const struct inquiry *inquiry, const struct person *person, register_row row)
{
	if (has_email(inquiry, person->email, row))
		return TRUE;
	for (gsize i = 0; person->aliases[i] != NULL; i++)
		if (has_email(inquiry, person->aliases[i], row))
			return TRUE;
	for (gsize i = 0; person->private_addresses[i] != NULL; i++)
		if (has_email(inquiry, person->private_addresses[i], row))
			return TRUE;
	return FALSE;
}

static gboolean is_partys(const struct inquiry *inquiry, register_row row)
{
	const struct facts *facts = inquiry->facts;

	if (facts->sender->person != NULL && is_party(inquiry, facts->sender->person, row))
		return TRUE;
	for (guint i = 0; i < inquiry->members->len; i++)
		if (is_party(inquiry, ((const struct reached *)g_ptr_array_index(inquiry->members, i))->person, row))
			return TRUE;
	for (guint i = 0; i < facts->visible->len; i++)
		if (is_party(inquiry, g_ptr_array_index(facts->visible, i), row))
			return TRUE;
	return FALSE;
}

static gboolean is_visible(const struct inquiry *inquiry, register_row row)
{
	const GPtrArray *addresses = inquiry->facts->message->addresses;

	for (guint i = 0; i < addresses->len; i++) {
		const struct address *address = g_ptr_array_index(addresses, i);

		if ((address->field == ADDRESS_TO || address->field == ADDRESS_CC) &&
		    has_email(inquiry, address->mailbox, row))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_from_row(const struct inquiry *inquiry, const struct quoted_message *quoted, register_row row)
{
	for (guint i = 0; i < quoted->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(quoted->addresses, i);

		if (address->field == ADDRESS_FROM && has_email(inquiry, address->mailbox, row))
			return TRUE;
	}
	return FALSE;
}

/* The constituent's own letter to the member is quoted: its head shows the member, or the member passed it on, so that
 * it stands below a letter of the member's (heads of replies often show no To). */
static gboolean has_own_letter(const struct inquiry *inquiry, const struct person *member, register_row row)
{
	const GPtrArray *quoted = inquiry->facts->message->quoted;
	gboolean is_below_member = FALSE;

	for (guint i = 0; i < quoted->len; i++) {
		const struct quoted_message *letter = g_ptr_array_index(quoted, i);
		g_autoptr(GPtrArray) all = facts_quoted_persons(inquiry->facts, letter, FALSE);
		g_autoptr(GPtrArray) writers = facts_quoted_persons(inquiry->facts, letter, TRUE);

		if (is_from_row(inquiry, letter, row) && (is_below_member || facts_has_person(all, member)))
			return TRUE;
		is_below_member = is_below_member || facts_has_person(writers, member);
	}
	return FALSE;
}

/* The head of the quoted letter is not read: the member's own name may be the constituent's. */
static gboolean has_asked(const struct inquiry *inquiry, const struct person *member, register_row row)
{
	for (guint i = 0; i < inquiry->pages->len; i++) {
		const struct page *page = g_ptr_array_index(inquiry->pages, i);

		if (facts_has_person(page->writers, member) &&
		    identifier_names(inquiry->view, page->content->quoted->text, row))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_in_stored_letter(const struct inquiry *inquiry, const struct person *member,
				    const struct identity *identity, const char *value)
{
	g_autofree char *tag = NULL;
	g_autofree char *name = NULL;

	if (inquiry->facts->history == NULL)
		return FALSE;
	if (identity->has_row && inquiry->view->row_tag != NULL)
		tag = inquiry->view->row_tag(inquiry->view->context, identity->row);
	name = history_value_name(tag, value);
	return history_has_supplied(inquiry->facts->history, member->email, name);
}

/* Every value was in the member's own mail, quoted or in the stored thread: no new disclosure. */
static gboolean is_echo(const struct inquiry *inquiry, const struct person *member, const struct identity *identity)
{
	g_autoptr(GHashTable) supplied = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter iterator;
	gpointer value;

	for (guint i = 0; i < inquiry->pages->len; i++) {
		const struct page *page = g_ptr_array_index(inquiry->pages, i);

		for (guint j = 0; facts_has_person(page->writers, member) && j < page->identities->len; j++) {
			const struct identity *other = g_ptr_array_index(page->identities, j);

			g_hash_table_iter_init(&iterator, other->values);
			while (other->has_row == identity->has_row && other->row == identity->row &&
			       g_hash_table_iter_next(&iterator, &value, NULL))
				g_hash_table_add(supplied, value);
		}
	}
	g_hash_table_iter_init(&iterator, identity->values);
	while (g_hash_table_iter_next(&iterator, &value, NULL))
		if (!g_hash_table_contains(supplied, value) && !is_in_stored_letter(inquiry, member, identity, value))
			return FALSE;
	return TRUE;
}

/* Whom the texts that are not the member's own identify, row by row: struct identity, owned. */
static GPtrArray *identities_for(const struct inquiry *inquiry, const struct person *member)
{
	GPtrArray *identities = g_ptr_array_new_with_free_func(free_identity);

	for (guint i = 0; i < inquiry->pages->len; i++) {
		const struct page *page = g_ptr_array_index(inquiry->pages, i);

		for (guint j = 0; !facts_has_person(page->writers, member) && j < page->identities->len; j++) {
			const struct identity *found = g_ptr_array_index(page->identities, j);
			struct identity *mine = NULL;

			for (guint n = 0; n < identities->len && found->has_row && mine == NULL; n++) {
				struct identity *other = g_ptr_array_index(identities, n);

				if (other->has_row && other->row == found->row)
					mine = other;
			}
			if (mine == NULL) {
				mine = g_new0(struct identity, 1);
				*mine = *found;
				mine->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
				g_ptr_array_add(identities, mine);
			}
			identity_merge(mine, found);
		}
	}
	return identities;
}

/* Found when first asked for: most bases are for any matter. */
static const GPtrArray *matters_of(struct inquiry *inquiry)
{
	if (inquiry->matters != NULL)
		return inquiry->matters;
	inquiry->matters = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < inquiry->pages->len; i++) {
		const struct content *content = ((const struct page *)g_ptr_array_index(inquiry->pages, i))->content;
		g_autoptr(GPtrArray) found = NULL;

		if (content->kind == CONTENT_QUOTED)
			continue;
		found = identifier_foreign_references(&inquiry->how, content->text);
		g_ptr_array_extend_and_steal(inquiry->matters, g_steal_pointer(&found));
	}
	return inquiry->matters;
}

static gboolean has_recorded_basis(struct inquiry *inquiry, const struct person *member,
				   const struct identity *identity)
{
	const struct register_view *view = inquiry->view;
	g_autoptr(GPtrArray) references = identity_references(identity);

	if (view->has_basis == NULL || !view->has_basis(view->context, identity->row, member->email,
							inquiry->facts->day, (const char *const *)references->pdata))
		return FALSE;
	if (references->len > 1)
		return TRUE;
	/* The message cites no matter of theirs; one that is in nobody's row may be it. */
	g_ptr_array_set_size(references, 0);
	for (guint i = 0; i < matters_of(inquiry)->len; i++)
		g_ptr_array_add(references, g_ptr_array_index(inquiry->matters, i));
	g_ptr_array_add(references, NULL);
	return references->len == 1 || view->has_basis(view->context, identity->row, member->email, inquiry->facts->day,
						       (const char *const *)references->pdata);
}

static gboolean has_basis(struct inquiry *inquiry, const struct person *member, const struct identity *identity)
{
	if (has_recorded_basis(inquiry, member, identity))
		return TRUE;
	if (inquiry->own->implied_basis &&
	    (is_visible(inquiry, identity->row) || has_own_letter(inquiry, member, identity->row)))
		return TRUE;
	return inquiry->own->request_is_basis && has_asked(inquiry, member, identity->row);
}

/* Rows that cannot be told apart share what is known of one of them. */
static gboolean has_basis_in_group(struct inquiry *inquiry, const struct person *member, const GPtrArray *identities,
				   const struct identity *identity)
{
	for (guint i = 0; i < identities->len; i++) {
		const struct identity *other = g_ptr_array_index(identities, i);

		if (other->has_row && other->group == identity->group && has_basis(inquiry, member, other))
			return TRUE;
	}
	return FALSE;
}

static enum action action_of(const struct inquiry *inquiry, const struct person *member,
			     const struct identity *identity)
{
	const struct constituent_data *own = inquiry->own;
	const struct rule *rule = inquiry->rule;
	enum action action;

	if (identity->tier == IDENTIFIER_LOW)
		return own->low;
	if (identity->tier == IDENTIFIER_MEDIUM)
		action = own->medium;
	else
		action = own->high != ACTION_PASS && !rule->is_action_overridden ? own->high : rule->action;
	if (action > own->requested && has_asked(inquiry, member, identity->row))
		action = own->requested;
	return action;
}

static struct outcome *outcome_of(struct inquiry *inquiry, enum action action)
{
	struct outcome outcome = {NULL, 0};

	for (guint i = 0; i < inquiry->outcomes->len; i++) {
		struct outcome *known = &g_array_index(inquiry->outcomes, struct outcome, i);

		if (known->finding->configured == action)
			return known;
	}
	outcome.finding = finding_new(inquiry->rule, action);
	g_ptr_array_add(inquiry->findings, outcome.finding);
	g_array_append_val(inquiry->outcomes, outcome);
	return &g_array_index(inquiry->outcomes, struct outcome, inquiry->outcomes->len - 1);
}

static void add_evidence(const struct inquiry *inquiry, struct finding *finding, const struct person *member,
			 const struct identity *identity)
{
	for (guint i = 0; i < inquiry->pages->len; i++) {
		const struct page *page = g_ptr_array_index(inquiry->pages, i);

		for (guint j = 0; !facts_has_person(page->writers, member) && j < page->identities->len; j++) {
			const struct identity *found = g_ptr_array_index(page->identities, j);
			g_autofree char *kinds = NULL;

			if (found->has_row != identity->has_row || found->row != identity->row)
				continue;
			kinds = identifier_kinds(found->fields);
			finding_add_evidence(finding, page->content->part, page->content->name, kinds);
		}
	}
}

static void add_constituent(const struct inquiry *inquiry, struct finding *finding, const struct identity *identity)
{
	g_autofree char *tag = NULL;

	if (!identity->has_row || inquiry->view->row_tag == NULL)
		return;
	tag = inquiry->view->row_tag(inquiry->view->context, identity->row);
	if (!g_ptr_array_find_with_equal_func(finding->constituents, tag, g_str_equal, NULL))
		g_ptr_array_add(finding->constituents, g_steal_pointer(&tag));
}

/* What this identity calls for where the member gets it: nothing for an echo, a party of the mail, or with a basis. */
static enum action action_for(struct inquiry *inquiry, const struct person *member, const GPtrArray *identities,
			      const struct identity *identity)
{
	if (is_echo(inquiry, member, identity) ||
	    (identity->has_row &&
	     (is_partys(inquiry, identity->row) || has_basis_in_group(inquiry, member, identities, identity))))
		return ACTION_PASS;
	return action_of(inquiry, member, identity);
}

/* One finding has all that concerns the member: a letter that is held for somebody is not also delivered with a notice.
 */
static void judge_member(struct inquiry *inquiry, const struct reached *reached)
{
	g_autoptr(GPtrArray) identities = identities_for(inquiry, reached->person);
	g_autoptr(GPtrArray) disclosed = g_ptr_array_new();
	enum action strongest = ACTION_PASS;
	struct outcome *outcome;

	for (guint i = 0; i < identities->len; i++) {
		struct identity *identity = g_ptr_array_index(identities, i);
		enum action action = action_for(inquiry, reached->person, identities, identity);

		if (action != ACTION_PASS)
			g_ptr_array_add(disclosed, identity);
		strongest = MAX(strongest, action);
	}
	if (strongest == ACTION_PASS)
		return;
	outcome = outcome_of(inquiry, strongest);
	audience_add(outcome->finding, reached);
	for (guint i = 0; i < disclosed->len; i++) {
		const struct identity *identity = g_ptr_array_index(disclosed, i);

		outcome->fields |= identity->fields;
		add_evidence(inquiry, outcome->finding, reached->person, identity);
		add_constituent(inquiry, outcome->finding, identity);
	}
}

static const char cure_of_hold[] =
	"Send it again with one of these last lines: \"Basis: asked, (when)\", \"Basis: consent, "
	"(when)\", \"Basis: safeguarding, (why)\"; or take the details out.";
static const char cure_of_notice[] =
	"If there is a basis, end the next email with it: \"Basis: asked, (when)\", \"Basis: "
	"consent, (when)\", \"Basis: safeguarding, (why)\".";

static void finish(const struct inquiry *inquiry, const struct outcome *outcome)
{
	struct finding *finding = outcome->finding;
	struct foot_basis basis = {NULL, NULL};

	finding->kinds = identifier_kinds(outcome->fields);
	finding->cure_line = g_strdup("Basis: asked, (when)");
	finding->cure = g_strdup(finding->configured >= ACTION_HOLD ? cure_of_hold : cure_of_notice);
	if (!inquiry->facts->is_sender_trusted || !foot_lines_basis(facts_foot_lines(inquiry->facts), &basis))
		return;
	finding->basis_reason = g_strdup(basis.reason);
	finding->basis_text = basis.text;
}

static void match(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	struct inquiry inquiry = {.rule = rule,
				  .own = rule->settings,
				  .facts = facts,
				  .view = &facts->policy->register_view,
				  .findings = findings};
	g_autoptr(GPtrArray) contents = NULL;

	if (!facts->is_sender_officer)
		return;
	inquiry.members = audience_members(facts);
	if (inquiry.members->len > 0) {
		inquiry.how = (struct identifier_search){
			.view = inquiry.view,
			.terms = facts->policy->identifier_terms,
			.window_characters = (gsize)MAX(inquiry.own->window_characters, 1),
		};
		contents = content_new(facts->message);
		inquiry.pages = read_pages(&inquiry, contents);
		inquiry.outcomes = g_array_new(FALSE, FALSE, sizeof(struct outcome));
		for (guint i = 0; i < inquiry.members->len; i++)
			judge_member(&inquiry, g_ptr_array_index(inquiry.members, i));
		for (guint i = 0; i < inquiry.outcomes->len; i++)
			finish(&inquiry, &g_array_index(inquiry.outcomes, struct outcome, i));
		g_array_unref(inquiry.outcomes);
		g_ptr_array_unref(inquiry.pages);
		if (inquiry.matters != NULL)
			g_ptr_array_unref(inquiry.matters);
	}
	g_ptr_array_unref(inquiry.members);
}

const struct check constituent_data_check = {
	.name = "constituent-data",
	.settings = settings,
	.settings_size = sizeof(struct constituent_data),
	.match = match,
};
