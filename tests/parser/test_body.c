/* SPDX-License-Identifier: BSD-2-Clause */
/* The MIME tree: sections, names, types, reasons, limits, and the ways to show the body. */
#include "parser/html.h"
#include "parser/message.h"
#include "parser/text_budget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define MIXED(parts) "Content-Type: multipart/mixed; boundary=m\n\n" parts "--m--\n"
#define PART(fields, text) "--m\n" fields "\n" text "\n"

/* "section type name reason [body] text;" a part */
static char *show(const struct message *message)
{
	GString *shown = g_string_new(NULL);

	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		const char *reason = part_reason_name(part->reason);

		g_string_append_printf(shown, "%s %s %s %s%s|%s\n", part->section, part->type,
				       part->name ? part->name : "-", reason ? reason : "ok",
				       part->is_body ? " body" : "", part->text ? part->text : "");
	}
	return g_string_free(shown, FALSE);
}

static const struct body_case {
	const char *name, *text, *shown;
} cases[] = {
	{"single", "\ntext\n", "1 text/plain - ok body|text\n\n"},
	{"unknown charset", "Content-Type: text/plain; charset=x-none\n\ncaf\xe9",
	 "1 text/plain - ok body|caf\xc3\xa9\n"},
	{"base64", "Content-Transfer-Encoding: base64\n\nY2Fmw6k=\n", "1 text/plain - ok body|caf\xc3\xa9\n"},
	{"quoted-printable", "Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9 =\ntwo",
	 "1 text/plain - ok body|caf\xc3\xa9 two\n"},
	{"mixed",
	 MIXED(PART("", "one") PART("Content-Type: TEXT/CSV; name=a.csv\n", "x,y") PART(
		 "Content-Type: application/zip\nContent-Disposition: attachment; filename=\"x.zip\"\n", "PK")),
	 "1 text/plain - ok body|one\n2 text/csv a.csv ok|x,y\n3 application/zip x.zip unknown-format|\n"},
	{"names",
	 MIXED(PART("Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.txt\n", "a") PART(
		 "Content-Disposition: attachment;\n filename*0=\"long \"; filename*1=name.txt\n",
		 "b") PART("Content-Disposition: attachment; filename=\"=?utf-8?Q?caf=C3=A9.txt?=\"\n", "c")
		       PART("Content-Type: text/plain; name=\"caf\xe9.txt\"\nContent-Disposition: attachment\n", "d")),
	 "1 text/plain caf\xc3\xa9.txt ok|a\n2 text/plain long name.txt ok|b\n3 text/plain caf\xc3\xa9.txt ok|c\n"
	 "4 text/plain caf\xc3\xa9.txt ok|d\n"},
	{"nested",
	 MIXED(PART("Content-Type: multipart/alternative; boundary=n\n",
		    "--n\n\none\n--n\nContent-Type: text/html\n\n<p>two\n--n--\n") PART("", "three")),
	 "1.1 text/plain - ok body|one\n1.2 text/html - ok body|two\n\n2 text/plain - ok body|three\n"},
	{"attached message",
	 MIXED(PART("", "one") PART("Content-Type: message/rfc822\n", "Subject: x\nTo: a@x.example\n\ntwo")),
	 "1 text/plain - ok body|one\n2 message/rfc822 - ok|To: a@x.example\nSubject: x\n\n2.1 text/plain - ok|two\n"},
	{"attached multipart message",
	 MIXED(PART("", "one") PART("Content-Type: message/rfc822\n",
				    "Content-Type: multipart/mixed; boundary=n\n\n--n\n\ntwo\n--n\n\nthree\n--n--\n")),
	 "1 text/plain - ok body|one\n2 message/rfc822 - ok|\n2.1 text/plain - ok|two\n2.2 text/plain - ok|three\n"},
	{"attached message without a field",
	 MIXED(PART("", "one") PART("Content-Type: message/rfc822\n", "The words of somebody.")),
	 "1 text/plain - ok body|one\n2 message/rfc822 - unknown-format|\n"},
	{"message as the body", "Content-Type: message/rfc822\n\nSubject: x\n\ntwo",
	 "1 message/rfc822 - ok|Subject: x\n\n1.1 text/plain - ok|two\n"},
	{"encrypted S/MIME", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx\n",
	 "1 application/pkcs7-mime smime.p7m encrypted|\n"},
	{"signed S/MIME", "Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nx\n",
	 "1 application/pkcs7-mime - unknown-format|\n"},
	{"multipart/encrypted",
	 "Content-Type: multipart/encrypted; boundary=m\n\n--m\nContent-Type: application/pgp-encrypted\n\nVersion: "
	 "1\n--m\nContent-Type: application/octet-stream\n\nx\n--m--\n",
	 "1 application/pgp-encrypted - encrypted|\n2 application/octet-stream - encrypted|\n"},
	{"inline PGP", "\n-----BEGIN PGP MESSAGE-----\nx\n",
	 "1 text/plain - encrypted body|-----BEGIN PGP MESSAGE-----\nx\n\n"},
	{"image", MIXED(PART("", "one") PART("Content-Type: image/png\n", "x")),
	 "1 text/plain - ok body|one\n2 image/png - image-only|\n"},
	{"calendar",
	 MIXED(PART("", "one") PART("Content-Type: text/calendar\n", "BEGIN:VCALENDAR\nCOMMENT:two\nEND:VCALENDAR\n")),
	 "1 text/plain - ok body|one\n2 text/calendar - ok|two\n\n"},
	{"calendar that breaks off", MIXED(PART("", "one") PART("Content-Type: text/calendar\n", "BEGIN:VCALENDAR")),
	 "1 text/plain - ok body|one\n2 text/calendar - unknown-format|BEGIN:VCALENDAR\n"},
	{"report",
	 "Content-Type: multipart/report; boundary=m\n\n--m\n\none\n--m\nContent-Type: "
	 "message/delivery-status\n\nAction: failed\n--m--\n",
	 "1 text/plain - ok body|one\n2 message/delivery-status - ok|Action: failed\n"},
	{"related",
	 "Content-Type: multipart/related; boundary=m\n\n--m\nContent-Type: text/html\n\none\n--m\nContent-Type: "
	 "text/html\n\ntwo\n--m--\n",
	 "1 text/html - ok body|one\n\n2 text/html - ok|two\n\n"},
	{"no end boundary", "Content-Type: multipart/mixed; boundary=m\n\n--m\n\none\n",
	 "1 text/plain - ok body|one\n\n"},
	{"no boundary parameter", "Content-Type: multipart/mixed\n\none\n",
	 "1 multipart/mixed - unknown-format body|one\n\n"},
	{"boundary never comes", "Content-Type: multipart/mixed; boundary=m\n\none\n",
	 "1 multipart/mixed - unknown-format body|one\n\n"},
};

static void test_body_parts(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct message *message = message_parse(cases[i].text, strlen(cases[i].text));
		g_autofree char *shown = show(message);

		print_message("%s\n", cases[i].name);
		assert_string_equal(shown, cases[i].shown);
		message_free(message);
	}
}

static struct message *parse(const GString *text)
{
	return message_parse(text->str, text->len);
}

static const struct part *last_part(const struct message *message)
{
	return g_ptr_array_index(message->parts, message->parts->len - 1);
}

static void test_body_too_many_parts(void **state)
{
	g_autoptr(GString) text = g_string_new("Content-Type: multipart/mixed; boundary=m\n\n");
	struct message *message;

	(void)state;
	for (int i = 0; i < MESSAGE_MAX_PARTS + 10; i++)
		g_string_append(text, "--m\n\nx\n");
	message = parse(text);
	assert_int_equal(message->parts->len, MESSAGE_MAX_PARTS + 1);
	assert_int_equal(last_part(message)->reason, PART_LIMIT);
	message_free(message);
}

static void check_depth(const char *format, int levels, gboolean is_within)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct message *message;

	for (int i = 0; i < levels; i++)
		g_string_append_printf(text, format, i, i);
	g_string_append(text, "\nx\n");
	message = parse(text);
	assert_int_equal(last_part(message)->reason, is_within ? PART_INSPECTED : PART_LIMIT);
	message_free(message);
}

static void test_body_too_deep(void **state)
{
	(void)state;
	check_depth("Content-Type: multipart/mixed; boundary=m%d\n\n--m%d\n", MESSAGE_MAX_DEPTH - 1, TRUE);
	check_depth("Content-Type: multipart/mixed; boundary=m%d\n\n--m%d\n", MESSAGE_MAX_DEPTH + 10, FALSE);
	check_depth("Content-Type: multipart/mixed; boundary=m%d\n\n--m%d\n", 5000, FALSE);
	check_depth("Content-Type: message/rfc822; x=%d%d\n\n", MESSAGE_MAX_DEPTH - 1, TRUE);
	check_depth("Content-Type: message/rfc822; x=%d%d\n\n", 5000, FALSE);
}

static void test_body_too_much_text(void **state)
{
	g_autoptr(GString) text = g_string_new("Content-Type: multipart/mixed; boundary=m\n\n--m\n\n");
	struct message *message;
	gsize total = 0;

	(void)state;
	for (int i = 0; i < 2; i++) {
		for (int n = 0; n < MESSAGE_MAX_TEXT_BYTES / 2 / 64 + 1000; n++)
			g_string_append(text,
					"\xc3\xa9 sixty-four bytes to the line, so that the lines are few.....\n");
		g_string_append(text, "--m\n\n");
	}
	message = parse(text);
	for (guint i = 0; i < message->parts->len; i++)
		total += strlen(((struct part *)g_ptr_array_index(message->parts, i))->text);
	assert_int_equal(((struct part *)g_ptr_array_index(message->parts, 1))->reason, PART_LIMIT);
	/* The third, which is empty, has a share kept for it. */
	assert_true(total <= MESSAGE_MAX_TEXT_BYTES && total > MESSAGE_MAX_TEXT_BYTES - TEXT_BUDGET_SHARE_BYTES - 8);
	message_free(message);
}

/* Of too long a letter in HTML the first part is read, and a part behind it. */
static void test_body_long_html(void **state)
{
	GString *text = g_string_new("Content-Type: multipart/mixed; boundary=b\n\n--b\n"
				     "Content-Type: text/html; charset=utf-8\n\n<p>first</p>\n");
	const struct part *part;
	struct message *message;

	(void)state;
	while (text->len < HTML_MAX_BYTES + 1000)
		g_string_append(text, "<p>\xc5\xb4yn</p>\n");
	g_string_append(text, "<p>last</p>\n--b\n\nbehind\n--b--\n");
	message = message_parse(text->str, text->len);
	part = g_ptr_array_index(message->parts, 0);
	assert_int_equal(part->reason, PART_LIMIT);
	assert_true(g_str_has_prefix(part->text, "first\n\xc5\xb4yn\n"));
	assert_null(strstr(part->text, "last"));
	assert_null(strstr(part->text, "\xef\xbf\xbd"));
	part = g_ptr_array_index(message->parts, 1);
	assert_int_equal(part->reason, PART_INSPECTED);
	assert_string_equal(part->text, "behind");
	message_free(message);
	g_string_free(text, TRUE);
}

/* The first part takes all it can get; those behind it are read. */
static void test_body_greedy_part(void **state)
{
	g_autoptr(GString) text = g_string_new("Content-Type: multipart/mixed; boundary=m\n\n--m\n\n");
	struct message *message;

	(void)state;
	for (int n = 0; n < MESSAGE_MAX_TEXT_BYTES / 64 + 1000; n++)
		g_string_append(text, "Sixty-four bytes to the line, so that the lines are few.........\n");
	for (int i = 0; i < 20; i++)
		g_string_append_printf(text, "--m\n\nnot for publication %d\n", i);
	message = parse(text);
	assert_int_equal(message->parts->len, 21);
	assert_int_equal(((struct part *)message->parts->pdata[0])->reason, PART_LIMIT);
	for (guint i = 1; i < message->parts->len; i++) {
		const struct part *part = message->parts->pdata[i];

		assert_int_equal(part->reason, PART_INSPECTED);
		assert_true(g_str_has_prefix(part->text, "not for publication"));
	}
	message_free(message);
}

#define ALTERNATIVE(plain, html)                                                                                       \
	"Content-Type: multipart/alternative; boundary=n\n\n--n\n\n" plain "\n--n\nContent-Type: text/html\n\n" html   \
	"\n--n--\n"

static const struct rendition_case {
	const char *name, *text;
	guint renditions;
} rendition_cases[] = {
	{"plain", "\nx\n", 1},
	{"equal alternatives", ALTERNATIVE("one\ntwo", "<p>one</p><p>two</p>"), 1},
	{"equal but for quoting", ALTERNATIVE("a\n> one\n> two", "a<blockquote>one two</blockquote>"), 1},
	{"other words", ALTERNATIVE("one", "<p>two</p>"), 2},
	{"hidden text", ALTERNATIVE("one", "<p>one</p><p hidden>two</p>"), 2},
	{"quoted in one only", ALTERNATIVE("one", "<blockquote>one</blockquote>"), 2},
	{"a calendar is no rendition",
	 "Content-Type: multipart/alternative; boundary=n\n\n--n\n\none\n--n\nContent-Type: "
	 "text/calendar\n\ntwo\n--n--\n",
	 1},
	{"nested alternatives", MIXED("--m\n" ALTERNATIVE("one", "two") "--m\n" ALTERNATIVE("three", "four")), 2},
	{"attachment", MIXED(PART("", "one") PART("Content-Disposition: attachment\n", "two")), 1},
};

static void test_body_renditions(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(rendition_cases); i++) {
		struct message *message = message_parse(rendition_cases[i].text, strlen(rendition_cases[i].text));

		print_message("%s\n", rendition_cases[i].name);
		assert_int_equal(message->renditions->len, rendition_cases[i].renditions);
		message_free(message);
	}
}

/* All that is shown in a rendition, white space as one space. */
static char *show_rendition(const struct message *message, guint number)
{
	const struct rendition *rendition = g_ptr_array_index(message->renditions, number);
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(GStrv) words = NULL;

	for (guint i = 0; i < rendition->passages->len; i++)
		g_string_append(text, ((struct passage *)g_ptr_array_index(rendition->passages, i))->text);
	words = g_strsplit_set(g_strstrip(text->str), " \n", -1);
	return g_strjoinv("/", words);
}

static void test_body_texts_follow_one_another(void **state)
{
	static const char text[] = MIXED(PART("", "one") "--m\n" ALTERNATIVE("two", "<b>zwei</b>") PART("", "three"));
	struct message *message = message_parse(text, strlen(text));
	g_autofree char *plain = show_rendition(message, 0);
	g_autofree char *html = show_rendition(message, 1);

	(void)state;
	assert_int_equal(message->renditions->len, 2);
	assert_string_equal(plain, "one/two/three");
	assert_string_equal(html, "one/zwei/three");
	message_free(message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_body_parts),       cmocka_unit_test(test_body_too_many_parts),
		cmocka_unit_test(test_body_too_deep),    cmocka_unit_test(test_body_too_much_text),
		cmocka_unit_test(test_body_greedy_part), cmocka_unit_test(test_body_long_html),
		cmocka_unit_test(test_body_renditions),  cmocka_unit_test(test_body_texts_follow_one_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
