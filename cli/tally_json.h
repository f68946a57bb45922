/* SPDX-License-Identifier: BSD-2-Clause */
/* The tally of labelled cases as one JSON object, for programs that publish or compare it. */
#ifndef CLI_TALLY_JSON_H
#define CLI_TALLY_JSON_H

#include "cli/tally.h"

/* Replaces the file; candour(1) has the object's form. FALSE and *error (G_FILE_ERROR). */
gboolean tally_write_json(const char *path, const struct tally *tally, const struct tally_cases *cases, GError **error);

#endif
