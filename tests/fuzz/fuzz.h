/* SPDX-License-Identifier: BSD-2-Clause */
/* What the targets share: libFuzzer's entry, and its bytes as a text, as a file, or piece by piece. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Valid UTF-8 without NUL, as all text is behind the readers. Free with g_free(). */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = g_utf8_make_valid((const char *)data, (gssize)size);

	return text;
}

/* A file in memory with the bytes, by its path, for readers of files; the descriptor is the caller's to close. */
static inline int fuzz_file(const uint8_t *data, size_t size, char ret_path[32])
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	g_assert(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	g_snprintf(ret_path, 32, "/proc/self/fd/%d", fd);
	return fd;
}

#endif
