/* SPDX-License-Identifier: BSD-2-Clause */
/* Gives up root for good. */
#ifndef MILTER_USER_H
#define MILTER_USER_H

#include "conf/conf.h"

#include <glib.h>

/* Becomes conf.user with that user's groups, and conf.group where it is set; nothing where both are absent, or where it
 * is that user already. Before any thread. FALSE and *error (CONF_ERROR). */
gboolean user_become(const struct conf *conf, GError **error);

#endif
