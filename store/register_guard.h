/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeps a process alive whose mapped register is cut off under it. For store/register.c alone. */
#ifndef STORE_REGISTER_GUARD_H
#define STORE_REGISTER_GUARD_H

#include <glib.h>

enum { REGISTER_GUARDED = 64 }; /* mappings at a time; one more is not guarded */

/* From now on reading what is no longer in the file, within these bytes, gives zeros instead of SIGBUS. */
void register_guard_add(const void *bytes, gsize length);
/* Before they are unmapped. */
void register_guard_remove(const void *bytes);

#endif
