/* SPDX-License-Identifier: BSD-2-Clause */
/* A case's name, "7KQ4-M2XD": made to be read out over the telephone. For this room alone. */
#ifndef STORE_CASE_ID_H
#define STORE_CASE_ID_H

#include "store/casebook.h"

#include <glib.h>

void case_id_make(char ret_case_id[CASE_ID_BYTES]);

/* What a person typed, in any case, with or without the hyphen, O for 0 and I or L for 1. FALSE and CASES_ERROR_UNKNOWN
 * where it can be no id. */
gboolean case_id_read(const char *text, char ret_case_id[CASE_ID_BYTES], GError **error);

/* Sets CASES_ERROR_UNKNOWN; always FALSE. */
gboolean case_id_unknown(const char *text, GError **error);

#endif
