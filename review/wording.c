/* SPDX-License-Identifier: BSD-2-Clause */
/* Small pieces of English and Welsh for notices. What a notice says is in its text, not here. */
#include "review/wording.h"

#include "policy/hours.h"

#include <string.h>

static const struct phrases {
	const char *name;
	const char *last, *and, *others; /* last: between the last two of a list */
	const char *shortly, *today, *tomorrow, *on, *at;
	const char *days[7], *months[12];
} phrases[WORDING_LANGUAGES] = {
	[WORDING_ENGLISH] = {"en",
			     " and ",
			     "and",
			     "others",
			     "shortly",
			     "today",
			     "tomorrow",
			     "on",
			     "at",
			     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
			     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
			      "October", "November", "December"}},
	[WORDING_WELSH] = {"cy",
			   ", ",
			   "a",
			   "arall",
			   "yn fuan",
			   "heddiw",
			   "yfory",
			   "ddydd",
			   "am",
			   {"Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"},
			   {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
			    "Hydref", "Tachwedd", "Rhagfyr"}},
};

const char *wording_language_name(enum wording_language language)
{
	return phrases[language].name;
}

char *wording_name(const struct directory *directory, const char *address, guint32 day)
{
	struct resolution *resolution = directory_resolve(directory, address, day);
	char *name = resolution->person ? person_short_name(resolution->person) : g_strdup(address);

	resolution_free(resolution);
	return name;
}

/* A councillor's name in that language: names come as the directory has them, in English. */
static void append_name(GString *text, const char *name, enum wording_language language)
{
	if (language == WORDING_WELSH && g_str_has_prefix(name, "Cllr "))
		g_string_append_printf(text, "y Cyng. %s", name + strlen("Cllr "));
	else
		g_string_append(text, name);
}

char *wording_list(const GPtrArray *names, enum wording_language language)
{
	GString *text = g_string_new(NULL);
	guint shown = names->len <= WORDING_MAX_NAMES ? names->len : WORDING_MAX_NAMES - 1;

	for (guint i = 0; i < shown; i++) {
		gboolean is_last = i + 1 == names->len;

		g_string_append(text, i == 0 ? "" : is_last ? phrases[language].last : ", ");
		append_name(text, g_ptr_array_index(names, i), language);
	}
	if (shown < names->len)
		g_string_append_printf(text, " %s %u %s", phrases[language].and, names->len - shown,
				       phrases[language].others);
	return g_string_free(text, FALSE);
}

char *wording_when(gint64 time, gint64 now, enum wording_language language)
{
	const struct phrases *say = &phrases[language];
	g_autofree char *clock = hours_clock(time);
	guint32 day = hours_day(time), today = hours_day(now);

	if (time <= now)
		return g_strdup(say->shortly);
	if (day == today)
		return g_strdup_printf("%s %s %s", say->today, say->at, clock);
	if (day == today + 1)
		return g_strdup_printf("%s %s %s", say->tomorrow, say->at, clock);
	g_autoptr(GDate) date = g_date_new_julian(day);
	return g_strdup_printf("%s %s %u %s %s %s", say->on, say->days[g_date_get_weekday(date) - G_DATE_MONDAY],
			       g_date_get_day(date), say->months[g_date_get_month(date) - G_DATE_JANUARY], say->at,
			       clock);
}

char *wording_display_name(const char *mailbox, const char *fallback)
{
	const char *bracket = strrchr(mailbox, '<');
	g_autofree char *name = g_strndup(mailbox, bracket ? (gsize)(bracket - mailbox) : 0);

	g_strstrip(g_strdelimit(name, "\"", ' '));
	return g_strdup(*name ? name : fallback);
}
