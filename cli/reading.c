/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeps the command's sandbox, which lasts as long as the process. Reads nothing itself. */
#include "cli/reading.h"

#include "parser/sandbox.h"

#include <stdio.h>

/* NULL where it cannot be started: then attachments stay uninspected, and HTML is read without it. */
static gpointer start(gpointer unused)
{
	struct sandbox *sandbox = sandbox_new(NULL, NULL);
	g_autoptr(GError) error = NULL;

	(void)unused;
	if (!sandbox_start(sandbox, &error)) {
		fprintf(stderr, "candour: attachments cannot be read: %s\n", error->message);
		g_clear_pointer(&sandbox, sandbox_free);
	}
	return sandbox;
}

struct message *reading_parse(const char *bytes, gsize length)
{
	static GOnce once = G_ONCE_INIT; /* set once and then never changed */

	return message_parse_in(g_once(&once, start, NULL), bytes, length);
}
