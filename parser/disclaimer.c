/* SPDX-License-Identifier: BSD-2-Clause */
/* Recognises boilerplate paragraphs by the phrases that they are made of, and unknown wordings by what they talk about.
 * Its words mark and excuse nothing. */
#include "parser/disclaimer.h"

#include "parser/signature.h"

#include <string.h>

/* Lower case, one space between words, "e-mail" as "email". A paragraph is boilerplate with a weight of 2. */
static const struct phrase {
	const char *words;
	int weight;
} end_phrases[] = {
	{"and any files transmitted with it", 2},
	{"and any attachments are confidential", 2},
	{"and any attachment is confidential", 2},
	{"and any attachments may contain", 2},
	{"and any attachments to it", 1},
	{"intended solely for", 2},
	{"solely for the use of", 2},
	{"intended only for the", 2},
	{"intended for the addressee", 2},
	{"intended for the named recipient", 2},
	{"intended for the named addressee", 2},
	{"information contained in this email", 1},
	{"information contained in this message", 1},
	{"information contained in this communication", 1},
	{"ac unrhyw atodiadau yn gyfrinachol", 2},
	{"fwriadu ar gyfer y derbynnydd", 2},
	{"bwriadu ar gyfer y derbynnydd", 2},
	{"received this email in error", 2},
	{"received this message in error", 2},
	{"received it in error", 1},
	{"are not the intended recipient", 2},
	{"are not the named recipient", 2},
	{"are not the addressee", 2},
	{"disclosure, copying", 1},
	{"copying, distribution", 1},
	{"strictly prohibited", 1},
	{"may contain confidential", 1},
	{"may contain privileged", 1},
	{"may contain legally privileged", 1},
	{"may be legally privileged", 1},
	{"views expressed", 1},
	{"views or opinions", 1},
	{"do not necessarily represent", 2},
	{"do not necessarily reflect", 2},
	{"not necessarily those of", 2},
	{"swept for", 1},
	{"checked for viruses", 1},
	{"scanned for viruses", 1},
	{"for the presence of computer viruses", 2},
	{"no liability", 1},
	{"accepts no responsibility", 1},
	{"cannot accept liability", 1},
	{"emails may be monitored", 2},
	{"email may be monitored", 2},
	{"communications may be monitored", 2},
	{"may be monitored, recorded", 2},
	{"monitored and recorded", 1},
	{"freedom of information act", 1},
	{"may be subject to disclosure", 1},
	{"before printing this email", 2},
	{"think before you print", 2},
	{"consider the environment", 2},
	{"privacy notice", 1},
	{"how we use your personal", 1},
};

static const struct phrase banner_phrases[] = {
	{"originated from outside", 2},  {"originates from outside", 2}, {"came from outside", 1},
	{"email from an external", 1},   {"external email", 1},          {"external sender", 1},
	{"do not click links", 1},       {"do not click on links", 1},   {"not click any links", 1},
	{"recognise the sender", 1},     {"recognize the sender", 1},    {"caution", 1},
	{"know the content is safe", 1}, {"often get email from", 2},    {"sent from outside", 1},
};

/* What boilerplate talks about, whatever its words: of this letter as such, of confidence, and of strangers: readers
 * who should not have it, and what the council does and does not answer for. People seldom write to each other of
 * those. */
enum idea {
	IDEA_LETTER,
	IDEA_CONFIDENCE,
	IDEA_PROHIBITION,
	IDEA_RETURN,
	IDEA_RECORDS,
	IDEA_ADDRESSEE,
	IDEA_MISTAKE,
	IDEA_MONITORING,
	IDEA_VIRUS,
	IDEA_LIABILITY,
	IDEA_VIEWS
};

enum {
	IDEAS_OF_STRANGERS = 1 << IDEA_ADDRESSEE | 1 << IDEA_MISTAKE | 1 << IDEA_MONITORING | 1 << IDEA_VIRUS |
			     1 << IDEA_LIABILITY | 1 << IDEA_VIEWS
};

static const struct {
	enum idea idea;
	const char *words;
} ideas[] = {
	{IDEA_LETTER, "email"},
	{IDEA_LETTER, "message"},
	{IDEA_LETTER, "communication"},
	{IDEA_LETTER, "transmission"},
	{IDEA_LETTER, "ebost"},
	{IDEA_LETTER, "neges"},
	{IDEA_CONFIDENCE, "confidential"},
	{IDEA_CONFIDENCE, "privilege"},
	{IDEA_CONFIDENCE, "private"},
	{IDEA_CONFIDENCE, "gyfrinachol"},
	{IDEA_CONFIDENCE, "cyfrinachol"},
	{IDEA_PROHIBITION, "disclos"},
	{IDEA_PROHIBITION, "distribut"},
	{IDEA_PROHIBITION, "disseminat"},
	{IDEA_PROHIBITION, "unauthori"},
	{IDEA_PROHIBITION, "prohibited"},
	{IDEA_PROHIBITION, "unlawful"},
	{IDEA_RETURN, "delet"},
	{IDEA_RETURN, "destroy"},
	{IDEA_RETURN, "notify"},
	{IDEA_RETURN, "the sender"},
	{IDEA_RETURN, "return it"},
	{IDEA_RETURN, "remove it"},
	{IDEA_RETURN, "erase"},
	{IDEA_RETURN, "dileu"},
	{IDEA_RETURN, "dilëwch"},
	{IDEA_RECORDS, "freedom of information"},
	{IDEA_RECORDS, "data protection"},
	{IDEA_RECORDS, "privacy notice"},
	{IDEA_RECORDS, "personal data"},
	{IDEA_RECORDS, "personal information"},
	{IDEA_ADDRESSEE, "recipient"},
	{IDEA_ADDRESSEE, "addressee"},
	{IDEA_ADDRESSEE, "addressed to"},
	{IDEA_ADDRESSEE, "intended"},
	{IDEA_ADDRESSEE, "meant for"},
	{IDEA_ADDRESSEE, "meant only for"},
	{IDEA_ADDRESSEE, "for the person"},
	{IDEA_ADDRESSEE, "for the named"},
	{IDEA_ADDRESSEE, "person named"},
	{IDEA_ADDRESSEE, "whom it "},
	{IDEA_ADDRESSEE, "for the use of"},
	{IDEA_ADDRESSEE, "fwriad"},
	{IDEA_ADDRESSEE, "bwriad"},
	{IDEA_ADDRESSEE, "derbynn"},
	{IDEA_MISTAKE, "in error"},
	{IDEA_MISTAKE, "by mistake"},
	{IDEA_MISTAKE, "mistakenly"},
	{IDEA_MISTAKE, "by accident"},
	{IDEA_MISTAKE, "wrongly"},
	{IDEA_MISTAKE, "not for you"},
	{IDEA_MISTAKE, "gamgymeriad"},
	{IDEA_MONITORING, "monitor"},
	{IDEA_MONITORING, "intercept"},
	{IDEA_MONITORING, "fonitro"},
	{IDEA_VIRUS, "virus"},
	{IDEA_VIRUS, "malware"},
	{IDEA_VIRUS, "firws"},
	{IDEA_LIABILITY, "liabilit"},
	{IDEA_LIABILITY, "liable"},
	{IDEA_LIABILITY, "no responsibility"},
	{IDEA_LIABILITY, "accept responsibility"},
	{IDEA_LIABILITY, "accept legal responsibility"},
	{IDEA_LIABILITY, "legally binding"},
	{IDEA_VIEWS, "views"},
	{IDEA_VIEWS, "opinions"},
	{IDEA_VIEWS, "those of the author"},
	{IDEA_VIEWS, "statements made"},
};

enum {
	IDEAS_ALONE = 3,           /* beside that of the letter, where the form says nothing */
	IDEAS_BELOW_SIGNATURE = 2, /* where only boilerplate is to be expected */
	PARAGRAPH_WHOLE_LINE = 100 /* bytes: longer ones were not wrapped by their sender */
};

/* How many ideas beside that of the letter itself; 0 where nothing speaks to strangers, or little does and nothing of
 * the letter. */
static unsigned count_ideas(const char *text)
{
	unsigned seen = 0, count = 0, strangers = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(ideas); i++)
		if (!(seen & 1U << ideas[i].idea) && strstr(text, ideas[i].words)) {
			seen |= 1U << ideas[i].idea;
			count++;
			strangers += (IDEAS_OF_STRANGERS & 1U << ideas[i].idea) != 0;
		}
	if (!(seen & 1U << IDEA_LETTER))
		return strangers >= IDEAS_ALONE ? count : 0;
	return strangers > 0 ? count - 1 : 0;
}

static gboolean is_boilerplate(const char *text, const struct phrase *phrases, gsize count)
{
	int weight = 0;

	for (gsize i = 0; i < count && weight < 2; i++)
		if (strstr(text, phrases[i].words))
			weight += phrases[i].weight;
	return weight >= 2;
}

/* Nothing but rule characters: "*****", "_____". */
static gboolean is_rule(const char *line)
{
	return line[0] && line[strspn(line, "*-_=~# ")] == '\0';
}

/* A paragraph goes from line start to before line end; walking moves to its neighbours. */
struct paragraph {
	guint start, end;
	GString *text; /* as the phrases are written */
};

/* Appends a line's words in the phrases' spelling. */
static void append_words(GString *text, const char *line)
{
	for (; *line && text->len < DISCLAIMER_MAX_PARAGRAPH; line++) {
		gboolean is_space = g_ascii_isspace(*line);

		if (g_ascii_strncasecmp(line, "e-mail", 6) == 0 || g_ascii_strncasecmp(line, "e-bost", 6) == 0)
			line++, g_string_append_c(text, 'e');
		else if (!is_space)
			g_string_append_c(text, g_ascii_tolower(*line));
		else if (text->len > 0 && text->str[text->len - 1] != ' ')
			g_string_append_c(text, ' ');
	}
	g_string_append_c(text, ' ');
}

/* TRUE where a paragraph may go on from one of the two neighbouring lines to the other. */
static gboolean is_one_paragraph(const struct lines *lines, guint a, guint b)
{
	return lines->is_wrapped && lines_at(lines, a)->length <= PARAGRAPH_WHOLE_LINE &&
	       lines_at(lines, b)->length <= PARAGRAPH_WHOLE_LINE;
}

static gboolean is_gap(const struct lines *lines, guint i)
{
	g_autofree char *line = NULL;

	if (lines_at(lines, i)->is_hidden || lines_is_blank(lines, i))
		return TRUE;
	line = lines_trimmed(lines, i);
	return is_rule(line);
}

static void collect(const struct lines *lines, struct paragraph *paragraph)
{
	g_string_truncate(paragraph->text, 0);
	for (guint i = paragraph->start; i < paragraph->end; i++) {
		g_autofree char *line = lines_trimmed(lines, i);

		append_words(paragraph->text, line);
	}
}

/* The last paragraph before line before; FALSE where there is none. */
static gboolean previous_paragraph(const struct lines *lines, guint first, guint before, struct paragraph *paragraph)
{
	guint end = before;

	while (end > first && is_gap(lines, end - 1))
		end--;
	if (end == first)
		return FALSE;
	paragraph->end = end;
	paragraph->start = end - 1;
	while (paragraph->start > first && !is_gap(lines, paragraph->start - 1) &&
	       is_one_paragraph(lines, paragraph->start - 1, paragraph->start))
		paragraph->start--;
	collect(lines, paragraph);
	return TRUE;
}

/* Rules and blank lines above belong to it. */
static guint with_rule(const struct lines *lines, guint first, guint start)
{
	guint rule = start;

	for (guint i = start; i > first && is_gap(lines, i - 1); i--)
		if (!lines_is_blank(lines, i - 1))
			rule = i - 1;
	return rule;
}

/* Below a rule or a signature stands what nobody typed. */
static gboolean is_below_signature(const struct lines *lines, guint first, guint start)
{
	return with_rule(lines, first, start) < start || signature_start(lines, first, start) < start;
}

/* Unknown words of boilerplate. Whoever signs below them wrote them for this letter. */
static gboolean is_of_ideas(const struct lines *lines, guint first, guint end, const struct paragraph *paragraph)
{
	unsigned count = count_ideas(paragraph->text->str);

	if (count < IDEAS_BELOW_SIGNATURE || signature_start(lines, paragraph->end, end) < end)
		return FALSE;
	return count >= IDEAS_ALONE || is_below_signature(lines, first, paragraph->start);
}

guint disclaimer_start(const struct lines *lines, guint first, guint end)
{
	struct paragraph paragraph = {.text = g_string_new(NULL)};
	guint found = end, at = end;
	unsigned others = 0;
	gsize other_bytes = 0;

	for (unsigned n = 0; n < DISCLAIMER_MAX_PARAGRAPHS && previous_paragraph(lines, first, at, &paragraph); n++) {
		at = paragraph.start;
		if (is_boilerplate(paragraph.text->str, end_phrases, G_N_ELEMENTS(end_phrases)) ||
		    is_of_ideas(lines, first, end, &paragraph)) {
			found = at;
			others = 0;
			continue;
		}
		/* Between boilerplate one paragraph may say anything; after it, little may stand, lest it hide a
		 * letter. */
		other_bytes += found < end ? 0 : paragraph.text->len;
		if (++others > (found < end ? 1 : DISCLAIMER_MAX_AFTER) || other_bytes > DISCLAIMER_MAX_AFTER_BYTES)
			break;
	}
	g_string_free(paragraph.text, TRUE);
	return found < end ? with_rule(lines, first, found) : end;
}

guint disclaimer_banner_end(const struct lines *lines, guint first, guint end)
{
	struct paragraph paragraph = {.text = g_string_new(NULL)};
	guint found = first;

	while (first < end && is_gap(lines, first))
		first++;
	for (paragraph.start = first; first < end && !is_gap(lines, first) &&
				      (first == paragraph.start || is_one_paragraph(lines, first - 1, first));)
		first++;
	paragraph.end = first;
	collect(lines, &paragraph);
	if (is_boilerplate(paragraph.text->str, banner_phrases, G_N_ELEMENTS(banner_phrases)))
		found = first;
	g_string_free(paragraph.text, TRUE);
	return found;
}
