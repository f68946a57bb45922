/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a calendar, and what the sandbox hands over of one. */
#include "parser/calendar.h"
#include "tests/fuzz/extract_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *packed = fuzz_text(data, size);
	struct calendar *calendar = calendar_unpack(packed);

	for (guint i = 0; calendar && i < calendar->people->len; i++) {
		const struct calendar_person *person = g_ptr_array_index(calendar->people, i);

		g_assert(person->mailbox && person->role < CALENDAR_ROLES);
	}
	calendar_free(calendar);
	return fuzz_reader(extract_calendar, "text/calendar", data, size);
}
