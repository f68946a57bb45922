/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts bytes of text. Knows no part. */
#include "parser/text_budget.h"

#include "parser/message.h"

struct text_budget text_budget_new(guint parts)
{
	gsize share = MESSAGE_MAX_TEXT_BYTES / 2 / MAX(parts, 1);

	return (struct text_budget){
		.left = MESSAGE_MAX_TEXT_BYTES, .share = MIN(share, TEXT_BUDGET_SHARE_BYTES), .coming = parts};
}

void text_budget_begin_part(struct text_budget *budget)
{
	budget->coming -= budget->coming > 0;
}

gsize text_budget_take(struct text_budget *budget, gsize wanted)
{
	gsize kept = budget->coming * budget->share;
	gsize taken = MIN(wanted, budget->left - MIN(budget->left, kept));

	budget->left -= taken;
	return taken;
}
