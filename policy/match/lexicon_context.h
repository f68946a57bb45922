/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands around a hit: its sentence, the contexts that take it back, the category it must be near to. For
 * lexicons alone. */
#ifndef POLICY_MATCH_LEXICON_CONTEXT_H
#define POLICY_MATCH_LEXICON_CONTEXT_H

#include "policy/match/lexicon.h"

/* TRUE where both places stand in one sentence, at most max_bytes apart. */
gboolean lexicon_context_share(const char *text, gsize from, gsize to, gsize max_bytes);

/* TRUE where the hit at that place of hits (struct lexicon_hit, by place) has a negative one of its category in its
 * sentence. */
gboolean lexicon_context_takes_back(const char *text, const GArray *hits, guint at);

/* TRUE where the hit's entry asks for no neighbour, or one of the hits is within reach of it. */
gboolean lexicon_context_has_neighbour(const char *text, const GArray *hits, guint at);

#endif
