/* SPDX-License-Identifier: BSD-2-Clause */
/* Profiles: a council's rules as text. For this room only. */
#ifndef CONF_PROFILE_H
#define CONF_PROFILE_H

#include "policy/rule.h"

#include <glib.h>

/* Appends the file's rules (struct rule, owned by the array), and to faults ("FILE:LINE: ...") each rule with an
 * unknown key, check or word, without a key that it needs, or with a name that a rule of the array has already. */
void profile_load(const char *path, GPtrArray *rules, GPtrArray *faults);

/* The file of a profile: the path itself, or that of the shipped one of this name. Caller frees. */
char *profile_path(const char *profile);

#endif
