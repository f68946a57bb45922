/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates of spreadsheets, which keep them as numbers of days. For this folder only. */
#ifndef PARSER_EXTRACT_NUMBER_H
#define PARSER_EXTRACT_NUMBER_H

#include <glib.h>

/* TRUE where a number of that format shows as a date: by its number where Excel has built it in (ISO/IEC 29500-1,
 * 18.8.30), by its code ("dd/mm/yyyy", or NULL) where not. */
gboolean extract_number_is_date(unsigned long format, const char *code);

/* "45000" as "2023-03-15"; NULL where it is no number or no date between 1900 and 9999. Free with g_free(). */
char *extract_number_as_date(const char *number, gboolean is_1904);

#endif
