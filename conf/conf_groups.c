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

void conf_groups_free_label_header(gpointer data)
{
	struct conf_label_header *header = data;

	g_free(header->header);
	g_free(header->value);
	g_free(header);
}

/* The group has these keys, NULL behind the last, and no other. */
static gboolean check_group(const char *path, const config_setting_t *group, const char *const *keys, GError **error)
{
	if (!config_setting_is_group(group)) {
		g_autofree char *names = g_strjoinv(" = ...; ", (char **)keys);

		return config_file_refuse(error, path, group, "this entry must be a group: { %s = ...; }", names);
	}
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(setting);

		if (!g_strv_contains(keys, name)) {
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
	static const char *const keys[] = {"rule", "action", NULL};
	struct conf_action action = {.line = config_setting_source_line(group)};
	const config_setting_t *setting;
	const char *rule, *word;

	if (!check_group(path, group, keys, error))
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
	static const char *const keys[] = {"guid", "confidential", NULL};
	struct conf_label label = {.line = config_setting_source_line(group)};
	const config_setting_t *setting;
	const char *text;
	g_autofree char *guid = NULL;

	if (!check_group(path, group, keys, error))
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
	static const char *const keys[] = {"name", "pattern", NULL};
	struct scanner_pattern pattern = {.file = path, .line = config_setting_source_line(group)};
	struct reference_pattern *reference;
	const char *name;

	if (!check_group(path, group, keys, error))
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

/* The fields that are read: others are the mail system's, and nobody's label. */
static gboolean is_label_field(const char *name)
{
	return g_ascii_strncasecmp(name, "X-", 2) == 0 || g_ascii_strcasecmp(name, "SIO-Label") == 0;
}

static gboolean read_label_header(const char *path, const config_setting_t *group, GPtrArray *headers, GError **error)
{
	static const char *const keys[] = {"header", "value", "confidential", NULL};
	struct conf_label_header header = {.line = config_setting_source_line(group)};
	const config_setting_t *setting;
	const char *name, *value;

	if (!check_group(path, group, keys, error))
		return FALSE;
	setting = config_setting_get_member(group, "header");
	name = config_file_string(path, setting, error);
	if (name == NULL)
		return FALSE;
	if (!is_label_field(name))
		return config_file_refuse(error, path, setting, "'%s' is no field for labels; they begin with X-",
					  name);
	setting = config_setting_get_member(group, "value");
	value = config_file_string(path, setting, error);
	if (value == NULL)
		return FALSE;
	if (value[strcspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")] == '\0')
		return config_file_refuse(error, path, setting, "'%s' has no word to look for", value);
	if (!config_file_bool(path, config_setting_get_member(group, "confidential"), &header.is_confidential, error))
		return FALSE;
	header.header = g_ascii_strdown(name, -1);
	header.value = g_strdup(value);
	g_ptr_array_add(headers, g_memdup2(&header, sizeof header));
	return TRUE;
}

void conf_groups_label_headers(const char *path, const config_setting_t *setting, GPtrArray *headers, GPtrArray *faults)
{
	GError *error = NULL;
	int length = check_list(path, setting, &error) ? config_setting_length(setting) : 0;

	faults_take(faults, &error);
	for (int i = 0; i < length; i++) {
		read_label_header(path, config_setting_get_elem(setting, (unsigned)i), headers, &error);
		faults_take(faults, &error);
	}
}
