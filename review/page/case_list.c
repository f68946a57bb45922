/* SPDX-License-Identifier: BSD-2-Clause */
/* The list of cases: what waits first, filters, pages. */
#include "review/page/frame.h"
#include "review/page/letters.h"
#include "review/page/page.h"
#include "review/page/routes.h"

#include <string.h>

enum {
	LETTERS_A_PAGE = 50,
	SHOWN_RECIPIENTS = 3 /* of a letter in the list; the rest as a number */
};

static const struct {
	const char *name, *text, *caption;
} views[] = {
	[CASES_WAITING] = {"waiting", "Waiting", "Waiting for a decision"},
	[CASES_FLAGGED] = {"flagged", "Delivered, to look at", "Delivered, to look at"},
	[CASES_CLOSED] = {"closed", "Closed", "Closed"},
	[CASES_ALL] = {"all", "All", "All cases"},
};

static const char *given(const struct request *request, const char *name)
{
	const char *value = request_query(request, name);

	return value == NULL || *value == '\0' ? NULL : value;
}

static struct letter_filter read_filter(const struct request *request)
{
	struct letter_filter filter = {.view = CASES_WAITING,
				       .rule = given(request, "rule"),
				       .owner = given(request, "owner"),
				       .words = given(request, "q")};
	const char *view = given(request, "view");

	for (guint i = 0; view != NULL && i < G_N_ELEMENTS(views); i++)
		if (strcmp(views[i].name, view) == 0)
			filter.view = (enum case_view)i;
	return filter;
}

static guint read_page(const struct request *request, guint count)
{
	guint last = count == 0 ? 1 : (count - 1) / LETTERS_A_PAGE + 1;
	const char *text = given(request, "page");
	guint64 page = 1;

	if (text != NULL && !g_ascii_string_to_unsigned(text, 10, 1, last, &page, NULL))
		page = 1;
	return (guint)page;
}

static void add_views(struct html *html, enum case_view view)
{
	html_add(html, "<nav class=\"tabs\" aria-label=\"Which cases\"><ul>");
	for (guint i = 0; i < G_N_ELEMENTS(views); i++)
		html_add(html, "<li><a href=\"/?view=%s\"%s>%s</a></li>", views[i].name,
			 i == view ? " aria-current=page" : "", views[i].text);
	html_add(html, "</ul></nav>");
}

static void add_choice(struct html *html, const char *value, const char *text, const char *chosen)
{
	html_add(html, "<option value=\"%s\"%s>%s</option>", value, g_strcmp0(value, chosen) == 0 ? " selected" : "",
		 text);
}

static void add_filter(struct html *html, const struct letters *letters, const struct letter_filter *filter)
{
	html_add(html,
		 "<form class=\"filter\" method=\"get\" action=\"/\" role=\"search\" aria-label=\"Cases\">"
		 "<input type=\"hidden\" name=\"view\" value=\"%s\">",
		 views[filter->view].name);
	frame_input(html, "search", "q", "Case or address", NULL, filter->words, NULL);
	html_add(html, "<div class=\"field\"><label for=\"rule\">Rule</label><select id=\"rule\" name=\"rule\">");
	add_choice(html, "", "Any", filter->rule ? filter->rule : "");
	for (guint i = 0; i < letters->rules->len; i++)
		add_choice(html, g_ptr_array_index(letters->rules, i), g_ptr_array_index(letters->rules, i),
			   filter->rule);
	html_add(html, "</select></div><div class=\"field\"><label for=\"owner\">Owner</label>"
		       "<select id=\"owner\" name=\"owner\">");
	add_choice(html, "", "Anybody", filter->owner ? filter->owner : "");
	add_choice(html, "-", "Nobody yet", filter->owner);
	for (guint i = 0; i < letters->owners->len; i++)
		add_choice(html, g_ptr_array_index(letters->owners, i), g_ptr_array_index(letters->owners, i),
			   filter->owner);
	html_add(html, "</select></div><button class=\"second\">Show</button></form>");
}

/* How long ago in the largest unit that says enough. */
static char *age(gint64 seconds)
{
	if (seconds >= 2 * 86400)
		return g_strdup_printf("%d days", (int)(seconds / 86400));
	if (seconds >= 2 * 3600)
		return g_strdup_printf("%d hours", (int)(seconds / 3600));
	return g_strdup_printf("%d minutes", (int)(MAX(seconds, 0) / 60));
}

static void add_age(struct html *html, const struct request *request, const struct letter *letter, enum case_view view)
{
	const struct case_row *row = g_ptr_array_index(letter->rows, 0);
	g_autofree char *received = frame_time(row->received_at), *waited = age(request->now - row->received_at);

	html_add(html, "<td data-heading=\"Received\">%s", received);
	if (view == CASES_WAITING)
		html_add(html, "<br><span class=\"%s\">%s%s</span>", letter->is_late ? "tag urgent" : "quiet",
			 letter->is_late ? "Late: " : "waits ", waited);
	if (row->needed_day != 0) {
		GDate date;
		char text[64];

		g_date_clear(&date, 1);
		g_date_set_julian(&date, row->needed_day);
		g_date_strftime(text, sizeof text, "%e %B", &date);
		html_add(html, "<br><span class=\"tag urgent\">Needed by %s</span>", text);
	}
	html_add(html, "</td>");
}

/* Every address once, over all the cases of the letter; those who wait are the ones to know of. */
static void add_recipients(struct html *html, const struct letter *letter, enum case_view view)
{
	g_autoptr(GPtrArray) shown = g_ptr_array_new();

	for (guint i = 0; i < letter->rows->len; i++) {
		const struct case_row *row = g_ptr_array_index(letter->rows, i);

		for (int j = 0; row->recipients[j] != NULL; j++)
			if ((view != CASES_WAITING || strcmp(row->states[j], "delivered") != 0) &&
			    !g_ptr_array_find_with_equal_func(shown, row->recipients[j], g_str_equal, NULL))
				g_ptr_array_add(shown, row->recipients[j]);
	}
	html_add(html, "<td data-heading=\"%s\">", view == CASES_WAITING ? "Waiting" : "Recipients");
	for (guint i = 0; i < MIN(shown->len, SHOWN_RECIPIENTS); i++)
		html_add(html, "<bdi>%s</bdi><br>", (char *)g_ptr_array_index(shown, i));
	if (shown->len > SHOWN_RECIPIENTS)
		html_add(html, "and %u more", shown->len - SHOWN_RECIPIENTS);
	html_add(html, "</td>");
}

static void add_letter(struct html *html, const struct request *request, const struct letter *letter,
		       enum case_view view)
{
	const struct case_row *row = g_ptr_array_index(letter->rows, 0);

	if (row->is_damaged) {
		html_add(html,
			 "<tr><th scope=\"row\">%s</th><td colspan=\"5\">This case cannot be shown: its record is "
			 "damaged. Tell who administers candour.</td></tr>",
			 row->id);
		return;
	}
	html_add(html, "<tr><th scope=\"row\"><a href=\"/case/%s\">%s</a></th>", row->id, row->id);
	add_age(html, request, letter, view);
	html_add(html, "<td data-heading=\"Rule\">%s<br><span class=\"quiet\">%s</span></td>",
		 row->rules[0] ? row->rules[0] : "", row->clauses[0] ? row->clauses[0] : "");
	html_add(html, "<td data-heading=\"Sender\"><bdi>%s</bdi></td>",
		 *row->sender ? row->sender : "nobody (null sender)");
	add_recipients(html, letter, view);
	html_add(html, "<td data-heading=\"Owner\">%s%s</td></tr>", row->owner ? row->owner : "nobody yet",
		 row->is_restricted ? " (restricted)" : "");
}

static void add_table(struct html *html, const struct request *request, const struct letters *letters,
		      const struct letter_filter *filter, guint page)
{
	guint from = (page - 1) * LETTERS_A_PAGE, until = MIN(from + LETTERS_A_PAGE, letters->letters->len);

	html_add(html,
		 "<div class=\"table\"><table class=\"stacked\"><caption>%s</caption><thead><tr>"
		 "<th scope=\"col\">Case</th><th scope=\"col\">Received</th><th scope=\"col\">Rule</th>"
		 "<th scope=\"col\">Sender</th><th scope=\"col\">%s</th><th "
		 "scope=\"col\">Owner</th></tr></thead><tbody>",
		 views[filter->view].caption, filter->view == CASES_WAITING ? "Waiting" : "Recipients");
	for (guint i = from; i < until; i++)
		add_letter(html, request, g_ptr_array_index(letters->letters, i), filter->view);
	html_add(html, "</tbody></table></div>");
}

static char *page_address(const struct letter_filter *filter, guint page)
{
	g_autofree char *rule = html_address_text(filter->rule ? filter->rule : "");
	g_autofree char *owner = html_address_text(filter->owner ? filter->owner : "");
	g_autofree char *words = html_address_text(filter->words ? filter->words : "");

	return g_strdup_printf("/?view=%s&rule=%s&owner=%s&q=%s&page=%u", views[filter->view].name, rule, owner, words,
			       page);
}

static void add_pages(struct html *html, const struct letter_filter *filter, guint page, guint count)
{
	guint last = (count - 1) / LETTERS_A_PAGE + 1;

	if (last <= 1)
		return;
	html_add(html, "<nav class=\"pages\" aria-label=\"Pages\">");
	if (page > 1) {
		g_autofree char *address = page_address(filter, page - 1);
		html_add(html, "<a rel=\"prev\" href=\"%s\">Previous page</a> ", address);
	}
	html_add(html, "<span>Page %u of %u</span>", page, last);
	if (page < last) {
		g_autofree char *address = page_address(filter, page + 1);
		html_add(html, " <a rel=\"next\" href=\"%s\">Next page</a>", address);
	}
	html_add(html, "</nav>");
}

struct response *case_list_show(struct request *request, GError **error)
{
	struct letter_filter filter = read_filter(request);
	struct letters *letters;
	struct html *html;
	guint page, count;

	if (request->user->role == ROLE_ADMINISTRATOR)
		return frame_message(request, 200, "Your account sees no cases",
				     "As an administrator you look after accounts and settings: candour user --help.");
	letters = letters_load(request, &filter, error);
	if (letters == NULL)
		return NULL;
	count = letters->letters->len;
	page = read_page(request, count);
	html = frame_begin(request, views[filter.view].caption);
	html_add(html, "<h1>Cases</h1>");
	add_views(html, filter.view);
	add_filter(html, letters, &filter);
	html_add(html, "<p>%u %s%s</p>", count, count == 1 ? "email" : "emails",
		 letters->is_cut ? ", of the latest 5,000 cases" : "");
	if (count > 0) {
		add_table(html, request, letters, &filter, page);
		add_pages(html, &filter, page, count);
	} else if (filter.view == CASES_WAITING && !filter.rule && !filter.owner && !filter.words) {
		html_add(html, "<p class=\"panel done\">Nothing waits for a decision.</p>");
	}
	letters_free(letters);
	return frame_end(html, 200);
}
