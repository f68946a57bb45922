/* SPDX-License-Identifier: BSD-2-Clause */
/* What staff write down as evidence of a basis. The store keeps it readable, so it must not say what the tags hide. */
#ifndef CLI_EVIDENCE_H
#define CLI_EVIDENCE_H

#include "policy/match/register_view.h"

#include <glib.h>

enum { EVIDENCE_MAX_BYTES = 500 };

/* NULL where the text, valid UTF-8, can be kept, else what to do instead: one line, that holds neither the
 * constituent's id nor anything by which the register identifies somebody. */
const char *evidence_fault(const char *text, const char *id, const struct register_view *view);

#endif
