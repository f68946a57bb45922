/* SPDX-License-Identifier: BSD-2-Clause */
/* The pages on which staff decide. They take the form apart, ask the store, and show what came of it; that two decide
 * at once, or one twice, is the store's to refuse. */
#include "review/page/decisions.h"

#include "review/access.h"
#include "review/page/case_parts.h"
#include "review/page/frame.h"
#include "review/page/page.h"
#include "review/page/routes.h"

#include <string.h>

enum { MAX_REASON_BYTES = 4000 };

#define DECISION_ERROR g_quark_from_static_string("candour-decision")
enum { DECISION_ERROR_CHOICE };

struct decision {
	const char *name, *title, *consequence;
	const char *reason; /* the label of the reason; NULL: none is asked for */
	gboolean needs_reason;
	gboolean needs_held; /* it is about recipients who wait */
	unsigned may;        /* roles: review/page/routes.h */
	void (*add_fields)(struct html *html, const struct request *request,
			   const struct letter_file *letter); /* or NULL */
	gboolean (*carry_out)(const struct request *request, const struct letter_file *letter, const char *reason,
			      GError **error);
};

/* Addresses of the form that wait in that case, NULL-terminated; caller frees the array. */
static const char **chosen_in(const struct case_file *file, const char *const *chosen)
{
	GPtrArray *addresses = g_ptr_array_new();

	for (guint i = 0; i < file->recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);

		if (recipient->state == RECIPIENT_HELD && g_strv_contains(chosen, recipient->address))
			g_ptr_array_add(addresses, recipient->address);
	}
	g_ptr_array_add(addresses, NULL);
	return (const char **)g_ptr_array_free(addresses, FALSE);
}

static gboolean not_held(GError **error)
{
	g_set_error_literal(error, CASES_ERROR, CASES_ERROR_NOT_HELD, "none of those chosen waits any more");
	return FALSE;
}

static gboolean release(const struct request *request, const struct letter_file *letter, const char *reason,
			GError **error)
{
	g_autofree const char **chosen = request_form_all(request, "to");
	gboolean is_any = FALSE;

	for (guint i = 0; i < letter->files->len; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);
		g_autofree const char **addresses = chosen_in(file, (const char *const *)chosen);

		if (addresses[0] == NULL)
			continue;
		if (!cases_release(request->page->casebook, file->id, (const char *const *)addresses,
				   request->user->name, reason, error))
			return FALSE;
		is_any = TRUE;
	}
	return is_any || not_held(error);
}

static gboolean has_held(const struct case_file *file)
{
	for (guint i = 0; i < file->recipients->len; i++)
		if (((struct case_recipient *)g_ptr_array_index(file->recipients, i))->state == RECIPIENT_HELD)
			return TRUE;
	return FALSE;
}

static gboolean give_back(const struct request *request, const struct letter_file *letter, const char *reason,
			  GError **error)
{
	gboolean is_any = FALSE;

	for (guint i = 0; i < letter->files->len; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);

		if (!has_held(file))
			continue;
		if (!cases_return(request->page->casebook, file->id, request->user->name, reason, error))
			return FALSE;
		is_any = TRUE;
	}
	return is_any || not_held(error);
}

static gboolean propose_discard(const struct request *request, const struct letter_file *letter, const char *reason,
				GError **error)
{
	return desk_propose(request->page->casebook, letter->file->id, "discard", NULL, request->user->name, reason,
			    error);
}

static gboolean note(const struct request *request, const struct letter_file *letter, const char *reason,
		     GError **error)
{
	return desk_note(request->page->casebook, letter->file->id, reason, request->user->name, error);
}

static void add_recipients(struct html *html, const struct request *request, const struct letter_file *letter)
{
	g_autoptr(GPtrArray) held = letter_file_recipients(letter, RECIPIENT_HELD);
	g_autofree const char **chosen = request_form_all(request, "to");

	html_add(html, "<fieldset><legend>Who gets it</legend>");
	for (guint i = 0; i < held->len; i++) {
		const char *address = g_ptr_array_index(held, i);
		gboolean is_chosen = !request->is_post || g_strv_contains((const char *const *)chosen, address);

		html_add(html,
			 "<div class=\"choice\"><input type=\"checkbox\" id=\"to-%u\" name=\"to\" value=\"%s\"%s>"
			 "<label for=\"to-%u\"><bdi>%s</bdi></label></div>",
			 i, address, is_chosen ? " checked" : "", i, address);
	}
	html_add(html, "</fieldset>");
}

/* A choice that the page does not offer: only a form of somebody's own making has it. */
static gboolean not_chosen(GError **error)
{
	g_set_error_literal(error, DECISION_ERROR, DECISION_ERROR_CHOICE, "Choose one of them");
	return FALSE;
}

static const struct {
	enum outcome outcome;
	const char *text;
} outcomes[] = {
	{OUTCOME_RIGHT, "Right: candour was right to stop or tell"},
	{OUTCOME_HARMLESS, "Right by the rule, but harmless"},
	{OUTCOME_RULE_WRONG, "The rule asks too much"},
	{OUTCOME_DIRECTORY_WRONG, "The directory was wrong about a person or a list"},
	{OUTCOME_FALSE_ALARM, "False alarm: the finding is mistaken"},
};

static void add_radio(struct html *html, const char *name, guint number, const char *value, const char *text,
		      gboolean is_chosen)
{
	html_add(html, "<div class=\"choice\"><input type=\"radio\" id=\"%s-%u\" name=\"%s\" value=\"%s\" required%s>",
		 name, number, name, value, is_chosen ? " checked" : "");
	html_add(html, "<label for=\"%s-%u\">%s</label></div>", name, number, text);
}

static void add_outcomes(struct html *html, const struct request *request, const struct letter_file *letter)
{
	(void)request;
	html_add(html, "<fieldset><legend>What was it?</legend>");
	for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++)
		add_radio(html, "outcome", i, outcome_name(outcomes[i].outcome), outcomes[i].text,
			  g_strcmp0(letter->work.outcome, outcome_name(outcomes[i].outcome)) == 0);
	html_add(html, "</fieldset>");
}

static gboolean set_outcome(const struct request *request, const struct letter_file *letter, const char *reason,
			    GError **error)
{
	const char *name = request_form(request, "outcome");

	(void)reason;
	for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++)
		if (g_strcmp0(outcome_name(outcomes[i].outcome), name) == 0)
			return desk_set_outcome(request->page->casebook, letter->file->id, outcomes[i].outcome,
						request->user->name, error);
	return not_chosen(error);
}

/* Users who could decide about this case: const struct user *, borrowed from the list. */
static GPtrArray *possible_owners(const struct request *request, const struct letter_file *letter, GPtrArray *users)
{
	GPtrArray *owners = g_ptr_array_new();

	for (guint i = 0; i < users->len; i++) {
		const struct user *user = g_ptr_array_index(users, i);
		struct access_check *check = access_check_new(request->snapshot->policy.directory, user, request->day);

		if (!user->is_disabled && (MAY_REVIEW & 1U << user->role) &&
		    access_of_case(check, letter->file) == ACCESS_GRANTED)
			g_ptr_array_add(owners, (gpointer)user);
		access_check_free(check);
	}
	return owners;
}

static void add_owners(struct html *html, const struct request *request, const struct letter_file *letter)
{
	g_autoptr(GPtrArray) users = users_list(request->page->casebook, NULL);
	g_autoptr(GPtrArray) owners = users == NULL ? g_ptr_array_new() : possible_owners(request, letter, users);

	html_add(html, "<fieldset><legend>Who takes the case?</legend>");
	for (guint i = 0; i < owners->len; i++) {
		const char *name = ((const struct user *)g_ptr_array_index(owners, i))->name;

		add_radio(html, "owner", i, name, name,
			  g_strcmp0(name, letter->work.owner ? letter->work.owner : request->user->name) == 0);
	}
	html_add(html, "</fieldset>");
}

static gboolean assign(const struct request *request, const struct letter_file *letter, const char *reason,
		       GError **error)
{
	g_autoptr(GPtrArray) users = users_list(request->page->casebook, error);
	g_autoptr(GPtrArray) owners = users == NULL ? NULL : possible_owners(request, letter, users);
	const char *name = request_form(request, "owner");

	(void)reason;
	if (owners == NULL)
		return FALSE;
	for (guint i = 0; i < owners->len; i++)
		if (g_strcmp0(((const struct user *)g_ptr_array_index(owners, i))->name, name) == 0)
			return desk_assign(request->page->casebook, letter->file->id, name, request->user->name, error);
	return not_chosen(error);
}

static gboolean keep(const struct request *request, const struct letter_file *letter, const char *reason,
		     GError **error)
{
	return desk_keep(request->page->casebook, letter->file->id, !letter->work.is_kept, reason, request->user->name,
			 error);
}

static gboolean answer(const struct request *request, const struct letter_file *letter, const char *reason,
		       GError **error)
{
	const char *number = request_form(request, "proposal"), *choice = request_form(request, "answer");
	gint64 proposal = 0;

	if (number == NULL || choice == NULL || !g_ascii_string_to_signed(number, 10, 1, G_MAXINT64, &proposal, NULL) ||
	    (strcmp(choice, "yes") != 0 && strcmp(choice, "no") != 0))
		return not_chosen(error);
	return desk_answer(request->page->casebook, letter->file->id, proposal, strcmp(choice, "yes") == 0,
			   request->user->name, reason, error);
}

static void add_answer(struct html *html, const struct request *request, const struct letter_file *letter)
{
	struct proposal *proposal = desk_proposal(request->page->casebook, letter->file->id, NULL);
	g_autofree char *number = NULL;

	if (proposal == NULL)
		return;
	number = g_strdup_printf("%" G_GINT64_FORMAT, proposal->id);
	html_add(html, "<p><b>%s</b> proposes: %s. <bdi>%s</bdi></p>", proposal->actor, proposal->decision,
		 proposal->reason);
	html_add(html,
		 "<input type=\"hidden\" name=\"proposal\" value=\"%s\"><fieldset><legend>Do you approve?</legend>",
		 number);
	add_radio(html, "answer", 0, "yes", "Yes, carry it out", FALSE);
	add_radio(html, "answer", 1, "no", "No, the email goes on waiting", FALSE);
	html_add(html, "</fieldset>");
	proposal_free(proposal);
}

/* clang-format off */
static const struct decision decisions[] = {
	{"release", "Release the email", "Those you choose get it as it was sent. This cannot be taken back.",
	 "Why it may go (optional)", FALSE, TRUE, MAY_REVIEW, add_recipients, release},
	{"return", "Return it to the sender",
	 "The sender gets it back with your reason and can send it again. Nobody who waits gets it.",
	 "What the sender is told", TRUE, TRUE, MAY_REVIEW, NULL, give_back},
	{"discard", "Propose to discard it",
	 "Nobody gets it, and the sender is not given it back. An approver has to agree first.",
	 "Why", TRUE, TRUE, MAY_REVIEW, NULL, propose_discard},
	{"answer", "Answer the proposal", "A colleague proposed something that takes a second person.",
	 "Why (optional)", FALSE, TRUE, MAY_APPROVE, add_answer, answer},
	{"assign", "Give it an owner", "The owner looks after the case. Others can still decide.",
	 NULL, FALSE, FALSE, MAY_REVIEW, add_owners, assign},
	{"outcome", "Say what it was", "For the reports, so that rules get better. Nothing is sent.",
	 NULL, FALSE, FALSE, MAY_REVIEW, add_outcomes, set_outcome},
	{"note", "Add a note", "Others who may see this case read it. Nothing is sent.",
	 "The note", TRUE, FALSE, MAY_REVIEW, NULL, note},
	{"keep", "Legal hold", "Puts a legal hold on the case, or ends it: while it lasts, nothing of it is removed.",
	 "Why", TRUE, FALSE, MAY_APPROVE, NULL, keep},
};
/* clang-format on */

static const struct decision *decision_named(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(decisions); i++)
		if (strcmp(decisions[i].name, name) == 0)
			return &decisions[i];
	return NULL;
}

/* A proposal of somebody else's. */
static gboolean waits_for(const struct request *request, const struct letter_file *letter)
{
	struct proposal *proposal = desk_proposal(request->page->casebook, letter->file->id, NULL);
	gboolean waits = proposal != NULL && g_ascii_strcasecmp(proposal->actor, request->user->name) != 0;

	proposal_free(proposal);
	return waits;
}

void decisions_add_choices(struct html *html, const struct request *request, const struct letter_file *letter)
{
	g_autoptr(GPtrArray) held = letter_file_recipients(letter, RECIPIENT_HELD);

	if (!(MAY_REVIEW & 1U << request->user->role))
		return;
	html_add(html, "<h2>Decide</h2><ul class=\"choices\">");
	for (guint i = 0; i < G_N_ELEMENTS(decisions); i++) {
		const struct decision *decision = &decisions[i];

		if ((!decision->needs_held || held->len > 0) && (decision->may & 1U << request->user->role) &&
		    (decision->carry_out != answer || waits_for(request, letter)))
			html_add(html,
				 "<li><a class=\"button%s\" href=\"/case/%s/%s\">%s</a><p "
				 "class=\"consequence\">%s</p></li>",
				 i == 0 && held->len > 0 ? "" : " second", letter->file->id, decision->name,
				 decision->title, decision->consequence);
	}
	html_add(html, "</ul>");
}

static struct response *show(const struct request *request, const struct letter_file *letter,
			     const struct decision *decision, unsigned status, const char *fault)
{
	const char *errors[] = {fault == NULL ? NULL : "reason", fault, NULL};
	g_autofree char *address = g_strdup_printf("/case/%s/%s", letter->file->id, decision->name);
	g_autofree char *title =
		g_strdup_printf("%s%s, case %s", fault ? "Error: " : "", decision->title, letter->file->id);
	struct html *html = frame_begin(request, title);

	case_parts_add_back(html, letter);
	frame_errors(html, errors);
	html_add(html, "<h1>%s</h1><p class=\"panel\">%s</p>", decision->title, decision->consequence);
	frame_form(html, request, address);
	if (decision->add_fields != NULL)
		decision->add_fields(html, request, letter);
	if (decision->reason != NULL)
		frame_text_area(html, "reason", decision->reason, request_form(request, "reason"), fault);
	html_add(html, "<button>%s</button></form>", decision->title);
	return frame_end(html, status);
}

/* The letter, where the decision is one, and the user may see it. */
static struct letter_file *load(const struct request *request, const struct decision **ret_decision,
				struct response **ret_response, GError **error)
{
	*ret_decision = decision_named(request->parts[1]);
	if (*ret_decision != NULL && !((*ret_decision)->may & 1U << request->user->role)) {
		*ret_response = frame_message(request, 403, "You may not do that", "It takes an approver.");
		return NULL;
	}
	if (*ret_decision != NULL)
		return letter_file_load(request, ret_response, error);
	*ret_response = frame_message(request, 404, "Page not found", "There is no such decision.");
	return NULL;
}

struct response *decision_show(struct request *request, GError **error)
{
	const struct decision *decision;
	struct response *response = NULL;
	struct letter_file *letter = load(request, &decision, &response, error);

	if (letter == NULL)
		return response;
	response = show(request, letter, decision, 200, NULL);
	letter_file_free(letter);
	return response;
}

static struct response *carry_out(const struct request *request, const struct letter_file *letter,
				  const struct decision *decision, GError **error)
{
	g_autofree char *reason = request_form_text(request, "reason");
	g_autoptr(GError) failure = NULL;
	g_autofree char *back = g_strdup_printf("/case/%s", letter->file->id);

	if (decision->needs_reason && reason == NULL)
		return show(request, letter, decision, 400, "Enter a reason");
	if (reason != NULL && strlen(reason) > MAX_REASON_BYTES)
		return show(request, letter, decision, 400, "That is too long: 4,000 characters at most");
	if (decision->carry_out(request, letter, reason, &failure))
		return response_see(back);
	if (g_error_matches(failure, DECISION_ERROR, DECISION_ERROR_CHOICE))
		return show(request, letter, decision, 400, failure->message);
	if (!g_error_matches(failure, CASES_ERROR, CASES_ERROR_NOT_HELD)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return NULL;
	}
	return frame_message(request, 409, "Somebody was quicker",
			     "Nothing was changed: meanwhile that was decided, by you in another window or by a "
			     "colleague. Go back to the case to see where it stands.");
}

struct response *decision_take(struct request *request, GError **error)
{
	const struct decision *decision;
	struct response *response = NULL;
	struct letter_file *letter = load(request, &decision, &response, error);

	if (letter == NULL)
		return response;
	response = carry_out(request, letter, decision, error);
	letter_file_free(letter);
	return response;
}
