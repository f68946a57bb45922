/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of routes. */
#include "review/page/routes.h"

#include <string.h>

/* clang-format off */
static const struct route routes[] = {
	{FALSE, "/", MAY_USE, case_list_show},
	{FALSE, "/case/*", MAY_LOOK, case_show},
	{FALSE, "/case/*/text", MAY_REVIEW, case_text_show},
	{TRUE, "/case/*/text", MAY_REVIEW, case_text_take},
	{TRUE, "/case/*/original", MAY_REVIEW, case_original_take},
	{FALSE, "/case/*/*", MAY_REVIEW, decision_show},
	{TRUE, "/case/*/*", MAY_REVIEW, decision_take},
	{FALSE, "/sign-in", MAY_ANYBODY, sign_in_show},
	{TRUE, "/sign-in", MAY_ANYBODY, sign_in_take},
	{TRUE, "/sign-out", MAY_USE, sign_out_take},
	{FALSE, "/style.css", MAY_ANYBODY, style_show},
};
/* clang-format on */

/* The parts that "*" stands for; NULL where the path is another. */
static char **match(const char *pattern, const char *path)
{
	g_auto(GStrv) wanted = g_strsplit(pattern, "/", -1), given = g_strsplit(path, "/", -1);
	GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
	guint i;

	for (i = 0; wanted[i] != NULL && given[i] != NULL; i++) {
		if (strcmp(wanted[i], "*") == 0 && given[i][0] != '\0')
			g_ptr_array_add(parts, g_strdup(given[i]));
		else if (strcmp(wanted[i], given[i]) != 0)
			break;
	}
	if (wanted[i] != NULL || given[i] != NULL) {
		g_ptr_array_unref(parts);
		return NULL;
	}
	g_ptr_array_set_free_func(parts, NULL);
	g_ptr_array_add(parts, NULL);
	return (char **)g_ptr_array_free(parts, FALSE);
}

const struct route *routes_find(struct request *request, gboolean *ret_is_known)
{
	*ret_is_known = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(routes); i++) {
		char **parts = match(routes[i].path, request->path);

		if (parts == NULL)
			continue;
		*ret_is_known = TRUE;
		g_strfreev(request->parts);
		request->parts = parts;
		if (routes[i].is_post == request->is_post)
			return &routes[i];
	}
	return NULL;
}
