/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads foreign formats in children that can do nothing but read: no network, no files, no other programs, little
 * memory and time. A fork server (the program candour-extract) gives each message a child of its own, which is gone
 * with the message. */
#ifndef PARSER_SANDBOX_H
#define PARSER_SANDBOX_H

#include "parser/extract/extract.h"
#include "parser/lines.h"

struct sandbox;
struct sandbox_session;

/* Named limits on what a part can cost; past one it has PART_LIMIT, past a time PART_TIMEOUT. */
enum {
	SANDBOX_PART_MS = 20 * 1000,                     /* of wall time for one part */
	SANDBOX_MESSAGE_MS = 40 * 1000,                  /* for all parts of a message */
	SANDBOX_CPU_SECONDS = 20,                        /* of one child, and of each program that it asks for */
	SANDBOX_MEMORY_BYTES = 512 * 1024 * 1024,        /* likewise; its input apart */
	SANDBOX_OUTPUT_BYTES = MESSAGE_MAX_TEXT_BYTES,   /* of text for one part */
	SANDBOX_TEXTS = 2 * EXTRACT_MAX_ENTRIES,         /* for one part */
	SANDBOX_FAILURES = 8,                            /* children lost over one message; then no more are started */
	SANDBOX_NAME_BYTES = 4 * EXTRACT_MAX_NAME_BYTES, /* of a path inside a file, as it crosses over */
	SANDBOX_TYPE_BYTES = 256
};

struct sandbox_limits {
	guint part_ms, message_ms, cpu_seconds, texts, failures;
	gsize memory_bytes, output_bytes;
};

/* A fork server that is not started yet. program: the path of candour-extract; NULL: beside the running program, else
 * where it is installed. limits: NULL for those above. Never NULL; safe for all threads. */
struct sandbox *sandbox_new(const char *program, const struct sandbox_limits *limits);
/* Ends the fork server, and with it every child. No session may be left. NULL is fine. */
void sandbox_free(struct sandbox *sandbox);

/* Starts the fork server where it does not run; sessions do so, too, so this is for telling in time that it cannot:
 * FALSE and *error. Until it can, every part has PART_CRASH. */
gboolean sandbox_start(struct sandbox *sandbox, GError **error);

/* Whether the kernel knows Landlock; without it programs like pdftotext are held by seccomp alone and can read files.
 */
gboolean sandbox_has_landlock(void);

/* One message's parts, read by one thread, one after the other. The child is started by the first part. */
struct sandbox_session *sandbox_session_new(struct sandbox *sandbox);
/* Ends the child. NULL is fine. */
void sandbox_session_free(struct sandbox_session *session);

/* An empty file in memory for a part's bytes, to be filled with write(2) and given to sandbox_session_read(); -1 where
 * there is none to be had. */
int sandbox_input(void);

/* Reads the part in that file (all of it; it is closed here; -1: PART_CRASH) as extract_bytes() does. The sink is
 * called at least once, with valid UTF-8 without NUL within the limits, whatever the child does. */
void sandbox_session_read(struct sandbox_session *session, int input, const char *claimed_name,
			  const char *claimed_type, const struct extract_sink *sink);

/* Reads UTF-8 HTML as html_read() does: never NULL, free with lines_free(). *ret_reason says why it is cut. */
struct lines *sandbox_session_html(struct sandbox_session *session, const char *html, gsize length,
				   enum part_reason *ret_reason);

#endif
