/* SPDX-License-Identifier: BSD-2-Clause */
/* Gathers errors in the order in which they were found. */
#include "conf/faults.h"

static void free_error(gpointer error)
{
	g_error_free(error);
}

GPtrArray *faults_new(void)
{
	return g_ptr_array_new_with_free_func(free_error);
}

void faults_take(GPtrArray *faults, GError **error)
{
	if (*error != NULL && faults->len < FAULTS_MAX)
		g_ptr_array_add(faults, g_steal_pointer(error));
	g_clear_error(error);
}

gboolean faults_propagate(const GPtrArray *faults, GError **error)
{
	if (faults->len > 0)
		g_propagate_error(error, g_error_copy(g_ptr_array_index(faults, 0)));
	return faults->len == 0;
}

gboolean faults_join(const GPtrArray *faults, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < faults->len; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : "\n",
				       ((const GError *)g_ptr_array_index(faults, i))->message);
	if (faults->len > 0)
		g_set_error_literal(error, ((const GError *)g_ptr_array_index(faults, 0))->domain,
				    ((const GError *)g_ptr_array_index(faults, 0))->code, text->str);
	return faults->len == 0;
}
