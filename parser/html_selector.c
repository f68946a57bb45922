/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads selectors and compares them with elements. */
#include "parser/html_selector.h"

#include <string.h>

void html_selector_clear(struct html_selector *selector)
{
	for (guint i = 0; i < selector->count; i++) {
		g_free(selector->steps[i].tag);
		g_free(selector->steps[i].id);
		g_free(selector->steps[i].whole_class);
		g_strfreev(selector->steps[i].classes);
	}
}

static gsize name_length(const char *at)
{
	gsize length = 0;

	while (g_ascii_isalnum(at[length]) || at[length] == '-' || at[length] == '_' || (guint8)at[length] >= 0x80)
		length++;
	return length;
}

/* "=x]", "~=\"x\"]": the value, and past it; NULL for what is no single word. *is_word: '~' stands before. */
static char *read_value(const char **at, gboolean *is_word)
{
	const char *start;
	gsize length;
	char quote;

	*is_word = **at == '~';
	*at += *is_word;
	if (**at != '=')
		return NULL;
	quote = *++*at == '"' || **at == '\'' ? *(*at)++ : '\0';
	start = *at;
	length = name_length(start);
	*at += length;
	if (length == 0 || (quote && **at != quote))
		return NULL;
	*at += quote != '\0';
	if (**at != ']')
		return NULL;
	++*at;
	return g_strndup(start, length);
}

/* "[class~=x]", "[class=x]" and "[id=x]" ask for what has words of its own; FALSE for other attributes. */
static gboolean read_attribute(const char **at, struct html_step *step, GPtrArray *classes)
{
	gboolean is_id = g_ascii_strncasecmp(*at, "[id=", 4) == 0, is_word;
	char *value;

	if (!is_id && g_ascii_strncasecmp(*at, "[class", 6) != 0)
		return FALSE;
	*at += is_id ? strlen("[id") : strlen("[class");
	value = read_value(at, &is_word);
	if (!value)
		return FALSE;
	if (is_word) {
		g_ptr_array_add(classes, value);
		return TRUE;
	}
	g_free(is_id ? step->id : step->whole_class);
	*(is_id ? &step->id : &step->whole_class) = value;
	return TRUE;
}

/* Reads one step and moves past it; FALSE where it holds something that is not known. */
static gboolean read_step(const char **at, struct html_step *step)
{
	gsize length = name_length(*at);
	g_autoptr(GPtrArray) classes = g_ptr_array_new();
	gboolean is_known = TRUE;

	step->tag = length > 0 ? g_ascii_strdown(*at, (gssize)length) : NULL;
	*at += length + (length == 0 && **at == '*');
	while (is_known && **at && strchr(".#[", **at)) {
		gboolean is_class = **at == '.';

		if (**at == '[') {
			is_known = read_attribute(at, step, classes);
			continue;
		}
		length = name_length(++*at);
		if (length == 0)
			break;
		if (is_class) {
			g_ptr_array_add(classes, g_strndup(*at, length));
		} else {
			g_free(step->id);
			step->id = g_strndup(*at, length);
		}
		*at += length;
	}
	g_ptr_array_add(classes, NULL);
	step->classes = (char **)g_ptr_array_steal(classes, NULL);
	return is_known && (**at == '\0' || strchr(" \t\r\n\f>", **at));
}

gboolean html_selector_read(const char *at, struct html_selector *selector)
{
	gboolean is_child = FALSE;

	at += strspn(at, " \t\r\n\f");
	while (*at) {
		const char *start = at;
		struct html_step *step = &selector->steps[selector->count];

		if (selector->count == SELECTOR_MAX_STEPS)
			return FALSE;
		selector->count++;
		step->is_child = is_child;
		if (!read_step(&at, step) || at == start)
			return FALSE;
		at += strspn(at, " \t\r\n\f");
		is_child = *at == '>';
		at += is_child;
		at += strspn(at, " \t\r\n\f");
	}
	return selector->count > 0 && !is_child;
}

guint32 html_selector_weight(const struct html_selector *selector)
{
	guint32 ids = 0, classes = 0, tags = 0;

	for (guint i = 0; i < selector->count; i++) {
		ids += selector->steps[i].id != NULL;
		classes += g_strv_length(selector->steps[i].classes) + (selector->steps[i].whole_class != NULL);
		tags += selector->steps[i].tag != NULL;
	}
	return MIN(ids, 0xf) << 12 | MIN(classes, 0x3f) << 6 | MIN(tags, 0x3f);
}

/* As browsers do without a doctype, case does not count. */
static gboolean has_class(const char *classes, const char *wanted)
{
	gsize length = strlen(wanted);

	while (classes && *(classes += strspn(classes, " \t\r\n\f"))) {
		gsize word = strcspn(classes, " \t\r\n\f");

		if (word == length && g_ascii_strncasecmp(classes, wanted, length) == 0)
			return TRUE;
		classes += word;
	}
	return FALSE;
}

static gboolean step_fits(const struct html_step *step, const struct html_names *names)
{
	if (step->tag && strcmp(step->tag, names->tag) != 0)
		return FALSE;
	if (step->id && !(names->id && g_ascii_strcasecmp(step->id, names->id) == 0))
		return FALSE;
	if (step->whole_class && !(names->classes && g_ascii_strcasecmp(step->whole_class, names->classes) == 0))
		return FALSE;
	for (char **wanted = step->classes; *wanted; wanted++)
		if (!has_class(names->classes, *wanted))
			return FALSE;
	return TRUE;
}

/* Whether the steps first to last, each the child of the one before, fit the elements that end with path[at]. */
static gboolean run_fits(const struct html_selector *selector, guint first, guint last, const struct html_names *path,
			 guint at)
{
	for (guint step = last; at + 1 > last - step; step--) {
		if (!step_fits(&selector->steps[step], &path[at - (last - step)]))
			return FALSE;
		if (step == first)
			return TRUE;
	}
	return FALSE;
}

/* Runs of children, each somewhere in the one before: the innermost place for each is as good as any. */
gboolean html_selector_fits(const struct html_selector *selector, const struct html_names *path, guint depth)
{
	guint last = selector->count - 1, at = depth - 1;
	gboolean is_own = TRUE;

	for (;;) {
		guint first = last;

		while (selector->steps[first].is_child)
			first--;
		while (!run_fits(selector, first, last, path, at))
			if (is_own || at-- == 0)
				return FALSE;
		if (first == 0)
			return TRUE;
		if (at <= last - first)
			return FALSE;
		at -= last - first + 1;
		last = first - 1;
		is_own = FALSE;
	}
}
