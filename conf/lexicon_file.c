/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads lexicon files. Whether a pattern compiles is for the scanner to say. */
#include "conf/lexicon_file.h"

#include "conf/conf.h"
#include "conf/conf_values.h"
#include "conf/config_file.h"
#include "conf/faults.h"
#include "conf/suggestion.h"
#include "policy/match/lexicon.h"

#include <string.h>

enum { LEXICON_MAX_WEIGHT = 1000, LEXICON_MAX_WITHIN = 10000 };

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

/* What stands above the entries holds for those that have none of their own. Borrowed from the settings. */
struct head {
	const char *const *categories; /* NULL-terminated, or NULL */
	const char *what, *language;
};

/* The words of a closed set, or FALSE and *error. */
static gboolean read_divisions(const char *path, const config_setting_t *group, unsigned *ret_divisions, GError **error)
{
	const config_setting_t *member = config_setting_get_member(group, "divisions");
	g_auto(GStrv) words = NULL;
	unsigned divisions = 0;

	if (member == NULL)
		return TRUE;
	words = config_file_strings(path, member, error);
	for (char **word = words; word != NULL && *word != NULL; word++) {
		enum content_kind kind;

		if (!content_kind_from_name(*word, &kind))
			return config_file_refuse(error, path, member,
						  "'%s' is no division that lexicons are looked for in; there are "
						  "subject, authored, attachment and quoted",
						  *word);
		divisions |= 1u << kind;
	}
	*ret_divisions = divisions;
	return words != NULL;
}

static gboolean read_language(const char *path, const config_setting_t *group, const char **ret_language,
			      GError **error)
{
	const config_setting_t *member = config_setting_get_member(group, "language");
	g_autoptr(GError) cause = NULL;

	if (!read_text(path, group, "language", ret_language, error))
		return FALSE;
	return member == NULL || conf_values_language(*ret_language, &cause) ||
	       config_file_refuse(error, path, member, "%s", cause->message);
}

/* near and within stand together. */
static gboolean read_near(const char *path, const config_setting_t *group, struct lexicon_entry *entry, GError **error)
{
	const config_setting_t *within = config_setting_get_member(group, "within");
	const char *near = NULL;

	if (!read_text(path, group, "near", &near, error))
		return FALSE;
	if ((near == NULL) != (within == NULL))
		return config_file_refuse(error, path, group,
					  "near and within go together: near = \"person\"; within = 200;");
	entry->near = g_strdup(near);
	return within == NULL || config_file_int(path, within, 1, LEXICON_MAX_WITHIN, &entry->within, error);
}

static gboolean read_weight(const char *path, const config_setting_t *group, struct lexicon_entry *entry,
			    GError **error)
{
	const config_setting_t *weight = config_setting_get_member(group, "weight");
	const config_setting_t *support = config_setting_get_member(group, "supports");

	if (weight == NULL)
		return config_file_refuse(error, path, group, "weight is missing in this entry");
	if (!config_file_int(path, weight, -LEXICON_MAX_WEIGHT, LEXICON_MAX_WEIGHT, &entry->weight, error))
		return FALSE;
	if (entry->weight == 0)
		return config_file_refuse(error, path, weight, "an entry that weighs 0 does nothing; take it out");
	if (support != NULL && !config_file_bool(path, support, &entry->is_support, error))
		return FALSE;
	return !entry->is_support || entry->weight > 0 ||
	       config_file_refuse(error, path, support, "an entry that supports others has a weight above 0");
}

static gboolean read_expression(const char *path, const config_setting_t *group, struct lexicon_entry *entry,
				GError **error)
{
	const char *phrase = NULL, *pattern = NULL;

	if (!read_text(path, group, "phrase", &phrase, error) || !read_text(path, group, "pattern", &pattern, error))
		return FALSE;
	if ((phrase == NULL) == (pattern == NULL))
		return config_file_refuse(error, path, group, "an entry needs a phrase or a pattern, and not both");
	entry->expression = g_strdup(phrase != NULL ? phrase : pattern);
	entry->is_literal = phrase != NULL;
	return TRUE;
}

static gboolean read_entry(const char *path, const config_setting_t *group, const struct head *head,
			   struct lexicon_entry *entry, GError **error)
{
	static const char *const keys[] = {"category", "phrase", "pattern", "weight",   "supports", "divisions",
					   "near",     "within", "what",    "language", NULL};
	const char *what = head->what, *language = head->language;

	if (!check_keys(path, group, keys, error) || !read_expression(path, group, entry, error) ||
	    !read_weight(path, group, entry, error) || !read_divisions(path, group, &entry->divisions, error) ||
	    !read_near(path, group, entry, error) || !read_text(path, group, "what", &what, error) ||
	    !read_language(path, group, &language, error))
		return FALSE;
	entry->what = g_strdup(what);
	entry->language = g_strdup(language);
	entry->file = g_strdup(path);
	entry->line = config_setting_source_line(group);
	return TRUE;
}

/* One entry a category. Takes the entry. */
static void add_to_categories(GPtrArray *entries, struct lexicon_entry *entry, const char *const *categories)
{
	for (gsize i = 1; categories[i] != NULL; i++) {
		struct lexicon_entry *copy = g_memdup2(entry, sizeof *entry);

		copy->category = g_strdup(categories[i]);
		copy->expression = g_strdup(entry->expression);
		copy->near = g_strdup(entry->near);
		copy->what = g_strdup(entry->what);
		copy->language = g_strdup(entry->language);
		copy->file = g_strdup(entry->file);
		g_ptr_array_add(entries, copy);
	}
	entry->category = g_strdup(categories[0]);
	g_ptr_array_add(entries, entry);
}

/* A word in small letters, or a list of such. FALSE and *error; TRUE and NULL where there is none. */
static gboolean read_categories(const char *path, const config_setting_t *group, char ***ret_categories, GError **error)
{
	const config_setting_t *member = config_setting_get_member(group, "category");
	char **categories = member != NULL ? config_file_strings(path, member, error) : NULL;

	for (char **category = categories; category != NULL && *category != NULL; category++)
		if (!g_ascii_islower(**category) ||
		    strspn(*category, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(*category)) {
			config_file_refuse(error, path, member,
					   "'%s' cannot be a category; write small letters and hyphens", *category);
			g_strfreev(categories);
			return FALSE;
		}
	*ret_categories = categories;
	return member == NULL || categories != NULL;
}

static gboolean add_entry(const char *path, const config_setting_t *group, const struct head *head, GPtrArray *entries,
			  GError **error)
{
	g_auto(GStrv) own = NULL;
	const char *const *categories;
	struct lexicon_entry *entry;

	if (!config_setting_is_group(group))
		return config_file_refuse(error, path, group,
					  "an entry must be a group: { phrase = ...; weight = ...; }");
	if (!read_categories(path, group, &own, error))
		return FALSE;
	categories = own != NULL ? (const char *const *)own : head->categories;
	entry = g_new0(struct lexicon_entry, 1);
	if (!read_entry(path, group, head, entry, error)) {
		lexicon_entry_free(entry);
		return FALSE;
	}
	if (categories == NULL || *categories == NULL) {
		lexicon_entry_free(entry);
		return config_file_refuse(error, path, group, "an entry needs a category, its own or the file's");
	}
	add_to_categories(entries, entry, categories);
	return TRUE;
}

static gboolean read_head(const char *path, const config_setting_t *root, struct head *head, char ***ret_categories,
			  GError **error)
{
	static const char *const keys[] = {"category", "what", "language", "entries", NULL};
	const config_setting_t *list = config_setting_get_member(root, "entries");

	if (!check_keys(path, root, keys, error) || !read_categories(path, root, ret_categories, error) ||
	    !read_text(path, root, "what", &head->what, error) || !read_language(path, root, &head->language, error))
		return FALSE;
	if (list == NULL || !config_setting_is_list(list))
		return config_file_refuse(error, path, list, "a lexicon needs entries = ( { ... }, { ... } );");
	head->categories = (const char *const *)*ret_categories;
	return TRUE;
}

void lexicon_file_load(const char *path, GPtrArray *entries, GPtrArray *faults)
{
	GError *error = NULL;
	struct head head = {NULL, NULL, NULL};
	g_auto(GStrv) categories = NULL;
	const config_setting_t *list;
	config_t config;

	config_init(&config);
	if (config_file_read(&config, path, &error) &&
	    read_head(path, config_root_setting(&config), &head, &categories, &error)) {
		list = config_lookup(&config, "entries");
		for (int i = 0; i < config_setting_length(list); i++) {
			add_entry(path, config_setting_get_elem(list, (unsigned)i), &head, entries, &error);
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
