/* SPDX-License-Identifier: BSD-2-Clause */
/* Between the sandbox and its sessions, in the daemon. */
#ifndef PARSER_SANDBOX_PRIVATE_H
#define PARSER_SANDBOX_PRIVATE_H

#include "parser/sandbox_wire.h"

const struct sandbox_limits *sandbox_limits(const struct sandbox *sandbox);

/* Has a child started that gets the descriptors, which stay the caller's. FALSE where the fork server does not run and
 * cannot be started. */
gboolean sandbox_give(struct sandbox *sandbox, const int *fds, guint count);

#endif
