/* SPDX-License-Identifier: BSD-2-Clause */
/* The list of cases: what waits first. */
#include "review/page/frame.h"
#include "review/page/page.h"
#include "review/page/routes.h"
#include "store/cases.h"

static void add_row(struct html *html, const struct case_file *file)
{
	g_autofree char *received = frame_time(file->received_at);
	const struct case_finding *finding = file->findings->len > 0 ? g_ptr_array_index(file->findings, 0) : NULL;

	html_add(html, "<tr><th scope=\"row\"><a href=\"/case/%s\">%s</a></th><td>%s</td><td>%s</td><td>%s</td></tr>",
		 file->id, file->id, received, finding ? finding->clause : "", file->envelope->sender);
}

/* A case that cannot be read keeps nobody from the others. */
static void add_case(struct html *html, const struct request *request, const char *id)
{
	g_autoptr(GError) error = NULL;
	struct case_file *file = cases_load(request->page->casebook, id, &error);

	if (file == NULL)
		html_add(html, "<tr><th scope=\"row\">%s</th><td colspan=\"3\">This case cannot be shown: %s</td></tr>",
			 id, error->message);
	else if (!file->is_restricted)
		add_row(html, file);
	case_file_free(file);
}

struct response *case_list_show(struct request *request, GError **error)
{
	g_autoptr(GPtrArray) ids = cases_held(request->page->casebook, error);
	struct html *html;

	if (ids == NULL)
		return NULL;
	html = frame_begin(request, "Cases");
	html_add(html,
		 "<h1>Cases</h1><table><caption>Waiting for a decision</caption><thead><tr><th scope=\"col\">Case</th>"
		 "<th scope=\"col\">Received</th><th scope=\"col\">Clause</th><th scope=\"col\">Sender</th></tr>"
		 "</thead><tbody>");
	for (guint i = 0; i < ids->len; i++)
		add_case(html, request, g_ptr_array_index(ids, i));
	html_add(html, "</tbody></table>");
	return frame_end(html, 200);
}
