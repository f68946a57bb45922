/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour directory show ADDRESS`: who an address is on a day, and why, as the rules see it. */
#include "cli/case_input.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "policy/hours.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static void print_field(const char *label, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	printf("  %-12s ", label);
	terminal_print(stdout, value);
	putchar('\n');
}

static void print_values(const char *label, char **values)
{
	g_autofree char *joined = g_strjoinv("; ", values);

	print_field(label, joined);
}

static void print_day(const char *label, gint32 day)
{
	GDate date;
	char text[32];

	if (day == 0)
		return;
	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)day);
	if (g_date_strftime(text, sizeof text, "%Y-%m-%d", &date) > 0)
		print_field(label, text);
}

static void print_person(const struct resolution *resolution)
{
	const struct person *person = resolution->person;
	g_autofree char *name = person_short_name(person);

	printf("%s is %s, %s%s\n", resolution->address, name, person_kind_name(person->kind),
	       resolution->is_in_office ? "" : " (not in office on that day: counts as nobody's member or officer)");
	print_field("person", person->email);
	print_field("group", person->group);
	print_values("wards", person->wards);
	print_values("roles", person->roles);
	print_values("committees", person->committees);
	print_field("unit", person->unit);
	print_field("manager", person->manager);
	print_values("aliases", person->aliases);
	print_values("private", person->private_addresses);
	print_values("logins", person->logins);
	print_values("acts for", person->acts_for);
	print_day("from", person->from);
	print_day("until", person->until);
	printf("  %-12s people.csv:%u\n", "stated in", person->line);
}

static void print_list(const struct resolution *resolution)
{
	printf("%s is a %s address%s\n", resolution->address, list_kind_name(resolution->list->kind),
	       resolution->has_unknown_member ? "; a council address in it is unknown" : "");
	print_values("members", resolution->list->members);
	printf("  %-12s lists.csv:%u\n", "stated in", resolution->list->line);
}

static void print_reached(const struct resolution *resolution)
{
	if (resolution->persons->len == 0)
		return;
	puts("  mail to it reaches:");
	for (guint i = 0; i < resolution->persons->len; i++) {
		const struct person *person = g_ptr_array_index(resolution->persons, i);
		g_autofree char *name = person_short_name(person);

		fputs("    ", stdout);
		terminal_print(stdout, name);
		printf(" <%s>, %s\n", person->email, person_kind_name(person->kind));
	}
}

static void print_resolution(const struct resolution *resolution)
{
	switch (resolution->kind) {
	case RESOLVED_PERSON:
		print_person(resolution);
		break;
	case RESOLVED_LIST:
		print_list(resolution);
		break;
	case RESOLVED_COUNCIL_UNKNOWN:
		printf("%s is an unknown address of the council or of a list host: it may be a list, so a silent copy "
		       "beside it is at most a notice; add it to people.csv or lists.csv\n",
		       resolution->address);
		break;
	case RESOLVED_OUTSIDE:
		printf("%s is outside the council\n", resolution->address);
		break;
	}
	if (resolution->domain != NULL)
		printf("  %-12s %s (%s), domains.csv:%u\n", "domain", resolution->domain->name,
		       domain_kind_name(resolution->domain->kind), resolution->domain->line);
	if (resolution->is_protected)
		puts("  protected: nothing sent to it is judged or recorded");
	print_reached(resolution);
}

/* The day of --date, or today in Europe/London. 0: no date. */
static guint32 read_day(const char *date)
{
	gint64 time = g_get_real_time() / G_USEC_PER_SEC;

	return date == NULL || case_input_date(date, &time) ? hours_day(time) : 0;
}

int command_directory(const char *conf_path, int argc, char **argv)
{
	g_autofree char *date = NULL;
	const GOptionEntry entries[] = {
		{"date", 0, 0, G_OPTION_ARG_STRING, &date, "On that day (ISO 8601; default today)", "DATE"}, {0}};
	struct snapshot *snapshot;
	guint32 day;
	int status;

	if (!options_parse(entries, "show ADDRESS...  explains who an address is", &argc, &argv, &status))
		return status;
	if (argc < 3 || strcmp(argv[1], "show") != 0) {
		fputs("candour: say `candour directory show ADDRESS`\n", stderr);
		return EX_USAGE;
	}
	day = read_day(date);
	if (day == 0) {
		fputs("candour: --date wants a day like 2026-05-14\n", stderr);
		return EX_USAGE;
	}
	snapshot = options_snapshot(conf_path);
	if (snapshot == NULL)
		return EX_CONFIG;
	for (int i = 2; i < argc; i++) {
		struct resolution *resolution = directory_resolve(snapshot->policy.directory, argv[i], day);

		print_resolution(resolution);
		resolution_free(resolution);
	}
	snapshot_unref(snapshot);
	return EX_OK;
}
