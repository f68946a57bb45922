/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes are the two streams of a document from before 2007; the table is the tail that the last byte measures. */
#include "parser/extract/extract_word.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t tail = size > 0 ? MIN(size, (size_t)data[size - 1] * 16) : 0;
	struct extract_word_head head;
	struct extract_sections sections;
	GString *text;

	extract_sections_init(&sections);
	if (extract_word_head(data, size, &head))
		extract_word_read(data, size - tail, data + size - tail, tail, &sections);
	text = extract_sections_join(&sections);
	g_assert(g_utf8_validate_len(text->str, text->len, NULL));
	g_string_free(text, TRUE);
	extract_sections_done(&sections);
	return 0;
}
