/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads what a text's sentences permit and forbid. It knows no thread, and believes what it reads. */
#include "policy/match/consent_text.h"

#include "policy/directory/name.h"
#include "policy/judge.h"
#include "policy/match/copy_statement.h"
#include "policy/match/member_name.h"
#include "policy/match/words.h"

#include <string.h>

static const char *const sharing[] = {"share", "shared", "shares",  "sharing",   "copy", "copied",  "copying",   "cc",
				      "ccd",   "bcc",    "include", "including", "loop", "looping", "circulate", NULL};
/* These carry many things: only what is said of this letter counts. */
static const char *const carrying[] = {"forward", "forwarded", "forwarding", "pass",    "passing", "passed",
				       "send",    "sending",   "show",       "showing", NULL};
static const char *const this_letter[] = {"this",           "it",    "my",    "email",  "message", "letter",
					  "correspondence", "below", "above", "thread", "reply",   NULL};
static const char *const willing[] = {"happy",  "content", "fine",    "ok",        "okay",       "glad", "agree",
				      "agreed", "consent", "pleased", "objection", "objections", "mind", NULL};
static const char *const receiving[] = {"see",      "seeing", "have",  "having",  "receive", "receiving",
					"read",     "get",    "be",    "copied",  "copying", "ccd",
					"included", "shared", "share", "sharing", "sent",    NULL};
static const char *const greetings[] = {"regards", "wishes", "apologies", "thanks", NULL};
static const char *const exceptions[] = {"except", "excluding", "apart", "bar", NULL};
static const char *const turns[] = {"but", "however", "except", "excluding", "apart", "bar", NULL};
static const char *const askings[] = {"have", "has", "did",  "do", "does", "was", "were",
				      "who",  "why", "when", "is", "are",  "had", NULL};

static const char *const privacies[] = {
	"between us",           "between ourselves",       "in confidence",
	"in strict confidence", "in strictest confidence", "in the strictest confidence",
	"confidential",         "your eyes only",          "to yourself",
};

/* A "no" that means yes. */
static const char *const yeses[] = {
	"no objection", "no objections", "no problem", "no problems",  "no issue",   "no issues",
	"no concerns",  "not mind",      "dont mind",  "wouldnt mind", "not object", "dont object",
};

static const struct word *word_at(const GArray *words, gsize at)
{
	return &g_array_index(words, struct word, at);
}

static gsize find_any(const GArray *words, gsize from, gsize until, const char *const *texts)
{
	while (from < until && !words_is_among(words, from, texts))
		from++;
	return from;
}

static gboolean has_phrase(const GArray *words, gsize from, gsize until, const char *const *phrases, gsize count)
{
	for (gsize at = from; at < until; at++)
		for (gsize i = 0; i < count; i++)
			if (words_match(words, at, until, phrases[i]) > 0)
				return TRUE;
	return FALSE;
}

static gboolean is_denied(const GArray *words, gsize from, gsize until)
{
	for (gsize at = from; at < until; at++) {
		gsize yes = 0;

		for (gsize i = 0; i < G_N_ELEMENTS(yeses) && yes == 0; i++)
			yes = words_match(words, at, until, yeses[i]);
		if (yes > 0)
			at += yes - 1;
		else if (copy_statement_is_denied(words, at, at + 1) && !words_is_among(words, at, exceptions))
			return TRUE;
	}
	return FALSE;
}

/* "Keep Councillor Oduya in the loop"; "out of the loop" and "is in the loop" permit nothing. */
static gboolean is_kept_in_loop(const GArray *words, gsize from, gsize at)
{
	static const char *const keeping[] = {"keep", "keeping", "bring", "put", NULL};

	return at >= from + 2 && words_match(words, at - 2, at + 1, "in the loop") > 0 &&
	       find_any(words, from, at, keeping) < at;
}

static gboolean is_noun_loop(const GArray *words, gsize from, gsize at)
{
	return at > from && strcmp(words_text(words, at), "loop") == 0 && strcmp(words_text(words, at - 1), "the") == 0;
}

/* Where a verb of passing this letter on stands in the clause, or until. */
static gsize find_verb(const GArray *words, gsize from, gsize until)
{
	for (gsize at = from; at < until; at++) {
		if (is_noun_loop(words, from, at)) {
			if (is_kept_in_loop(words, from, at))
				return at;
			continue;
		}
		if (words_is_among(words, at, sharing) &&
		    !(strcmp(words_text(words, at), "copy") == 0 && strcmp(words_text(words, at + 1), "of") == 0 &&
		      !words_is_among(words, at + 2, this_letter)))
			return at;
		if (words_is_among(words, at, carrying) && find_any(words, at, until, this_letter) < until)
			return at;
	}
	return until;
}

static gboolean has_member_title(const GArray *words, gsize from, gsize until)
{
	for (gsize at = from; at < until; at++)
		if (name_is_member_title(words_text(words, at)))
			return TRUE;
	return FALSE;
}

/* One clause; *has_verb and *was_denied come from the clause before it in the sentence. */
struct clause {
	const GArray *words;
	gsize from, until;
	gboolean had_verb, was_denied;
};

/* What may yet be said one day. */
static const char *const hedges[] = {
	"i might", "i may", "i could", "we might", "we may", "we could", "not sure", "think about", "not certain",
};

static enum consent_word read_clause(struct clause *clause, const struct facts *facts, const struct person *person)
{
	const GArray *words = clause->words;
	gsize from = clause->from, until = clause->until;
	gsize verb = find_verb(words, from, until);
	gboolean is_exception = words_is_among(words, from, exceptions) && clause->had_verb;
	gboolean denied = is_exception ? !clause->was_denied : is_denied(words, from, until);
	gboolean has_verb = verb < until || clause->had_verb;
	gboolean is_willing =
		find_any(words, from, until, willing) < until && find_any(words, from, until, receiving) < until;
	/* "Keep Councillor Oduya in the loop": the name stands before. */
	gboolean is_loop = verb < until && is_noun_loop(words, from, verb);
	gsize names = is_willing || is_loop || verb >= until ? from : verb + 1;
	gboolean is_named =
		person != NULL && member_name_stands(words, names, until, facts->policy->directory, facts->day, person);

	if (has_phrase(words, from, until, hedges, G_N_ELEMENTS(hedges)))
		return CONSENT_NONE;
	clause->had_verb = has_verb;
	clause->was_denied = denied;
	if (!has_verb && !is_willing)
		return !denied && has_phrase(words, from, until, privacies, G_N_ELEMENTS(privacies)) ? CONSENT_REFUSED
												     : CONSENT_NONE;
	if (is_named)
		return denied ? CONSENT_REFUSED : CONSENT_GIVEN;
	/* "Do not share this": with nobody. "... with Councillor Shah": that is about somebody else. */
	return denied && !is_exception && !has_member_title(words, from, until) ? CONSENT_REFUSED : CONSENT_NONE;
}

/* A question after a fact, not a request: "Have you ...?", "Dear Jo, have you ...?" */
static gboolean is_asking(const GArray *words, gsize from, gsize until)
{
	static const char *const asked[] = {"you", "i", "we", "they", "he", "she", "it", "this", "that", NULL};

	if (words_is_among(words, from, askings))
		return TRUE;
	for (gsize at = from; at + 1 < until; at++)
		if (words_is_among(words, at, askings) && words_is_among(words, at + 1, asked))
			return TRUE;
	return FALSE;
}

static enum consent_word read_sentence(const GArray *words, gsize from, gsize until, const struct facts *facts,
				       const struct person *person)
{
	struct clause clause = {.words = words, .from = from};
	enum consent_word latest = CONSENT_NONE;

	if ((word_at(words, until - 1)->is_asked && is_asking(words, from, until)) ||
	    find_any(words, from, until, greetings) < until)
		return CONSENT_NONE;
	while (clause.from < until) {
		enum consent_word word;

		clause.until = find_any(words, clause.from + 1, until, turns);
		word = read_clause(&clause, facts, person);
		latest = word != CONSENT_NONE ? word : latest;
		clause.from = clause.until;
	}
	return latest;
}

/* The text's paragraphs: GArray of struct word, owned; lines that a mail program broke are one again. */
static GPtrArray *read_paragraphs(const char *text)
{
	const char *end = text + MIN(strlen(text), CONSENT_MAX_BYTES);
	g_autofree char *head = g_utf8_make_valid(text, end - text);
	g_auto(GStrv) paragraphs = g_strsplit(head, "\n\n", -1);
	GPtrArray *read = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

	for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
		g_ptr_array_add(read, words_new(g_strdelimit(*paragraph, "\r\n", ' ')));
	return read;
}

/* Without one of these words a sentence is about something else, whoever it names. */
static gboolean may_speak(const GArray *words, gsize from, gsize until)
{
	return find_any(words, from, until, sharing) < until || find_any(words, from, until, carrying) < until ||
	       find_any(words, from, until, willing) < until ||
	       has_phrase(words, from, until, privacies, G_N_ELEMENTS(privacies));
}

struct sentence {
	const GArray *words; /* of its paragraph */
	gsize from, until;
};

struct consent_text {
	GPtrArray *paragraphs;
	GArray *sentences; /* struct sentence: those that may speak of copies */
};

struct consent_text *consent_text_new(const char *text)
{
	struct consent_text *read = g_new0(struct consent_text, 1);

	read->paragraphs = read_paragraphs(text);
	read->sentences = g_array_new(FALSE, FALSE, sizeof(struct sentence));
	for (guint i = 0; i < read->paragraphs->len; i++) {
		struct sentence sentence = {.words = g_ptr_array_index(read->paragraphs, i)};

		for (; sentence.from < sentence.words->len; sentence.from = sentence.until) {
			sentence.until = words_sentence_end(sentence.words, sentence.from);
			if (may_speak(sentence.words, sentence.from, sentence.until))
				g_array_append_val(read->sentences, sentence);
		}
	}
	return read;
}

void consent_text_free(struct consent_text *text)
{
	if (text == NULL)
		return;
	g_array_unref(text->sentences);
	g_ptr_array_unref(text->paragraphs);
	g_free(text);
}

enum consent_word consent_text_read(const struct consent_text *text, const struct facts *facts,
				    const struct person *person)
{
	enum consent_word latest = CONSENT_NONE;

	for (guint i = 0; i < text->sentences->len; i++) {
		const struct sentence *sentence = &g_array_index(text->sentences, struct sentence, i);
		enum consent_word word = read_sentence(sentence->words, sentence->from, sentence->until, facts, person);

		latest = word != CONSENT_NONE ? word : latest;
	}
	return latest;
}

static gboolean is_announcement(const GArray *words, gsize from, gsize until)
{
	static const char *const copies[] = {"copy", "copies", "copied", "shared", "shown", "forwarded", NULL};
	static const char *const modals[] = {"may", "might", "could", "can", "will", NULL};
	static const char *const members[] = {"members", "councillors", NULL};
	gsize others = find_any(words, from, until, (const char *const[]){"other", "fellow", "ward", NULL});

	return others < until && find_any(words, from, until, copies) < until &&
	       find_any(words, from, until, modals) < until && find_any(words, others, until, members) < until &&
	       !copy_statement_is_denied(words, from, until) && !word_at(words, until - 1)->is_asked;
}

gboolean consent_text_announces(const char *text)
{
	g_autoptr(GPtrArray) paragraphs = read_paragraphs(text);

	for (guint i = 0; i < paragraphs->len; i++) {
		const GArray *words = g_ptr_array_index(paragraphs, i);

		for (gsize from = 0, until; from < words->len; from = until) {
			until = words_sentence_end(words, from);
			if (is_announcement(words, from, until))
				return TRUE;
		}
	}
	return FALSE;
}
