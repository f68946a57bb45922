/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns facts into JSON, and that into lines for people, so that both say the same. Judges nothing. */
#include "cli/text_facts.h"

#include "cli/json_text.h"
#include "cli/terminal.h"
#include "parser/calendar.h"

#include <stdio.h>
#include <string.h>

static const char *const sources[] = {
	[MARKING_SUBJECT] = "subject", [MARKING_HEAD] = "head", [MARKING_SENSITIVITY] = "sensitivity",
	[MARKING_LABEL] = "label",     [MARKING_NAME] = "name", [MARKING_PROPERTY] = "property",
	[MARKING_FOOT] = "foot",
};

static const char *const roles[] = {
	[CALENDAR_ORGANIZER] = "organizer",
	[CALENDAR_ATTENDEE] = "attendee",
	[CALENDAR_DELEGATE] = "delegate",
	[CALENDAR_SENT_BY] = "sent-by",
};

static json_t *json_person(const char *name, const char *mailbox)
{
	json_t *person = json_object();

	json_object_set_new(person, "name", json_text(name));
	json_object_set_new(person, "address", json_text(mailbox));
	return person;
}

static json_t *json_quoted(const struct quoted_message *quoted)
{
	static const struct {
		enum address_field field;
		const char *name;
	} fields[] = {{ADDRESS_FROM, "from"}, {ADDRESS_TO, "to"}, {ADDRESS_CC, "cc"}};
	json_t *object = json_object();

	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
		json_t *list = json_array();

		for (guint j = 0; j < quoted->addresses->len; j++) {
			const struct address *address = g_ptr_array_index(quoted->addresses, j);

			if (address->field == fields[i].field)
				json_array_append_new(list, json_person(address->name, address->mailbox));
		}
		json_object_set_new(object, fields[i].name, list);
	}
	json_object_set_new(object, "date", json_text(quoted->date));
	json_object_set_new(object, "subject", json_text(quoted->subject));
	json_object_set_new(object, "forwarded", json_boolean(quoted->is_forwarded));
	json_object_set_new(object, "text", json_text(quoted->text));
	return object;
}

/* of: what they stand in; NULL: the message itself. */
static void add_markings(json_t *list, const GPtrArray *markings, const char *of)
{
	for (guint i = 0; markings != NULL && i < markings->len; i++) {
		const struct marking *marking = g_ptr_array_index(markings, i);
		json_t *entry = json_object();

		json_object_set_new(entry, "of", of == NULL ? json_string("message") : json_text(of));
		json_object_set_new(entry, "where", json_string(sources[marking->source]));
		json_object_set_new(entry, "text", json_text(marking->text));
		json_array_append_new(list, entry);
	}
}

static void add_labels(json_t *list, const GPtrArray *labels, const char *of)
{
	for (guint i = 0; labels != NULL && i < labels->len; i++) {
		const struct label *label = g_ptr_array_index(labels, i);
		json_t *entry = json_object();

		json_object_set_new(entry, "of", of == NULL ? json_string("message") : json_text(of));
		json_object_set_new(entry, "guid", json_text(label->guid));
		json_object_set_new(entry, "name", json_text(label->name));
		json_object_set_new(entry, "enabled", json_boolean(label->is_enabled));
		json_array_append_new(list, entry);
	}
}

static char *part_name(const struct part *part)
{
	return g_strdup_printf("part %s%s%s", part->section, part->name == NULL ? "" : " ",
			       part->name == NULL ? "" : part->name);
}

static json_t *json_calendar(const struct calendar *calendar)
{
	json_t *object = json_object(), *people = json_array();

	json_object_set_new(object, "part", json_text(calendar->section));
	json_object_set_new(object, "name", json_text(calendar->name));
	json_object_set_new(object, "own", json_boolean(calendar->is_own));
	json_object_set_new(object, "method", json_text(calendar->method));
	json_object_set_new(object, "summary", json_text(calendar->summary));
	for (guint i = 0; i < calendar->people->len; i++) {
		const struct calendar_person *person = g_ptr_array_index(calendar->people, i);
		json_t *entry = json_person(person->name, person->mailbox);

		json_object_set_new(entry, "role", json_string(roles[person->role]));
		json_object_set_new(entry, "resource", json_boolean(person->is_resource));
		json_array_append_new(people, entry);
	}
	json_object_set_new(object, "people", people);
	return object;
}

void text_facts_json(json_t *object, const struct message *message)
{
	json_t *quoted = json_array(), *markings = json_array(), *labels = json_array(), *calendars = json_array();

	add_markings(markings, message->markings, NULL);
	add_labels(labels, message->labels, NULL);
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		g_autofree char *of = part_name(part);

		add_markings(markings, part->markings, of);
		add_labels(labels, part->labels, of);
	}
	for (guint i = 0; i < message->quoted->len; i++) {
		const struct quoted_message *one = g_ptr_array_index(message->quoted, i);
		g_autofree char *of = g_strdup_printf("quoted %u", i + 1);

		add_markings(markings, one->markings, of);
		json_array_append_new(quoted, json_quoted(one));
	}
	for (guint i = 0; i < message->calendars->len; i++)
		json_array_append_new(calendars, json_calendar(g_ptr_array_index(message->calendars, i)));
	json_object_set_new(object, "quoted_messages", quoted);
	json_object_set_new(object, "markings", markings);
	json_object_set_new(object, "labels", labels);
	json_object_set_new(object, "calendars", calendars);
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

/* "  From: Amina Shah <a@example.org>" */
static void print_person(const char *label, const json_t *person)
{
	const char *name = text_of(person, "name"), *address = text_of(person, "address");

	printf("  %s: ", label);
	terminal_print(stdout, name);
	if (*address != '\0') {
		fputs(*name == '\0' ? "<" : " <", stdout);
		terminal_print(stdout, address);
		putchar('>');
	}
	putchar('\n');
}

static void print_value(const char *label, const char *value)
{
	if (*value == '\0')
		return;
	printf("  %s: ", label);
	terminal_print(stdout, value);
	putchar('\n');
}

static void print_quoted(gsize number, const json_t *quoted)
{
	static const char *const fields[][2] = {{"from", "From"}, {"to", "To"}, {"cc", "Cc"}};
	gsize i;
	json_t *person;

	printf("quoted %zu%s:\n", number, json_is_true(json_object_get(quoted, "forwarded")) ? " (forwarded)" : "");
	for (gsize f = 0; f < G_N_ELEMENTS(fields); f++)
		json_array_foreach(json_object_get(quoted, fields[f][0]), i, person) print_person(fields[f][1], person);
	print_value("Date", text_of(quoted, "date"));
	print_value("Subject", text_of(quoted, "subject"));
}

static void print_calendar(const json_t *calendar)
{
	gsize i;
	json_t *person;

	printf("calendar in part %s%s: ", text_of(calendar, "part"),
	       json_is_true(json_object_get(calendar, "own")) ? "" : " (carried)");
	terminal_print(stdout, text_of(calendar, "method"));
	putchar('\n');
	print_value("summary", text_of(calendar, "summary"));
	json_array_foreach(json_object_get(calendar, "people"), i, person) print_person(
		json_is_true(json_object_get(person, "resource")) ? "resource" : text_of(person, "role"), person);
}

void text_facts_print(const struct message *message)
{
	json_t *object = json_object(), *entry;
	gsize i;

	text_facts_json(object, message);
	json_array_foreach(json_object_get(object, "quoted_messages"), i, entry) print_quoted(i + 1, entry);
	json_array_foreach(json_object_get(object, "markings"), i, entry)
	{
		fputs("marking of ", stdout);
		terminal_print(stdout, text_of(entry, "of"));
		printf(" (%s): ", text_of(entry, "where"));
		terminal_print(stdout, text_of(entry, "text"));
		putchar('\n');
	}
	json_array_foreach(json_object_get(object, "labels"), i, entry)
	{
		fputs("label of ", stdout);
		terminal_print(stdout, text_of(entry, "of"));
		printf(" (%s): %s ", json_is_true(json_object_get(entry, "enabled")) ? "enabled" : "not enabled",
		       text_of(entry, "guid"));
		terminal_print(stdout, text_of(entry, "name"));
		putchar('\n');
	}
	json_array_foreach(json_object_get(object, "calendars"), i, entry) print_calendar(entry);
	json_decref(object);
}
