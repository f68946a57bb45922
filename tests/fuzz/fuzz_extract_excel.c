/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are the stream of a workbook from before 2007. */
#include "parser/extract/extract_excel.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct extract_sections sections;
	GString *text;

	extract_sections_init(&sections);
	extract_excel_read(data, size, &sections);
	text = extract_sections_join(&sections);
	g_assert(g_utf8_validate_len(text->str, text->len, NULL));
	g_string_free(text, TRUE);
	extract_sections_done(&sections);
	return 0;
}
