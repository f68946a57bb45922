/* SPDX-License-Identifier: BSD-2-Clause */
/* The readers of single kinds of numbers, private to policy/match/pattern*.c. Each looks at one place of folded text at
 * which a token starts: the end of the value there, its characters without separators in ret_value; 0 where there is no
 * value of the kind, or a placeholder. */
#ifndef POLICY_MATCH_PATTERN_READERS_H
#define POLICY_MATCH_PATTERN_READERS_H

#include "policy/match/pattern.h"

#include <glib.h>

gsize pattern_read_national_insurance(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_nhs_number(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_chi_number(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_tax_reference(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_bank_account(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_iban(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_card(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_date_of_birth(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_driving_licence(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_passport(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_property(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_vehicle(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
gsize pattern_read_electoral(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);

/* TRUE where the digits are one digit repeated, or count up or down: what people type to fill a field. */
gboolean pattern_is_filler(const char *digits);

#endif
