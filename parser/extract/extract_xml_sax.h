/* SPDX-License-Identifier: BSD-2-Clause */
/* libxml2's SAX interface as the readers of XML use it: no tree, no DTD, no entities, nothing fetched. For this folder
 * only. */
#ifndef PARSER_EXTRACT_XML_SAX_H
#define PARSER_EXTRACT_XML_SAX_H

#include "parser/message.h"

#include <libxml/parser.h>

enum { EXTRACT_XML_MAX_DEPTH = 256 /* of open elements; libxml2's own limit */ };

/* The attributes of one element, as libxml2 gives them. */
struct extract_xml_attributes {
	const xmlChar **at;
	int count;
};

/* Names are local ones, without a prefix: Office writes the same names in several namespaces (ISO/IEC 29500, strict and
 * transitional), and every name that counts here means the same in all of them. */
struct extract_xml_handler {
	void (*start)(void *data, const char *name, const struct extract_xml_attributes *attributes);
	void (*end)(void *data, const char *name);
	void (*text)(void *data, const char *text, gsize length);
};

/* Reads a document. PART_LIMIT where it declares entities or nests too deep, PART_TRUNCATED where it is not
 * well-formed; what stands before has been given to the handler. */
enum part_reason extract_xml_sax(const guint8 *bytes, gsize length, const struct extract_xml_handler *handler,
				 void *data);

/* The local name of the document's element ("document"), NULL where there is none. Free with g_free(). */
char *extract_xml_root(const guint8 *bytes, gsize length);

/* The value of an attribute, NULL where it is missing; name is its local one. Free with g_free(). */
char *extract_xml_attribute(const struct extract_xml_attributes *attributes, const char *name);

/* TRUE where the attribute has just this value. */
gboolean extract_xml_attribute_is(const struct extract_xml_attributes *attributes, const char *name, const char *value);

#endif
