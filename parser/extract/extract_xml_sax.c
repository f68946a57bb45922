/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs libxml2 over one document and passes on elements and text. It knows no vocabulary. */
#include "parser/extract/extract_xml_sax.h"

#include <string.h>

/* A megabyte at a time: libxml2 takes int lengths, and stops sooner. */
enum { CHUNK_BYTES = 1024 * 1024, FIRST_BYTES = 4 };

struct reading {
	const struct extract_xml_handler *handler;
	void *data;
	xmlParserCtxtPtr context;
	char *root; /* where only that is wanted */
	gboolean is_root_wanted;
	enum part_reason reason;
};

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix G_GNUC_UNUSED,
		     const xmlChar *uri G_GNUC_UNUSED, int n_namespaces G_GNUC_UNUSED,
		     const xmlChar **namespaces G_GNUC_UNUSED, int count, int n_defaulted G_GNUC_UNUSED,
		     const xmlChar **attributes)
{
	struct reading *reading = data;
	struct extract_xml_attributes given = {attributes, count};

	if (reading->is_root_wanted) {
		reading->root = g_strdup((const char *)name);
		reading->is_root_wanted = FALSE;
		xmlStopParser(reading->context);
	} else if (reading->handler) {
		reading->handler->start(reading->data, (const char *)name, &given);
	}
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix G_GNUC_UNUSED,
		   const xmlChar *uri G_GNUC_UNUSED)
{
	struct reading *reading = data;

	if (reading->handler)
		reading->handler->end(reading->data, (const char *)name);
}

static void on_text(void *data, const xmlChar *text, int length)
{
	struct reading *reading = data;

	if (reading->handler)
		reading->handler->text(reading->data, (const char *)text, (gsize)length);
}

/* No office program declares one: who does wants it expanded, many times over. */
static void on_entity(void *data, const xmlChar *name G_GNUC_UNUSED, int type G_GNUC_UNUSED,
		      const xmlChar *public_id G_GNUC_UNUSED, const xmlChar *system_id G_GNUC_UNUSED,
		      xmlChar *content G_GNUC_UNUSED)
{
	struct reading *reading = data;

	if (reading->is_root_wanted)
		return;
	reading->reason = PART_LIMIT;
	xmlStopParser(reading->context);
}

static void feed(struct reading *reading, const guint8 *bytes, gsize length)
{
	while (length > 0 && !reading->context->disableSAX) {
		gsize chunk = MIN(length, CHUNK_BYTES);

		xmlParseChunk(reading->context, (const char *)bytes, (int)chunk, 0);
		bytes += chunk;
		length -= chunk;
	}
	if (!reading->context->disableSAX)
		xmlParseChunk(reading->context, NULL, 0, 1);
	if (reading->reason == PART_INSPECTED && !reading->context->wellFormed)
		reading->reason = reading->context->nameNr >= EXTRACT_XML_MAX_DEPTH ? PART_LIMIT : PART_TRUNCATED;
}

static void read_document(struct reading *reading, const guint8 *bytes, gsize length)
{
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
			     .startElementNs = on_start,
			     .endElementNs = on_end,
			     .characters = on_text,
			     .ignorableWhitespace = on_text,
			     .cdataBlock = on_text,
			     .entityDecl = on_entity};
	gsize first = MIN(length, FIRST_BYTES); /* enough to see the charset */

	reading->context = xmlCreatePushParserCtxt(&sax, reading, (const char *)bytes, (int)first, NULL);
	if (!reading->context)
		g_error("xmlCreatePushParserCtxt: out of memory");
	xmlCtxtUseOptions(reading->context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	feed(reading, bytes + first, length - first);
	xmlFreeDoc(reading->context->myDoc);
	xmlFreeParserCtxt(reading->context);
}

enum part_reason extract_xml_sax(const guint8 *bytes, gsize length, const struct extract_xml_handler *handler,
				 void *data)
{
	struct reading reading = {.handler = handler, .data = data};

	read_document(&reading, bytes, length);
	return reading.reason;
}

char *extract_xml_root(const guint8 *bytes, gsize length)
{
	struct reading reading = {.is_root_wanted = TRUE};

	read_document(&reading, bytes, length);
	return reading.root;
}

/* Five pointers an attribute: local name, prefix, namespace, the value's begin and its end. */
static const xmlChar **find_attribute(const struct extract_xml_attributes *attributes, const char *name)
{
	for (int i = 0; i < attributes->count; i++)
		if (strcmp((const char *)attributes->at[5 * i], name) == 0)
			return &attributes->at[5 * i];
	return NULL;
}

char *extract_xml_attribute(const struct extract_xml_attributes *attributes, const char *name)
{
	const xmlChar **found = find_attribute(attributes, name);

	return found ? g_strndup((const char *)found[3], (gsize)(found[4] - found[3])) : NULL;
}

gboolean extract_xml_attribute_is(const struct extract_xml_attributes *attributes, const char *name, const char *value)
{
	const xmlChar **found = find_attribute(attributes, name);
	gsize length = found ? (gsize)(found[4] - found[3]) : 0;

	return found && length == strlen(value) && memcmp(found[3], value, length) == 0;
}
