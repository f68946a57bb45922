/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the lists of groups of candour.conf. Whether a rule is known is for the snapshot to say. */
#include "conf/conf_groups.h"

#include "conf/conf.h"
#include "conf/config_file.h"
#include "conf/faults.h"
#include "conf/suggestion.h"
#include "policy/match/scanner.h"

#include <string.h>

void conf_groups_free_action(gpointer data)
{
	struct conf_action *action = data;

	g_free(action->rule);
	g_free(action);
}

void conf_groups_free_label(gpointer data)
{
	struct conf_label *label = data;

	g_free(label->guid);
	g_free(label);
}

void conf_groups_free_reference(gpointer pattern)
{
	reference_pattern_free(pattern);
}

/* The group has these two keys and no other. */
static gboolean check_group(const char *path, const config_setting_t *group, const char *one, const char *other,
			    GError **error)
{
	const char *const keys[] = {one, other, NULL};

	if (!config_setting_is_group(group))
		return config_file_refuse(error, path, group, "this entry must be a group: { %s = ...; %s = ...; }",
					  one, other);
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(setting);

		if (strcmp(name, one) != 0 && strcmp(name, other) != 0) {
			g_autofree char *suggestion = suggestion_of(name, keys);

			return config_file_refuse(error, path, setting, "unknown key '%s'%s", name, suggestion);
		}
	}
	for (int i = 0; keys[i] != NULL; i++)
		if (config_setting_get_member(group, keys[i]) == NULL)
			return config_file_refuse(error, path, group, "%s is missing in this entry", keys[i]);
	return TRUE;
}

static gboolean check_list(const char *path, const config_setting_t *setting, GError **error)
{
	if (config_setting_is_list(setting) ||
	    (config_setting_is_array(setting) && config_setting_length(setting) == 0))
		return TRUE;
	return config_file_refuse(error, path, setting, "%s must be a list of groups: ( { ... }, { ... } )",
				  config_setting_name(setting));
}

static gboolean read_action(const char *path, const config_setting_t *group, GPtrArray *actions, GError **error)
{
	struct conf_action action = {.line = config_setting_source_line(group)};
	const config_setting_t *setting;
	const char *rule, *word;

	if (!check_group(path, group, "rule", "action", error))
		return FALSE;
	rule = config_file_string(path, config_setting_get_member(group, "rule"), error);
	if (rule == NULL)
		return FALSE;
	setting = config_setting_get_member(group, "action");
	word = config_file_string(path, setting, error);
	if (word == NULL)
		return FALSE;
	if (!action_from_name(word, &action.action) || action.action == ACTION_PASS)
		return config_file_refuse(error, path, setting,
					  "'%s' is no action; there are observe, flag, notice, hold and reject", word);
	for (guint i = 0; i < actions->len; i++) {
		const struct conf_action *other = g_ptr_array_index(actions, i);

		if (strcmp(other->rule, rule) == 0)
			return config_file_refuse(error, path, group, "the action of %s is set in line %u already",
						  rule, other->line);
	}
	action.rule = g_strdup(rule);
	g_ptr_array_add(actions, g_memdup2(&action, sizeof action));
	return TRUE;
}

void conf_groups_actions(const char *path, const config_setting_t *setting, GPtrArray *actions, GPtrArray *faults)
{
	GError *error = NULL;
	int length = check_list(path, setting, &error) ? config_setting_length(setting) : 0;

	faults_take(faults, &error);
	for (int i = 0; i < length; i++) {
		read_action(path, config_setting_get_elem(setting, (unsigned)i), actions, &error);
		faults_take(faults, &error);
	}
}

/* In lower case and without braces; NULL where it is no GUID. */
static char *normalise_guid(const char *text)
{
	gsize length = strlen(text);
	g_autofree char *guid = NULL;

	if (length > 2 && text[0] == '{' && text[length - 1] == '}')
		guid = g_ascii_strdown(text + 1, (gssize)length - 2);
	else
		guid = g_ascii_strdown(text, -1);
	return g_uuid_string_is_valid(guid) ? g_steal_pointer(&guid) : NULL;
}

static gboolean read_label(const char *path, const config_setting_t *group, GPtrArray *labels, GError **error)
{
	struct conf_label label = {.line = config_setting_source_line(group)};
	const config_setting_t *setting;
	const char *text;
	g_autofree char *guid = NULL;

	if (!check_group(path, group, "guid", "confidential", error))
		return FALSE;
	setting = config_setting_get_member(group, "guid");
	text = config_file_string(path, setting, error);
	if (text == NULL)
		return FALSE;
	guid = normalise_guid(text);
	if (guid == NULL)
		return config_file_refuse(error, path, setting,
					  "'%s' is no GUID; it looks like 00000000-0000-0000-0000-000000000000", text);
	if (!config_file_bool(path, config_setting_get_member(group, "confidential"), &label.is_confidential, error))
		return FALSE;
	for (guint i = 0; i < labels->len; i++) {
		const struct conf_label *other = g_ptr_array_index(labels, i);

		if (strcmp(other->guid, guid) == 0)
			return config_file_refuse(error, path, group, "the label %s stands in line %u already", guid,
						  other->line);
	}
	label.guid = g_steal_pointer(&guid);
	g_ptr_array_add(labels, g_memdup2(&label, sizeof label));
	return TRUE;
}

void conf_groups_labels(const char *path, const config_setting_t *setting, GPtrArray *labels, GPtrArray *faults)
{
	GError *error = NULL;
	int length = check_list(path, setting, &error) ? config_setting_length(setting) : 0;

	faults_take(faults, &error);
	for (int i = 0; i < length; i++) {
		read_label(path, config_setting_get_elem(setting, (unsigned)i), labels, &error);
		faults_take(faults, &error);
	}
}

static gboolean read_reference(const char *path, const config_setting_t *group, GPtrArray *references, GError **error)
{
	struct scanner_pattern pattern = {.file = path, .line = config_setting_source_line(group)};
	struct reference_pattern *reference;
	const char *name;

	if (!check_group(path, group, "name", "pattern", error))
		return FALSE;
	name = config_file_string(path, config_setting_get_member(group, "name"), error);
	if (name == NULL)
		return FALSE;
	pattern.expression = config_file_string(path, config_setting_get_member(group, "pattern"), error);
	if (pattern.expression == NULL)
		return FALSE;
	pattern.line = config_setting_source_line(config_setting_get_member(group, "pattern"));
	for (guint i = 0; i < references->len; i++) {
		const struct reference_pattern *other = g_ptr_array_index(references, i);

		if (strcmp(other->name, name) == 0)
			return config_file_refuse(error, path, group, "the reference %s stands in line %u already",
						  name, other->line);
	}
	if (!scanner_check(&pattern, error))
		return FALSE;
	reference = g_new0(struct reference_pattern, 1);
	*reference = (struct reference_pattern){g_strdup(name), g_strdup(pattern.expression), pattern.line};
	g_ptr_array_add(references, reference);
	return TRUE;
}

void conf_groups_references(const char *path, const config_setting_t *setting, GPtrArray *references, GPtrArray *faults)
{
	GError *error = NULL;
	int length = check_list(path, setting, &error) ? config_setting_length(setting) : 0;

	faults_take(faults, &error);
	for (int i = 0; i < length; i++) {
		read_reference(path, config_setting_get_elem(setting, (unsigned)i), references, &error);
		faults_take(faults, &error);
	}
}
