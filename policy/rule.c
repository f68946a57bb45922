/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes rules and fills their settings with the defaults of the check's table. Reads no configuration. */
#include "policy/rule.h"

#include <stdlib.h>
#include <string.h>

G_DEFINE_QUARK(candour - rule - error, rule_error)

const struct check *check_find(const char *name)
{
	for (const struct check *const *check = checks; *check != NULL; check++)
		if (strcmp((*check)->name, name) == 0)
			return *check;
	return NULL;
}

static char **split_words(const char *text)
{
	if (text == NULL)
		return NULL;
	return *text == '\0' ? g_new0(char *, 1) : g_strsplit(text, " ", -1);
}

static void set_default(void *settings, const struct setting *setting)
{
	void *field = (char *)settings + setting->offset;
	const char *value = setting->default_value;

	switch (setting->type) {
	case SETTING_BOOL:
		*(gboolean *)field = g_strcmp0(value, "true") == 0;
		break;
	case SETTING_INT:
		*(int *)field = value != NULL ? atoi(value) : 0;
		break;
	case SETTING_STRING:
		*(char **)field = g_strdup(value);
		break;
	case SETTING_STRINGS:
		*(char ***)field = split_words(value);
		break;
	case SETTING_ACTION:
		/* The table is ours: a word that is no action is a slip in it. */
		*(enum action *)field = ACTION_PASS;
		if (value != NULL && !action_from_name(value, field))
			g_assert_not_reached();
		break;
	}
}

static void free_value(void *settings, const struct setting *setting)
{
	void *field = (char *)settings + setting->offset;

	if (setting->type == SETTING_STRING)
		g_free(*(char **)field);
	else if (setting->type == SETTING_STRINGS)
		g_strfreev(*(char ***)field);
}

struct rule *rule_new(const struct check *check)
{
	struct rule *rule = g_new0(struct rule, 1);

	rule->check = check;
	rule->action = ACTION_NOTICE;
	rule->settings = g_malloc0(MAX(check->settings_size, 1));
	for (const struct setting *setting = check->settings; setting != NULL && setting->key != NULL; setting++)
		set_default(rule->settings, setting);
	return rule;
}

void rule_free(struct rule *rule)
{
	if (rule == NULL)
		return;
	for (const struct setting *setting = rule->check->settings; setting != NULL && setting->key != NULL; setting++)
		free_value(rule->settings, setting);
	g_free(rule->settings);
	g_free(rule->name);
	g_free(rule->clause);
	g_free(rule->point);
	g_free(rule->notice);
	g_free(rule->file);
	g_free(rule);
}
