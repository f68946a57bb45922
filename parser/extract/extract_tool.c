/* SPDX-License-Identifier: BSD-2-Clause */
/* Word and Excel before 97, as catdoc and xls2csv read them. */
#include "parser/extract/extract_tool.h"

#include "parser/extract/extract_process.h"
#include "parser/extract/extract_read.h"

#include <string.h>

/* Lines are not wrapped, cells are parted by tabs and not quoted, dates are ISO. Where a file does not name its charset
 * it is the western one: catdoc's own default is that of its author, unless it may read /etc. xls2csv crashes on a
 * standard input that has no name. */
static const char *const argvs[][12] = {
	[TOOL_WORD] = {"catdoc", "-w", "-s", "cp1252", "-d", "utf-8", NULL},
	[TOOL_EXCEL] = {"xls2csv", "-s", "cp1252", "-d", "utf-8", "-q", "0", "-c", "\t", "-f%Y-%m-%d", "/dev/stdin",
			NULL},
};

static enum part_reason reason_of(const struct extract_run *run)
{
	if (strstr(run->complaint->str, "encrypted"))
		return PART_PASSWORD;
	return run->status == 0 ? PART_INSPECTED : PART_TRUNCATED;
}

void extract_tool_read(const struct extract_job *job, enum extract_tool tool, const char *type, const char *properties,
		       const guint8 *bytes, gsize length)
{
	g_autoptr(GString) text = g_string_new(properties);
	struct extract_run run;
	enum part_reason reason = extract_run(argvs[tool], bytes, length, EXTRACT_MAX_TEXT_BYTES, &run);

	if (reason == PART_INSPECTED)
		reason = reason_of(&run);
	if (text->len > 0)
		g_string_append_c(text, '\n');
	g_string_append_len(text, run.output->str, (gssize)run.output->len);
	if (text->len == 0 && reason != PART_INSPECTED)
		extract_job_unread(job, type, reason);
	else
		extract_job_text(job, type, text->str, text->len, reason);
	extract_run_done(&run);
}
