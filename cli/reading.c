/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeps the command's sandbox, which lasts as long as the process. Reads nothing itself. */
#include "cli/reading.h"

#include "parser/sandbox.h"

#include <stdio.h>

static struct sandbox *start(void)
{
	struct sandbox *sandbox = sandbox_new(NULL, NULL);
	g_autoptr(GError) error = NULL;

	if (!sandbox_start(sandbox, &error))
		fprintf(stderr, "candour: attachments and HTML cannot be read: %s\n", error->message);
	return sandbox;
}

struct message *reading_parse(const char *bytes, gsize length)
{
	/* Set once and then never changed. */
	static struct sandbox *sandbox;

	if (g_once_init_enter(&sandbox))
		g_once_init_leave(&sandbox, start());
	return message_parse_in(sandbox, bytes, length);
}
