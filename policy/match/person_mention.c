/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds names of persons by their capitals. It knows no directory and no list of names: those are for matchers that
 * must not guess. */
#include "policy/match/person_mention.h"

#include <string.h>

enum { NAME_MAX_WORDS = 3 };

struct token {
	gsize from, to;
	gboolean is_capital; /* a capital and then small letters, or a double name of such */
};

static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", NULL};

/* Words with capitals that are of no person's name in council mail. */
static const char common_words[] =
	" a academy act adult adults afternoon agency agenda agreement agricultural all allotments an and annex annual "
	"any appeal "
	"appendix april are area as assembly asset assets assistant assurance at audit august authority autumn avenue "
	"bank "
	"banking benefit benefits best board borough both bridge brief briefing britain budget building business but "
	"by cabinet "
	"can capital care castle central centre chair charter chief child children christmas church city civic claim "
	"clerk "
	"close cllr club code college commission commissioner committee common community companies company conference "
	"confidential conservative constitution construction consulting contract control core corporate corporation "
	"cost "
	"council councillor councillors councils counsel county court crescent crown customer data date day dear "
	"december "
	"decision defence delivery democrat democratic department deputy development digital director directorate "
	"district dock "
	"does draft drive east easter economic education eight election electoral emergency emergencies energy "
	"enforcement "
	"engineering england english enterprise environment environmental equality estate estates europe european "
	"event "
	"executive exempt facilities family farm february ferry finance financial fire five foi for forum four freedom "
	"friday "
	"from full fund further gardens gateway gdpr general good government grant great green greens group grove half "
	"hall "
	"harbour have head health heights hello heritage hi hill his her home homes hospital hotel house housing how "
	"hr human i "
	"if improvement in independent information infrastructure inn insurance internal investment is island it item "
	"its "
	"january joint july june justice kind king's kingdom labour lane law leader learning legal leisure letter "
	"liberal "
	"library licensing limited list living llp local london lord lower ltd main manager many march market may "
	"mayor meeting "
	"member members mental mews mill minister ministry minutes monday monitoring morning most museum my national "
	"new news "
	"next nhs no north northern not note notice november now october of off office officer officers official old "
	"on one "
	"operations options or order other our out outline over page paper papers parade paragraph parish park parks "
	"part "
	"partners partnership party pension people per performance planning plan plans plc please police policy port "
	"press "
	"primary private procedure procurement programme project property proposal protection provost public quay "
	"queen's "
	"railway re recreation reference region regional registry regards report reports resources restricted retail "
	"review "
	"rise risk river road row royal safety saturday schedule scheme school schools scotland scottish scrutiny "
	"secondary "
	"secretary section secure security senior sensitive september service services session settlement seven shire "
	"site six "
	"social society solicitor solicitors solutions some south southern special square standards star state station "
	"statement "
	"strategic strategy street strictly subject summer sunday support surgery systems tax team technical ten "
	"terrace thank "
	"thanks that the then there these they this three thursday to today together tomorrow tower town trade trading "
	"traffic "
	"training transport treasury trust tuesday two uk union unit united university upper us valley value via view "
	"village "
	"wales walk ward water waste way we wednesday welfare welsh west western what when where which who why will "
	"winter with "
	"women wood work working works yard yes yesterday you young your yours youth ";

static gboolean is_common(const char *text, const struct token *token)
{
	g_autofree char *lower = g_utf8_strdown(text + token->from, (gssize)(token->to - token->from));
	g_autofree char *padded = g_strdup_printf(" %s ", lower);

	return strstr(common_words, padded) != NULL;
}

static gboolean is_letter(gunichar character)
{
	return g_unichar_isalpha(character) || character == '\'' || character == 0x2019 || character == '-';
}

/* The next word of letters at or after `at`, before `end`. FALSE where there is none. */
static gboolean next_token(const char *text, gsize at, gsize end, struct token *ret_token)
{
	struct token token = {0, 0, FALSE};
	const char *place = text + at;

	while (place < text + end && !g_unichar_isalpha(g_utf8_get_char(place)))
		place = g_utf8_next_char(place);
	if (place >= text + end)
		return FALSE;
	token.from = (gsize)(place - text);
	token.is_capital = g_unichar_isupper(g_utf8_get_char(place));
	while (place < text + end && is_letter(g_utf8_get_char(place)))
		place = g_utf8_next_char(place);
	token.to = (gsize)(place - text);
	/* Initials and abbreviations ("A", "KC", "HR") are no names. */
	if (token.is_capital) {
		const char *second = g_utf8_next_char(text + token.from);

		token.is_capital = second < text + token.to &&
				   !(g_unichar_isupper(g_utf8_get_char(second)) && token.to - token.from <= 4);
	}
	*ret_token = token;
	return TRUE;
}

static gboolean is_word(const char *text, const struct token *token, const char *const *words)
{
	gsize length = token->to - token->from;

	for (gsize i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == length && g_ascii_strncasecmp(text + token->from, words[i], length) == 0)
			return TRUE;
	return FALSE;
}

/* One blank, or a full stop and a blank after a title, stands between the two. */
static gboolean follows(const char *text, const struct token *one, const struct token *other)
{
	gsize at = one->to;

	at += text[at] == '.';
	return text[at] == ' ' && at + 1 == other->from;
}

/* "Jude, 4" or "Jude (4)", "Wendy, aged 51" */
static gboolean has_age(const char *text, const struct token *token)
{
	const char *at = text + token->to;
	gsize digits;

	if (!g_str_has_prefix(at, ", ") && !g_str_has_prefix(at, " ("))
		return FALSE;
	at += 2;
	at += g_str_has_prefix(at, "aged ") ? strlen("aged ") : 0;
	digits = strspn(at, "0123456789");
	return digits >= 1 && digits <= 2 && strchr(",;.)", at[digits]) != NULL;
}

/* The end of the name that begins with the token; 0 where none does. */
static gsize name_end(const char *text, gsize line_end, const struct token *first)
{
	struct token token = *first, next;
	guint words = is_common(text, first) ? 0 : 1;

	if (is_word(text, first, titles))
		return next_token(text, first->to, line_end, &next) && next.is_capital && follows(text, first, &next) &&
				       !is_common(text, &next)
			       ? next.to
			       : 0;
	if (words == 0 || !first->is_capital)
		return 0;
	while (words < NAME_MAX_WORDS && next_token(text, token.to, line_end, &next) && next.is_capital &&
	       follows(text, &token, &next) && text[token.to] == ' ' && !is_word(text, &next, titles)) {
		/* "Quarry Lane", "Larkfield Homes" */
		if (is_common(text, &next))
			return 0;
		token = next;
		words++;
	}
	return words >= 2 || has_age(text, first) ? token.to : 0;
}

static gboolean is_alone(const char *text, gsize line_from, gsize line_end, gsize from, gsize to)
{
	for (gsize at = line_from; at < line_end; at++)
		if ((at < from || at >= to) && (g_ascii_isalnum(text[at]) || (guchar)text[at] >= 0x80))
			return FALSE;
	return TRUE;
}

static void read_line(const char *text, gsize from, gsize end, GArray *mentions)
{
	static const char *const members[] = {"cllr", "cllrs", "councillor", "councillors",
					      "dear", "hi",    "hello",      NULL};
	struct token token;
	gboolean is_after_member = FALSE;

	for (gsize at = from; mentions->len < PERSON_MENTION_MAX && next_token(text, at, end, &token); at = token.to) {
		struct person_mention mention = {token.from, name_end(text, end, &token)};

		if (mention.to != 0) {
			if (!is_after_member && !is_alone(text, from, end, mention.from, mention.to))
				g_array_append_val(mentions, mention);
			token.to = mention.to;
		}
		is_after_member = is_word(text, &token, members);
	}
}

GArray *person_mentions(const char *text)
{
	GArray *mentions = g_array_new(FALSE, FALSE, sizeof(struct person_mention));
	gsize length = strlen(text);

	for (gsize from = 0; from < length && mentions->len < PERSON_MENTION_MAX;) {
		gsize end = from + strcspn(text + from, "\n");

		read_line(text, from, end, mentions);
		from = end + 1;
	}
	return mentions;
}
