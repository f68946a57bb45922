/* SPDX-License-Identifier: BSD-2-Clause */
/* The lexicons that a configuration's rules look for: shipped files and the council's own, put together and checked
 * against the rules. For this room only. */
#ifndef CONF_LEXICON_SET_H
#define CONF_LEXICON_SET_H

#include "conf/conf.h"
#include "policy/match/lexicon.h"

#include <glib.h>

/* rules: struct rule. Appends what is wrong to faults ("FILE:LINE: ..."). Compiled words that are kept in state_dir are
 * taken instead of compiling them again. NULL where they cannot be compiled. Free with lexicons_free(). */
struct lexicons *lexicon_set_load(const struct conf *conf, const GPtrArray *rules, GPtrArray *faults);

#endif
