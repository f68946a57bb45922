/* SPDX-License-Identifier: BSD-2-Clause */
/* Gives parts to a child and takes its answers, of which it believes no length, no order and no text. A child that
 * fails is ended and the next part gets a new one. */
#include "parser/sandbox_private.h"

#include "parser/calendar.h"
#include "parser/html.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* How long the process that watches a child may take to say how that ended. */
enum { STATUS_MS = 1000 };

struct sandbox_session {
	struct sandbox *sandbox;
	int channel; /* -1: there is no child */
	int status;  /* a byte here says how the child ended; closing it ends the child */
	guint failures;
	gint64 deadline; /* of the message; 0: nothing was read yet */
};

/* One part on its way. */
struct reading {
	const struct sandbox_limits *limits;
	int channel;
	gint64 deadline;
	const struct extract_sink *sink;
	gsize bytes; /* of text so far */
	guint texts, calendars;
};

struct sandbox_session *sandbox_session_new(struct sandbox *sandbox)
{
	struct sandbox_session *session = g_new0(struct sandbox_session, 1);

	session->sandbox = sandbox;
	session->channel = session->status = -1;
	return session;
}

static void end_child(struct sandbox_session *session)
{
	if (session->channel < 0)
		return;
	close(session->channel);
	close(session->status);
	session->channel = session->status = -1;
}

void sandbox_session_free(struct sandbox_session *session)
{
	if (!session)
		return;
	end_child(session);
	g_free(session);
}

int sandbox_input(void)
{
	return memfd_create("part", MFD_CLOEXEC);
}

static gboolean start_child(struct sandbox_session *session)
{
	int channel[2], status[2], given[2];
	gboolean is_started;

	if (session->channel >= 0)
		return TRUE;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) != 0)
		return FALSE;
	if (pipe2(status, O_CLOEXEC) != 0) {
		close(channel[0]);
		close(channel[1]);
		return FALSE;
	}
	given[0] = channel[1];
	given[1] = status[1];
	is_started = sandbox_give(session->sandbox, given, G_N_ELEMENTS(given));
	close(channel[1]);
	close(status[1]);
	session->channel = channel[0];
	session->status = status[0];
	if (!is_started)
		end_child(session);
	return is_started;
}

/* How a child ended that is gone. */
static enum part_reason ended_reason(const struct sandbox_session *session)
{
	guint8 reason;

	if (wire_read(session->status, &reason, 1, g_get_monotonic_time() + STATUS_MS * 1000) != WIRE_OK)
		return PART_CRASH;
	return reason == PART_LIMIT ? PART_LIMIT : PART_CRASH;
}

static enum part_reason send_request(struct reading *reading, int input, enum wire_request_kind kind, gsize length,
				     const char *name, const char *type)
{
	struct wire_request request = {.kind = kind,
				       .name_length = name ? (guint32)MIN(strlen(name), SANDBOX_NAME_BYTES) : WIRE_NONE,
				       .type_length = type ? (guint32)MIN(strlen(type), SANDBOX_TYPE_BYTES) : WIRE_NONE,
				       .length = length};

	/* To a child that waits for it there is room. */
	if (!wire_send(reading->channel, &request, sizeof(request), &input, 1))
		return PART_CRASH;
	if (name && wire_write(reading->channel, name, request.name_length, reading->deadline) != WIRE_OK)
		return PART_CRASH;
	if (type && wire_write(reading->channel, type, request.type_length, reading->deadline) != WIRE_OK)
		return PART_CRASH;
	return PART_INSPECTED;
}

/* length bytes as valid UTF-8 without NUL, NULL where they are WIRE_NONE. */
static enum wire_result take_text(const struct reading *reading, guint32 length, char **ret_text)
{
	g_autofree char *text = NULL;
	enum wire_result result;

	*ret_text = NULL;
	if (length == WIRE_NONE)
		return WIRE_OK;
	text = g_try_malloc((gsize)length + 1);
	result = text ? wire_read(reading->channel, text, length, reading->deadline) : WIRE_ENDED;
	if (result != WIRE_OK)
		return result;
	text[length] = '\0';
	/* Given a length, NUL is invalid to GLib, too. */
	*ret_text = g_utf8_validate(text, length, NULL) ? g_steal_pointer(&text) : g_utf8_make_valid(text, length);
	return WIRE_OK;
}

/* Whether a header can be true; PART_LIMIT where it may be and is too much. */
static enum part_reason check_answer(const struct reading *reading, const struct wire_answer *answer)
{
	if (answer->kind < WIRE_TEXT || answer->kind > WIRE_DONE || answer->reason > PART_TRUNCATED ||
	    (answer->name_length != WIRE_NONE && answer->name_length > SANDBOX_NAME_BYTES) ||
	    answer->type_length > SANDBOX_TYPE_BYTES)
		return PART_CRASH;
	if (reading->texts >= reading->limits->texts || reading->calendars > MESSAGE_MAX_CALENDARS ||
	    (answer->text_length != WIRE_NONE && answer->text_length > reading->limits->output_bytes - reading->bytes))
		return PART_LIMIT;
	return PART_INSPECTED;
}

/* FALSE where it is none. One calendar more than a message may have is given, so that somebody says so. */
static gboolean take_calendar(struct reading *reading, const char *name, const char *packed)
{
	struct calendar *calendar = packed ? calendar_unpack(packed) : NULL;

	if (calendar && reading->sink->calendar)
		reading->sink->calendar(reading->sink->context, name, calendar);
	reading->calendars++;
	calendar_free(calendar);
	return calendar != NULL;
}

static enum wire_result take_part(struct reading *reading, const struct wire_answer *answer)
{
	g_autofree char *name = NULL, *type = NULL, *text = NULL;
	enum wire_result result = take_text(reading, answer->name_length, &name);

	if (result == WIRE_OK)
		result = take_text(reading, answer->type_length, &type);
	if (result == WIRE_OK)
		result = take_text(reading, answer->text_length, &text);
	if (result != WIRE_OK)
		return result;
	reading->bytes += answer->text_length != WIRE_NONE ? answer->text_length : 0;
	if (answer->kind == WIRE_CALENDAR)
		return take_calendar(reading, name, text) ? WIRE_OK : WIRE_ENDED;
	reading->texts++;
	/* Nothing was read, so nothing was inspected, whatever the child says. */
	reading->sink->text(reading->sink->context, name, type, text, text ? strlen(text) : 0,
			    text || answer->reason != PART_INSPECTED ? (enum part_reason)answer->reason : PART_CRASH);
	return WIRE_OK;
}

static enum part_reason reason_of(const struct sandbox_session *session, enum wire_result result)
{
	return result == WIRE_LATE ? PART_TIMEOUT : ended_reason(session);
}

/* PART_INSPECTED where the child said all it had to say. */
static enum part_reason take_parts(const struct sandbox_session *session, struct reading *reading)
{
	for (;;) {
		struct wire_answer answer;
		enum wire_result result = wire_read(reading->channel, &answer, sizeof(answer), reading->deadline);
		enum part_reason reason;

		if (result != WIRE_OK)
			return reason_of(session, result);
		if (answer.kind == WIRE_DONE)
			return PART_INSPECTED;
		reason = answer.kind == WIRE_TEXT || answer.kind == WIRE_CALENDAR ? check_answer(reading, &answer)
										  : PART_CRASH;
		if (reason != PART_INSPECTED)
			return reason;
		result = take_part(reading, &answer);
		if (result != WIRE_OK)
			return reason_of(session, result);
	}
}

/* Readies a child for one more part. */
static enum part_reason begin(struct sandbox_session *session, struct reading *reading)
{
	const struct sandbox_limits *limits = sandbox_limits(session->sandbox);
	gint64 now = g_get_monotonic_time();

	if (session->deadline == 0)
		session->deadline = now + (gint64)limits->message_ms * 1000;
	if (now >= session->deadline)
		return PART_TIMEOUT;
	if (session->failures >= limits->failures)
		return PART_LIMIT;
	if (!start_child(session))
		return PART_CRASH;
	reading->limits = limits;
	reading->channel = session->channel;
	reading->deadline = MIN(session->deadline, now + (gint64)limits->part_ms * 1000);
	return PART_INSPECTED;
}

/* A child that failed is not asked again. */
static enum part_reason end(struct sandbox_session *session, enum part_reason reason)
{
	if (reason != PART_INSPECTED) {
		session->failures += session->channel >= 0;
		end_child(session);
	}
	return reason;
}

void sandbox_session_read(struct sandbox_session *session, int input, const char *claimed_name,
			  const char *claimed_type, const struct extract_sink *sink)
{
	struct reading reading = {.sink = sink};
	off_t length = input >= 0 ? lseek(input, 0, SEEK_END) : -1;
	enum part_reason reason = length >= 0 ? begin(session, &reading) : PART_CRASH;

	if (reason == PART_INSPECTED) {
		reason = send_request(&reading, input, WIRE_READ, (gsize)length, claimed_name, claimed_type);
		reason = end(session, reason == PART_INSPECTED ? take_parts(session, &reading) : reason);
	}
	if (input >= 0)
		close(input);
	if (reason == PART_INSPECTED && reading.texts == 0)
		reason = PART_CRASH;
	if (reason != PART_INSPECTED)
		sink->text(sink->context, NULL, "application/octet-stream", NULL, 0, reason);
}

/* Whether the lines are all of the text, in their order, each whole characters and ended by '\n', as lines_add() makes
 * them. Appends them. */
static gboolean adopt_lines(struct lines *lines, const struct wire_line *given, guint32 count)
{
	const GString *text = lines->text;
	gsize at = 0;

	for (const struct wire_line *line = given; line < given + count; line++) {
		struct line added = {.start = line->start,
				     .length = line->length,
				     .depth = line->depth,
				     .box = line->box,
				     .is_hidden = line->is_hidden != 0,
				     .kind = line->kind};

		if (line->start != at || line->length >= text->len - at || text->str[at + line->length] != '\n' ||
		    line->depth > LINES_MAX_DEPTH || line->kind >= LINE_KINDS ||
		    !g_utf8_validate(text->str + at, line->length, NULL))
			return FALSE;
		g_array_append_val(lines->lines, added);
		at += (gsize)line->length + 1;
	}
	return at == text->len;
}

static enum part_reason take_lines(const struct sandbox_session *session, struct reading *reading, struct lines *lines)
{
	struct wire_answer answer;
	g_autofree struct wire_line *found = NULL;
	enum wire_result result = wire_read(reading->channel, &answer, sizeof(answer), reading->deadline);
	enum part_reason reason;

	if (result != WIRE_OK)
		return reason_of(session, result);
	/* Each line ends with a byte of the text, and lines_add() makes LINES_MAX at most: there is room for no more.
	 */
	reason = answer.kind == WIRE_LINES && answer.text_length != WIRE_NONE && answer.lines <= answer.text_length &&
				 answer.lines <= LINES_MAX
			 ? check_answer(reading, &answer)
			 : PART_CRASH;
	if (reason != PART_INSPECTED)
		return reason;
	g_string_set_size(lines->text, answer.text_length);
	found = g_new(struct wire_line, (gsize)answer.lines + 1);
	result = wire_read(reading->channel, lines->text->str, answer.text_length, reading->deadline);
	if (result == WIRE_OK)
		result = wire_read(reading->channel, found, answer.lines * sizeof(*found), reading->deadline);
	if (result != WIRE_OK)
		return reason_of(session, result);
	return adopt_lines(lines, found, answer.lines) ? (enum part_reason)answer.reason : PART_CRASH;
}

/* With the NUL behind it, so that the child need not copy what it maps. */
static int html_input(const char *html, gsize length)
{
	int input = sandbox_input();

	while (input >= 0 && length > 0) {
		ssize_t written = write(input, html, length);

		if (written < 0 && errno != EINTR) {
			close(input);
			return -1;
		}
		if (written > 0)
			html += written, length -= (gsize)written;
	}
	return input;
}

struct lines *sandbox_session_html(struct sandbox_session *session, const char *html, gsize length,
				   enum part_reason *ret_reason)
{
	struct lines *lines = lines_new();
	struct reading reading = {0};
	int input = html_input(html, length + 1);
	enum part_reason reason = input >= 0 ? begin(session, &reading) : PART_CRASH;

	if (reason == PART_INSPECTED) {
		reason = send_request(&reading, input, WIRE_HTML, length + 1, NULL, NULL);
		if (reason == PART_INSPECTED)
			reason = take_lines(session, &reading, lines);
		/* A document that is cut at a limit is an answer as others are. */
		if (reason != PART_INSPECTED && !(reason == PART_LIMIT && lines->lines->len > 0)) {
			end(session, reason);
			g_string_truncate(lines->text, 0);
			g_array_set_size(lines->lines, 0);
		}
	}
	if (input >= 0)
		close(input);
	*ret_reason = reason;
	return lines;
}
