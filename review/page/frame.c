/* SPDX-License-Identifier: BSD-2-Clause */
/* The frame of every page. It asks the store nothing. */
#include "review/page/frame.h"

#include "review/page/page.h"
#include "review/page/routes.h"

#include <string.h>

static const struct {
	const char *path, *text;
	unsigned may;
} links[] = {
	{"/", "Cases", MAY_LOOK},
};

static void add_navigation(struct html *html, const struct request *request)
{
	html_add(html, "<nav class=\"navigation\" aria-label=\"Main\"><ul>");
	for (guint i = 0; i < G_N_ELEMENTS(links); i++)
		if (links[i].may & 1U << request->user->role)
			html_add(html, "<li><a href=\"%s\"%s>%s</a></li>", links[i].path,
				 strcmp(links[i].path, request->path) == 0 ? " aria-current=page" : "", links[i].text);
	html_add(html, "</ul></nav>");
}

static void add_who(struct html *html, const struct request *request)
{
	html_add(html, "<div class=\"who\"><span>Signed in as <b>%s</b> (%s)</span>", request->user->name,
		 role_name(request->user->role));
	if (request->token != NULL) {
		frame_form(html, request, "/sign-out");
		html_add(html, "<button class=\"plain\">Sign out</button></form>");
	}
	html_add(html, "</div>");
}

struct html *frame_begin(const struct request *request, const char *title)
{
	struct html *html = html_new();

	html_add(html,
		 "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s – candour</title>"
		 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
		 "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">"
		 "<link rel=\"stylesheet\" href=\"/style.css\"></head><body>"
		 "<a class=\"skip\" href=\"#content\">Skip to main content</a>"
		 "<header class=\"banner\"><div class=\"inner\"><a class=\"name\" href=\"/\">candour</a>"
		 "<span class=\"council\">%s</span>",
		 title, request->snapshot->conf->council.name);
	if (request->user != NULL)
		add_who(html, request);
	html_add(html, "</div></header>");
	if (request->user != NULL)
		add_navigation(html, request);
	html_add(html, "<main id=\"content\" tabindex=\"-1\" class=\"inner\">");
	return html;
}

struct response *frame_end(struct html *html, unsigned status)
{
	html_add(html, "</main><footer class=\"foot\"><div class=\"inner\">candour checks emails between officers and "
		       "councillors against the council’s own protocol. What you look at and decide here is on "
		       "record.</div></footer></body></html>\n");
	return response_page(status, html);
}

struct response *frame_message(const struct request *request, unsigned status, const char *title, const char *text)
{
	struct html *html = frame_begin(request, title);

	html_add(html, "<h1>%s</h1><p>%s</p>", title, text);
	if (request->user != NULL)
		html_add(html, "<p><a href=\"/\">Back to the cases</a></p>");
	return frame_end(html, status);
}

void frame_form(struct html *html, const struct request *request, const char *address)
{
	html_add(html, "<form method=\"post\" action=\"%s\">", address);
	if (request->form_token != NULL)
		html_add(html, "<input type=\"hidden\" name=\"token\" value=\"%s\">", request->form_token);
}

void frame_input(struct html *html, const char *type, const char *name, const char *label, const char *hint,
		 const char *value, const char *error)
{
	gboolean is_username = strcmp(type, "username") == 0;

	html_add(html, "<div class=\"field%s\"><label for=\"%s\">%s</label>", error ? " wrong" : "", name, label);
	if (hint != NULL)
		html_add(html, "<div class=\"hint\" id=\"%s-hint\">%s</div>", name, hint);
	if (error != NULL)
		html_add(html, "<p class=\"error\" id=\"%s-error\"><span class=\"unseen\">Error:</span> %s</p>", name,
			 error);
	html_add(html, "<input type=\"%s\" id=\"%s\" name=\"%s\" value=\"%s\"", is_username ? "text" : type, name, name,
		 value);
	if (is_username)
		html_add(html, " autocomplete=\"username\"");
	else if (strcmp(type, "password") == 0)
		html_add(html, " autocomplete=\"current-password\"");
	if (hint != NULL || error != NULL)
		html_add(html, " aria-describedby=\"%s%s%s%s%s\"", hint ? name : "", hint ? "-hint" : "",
			 hint && error ? " " : "", error ? name : "", error ? "-error" : "");
	html_add(html, "></div>");
}

void frame_text_area(struct html *html, const char *name, const char *label, const char *value, const char *error)
{
	html_add(html, "<div class=\"field%s\"><label for=\"%s\">%s</label>", error ? " wrong" : "", name, label);
	if (error != NULL)
		html_add(html, "<p class=\"error\" id=\"%s-error\"><span class=\"unseen\">Error:</span> %s</p>", name,
			 error);
	html_add(html, "<textarea id=\"%s\" name=\"%s\" rows=\"5\"", name, name);
	if (error != NULL)
		html_add(html, " aria-describedby=\"%s-error\"", name);
	html_add(html, ">%s</textarea></div>", value);
}

void frame_errors(struct html *html, const char *const *errors)
{
	if (errors[0] == NULL)
		return;
	html_add(html, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>There is a problem</h2><ul>");
	for (int i = 0; errors[i] != NULL; i += 2)
		html_add(html, "<li><a href=\"#%s\">%s</a></li>", errors[i], errors[i + 1]);
	html_add(html, "</ul></div>");
}

char *frame_time(gint64 at)
{
	g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
	g_autoptr(GDateTime) local = utc == NULL ? NULL : g_date_time_to_timezone(utc, london);
	int hour;

	if (local == NULL)
		return g_strdup("an unknown time");
	hour = g_date_time_get_hour(local);
	g_autofree char *day = g_date_time_format(local, "%-e %B %Y");
	return g_strdup_printf("%s, %d:%02d%s", day, hour % 12 == 0 ? 12 : hour % 12, g_date_time_get_minute(local),
			       hour < 12 ? "am" : "pm");
}
