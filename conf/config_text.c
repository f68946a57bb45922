/* SPDX-License-Identifier: BSD-2-Clause */
/* Walks over the text of a configuration file for traps of libconfig 1.5: it reads @include before anybody can refuse
 * it, lets integers past 32 bits wrap, takes 0660 for decimal, and names neither a byte order mark nor a trailing comma
 * as the fault. It does not parse. */
#include "conf/config_text.h"

#include "conf/conf.h"

#include <string.h>

struct walk {
	const char *path;
	const char *at, *end;
	unsigned line;
	gboolean is_line_start; /* only blanks since the line began */
	gboolean is_after_comma;
};

static gboolean refuse(const struct walk *walk, const char *what, GError **error)
{
	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "%s:%u: %s", walk->path, walk->line, what);
	return FALSE;
}

static gboolean starts_with(const struct walk *walk, const char *word)
{
	gsize length = strlen(word);

	return (gsize)(walk->end - walk->at) >= length && memcmp(walk->at, word, length) == 0;
}

static void step(struct walk *walk)
{
	if (*walk->at == '\n')
		walk->line++;
	walk->is_line_start = *walk->at == '\n' || (walk->is_line_start && g_ascii_isspace(*walk->at));
	walk->at++;
}

static void skip_line(struct walk *walk)
{
	while (walk->at < walk->end && *walk->at != '\n')
		step(walk);
}

/* FALSE where the text has no comment here. */
static gboolean skip_comment(struct walk *walk)
{
	if (*walk->at == '#' || starts_with(walk, "//")) {
		skip_line(walk);
		return TRUE;
	}
	if (!starts_with(walk, "/*"))
		return FALSE;
	walk->at += 2;
	while (walk->at < walk->end && !starts_with(walk, "*/"))
		step(walk);
	walk->at = MIN(walk->at + 2, walk->end);
	return TRUE;
}

static gboolean skip_string(struct walk *walk, GError **error)
{
	struct walk start = *walk;

	for (step(walk); walk->at < walk->end && *walk->at != '"'; step(walk))
		if (*walk->at == '\\' && walk->at + 1 < walk->end)
			step(walk);
	if (walk->at == walk->end)
		return refuse(&start, "this string has no closing quote", error);
	step(walk);
	return TRUE;
}

/* A word: a name, a number, true or false. */
static gboolean check_word(struct walk *walk, GError **error)
{
	const char *start = walk->at;
	g_autofree char *word = NULL;
	char *rest;
	gint64 number;
	gboolean is_hexadecimal;

	while (walk->at < walk->end && (g_ascii_isalnum(*walk->at) || strchr("_.+-*", *walk->at) != NULL))
		walk->at++;
	walk->is_line_start = FALSE;
	word = g_strndup(start, (gsize)(walk->at - start));
	is_hexadecimal = g_ascii_strncasecmp(word, "0x", 2) == 0;
	if (!g_ascii_isdigit(word[0]) && !(strchr("+-", word[0]) != NULL && g_ascii_isdigit(word[1])))
		return TRUE;
	if (!is_hexadecimal && strpbrk(word, ".eE") != NULL)
		return TRUE;
	if (!is_hexadecimal && word[0] == '0' && g_ascii_isdigit(word[1]))
		return refuse(walk,
			      "a number with a leading zero is read as decimal; leave the zero out, or, for a file "
			      "mode, write it in quotes: \"0660\"",
			      error);
	number = g_ascii_strtoll(word, &rest, is_hexadecimal ? 16 : 10);
	if (*rest != 'L' && (number > G_MAXINT32 || number < G_MININT32))
		return refuse(walk, "this number is too large", error);
	return TRUE;
}

static gboolean check_here(struct walk *walk, GError **error)
{
	gboolean is_after_comma = walk->is_after_comma;
	char here = *walk->at;

	if (g_ascii_isspace(here)) {
		step(walk);
		return TRUE;
	}
	if (skip_comment(walk))
		return TRUE;
	walk->is_after_comma = here == ',';
	if (is_after_comma && strchr("])}", here) != NULL)
		return refuse(walk, "a comma stands before this closing bracket; take it out", error);
	if (walk->is_line_start && starts_with(walk, "@include"))
		return refuse(walk,
			      "@include is not taken; profiles and lexicons are files of their own, named by "
			      "'profiles' and 'lexicons'",
			      error);
	if (here == '"')
		return skip_string(walk, error);
	if (g_ascii_isalnum(here) || strchr("_+-*.", here) != NULL)
		return check_word(walk, error);
	step(walk);
	return TRUE;
}

static gboolean check_bytes(struct walk *walk, gsize length, GError **error)
{
	const char *bad;

	if (starts_with(walk, "\xef\xbb\xbf"))
		return refuse(walk,
			      "the file starts with a byte order mark; save it as UTF-8 without one (\"UTF-8\", not "
			      "\"UTF-8 with BOM\")",
			      error);
	if (g_utf8_validate_len(walk->at, length, &bad))
		return TRUE;
	for (const char *at = walk->at; at < bad; at++)
		walk->line += *at == '\n';
	return refuse(walk, *bad == '\0' ? "a NUL byte; this is not a text file" : "this line is not UTF-8", error);
}

gboolean config_text_check(const char *path, const char *text, gsize length, GError **error)
{
	struct walk walk = {path, text, text + length, 1, TRUE, FALSE};

	if (!check_bytes(&walk, length, error))
		return FALSE;
	while (walk.at < walk.end)
		if (!check_here(&walk, error))
			return FALSE;
	return TRUE;
}
