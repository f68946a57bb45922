/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes are what a child of the sandbox answers: the first says how it ended, and whether HTML was asked for. */
#include "parser/sandbox_private.h"
#include "tests/fuzz/extract_target.h"

static const struct sandbox_limits limits = {1000, 1000, 1, 100, 8, 1 << 20, 1 << 20};
static const uint8_t *answer;
static size_t answer_size;

const struct sandbox_limits *sandbox_limits(const struct sandbox *sandbox G_GNUC_UNUSED)
{
	return &limits;
}

gboolean sandbox_give(struct sandbox *sandbox G_GNUC_UNUSED, const int *fds, guint count)
{
	g_assert(count == 2 && write(fds[0], answer, answer_size) == (ssize_t)answer_size);
	return write(fds[1], answer, 1) == 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gboolean is_told = FALSE;
	struct extract_sink sink = {.text = fuzz_check_part, .context = &is_told};
	struct sandbox_session *session = sandbox_session_new(NULL);
	enum part_reason reason;

	answer = data + 1;
	answer_size = MIN(size, 100000) - 1;
	if (size > 1 && data[0] % 2 == 0)
		lines_free(sandbox_session_html(session, "<p>", 3, &reason));
	else if (size > 1)
		sandbox_session_read(session, sandbox_input(), "a", "b/c", &sink);
	g_assert(size < 2 || data[0] % 2 == 0 || is_told);
	sandbox_session_free(session);
	return 0;
}
