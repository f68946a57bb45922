/* SPDX-License-Identifier: BSD-2-Clause */
/* The shipped lexicons, read with libconfig for tests of this room, which may not use conf/. */
#ifndef TESTS_POLICY_SHIPPED_LEXICONS_H
#define TESTS_POLICY_SHIPPED_LEXICONS_H

#include "policy/match/lexicon.h"

#include <libconfig.h>

static struct lexicon_entry *shipped_lexicon_entry(const char *path, config_setting_t *row)
{
	struct lexicon_entry *entry = g_new0(struct lexicon_entry, 1);
	const config_setting_t *divisions = config_setting_get_member(row, "divisions");
	const char *expression = NULL, *what = NULL, *near = NULL;
	int is_support = FALSE;

	config_setting_lookup_string(row, "what", &what);
	config_setting_lookup_string(row, "near", &near);
	config_setting_lookup_int(row, "within", &entry->within);
	config_setting_lookup_int(row, "weight", &entry->weight);
	config_setting_lookup_bool(row, "supports", &is_support);
	entry->is_support = is_support;
	for (int i = 0; divisions != NULL && i < config_setting_length(divisions); i++) {
		enum content_kind kind = CONTENT_SUBJECT;

		content_kind_from_name(config_setting_get_string_elem(divisions, i), &kind);
		entry->divisions |= 1u << kind;
	}
	entry->is_literal = config_setting_lookup_string(row, "phrase", &expression);
	if (!entry->is_literal)
		config_setting_lookup_string(row, "pattern", &expression);
	entry->expression = g_strdup(expression);
	entry->what = g_strdup(what);
	entry->near = g_strdup(near);
	entry->file = g_strdup(path);
	entry->line = config_setting_source_line(row);
	return entry;
}

/* category: one string or several. */
static void shipped_lexicon_add(GPtrArray *entries, const char *path, config_setting_t *row,
				const config_setting_t *category)
{
	int count = config_setting_is_aggregate(category) ? config_setting_length(category) : 1;

	for (int i = 0; i < count; i++) {
		struct lexicon_entry *entry = shipped_lexicon_entry(path, row);

		entry->category =
			g_strdup(config_setting_is_aggregate(category) ? config_setting_get_string_elem(category, i)
								       : config_setting_get_string(category));
		g_ptr_array_add(entries, entry);
	}
}

static void shipped_lexicon_read(GPtrArray *entries, const char *path)
{
	config_t file;
	config_setting_t *list;

	config_init(&file);
	if (!config_read_file(&file, path))
		g_error("%s:%d: %s", path, config_error_line(&file), config_error_text(&file));
	list = config_lookup(&file, "entries");
	for (int i = 0; i < config_setting_length(list); i++) {
		config_setting_t *row = config_setting_get_elem(list, (unsigned)i);
		const config_setting_t *category = config_setting_get_member(row, "category");

		shipped_lexicon_add(entries, path, row, category != NULL ? category : config_lookup(&file, "category"));
	}
	config_destroy(&file);
}

static struct lexicons *shipped_lexicons(void)
{
	g_autoptr(GDir) dir = g_dir_open("conf/lexicons", 0, NULL);
	GPtrArray *entries = g_ptr_array_new();
	GError *error = NULL;
	struct lexicons *lexicons;

	for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
		g_autofree char *path = g_build_filename("conf/lexicons", name, NULL);

		shipped_lexicon_read(entries, path);
	}
	lexicons = lexicons_new(entries, NULL, NULL, &error);
	if (lexicons == NULL)
		g_error("%s", error->message);
	return lexicons;
}

#endif
