/* SPDX-License-Identifier: BSD-2-Clause */
/* Invitations and answers: who takes part, what they say, what crosses out of the sandbox, and the limits. */
#include "parser/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define EVENT(method, properties)                                                                                      \
	"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" method "BEGIN:VEVENT\r\nUID:1\r\n" properties                             \
	"END:VEVENT\r\nEND:VCALENDAR\r\n"

/* "METHOD|summary|role name<mailbox>…|text|reason" */
static char *show(const char *text)
{
	g_autofree char *said = NULL;
	enum part_reason reason;
	struct calendar *calendar = calendar_read(text, &said, &reason);
	GString *shown = g_string_new(NULL);

	if (calendar) {
		g_string_append_printf(shown, "%s|%s|", calendar->method ? calendar->method : "-",
				       calendar->summary ? calendar->summary : "-");
		for (guint i = 0; i < calendar->people->len; i++) {
			const struct calendar_person *person = g_ptr_array_index(calendar->people, i);

			g_string_append_printf(shown, "%c%s %s<%s>;", "OADS"[person->role],
					       person -> is_resource ? "r" : "", person->name ? person->name : "",
					       person->mailbox);
		}
	}
	g_string_append_printf(shown, "|%s|%s", said, part_reason_name(reason) ? part_reason_name(reason) : "read");
	calendar_free(calendar);
	return g_string_free(shown, FALSE);
}

static const struct {
	const char *name, *text, *shown;
} cases[] = {
	{"an invitation",
	 EVENT("METHOD:REQUEST\r\n",
	       "ORGANIZER;CN=Jo Hart:mailto:jo@Example.ORG\r\nATTENDEE;ROLE=REQ-PARTICIPANT;CN=\"Shah: "
	       "Amina\";RSVP=TRUE:MAIL\r\n TO:a%40example.org\r\nSUMMARY:Site visit\r\n"
	       "LOCATION:Heron Street\r\nDESCRIPTION:Bring boots\\, please.\\nThe gate is "
	       "shut.\r\n"),
	 "REQUEST|Site visit|O Jo Hart<jo@example.org>;A Shah: Amina<a@example.org>;|Site visit\nHeron Street\nBring "
	 "boots, "
	 "please.\nThe gate is shut.\n|read"},
	{"an answer",
	 EVENT("METHOD:REPLY\r\n",
	       "ORGANIZER:mailto:jo@example.org\r\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.org\r\n"
	       "SUMMARY:Declined: Site visit\r\nCOMMENT:I am away.\r\n"),
	 "REPLY|Declined: Site visit|O <jo@example.org>;A <a@example.org>;|Declined: Site visit\nI am away.\n|read"},
	{"delegation and who sends for whom",
	 EVENT("METHOD:REQUEST\r\n", "ORGANIZER;SENT-BY=\"mailto:pa@example.org\":mailto:jo@example.org\r\n"
				     "ATTENDEE;DELEGATED-TO=\"mailto:b@example.org\":mailto:a@example.org\r\n"
				     "ATTENDEE;DELEGATED-FROM=\"mailto:a@example.org\":mailto:b@example.org\r\n"),
	 "REQUEST|-|O <jo@example.org>;S <pa@example.org>;A <a@example.org>;D <b@example.org>;"
	 "A <b@example.org>;D <a@example.org>;||read"},
	{"rooms are no people",
	 EVENT("", "ATTENDEE;CUTYPE=ROOM;CN=Room "
		   "1:mailto:room1@example.org\r\nATTENDEE;CUTYPE=RESOURCE:mailto:van@example.org"
		   "\r\nATTENDEE;CUTYPE=GROUP:mailto:group@example.org\r\n"),
	 "-|-|Ar Room 1<room1@example.org>;Ar <van@example.org>;A <group@example.org>;||read"},
	{"addresses that are none",
	 EVENT("", "ATTENDEE;X=1:urn:uuid:1\r\nATTENDEE:https://example.org/a\r\nX-ATTENDEE:mailto:x@example.org\r\n"
		   "COMMENT:ATTENDEE:mailto:y@example.org\r\n"),
	 "-|-||ATTENDEE:mailto:y@example.org\n|read"},
	{"a series repeats itself once",
	 "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Surgery\nATTENDEE:mailto:a@example.org\nEND:VEVENT\nBEGIN:VEVENT\n"
	 "SUMMARY:Surgery\nATTENDEE:mailto:A@example.org\nDESCRIPTION:moved\nEND:VEVENT\nEND:VCALENDAR\n",
	 "-|Surgery|A <a@example.org>;|Surgery\nmoved\n|read"},
	{"a description with looks", EVENT("", "X-ALT-DESC;FMTTYPE=text/html:<p>Not <b>for</b> publication</p>\r\n"),
	 "-|-||Not for publication\n|read"},
	{"time zones say nothing",
	 "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:London\nCOMMENT:zone\nEND:VTIMEZONE\nBEGIN:VTODO\nSUMMARY:Do\nEND:"
	 "VTODO\n"
	 "END:VCALENDAR\n",
	 "-|Do||Do\n|read"},
	{"a poll without method", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "-|-|||read"},
	{"no calendar", "Hello.\n", "|Hello.\n|unknown-format"},
};

static void test_calendar_read(void **state)
{
	unsigned failures = 0;

	(void)state;
	calendar_start();
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *shown = show(cases[i].text);

		if (strcmp(shown, cases[i].shown) != 0) {
			print_message("%s:\n%s\nwanted\n%s\n", cases[i].name, shown, cases[i].shown);
			failures++;
		}
	}
	assert_int_equal(failures, 0);
}

static struct calendar *read_with(const char *text, enum part_reason *ret_reason)
{
	g_autofree char *said = NULL;

	return calendar_read(text, &said, ret_reason);
}

static void test_calendar_read_many_people(void **state)
{
	g_autoptr(GString) text = g_string_new("BEGIN:VCALENDAR\nBEGIN:VEVENT\n");
	enum part_reason reason;
	struct calendar *calendar;

	(void)state;
	for (int i = 0; i <= CALENDAR_MAX_PEOPLE; i++)
		g_string_append_printf(text, "ATTENDEE:mailto:a%d@example.org\n", i);
	g_string_append(text, "END:VEVENT\nEND:VCALENDAR\n");
	calendar = read_with(text->str, &reason);
	assert_int_equal(calendar->people->len, CALENDAR_MAX_PEOPLE);
	assert_int_equal(reason, PART_LIMIT);
	calendar_free(calendar);
}

static void test_calendar_read_deep(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	enum part_reason reason;

	(void)state;
	for (int i = 0; i < 100000; i++)
		g_string_append(text, "BEGIN:VEVENT\n");
	assert_null(read_with(text->str, &reason));
	assert_int_equal(reason, PART_LIMIT);
}

static void test_calendar_read_many_components(void **state)
{
	g_autoptr(GString) text = g_string_new("BEGIN:VCALENDAR\n");
	enum part_reason reason;
	struct calendar *calendar;

	(void)state;
	for (int i = 0; i < CALENDAR_MAX_COMPONENTS + 1; i++)
		g_string_append(text, "BEGIN:VEVENT\nUID:1\nEND:VEVENT\n");
	g_string_append(text, "END:VCALENDAR\n");
	calendar = read_with(text->str, &reason);
	assert_int_equal(reason, PART_LIMIT);
	calendar_free(calendar);
}

static void test_calendar_read_large(void **state)
{
	g_autoptr(GString) text = g_string_new("BEGIN:VCALENDAR\nCOMMENT:");
	g_autofree char *filling = g_strnfill(CALENDAR_MAX_BYTES, 'x');
	enum part_reason reason;

	(void)state;
	g_string_append_printf(text, "%s\nEND:VCALENDAR\n", filling);
	assert_null(read_with(text->str, &reason));
	assert_int_equal(reason, PART_LIMIT);
}

static void test_calendar_unpack_what_was_packed(void **state)
{
	struct calendar *calendar = calendar_new();
	g_autofree char *packed = NULL, *again = NULL;
	struct calendar *copy;

	(void)state;
	calendar->method = g_strdup("REQUEST");
	calendar->summary = g_strdup("Tab\tand\nline");
	calendar_add_person(calendar, CALENDAR_ORGANIZER, FALSE, "Jo Hart", "jo@example.org");
	calendar_add_person(calendar, CALENDAR_ATTENDEE, TRUE, NULL, "room@example.org");
	packed = calendar_pack(calendar);
	copy = calendar_unpack(packed);
	assert_non_null(copy);
	assert_string_equal(copy->summary, "Tab and line");
	again = calendar_pack(copy);
	assert_string_equal(again, packed);
	calendar_free(copy);
	calendar_free(calendar);
}

/* The parent believes nothing. */
static void test_calendar_unpack_lies(void **state)
{
	static const char *const lies[] = {
		"",
		"c",
		"x\tA\tB\n",
		"c\tA\n",
		"c\tA\tB\np\n",
		"c\t\t\np\t9\t0\t\ta@b\n",
		"c\t\t\np\t00\t0\t\ta@b\n",
		"c\t\t\np\t1\t0\t\t\n",
		"c\t\t\nc\t\t\n",
	};
	g_autoptr(GString) many = g_string_new("c\t\t\n");

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(lies); i++)
		assert_null(calendar_unpack(lies[i]));
	for (int i = 0; i <= CALENDAR_MAX_PEOPLE; i++)
		g_string_append_printf(many, "p\t1\t0\t\ta%d@example.org\n", i);
	assert_null(calendar_unpack(many->str));
}

/* Whose it is: the message's own, or one that it carries. */
static void test_calendar_in_a_message(void **state)
{
	static const char text[] =
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: text/calendar\n\n" EVENT(
			"METHOD:REQUEST\r\n",
			"ATTENDEE:mailto:a@example.org\r\n") "--b\nContent-Type: "
							     "message/rfc822\n\nContent-Type: "
							     "text/calendar\n\n" EVENT(
								     "METHOD:REPLY\r\n",
								     "ATTENDEE:mailto:b@example.org\r\n") "--b--\n";
	struct message *message = message_parse(text, strlen(text));
	const struct calendar *own, *carried;

	(void)state;
	assert_int_equal(message->calendars->len, 2);
	own = g_ptr_array_index(message->calendars, 0);
	carried = g_ptr_array_index(message->calendars, 1);
	assert_string_equal(own->section, "2");
	assert_true(own->is_own);
	assert_string_equal(carried->section, "3.1");
	assert_false(carried->is_own);
	message_free(message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar_read),        cmocka_unit_test(test_calendar_read_many_people),
		cmocka_unit_test(test_calendar_read_deep),   cmocka_unit_test(test_calendar_read_many_components),
		cmocka_unit_test(test_calendar_read_large),  cmocka_unit_test(test_calendar_unpack_what_was_packed),
		cmocka_unit_test(test_calendar_unpack_lies), cmocka_unit_test(test_calendar_in_a_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
