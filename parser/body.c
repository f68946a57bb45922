/* SPDX-License-Identifier: BSD-2-Clause */
/* Walks the MIME tree (RFC 2045-2049) to a bounded depth and decodes the text in it. Judges no text. */
#include "parser/body.h"

#include "parser/address.h"
#include "parser/body_content.h"
#include "parser/body_foreign.h"
#include "parser/body_type.h"
#include "parser/calendar.h"
#include "parser/charset.h"
#include "parser/gmime_cleanup.h"
#include "parser/header.h"
#include "parser/html.h"
#include "parser/text_budget.h"

#include <string.h>

struct walk {
	struct message *message;
	struct body *body;
	struct sandbox_session *session; /* or NULL */
	struct text_budget *budget;      /* shared by all copies of this */
	int groups;                      /* multipart/alternative seen */
	int alternatives;
	int alternative;
	int embedded;
	gboolean is_shown;     /* what is here may be shown as the message's own text */
	gboolean is_encrypted; /* inside multipart/encrypted */
};

static void walk_node(struct walk *walk, GMimeObject *object, const char *section, unsigned depth);

void part_free(gpointer data)
{
	struct part *part = data;

	if (!part)
		return;
	g_free(part->section);
	g_free(part->name);
	g_free(part->type);
	g_free(part->text);
	g_clear_pointer(&part->markings, g_ptr_array_unref);
	g_clear_pointer(&part->labels, g_ptr_array_unref);
	g_free(part);
}

static void text_free(gpointer data)
{
	struct body_text *text = data;

	lines_free(text->lines);
	g_free(text->section);
	g_free(text);
}

static void embedded_free(gpointer data)
{
	struct body_embedded *embedded = data;

	g_ptr_array_unref(embedded->addresses);
	g_free(embedded->date);
	g_free(embedded->subject);
	g_free(embedded);
}

void body_free(struct body *body)
{
	if (!body)
		return;
	g_ptr_array_unref(body->texts);
	g_ptr_array_unref(body->embedded);
	g_free(body);
}

/* The parts' array takes the new part. */
static struct part *add_part(struct walk *walk, GMimeObject *object, const char *section)
{
	struct part *part = g_new0(struct part, 1);
	g_autofree char *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
	const char *name = g_mime_object_get_content_disposition_parameter(object, "filename");
	g_autofree char *decoded = NULL;

	if (!name)
		name = g_mime_object_get_content_type_parameter(object, "name");
	decoded = name ? g_mime_utils_header_decode_text(NULL, name) : NULL;
	part->section = g_strdup(section);
	part->name = decoded ? g_utf8_make_valid(decoded, -1) : NULL;
	part->type = g_ascii_strdown(type, -1);
	g_ptr_array_add(walk->message->parts, part);
	return part;
}

static gboolean is_disposed_as_attachment(GMimeObject *object)
{
	const char *disposition = g_mime_object_get_disposition(object);

	return disposition && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

/* S/MIME says by a parameter whether it only signs (RFC 8551, 3.2.2). */
static enum part_reason reason_unread(GMimeObject *object, const char *type)
{
	const char *kind = g_mime_object_get_content_type_parameter(object, "smime-type");

	if (strcmp(type, "application/pkcs7-mime") == 0 || strcmp(type, "application/x-pkcs7-mime") == 0)
		return kind && g_ascii_strncasecmp(kind, "enveloped", 9) != 0 &&
				       g_ascii_strncasecmp(kind, "authenveloped", 13) != 0
			       ? PART_UNKNOWN_FORMAT
			       : PART_ENCRYPTED;
	if (strcmp(type, "application/pgp-encrypted") == 0)
		return PART_ENCRYPTED;
	if (g_str_has_prefix(type, "multipart/"))
		return PART_LIMIT; /* nested deeper than GMime goes */
	return g_str_has_prefix(type, "image/") ? PART_IMAGE_ONLY : PART_UNKNOWN_FORMAT;
}

/* The last character's start in the length, where the text is UTF-8 and longer. */
static gsize whole_length(const char *text, gsize length)
{
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

static void truncate_text(GString *text, gsize length)
{
	g_string_truncate(text, whole_length(text->str, length));
}

/* What is read of a text before its charset is known: no more than could be granted. */
static gsize most_bytes(const struct part *part)
{
	return strcmp(part->type, "text/html") == 0 ? HTML_MAX_BYTES : MESSAGE_MAX_TEXT_BYTES;
}

/* The part's content as UTF-8, within the budget. */
static GString *read_text(struct walk *walk, const GByteArray *bytes, const char *charset, struct part *part)
{
	gboolean is_cut = bytes->len > most_bytes(part);
	gsize length = is_cut ? whole_length((const char *)bytes->data, most_bytes(part)) : bytes->len;
	GString *text = charset_decode((const char *)bytes->data, length, charset);
	gsize granted = text_budget_take(walk->budget, text->len);

	if (is_cut)
		part->reason = PART_LIMIT;
	if (text->len > granted) {
		truncate_text(text, granted);
		part->reason = PART_LIMIT;
	} else if (strstr(text->str, "-----BEGIN PGP MESSAGE-----")) {
		part->reason = PART_ENCRYPTED;
	}
	return text;
}

static struct lines *read_html(struct walk *walk, const GString *text, struct part *part)
{
	enum part_reason reason = PART_INSPECTED;
	gboolean is_whole = TRUE;
	struct lines *lines = walk->session ? sandbox_session_html(walk->session, text->str, text->len, &reason)
					    : html_read(text->str, &is_whole);

	if (reason != PART_INSPECTED)
		part->reason = reason;
	if (!is_whole)
		part->reason = PART_LIMIT;
	return lines;
}

/* Sets the part's text, from the one that is taken over; returns it as lines where it is_own. */
static struct lines *read_lines(struct walk *walk, GMimeObject *object, struct part *part, GString *taken,
				gboolean is_own)
{
	const char *format = g_mime_object_get_content_type_parameter(object, "format");
	g_autoptr(GString) text = taken;
	struct lines *lines;

	if (strcmp(part->type, "text/html") != 0) {
		gsize length = text->len;

		/* What was cut off is given back. */
		part->text = g_realloc(g_string_free(g_steal_pointer(&text), FALSE), length + 1);
		return is_own ? lines_from_plain(part->text, format && g_ascii_strcasecmp(format, "flowed") == 0)
			      : NULL;
	}
	lines = read_html(walk, text, part);
	if (lines->lines->len > 0 || part->reason == PART_INSPECTED)
		part->text = g_strdup(lines->text->str);
	if (!is_own)
		g_clear_pointer(&lines, lines_free);
	return lines;
}

/* Takes over the lines; NULL where the part is not the message's own text. */
static void add_text(struct walk *walk, struct part *part, struct lines *lines)
{
	struct body_text *text;

	if (!lines)
		return;
	text = g_new0(struct body_text, 1);
	text->lines = lines;
	text->section = g_strdup(part->section);
	text->alternatives = walk->alternatives;
	text->alternative = walk->alternative;
	text->embedded = walk->embedded;
	g_ptr_array_add(walk->body->texts, text);
	part->is_body = walk->embedded < 0;
}

/* A multipart in which no boundary is found: what stands in it is read as plain text, because some readers show it. */
static void walk_broken_multipart(struct walk *walk, GMimeMultipart *multipart, struct part *part)
{
	const char *prologue = g_mime_multipart_get_prologue(multipart);
	GString *text = charset_decode(prologue ? prologue : "", prologue ? strlen(prologue) : 0, NULL);

	part->reason = PART_UNKNOWN_FORMAT;
	truncate_text(text, text_budget_take(walk->budget, text->len));
	part->text = g_string_free(text, FALSE);
	if (walk->is_shown && !walk->is_encrypted)
		add_text(walk, part, lines_from_plain(part->text, FALSE));
}

/* Where there is no sandbox: what the calendar says is the part's text. */
static void read_calendar(struct walk *walk, struct part *part, const char *text)
{
	enum part_reason reason;
	struct calendar *calendar = calendar_read(text, &part->text, &reason);

	if (reason != PART_INSPECTED)
		part->reason = reason;
	if (!calendar)
		return;
	if (walk->message->calendars->len >= MESSAGE_MAX_CALENDARS) {
		part->reason = PART_LIMIT;
		calendar_free(calendar);
		return;
	}
	calendar->section = g_strdup(part->section);
	calendar->name = g_strdup(part->name);
	calendar->is_own = walk->embedded < 0;
	g_ptr_array_add(walk->message->calendars, calendar);
}

/* What the sandbox makes of it; without one the part keeps its reason. */
static void read_foreign(struct walk *walk, GMimePart *mime, struct part *part)
{
	GPtrArray *calendars = walk->message->calendars;
	guint before;

	if (!walk->session)
		return;
	part->reason = PART_INSPECTED;
	before = calendars->len;
	body_foreign_read(walk->session, mime, part, walk->message->parts, walk->budget, calendars);
	for (guint i = before; i < calendars->len && walk->embedded >= 0; i++)
		((struct calendar *)g_ptr_array_index(calendars, i))->is_own = FALSE;
}

/* Whether a part of a text's type is for the sandbox: kinds of text with a syntax, and what is no text. Reports
 * are lines to us, too. */
static gboolean is_foreign(const struct walk *walk, const struct part *part, const GByteArray *bytes,
			   const char *charset)
{
	static const char *const lines[] = {"text/plain", "text/html", "text/rfc822-headers", NULL};

	if (!walk->session)
		return FALSE;
	return (g_str_has_prefix(part->type, "text/") && !g_strv_contains(lines, part->type)) ||
	       body_foreign_is_binary(bytes->data, bytes->len, charset);
}

static void walk_leaf(struct walk *walk, GMimeObject *object, const char *section)
{
	struct part *part = add_part(walk, object, section);
	const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
	g_autoptr(GByteArray) content = NULL;
	g_autoptr(GString) text = NULL;
	gboolean is_own;

	text_budget_begin_part(walk->budget);
	if (GMIME_IS_MULTIPART(object)) {
		walk_broken_multipart(walk, GMIME_MULTIPART(object), part);
		return;
	}
	if (walk->is_encrypted || !GMIME_IS_PART(object) || !body_type_is_text(part->type)) {
		part->reason = walk->is_encrypted ? PART_ENCRYPTED : reason_unread(object, part->type);
		if (GMIME_IS_PART(object) && part->reason != PART_ENCRYPTED)
			read_foreign(walk, GMIME_PART(object), part);
		return;
	}
	content = body_content_read(GMIME_PART(object), most_bytes(part) + 1);
	if (is_foreign(walk, part, content, charset)) {
		read_foreign(walk, GMIME_PART(object), part);
		return;
	}
	/* A named part shown inline is still a file to most readers, unless there is no other text before it. */
	is_own = walk->is_shown && !is_disposed_as_attachment(object) && !body_type_is_data(part->type) &&
		 (!part->name || walk->body->texts->len == 0);
	text = read_text(walk, content, charset, part);
	g_clear_pointer(&content, g_byte_array_unref);
	if (strcmp(part->type, "text/calendar") == 0) {
		read_calendar(walk, part, text->str);
		return;
	}
	add_text(walk, part, read_lines(walk, object, part, g_steal_pointer(&text), is_own));
}

/* The part's own text: the lines of its head that a reader sees on top of it. */
static char *embedded_head(GMimeHeaderList *headers)
{
	static const char *const names[] = {"From", "Date", "To", "Cc", "Subject"};
	GString *head = g_string_new(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *value = header_value(headers, names[i]);

		if (value)
			g_string_append_printf(head, "%s: %s\n", names[i], value);
	}
	return g_string_free(head, FALSE);
}

static int add_embedded(struct walk *walk, GMimeHeaderList *headers)
{
	struct body_embedded *embedded = g_new0(struct body_embedded, 1);

	embedded->addresses = g_ptr_array_new_with_free_func(address_free);
	address_read(headers, embedded->addresses);
	embedded->date = header_value(headers, "Date");
	embedded->subject = header_value(headers, "Subject");
	g_ptr_array_add(walk->body->embedded, embedded);
	return (int)walk->body->embedded->len - 1;
}

/* Children of a message have the message's own section before theirs; a single one is its number 1. */
static void walk_root(struct walk *walk, GMimeObject *root, const char *prefix, unsigned depth);

/* Without any field and without text: what there was GMime has lost as broken fields. */
static gboolean is_no_message(GMimeMessage *mime)
{
	GMimeObject *root = g_mime_message_get_mime_part(mime);
	g_autoptr(GByteArray) content = GMIME_IS_PART(root) ? body_content_read(GMIME_PART(root), 1) : NULL;

	return content && content->len == 0 &&
	       g_mime_header_list_get_count(g_mime_object_get_header_list(GMIME_OBJECT(mime))) == 0 &&
	       g_mime_header_list_get_count(g_mime_object_get_header_list(root)) == 0;
}

static void walk_message_part(struct walk *walk, GMimeObject *object, const char *section, unsigned depth)
{
	GMimeMessage *mime = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
	struct part *part = add_part(walk, object, section);
	g_autofree char *prefix = g_strconcat(section, ".", NULL);
	struct walk inner = *walk;
	GMimeHeaderList *headers = mime ? g_mime_object_get_header_list(GMIME_OBJECT(mime)) : NULL;

	if (!mime || !g_mime_message_get_mime_part(mime) || is_no_message(mime)) {
		part->reason = PART_UNKNOWN_FORMAT;
		return;
	}
	part->text = embedded_head(headers);
	inner.embedded = add_embedded(walk, headers);
	inner.is_shown = TRUE;
	inner.alternatives = -1;
	walk_root(&inner, g_mime_message_get_mime_part(mime), prefix, depth + 1);
	walk->groups = inner.groups;
}

/* What the children of a multipart inherit (RFC 2046, 5.1; RFC 2387; RFC 1847; RFC 6522). */
static void enter_child(struct walk *child, const struct walk *parent, const char *subtype, int number)
{
	gboolean is_first_only = g_ascii_strcasecmp(subtype, "related") == 0 ||
				 g_ascii_strcasecmp(subtype, "report") == 0 ||
				 g_ascii_strcasecmp(subtype, "signed") == 0;

	child->is_shown = parent->is_shown && (number == 0 || !is_first_only);
	if (g_ascii_strcasecmp(subtype, "encrypted") == 0)
		child->is_encrypted = TRUE;
	if (g_ascii_strcasecmp(subtype, "alternative") != 0)
		return;
	if (parent->alternatives < 0 && number == 0) {
		child->alternatives = child->groups++;
		child->alternative = 0;
	} else if (number > 0) {
		child->alternative++;
	}
}

static void walk_multipart(struct walk *walk, GMimeMultipart *multipart, const char *prefix, unsigned depth)
{
	const char *subtype =
		g_mime_content_type_get_media_subtype(g_mime_object_get_content_type(GMIME_OBJECT(multipart)));
	struct walk child = *walk;

	for (int i = 0; i < g_mime_multipart_get_count(multipart); i++) {
		g_autofree char *section = g_strdup_printf("%s%d", prefix, i + 1);

		enter_child(&child, walk, subtype, i);
		walk_node(&child, g_mime_multipart_get_part(multipart, i), section, depth + 1);
	}
	walk->groups = child.groups;
	if (walk->alternatives >= 0)
		walk->alternative = child.alternative;
}

/* FALSE, with a part that says so, where the tree has grown past its limits. */
static gboolean is_within_limits(struct walk *walk, GMimeObject *object, const char *section, unsigned depth)
{
	if (walk->message->parts->len > MESSAGE_MAX_PARTS)
		return FALSE;
	if (depth <= MESSAGE_MAX_DEPTH && walk->message->parts->len < MESSAGE_MAX_PARTS)
		return TRUE;
	add_part(walk, object, section)->reason = PART_LIMIT;
	return FALSE;
}

static void walk_node(struct walk *walk, GMimeObject *object, const char *section, unsigned depth)
{
	g_autofree char *prefix = g_strconcat(section, ".", NULL);

	if (!is_within_limits(walk, object, section, depth))
		return;
	if (GMIME_IS_MULTIPART(object) && g_mime_multipart_get_count(GMIME_MULTIPART(object)) > 0)
		walk_multipart(walk, GMIME_MULTIPART(object), prefix, depth);
	else if (GMIME_IS_MESSAGE_PART(object))
		walk_message_part(walk, object, section, depth);
	else
		walk_leaf(walk, object, section);
}

static void walk_root(struct walk *walk, GMimeObject *root, const char *prefix, unsigned depth)
{
	g_autofree char *section = g_strconcat(prefix, "1", NULL);

	if (GMIME_IS_MULTIPART(root) && g_mime_multipart_get_count(GMIME_MULTIPART(root)) > 0 &&
	    depth <= MESSAGE_MAX_DEPTH)
		walk_multipart(walk, GMIME_MULTIPART(root), prefix, depth);
	else
		walk_node(walk, root, section, depth);
}

/* Those that the walk will come to. */
static guint count_leaves(GMimeObject *object, unsigned depth)
{
	guint leaves = 0;

	if (depth > MESSAGE_MAX_DEPTH)
		return 1;
	if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *mime = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
		GMimeObject *root = mime ? g_mime_message_get_mime_part(mime) : NULL;

		return root ? count_leaves(root, depth + 1) : 1;
	}
	if (!GMIME_IS_MULTIPART(object))
		return 1;
	for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object)) && leaves < MESSAGE_MAX_PARTS; i++)
		leaves += count_leaves(g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1);
	return MIN(leaves, MESSAGE_MAX_PARTS);
}

struct body *body_read(GMimeMessage *mime, struct sandbox *sandbox, struct message *message)
{
	struct body *body = g_new0(struct body, 1);
	struct walk walk = {.message = message,
			    .body = body,
			    .session = sandbox ? sandbox_session_new(sandbox) : NULL,
			    .alternatives = -1,
			    .embedded = -1,
			    .is_shown = TRUE};
	GMimeObject *root = g_mime_message_get_mime_part(mime);
	struct text_budget budget = text_budget_new(root ? count_leaves(root, 0) : 0);

	walk.budget = &budget;
	body->texts = g_ptr_array_new_with_free_func(text_free);
	body->embedded = g_ptr_array_new_with_free_func(embedded_free);
	if (root)
		walk_root(&walk, root, "", 0);
	sandbox_session_free(walk.session);
	return body;
}
