/* SPDX-License-Identifier: BSD-2-Clause */
/* Word, RTF, Excel and PowerPoint before 2007, as catdoc, xls2csv and catppt read them. */
#include "parser/extract/extract_tool.h"

#include "parser/extract/extract_process.h"
#include "parser/extract/extract_read.h"

#include <string.h>

/* Lines are not wrapped, cells are parted by tabs and not quoted, dates are ISO. Where a file does not name its charset
 * it is the western one: catdoc's own default is that of its author, unless it may read /etc. RTF names it, as a rule,
 * and would not be heard above -s. Two of the three programs crash on a standard input that has no name. */
static const char *const argvs[][12] = {
	[TOOL_WORD] = {"catdoc", "-w", "-s", "cp1252", "-d", "utf-8", NULL},
	[TOOL_RTF] = {"catdoc", "-w", "-d", "utf-8", NULL},
	[TOOL_EXCEL] = {"xls2csv", "-s", "cp1252", "-d", "utf-8", "-q", "0", "-c", "\t", "-f%Y-%m-%d", "/dev/stdin",
			NULL},
	[TOOL_POWERPOINT] = {"catppt", "-s", "cp1252", "-d", "utf-8", "/dev/stdin", NULL},
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

/* The control word at that backslash is this one. */
static gboolean is_word(const char *at, const char *end, const char *word)
{
	gsize length = strlen(word);

	return (gsize)(end - at) > length && memcmp(at + 1, word, length) == 0 && !g_ascii_isalpha(at[1 + length]);
}

/* catdoc knows no table: it would glue cells and rows together. Their ends become a tab and a line's. */
void extract_rtf(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	g_autoptr(GString) plain = g_string_sized_new(length + 1);
	const char *at = (const char *)bytes, *end = at + length, *from = at;

	while ((at = memchr(at, '\\', (gsize)(end - at)))) {
		gsize cell = is_word(at, end, "cell") ? 4 : is_word(at, end, "nestcell") ? 8 : 0;
		gsize row = is_word(at, end, "row") ? 3 : is_word(at, end, "nestrow") ? 7 : 0;

		if (cell + row > 0) {
			g_string_append_len(plain, from, at - from);
			g_string_append(plain, cell > 0 ? "\\tab" : "\\par");
			from = at = at + 1 + cell + row;
		} else {
			at += MIN(2, end - at); /* "\\\\" is a character */
		}
	}
	g_string_append_len(plain, from, end - from);
	extract_tool_read(job, strstr(plain->str, "\\ansicpg") ? TOOL_RTF : TOOL_WORD, type, "",
			  (const guint8 *)plain->str, plain->len);
}
