/* SPDX-License-Identifier: BSD-2-Clause */
/* Shows findings, people, message and history of a case. All of a message's words go through html_add(). */
#include "review/page/case_parts.h"

#include "review/page/frame.h"
#include "review/page/page.h"
#include "review/wording.h"

#include <string.h>

enum {
	SHOWN_PEOPLE = 100,           /* the rest as a number */
	SHOWN_TEXT_BYTES = 512 * 1024 /* of the text on the page; the original has all of it */
};

void case_parts_add_back(struct html *html, const struct letter_file *letter)
{
	html_add(html, "<p class=\"back\"><a href=\"/case/%s\">Back to case %s</a></p>", letter->file->id,
		 letter->file->id);
}

static const struct person *person_of(const struct request *request, const char *address)
{
	struct resolution *resolution = directory_resolve(request->snapshot->policy.directory, address, request->day);
	const struct person *person = resolution->person;

	resolution_free(resolution);
	return person;
}

static void add_name(struct html *html, const struct request *request, const char *address)
{
	g_autofree char *name = wording_name(request->snapshot->policy.directory, address, request->day);

	html_add(html, "<bdi>%s</bdi>", name);
}

static void add_evidence(struct html *html, const struct case_finding *finding)
{
	html_add(html, "<ul>");
	for (guint i = 0; i < finding->evidence->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(finding->evidence, i);

		html_add(html, "<li>%s", evidence->what);
		if (evidence->name != NULL)
			html_add(html, " (<bdi>%s</bdi>)", evidence->name);
		else if (strcmp(evidence->part, "envelope") != 0)
			html_add(html, " (%s %s)", g_str_has_prefix(evidence->part, "header:") ? "in the" : "in part",
				 g_str_has_prefix(evidence->part, "header:") ? evidence->part + strlen("header:")
									     : evidence->part);
		html_add(html, "</li>");
	}
	html_add(html, "</ul>");
}

static const char *applied_text(const struct case_finding *finding)
{
	switch (finding->applied) {
	case ACTION_REJECT:
		return "The mail server refused it for those concerned.";
	case ACTION_HOLD:
		return "It is held for those concerned; the others have it.";
	case ACTION_NOTICE:
		return "It was delivered; the sender was told.";
	case ACTION_FLAG:
		return "It was delivered; it stands here to be looked at.";
	default:
		return "It was delivered; it is only recorded.";
	}
}

static const char *because_text(const char *because)
{
	static const struct {
		const char *word, *text;
	} texts[] = {
		{"mode", "candour only observes at present."},
		{"unknown-list", "An address in it may be a list whose members candour does not know."},
		{"period", "It came in a pre-election period."},
		{"override", "The sender gave a basis in the last line."},
		{"hours", "It came when nobody could decide."},
		{"member-sender", "A councillor sent it."},
	};

	for (guint i = 0; because != NULL && i < G_N_ELEMENTS(texts); i++)
		if (strcmp(texts[i].word, because) == 0)
			return texts[i].text;
	return because;
}

static void add_finding(struct html *html, const struct request *request, const struct case_finding *finding)
{
	html_add(html, "<section class=\"finding\"><h3>%s</h3>", finding->point ? finding->point : finding->rule);
	html_add(html, "<dl class=\"summary\"><dt>Clause</dt><dd>%s</dd>", finding->clause ? finding->clause : "");
	html_add(html, "<dt>Rule</dt><dd>%s</dd><dt>What happened</dt><dd>%s", finding->rule, applied_text(finding));
	if (finding->because != NULL)
		html_add(html, " The rule says %s. %s", action_name(finding->configured),
			 because_text(finding->because));
	html_add(html, "</dd>");
	if (finding->persons[0] != NULL) {
		html_add(html, "<dt>Concerns</dt><dd>");
		for (int i = 0; finding->persons[i] != NULL && i < SHOWN_PEOPLE; i++) {
			html_add(html, i > 0 ? ", " : "");
			add_name(html, request, finding->persons[i]);
		}
		html_add(html, "</dd>");
	}
	html_add(html, "<dt>It rests on</dt><dd>");
	add_evidence(html, finding);
	html_add(html, "</dd>");
	if (finding->kinds != NULL)
		html_add(html, "<dt>Kinds</dt><dd>%s</dd>", finding->kinds);
	if (finding->basis_reason != NULL)
		html_add(html, "<dt>The sender’s basis</dt><dd>%s: <bdi>%s</bdi></dd>", finding->basis_reason,
			 finding->basis_text);
	if (finding->cure != NULL)
		html_add(html, "<dt>The sender can</dt><dd>%s</dd>", finding->cure);
	html_add(html, "</dl></section>");
}

void case_parts_add_findings(struct html *html, const struct request *request, const struct letter_file *letter)
{
	g_autoptr(GHashTable) shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	html_add(html, "<h2>Why it is here</h2>");
	for (guint i = 0; i < letter->files->len; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);

		for (guint j = 0; j < file->findings->len; j++) {
			const struct case_finding *finding = g_ptr_array_index(file->findings, j);
			g_autofree char *persons = g_strjoinv(" ", finding->persons);

			if (g_hash_table_add(shown, g_strconcat(finding->rule, " ", persons, NULL)))
				add_finding(html, request, finding);
		}
	}
}

static void add_roles(struct html *html, const struct person *person)
{
	g_autofree char *wards = g_strjoinv(", ", person->wards), *roles = g_strjoinv(", ", person->roles);

	html_add(html, "%s", person_kind_name(person->kind));
	if (person->group != NULL)
		html_add(html, ", %s", person->group);
	if (*wards != '\0')
		html_add(html, ", ward %s", wards);
	if (*roles != '\0')
		html_add(html, ", %s", roles);
	if (person->unit != NULL)
		html_add(html, ", %s", person->unit);
}

static void add_person(struct html *html, const struct request *request, const char *address, const char *how,
		       const char *state)
{
	const struct person *person = person_of(request, address);

	html_add(html, "<tr><th scope=\"row\">");
	add_name(html, request, address);
	html_add(html, "</th><td data-heading=\"Who\">");
	if (person != NULL)
		add_roles(html, person);
	else
		html_add(html, "not in the directory");
	html_add(html,
		 "</td><td data-heading=\"Address\"><bdi>%s</bdi></td><td data-heading=\"Stands in\">%s</td>"
		 "<td data-heading=\"Has it\">%s</td></tr>",
		 address, how, state);
}

/* Where the message's header shows the recipient's person; NULL: nowhere. */
static const char *shown_in(const struct request *request, const struct message *message, const char *address)
{
	const struct person *person = person_of(request, address);

	for (guint i = 0; message != NULL && i < message->addresses->len; i++) {
		const struct address *shown = g_ptr_array_index(message->addresses, i);

		if (shown->field == ADDRESS_BCC || shown->field == ADDRESS_RESENT_BCC)
			continue;
		if (g_ascii_strcasecmp(shown->mailbox, address) == 0 ||
		    (person != NULL && person_is_same(person_of(request, shown->mailbox), person)))
			return address_field_name(shown->field);
	}
	return NULL;
}

static const char *state_text(enum recipient_state state)
{
	static const char *const texts[] = {
		[RECIPIENT_DELIVERED] = "yes",
		[RECIPIENT_HELD] = "no, it waits",
		[RECIPIENT_RELEASING] = "on its way",
		[RECIPIENT_RELEASED] = "yes, released",
		[RECIPIENT_RETURNING] = "no, going back to the sender",
		[RECIPIENT_RETURNED] = "no, returned to the sender",
		[RECIPIENT_DISCARDED] = "no, discarded",
		[RECIPIENT_REJECTED] = "no, refused",
	};

	return texts[state];
}

static void add_recipient(struct html *html, const struct request *request, const struct letter_file *letter,
			  const struct case_recipient *recipient)
{
	const char *how = shown_in(request, letter->message, recipient->address);
	g_autofree char *state = recipient->reply == NULL
					 ? g_strdup(state_text(recipient->state))
					 : g_strdup_printf("%s; the mail server said: %s", state_text(recipient->state),
							   recipient->reply);

	add_person(html, request, recipient->address,
		   how != NULL               ? how
		   : letter->message == NULL ? "recipient"
					     : "nowhere (a silent copy)",
		   state);
}

void case_parts_add_people(struct html *html, const struct request *request, const struct letter_file *letter)
{
	guint count = 0;

	html_add(html,
		 "<h2>Who is who</h2><div class=\"table\"><table class=\"stacked\"><caption class=\"unseen\">People in "
		 "this email</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Who</th>"
		 "<th scope=\"col\">Address</th><th scope=\"col\">Stands in</th><th scope=\"col\">Has it</th></tr>"
		 "</thead><tbody>");
	add_person(html, request,
		   letter->file->sender_person ? letter->file->sender_person : letter->file->envelope->sender, "sender",
		   "sent it");
	for (guint i = 0; i < letter->files->len; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);

		for (guint j = 0; j < file->recipients->len; j++)
			if (count++ < SHOWN_PEOPLE)
				add_recipient(html, request, letter, g_ptr_array_index(file->recipients, j));
	}
	html_add(html, "</tbody></table></div>");
	if (count > SHOWN_PEOPLE)
		html_add(html, "<p>and %u more recipients.</p>", count - SHOWN_PEOPLE);
}

static void add_attachments(struct html *html, const struct message *message)
{
	html_add(html, "<h3>Parts</h3><ul>");
	for (guint i = 0; i < message->parts->len && i < SHOWN_PEOPLE; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		html_add(html, "<li>%s: <bdi>%s</bdi>, %s", part->section, part->name ? part->name : "no name",
			 part->type);
		if (part->reason != PART_INSPECTED)
			html_add(html, ", <b>not read: %s</b>", part_reason_name(part->reason));
		html_add(html, "</li>");
	}
	if (message->parts->len > SHOWN_PEOPLE)
		html_add(html, "<li>and %u more</li>", message->parts->len - SHOWN_PEOPLE);
	html_add(html, "</ul>");
}

static const char *division_text(const struct passage *passage)
{
	static const char *const texts[] = {
		[DIVISION_AUTHORED] = "Written by the sender",
		[DIVISION_QUOTED] = "Quoted",
		[DIVISION_SIGNATURE] = "Signature",
		[DIVISION_DISCLAIMER] = "Disclaimer",
	};

	return texts[passage->division];
}

/* Cut at a character. */
static char *cut(const char *text, gsize *left)
{
	gsize length = strlen(text);

	if (length > *left) {
		length = *left;
		while (length > 0 && ((guchar)text[length] & 0xC0) == 0x80)
			length--;
	}
	*left -= length;
	return g_strndup(text, length);
}

static void add_block(struct html *html, const char *heading, gboolean is_hidden, const char *text, gsize *left)
{
	g_autofree char *shown = cut(text, left);

	html_add(html, "<h2 class=\"division\">%s%s</h2><div class=\"text\" dir=\"auto\">%s</div>", heading,
		 is_hidden ? ", hidden from readers" : "", shown);
}

void case_parts_add_text(struct html *html, const struct message *message)
{
	gsize left = SHOWN_TEXT_BYTES;

	html_add(html, "<p><b>Subject:</b> <bdi>%s</bdi></p>", message->subject ? message->subject : "none");
	for (guint i = 0; i < message->renditions->len && left > 0; i++) {
		const struct rendition *rendition = g_ptr_array_index(message->renditions, i);

		if (i > 0)
			html_add(html, "<h2>The same email in its other form</h2>");
		for (guint j = 0; j < rendition->passages->len && left > 0; j++) {
			const struct passage *passage = g_ptr_array_index(rendition->passages, j);

			add_block(html, division_text(passage), passage->is_hidden, passage->text, &left);
		}
	}
	for (guint i = 0; i < message->parts->len && left > 0; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		g_autofree char *heading =
			g_strdup_printf("Attachment %s %s", part->section, part->name ? part->name : "");

		if (!part->is_body && part->text != NULL && *part->text != '\0')
			add_block(html, heading, FALSE, part->text, &left);
	}
	if (left == 0)
		html_add(html, "<p class=\"panel\">There is more text; the original has all of it.</p>");
}

void case_parts_add_message(struct html *html, const struct request *request, const struct letter_file *letter)
{
	html_add(html, "<h2>The email</h2>");
	if (letter->message == NULL) {
		html_add(html, "<p>%s</p>", letter->fault);
		return;
	}
	add_attachments(html, letter->message);
	if (request->user->role == ROLE_AUDITOR)
		return;
	html_add(html,
		 "<p>Its text is shown on request only, with your reason, which goes on record.</p>"
		 "<p><a class=\"button second\" href=\"/case/%s/text\">Read the whole text</a></p>",
		 letter->file->id);
}

static const char *decision_text(const char *decision)
{
	static const struct {
		const char *word, *text;
	} texts[] = {
		{"viewed", "looked at it"},         {"read", "read the whole text"},
		{"original", "took the original"},  {"release", "released it"},
		{"return", "returned it"},          {"discard", "discarded it"},
		{"assigned", "gave it to"},         {"note", "noted"},
		{"outcome", "set the outcome"},     {"proposed", "proposed, for a second person"},
		{"approved", "approved"},           {"not-approved", "did not approve"},
		{"kept", "put a legal hold on it"}, {"not-kept", "ended the legal hold"},
		{"asked", "asked the sender"},      {"alarm", "told staff that it is late"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		if (strcmp(texts[i].word, decision) == 0)
			return texts[i].text;
	return decision;
}

void case_parts_add_history(struct html *html, const struct letter_file *letter)
{
	html_add(html, "<h2>History</h2><ol class=\"history\">");
	for (guint i = 0; i < letter->files->len; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);

		for (guint j = 0; j < file->decisions->len; j++) {
			const struct case_decision *decision = g_ptr_array_index(file->decisions, j);
			g_autofree char *at = frame_time(decision->at), *about = g_strjoinv(", ", decision->recipients);

			html_add(html, "<li><span class=\"quiet\">%s</span> <b>%s</b> %s <bdi>%s</bdi>", at,
				 decision->actor, decision_text(decision->decision), about);
			if (decision->reason != NULL)
				html_add(html, ": <bdi>%s</bdi>", decision->reason);
			html_add(html, "</li>");
		}
	}
	html_add(html, "</ol>");
}
