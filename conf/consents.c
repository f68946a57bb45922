/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads consents.csv. Whether a constituent is known is for the register's builder to say. */
#include "conf/constituents.h"

#include "conf/csv_file.h"
#include "conf/faults.h"
#include "policy/directory/mailbox.h"
#include "store/register.h"

#include <string.h>

enum column { CONSTITUENT, MEMBER, BASIS, MATTER, FROM, UNTIL, WITHDRAWN, EVIDENCE };

static const struct csv_column columns[] = {
	[CONSTITUENT] = {"constituent", TRUE}, [MEMBER] = {"member", TRUE},      [BASIS] = {"basis", TRUE},
	[MATTER] = {"matter", FALSE},          [FROM] = {"from", FALSE},         [UNTIL] = {"until", FALSE},
	[WITHDRAWN] = {"withdrawn", FALSE},    [EVIDENCE] = {"evidence", FALSE}, {NULL, FALSE},
};

/* POLICY.md, "Constituents' data": the two of the contract, and the sender's reasons. */
static const char *const bases[] = {
	"consent",
	"acting",
	"asked",
	"cannot-consent",
	"consent-impracticable",
	"would-prejudice",
	"unreasonably-withheld",
	"legal-duty",
	"safeguarding",
	NULL,
};

static gboolean read_dates(const struct csv_file *file, const struct csv_row *row, struct register_basis *basis,
			   GError **error)
{
	if (!csv_file_date(file, row, FROM, &basis->from, error) ||
	    !csv_file_date(file, row, UNTIL, &basis->until, error) ||
	    !csv_file_date(file, row, WITHDRAWN, &basis->withdrawn, error))
		return FALSE;
	if (basis->from != 0 && basis->until != 0 && basis->until < basis->from)
		return csv_file_refuse(file, row, error, "this basis ends before it begins");
	return TRUE;
}

static gboolean read_words(const struct csv_file *file, const struct csv_row *row, struct register_basis *basis,
			   GError **error)
{
	g_autofree char *word = g_ascii_strdown(row->cells[BASIS], -1);
	g_autofree char *member = mailbox_normalise(row->cells[MEMBER]);

	if (!mailbox_is_whole(member) || strpbrk(row->cells[MEMBER], " ;,") != NULL)
		return csv_file_refuse(file, row, error, "member: '%s' is not one e-mail address", row->cells[MEMBER]);
	if (!g_strv_contains(bases, word)) {
		g_autofree char *known = g_strjoinv(", ", (char **)bases);

		return csv_file_refuse(file, row, error, "basis: '%s' is none of: %s", row->cells[BASIS], known);
	}
	basis->member = g_steal_pointer(&member);
	basis->basis = g_steal_pointer(&word);
	return TRUE;
}

static void free_basis(gpointer basis)
{
	register_basis_free(basis);
}

static struct register_basis *read_basis(const struct csv_file *file, const struct csv_row *row, GError **error)
{
	struct register_basis *basis = g_new0(struct register_basis, 1);

	basis->constituent = g_strdup(row->cells[CONSTITUENT]);
	basis->matter = g_strdup(row->cells[MATTER]);
	basis->file = g_strdup(file->path);
	basis->line = row->line;
	if (read_words(file, row, basis, error) && read_dates(file, row, basis, error))
		return basis;
	register_basis_free(basis);
	return NULL;
}

GPtrArray *consents_load(const char *path, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_basis);
	g_autoptr(GPtrArray) faults = faults_new();
	GError *fault = NULL;
	struct csv_file *file = csv_file_load(path, columns, faults);

	for (guint i = 0; file != NULL && i < file->rows->len; i++) {
		struct register_basis *basis = read_basis(file, g_ptr_array_index(file->rows, i), &fault);

		if (basis != NULL)
			g_ptr_array_add(rows, basis);
		faults_take(faults, &fault);
	}
	csv_file_free(file);
	return faults_join(faults, error) ? g_steal_pointer(&rows) : NULL;
}
