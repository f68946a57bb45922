/* SPDX-License-Identifier: BSD-2-Clause */
/* What quoted text, and the stored thread, say about passing a letter on: the first member's express consent
 * (Aberdeen 6.1.3B), and an officer's word that copies could be sent (Gloucester 16(1)(b)). (POLICY.md, "Silent
 * copies", "Onward copies".) */
#ifndef POLICY_MATCH_CONSENT_H
#define POLICY_MATCH_CONSENT_H

#include "policy/facts.h"
#include "policy/match/consent_text.h"

#include <glib.h>

enum { CONSENT_MAX_LETTERS = 50 }; /* older ones that are quoted are not read */

/* The quoted letters of the first member, read once for all persons. */
struct consent_thread;

/* Borrows the facts, which outlive it. Never NULL; free with consent_thread_free(). */
struct consent_thread *consent_thread_new(const struct facts *facts);
void consent_thread_free(struct consent_thread *thread);

/* The member in whose letter the quoted thread begins, or the stored one where none is quoted, or to whom alone it was
 * sent; NULL where there is none or where several were there from the first. */
const struct person *consent_first_member(const struct consent_thread *thread);

/* TRUE where that member, in the latest word on it, names the person as one who may have a copy, or sent them one. */
gboolean consent_stands(const struct consent_thread *thread, const struct person *person);

/* TRUE where an officer told that copies could go to other members: in quoted text, or in this message itself too
 * unless is_advance. */
gboolean consent_is_announced(const struct facts *facts, gboolean is_advance);

#endif
