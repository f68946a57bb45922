/* SPDX-License-Identifier: BSD-2-Clause */
/* Opens the casebook, looks retries up and records cases: each call one transaction, whole or not at all. */
#include "store/casebook_private.h"

#include "store/bindings.h"
#include "store/case_id.h"
#include "store/key_file.h"
#include "store/record.h"
#include "store/schema.h"

#include <string.h>

G_DEFINE_QUARK(candour - cases, cases_error)

static const char *const state_names[] = {
	[RECIPIENT_DELIVERED] = "delivered", [RECIPIENT_HELD] = "held",           [RECIPIENT_RELEASING] = "releasing",
	[RECIPIENT_RELEASED] = "released",   [RECIPIENT_RETURNING] = "returning", [RECIPIENT_RETURNED] = "returned",
	[RECIPIENT_DISCARDED] = "discarded", [RECIPIENT_REJECTED] = "rejected",
};

const char *recipient_state_name(enum recipient_state state)
{
	return state_names[state];
}

gboolean recipient_state_from_name(const char *name, enum recipient_state *ret_state)
{
	for (guint i = 0; name != NULL && i < G_N_ELEMENTS(state_names); i++)
		if (strcmp(state_names[i], name) == 0) {
			*ret_state = (enum recipient_state)i;
			return TRUE;
		}
	return FALSE;
}

struct casebook *casebook_open(const char *path, GError **error)
{
	struct casebook *casebook = g_new0(struct casebook, 1);

	/* Ids and leases are random. */
	if (key_file_start(error))
		casebook->database = database_open(path, error);
	if (casebook->database != NULL && schema_prepare(casebook->database, path, error))
		return casebook;
	casebook_close(casebook);
	return NULL;
}

void casebook_close(struct casebook *casebook)
{
	if (casebook == NULL)
		return;
	database_close(casebook->database);
	g_free(casebook);
}

gboolean casebook_find_bindings(struct casebook *casebook, const struct identity *identities, gsize count, gint64 now,
				struct binding *ret_bindings, GError **error)
{
	g_autofree struct binding *bindings = g_new0(struct binding, count + 1);
	gboolean is_good = TRUE;

	if (!database_begin_read(casebook->database, error))
		return FALSE;
	for (gsize i = 0; is_good && i < count; i++)
		is_good = bindings_find(casebook->database, &identities[i], now, &bindings[i], error);
	if (!database_end(casebook->database, is_good, error))
		return FALSE;
	memcpy(ret_bindings, bindings, count * sizeof *bindings);
	return TRUE;
}

gboolean casebook_record(struct casebook *casebook, const struct case_record *record, char ret_case_id[CASE_ID_BYTES],
			 GError **error)
{
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!database_begin_write(casebook->database, error))
		return FALSE;
	case_id_make(case_id); /* 40 bits; one that is taken fails as any other error, and the MTA tries again */
	is_good = record_write(casebook->database, record, case_id, now, error);
	if (!database_end(casebook->database, is_good, error))
		return FALSE;
	memcpy(ret_case_id, case_id, sizeof case_id);
	return TRUE;
}
