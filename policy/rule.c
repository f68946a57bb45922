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

static void free_number(gpointer data)
{
	struct setting_number *number = data;

	g_free(number->name);
	g_free(number);
}

static struct setting_number *find_number(const GPtrArray *numbers, const char *name)
{
	for (guint i = 0; i < numbers->len; i++) {
		struct setting_number *number = g_ptr_array_index(numbers, i);

		if (strcmp(number->name, name) == 0)
			return number;
	}
	return NULL;
}

int setting_number_of(const GPtrArray *numbers, const char *name, int otherwise)
{
	const struct setting_number *number = find_number(numbers, name);

	return number != NULL ? number->number : otherwise;
}

void setting_number_put(GPtrArray *numbers, const char *name, int number, unsigned line)
{
	struct setting_number *known = find_number(numbers, name);

	if (known == NULL) {
		known = g_new0(struct setting_number, 1);
		known->name = g_strdup(name);
		g_ptr_array_add(numbers, known);
	}
	known->number = number;
	known->line = line;
}

/* "a=1 b=2" */
static GPtrArray *split_numbers(const char *text)
{
	GPtrArray *numbers = g_ptr_array_new_with_free_func(free_number);
	g_auto(GStrv) words = split_words(text);

	for (char **word = words; word != NULL && *word != NULL; word++) {
		char *number = strchr(*word, '=');

		g_assert(number != NULL);
		*number = '\0';
		setting_number_put(numbers, *word, atoi(number + 1), 0);
	}
	return numbers;
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
	case SETTING_NUMBERS:
		*(GPtrArray **)field = split_numbers(value);
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
	else if (setting->type == SETTING_NUMBERS)
		g_ptr_array_unref(*(GPtrArray **)field);
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
