/* SPDX-License-Identifier: BSD-2-Clause */
/* Whose words they are: quoting by marks, by the heads of common clients, signatures, disclaimers, and what may stand
 * around them. Each message is shown as one letter and one text a passage. */
#include "parser/message.h"
#include "tests/parser/quoted_shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define DISCLAIMER                                                                                                     \
	"This e-mail and any files transmitted with it are confidential and intended solely for the\n"                 \
	"use of the individual to whom they are addressed.\n"

/* A: authored, Q: quoted, S: signature, D: disclaimer; in lower case where it is hidden. White space at the ends of
 * passages is left out, and so are blank passages. */
static char *show(const struct message *message, guint number)
{
	static const char letters[] = "AQSD";
	const struct rendition *rendition = g_ptr_array_index(message->renditions, number);
	GString *shown = g_string_new(NULL);

	for (guint i = 0; i < rendition->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);
		g_autofree char *text = g_strstrip(g_strdup(passage->text));
		char letter = letters[passage->division];

		if (*text)
			g_string_append_printf(shown, "%c[%s]", passage->is_hidden ? g_ascii_tolower(letter) : letter,
					       text);
	}
	return g_string_free(shown, FALSE);
}

static const struct division_case {
	const char *name, *text, *shown;
} plain_cases[] = {
	{"authored", "Dear Amina,\n\nthe list.\n", "A[Dear Amina,\n\nthe list.]"},
	{"bottom posting", "> one\n> two\nanswer\n", "Q[one\ntwo]A[answer]"},
	{"interleaved", "> one\nfirst\n> two\nsecond\n", "Q[one]A[first]Q[two]A[second]"},
	{"blank lines inside quoting", "> one\n\n> two\n\nanswer\n", "Q[one\n\ntwo]A[answer]"},
	{"deeper quoting", ">> older\n> one\nanswer\n", "Q[older\none]A[answer]"},
	{"Gmail reply", "answer\n\nOn Thu, 14 May 2026 at 09:30, Amina Shah <a.shah@example.org> wrote:\n\n> one\n",
	 "A[answer]Q[On Thu, 14 May 2026 at 09:30, Amina Shah <a.shah@example.org> wrote:\n\none]"},
	{"Gmail reply below a sentence that begins with On",
	 "> On reflection no, 3 May is too late.\n> On Thu, 14 May 2026 at 09:30, Amina Shah <a.shah@example.org> "
	 "wrote:\n>> one\n",
	 "Q[On reflection no, 3 May is too late.]Q[On Thu, 14 May 2026 at 09:30, Amina Shah <a.shah@example.org> "
	 "wrote:\none]"},
	{"Gmail reply, wrapped",
	 "answer\n\nOn Thu, 14 May 2026 at 09:30, Amina Shah\n<a.shah@example.org>\nwrote:\n\n> one\n",
	 "A[answer]Q[On Thu, 14 May 2026 at 09:30, Amina Shah\n<a.shah@example.org>\nwrote:\n\none]"},
	{"reply without marks",
	 "answer\n\nOn 14 May 2026, at 09:30, Amina Shah <a.shah@example.org> wrote:\n\none\ntwo\n",
	 "A[answer]Q[On 14 May 2026, at 09:30, Amina Shah <a.shah@example.org> wrote:\n\none\ntwo]"},
	{"a sentence that ends in wrote", "On 14 May the resident wrote:\n\nplease mend it.\n",
	 "A[On 14 May the resident wrote:\n\nplease mend it.]"},
	{"Outlook reply",
	 "answer\n\nFrom: Shah, Amina (Cllr)\nSent: 14 May 2026 09:30\nTo: Hart, Jo\nSubject: "
	 "list\n\none\n\nRegards\nAmina\n",
	 "A[answer]Q[From: Shah, Amina (Cllr)\nSent: 14 May 2026 09:30\nTo: Hart, Jo\nSubject: "
	 "list\n\none\n\nRegards\nAmina]"},
	{"Outlook original message",
	 "answer\n\n-----Original Message-----\nFrom: Shah, Amina\nSent: 14 May 2026 09:30\nTo: Hart, Jo\nSubject: "
	 "x\n\none\n",
	 "A[answer]Q[-----Original Message-----\nFrom: Shah, Amina\nSent: 14 May 2026 09:30\nTo: Hart, Jo\nSubject: "
	 "x\n\none]"},
	{"Outlook underscores",
	 "answer\n________________________________\nFrom: Shah, Amina\nSent: 14 May 2026\nTo: Hart, Jo\nSubject: "
	 "x\n\none\n",
	 "A[answer]Q[________________________________\nFrom: Shah, Amina\nSent: 14 May 2026\nTo: Hart, Jo\nSubject: "
	 "x\n\none]"},
	{"underscores alone", "one\n________________________________\ntwo\n",
	 "A[one\n________________________________\ntwo]"},
	{"Outlook thread",
	 "answer\n\nFrom: B\nSent: 2 May\nTo: A\nSubject: x\n\none\n\nFrom: A\nSent: 1 May\nTo: B\nSubject: x\n\n"
	 "two\n",
	 "A[answer]Q[From: B\nSent: 2 May\nTo: A\nSubject: x\n\none]Q[From: A\nSent: 1 May\nTo: B\nSubject: x\n\ntwo]"},
	{"From and To in a letter", "From: 3 May\nTo: 5 May\nthe road is closed.\n",
	 "A[From: 3 May\nTo: 5 May\nthe road is closed.]"},
	{"Gmail forward",
	 "see below\n\n---------- Forwarded message ---------\nFrom: Amina Shah <a.shah@example.org>\nDate: Thu, 14 "
	 "May 2026 "
	 "at 09:30\nSubject: list\nTo: Jo Hart <j@example.org>\n\n\none\n",
	 "A[see below]Q[---------- Forwarded message ---------\nFrom: Amina Shah <a.shah@example.org>\nDate: Thu, 14 "
	 "May "
	 "2026 at 09:30\nSubject: list\nTo: Jo Hart <j@example.org>\n\n\none]"},
	{"Apple Mail forward",
	 "see below\n\nBegin forwarded message:\n\n> From: Amina Shah <a.shah@example.org>\n> Subject: list\n> Date: "
	 "14 May "
	 "2026 at 09:30:00 BST\n> To: Jo Hart <j@example.org>\n>\n> one\n",
	 "A[see below]Q[Begin forwarded message:\n\nFrom: Amina Shah <a.shah@example.org>\nSubject: list\nDate: 14 May "
	 "2026 "
	 "at 09:30:00 BST\nTo: Jo Hart <j@example.org>\n\none]"},
	{"Thunderbird forward",
	 "see\n\n-------- Forwarded Message --------\nSubject: \tlist\nDate: \tThu, 14 May 2026\nFrom: \tA "
	 "<a@example.org>\nTo: "
	 "\tJo <j@example.org>\n\none\n",
	 "A[see]Q[-------- Forwarded Message --------\nSubject: \tlist\nDate: \tThu, 14 May 2026\nFrom: \tA "
	 "<a@example.org>\nTo: \tJo <j@example.org>\n\none]"},
	{"delimiter", "text\n\n-- \nJo Hart\nPlanning\n", "A[text]S[-- \nJo Hart\nPlanning]"},
	{"closing", "text\n\nKind regards,\n\nJo Hart\nPlanning Officer\n01632 960001\n",
	 "A[text]S[Kind regards,\n\nJo Hart\nPlanning Officer\n01632 960001]"},
	{"thanks at the top are no closing", "Thanks\n\nCan you please also send me the other list of the residents?\n",
	 "A[Thanks\n\nCan you please also send me the other list of the residents?]"},
	{"thanks at the end", "Please send it.\n\nMany thanks\nJo\n", "A[Please send it.]S[Many thanks\nJo]"},
	{"two closings", "text\n\nMany thanks\n\nKind regards\nJo\n", "A[text]S[Many thanks\n\nKind regards\nJo]"},
	{"foot line before the signature", "text\n\nCC Councillor Oduya\n\nRegards\nJo\n",
	 "A[text\n\nCC Councillor Oduya]S[Regards\nJo]"},
	{"foot line after the signature", "text\n\nRegards\nJo\n\nCC Councillor Oduya\n",
	 "A[text]S[Regards\nJo\n\nCC Councillor Oduya]"},
	{"foot line between signature and disclaimer", "text\n\nRegards\nJo\n\nBasis: consent, 3 May\n\n" DISCLAIMER,
	 "A[text]S[Regards\nJo\n\nBasis: consent, 3 May]D[This e-mail and any files transmitted with it are "
	 "confidential "
	 "and intended solely for the\nuse of the individual to whom they are addressed.]"},
	{"foot line after the disclaimer", "text\n\n" DISCLAIMER "\nCC Councillor Oduya\n",
	 "A[text]D[This e-mail and any files transmitted with it are confidential and intended solely for the\nuse of "
	 "the "
	 "individual to whom they are addressed.\n\nCC Councillor Oduya]"},
	{"a disclaimer in other words",
	 "text\n\nRegards\nJo\n\nCC Councillor Oduya\n\nThis e-mail may be private and is meant only for the people it "
	 "is addressed to. If it reached you by mistake, tell the sender.\n",
	 "A[text]S[Regards\nJo\n\nCC Councillor Oduya]D[This e-mail may be private and is meant only for the people it "
	 "is addressed to. If it reached you by mistake, tell the sender.]"},
	{"other words without a signature",
	 "text\n\nThis message could be confidential and is for the addressee. Anybody else should destroy it.\n",
	 "A[text]D[This message could be confidential and is for the addressee. Anybody else should destroy it.]"},
	{"other words for the same",
	 "text\n\nRegards\nJo\n\nThis communication is private. Should you not be the person for whom it was meant, "
	 "remove it.\n",
	 "A[text]S[Regards\nJo]D[This communication is private. Should you not be the person for whom it was meant, "
	 "remove it.]"},
	{"what the council does not answer for",
	 "text\n\nThe council takes no liability for viruses. Opinions are those of the author.\n",
	 "A[text]D[The council takes no liability for viruses. Opinions are those of the author.]"},
	{"a letter about liability", "The council accepts no liability for the damage, and your views are noted.\n",
	 "A[The council accepts no liability for the damage, and your views are noted.]"},
	{"other words below a rule", "text\n\n_____\nWe monitor e-mail and check it for viruses.\n",
	 "A[text]D[_____\nWe monitor e-mail and check it for viruses.]"},
	{"other words in Welsh",
	 "testun\n\nMae'r e-bost hwn yn gyfrinachol ac fe'i bwriadwyd ar gyfer y sawl a enwir. Os daeth atoch drwy "
	 "gamgymeriad, dilëwch ef.\n",
	 "A[testun]D[Mae'r e-bost hwn yn gyfrinachol ac fe'i bwriadwyd ar gyfer y sawl a enwir. Os daeth atoch drwy "
	 "gamgymeriad, dilëwch ef.]"},
	{"an officer's own words above the signature",
	 "text\n\nThis e-mail is confidential and meant for you. Please do not disclose it, and delete "
	 "it.\n\nRegards\nJo\n",
	 "A[text\n\nThis e-mail is confidential and meant for you. Please do not disclose it, and delete "
	 "it.]S[Regards\nJo]"},
	{"a mistake of the sender", "My last e-mail went to you by mistake. Please delete it.\n",
	 "A[My last e-mail went to you by mistake. Please delete it.]"},
	{"a letter about confidence",
	 "The report is confidential and must not be disclosed. I shall destroy my copy.\n",
	 "A[The report is confidential and must not be disclosed. I shall destroy my copy.]"},
	{"disclaimer below stars", "text\n\n*****************\n" DISCLAIMER "*****************\n",
	 "A[text]D[*****************\nThis e-mail and any files transmitted with it are confidential and intended "
	 "solely for "
	 "the\nuse of the individual to whom they are addressed.\n*****************]"},
	{"disclaimers without a signature, one of them Welsh",
	 "text\n\nJo\n\nThe information contained in this communication may contain privileged material.\n\n"
	 "Mae'r e-bost hwn ac unrhyw atodiadau yn gyfrinachol.\n\nThink before you print it.\n",
	 "A[text\n\nJo]D[The information contained in this communication may contain privileged material.\n\nMae'r "
	 "e-bost hwn ac unrhyw atodiadau yn gyfrinachol.\n\nThink before you print it.]"},
	{"a disclaimer to named addressees", "text\n\nThis is intended for the named addressee(s) only.\n",
	 "A[text]D[This is intended for the named addressee(s) only.]"},
	{"a letter about what a report contains", "text\n\nThe information contained in this report is private.\n",
	 "A[text\n\nThe information contained in this report is private.]"},
	{"an officer asks for confidence", "Please treat this e-mail as confidential.\n",
	 "A[Please treat this e-mail as confidential.]"},
	{"a disclaimer quoted in the middle of a letter",
	 DISCLAIMER
	 "\nThe above is what our template says now. I should like it to be changed for members, because it is on "
	 "each mail that we send, and so\nnobody reads it any more. Would you put that to the committee in "
	 "June, please, and tell me what they decide on the matter?\nI shall then tell the web team to change "
	 "it, and ask each service for its own signature block, which they owe us since last year.\n",
	 "A[This e-mail and any files transmitted with it are confidential and intended solely for the\nuse of the "
	 "individual "
	 "to whom they are addressed.\n\nThe above is what our template says now. I should like it to be changed for "
	 "members, because it is on each mail that we send, and so\nnobody reads it any more. Would you put that to "
	 "the "
	 "committee in June, please, and tell me what they decide on the matter?\nI shall then tell the web team to "
	 "change "
	 "it, and ask each service for its own signature block, which they owe us since last year.]"},
	{"banner", "CAUTION: This email originated from outside the council. Do not click links.\n\ntext\n",
	 "D[CAUTION: This email originated from outside the council. Do not click links.]A[text]"},
	{"closing in Welsh", "testun\n\nCofion gorau,\nJo Hart\nCynllunio\n",
	 "A[testun]S[Cofion gorau,\nJo Hart\nCynllunio]"},
	{"closing in both languages", "text\n\nCofion / Kind regards\nJo Hart\n",
	 "A[text]S[Cofion / Kind regards\nJo Hart]"},
	{"closing with the name", "text\n\nMany thanks, Jo\nPlanning\n", "A[text]S[Many thanks, Jo\nPlanning]"},
	{"thanks and what for", "text\n\nThanks, that is all I need.\n", "A[text\n\nThanks, that is all I need.]"},
	{"thanks are the letter", "Many thanks\n", "A[Many thanks]"},
	{"a telephone", "text\n\nJo\n\nSent from my iPhone\n", "A[text\n\nJo]S[Sent from my iPhone]"},
	{"a telephone below a closing", "text\n\nRegards\nJo\n\nSent from Outlook for Android\n",
	 "A[text]S[Regards\nJo\n\nSent from Outlook for Android]"},
	{"a telephone and a foot line", "text\n\nSent from my Galaxy\n\nCC Councillor Oduya\n",
	 "A[text]S[Sent from my Galaxy\n\nCC Councillor Oduya]"},
	{"where a letter was sent from", "text\n\nSent from my house to the depot on 3 May.\n",
	 "A[text\n\nSent from my house to the depot on 3 May.]"},
	{"signature of the reply and of the quoted mail",
	 "answer\n\nRegards\nJo\n\nOn 14 May 2026 09:30, A <a@example.org> wrote:\n> "
	 "one\n> Regards\n> A\n",
	 "A[answer]S[Regards\nJo]Q[On 14 May 2026 09:30, A <a@example.org> wrote:\none\nRegards\nA]"},
};

static void check(const struct division_case *cases, gsize count, const char *header)
{
	for (gsize i = 0; i < count; i++) {
		g_autofree char *text = g_strconcat(header, cases[i].text, NULL);
		struct message *message = message_parse(text, strlen(text));
		g_autofree char *shown = show(message, 0);

		print_message("%s\n", cases[i].name);
		assert_string_equal(shown, cases[i].shown);
		message_free(message);
	}
}

static void test_division_plain(void **state)
{
	(void)state;
	check(plain_cases, G_N_ELEMENTS(plain_cases), "Content-Type: text/plain; charset=utf-8\n\n");
}

static const struct division_case html_cases[] = {
	{"lines", "<p>one</p><p>two<br>three</p><div>four</div>", "A[one\ntwo\nthree\nfour]"},
	{"Gmail reply",
	 "<div dir=ltr>answer</div><br><div class=\"gmail_quote\"><div dir=ltr class=\"gmail_attr\">On Thu, 14 May "
	 "2026 at "
	 "09:30, Amina Shah &lt;<a href=\"mailto:a@example.org\">a@example.org</a>&gt; wrote:<br></div><blockquote "
	 "class=\"gmail_quote\" style=\"border-left:1px solid\"><div>one</div></blockquote></div>",
	 "A[answer]Q[On Thu, 14 May 2026 at 09:30, Amina Shah <a@example.org> wrote:\none]"},
	{"Gmail, answer below the quoted mail",
	 "<div class=gmail_quote><div>On 14 May 2026 at 09:30, A &lt;a@example.org&gt; wrote:</div><blockquote "
	 "class=gmail_quote>one</blockquote><div>answer</div></div>",
	 "Q[On 14 May 2026 at 09:30, A <a@example.org> wrote:\none]A[answer]"},
	{"Gmail forward, disclaimer after its box",
	 "<div>see</div><div class=\"gmail_quote\"><div class=gmail_attr>---------- Forwarded message "
	 "---------<br>From: "
	 "<strong>A</strong> <span>&lt;a@example.org&gt;</span><br>Date: Thu, 14 May 2026<br>Subject: x<br>To: "
	 "&lt;j@example.org&gt;<br></div><br><br>one</div><p>This email is intended solely for the addressee.</p>",
	 "A[see]Q[---------- Forwarded message ---------\nFrom: A <a@example.org>\nDate: Thu, 14 May 2026\nSubject: "
	 "x\nTo: "
	 "<j@example.org>\n\n\none]D[This email is intended solely for the addressee.]"},
	{"Outlook reply",
	 "<p class=MsoNormal>answer<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt "
	 "0cm 0cm "
	 "0cm'><p class=MsoNormal><b>From:</b> Shah, Amina (Cllr)<br><b>Sent:</b> 14 May 2026 09:30<br><b>To:</b> "
	 "Hart, "
	 "Jo<br><b>Subject:</b> list<o:p></o:p></p></div><p class=MsoNormal><o:p>&nbsp;</o:p></p><p "
	 "class=MsoNormal>one</p>",
	 "A[answer]Q[From: Shah, Amina (Cllr)\nSent: 14 May 2026 09:30\nTo: Hart, Jo\nSubject: list\n \none]"},
	{"Outlook on the web",
	 "<div>answer</div><hr><div id=\"divRplyFwdMsg\"><font><b>From:</b> Shah, Amina<br><b>Sent:</b> 14 May "
	 "2026<br><b>To:</b> "
	 "Hart, Jo<br><b>Subject:</b> list</font><div>&nbsp;</div></div><div>one</div>",
	 "A[answer]Q[From: Shah, Amina\nSent: 14 May 2026\nTo: Hart, Jo\nSubject: list\n \none]"},
	{"Apple Mail",
	 "answer<div><br><blockquote type=\"cite\"><div>On 14 May 2026, at 09:30, A &lt;a@example.org&gt; "
	 "wrote:</div><br><div>one</div></blockquote></div>",
	 "A[answer]Q[On 14 May 2026, at 09:30, A <a@example.org> wrote:\n\none]"},
	{"an editor's indent",
	 "<div>one</div><blockquote style=\"margin:0 0 0 40px;border:none;padding:0\">two</blockquote>", "A[one\ntwo]"},
	{"hidden foot line", "<div>one</div><div style=\"display:none\">CC Councillor Oduya</div><div>two</div>",
	 "A[one]a[CC Councillor Oduya]A[two]"},
	{"signature by Outlook's id, and a line below it",
	 "<div>text</div><div id=\"Signature\"><div>Jo Hart</div><div>Planning</div></div><div>below</div>",
	 "A[text]S[Jo Hart\nPlanning]A[below]"},
	{"signature by Gmail's class",
	 "<div>text</div><div class=\"gmail_signature\" data-smartmail=\"gmail_signature\">Jo Hart<br>Planning</div>",
	 "A[text]S[Jo Hart\nPlanning]"},
	{"a letter typed inside the signature's element",
	 "<div id=\"Signature\"><p>Dear Amina, the first of the three flats on Heron Street is ready for "
	 "you.</p><p>The second "
	 "one will be ready on Monday, as far as the builders say today.</p><p>The third one waits for the gas fitter, "
	 "who is "
	 "ill this week and the next.</p></div>",
	 "A[Dear Amina, the first of the three flats on Heron Street is ready for you.\nThe second one will be ready "
	 "on "
	 "Monday, as far as the builders say today.\nThe third one waits for the gas fitter, who is ill this week and "
	 "the "
	 "next.]"},
	{"signature in HTML", "<div>text</div><p>Kind regards</p><p>Jo Hart<br>Planning</p>",
	 "A[text]S[Kind regards\nJo Hart\nPlanning]"},
};

static void test_division_html(void **state)
{
	(void)state;
	check(html_cases, G_N_ELEMENTS(html_cases), "Content-Type: text/html; charset=utf-8\n\n");
}

static const struct division_case quoted_cases[] = {
	{"names without addresses",
	 "\nx\n\nFrom: Shah, Amina (Cllr)\nSent: 14 May 2026 09:30\nTo: Hart, Jo; Oduya, Ben\nCc: Lee, Kim "
	 "<K.Lee@Example.ORG>\n"
	 "Subject: list\n\none\n",
	 "From=Shah, Amina (Cllr)<>;To=Hart, Jo<>;To=Oduya, Ben<>;Cc=Lee, Kim<K.Lee@example.org>;|14 May 2026 "
	 "09:30|list|0|one\n"},
	{"wrapped lists and starred keys",
	 "\nx\n\n*From:* A <a@example.org>\n*Sent:* 14 May\n*To:* B <b@example.org>,\nC <c@example.org>\n*Subject:* "
	 "list\n\none\n",
	 "From=A<a@example.org>;To=B<b@example.org>;To=C<c@example.org>;|14 May|list|0|one\n"},
	{"mailto in brackets and in angles",
	 "\nx\n\nFrom: A [mailto:a@example.org]\nSent: 14 May\nTo: B <b@example.org<mailto:b@example.org>>\nSubject: "
	 "y\n\none\n",
	 "From=A<a@example.org>;To=B<b@example.org>;|14 May|y|0|one\n"},
	{"commas in names with addresses",
	 "\nx\n\nFrom: a@example.org\nSent: 14 May\nTo: Oduya, Ben <b@example.org>, c@example.org\nSubject: y\n\none\n",
	 "From=<a@example.org>;To=Oduya, Ben<b@example.org>;To=<c@example.org>;|14 May|y|0|one\n"},
	{"sentence",
	 "\nx\n\nOn Thu, May 14, 2026 at 9:30 AM Amina Shah <a@example.org> wrote:\n> one\n>> older\n> two\n",
	 "From=Amina Shah<a@example.org>;|Thu, May 14, 2026 at 9:30 AM||0|one\ntwo\n"},
	{"sentence without address", "\nx\n\nOn 14/05/2026 09:30, Shah, Amina (Ward 3) wrote:\n> one\n",
	 "From=Shah, Amina (Ward 3)<>;|14/05/2026 09:30||0|one\n"},
	{"sentence with a bare address", "\nx\n\nOn 14 May 2026, a.shah2@example.org wrote:\n> one\n",
	 "From=<a.shah2@example.org>;|14 May 2026||0|one\n"},
	{"thread, newest first",
	 "\nx\n\nOn 2 May 2026 09:30, B <b@example.org> wrote:\n> one\n>\n> On 1 May 2026 09:30, A <a@example.org> "
	 "wrote:\n>> "
	 "two\n> three\n",
	 "From=B<b@example.org>;|2 May 2026 09:30||0|one\n\nthree\nFrom=A<a@example.org>;|1 May 2026 09:30||0|two\n"},
	{"forwarded",
	 "\nx\n\n---------- Forwarded message ---------\nFrom: A <a@example.org>\nDate: 14 May\nSubject: y\nTo: B "
	 "<b@example.org>\nCc: C <c@example.org>\n\none\n",
	 "From=A<a@example.org>;To=B<b@example.org>;Cc=C<c@example.org>;|14 May|y|1|one\n"},
	{"marks without a head", "\n> one\ntwo\n", ""},
	{"attached message",
	 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee\n--b\nContent-Type: message/rfc822\n\nFrom: A "
	 "<a@example.org>\nTo: B <b@example.org>\nSubject: y\nDate: Thu, 14 May 2026 09:30:00 +0100\n\none\n> "
	 "older\n--b--\n",
	 "From=A<a@example.org>;To=B<b@example.org>;|Thu, 14 May 2026 09:30:00 +0100|y|1|one\n"},
	{"both alternatives show it once",
	 "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nx\n\nOn 2 May 2026 09:30, B <b@example.org> "
	 "wrote:\n> "
	 "one\n--b\nContent-Type: text/html\n\n<p>x!</p><div>On 2 May 2026 09:30, B &lt;b@example.org&gt; "
	 "wrote:</div><blockquote>one</blockquote>\n--b--\n",
	 "From=B<b@example.org>;|2 May 2026 09:30||0|one\n"},
};

static void test_division_quoted_messages(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(quoted_cases); i++) {
		const struct division_case *c = &quoted_cases[i];
		struct message *message = message_parse(c->text, strlen(c->text));
		g_autofree char *shown = show_quoted(message);

		print_message("%s\n", c->name);
		assert_string_equal(shown, c->shown);
		message_free(message);
	}
}

static void test_division_passage_knows_its_head(void **state)
{
	static const char text[] = "\n> none\nx\nOn 2 May 2026 09:30, B <b@example.org> wrote:\n> one\nanswer\n> two\n";
	struct message *message = message_parse(text, strlen(text));
	const struct rendition *rendition = g_ptr_array_index(message->renditions, 0);
	static const int quoted[] = {-1, -1, 0, -1, 0};

	(void)state;
	assert_int_equal(rendition->passages->len, G_N_ELEMENTS(quoted));
	for (guint i = 0; i < rendition->passages->len; i++)
		assert_int_equal(((struct passage *)g_ptr_array_index(rendition->passages, i))->quoted, quoted[i]);
	message_free(message);
}

static void test_division_many_heads(void **state)
{
	g_autoptr(GString) text = g_string_new("\n");
	struct message *message;

	(void)state;
	for (int i = 0; i < 2 * MESSAGE_MAX_QUOTED; i++)
		g_string_append_printf(text, "On 2 May 2026 09:30, B%d <b%d@example.org> wrote:\n> one\n\n", i, i);
	message = message_parse(text->str, text->len);
	assert_int_equal(message->quoted->len, MESSAGE_MAX_QUOTED);
	message_free(message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_division_plain),           cmocka_unit_test(test_division_html),
		cmocka_unit_test(test_division_quoted_messages), cmocka_unit_test(test_division_passage_knows_its_head),
		cmocka_unit_test(test_division_many_heads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
