/* SPDX-License-Identifier: BSD-2-Clause */
/* The socket that the MTA connects to: opened by ourselves, so that a failure is known before readiness. */
#ifndef MILTER_LISTEN_H
#define MILTER_LISTEN_H

#include "conf/conf.h"

#include <glib.h>

/* Opens the socket of that spec (libmilter's form: "unix:PATH", "inet:PORT@HOST") and, where it is a unix socket, gives
 * it owner, group and mode of the configuration. A file that an earlier run left there is replaced. The filter is
 * registered already. FALSE and *error: CONF_ERROR where the configuration is at fault, else G_FILE_ERROR. */
gboolean listen_open(const char *spec, const struct conf *conf, GError **error);

#endif
