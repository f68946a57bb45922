/* SPDX-License-Identifier: BSD-2-Clause */
/* What `candour held show` prints: who has the letter, who waits, why, what was decided, and the letter. All of it may
 * be a stranger's text, so nothing goes out but through terminal_print. */
#include "cli/held.h"
#include "cli/terminal.h"

static void print_line(FILE *stream, const char *name, const char *text)
{
	if (text == NULL)
		return;
	fprintf(stream, "  %-12s", name);
	terminal_print(stream, text);
	fputc('\n', stream);
}

static void print_list(FILE *stream, const char *name, char *const *names)
{
	g_autofree char *joined = g_strjoinv(", ", (char **)names);

	if (*joined != '\0')
		print_line(stream, name, joined);
}

static void print_time(FILE *stream, const char *name, gint64 at)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_local(at);
	g_autofree char *text = date == NULL ? NULL : g_date_time_format(date, "%F %T %z");

	print_line(stream, name, text);
}

static void print_sender(FILE *stream, const struct case_file *file)
{
	const struct envelope *envelope = file->envelope;
	g_autofree char *client = g_strdup_printf("%s [%s]", envelope->client_name != NULL ? envelope->client_name : "",
						  envelope->client_address != NULL ? envelope->client_address : "");

	print_line(stream, "sender", *envelope->sender == '\0' ? "<>" : envelope->sender);
	if (g_strcmp0(file->sender_person, envelope->sender) != 0)
		print_line(stream, "person", file->sender_person);
	print_line(stream, "login", envelope->login);
	if (envelope->client_name != NULL || envelope->client_address != NULL)
		print_line(stream, "client", client);
	print_line(stream, "Message-ID", file->message_id);
	print_line(stream, "queue id", envelope->queue_id);
}

static void print_recipients(FILE *stream, const struct case_file *file)
{
	fputs("\nRecipients\n", stream);
	for (guint i = 0; i < file->recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);

		print_line(stream, recipient_state_name(recipient->state), recipient->address);
		print_line(stream, "", recipient->reply);
	}
}

static void print_evidence(FILE *stream, const struct evidence *evidence)
{
	g_autofree char *place = evidence->name == NULL ? g_strdup(evidence->part)
							: g_strdup_printf("%s (%s)", evidence->part, evidence->name);
	g_autofree char *text = g_strdup_printf("%s: %s", place, evidence->what);

	print_line(stream, "evidence", text);
}

static void print_finding(FILE *stream, const struct case_finding *finding)
{
	g_autofree char *applied =
		finding->because == NULL
			? g_strdup(action_name(finding->applied))
			: g_strdup_printf("%s instead of %s, because of %s", action_name(finding->applied),
					  action_name(finding->configured), finding->because);

	fputs("\nFinding ", stream);
	terminal_print(stream, finding->rule);
	fputc('\n', stream);
	print_line(stream, "clause", finding->clause);
	print_line(stream, "asks", finding->point);
	print_line(stream, "applied", applied);
	print_list(stream, "concerns", finding->persons);
	for (guint i = 0; i < finding->evidence->len; i++)
		print_evidence(stream, g_ptr_array_index(finding->evidence, i));
	print_line(stream, "cure", finding->cure);
	print_line(stream, "basis", finding->basis_reason);
	print_line(stream, "", finding->basis_text);
}

static void print_decision(FILE *stream, const struct case_decision *decision)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_local(decision->at);
	g_autofree char *at = date == NULL ? g_strdup("?") : g_date_time_format(date, "%F %T");
	g_autofree char *about = g_strjoinv(", ", decision->recipients);
	g_autofree char *text = g_strdup_printf("%s  %s: %s%s%s%s%s", at, decision->actor, decision->decision,
						*about == '\0' ? "" : " ", about, decision->reason == NULL ? "" : ": ",
						decision->reason == NULL ? "" : decision->reason);

	fputs("  ", stream);
	terminal_print(stream, text);
	fputc('\n', stream);
}

void held_print_case(FILE *stream, const struct case_file *file)
{
	fprintf(stream, "Case %s: %s%s\n", file->id, action_name(file->action),
		file->is_restricted ? " (for the monitoring officer alone)" : "");
	print_time(stream, "received", file->received_at);
	print_sender(stream, file);
	print_recipients(stream, file);
	for (guint i = 0; i < file->findings->len; i++)
		print_finding(stream, g_ptr_array_index(file->findings, i));
	fputs("\nDecisions\n", stream);
	for (guint i = 0; i < file->decisions->len; i++)
		print_decision(stream, g_ptr_array_index(file->decisions, i));
}

static void print_address(FILE *stream, const struct address *address)
{
	g_autofree char *field = g_strconcat(address_field_name(address->field), ":", NULL);
	g_autofree char *text = address->name == NULL || *address->name == '\0'
					? g_strdup(address->mailbox)
					: g_strdup_printf("%s <%s>", address->name, address->mailbox);

	print_line(stream, field, text);
}

static void print_part(FILE *stream, const struct part *part)
{
	g_autofree char *text = g_strdup_printf("%s%s%s%s%s", part->type, part->name == NULL ? "" : ", ",
						part->name == NULL ? "" : part->name,
						part->reason == PART_INSPECTED ? "" : ", not read: ",
						part->reason == PART_INSPECTED ? "" : part_reason_name(part->reason));
	g_autofree char *name = g_strdup_printf("part %s", part->section);

	print_line(stream, name, text);
}

/* As a reader sees it; what HTML hides is named as such, it may be why the letter is here. */
static void print_body(FILE *stream, const struct message *message)
{
	const struct rendition *rendition = g_ptr_array_index(message->renditions, 0);

	for (guint i = 0; i < rendition->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);

		if (passage->is_hidden)
			fputs("  [hidden from readers:]\n", stream);
		terminal_print_lines(stream, passage->text, "  ");
	}
}

void held_print_message(FILE *stream, const struct message *message)
{
	fputs("\nMessage\n", stream);
	for (guint i = 0; i < message->addresses->len; i++)
		print_address(stream, g_ptr_array_index(message->addresses, i));
	print_line(stream, "Date:", message->date);
	print_line(stream, "Subject:", message->subject);
	for (guint i = 0; i < message->parts->len; i++)
		print_part(stream, g_ptr_array_index(message->parts, i));
	fputc('\n', stream);
	print_body(stream, message);
}
