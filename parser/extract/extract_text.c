/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts that need no library but for their charset: plain ones, CSV, contacts, HTML. */
#include "parser/charset.h"
#include "parser/extract/extract_read.h"
#include "parser/html.h"

#include <gmime/gmime.h>
#include <string.h>

enum { META_BYTES = 1024 /* in which HTML names its charset (WHATWG HTML, 4.2.5.4) */ };

/* The mark at the start says it; else what was claimed does. */
static const char *charset_of(const guint8 *bytes, gsize length, const char *claimed)
{
	if (length >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		return "UTF-16LE";
	if (length >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return "UTF-16BE";
	return claimed;
}

/* The charset that a claimed type names ("text/plain; charset=koi8-r"), or NULL. Free with g_free(). */
static char *claimed_charset(const char *claimed_type)
{
	g_autofree char *lower = claimed_type ? g_ascii_strdown(claimed_type, -1) : NULL;
	const char *at = lower ? strstr(lower, "charset=") : NULL;

	if (!at)
		return NULL;
	at += strlen("charset=");
	at += *at == '"' || *at == '\'';
	return g_strndup(at, strcspn(at, "\"'; \t/>"));
}

/* The same of a <meta> in the head. Free with g_free(). */
static char *meta_charset(const guint8 *bytes, gsize length)
{
	g_autofree char *head = g_strndup((const char *)bytes, MIN(length, META_BYTES));

	return claimed_charset(head);
}

/* Lines that go on in the next one, which begins with a space (RFC 5545, 3.1; RFC 6350, 3.2), are joined, so that words
 * are whole; "\n", "\," and "\;" stand for themselves (3.3.11). */
static void unfold(GString *text)
{
	gsize to = 0;

	for (gsize from = 0; from < text->len; from++) {
		char c = text->str[from], next = text->str[from + 1];

		if (c == '\n' && (next == ' ' || next == '\t')) {
			from++;
		} else if (c == '\\' && next && strchr("nN,;\\", next)) {
			text->str[to++] = next == 'n' || next == 'N' ? '\n' : next;
			from++;
		} else {
			text->str[to++] = c;
		}
	}
	g_string_truncate(text, to);
}

/* Appends a value that is in quoted-printable to out. The property before its colon may name the charset. */
static void append_quoted(GString *out, const char *property, const char *value, gsize length)
{
	g_autofree char *charset = claimed_charset(property);
	g_autofree char *bytes = g_malloc(length + 4);
	g_autoptr(GString) text = NULL;
	GMimeEncoding encoding;

	g_mime_encoding_init_decode(&encoding, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	length = g_mime_encoding_step(&encoding, value, length, bytes);
	text = charset_decode(bytes, length, charset);
	g_string_append_len(out, text->str, (gssize)text->len);
}

/* Contacts of vCard 2.1, which Outlook writes, have long values in quoted-printable, lines that end in "=" among them.
 */
static void decode_quoted(GString *text)
{
	g_autoptr(GString) out = g_string_sized_new(text->len);

	for (const char *at = text->str; *at;) {
		gsize name = strcspn(at, ":\n"), end = name + strcspn(at + name, "\n");
		g_autofree char *property = g_ascii_strdown(at, (gssize)name);
		gboolean is_quoted = at[name] == ':' && strstr(property, "quoted-printable") != NULL;

		while (is_quoted && at[end] && (at[end - 1] == '=' || (at[end - 1] == '\r' && at[end - 2] == '=')))
			end += 1 + strcspn(at + end + 1, "\n");
		g_string_append_len(out, at, (gssize)(is_quoted ? name + 1 : end));
		if (is_quoted)
			append_quoted(out, property, at + name + 1, end - name - 1);
		at += end;
		if (*at)
			g_string_append_c(out, *at++);
	}
	g_string_assign(text, out->str);
}

GString *extract_text_decode(const struct extract_job *job, const guint8 *bytes, gsize length)
{
	g_autofree char *claimed = claimed_charset(job->claimed_type);

	return charset_decode((const char *)bytes, length, charset_of(bytes, length, claimed));
}

void extract_text(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	g_autoptr(GString) text = extract_text_decode(job, bytes, length);
	gboolean is_enciphered = strstr(text->str, "-----BEGIN PGP MESSAGE-----") != NULL;

	if (strcmp(type, "text/vcard") == 0)
		decode_quoted(text);
	if (strcmp(type, "text/plain") != 0)
		unfold(text);
	else if (job->claimed_name && g_str_has_suffix(job->claimed_name, ".csv"))
		type = "text/csv";
	extract_job_text(job, type, text->str, text->len, is_enciphered ? PART_ENCRYPTED : PART_INSPECTED);
}

void extract_html(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	g_autofree char *claimed = claimed_charset(job->claimed_type);
	g_autofree char *meta = claimed ? NULL : meta_charset(bytes, length);
	g_autoptr(GString) html =
		charset_decode((const char *)bytes, length, charset_of(bytes, length, claimed ? claimed : meta));
	gboolean is_whole;
	struct lines *lines = html_read(html->str, &is_whole);

	extract_job_text(job, type, lines->text->str, lines->text->len, is_whole ? PART_INSPECTED : PART_LIMIT);
	lines_free(lines);
}
