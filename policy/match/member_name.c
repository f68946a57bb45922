/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds a member's name among words, told apart from the other members' names. Does not ask what the words say of the
 * member. */
#include "policy/match/member_name.h"

#include "policy/directory/name.h"
#include "policy/match/office.h"
#include "policy/match/words.h"

#include <string.h>

enum { GIVEN_MAX = 4 }; /* forenames and initials before one surname */

/* Titles beside those of the directory. */
static const char *const member_titles[] = {"councillors", "councilors", "cynghorydd", "gynghorydd",
					    "chynghorydd", "cynghorwyr", "cyng",       NULL};

/* A name ends where one of these stands. */
static const char *const joints[] = {
	"and",     "to",        "in",      "into",    "also",   "plus", "with",   "both",  "for",    "of",
	"incl",    "including", "inc",     "namely",  "cc",     "bcc",  "ccd",    "bccd",  "cced",   "c",
	"copy",    "copies",    "copied",  "copying", "sent",   "has",  "have",   "been",  "is",     "are",
	"was",     "were",      "email",   "message", "letter", "this", "it",     "on",    "at",     "but",
	"or",      "ar",        "ac",      "ir",      "hefyd",  "copi", "copiau", "share", "shared", "sharing",
	"forward", "show",      "include", "tell",    "member", NULL,
};

static const char *const ands[] = {"and", "plus", "ac", "ar", NULL};

/* What may follow a surname that stands alone. */
static const char *const followers[] = {"and", "has", "have", "is", "are",  "was", "were", "in",   "on", "at",
					"as",  "to",  "who",  "by", "both", "ar",  "ac",   "also", "or", NULL};

/* "Green Group", "Ward members": then the word before is no person's name. */
static const char *const groups[] = {"group",     "party",     "members",      "councillors", "ward",   "wards",
				     "committee", "team",      "office",       "family",      "street", "road",
				     "lane",      "residents", "constituents", "colleagues",  "groups", "parties",
				     "panel",     "cabinet",   "leader",       "leaders",     NULL};

static gboolean is_member_title(const GArray *words, gsize at)
{
	return name_is_member_title(words_text(words, at)) || words_is_among(words, at, member_titles);
}

static gboolean is_title(const GArray *words, gsize at)
{
	return name_is_title(words_text(words, at)) || words_is_among(words, at, member_titles);
}

static const struct word *word_at(const GArray *words, gsize at)
{
	return &g_array_index(words, struct word, at);
}

/* "Smith-Jones", "Smith Jones" and "O'Neil" have one form. Caller frees; "" where there is no surname. */
static char *joined(const char *name)
{
	char *folded = name != NULL ? name_fold(name) : g_strdup("");
	char *to = folded;

	for (const char *from = folded; *from != '\0'; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return folded;
}

/* The same where the two dots and their like are written out, as in "Mueller". Caller frees; NULL where there are none.
 */
static char *written_out(const char *name)
{
	static const struct {
		const char *letter, *plain;
	} letters[] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ø", "oe"}, {"å", "aa"}};
	g_autofree char *composed = name != NULL ? g_utf8_normalize(name, -1, G_NORMALIZE_NFC) : NULL;
	g_autofree char *small = composed != NULL ? g_utf8_strdown(composed, -1) : NULL;
	g_autoptr(GString) plain = g_string_new(small);
	guint count = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(letters); i++)
		count += g_string_replace(plain, letters[i].letter, letters[i].plain, 0);
	return count > 0 ? joined(plain->str) : NULL;
}

/* How many words from `at` on, of one item, make the surname when put together; or 0. */
static gsize match_surname(const GArray *words, gsize at, gsize until, const char *surname)
{
	const char *left = surname;

	if (*surname == '\0')
		return 0;
	for (gsize i = at; i < until; i++) {
		const char *text = words_text(words, i);

		if (i > at && (word_at(words, i)->starts_item || word_at(words, i)->is_address))
			return 0;
		if (!g_str_has_prefix(left, text))
			return 0;
		left += strlen(text);
		if (*left == '\0')
			return i + 1 - at;
	}
	return 0;
}

/* What stands around a surname and tells whose it is. */
struct mention {
	const GArray *words;
	gsize from, until;      /* of the surname */
	gsize start, end;       /* of what belongs to it at most */
	gsize given[GIVEN_MAX]; /* places of forenames and initials */
	gsize given_count;
	gboolean has_title;
	gboolean is_refused; /* too much stands before it to be a name */
};

static gboolean is_plural_title(const GArray *words, gsize at)
{
	static const char *const plurals[] = {"cllrs", "councillors", "councilors", "cynghorwyr", NULL};

	return words_is_among(words, at, plurals);
}

/* "Cllrs Margaret and Desmond Walker": the place of "Margaret" is added as the given name of a mention of its own. The
 * given names are single words that stand between a plural title and this mention; ret_given has room for GIVEN_MAX. */
static gsize find_shared_given(const struct mention *mention, gsize from, gsize ret_given[GIVEN_MAX])
{
	gsize count = 0, at = mention->given_count > 0 ? mention->given[mention->given_count - 1] : mention->from;

	while (at > from && count < GIVEN_MAX) {
		at--;
		if (is_plural_title(mention->words, at))
			return count;
		if (words_is_among(mention->words, at, ands))
			continue;
		/* One word, and a joint or another item after it. */
		if (!word_at(mention->words, at + 1)->starts_item && !words_is_among(mention->words, at + 1, ands))
			return 0;
		ret_given[count++] = at;
	}
	return at == from && from > 0 && is_plural_title(mention->words, from - 1) ? count : 0;
}

/* "Bridge ward Councillor Walker": leftwards from the title to a joint or the item's start. */
static void read_ward_before(struct mention *mention, gsize from, gsize title)
{
	gsize at = title;

	while (at > from && !word_at(mention->words, at)->starts_item &&
	       !words_is_among(mention->words, at - 1, joints))
		at--;
	mention->start = at;
}

/* Leftwards to the title, a joint or the item's start. */
static void read_before(struct mention *mention, gsize from)
{
	mention->start = mention->from;
	for (gsize at = mention->from; at > from && !word_at(mention->words, at)->starts_item;) {
		at--;
		if (is_title(mention->words, at)) {
			mention->has_title = TRUE;
			if (is_member_title(mention->words, at)) {
				read_ward_before(mention, from, at);
				return;
			}
		} else if (words_is_among(mention->words, at, joints) || word_at(mention->words, at)->is_address) {
			return;
		} else if (mention->given_count == GIVEN_MAX || mention->has_title) {
			/* "the late Sir Amina Shah" is not read, "Amina Lady Shah" neither. */
			mention->is_refused = mention->given_count == GIVEN_MAX;
			return;
		} else {
			mention->given[mention->given_count++] = at;
		}
	}
}

static gsize item_end(const GArray *words, gsize at, gsize until)
{
	for (at++; at < until && !word_at(words, at)->starts_item;)
		at++;
	return MIN(at, until);
}

/* What stands behind the surname in its own item and in the next one, where that is not another name's. */
static void read_after(struct mention *mention, gsize until)
{
	gsize own_end = item_end(mention->words, mention->until - 1, until);

	mention->end = mention->until;
	while (mention->end < own_end && !is_title(mention->words, mention->end) &&
	       !words_is_among(mention->words, mention->end, ands))
		mention->end++;
	if (mention->end == own_end && mention->end < until && !is_title(mention->words, mention->end) &&
	    !word_at(mention->words, mention->end)->is_address &&
	    !word_at(mention->words, mention->end - 1)->ends_sentence)
		mention->end = item_end(mention->words, mention->end, until);
}

static gboolean has_follower(const struct mention *mention, const char *const *texts)
{
	return mention->until < mention->words->len && !word_at(mention->words, mention->until)->starts_item &&
	       words_is_among(mention->words, mention->until, texts);
}

/* "de Souza" has one too. */
static gboolean has_capital(const struct mention *mention)
{
	for (gsize at = mention->from; at < mention->until; at++)
		if (word_at(mention->words, at)->is_capital)
			return TRUE;
	return FALSE;
}

/* A surname that stands alone may be any word: then it is written as a name, and nothing runs on behind it. */
static gboolean is_name(const struct mention *mention, gsize until)
{
	gboolean is_last = mention->until >= until || word_at(mention->words, mention->until)->starts_item;

	if (mention->is_refused || has_follower(mention, groups))
		return FALSE;
	if (mention->has_title || mention->given_count > 0)
		return TRUE;
	return has_capital(mention) && (is_last || has_follower(mention, followers));
}

enum fit { FIT_NONE, FIT_SOME, FIT_WHOLE };

/* One forename or initial against the member's forenames; "Ben" fits Benjamin. */
static enum fit fit_given(const char *given, char **forenames)
{
	enum fit best = FIT_NONE;

	for (char **forename = forenames; *forename != NULL; forename++) {
		if (strcmp(*forename, given) == 0)
			return FIT_WHOLE;
		if (g_str_has_prefix(*forename, given) ||
		    (g_utf8_strlen(*forename, -1) > 1 && g_str_has_prefix(given, *forename)))
			best = FIT_SOME;
	}
	return best;
}

/* The given names against one member: none may contradict, an initial in the middle need not be known. */
static enum fit fit_member(const struct mention *mention, const struct person *member)
{
	g_autofree char *folded = member->forename != NULL ? name_fold(member->forename) : g_strdup("");
	g_auto(GStrv) forenames = g_strsplit(folded, " ", -1);
	enum fit worst = FIT_WHOLE;

	if (mention->given_count == 0 || *folded == '\0')
		return FIT_SOME;
	for (gsize i = 0; i < mention->given_count; i++) {
		const char *given = words_text(mention->words, mention->given[i]);
		/* Read leftwards: the last one is the first name. */
		gboolean is_first = i + 1 == mention->given_count;
		enum fit fit = fit_given(given, forenames);

		if (fit == FIT_NONE && !is_first && g_utf8_strlen(given, -1) == 1)
			fit = FIT_WHOLE;
		worst = MIN(worst, fit);
	}
	return worst;
}

/* "Oduya, Ben": all that stands in the next item is forenames of the member. */
static gboolean is_inverted(const struct mention *mention, const struct person *member)
{
	g_autofree char *folded = member->forename != NULL ? name_fold(member->forename) : g_strdup("");
	g_auto(GStrv) forenames = g_strsplit(folded, " ", -1);
	gsize at = item_end(mention->words, mention->until - 1, mention->words->len);
	gsize from = at;

	if (*folded == '\0' || mention->given_count > 0 || mention->end <= at)
		return FALSE;
	for (; at < mention->end; at++)
		if (!is_title(mention->words, at) && fit_given(words_text(mention->words, at), forenames) == FIT_NONE)
			return FALSE;
	return at > from;
}

static gboolean has_ward(const struct mention *mention, const struct person *member)
{
	for (char **ward = member->wards; *ward != NULL; ward++) {
		g_autofree char *folded = name_fold(*ward);

		for (gsize at = mention->start; *folded != '\0' && at < mention->end; at++)
			if ((at < mention->from || at >= mention->until) &&
			    words_match(mention->words, at, at < mention->from ? mention->from : mention->end, folded) >
				    0)
				return TRUE;
	}
	return FALSE;
}

/* How well the mention fits the member; a ward or an inverted forename counts as much as a forename. */
static int rank_member(const struct mention *mention, const struct person *member)
{
	enum fit fit = fit_member(mention, member);

	if (fit == FIT_NONE)
		return 0;
	return (int)fit + (has_ward(mention, member) ? 4 : 0) + (is_inverted(mention, member) ? 4 : 0);
}

/* The one member whom the mention fits best, or NULL where several do as well. */
static const struct person *find_mentioned(const struct mention *mention, const GPtrArray *namesakes)
{
	const struct person *best = NULL;
	gboolean is_tied = FALSE;
	int best_rank = 0;

	for (guint i = 0; i < namesakes->len; i++) {
		const struct person *member = g_ptr_array_index(namesakes, i);
		int rank = rank_member(mention, member);

		if (rank < best_rank || rank == 0)
			continue;
		is_tied = rank == best_rank;
		best_rank = rank;
		best = member;
	}
	return is_tied ? NULL : best;
}

static GPtrArray *find_namesakes(const struct directory *directory, guint32 day, const char *surname)
{
	g_autoptr(GPtrArray) persons = directory_persons(directory, day);
	GPtrArray *namesakes = g_ptr_array_new();

	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);
		g_autofree char *other = NULL, *other_way = NULL;

		if (person->kind != PERSON_MEMBER)
			continue;
		other = joined(person->surname);
		other_way = written_out(person->surname);
		if (strcmp(other, surname) == 0 || g_strcmp0(other_way, surname) == 0)
			g_ptr_array_add(namesakes, (gpointer)person);
	}
	return namesakes;
}

/* The surname is shared with given names before it, one of which is the person's. */
static gboolean is_sharer(const struct mention *mention, gsize from, const GPtrArray *namesakes,
			  const struct person *person)
{
	gsize given[GIVEN_MAX];
	gsize count = mention->given_count > 0 ? find_shared_given(mention, from, given) : 0;

	for (gsize i = 0; i < count; i++) {
		struct mention other = *mention;

		other.given[0] = given[i];
		other.given_count = 1;
		if (person_is_same(find_mentioned(&other, namesakes), person))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_named_by_spelling(const GArray *words, gsize from, gsize until, const struct directory *directory,
				     guint32 day, const struct person *person, const char *surname)
{
	g_autoptr(GPtrArray) namesakes = NULL;

	for (gsize at = from; at < until; at++) {
		gsize length = match_surname(words, at, until, surname);
		struct mention mention = {.words = words, .from = at, .until = at + length};

		if (length == 0)
			continue;
		read_before(&mention, from);
		read_after(&mention, until);
		if (!is_name(&mention, until))
			continue;
		if (namesakes == NULL)
			namesakes = find_namesakes(directory, day, surname);
		if (person_is_same(find_mentioned(&mention, namesakes), person) ||
		    is_sharer(&mention, from, namesakes, person))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_named_by_surname(const GArray *words, gsize from, gsize until, const struct directory *directory,
				    guint32 day, const struct person *person)
{
	g_autofree char *surname = joined(person->surname);
	g_autofree char *other_way = written_out(person->surname);

	return is_named_by_spelling(words, from, until, directory, day, person, surname) ||
	       (other_way != NULL && is_named_by_spelling(words, from, until, directory, day, person, other_way));
}

static gboolean is_named_by_address(const GArray *words, gsize from, gsize until, const struct directory *directory,
				    guint32 day, const struct person *person)
{
	for (gsize at = from; at < until; at++) {
		struct resolution *who;
		gboolean is_same;

		if (!word_at(words, at)->is_address)
			continue;
		who = directory_resolve(directory, words_text(words, at), day);
		is_same = person_is_same(who->person, person);
		resolution_free(who);
		if (is_same)
			return TRUE;
	}
	return FALSE;
}

/* Nothing but joints before it in its item: "the secretary of the Lord Mayor" is somebody else. */
static gboolean is_office_start(const GArray *words, gsize from, gsize at)
{
	while (at > from && !word_at(words, at)->starts_item && !words_is_among(words, at - 1, ands)) {
		at--;
		if (!words_is_among(words, at, joints) && strcmp(words_text(words, at), "the") != 0)
			return FALSE;
	}
	return TRUE;
}

static gboolean is_named_by_office(const GArray *words, gsize from, gsize until, const struct directory *directory,
				   guint32 day, const struct person *person)
{
	g_autoptr(GPtrArray) phrases = office_phrases(directory, day, person);

	for (gsize at = from; phrases->len > 0 && at < until; at++) {
		for (guint i = 0; i < phrases->len; i++) {
			gsize length = words_match(words, at, until, g_ptr_array_index(phrases, i));
			gsize next = at + length;

			if (length > 0 && is_office_start(words, from, at) &&
			    (next >= until || word_at(words, next)->starts_item ||
			     words_is_among(words, next, followers)))
				return TRUE;
		}
	}
	return FALSE;
}

gboolean member_name_stands(const GArray *words, gsize from, gsize until, const struct directory *directory,
			    guint32 day, const struct person *person)
{
	until = MIN(until, words->len);
	return is_named_by_surname(words, from, until, directory, day, person) ||
	       is_named_by_address(words, from, until, directory, day, person) ||
	       is_named_by_office(words, from, until, directory, day, person);
}

static gboolean is_enough(const char *name, const struct directory *directory, guint32 day, const struct person *person)
{
	g_autoptr(GArray) words = words_new(name);

	return is_named_by_surname(words, 0, words->len, directory, day, person);
}

char *member_name_of(const struct directory *directory, guint32 day, const struct person *person)
{
	g_autofree char *name = NULL;

	if (person->surname == NULL)
		return g_strdup(person->email);
	name = g_strdup_printf("Councillor %s", person->surname);
	if (!is_enough(name, directory, day, person) && person->forename != NULL) {
		g_free(name);
		name = g_strdup_printf("Councillor %s %s", person->forename, person->surname);
	}
	if (!is_enough(name, directory, day, person) && *person->wards != NULL) {
		g_autofree char *plain = g_steal_pointer(&name);

		name = g_strdup_printf("%s (%s)", plain, *person->wards);
	}
	return is_enough(name, directory, day, person) ? g_steal_pointer(&name) : g_strdup(person->email);
}
