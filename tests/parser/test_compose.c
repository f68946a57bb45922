/* SPDX-License-Identifier: BSD-2-Clause */
/* The warnings and notifications that candour composes, byte by byte where a format asks for it. */
#include "parser/compose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ARRIVAL = 1778747400 }; /* 2026-05-14 08:30 UTC */

static const struct compose_mail warning = {
	.from = "Democratic Services <democratic.services@northmere.gov.uk>",
	.to = "j.hart@northmere.gov.uk",
	.subject = "Your email of 09:30 (case 7KQ4-M2XD)",
	.text = "Jo, your email waits.\n\n.A line that begins with a dot\n",
	.in_reply_to = "original.1@northmere.gov.uk",
	.references = "original.1@northmere.gov.uk",
	.message_id = "7KQ4-M2XD.notice@candour.example",
	.date = ARRIVAL,
};

static const struct compose_returned_recipient oduya = {.address = "cllr.oduya@northmere.gov.uk",
							.orcpt = "rfc822;old+2Boduya@northmere.gov.uk",
							.diagnostic = "returned by the council's staff",
							.status = "5.7.1"};

static char *text_of(GBytes *bytes)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);

	return g_strndup(data, length);
}

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		print_error("%s\n-- lacks: %s\n", text, part);
	assert_non_null(strstr(text, part));
}

static void assert_crlf_only(const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c == '\n')
			assert_true(c > text && c[-1] == '\r');
		if (*c == '\r')
			assert_true(c[1] == '\n');
	}
}

static void test_compose_notice_header_and_text(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = compose_notice(&warning, &error);
	g_autofree char *text = NULL;

	(void)state;
	assert_null(error);
	text = text_of(bytes);
	assert_crlf_only(text);
	assert_has(text, "From: Democratic Services <democratic.services@northmere.gov.uk>\r\n");
	assert_has(text, "To: j.hart@northmere.gov.uk\r\n");
	assert_has(text, "Subject: Your email of 09:30 (case 7KQ4-M2XD)\r\n");
	assert_has(text, "Date: Thu, 14 May 2026 08:30:00 +0000\r\n");
	assert_has(text, "Message-Id: <7KQ4-M2XD.notice@candour.example>\r\n");
	assert_has(text, "In-Reply-To: <original.1@northmere.gov.uk>\r\n");
	assert_has(text, "References: <original.1@northmere.gov.uk>\r\n");
	assert_has(text, "Auto-Submitted: auto-generated\r\n");
	assert_has(text, "MIME-Version: 1.0\r\n");
	assert_has(text, "Content-Type: text/plain; charset=utf-8\r\n");
	assert_has(text, "\r\n\r\nJo, your email waits.\r\n\r\n.A line that begins with a dot\r\n");
	assert_null(strcasestr(text, "Return-Path"));
}

static void test_compose_notice_outside_ascii(void **state)
{
	struct compose_mail mail = warning;

	(void)state;
	mail.from = "D\xc3\xa9mocratic <d@northmere.gov.uk>";
	mail.text = "Zo\xc3\xab, your email \xe2\x80\xa6\n";
	g_autoptr(GBytes) bytes = compose_notice(&mail, NULL);
	g_autofree char *text = text_of(bytes);

	assert_true(g_str_is_ascii(text));
	assert_has(text, "Content-Transfer-Encoding: quoted-printable\r\n");
	assert_has(text, "Zo=C3=AB, your email =E2=80=A6\r\n");
	assert_has(text, "From: =?");
}

static void test_compose_notice_alternative(void **state)
{
	struct compose_mail mail = warning;

	(void)state;
	mail.html = "<p>Zo\xc3\xab, your email waits.</p>\n";
	g_autoptr(GBytes) bytes = compose_notice(&mail, NULL);
	g_autofree char *text = text_of(bytes);
	const char *plain = strstr(text, "Content-Type: text/plain; charset=utf-8\r\n");
	const char *html = strstr(text, "Content-Type: text/html; charset=utf-8\r\n");

	assert_crlf_only(text);
	assert_true(g_str_is_ascii(text));
	assert_has(text, "Content-Type: multipart/alternative; boundary=");
	assert_non_null(plain);
	assert_non_null(html);
	assert_true(plain < html);
	assert_has(plain, "\r\n\r\nJo, your email waits.\r\n");
	assert_has(html, "Zo=C3=AB, your email waits.</p>\r\n");
}

static const struct {
	const char *name, *from, *to;
} bad_mailboxes[] = {
	{"no domain", "Democratic Services", "a@example.org"},
	{"two of them", "a@example.org, b@example.org", "a@example.org"},
	{"an empty To", "a@example.org", ""},
	{"a group", "a@example.org", "Undisclosed:;"},
};

static void test_compose_notice_bad_mailbox(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(bad_mailboxes); i++) {
		struct compose_mail mail = warning;
		g_autoptr(GError) error = NULL;

		print_message("%s\n", bad_mailboxes[i].name);
		mail.from = bad_mailboxes[i].from;
		mail.to = bad_mailboxes[i].to;
		assert_null(compose_notice(&mail, &error));
		assert_non_null(error);
	}
}

/* A stranger's Message-ID, and whatever stands in a subject, add no line to the header. */
static void test_compose_notice_no_injection(void **state)
{
	struct compose_mail mail = warning;
	g_autofree char *long_id = g_strnfill(2000, 'x');

	(void)state;
	mail.subject = "one\r\nBcc: x@example.org";
	mail.in_reply_to = "a>\r\nBcc: x@example.org\r\nX: <b";
	mail.references = long_id;
	g_autoptr(GBytes) bytes = compose_notice(&mail, NULL);
	g_autofree char *text = text_of(bytes);

	assert_null(strstr(text, "\nBcc:"));
	assert_null(strstr(text, "In-Reply-To:"));
	assert_null(strstr(text, "References:"));
}

static char *compose_report_text(const struct compose_report *report)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = compose_return(&warning, report, &error);

	assert_null(error);
	return text_of(bytes);
}

static void test_compose_return_fields(void **state)
{
	static const char original[] = "X-Odd:nospace\r\nsubject:  two \r\n\r\n.dot\r\n--=-x\r\n\xe9 open";
	g_autoptr(GBytes) bytes = g_bytes_new_static(original, strlen(original));
	struct compose_report report = {.reporting_mta = "mail.northmere.gov.uk",
					.envid = "x+2By",
					.arrival = ARRIVAL,
					.recipients = &oduya,
					.count = 1,
					.original = bytes};
	g_autofree char *text = compose_report_text(&report);

	(void)state;
	assert_crlf_only(text);
	assert_has(text, "Content-Type: multipart/report; ");
	assert_has(text, "report-type=delivery-status");
	assert_has(text, "Auto-Submitted: auto-replied\r\n");
	assert_has(text, "Content-Type: message/delivery-status\r\n");
	assert_has(text, "\r\n\r\nReporting-MTA: dns; mail.northmere.gov.uk\r\n"
			 "Original-Envelope-Id: x+y\r\n"
			 "Arrival-Date: Thu, 14 May 2026 08:30:00 +0000\r\n"
			 "\r\n"
			 "Original-Recipient: rfc822;old+oduya@northmere.gov.uk\r\n"
			 "Final-Recipient: rfc822; cllr.oduya@northmere.gov.uk\r\n"
			 "Action: failed\r\n"
			 "Status: 5.7.1\r\n"
			 "Diagnostic-Code: X-Candour; returned by the council's staff\r\n");
	assert_has(text, "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
			 "X-Odd:nospace\r\nsubject:  two \r\n\r\n.dot\r\n--=-x\r\n\xe9 open\r\n--");
}

static void test_compose_return_headers_only(void **state)
{
	static const char original[] = "Subject: x\r\n\r\nsecret body\r\n";
	g_autoptr(GBytes) bytes = g_bytes_new_static(original, strlen(original));
	struct compose_report report = {.reporting_mta = "mail.northmere.gov.uk",
					.arrival = ARRIVAL,
					.recipients = &oduya,
					.count = 1,
					.original = bytes,
					.is_headers_only = TRUE};
	g_autofree char *text = compose_report_text(&report);

	(void)state;
	assert_has(text, "Content-Type: text/rfc822-headers\r\n");
	assert_has(text, "Subject: x\r\n");
	assert_null(strstr(text, "secret body"));
	assert_null(strstr(text, "Original-Envelope-Id"));
}

static void test_compose_return_hostile_fields(void **state)
{
	static const struct compose_returned_recipient recipients[] = {
		{.address = "jos\xc3\xa9@example.org",
		 .diagnostic = "l\xc3\xadne\r\nAction: delivered",
		 .status = "5.7.1"},
		{.address = "b@example.org",
		 .orcpt = "rfc822;x+0D+0AAction: relayed",
		 .diagnostic = "no",
		 .status = "5.7.1"},
	};
	g_autoptr(GBytes) bytes = g_bytes_new_static("a", 1);
	struct compose_report report = {.reporting_mta = "mail.northmere.gov.uk",
					.arrival = ARRIVAL,
					.recipients = recipients,
					.count = 2,
					.original = bytes};
	g_autofree char *text = compose_report_text(&report);

	(void)state;
	assert_has(text, "Final-Recipient: utf-8; jos\\x{E9}@example.org\r\n");
	assert_has(text, "Diagnostic-Code: X-Candour; l??ne??Action: delivered\r\n");
	assert_has(text, "Original-Recipient: rfc822;x??Action: relayed\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compose_notice_header_and_text),
		cmocka_unit_test(test_compose_notice_outside_ascii),
		cmocka_unit_test(test_compose_notice_alternative),
		cmocka_unit_test(test_compose_notice_bad_mailbox),
		cmocka_unit_test(test_compose_notice_no_injection),
		cmocka_unit_test(test_compose_return_fields),
		cmocka_unit_test(test_compose_return_headers_only),
		cmocka_unit_test(test_compose_return_hostile_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
