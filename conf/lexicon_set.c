/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads all lexicons, leaves out what no rule looks for, and sees that rules and entries name categories that are
 * there. */
#include "conf/lexicon_set.h"

#include "conf/faults.h"
#include "conf/lexicon_cache.h"
#include "conf/lexicon_file.h"
#include "conf/suggestion.h"
#include "policy/match/records.h"
#include "policy/rule.h"

#include <string.h>

static gboolean is_looked_for(const GPtrArray *rules, const char *category)
{
	for (guint i = 0; i < rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules, i);

		if (rule->check->needs_category != NULL && rule->check->needs_category(rule, category))
			return TRUE;
	}
	return FALSE;
}

/* What entries that are looked for must stand near to, and what that must stand near to in turn. */
static GHashTable *categories_needed(const GPtrArray *rules, const GPtrArray *entries)
{
	GHashTable *needed = g_hash_table_new(g_str_hash, g_str_equal);
	guint known;

	for (guint i = 0; i < entries->len; i++) {
		const struct lexicon_entry *entry = g_ptr_array_index(entries, i);

		if (is_looked_for(rules, entry->category))
			g_hash_table_add(needed, entry->category);
	}
	do {
		known = g_hash_table_size(needed);
		for (guint i = 0; i < entries->len; i++) {
			const struct lexicon_entry *entry = g_ptr_array_index(entries, i);

			if (entry->near != NULL && g_hash_table_contains(needed, entry->category))
				g_hash_table_add(needed, entry->near);
		}
	} while (g_hash_table_size(needed) > known);
	return needed;
}

/* Compiling is dear, so what no rule looks for is looked over for faults of form and left out. */
static void drop_needless(const struct conf *conf, const GPtrArray *rules, GPtrArray *entries, GPtrArray *faults)
{
	g_autoptr(GHashTable) needed = categories_needed(rules, entries);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	/* Freed last: keys of needed are texts of entries. */
	g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_entry_free);

	for (guint i = 0; i < entries->len; i++) {
		struct lexicon_entry *entry = g_ptr_array_index(entries, i);
		gboolean is_spoken = entry->language == NULL ||
				     g_strv_contains((const char *const *)conf->languages, entry->language);
		GError *error = NULL;

		if (is_spoken && g_hash_table_contains(needed, entry->category)) {
			g_ptr_array_add(kept, entry);
			continue;
		}
		g_ptr_array_add(dropped, entry);
		lexicon_entry_check(entry, &error);
		faults_take(faults, &error);
	}
	g_ptr_array_set_free_func(entries, NULL);
	g_ptr_array_set_size(entries, 0);
	g_ptr_array_extend(entries, kept, NULL, NULL);
}

static GHashTable *categories_of(const GPtrArray *entries, guint count)
{
	GHashTable *categories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < count; i++)
		g_hash_table_add(categories,
				 g_strdup(((const struct lexicon_entry *)g_ptr_array_index(entries, i))->category));
	g_hash_table_add(categories, g_strdup(LEXICON_PERSON));
	return categories;
}

static void refuse_category(GHashTable *categories, GPtrArray *faults, const char *file, unsigned line,
			    const char *before, const char *name)
{
	g_autofree const char **known = (const char **)g_hash_table_get_keys_as_array(categories, NULL);
	g_autofree char *suggestion = suggestion_of(name, known);
	GError *error = NULL;

	g_set_error(&error, CONF_ERROR, CONF_ERROR_INVALID, "%s:%u: %s '%s'%s", file, line, before, name, suggestion);
	faults_take(faults, &error);
}

/* Whoever mistypes a category writes an entry that nothing looks for. The shipped files, the first ones, are tested for
 * that; in the others a category is one that is there, or that a rule names, or that an entry stands near to. */
static void check_entries(const GPtrArray *rules, const GPtrArray *entries, guint shipped, GPtrArray *faults)
{
	g_autoptr(GHashTable) ours = categories_of(entries, shipped), all = categories_of(entries, entries->len);
	g_autoptr(GHashTable) near = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < entries->len; i++) {
		const struct lexicon_entry *entry = g_ptr_array_index(entries, i);

		if (entry->near != NULL)
			g_hash_table_add(near, entry->near);
		if (entry->near != NULL && !g_hash_table_contains(all, entry->near))
			refuse_category(all, faults, entry->file, entry->line, "near: no lexicon has the category",
					entry->near);
	}
	for (guint i = shipped; i < entries->len; i++) {
		const struct lexicon_entry *entry = g_ptr_array_index(entries, i);

		if (!g_hash_table_contains(ours, entry->category) && !is_looked_for(rules, entry->category) &&
		    !g_hash_table_contains(near, entry->category))
			refuse_category(ours, faults, entry->file, entry->line,
					"no rule looks for the category, and nothing stands near it:", entry->category);
	}
}

static void check_strings(GHashTable *categories, const struct rule *rule, char **names, GPtrArray *faults)
{
	for (; names != NULL && *names != NULL; names++) {
		g_autofree char *before = g_strdup_printf("%s: no lexicon has the category", rule->name);

		if (!g_hash_table_contains(categories, *names))
			refuse_category(categories, faults, rule->file, rule->line, before, *names);
	}
}

/* Defaults (without a line) are those of all shipped categories, looked for or not. */
static void check_numbers(GHashTable *categories, const struct rule *rule, const struct setting *setting,
			  GPtrArray *faults)
{
	const GPtrArray *numbers = *(GPtrArray **)((char *)rule->settings + setting->offset);

	for (guint i = 0; i < numbers->len; i++) {
		const struct setting_number *number = g_ptr_array_index(numbers, i);
		g_autofree char *before =
			g_strdup_printf("%s: %s: the rule does not look for the category", rule->name, setting->key);

		if (number->line > 0 && !rule->check->needs_category(rule, number->name))
			refuse_category(categories, faults, rule->file, number->line, before, number->name);
	}
}

/* A rule's categories are categories of some lexicon. */
static void check_rule(GHashTable *categories, const struct rule *rule, GPtrArray *faults)
{
	if (rule->check->needs_category == NULL)
		return;
	for (const struct setting *setting = rule->check->settings; setting->key != NULL; setting++) {
		if (setting->type == SETTING_STRINGS && g_str_has_suffix(setting->key, "categories"))
			check_strings(categories, rule, *(char ***)((char *)rule->settings + setting->offset), faults);
		else if (setting->type == SETTING_NUMBERS)
			check_numbers(categories, rule, setting, faults);
	}
}

static void load_files(const struct conf *conf, GPtrArray *entries, guint *ret_shipped, GPtrArray *faults)
{
	GError *error = NULL;
	g_autoptr(GPtrArray) shipped = lexicon_file_shipped(&error);

	faults_take(faults, &error);
	for (guint i = 0; shipped != NULL && i < shipped->len; i++)
		lexicon_file_load(g_ptr_array_index(shipped, i), entries, faults);
	*ret_shipped = entries->len;
	for (char **path = conf->lexicons; *path != NULL; path++)
		lexicon_file_load(*path, entries, faults);
}

struct lexicons *lexicon_set_load(const struct conf *conf, const GPtrArray *rules, GPtrArray *faults)
{
	GPtrArray *entries = g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_entry_free);
	g_autoptr(GHashTable) categories = NULL;
	struct lexicons *lexicons;
	GError *error = NULL;
	guint before = faults->len, shipped;

	load_files(conf, entries, &shipped, faults);
	categories = categories_of(entries, entries->len);
	g_hash_table_add(categories, g_strdup(RECORDS_CATEGORY));
	if (faults->len == before)
		check_entries(rules, entries, shipped, faults);
	drop_needless(conf, rules, entries, faults);
	lexicons = lexicons_new(entries, lexicon_cache_find, (gpointer)conf, &error);
	faults_take(faults, &error);
	for (guint i = 0; faults->len == before && i < rules->len; i++)
		check_rule(categories, g_ptr_array_index(rules, i), faults);
	return lexicons;
}
