/* SPDX-License-Identifier: BSD-2-Clause */
/* Prints verdicts. Shows kinds of evidence as the policy gives them, never text of its own choosing. */
#include "cli/verdict_json.h"

#include "cli/json_text.h"
#include "cli/terminal.h"
#include "policy/rule.h"

#include <jansson.h>

static json_t *json_texts(const GPtrArray *texts)
{
	json_t *list = json_array();

	for (guint i = 0; i < texts->len; i++)
		json_array_append_new(list, json_text(g_ptr_array_index(texts, i)));
	return list;
}

static json_t *json_finding(const struct finding *finding)
{
	json_t *object = json_object();
	json_t *evidence = json_array();

	for (guint i = 0; i < finding->evidence->len; i++) {
		const struct evidence *item = g_ptr_array_index(finding->evidence, i);
		json_t *entry = json_object();

		json_object_set_new(entry, "part", json_text(item->part));
		json_object_set_new(entry, "name", json_text(item->name));
		json_object_set_new(entry, "what", json_text(item->what));
		json_array_append_new(evidence, entry);
	}
	json_object_set_new(object, "rule", json_text(finding->rule->name));
	json_object_set_new(object, "check", json_text(finding->rule->check->name));
	json_object_set_new(object, "clause", json_text(finding->rule->clause));
	json_object_set_new(object, "configured", json_text(action_name(finding->configured)));
	json_object_set_new(object, "applied", json_text(action_name(finding->applied)));
	json_object_set_new(object, "because", json_text(because_name(finding->because)));
	json_object_set_new(object, "persons", json_texts(finding->persons));
	json_object_set_new(object, "recipients", json_texts(finding->recipients));
	json_object_set_new(object, "evidence", evidence);
	json_object_set_new(object, "cure", json_text(finding->cure));
	return object;
}

static void append_unread(json_t *list, const char *part, const char *name, const char *type, enum part_reason reason)
{
	json_t *entry = json_object();

	json_object_set_new(entry, "part", json_text(part));
	json_object_set_new(entry, "name", json_text(name));
	json_object_set_new(entry, "type", json_text(type));
	json_object_set_new(entry, "reason", json_text(part_reason_name(reason)));
	json_array_append_new(list, entry);
}

static json_t *json_uninspected(const struct message *message)
{
	json_t *list = json_array();

	if (message->header_reason != PART_INSPECTED) {
		g_autofree char *field = g_strconcat("header:", message->header_field, NULL);

		append_unread(list, field, NULL, NULL, message->header_reason);
	}
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if (part->reason != PART_INSPECTED)
			append_unread(list, part->section, part->name, part->type, part->reason);
	}
	return list;
}

static json_t *json_dispositions(const struct envelope *envelope, const struct verdict *verdict)
{
	json_t *object = json_object();

	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct envelope_recipient *recipient = g_ptr_array_index(envelope->recipients, i);
		g_autofree char *address = g_utf8_make_valid(recipient->address, -1);

		json_object_set_new(
			object, address,
			json_text(disposition_name(g_array_index(verdict->dispositions, enum disposition, i))));
	}
	return object;
}

void verdict_print_json(FILE *stream, const struct case_input *input, const struct verdict *verdict)
{
	json_t *object = json_object();
	json_t *findings = json_array();

	for (guint i = 0; i < verdict->findings->len; i++)
		json_array_append_new(findings, json_finding(g_ptr_array_index(verdict->findings, i)));
	json_object_set_new(object, "file", json_text(input->path));
	json_object_set_new(object, "verdict", json_text(action_name(verdict->action)));
	json_object_set_new(object, "findings", findings);
	json_object_set_new(object, "recipients", json_dispositions(input->envelope, verdict));
	json_object_set_new(object, "uninspected", json_uninspected(input->message));
	json_dumpf(object, stream, JSON_COMPACT);
	fputc('\n', stream);
	json_decref(object);
}

static void print_list(FILE *stream, const char *label, const GPtrArray *items)
{
	if (items->len == 0)
		return;
	fprintf(stream, "    %s", label);
	for (guint i = 0; i < items->len; i++) {
		fputs(i == 0 ? " " : ", ", stream);
		terminal_print(stream, g_ptr_array_index(items, i));
	}
	fputc('\n', stream);
}

static void print_finding(FILE *stream, const struct finding *finding)
{
	fprintf(stream, "  %s (%s): %s", finding->rule->name, finding->rule->clause, action_name(finding->applied));
	if (finding->because != BECAUSE_NONE)
		fprintf(stream, ", configured %s, because: %s", action_name(finding->configured),
			because_name(finding->because));
	fputc('\n', stream);
	print_list(stream, "persons:", finding->persons);
	print_list(stream, "through:", finding->recipients);
	for (guint i = 0; i < finding->evidence->len; i++) {
		const struct evidence *item = g_ptr_array_index(finding->evidence, i);

		fputs("    evidence: ", stream);
		terminal_print(stream, item->part);
		if (item->name != NULL) {
			fputs(" ", stream);
			terminal_print(stream, item->name);
		}
		fputs(": ", stream);
		terminal_print(stream, item->what);
		fputc('\n', stream);
	}
	if (finding->cure != NULL) {
		fputs("    cure: ", stream);
		terminal_print(stream, finding->cure);
		fputc('\n', stream);
	}
}

void verdict_print(FILE *stream, const struct case_input *input, const struct verdict *verdict)
{
	terminal_print(stream, input->path);
	fprintf(stream, ": %s\n", action_name(verdict->action));
	for (guint i = 0; i < verdict->findings->len; i++)
		print_finding(stream, g_ptr_array_index(verdict->findings, i));
	for (guint i = 0; i < input->message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(input->message->parts, i);

		if (part->reason == PART_INSPECTED)
			continue;
		fprintf(stream, "  not read: part %s ", part->section);
		terminal_print(stream, part->name == NULL ? part->type : part->name);
		fprintf(stream, " (%s)\n", part_reason_name(part->reason));
	}
}
