/* SPDX-License-Identifier: BSD-2-Clause */
/* Takes rights away from a process, for good. For the sandbox only. */
#ifndef PARSER_SANDBOX_CONFINE_H
#define PARSER_SANDBOX_CONFINE_H

#include "parser/sandbox_wire.h"

#include <linux/filter.h>

/* The filters for system calls, made once by the fork server: making one takes longer than a small part's reading. */
struct confine_filters {
	struct sock_fprog reader; /* memory, and the descriptors that it has; nothing is opened */
	struct sock_fprog tool;   /* one program with its libraries, files for reading; no second process */
};

/* FALSE where libseccomp cannot. */
gboolean confine_make_filters(struct confine_filters *filters);

/* Of the fork server, and so of all below it: no new privileges, and where the kernel has Landlock no files but
 * programs, libraries and fonts. FALSE where the kernel refuses. */
gboolean confine_server(void);

/* Of the child that reads: no files at all, the limits, then the filter. base_data_bytes: what the fork server's own
 * data takes (confine_data_bytes()). FALSE where something does not hold: then nothing may be read. */
gboolean confine_reader(const struct wire_start *limits, guint64 base_data_bytes, const struct sock_fprog *filter);

/* Of a program that the reader asked for, before it is started. */
gboolean confine_tool(const struct wire_start *limits, const struct sock_fprog *filter);

/* Private writable memory of this process, as RLIMIT_DATA counts it: a sanitizer's shadow is in it, so that limits are
 * relative to it. */
guint64 confine_data_bytes(void);

#endif
