/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts. A check that a case says nothing about is clean in it; so one that turns up late was clean before. */
#include "cli/tally.h"

#include "policy/rule.h"

#include <math.h>
#include <string.h>

struct row {
	struct tally_count count;
	unsigned touched;   /* cases with a finding of it, expected or found */
	unsigned last_case; /* the latest of them, from 1 */
};

enum { VERDICTS = ACTION_REJECT + 1 };

struct tally {
	GHashTable *rows; /* check's name -> struct row */
	unsigned begun;
	unsigned verdicts[VERDICTS][VERDICTS]; /* expected, found */
};

static struct row *row_of(struct tally *tally, const char *check)
{
	struct row *row = g_hash_table_lookup(tally->rows, check);

	if (row == NULL) {
		row = g_new0(struct row, 1);
		g_hash_table_insert(tally->rows, g_strdup(check), row);
	}
	return row;
}

struct tally *tally_new(const GPtrArray *rules)
{
	struct tally *tally = g_new0(struct tally, 1);

	tally->rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (guint i = 0; rules != NULL && i < rules->len; i++)
		row_of(tally, ((const struct rule *)g_ptr_array_index(rules, i))->check->name);
	return tally;
}

void tally_free(struct tally *tally)
{
	if (tally == NULL)
		return;
	g_hash_table_unref(tally->rows);
	g_free(tally);
}

void tally_begin(struct tally *tally)
{
	tally->begun++;
}

void tally_add(struct tally *tally, const char *check, enum tally_outcome outcome)
{
	struct row *row = row_of(tally, check);
	unsigned *const counters[] = {&row->count.right, &row->count.false_alarms, &row->count.misses};

	++*counters[outcome];
	if (row->last_case != tally->begun)
		row->touched++;
	row->last_case = tally->begun;
}

void tally_add_verdict(struct tally *tally, enum action expected, enum action found)
{
	tally->verdicts[expected][found]++;
}

static gint compare_names(gconstpointer one, gconstpointer other)
{
	return strcmp(one, other);
}

GList *tally_checks(const struct tally *tally)
{
	return g_list_sort(g_hash_table_get_keys(tally->rows), compare_names);
}

struct tally_count tally_count(const struct tally *tally, const char *check)
{
	const struct row *row = g_hash_table_lookup(tally->rows, check);
	struct tally_count count = row != NULL ? row->count : (struct tally_count){0};

	count.clean = tally->begun - (row != NULL ? row->touched : 0);
	return count;
}

unsigned tally_verdicts(const struct tally *tally, enum action expected, enum action found)
{
	return tally->verdicts[expected][found];
}

struct tally_share tally_share(unsigned part, unsigned whole)
{
	const double z = 1.959963984540054; /* of the normal distribution, 2.5 % lie above */
	struct tally_share share = {.part = part, .whole = whole, .high = 1};

	if (whole == 0)
		return share;
	share.value = (double)part / whole;
	double scale = 1 + z * z / whole;
	double middle = (share.value + z * z / (2.0 * whole)) / scale;
	double reach = z * sqrt((share.value * (1 - share.value) + z * z / (4.0 * whole)) / whole) / scale;
	/* Rounding must not leave the value outside its own bounds. */
	share.low = part == 0 ? 0 : middle - reach;
	share.high = part == whole ? 1 : middle + reach;
	return share;
}

static void print_share(FILE *stream, unsigned part, unsigned whole)
{
	struct tally_share share = tally_share(part, whole);
	g_autofree char *counts = g_strdup_printf("%u/%u", part, whole);

	if (whole == 0)
		fprintf(stream, "  %5s %13s %9s", "-", "", "");
	else
		fprintf(stream, "  %5.3f (%.3f-%.3f) %9s", share.value, share.low, share.high, counts);
}

static void print_checks(FILE *stream, const struct tally *tally)
{
	g_autoptr(GList) names = tally_checks(tally);

	fprintf(stream, "%-24s %7s %7s %7s %7s  %-29s  %s\n", "", "true", "false", "false", "true", "", "");
	fprintf(stream, "%-24s %7s %7s %7s %7s  %-29s  %s\n", "check", "pos.", "pos.", "neg.", "neg.",
		"precision (95 %)", "recall (95 %)");
	for (GList *name = names; name != NULL; name = name->next) {
		struct tally_count count = tally_count(tally, name->data);

		fprintf(stream, "%-24s %7u %7u %7u %7u", (const char *)name->data, count.right, count.false_alarms,
			count.misses, count.clean);
		print_share(stream, count.right, count.right + count.false_alarms);
		print_share(stream, count.right, count.right + count.misses);
		fputc('\n', stream);
	}
}

static void print_verdicts(FILE *stream, const struct tally *tally)
{
	fprintf(stream, "%-24s", "expected verdict, found:");
	for (int found = 0; found < VERDICTS; found++)
		fprintf(stream, " %7s", action_name(found));
	fputc('\n', stream);
	for (int expected = 0; expected < VERDICTS; expected++) {
		fprintf(stream, "%-24s", action_name(expected));
		for (int found = 0; found < VERDICTS; found++)
			fprintf(stream, " %7u", tally->verdicts[expected][found]);
		fputc('\n', stream);
	}
}

void tally_print(FILE *stream, const struct tally *tally)
{
	print_checks(stream, tally);
	fputc('\n', stream);
	print_verdicts(stream, tally);
}
