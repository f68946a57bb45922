/* SPDX-License-Identifier: BSD-2-Clause */
/* What the targets of the extractor share: a sink that checks what a reader gives, and programs that say nothing, so
 * that none is started. */
#ifndef TESTS_FUZZ_EXTRACT_TARGET_H
#define TESTS_FUZZ_EXTRACT_TARGET_H

#include "parser/extract/extract_process.h"
#include "parser/extract/extract_read.h"
#include "tests/fuzz/fuzz.h"

static inline void fuzz_check_part(void *context, const char *name, const char *type, const char *text, gsize length,
				   enum part_reason reason)
{
	g_assert(type && (!name || g_utf8_validate(name, -1, NULL)));
	g_assert(text ? g_utf8_validate_len(text, length, NULL) : reason != PART_INSPECTED);
	*(gboolean *)context = TRUE;
}

/* Has the reader read the bytes as one file. */
static inline int fuzz_reader(extract_reader *read, const char *type, const uint8_t *data, size_t size)
{
	gboolean is_told = FALSE;
	struct extract_sink sink = {.text = fuzz_check_part, .context = &is_told};
	struct extract_usage usage = {.input_bytes = size};
	struct extract_job job = {.sink = &sink, .usage = &usage};

	extract_bytes((const guint8 *)"", 0, NULL, NULL, &sink); /* starts the libraries */
	is_told = FALSE;
	read(&job, type, data, size);
	g_assert(is_told);
	return 0;
}

/* libgsf forgets folders of a broken compound file; without whole stacks it is not seen there. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "fast_unwind_on_malloc=0";
}

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libgsf";
}

#ifndef FUZZ_OWN_PROGRAMS
enum part_reason extract_run(const char *const *argv G_GNUC_UNUSED, const guint8 *bytes G_GNUC_UNUSED,
			     gsize length G_GNUC_UNUSED, gsize max_output G_GNUC_UNUSED, struct extract_run *ret_run)
{
	*ret_run = (struct extract_run){g_string_new(NULL), g_string_new(NULL), 0};
	return PART_INSPECTED;
}

void extract_run_done(struct extract_run *run)
{
	g_string_free(run->output, TRUE);
	g_string_free(run->complaint, TRUE);
}
#endif

#endif
