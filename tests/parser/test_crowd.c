/* SPDX-License-Identifier: BSD-2-Clause */
/* Floods of parts and fields, in all the places where GMime makes something of each; and mail that only looks like it.
 */
#include "parser/crowd.h"

#include "parser/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { MANY = 3 * CROWD_MAX_FIELDS };

static GString *flood(const char *head, const char *line, const char *tail)
{
	GString *text = g_string_new(head);

	for (int i = 0; i < MANY; i++)
		g_string_append(text, line);
	return g_string_append(text, tail);
}

#define MIXED "From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n"
#define ATTACHED MIXED "--b\nContent-Type: message/rfc822\n\n"

static void test_crowd_floods(void **state)
{
	static const struct {
		const char *name, *head, *line, *field;
		gboolean is_body_cut;
	} cases[] = {
		{"own header", "From: a@x.example\n", "x-a:\n", "x-a", FALSE},
		{"own header, folded", "From: a@x.example\n", "x-a:\n b\n", "x-a", FALSE},
		{"a part's header", MIXED "--b\n", "a:\n", NULL, TRUE},
		{"after a line that is no field", MIXED "--b\njunk\n", "a:\n", NULL, TRUE},
		{"names past ASCII", MIXED "--b\n", "\xc3\xa9:\n", NULL, TRUE},
		{"an attached message's", ATTACHED, "a:\n", NULL, TRUE},
		{"whose header begins with a line that is no field", ATTACHED "junk\n", "a:\n", NULL, TRUE},
		{"type folded, in capitals, with a comment", MIXED "--b\ncontent-type:\n (x) MESSAGE (y)/rfc822\n\n",
		 "a:\n", NULL, TRUE},
		{"a digest's", "Content-Type: multipart/digest; boundary=b\n\n--b\n\n", "a:\n", NULL, TRUE},
		{"boundaries", MIXED, "--b\n\n", NULL, TRUE},
		{"boundaries without an end of the header", MIXED, "--b\n", NULL, TRUE},
		{"boundaries that nobody names", "From: a@x.example\n\n", "--c\n", NULL, TRUE},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text = flood(cases[i].head, cases[i].line, "\nend\n");
		struct crowd crowd;
		g_autoptr(GString) thinned = crowd_thinned(text->str, text->len, &crowd);

		print_message("%s\n", cases[i].name);
		assert_non_null(thinned);
		assert_true(thinned->len < text->len / 2 && g_str_has_prefix(thinned->str, cases[i].head));
		assert_int_equal(crowd.is_body_cut, cases[i].is_body_cut);
		assert_int_equal(crowd.field != NULL, cases[i].field != NULL);
		if (crowd.field)
			assert_string_equal(crowd.field, cases[i].field);
		g_free(crowd.field);
	}
}

static void test_crowd_leaves_text_alone(void **state)
{
	static const struct {
		const char *name, *head, *line;
	} cases[] = {
		{"lines with a colon", "From: a@x.example\n\n", "level: info\n"},
		{"in a part", MIXED "--b\nContent-Type: text/plain\n\n", "level: info\n"},
		{"paragraphs", "From: a@x.example\n\n", "Note: this\n\n"},
		{"one dash", "From: a@x.example\n\n", "- item\n"},
		{"one long field", "X-Long: a\n", " b:\n"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text = flood(cases[i].head, cases[i].line, "\nend\n");
		struct crowd crowd;

		print_message("%s\n", cases[i].name);
		assert_null(crowd_thinned(text->str, text->len, &crowd));
		assert_null(crowd.field);
		assert_false(crowd.is_body_cut);
	}
}

static void test_crowd_in_a_message(void **state)
{
	g_autoptr(GString) own = flood("From: a@x.example\n", "x-a:\n", "Cc: b@x.example\n\nDear Grace\n");
	g_autoptr(GString) part = flood(MIXED "--b\n\nDear Grace\n--b\n", "a:\n", "\nx\n--b--\n");
	struct message *message = message_parse(own->str, own->len);
	const struct part *first, *last;

	(void)state;
	first = g_ptr_array_index(message->parts, 0);
	assert_int_equal(message->header_reason, PART_LIMIT);
	assert_string_equal(message->header_field, "x-a");
	assert_int_equal(first->reason, PART_INSPECTED);
	assert_string_equal(first->text, "Dear Grace\n");
	message_free(message);

	message = message_parse(part->str, part->len);
	first = g_ptr_array_index(message->parts, 0);
	last = g_ptr_array_index(message->parts, message->parts->len - 1);
	assert_int_equal(message->header_reason, PART_INSPECTED);
	assert_int_equal(message->parts->len, 2);
	assert_int_equal(first->reason, PART_INSPECTED);
	assert_int_equal(last->reason, PART_LIMIT);
	message_free(message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_crowd_floods),
		cmocka_unit_test(test_crowd_leaves_text_alone),
		cmocka_unit_test(test_crowd_in_a_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
