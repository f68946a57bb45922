/* SPDX-License-Identifier: BSD-2-Clause */
/* One case: why, who is who, what was read, what can be done, what was done. Looking at it goes on record first. */
#include "review/page/case_parts.h"
#include "review/page/decisions.h"
#include "review/page/frame.h"
#include "review/page/letter_file.h"
#include "review/page/page.h"
#include "review/page/routes.h"

#include <string.h>

static void add_head(struct html *html, const struct letter_file *letter)
{
	g_autoptr(GPtrArray) waiting = letter_file_recipients(letter, RECIPIENT_HELD);
	g_autofree char *received = frame_time(letter->file->received_at);

	html_add(html, "<p class=\"back\"><a href=\"/\">Cases</a></p><h1>Case %s</h1>", letter->file->id);
	if (waiting->len > 0)
		html_add(html,
			 "<p class=\"panel\"><b>Waiting for a decision.</b> %u %s not had this email of %s yet.</p>",
			 waiting->len, waiting->len == 1 ? "recipient has" : "recipients have", received);
	else
		html_add(html, "<p class=\"panel done\"><b>Nothing waits.</b> The email is of %s.</p>", received);
	if (letter->files->len > 1)
		html_add(
			html,
			"<p class=\"hint\">The mail server sent this email in %u parts; they are decided together.</p>",
			letter->files->len);
}

struct response *case_show(struct request *request, GError **error)
{
	struct response *refusal = NULL;
	struct letter_file *letter = letter_file_load(request, &refusal, error);
	struct html *html;
	g_autofree char *title = NULL;

	if (letter == NULL)
		return refusal;
	if (!cases_record_view(request->page->casebook, letter->file->id, request->user->name, error)) {
		letter_file_free(letter);
		return NULL;
	}
	title = g_strdup_printf("Case %s", letter->file->id);
	html = frame_begin(request, title);
	add_head(html, letter);
	case_parts_add_findings(html, request, letter);
	decisions_add_choices(html, request, letter);
	case_parts_add_people(html, request, letter);
	case_parts_add_message(html, request, letter);
	case_parts_add_history(html, letter);
	letter_file_free(letter);
	return frame_end(html, 200);
}
