/* SPDX-License-Identifier: BSD-2-Clause */
/* constituents.csv and consents.csv, the casework system's export, for `candour register build`. */
#ifndef CONF_CONSTITUENTS_H
#define CONF_CONSTITUENTS_H

#include <glib.h>

/* The rows of constituents.csv: struct register_constituent, owned array. NULL and *error ("FILE:LINE: ...", a
 * line for each) for values that cannot be one: a date, an NI or NHS number, an e-mail address, a telephone number, a
 * postcode. Values stay as they are written. */
GPtrArray *constituents_load(const char *path, GError **error);

/* The rows of consents.csv: struct register_basis, owned array; members' addresses in lower case. NULL and *error
 * likewise for a date, a basis that POLICY.md does not name, or a member without an address. */
GPtrArray *consents_load(const char *path, GError **error);

#endif
