/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds a person by the name that mail programs show. A name that fits two people fits nobody. */
#include "policy/directory/directory.h"

#include "policy/directory/directory_private.h"
#include "policy/directory/name.h"

#include <string.h>

/* Forms are told apart by a letter: "f:amina shah" (full), "i:a shah" (initial), "s:shah" (surname). */
static void file_form(struct directory *directory, const struct person *person, char form, const char *given,
		      const char *surname)
{
	g_autofree char *key = given != NULL ? g_strdup_printf("%c:%s %s", form, given, surname)
					     : g_strdup_printf("%c:%s", form, surname);

	directory_file_under(directory->named, key, person);
}

void directory_file_name(struct directory *directory, const struct person *person)
{
	g_autofree char *forename = person->forename != NULL ? name_fold(person->forename) : g_strdup("");
	g_autofree char *surname = person->surname != NULL ? name_fold(person->surname) : g_strdup("");
	g_autofree char *first = g_strndup(forename, strcspn(forename, " "));
	g_autofree char *initial = g_utf8_substring(forename, 0, *forename != '\0' ? 1 : 0);

	if (*surname == '\0')
		return;
	file_form(directory, person, 's', NULL, surname);
	if (*forename == '\0')
		return;
	file_form(directory, person, 'f', forename, surname);
	file_form(directory, person, 'i', initial, surname);
	if (strcmp(first, forename) != 0)
		file_form(directory, person, 'f', first, surname);
}

/* The one person in office among the rows; members alone where the title says so. */
static const struct person *only_one(const GPtrArray *rows, guint32 day, gboolean is_member)
{
	const struct person *only = NULL;

	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const struct person *person = g_ptr_array_index(rows, i);

		if (!person_is_in_office(person, day) || (is_member && person->kind != PERSON_MEMBER) ||
		    person_is_same(person, only))
			continue;
		if (only != NULL)
			return NULL;
		only = person;
	}
	return only;
}

static const struct person *find_form(const struct directory *directory, char form, char **words, guint32 day,
				      gboolean is_member)
{
	g_autofree char *name = g_strjoinv(" ", words);
	g_autofree char *key = g_strdup_printf("%c:%s", form, name);

	return only_one(g_hash_table_lookup(directory->named, key), day, is_member);
}

/* Words are "amina shah", "a shah", or, where a member's title stood before it, "shah". */
static const struct person *find_words(const struct directory *directory, char **words, guint32 day, gboolean is_member)
{
	gsize count = g_strv_length(words);
	const struct person *person = NULL;

	if (count >= 2)
		person = find_form(directory, g_utf8_strlen(words[0], -1) == 1 ? 'i' : 'f', words, day, is_member);
	if (person == NULL && is_member && count >= 1)
		person = find_form(directory, 's', words, day, is_member);
	return person;
}

/* Takes titles off both ends, but never the last word that is left, nor behind a forename: "Ma" and "Lord" are surnames
 * as well. */
static char **strip_titles(char **words, gboolean *is_member)
{
	gsize from = 0, until = g_strv_length(words);
	GPtrArray *kept = g_ptr_array_new();

	while (until - from > 1 && name_is_title(words[from]))
		*is_member |= name_is_member_title(words[from++]);
	while (until - from > 2 && name_is_title(words[until - 1]))
		*is_member |= name_is_member_title(words[--until]);
	for (gsize i = from; i < until; i++)
		g_ptr_array_add(kept, g_strdup(words[i]));
	g_ptr_array_add(kept, NULL);
	return (char **)g_ptr_array_free(kept, FALSE);
}

/* Cuts "(Planning)", "[EXT]" and what follows " - " or "|" off; *ret_aside gets what stood in round brackets. */
static char *cut_asides(const char *name, char **ret_aside)
{
	GString *kept = g_string_new(NULL);
	GString *aside = g_string_new(NULL);
	unsigned depth = 0;

	for (const char *at = name; *at != '\0'; at++) {
		if (depth == 0 && (*at == '|' || g_str_has_prefix(at, " - ")))
			break;
		if (*at == '(' || *at == '[')
			depth++;
		else if ((*at == ')' || *at == ']') && depth > 0)
			depth--;
		else
			g_string_append_c(depth > 0 ? aside : kept, *at);
	}
	*ret_aside = g_string_free(aside, FALSE);
	return g_string_free(kept, FALSE);
}

static char **folded_words(const char *name, gboolean *is_member)
{
	g_autofree char *folded = name_fold(name);
	g_auto(GStrv) words = g_strsplit(folded, " ", -1);

	return strip_titles(words, is_member);
}

/* "Shah, Amina" as "Amina Shah"; titles come off each half. */
static char **name_words(const char *name, gboolean *is_member)
{
	g_auto(GStrv) halves = g_strsplit(name, ",", 2);
	g_auto(GStrv) last = folded_words(halves[0] != NULL ? halves[0] : "", is_member);
	g_auto(GStrv) first = NULL;
	g_autofree char *surname = NULL, *given = NULL, *whole = NULL;

	if (halves[0] == NULL || halves[1] == NULL)
		return g_steal_pointer(&last);
	first = folded_words(halves[1], is_member);
	surname = g_strjoinv(" ", last);
	given = g_strjoinv(" ", first);
	/* "Amina Shah, MBE" and "Shah, Cllr" have only a title behind the comma. */
	if (*given == '\0' || name_is_title(given)) {
		*is_member |= name_is_member_title(given);
		return g_steal_pointer(&last);
	}
	whole = g_strconcat(given, " ", surname, NULL);
	return g_strsplit(whole, " ", -1);
}

const struct person *directory_named(const struct directory *directory, const char *name, guint32 day)
{
	g_autofree char *aside = NULL;
	g_autofree char *shown = NULL;
	g_auto(GStrv) words = NULL, aside_words = NULL;
	gboolean is_member = FALSE;

	if (strlen(name) > NAME_MAX_BYTES || !g_utf8_validate(name, -1, NULL))
		return NULL;
	if (strchr(name, '@') != NULL) {
		g_autofree char *address = NULL;
		g_autofree char *bare = g_strdup(name);
		struct found found = directory_find(directory, g_strdelimit(g_strstrip(bare), "'", ' '), &address);

		return only_one(found.terms, day, FALSE);
	}
	shown = cut_asides(name, &aside);
	aside_words = folded_words(aside, &is_member);
	for (char **word = aside_words; *word != NULL; word++)
		is_member |= name_is_member_title(*word);
	words = name_words(shown, &is_member);
	if (g_strv_length(words) > NAME_MAX_WORDS)
		return NULL;
	return find_words(directory, words, day, is_member);
}

GPtrArray *directory_members_named(const struct directory *directory, const char *surname, guint32 day)
{
	GPtrArray *members = g_ptr_array_new();
	g_autofree char *folded = name_fold(surname);
	g_autofree char *key = g_strconcat("s:", folded, NULL);
	const GPtrArray *rows = g_hash_table_lookup(directory->named, key);

	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const struct person *person = g_ptr_array_index(rows, i);

		if (person->kind == PERSON_MEMBER && person_is_in_office(person, day))
			g_ptr_array_add(members, (gpointer)person);
	}
	return members;
}
