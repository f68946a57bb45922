/* SPDX-License-Identifier: BSD-2-Clause */
/* Invitations: who takes part, and what they say. */
#include "parser/calendar.h"
#include "parser/extract/extract_read.h"

#include <string.h>

void extract_calendar(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	g_autoptr(GString) decoded = extract_text_decode(job, bytes, length);
	g_autofree char *text = NULL;
	enum part_reason reason;
	struct calendar *calendar = calendar_read(decoded->str, &text, &reason);

	if (calendar)
		extract_job_calendar(job, calendar);
	calendar_free(calendar);
	extract_job_text(job, type, text, strlen(text), reason);
}
