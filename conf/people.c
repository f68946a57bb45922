/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads people.csv. Whether rows agree with each other is for the directory to say. */
#include "conf/csv_file.h"
#include "conf/directory_files.h"
#include "conf/faults.h"

#include <string.h>

enum column {
	EMAIL,
	KIND,
	TITLE,
	FORENAME,
	SURNAME,
	ALIASES,
	LOGINS,
	PRIVATE_ADDRESSES,
	GROUP,
	GROUP_LEADER,
	WARDS,
	ROLES,
	COMMITTEES,
	GRADE,
	UNIT,
	MANAGER,
	ACTS_FOR,
	FROM,
	UNTIL,
};

static const struct csv_column columns[] = {
	[EMAIL] = {"email", TRUE},
	[KIND] = {"kind", TRUE},
	[TITLE] = {"title", FALSE},
	[FORENAME] = {"forename", FALSE},
	[SURNAME] = {"surname", FALSE},
	[ALIASES] = {"aliases", FALSE},
	[LOGINS] = {"logins", FALSE},
	[PRIVATE_ADDRESSES] = {"private_addresses", FALSE},
	[GROUP] = {"group", FALSE},
	[GROUP_LEADER] = {"group_leader", FALSE},
	[WARDS] = {"wards", FALSE},
	[ROLES] = {"roles", FALSE},
	[COMMITTEES] = {"committees", FALSE},
	[GRADE] = {"grade", FALSE},
	[UNIT] = {"unit", FALSE},
	[MANAGER] = {"manager", FALSE},
	[ACTS_FOR] = {"acts_for", FALSE},
	[FROM] = {"from", FALSE},
	[UNTIL] = {"until", FALSE},
	{NULL, FALSE},
};

static gboolean read_grade(const struct csv_file *file, const struct csv_row *row, enum person_grade *ret_grade,
			   GError **error)
{
	static const char *const grades[] = {[GRADE_CHIEF] = "chief", [GRADE_HEAD] = "head", [GRADE_OTHER] = "other"};
	const char *text = row->cells[GRADE];

	for (gsize i = GRADE_CHIEF; text != NULL && i < G_N_ELEMENTS(grades); i++) {
		if (g_ascii_strcasecmp(text, grades[i]) == 0) {
			*ret_grade = (enum person_grade)i;
			return TRUE;
		}
	}
	if (text != NULL)
		return csv_file_refuse(file, row, error, "grade: '%s' is none of: chief, head, other", text);
	*ret_grade = GRADE_NONE;
	return TRUE;
}

static gboolean read_leader(const struct csv_file *file, const struct csv_row *row, gboolean *ret_is_leader,
			    GError **error)
{
	const char *text = row->cells[GROUP_LEADER];

	*ret_is_leader = text != NULL && g_ascii_strcasecmp(text, "yes") == 0;
	if (text != NULL && !*ret_is_leader && g_ascii_strcasecmp(text, "no") != 0)
		return csv_file_refuse(file, row, error, "group_leader: '%s' is neither yes nor no", text);
	if (*ret_is_leader && row->cells[GROUP] == NULL)
		return csv_file_refuse(file, row, error, "a group_leader needs a group");
	return TRUE;
}

/* Words in which only these differ from a plain copy. */
static gboolean read_words(const struct csv_file *file, const struct csv_row *row, struct person *person,
			   GError **error)
{
	const char *kind = row->cells[KIND];

	if (strpbrk(row->cells[EMAIL], " \t;") != NULL)
		return csv_file_refuse(file, row, error, "email: '%s' is more than one address; others go into aliases",
				       row->cells[EMAIL]);
	if (!person_kind_from_name(kind, &person->kind))
		return csv_file_refuse(
			file, row, error,
			"kind: '%s' is none of: officer, member, co-optee, assistant, political-assistant, mp, "
			"county-member, press, contractor",
			kind);
	return read_leader(file, row, &person->is_group_leader, error) &&
	       read_grade(file, row, &person->grade, error) && csv_file_date(file, row, FROM, &person->from, error) &&
	       csv_file_date(file, row, UNTIL, &person->until, error);
}

static struct person *read_person(const struct csv_file *file, const struct csv_row *row, GError **error)
{
	struct person *person = g_new0(struct person, 1);
	char **cells = row->cells;
	gboolean is_grouped = cells[GROUP] != NULL && g_ascii_strcasecmp(cells[GROUP], "none") != 0;

	person->line = row->line;
	person->email = g_strdup(cells[EMAIL]);
	person->title = g_strdup(cells[TITLE]);
	person->forename = g_strdup(cells[FORENAME]);
	person->surname = g_strdup(cells[SURNAME]);
	person->aliases = csv_file_words(cells[ALIASES]);
	person->logins = csv_file_words(cells[LOGINS]);
	person->private_addresses = csv_file_words(cells[PRIVATE_ADDRESSES]);
	person->group = is_grouped ? g_strdup(cells[GROUP]) : NULL;
	person->wards = csv_file_phrases(cells[WARDS]);
	person->roles = csv_file_phrases(cells[ROLES]);
	person->committees = csv_file_phrases(cells[COMMITTEES]);
	person->unit = g_strdup(cells[UNIT]);
	person->manager = g_strdup(cells[MANAGER]);
	person->acts_for = csv_file_selectors(cells[ACTS_FOR]);
	if (read_words(file, row, person, error))
		return person;
	person_free(person);
	return NULL;
}

void people_load(const char *path, struct directory *directory, GPtrArray *faults)
{
	GError *error = NULL;
	struct csv_file *file = csv_file_load(path, columns, faults);

	for (guint i = 0; file != NULL && i < file->rows->len; i++) {
		struct person *person = read_person(file, g_ptr_array_index(file->rows, i), &error);

		if (person != NULL)
			directory_take_person(directory, person, &error);
		faults_take(faults, &error);
	}
	csv_file_free(file);
}
