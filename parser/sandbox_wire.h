/* SPDX-License-Identifier: BSD-2-Clause */
/* What goes between the daemon and a child of the sandbox: fixed headers and counted bytes, of one machine. The parent
 * believes nothing that it did not check. For the sandbox only. */
#ifndef PARSER_SANDBOX_WIRE_H
#define PARSER_SANDBOX_WIRE_H

#include "parser/sandbox.h"

/* Descriptors of the fork server and of the child that reads. */
enum { WIRE_CONTROL_FD = 3, WIRE_CHANNEL_FD = 3, WIRE_TOOL_FD = 4, WIRE_FIRST_FREE_FD = 5 };

/* To the fork server, a datagram with two descriptors: the child's channel, and a pipe that tells how it ended. */
struct wire_start {
	guint64 memory_bytes;
	guint32 cpu_seconds;
};

enum wire_request_kind { WIRE_READ = 1, WIRE_HTML };

/* To the child, with the input's descriptor; name and type follow. */
struct wire_request {
	guint32 kind;
	guint32 name_length; /* WIRE_NONE: NULL */
	guint32 type_length;
	guint32 unused;
	guint64 length;
};

#define WIRE_NONE G_MAXUINT32

enum wire_answer_kind { WIRE_TEXT = 1, WIRE_LINES, WIRE_CALENDAR, WIRE_DONE };

/* From the child; name, type and text (or struct line, then text; or a calendar as calendar_pack() gives it) follow. */
struct wire_answer {
	guint32 kind;
	guint32 reason;
	guint32 name_length; /* WIRE_NONE: NULL */
	guint32 type_length;
	guint32 text_length; /* WIRE_NONE: NULL */
	guint32 lines;
};

/* One line of HTML as text. */
struct wire_line {
	guint32 start; /* into the text */
	guint32 length;
	guint8 depth, box, is_hidden, kind;
};

/* The fork server says first that it is ready, one NUL, or what is wrong. */
enum { WIRE_COMPLAINT_BYTES = 200 };

enum wire_result { WIRE_OK, WIRE_ENDED, WIRE_LATE };

/* Reads all, until a deadline of g_get_monotonic_time(). */
enum wire_result wire_read(int fd, void *data, gsize length, gint64 deadline);
enum wire_result wire_write(int fd, const void *data, gsize length, gint64 deadline);

/* Sends a header with descriptors along. FALSE where the other end is gone. */
gboolean wire_send(int fd, const void *data, gsize length, const int *fds, guint count);
/* Receives such a one: its length, 0 at the end, -1 with errno. Descriptors that did not come are -1. */
gssize wire_receive(int fd, void *data, gsize length, int *ret_fds, guint count);

#endif
