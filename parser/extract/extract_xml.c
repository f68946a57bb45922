/* SPDX-License-Identifier: BSD-2-Clause */
/* XML files that are no package: flat office documents as such, all others by what stands in their elements and
 * attributes. */
#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_odf.h"
#include "parser/extract/extract_ooxml.h"
#include "parser/extract/extract_properties.h"
#include "parser/extract/extract_read.h"
#include "parser/extract/extract_xml_sax.h"

#include <string.h>

enum { NAMESPACE_BYTES = 4096 /* in which a document says what it is */ };

static void on_start(void *data, const char *name G_GNUC_UNUSED, const struct extract_xml_attributes *attributes)
{
	struct extract_flow *flow = data;

	for (int i = 0; i < attributes->count; i++) {
		const xmlChar *const *attribute = (const xmlChar *const *)&attributes->at[5 * i];

		extract_flow_end_cell(flow);
		extract_flow_text(flow, (const char *)attribute[3], (gsize)(attribute[4] - attribute[3]));
	}
	extract_flow_end_line(flow);
}

static void on_end(void *data, const char *name G_GNUC_UNUSED)
{
	extract_flow_end_line(data);
}

static gboolean is_blank(const char *text, gsize length)
{
	while (length > 0 && g_ascii_isspace(*text))
		text++, length--;
	return length == 0;
}

static void on_text(void *data, const char *text, gsize length)
{
	if (!is_blank(text, length))
		extract_flow_text(data, text, length);
}

/* Any vocabulary. */
static void read_elements(const guint8 *bytes, gsize length, struct extract_sections *sections)
{
	static const struct extract_xml_handler handler = {on_start, on_end, on_text};
	struct extract_flow *flow = extract_flow_new();

	extract_sections_note_reason(sections, extract_xml_sax(bytes, length, &handler, flow));
	if (extract_flow_is_full(flow))
		extract_sections_note_reason(sections, PART_LIMIT);
	extract_sections_take(sections, SECTION_BODY, extract_flow_steal(flow));
	extract_flow_free(flow);
}

static gboolean mentions(const guint8 *bytes, gsize length, const char *name_space)
{
	return memmem(bytes, MIN(length, NAMESPACE_BYTES), name_space, strlen(name_space)) != NULL;
}

void extract_xml(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	g_autofree char *root = extract_xml_root(bytes, length);
	struct extract_sections sections;
	GString *text;
	gboolean is_read = FALSE;

	extract_sections_init(&sections);
	if (root && mentions(bytes, length, "urn:oasis:names:tc:opendocument")) {
		extract_properties_read_flat(bytes, length, &sections);
		is_read = extract_odf_read(root, bytes, length, &sections);
	} else if (root && (mentions(bytes, length, "office/word/2003/wordml") ||
			    mentions(bytes, length, "office/2006/xmlPackage")))
		is_read = extract_ooxml_read(root, bytes, length, &sections);
	if (!is_read)
		read_elements(bytes, length, &sections);
	text = extract_sections_join(&sections);
	if (text->len > 0 || sections.reason == PART_INSPECTED)
		extract_job_text(job, type, text->str, text->len, sections.reason);
	else
		extract_job_unread(job, type, sections.reason);
	extract_sections_done(&sections);
	g_string_free(text, TRUE);
}
