/* SPDX-License-Identifier: BSD-2-Clause */
/* A case from files: NAME.eml, the message as received, and NAME.json beside it, its envelope and what is expected. */
#ifndef CLI_CASE_INPUT_H
#define CLI_CASE_INPUT_H

#include "parser/message.h"
#include "policy/envelope.h"
#include "policy/verdict.h"

#include <glib.h>

/* A finding that a case expects; NULL fields are not compared. */
struct expected_finding {
	char *rule, *check;
	char **persons, **recipients;
};

struct expectation {
	gboolean has_verdict;
	enum action verdict;
	GPtrArray *findings; /* struct expected_finding, owned; NULL where only the verdict is compared */
};

/* What the command line says in place of the sidecar; NULL where it says nothing. */
struct envelope_options {
	const char *from, *login, *date;
	char **recipients;
};

struct case_input {
	char *path;
	GBytes *bytes;
	struct message *message;
	struct envelope *envelope;
	struct expectation *expectation; /* NULL where the sidecar expects nothing */
};

/* Reads the message at path and, where it is there, its sidecar. Options win over the sidecar. Where neither names a
 * sender or recipients, From and To, Cc and Bcc stand in; without a date the message is received now. options may be
 * NULL. NULL and *error (G_FILE_ERROR where a file cannot be read) with file and reason. */
struct case_input *case_input_load(const char *path, const struct envelope_options *options, GError **error);
void case_input_free(struct case_input *input);

/* The time of a date of the command line or a sidecar, seconds since the epoch: ISO 8601, Europe/London where it names
 * no zone, noon where it is a day alone. FALSE where it is none. */
gboolean case_input_date(const char *date, gint64 *ret_time);

/* All case files (*.eml) below a folder, sorted by path: char *, owned array. NULL and *error,
 * also where there is none. */
GPtrArray *case_input_find(const char *folder, GError **error);

#define CASE_INPUT_ERROR (case_input_error_quark())
GQuark case_input_error_quark(void);

#endif
