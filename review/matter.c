/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts findings together by kind of notice and turns addresses into names. It writes no text, and looks at nothing of
 * the message but what the findings say of it. */
#include "review/matter.h"

#include "policy/hours.h"
#include "review/wording.h"

#include <string.h>

enum { MAX_WHERE_CHARACTERS = 60 };

static GPtrArray *new_strings(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static gboolean has_string(const GPtrArray *strings, const char *string)
{
	return g_ptr_array_find_with_equal_func((GPtrArray *)strings, string, g_str_equal, NULL);
}

static void add_string(GPtrArray *strings, const char *string)
{
	if (string && *string && !has_string(strings, string))
		g_ptr_array_add(strings, g_strdup(string));
}

static void add_name(GPtrArray *names, const struct directory *directory, const char *address, guint32 day)
{
	g_autofree char *name = wording_name(directory, address, day);

	add_string(names, name);
}

static void matter_free(gpointer data)
{
	struct matter *matter = data;

	g_free(matter->kind);
	g_ptr_array_unref(matter->clauses);
	g_ptr_array_unref(matter->persons);
	g_ptr_array_unref(matter->waiting);
	g_ptr_array_unref(matter->refused);
	g_ptr_array_unref(matter->visible);
	g_ptr_array_unref(matter->cure_lines);
	g_ptr_array_unref(matter->kinds);
	g_ptr_array_unref(matter->residents);
	g_free(matter->cure);
	g_free(matter->point);
	g_free(matter->where);
	g_free(matter);
}

static struct matter *matter_for(struct fate *fate, const char *kind)
{
	for (guint i = 0; i < fate->matters->len; i++) {
		struct matter *known = g_ptr_array_index(fate->matters, i);

		if (strcmp(known->kind, kind) == 0)
			return known;
	}
	struct matter *matter = g_new0(struct matter, 1);
	matter->kind = g_strdup(kind);
	matter->clauses = new_strings();
	matter->persons = new_strings();
	matter->waiting = new_strings();
	matter->refused = new_strings();
	matter->visible = new_strings();
	matter->cure_lines = new_strings();
	matter->kinds = new_strings();
	matter->residents = new_strings();
	g_ptr_array_add(fate->matters, matter);
	return matter;
}

/* TRUE where one of the recipients that the finding concerns (all of the case where it names none) is in that state. */
static gboolean has_recipient_in(const struct case_file *file, const struct case_finding *finding,
				 enum recipient_state state)
{
	gboolean is_whole = !finding->recipients || !finding->recipients[0];

	for (guint i = 0; i < file->recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);

		if (recipient->state == state &&
		    (is_whole || g_strv_contains((const char *const *)finding->recipients, recipient->address)))
			return TRUE;
	}
	return FALSE;
}

/* The name of the first attachment that the finding rests on; without control characters and not long. */
static char *where_of(const struct case_finding *finding)
{
	for (guint i = 0; i < finding->evidence->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(finding->evidence, i);

		if (!evidence->name || !*evidence->name)
			continue;
		g_autofree char *valid = g_utf8_make_valid(evidence->name, -1);
		if (g_utf8_strlen(valid, -1) > MAX_WHERE_CHARACTERS)
			return g_strdup("An attachment");
		for (char *c = valid; *c; c++)
			if (g_ascii_iscntrl(*c))
				*c = ' ';
		return g_steal_pointer(&valid);
	}
	return NULL;
}

static void take_finding(struct fate *fate, const struct case_finding *finding, const struct directory *directory,
			 gboolean is_waiting)
{
	struct matter *matter = matter_for(fate, finding->notice ? finding->notice : finding->check);
	GPtrArray *apart = is_waiting ? matter->waiting : finding->applied == ACTION_REJECT ? matter->refused : NULL;

	add_string(matter->clauses, finding->clause);
	for (gsize i = 0; finding->persons && finding->persons[i]; i++) {
		add_name(matter->persons, directory, finding->persons[i], fate->day);
		if (apart)
			add_name(apart, directory, finding->persons[i], fate->day);
	}
	for (gsize i = 0; finding->visible_members && finding->visible_members[i]; i++)
		add_name(matter->visible, directory, finding->visible_members[i], fate->day);
	for (gsize i = 0; finding->constituents && finding->constituents[i]; i++)
		add_string(matter->residents, finding->constituents[i]);
	add_string(matter->cure_lines, finding->cure_line);
	add_string(matter->kinds, finding->kinds);
	if (!matter->cure)
		matter->cure = g_strdup(finding->cure);
	if (!matter->point)
		matter->point = g_strdup(finding->point);
	if (!matter->where)
		matter->where = where_of(finding);
}

static void take_findings(struct fate *fate, const struct case_file *file, const struct directory *directory)
{
	for (guint i = 0; i < file->findings->len; i++) {
		const struct case_finding *finding = g_ptr_array_index(file->findings, i);
		gboolean is_waiting =
			finding->applied == ACTION_HOLD && has_recipient_in(file, finding, RECIPIENT_HELD);

		if (finding->applied < ACTION_NOTICE || (finding->applied == ACTION_HOLD && !is_waiting))
			continue;
		take_finding(fate, finding, directory, is_waiting);
		add_string(fate->case_ids, file->id);
		if (is_waiting && (fate->held_since == 0 || file->received_at < fate->held_since))
			fate->held_since = file->received_at;
	}
}

/* The name under which a recipient is told of; NULL for the sender's own copy, and for what is no reader. */
static char *recipient_name(const struct directory *directory, const struct case_recipient *recipient,
			    const struct case_file *file, guint32 day)
{
	struct resolution *who = directory_resolve(directory, recipient->address, day);
	gboolean is_machine =
		who->is_protected || (who->list && (who->list->kind == LIST_ARCHIVE || who->list->kind == LIST_SYSTEM));
	gboolean is_sender = who->person && g_strcmp0(who->person->email, file->sender_person) == 0;
	char *name = is_machine || is_sender ? NULL : wording_name(directory, recipient->address, day);

	resolution_free(who);
	return name;
}

static void take_recipients(struct fate *fate, const struct case_file *file, const struct directory *directory)
{
	for (guint i = 0; i < file->recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);
		g_autofree char *name = recipient_name(directory, recipient, file, fate->day);

		if (!name)
			continue;
		switch (recipient->state) {
		case RECIPIENT_DELIVERED:
		case RECIPIENT_RELEASING:
		case RECIPIENT_RELEASED:
			add_string(fate->delivered, name);
			break;
		case RECIPIENT_HELD:
			add_string(fate->waiting, name);
			break;
		case RECIPIENT_RETURNING:
		case RECIPIENT_RETURNED:
		case RECIPIENT_REJECTED:
			add_string(fate->refused, name);
			break;
		case RECIPIENT_DISCARDED:
			break;
		}
	}
}

/* Persons whom a list reaches wait under their own names; who waits or was refused was not reached. */
static void settle(struct fate *fate)
{
	for (guint i = 0; i < fate->matters->len; i++) {
		const struct matter *matter = g_ptr_array_index(fate->matters, i);

		for (guint p = 0; p < matter->waiting->len; p++)
			add_string(fate->waiting, g_ptr_array_index(matter->waiting, p));
		for (guint p = 0; p < matter->refused->len; p++)
			add_string(fate->refused, g_ptr_array_index(matter->refused, p));
	}
	for (guint i = 0; i < fate->delivered->len;) {
		const char *name = g_ptr_array_index(fate->delivered, i);

		if (has_string(fate->waiting, name) || has_string(fate->refused, name))
			g_ptr_array_remove_index(fate->delivered, i);
		else
			i++;
	}
}

struct fate *fate_of(const GPtrArray *cases, const struct directory *directory)
{
	struct fate *fate = g_new0(struct fate, 1);

	fate->matters = g_ptr_array_new_with_free_func(matter_free);
	fate->delivered = new_strings();
	fate->waiting = new_strings();
	fate->refused = new_strings();
	fate->case_ids = new_strings();
	for (guint i = 0; i < cases->len; i++) {
		const struct case_file *file = g_ptr_array_index(cases, i);

		if (fate->received_at == 0 || file->received_at < fate->received_at)
			fate->received_at = file->received_at;
	}
	fate->day = hours_day(fate->received_at);
	for (guint i = 0; i < cases->len; i++)
		take_findings(fate, g_ptr_array_index(cases, i), directory);
	for (guint i = 0; i < fate->matters->len; i++) {
		const struct matter *matter = g_ptr_array_index(fate->matters, i);

		for (guint p = 0; p < matter->visible->len; p++)
			add_string(fate->delivered, g_ptr_array_index(matter->visible, p));
	}
	for (guint i = 0; i < cases->len; i++)
		take_recipients(fate, g_ptr_array_index(cases, i), directory);
	settle(fate);
	return fate;
}

void fate_free(struct fate *fate)
{
	if (!fate)
		return;
	g_ptr_array_unref(fate->matters);
	g_ptr_array_unref(fate->delivered);
	g_ptr_array_unref(fate->waiting);
	g_ptr_array_unref(fate->refused);
	g_ptr_array_unref(fate->case_ids);
	g_free(fate);
}
