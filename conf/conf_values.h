/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a text can be the value of a key. Each is FALSE with *error (without file and line) where it cannot. */
#ifndef CONF_CONF_VALUES_H
#define CONF_CONF_VALUES_H

#include <glib.h>

gboolean conf_values_domain(const char *text, GError **error);
gboolean conf_values_mailbox(const char *text, GError **error); /* with or without a display name */
gboolean conf_values_socket(const char *text, GError **error);
gboolean conf_values_network(const char *text, GError **error); /* 192.0.2.0/24, 2001:db8::/32, or one address */
gboolean conf_values_hours(const char *text, GError **error);
gboolean conf_values_number(const char *text, GError **error); /* a telephone number, or sort code and account */
gboolean conf_values_postcode(const char *text, GError **error);
gboolean conf_values_identifier(const char *text, GError **error); /* the name of a pattern */
gboolean conf_values_language(const char *text, GError **error);   /* of lexicons: "cy" */
gboolean conf_values_store(const char *text, GError **error);
gboolean conf_values_listen(const char *text, GError **error);  /* HOST:PORT on loopback, or unix:/PATH */
gboolean conf_values_address(const char *text, GError **error); /* http:// or https://, without a path */
gboolean conf_values_header(const char *text, GError **error);  /* a field's name (RFC 9110, 5.1) */

#endif
