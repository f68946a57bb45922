/* SPDX-License-Identifier: BSD-2-Clause */
/* A small council and messages put together by hand, for the tests of facts, judge and checks. */
#ifndef TESTS_POLICY_COUNCIL_H
#define TESTS_POLICY_COUNCIL_H

#include "policy/judge.h"
#include "tests/policy/directory_rows.h"

#include <string.h>

#define AT "@northmere.gov.uk"
enum { COUNCIL_NOW = 1778747400 }; /* 2026-05-14, a Thursday, 09:30 in London */

/* Whom one letter of the tests goes from and to; addresses stand apart by blanks, NULL is nobody. */
struct letter {
	const char *sender, *login, *client;
	const char *rcpt;
	const char *from, *to, *cc, *bcc, *resent_from, *resent_to, *older_resent_to;
	const char *text;      /* authored */
	const char *signature; /* or NULL */
	const char *quoted;    /* "FROM|TO|text", several parted by "##", newest first; or NULL */
};

static inline struct person *council_add(struct directory *directory, unsigned line, const char *email,
					 enum person_kind kind, const char *forename, const char *surname)
{
	struct person *person = rows_person(line, email, kind, forename, surname);

	g_assert_true(directory_take_person(directory, person, NULL));
	return person;
}

/* Fields that the directory files when it takes the row are set before. */
static inline void council_member(struct directory *directory, unsigned line, const char *email, const char *forename,
				  const char *surname, const char *group, const char *wards, const char *roles)
{
	struct person *person = rows_person(line, email, PERSON_MEMBER, forename, surname);

	person->group = g_strdup(group);
	rows_set(&person->wards, wards);
	if (roles != NULL)
		rows_set(&person->roles, roles);
	person->is_group_leader = roles != NULL && strstr(roles, "leads") != NULL;
	g_assert_true(directory_take_person(directory, person, NULL));
}

static inline void council_aide(struct directory *directory, unsigned line, const char *email, enum person_kind kind,
				const char *forename, const char *surname, const char *acts_for)
{
	struct person *person = rows_person(line, email, kind, forename, surname);

	rows_set(&person->acts_for, acts_for);
	g_assert_true(directory_take_person(directory, person, NULL));
}

static inline void council_members(struct directory *directory, const char *const *groups)
{
	struct person *gone = rows_person(20, "cllr.gone" AT, PERSON_MEMBER, "Gwen", "Gone");
	struct person *aliased = rows_person(21, "cllr.oduya" AT, PERSON_MEMBER, "Ben", "Oduya");

	council_member(directory, 2, "cllr.shah" AT, "Amina", "Shah", groups[0], "Guildhall", "cabinet");
	rows_set(&aliased->aliases, "ben.oduya" AT);
	rows_set(&aliased->private_addresses, "ben@mailbox.example");
	rows_set(&aliased->wards, "Micklegate");
	rows_set(&aliased->roles, "cabinet");
	aliased->group = g_strdup(groups[1]);
	g_assert_true(directory_take_person(directory, aliased, NULL));
	council_member(directory, 3, "cllr.lee" AT, "Grace", "Lee", groups[2], "Holgate", "lord-mayor");
	council_member(directory, 4, "cllr.j.smith" AT, "Jane", "Smith", groups[0], "Clifton", NULL);
	council_member(directory, 5, "cllr.p.smith" AT, "Peter", "Smith", groups[1], "Holgate", NULL);
	council_member(directory, 6, "cllr.oneil" AT, "Róisín", "O'Neil", groups[2], "Fishergate", "chair:planning");
	council_member(directory, 7, "cllr.green" AT, "Tom", "Green", groups[0], "Acomb", "leads");
	council_member(directory, 8, "cllr.ward" AT, "Wendy", "Ward", groups[1], "Acomb", "leader");
	council_member(directory, 9, "cllr.may" AT, "Theo", "May", groups[2], "St Mary's", NULL);
	council_member(directory, 10, "cllr.vale" AT, "Ann", "Smith-Vale", groups[0], "Clifton", NULL);
	council_member(directory, 11, "cllr.silva" AT, "Rui", "da Silva", groups[1], "Clifton", NULL);
	gone->until = (gint32)rows_day(2026, 5, 13);
	g_assert_true(directory_take_person(directory, gone, NULL));
}

static inline void council_others(struct directory *directory)
{
	struct person *hart = rows_person(30, "j.hart" AT, PERSON_OFFICER, "Jo", "Hart");
	struct person *monitor = rows_person(31, "m.okafor" AT, PERSON_OFFICER, "Mo", "Okafor");

	rows_set(&hart->logins, "jhart");
	rows_set(&monitor->roles, "monitoring-officer");
	g_assert_true(directory_take_person(directory, hart, NULL));
	g_assert_true(directory_take_person(directory, monitor, NULL));
	council_add(directory, 32, "s.bell" AT, PERSON_OFFICER, "Sam", "Bell");
	council_add(directory, 33, "b.oduya" AT, PERSON_OFFICER, "Bola", "Oduya");
	council_add(directory, 34, "c.optee" AT, PERSON_CO_OPTEE, "Cora", "Optee");
	council_add(directory, 35, "mp@parliament.example", PERSON_MP, "Max", "Poole");
	council_aide(directory, 36, "pa.oduya" AT, PERSON_ASSISTANT, "Pat", "Ames", "cllr.oduya" AT);
	council_aide(directory, 37, "pa.two" AT, PERSON_ASSISTANT, "Lou", "Penn", "cllr.shah" AT ";cllr.oduya" AT);
}

static inline void council_lists(struct directory *directory)
{
	struct list *lists[] = {
		rows_list(2, "members" AT, LIST_LIST, "@member"),
		rows_list(3, "ward.holgate" AT, LIST_LIST, "ward:Holgate"),
		rows_list(4, "nested" AT, LIST_LIST, "ward.holgate" AT ";cllr.oduya" AT),
		rows_list(5, "archive" AT, LIST_ARCHIVE, "@member"),
		rows_list(6, "journal" AT, LIST_SYSTEM, "@member"),
		rows_list(7, "planning" AT, LIST_SHARED, "j.hart" AT ";s.bell" AT),
		rows_list(8, "leader.office" AT, LIST_SHARED, "cllr.ward" AT),
		rows_list(9, "foi" AT, LIST_PROTECTED, "s.bell" AT ";cllr.oduya" AT),
		rows_list(10, "outer" AT, LIST_LIST, "all@lists.example"),
	};

	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
		g_assert_true(directory_take_list(directory, lists[i], NULL));
	g_assert_true(directory_take_domain(directory, rows_domain(2, "lists.example", DOMAIN_LIST_HOST), NULL));
}

/* groups: three names of political groups. */
static inline struct directory *council_directory(const char *const *groups)
{
	static const char *const domains[] = {"northmere.gov.uk", NULL};
	struct directory *directory = directory_new(domains);
	g_autoptr(GError) error = NULL;

	council_members(directory, groups);
	council_others(directory);
	council_lists(directory);
	directory_protect_roles(directory, (const char *const[]){"monitoring-officer", NULL});
	directory_seal(directory, &error);
	g_assert_no_error(error);
	return directory;
}

static const char *const council_groups[] = {"Green Group", "Harbour", "Independents"};

/* A policy without rules; free with council_done(). */
static inline void council_policy(struct policy *policy, const char *const *groups)
{
	*policy = (struct policy){.directory = council_directory(groups),
				  .rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free),
				  .trusted = g_ptr_array_new_with_free_func(g_object_unref),
				  .labels = g_ptr_array_new()};
	g_ptr_array_add(policy->trusted, g_inet_address_mask_new_from_string("192.0.2.0/24", NULL));
}

static inline void council_done(struct policy *policy)
{
	directory_free(policy->directory);
	g_ptr_array_unref(policy->rules);
	g_ptr_array_unref(policy->trusted);
	g_ptr_array_unref(policy->labels);
}

static inline struct rule *council_rule(struct policy *policy, const struct check *check, enum action action)
{
	struct rule *rule = rule_new(check);

	rule->name = g_strdup_printf("york-%u", policy->rules->len + 1);
	rule->action = action;
	g_ptr_array_add(policy->rules, rule);
	return rule;
}

static inline struct envelope *council_envelope(const struct letter *letter)
{
	struct envelope *envelope = envelope_new();
	g_auto(GStrv) recipients = g_strsplit(letter->rcpt != NULL ? letter->rcpt : "", " ", -1);

	g_free(envelope->sender);
	envelope->sender = g_strdup(letter->sender != NULL ? letter->sender : "");
	envelope->login = g_strdup(letter->login);
	envelope->client_address = g_strdup(letter->client);
	envelope->received_at = COUNCIL_NOW;
	for (char **recipient = recipients; *recipient != NULL; recipient++)
		envelope_add_recipient(envelope, *recipient, NULL);
	return envelope;
}

static inline void council_address_free(gpointer data)
{
	struct address *address = data;

	g_free(address->mailbox);
	g_free(address->name);
	g_free(address);
}

/* Mailboxes apart by blanks; one that begins with "=" is a name without an address, "_" its blanks. */
static inline void council_addresses(GPtrArray *addresses, enum address_field field, unsigned block, const char *text)
{
	g_auto(GStrv) mailboxes = g_strsplit(text != NULL ? text : "", " ", -1);

	for (char **mailbox = mailboxes; *mailbox != NULL; mailbox++) {
		struct address *address = g_new0(struct address, 1);

		address->field = field;
		address->resent_block = block;
		if (**mailbox == '=')
			address->name = g_strdelimit(g_strdup(*mailbox + 1), "_", ' ');
		else
			address->mailbox = g_strdup(*mailbox);
		g_ptr_array_add(addresses, address);
	}
}

static inline void council_passage_free(gpointer data)
{
	struct passage *passage = data;

	g_free(passage->text);
	g_free(passage);
}

static inline struct passage *council_passage(struct rendition *rendition, enum division division, const char *text)
{
	struct passage *passage = g_new0(struct passage, 1);

	passage->division = division;
	passage->section = (char *)"1";
	passage->text = g_strdup(text);
	passage->quoted = -1;
	g_ptr_array_add(rendition->passages, passage);
	return passage;
}

static inline void council_rendition_free(gpointer data)
{
	struct rendition *rendition = data;

	g_ptr_array_unref(rendition->passages);
	g_free(rendition);
}

static inline struct rendition *council_rendition(struct message *message)
{
	struct rendition *rendition = g_new0(struct rendition, 1);

	rendition->passages = g_ptr_array_new_with_free_func(council_passage_free);
	g_ptr_array_add(message->renditions, rendition);
	return rendition;
}

static inline void council_quoted_free(gpointer data)
{
	struct quoted_message *quoted = data;

	g_ptr_array_unref(quoted->addresses);
	g_free(quoted->text);
	g_free(quoted);
}

/* "FROM|TO|text##FROM|TO|text" */
static inline void council_quote(struct message *message, struct rendition *rendition, const char *text)
{
	g_auto(GStrv) letters = g_strsplit(text, "##", -1);

	for (char **letter = letters; *letter != NULL; letter++) {
		g_auto(GStrv) parts = g_strsplit(*letter, "|", 3);
		struct quoted_message *quoted = g_new0(struct quoted_message, 1);

		quoted->addresses = g_ptr_array_new_with_free_func(council_address_free);
		council_addresses(quoted->addresses, ADDRESS_FROM, 0, parts[0]);
		council_addresses(quoted->addresses, ADDRESS_TO, 0, parts[1]);
		quoted->text = g_strdup(parts[2]);
		g_ptr_array_add(message->quoted, quoted);
		council_passage(rendition, DIVISION_QUOTED, parts[2]);
	}
}

static inline struct message *council_empty_message(void)
{
	struct message *message = g_new0(struct message, 1);

	message->references = g_ptr_array_new();
	message->addresses = g_ptr_array_new_with_free_func(council_address_free);
	message->parts = g_ptr_array_new();
	message->renditions = g_ptr_array_new_with_free_func(council_rendition_free);
	message->quoted = g_ptr_array_new_with_free_func(council_quoted_free);
	message->markings = g_ptr_array_new();
	message->labels = g_ptr_array_new();
	message->label_fields = g_ptr_array_new();
	message->calendars = g_ptr_array_new();
	return message;
}

static inline struct message *council_message(const struct letter *letter)
{
	struct message *message = council_empty_message();
	struct rendition *rendition = council_rendition(message);

	council_addresses(message->addresses, ADDRESS_RESENT_FROM, 1, letter->resent_from);
	council_addresses(message->addresses, ADDRESS_RESENT_TO, 1, letter->resent_to);
	council_addresses(message->addresses, ADDRESS_RESENT_TO, 2, letter->older_resent_to);
	council_addresses(message->addresses, ADDRESS_FROM, 0, letter->from);
	council_addresses(message->addresses, ADDRESS_TO, 0, letter->to);
	council_addresses(message->addresses, ADDRESS_CC, 0, letter->cc);
	council_addresses(message->addresses, ADDRESS_BCC, 0, letter->bcc);
	council_passage(rendition, DIVISION_AUTHORED, letter->text != NULL ? letter->text : "A letter.\n");
	if (letter->signature != NULL)
		council_passage(rendition, DIVISION_SIGNATURE, letter->signature);
	if (letter->quoted != NULL)
		council_quote(message, rendition, letter->quoted);
	return message;
}

static inline void council_message_free(struct message *message)
{
	g_ptr_array_unref(message->references);
	g_ptr_array_unref(message->addresses);
	g_ptr_array_unref(message->parts);
	g_ptr_array_unref(message->renditions);
	g_ptr_array_unref(message->quoted);
	g_ptr_array_unref(message->markings);
	g_ptr_array_unref(message->labels);
	g_ptr_array_unref(message->label_fields);
	g_ptr_array_unref(message->calendars);
	g_free(message->auto_submitted);
	g_free(message);
}

static inline struct verdict *council_judge(const struct policy *policy, const struct letter *letter)
{
	struct envelope *envelope = council_envelope(letter);
	struct message *message = council_message(letter);
	struct verdict *verdict = policy_judge(policy, envelope, message, NULL);

	envelope_free(envelope);
	council_message_free(message);
	return verdict;
}

/* The strings apart by blanks; caller frees. */
static inline char *council_join(const GPtrArray *texts)
{
	GString *joined = g_string_new(NULL);

	for (guint i = 0; i < texts->len; i++)
		g_string_append_printf(joined, "%s%s", i > 0 ? " " : "", (char *)g_ptr_array_index(texts, i));
	return g_string_free(joined, FALSE);
}

#endif
