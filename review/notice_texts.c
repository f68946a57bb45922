/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the folder of notice texts and checks it whole, so that a wrong text is found at start and not when an officer
 * waits for a warning. It knows no cases. */
#include "review/notice_texts.h"

#include <gio/gio.h>
#include <string.h>

#define SUFFIX ".en.txt" /* of the language that no kind lacks */

static const char *const suffixes[WORDING_LANGUAGES] = {[WORDING_ENGLISH] = SUFFIX, [WORDING_WELSH] = ".cy.txt"};

/* What a text may say; review/notice.c gives the values. */
static const char *const names[] = {
	"case",        /* "7KQ4-M2XD", or several with commas */
	"clause",      /* "York, Appendix 16, 10.1" */
	"cure",        /* a sentence that says what to do */
	"cure_line",   /* the words to add, on lines of their own */
	"delivered",   /* names: who has the letter, members first */
	"forename",    /* of the sender */
	"help",        /* whom to ask */
	"kinds",       /* kinds of data or content, never values */
	"matters",     /* how many there are, in several.en.txt */
	"persons",     /* names: whom the matter concerns */
	"point",       /* the clause's point, a sentence */
	"protocol",    /* "Our protocol" */
	"reason",      /* why staff return it, in returned.en.txt */
	"refused",     /* the matter's recipients were refused; names of those in discarded.en.txt */
	"residents",   /* the matter is about several constituents */
	"return_when", /* "tomorrow at 09:30", absent where nothing comes back by time alone */
	"several",     /* persons are several */
	"signature",   /* who writes: "Democratic Services, Northmere Borough Council" */
	"time",        /* of receipt, "09:30" */
	"visible",     /* names: the members it openly went to */
	"waiting",     /* names: for whom the letter is held, by this matter; in several.en.txt by any */
	"where",       /* the attachment it is in */
	NULL,
};

enum section { SECTION_LETTER, SECTION_BRIEF, SECTION_OPENING, SECTION_CLOSING, SECTIONS };
static const char *const section_names[] = {"letter", "brief", "opening", "closing"};

struct text {
	struct template *sections[SECTIONS];
};

struct notice_texts {
	GHashTable *by_kind[WORDING_LANGUAGES]; /* char * -> struct text, both owned */
};

static void text_free(gpointer data)
{
	struct text *text = data;

	for (gsize i = 0; i < SECTIONS; i++)
		template_free(text->sections[i]);
	g_free(text);
}

/* "[letter]": the section, -1 where the line is no heading, SECTIONS where there is no such section. */
static int section_of(const char *line)
{
	g_autofree char *heading = g_strstrip(g_strdup(line));
	gsize length = strlen(heading);

	if (length < 3 || heading[0] != '[' || heading[length - 1] != ']')
		return -1;
	heading[length - 1] = '\0';
	for (int i = 0; i < SECTIONS; i++)
		if (strcmp(heading + 1, section_names[i]) == 0)
			return i;
	return SECTIONS;
}

static gboolean add_section(struct text *text, enum section section, const char *words, const char *file, unsigned line,
			    GError **error)
{
	text->sections[section] = template_parse(words, names, file, line, error);
	return text->sections[section] != NULL;
}

/* Cuts the file at its headings and reads each section. */
static gboolean read_sections(struct text *text, char **lines, const char *file, GError **error)
{
	for (unsigned i = 0; lines[i];) {
		int section = section_of(lines[i++]);

		if (section < 0)
			continue;
		if (section == SECTIONS || text->sections[section]) {
			g_set_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_SYNTAX,
				    "%s:%u: \"%s\" is no section, or there twice; there are [letter] and [brief], in "
				    "several" SUFFIX " [opening] and [closing]",
				    file, i, lines[i - 1]);
			return FALSE;
		}
		g_autoptr(GString) words = g_string_new(NULL);
		unsigned first = i + 1;
		for (; lines[i] && section_of(lines[i]) < 0; i++)
			g_string_append_printf(words, "%s\n", lines[i]);
		if (!add_section(text, (enum section)section, words->str, file, first, error))
			return FALSE;
	}
	return TRUE;
}

/* Kinds whose sections are their own; all others need a letter and a brief. */
static const struct needs {
	const char *kind;
	enum section one, other;
} needs[] = {
	{"several", SECTION_OPENING, SECTION_CLOSING}, {"returned", SECTION_LETTER, SECTION_LETTER},
	{"released", SECTION_LETTER, SECTION_LETTER},  {"discarded", SECTION_LETTER, SECTION_LETTER},
	{NULL, SECTION_LETTER, SECTION_BRIEF},
};

static gboolean has_sections(const struct text *text, const char *kind, const char *file, GError **error)
{
	const struct needs *row = needs;

	while (row->kind && strcmp(row->kind, kind) != 0)
		row++;
	if (text->sections[row->one] && text->sections[row->other])
		return TRUE;
	g_set_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_SYNTAX, "%s:1: needs the sections [%s] and [%s]", file,
		    section_names[row->one], section_names[row->other]);
	return FALSE;
}

static gboolean read_file(struct notice_texts *texts, const char *folder, const char *name,
			  enum wording_language language, GError **error)
{
	g_autofree char *file = g_build_filename(folder, name, NULL);
	g_autofree char *kind = g_strndup(name, strlen(name) - strlen(suffixes[language]));
	g_autofree char *content = NULL;
	struct text *text;

	if (!g_file_get_contents(file, &content, NULL, error))
		return FALSE;
	if (!g_utf8_validate(content, -1, NULL)) {
		g_set_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_SYNTAX, "%s:1: is not UTF-8", file);
		return FALSE;
	}
	text = g_new0(struct text, 1);
	g_hash_table_insert(texts->by_kind[language], g_strdup(kind), text);
	g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
	return read_sections(text, lines, file, error) && has_sections(text, kind, file, error);
}

static gboolean read_any(struct notice_texts *texts, const char *folder, const char *name, GError **error)
{
	for (int i = 0; i < WORDING_LANGUAGES; i++)
		if (g_str_has_suffix(name, suffixes[i]))
			return read_file(texts, folder, name, (enum wording_language)i, error);
	return TRUE;
}

/* Those that are always needed, and one in English beside each in Welsh. */
static gboolean check_whole(const struct notice_texts *texts, const char *folder, GError **error)
{
	static const char *const needed[] = {"discarded", "general", "released", "returned", "several"};
	GHashTableIter others;
	gpointer kind;

	for (gsize i = 0; i < G_N_ELEMENTS(needed); i++) {
		if (g_hash_table_contains(texts->by_kind[WORDING_ENGLISH], needed[i]))
			continue;
		g_set_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_SYNTAX,
			    "%s:1: there is no %s" SUFFIX "; copy the shipped one", folder, needed[i]);
		return FALSE;
	}
	g_hash_table_iter_init(&others, texts->by_kind[WORDING_WELSH]);
	while (g_hash_table_iter_next(&others, &kind, NULL)) {
		if (g_hash_table_contains(texts->by_kind[WORDING_ENGLISH], kind))
			continue;
		g_set_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_SYNTAX, "%s/%s%s:1: there is no %s" SUFFIX, folder,
			    (const char *)kind, suffixes[WORDING_WELSH], (const char *)kind);
		return FALSE;
	}
	return TRUE;
}

static gboolean read_folder(struct notice_texts *texts, const char *folder, GError **error)
{
	g_autoptr(GDir) entries = g_dir_open(folder, 0, error);
	const char *name;

	if (!entries)
		return FALSE;
	while ((name = g_dir_read_name(entries)))
		if (!read_any(texts, folder, name, error))
			return FALSE;
	return check_whole(texts, folder, error);
}

struct notice_texts *notice_texts_load(const char *folder, GError **error)
{
	struct notice_texts *texts = g_new0(struct notice_texts, 1);

	for (gsize i = 0; i < WORDING_LANGUAGES; i++)
		texts->by_kind[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, text_free);
	if (!read_folder(texts, folder, error))
		g_clear_pointer(&texts, notice_texts_free);
	return texts;
}

void notice_texts_free(struct notice_texts *texts)
{
	if (!texts)
		return;
	for (gsize i = 0; i < WORDING_LANGUAGES; i++)
		g_hash_table_unref(texts->by_kind[i]);
	g_free(texts);
}

static gboolean has(const struct notice_texts *texts, enum wording_language language, const char *kind)
{
	return g_hash_table_contains(texts->by_kind[language], kind);
}

/* The kind's own text in English tells more than the general one in Welsh. */
static gboolean is_covered(const struct notice_texts *texts, enum wording_language language, const char *kind)
{
	return has(texts, language, kind) || (!has(texts, WORDING_ENGLISH, kind) && has(texts, language, "general"));
}

static gboolean are_covered(const struct notice_texts *texts, enum wording_language language, const GPtrArray *kinds)
{
	for (guint i = 0; i < kinds->len; i++)
		if (!is_covered(texts, language, g_ptr_array_index(kinds, i)))
			return FALSE;
	return kinds->len < 2 || has(texts, language, "several");
}

gsize notice_texts_languages(const struct notice_texts *texts, enum conf_notice_language wanted, const GPtrArray *kinds,
			     enum wording_language *ret_languages)
{
	gsize count = 0;
	gboolean is_welsh = wanted != CONF_NOTICE_ENGLISH && are_covered(texts, WORDING_WELSH, kinds);

	if (is_welsh)
		ret_languages[count++] = WORDING_WELSH;
	if (!is_welsh || wanted == CONF_NOTICE_BOTH)
		ret_languages[count++] = WORDING_ENGLISH;
	return count;
}

/* "several" has no letter, so a rule that names it gets the general text as well. */
static const struct template *find(const struct notice_texts *texts, enum wording_language language, const char *kind,
				   enum section section)
{
	const struct text *text = kind ? g_hash_table_lookup(texts->by_kind[language], kind) : NULL;

	if (!text || !text->sections[section])
		text = g_hash_table_lookup(texts->by_kind[language], "general");
	return text->sections[section];
}

const struct template *notice_texts_letter(const struct notice_texts *texts, enum wording_language language,
					   const char *kind)
{
	return find(texts, language, kind, SECTION_LETTER);
}

const struct template *notice_texts_brief(const struct notice_texts *texts, enum wording_language language,
					  const char *kind)
{
	return find(texts, language, kind, SECTION_BRIEF);
}

const struct template *notice_texts_opening(const struct notice_texts *texts, enum wording_language language)
{
	return find(texts, language, "several", SECTION_OPENING);
}

const struct template *notice_texts_closing(const struct notice_texts *texts, enum wording_language language)
{
	return find(texts, language, "several", SECTION_CLOSING);
}
