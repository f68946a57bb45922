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
