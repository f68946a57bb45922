/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads a thread for consent, refusal and announcement of copies. Believes the quoted text; whether the sender is
 * believed is asked elsewhere. */
#include "policy/match/consent.h"

#include "policy/directory/name.h"
#include "policy/judge.h"
#include "policy/match/copy_statement.h"
#include "policy/match/member_name.h"
#include "policy/match/words.h"

#include <string.h>

enum word_on_copy { WORD_NONE, WORD_CONSENT, WORD_REFUSAL };

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

/* Where a verb of passing this letter on stands in the clause, or until. */
static gsize find_verb(const GArray *words, gsize from, gsize until)
{
	for (gsize at = from; at < until; at++) {
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

static enum word_on_copy read_clause(struct clause *clause, const struct facts *facts, const struct person *person)
{
	const GArray *words = clause->words;
	gsize from = clause->from, until = clause->until;
	gsize verb = find_verb(words, from, until);
	gboolean is_exception = words_is_among(words, from, exceptions) && clause->had_verb;
	gboolean denied = is_exception ? !clause->was_denied : is_denied(words, from, until);
	gboolean has_verb = verb < until || clause->had_verb;
	gboolean is_willing =
		find_any(words, from, until, willing) < until && find_any(words, from, until, receiving) < until;
	gsize names = is_willing || verb >= until ? from : verb + 1;
	gboolean is_named = member_name_stands(words, names, until, facts->policy->directory, facts->day, person);

	clause->had_verb = has_verb;
	clause->was_denied = denied;
	if (!has_verb && !is_willing)
		return !denied && has_phrase(words, from, until, privacies, G_N_ELEMENTS(privacies)) ? WORD_REFUSAL
												     : WORD_NONE;
	if (is_named)
		return denied ? WORD_REFUSAL : WORD_CONSENT;
	/* "Do not share this": with nobody. "... with Councillor Shah": that is about somebody else. */
	return denied && !is_exception && !has_member_title(words, from, until) ? WORD_REFUSAL : WORD_NONE;
}

static enum word_on_copy read_sentence(const GArray *words, gsize from, gsize until, const struct facts *facts,
				       const struct person *person)
{
	struct clause clause = {.words = words, .from = from};
	enum word_on_copy latest = WORD_NONE;

	if ((word_at(words, until - 1)->is_asked && words_is_among(words, from, askings)) ||
	    find_any(words, from, until, greetings) < until)
		return WORD_NONE;
	while (clause.from < until) {
		enum word_on_copy word;

		clause.until = find_any(words, clause.from + 1, until, turns);
		word = read_clause(&clause, facts, person);
		latest = word != WORD_NONE ? word : latest;
		clause.from = clause.until;
	}
	return latest;
}

/* Calls back for each sentence of the text; lines that a mail program broke are one again. */
typedef gboolean sentence_reader(const GArray *words, gsize from, gsize until, gpointer data);

/* Sentences in order, until the reader returns TRUE; whether it did. */
static gboolean read_sentences(const char *text, sentence_reader *read, gpointer data)
{
	g_autofree char *head = g_utf8_substring(text, 0, g_utf8_strlen(text, CONSENT_MAX_BYTES));
	g_auto(GStrv) paragraphs = g_strsplit(head, "\n\n", -1);

	for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
		g_autoptr(GArray) words = words_new(g_strdelimit(*paragraph, "\r\n", ' '));

		for (gsize from = 0; from < words->len;) {
			gsize until = words_sentence_end(words, from);

			if (read(words, from, until, data))
				return TRUE;
			from = until;
		}
	}
	return FALSE;
}

struct consent_reading {
	const struct facts *facts;
	const struct person *person;
	enum word_on_copy latest;
};

static gboolean read_consent(const GArray *words, gsize from, gsize until, gpointer data)
{
	struct consent_reading *reading = data;
	enum word_on_copy word = read_sentence(words, from, until, reading->facts, reading->person);

	if (word != WORD_NONE)
		reading->latest = word;
	return FALSE;
}

/* What one letter of the first member says, by its text or else by whom it went to. */
static enum word_on_copy read_quoted(const struct facts *facts, const struct quoted_message *quoted,
				     const struct person *person)
{
	struct consent_reading reading = {facts, person, WORD_NONE};
	g_autoptr(GPtrArray) participants = NULL;

	read_sentences(quoted->text, read_consent, &reading);
	if (reading.latest != WORD_NONE)
		return reading.latest;
	participants = facts_quoted_persons(facts, quoted, FALSE);
	return facts_has_person(participants, person) ? WORD_CONSENT : WORD_NONE;
}

/* The only member of the persons; *ret_count: how many there are. */
static const struct person *only_member(const GPtrArray *persons, guint *ret_count)
{
	const struct person *only = NULL;

	*ret_count = 0;
	for (guint i = 0; i < persons->len; i++) {
		if (!facts_is_member(g_ptr_array_index(persons, i)))
			continue;
		only = g_ptr_array_index(persons, i);
		++*ret_count;
	}
	return *ret_count == 1 ? only : NULL;
}

const struct person *consent_first_member(const struct facts *facts)
{
	for (guint i = facts->message->quoted->len; i > 0; i--) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i - 1);
		g_autoptr(GPtrArray) writers = facts_quoted_persons(facts, quoted, TRUE);
		g_autoptr(GPtrArray) participants = NULL;
		const struct person *member;
		guint count;

		member = only_member(writers, &count);
		if (member != NULL)
			return member;
		participants = facts_quoted_persons(facts, quoted, FALSE);
		member = only_member(participants, &count);
		if (count > 0)
			return member;
	}
	return NULL;
}

gboolean consent_stands(const struct facts *facts, const struct person *person)
{
	const struct person *first = consent_first_member(facts);

	if (first == NULL || person_is_same(first, person))
		return FALSE;
	/* Newest first: the latest word prevails. */
	for (guint i = 0; i < facts->message->quoted->len; i++) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i);
		g_autoptr(GPtrArray) writers = facts_quoted_persons(facts, quoted, TRUE);
		enum word_on_copy word;

		if (!facts_has_person(writers, first))
			continue;
		word = read_quoted(facts, quoted, person);
		if (word != WORD_NONE)
			return word == WORD_CONSENT;
	}
	return FALSE;
}

static gboolean read_announcement(const GArray *words, gsize from, gsize until, G_GNUC_UNUSED gpointer data)
{
	static const char *const copies[] = {"copy", "copies", "copied", "shared", "shown", "forwarded", NULL};
	static const char *const modals[] = {"may", "might", "could", "can", "will", NULL};
	static const char *const members[] = {"members", "councillors", NULL};
	gsize others = find_any(words, from, until, (const char *const[]){"other", "fellow", "ward", NULL});

	return others < until && find_any(words, from, until, copies) < until &&
	       find_any(words, from, until, modals) < until && find_any(words, others, until, members) < until &&
	       !copy_statement_is_denied(words, from, until) && !word_at(words, until - 1)->is_asked;
}

/* The reader of each alternative must see it. */
static gboolean is_announced_here(const struct message *message)
{
	for (guint i = 0; i < message->renditions->len; i++) {
		const struct rendition *rendition = g_ptr_array_index(message->renditions, i);
		gboolean is_found = FALSE;

		for (guint j = 0; j < rendition->passages->len && !is_found; j++) {
			const struct passage *passage = g_ptr_array_index(rendition->passages, j);

			is_found = passage->division != DIVISION_QUOTED && !passage->is_hidden &&
				   read_sentences(passage->text, read_announcement, NULL);
		}
		if (!is_found)
			return FALSE;
	}
	return message->renditions->len > 0;
}

static gboolean is_written_by_officer(const struct facts *facts, const struct quoted_message *quoted)
{
	g_autoptr(GPtrArray) writers = facts_quoted_persons(facts, quoted, TRUE);

	for (guint i = 0; i < writers->len; i++) {
		const struct person *person = g_ptr_array_index(writers, i);

		if (person->kind == PERSON_OFFICER)
			return TRUE;
	}
	return FALSE;
}

gboolean consent_is_announced(const struct facts *facts, gboolean is_advance)
{
	for (guint i = 0; i < facts->message->quoted->len; i++) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i);

		if (is_written_by_officer(facts, quoted) && read_sentences(quoted->text, read_announcement, NULL))
			return TRUE;
	}
	return !is_advance && is_announced_here(facts->message);
}
