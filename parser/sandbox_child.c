/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads parts and says what is in them. Everything here may be in the hands of a hostile file; nothing here may be
 * trusted by the parent. */
#include "parser/sandbox_child.h"

#include "parser/calendar.h"
#include "parser/html.h"
#include "parser/sandbox_wire.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The library's word where malloc() gives nothing; it would end in a trap, as its other errors do. */
static void on_log(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer context)
{
	(void)domain, (void)context;
	if ((level & G_LOG_FLAG_FATAL) && message && strstr(message, "failed to allocate"))
		_exit(CHILD_OUT_OF_MEMORY);
}

void child_watch_memory(void)
{
	g_log_set_default_handler(on_log, NULL);
}

static void write_all(const void *data, gsize length)
{
	const guint8 *at = data;

	while (length > 0) {
		ssize_t written = write(WIRE_CHANNEL_FD, at, length);

		if (written < 0 && errno != EINTR)
			_exit(CHILD_FAILED);
		if (written > 0)
			at += written, length -= (gsize)written;
	}
}

static gboolean read_all(void *data, gsize length)
{
	guint8 *at = data;

	while (length > 0) {
		ssize_t got = read(WIRE_CHANNEL_FD, at, length);

		if (got == 0 || (got < 0 && errno != EINTR))
			return FALSE;
		if (got > 0)
			at += got, length -= (gsize)got;
	}
	return TRUE;
}

static guint32 length_of(const char *text, gsize most)
{
	return text ? (guint32)MIN(strlen(text), most) : WIRE_NONE;
}

static void give_text(void *context, const char *name, const char *type, const char *text, gsize length,
		      enum part_reason reason)
{
	struct wire_answer answer = {.kind = WIRE_TEXT,
				     .reason = reason,
				     .name_length = length_of(name, SANDBOX_NAME_BYTES),
				     .type_length = length_of(type ? type : "", SANDBOX_TYPE_BYTES),
				     .text_length = text ? (guint32)MIN(length, WIRE_NONE - 1) : WIRE_NONE};

	(void)context;
	write_all(&answer, sizeof(answer));
	if (name)
		write_all(name, answer.name_length);
	if (type)
		write_all(type, answer.type_length);
	if (text)
		write_all(text, answer.text_length);
}

static void give_calendar(void *context, const char *name, const struct calendar *calendar)
{
	g_autofree char *packed = calendar_pack(calendar);
	struct wire_answer answer = {.kind = WIRE_CALENDAR,
				     .name_length = length_of(name, SANDBOX_NAME_BYTES),
				     .text_length = (guint32)strlen(packed)};

	(void)context;
	write_all(&answer, sizeof(answer));
	if (name)
		write_all(name, answer.name_length);
	write_all(packed, answer.text_length);
}

static void give_html(const char *html)
{
	gboolean is_whole = TRUE;
	struct lines *lines = html_read(html, &is_whole);
	struct wire_answer answer = {.kind = WIRE_LINES,
				     .reason = is_whole ? PART_INSPECTED : PART_LIMIT,
				     .name_length = WIRE_NONE,
				     .text_length = (guint32)lines->text->len,
				     .lines = lines->lines->len};
	g_autofree struct wire_line *given = g_new0(struct wire_line, (gsize)answer.lines + 1);

	for (guint i = 0; i < answer.lines; i++) {
		const struct line *line = lines_at(lines, i);

		given[i] = (struct wire_line){.start = line->start,
					      .length = line->length,
					      .depth = line->depth,
					      .box = line->box,
					      .is_hidden = line->is_hidden,
					      .kind = line->kind};
	}
	write_all(&answer, sizeof(answer));
	write_all(lines->text->str, lines->text->len);
	write_all(given, answer.lines * sizeof(*given));
	lines_free(lines);
}

/* A name or type of that length; NULL for WIRE_NONE. */
static char *take_string(guint32 length)
{
	char *text;

	if (length == WIRE_NONE)
		return NULL;
	text = g_malloc0((gsize)length + 1);
	if (!read_all(text, length))
		_exit(CHILD_FAILED);
	return text;
}

static void serve_one(sandbox_reader *reader, const struct wire_request *request, int input)
{
	const struct extract_sink sink = {.text = give_text, .calendar = give_calendar};
	const struct wire_answer done = {.kind = WIRE_DONE};
	g_autofree char *name = take_string(request->name_length);
	g_autofree char *type = take_string(request->type_length);
	const guint8 *bytes = (const guint8 *)"";

	/* HTML has its NUL with it: the parent writes that. */
	if (request->length > 0)
		bytes = mmap(NULL, request->length, PROT_READ, MAP_PRIVATE, input, 0);
	if (bytes == MAP_FAILED)
		_exit(CHILD_FAILED);
	close(input);
	if (request->kind == WIRE_HTML) {
		give_html((const char *)bytes);
	} else {
		reader(bytes, request->length, name, type, &sink);
		write_all(&done, sizeof(done));
	}
	if (request->length > 0)
		munmap((void *)bytes, request->length);
}

void child_serve(sandbox_reader *reader)
{
	for (;;) {
		struct wire_request request;
		int input;
		gssize got = wire_receive(WIRE_CHANNEL_FD, &request, sizeof(request), &input, 1);

		if (got == 0)
			_exit(0);
		if (got != sizeof(request) || input < 0)
			_exit(CHILD_FAILED);
		serve_one(reader, &request, input);
	}
}
