/* SPDX-License-Identifier: BSD-2-Clause */
/* Small pieces of English for notices. What a notice says is in its text, not here. */
#include "review/wording.h"

#include "policy/hours.h"

#include <string.h>

char *wording_name(const struct directory *directory, const char *address, guint32 day)
{
	struct resolution *resolution = directory_resolve(directory, address, day);
	char *name = resolution->person ? person_short_name(resolution->person) : g_strdup(address);

	resolution_free(resolution);
	return name;
}

char *wording_list(const GPtrArray *names)
{
	GString *text = g_string_new(NULL);
	guint shown = names->len <= WORDING_MAX_NAMES ? names->len : WORDING_MAX_NAMES - 1;

	for (guint i = 0; i < shown; i++) {
		gboolean is_last = i + 1 == names->len;

		g_string_append(text, i == 0 ? "" : is_last ? " and " : ", ");
		g_string_append(text, g_ptr_array_index(names, i));
	}
	if (shown < names->len)
		g_string_append_printf(text, " and %u others", names->len - shown);
	return g_string_free(text, FALSE);
}

char *wording_when(gint64 time, gint64 now)
{
	static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					   "Friday", "Saturday", "Sunday"};
	static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
					     "July",    "August",   "September", "October", "November", "December"};
	g_autofree char *clock = hours_clock(time);
	guint32 day = hours_day(time), today = hours_day(now);

	if (time <= now)
		return g_strdup("shortly");
	if (day == today)
		return g_strdup_printf("today at %s", clock);
	if (day == today + 1)
		return g_strdup_printf("tomorrow at %s", clock);
	g_autoptr(GDate) date = g_date_new_julian(day);
	return g_strdup_printf("on %s %u %s at %s", days[g_date_get_weekday(date) - G_DATE_MONDAY],
			       g_date_get_day(date), months[g_date_get_month(date) - G_DATE_JANUARY], clock);
}

char *wording_display_name(const char *mailbox, const char *fallback)
{
	const char *bracket = strrchr(mailbox, '<');
	g_autofree char *name = g_strndup(mailbox, bracket ? (gsize)(bracket - mailbox) : 0);

	g_strstrip(g_strdelimit(name, "\"", ' '));
	return g_strdup(*name ? name : fallback);
}
