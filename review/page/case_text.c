/* SPDX-License-Identifier: BSD-2-Clause */
/* The whole text of a case's email, and its original: to those who give a reason, which goes on record first. */
#include "review/page/case_parts.h"
#include "review/page/frame.h"
#include "review/page/letter_file.h"
#include "review/page/page.h"
#include "review/page/routes.h"

#include <string.h>

enum {
	READING_S = 3600, /* how long a reason given holds, so that loading the page anew does not ask again */
	MAX_REASON_BYTES = 1000
};

/* The user gave a reason within the last hour. */
static gboolean has_reason(const struct request *request, const struct letter_file *letter)
{
	for (guint i = 0; i < letter->file->decisions->len; i++) {
		const struct case_decision *decision = g_ptr_array_index(letter->file->decisions, i);

		if (strcmp(decision->decision, "read") == 0 && strcmp(decision->actor, request->user->name) == 0 &&
		    decision->at > request->now - READING_S)
			return TRUE;
	}
	return FALSE;
}

static struct response *ask(const struct request *request, const struct letter_file *letter, unsigned status,
			    const char *fault)
{
	const char *errors[] = {fault == NULL ? NULL : "reason", fault, NULL};
	g_autofree char *address = g_strdup_printf("/case/%s/text", letter->file->id);
	struct html *html = frame_begin(request, fault ? "Error: Read the whole text" : "Read the whole text");

	case_parts_add_back(html, letter);
	frame_errors(html, errors);
	html_add(html,
		 "<h1>Read the whole text</h1><p>It may hold more than the case is about. Your reason goes on record, "
		 "where the auditor and the people concerned can see it.</p>");
	frame_form(html, request, address);
	frame_input(html, "text", "reason", "Why do you need to read it?", NULL, request_form(request, "reason"),
		    fault);
	html_add(html, "<button>Read it</button></form>");
	return frame_end(html, status);
}

static struct response *show(const struct request *request, const struct letter_file *letter)
{
	struct html *html = frame_begin(request, "The whole text");
	g_autofree char *original = g_strdup_printf("/case/%s/original", letter->file->id);

	case_parts_add_back(html, letter);
	html_add(html, "<h1>The whole text, as candour read it</h1>");
	case_parts_add_text(html, letter->message);
	frame_form(html, request, original);
	html_add(html,
		 "<button class=\"second\">Take the original as a file</button><p class=\"consequence\">A stranger’s "
		 "bytes: open it in a mail program only. It goes on record.</p></form>");
	return frame_end(html, 200);
}

/* The letter, where there is a text that this user may read; else *ret_response says why not. */
static struct letter_file *load(const struct request *request, struct response **ret_response, GError **error)
{
	struct letter_file *letter = letter_file_load(request, ret_response, error);

	if (letter == NULL)
		return NULL;
	if (letter->message == NULL)
		*ret_response = frame_message(request, 404, "There is no text to read", letter->fault);
	else if (letter_file_is_privileged(letter, request))
		*ret_response =
			frame_message(request, 403, "This email is privileged",
				      "It seems to hold legal advice, which the monitoring officer alone reads.");
	else
		return letter;
	letter_file_free(letter);
	return NULL;
}

struct response *case_text_show(struct request *request, GError **error)
{
	struct response *response = NULL;
	struct letter_file *letter = load(request, &response, error);

	if (letter == NULL)
		return response;
	response = has_reason(request, letter) ? show(request, letter) : ask(request, letter, 200, NULL);
	letter_file_free(letter);
	return response;
}

static struct response *take_reason(const struct request *request, const struct letter_file *letter, GError **error)
{
	g_autofree char *reason = request_form_text(request, "reason");
	g_autofree char *address = g_strdup_printf("/case/%s/text", letter->file->id);

	if (reason == NULL)
		return ask(request, letter, 400, "Enter a reason");
	if (strlen(reason) > MAX_REASON_BYTES)
		return ask(request, letter, 400, "That is too long: 1,000 characters at most");
	if (!desk_record_reading(request->page->casebook, letter->file->id, FALSE, reason, request->user->name, error))
		return NULL;
	return response_see(address);
}

struct response *case_text_take(struct request *request, GError **error)
{
	struct response *response = NULL;
	struct letter_file *letter = load(request, &response, error);

	if (letter == NULL)
		return response;
	response = take_reason(request, letter, error);
	letter_file_free(letter);
	return response;
}

struct response *case_original_take(struct request *request, GError **error)
{
	struct response *response = NULL;
	struct letter_file *letter = load(request, &response, error);
	g_autofree char *name = NULL;

	if (letter == NULL)
		return response;
	name = g_strdup_printf("case-%s.eml", letter->file->id);
	if (!has_reason(request, letter))
		response = ask(request, letter, 403, "Enter a reason first");
	else if (desk_record_reading(request->page->casebook, letter->file->id, TRUE, NULL, request->user->name, error))
		response = response_bytes("application/octet-stream", g_bytes_ref(letter->bytes), name);
	letter_file_free(letter);
	return response;
}
