/* SPDX-License-Identifier: BSD-2-Clause */
/* Tells from the states of the recipients what became of an email. Staff's reasons are not repeated: they were written
 * for the record. */
#include "review/outcome.h"

#include "policy/hours.h"
#include "review/layout.h"

/* Names, char *, owned; each once. */
struct outcome {
	GPtrArray *released, *discarded, *waiting;
};

static void add_name(GPtrArray *names, char *name)
{
	if (g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
		g_free(name);
	else
		g_ptr_array_add(names, name);
}

static GPtrArray *names_in(struct outcome *outcome, enum recipient_state state)
{
	return state == RECIPIENT_RELEASED    ? outcome->released
	       : state == RECIPIENT_DISCARDED ? outcome->discarded
	       : state == RECIPIENT_HELD      ? outcome->waiting
					      : NULL;
}

static void take_case(struct outcome *outcome, const struct case_file *file, const struct directory *directory)
{
	guint32 day = hours_day(file->received_at);

	for (guint i = 0; i < file->recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);
		GPtrArray *names = names_in(outcome, recipient->state);

		if (names)
			add_name(names, wording_name(directory, recipient->address, day));
	}
}

static char *version_text(const struct notice_texts *texts, const struct snapshot *snapshot,
			  const struct case_file *first, const struct outcome *outcome, const char *kind, gint64 now,
			  enum wording_language language)
{
	g_autoptr(GHashTable) values = notice_values(snapshot, first, now, language);

	g_hash_table_insert(values, (gpointer) "delivered", wording_list(outcome->released, language));
	g_hash_table_insert(values, (gpointer) "refused", wording_list(outcome->discarded, language));
	g_hash_table_insert(values, (gpointer) "waiting", wording_list(outcome->waiting, language));
	g_autofree char *text = template_render(notice_texts_letter(texts, language, kind), values);
	return layout_text(text);
}

static void write_versions(struct notice *notice, const struct notice_texts *texts, const struct snapshot *snapshot,
			   const struct case_file *first, const struct outcome *outcome, gint64 now)
{
	enum conf_notice_language wanted = (enum conf_notice_language)snapshot->conf->notices.language;
	const char *kind = outcome->released->len > 0 ? "released" : "discarded";
	struct notice_subject about = {.received_at = first->received_at, .case_id = first->id};
	enum wording_language languages[WORDING_LANGUAGES];
	struct notice_version versions[WORDING_LANGUAGES];
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();

	g_ptr_array_add(kinds, (gpointer)kind);
	gsize count = notice_texts_languages(texts, wanted, kinds, languages);
	for (gsize i = 0; i < count; i++)
		versions[i] = (struct notice_version){
			.language = wording_language_name(languages[i]),
			.text = version_text(texts, snapshot, first, outcome, kind, now, languages[i]),
		};
	notice_write(notice, &about, languages, versions, count);
	for (gsize i = 0; i < count; i++)
		g_free(versions[i].text);
}

struct notice *outcome_render(const struct notice_texts *texts, const struct snapshot *snapshot, const GPtrArray *cases,
			      gint64 now)
{
	const struct case_file *first = g_ptr_array_index(cases, 0);
	g_autofree char *to = notice_address(snapshot, first, hours_day(first->received_at));
	g_autoptr(GPtrArray) released = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) discarded = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func(g_free);
	struct outcome outcome = {released, discarded, waiting};
	struct notice *notice = NULL;

	for (guint i = 0; i < cases->len; i++)
		take_case(&outcome, g_ptr_array_index(cases, i), snapshot->policy.directory);
	if (to && (released->len > 0 || discarded->len > 0)) {
		notice = g_new0(struct notice, 1);
		notice->to = g_steal_pointer(&to);
		write_versions(notice, texts, snapshot, first, &outcome, now);
	}
	return notice;
}
