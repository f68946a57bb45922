/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads lexicon files. Whether a pattern compiles is for the scanner to say. */
#include "conf/lexicon_file.h"

#include "conf/conf.h"
#include "conf/config_file.h"
#include "conf/faults.h"
#include "conf/suggestion.h"
#include "policy/match/lexicon.h"

#include <string.h>

enum { LEXICON_MAX_WEIGHT = 1000 };

static gboolean check_keys(const char *path, const config_setting_t *group, const char *const *keys, GError **error)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *member = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(member);

		if (!g_strv_contains(keys, name)) {
			g_autofree char *suggestion = suggestion_of(name, keys);

			return config_file_refuse(error, path, member, "unknown key '%s'%s", name, suggestion);
		}
	}
	return TRUE;
}

/* A text that may be absent: then *ret_text stays as it is. Borrowed from the group. */
static gboolean read_text(const char *path, const config_setting_t *group, const char *key, const char **ret_text,
			  GError **error)
{
	const config_setting_t *member = config_setting_get_member(group, key);
	const char *text = member != NULL ? config_file_string(path, member, error) : NULL;

	if (text != NULL)
		*ret_text = text;
	return member == NULL || text != NULL;
}

static gboolean add_entry(const char *path, const config_setting_t *group, const char *category, const char *what,
			  GPtrArray *entries, GError **error)
{
	static const char *const keys[] = {"category", "phrase", "pattern", "weight", "what", NULL};
	const config_setting_t *member;
	const char *phrase = NULL, *pattern = NULL;
	struct lexicon_entry *entry;
	int weight;

	if (!config_setting_is_group(group))
		return config_file_refuse(error, path, group,
					  "an entry must be a group: { phrase = ...; weight = ...; }");
	if (!check_keys(path, group, keys, error) || !read_text(path, group, "category", &category, error) ||
	    !read_text(path, group, "phrase", &phrase, error) || !read_text(path, group, "pattern", &pattern, error) ||
	    !read_text(path, group, "what", &what, error))
		return FALSE;
	if (category == NULL)
		return config_file_refuse(error, path, group, "an entry needs a category, its own or the file's");
	if ((phrase == NULL) == (pattern == NULL))
		return config_file_refuse(error, path, group, "an entry needs a phrase or a pattern, and not both");
	member = config_setting_get_member(group, "weight");
	if (member == NULL)
		return config_file_refuse(error, path, group, "weight is missing in this entry");
	if (!config_file_int(path, member, -LEXICON_MAX_WEIGHT, LEXICON_MAX_WEIGHT, &weight, error))
		return FALSE;
	if (weight == 0)
		return config_file_refuse(error, path, member, "an entry that weighs 0 does nothing; take it out");
	entry = g_new0(struct lexicon_entry, 1);
	entry->category = g_strdup(category);
	entry->expression = g_strdup(phrase != NULL ? phrase : pattern);
	entry->is_literal = phrase != NULL;
	entry->weight = weight;
	entry->what = g_strdup(what);
	entry->file = g_strdup(path);
	entry->line = config_setting_source_line(group);
	g_ptr_array_add(entries, entry);
	return TRUE;
}

/* What stands above the entries; borrowed from the settings. */
static gboolean read_head(const char *path, const config_setting_t *root, const char **ret_category,
			  const char **ret_what, GError **error)
{
	static const char *const keys[] = {"category", "what", "entries", NULL};
	const config_setting_t *list = config_setting_get_member(root, "entries");
	const char *category = NULL, *what = NULL;

	if (!check_keys(path, root, keys, error) || !read_text(path, root, "category", &category, error) ||
	    !read_text(path, root, "what", &what, error))
		return FALSE;
	if (list == NULL || !config_setting_is_list(list))
		return config_file_refuse(error, path, list, "a lexicon needs entries = ( { ... }, { ... } );");
	*ret_category = category;
	*ret_what = what;
	return TRUE;
}

void lexicon_file_load(const char *path, GPtrArray *entries, GPtrArray *faults)
{
	GError *error = NULL;
	const char *category = NULL, *what = NULL;
	const config_setting_t *list;
	config_t config;

	config_init(&config);
	if (config_file_read(&config, path, &error) &&
	    read_head(path, config_root_setting(&config), &category, &what, &error)) {
		list = config_lookup(&config, "entries");
		for (int i = 0; i < config_setting_length(list); i++) {
			add_entry(path, config_setting_get_elem(list, (unsigned)i), category, what, entries, &error);
			faults_take(faults, &error);
		}
	}
	faults_take(faults, &error);
	config_destroy(&config);
}

static gint compare_paths(gconstpointer one, gconstpointer other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

GPtrArray *lexicon_file_shipped(GError **error)
{
	g_autofree char *folder = g_build_filename(conf_data_dir(), "lexicons", NULL);
	g_autoptr(GError) cause = NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &cause);
	GPtrArray *paths;

	if (dir == NULL) {
		g_set_error(error, CONF_ERROR, CONF_ERROR_MISSING, "%s: the shipped lexicons cannot be read: %s",
			    folder, cause->message);
		return NULL;
	}
	paths = g_ptr_array_new_with_free_func(g_free);
	for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
		if (g_str_has_suffix(name, ".conf"))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	g_ptr_array_sort(paths, compare_paths);
	return paths;
}
