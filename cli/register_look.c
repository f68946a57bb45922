/* SPDX-License-Identifier: BSD-2-Clause */
/* What staff can ask the register: is this constituent in it, how many have this value, what does it hold. Answers are
 * numbers, tags and days; a value is never in them, nor could it be. */
#include "cli/register_look.h"

#include "cli/day.h"
#include "cli/desk.h"
#include "cli/options.h"
#include "cli/staff.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "store/bases.h"
#include "store/register_describe.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

enum { MAX_VALUE_BYTES = 1000 };

/* The words of the command line; and of a field of several values, which they are. */
static const struct {
	const char *name, *pieces;
} fields[REGISTER_FIELDS] = {
	[REGISTER_REFERENCE] = {"reference", NULL},
	[REGISTER_EMAIL] = {"email", NULL},
	[REGISTER_PHONE] = {"phone", NULL},
	[REGISTER_NINO] = {"nino", NULL},
	[REGISTER_NHS_NUMBER] = {"nhs_number", NULL},
	[REGISTER_NAME] = {"name", "FORENAME; SURNAME"},
	[REGISTER_SURNAME] = {"surname", NULL},
	[REGISTER_POSTCODE] = {"postcode", NULL},
	[REGISTER_HOUSE_STREET] = {"address", "HOUSE; STREET"},
	[REGISTER_DATE_OF_BIRTH] = {"date_of_birth", NULL},
	[REGISTER_NAME_POSTCODE] = {"name_postcode", "FORENAME; SURNAME; POSTCODE"},
	[REGISTER_NAME_ADDRESS] = {"name_address", "FORENAME; SURNAME; HOUSE; STREET"},
	[REGISTER_SURNAME_BIRTH] = {"surname_birth", "SURNAME; DATE"},
};

/* Tags of all persons of the directory, so that a basis says for whom it is. */
static char *member_of(const struct desk *desk, const char *tag)
{
	g_autoptr(GPtrArray) persons = directory_persons(desk->directory, 0);

	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);
		g_autofree char *other = register_member_tag_of(desk->file, person->email);

		if (strcmp(other, tag) == 0)
			return g_strdup(person->email);
	}
	return g_strconcat("nobody of people.csv: ", tag, NULL);
}

static void add_registered(const struct desk *desk, struct table *table, register_row row)
{
	g_autoptr(GPtrArray) bases = register_row_bases(desk->file, row);

	for (guint i = 0; i < bases->len; i++) {
		const struct register_row_basis *basis = g_ptr_array_index(bases, i);
		g_autofree char *member = member_of(desk, basis->member), *from = day_write(basis->from);
		g_autofree char *until = day_write(basis->until), *withdrawn = day_write(basis->withdrawn);
		const char *cells[] = {"register", member, basis->matter != NULL ? basis->matter : "any",
				       from,       until,  withdrawn};

		table_add(table, cells);
	}
}

static gboolean add_recorded(const struct desk *desk, struct table *table, const char *tag, GError **error)
{
	g_autoptr(GPtrArray) rows = desk->casebook != NULL ? bases_list(desk->casebook, tag, NULL, error) : NULL;

	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const struct basis_row *row = g_ptr_array_index(rows, i);
		g_autofree char *from = row->basis != NULL ? day_write(row->from) : NULL;
		g_autofree char *until = day_write(row->until), *withdrawn = day_write(row->withdrawn);
		const char *cells[] = {"consent", row->member, row->matter != NULL ? row->matter : "any",
				       from,      until,       withdrawn};

		table_add(table, cells);
	}
	return rows != NULL || desk->casebook == NULL;
}

static void print_values(const struct register_row_values *values)
{
	static const char *const headings[] = {"FIELD", "VALUES", "SHARED", NULL};
	struct table *table = table_new(headings);

	for (guint field = 0; field < REGISTER_FIELDS; field++) {
		g_autofree char *count = g_strdup_printf("%u", values->values[field]);
		g_autofree char *shared = g_strdup_printf("%u", values->shared[field]);
		const char *cells[] = {fields[field].name, count, shared};

		if (values->values[field] > 0)
			table_add(table, cells);
	}
	table_print(stdout, table);
	table_free(table);
}

static int show(const struct desk *desk, int argc, char **argv)
{
	static const char *const headings[] = {"BASIS OF", "MEMBER", "MATTER", "FROM", "UNTIL", "WITHDRAWN", NULL};
	g_autofree char *id = g_strstrip(g_strdup(argv[2]));
	g_autofree char *tag = register_id_tag(desk->file, id);
	g_autoptr(GError) error = NULL;
	struct register_row_values values;
	struct table *table;
	register_row row;
	int status = EX_OK;

	(void)argc;
	if (!register_find_id(desk->file, id, &row)) {
		fputs("candour: the register has no constituent '", stderr);
		terminal_print(stderr, id);
		fputs("'\n", stderr);
		return EX_NOINPUT;
	}
	printf("in the register; cases show it as %s\n\n", tag);
	register_describe_row(desk->file, row, &values);
	print_values(&values);
	table = table_new(headings);
	add_registered(desk, table, row);
	if (!add_recorded(desk, table, tag, &error))
		status = staff_complain(error);
	putchar('\n');
	table_print(stdout, table);
	table_free(table);
	return status;
}

/* FALSE after complaining. */
static gboolean find_field(const char *name, enum register_field *ret_field)
{
	for (guint field = 0; field < REGISTER_FIELDS; field++)
		if (strcmp(name, fields[field].name) == 0) {
			*ret_field = (enum register_field)field;
			return TRUE;
		}
	fputs("candour: there is no field '", stderr);
	terminal_print(stderr, name);
	fputs("'; the fields are:", stderr);
	for (guint field = 0; field < REGISTER_FIELDS; field++)
		fprintf(stderr, "%s %s", field > 0 ? "," : "", fields[field].name);
	fputc('\n', stderr);
	return FALSE;
}

/* "-" reads it from standard input, so that it stands in no shell's history. Caller frees. */
static char *read_value(const char *word)
{
	char line[MAX_VALUE_BYTES] = "";

	if (strcmp(word, "-") != 0)
		return g_strdup(word);
	return fgets(line, sizeof line, stdin) != NULL ? g_strdup(line) : g_strdup("");
}

/* NULL after complaining. */
static char *normalise(enum register_field field, const char *word)
{
	g_autofree char *text = read_value(word), *joined = NULL;
	g_auto(GStrv) pieces = NULL;
	char *value = NULL;

	if (g_utf8_validate(text, -1, NULL)) {
		pieces = g_strsplit(text, fields[field].pieces != NULL ? ";" : "\n", -1);
		for (char **piece = pieces; *piece != NULL; piece++)
			g_strstrip(*piece);
		joined = fields[field].pieces != NULL ? g_strjoinv("\x1f", pieces) : g_strdup(pieces[0]);
		value = joined != NULL ? register_normalise(field, joined) : NULL;
	}
	if (value == NULL)
		fprintf(stderr, "candour: that is no value of the field %s%s%s%s\n", fields[field].name,
			fields[field].pieces != NULL ? "; write it as \"" : "",
			fields[field].pieces != NULL ? fields[field].pieces : "",
			fields[field].pieces != NULL ? "\"" : "");
	return value;
}

/* What a message with this value and no other would come to. */
static void print_strength(enum register_field field, gsize count)
{
	const char *strength = register_strength_alone(field, count);

	if (strength != NULL)
		printf("alone it identifies: %s\n", strength);
	else if (count > 0)
		puts("alone it identifies nobody");
}

static int query(const struct desk *desk, int argc, char **argv)
{
	struct register_view view = register_view_of(desk->file);
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
	enum register_field field;
	g_autofree char *value = NULL;
	gsize count;

	(void)argc;
	if (!find_field(argv[2], &field))
		return EX_USAGE;
	value = normalise(field, argv[3]);
	if (value == NULL)
		return EX_USAGE;
	count = view.find(view.context, field, value, rows, G_N_ELEMENTS(rows));
	printf("%" G_GSIZE_FORMAT " constituent%s\n", count, count == 1 ? "" : "s");
	for (gsize i = 0; i < MIN(count, G_N_ELEMENTS(rows)); i++) {
		g_autofree char *tag = view.row_tag(view.context, rows[i]);

		printf("  %s\n", tag);
	}
	if (count > G_N_ELEMENTS(rows))
		printf("  and %" G_GSIZE_FORMAT " more\n", count - G_N_ELEMENTS(rows));
	print_strength(field, count);
	return EX_OK;
}

static int stats(const struct desk *desk, int argc, char **argv)
{
	static const char *const headings[] = {"FIELD", "VALUES", "SHARED", NULL};
	struct table *table = table_new(headings);
	struct register_stats stats;
	g_autoptr(GDateTime) built = NULL;
	g_autofree char *built_at = NULL;

	(void)argc;
	(void)argv;
	register_describe(desk->file, &stats);
	built = g_date_time_new_from_unix_utc(stats.built_at);
	built_at = built != NULL ? g_date_time_format_iso8601(built) : NULL;
	printf("constituents  %" G_GUINT64_FORMAT "\n", stats.rows);
	printf("bases         %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " of them withdrawn\n", stats.bases,
	       stats.withdrawn);
	printf("recorded      %" G_GSIZE_FORMAT " by `candour consent`\n",
	       desk->bases != NULL ? basis_index_count(desk->bases) : 0);
	printf("built         %s\n", built_at != NULL ? built_at : "?");
	printf("version       %u\n", stats.version);
	printf("bytes         %" G_GSIZE_FORMAT "\n\n", stats.bytes);
	for (guint field = 0; field < REGISTER_FIELDS; field++) {
		g_autofree char *values = g_strdup_printf("%" G_GUINT64_FORMAT, stats.values[field]);
		g_autofree char *shared = g_strdup_printf("%" G_GUINT64_FORMAT, stats.shared[field]);
		const char *cells[] = {fields[field].name, values, shared};

		table_add(table, cells);
	}
	table_print(stdout, table);
	table_free(table);
	return EX_OK;
}

static const struct look {
	const char *name, *whole_name, *usage;
	int arguments; /* after the subcommand's name */
	int (*run)(const struct desk *desk, int argc, char **argv);
} looks[] = {
	{"show", "register show", "ID  is this constituent in the register, and what bases are there", 1, show},
	{"query", "register query",
	 "FIELD VALUE  how many constituents have the value (- reads it from standard input)", 2, query},
	{"stats", "register stats", "what the register holds, in numbers", 0, stats},
};

static const struct look *find_look(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(looks); i++)
		if (strcmp(looks[i].name, name) == 0)
			return &looks[i];
	return NULL;
}

gboolean register_look_is(const char *subcommand)
{
	return find_look(subcommand) != NULL;
}

int register_look(const char *conf_path, int argc, char **argv)
{
	const struct look *look = find_look(argv[1]);
	struct desk desk = {0};
	int status;

	argv[0] = (char *)look->whole_name;
	if (!options_parse(NULL, look->usage, &argc, &argv, &status))
		return status;
	if (argc != look->arguments + 2) {
		fprintf(stderr, "candour: usage: candour %s %s\n", look->whole_name, look->usage);
		return EX_USAGE;
	}
	if (desk_open(&desk, conf_path, FALSE, &status))
		status = look->run(&desk, argc, argv);
	desk_done(&desk);
	return status;
}
