/* SPDX-License-Identifier: BSD-2-Clause */
/* The shipped notice texts as an officer gets them (POLICY.md, "Warnings"): fate first, then why, the words to use,
 * whom to ask; under 120 words; kinds of data, never values. */
#include "review/notice.h"
#include "tests/review/sample_council.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEXTS "conf/notices"

enum { MAX_FINDINGS = 3, MAX_PHRASES = 8, MAX_WORDS = 120, MAX_WORDS_OF_THREE = 150 };

struct sample_finding {
	const char *check;
	enum action applied;
	const char *persons, *visible; /* space-separated emails */
	const char *cure_line, *kinds, *where, *constituents, *cure;
};

struct notice_case {
	const char *name;
	const char *recipients; /* "address=d", h held, x rejected, r released; space-separated */
	struct sample_finding findings[MAX_FINDINGS];
	gboolean keeps;               /* undecided = "keep" */
	const char *has[MAX_PHRASES]; /* in this order */
};

#define SHAH "cllr.shah@northmere.gov.uk"
#define ODUYA "cllr.oduya@northmere.gov.uk"
#define LEE "cllr.lee@northmere.gov.uk"
#define PATEL "cllr.patel@northmere.gov.uk"
#define SMYTHE "cllr.fairweather-smythe@northmere.gov.uk"
#define JONES "cllr.jones@northmere.gov.uk"
#define CLAUSE_OF(check) (strcmp(check, "silent-copy") == 0 ? "York, Appendix 16, 10.1" : "Aberdeen, 6.1.3B(ii)")

static const struct notice_case notice_cases[] = {
	{.name = "a silent copy held",
	 .recipients = SHAH "=d " ODUYA "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure_line = "CC Councillor Oduya"}},
	 .has = {"Jo, your 09:30 email reached Cllr Shah. The blind copy to Cllr Oduya is waiting; nothing is lost.",
		 "Our protocol (York, Appendix 16, 10.1)", "ending with: CC Councillor Oduya ",
		 "it comes back to you tomorrow at 09:30", "not a complaint about you", "01632 960001",
		 "Case 7KQ4-M2XD", "Democratic Services, Northmere Borough Council"}},
	{.name = "a silent copy held where nothing comes back by time alone",
	 .recipients = SHAH "=d " ODUYA "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure_line = "CC Councillor Oduya"}},
	 .keeps = TRUE,
	 .has = {"is waiting", "it stays here until somebody decides"}},
	{.name = "four silent copies held",
	 .recipients = SHAH "=d " ODUYA "=h " LEE "=h " PATEL "=h " SMYTHE "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA " " LEE " " PATEL " " SMYTHE,
		       .visible = SHAH,
		       .cure_line =
			       "CC Councillor Oduya, Councillor Lee, Councillor Patel, Councillor Fairweather-Smythe"}},
	 .has = {"The blind copies to Cllr Oduya, Cllr Lee, Cllr Patel and Cllr Fairweather-Smythe are waiting",
		 "CC Councillor Oduya, Councillor Lee"}},
	{.name = "a silent copy held, cured by consent and not by a line",
	 .recipients = SHAH "=d " ODUYA "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure = "Ask Cllr Shah to agree in writing."}},
	 .has = {"is waiting", "To put it right: Ask Cllr Shah to agree in writing. If the copy is not needed"}},
	{.name = "so many copies that the line is not written out",
	 .recipients = SHAH "=d " ODUYA "=h " LEE "=h " PATEL "=h " SMYTHE "=h " JONES "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA " " LEE " " PATEL " " SMYTHE " " JONES,
		       .visible = SHAH,
		       .cure = "Add the line \"CC A B C D E F G H I J K L M N O P Q R S T U V W X Y Z\".",
		       .cure_line = "CC A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"}},
	 .has = {"Cllr Oduya, Cllr Lee, Cllr Patel and 2 others are waiting",
		 "ending with a line that begins with CC and names each of them."}},
	{.name = "everybody held, the visible member too",
	 .recipients = SHAH "=h " ODUYA "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure_line = "CC Councillor Oduya"}},
	 .has = {"Jo, your 09:30 email is waiting. So is the blind copy to Cllr Oduya; nothing is lost."}},
	{.name = "a silent copy delivered with a notice",
	 .recipients = SHAH "=d " ODUYA "=d",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_NOTICE,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure_line = "CC Councillor Oduya"}},
	 .has = {"email was delivered, with a blind copy to Cllr Oduya.",
		 "reply to Cllr Shah, ending with: CC Councillor Oduya"}},
	{.name = "a silent copy refused",
	 .recipients = SHAH "=d " ODUYA "=x",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_REJECT,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure_line = "CC Councillor Oduya"}},
	 .has = {"reached Cllr Shah. The blind copy to Cllr Oduya was not delivered.", "CC Councillor Oduya"}},
	{.name = "an exempt paper without a mark",
	 .recipients = LEE "=d",
	 .findings = {{.check = "unmarked-confidential",
		       .applied = ACTION_NOTICE,
		       .persons = LEE,
		       .cure_line = "CONFIDENTIAL: exempt, paragraph 3. Please do not share.",
		       .kinds = "exempt information (Schedule 12A, paragraph 3)",
		       .where = "report.docx"}},
	 .has = {"Jo, your 09:30 email was delivered to Cllr Lee.",
		 "report.docx seems to hold exempt information (Schedule 12A, paragraph 3)", "Our protocol (",
		 "CONFIDENTIAL: exempt, paragraph 3. Please do not share.", "start the subject with CONFIDENTIAL",
		 "Case 7KQ4-M2XD"}},
	{.name = "an exempt paper to the outside, held there",
	 .recipients = LEE "=d someone@example.org=h",
	 .findings = {{.check = "unmarked-confidential",
		       .applied = ACTION_HOLD,
		       .persons = "someone@example.org",
		       .kinds = "exempt information (Schedule 12A, paragraph 3)"}},
	 .has = {"reached Cllr Lee. The copy to someone@example.org is waiting", "It seems to hold",
		 "CONFIDENTIAL: please"}},
	{.name = "a resident without a basis, held",
	 .recipients = PATEL "=h",
	 .findings = {{.check = "constituent-data",
		       .applied = ACTION_HOLD,
		       .persons = PATEL,
		       .kinds = "name, address, date of birth",
		       .constituents = "C-17"}},
	 .has = {"Jo, your 09:30 email to Cllr Patel is waiting.",
		 "It seems to identify a resident (name, address, date of birth). No recorded basis found",
		 "Basis: asked, (when)", "Basis: consent, (when)", "Basis: safeguarding, (why)",
		 "If someone is in danger, phone. Otherwise it comes back to you tomorrow at 09:30."}},
	{.name = "several residents, several members, notice",
	 .recipients = PATEL "=d " LEE "=d " SMYTHE "=d " ODUYA "=d",
	 .findings = {{.check = "constituent-data",
		       .applied = ACTION_NOTICE,
		       .persons = PATEL " " LEE " " SMYTHE " " ODUYA,
		       .kinds = "a name with a postcode",
		       .constituents = "C-17 C-18"}},
	 .has = {"Cllr Patel, Cllr Lee, Cllr Fairweather-Smythe and Cllr Oduya was delivered", "several residents"}},
	{.name = "a paper that could not be read",
	 .recipients = LEE "=d",
	 .findings = {{.check = "uninspectable",
		       .applied = ACTION_NOTICE,
		       .persons = LEE,
		       .kinds = "a scan or picture without text",
		       .where = "depot.pdf",
		       .cure = "Next time send depot.pdf as a Word file or as a PDF with text in it."}},
	 .has = {"Jo, your 09:30 email was delivered to Cllr Lee.",
		 "depot.pdf could not be read here (a scan or picture without text), so we cannot tell",
		 "asks for papers that can be read.", "Next time send depot.pdf as a Word file", "Case 7KQ4-M2XD"}},
	{.name = "a paper that could not be read, held",
	 .recipients = LEE "=h",
	 .findings = {{.check = "uninspectable",
		       .applied = ACTION_HOLD,
		       .persons = LEE,
		       .kinds = "protected by a password",
		       .where = "depot.zip",
		       .cure = "Send depot.zip again without the password."}},
	 .has = {"Jo, your 09:30 email to Cllr Lee is waiting; nothing is lost.", "depot.zip could not be read here",
		 "Send depot.zip again without the password.", "Otherwise it comes back to you tomorrow at 09:30."}},
	{.name = "a check without a text of its own",
	 .recipients = PATEL "=d",
	 .findings = {{.check = "audience-gap", .applied = ACTION_NOTICE, .persons = PATEL}},
	 .has = {"was delivered.", "Our protocol ("}},
	{.name = "two matters",
	 .recipients = SHAH "=d " ODUYA "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure_line = "CC Councillor Oduya"},
		      {.check = "unmarked-confidential",
		       .applied = ACTION_NOTICE,
		       .persons = SHAH,
		       .kinds = "exempt information"}},
	 .has = {"reached Cllr Shah. For Cllr Oduya it is waiting; nothing is lost.",
		 "There are 2 matters:", "CC Councillor Oduya", "It seems to hold exempt information",
		 "comes back to you tomorrow at 09:30", "Case 7KQ4-M2XD"}},
	{.name = "three matters",
	 .recipients = SHAH "=d " ODUYA "=h",
	 .findings = {{.check = "silent-copy",
		       .applied = ACTION_HOLD,
		       .persons = ODUYA,
		       .visible = SHAH,
		       .cure_line = "CC Councillor Oduya"},
		      {.check = "unmarked-confidential", .applied = ACTION_NOTICE, .persons = SHAH},
		      {.check = "constituent-data", .applied = ACTION_HOLD, .persons = ODUYA, .kinds = "a name"}},
	 .has = {"There are 3 matters:", "blind copy", "without a mark", "Basis: asked, (when)"}},
};

static char **split(const char *words)
{
	g_auto(GStrv) all = g_strsplit(words ? words : "", " ", -1);
	GPtrArray *filled = g_ptr_array_new();

	for (gsize i = 0; all[i]; i++)
		if (*all[i])
			g_ptr_array_add(filled, g_strdup(all[i]));
	g_ptr_array_add(filled, NULL);
	return (char **)g_ptr_array_free(filled, FALSE);
}

static void add_finding(struct case_file *file, const struct sample_finding *sample)
{
	struct case_finding *finding = g_new0(struct case_finding, 1);

	finding->rule = g_strdup("sample-1");
	finding->check = g_strdup(sample->check);
	finding->clause = g_strdup(CLAUSE_OF(sample->check));
	finding->configured = finding->applied = sample->applied;
	finding->persons = split(sample->persons);
	finding->recipients = split(sample->persons);
	finding->visible_members = split(sample->visible);
	finding->constituents = split(sample->constituents);
	finding->evidence = g_ptr_array_new();
	if (sample->where) {
		struct evidence *evidence = g_new0(struct evidence, 1);

		evidence->part = g_strdup("2");
		evidence->name = g_strdup(sample->where);
		evidence->what = g_strdup("exempt information");
		g_ptr_array_add(finding->evidence, evidence);
	}
	finding->cure_line = g_strdup(sample->cure_line);
	finding->cure = g_strdup(sample->cure);
	finding->kinds = g_strdup(sample->kinds);
	g_ptr_array_add(file->findings, finding);
}

static enum recipient_state state_of(char letter)
{
	return letter == 'd'   ? RECIPIENT_DELIVERED
	       : letter == 'h' ? RECIPIENT_HELD
	       : letter == 'r' ? RECIPIENT_RELEASED
			       : RECIPIENT_RETURNING;
}

static struct case_file *new_case(const char *id, const char *recipients)
{
	struct case_file *file = g_new0(struct case_file, 1);
	g_auto(GStrv) each = split(recipients);

	g_strlcpy(file->id, id, sizeof(file->id));
	file->received_at = THURSDAY_0930;
	file->envelope = envelope_new();
	g_free(file->envelope->sender);
	file->envelope->sender = g_strdup("jo.hart@northmere.gov.uk");
	file->sender_person = g_strdup("j.hart@northmere.gov.uk");
	file->recipients = g_ptr_array_new();
	file->findings = g_ptr_array_new();
	file->decisions = g_ptr_array_new();
	for (gsize i = 0; each[i]; i++) {
		struct case_recipient *recipient = g_new0(struct case_recipient, 1);
		char *mark = strrchr(each[i], '=');

		recipient->state = state_of(mark[1]);
		recipient->address = g_strndup(each[i], (gsize)(mark - each[i]));
		recipient->raw = g_strdup_printf("<%s>", recipient->address);
		recipient->arguments = g_new0(char *, 1);
		recipient->position = (int)i;
		g_ptr_array_add(file->recipients, recipient);
	}
	return file;
}

/* By hand: the store's own free function belongs to what the store has read. */
static void free_case(struct case_file *file)
{
	for (guint i = 0; i < file->findings->len; i++) {
		struct case_finding *finding = g_ptr_array_index(file->findings, i);

		for (guint e = 0; e < finding->evidence->len; e++) {
			struct evidence *evidence = g_ptr_array_index(finding->evidence, e);
			g_free(evidence->part);
			g_free(evidence->name);
			g_free(evidence->what);
			g_free(evidence);
		}
		g_ptr_array_unref(finding->evidence);
		g_strfreev(finding->persons);
		g_strfreev(finding->recipients);
		g_strfreev(finding->visible_members);
		g_strfreev(finding->constituents);
		g_free(finding->rule);
		g_free(finding->check);
		g_free(finding->clause);
		g_free(finding->cure);
		g_free(finding->cure_line);
		g_free(finding->kinds);
		g_free(finding);
	}
	for (guint i = 0; i < file->recipients->len; i++) {
		struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);
		g_free(recipient->address);
		g_free(recipient->raw);
		g_strfreev(recipient->arguments);
		g_free(recipient);
	}
	g_ptr_array_unref(file->recipients);
	g_ptr_array_unref(file->findings);
	g_ptr_array_unref(file->decisions);
	envelope_free(file->envelope);
	g_free(file->sender_person);
	g_free(file);
}

static unsigned count_words(const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
	unsigned count = 0;

	for (gsize i = 0; words[i]; i++)
		count += *words[i] != '\0';
	return count;
}

/* The text in one line, so that phrases are found wherever it was filled. */
static char *unfold(const char *text)
{
	g_auto(GStrv) words = split(text);
	g_autofree char *line = g_strjoinv(" ", words);
	g_auto(GStrv) lines = g_strsplit(line, "\n", -1);
	g_autofree char *spaced = g_strjoinv(" ", lines);
	g_auto(GStrv) again = split(spaced);

	return g_strjoinv(" ", again);
}

static void assert_phrases(const char *text, const char *const *phrases)
{
	g_autofree char *line = unfold(text);
	const char *from = line;

	for (gsize i = 0; i < MAX_PHRASES && phrases[i]; i++) {
		const char *found = strstr(from, phrases[i]);

		if (!found)
			print_error("%s\n-- lacks here: %s\n", text, phrases[i]);
		assert_non_null(found);
		from = found + strlen(phrases[i]);
	}
}

static void assert_plain_words(const char *text)
{
	static const char *const banned[] = {"violat", "unlawful", "illegal", "attempt", "breach",
					     "C-17",   "{",        "}",       "  \n"};

	for (gsize i = 0; i < G_N_ELEMENTS(banned); i++)
		assert_null(strcasestr(text, banned[i]));
}

static void test_notice_render_shipped_texts(void **state)
{
	g_autoptr(GError) error = NULL;
	struct notice_texts *texts = notice_texts_load(TEXTS, &error);
	struct sample sample;

	(void)state;
	assert_null(error);
	sample_init(&sample);
	for (gsize i = 0; i < G_N_ELEMENTS(notice_cases); i++) {
		const struct notice_case *c = &notice_cases[i];
		struct case_file *file = new_case("7KQ4-M2XD", c->recipients);
		g_autoptr(GPtrArray) cases = g_ptr_array_new();

		g_ptr_array_add(cases, file);
		for (gsize f = 0; f < MAX_FINDINGS && c->findings[f].check; f++)
			add_finding(file, &c->findings[f]);
		sample.conf.undecided = (char *)(c->keeps ? "keep" : "return");
		struct notice *notice = notice_render(texts, &sample.snapshot, cases, THURSDAY_0930 + 60);
		assert_non_null(notice);
		print_message("%s: %u words\n", c->name, count_words(notice->text));
		if (g_getenv("SHOW_NOTICES"))
			print_message("%s\n", notice->text);
		assert_phrases(notice->text, c->has);
		assert_plain_words(notice->text);
		assert_true(count_words(notice->text) < (file->findings->len > 2 ? MAX_WORDS_OF_THREE : MAX_WORDS));
		assert_string_equal(notice->to, "jo.hart@northmere.gov.uk");
		assert_string_equal(notice->subject, "Your email of 09:30 (case 7KQ4-M2XD)");
		notice_free(notice);
		free_case(file);
	}
	sample_clear(&sample);
	notice_texts_free(texts);
}

/* Every case of above once more: whole, short, and nothing left of the other language but what rules and names say. */
static void test_notice_render_in_welsh(void **state)
{
	static const char *const english[] = {" your ",    "email",    " was ", " and ",
					      "Otherwise", "tomorrow", "Cllr",  NULL};
	struct notice_texts *texts = notice_texts_load(TEXTS, NULL);
	struct sample sample;

	(void)state;
	sample_init(&sample);
	sample.conf.notices.language = CONF_NOTICE_WELSH;
	for (gsize i = 0; i < G_N_ELEMENTS(notice_cases); i++) {
		const struct notice_case *c = &notice_cases[i];
		struct case_file *file = new_case("7KQ4-M2XD", c->recipients);
		g_autoptr(GPtrArray) cases = g_ptr_array_new();

		g_ptr_array_add(cases, file);
		for (gsize f = 0; f < MAX_FINDINGS && c->findings[f].check; f++)
			if (!c->findings[f].cure)
				add_finding(file, &c->findings[f]);
		struct notice *notice = notice_render(texts, &sample.snapshot, cases, THURSDAY_0930 + 60);
		if (notice) {
			g_autofree char *line = unfold(notice->text);

			print_message("%s: %u words\n", c->name, count_words(notice->text));
			if (g_getenv("SHOW_NOTICES"))
				print_message("%s\n", notice->text);
			assert_true(g_str_has_prefix(notice->text, "Jo, mae eich e-bost am 09:30"));
			assert_plain_words(notice->text);
			for (gsize e = 0; english[e]; e++)
				assert_null(strstr(line, english[e]));
			assert_true(count_words(notice->text) <
				    (file->findings->len > 2 ? MAX_WORDS_OF_THREE : MAX_WORDS));
			assert_string_equal(notice->subject, "Eich e-bost am 09:30 (achos 7KQ4-M2XD)");
			assert_non_null(strstr(notice->html, "<html lang=\"cy\">"));
		}
		assert_true(notice || file->findings->len == 0);
		notice_free(notice);
		free_case(file);
	}
	sample_clear(&sample);
	notice_texts_free(texts);
}

static void test_notice_render_in_both_languages(void **state)
{
	static const char *const phrases[MAX_PHRASES] = {
		"Jo, mae eich e-bost am 09:30 wedi cyrraedd y Cyng. Shah. Mae'r copi dall at y Cyng. Oduya yn aros",
		"Yn \xc3\xb4l ein protocol (York, Appendix 16, 10.1)",
		"CC Councillor Oduya",
		"daw'n \xc3\xb4l atoch yfory am 09:30",
		"Achos 7KQ4-M2XD.",
		"Jo, your 09:30 email reached Cllr Shah.",
		"CC Councillor Oduya",
		"Case 7KQ4-M2XD."};
	struct notice_texts *texts = notice_texts_load(TEXTS, NULL);
	struct case_file *file = new_case("7KQ4-M2XD", SHAH "=d " ODUYA "=h");
	g_autoptr(GPtrArray) cases = g_ptr_array_new();
	struct sample sample;

	(void)state;
	sample_init(&sample);
	sample.conf.notices.language = CONF_NOTICE_BOTH;
	add_finding(file, &notice_cases[0].findings[0]);
	g_ptr_array_add(cases, file);
	struct notice *notice = notice_render(texts, &sample.snapshot, cases, THURSDAY_0930 + 60);
	assert_phrases(notice->text, phrases);
	assert_string_equal(notice->subject, "Eich e-bost am 09:30 (achos 7KQ4-M2XD) / "
					     "Your email of 09:30 (case 7KQ4-M2XD)");
	assert_non_null(strstr(notice->html, "<div lang=\"cy\">"));
	assert_non_null(strstr(notice->html, "<div lang=\"en\">"));
	notice_free(notice);
	free_case(file);
	sample_clear(&sample);
	notice_texts_free(texts);
}

static const struct sample_finding held_oduya = {.check = "silent-copy",
						 .applied = ACTION_HOLD,
						 .persons = ODUYA,
						 .visible = SHAH,
						 .cure_line = "CC Councillor Oduya"};
static const struct sample_finding held_lee = {.check = "silent-copy",
					       .applied = ACTION_HOLD,
					       .persons = LEE,
					       .visible = SHAH,
					       .cure_line = "CC Councillor Lee"};

/* Exchange sends each silent copy in a transaction of its own: two cases, one warning. */
static void test_notice_render_two_cases_of_one_email(void **state)
{
	static const char *const phrases[MAX_PHRASES] = {
		"reached Cllr Shah. The blind copies to Cllr Oduya and Cllr Lee are waiting",
		"ending with: CC Councillor Oduya CC Councillor Lee", "Case 7KQ4-M2XD, 7KQ4-P8RT."};
	struct notice_texts *texts = notice_texts_load(TEXTS, NULL);
	struct case_file *one = new_case("7KQ4-M2XD", ODUYA "=h"), *other = new_case("7KQ4-P8RT", LEE "=h");
	g_autoptr(GPtrArray) cases = g_ptr_array_new();
	struct sample sample;

	(void)state;
	sample_init(&sample);
	add_finding(one, &held_oduya);
	add_finding(other, &held_lee);
	g_ptr_array_add(cases, one);
	g_ptr_array_add(cases, other);
	struct notice *notice = notice_render(texts, &sample.snapshot, cases, THURSDAY_0930 + 60);
	assert_phrases(notice->text, phrases);
	assert_non_null(strstr(notice->text, "\n    CC Councillor Oduya\n    CC Councillor Lee\n"));
	assert_true(count_words(notice->text) < MAX_WORDS);
	notice_free(notice);
	free_case(one);
	free_case(other);
	sample_clear(&sample);
	notice_texts_free(texts);
}

/* Cured or released within the minute that a notice waits: there is nothing to warn of. */
static void test_notice_render_nothing_waits_any_more(void **state)
{
	struct notice_texts *texts = notice_texts_load(TEXTS, NULL);
	struct case_file *file = new_case("7KQ4-M2XD", SHAH "=d " ODUYA "=r");
	g_autoptr(GPtrArray) cases = g_ptr_array_new();
	struct sample sample;

	(void)state;
	sample_init(&sample);
	add_finding(file, &held_oduya);
	g_ptr_array_add(cases, file);
	assert_null(notice_render(texts, &sample.snapshot, cases, THURSDAY_0930 + 60));
	free_case(file);
	sample_clear(&sample);
	notice_texts_free(texts);
}

static const struct {
	const char *name, *sender, *person, *expect;
} senders[] = {
	{"an alias of the person", "jo.hart@northmere.gov.uk", "j.hart@northmere.gov.uk", "jo.hart@northmere.gov.uk"},
	{"somebody else's address by the person's login", "s.okafor@northmere.gov.uk", "j.hart@northmere.gov.uk",
	 "j.hart@northmere.gov.uk"},
	{"an outside address by the person's login", "jo@example.org", "j.hart@northmere.gov.uk",
	 "j.hart@northmere.gov.uk"},
	{"a shared mailbox", "planning@northmere.gov.uk", NULL, "planning@northmere.gov.uk"},
	{"nobody", "", NULL, NULL},
};

static void test_notice_render_goes_to_the_person(void **state)
{
	struct notice_texts *texts = notice_texts_load(TEXTS, NULL);
	struct sample sample;

	(void)state;
	sample_init(&sample);
	for (gsize i = 0; i < G_N_ELEMENTS(senders); i++) {
		struct case_file *file = new_case("7KQ4-M2XD", ODUYA "=h");
		g_autoptr(GPtrArray) cases = g_ptr_array_new();

		print_message("%s\n", senders[i].name);
		add_finding(file, &held_oduya);
		g_free(file->envelope->sender);
		file->envelope->sender = g_strdup(senders[i].sender);
		g_free(file->sender_person);
		file->sender_person = g_strdup(senders[i].person);
		g_ptr_array_add(cases, file);
		struct notice *notice = notice_render(texts, &sample.snapshot, cases, THURSDAY_0930 + 60);
		assert_int_equal(notice != NULL, senders[i].expect != NULL);
		if (notice) {
			assert_string_equal(notice->to, senders[i].expect);
			assert_true(
				g_str_has_prefix(notice->text, senders[i].person ? "Jo, your 09:30" : "Your 09:30"));
		}
		notice_free(notice);
		free_case(file);
	}
	sample_clear(&sample);
	notice_texts_free(texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_notice_render_shipped_texts),
		cmocka_unit_test(test_notice_render_in_welsh),
		cmocka_unit_test(test_notice_render_in_both_languages),
		cmocka_unit_test(test_notice_render_two_cases_of_one_email),
		cmocka_unit_test(test_notice_render_nothing_waits_any_more),
		cmocka_unit_test(test_notice_render_goes_to_the_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
