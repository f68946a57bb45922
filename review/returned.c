/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds why an email comes back, and fills the text that says so. It composes no mail. */
#include "review/returned.h"

#include "policy/hours.h"
#include "review/layout.h"
#include "review/notice.h"
#include "review/wording.h"

#include <string.h>

/* The decision to return, the latest where there are several; NULL where a rule refused instead. */
static const struct case_decision *decision_of(const struct case_file *file)
{
	for (guint i = file->decisions->len; i > 0; i--) {
		const struct case_decision *decision = g_ptr_array_index(file->decisions, i - 1);

		if (strcmp(decision->decision, "return") == 0)
			return decision;
	}
	return NULL;
}

static const struct case_finding *refusal_of(const struct case_file *file)
{
	for (guint i = 0; i < file->findings->len; i++) {
		const struct case_finding *finding = g_ptr_array_index(file->findings, i);

		if (finding->applied == ACTION_REJECT)
			return finding;
	}
	return NULL;
}

/* What puts right the finding that stopped the email. */
static const char *cure_of(const struct case_file *file)
{
	for (guint i = 0; i < file->findings->len; i++) {
		const struct case_finding *finding = g_ptr_array_index(file->findings, i);

		if (finding->applied >= ACTION_HOLD && finding->cure)
			return finding->cure;
	}
	return NULL;
}

static char *names_of(const struct snapshot *snapshot, const struct case_file *file, const GPtrArray *recipients,
		      enum wording_language language)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	guint32 day = hours_day(file->received_at);

	for (guint i = 0; i < recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(recipients, i);

		g_ptr_array_add(names, wording_name(snapshot->policy.directory, recipient->address, day));
	}
	return wording_list(names, language);
}

static char *refusal_text(const struct notice_texts *texts, const struct snapshot *snapshot,
			  const struct case_file *file, gint64 now)
{
	g_autoptr(GPtrArray) cases = g_ptr_array_new();

	g_ptr_array_add(cases, (gpointer)file);
	struct notice *notice = notice_render(texts, snapshot, cases, now);
	char *text = notice ? g_steal_pointer(&notice->text) : NULL;
	notice_free(notice);
	return text;
}

static char *version_text(const struct notice_texts *texts, const struct snapshot *snapshot,
			  const struct case_file *file, const GPtrArray *recipients, gint64 now,
			  enum wording_language language)
{
	const struct case_decision *decision = decision_of(file);
	g_autoptr(GHashTable) values = notice_values(snapshot, file, now, language);

	g_hash_table_insert(values, (gpointer) "persons", names_of(snapshot, file, recipients, language));
	g_hash_table_insert(values, (gpointer) "reason", g_strdup(decision ? decision->reason : NULL));
	g_hash_table_insert(values, (gpointer) "cure", g_strdup(cure_of(file)));
	g_autofree char *text = template_render(notice_texts_letter(texts, language, "returned"), values);
	return layout_text(text);
}

char *returned_text(const struct notice_texts *texts, const struct snapshot *snapshot, const struct case_file *file,
		    const GPtrArray *recipients, gint64 now)
{
	enum conf_notice_language wanted = (enum conf_notice_language)snapshot->conf->notices.language;
	enum wording_language languages[WORDING_LANGUAGES];
	struct notice_version versions[WORDING_LANGUAGES];
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();
	char *text = decision_of(file) ? NULL : refusal_text(texts, snapshot, file, now);

	if (text)
		return text;
	g_ptr_array_add(kinds, "returned");
	gsize count = notice_texts_languages(texts, wanted, kinds, languages);
	for (gsize i = 0; i < count; i++)
		versions[i].text = version_text(texts, snapshot, file, recipients, now, languages[i]);
	text = notice_join(versions, count);
	for (gsize i = 0; i < count; i++)
		g_free(versions[i].text);
	return text;
}

char *returned_diagnostic(const struct case_file *file)
{
	const struct case_decision *decision = decision_of(file);
	const struct case_finding *refusal = refusal_of(file);

	if (decision)
		return g_strdup_printf("returned: %s", decision->reason ? decision->reason : "no reason was given");
	return g_strdup_printf("refused by %s", refusal ? refusal->clause : "the council's protocol");
}
