/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads sentences that tell of a copy. Knows forms of words in English and Welsh, and nobody's name. */
#include "policy/match/copy_statement.h"

#include "policy/directory/name.h"
#include "policy/match/words.h"

#include <string.h>

/* What may stand before the statement proper. */
static const char *const preambles[] = {
	"please note that",
	"to note",
	"please note",
	"please be aware that",
	"note that",
	"note",
	"nb",
	"n b",
	"ps",
	"fyi",
	"for information",
	"for your information",
	"for transparency",
	"for openness",
	"as requested",
	"as agreed",
	"as a courtesy",
	"in the interests of transparency",
	"in the interest of transparency",
	"in the interests of openness",
	"in the interest of openness",
	"sylwer bod",
};

static const char *const denials[] = {
	"not",     "never",   "no",     "none",  "nobody", "without",   "neither", "nor",
	"hasnt",   "havent",  "isnt",   "wasnt", "werent", "arent",     "didnt",   "dont",
	"doesnt",  "wont",    "cannot", "cant",  "except", "excluding", "unless",  "omitted",
	"removed", "instead", "rather", "nid",   "neb",    "heb",       "ddim",    NULL,
};

/* A request, a condition or a plan: the copy has not gone. */
static const char *const requests[] = {
	"please",     "pls",      "plz",        "kindly",  "could",    "can",   "would",  "should",  "shall",
	"must",       "might",    "may",        "will",    "if",       "when",  "once",   "until",   "need",
	"needs",      "want",     "wants",      "wish",    "let",      "be",    "reply",  "replies", "replying",
	"respond",    "response", "responding", "future",  "tomorrow", "later", "follow", "follows", "grateful",
	"appreciate", "remember", "advise",     "whether", NULL,
};

/* All are copied, and then these are not. */
static const char *const exceptions[] = {
	"other than",   "apart from", "save for",    "aside from", "all but",       "everybody but",
	"everyone but", "anyone but", "anybody but", "all bar",    "everybody bar", "everyone bar",
};

/* In a whole sentence these say that it is about another copy than this one. */
static const char *const strays[] = {
	"attached", "enclosed", "yesterday", "earlier", "previously", "last", "from", "by", "me", "us", "already", NULL,
};

static const char *const adjectives[] = {"blind", "silent", "carbon", "open", "also", "hidden", "anfonwyd", NULL};
static const char *const strong_nouns[] = {"cc", "bcc", "ccd", "bccd", "cced", "bcced", NULL};
static const char *const middle_nouns[] = {"copied", "copying", "copiwyd", NULL};
static const char *const weak_nouns[] = {"copy", "copies", "copi", "copiau", NULL};
static const char *const links[] = {"to",          "in", "into", "sent", "also", "for", "info",
				    "information", "i",  "ir",   "at",   "y",    "yr",  NULL};
static const char *const directions[] = {"to", "in", "i", "ir", "at", NULL};
static const char *const targets[] = {"to", "with", NULL};
static const char *const first_persons[] = {"i", "we", "ive", "weve", "im", NULL};
static const char *const auxiliaries[] = {"has", "have", "is", "are", "was", "were", NULL};
static const char *const fillers[] = {"has",   "have",   "is",  "are",  "was", "were",  "am", "also",   "been", "being",
				      "blind", "openly", "now", "both", "all", "today", "a",  "hereby", NULL};
static const char *const participles[] = {"copied", "copying", "ccd", "cced", "bccd", "bcced", NULL};
static const char *const sendings[] = {"sending", "sharing",  "forwarding", "sent",  "gone", "forwarded", "shared",
				       "passed",  "provided", "given",      "going", "goes", "copied",    NULL};
static const char *const receivings[] = {"received", "receiving", "sent", "given", "had", NULL};
static const char *const articles[] = {"a", "the", "this", "my", "our", "blind", "carbon", "also", NULL};
static const char *const letters[] = {"email",          "e",        "mail",  "message", "letter", "note", "reply",
				      "correspondence", "response", "above", "it",      NULL};
static const char *const copies[] = {"copy", "copies", NULL};

static const struct word *word_at(const GArray *words, gsize at)
{
	return &g_array_index(words, struct word, at);
}

/* Written small, or first in the sentence: a capital elsewhere is a name ("Councillor May"). */
static gboolean is_plain(const GArray *words, gsize at, gsize from)
{
	return at == from || !word_at(words, at)->is_capital;
}

static gboolean has_any(const GArray *words, gsize from, gsize until, const char *const *texts)
{
	for (gsize at = from; at < until; at++)
		if (words_is_among(words, at, texts) && is_plain(words, at, from))
			return TRUE;
	return FALSE;
}

/* The first place from..until with one of the texts, or until. */
static gsize find_any(const GArray *words, gsize from, gsize until, const char *const *texts)
{
	while (from < until && !words_is_among(words, from, texts))
		from++;
	return from;
}

static gsize skip_any(const GArray *words, gsize from, gsize until, const char *const *texts)
{
	while (from < until && words_is_among(words, from, texts))
		from++;
	return from;
}

gboolean copy_statement_is_denied(const GArray *words, gsize from, gsize until)
{
	return find_any(words, from, until, denials) < until;
}

static gsize skip_preambles(const GArray *words, gsize from, gsize until)
{
	for (gsize i = 0; i < G_N_ELEMENTS(preambles); i++) {
		gsize length = words_match(words, from, until, preambles[i]);

		if (length > 0) {
			from += length;
			i = (gsize)-1;
		}
	}
	return from;
}

/* "cc", "c.c.", "b.c.c." */
static gsize match_initials(const GArray *words, gsize at, gsize until)
{
	gsize length = words_match(words, at, until, "b c c");

	return length > 0 ? length : words_match(words, at, until, "c c");
}

/* A label and then names: "CC Councillor Oduya", "Blind copy to ...", "Copy: ...", "Copi i'r Cynghorydd ...". */
static gboolean read_label(const GArray *words, gsize from, gsize until, gsize *ret_from)
{
	gsize noun = skip_any(words, from, until, adjectives);
	gsize initials = match_initials(words, noun, until);
	gboolean is_strong = initials > 0 || words_is_among(words, noun, strong_nouns) ||
			     (noun > from && words_match(words, noun, until, "sent to") > 0);
	gboolean is_middle = words_is_among(words, noun, middle_nouns);
	gsize after = noun + MAX(initials, 1), names;
	gboolean is_directed;

	if (words_match(words, from, until, "also to") > 0 && name_is_member_title(words_text(words, from + 2))) {
		*ret_from = from + 2;
		return from + 2 < until;
	}
	if (noun >= until || !(is_strong || is_middle || words_is_among(words, noun, weak_nouns)))
		return FALSE;
	names = skip_any(words, after, until, links);
	if (names >= until)
		return FALSE;
	is_directed = find_any(words, after, names, directions) < names || word_at(words, names)->is_after_mark ||
		      word_at(words, after)->is_after_mark;
	if (!is_strong && !is_directed && !(is_middle && name_is_member_title(words_text(words, names))))
		return FALSE;
	*ret_from = names;
	return TRUE;
}

/* The first denial or exception from..until, or until. */
static gsize find_denial(const GArray *words, gsize from, gsize until)
{
	gsize denial = find_any(words, from, until, denials);

	for (gsize at = from; at < denial; at++)
		for (gsize i = 0; i < G_N_ELEMENTS(exceptions); i++)
			if (words_match(words, at, until, exceptions[i]) > 0)
				return at;
	return denial;
}

/* A word or two that name nobody, in brackets or after a dash. */
static gboolean is_remark(const GArray *words, gsize from, gsize until)
{
	gsize at = from;

	if (!word_at(words, from)->is_bracketed && !word_at(words, from)->is_after_mark)
		return FALSE;
	do {
		if (word_at(words, at)->is_capital || word_at(words, at)->is_address)
			return FALSE;
		at++;
	} while (at < until && !word_at(words, at)->starts_item);
	return at - from <= 2;
}

/* After a denial nobody is named: "CC Councillor Shah, not Councillor Oduya". The denied item goes whole. */
static gsize cut_at_denial(const GArray *words, gsize from, gsize until)
{
	gsize denial = find_denial(words, from, until);

	if (denial == until)
		return until;
	while (denial > from && !word_at(words, denial)->starts_item && strcmp(words_text(words, denial), "but") != 0)
		denial--;
	/* "Councillor Oduya (not sent)": a remark on the item before. */
	if (denial > from && is_remark(words, denial, until))
		for (denial--; denial > from && !word_at(words, denial)->starts_item;)
			denial--;
	return denial;
}

/* "a copy of" what: of this letter, or of something else? at is the word after "copy". */
static gboolean is_this_letter(const GArray *words, gsize at, gsize until)
{
	if (at >= until || strcmp(words_text(words, at), "of") != 0)
		return TRUE;
	at++;
	if (strcmp(words_text(words, at), "this") == 0 && at < until)
		return TRUE;
	at = skip_any(words, at, until, articles);
	return at < until && words_is_among(words, at, letters);
}

/* Behind the "to" or "with" that follows at, or FALSE. */
static gboolean find_target(const GArray *words, gsize at, gsize until, gsize *ret_from)
{
	gsize target = find_any(words, at, until, targets);

	if (target + 1 >= until)
		return FALSE;
	*ret_from = target + 1;
	return TRUE;
}

/* "I have copied in ...", "We have sent this to ..." */
static gboolean read_first_person(const GArray *words, gsize from, gsize until, gsize *ret_from)
{
	gsize verb;

	if (!words_is_among(words, from, first_persons))
		return FALSE;
	verb = skip_any(words, from + 1, until, fillers);
	if (verb >= until)
		return FALSE;
	if (words_is_among(words, verb, participles)) {
		*ret_from = verb + 1;
		return verb + 1 < until;
	}
	if (!words_is_among(words, verb, sendings) || verb + 1 >= until)
		return FALSE;
	if (strcmp(words_text(words, verb + 1), "this") != 0 && strcmp(words_text(words, verb + 1), "it") != 0) {
		gsize copy = skip_any(words, verb + 1, until, articles);

		if (!words_is_among(words, copy, copies) || !is_this_letter(words, copy + 1, until))
			return FALSE;
	}
	return find_target(words, verb + 1, until, ret_from);
}

/* "This has also gone to ...": without "also" it may be another thing that went. */
static gboolean read_this(const GArray *words, gsize from, gsize until, gsize *ret_from)
{
	gsize verb = skip_any(words, from + 1, until, fillers);

	return words_match(words, from, until, "this") > 0 && words_is_among(words, from + 1, auxiliaries) &&
	       find_any(words, from, verb, (const char *const[]){"also", NULL}) < verb && verb < until &&
	       words_is_among(words, verb, sendings) && find_target(words, verb, until, ret_from);
}

/* "A copy of this email has gone to ...", "This email has also been sent to ..." */
static gboolean read_letter(const GArray *words, gsize from, gsize until, gsize *ret_from)
{
	gsize noun = skip_any(words, from, until, articles);
	gboolean is_copy = words_is_among(words, noun, copies);
	gsize verb;

	if (noun == from && !is_copy)
		return FALSE;
	if (noun >= until ||
	    (is_copy ? !is_this_letter(words, noun + 1, until) : !words_is_among(words, noun, letters)))
		return FALSE;
	verb = find_any(words, noun + 1, until, sendings);
	return verb < until && find_target(words, verb, until, ret_from);
}

/* "has a copy of this email", "gets a copy": who has one already may have another's. */
static gboolean is_getting(const GArray *words, gsize at, gsize until)
{
	static const char *const gettings[] = {"gets", "receives", NULL};
	gsize copy = skip_any(words, at + 1, until, articles);

	if (copy >= until || !words_is_among(words, copy, copies))
		return FALSE;
	if (words_is_among(words, at, gettings))
		return is_this_letter(words, copy + 1, until);
	return words_match(words, at, until, "has") > 0 && words_match(words, copy + 1, until, "of this") > 0 &&
	       words_is_among(words, copy + 3, letters);
}

/* What comes after "Councillor Oduya has": "been copied", "received a copy", "in copy". */
static gboolean is_copied(const GArray *words, gsize at, gsize until)
{
	at = skip_any(words, at, until, fillers);
	if (at >= until)
		return FALSE;
	if (words_is_among(words, at, participles) || words_match(words, at, until, "in copy") > 0)
		return TRUE;
	if (!words_is_among(words, at, receivings))
		return FALSE;
	if (words_match(words, at + 1, until, "this") > 0 && at + 2 < until && words_is_among(words, at + 2, letters))
		return TRUE;
	at = skip_any(words, at + 1, until, articles);
	return at < until && words_is_among(words, at, copies) && is_this_letter(words, at + 1, until);
}

/* "Councillor Oduya has been copied in", "Councillor Oduya copied" */
static gboolean read_passive(const GArray *words, gsize from, gsize until, gsize *ret_until)
{
	for (gsize at = from + 1; at < until; at++) {
		gboolean is_short = words_is_among(words, at, participles) &&
				    (at + 1 == until || strcmp(words_text(words, at + 1), "for") == 0 ||
				     (at + 2 == until && strcmp(words_text(words, at + 1), "in") == 0));

		if (is_short || is_getting(words, at, until) || words_match(words, at, until, "in copy") > 0 ||
		    (words_is_among(words, at, auxiliaries) && is_copied(words, at + 1, until))) {
			*ret_until = at;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean copy_statement_read(const GArray *words, gsize from, gsize until, gsize *ret_from, gsize *ret_until)
{
	gsize names_from, names_until = until;

	from = skip_preambles(words, from, until);
	if (from >= until || word_at(words, until - 1)->is_asked || has_any(words, from, until, requests))
		return FALSE;
	if (read_label(words, from, until, &names_from)) {
		*ret_from = names_from;
		*ret_until = cut_at_denial(words, names_from, until);
		return *ret_until > names_from;
	}
	if (copy_statement_is_denied(words, from, until) || has_any(words, from, until, strays))
		return FALSE;
	if (!read_first_person(words, from, until, &names_from) && !read_this(words, from, until, &names_from) &&
	    !read_letter(words, from, until, &names_from)) {
		if (!read_passive(words, from, until, &names_until))
			return FALSE;
		names_from = from;
	}
	*ret_from = names_from;
	*ret_until = names_until;
	return TRUE;
}
