/* SPDX-License-Identifier: BSD-2-Clause */
/* What bytes are, and what texts, HTML, calendars, contacts, XML and mail say. */
#include "tests/parser/extract_fixture.h"

#define LITERAL(text) text, sizeof(text) - 1

static const struct detect_case {
	const char *name, *bytes;
	gsize length;
	const char *type;
} detect_cases[] = {
	{"nothing", LITERAL(""), "text/plain"},
	{"words", LITERAL("Dear Councillor,\n"), "text/plain"},
	{"a letter about a header", LITERAL("From: what I hear\nit is so.\n"), "text/plain"},
	{"a memo", LITERAL("Date: 1 May\nTo: all\nFrom: me\nSubject: x\nWhere: here\n\nText"), "text/plain"},
	{"windows-1252", LITERAL("\x93quoted\x94 caf\xe9\n"), "text/plain"},
	{"UTF-16", LITERAL("\xff\xfeh\0i\0"), "text/plain"},
	{"binary", LITERAL("\0\1\2\3\4\5"), "application/octet-stream"},
	{"controls", LITERAL("\1\2\3\4\5\6\7\1\2\3"), "application/octet-stream"},
	{"HTML", LITERAL("\n <!DOCTYPE html>\n<p>"), "text/html"},
	{"HTML by Word", LITERAL("<html xmlns:v=\"urn:schemas-microsoft-com:vml\"><head>"), "text/html"},
	{"HTML below a prologue", LITERAL("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html xmlns=\"y\">"),
	 "text/html"},
	{"HTML of another age", LITERAL("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>"), "text/html"},
	{"XML that declares", LITERAL("<!DOCTYPE a [<!ENTITY b 'c'>]><a>"), "text/xml"},
	{"a piece of HTML", LITERAL("<div>text</div>"), "text/html"},
	{"HTML with a byte order mark", LITERAL("\xef\xbb\xbf<html>"), "text/html"},
	{"XML", LITERAL("<?xml version=\"1.0\"?><a/>"), "text/xml"},
	{"XML of a tag known from HTML", LITERAL("<table xmlns=\"urn:x\">"), "text/xml"},
	{"XML with a long name", LITERAL("<styleSheet xmlns=\"urn:x\">"), "text/xml"},
	{"XML in UTF-16", LITERAL("<\0?\0x\0m\0l\0 \0"), "text/xml"},
	{"a calendar", LITERAL("BEGIN:VCALENDAR\r\nVERSION:2.0"), "text/calendar"},
	{"a contact", LITERAL("begin:vcard\r\n"), "text/vcard"},
	{"mail", LITERAL("Received: from x\n by y\nFrom: a@b.example\n\n"), "message/rfc822"},
	{"mail in a mailbox", LITERAL("From a@b.example Thu May 14\nMessage-ID: <x@y>\nSubject: z\n\n"),
	 "message/rfc822"},
	{"PDF", LITERAL("%PDF-1.7\n"), "application/pdf"},
	{"PDF behind rubbish", LITERAL("\r\n\r\n%PDF-1.4"), "application/pdf"},
	{"RTF", LITERAL("{\\rtf1 x}"), "text/rtf"},
	{"a compound file", LITERAL("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "application/x-ole-storage"},
	{"TNEF", LITERAL("\x78\x9f\x3e\x22\0\0"), "application/vnd.ms-tnef"},
	{"PNG", LITERAL("\x89PNG\r\n"), "image/png"},
	{"JPEG", LITERAL("\xff\xd8\xff\xe1"), "image/jpeg"},
	{"a bitmap", LITERAL("BM\x10\0\0\0\0\0\0\0"), "image/bmp"},
	{"not a bitmap", LITERAL("BMxxxx of the council"), "text/plain"},
	{"OpenPGP", LITERAL("-----BEGIN PGP MESSAGE-----\n"), "application/pgp-encrypted"},
	{"the start of a zip", LITERAL("PK\3\4"), "application/zip"},
};

static void test_detect(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(detect_cases); i++) {
		/* A copy of just that length, so that reading past it is seen. */
		g_autofree guint8 *bytes = g_memdup2(detect_cases[i].bytes, detect_cases[i].length);

		print_message("  %s\n", detect_cases[i].name);
		assert_string_equal(extract_detect(bytes, detect_cases[i].length), detect_cases[i].type);
	}
}

static const struct text_case {
	const char *name, *claimed_name, *claimed_type, *bytes;
	gsize length;
	const char *text;
} text_cases[] = {
	{"UTF-8", NULL, NULL, LITERAL("caf\xc3\xa9\r\nx"), "caf\xc3\xa9\nx"},
	{"windows-1252", NULL, NULL, LITERAL("caf\xe9"), "caf\xc3\xa9"},
	{"UTF-16 with its mark", NULL, NULL, LITERAL("\xff\xfeh\0\xe9\0"), "h\xc3\xa9"},
	{"UTF-16, big end first", NULL, NULL, LITERAL("\xfe\xff\0h\0i"), "hi"},
	{"a claimed charset", NULL, "text/plain; charset=\"KOI8-R\"", LITERAL("\xcd\xc9\xd2"),
	 "\xd0\xbc\xd0\xb8\xd1\x80"},
	{"CSV", "people.csv", NULL, LITERAL("Name,Born\n\"Nother, A.\",1950-05-01\n"),
	 "Name,Born\n\"Nother, A.\",1950-05-01\n"},
	{"OpenPGP below a greeting", NULL, NULL, LITERAL("Hello\n-----BEGIN PGP MESSAGE-----\nabc"),
	 "[encrypted]\nHello\n-----BEGIN PGP MESSAGE-----\nabc"},
	{"a calendar's folded lines", NULL, NULL,
	 LITERAL("BEGIN:VCALENDAR\r\nSUMMARY:Confi\r\n dential\\, not for\r\n  all\\nline\r\nEND:VCALENDAR\r\n"),
	 "Confidential, not for all\nline\n"},
	{"a contact's folded lines", NULL, NULL, LITERAL("BEGIN:VCARD\nFN:A. N\n other\nEND:VCARD\n"),
	 "BEGIN:VCARD\nFN:A. Nother\nEND:VCARD\n"},
	{"a contact in quoted-printable", NULL, NULL,
	 LITERAL("BEGIN:VCARD\r\nNOTE;CHARSET=iso-8859-1;ENCODING=QUOTED-PRINTABLE:not for pub=\r\nlication, "
		 "caf=E9\r\nFN:a=3Db\r\nEND:VCARD\r\n"),
	 "BEGIN:VCARD\nNOTE;CHARSET=iso-8859-1;ENCODING=QUOTED-PRINTABLE:not for publication, "
	 "caf\xc3\xa9\nFN:a=3Db\nEND:VCARD\n"},
	{"a contact that ends within quoted-printable", NULL, NULL,
	 LITERAL("BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\n"), "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:a"},
	{"a name that lies", "harmless.png", "image/png", LITERAL("not for publication"), "not for publication"},
	{"HTML", NULL, NULL, LITERAL("<html><p>Confi<b>dential</b><p>two"), "Confidential\ntwo\n"},
	{"HTML that names its charset", NULL, NULL,
	 LITERAL("<html><meta http-equiv=x content=\"text/html; charset=koi8-r\"><p>\xcd\xc9\xd2"),
	 "\xd0\xbc\xd0\xb8\xd1\x80\n"},
	{"XML of any kind", NULL, NULL, LITERAL("<?xml version=\"1.0\"?><a b=\"in it\"><c>text &#67;</c><d/></a>"),
	 "in it\ntext C\n"},
	{"XML with its own entities", NULL, NULL,
	 LITERAL("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), "[limit]\n"},
	{"Word 2003 XML", NULL, NULL,
	 LITERAL("<?xml version=\"1.0\"?><w:wordDocument "
		 "xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">"
		 "<w:body><w:p><w:r><w:t>Con</w:t></w:r><w:r><w:t>fidential</w:t></w:r></w:p></w:body></"
		 "w:wordDocument>"),
	 "Confidential\n"},
	{"binary", NULL, "text/plain", LITERAL("\0\1\2\3"), "[unknown-format]\n"},
};

static void test_text(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(text_cases); i++) {
		const struct text_case *c = &text_cases[i];
		g_autofree guint8 *bytes = g_memdup2(c->bytes, c->length);
		g_autofree char *text = fixture_read_as(bytes, c->length, c->claimed_name, c->claimed_type);

		print_message("  %s\n", c->name);
		assert_string_equal(text, c->text);
	}
}

static void test_mail(void **state)
{
	static const char mail[] =
		"Received: by x\r\nFrom: =?utf-8?q?J=C3=B6?= <j.hart@northmere.gov.uk>\r\n"
		"To: a@northmere.gov.uk\r\nSubject: Sites\r\nMIME-Version: 1.0\r\n"
		"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
		"--b\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n\xcd\xc9\xd2\r\n"
		"--b\r\nContent-Type: application/octet-stream; name=\"a.html\"\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\nPHA+dHdvPC9wPg==\r\n"
		"--b\r\nContent-Type: message/rfc822\r\n\r\nDate: x\r\nSubject: inner\r\n\r\nthree\r\n"
		"--b\r\nContent-Type: multipart/encrypted; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n"
		"--b--\r\n";
	g_autofree char *text = fixture_read_as((const guint8 *)mail, strlen(mail), "letter.eml", NULL);

	(void)state;
	assert_string_equal(text,
			    "From: J\xc3\xb6 <j.hart@northmere.gov.uk>\nTo: a@northmere.gov.uk\nSubject: Sites\n"
			    "[1]\n\xd0\xbc\xd0\xb8\xd1\x80[a.html]\ntwo\n[3]\nDate: x\nSubject: inner\n[3/1]\nthree"
			    "[4 encrypted]\n");
}

static void test_mail_nested_too_deep(void **state)
{
	g_autoptr(GString) mail = g_string_new(NULL);
	g_autofree char *text = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++)
		g_string_append_printf(mail, "Subject: %d\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n", i);
	g_string_append(mail, "From: a@b.example\nDate: x\n\nend\n");
	text = fixture_read_as((const guint8 *)mail->str, mail->len, NULL, NULL);
	assert_non_null(strstr(text, "Subject: 10\n"));
	assert_null(strstr(text, "Subject: 11\n"));
	assert_true(g_str_has_suffix(text, " limit]\n"));
}

/* Texts are cut at the limit of all together. */
static void test_text_past_the_limit(void **state)
{
	g_autofree char *letters = g_strnfill(EXTRACT_MAX_TEXT_BYTES + 1, 'a');
	g_autofree char *text = NULL;

	(void)state;
	letters[EXTRACT_MAX_TEXT_BYTES - 1] = '\xc3';
	letters[EXTRACT_MAX_TEXT_BYTES] = '\xa9';
	text = fixture_read_as((const guint8 *)letters, EXTRACT_MAX_TEXT_BYTES + 1, NULL, NULL);
	assert_int_equal(strlen(text), EXTRACT_MAX_TEXT_BYTES - 1 + strlen("[limit]\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_detect),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_mail),
		cmocka_unit_test(test_mail_nested_too_deep),
		cmocka_unit_test(test_text_past_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
