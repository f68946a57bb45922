/* SPDX-License-Identifier: BSD-2-Clause */
/* A small council, and letters judged by one rule; for tests of checks. Everybody in it is invented. */
#ifndef TESTS_POLICY_MAIL_FIXTURE_H
#define TESTS_POLICY_MAIL_FIXTURE_H

#include "parser/message.h"
#include "policy/judge.h"

#include <gio/gio.h>
#include <string.h>

struct fixture_person {
	const char *email, *forename, *surname;
	enum person_kind kind;
	const char *aliases, *acts_for;
};

static const struct fixture_person fixture_persons[] = {
	{"j.hart@northmere.gov.uk", "Jo", "Hart", PERSON_OFFICER, "", ""},
	{"cllr.lee@northmere.gov.uk", "Grace", "Lee", PERSON_MEMBER, "grace.lee@mailbox.example", ""},
	{"cllr.shah@northmere.gov.uk", "Priya", "Shah", PERSON_MEMBER, "", ""},
	{"office.lee@northmere.gov.uk", "Tom", "Vance", PERSON_ASSISTANT, "", "cllr.lee@northmere.gov.uk"},
	{"co.optee@northmere.gov.uk", "Ruth", "Amis", PERSON_CO_OPTEE, "", ""},
	{"frost.mp@parliament.example", "Amelia", "Frost", PERSON_MP, "", ""},
};

static char **fixture_words(const char *words)
{
	return *words == '\0' ? g_new0(char *, 1) : g_strsplit(words, " ", -1);
}

static struct person *fixture_person_new(const struct fixture_person *row)
{
	struct person *person = g_new0(struct person, 1);

	person->email = g_strdup(row->email);
	person->kind = row->kind;
	person->forename = g_strdup(row->forename);
	person->surname = g_strdup(row->surname);
	person->aliases = fixture_words(row->aliases);
	person->acts_for = fixture_words(row->acts_for);
	person->logins = fixture_words("");
	person->private_addresses = fixture_words("");
	person->wards = fixture_words("");
	person->roles = fixture_words("");
	person->committees = fixture_words("");
	return person;
}

static struct domain *fixture_domain(const char *name, enum domain_kind kind)
{
	struct domain *domain = g_new0(struct domain, 1);

	domain->name = g_strdup(name);
	domain->kind = kind;
	return domain;
}

static struct directory *fixture_directory(void)
{
	static const char *const domains[] = {"northmere.gov.uk", NULL};
	struct directory *directory = directory_new(domains);
	struct list *list = g_new0(struct list, 1);
	GError *error = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(fixture_persons); i++)
		if (!directory_take_person(directory, fixture_person_new(&fixture_persons[i]), &error))
			g_error("%s", error->message);
	list->address = g_strdup("planning@northmere.gov.uk");
	list->members = g_strsplit("cllr.lee@northmere.gov.uk cllr.shah@northmere.gov.uk", " ", -1);
	if (!directory_take_list(directory, list, &error) ||
	    !directory_take_domain(directory, fixture_domain("lawyers.example", DOMAIN_PARTNER), &error) ||
	    !directory_take_domain(directory, fixture_domain("ombudsman.example", DOMAIN_PROTECTED), &error) ||
	    !directory_seal(directory, &error))
		g_error("%s", error->message);
	return directory;
}

static void fixture_free_rule(gpointer rule)
{
	rule_free(rule);
}

/* A policy of one rule of the check; free with policy_done(). Takes lexicons; view is borrowed. */
static inline struct policy fixture_policy(const struct check *check, enum action action, struct lexicons *lexicons,
					   struct register_view view)
{
	struct policy policy = {.directory = fixture_directory(),
				.lexicons = lexicons,
				.register_view = view,
				.rules = g_ptr_array_new_with_free_func(fixture_free_rule),
				.trusted = g_ptr_array_new_with_free_func(g_object_unref),
				.labels = g_ptr_array_new()};
	struct rule *rule = rule_new(check);

	rule->name = g_strdup("test-1");
	rule->clause = g_strdup("Test, 1");
	rule->action = action;
	g_ptr_array_add(policy.rules, rule);
	g_ptr_array_add(policy.trusted, g_inet_address_mask_new_from_string("127.0.0.1/32", NULL));
	return policy;
}

/* Judges text, with LF line ends, from the officer to the recipients (separated by blanks), who stand in To as well
 * unless text has a To of its own. */
static G_GNUC_UNUSED struct verdict *fixture_judge(const struct policy *policy, const char *sender,
						   const char *recipients, const char *text)
{
	struct envelope *envelope = envelope_new();
	g_auto(GStrv) addresses = g_strsplit(recipients, " ", -1);
	g_autofree char *to = g_strjoinv(", ", addresses);
	g_autofree char *bytes = strstr(text, "To: ") == text || strstr(text, "\nTo: ") != NULL
					 ? g_strdup_printf("From: %s\n%s", sender, text)
					 : g_strdup_printf("From: %s\nTo: %s\n%s", sender, to, text);
	struct message *message = message_parse(bytes, strlen(bytes));
	struct verdict *verdict;

	g_free(envelope->sender);
	envelope->sender = g_strdup(sender);
	envelope->client_address = g_strdup("127.0.0.1");
	/* 2026-05-14T09:30:00+01:00 */
	envelope->received_at = 1778747400;
	for (gsize i = 0; addresses[i] != NULL; i++) {
		g_autofree char *path = g_strdup_printf("<%s>", addresses[i]);

		envelope_add_recipient(envelope, path, NULL);
	}
	verdict = policy_judge(policy, envelope, message, NULL);
	/* Verdicts borrow from the policy alone. */
	message_free(message);
	envelope_free(envelope);
	return verdict;
}

/* "hold cllr.lee@..., flag ...": each finding's action and persons, for comparison. Caller frees. */
static inline char *fixture_describe(const struct verdict *verdict)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(verdict->findings, i);

		g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", action_name(finding->applied));
		for (guint j = 0; j < finding->persons->len; j++)
			g_string_append_printf(text, " %.*s", (int)strcspn(g_ptr_array_index(finding->persons, j), "@"),
					       (const char *)g_ptr_array_index(finding->persons, j));
	}
	return g_string_free(text, FALSE);
}

#endif
