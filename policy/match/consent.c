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
	/* "Keep Councillor Oduya in the loop": the name stands before. */
	gboolean is_loop = verb < until && is_noun_loop(words, from, verb);
	gsize names = is_willing || is_loop || verb >= until ? from : verb + 1;
	gboolean is_named = member_name_stands(words, names, until, facts->policy->directory, facts->day, person);

	if (has_phrase(words, from, until, hedges, G_N_ELEMENTS(hedges)))
		return WORD_NONE;
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

static enum word_on_copy read_sentence(const GArray *words, gsize from, gsize until, const struct facts *facts,
				       const struct person *person)
{
	struct clause clause = {.words = words, .from = from};
	enum word_on_copy latest = WORD_NONE;

	if ((word_at(words, until - 1)->is_asked && is_asking(words, from, until)) ||
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

struct letter {
	GPtrArray *paragraphs;
	GPtrArray *participants; /* const struct person * */
};

struct consent_thread {
	const struct facts *facts;
	const struct person *first;
	GPtrArray *letters; /* struct letter of the first member, newest first */
};

static void letter_free(gpointer data)
{
	struct letter *letter = data;

	g_ptr_array_unref(letter->paragraphs);
	g_ptr_array_unref(letter->participants);
	g_free(letter);
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

static const struct person *find_first_member(const struct facts *facts)
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

struct consent_thread *consent_thread_new(const struct facts *facts)
{
	struct consent_thread *thread = g_new0(struct consent_thread, 1);

	thread->facts = facts;
	thread->first = find_first_member(facts);
	thread->letters = g_ptr_array_new_with_free_func(letter_free);
	for (guint i = 0; thread->first != NULL && i < MIN(facts->message->quoted->len, CONSENT_MAX_LETTERS); i++) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i);
		g_autoptr(GPtrArray) writers = facts_quoted_persons(facts, quoted, TRUE);
		struct letter *letter;

		if (!facts_has_person(writers, thread->first))
			continue;
		letter = g_new0(struct letter, 1);
		letter->paragraphs = read_paragraphs(quoted->text);
		letter->participants = facts_quoted_persons(facts, quoted, FALSE);
		g_ptr_array_add(thread->letters, letter);
	}
	return thread;
}

void consent_thread_free(struct consent_thread *thread)
{
	if (thread == NULL)
		return;
	g_ptr_array_unref(thread->letters);
	g_free(thread);
}

const struct person *consent_first_member(const struct consent_thread *thread)
{
	return thread->first;
}

/* What one letter of the first member says, by its text or else by whom it went to. */
static enum word_on_copy read_letter(const struct consent_thread *thread, const struct letter *letter,
				     const struct person *person)
{
	enum word_on_copy latest = WORD_NONE;

	for (guint i = 0; i < letter->paragraphs->len; i++) {
		const GArray *words = g_ptr_array_index(letter->paragraphs, i);

		for (gsize from = 0, until; from < words->len; from = until) {
			enum word_on_copy word;

			until = words_sentence_end(words, from);
			word = read_sentence(words, from, until, thread->facts, person);
			latest = word != WORD_NONE ? word : latest;
		}
	}
	if (latest == WORD_NONE && facts_has_person(letter->participants, person))
		return WORD_CONSENT;
	return latest;
}

gboolean consent_stands(const struct consent_thread *thread, const struct person *person)
{
	if (person_is_same(thread->first, person))
		return FALSE;
	/* Newest first: the latest word prevails. */
	for (guint i = 0; i < thread->letters->len; i++) {
		enum word_on_copy word = read_letter(thread, g_ptr_array_index(thread->letters, i), person);

		if (word != WORD_NONE)
			return word == WORD_CONSENT;
	}
	return FALSE;
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

static gboolean announces(const char *text)
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

/* The reader of each alternative must see it. */
static gboolean is_announced_here(const struct message *message)
{
	for (guint i = 0; i < message->renditions->len; i++) {
		const struct rendition *rendition = g_ptr_array_index(message->renditions, i);
		gboolean is_found = FALSE;

		for (guint j = 0; j < rendition->passages->len && !is_found; j++) {
			const struct passage *passage = g_ptr_array_index(rendition->passages, j);

			is_found =
				passage->division != DIVISION_QUOTED && !passage->is_hidden && announces(passage->text);
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
	for (guint i = 0; i < MIN(facts->message->quoted->len, CONSENT_MAX_LETTERS); i++) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i);

		if (is_written_by_officer(facts, quoted) && announces(quoted->text))
			return TRUE;
	}
	return !is_advance && is_announced_here(facts->message);
}
