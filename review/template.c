/* SPDX-License-Identifier: BSD-2-Clause */
/* A notice text as a list of pieces, checked whole when it is read, so that rendering cannot fail. It knows no values
 * and reads no files. */
#include "review/template.h"

#include <string.h>

G_DEFINE_QUARK(candour_template_error, template_error)

enum piece_kind { PIECE_TEXT, PIECE_VALUE, PIECE_IF, PIECE_ELSE, PIECE_END };

struct piece {
	enum piece_kind kind;
	char *text; /* the words, or the name */
};

struct template
{
	GPtrArray *pieces; /* struct piece, owned */
};

struct reading {
	const char *const *names;
	const char *file;
	unsigned line;
	gboolean has_else[TEMPLATE_MAX_DEPTH];
	unsigned depth;
	GPtrArray *pieces;
};

static void piece_free(gpointer data)
{
	struct piece *piece = data;

	g_free(piece->text);
	g_free(piece);
}

static gboolean fail(const struct reading *reading, enum template_error code, const char *what, const char *name,
		     GError **error)
{
	g_set_error(error, TEMPLATE_ERROR, code, "%s:%u: {%s} %s", reading->file, reading->line, name, what);
	return FALSE;
}

static void add_piece(struct reading *reading, enum piece_kind kind, const char *text, gsize length)
{
	struct piece *piece = g_new0(struct piece, 1);

	piece->kind = kind;
	piece->text = g_strndup(text, length);
	g_ptr_array_add(reading->pieces, piece);
}

static gboolean add_named(struct reading *reading, enum piece_kind kind, const char *name, GError **error)
{
	if (!g_strv_contains(reading->names, name)) {
		g_autofree char *known = g_strjoinv(", ", (char **)reading->names);
		g_autofree char *what = g_strdup_printf("is no variable; there are: %s", known);
		return fail(reading, TEMPLATE_ERROR_NAME, what, name, error);
	}
	add_piece(reading, kind, name, strlen(name));
	return TRUE;
}

static gboolean add_if(struct reading *reading, const char *tag, GError **error)
{
	if (reading->depth == TEMPLATE_MAX_DEPTH)
		return fail(reading, TEMPLATE_ERROR_SYNTAX, "stands inside too many others", tag, error);
	reading->has_else[reading->depth++] = FALSE;
	return add_named(reading, PIECE_IF, tag + strlen("if "), error);
}

static gboolean add_else(struct reading *reading, const char *tag, GError **error)
{
	if (reading->depth == 0 || reading->has_else[reading->depth - 1])
		return fail(reading, TEMPLATE_ERROR_SYNTAX, "has no {if} before it", tag, error);
	reading->has_else[reading->depth - 1] = TRUE;
	add_piece(reading, PIECE_ELSE, "", 0);
	return TRUE;
}

static gboolean add_end(struct reading *reading, const char *tag, GError **error)
{
	if (reading->depth == 0)
		return fail(reading, TEMPLATE_ERROR_SYNTAX, "has no {if} before it", tag, error);
	reading->depth--;
	add_piece(reading, PIECE_END, "", 0);
	return TRUE;
}

static gboolean add_tag(struct reading *reading, const char *tag, GError **error)
{
	if (g_str_has_prefix(tag, "if "))
		return add_if(reading, tag, error);
	if (strcmp(tag, "else") == 0)
		return add_else(reading, tag, error);
	if (strcmp(tag, "end") == 0)
		return add_end(reading, tag, error);
	return add_named(reading, PIECE_VALUE, tag, error);
}

static void count_lines(struct reading *reading, const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (text[i] == '\n')
			reading->line++;
}

/* Reads what begins with a brace at *text, and moves past it. */
static gboolean read_brace(struct reading *reading, const char **text, GError **error)
{
	const char *begin = *text + 1;
	gsize length = strcspn(begin, "}\n");

	if (*begin == '{') {
		add_piece(reading, PIECE_TEXT, "{", 1);
		*text = begin + 1;
		return TRUE;
	}
	g_autofree char *tag = g_strndup(begin, length);
	if (begin[length] != '}')
		return fail(reading, TEMPLATE_ERROR_SYNTAX, "does not end on its line (write {{ for a brace)", tag,
			    error);
	*text = begin + length + 1;
	return add_tag(reading, tag, error);
}

static gboolean read_all(struct reading *reading, const char *text, GError **error)
{
	while (*text) {
		gsize length = strcspn(text, "{");

		if (length > 0)
			add_piece(reading, PIECE_TEXT, text, length);
		count_lines(reading, text, length);
		text += length;
		if (*text && !read_brace(reading, &text, error))
			return FALSE;
	}
	return reading->depth == 0 || fail(reading, TEMPLATE_ERROR_SYNTAX, "has no {end}", "if", error);
}

struct template *template_parse(const char *text, const char *const *names, const char *file, unsigned line,
				GError **error)
{
	g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func(piece_free);
	struct reading reading = {.names = names, .file = file, .line = line, .pieces = pieces};

	if (!read_all(&reading, text, error))
		return NULL;
	struct template *template = g_new0(struct template, 1);
	template->pieces = g_steal_pointer(&pieces);
	return template;
}

void template_free(struct template *template)
{
	if (!template)
		return;
	g_ptr_array_unref(template->pieces);
	g_free(template);
}

static const char *value_of(GHashTable *values, const char *name)
{
	const char *value = g_hash_table_lookup(values, name);

	return value ? value : "";
}

char *template_render(const struct template *template, GHashTable *values)
{
	GString *text = g_string_new(NULL);
	gboolean is_shown[TEMPLATE_MAX_DEPTH + 1] = {TRUE}, is_met[TEMPLATE_MAX_DEPTH + 1] = {TRUE};
	unsigned depth = 0;

	for (guint i = 0; i < template->pieces->len; i++) {
		const struct piece *piece = g_ptr_array_index(template->pieces, i);

		if (piece->kind == PIECE_IF) {
			depth++;
			is_met[depth] = *value_of(values, piece->text) != '\0';
			is_shown[depth] = is_shown[depth - 1] && is_met[depth];
		} else if (piece->kind == PIECE_ELSE) {
			is_shown[depth] = is_shown[depth - 1] && !is_met[depth];
		} else if (piece->kind == PIECE_END) {
			depth--;
		} else if (is_shown[depth]) {
			g_string_append(text, piece->kind == PIECE_TEXT ? piece->text : value_of(values, piece->text));
		}
	}
	return g_string_free(text, FALSE);
}
