/* SPDX-License-Identifier: BSD-2-Clause */
/* A message's bytes as the DATA command wants them (RFC 5321, 2.3.8 and 4.5.2). */
#ifndef REVIEW_SMTP_DATA_H
#define REVIEW_SMTP_DATA_H

#include <glib.h>

/* Between two calls of smtp_data_append(); starts as SMTP_DATA_START. */
struct smtp_data {
	gboolean is_line_start;
	gboolean is_after_cr; /* a CR that is not yet written */
};
#define SMTP_DATA_START ((struct smtp_data){.is_line_start = TRUE})

/* Appends bytes[0..length) with dots doubled at the start of lines. A bare LF becomes CRLF: it ended a line for the MTA
 * that received it. A bare CR becomes a space, for it ended none: as CRLF it would make header lines that nobody has
 * judged, and left as it is some servers take it for a line's end. */
void smtp_data_append(struct smtp_data *data, const char *bytes, gsize length, GString *out);

/* Ends the last line where it is open, and the message (the line with a dot). */
void smtp_data_end(struct smtp_data *data, GString *out);

#endif
