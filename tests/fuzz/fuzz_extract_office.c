/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a part of an office document, whichever its document element says. */
#include "parser/extract/extract_odf.h"
#include "parser/extract/extract_ooxml.h"
#include "parser/extract/extract_properties.h"
#include "parser/extract/extract_xlsx.h"
#include "parser/extract/extract_xml_sax.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *root = extract_xml_root(data, size);
	struct extract_workbook *workbook = extract_workbook_new();
	struct extract_sections sections;
	GString *text;

	extract_sections_init(&sections);
	if (root && !extract_workbook_read(workbook, root, data, size, &sections) &&
	    !extract_xlsx_read(workbook, root, data, size, &sections) &&
	    !extract_ooxml_read(root, data, size, &sections) && !extract_odf_read(root, data, size, &sections))
		extract_properties_read(root, data, size, &sections);
	text = extract_sections_join(&sections);
	g_assert(g_utf8_validate_len(text->str, text->len, NULL));
	g_string_free(text, TRUE);
	extract_sections_done(&sections);
	extract_workbook_free(workbook);
	return 0;
}
