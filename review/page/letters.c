/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts cases together to letters, and these in order. It shows nothing. */
#include "review/page/letters.h"

#include "review/access.h"
#include "review/page/page.h"

#include <string.h>

enum { SOON_DAYS = 7 }; /* a message needed within them cannot wait */

static void letter_free(gpointer data)
{
	struct letter *letter = data;

	g_ptr_array_unref(letter->rows);
	g_free(letter);
}

void letters_free(struct letters *letters)
{
	if (letters == NULL)
		return;
	g_ptr_array_unref(letters->letters);
	g_ptr_array_unref(letters->rules);
	g_ptr_array_unref(letters->owners);
	g_ptr_array_unref(letters->rows);
	g_free(letters);
}

static gboolean has_words(const char *text, const char *words)
{
	g_autofree char *folded = text == NULL ? NULL : g_utf8_casefold(text, -1);

	return folded != NULL && strstr(folded, words) != NULL;
}

static gboolean any_has_words(char *const *texts, const char *words)
{
	for (int i = 0; texts[i] != NULL; i++)
		if (has_words(texts[i], words))
			return TRUE;
	return FALSE;
}

static gboolean passes(const struct case_row *row, const struct letter_filter *filter, const char *words)
{
	if (filter->rule != NULL && !g_strv_contains((const char *const *)row->rules, filter->rule))
		return FALSE;
	if (filter->owner != NULL && strcmp(filter->owner, "-") == 0 && row->owner != NULL)
		return FALSE;
	if (filter->owner != NULL && strcmp(filter->owner, "-") != 0 && g_strcmp0(filter->owner, row->owner) != 0)
		return FALSE;
	return words == NULL || has_words(row->id, words) || has_words(row->sender, words) ||
	       any_has_words(row->recipients, words) || any_has_words(row->persons, words) ||
	       any_has_words(row->rules, words);
}

static gboolean is_late(const struct request *request, const struct case_row *row)
{
	const struct snapshot *snapshot = request->snapshot;

	for (int i = 0; row->states[i] != NULL; i++)
		if (strcmp(row->states[i], "held") == 0)
			return hours_after(&snapshot->policy.staffed_hours, row->received_at,
					   snapshot->conf->alarm_after_s) < request->now;
	return FALSE;
}

static void add_once(GPtrArray *names, const char *name)
{
	if (name != NULL && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
		g_ptr_array_add(names, (char *)name);
}

/* Without a Message-ID each is a letter of its own. */
static char *letter_key(const struct case_row *row)
{
	g_autofree char *sender = g_ascii_strdown(row->sender ? row->sender : "", -1);

	return row->message_id == NULL || row->is_damaged ? g_strdup(row->id)
							  : g_strconcat(sender, " ", row->message_id, NULL);
}

static void add_to_letter(struct letters *letters, GHashTable *by_key, const struct request *request,
			  struct case_row *row)
{
	char *key = letter_key(row);
	struct letter *letter = g_hash_table_lookup(by_key, key);

	if (letter == NULL) {
		letter = g_new0(struct letter, 1);
		letter->rows = g_ptr_array_new();
		g_ptr_array_add(letters->letters, letter);
		g_hash_table_insert(by_key, key, letter);
	} else {
		g_free(key);
	}
	g_ptr_array_insert(letter->rows, 0, row); /* they come the latest first */
	letter->is_late = letter->is_late || is_late(request, row);
}

static int by_name(gconstpointer one, gconstpointer other)
{
	return strcmp(*(char *const *)one, *(char *const *)other);
}

/* When it is needed, where that is soon; else far away. */
static guint32 needed_day(const struct letter *letter, guint32 today)
{
	guint32 day = G_MAXUINT32;

	for (guint i = 0; i < letter->rows->len; i++) {
		const struct case_row *row = g_ptr_array_index(letter->rows, i);

		if (row->needed_day != 0 && row->needed_day <= today + SOON_DAYS)
			day = MIN(day, row->needed_day);
	}
	return day;
}

/* What is needed soon first, then what waits longest. */
static int by_urgency(gconstpointer one, gconstpointer other, gpointer today)
{
	const struct letter *first = *(struct letter *const *)one, *second = *(struct letter *const *)other;
	const struct case_row *first_row = g_ptr_array_index(first->rows, 0);
	const struct case_row *second_row = g_ptr_array_index(second->rows, 0);
	guint32 first_day = needed_day(first, GPOINTER_TO_UINT(today));
	guint32 second_day = needed_day(second, GPOINTER_TO_UINT(today));

	if (first_day != second_day)
		return first_day < second_day ? -1 : 1;
	return first_row->received_at < second_row->received_at ? -1 : first_row->received_at > second_row->received_at;
}

static void sort_out(struct letters *letters, const struct request *request, const struct letter_filter *filter)
{
	struct access_check *check = access_check_new(request->snapshot->policy.directory, request->user, request->day);
	g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *words = filter->words == NULL ? NULL : g_utf8_casefold(filter->words, -1);

	for (guint i = 0; i < letters->rows->len; i++) {
		struct case_row *row = g_ptr_array_index(letters->rows, i);

		if (access_of_row(check, row) != ACCESS_GRANTED)
			continue;
		for (int j = 0; row->rules[j] != NULL; j++)
			add_once(letters->rules, row->rules[j]);
		add_once(letters->owners, row->owner);
		if (passes(row, filter, words))
			add_to_letter(letters, by_key, request, row);
	}
	access_check_free(check);
	g_ptr_array_sort(letters->rules, by_name);
	g_ptr_array_sort(letters->owners, by_name);
	if (filter->view == CASES_WAITING)
		g_ptr_array_sort_with_data(letters->letters, by_urgency, GUINT_TO_POINTER(request->day));
}

struct letters *letters_load(const struct request *request, const struct letter_filter *filter, GError **error)
{
	GPtrArray *rows = case_list_load(request->page->casebook, filter->view, error);
	struct letters *letters;

	if (rows == NULL)
		return NULL;
	letters = g_new0(struct letters, 1);
	letters->rows = rows;
	letters->is_cut = rows->len == CASE_LIST_MAX_ROWS;
	letters->letters = g_ptr_array_new_with_free_func(letter_free);
	letters->rules = g_ptr_array_new();
	letters->owners = g_ptr_array_new();
	sort_out(letters, request, filter);
	return letters;
}
