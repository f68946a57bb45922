/* SPDX-License-Identifier: BSD-2-Clause */
/* Opens what the page works with, and answers each request: who asks, which route, may they, is the form theirs. */
#include "review/page/page.h"

#include "policy/hours.h"
#include "review/page/frame.h"
#include "review/page/routes.h"
#include "store/sessions.h"

#include <string.h>

static gboolean load_style(struct page *page, GError **error)
{
	g_autofree char *path = g_build_filename(conf_data_dir(), "page", "style.css", NULL);
	char *text;
	gsize length;

	if (!g_file_get_contents(path, &text, &length, error))
		return FALSE;
	page->style = g_bytes_new_take(text, length);
	return TRUE;
}

gboolean page_open(struct page *page, const char *path, GError **error)
{
	*page = (struct page){.path = g_strdup(path)};
	g_mutex_init(&page->lock);
	page->snapshot = snapshot_load(path, error);
	if (page->snapshot == NULL || !load_style(page, error))
		return FALSE;
	page->form_key = g_uuid_string_random();
	page->secret_key = seal_secret_key(page->snapshot->conf->seal.secret_key, error);
	if (page->secret_key == NULL)
		return FALSE;
	page->sandbox = sandbox_new(NULL, NULL);
	page->casebook = casebook_open(page->snapshot->conf->store, error);
	return page->casebook != NULL;
}

void page_clear(struct page *page)
{
	g_clear_pointer(&page->casebook, casebook_close);
	g_clear_pointer(&page->secret_key, seal_key_free);
	g_clear_pointer(&page->sandbox, sandbox_free);
	g_clear_pointer(&page->style, g_bytes_unref);
	g_clear_pointer(&page->snapshot, snapshot_unref);
	g_clear_pointer(&page->form_key, g_free);
	g_clear_pointer(&page->path, g_free);
	g_mutex_clear(&page->lock);
}

/* The open casebook, key and socket stay for the life of the program. */
static gboolean check_fixed(const struct conf *old, const struct conf *new, GError **error)
{
	if (g_strcmp0(old->store, new->store) == 0 && g_strcmp0(old->seal.secret_key, new->seal.secret_key) == 0 &&
	    g_strcmp0(old->review.listen, new->review.listen) == 0)
		return TRUE;
	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID,
		    "%s:1: store, seal.secret_key or review.listen has changed, which takes a restart of the page",
		    new->path);
	return FALSE;
}

gboolean page_reload(struct page *page, GError **error)
{
	struct snapshot *snapshot = snapshot_load(page->path, error), *old;

	if (snapshot == NULL)
		return FALSE;
	if (!check_fixed(page->snapshot->conf, snapshot->conf, error)) {
		snapshot_unref(snapshot);
		return FALSE;
	}
	g_mutex_lock(&page->lock);
	old = page->snapshot;
	page->snapshot = snapshot;
	g_mutex_unlock(&page->lock);
	snapshot_unref(old);
	return TRUE;
}

gboolean page_is_secure(const struct conf *conf)
{
	return conf->review.address != NULL && g_str_has_prefix(conf->review.address, "https://");
}

/* Whom the proxy names must have an account, too: the proxy knows who somebody is, not what they may. */
static gboolean find_proxy_user(struct request *request, GError **error)
{
	g_autoptr(GError) refusal = NULL;
	g_autofree char *secret = g_strconcat(request->page->form_key, " ", request->proxy_user, NULL);

	request->user = users_find(request->page->casebook, request->proxy_user, &refusal);
	if (request->user != NULL && request->user->is_disabled)
		g_clear_pointer(&request->user, user_free);
	request->form_token = sessions_form_token(secret);
	if (refusal == NULL || refusal->domain == USERS_ERROR)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&refusal));
	return FALSE;
}

static gboolean find_user(struct request *request, GError **error)
{
	g_autoptr(GError) failure = NULL;

	if (request->proxy_user != NULL)
		return find_proxy_user(request, error);
	if (request->token == NULL)
		return TRUE;
	request->user = sessions_find(request->page->casebook, request->token, request->now, &failure);
	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	if (request->user != NULL)
		request->form_token = sessions_form_token(request->token);
	return TRUE;
}

/* A form of a session carries its token; and none comes from another site (Origin, RFC 6454; Fetch Metadata). */
static gboolean is_own_form(const struct request *request)
{
	const char *token = request_form(request, "token");

	if (request->is_cross_site)
		return FALSE;
	return request->user == NULL ||
	       (token != NULL && request->form_token != NULL && strcmp(token, request->form_token) == 0);
}

/* Who has to sign in first, or may not. NULL: go on. */
static struct response *check_user(const struct request *request, const struct route *route)
{
	if (route->may == MAY_ANYBODY)
		return NULL;
	if (request->user == NULL && request->proxy_user != NULL)
		return frame_message(request, 403, "You have no account here",
				     "You are known to the council, but not to candour. Ask who administers candour.");
	if (request->user == NULL)
		return response_see("/sign-in");
	if (!(route->may & 1U << request->user->role))
		return frame_message(request, 403, "You may not do that",
				     "Your role does not include this page. Ask who administers candour if it should.");
	return NULL;
}

static struct response *handle(struct request *request, GError **error)
{
	gboolean is_known;
	const struct route *route = routes_find(request, &is_known);
	struct response *refusal;

	if (route == NULL && is_known)
		return frame_message(request, 405, "That is not how this page works",
				     "Go back and use the page’s own buttons.");
	if (route == NULL)
		return frame_message(request, 404, "Page not found",
				     "If you typed the address, check that it is right. A case may have been removed "
				     "since.");
	if (request->is_post && !is_own_form(request))
		return frame_message(request, 403, "That did not come from this page",
				     "Nothing was changed. Go back, load the page again, and try once more.");
	refusal = check_user(request, route);
	return refusal != NULL ? refusal : route->handle(request, error);
}

struct response *page_answer(struct page *page, struct request *request)
{
	g_autoptr(GError) error = NULL;
	struct response *response = NULL;

	request->page = page;
	g_mutex_lock(&page->lock);
	request->snapshot = snapshot_ref(page->snapshot);
	g_mutex_unlock(&page->lock);
	request->day = hours_day(request->now);
	if (request->snapshot->conf->review.user_header == NULL)
		g_clear_pointer(&request->proxy_user, g_free);
	if (find_user(request, &error))
		response = handle(request, &error);
	if (response != NULL)
		return response;
	g_warning("%s", error->message);
	return frame_message(request, 500, "Sorry, there is a problem",
			     "Nothing is lost. Try again in a minute; if it stays so, tell who administers candour.");
}
