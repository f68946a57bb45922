/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads profiles. The keys of a check's own settings come from the check's table; what they mean is the check's. */
#include "conf/profile.h"

#include "conf/conf.h"
#include "conf/config_file.h"
#include "conf/faults.h"
#include "conf/suggestion.h"

#include <string.h>

enum { PROFILE_MAX_NUMBER = 1000000 };

static const char *const rule_keys[] = {"rule",   "check", "clause",   "point", "action",
					"notice", "scope", "audience", NULL};

/* One rule being read. */
struct reading {
	const char *path;
	const config_setting_t *group;
	struct rule *rule;
};

static const struct setting *find_setting(const struct check *check, const char *key)
{
	for (const struct setting *setting = check->settings; setting != NULL && setting->key != NULL; setting++)
		if (strcmp(setting->key, key) == 0)
			return setting;
	return NULL;
}

static gboolean refuse_key(const struct reading *reading, const config_setting_t *member, GError **error)
{
	const struct check *check = reading->rule->check;
	const char *name = config_setting_name(member);
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	g_autofree char *suggestion = NULL;

	for (const char *const *key = rule_keys; *key != NULL; key++)
		g_ptr_array_add(keys, (gpointer)*key);
	for (const struct setting *setting = check->settings; setting != NULL && setting->key != NULL; setting++)
		g_ptr_array_add(keys, (gpointer)setting->key);
	g_ptr_array_add(keys, NULL);
	suggestion = suggestion_of(name, (const char *const *)keys->pdata);
	return config_file_refuse(error, reading->path, member, "unknown key '%s' for the check %s%s", name,
				  check->name, suggestion);
}

static gboolean read_action(const char *path, const config_setting_t *member, enum action *ret_action, GError **error)
{
	const char *word = config_file_string(path, member, error);
	enum action action = ACTION_PASS;

	if (word == NULL)
		return FALSE;
	if (!action_from_name(word, &action) || action == ACTION_PASS)
		return config_file_refuse(error, path, member,
					  "'%s' is no action; there are observe, flag, notice, hold and reject", word);
	*ret_action = action;
	return TRUE;
}

/* thresholds = { commercial = 8; budget = 12; } */
static gboolean read_numbers(const char *path, const config_setting_t *group, GPtrArray *numbers, GError **error)
{
	if (!config_setting_is_group(group))
		return config_file_refuse(error, path, group, "%s must be a group of numbers: %s = { name = 10; };",
					  config_setting_name(group), config_setting_name(group));
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *member = config_setting_get_elem(group, (unsigned)i);
		int number;

		if (!config_file_int(path, member, 1, PROFILE_MAX_NUMBER, &number, error))
			return FALSE;
		setting_number_put(numbers, config_setting_name(member), number, config_setting_source_line(member));
	}
	return TRUE;
}

static gboolean read_setting(const struct reading *reading, const struct setting *setting,
			     const config_setting_t *member, GError **error)
{
	void *field = (char *)reading->rule->settings + setting->offset;
	const char *text;
	char **texts;

	switch (setting->type) {
	case SETTING_BOOL:
		return config_file_bool(reading->path, member, field, error);
	case SETTING_INT:
		return config_file_int(reading->path, member, 0, G_MAXINT32, field, error);
	case SETTING_ACTION:
		return read_action(reading->path, member, field, error);
	case SETTING_STRING:
		text = config_file_string(reading->path, member, error);
		if (text == NULL)
			return FALSE;
		g_free(*(char **)field);
		*(char **)field = g_strdup(text);
		return TRUE;
	case SETTING_STRINGS:
		texts = config_file_strings(reading->path, member, error);
		if (texts == NULL)
			return FALSE;
		g_strfreev(*(char ***)field);
		*(char ***)field = texts;
		return TRUE;
	case SETTING_NUMBERS:
		return read_numbers(reading->path, member, *(GPtrArray **)field, error);
	}
	g_assert_not_reached();
}

/* A text of the rule itself. TRUE and NULL where it is absent and need not be there. */
static gboolean read_text(const struct reading *reading, const char *key, gboolean is_required, char **ret_text,
			  GError **error)
{
	const config_setting_t *member = config_setting_get_member(reading->group, key);
	const char *text;

	if (member == NULL && is_required)
		return config_file_refuse(error, reading->path, reading->group, "%s is missing in this rule", key);
	if (member == NULL)
		return TRUE;
	text = config_file_string(reading->path, member, error);
	if (text == NULL)
		return FALSE;
	*ret_text = g_strdup(text);
	return TRUE;
}

/* A key with one word that says more than its absence: scope = "all". */
static gboolean read_word(const struct reading *reading, const char *key, const char *plain, const char *special,
			  gboolean *ret_is_special, GError **error)
{
	const config_setting_t *member = config_setting_get_member(reading->group, key);
	g_autofree char *text = NULL;

	if (!read_text(reading, key, FALSE, &text, error))
		return FALSE;
	*ret_is_special = g_strcmp0(text, special) == 0;
	if (text != NULL && !*ret_is_special && strcmp(text, plain) != 0)
		return config_file_refuse(error, reading->path, member, "%s: '%s' is neither %s nor %s", key, text,
					  plain, special);
	return TRUE;
}

/* york-10.1c: the council, a hyphen, the clause. */
static gboolean is_rule_name(const char *name)
{
	return g_ascii_islower(*name) && strchr(name, '-') != NULL &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen(name);
}

static gboolean check_name(const struct reading *reading, const GPtrArray *rules, GError **error)
{
	const char *name = reading->rule->name;

	if (!is_rule_name(name))
		return config_file_refuse(error, reading->path, reading->group,
					  "'%s' cannot be a rule's name; write council-clause in lower case, like "
					  "york-10.1c",
					  name);
	for (guint i = 0; i < rules->len; i++) {
		const struct rule *other = g_ptr_array_index(rules, i);

		if (strcmp(other->name, name) == 0)
			return config_file_refuse(error, reading->path, reading->group,
						  "the rule %s stands in %s, line %u, already", name, other->file,
						  other->line);
	}
	return TRUE;
}

static gboolean read_members(const struct reading *reading, GError **error)
{
	for (int i = 0; i < config_setting_length(reading->group); i++) {
		const config_setting_t *member = config_setting_get_elem(reading->group, (unsigned)i);
		const char *name = config_setting_name(member);
		const struct setting *setting = find_setting(reading->rule->check, name);

		if (g_strv_contains(rule_keys, name))
			continue;
		if (setting == NULL)
			return refuse_key(reading, member, error);
		if (!read_setting(reading, setting, member, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean read_rule(const struct reading *reading, const GPtrArray *rules, GError **error)
{
	struct rule *rule = reading->rule;
	const config_setting_t *action = config_setting_get_member(reading->group, "action");
	g_autoptr(GError) reason = NULL;

	rule->file = g_strdup(reading->path);
	rule->line = config_setting_source_line(reading->group);
	if (action == NULL)
		return config_file_refuse(error, reading->path, reading->group, "action is missing in this rule");
	if (!read_text(reading, "rule", TRUE, &rule->name, error) || !check_name(reading, rules, error) ||
	    !read_text(reading, "clause", TRUE, &rule->clause, error) ||
	    !read_text(reading, "point", TRUE, &rule->point, error) ||
	    !read_text(reading, "notice", FALSE, &rule->notice, error) ||
	    !read_action(reading->path, action, &rule->action, error) ||
	    !read_word(reading, "scope", "members", "all", &rule->is_scope_all, error) ||
	    !read_word(reading, "audience", "reviewers", "monitoring-officer", &rule->is_restricted, error) ||
	    !read_members(reading, error))
		return FALSE;
	if (rule->check->validate != NULL && !rule->check->validate(rule, &reason))
		return config_file_refuse(error, reading->path, reading->group, "%s: %s", rule->name, reason->message);
	return TRUE;
}

static const struct check *read_check(const char *path, const config_setting_t *group, GError **error)
{
	const config_setting_t *member = config_setting_get_member(group, "check");
	const char *name;
	const struct check *check;
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *suggestion = NULL;

	if (member == NULL) {
		config_file_refuse(error, path, group, "check is missing in this rule");
		return NULL;
	}
	name = config_file_string(path, member, error);
	check = name != NULL ? check_find(name) : NULL;
	if (name == NULL || check != NULL)
		return check;
	for (const struct check *const *known = checks; *known != NULL; known++)
		g_ptr_array_add(names, (gpointer)(*known)->name);
	g_ptr_array_add(names, NULL);
	suggestion = suggestion_of(name, (const char *const *)names->pdata);
	config_file_refuse(error, path, member, "there is no check '%s'%s", name, suggestion);
	return NULL;
}

static gboolean add_rule(const char *path, const config_setting_t *group, GPtrArray *rules, GError **error)
{
	const struct check *check;
	struct reading reading = {path, group, NULL};

	if (!config_setting_is_group(group))
		return config_file_refuse(error, path, group, "a rule must be a group: { rule = ...; check = ...; }");
	check = read_check(path, group, error);
	if (check == NULL)
		return FALSE;
	reading.rule = rule_new(check);
	if (!read_rule(&reading, rules, error)) {
		rule_free(reading.rule);
		return FALSE;
	}
	g_ptr_array_add(rules, reading.rule);
	return TRUE;
}

static void add_rules(const char *path, const config_t *config, GPtrArray *rules, GPtrArray *faults)
{
	const config_setting_t *root = config_root_setting(config);
	const config_setting_t *list = config_setting_get_member(root, "rules");
	GError *error = NULL;

	for (int i = 0; i < config_setting_length(root); i++) {
		const config_setting_t *member = config_setting_get_elem(root, (unsigned)i);

		if (member != list)
			config_file_refuse(&error, path, member, "unknown key '%s'; a profile holds rules alone",
					   config_setting_name(member));
		faults_take(faults, &error);
	}
	if (list == NULL || !config_setting_is_list(list))
		config_file_refuse(&error, path, list, "a profile needs rules = ( { ... }, { ... } );");
	for (int i = 0; error == NULL && i < config_setting_length(list); i++) {
		add_rule(path, config_setting_get_elem(list, (unsigned)i), rules, &error);
		faults_take(faults, &error);
	}
	faults_take(faults, &error);
}

char *profile_path(const char *profile)
{
	g_autofree char *file = NULL;

	if (g_path_is_absolute(profile))
		return g_strdup(profile);
	file = g_strconcat(profile, ".conf", NULL);
	return g_build_filename(conf_data_dir(), "profiles", file, NULL);
}

static gint compare_names(gconstpointer one, gconstpointer other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* "aberdeen, york": the names of the shipped profiles. */
static char *shipped_names(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	char *joined;

	for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL; name = g_dir_read_name(dir))
		if (g_str_has_suffix(name, ".conf"))
			g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".conf")));
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(names, NULL);
	joined = g_strjoinv(", ", (char **)names->pdata);
	g_ptr_array_unref(names);
	return joined;
}

/* A shipped profile that is missing is a slip in its name. */
static void name_shipped(const char *path, GError **error)
{
	g_autofree char *folder = g_build_filename(conf_data_dir(), "profiles", NULL);
	g_autofree char *own = g_path_get_dirname(path);
	g_autofree char *names = NULL;

	if (strcmp(folder, own) != 0)
		return;
	names = shipped_names(folder);
	g_clear_error(error);
	if (*names == '\0') {
		g_set_error(
			error, CONF_ERROR, CONF_ERROR_MISSING,
			"%s:1: the shipped profiles are not there; install them, or say in CANDOUR_DATA where they are",
			path);
		return;
	}
	g_set_error(error, CONF_ERROR, CONF_ERROR_MISSING,
		    "%s:1: there is no such shipped profile; there are: %s; the path of one of your own ends in .conf",
		    path, names);
}

void profile_load(const char *path, GPtrArray *rules, GPtrArray *faults)
{
	GError *error = NULL;
	config_t config;

	config_init(&config);
	if (config_file_read(&config, path, &error))
		add_rules(path, &config, rules, faults);
	else if (g_error_matches(error, CONF_ERROR, CONF_ERROR_MISSING))
		name_shipped(path, &error);
	faults_take(faults, &error);
	config_destroy(&config);
}
