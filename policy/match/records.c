/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts rows about people by their form. It does not know who they are: that is the register's. */
#include "policy/match/records.h"

#include "policy/match/person_mention.h"

#include <string.h>

enum mark {
	MARK_BIRTH_DATE, /* a date of a living person's birth, where a label says so */
	MARK_NINO,
	MARK_NHS, /* ten digits, where a label says so */
	MARK_POSTCODE,
	MARK_PHONE,
	MARK_MAIL,
	MARK_ADDRESS,
	MARK_REFERENCE,
	MARK_BIRTH_LABEL,
	MARK_NHS_LABEL,
	MARK_NAME_LABEL,
	MARK_SENSITIVE_LABEL,
	MARK_PUBLIC_ROW,
	MARK_PUBLIC_TEXT,
	MARKS
};

#define DAY "(0?[1-9]|[12]\\d|3[01])"
#define MONTH "(0?[1-9]|1[0-2]|(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)"
#define YEAR "(19[1-9]\\d|20[01]\\d|\\d\\d)"

static const char *const marks[MARKS] = {
	[MARK_BIRTH_DATE] =
		"\\b" DAY "(st|nd|rd|th)?[-/. ]" MONTH "[-/. ]" YEAR "\\b|\\b(19[1-9]\\d|20[01]\\d)-\\d\\d-\\d\\d\\b",
	[MARK_NINO] = "\\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d\\d ?\\d\\d ?\\d\\d ?[A-D]\\b",
	[MARK_NHS] = "\\b\\d{3}[ -]?\\d{3}[ -]?\\d{4}\\b",
	[MARK_POSTCODE] = "\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b",
	[MARK_PHONE] = "(\\+44 ?|\\b0)\\d{2,4}[ )-]*\\d{3}[ -]?\\d{3,4}\\b",
	[MARK_MAIL] = "[\\w.+-]+@[\\w.-]+\\.\\w+",
	[MARK_ADDRESS] =
		"\\b\\d{1,4}[A-Za-z]?,? ([A-Z][\\w']+ ){1,3}"
		"(?i:street|st|road|rd|lane|avenue|ave|close|drive|way|court|crescent|place|terrace|row|gardens|grove|"
		"square|walk|hill|view|rise|mews|park|green|yard|wynd|house|flats?)\\b",
	[MARK_REFERENCE] = "\\b[A-Z]{2,5}[-/ ]?\\d{2,}([-/]\\d+)*\\b",
	[MARK_BIRTH_LABEL] = "(?i)\\b(d\\.?o\\.?b\\.?|birth ?dates?|dates? of birth|born|dyddiad geni)\\b",
	[MARK_NHS_LABEL] = "(?i)\\b(nhs|chi)\\b",
	[MARK_NAME_LABEL] =
		"(?i)\\b(names?|forenames?|surnames?|tenants?|claimants?|residents?|pupils?|child|customers?|enw)\\b",
	[MARK_SENSITIVE_LABEL] =
		"(?i)\\b(arrears|debts?|owed|owing|diagnos[ie]s|medical|disabilit(y|ies)|ethnicity|religion|"
		"sickness|allegations?|convictions?|offences?|benefits?|income|immigration|medication)\\b",
	[MARK_PUBLIC_ROW] =
		"(?i)\\b(cllrs?|councillors?|school|academy|college|university|church|library|surgery|pharmacy|ltd|"
		"limited|plc|llp|clerks?|hotel|inn|arms|parish council|town council|hall|centre|headteacher|mp)\\b",
	[MARK_PUBLIC_TEXT] =
		"(?i)\\b(weekly list|planning applications?|statement of persons nominated|persons nominated|"
		"dummy data|test data|sample data|example data|made-?up|fictitious|fictional|invented|"
		"polling stations?|anonymised|pseudonymised)\\b",
};

/* Lines of a table that people's data stand in, and what the head of the table says of its columns. */
struct reading {
	GRegex *regexes[MARKS];
	const char *const *domains;
	gboolean has_birth, has_nhs, has_names, has_sensitive;
};

static gboolean has(const struct reading *reading, enum mark mark, const char *line)
{
	return g_regex_match(reading->regexes[mark], line, 0, NULL);
}

static gboolean is_own_mail(const struct reading *reading, const char *line)
{
	g_autofree char *lower = g_ascii_strdown(line, -1);

	for (gsize i = 0; reading->domains != NULL && reading->domains[i] != NULL; i++) {
		g_autofree char *at = g_strconcat("@", reading->domains[i], NULL);

		if (strstr(lower, at) != NULL)
			return TRUE;
	}
	return FALSE;
}

static guint count_cells(const char *line)
{
	guint commas = 0, others = 0;

	for (const char *at = line; *at != '\0'; at++) {
		commas += *at == ',' || *at == ';';
		others += *at == '\t' || *at == '|';
	}
	return MAX(commas, others) + 1;
}

static gboolean has_digit(const char *line)
{
	return strpbrk(line, "0123456789") != NULL;
}

/* "Name, DOB, Address": several cells that name columns, and no figures. What it says holds until the next one. */
static gboolean read_head(struct reading *reading, const char *line)
{
	gboolean is_head =
		count_cells(line) >= 3 && strlen(line) < 300 && !has_digit(line) && has(reading, MARK_NAME_LABEL, line);

	if (!is_head)
		return FALSE;
	reading->has_names = TRUE;
	reading->has_birth = has(reading, MARK_BIRTH_LABEL, line);
	reading->has_nhs = has(reading, MARK_NHS_LABEL, line);
	reading->has_sensitive = has(reading, MARK_SENSITIVE_LABEL, line);
	return TRUE;
}

static gboolean has_name(const struct reading *reading, const char *line)
{
	g_autoptr(GArray) mentions = NULL;
	g_autofree char *spaced = NULL;

	if (reading->has_names && count_cells(line) >= 3)
		return TRUE;
	/* So that a name alone in its cell is not taken for a line of its own. */
	spaced = g_strdelimit(g_strdup(line), "\t|", ',');
	mentions = person_mentions(spaced);
	return mentions->len > 0;
}

static guint weigh(const struct reading *reading, const char *line)
{
	static const enum mark weak[] = {MARK_POSTCODE, MARK_PHONE, MARK_MAIL, MARK_ADDRESS, MARK_REFERENCE};
	guint weight = 0;

	if ((reading->has_birth || has(reading, MARK_BIRTH_LABEL, line)) && has(reading, MARK_BIRTH_DATE, line))
		weight += 2;
	if (has(reading, MARK_NINO, line))
		weight += 2;
	if ((reading->has_nhs || has(reading, MARK_NHS_LABEL, line)) && has(reading, MARK_NHS, line))
		weight += 2;
	if (reading->has_sensitive && count_cells(line) >= 3)
		weight += 2;
	for (gsize i = 0; i < G_N_ELEMENTS(weak); i++)
		weight += has(reading, weak[i], line);
	return weight;
}

static gboolean is_record(struct reading *reading, const char *line)
{
	if (read_head(reading, line) || !has_digit(line) || has(reading, MARK_PUBLIC_ROW, line) ||
	    is_own_mail(reading, line))
		return FALSE;
	/* In a letter each person's particulars may stand in lines of their own. */
	if (has(reading, MARK_BIRTH_LABEL, line) && has(reading, MARK_BIRTH_DATE, line))
		return TRUE;
	return weigh(reading, line) >= 2 && has_name(reading, line);
}

static guint count_rows(struct reading *reading, const char *text)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint lines = 0;

	if (has(reading, MARK_PUBLIC_TEXT, text))
		return 0;
	for (const char *line = text; *line != '\0' && lines < RECORDS_MAX_LINES; lines++) {
		gsize length = strcspn(line, "\n");

		if (length <= RECORDS_MAX_LINE_BYTES) {
			char *copy = g_strstrip(g_strndup(line, length));

			if (*copy != '\0' && is_record(reading, copy))
				g_hash_table_add(seen, copy);
			else
				g_free(copy);
		}
		if (g_hash_table_size(seen) >= RECORDS_MAX_ROWS)
			break;
		line += length + (line[length] == '\n');
	}
	return g_hash_table_size(seen);
}

guint records_count(const char *text, const char *const *domains)
{
	struct reading reading = {.domains = domains};
	guint count;

	for (gsize i = 0; i < MARKS; i++)
		reading.regexes[i] = g_regex_new(marks[i], G_REGEX_RAW, 0, NULL);
	count = count_rows(&reading, text);
	for (gsize i = 0; i < MARKS; i++)
		g_regex_unref(reading.regexes[i]);
	return count;
}
