/* SPDX-License-Identifier: BSD-2-Clause */
/* Hands a part's bytes to the sandbox and makes parts of its answers. Looks into no format itself. */
#include "parser/body_foreign.h"

#include "parser/calendar.h"
#include "parser/gmime_cleanup.h"

#include <string.h>

struct foreign {
	struct part *part;
	GPtrArray *parts;
	GPtrArray *calendars;
	struct text_budget *budget;
};

/* As much as the budget has, to a character's end. */
static char *take_text(struct foreign *foreign, const char *text, gsize length, enum part_reason *reason)
{
	gsize granted = text_budget_take(foreign->budget, length);

	if (granted < length) {
		*reason = PART_LIMIT;
		while (granted > 0 && ((guint8)text[granted] & 0xc0) == 0x80)
			granted--;
	}
	return g_strndup(text, granted);
}

/* The part itself may say more than one thing, as when its reading ends early. */
static void add_to_part(struct part *part, const char *type, char *text, enum part_reason reason)
{
	if (strcmp(part->type, "application/octet-stream") == 0) {
		g_free(part->type);
		part->type = g_strdup(type);
	}
	if (part->text && text) {
		g_autofree char *before = part->text;

		part->text = g_strconcat(before, "\n", text, NULL);
		g_free(text);
	} else if (text) {
		part->text = text;
	}
	if (reason != PART_INSPECTED)
		part->reason = reason;
}

static void add_inner(struct foreign *foreign, const char *name, const char *type, char *text, enum part_reason reason)
{
	const struct part *outer = foreign->part;
	struct part *part = g_new0(struct part, 1);

	part->section = g_strdup(outer->section);
	part->name = outer->name ? g_strconcat(outer->name, "/", name, NULL) : g_strdup(name);
	part->type = g_strdup(type);
	part->text = text;
	part->reason = reason;
	g_ptr_array_add(foreign->parts, part);
}

static void on_text(void *context, const char *name, const char *type, const char *text, gsize length,
		    enum part_reason reason)
{
	struct foreign *foreign = context;

	/* One place is left for the part that says that there are no more. */
	if (name && foreign->parts->len >= MESSAGE_MAX_PARTS - 1) {
		foreign->part->reason = PART_LIMIT;
		return;
	}
	char *taken = text ? take_text(foreign, text, length, &reason) : NULL;
	if (name)
		add_inner(foreign, name, type, taken, reason);
	else
		add_to_part(foreign->part, type, taken, reason);
}

static void on_calendar(void *context, const char *name, const struct calendar *calendar)
{
	struct foreign *foreign = context;
	g_autofree char *packed = NULL;
	struct calendar *copy;

	if (foreign->calendars->len >= MESSAGE_MAX_CALENDARS) {
		foreign->part->reason = PART_LIMIT;
		return;
	}
	packed = calendar_pack(calendar);
	copy = calendar_unpack(packed);
	copy->section = g_strdup(foreign->part->section);
	copy->name = name && foreign->part->name ? g_strconcat(foreign->part->name, "/", name, NULL)
						 : g_strdup(name ? name : foreign->part->name);
	copy->is_own = name == NULL;
	g_ptr_array_add(foreign->calendars, copy);
}

void body_foreign_read(struct sandbox_session *session, GMimePart *mime, struct part *part, GPtrArray *parts,
		       struct text_budget *budget, GPtrArray *calendars)
{
	struct foreign foreign = {.part = part, .parts = parts, .calendars = calendars, .budget = budget};
	const struct extract_sink sink = {.text = on_text, .calendar = on_calendar, .context = &foreign};
	GMimeDataWrapper *content = g_mime_part_get_content(mime);
	g_autofree char *type = g_mime_content_type_encode(g_mime_object_get_content_type(GMIME_OBJECT(mime)), NULL);
	int input = sandbox_input();

	if (input >= 0 && content) {
		g_autoptr(GMimeStream) stream = g_mime_stream_fs_new(input);

		g_mime_stream_fs_set_owner(GMIME_STREAM_FS(stream), FALSE);
		g_mime_data_wrapper_write_to_stream(content, stream);
	}
	sandbox_session_read(session, input, part->name, type, &sink);
}

gboolean body_foreign_is_binary(const guint8 *bytes, gsize length, const char *charset)
{
	static const char *const heads[] = {"%PDF-", "{\\rtf", "PK\003\004"};

	for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
		if (length >= strlen(heads[i]) && memcmp(bytes, heads[i], strlen(heads[i])) == 0)
			return TRUE;
	/* UTF-16 and UTF-32 have NUL in every other character. */
	return !(charset &&
		 (g_ascii_strncasecmp(charset, "utf-16", 6) == 0 || g_ascii_strncasecmp(charset, "utf-32", 6) == 0 ||
		  g_ascii_strncasecmp(charset, "ucs-", 4) == 0)) &&
	       length > 0 && memchr(bytes, '\0', length) != NULL;
}
