/* SPDX-License-Identifier: BSD-2-Clause */
/* Holds verdicts and findings and knows the contract's words for them. Decides nothing. */
#include "policy/verdict.h"

#include <string.h>

static const char *const action_names[] = {
	[ACTION_PASS] = "pass",     [ACTION_OBSERVE] = "observe", [ACTION_FLAG] = "flag",
	[ACTION_NOTICE] = "notice", [ACTION_HOLD] = "hold",       [ACTION_REJECT] = "reject",
};

static const char *const because_names[] = {
	[BECAUSE_NONE] = NULL,
	[BECAUSE_MODE] = "mode",
	[BECAUSE_UNKNOWN_LIST] = "unknown-list",
	[BECAUSE_PERIOD] = "period",
	[BECAUSE_OVERRIDE] = "override",
	[BECAUSE_HOURS] = "hours",
	[BECAUSE_MEMBER_SENDER] = "member-sender",
};

static const char *const disposition_names[] = {
	[DISPOSITION_DELIVER] = "deliver",
	[DISPOSITION_HOLD] = "hold",
	[DISPOSITION_REJECT] = "reject",
};

const char *action_name(enum action action)
{
	return action_names[action];
}

gboolean action_from_name(const char *name, enum action *ret_action)
{
	for (gsize i = 0; i < G_N_ELEMENTS(action_names); i++) {
		if (strcmp(name, action_names[i]) == 0) {
			*ret_action = (enum action)i;
			return TRUE;
		}
	}
	return FALSE;
}

const char *because_name(enum because because)
{
	return because_names[because];
}

const char *disposition_name(enum disposition disposition)
{
	return disposition_names[disposition];
}

static void evidence_free(gpointer data)
{
	struct evidence *evidence = data;

	g_free(evidence->part);
	g_free(evidence->name);
	g_free(evidence->what);
	g_free(evidence);
}

struct verdict *verdict_new(gsize recipients)
{
	struct verdict *verdict = g_new0(struct verdict, 1);

	verdict->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
	/* Zeroed: DISPOSITION_DELIVER. */
	verdict->dispositions = g_array_sized_new(FALSE, TRUE, sizeof(enum disposition), (guint)recipients);
	g_array_set_size(verdict->dispositions, (guint)recipients);
	return verdict;
}

void verdict_free(struct verdict *verdict)
{
	if (verdict == NULL)
		return;
	g_ptr_array_unref(verdict->findings);
	g_array_unref(verdict->dispositions);
	g_free(verdict->sender_person);
	g_free(verdict);
}

struct finding *finding_new(const struct rule *rule, enum action configured)
{
	struct finding *finding = g_new0(struct finding, 1);

	finding->rule = rule;
	finding->configured = configured;
	finding->applied = configured;
	finding->persons = g_ptr_array_new_with_free_func(g_free);
	finding->recipients = g_ptr_array_new_with_free_func(g_free);
	finding->evidence = g_ptr_array_new_with_free_func(evidence_free);
	finding->visible_members = g_ptr_array_new_with_free_func(g_free);
	finding->constituents = g_ptr_array_new_with_free_func(g_free);
	return finding;
}

struct finding *finding_in(GPtrArray *findings, const struct rule *rule, enum action configured)
{
	struct finding *finding;

	for (guint i = 0; i < findings->len; i++) {
		finding = g_ptr_array_index(findings, i);
		if (finding->configured == configured)
			return finding;
	}
	finding = finding_new(rule, configured);
	g_ptr_array_add(findings, finding);
	return finding;
}

void finding_free(struct finding *finding)
{
	if (finding == NULL)
		return;
	g_ptr_array_unref(finding->persons);
	g_ptr_array_unref(finding->recipients);
	g_ptr_array_unref(finding->evidence);
	g_ptr_array_unref(finding->visible_members);
	g_ptr_array_unref(finding->constituents);
	g_free(finding->cure);
	g_free(finding->cure_line);
	g_free(finding->kinds);
	g_free(finding->basis_reason);
	g_free(finding->basis_text);
	g_free(finding);
}

void finding_add_evidence(struct finding *finding, const char *part, const char *name, const char *what)
{
	struct evidence *evidence;

	for (guint i = 0; i < finding->evidence->len; i++) {
		evidence = g_ptr_array_index(finding->evidence, i);
		if (strcmp(evidence->part, part) == 0 && g_strcmp0(evidence->name, name) == 0 &&
		    strcmp(evidence->what, what) == 0)
			return;
	}
	evidence = g_new0(struct evidence, 1);
	evidence->part = g_strdup(part);
	evidence->name = g_strdup(name);
	evidence->what = g_strdup(what);
	g_ptr_array_add(finding->evidence, evidence);
}

static void add_once(GPtrArray *texts, const char *text)
{
	if (!g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL))
		g_ptr_array_add(texts, g_strdup(text));
}

void finding_add_person(struct finding *finding, const char *email)
{
	add_once(finding->persons, email);
}

void finding_add_recipient(struct finding *finding, const char *address)
{
	add_once(finding->recipients, address);
}

void finding_lower(struct finding *finding, enum action action, enum because because)
{
	if (finding->applied <= action)
		return;
	finding->applied = action;
	finding->because = because;
}

static void add_all(GPtrArray *texts, const GPtrArray *others)
{
	for (guint i = 0; i < others->len; i++)
		add_once(texts, g_ptr_array_index(others, i));
}

static void take_text(char **text, char **other)
{
	if (*text == NULL)
		*text = g_steal_pointer(other);
}

void finding_merge(struct finding *finding, struct finding *other)
{
	if (other->configured > finding->configured) {
		finding->configured = other->configured;
		finding->because = other->because;
	}
	add_all(finding->persons, other->persons);
	add_all(finding->recipients, other->recipients);
	add_all(finding->visible_members, other->visible_members);
	add_all(finding->constituents, other->constituents);
	for (guint i = 0; i < other->evidence->len; i++) {
		const struct evidence *evidence = g_ptr_array_index(other->evidence, i);

		finding_add_evidence(finding, evidence->part, evidence->name, evidence->what);
	}
	take_text(&finding->cure, &other->cure);
	take_text(&finding->cure_line, &other->cure_line);
	take_text(&finding->kinds, &other->kinds);
	take_text(&finding->basis_reason, &other->basis_reason);
	take_text(&finding->basis_text, &other->basis_text);
	finding_free(other);
}
