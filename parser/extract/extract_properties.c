/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the properties that people or labelling programs set; figures that programs count are left out. */
#include "parser/extract/extract_properties.h"

#include "parser/extract/extract_xml_sax.h"

#include <string.h>

/* The element's name, and what it is called to people. */
static const struct {
	const char *element, *label;
} properties[] = {
	{"title", "Title"},          {"subject", "Subject"},
	{"creator", "Author"},       {"initial-creator", "Author"},
	{"keywords", "Keywords"},    {"keyword", "Keywords"},
	{"description", "Comments"}, {"category", "Category"},
	{"contentStatus", "Status"}, {"lastModifiedBy", "Last modified by"},
	{"Manager", "Manager"},      {"Company", "Company"},
};

struct reading {
	struct extract_sections *sections;
	GString *value;
	char *label;                  /* of the open property, or NULL */
	unsigned depth;               /* of elements open in it */
	gboolean is_flat, is_in_meta; /* a document of one file has its properties in an element of their own */
};

static char *label_of(const char *name, const struct extract_xml_attributes *attributes)
{
	/* Custom ones: OOXML's and OpenDocument's element, the name is an attribute of both. */
	if (strcmp(name, "property") == 0 || strcmp(name, "user-defined") == 0)
		return extract_xml_attribute(attributes, "name");
	for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
		if (strcmp(name, properties[i].element) == 0)
			return g_strdup(properties[i].label);
	return NULL;
}

static void on_start(void *data, const char *name, const struct extract_xml_attributes *attributes)
{
	struct reading *reading = data;

	if (reading->label) {
		reading->depth++;
		return;
	}
	reading->is_in_meta |= strcmp(name, "meta") == 0;
	if (reading->is_flat && !reading->is_in_meta)
		return;
	reading->label = label_of(name, attributes);
	reading->depth = 0;
	g_string_truncate(reading->value, 0);
}

static void on_end(void *data, const char *name)
{
	struct reading *reading = data;

	if (strcmp(name, "meta") == 0)
		reading->is_in_meta = FALSE;
	if (!reading->label)
		return;
	if (reading->depth > 0) {
		reading->depth--;
		g_string_append_c(reading->value, ' ');
		return;
	}
	extract_sections_property(reading->sections, reading->label, reading->value->str);
	g_clear_pointer(&reading->label, g_free);
}

static void on_text(void *data, const char *text, gsize length)
{
	struct reading *reading = data;

	if (reading->label && reading->value->len < MESSAGE_MAX_TEXT_BYTES)
		g_string_append_len(reading->value, text, (gssize)length);
}

static void read_all(const guint8 *bytes, gsize length, gboolean is_flat, struct extract_sections *sections)
{
	static const struct extract_xml_handler handler = {on_start, on_end, on_text};
	struct reading reading = {.sections = sections, .value = g_string_new(NULL), .is_flat = is_flat};

	extract_sections_note_reason(sections, extract_xml_sax(bytes, length, &handler, &reading));
	g_string_free(reading.value, TRUE);
	g_free(reading.label);
}

gboolean extract_properties_read(const char *root, const guint8 *bytes, gsize length, struct extract_sections *sections)
{
	static const char *const roots[] = {"coreProperties", "Properties", "document-meta", NULL};

	if (!g_strv_contains(roots, root))
		return FALSE;
	read_all(bytes, length, FALSE, sections);
	return TRUE;
}

void extract_properties_read_flat(const guint8 *bytes, gsize length, struct extract_sections *sections)
{
	read_all(bytes, length, TRUE, sections);
}
