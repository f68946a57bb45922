/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a message is marked, and whether a text says at its head that it is confidential (POLICY.md, "Markings and
 * confidential content"). */
#ifndef POLICY_MATCH_MARKING_H
#define POLICY_MATCH_MARKING_H

#include "parser/message.h"

#include <glib.h>

struct policy;

/* A text's head: so many lines with words on them, longer ones left out. */
enum { MARKING_HEAD_LINES = 12, MARKING_LINE_BYTES = 200 };

/* The sender marked the message: subject, head, sensitivity, an enabled label that the policy maps to a confidential
 * level, or another product's field that does. */
gboolean marking_stands(const struct policy *policy, const struct message *message);

/* One of the labels, of the message or of an attachment, is enabled and mapped to a confidential level. NULL is fine.
 */
gboolean marking_is_labelled(const struct policy *policy, const GPtrArray *labels);

/* One of the text's first lines is a marking and nothing else ("CONFIDENTIAL", "Classification: Official-Sensitive") or
 * begins with one and a colon or a dash. */
gboolean marking_heads(const char *text);

#endif
