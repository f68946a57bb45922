/* SPDX-License-Identifier: BSD-2-Clause */
/* What bytes are, by what stands in them. No name and no claimed type is asked: senders get both wrong. */
#include "parser/extract/extract.h"
#include "parser/extract/extract_archive.h"

#include <string.h>

enum {
	DETECT_HEAD_BYTES = 4096,      /* looked at for words */
	DETECT_PDF_BYTES = 1024,       /* rubbish before "%PDF-" that readers put up with (ISO 32000-1, annex H) */
	DETECT_ZIP_PREFIX = 64 * 1024, /* likewise before a zip: programs that unpack themselves */
	DETECT_MAX_CONTROLS = 50       /* of this many bytes of text one may be a control character */
};

static const struct magic {
	const char *type;
	gsize offset;
	const char *bytes;
	gsize length;
} magics[] = {
	{"application/x-ole-storage", 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8},
	{"text/rtf", 0, "{\\rt", 4},
	{"application/gzip", 0, "\x1f\x8b", 2},
	{"application/x-7z-compressed", 0, "7z\xbc\xaf\x27\x1c", 6},
	{"application/x-bzip2", 0, "BZh", 3},
	{"application/x-xz", 0,
	 "\xfd"
	 "7zXZ\0",
	 6},
	{"application/zstd", 0, "\x28\xb5\x2f\xfd", 4},
	{"application/vnd.rar", 0, "Rar!\x1a\x07", 6},
	{"application/vnd.ms-cab-compressed", 0, "MSCF\0\0\0\0", 8},
	{"application/x-tar", 257, "ustar", 5},
	{"application/x-cpio", 0, "070701", 6},
	{"application/x-cpio", 0, "070707", 6},
	{"application/vnd.ms-tnef", 0, "\x78\x9f\x3e\x22", 4},
	{"application/pgp-encrypted", 0, "-----BEGIN PGP MESSAGE-----", 27},
	{"image/png", 0, "\x89PNG", 4},
	{"image/jpeg", 0, "\xff\xd8\xff", 3},
	{"image/gif", 0, "GIF8", 4},
	{"image/tiff", 0, "II*\0", 4},
	{"image/tiff", 0, "MM\0*", 4},
	{"image/bmp", 6, "\0\0\0\0", 4}, /* after "BM" and the length */
	{"image/webp", 8, "WEBP", 4},
	{"image/heic", 4, "ftyphei", 7},
	{"image/heic", 4, "ftypmif1", 8},
	{"image/emf", 40, " EMF", 4},
	{"image/wmf", 0, "\xd7\xcd\xc6\x9a", 4},
	{"image/vnd.adobe.photoshop", 0, "8BPS", 4},
};

static const char *by_magic(const guint8 *bytes, gsize length)
{
	for (gsize i = 0; i < G_N_ELEMENTS(magics); i++) {
		const struct magic *magic = &magics[i];

		if (length < magic->offset + magic->length ||
		    memcmp(bytes + magic->offset, magic->bytes, magic->length) != 0)
			continue;
		if (strcmp(magic->type, "image/bmp") != 0 || memcmp(bytes, "BM", 2) == 0)
			return magic->type;
	}
	return NULL;
}

struct zip_kind {
	gboolean has_content_types, has_manifest;
	const char *office;
	const char *mimetype; /* one of open_document */
};

static const char *const open_document[] = {
	"application/vnd.oasis.opendocument.text-template", "application/vnd.oasis.opendocument.text",
	"application/vnd.oasis.opendocument.spreadsheet",   "application/vnd.oasis.opendocument.presentation",
	"application/vnd.oasis.opendocument.graphics",      "application/vnd.oasis.opendocument.formula",
};

static gboolean is_mimetype(void *data G_GNUC_UNUSED, const char *name)
{
	return strcmp(name, "mimetype") == 0;
}

static gboolean note_entry(void *data, const struct extract_entry *entry)
{
	struct zip_kind *kind = data;
	static const struct {
		const char *folder, *type;
	} folders[] = {
		{"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
	};
	const char *name = entry->name + (*entry->name == '/');

	kind->has_content_types |= g_ascii_strcasecmp(name, "[Content_Types].xml") == 0;
	kind->has_manifest |= strcmp(name, "META-INF/manifest.xml") == 0;
	for (gsize i = 0; i < G_N_ELEMENTS(folders) && !kind->office; i++)
		if (g_ascii_strncasecmp(name, folders[i].folder, strlen(folders[i].folder) - 1) == 0 &&
		    strchr("/\\", name[strlen(folders[i].folder) - 1]))
			kind->office = folders[i].type;
	for (gsize i = 0; i < G_N_ELEMENTS(open_document) && !kind->mimetype && entry->length > 0; i++)
		if (entry->length >= strlen(open_document[i]) &&
		    memcmp(entry->bytes, open_document[i], strlen(open_document[i])) == 0)
			kind->mimetype = open_document[i];
	return TRUE;
}

/* An office document is a zip by its looks, and known by what is in it. */
static const char *kind_of_zip(const guint8 *bytes, gsize length)
{
	struct zip_kind kind = {0};
	struct extract_visitor visitor = {.is_wanted = is_mimetype, .visit = note_entry, .data = &kind};

	extract_archive_walk(NULL, bytes, length, &visitor);
	if (kind.mimetype)
		return kind.mimetype;
	if (kind.has_content_types && kind.office)
		return kind.office;
	return "application/zip";
}

/* TRUE where it is a zip, also behind a program. */
static gboolean is_zip(const guint8 *bytes, gsize length)
{
	if (length < 4)
		return FALSE;
	if (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0 || memcmp(bytes, "PK00", 4) == 0)
		return TRUE;
	return memmem(bytes, MIN(length, DETECT_ZIP_PREFIX), "PK\3\4", 4) &&
	       memmem(bytes + length - MIN(length, DETECT_ZIP_PREFIX), MIN(length, DETECT_ZIP_PREFIX), "PK\5\6", 4);
}

static gboolean is_utf16(const guint8 *bytes, gsize length)
{
	return length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
}

/* UTF-16 without a mark shows by "<" and NUL, which starts XML and nothing else here. */
static gboolean is_utf16_xml(const guint8 *bytes, gsize length)
{
	return length >= 4 && (memcmp(bytes, "<\0?\0", 4) == 0 || memcmp(bytes, "\0<\0?", 4) == 0);
}

/* The first bytes as lower-case ASCII for looking into; other bytes and NUL are '?'. Free with g_free(). */
static char *lower_head(const guint8 *bytes, gsize length)
{
	gsize wanted = MIN(length, DETECT_HEAD_BYTES);
	gboolean is_wide = is_utf16(bytes, length) || is_utf16_xml(bytes, length);
	GString *head = g_string_sized_new(wanted);

	for (gsize i = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; i < wanted; i++) {
		guint8 c = bytes[i];

		if (is_wide && (c == 0 || c >= 0xfe))
			continue;
		g_string_append_c(head, c > 0 && c < 0x80 ? g_ascii_tolower((char)c) : '?');
	}
	return g_string_free(head, FALSE);
}

/* Text has no NUL, but in UTF-16, and few control characters. */
static gboolean is_text(const guint8 *bytes, gsize length)
{
	gsize controls = 0, nuls = 0;

	if (is_utf16(bytes, length))
		return TRUE;
	for (gsize i = 0; i < MIN(length, DETECT_HEAD_BYTES * 16); i++) {
		nuls += bytes[i] == 0;
		controls += bytes[i] < 0x20 && !strchr("\t\n\r\f\v\b\x1a\x1b", bytes[i]);
	}
	return nuls == 0 && controls <= MIN(length, DETECT_HEAD_BYTES * 16) / DETECT_MAX_CONTROLS;
}

static gboolean starts_with_any(const char *text, const char *const *starts)
{
	for (; *starts; starts++)
		if (g_str_has_prefix(text, *starts))
			return TRUE;
	return FALSE;
}

/* Fields of a mail at its start, one of them of the kind that no person writes: memos begin with Date, To and From. */
static gboolean is_mail(const char *head)
{
	static const char *const fields[] = {"received:",
					     "return-path:",
					     "delivered-to:",
					     "from:",
					     "date:",
					     "message-id:",
					     "mime-version:",
					     "subject:",
					     "to:",
					     "content-type:",
					     "x-",
					     "dkim-signature:",
					     "authentication-results:",
					     "arc-",
					     "reply-to:",
					     "cc:",
					     NULL};
	static const char *const sent_fields[] = {"received:", "return-path:", "message-id:", "mime-version:", NULL};
	unsigned fields_seen = 0;
	gboolean is_sent = FALSE;

	if (g_str_has_prefix(head, "from "))
		head += strcspn(head, "\n"), head += *head == '\n';
	for (; *head && *head != '\r' && *head != '\n'; head += strcspn(head, "\n"), head += *head == '\n') {
		if (*head == ' ' || *head == '\t')
			continue;
		if (starts_with_any(head, fields))
			fields_seen++;
		else if (strcspn(head, ": \n") != strcspn(head, ":"))
			return FALSE;
		is_sent |= starts_with_any(head, sent_fields);
	}
	return fields_seen >= 2 && is_sent;
}

/* The name of the tag that the text begins with is one that only HTML has. */
static gboolean is_html_tag(const char *start)
{
	static const char *const names[] = {"html", "head", "body", "meta",  "style", "script", "table",
					    "div",  "p",    "span", "title", "font",  "center", NULL};
	g_autofree char *name = g_strndup(start + 1, strcspn(start + 1, " \t\r\n/>"));

	return g_strv_contains(names, name);
}

/* Vocabularies of XML have tags of the same names, and say so in the first. */
static gboolean is_xml_tag(const char *start)
{
	g_autofree char *tag = g_strndup(start, strcspn(start, ">"));

	return g_str_has_prefix(tag, "<?xml") || strcmp(tag, "<xml") == 0 ||
	       (!g_str_has_prefix(tag, "<html") && strstr(tag, "xmlns"));
}

static const char *kind_of_text(const char *head)
{
	const char *start = head + strspn(head, " \t\r\n\f");

	if (*start == '<' && (strstr(start, "<html") || strstr(start, "<!doctype html")))
		return "text/html";
	if (g_str_has_prefix(start, "<!doctype")) /* a subset of declarations is XML's */
		return start[strcspn(start, "[>")] == '[' ? "text/xml" : "text/html";
	if (*start == '<' && is_xml_tag(start))
		return "text/xml";
	if (*start == '<' && (is_html_tag(start) || strstr(start, "<body")))
		return "text/html";
	if (g_str_has_prefix(start, "begin:vcalendar"))
		return "text/calendar";
	if (g_str_has_prefix(start, "begin:vcard"))
		return "text/vcard";
	if (is_mail(head))
		return "message/rfc822";
	return "text/plain";
}

const char *extract_detect(const guint8 *bytes, gsize length)
{
	g_autofree char *head = NULL;
	const char *type = length > 0 ? by_magic(bytes, length) : "text/plain";

	if (type)
		return type;
	if (is_zip(bytes, length))
		return kind_of_zip(bytes, length);
	/* After archives: the first file in one may be a PDF. */
	if (memmem(bytes, MIN(length, DETECT_PDF_BYTES), "%PDF-", 5))
		return "application/pdf";
	head = lower_head(bytes, length);
	if (is_utf16_xml(bytes, length))
		return "text/xml";
	return is_text(bytes, length) ? kind_of_text(head) : "application/octet-stream";
}
