/* SPDX-License-Identifier: BSD-2-Clause */
/* The heads of quoted mail as each client writes them, in English and Welsh, and what people write that only looks like
 * one. Each case says what is the sender's own, and whom and what each quoted message shows. */
#include "parser/message.h"
#include "tests/parser/quoted_shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct head_case {
	const char *name, *text, *own, *quoted;
} plain_cases[] = {
	{"Outlook in Welsh",
	 "Diolch.\n\nOddi wrth: Shah, Amina (Cyng)\nAnfonwyd: 14 Mai 2026 09:30\nAt: Hart, Jo <jo@example.org>\nCopi: "
	 "Lee, Kim\nPwnc: rhestr\n\nun\n",
	 "Diolch.",
	 "From=Shah, Amina (Cyng)<>;To=Hart, Jo<jo@example.org>;Cc=Lee, Kim<>;|14 Mai 2026 09:30|rhestr|0|un\n"},
	{"Outlook in both languages",
	 "Thanks.\n\nOddi wrth / From: Amina Shah <a@example.org>\nAnfonwyd / Sent: 14 May 2026 09:30\nAt / To: Jo "
	 "<jo@example.org>\nPwnc / Subject: list\n\none\n",
	 "Thanks.", "From=Amina Shah<a@example.org>;To=Jo<jo@example.org>;|14 May 2026 09:30|list|0|one\n"},
	{"Outlook, original message in Welsh",
	 "Diolch\n\n-----Neges Wreiddiol-----\nOddi wrth: Amina Shah\nAnfonwyd: 14 Mai 2026\nAt: Jo Hart\nPwnc: "
	 "rhestr\n\nun\n",
	 "Diolch", "From=Amina Shah<>;To=Jo Hart<>;|14 Mai 2026|rhestr|0|un\n"},
	{"Outlook with no-break blanks and bold type",
	 "x\n\n*From:*\xc2\xa0"
	 "Amina Shah <a@example.org>\n*Sent:*\xc2\xa0"
	 "14 May 2026 09:30\n*To:*\xc2\xa0Jo Hart\n"
	 "*Subject:*\xc2\xa0list\n\none\n",
	 "x", "From=Amina Shah<a@example.org>;To=Jo Hart<>;|14 May 2026 09:30|list|0|one\n"},
	{"Outlook, addresses over several lines",
	 "x\n\nFrom: Amina Shah <a@example.org>\nSent: 14 May 2026 09:30\nTo: Jo Hart <jo@example.org>; Ben Oduya\n"
	 "<ben@example.org>; Kim Lee <kim@\nexample.org>\nCc: Dee <d@example.org>;\nEve <e@example.org>\n"
	 "Subject: list\none\n",
	 "x",
	 "From=Amina Shah<a@example.org>;To=Jo Hart<jo@example.org>;To=Ben Oduya<ben@example.org>;To=Kim "
	 "Lee<kim@example.org>;"
	 "Cc=Dee<d@example.org>;Cc=Eve<e@example.org>;|14 May 2026 09:30|list|0|one\n"},
	{"Outlook appointment",
	 "x\n\n-----Original Appointment-----\nFrom: Amina Shah\nSent: 14 May 2026 09:30\nTo: Amina Shah; Jo Hart\n"
	 "Subject: meeting\nWhen: 20 May 2026 10:00-11:00\nWhere: Room 1\n\none\n",
	 "x", "From=Amina Shah<>;To=Amina Shah<>;To=Jo Hart<>;|14 May 2026 09:30|meeting|0|one\n"},
	{"Outlook for Mac, names only",
	 "x\n\nFrom: Amina Shah\nDate: Thursday, 14 May 2026 at 09:30\nTo: Jo Hart\nSubject: list\n\none\n", "x",
	 "From=Amina Shah<>;To=Jo Hart<>;|Thursday, 14 May 2026 at 09:30|list|0|one\n"},
	{"Outlook for iOS",
	 "x\n\nGet Outlook for iOS<https://example.org/o>\n________________________________\nFrom: Amina Shah "
	 "<a@example.org>\nSent: Thursday, May 14, 2026 9:30:00 AM\nTo: Jo Hart <jo@example.org>\nSubject: list\n\n"
	 "one\n",
	 "x",
	 "From=Amina Shah<a@example.org>;To=Jo Hart<jo@example.org>;|Thursday, May 14, 2026 9:30:00 AM|list|0|one\n"},
	{"Gmail in Welsh, the verb first",
	 "x\n\nAr Iau, 14 Mai 2026 am 09:30 ysgrifennodd Amina Shah <a@example.org>:\n\n> un\n", "x",
	 "From=Amina Shah<a@example.org>;|Iau, 14 Mai 2026 am 09:30||0|un\n"},
	{"Gmail in Welsh, the verb last, wrapped",
	 "x\n\nAr Iau, 14 Mai 2026 am 09:30, Amina Shah\n<a@example.org> ysgrifennodd:\n\n> un\n", "x",
	 "From=Amina Shah<a@example.org>;|Iau, 14 Mai 2026 am 09:30||0|un\n"},
	{"Gmail forward in Welsh",
	 "x\n\n---------- Neges a anfonwyd ymlaen ---------\nOddi wrth: Amina Shah <a@example.org>\nDyddiad: Iau, 14 "
	 "Mai "
	 "2026\nPwnc: rhestr\nAt: Jo <jo@example.org>\n\nun\n",
	 "x", "From=Amina Shah<a@example.org>;To=Jo<jo@example.org>;|Iau, 14 Mai 2026|rhestr|1|un\n"},
	{"Gmail of old", "x\n\n2026-05-14 9:30 GMT+01:00 Amina Shah <a@example.org>:\n\n> one\n", "x",
	 "From=Amina Shah<a@example.org>;|2026-05-14 9:30 GMT+01:00||0|one\n"},
	{"iOS with a narrow blank in the time",
	 "x\n\nOn May 14, 2026, at 9:30\xe2\x80\xaf"
	 "AM, Amina Shah <a@example.org> wrote:\n\n\xef\xbb\xbf> one\n> two\n",
	 "x", "From=Amina Shah<a@example.org>;|May 14, 2026, at 9:30 AM||0|one\ntwo\n"},
	{"Apple Mail forward, fields quoted too",
	 "x\n\nBegin forwarded message:\n\n> From: Amina Shah <a@example.org>\n> Subject: list\n> Date: 14 May 2026 at "
	 "09:30:00 BST\n> To: Jo Hart <jo@example.org>\n>\n> one\n\nbelow\n",
	 "x|below",
	 "From=Amina Shah<a@example.org>;To=Jo Hart<jo@example.org>;|14 May 2026 at 09:30:00 BST|list|1|one\n"},
	{"Thunderbird, name and no address", "x\n\nOn 14/05/2026 09:30, Amina Shah wrote:\n> one\n\nbelow\n", "x|below",
	 "From=Amina Shah<>;|14/05/2026 09:30||0|one\n"},
	{"a name and no address, turned into text without marks",
	 "x\n\nOn 14/05/2026 09:30, Shah, Amina (Cllr) wrote:\n\none\n", "x",
	 "From=Shah, Amina (Cllr)<>;|14/05/2026 09:30||0|one\n"},
	{"Samsung",
	 "x\n\n\n-------- Original message --------\nFrom: Amina Shah <a@example.org>\nDate: 14/05/2026 09:30 "
	 "(GMT+00:00)\nTo: Jo Hart <jo@example.org>\nCc: Kim <k@example.org>\nSubject: list\n\none\n",
	 "x",
	 "From=Amina Shah<a@example.org>;To=Jo Hart<jo@example.org>;Cc=Kim<k@example.org>;|14/05/2026 09:30 "
	 "(GMT+00:00)|list|0|one\n"},
	{"BlackBerry, without dashes",
	 "x\n\n  Original Message  \nFrom: Amina Shah\nSent: Thursday, 14 May 2026 09:30\nTo: Jo Hart\nSubject: "
	 "list\n\none\n",
	 "x", "From=Amina Shah<>;To=Jo Hart<>;|Thursday, 14 May 2026 09:30|list|0|one\n"},
	{"Yahoo", "x\n\n    On Thursday, 14 May 2026 at 09:30:00 BST, Amina Shah <a@example.org> wrote:  \n \n one\n",
	 "x", "From=Amina Shah<a@example.org>;|Thursday, 14 May 2026 at 09:30:00 BST||0|one\n"},
	{"Proton",
	 "x\n\n------- Original Message -------\nOn Thursday, May 14th, 2026 at 09:30, Amina Shah <a@example.org> "
	 "wrote:\n\n> one\n",
	 "x", "From=Amina Shah<a@example.org>;|Thursday, May 14th, 2026 at 09:30||0|one\n"},
	{"dashes that are not ASCII",
	 "x\n\n\xe2\x80\x90\xe2\x80\x90\xe2\x80\x90\xe2\x80\x90 Original Message \xe2\x80\x90\xe2\x80\x90\xe2\x80\x90"
	 "\nFrom: Amina Shah\nSent: 14 May 2026\nTo: Jo\nSubject: list\n\none\n",
	 "x", "From=Amina Shah<>;To=Jo<>;|14 May 2026|list|0|one\n"},
	{"Zimbra",
	 "x\n\n----- Original Message -----\nFrom: \"Amina Shah\" <a@example.org>\nTo: \"Jo Hart\" "
	 "<jo@example.org>\nSent: "
	 "Thursday, 14 May, 2026 09:30:00\nSubject: list\n\none\n",
	 "x",
	 "From=Amina Shah<a@example.org>;To=Jo Hart<jo@example.org>;|Thursday, 14 May, 2026 09:30:00|list|0|one\n"},
	{"GroupWise", "x\n\n>>> Amina Shah <a@example.org> 14/05/2026 09:30 >>>\none\ntwo\n", "x",
	 "From=Amina Shah<a@example.org>;|14/05/2026 09:30||0|one\ntwo\n"},
	{"GroupWise, a name alone", "x\n\n>>> \"Amina Shah\" 14 May 2026 09:30 >>>\none\n", "x",
	 "From=Amina Shah<>;|14 May 2026 09:30||0|one\n"},
	{"GroupWise with the message named",
	 "x\n\n>>> On 14/05/2026 at 09:30, in message <5A1B.1@example.org>, Amina Shah <a@example.org> wrote:\none\n",
	 "x", "From=Amina Shah<a@example.org>;|14/05/2026 at 09:30||0|one\n"},
	{"GroupWise inside a quoted mail",
	 "x\n\nOn 15 May 2026, at 10:00, Jo <jo@example.org> wrote:\n> answer\n> >>> Amina <a@example.org> 14/05/2026 "
	 "09:30 >>>\n> one\n",
	 "x",
	 "From=Jo<jo@example.org>;|15 May 2026, at 10:00||0|answer\nFrom=Amina<a@example.org>;|14/05/2026 "
	 "09:30||0|one\n"},
	{"Notes on the web",
	 "x\n\n-----Amina Shah <a@example.org> wrote: -----\nTo: jo@example.org\nFrom: Amina Shah "
	 "<a@example.org>\nDate: "
	 "14/05/2026 09:30\nCc: Kim <k@example.org>\nSubject: list\n\none\n",
	 "x",
	 "From=Amina Shah<a@example.org>;To=<jo@example.org>;Cc=Kim<k@example.org>;|14/05/2026 09:30|list|0|one\n"},
	{"Notes, forwarded",
	 "x\n\n----- Forwarded by Jo Hart/Planning/Northmere on 15/05/2026 10:00 -----\n\nFrom:\tAmina Shah "
	 "<a@example.org>\nTo:\tJo Hart <jo@example.org>\nDate:\t14/05/2026 09:30\nSubject:\tlist\n\none\n",
	 "x", "From=Amina Shah<a@example.org>;To=Jo Hart<jo@example.org>;|14/05/2026 09:30|list|1|one\n"},
	{"Notes, wrote on", "x\n\nAmina Shah <a@example.org> wrote on 14/05/2026 09:30:00:\n\n> one\n", "x",
	 "From=Amina Shah<a@example.org>;|14/05/2026 09:30:00||0|one\n"},
	{"Horde", "x\n\nQuoting Amina Shah <a@example.org>:\n\n> one\n", "x",
	 "From=Amina Shah<a@example.org>;|||0|one\n"},
	{"interleaved",
	 "Answers below.\n\nOn 14 May 2026 at 09:30, Amina Shah <a@example.org> wrote:\n> When?\nOn Friday.\n> "
	 "Where?\nAt "
	 "the depot.\n",
	 "Answers below.|On Friday.|At the depot.",
	 "From=Amina Shah<a@example.org>;|14 May 2026 at 09:30||0|When?\nWhere?\n"},
	{"bottom posting", "On 14 May 2026 at 09:30, Amina Shah <a@example.org> wrote:\n> one\n\nMy answer.\n",
	 "My answer.", "From=Amina Shah<a@example.org>;|14 May 2026 at 09:30||0|one\n"},
	{"quotes of quotes in Outlook below Gmail",
	 "x\n\nFrom: Jo <jo@example.org>\nSent: 16 May 2026 09:00\nTo: Amina\nSubject: RE: list\n\ntwo\n\nOn Thu, 14 "
	 "May "
	 "2026 at 09:30, Amina Shah <a@example.org<mailto:a@example.org>> wrote:\n\none\n\nFrom: Ben <b@example.org>\n"
	 "Sent: 13 May 2026 09:00\nTo: Amina\nSubject: list\n\nzero\n",
	 "x",
	 "From=Jo<jo@example.org>;To=Amina<>;|16 May 2026 09:00|RE: list|0|two\nFrom=Amina "
	 "Shah<a@example.org>;|Thu, 14 May 2026 at 09:30||0|one\nFrom=Ben<b@example.org>;To=Amina<>;|13 May 2026 "
	 "09:00|list|0|zero\n"},
	{"a quoted mail's disclaimer is not what it says",
	 "x\n\nOn 14 May 2026 at 09:30, Amina Shah <a@example.org> wrote:\n> one\n>\n> This email and any files "
	 "transmitted with it are confidential\n> and intended solely for the addressee.\n",
	 "x", "From=Amina Shah<a@example.org>;|14 May 2026 at 09:30||0|one\n"},
};

/* What people write themselves: nothing is cut. */
static const struct {
	const char *name, *text;
} near_misses[] = {
	{"a sentence", "On Monday the clerk wrote:\n\nplease mend it.\n"},
	{"a sentence with a time", "On 11 May 2026 at 10:15 the clerk wrote:\n\nplease mend it.\n"},
	{"a sentence with date, comma and article", "On 11 May 2026 at 10:15, the clerk wrote:\n\nplease mend it.\n"},
	{"a councillor wrote", "On 11 May Councillor Shah wrote:\n\nplease mend it.\n"},
	{"a sentence in Welsh", "Ar 11 Mai ysgrifennodd y clerc:\n\nos gwelwch yn dda.\n"},
	{"opening hours", "The office is open\nFrom: 9am\nTo: 5pm\nDate: 4 May 2026\nSubject: appeals\n"},
	{"a journey", "From: Northmere\nTo: York\nDate: 4 May 2026 at 10:00\nSubject: travel\n"},
	{"a closure", "From: Monday 4 May 2026\nTo: Friday 8 May 2026\nSubject: Heron Street is closed.\n"},
	{"a memo",
	 "To: Councillor Shah\nFrom: Jo Hart\nDate: 14 May 2026 at 09:30\nSubject: Heron Street\n\nThe road.\n"},
	{"a memo, From first",
	 "From: Jo Hart\nTo: Councillor Shah\nDate: 14 May 2026\nSubject: Heron Street\n\nThe road.\n"},
	{"a memo, date second",
	 "From: Jo Hart\nDate: 14 May 2026\nTo: Councillor Shah\nSubject: Heron Street\n\nThe road.\n"},
	{"To and Subject in a form", "To: the tenant\nSubject: rent\nFrom: 1 June\n\nPlease pay.\n"},
	{"words about a message", "The original message was lost.\nForwarded message: none.\n"},
	{"a rule", "one\n________________________________\nFrom: 9am\nTo: 5pm\n"},
	{"a row of dashes", "one\n--------------------\ntwo\n"},
	{"a list that ends in a colon", "At the meeting on 4 May 2026 we agreed with a@example.org:\nnothing.\n"},
	{"an address before a colon", "Please write to the clerk, <clerk@example.org>:\nshe knows.\n"},
};

static void append_trimmed(GString *own, const char *text)
{
	g_autofree char *trimmed = g_strstrip(g_strdup(text));

	if (*trimmed)
		g_string_append_printf(own, "%s%s", own->len > 0 ? "|" : "", trimmed);
}

/* The authored passages, a bar between two. */
static char *show_own(const struct message *message)
{
	const struct rendition *rendition = g_ptr_array_index(message->renditions, 0);
	GString *own = g_string_new(NULL);

	for (guint i = 0; i < rendition->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);

		if (passage->division == DIVISION_AUTHORED)
			append_trimmed(own, passage->text);
	}
	return g_string_free(own, FALSE);
}

static unsigned check(const struct head_case *cases, gsize count, const char *header)
{
	unsigned failures = 0;

	for (gsize i = 0; i < count; i++) {
		g_autofree char *text = g_strconcat(header, cases[i].text, NULL);
		struct message *message = message_parse(text, strlen(text));
		g_autofree char *own = show_own(message), *quoted = show_quoted(message);

		if (strcmp(own, cases[i].own) != 0 || strcmp(quoted, cases[i].quoted) != 0) {
			print_message("%s:\nown    %s\nwanted %s\nquoted %s\nwanted %s\n", cases[i].name, own,
				      cases[i].own, quoted, cases[i].quoted);
			failures++;
		}
		message_free(message);
	}
	return failures;
}

static void test_quote_head_read_plain(void **state)
{
	(void)state;
	assert_int_equal(check(plain_cases, G_N_ELEMENTS(plain_cases), "Content-Type: text/plain; charset=utf-8\n\n"),
			 0);
}

static void test_quote_head_read_near_misses(void **state)
{
	unsigned failures = 0;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(near_misses); i++) {
		g_autofree char *text = g_strconcat("Subject: x\n\n", near_misses[i].text, NULL);
		g_autofree char *wanted = g_strstrip(g_strdup(near_misses[i].text));
		struct message *message = message_parse(text, strlen(text));
		g_autofree char *own = show_own(message);

		if (message->quoted->len != 0 || strcmp(own, wanted) != 0) {
			print_message("%s:\n%s\n", near_misses[i].name, own);
			failures++;
		}
		message_free(message);
	}
	assert_int_equal(failures, 0);
}

#define HEAD_TABLE                                                                                                     \
	"<table class=\"moz-email-headers-table\"><tr><th>Subject: </th><td>list</td></tr><tr><th>Date: "              \
	"</th><td>Thu, 14 May 2026 09:30</td></tr><tr><th>From: </th><td>Amina <a>&lt;a@example.org&gt;</a></td></tr>" \
	"<tr><th>To: </th><td>Jo &lt;jo@example.org&gt;</td></tr></table>"

static const struct head_case html_cases[] = {
	{"Outlook desktop, border above",
	 "<p class=MsoNormal>x</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p "
	 "class=MsoNormal><b><span lang=EN-US>From:</span></b><span lang=EN-US>&nbsp;Amina Shah &lt;a@example.org&gt; "
	 "<br><b>Sent:</b> 14 May 2026 09:30<br><b>To:</b> Jo Hart<br><b>Subject:</b> list</span></p></div><p>one</p>",
	 "x", "From=Amina Shah<a@example.org>;To=Jo Hart<>;|14 May 2026 09:30|list|0|one\n"},
	{"Outlook desktop, border to the left, and an answer below",
	 "<p>x</p><div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><div "
	 "style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Amina Shah<br><b>Sent:</b> 14 May 2026 "
	 "09:30<br><b>To:</b> Jo Hart<br><b>Subject:</b> list</p></div><p>one</p></div><p>below</p>",
	 "x|below", "From=Amina Shah<>;To=Jo Hart<>;|14 May 2026 09:30|list|0|one\n"},
	{"Outlook on the web, in a language that nobody here reads",
	 "<div>x</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>Von:</b> Amina "
	 "&lt;a@example.org&gt;<br><b>Betreff 14:</b></div><div>one</div>",
	 "x", "From=Von: Amina<a@example.org>;|||0|one\n"},
	{"Outlook, the new one, with its container",
	 "<div>x</div><div id=\"mail-editor-reference-message-container\"><div "
	 "class=\"ms-outlook-mobile-reference-message "
	 "skipProofing\" style=\"text-align:left;padding:3pt 0in 0in;border-top:1pt solid rgb(181, 196, "
	 "223)\"><b>From: "
	 "</b>Amina Shah &lt;a@example.org&gt;<br><b>Date: </b>Thursday, 14 May 2026 at 09:30<br><b>To: </b>Jo Hart "
	 "&lt;jo@example.org&gt;<br><b>Subject: </b>list<br></div><div>one</div></div><div>below</div>",
	 "x|below",
	 "From=Amina Shah<a@example.org>;To=Jo Hart<jo@example.org>;|Thursday, 14 May 2026 at 09:30|list|0|one\n"},
	{"Outlook mobile in Welsh",
	 "<div>x</div><div id=\"ms-outlook-mobile-signature\">Anfonwyd o <a>Outlook ar gyfer iOS</a></div><hr><div "
	 "id=\"divRplyFwdMsg\"><strong>Oddi wrth:</strong> Amina Shah<br><strong>Anfonwyd:</strong> Dydd Iau, Mai 14, "
	 "2026<br><strong>At:</strong> Jo Hart<br><strong>Pwnc:</strong> rhestr</div><div>un</div>",
	 "x", "From=Amina Shah<>;To=Jo Hart<>;|Dydd Iau, Mai 14, 2026|rhestr|0|un\n"},
	{"Gmail, a head without time or address",
	 "<div>x</div><div class=\"gmail_quote gmail_quote_container\"><div class=\"gmail_attr\">On 14 May 2026, Amina "
	 "Shah "
	 "wrote:<br></div>one</div>",
	 "x", "From=Amina Shah<>;|14 May 2026||0|one\n"},
	{"Yahoo, a class with a number",
	 "<div>x</div><div id=\"ydp1a2b3cyahoo_quoted_1\" class=\"ydp1a2b3cyahoo_quoted\"><div>On Thursday, 14 May "
	 "2026 at "
	 "09:30:00 BST, Amina Shah &lt;a@example.org&gt; wrote: </div><div>one</div></div><div>below</div>",
	 "x|below", "From=Amina Shah<a@example.org>;|Thursday, 14 May 2026 at 09:30:00 BST||0|one\n"},
	{"Thunderbird",
	 "<p>x</p><div class=\"moz-cite-prefix\">On 14/05/2026 09:30, Amina Shah wrote:<br></div><blockquote "
	 "type=\"cite\">one</blockquote><p>below</p>",
	 "x|below", "From=Amina Shah<>;|14/05/2026 09:30||0|one\n"},
	{"Thunderbird forward",
	 "<p>x</p><div class=\"moz-forward-container\"><br><br>-------- Forwarded Message --------" HEAD_TABLE
	 "<br><br><p>one</p></div>",
	 "x", "From=Amina<a@example.org>;To=Jo<jo@example.org>;|Thu, 14 May 2026 09:30|list|1|one\n"},
	{"Apple Mail forward",
	 "x<div><br><blockquote type=\"cite\"><div>Begin forwarded message:</div><br><div><span><b>From: "
	 "</b></span><span>"
	 "Amina Shah &lt;a@example.org&gt;</span></div><div><b>Subject: </b>list</div><div><b>Date: </b>14 May 2026 at "
	 "09:30:00 BST</div><div><b>To: </b>Jo Hart</div><br><div>one</div></blockquote></div>below",
	 "x|below", "From=Amina Shah<a@example.org>;To=Jo Hart<>;|14 May 2026 at 09:30:00 BST|list|1|one\n"},
	{"Samsung",
	 "<div dir=\"auto\">x</div><div id=\"composer_signature\"><div>Sent from my "
	 "Galaxy</div></div><div><br></div><div>"
	 "-------- Original message --------</div><div>From: Amina Shah &lt;a@example.org&gt; </div><div>Date: "
	 "14/05/2026 "
	 "09:30 (GMT+00:00) </div><div>To: Jo &lt;jo@example.org&gt; </div><div>Subject: list </div><div><br></div>one",
	 "x", "From=Amina Shah<a@example.org>;To=Jo<jo@example.org>;|14/05/2026 09:30 (GMT+00:00)|list|0|one\n"},
	{"Notes, a table",
	 "<p>x</p><table><tr><td>From:</td><td>Amina Shah &lt;a@example.org&gt;</td></tr><tr><td>To:</td><td>Jo "
	 "Hart</td></tr><tr><td>Date:</td><td>14/05/2026 "
	 "09:30</td></tr><tr><td>Subject:</td><td>list</td></tr></table><hr>"
	 "<br>one",
	 "x", "From=Amina Shah<a@example.org>;To=Jo Hart<>;|14/05/2026 09:30|list|0|one\n"},
	{"GroupWise", "<p>x</p>&gt;&gt;&gt; Amina Shah &lt;a@example.org&gt; 14/05/2026 09:30 &gt;&gt;&gt;<br>one", "x",
	 "From=Amina Shah<a@example.org>;|14/05/2026 09:30||0|one\n"},
	{"an address that breaks off between elements",
	 "<p>x</p><div id=divRplyFwdMsg><p><b>From:</b></p><p>Amina Shah "
	 "&lt;a@example.org&gt;</p><p><b>Sent:</b></p><p>14 "
	 "May 2026 09:30</p><p><b>To:</b></p><p>Jo Hart</p><p><b>Subject:</b></p><p>list</p></div><p>one</p>",
	 "x", "From=Amina Shah<a@example.org>;To=Jo Hart<>;|14 May 2026 09:30|list|0|one\n"},
	{"the letter is typed inside the cite prefix's element",
	 "<div class=\"moz-cite-prefix\">Dear Amina,<br>the list is ready.</div>", "Dear Amina,\nthe list is ready.",
	 ""},
};

static void test_quote_head_read_html(void **state)
{
	(void)state;
	assert_int_equal(check(html_cases, G_N_ELEMENTS(html_cases), "Content-Type: text/html; charset=utf-8\n\n"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quote_head_read_plain),
		cmocka_unit_test(test_quote_head_read_near_misses),
		cmocka_unit_test(test_quote_head_read_html),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
