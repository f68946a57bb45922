/* SPDX-License-Identifier: BSD-2-Clause */
/* The sandbox with a child that does what a hostile file could make it do. This program is the extractor, too: started
 * by a name of its own it serves as candour-extract does, with a reader that obeys the part. */
#include "parser/sandbox_serve.h"
#include "parser/sandbox_tool.h"
#include "parser/sandbox_wire.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define HOSTILE "hostile-extract"

static void escaped(const struct extract_sink *sink)
{
	sink->text(sink->context, NULL, "text/plain", "ESCAPED", 7, PART_INSPECTED);
}

static void say(const struct extract_sink *sink, const char *text)
{
	sink->text(sink->context, NULL, "text/plain", text, strlen(text), PART_INSPECTED);
}

static void overflow_stack(volatile char *above)
{
	volatile char here[4096];

	here[0] = *above;
	if (here[0] == 0)
		overflow_stack(here);
	*above = here[1];
}

static void do_crash(const struct extract_sink *sink)
{
	(void)sink;
	raise(SIGSEGV);
}

static void do_null(const struct extract_sink *sink)
{
	volatile int *volatile nowhere = NULL;

	(void)sink;
	*nowhere = 1;
}

static void do_stack(const struct extract_sink *sink)
{
	volatile char first = 0;

	(void)sink;
	overflow_stack(&first);
}

static void do_abort(const struct extract_sink *sink)
{
	(void)sink;
	abort();
}

static void do_leave(const struct extract_sink *sink)
{
	(void)sink;
	_exit(0);
}

static void do_loop(const struct extract_sink *sink)
{
	(void)sink;
	for (volatile unsigned i = 0;; i = i + 1)
		;
}

static void do_sleep(const struct extract_sink *sink)
{
	(void)sink;
	for (;;)
		poll(NULL, 0, -1);
}

static void do_memory(const struct extract_sink *sink)
{
	for (;;) {
		char *more = g_malloc(1024 * 1024);

		memset(more, 1, 1024 * 1024);
		if (more[4096] != 1)
			escaped(sink);
	}
}

static void do_memory_at_once(const struct extract_sink *sink)
{
	char *much = g_malloc(16UL * 1024 * 1024 * 1024);

	much[0] = 1;
	say(sink, much);
}

static void do_shared_memory(const struct extract_sink *sink)
{
	if (mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
		escaped(sink);
}

static void do_code(const struct extract_sink *sink)
{
	if (mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
		escaped(sink);
}

static void do_fork(const struct extract_sink *sink)
{
	for (int i = 0; i < 100; i++)
		if (syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL) >= 0)
			escaped(sink);
}

static void do_exec(const struct extract_sink *sink)
{
	char *const argv[] = {(char *)"true", NULL};

	execve("/usr/bin/true", argv, NULL);
	escaped(sink);
}

static void do_socket(const struct extract_sink *sink)
{
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0)
		escaped(sink);
}

static void do_unix_socket(const struct extract_sink *sink)
{
	if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
		escaped(sink);
}

static void do_open(const struct extract_sink *sink)
{
	static const char *const paths[] = {"/etc/passwd", "/", "/proc/self/maps", "/usr/bin/true", "/dev/null"};

	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++)
		if (open(paths[i], O_RDONLY) >= 0 || syscall(SYS_open, paths[i], O_RDONLY) >= 0)
			escaped(sink);
	say(sink, "nothing opens");
}

static void do_create(const struct extract_sink *sink)
{
	if (open("/tmp/candour-test-escaped", O_CREAT | O_WRONLY, 0600) >= 0)
		escaped(sink);
	say(sink, "nothing opens");
}

static void do_kill(const struct extract_sink *sink)
{
	if (kill(-1, SIGTERM) == 0)
		escaped(sink);
}

static void do_trace(const struct extract_sink *sink)
{
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
		escaped(sink);
}

static void do_flood(const struct extract_sink *sink)
{
	g_autofree char *text = g_strnfill(64 * 1024, 'x');

	for (;;)
		say(sink, text);
}

static void do_flood_of_nothing(const struct extract_sink *sink)
{
	for (;;)
		say(sink, "");
}

static void answer(guint32 kind, guint32 reason, guint32 name, guint32 type, guint32 text)
{
	const struct wire_answer header = {
		.kind = kind, .reason = reason, .name_length = name, .type_length = type, .text_length = text};

	if (write(WIRE_CHANNEL_FD, &header, sizeof(header)) != sizeof(header))
		_exit(1);
}

static void do_cut_header(const struct extract_sink *sink)
{
	(void)sink;
	if (write(WIRE_CHANNEL_FD, "abc", 3) == 3)
		_exit(0);
}

static void do_cut_text(const struct extract_sink *sink)
{
	(void)sink;
	answer(WIRE_TEXT, 0, WIRE_NONE, 0, 1000);
	if (write(WIRE_CHANNEL_FD, "abc", 3) == 3)
		_exit(0);
}

static void do_wait_within_text(const struct extract_sink *sink)
{
	answer(WIRE_TEXT, 0, WIRE_NONE, 0, 1000);
	do_sleep(sink);
}

static void do_long_text(const struct extract_sink *sink)
{
	(void)sink;
	answer(WIRE_TEXT, 0, WIRE_NONE, 0, WIRE_NONE - 1);
}

static void do_long_name(const struct extract_sink *sink)
{
	(void)sink;
	answer(WIRE_TEXT, 0, 0x7fffffff, 0, 0);
}

static void do_long_type(const struct extract_sink *sink)
{
	(void)sink;
	answer(WIRE_TEXT, 0, WIRE_NONE, WIRE_NONE, 0);
}

static void do_unknown_kind(const struct extract_sink *sink)
{
	(void)sink;
	answer(77, 0, WIRE_NONE, 0, 0);
}

static void do_lines(const struct extract_sink *sink)
{
	(void)sink;
	answer(WIRE_LINES, 0, WIRE_NONE, 0, 0);
}

/* Answers the next request, which is for HTML, with those lines of "abc\n\xc3\xa9\n". */
static void lie(const struct extract_sink *sink, struct wire_answer header, const struct wire_line *lines, guint count)
{
	static const char text[] = "abc\n\xc3\xa9\n";
	const struct wire_answer done = {.kind = WIRE_DONE};
	struct wire_request request;
	int input;

	say(sink, "ready");
	if (write(WIRE_CHANNEL_FD, &done, sizeof(done)) != sizeof(done) ||
	    wire_receive(WIRE_CHANNEL_FD, &request, sizeof(request), &input, 1) != sizeof(request) ||
	    write(WIRE_CHANNEL_FD, &header, sizeof(header)) != sizeof(header) ||
	    write(WIRE_CHANNEL_FD, text, sizeof(text) - 1) != sizeof(text) - 1 ||
	    write(WIRE_CHANNEL_FD, lines, count * sizeof(*lines)) < 0)
		_exit(1);
	do_sleep(sink);
}

#define LIES(...)                                                                                                      \
	static const struct wire_line lines[] = {__VA_ARGS__};                                                         \
	const struct wire_answer header = {                                                                            \
		.kind = WIRE_LINES, .name_length = WIRE_NONE, .text_length = 7, .lines = G_N_ELEMENTS(lines)};         \
	lie(sink, header, lines, G_N_ELEMENTS(lines))

static void do_lines_true(const struct extract_sink *sink)
{
	LIES({.start = 0, .length = 3}, {.start = 4, .length = 2, .depth = 1});
}

static void do_lines_beyond(const struct extract_sink *sink)
{
	LIES({.start = 4, .length = 4});
}

static void do_lines_far(const struct extract_sink *sink)
{
	LIES({.start = G_MAXUINT32, .length = 2});
}

static void do_lines_long(const struct extract_sink *sink)
{
	LIES({.start = 1, .length = G_MAXUINT32});
}

static void do_lines_backwards(const struct extract_sink *sink)
{
	LIES({.start = 4, .length = 2}, {.start = 0, .length = 3});
}

static void do_lines_of_half_a_character(const struct extract_sink *sink)
{
	LIES({.start = 4, .length = 1});
}

static void do_lines_too_deep(const struct extract_sink *sink)
{
	LIES({.start = 0, .length = 3, .depth = LINES_MAX_DEPTH + 1});
}

static void do_lines_many(const struct extract_sink *sink)
{
	const struct wire_answer header = {.kind = WIRE_LINES, .name_length = WIRE_NONE, .text_length = 7, .lines = 8};

	lie(sink, header, NULL, 0);
}

static void do_lines_too_many(const struct extract_sink *sink)
{
	const struct wire_answer header = {
		.kind = WIRE_LINES, .name_length = WIRE_NONE, .text_length = LINES_MAX + 1, .lines = LINES_MAX + 1};

	lie(sink, header, NULL, 0);
}

static void do_lines_endless(const struct extract_sink *sink)
{
	const struct wire_answer header = {
		.kind = WIRE_LINES, .name_length = WIRE_NONE, .text_length = WIRE_NONE - 1, .lines = 1};

	lie(sink, header, NULL, 0);
}

static void do_lines_without_text(const struct extract_sink *sink)
{
	const struct wire_answer header = {.kind = WIRE_LINES, .name_length = WIRE_NONE, .text_length = WIRE_NONE};

	lie(sink, header, NULL, 0);
}

static void do_lines_of_text(const struct extract_sink *sink)
{
	const struct wire_answer header = {.kind = WIRE_TEXT, .name_length = WIRE_NONE, .text_length = 7};

	lie(sink, header, NULL, 0);
}

static void do_lines_reason(const struct extract_sink *sink)
{
	const struct wire_answer header = {
		.kind = WIRE_LINES, .reason = 4711, .name_length = WIRE_NONE, .text_length = 7};

	lie(sink, header, NULL, 0);
}

static void do_unknown_reason(const struct extract_sink *sink)
{
	(void)sink;
	answer(WIRE_TEXT, 4711, WIRE_NONE, 0, 0);
}

static void do_say_nothing(const struct extract_sink *sink)
{
	(void)sink;
}

static void do_claim_inspected(const struct extract_sink *sink)
{
	sink->text(sink->context, NULL, "text/plain", NULL, 0, PART_INSPECTED);
}

static void do_bad_text(const struct extract_sink *sink)
{
	sink->text(sink->context, "n\xffme", "text/plain",
		   "a\0b\xff"
		   "c",
		   5, PART_INSPECTED);
}

static void do_charset(const struct extract_sink *sink)
{
	g_autofree char *text = g_convert("caf\xe9", 4, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

	say(sink, text ? text : "no charset");
}

/* Reads the pages of a program's output as a reader would. */
static void run_tool(const struct extract_sink *sink, const char *const *argv, const char *input)
{
	struct tool_streams streams;
	char output[4096];
	gsize length = 0;
	ssize_t got;
	int status;

	if (!tool_ask(argv, &streams)) {
		say(sink, "refused");
		return;
	}
	if (write(streams.input, input, strlen(input)) < 0)
		say(sink, "no input");
	close(streams.input);
	while ((got = read(streams.output, output + length, sizeof(output) - length)) > 0)
		length += (gsize)got;
	close(streams.output);
	close(streams.complaint);
	status = tool_wait(TRUE);
	output[MIN(length, sizeof(output) - 1)] = '\0';
	g_autofree char *text = g_strdup_printf("%d %s", status, output);
	say(sink, text);
}

static void do_tool(const struct extract_sink *sink)
{
	const char *const argv[] = {"catdoc", "-d", "utf-8", NULL};

	run_tool(sink, argv, "plain words");
}

static void do_tool_passwd(const struct extract_sink *sink)
{
	const char *const argv[] = {"catdoc", "/etc/passwd", NULL};

	run_tool(sink, argv, "");
}

/* By a name without a folder it is nothing that is there. */
static void do_tool_relative(const struct extract_sink *sink)
{
	const char *const argv[] = {"catdoc", "vmlinuz", NULL};

	run_tool(sink, argv, "");
}

static void do_tool_unknown(const struct extract_sink *sink)
{
	const char *const argv[] = {"sh", "-c", "echo ESCAPED", NULL};

	run_tool(sink, argv, "");
}

static void do_tool_killed(const struct extract_sink *sink)
{
	const char *const argv[] = {"catdoc", NULL};
	struct tool_streams streams;

	if (tool_ask(argv, &streams) && tool_wait(FALSE) == -1)
		say(sink, "killed");
}

static void do_tool_left(const struct extract_sink *sink)
{
	const char *const argv[] = {"catdoc", NULL};
	struct tool_streams streams;

	tool_ask(argv, &streams);
	do_crash(sink);
}

static const struct deed {
	const char *name;
	void (*act)(const struct extract_sink *sink);
	enum part_reason reason;
	const char *text; /* PART_INSPECTED: what comes of it */
} deeds[] = {
	{"crash", do_crash, PART_CRASH, NULL},
	{"null", do_null, PART_CRASH, NULL},
	{"stack", do_stack, PART_CRASH, NULL},
	{"abort", do_abort, PART_CRASH, NULL},
	{"leave", do_leave, PART_CRASH, NULL},
	{"loop", do_loop, PART_LIMIT, NULL},
	{"sleep", do_sleep, PART_TIMEOUT, NULL},
	{"memory", do_memory, PART_LIMIT, NULL},
	{"memory at once", do_memory_at_once, PART_LIMIT, NULL},
	{"shared memory", do_shared_memory, PART_CRASH, NULL},
	{"code", do_code, PART_CRASH, NULL},
	{"fork", do_fork, PART_CRASH, NULL},
	{"exec", do_exec, PART_CRASH, NULL},
	{"socket", do_socket, PART_CRASH, NULL},
	{"unix socket", do_unix_socket, PART_CRASH, NULL},
	{"open", do_open, PART_INSPECTED, "nothing opens"},
	{"create", do_create, PART_INSPECTED, "nothing opens"},
	{"kill", do_kill, PART_CRASH, NULL},
	{"trace", do_trace, PART_CRASH, NULL},
	{"flood", do_flood, PART_LIMIT, NULL},
	{"flood of nothing", do_flood_of_nothing, PART_LIMIT, NULL},
	{"cut header", do_cut_header, PART_CRASH, NULL},
	{"cut text", do_cut_text, PART_CRASH, NULL},
	{"wait within text", do_wait_within_text, PART_TIMEOUT, NULL},
	{"long text", do_long_text, PART_LIMIT, NULL},
	{"long name", do_long_name, PART_CRASH, NULL},
	{"long type", do_long_type, PART_CRASH, NULL},
	{"unknown kind", do_unknown_kind, PART_CRASH, NULL},
	{"lines unasked", do_lines, PART_CRASH, NULL},
	{"unknown reason", do_unknown_reason, PART_CRASH, NULL},
	{"say nothing", do_say_nothing, PART_CRASH, NULL},
	{"claim inspected", do_claim_inspected, PART_CRASH, NULL},
	{"bad text", do_bad_text, PART_INSPECTED,
	 "a\xef\xbf\xbd"
	 "b\xef\xbf\xbd"
	 "c"},
	{"charset", do_charset, PART_INSPECTED, "caf\xc3\xa9"},
	{"tool", do_tool, PART_INSPECTED, "0 plain words"},
	{"tool of unknown name", do_tool_unknown, PART_INSPECTED, "refused"},
	{"tool killed", do_tool_killed, PART_INSPECTED, "killed"},
	{"tool left", do_tool_left, PART_CRASH, NULL},
	{"tool reads /etc/passwd", do_tool_passwd, PART_INSPECTED, "refused"},
	{"tool reads where it starts", do_tool_relative, PART_INSPECTED, "1 "},
};

/* What a child says of HTML, and what is believed of it. */
static const struct deed html_deeds[] = {
	{"true lines", do_lines_true, PART_INSPECTED, "abc\n\xc3\xa9\n"},
	{"lines beyond the text", do_lines_beyond, PART_CRASH, NULL},
	{"lines far beyond it", do_lines_far, PART_CRASH, NULL},
	{"lines longer than it", do_lines_long, PART_CRASH, NULL},
	{"lines backwards", do_lines_backwards, PART_CRASH, NULL},
	{"lines of half a character", do_lines_of_half_a_character, PART_CRASH, NULL},
	{"lines too deep", do_lines_too_deep, PART_CRASH, NULL},
	{"more lines than bytes", do_lines_many, PART_CRASH, NULL},
	{"more lines than a part may have", do_lines_too_many, PART_CRASH, NULL},
	{"lines without end", do_lines_endless, PART_LIMIT, NULL},
	{"lines without text", do_lines_without_text, PART_CRASH, NULL},
	{"text for lines", do_lines_of_text, PART_CRASH, NULL},
	{"lines of an unknown reason", do_lines_reason, PART_CRASH, NULL},
};

/* The deed that the part names; any other part is said back. */
static void obey(const guint8 *bytes, gsize length, const char *claimed_name, const char *claimed_type,
		 const struct extract_sink *sink)
{
	g_autofree char *word = g_strndup((const char *)bytes, length);

	for (gsize i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (strcmp(deeds[i].name, word) == 0) {
			deeds[i].act(sink);
			return;
		}
	for (gsize i = 0; i < G_N_ELEMENTS(html_deeds); i++)
		if (strcmp(html_deeds[i].name, word) == 0)
			html_deeds[i].act(sink);
	sink->text(sink->context, claimed_name, claimed_type, word, length, PART_INSPECTED);
}

struct heard {
	GString *text;
	GString *names; /* of parts inside, each with ';' */
	enum part_reason reason;
	guint calls;
	gboolean is_valid;
};

static void hear(void *context, const char *name, const char *type, const char *text, gsize length,
		 enum part_reason reason)
{
	struct heard *heard = context;

	heard->calls++;
	heard->is_valid &= type && (!text || (strlen(text) == length && g_utf8_validate(text, -1, NULL)));
	if (name)
		g_string_append_printf(heard->names, "%s;", name);
	if (text)
		g_string_append_len(heard->text, text, (gssize)length);
	if (reason != PART_INSPECTED)
		heard->reason = reason;
}

static struct heard listen_to(struct sandbox_session *session, const char *part, const char *name, const char *type)
{
	struct heard heard = {.text = g_string_new(NULL), .names = g_string_new(NULL), .is_valid = TRUE};
	const struct extract_sink sink = {.text = hear, .context = &heard};
	int input = sandbox_input();

	assert_int_equal(write(input, part, strlen(part)), strlen(part));
	sandbox_session_read(session, input, name, type, &sink);
	assert_true(heard.calls > 0);
	assert_true(heard.is_valid);
	assert_null(strstr(heard.text->str, "ESCAPED"));
	return heard;
}

static void heard_done(struct heard *heard)
{
	g_string_free(heard->text, TRUE);
	g_string_free(heard->names, TRUE);
}

/* How many descriptors this process has open. */
static guint open_fds(void)
{
	DIR *folder = opendir("/proc/self/fd");
	guint count = 0;

	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

/* Ours, dead or alive; an extractor's own are in its care. */
static gboolean has_children(void)
{
	return waitpid(-1, NULL, WNOHANG) >= 0 || errno != ECHILD;
}

enum { HASTY_MS = 3000 };

/* Times and sizes for tests: a child is slower under a sanitizer. */
static const struct sandbox_limits small_limits = {.part_ms = 60 * 1000,
						   .message_ms = 600 * 1000,
						   .cpu_seconds = 1,
						   .texts = 1000,
						   .failures = 10000,
						   .memory_bytes = 128 * 1024 * 1024,
						   .output_bytes = 1024 * 1024};

static char *hostile_program;

static void assert_heard(const struct heard *heard, const struct deed *deed)
{
	if (heard->reason != deed->reason)
		print_error("%s: %s instead of %s\n", deed->name, part_reason_name(heard->reason),
			    part_reason_name(deed->reason));
	assert_int_equal(heard->reason, deed->reason);
	if (deed->text)
		assert_string_equal(heard->text->str, deed->text);
}

/* Does the deed, and has the next part read as ever. */
static void check_deed(struct sandbox_session *session, const struct deed *deed)
{
	struct heard heard = listen_to(session, deed->name, NULL, NULL);
	struct heard after = listen_to(session, "and then", "a.txt", "text/plain");

	assert_heard(&heard, deed);
	assert_int_equal(after.reason, PART_INSPECTED);
	assert_string_equal(after.text->str, "and then");
	assert_string_equal(after.names->str, "a.txt;");
	heard_done(&heard);
	heard_done(&after);
}

/* Each deed has its reason. Those that wait are not waited for long; others take their time on a busy machine. */
static void test_sandbox_session_read_hostile(void **state)
{
	struct sandbox_limits hasty_limits = small_limits;
	struct sandbox *patient = sandbox_new(hostile_program, &small_limits), *hasty;
	guint fds = open_fds();
	struct sandbox_session *session = sandbox_session_new(patient), *hasty_session;

	(void)state;
	hasty_limits.part_ms = HASTY_MS;
	hasty = sandbox_new(hostile_program, &hasty_limits);
	hasty_session = sandbox_session_new(hasty);
	for (gsize i = 0; i < G_N_ELEMENTS(deeds); i++)
		check_deed(deeds[i].reason == PART_TIMEOUT ? hasty_session : session, &deeds[i]);
	sandbox_session_free(session);
	sandbox_session_free(hasty_session);
	sandbox_free(patient);
	sandbox_free(hasty);
	assert_int_equal(open_fds(), fds);
	assert_false(has_children());
}

static void test_sandbox_session_read_many(void **state)
{
	struct sandbox *sandbox = sandbox_new(hostile_program, &small_limits);
	struct sandbox_session *session = sandbox_session_new(sandbox);
	guint fds;

	(void)state;
	for (int i = 0; i < 100; i++) {
		g_autofree char *part = g_strdup_printf("part %d", i);
		struct heard heard = listen_to(session, part, NULL, "text/plain");

		if (i == 0)
			fds = open_fds();
		assert_int_equal(heard.reason, PART_INSPECTED);
		assert_string_equal(heard.text->str, part);
		heard_done(&heard);
	}
	assert_int_equal(open_fds(), fds);
	sandbox_session_free(session);
	sandbox_free(sandbox);
}

/* A message may cost so many children and so much time; what is left is not read, and says so. */
static void test_sandbox_session_read_failures(void **state)
{
	struct sandbox_limits limits = small_limits;
	struct sandbox *sandbox;
	struct sandbox_session *session;

	(void)state;
	limits.failures = 2;
	sandbox = sandbox_new(hostile_program, &limits);
	session = sandbox_session_new(sandbox);
	for (int i = 0; i < 4; i++) {
		struct heard heard = listen_to(session, i < 2 ? "leave" : "harmless", NULL, NULL);

		assert_int_equal(heard.reason, i < 2 ? PART_CRASH : PART_LIMIT);
		heard_done(&heard);
	}
	sandbox_session_free(session);
	sandbox_free(sandbox);
}

static void test_sandbox_session_read_message_time(void **state)
{
	struct sandbox_limits limits = small_limits;
	struct sandbox *sandbox;
	struct sandbox_session *session;

	(void)state;
	limits.message_ms = 200;
	sandbox = sandbox_new(hostile_program, &limits);
	assert_true(sandbox_start(sandbox, NULL));
	session = sandbox_session_new(sandbox);
	for (int i = 0; i < 3; i++) {
		struct heard heard = listen_to(session, i == 0 ? "sleep" : "harmless", NULL, NULL);

		assert_int_equal(heard.reason, PART_TIMEOUT);
		heard_done(&heard);
	}
	sandbox_session_free(session);
	sandbox_free(sandbox);
}

/* Nothing of one message is left for the next. */
static void test_sandbox_session_new_child(void **state)
{
	struct sandbox *sandbox = sandbox_new(hostile_program, &small_limits);

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct sandbox_session *session = sandbox_session_new(sandbox);
		struct heard heard = listen_to(session, i % 2 ? "leave" : "harmless", NULL, NULL);

		assert_int_equal(heard.reason, i % 2 ? PART_CRASH : PART_INSPECTED);
		heard_done(&heard);
		sandbox_session_free(session);
	}
	sandbox_free(sandbox);
	assert_false(has_children());
}

enum { THREADS = 8, THREAD_MESSAGES = 12 };

static gpointer read_messages(gpointer context)
{
	static const char *const words[] = {"harmless", "leave", "bad text", "open"};
	gsize right = 0;

	for (gsize i = 0; i < THREAD_MESSAGES; i++) {
		struct sandbox_session *session = sandbox_session_new(context);
		struct heard heard = listen_to(session, words[i % G_N_ELEMENTS(words)], NULL, "text/plain");
		struct heard after = listen_to(session, "and then", NULL, "text/plain");

		right += heard.reason == (i % G_N_ELEMENTS(words) == 1 ? PART_CRASH : PART_INSPECTED) &&
			 strcmp(after.text->str, "and then") == 0;
		heard_done(&heard);
		heard_done(&after);
		sandbox_session_free(session);
	}
	return GSIZE_TO_POINTER(right);
}

static void test_sandbox_threads(void **state)
{
	guint fds = open_fds();
	struct sandbox *sandbox = sandbox_new(hostile_program, &small_limits);
	GThread *threads[THREADS];

	(void)state;
	for (int i = 0; i < THREADS; i++)
		threads[i] = g_thread_new("reader", read_messages, sandbox);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(GPOINTER_TO_SIZE(g_thread_join(threads[i])), THREAD_MESSAGES);
	sandbox_free(sandbox);
	assert_int_equal(open_fds(), fds);
	assert_false(has_children());
}

/* The processes below one; the fork server is ours, watchers are its. */
static guint count_below(pid_t parent)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/task/%d/children", parent, parent);
	g_autofree char *children = NULL;
	g_auto(GStrv) words = NULL;
	guint count = 0;

	if (!g_file_get_contents(path, &children, NULL, NULL))
		return 0;
	words = g_strsplit(g_strstrip(children), " ", -1);
	for (guint i = 0; words[i]; i++)
		if (*words[i])
			count += 1 + count_below(atoi(words[i]));
	return count;
}

static pid_t first_child(void)
{
	g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", getpid());
	g_autofree char *children = NULL;

	assert_true(g_file_get_contents(path, &children, NULL, NULL));
	return atoi(children);
}

/* With the session its processes go, the program that ran for it, too; the fork server keeps no dead ones. */
static void test_sandbox_session_free_processes(void **state)
{
	struct sandbox *sandbox = sandbox_new(hostile_program, &small_limits);
	struct sandbox_session *session = sandbox_session_new(sandbox);
	struct heard heard = listen_to(session, "harmless", NULL, NULL);
	pid_t server = first_child();

	(void)state;
	heard_done(&heard);
	assert_int_equal(count_below(server), 2);
	sandbox_session_free(session);
	for (int i = 0; i < 1000 && count_below(server) > 0; i++)
		g_usleep(10 * 1000);
	assert_int_equal(count_below(server), 0);
	sandbox_free(sandbox);
}

/* Somebody killed the fork server. */
static void test_sandbox_server_lost(void **state)
{
	struct sandbox *sandbox = sandbox_new(hostile_program, &small_limits);

	(void)state;
	assert_true(sandbox_start(sandbox, NULL));
	kill(first_child(), SIGKILL);
	g_usleep(50 * 1000);
	for (int i = 0; i < 2; i++) {
		struct sandbox_session *session = sandbox_session_new(sandbox);
		struct heard heard = listen_to(session, "harmless", NULL, NULL);

		assert_int_equal(heard.reason, PART_INSPECTED);
		heard_done(&heard);
		sandbox_session_free(session);
	}
	sandbox_free(sandbox);
	assert_false(has_children());
}

static void test_sandbox_start_missing(void **state)
{
	static const char *const programs[] = {"/nonexistent/candour-extract", "/usr/bin/true", "/etc/passwd"};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(programs); i++) {
		guint fds = open_fds();
		struct sandbox *sandbox = sandbox_new(programs[i], NULL);
		g_autoptr(GError) error = NULL;
		struct sandbox_session *session = sandbox_session_new(sandbox);
		struct heard heard;

		assert_false(sandbox_start(sandbox, &error));
		assert_non_null(strstr(error->message, programs[i]));
		heard = listen_to(session, "harmless", NULL, "text/plain");
		assert_int_equal(heard.reason, PART_CRASH);
		heard_done(&heard);
		sandbox_session_free(session);
		sandbox_free(sandbox);
		assert_int_equal(open_fds(), fds);
		assert_false(has_children());
	}
}

static void test_sandbox_session_html(void **state)
{
	static const char html[] = "<p>One</p><blockquote>Two</blockquote><p style='display:none'>Three</p>";
	struct sandbox *sandbox = sandbox_new(hostile_program, &small_limits);
	struct sandbox_session *session = sandbox_session_new(sandbox);
	enum part_reason reason;
	struct lines *lines = sandbox_session_html(session, html, strlen(html), &reason);

	(void)state;
	assert_int_equal(reason, PART_INSPECTED);
	assert_int_equal(lines->lines->len, 3);
	assert_string_equal(lines->text->str, "One\nTwo\nThree\n");
	assert_int_equal(lines_at(lines, 1)->depth, 1);
	assert_true(lines_at(lines, 2)->is_hidden);
	lines_free(lines);
	lines = sandbox_session_html(session, "", 0, &reason);
	assert_int_equal(reason, PART_INSPECTED);
	assert_int_equal(lines->lines->len, 0);
	lines_free(lines);
	sandbox_session_free(session);
	sandbox_free(sandbox);
}

static void test_sandbox_session_html_hostile(void **state)
{
	struct sandbox *sandbox = sandbox_new(hostile_program, &small_limits);
	struct sandbox_session *session = sandbox_session_new(sandbox);

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(html_deeds); i++) {
		struct heard heard = listen_to(session, html_deeds[i].name, NULL, NULL);
		enum part_reason reason;
		struct lines *lines = sandbox_session_html(session, "<p>x", 4, &reason);

		if (reason != html_deeds[i].reason)
			print_error("%s: %s\n", html_deeds[i].name, part_reason_name(reason));
		assert_int_equal(reason, html_deeds[i].reason);
		if (html_deeds[i].text)
			assert_string_equal(lines->text->str, html_deeds[i].text);
		lines_free(lines);
		heard_done(&heard);
		sandbox_session_free(session);
		session = sandbox_session_new(sandbox);
		lines = sandbox_session_html(session, "<p>x", 4, &reason);
		assert_int_equal(reason, PART_INSPECTED);
		assert_string_equal(lines->text->str, "x\n");
		lines_free(lines);
	}
	sandbox_session_free(session);
	sandbox_free(sandbox);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sandbox_session_read_hostile),
		cmocka_unit_test(test_sandbox_session_read_many),
		cmocka_unit_test(test_sandbox_session_read_failures),
		cmocka_unit_test(test_sandbox_session_read_message_time),
		cmocka_unit_test(test_sandbox_session_new_child),
		cmocka_unit_test(test_sandbox_threads),
		cmocka_unit_test(test_sandbox_session_free_processes),
		cmocka_unit_test(test_sandbox_server_lost),
		cmocka_unit_test(test_sandbox_start_missing),
		cmocka_unit_test(test_sandbox_session_html),
		cmocka_unit_test(test_sandbox_session_html_hostile),
	};
	g_autofree char *folder = NULL;
	g_autofree char *self = NULL;
	int failed;

	if (argc == 1 && g_str_has_suffix(argv[0], "/" HOSTILE))
		return sandbox_serve(obey);
	folder = g_dir_make_tmp("candour-XXXXXX", NULL);
	self = g_file_read_link("/proc/self/exe", NULL);
	hostile_program = g_build_filename(folder, HOSTILE, NULL);
	if (symlink(self, hostile_program) != 0)
		return EXIT_FAILURE;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	g_unlink(hostile_program);
	g_rmdir(folder);
	g_free(hostile_program);
	return failed;
}
