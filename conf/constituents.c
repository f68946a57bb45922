/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads constituents.csv. An impossible value is a slip of the export, and would never be found in a message: it is
 * refused rather than carried along. Messages name the kind of value, never the value. */
#include "conf/constituents.h"

#include "conf/csv_file.h"
#include "conf/faults.h"
#include "policy/match/candidate.h"
#include "store/register.h"

#include <string.h>

enum column {
	ID,
	FORENAME,
	SURNAME,
	EMAIL,
	PHONE,
	HOUSE,
	STREET,
	POSTCODE,
	DATE_OF_BIRTH,
	NINO,
	NHS_NUMBER,
	REFERENCES
};

static const struct csv_column columns[] = {
	[ID] = {"id", TRUE},
	[FORENAME] = {"forename", FALSE},
	[SURNAME] = {"surname", FALSE},
	[EMAIL] = {"email", FALSE},
	[PHONE] = {"phone", FALSE},
	[HOUSE] = {"house", FALSE},
	[STREET] = {"street", FALSE},
	[POSTCODE] = {"postcode", FALSE},
	[DATE_OF_BIRTH] = {"date_of_birth", FALSE},
	[NINO] = {"nino", FALSE},
	[NHS_NUMBER] = {"nhs_number", FALSE},
	[REFERENCES] = {"references", FALSE},
	{NULL, FALSE},
};

/* A longer cell is a slip of the export, and no text of a message would be taken for it. */
enum { CELL_MAX_BYTES = 320, OLDEST_BIRTH_YEAR = 1890 };

enum { PHONE_MIN_DIGITS = 9, PHONE_MAX_DIGITS = 15, NHS_DIGITS = 10 };

/* Letters in upper case and digits; what stands between them in print is left out. */
static char *squeeze(const char *text)
{
	GString *kept = g_string_new(NULL);

	for (; *text != '\0'; text++)
		if (strchr(" -.()/+\t", *text) == NULL)
			g_string_append_c(kept, g_ascii_toupper(*text));
	return g_string_free(kept, FALSE);
}

static gboolean is_email(const char *text)
{
	const char *at = strchr(text, '@');

	return at != NULL && at != text && at[1] != '\0' && strchr(at + 1, '@') == NULL &&
	       strpbrk(text, " ,;<>") == NULL;
}

static gboolean is_phone(const char *text)
{
	g_autofree char *digits = squeeze(text);
	gsize length = strlen(digits);

	return strspn(digits, "0123456789") == length && length >= PHONE_MIN_DIGITS && length <= PHONE_MAX_DIGITS;
}

/* The six shapes of a postcode in common: an area of one or two letters, a district, a digit and two letters. */
static gboolean is_postcode(const char *text)
{
	g_autofree char *code = squeeze(text);

	return g_regex_match_simple("^([A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}|GIR0AA|BFPO[0-9]{1,4})$", code, 0, 0);
}

/* HMRC's manual NIM39110: no D, F, I, Q, U, V in the first two letters, no O in the second. Prefixes are not looked up:
 * which are issued changes. */
static gboolean is_nino(const char *text)
{
	g_autofree char *number = squeeze(text);

	return g_regex_match_simple("^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?$", number, 0, 0);
}

/* NHS and CHI numbers: weights 10 to 2, modulo 11; a check digit of 10 is never issued. */
static gboolean is_nhs_number(const char *text)
{
	g_autofree char *digits = squeeze(text);
	int sum = 0;
	int check;

	if (strlen(digits) != NHS_DIGITS || strspn(digits, "0123456789") != NHS_DIGITS)
		return FALSE;
	for (int i = 0; i < NHS_DIGITS - 1; i++)
		sum += (digits[i] - '0') * (NHS_DIGITS - i);
	check = (11 - sum % 11) % 11;
	return check == digits[NHS_DIGITS - 1] - '0';
}

/* Fillers such as 2099-12-31 are no dates of birth. */
static gboolean check_birth(const struct csv_file *file, const struct csv_row *row, GError **error)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	gint32 born = 0;
	GDate today, date;

	/* csv_file_date() would repeat the date. */
	if (!csv_file_date(file, row, DATE_OF_BIRTH, &born, NULL))
		return csv_file_refuse(file, row, error, "date_of_birth: this is no date; write it as 1964-07-05");
	if (born == 0)
		return TRUE;
	g_date_clear(&date, 1);
	g_date_clear(&today, 1);
	g_date_set_julian(&date, (guint32)born);
	g_date_set_dmy(&today, (GDateDay)g_date_time_get_day_of_month(now), (GDateMonth)g_date_time_get_month(now),
		       (GDateYear)g_date_time_get_year(now));
	if (g_date_get_year(&date) >= OLDEST_BIRTH_YEAR && g_date_compare(&date, &today) <= 0)
		return TRUE;
	return csv_file_refuse(file, row, error,
			       "date_of_birth: nobody alive was born then; correct it or leave the cell empty");
}

static gboolean check_lengths(const struct csv_file *file, const struct csv_row *row, GError **error)
{
	g_auto(GStrv) references = csv_file_phrases(row->cells[REFERENCES]);

	for (gsize i = 0; i < G_N_ELEMENTS(columns) - 1; i++)
		if (i != REFERENCES && row->cells[i] != NULL && strlen(row->cells[i]) > CELL_MAX_BYTES)
			return csv_file_refuse(file, row, error, "%s: this is longer than %d bytes; correct it",
					       columns[i].name, CELL_MAX_BYTES);
	for (char **reference = references; *reference != NULL; reference++) {
		g_autofree char *value = register_normalise(REGISTER_REFERENCE, *reference);

		if (value != NULL && strlen(value) > REFERENCE_MAX)
			return csv_file_refuse(file, row, error,
					       "references: one has more than %d letters and digits; separate them by "
					       "';'",
					       REFERENCE_MAX);
	}
	return TRUE;
}

static gboolean check_values(const struct csv_file *file, const struct csv_row *row, GError **error)
{
	static const struct {
		enum column column;
		gboolean (*is_value)(const char *text);
		const char *what;
	} checks[] = {
		{EMAIL, is_email, "an e-mail address"},
		{PHONE, is_phone, "one telephone number"},
		{POSTCODE, is_postcode, "a postcode"},
		{NINO, is_nino, "a National Insurance number"},
		{NHS_NUMBER, is_nhs_number, "an NHS or CHI number; its check digit does not fit"},
	};

	if (!check_lengths(file, row, error))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(checks); i++) {
		const char *text = row->cells[checks[i].column];

		if (text != NULL && !checks[i].is_value(text))
			return csv_file_refuse(file, row, error,
					       "%s: this is not %s; correct it or leave the cell empty",
					       columns[checks[i].column].name, checks[i].what);
	}
	return check_birth(file, row, error);
}

static struct register_constituent *read_constituent(const struct csv_file *file, const struct csv_row *row,
						     GError **error)
{
	struct register_constituent *constituent;

	if (!check_values(file, row, error))
		return NULL;
	constituent = g_new0(struct register_constituent, 1);
	constituent->id = g_strdup(row->cells[ID]);
	constituent->forename = g_strdup(row->cells[FORENAME]);
	constituent->surname = g_strdup(row->cells[SURNAME]);
	constituent->email = g_strdup(row->cells[EMAIL]);
	constituent->phone = g_strdup(row->cells[PHONE]);
	constituent->house = g_strdup(row->cells[HOUSE]);
	constituent->street = g_strdup(row->cells[STREET]);
	constituent->postcode = g_strdup(row->cells[POSTCODE]);
	constituent->date_of_birth = g_strdup(row->cells[DATE_OF_BIRTH]);
	constituent->nino = g_strdup(row->cells[NINO]);
	constituent->nhs_number = g_strdup(row->cells[NHS_NUMBER]);
	constituent->references = csv_file_phrases(row->cells[REFERENCES]);
	constituent->file = g_strdup(file->path);
	constituent->line = row->line;
	return constituent;
}

static void free_constituent(gpointer constituent)
{
	register_constituent_free(constituent);
}

GPtrArray *constituents_load(const char *path, GError **error)
{
	g_autoptr(GPtrArray) constituents = g_ptr_array_new_with_free_func(free_constituent);
	g_autoptr(GPtrArray) faults = faults_new();
	GError *fault = NULL;
	struct csv_file *file = csv_file_load(path, columns, faults);

	for (guint i = 0; file != NULL && i < file->rows->len; i++) {
		struct register_constituent *constituent =
			read_constituent(file, g_ptr_array_index(file->rows, i), &fault);

		if (constituent != NULL)
			g_ptr_array_add(constituents, constituent);
		faults_take(faults, &fault);
	}
	csv_file_free(file);
	return faults_join(faults, error) ? g_steal_pointer(&constituents) : NULL;
}
