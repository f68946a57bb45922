/* SPDX-License-Identifier: BSD-2-Clause */
/* Judges one complete message: bytes to facts, facts to verdict, verdict into the casebook, and only then the answer.
 */
#ifndef MILTER_JUDGING_H
#define MILTER_JUDGING_H

#include "milter/answer.h"
#include "milter/collect.h"
#include "milter/service.h"

/* Never NULL; free with answer_free(). What the answer promises (held, a notice owed) is committed before this
 * returns; where that fails, the answer is the one that `failure` configures. Logs what it decided. */
struct answer *judging_answer(struct service *service, struct collect *collect);
/* The answer for a message that found no place to be judged in time, or came while the daemon was ending. */
struct answer *judging_no_place(struct service *service, const struct collect *collect);

#endif
