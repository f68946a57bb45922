/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour held release`, `return` and `discard`: records what was decided. The courier carries it out. */
#include "cli/held.h"
#include "cli/staff.h"

#include <string.h>
#include <sysexits.h>

/* A silent copy that is released is one still: the member in the correspondence is to know (POLICY.md). */
static void remind_of_silence(const struct case_file *file)
{
	for (guint i = 0; i < file->findings->len; i++) {
		const struct case_finding *finding = g_ptr_array_index(file->findings, i);

		if (finding->applied == ACTION_HOLD && strcmp(finding->check, "silent-copy") == 0) {
			puts("It was a silent copy, and those it openly went to do not know of it: see that they are "
			     "told.");
			return;
		}
	}
}

int held_release(const struct held *held)
{
	g_autoptr(GError) error = NULL;
	int status = EX_OK;
	struct case_file *file = held_load(held, &status);

	if (file == NULL)
		return status;
	if (!cases_release(held->casebook, held->id, (const char *const *)held->options.to, held->actor,
			   held->options.reason, &error)) {
		status = staff_complain(error);
	} else {
		printf("Case %s: the courier sends it on its way; `candour held list` shows it until it has arrived.\n",
		       file->id);
		remind_of_silence(file);
	}
	case_file_free(file);
	return status;
}

static int end_case(const struct held *held,
		    gboolean (*decide)(struct casebook *, const char *, const char *, const char *, GError **),
		    const char *outcome)
{
	g_autoptr(GError) error = NULL;
	int status = EX_OK;
	struct case_file *file = held_load(held, &status);

	if (file == NULL)
		return status;
	if (decide(held->casebook, held->id, held->actor, held->options.reason, &error))
		printf("Case %s: %s\n", file->id, outcome);
	else
		status = staff_complain(error);
	case_file_free(file);
	return status;
}

int held_return(const struct held *held)
{
	return end_case(held, cases_return, "the courier returns it to its sender.");
}

int held_discard(const struct held *held)
{
	return end_case(held, cases_discard,
			"discarded; nobody gets it, and the sender is told so if they were warned.");
}
