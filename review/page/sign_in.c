/* SPDX-License-Identifier: BSD-2-Clause */
/* Signing in and out, and the style sheet, which everybody may see. */
#include "review/page/frame.h"
#include "review/page/page.h"
#include "review/page/routes.h"
#include "store/sessions.h"

#include <string.h>

static struct response *show(const struct request *request, unsigned status, const char *name, const char *error)
{
	const char *errors[] = {error == NULL ? NULL : "name", error, NULL};
	struct html *html = frame_begin(request, error == NULL ? "Sign in" : "Error: Sign in");

	frame_errors(html, errors);
	html_add(html, "<h1>Sign in</h1>");
	frame_form(html, request, "/sign-in");
	frame_input(html, "username", "name", "User name", NULL, name, error);
	frame_input(html, "password", "password", "Password", NULL, NULL, NULL);
	html_add(html, "<button>Sign in</button></form>"
		       "<p class=\"hint\">If you cannot sign in, ask who administers candour at your council.</p>");
	return frame_end(html, status);
}

struct response *sign_in_show(struct request *request, GError **error)
{
	(void)error;
	return request->user != NULL ? response_see("/") : show(request, 200, NULL, NULL);
}

/* Members never review: an account whose person has become one is none. */
static gboolean is_member(const struct request *request, const struct user *user)
{
	struct resolution *resolution = user->person == NULL ? NULL
							     : directory_resolve(request->snapshot->policy.directory,
										 user->person, request->day);
	gboolean is_member =
		resolution != NULL && resolution->is_in_office && resolution->person->kind == PERSON_MEMBER;

	resolution_free(resolution);
	return is_member;
}

struct response *sign_in_take(struct request *request, GError **error)
{
	const char *name = request_form(request, "name"), *password = request_form(request, "password");
	g_autoptr(GError) refusal = NULL;
	struct response *response;
	struct user *user;
	char *token;

	user = users_sign_in(request->page->casebook, name ? name : "", password ? password : "", request->now,
			     &refusal);
	if (user != NULL && is_member(request, user)) {
		g_clear_pointer(&user, user_free);
		g_set_error(&refusal, USERS_ERROR, USERS_ERROR_REFUSED, "a councillor does not review");
	}
	if (user == NULL && g_error_matches(refusal, USERS_ERROR, USERS_ERROR_REFUSED))
		return show(request, 403, name,
			    "The user name or the password is wrong, or the account is locked for some minutes");
	if (user == NULL) {
		g_propagate_error(error, g_steal_pointer(&refusal));
		return NULL;
	}
	token = sessions_start(request->page->casebook, user->name, request->now, error);
	user_free(user);
	if (token == NULL)
		return NULL;
	response = response_see("/");
	response->token = token;
	return response;
}

struct response *sign_out_take(struct request *request, GError **error)
{
	struct response *response;

	if (request->token != NULL && !sessions_end(request->page->casebook, request->token, error))
		return NULL;
	response = response_see("/sign-in");
	response->token = g_strdup("");
	return response;
}

struct response *style_show(struct request *request, GError **error)
{
	(void)error;
	return response_bytes("text/css; charset=utf-8", g_bytes_ref(request->page->style), NULL);
}
