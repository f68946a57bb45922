/* SPDX-License-Identifier: BSD-2-Clause */
/* Fills notice texts with what the cases say. Kinds of data and names of persons only: no value and no word of the
 * message gets here, and no sentence is made here. */
#include "review/notice.h"

#include "policy/hours.h"
#include "review/layout.h"
#include "review/matter.h"
#include "review/wording.h"

#include <string.h>

static void set(GHashTable *values, const char *name, char *value)
{
	g_hash_table_insert(values, (gpointer)name, value);
}

static void set_if(GHashTable *values, const char *name, gboolean is_true)
{
	if (is_true)
		set(values, name, g_strdup("yes"));
}

static void set_list(GHashTable *values, const char *name, const GPtrArray *names, enum wording_language language)
{
	set(values, name, wording_list(names, language));
}

static char *join(const GPtrArray *strings, const char *separator)
{
	g_autoptr(GPtrArray) copy = g_ptr_array_copy((GPtrArray *)strings, NULL, NULL);

	g_ptr_array_set_free_func(copy, NULL);
	g_ptr_array_add(copy, NULL);
	return g_strjoinv(separator, (char **)copy->pdata);
}

/* The sender's person, or NULL; borrowed from the directory. */
static const struct person *sender_of(const struct snapshot *snapshot, const struct case_file *file, guint32 day)
{
	if (!file->sender_person)
		return NULL;
	struct resolution *resolution = directory_resolve(snapshot->policy.directory, file->sender_person, day);
	const struct person *person = resolution->person;

	resolution_free(resolution);
	return person;
}

char *notice_address(const struct snapshot *snapshot, const struct case_file *file, guint32 day)
{
	const struct directory *directory = snapshot->policy.directory;
	const char *sender = file->envelope->sender;

	if (!*sender)
		return g_strdup(file->sender_person);
	if (!file->sender_person)
		return g_strdup(sender);
	struct resolution *resolution = directory_resolve(directory, sender, day);
	gboolean is_own = resolution->person && g_strcmp0(resolution->person->email, file->sender_person) == 0 &&
			  directory_is_council_address(directory, sender);

	resolution_free(resolution);
	return g_strdup(is_own ? sender : file->sender_person);
}

/* When what waits comes back by time alone; NULL where the configuration keeps it. */
static char *return_when(const struct snapshot *snapshot, const struct fate *fate, gint64 now,
			 enum wording_language language)
{
	if (fate->held_since == 0 || g_strcmp0(snapshot->conf->undecided, "return") != 0)
		return NULL;
	return wording_when(hours_after(&snapshot->policy.staffed_hours, fate->held_since, snapshot->conf->undecided_s),
			    now, language);
}

/* The protocol's name as configured; where it is not, words of the language. */
static char *protocol_name(const struct conf *conf, enum wording_language language)
{
	const char *name = conf->council.protocol ? conf->council.protocol : "Our protocol";

	return g_strdup(language == WORDING_WELSH && strcmp(name, "Our protocol") == 0 ? "ein protocol" : name);
}

/* What all texts of the notice share. */
static void set_frame(GHashTable *values, const struct snapshot *snapshot, const struct fate *fate,
		      const struct person *sender, gint64 now, enum wording_language language)
{
	const struct conf *conf = snapshot->conf;
	g_autofree char *name = wording_display_name(conf->notices.from, "");

	set(values, "forename", sender ? g_strdup(sender->forename) : NULL);
	set(values, "time", hours_clock(fate->received_at));
	set_list(values, "delivered", fate->delivered, language);
	set(values, "case", join(fate->case_ids, ", "));
	set(values, "help", g_strdup(conf->notices.help));
	set(values, "protocol", protocol_name(conf, language));
	set(values, "return_when", return_when(snapshot, fate, now, language));
	set(values, "signature",
	    *name && conf->council.name ? g_strdup_printf("%s, %s", name, conf->council.name)
					: g_strdup(*name ? name : conf->council.name));
}

/* The lines to add, each on its own; NULL where they are too many words for a notice. */
static char *cure_lines(const struct matter *matter)
{
	g_autofree char *lines = join(matter->cure_lines, "\n");
	g_auto(GStrv) words = g_strsplit_set(lines, " \n", -1);

	if (g_strv_length(words) > NOTICE_MAX_CURE_WORDS)
		return NULL;
	g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
	return g_strjoinv("\n    ", each);
}

static void set_matter(GHashTable *values, const struct matter *matter, enum wording_language language)
{
	set(values, "clause", join(matter->clauses, language == WORDING_WELSH ? ", " : " and "));
	set_list(values, "persons", matter->persons, language);
	set_list(values, "waiting", matter->waiting, language);
	set_list(values, "refused", matter->refused, language);
	set_list(values, "visible", matter->visible, language);
	set(values, "kinds", join(matter->kinds, ", "));
	char *lines = cure_lines(matter);
	set(values, "cure_line", lines);
	set(values, "cure", lines ? g_strdup(matter->cure) : NULL); /* it repeats the same many words */
	set(values, "point", g_strdup(matter->point));
	set(values, "where", g_strdup(matter->where));
	set_if(values, "several", matter->persons->len > 1);
	set_if(values, "residents", matter->residents->len > 1);
}

/* The opening, a paragraph for each matter, the closing. */
static void append_several(GString *text, const struct notice_texts *texts, const struct fate *fate, GHashTable *values,
			   enum wording_language language)
{
	set_list(values, "waiting", fate->waiting, language);
	set_list(values, "refused", fate->refused, language);
	set(values, "matters", g_strdup_printf("%u", fate->matters->len));
	g_autofree char *opening = template_render(notice_texts_opening(texts, language), values);
	g_autofree char *closing = template_render(notice_texts_closing(texts, language), values);

	g_string_append_printf(text, "%s\n\n", opening);
	for (guint i = 0; i < fate->matters->len; i++) {
		const struct matter *matter = g_ptr_array_index(fate->matters, i);

		set(values, "several", NULL);
		set(values, "residents", NULL);
		set_matter(values, matter, language);
		g_autofree char *brief = template_render(notice_texts_brief(texts, language, matter->kind), values);
		g_string_append_printf(text, "%s\n\n", brief);
	}
	g_string_append(text, closing);
}

static char *text_of(const struct notice_texts *texts, const struct fate *fate, GHashTable *values,
		     enum wording_language language)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (fate->matters->len > 1) {
		append_several(text, texts, fate, values, language);
		return layout_text(text->str);
	}
	const struct matter *matter = g_ptr_array_index(fate->matters, 0);
	set_matter(values, matter, language);
	g_autofree char *letter = template_render(notice_texts_letter(texts, language, matter->kind), values);
	return layout_text(letter);
}

GHashTable *notice_values(const struct snapshot *snapshot, const struct case_file *file, gint64 now,
			  enum wording_language language)
{
	GHashTable *values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	g_autoptr(GPtrArray) cases = g_ptr_array_new();

	g_ptr_array_add(cases, (gpointer)file);
	struct fate *fate = fate_of(cases, snapshot->policy.directory);
	set_frame(values, snapshot, fate, sender_of(snapshot, file, fate->day), now, language);
	set(values, "case", g_strdup(file->id));
	fate_free(fate);
	return values;
}

char *notice_join(const struct notice_version *versions, gsize count)
{
	GString *text = g_string_new(NULL);

	for (gsize i = 0; i < count; i++)
		g_string_append_printf(text, "%s%s", i > 0 ? "\n----\n\n" : "", versions[i].text);
	return g_string_free(text, FALSE);
}

/* "Your email of 09:30 (case 7KQ4-M2XD)", in each language. */
static char *subject_of(gint64 received_at, const char *case_id, const enum wording_language *languages, gsize count)
{
	g_autofree char *clock = hours_clock(received_at);
	GString *subject = g_string_new(NULL);

	for (gsize i = 0; i < count; i++) {
		g_string_append(subject, i > 0 ? " / " : "");
		if (languages[i] == WORDING_WELSH)
			g_string_append_printf(subject, "Eich e-bost am %s (achos %s)", clock, case_id);
		else
			g_string_append_printf(subject, "Your email of %s (case %s)", clock, case_id);
	}
	return g_string_free(subject, FALSE);
}

static char *version_text(const struct notice_texts *texts, const struct snapshot *snapshot, const struct fate *fate,
			  const struct case_file *first, gint64 now, enum wording_language language)
{
	g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);

	set_frame(values, snapshot, fate, sender_of(snapshot, first, fate->day), now, language);
	return text_of(texts, fate, values, language);
}

void notice_write(struct notice *notice, const struct notice_subject *about, const enum wording_language *languages,
		  const struct notice_version *versions, gsize count)
{
	notice->subject = subject_of(about->received_at, about->case_id, languages, count);
	notice->text = notice_join(versions, count);
	notice->html = notice_html(notice->subject, versions, count);
}

static void write_all(struct notice *notice, const struct notice_texts *texts, const struct snapshot *snapshot,
		      const struct fate *fate, const struct case_file *first, gint64 now)
{
	enum conf_notice_language wanted = (enum conf_notice_language)snapshot->conf->notices.language;
	struct notice_subject about = {.received_at = fate->received_at,
				       .case_id = g_ptr_array_index(fate->case_ids, 0)};
	enum wording_language languages[WORDING_LANGUAGES];
	struct notice_version versions[WORDING_LANGUAGES];
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();

	for (guint i = 0; i < fate->matters->len; i++)
		g_ptr_array_add(kinds, ((const struct matter *)g_ptr_array_index(fate->matters, i))->kind);
	gsize count = notice_texts_languages(texts, wanted, kinds, languages);
	for (gsize i = 0; i < count; i++)
		versions[i] = (struct notice_version){
			.language = wording_language_name(languages[i]),
			.text = version_text(texts, snapshot, fate, first, now, languages[i]),
		};
	notice_write(notice, &about, languages, versions, count);
	for (gsize i = 0; i < count; i++)
		g_free(versions[i].text);
}

struct notice *notice_render(const struct notice_texts *texts, const struct snapshot *snapshot, const GPtrArray *cases,
			     gint64 now)
{
	const struct case_file *first = g_ptr_array_index(cases, 0);
	struct fate *fate = fate_of(cases, snapshot->policy.directory);
	struct notice *notice = NULL;
	g_autofree char *to = notice_address(snapshot, first, fate->day);

	if (fate->matters->len > 0 && to) {
		notice = g_new0(struct notice, 1);
		notice->to = g_steal_pointer(&to);
		write_all(notice, texts, snapshot, fate, first, now);
	}
	fate_free(fate);
	return notice;
}

void notice_free(struct notice *notice)
{
	if (!notice)
		return;
	g_free(notice->to);
	g_free(notice->subject);
	g_free(notice->text);
	g_free(notice->html);
	g_free(notice);
}
