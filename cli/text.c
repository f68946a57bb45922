/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour text`: what the rules read of a message. Needs no configuration and judges nothing. */
#include "cli/command.h"
#include "cli/json_text.h"
#include "cli/options.h"
#include "cli/reading.h"
#include "cli/terminal.h"
#include "cli/text_facts.h"
#include "parser/message.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const struct {
	enum division division;
	const char *name;
} divisions[] = {
	{DIVISION_AUTHORED, "authored"},
	{DIVISION_QUOTED, "quoted"},
	{DIVISION_SIGNATURE, "signature"},
	{DIVISION_DISCLAIMER, "disclaimer"},
};

static void append_passages(GString *text, const struct rendition *rendition, enum division division)
{
	for (guint i = 0; i < rendition->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);

		if (passage->division != division)
			continue;
		if (text->len > 0 && text->str[text->len - 1] != '\n')
			g_string_append_c(text, '\n');
		g_string_append(text, passage->text);
	}
}

/* The division's text in all renditions; a second rendition follows where it says something else. */
static char *division_text(const struct message *message, enum division division)
{
	GString *text = g_string_new(NULL);
	g_autofree char *first = NULL;

	for (guint i = 0; i < message->renditions->len; i++) {
		GString *one = g_string_new(NULL);

		append_passages(one, g_ptr_array_index(message->renditions, i), division);
		if (first == NULL || strcmp(first, one->str) != 0)
			g_string_append(text, one->str);
		if (first == NULL)
			first = g_strdup(one->str);
		g_string_free(one, TRUE);
	}
	return g_string_free(text, FALSE);
}

static json_t *json_addresses(const struct message *message)
{
	json_t *object = json_object();

	for (guint i = 0; i < message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(message->addresses, i);
		g_autofree char *field = g_ascii_strdown(address_field_name(address->field), -1);
		json_t *list = json_object_get(object, field);

		if (address->mailbox == NULL)
			continue;
		if (list == NULL) {
			list = json_array();
			json_object_set_new(object, field, list);
		}
		json_array_append_new(list, json_text(address->mailbox));
	}
	return object;
}

static json_t *json_parts(const struct message *message)
{
	json_t *list = json_array();

	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		json_t *entry = json_object();

		json_object_set_new(entry, "part", json_text(part->section));
		json_object_set_new(entry, "name", json_text(part->name));
		json_object_set_new(entry, "type", json_text(part->type));
		json_object_set_new(entry, "text", json_text(part->text));
		json_object_set_new(entry, "inspected", json_boolean(part->reason == PART_INSPECTED));
		json_object_set_new(entry, "reason", json_text(part_reason_name(part->reason)));
		json_array_append_new(list, entry);
	}
	return list;
}

static const char *marking_text(const struct message *message)
{
	const struct marking *marking = message->markings->len == 0 ? NULL : g_ptr_array_index(message->markings, 0);

	return marking == NULL ? NULL : marking->text;
}

static void print_json(const char *path, const struct message *message)
{
	json_t *object = json_object();

	json_object_set_new(object, "file", json_text(path));
	json_object_set_new(object, "addresses", json_addresses(message));
	for (gsize i = 0; i < G_N_ELEMENTS(divisions); i++) {
		g_autofree char *text = division_text(message, divisions[i].division);

		json_object_set_new(object, divisions[i].name, json_text(text));
	}
	json_object_set_new(object, "marking", json_text(marking_text(message)));
	json_object_set_new(object, "parts", json_parts(message));
	text_facts_json(object, message);
	json_dumpf(object, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(object);
}

static void print_addresses(const struct message *message)
{
	for (guint i = 0; i < message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(message->addresses, i);

		printf("%s: ", address_field_name(address->field));
		if (address->name != NULL) {
			terminal_print(stdout, address->name);
			putchar(' ');
		}
		if (address->mailbox != NULL) {
			putchar('<');
			terminal_print(stdout, address->mailbox);
			putchar('>');
		}
		putchar('\n');
	}
}

static void print_people(const char *path, const struct message *message)
{
	terminal_print(stdout, path);
	putchar('\n');
	print_addresses(message);
	for (gsize i = 0; i < G_N_ELEMENTS(divisions); i++) {
		g_autofree char *text = division_text(message, divisions[i].division);

		if (*text == '\0')
			continue;
		printf("%s:\n", divisions[i].name);
		terminal_print_lines(stdout, text, "  ");
	}
	fputs("marking: ", stdout);
	terminal_print(stdout, marking_text(message) == NULL ? "none" : marking_text(message));
	putchar('\n');
	text_facts_print(message);
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		printf("part %s: ", part->section);
		terminal_print(stdout, part->type);
		if (part->name != NULL) {
			putchar(' ');
			terminal_print(stdout, part->name);
		}
		printf(" %s\n", part->reason == PART_INSPECTED ? "read" : part_reason_name(part->reason));
		if (!part->is_body)
			terminal_print_lines(stdout, part->text, "  ");
	}
}

int command_text(const char *conf_path G_GNUC_UNUSED, int argc, char **argv)
{
	gboolean is_json = FALSE;
	const GOptionEntry entries[] = {
		{"json", 0, 0, G_OPTION_ARG_NONE, &is_json, "One JSON object a line for each message", NULL}, {0}};
	int status;

	if (!options_parse(entries, "FILE.eml...  shows what the rules read", &argc, &argv, &status))
		return status;
	if (argc < 2) {
		fputs("candour: text wants at least one FILE.eml\n", stderr);
		return EX_USAGE;
	}
	status = EX_OK;
	for (int i = 1; i < argc; i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *bytes = NULL;
		struct message *message;
		gsize length;

		if (!g_file_get_contents(argv[i], &bytes, &length, &error)) {
			options_complain(error);
			status = EX_NOINPUT;
			continue;
		}
		message = reading_parse(bytes, length);
		if (is_json)
			print_json(argv[i], message);
		else
			print_people(argv[i], message);
		message_free(message);
	}
	return status;
}
