/* SPDX-License-Identifier: BSD-2-Clause */
/* Builds the object and writes it whole. Computes nothing that the printed table has not. */
#include "cli/tally_json.h"

#include <jansson.h>

static json_t *json_share(unsigned part, unsigned whole)
{
	struct tally_share share = tally_share(part, whole);
	json_t *object = json_object();

	json_object_set_new(object, "value", whole == 0 ? json_null() : json_real(share.value));
	json_object_set_new(object, "low", json_real(share.low));
	json_object_set_new(object, "high", json_real(share.high));
	json_object_set_new(object, "right", json_integer(share.part));
	json_object_set_new(object, "of", json_integer(share.whole));
	return object;
}

static json_t *json_checks(const struct tally *tally)
{
	g_autoptr(GList) names = tally_checks(tally);
	json_t *checks = json_object();

	for (GList *name = names; name != NULL; name = name->next) {
		struct tally_count count = tally_count(tally, name->data);
		json_t *check = json_object();

		json_object_set_new(check, "true_positives", json_integer(count.right));
		json_object_set_new(check, "false_positives", json_integer(count.false_alarms));
		json_object_set_new(check, "false_negatives", json_integer(count.misses));
		json_object_set_new(check, "true_negatives", json_integer(count.clean));
		json_object_set_new(check, "precision", json_share(count.right, count.right + count.false_alarms));
		json_object_set_new(check, "recall", json_share(count.right, count.right + count.misses));
		json_object_set_new(checks, name->data, check);
	}
	return checks;
}

static json_t *json_verdicts(const struct tally *tally)
{
	json_t *verdicts = json_object();

	for (int expected = ACTION_PASS; expected <= ACTION_REJECT; expected++) {
		json_t *row = json_object();

		for (int found = ACTION_PASS; found <= ACTION_REJECT; found++)
			json_object_set_new(row, action_name(found),
					    json_integer(tally_verdicts(tally, expected, found)));
		json_object_set_new(verdicts, action_name(expected), row);
	}
	return verdicts;
}

gboolean tally_write_json(const char *path, const struct tally *tally, const struct tally_cases *cases, GError **error)
{
	json_t *object = json_object();

	json_object_set_new(object, "cases", json_integer(cases->cases));
	json_object_set_new(object, "differing", json_integer(cases->differing));
	json_object_set_new(object, "unlabelled", json_integer(cases->unlabelled));
	json_object_set_new(object, "unread", json_integer(cases->unread));
	json_object_set_new(object, "checks", json_checks(tally));
	json_object_set_new(object, "verdicts", json_verdicts(tally));
	char *text = json_dumps(object, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
	g_autofree char *line = g_strconcat(text, "\n", NULL);
	free(text);
	json_decref(object);
	return g_file_set_contents_full(path, line, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, error);
}
