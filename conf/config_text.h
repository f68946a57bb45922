/* SPDX-License-Identifier: BSD-2-Clause */
/* What libconfig accepts and should not, or refuses without saying why: looked for in the text before libconfig reads
 * it. */
#ifndef CONF_CONFIG_TEXT_H
#define CONF_CONFIG_TEXT_H

#include <glib.h>

/* FALSE and *error ("PATH:LINE: ...") at the first fault. */
gboolean config_text_check(const char *path, const char *text, gsize length, GError **error);

#endif
