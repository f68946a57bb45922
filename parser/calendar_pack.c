/* SPDX-License-Identifier: BSD-2-Clause */
/* A calendar's plain data, and the same as a text of lines and tabs. Reads no iCalendar. */
#include "parser/calendar.h"

#include "parser/address.h"

#include <string.h>

static void person_free(gpointer data)
{
	struct calendar_person *person = data;

	g_free(person->name);
	g_free(person->mailbox);
	g_free(person);
}

void calendar_free(gpointer data)
{
	struct calendar *calendar = data;

	if (!calendar)
		return;
	g_free(calendar->section);
	g_free(calendar->name);
	g_free(calendar->method);
	g_free(calendar->summary);
	g_ptr_array_unref(calendar->people);
	g_free(calendar);
}

struct calendar *calendar_new(void)
{
	struct calendar *calendar = g_new0(struct calendar, 1);

	calendar->people = g_ptr_array_new_with_free_func(person_free);
	return calendar;
}

void calendar_add_person(struct calendar *calendar, enum calendar_role role, gboolean is_resource, const char *name,
			 const char *mailbox)
{
	struct calendar_person *person;
	g_autofree char *normal = address_mailbox(mailbox);

	if (!normal)
		return;
	person = g_new0(struct calendar_person, 1);
	person->role = role;
	person->is_resource = is_resource;
	person->name = name && *name ? g_strdup(name) : NULL;
	person->mailbox = g_steal_pointer(&normal);
	g_ptr_array_add(calendar->people, person);
}

/* Nothing that ends a field or a line. */
static void append_field(GString *packed, const char *value)
{
	g_autofree char *clean = value ? g_strdelimit(g_strdup(value), "\t\n\r", ' ') : NULL;

	g_string_append_printf(packed, "\t%s", clean ? clean : "");
}

/* "c METHOD SUMMARY", then "p ROLE RESOURCE NAME MAILBOX" for each, with tabs; an empty field is NULL. */
char *calendar_pack(const struct calendar *calendar)
{
	GString *packed = g_string_new("c");

	append_field(packed, calendar->method);
	append_field(packed, calendar->summary);
	g_string_append_c(packed, '\n');
	for (guint i = 0; i < calendar->people->len; i++) {
		const struct calendar_person *person = g_ptr_array_index(calendar->people, i);

		g_string_append_printf(packed, "p\t%c\t%c", '0' + (char)person->role, person->is_resource ? '1' : '0');
		append_field(packed, person->name);
		append_field(packed, person->mailbox);
		g_string_append_c(packed, '\n');
	}
	return g_string_free(packed, FALSE);
}

static char *filled(const char *field)
{
	return *field ? g_strdup(field) : NULL;
}

static gboolean unpack_person(struct calendar *calendar, char **fields)
{
	if (g_strv_length(fields) != 5 || strcmp(fields[0], "p") != 0 || strlen(fields[1]) != 1 || fields[1][0] < '0' ||
	    fields[1][0] >= '0' + CALENDAR_ROLES || !*fields[4] || calendar->people->len >= CALENDAR_MAX_PEOPLE)
		return FALSE;
	calendar_add_person(calendar, (enum calendar_role)(fields[1][0] - '0'), strcmp(fields[2], "1") == 0, fields[3],
			    fields[4]);
	return TRUE;
}

struct calendar *calendar_unpack(const char *packed)
{
	g_auto(GStrv) lines = g_strsplit(packed, "\n", CALENDAR_MAX_PEOPLE + 3);
	struct calendar *calendar = calendar_new();
	gboolean is_good = FALSE;

	for (guint i = 0; lines[i] && *lines[i]; i++) {
		g_auto(GStrv) fields = g_strsplit(lines[i], "\t", 6);

		if (i == 0) {
			is_good = g_strv_length(fields) == 3 && strcmp(fields[0], "c") == 0;
			if (is_good) {
				calendar->method = filled(fields[1]);
				calendar->summary = filled(fields[2]);
			}
		} else {
			is_good = is_good && unpack_person(calendar, fields);
		}
	}
	if (!is_good)
		g_clear_pointer(&calendar, calendar_free);
	return calendar;
}
