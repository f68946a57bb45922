/* SPDX-License-Identifier: BSD-2-Clause */
/* The shipped lexicons, read with libconfig for tests of this room, which may not use conf/. */
#ifndef TESTS_POLICY_SHIPPED_LEXICONS_H
#define TESTS_POLICY_SHIPPED_LEXICONS_H

#include "policy/match/lexicon.h"

#include <libconfig.h>

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
		struct lexicon_entry *entry = g_new0(struct lexicon_entry, 1);
		const char *category = NULL, *expression = NULL, *what = NULL;

		config_setting_lookup_string(row, "category", &category);
		config_setting_lookup_string(row, "what", &what);
		config_setting_lookup_int(row, "weight", &entry->weight);
		entry->is_literal = config_setting_lookup_string(row, "phrase", &expression);
		if (!entry->is_literal)
			config_setting_lookup_string(row, "pattern", &expression);
		entry->category = g_strdup(category);
		entry->expression = g_strdup(expression);
		entry->what = g_strdup(what);
		entry->file = g_strdup(path);
		entry->line = config_setting_source_line(row);
		g_ptr_array_add(entries, entry);
	}
	config_destroy(&file);
}

static struct lexicons *shipped_lexicons(void)
{
	static const char *const files[] = {"exempt-information", "not-for-publication", "confidential", "advised"};
	GPtrArray *entries = g_ptr_array_new();
	GError *error = NULL;
	struct lexicons *lexicons;

	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_strdup_printf("conf/lexicons/%s.conf", files[i]);

		shipped_lexicon_read(entries, path);
	}
	lexicons = lexicons_new(entries, &error);
	if (lexicons == NULL)
		g_error("%s", error->message);
	return lexicons;
}

#endif
