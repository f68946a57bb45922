/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes the text of a refusal. It must not say more to a stranger than that there is one. */
#include "milter/refusal.h"

#include "policy/rule.h"

#include <string.h>

/* A reply is ASCII (RFC 5321, 4.2), and libmilter refuses control characters and a single '%'. */
static char *plain(const char *text)
{
	g_autofree char *ascii = g_str_to_ascii(text, "C");
	GString *out = g_string_new(NULL);

	for (const char *c = ascii; *c; c++) {
		if (*c == '%')
			g_string_append(out, " per cent");
		else
			g_string_append_c(out, g_ascii_isprint(*c) ? *c : ' ');
	}
	return g_string_free(out, FALSE);
}

static void add_wrapped(GPtrArray *lines, const char *text)
{
	g_autofree char *ascii = plain(text);
	g_auto(GStrv) words = g_strsplit(ascii, " ", -1);
	g_autoptr(GString) line = g_string_new(NULL);

	for (char **word = words; *word && lines->len < REFUSAL_MAX_LINES; word++) {
		if (!**word)
			continue;
		if (line->len > 0 && line->len + 1 + strlen(*word) > REFUSAL_LINE_BYTES) {
			g_ptr_array_add(lines, g_strdup(line->str));
			g_string_truncate(line, 0);
		}
		if (line->len > 0)
			g_string_append_c(line, ' ');
		g_string_append_len(line, *word, (gssize)MIN(strlen(*word), REFUSAL_LINE_BYTES));
	}
	if (line->len > 0 && lines->len < REFUSAL_MAX_LINES)
		g_ptr_array_add(lines, g_strdup(line->str));
}

static void add_finding(GPtrArray *lines, const struct conf *conf, const struct finding *finding)
{
	const struct rule *rule = finding->rule;
	g_autofree char *why =
		g_strdup_printf("%s (%s): %s", conf->council.protocol ? conf->council.protocol : "Protocol",
				rule->clause ? rule->clause : rule->name, rule->point ? rule->point : "");
	add_wrapped(lines, why);
	if (finding->kinds) {
		g_autofree char *kinds = g_strdup_printf("Found: %s.", finding->kinds);
		add_wrapped(lines, kinds);
	}
	if (finding->cure)
		add_wrapped(lines, finding->cure);
}

GPtrArray *refusal_lines(const struct conf *conf, const struct verdict *verdict, const char *case_id)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	const char *id = case_id ? case_id : "";
	const char *label = case_id ? " Case " : "";
	g_autofree char *first = g_strdup_printf("%s did not accept this message; nobody received it.%s%s",
						 conf->council.name ? conf->council.name : "The council", label, id);

	/* The case stands in the first line, so that no limit can cut it off. */
	add_wrapped(lines, first);
	if (!verdict->may_answer)
		return lines;
	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding = verdict->findings->pdata[i];
		if (finding->applied == ACTION_REJECT)
			add_finding(lines, conf, finding);
	}
	if (conf->notices.help) {
		g_autofree char *help = g_strdup_printf("Questions: %s", conf->notices.help);
		add_wrapped(lines, help);
	}
	return lines;
}
