/* SPDX-License-Identifier: BSD-2-Clause */
/* Carries an answer to the MTA through libmilter. */
#ifndef MILTER_APPLY_H
#define MILTER_APPLY_H

#include "milter/answer.h"

#include <libmilter/mfapi.h>

/* From the end-of-message callback only; gives the callback's return value. Where libmilter does not take an edit the
 * message is to be tried again: nobody may get what was held. adds_leading_space: the MTA leaves the space after a
 * field's colon to us (SMFIP_HDR_LEADSPC). */
sfsistat apply_answer(SMFICTX *ctx, const struct answer *answer, gboolean adds_leading_space);

#endif
