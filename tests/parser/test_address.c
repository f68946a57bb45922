/* SPDX-License-Identifier: BSD-2-Clause */
/* Address fields: groups, comments, encoded names, broken ones, Resent blocks, limits. */
#include "parser/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* "Field#block group:name<mailbox>;…" */
static char *show(const struct message *message)
{
	GString *shown = g_string_new(NULL);

	for (guint i = 0; i < message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(message->addresses, i);

		g_string_append(shown, address_field_name(address->field));
		if (address->resent_block > 0)
			g_string_append_printf(shown, "#%u", address->resent_block);
		if (address->group)
			g_string_append_printf(shown, " %s:", address->group);
		g_string_append_printf(shown, " %s<%s>;", address->name ? address->name : "", address->mailbox);
	}
	return g_string_free(shown, FALSE);
}

static const struct address_case {
	const char *name, *header, *shown;
} cases[] = {
	{"plain", "To: a@example.org", "To <a@example.org>;"},
	{"all fields",
	 "From: a@x.example\nSender: b@x.example\nReply-To: c@x.example\nTo: d@x.example\nCc: e@x.example\nBcc: "
	 "f@x.example",
	 "From <a@x.example>;Sender <b@x.example>;Reply-To <c@x.example>;To <d@x.example>;Cc <e@x.example>;Bcc "
	 "<f@x.example>;"},
	{"field names in any case", "TO: a@x.example\ncc: b@x.example", "To <a@x.example>;Cc <b@x.example>;"},
	{"repeated fields", "To: a@x.example\nSubject: y\nTo: b@x.example", "To <a@x.example>;To <b@x.example>;"},
	{"name and comment", "To: \"Shah, Amina\" <a@x.example>, b@x.example (Ben Oduya)",
	 "To Shah, Amina<a@x.example>;To Ben Oduya<b@x.example>;"},
	{"unquoted comma in a name", "To: Shah, Amina <a@x.example>", "To Shah, Amina<a@x.example>;"},
	{"folded", "To: a@x.example,\n b@x.example,\r\n\tc@x.example",
	 "To <a@x.example>;To <b@x.example>;To <c@x.example>;"},
	{"group", "To: Ward members: a@x.example, Ben <b@x.example>;, c@x.example",
	 "To Ward members: <a@x.example>;To Ward members: Ben<b@x.example>;To <c@x.example>;"},
	{"empty group", "To: undisclosed-recipients:;", ""},
	{"encoded name", "To: =?utf-8?Q?J=C3=B6?= <a@x.example>", "To J\xc3\xb6<a@x.example>;"},
	{"encoded group", "To: =?utf-8?Q?J=C3=B6?=: a@x.example;", "To J\xc3\xb6: <a@x.example>;"},
	{"unfinished encoded word", "To: =?utf-8?Q?J=C3=B6 <a@x.example>", "To =?utf-8?Q?J=C3=B6<a@x.example>;"},
	{"encoded word with a space", "To: =?utf-8?Q?Jo Hart?= <a@x.example>", "To Jo Hart<a@x.example>;"},
	{"unknown charset in a name", "To: =?x-none?Q?Jo?= <a@x.example>", "To Jo<a@x.example>;"},
	{"8-bit name", "To: J\xf6 <a@x.example>", "To J\xc3\xb6<a@x.example>;"},
	{"domain in capitals", "To: A.Shah@X.EXAMPLE", "To <A.Shah@x.example>;"},
	{"IDN domain",
	 "To: a@B\xc3\xbc"
	 "cher.example",
	 "To <a@xn--bcher-kva.example>;"},
	{"IDN domain in ASCII", "To: a@XN--bcher-kva.example", "To <a@xn--bcher-kva.example>;"},
	{"source route", "To: <@one.example,@two.example:a@x.example>", "To <a@x.example>;"},
	{"quoted local part", "To: \"a b\"@x.example", "To <\"a b\"@x.example>;"},
	{"comments within", "To: (x) a (y) @ (z) x . example", "To <a@x.example>;"},
	{"display name that looks like an address", "To: \"b@x.example\" <a@x.example>",
	 "To b@x.example<a@x.example>;"},
	{"bare display name that looks like an address", "To: b@x.example <a@x.example>",
	 "To b@x.example<a@x.example>;"},
	{"comment that looks like an address", "To: a@x.example (b@x.example)", "To b@x.example<a@x.example>;"},
	{"name without brackets", "To: Cllr Shah a@x.example, b@x.example", "To <b@x.example>;To <a@x.example>;"},
	{"semicolons", "To: a@x.example; b@x.example", "To <a@x.example>;To <b@x.example>;"},
	{"semicolons and names", "To: Shah; Amina <a@x.example>; Ben <b@x.example>",
	 "To <Shah>;To <a@x.example>;To <b@x.example>;"},
	{"mailto", "To: <mailto:a@x.example>", "To <a@x.example>;"},
	{"two dots", "To: a..b@x.example", "To <a..b@x.example>;"},
	{"missing bracket", "To: <a@x.example, b@x.example", "To <a@x.example>;To <b@x.example>;"},
	{"empty items", "To: ,, a@x.example,,", "To <a@x.example>;"},
	{"unclosed quote", "To: \"Amina <a@x.example>, b@x.example", "To Amina<a@x.example>;To <b@x.example>;"},
	{"domain literal", "To: a@[192.0.2.1]", "To <a@[192.0.2.1]>;"},
	{"empty", "To:", ""},
	{"Resent block", "Resent-From: a@x.example\nResent-To: b@x.example\nFrom: c@x.example\nTo: d@x.example",
	 "Resent-From#1 <a@x.example>;Resent-To#1 <b@x.example>;From <c@x.example>;To <d@x.example>;"},
	{"two blocks, newest on top",
	 "Resent-To: a@x.example\nResent-From: b@x.example\nResent-To: c@x.example\nResent-From: d@x.example",
	 "Resent-To#1 <a@x.example>;Resent-From#1 <b@x.example>;Resent-To#2 <c@x.example>;Resent-From#2 "
	 "<d@x.example>;"},
	{"blocks parted by Received",
	 "Resent-From: a@x.example\nResent-To: b@x.example\nReceived: x\nResent-Cc: c@x.example\nResent-To: "
	 "d@x.example",
	 "Resent-From#1 <a@x.example>;Resent-To#1 <b@x.example>;Resent-Cc#2 <c@x.example>;Resent-To#2 <d@x.example>;"},
	{"dates begin a block too", "Resent-Date: x\nResent-To: a@x.example\nResent-Date: y\nResent-To: b@x.example",
	 "Resent-To#1 <a@x.example>;Resent-To#2 <b@x.example>;"},
	{"Resent-To twice in a row", "Resent-From: a@x.example\nResent-To: b@x.example\nResent-To: c@x.example",
	 "Resent-From#1 <a@x.example>;Resent-To#1 <b@x.example>;Resent-To#1 <c@x.example>;"},
};

static void test_address_fields(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(cases[i].header, "\n\nbody\n", NULL);
		struct message *message = message_parse(text, strlen(text));
		g_autofree char *shown = show(message);

		print_message("%s\n", cases[i].name);
		assert_string_equal(shown, cases[i].shown);
		message_free(message);
	}
}

static void test_address_nul_hides_nobody(void **state)
{
	static const char text[] = "To: a@x.example\0, b@x.example\n\nbody\n";
	struct message *message = message_parse(text, sizeof(text) - 1);
	g_autofree char *shown = show(message);

	(void)state;
	assert_string_equal(shown, "To <a@x.example>;To <b@x.example>;");
	message_free(message);
}

static void test_address_too_many(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct message *message;

	(void)state;
	for (int i = 0; i < MESSAGE_MAX_ADDRESSES + 10; i++)
		g_string_append_printf(text, "To: a%d@x.example\n", i);
	g_string_append(text, "\nbody\n");
	message = message_parse(text->str, text->len);
	assert_int_equal(message->addresses->len, MESSAGE_MAX_ADDRESSES);
	assert_int_equal(message->header_reason, PART_LIMIT);
	assert_string_equal(message->header_field, "To");
	message_free(message);
}

/* GMime reads nested groups by recursion, also those of attached messages. */
static void check_nested_groups(const char *head)
{
	g_autoptr(GString) text = g_string_new(head);
	struct message *message;

	for (int i = 0; i < 1000000; i++)
		g_string_append(text, "a:");
	g_string_append(text, " b@x.example\n\nbody\n");
	message = message_parse(text->str, text->len);
	assert_int_not_equal(message->header_reason, PART_INSPECTED);
	assert_non_null(message->header_field);
	message_free(message);
}

static void test_address_nested_groups(void **state)
{
	(void)state;
	check_nested_groups("To: ");
	check_nested_groups("Resent-CC :");
	check_nested_groups("Content-Type: message/rfc822\n\nSubject: x\nTo:\n\t");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_address_fields),
		cmocka_unit_test(test_address_nul_hides_nobody),
		cmocka_unit_test(test_address_too_many),
		cmocka_unit_test(test_address_nested_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
