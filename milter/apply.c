/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns an answer into libmilter's calls. It must decide nothing. */
#include "milter/apply.h"

#include "milter/refusal.h"

/* smfi_setmlreply() takes its lines as arguments up to a NULL; the array always ends with one. */
static gboolean set_lines(SMFICTX *ctx, const GPtrArray *lines)
{
	const char *line[REFUSAL_MAX_LINES + 1] = {NULL};

	for (guint i = 0; i < MIN(lines->len, REFUSAL_MAX_LINES); i++)
		line[i] = lines->pdata[i];
	return smfi_setmlreply(ctx, "550", "5.7.1", line[0], line[1], line[2], line[3], line[4], line[5], line[6],
			       line[7], line[8], line[9], line[10], line[11], line[12], line[13], line[14], line[15],
			       line[16], line[17], line[18], line[19], line[20], line[21], line[22], line[23], line[24],
			       line[25], line[26], line[27], line[28], line[29], line[30], line[31],
			       NULL) == MI_SUCCESS;
}

static void add_header(SMFICTX *ctx, const char *case_id, gboolean adds_leading_space)
{
	g_autofree char *value = g_strconcat(adds_leading_space ? " " : "", case_id, NULL);
	smfi_addheader(ctx, "X-Candour-Case", value);
}

sfsistat apply_answer(SMFICTX *ctx, const struct answer *answer, gboolean adds_leading_space)
{
	switch (answer->reply) {
	case ANSWER_TEMPFAIL:
		return SMFIS_TEMPFAIL;
	case ANSWER_REJECT:
		/* Without its text a refusal is still a refusal. */
		set_lines(ctx, answer->lines);
		return SMFIS_REJECT;
	case ANSWER_CONTINUE:
		break;
	}
	for (guint i = 0; i < answer->stripped->len; i++)
		if (smfi_delrcpt(ctx, answer->stripped->pdata[i]) != MI_SUCCESS)
			return SMFIS_TEMPFAIL;
	if (answer->case_header)
		add_header(ctx, answer->case_header, adds_leading_space);
	return SMFIS_CONTINUE;
}
