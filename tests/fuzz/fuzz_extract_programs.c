/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes are what the programs for PDF and old Word print; the first two choose, and say how they
 * end. */
#define FUZZ_OWN_PROGRAMS
#include "parser/extract/extract_tool.h"
#include "tests/fuzz/extract_target.h"

static uint8_t status;

enum part_reason extract_run(const char *const *argv G_GNUC_UNUSED, const guint8 *bytes, gsize length, gsize max_output,
			     struct extract_run *ret_run)
{
	*ret_run = (struct extract_run){g_string_new_len((const char *)bytes, (gssize)MIN(length, max_output)),
					g_string_new_len((const char *)bytes, (gssize)MIN(length, 100)), status % 5};
	return status > 0x80 ? (enum part_reason)(status % (PART_TRUNCATED + 1)) : PART_INSPECTED;
}

void extract_run_done(struct extract_run *run)
{
	g_string_free(run->output, TRUE);
	g_string_free(run->complaint, TRUE);
}

static void old_word(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	extract_tool_read(job, TOOL_WORD, type, "Title: a\n", bytes, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	status = data[1];
	if (data[0] % 2)
		return fuzz_reader(extract_pdf, "application/pdf", data + 2, size - 2);
	return fuzz_reader(old_word, "application/msword", data + 2, size - 2);
}
