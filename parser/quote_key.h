/* SPDX-License-Identifier: BSD-2-Clause */
/* The fields in the head of a quoted message, in the languages of British clients. For this room only. */
#ifndef PARSER_QUOTE_KEY_H
#define PARSER_QUOTE_KEY_H

enum quote_key {
	QUOTE_KEY_NONE,
	QUOTE_KEY_FROM,
	QUOTE_KEY_SENT, /* a date as well, by a word that only mail uses */
	QUOTE_KEY_DATE,
	QUOTE_KEY_TO,
	QUOTE_KEY_CC,
	QUOTE_KEY_SUBJECT,
	QUOTE_KEY_OTHER, /* a field that heads have and nobody needs */
	QUOTE_KEYS       /* how many there are */
};

/* The field that the line begins ("From:", "*Sent:* x" after conversion from rich text, "Oddi wrth / From:"), and its
 * value in the line; QUOTE_KEY_NONE, with *ret_value untouched, where it begins none. */
enum quote_key quote_key_of(const char *line, const char **ret_value);

#endif
