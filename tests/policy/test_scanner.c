/* SPDX-License-Identifier: BSD-2-Clause */
/* Phrases and patterns: what they match in the forms mail gives to text, their places, their limits, their errors. */
#include "policy/match/scanner.h"

#include "policy/match/fold.h"
#include "policy/match/hit_start.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct scanner *scanner_of(const char *expression, gboolean is_literal)
{
	struct scanner_pattern pattern = {expression, is_literal, 7, "words.conf", 3};
	GError *error = NULL;
	struct scanner *scanner = scanner_new(&pattern, 1, &error);

	assert_null(error);
	assert_non_null(scanner);
	return scanner;
}

struct match_case {
	const char *name, *expression;
	gboolean is_literal;
	const char *text;
	const char *hit; /* the text that the first hit covers, or NULL */
};

static const struct match_case match_cases[] = {
	{"plain", "not for publication", TRUE, "It is not for publication.", "not for publication"},
	{"any case", "not for publication", TRUE, "NOT FOR Publication", "NOT FOR Publication"},
	{"upper case in the list", "Pink Paper", TRUE, "a pink paper", "pink paper"},
	{"line end between words", "not for publication", TRUE, "not for\r\npublication", "not for\r\npublication"},
	{"no-break space", "not for publication", TRUE, "not\u00a0for \u2003 publication",
	 "not\u00a0for \u2003 publication"},
	{"tabs and blanks", "not for publication", TRUE, "not \t for  publication", "not \t for  publication"},
	{"soft hyphen inside", "publication", TRUE, "x publi\u00adcation y", "publi\u00adcation"},
	{"full width", "exempt", TRUE, "\uff25\uff38\uff25\uff2d\uff30\uff34", "\uff25\uff38\uff25\uff2d\uff30\uff34"},
	{"ligature", "confidential", TRUE, "con\ufb01dential", "con\ufb01dential"},
	{"typographic apostrophe", "counsel's advice", TRUE, "Counsel\u2019s advice", "Counsel\u2019s advice"},
	{"dash for hyphen", "in-camera", TRUE, "in\u2011camera", "in\u2011camera"},
	{"accent kept", "café", TRUE, "the CAFÉ", "CAFÉ"},
	{"in a longer word, end", "exempt", TRUE, "exemption", NULL},
	{"in a longer word, start", "exempt", TRUE, "nonexempt", NULL},
	{"before an accented letter", "caf", TRUE, "café", NULL},
	{"digit after", "paragraph 3", TRUE, "paragraph 31", NULL},
	{"underscore joins", "exempt", TRUE, "exempt_list", NULL},
	{"hyphen does not join", "exempt", TRUE, "part-exempt-x", "exempt"},
	{"bracketed phrase", "(exempt)", TRUE, "list(exempt)more", "(exempt)"},
	{"words apart", "not for publication", TRUE, "not for now, publication", NULL},
	{"literal is no pattern", "a.c", TRUE, "abc", NULL},
	{"invalid UTF-8 around", "exempt", TRUE, "\xff exempt \xc3", "exempt"},
	{"word joiner", "exempt", TRUE, "ex\u2060empt", "ex\u2060empt"},
	{"no-width space, joiners, byte order mark", "exempt", TRUE, "e\u200bx\u200ce\u200dm\ufeffpt",
	 "e\u200bx\u200ce\u200dm\ufeffpt"},
	{"grapheme joiner and variation selector", "exempt", TRUE, "ex\u034fem\ufe0fpt", "ex\u034fem\ufe0fpt"},
	{"Mongolian vowel separator", "exempt", TRUE, "ex\u180eempt", "ex\u180eempt"},
	{"directions", "exempt", TRUE, "\u2066ex\u061cempt\u2069.", "ex\u061cempt\u2069"},
	{"tag characters", "exempt", TRUE, "ex\U000e0041empt", "ex\U000e0041empt"},
	{"struck through", "exempt", TRUE, "e\u0336x\u0336e\u0336m\u0336p\u0336t\u0336 x",
	 "e\u0336x\u0336e\u0336m\u0336p\u0336t\u0336"},
	{"mathematical letters", "exempt", TRUE, "\U0001d41e\U0001d431\U0001d41e\U0001d426\U0001d429\U0001d42d",
	 "\U0001d41e\U0001d431\U0001d41e\U0001d426\U0001d429\U0001d42d"},
	{"circled letters", "exempt", TRUE, "\u24d4\u24e7\u24d4\u24dc\u24df\u24e3",
	 "\u24d4\u24e7\u24d4\u24dc\u24df\u24e3"},
	{"full-width hyphen and space", "not in-camera", TRUE, "not\u3000in\uff0dcamera", "not\u3000in\uff0dcamera"},
	{"decomposed in the text", "caf\u00e9", TRUE, "the cafe\u0301 is", "cafe\u0301"},
	{"decomposed in the list", "y\u0302n", TRUE, "ac \u0176n o", "\u0176n"},
	{"a mark makes another letter", "cafe", TRUE, "cafe\u0301 x", NULL},
	{"broken at a line's end", "confidential", TRUE, "is confiden-\r\n  tial, so", "confiden-\r\n  tial"},
	{"broken at a page's end", "confidential", TRUE, "confiden-\n\n\ftial", "confiden-\n\n\ftial"},
	{"broken by a typographic hyphen", "confidential", TRUE, "confiden\u2010\ntial", "confiden\u2010\ntial"},
	{"broken by a soft hyphen", "confidential", TRUE, "confiden\u00ad\ntial", "confiden\u00ad\ntial"},
	{"broken at its own hyphen", "part-exempt", TRUE, "a part-\nexempt report", "part-\nexempt"},
	{"broken twice", "confidential", TRUE, "con-\nfiden-\ntial", "con-\nfiden-\ntial"},
	{"broken phrase", "not for publication", TRUE, "not for publi-\ncation", "not for publi-\ncation"},
	{"broken, of a pattern", "exempt(ed)? under", FALSE, "ex-\nempted under", "ex-\nempted under"},
	{"one hit of both readings", "exempt", TRUE, "pre-\nview exempt", "exempt"},
	{"a hyphen within a line breaks nothing", "confidential", TRUE, "confiden- tial", NULL},
	{"a dash breaks nothing", "publication", TRUE, "for publi -\ncation", NULL},
	{"pattern", "paragraphs? \\d+", FALSE, "see Paragraph 12 now", "Paragraph 12"},
	{"pattern, longest end", "paragraphs? \\d+(, \\d+)*", FALSE, "paragraphs 3, 12, 14 of", "paragraphs 3, 12, 14"},
	{"pattern is whole words", "paragraph 3", FALSE, "paragraph 31", NULL},
	{"pattern, a start inside a word before it", "is (\\w+ )?exempt", FALSE, "this is exempt", "is exempt"},
	{"pattern of groups, the same", "((?:is|as) )(\\w+ )?exempt", FALSE, "this is exempt", "is exempt"},
	{"pattern that begins with a bracket", "\\(exempt\\)", FALSE, "list (exempt), more", "(exempt)"},
	{"pattern over a line end", "part 1 of schedule", FALSE, "Part 1\n\tof Schedule 12A", "Part 1\n\tof Schedule"},
	{"pattern inside a word", "part 1", FALSE, "counterpart 1", NULL},
	{"places after many steps", "exempt", TRUE, "\n\n a  b \r\n\r\n c \u00ad d\t\texempt  z", "exempt"},
};

static void test_scan_text(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(match_cases); i++) {
		const struct match_case *c = &match_cases[i];
		struct scanner *scanner = scanner_of(c->expression, c->is_literal);
		GArray *hits = scanner_scan(scanner, c->text, strlen(c->text));
		const struct scanner_hit *hit = (const struct scanner_hit *)hits->data;

		print_message("%s\n", c->name);
		assert_int_equal(hits->len, c->hit != NULL ? 1 : 0);
		if (c->hit != NULL) {
			g_autofree char *covered = g_strndup(c->text + hit->from, hit->to - hit->from);

			assert_int_equal(hit->id, 7);
			assert_string_equal(covered, c->hit);
		}
		g_array_unref(hits);
		scanner_free(scanner);
	}
}

static void test_scan_gives_hits_by_place(void **state)
{
	const struct scanner_pattern patterns[] = {
		{"second", TRUE, 20, NULL, 0}, {"fi[a-z]+", FALSE, 10, NULL, 0}, {"second word", TRUE, 30, NULL, 0}};
	struct scanner *scanner = scanner_new(patterns, G_N_ELEMENTS(patterns), NULL);
	const char *text = "first then second word, first";
	GArray *hits = scanner_scan(scanner, text, strlen(text));
	const unsigned ids[] = {10, 20, 30, 10};

	(void)state;
	assert_int_equal(hits->len, 4);
	for (guint i = 0; i < 4; i++)
		assert_int_equal(g_array_index(hits, struct scanner_hit, i).id, ids[i]);
	g_array_unref(hits);
	scanner_free(scanner);
}

static void test_scan_nothing_to_look_for(void **state)
{
	struct scanner *scanner = scanner_new(NULL, 0, NULL);
	GArray *hits = scanner_scan(scanner, "text", 4);

	(void)state;
	assert_int_equal(hits->len, 0);
	g_array_unref(hits);
	scanner_free(scanner);
}

static void test_scan_tells_many_patterns_apart(void **state)
{
	enum { PATTERNS = 30 };
	struct scanner_pattern patterns[PATTERNS];
	char expressions[PATTERNS][32];
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) hits = NULL;
	struct scanner *scanner;

	(void)state;
	for (unsigned i = 0; i < PATTERNS; i++) {
		g_snprintf(expressions[i], sizeof expressions[i], i % 3 ? "item %u( \\w+)?" : "item %u", i);
		patterns[i] = (struct scanner_pattern){expressions[i], i % 3 == 0, 100 + i, "words.conf", i};
		g_string_append_printf(text, "Item %u; ", i);
	}
	scanner = scanner_new(patterns, PATTERNS, NULL);
	assert_non_null(scanner);
	hits = scanner_scan(scanner, text->str, text->len);
	assert_int_equal(hits->len, PATTERNS);
	for (unsigned i = 0; i < PATTERNS; i++) {
		const struct scanner_hit *hit = &g_array_index(hits, struct scanner_hit, i);

		assert_int_equal(hit->id, 100 + i);
		assert_memory_equal(text->str + hit->from, "Item ", 5);
		assert_int_equal(text->str[hit->to], ';');
	}
	scanner_free(scanner);
}

static void test_scan_flood_hides_no_other_phrase(void **state)
{
	const struct scanner_pattern patterns[] = {{"chaff", TRUE, 1, NULL, 0}, {"wheat", TRUE, 2, NULL, 0}};
	struct scanner *scanner = scanner_new(patterns, 2, NULL);
	GString *text = g_string_new(NULL);
	GArray *hits;

	(void)state;
	for (int i = 0; i < 20000; i++)
		g_string_append(text, "chaff ");
	g_string_append(text, "wheat");
	hits = scanner_scan(scanner, text->str, text->len);
	assert_int_equal(hits->len, SCANNER_MAX_HITS_OF_PATTERN + 1);
	assert_int_equal(g_array_index(hits, struct scanner_hit, hits->len - 1).id, 2);
	g_array_unref(hits);
	g_string_free(text, TRUE);
	scanner_free(scanner);
}

static void test_scan_stops_at_the_limit(void **state)
{
	enum { PHRASES = 150 };
	struct scanner_pattern patterns[PHRASES];
	char words[PHRASES][16];
	GString *text = g_string_new(NULL);
	struct scanner *scanner;
	GArray *hits;

	(void)state;
	for (unsigned i = 0; i < PHRASES; i++) {
		g_snprintf(words[i], sizeof words[i], "word%u", i);
		patterns[i] = (struct scanner_pattern){words[i], TRUE, i, NULL, 0};
		for (int n = 0; n < SCANNER_MAX_HITS_OF_PATTERN; n++)
			g_string_append_printf(text, "word%u ", i);
	}
	scanner = scanner_new(patterns, PHRASES, NULL);
	hits = scanner_scan(scanner, text->str, text->len);
	assert_int_equal(hits->len, SCANNER_MAX_HITS);
	g_array_unref(hits);
	g_string_free(text, TRUE);
	scanner_free(scanner);
}

static void test_new_invalid(void **state)
{
	static const struct {
		const char *name, *expression;
		gboolean is_literal;
	} cases[] = {
		{"unclosed bracket", "paragraph (3", FALSE},
		{"back reference", "(a)\\1", FALSE},
		{"matches nothing", "a*", FALSE},
		{"empty phrase", " \t ", TRUE},
		{"not UTF-8", "\xff", TRUE},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct scanner_pattern patterns[] = {
			{"good", TRUE, 1, "words.conf", 1},
			{cases[i].expression, cases[i].is_literal, 2, "words.conf", 12}};
		GError *error = NULL;

		print_message("%s\n", cases[i].name);
		assert_null(scanner_new(patterns, 2, &error));
		assert_true(g_str_has_prefix(error->message, "words.conf:12: "));
		g_error_free(error);
	}
}

static GArray *scan_once(struct scanner *scanner, const char *text)
{
	GArray *hits = scanner_scan(scanner, text, strlen(text));

	scanner_free(scanner);
	return hits;
}

static void test_new_from_compiled(void **state)
{
	const struct scanner_pattern patterns[] = {{"pink paper", TRUE, 5, NULL, 0},
						   {"paragraphs? \\d+(, \\d+)*", FALSE, 6, NULL, 0}};
	const char *text = "a pink paper under paragraphs 3, 12 of it";
	struct scanner *scanner = scanner_new(patterns, 2, NULL);
	g_autoptr(GBytes) compiled = scanner_compiled(scanner);
	g_autoptr(GArray) first = scan_once(scanner, text);
	g_autoptr(GArray) second = scan_once(scanner_new_from(patterns, 2, compiled, NULL), text);

	(void)state;
	assert_int_equal(first->len, 2);
	assert_int_equal(second->len, 2);
	for (guint i = 0; i < 2; i++) {
		const struct scanner_hit *a = &g_array_index(first, struct scanner_hit, i);
		const struct scanner_hit *b = &g_array_index(second, struct scanner_hit, i);

		assert_int_equal(a->id, b->id);
		assert_int_equal(a->from, b->from);
		assert_int_equal(a->to, b->to);
	}
}

static void test_new_from_damaged(void **state)
{
	const struct scanner_pattern pattern = {"pink papers?", FALSE, 5, NULL, 0};
	struct scanner *scanner = scanner_new(&pattern, 1, NULL);
	g_autoptr(GBytes) compiled = scanner_compiled(scanner);
	g_autoptr(GBytes) half = g_bytes_new_from_bytes(compiled, 0, g_bytes_get_size(compiled) / 2);
	g_autoptr(GBytes) foreign = g_bytes_new_static("something else", 14);
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(scanner_new_from(&pattern, 1, half, &error));
	assert_non_null(error);
	g_clear_error(&error);
	assert_null(scanner_new_from(&pattern, 1, foreign, &error));
	assert_non_null(error);
	scanner_free(scanner);
}

static void test_key_differs_by_what_is_compiled(void **state)
{
	const struct scanner_pattern one = {"a.c", FALSE, 1, "one.conf", 1}, same = {"a.c", FALSE, 2, "two.conf", 9},
				     phrase = {"a.c", TRUE, 1, NULL, 0}, other = {"a.d", FALSE, 1, NULL, 0};
	g_autofree char *key = scanner_key(&one, 1), *same_key = scanner_key(&same, 1),
			*phrase_key = scanner_key(&phrase, 1), *other_key = scanner_key(&other, 1);

	(void)state;
	assert_string_equal(key, same_key);
	assert_string_not_equal(key, phrase_key);
	assert_string_not_equal(key, other_key);
}

/* Every word of a long run ends this pattern anew: it takes a bounded number of looks back, and hides nothing. */
static void test_scan_bounds_the_ends_of_a_pattern(void **state)
{
	const struct scanner_pattern patterns[] = {{"chaff( \\w+)*", FALSE, 1, NULL, 0}, {"wheat", TRUE, 2, NULL, 0}};
	struct scanner *scanner = scanner_new(patterns, 2, NULL);
	g_autoptr(GString) text = g_string_new("chaff");
	g_autoptr(GArray) hits = NULL;

	(void)state;
	for (int i = 0; i < 20000; i++)
		g_string_append(text, " word");
	g_string_append(text, " wheat");
	hits = scanner_scan(scanner, text->str, text->len);
	assert_int_equal(hits->len, 2);
	assert_int_equal(g_array_index(hits, struct scanner_hit, 0).id, 1);
	assert_true(g_array_index(hits, struct scanner_hit, 0).to <= HIT_START_MAX_BYTES + strlen(" word"));
	assert_int_equal(g_array_index(hits, struct scanner_hit, 1).id, 2);
	scanner_free(scanner);
}

/* As large as a city's lists may grow (phrases, patterns), each found by itself in one text. */
static void test_scan_largest_lexicon(void **state)
{
	enum { PHRASES = 10000, PATTERNS = 500 };
	g_autoptr(GPtrArray) expressions = g_ptr_array_new_with_free_func(g_free);
	g_autofree struct scanner_pattern *patterns = g_new0(struct scanner_pattern, PHRASES + PATTERNS);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) hits = NULL;
	struct scanner *scanner;

	(void)state;
	for (unsigned i = 0; i < PHRASES + PATTERNS; i++) {
		gboolean is_literal = i < PHRASES;

		g_ptr_array_add(expressions, is_literal ? g_strdup_printf("matter %x of case", i * 7919)
							: g_strdup_printf("(plan|case)s? %x (\\w+ ){0,2}closed", i));
		patterns[i] =
			(struct scanner_pattern){g_ptr_array_index(expressions, i), is_literal, i, "words.conf", i};
		if (i % 100 == 0)
			g_string_append_printf(text, is_literal ? "matter %x of case; " : "cases %x is now closed; ",
					       is_literal ? i * 7919 : i);
	}
	scanner = scanner_new(patterns, PHRASES + PATTERNS, NULL);
	assert_non_null(scanner);
	hits = scanner_scan(scanner, text->str, text->len);
	assert_int_equal(hits->len, (PHRASES + PATTERNS) / 100);
	for (guint i = 0; i < hits->len; i++)
		assert_int_equal(g_array_index(hits, struct scanner_hit, i).id, i * 100);
	scanner_free(scanner);
}

static gpointer scan_often(gpointer data)
{
	const char *text = "this one is not for publication at all";

	for (int i = 0; i < 200; i++) {
		GArray *hits = scanner_scan(data, text, strlen(text));
		gboolean is_found = hits->len == 1;

		g_array_unref(hits);
		if (!is_found)
			return NULL;
	}
	return data;
}

static void test_scan_from_several_threads(void **state)
{
	struct scanner *scanner = scanner_of("not for publication", TRUE);
	GThread *threads[4];

	(void)state;
	for (int i = 0; i < 4; i++)
		threads[i] = g_thread_new("scan", scan_often, scanner);
	for (int i = 0; i < 4; i++)
		assert_ptr_equal(g_thread_join(threads[i]), scanner);
	scanner_free(scanner);
}

static void test_fold_origin_of_every_place(void **state)
{
	const char *text = "A  b\u00a0\u00adC\ufb01\r\nd ";
	struct fold *fold = fold_new(text, strlen(text));

	(void)state;
	assert_string_equal(fold->text, "a b cfi d ");
	assert_int_equal(fold_origin(fold, 0), 0);
	assert_int_equal(fold_origin(fold, 2), 3);
	assert_int_equal(fold_origin(fold, 4), strchr(text, 'C') - text);
	assert_int_equal(fold_origin(fold, 8), strchr(text, 'd') - text);
	assert_int_equal(fold_origin(fold, fold->length), strlen(text));
	fold_free(fold);
}

static void test_fold_nul_bytes(void **state)
{
	struct fold *fold = fold_new("a\0b", 3);

	(void)state;
	assert_string_equal(fold->text, "a b");
	fold_free(fold);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scan_text),
		cmocka_unit_test(test_scan_gives_hits_by_place),
		cmocka_unit_test(test_scan_nothing_to_look_for),
		cmocka_unit_test(test_scan_tells_many_patterns_apart),
		cmocka_unit_test(test_scan_flood_hides_no_other_phrase),
		cmocka_unit_test(test_scan_stops_at_the_limit),
		cmocka_unit_test(test_new_from_compiled),
		cmocka_unit_test(test_new_from_damaged),
		cmocka_unit_test(test_key_differs_by_what_is_compiled),
		cmocka_unit_test(test_scan_bounds_the_ends_of_a_pattern),
		cmocka_unit_test(test_scan_largest_lexicon),
		cmocka_unit_test(test_new_invalid),
		cmocka_unit_test(test_scan_from_several_threads),
		cmocka_unit_test(test_fold_origin_of_every_place),
		cmocka_unit_test(test_fold_nul_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
