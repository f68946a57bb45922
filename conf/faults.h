/* SPDX-License-Identifier: BSD-2-Clause */
/* What is wrong with the configuration, gathered so that `candour config check` tells everything at once. For this room
 * only. */
#ifndef CONF_FAULTS_H
#define CONF_FAULTS_H

#include <glib.h>

enum { FAULTS_MAX = 200 }; /* further ones are dropped */

/* An empty list of GError, owned. Caller unrefs. */
GPtrArray *faults_new(void);

/* Adds the error and clears the pointer. */
void faults_take(GPtrArray *faults, GError **error);

/* TRUE where there is none; else the first one goes to *error. */
gboolean faults_propagate(const GPtrArray *faults, GError **error);

/* TRUE where there is none; else *error has them all, a line each. */
gboolean faults_join(const GPtrArray *faults, GError **error);

#endif
