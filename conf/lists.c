/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads lists.csv. Whether its entries are known is for the directory to say. */
#include "conf/csv_file.h"
#include "conf/directory_files.h"
#include "conf/faults.h"

enum column { ADDRESS, MEMBERS, KIND };

static const struct csv_column columns[] = {
	[ADDRESS] = {"address", TRUE},
	[MEMBERS] = {"members", FALSE},
	[KIND] = {"kind", FALSE},
	{NULL, FALSE},
};

static struct list *read_list(const struct csv_file *file, const struct csv_row *row, GError **error)
{
	enum list_kind kind = LIST_LIST;
	struct list *list;

	if (row->cells[KIND] != NULL && !list_kind_from_name(row->cells[KIND], &kind)) {
		csv_file_refuse(file, row, error,
				"kind: '%s' is none of: list, shared, enquiries, archive, system, protected",
				row->cells[KIND]);
		return NULL;
	}
	list = g_new0(struct list, 1);
	list->address = g_strdup(row->cells[ADDRESS]);
	list->members = csv_file_selectors(row->cells[MEMBERS]);
	list->kind = kind;
	list->line = row->line;
	return list;
}

void lists_load(const char *path, struct directory *directory, GPtrArray *faults)
{
	GError *error = NULL;
	struct csv_file *file = csv_file_load(path, columns, faults);

	for (guint i = 0; file != NULL && i < file->rows->len; i++) {
		struct list *list = read_list(file, g_ptr_array_index(file->rows, i), &error);

		if (list != NULL)
			directory_take_list(directory, list, &error);
		faults_take(faults, &error);
	}
	csv_file_free(file);
}
