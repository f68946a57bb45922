/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads domains.csv. */
#include "conf/conf_values.h"
#include "conf/csv_file.h"
#include "conf/directory_files.h"
#include "conf/faults.h"

enum column { DOMAIN, KIND };

static const struct csv_column columns[] = {
	[DOMAIN] = {"domain", TRUE},
	[KIND] = {"kind", TRUE},
	{NULL, FALSE},
};

static struct domain *read_domain(const struct csv_file *file, const struct csv_row *row, GError **error)
{
	const char *name = row->cells[DOMAIN];
	enum domain_kind kind;
	struct domain *domain;

	if (!conf_values_domain(*name == '.' ? name + 1 : name, NULL)) {
		csv_file_refuse(file, row, error, "domain: '%s' is not a domain; write it as police.example", name);
		return NULL;
	}
	if (!domain_kind_from_name(row->cells[KIND], &kind)) {
		csv_file_refuse(file, row, error, "kind: '%s' is none of: partner, press, party, protected, list-host",
				row->cells[KIND]);
		return NULL;
	}
	domain = g_new0(struct domain, 1);
	domain->name = g_strdup(name);
	domain->kind = kind;
	domain->line = row->line;
	return domain;
}

void domains_load(const char *path, struct directory *directory, GPtrArray *faults)
{
	GError *error = NULL;
	struct csv_file *file = csv_file_load(path, columns, faults);

	for (guint i = 0; file != NULL && i < file->rows->len; i++) {
		struct domain *domain = read_domain(file, g_ptr_array_index(file->rows, i), &error);

		if (domain != NULL)
			directory_take_domain(directory, domain, &error);
		faults_take(faults, &error);
	}
	csv_file_free(file);
}
