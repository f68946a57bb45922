/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the header field msip_labels: "MSIP_Label_<GUID>_Enabled=true; MSIP_Label_<GUID>_Name=…", and keeps what other
 * products write. What a label means is configuration and not known here. */
#include "parser/label.h"

#include <string.h>

enum { GUID_LENGTH = 36, LABEL_MAX_ENTRIES = 1000 };

void label_free(gpointer data)
{
	struct label *label = data;

	if (!label)
		return;
	g_free(label->guid);
	g_free(label->name);
	g_free(label);
}

void label_field_free(gpointer data)
{
	struct label_field *field = data;

	if (!field)
		return;
	g_free(field->name);
	g_free(field->value);
	g_free(field);
}

static gboolean is_guid(const char *text)
{
	for (int i = 0; i < GUID_LENGTH; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-' : !g_ascii_isxdigit(text[i]))
			return FALSE;
	return TRUE;
}

static struct label *find_or_add(GPtrArray *labels, const char *guid)
{
	struct label *label;

	for (guint i = 0; i < labels->len; i++) {
		label = g_ptr_array_index(labels, i);
		if (strcmp(label->guid, guid) == 0)
			return label;
	}
	if (labels->len >= LABEL_MAX)
		return NULL;
	label = g_new0(struct label, 1);
	label->guid = g_strdup(guid);
	g_ptr_array_add(labels, label);
	return label;
}

/* Lower case without white space: folding may break a key or a keyword anywhere. */
static char *compact(const char *text, gsize length)
{
	GString *result = g_string_new(NULL);

	for (gsize i = 0; i < length; i++)
		if (!g_ascii_isspace(text[i]))
			g_string_append_c(result, g_ascii_tolower(text[i]));
	return g_string_free(result, FALSE);
}

/* One space for each run of white space, RFC 2047 undone. */
static char *readable(const char *text)
{
	g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, text);
	g_autofree char *valid = g_utf8_make_valid(decoded, -1);
	g_auto(GStrv) words = g_strsplit_set(g_strstrip(valid), " \t\r\n", -1);
	GString *result = g_string_new(NULL);

	for (char **word = words; *word; word++)
		if (**word)
			g_string_append_printf(result, "%s%s", result->len > 0 ? " " : "", *word);
	return g_string_free(result, result->len == 0);
}

static void read_entry(const char *entry, GPtrArray *labels)
{
	static const char prefix[] = "msip_label_";
	const char *equals = strchr(entry, '=');
	g_autofree char *key = equals ? compact(entry, (gsize)(equals - entry)) : NULL;
	g_autofree char *guid = NULL;
	g_autofree char *keyword = NULL;
	const char *rest, *field;
	struct label *label;
	gboolean is_braced;

	if (!key || !g_str_has_prefix(key, prefix))
		return;
	rest = key + strlen(prefix);
	is_braced = *rest == '{';
	rest += is_braced;
	if (strlen(rest) <= GUID_LENGTH || !is_guid(rest))
		return;
	field = rest + GUID_LENGTH + (is_braced && rest[GUID_LENGTH] == '}');
	guid = g_strndup(rest, GUID_LENGTH);
	label = find_or_add(labels, guid);
	if (!label)
		return;
	keyword = compact(equals + 1, strlen(equals + 1));
	if (strcmp(field, "_enabled") == 0) {
		label->is_enabled = strcmp(keyword, "true") == 0;
	} else if (strcmp(field, "_method") == 0) {
		label->is_chosen = strcmp(keyword, "privileged") == 0;
	} else if (strcmp(field, "_name") == 0) {
		g_free(label->name);
		label->name = readable(equals + 1);
	}
}

void label_read_value(const char *value, GPtrArray *labels)
{
	g_auto(GStrv) entries = g_strsplit(value, ";", LABEL_MAX_ENTRIES);

	for (char **entry = entries; *entry; entry++)
		read_entry(*entry, labels);
}

void label_read(GMimeHeaderList *headers, GPtrArray *labels)
{
	for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
		const char *value = g_mime_header_get_raw_value(header);

		if (value && g_ascii_strcasecmp(g_mime_header_get_name(header), "msip_labels") == 0)
			label_read_value(value, labels);
	}
}

/* Exchange and filters write much in X-fields that is no label and long. */
static gboolean is_label_field(const char *name)
{
	static const char *const others[] = {"x-ms-exchange-", "x-microsoft-antispam", "x-forefront-", "x-spam-"};

	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		if (g_str_has_prefix(name, others[i]))
			return FALSE;
	return g_str_has_prefix(name, "x-") || strcmp(name, "sio-label") == 0;
}

void label_read_fields(GMimeHeaderList *headers, GPtrArray *fields)
{
	for (int i = 0; i < g_mime_header_list_get_count(headers) && fields->len < LABEL_MAX_FIELDS; i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
		const char *value = g_mime_header_get_raw_value(header);
		g_autofree char *name = g_ascii_strdown(g_mime_header_get_name(header), -1);
		g_autofree char *cut = NULL;
		g_autofree char *words = NULL;
		struct label_field *field;

		if (!value || !is_label_field(name))
			continue;
		cut = g_strndup(value, LABEL_MAX_FIELD_BYTES);
		words = readable(cut);
		if (!words)
			continue;
		field = g_new0(struct label_field, 1);
		field->name = g_steal_pointer(&name);
		field->value = g_steal_pointer(&words);
		g_ptr_array_add(fields, field);
	}
}
