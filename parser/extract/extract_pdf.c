/* SPDX-License-Identifier: BSD-2-Clause */
/* PDF by poppler's programs: properties, text in reading order (words broken at a line's end are whole there, as they
 * are not with -layout), and the files attached to it. */
#include "parser/extract/extract_pdf_pages.h"
#include "parser/extract/extract_pdf_scan.h"
#include "parser/extract/extract_process.h"
#include "parser/extract/extract_read.h"

#include <stdlib.h>
#include <string.h>

enum { PDF_MAX_FILES = 50 /* attached to one document, each costs a program's run */ };

static gboolean is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n\f")] == '\0';
}

/* "Title:           Budget options" becomes "Title: Budget options". */
static void append_properties(GString *text, const char *information)
{
	for (const char *line = information; *line;) {
		gsize length = strcspn(line, "\n");
		const char *colon = memchr(line, ':', length);

		if (colon) {
			const char *value = colon + 1 + strspn(colon + 1, " ");

			g_string_append_len(text, line, colon + 1 - line);
			g_string_append_c(text, ' ');
			g_string_append_len(text, value, line + (gssize)length - value);
			g_string_append_c(text, '\n');
		}
		line += length + (line[length] == '\n');
	}
	if (text->len > 0)
		g_string_append_c(text, '\n');
}

static void read_properties(GString *text, const guint8 *bytes, gsize length)
{
	static const char *const argv[] = {"pdfinfo", "-enc", "UTF-8", "-custom", "-", NULL};
	struct extract_run run;

	if (extract_run(argv, bytes, length, EXTRACT_MAX_TEXT_BYTES, &run) == PART_INSPECTED && run.status == 0)
		append_properties(text, run.output->str);
	extract_run_done(&run);
}

/* One file that is attached to the document, by its number. */
static void read_attached(const struct extract_job *job, const guint8 *bytes, gsize length, unsigned number,
			  const char *name)
{
	g_autofree char *wanted = g_strdup_printf("%u", number);
	const char *const argv[] = {"pdfdetach", "-save", wanted, "-o", "/dev/stdout", "/dev/stdin", NULL};
	struct extract_run run;
	enum part_reason reason = extract_run(argv, bytes, length, EXTRACT_MAX_EXPANDED_BYTES, &run);

	if (reason == PART_INSPECTED && run.status != 0)
		reason = PART_UNKNOWN_FORMAT;
	if (reason == PART_INSPECTED && !extract_job_take_expanded(job, run.output->len))
		reason = PART_LIMIT;
	if (reason == PART_INSPECTED)
		extract_job_nested(job, name, NULL, (const guint8 *)run.output->str, run.output->len);
	else
		extract_job_nested_unread(job, name, "application/octet-stream", reason);
	extract_run_done(&run);
}

/* The list says "2 embedded files", then "1: name" for each. */
static void read_attachments(const struct extract_job *job, const guint8 *bytes, gsize length)
{
	static const char *const argv[] = {"pdfdetach", "-enc", "UTF-8", "-list", "/dev/stdin", NULL};
	g_auto(GStrv) lines = NULL;
	struct extract_run run;
	unsigned files = 0;

	if (extract_run(argv, bytes, length, EXTRACT_MAX_TEXT_BYTES, &run) == PART_INSPECTED)
		lines = g_strsplit(run.output->str, "\n", -1);
	for (guint i = 1; lines && lines[0] && lines[i]; i++) {
		const char *name = strstr(lines[i], ": ");

		if (!name || (unsigned)atoi(lines[i]) != files + 1)
			continue;
		if (++files > PDF_MAX_FILES || !extract_job_take_entry(job)) {
			extract_job_nested_unread(job, name + 2, "application/octet-stream", PART_LIMIT);
			break;
		}
		read_attached(job, bytes, length, files, name + 2);
	}
	extract_run_done(&run);
}

/* pdftotext ends with 1 where it cannot open the document, with 3 where it may not. */
static enum part_reason reason_of(const struct extract_run *run)
{
	if (run->status == 3 || strstr(run->complaint->str, "Incorrect password"))
		return PART_PASSWORD;
	if (strstr(run->complaint->str, "Unsupported security handler") ||
	    strstr(run->complaint->str, "Unknown security handler"))
		return PART_ENCRYPTED;
	return run->status == 0 ? PART_INSPECTED : PART_TRUNCATED;
}

void extract_pdf(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	static const char *const argv[] = {"pdftotext", "-enc", "UTF-8", "-", "-", NULL};
	g_autoptr(GString) text = g_string_new(NULL), pages = NULL;
	struct extract_run run;
	enum part_reason reason = extract_run(argv, bytes, length, EXTRACT_MAX_TEXT_BYTES, &run);

	if (reason == PART_INSPECTED)
		reason = reason_of(&run);
	if (reason == PART_INSPECTED &&
	    (is_blank(run.output->str) || extract_pdf_has_scan(bytes, length, run.output->str)))
		reason = PART_IMAGE_ONLY;
	if (reason == PART_INSPECTED || reason == PART_IMAGE_ONLY)
		read_properties(text, bytes, length);
	pages = extract_pdf_pages_join(run.output->str);
	g_string_append_len(text, pages->str, (gssize)pages->len);
	if (is_blank(text->str))
		extract_job_unread(job, type, reason);
	else
		extract_job_text(job, type, text->str, text->len, reason);
	extract_run_done(&run);
	if (reason == PART_INSPECTED || reason == PART_IMAGE_ONLY)
		read_attachments(job, bytes, length);
}
