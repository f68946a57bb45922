/* SPDX-License-Identifier: BSD-2-Clause */
/* The keys of candour.conf: one row each. For this room only. */
#ifndef CONF_CONF_KEYS_H
#define CONF_CONF_KEYS_H

#include "conf/conf.h"

enum conf_type {
	CONF_STRING,        /* char * */
	CONF_STRINGS,       /* char ** */
	CONF_WORD,          /* char *, one of words */
	CONF_CHOICE,        /* int or gboolean: the word's place in words */
	CONF_INT,           /* int, min to max */
	CONF_BOOL,          /* gboolean */
	CONF_MODE,          /* int, written in octal as a text */
	CONF_INPUT,         /* char *: a path against the folder of candour.conf */
	CONF_INPUTS,        /* char **: paths likewise */
	CONF_STATE,         /* char *: a path against state_dir */
	CONF_SHIPPED,       /* char **: a name of what is shipped, or (with a '/' or ".conf") a path as CONF_INPUT */
	CONF_ACTIONS,       /* GPtrArray of struct conf_action */
	CONF_LABELS,        /* GPtrArray of struct conf_label */
	CONF_LABEL_HEADERS, /* GPtrArray of struct conf_label_header */
	CONF_REFERENCES     /* GPtrArray of struct reference_pattern */
};

struct conf_key {
	const char *path; /* "release.port"; NULL ends the table */
	enum conf_type type;
	gsize offset;
	const char *default_value; /* as written, without quotes; words for CONF_STRINGS; NULL: none */
	gint64 min, max;
	const char *const *words; /* CONF_WORD, CONF_CHOICE */
	/* FALSE and *error (without file and line) where a text, or one of the texts, cannot be; or NULL. */
	gboolean (*validate)(const char *text, GError **error);
	gboolean is_required;
	const char *help; /* a sentence or two, for the manual and the sample */
};

extern const struct conf_key conf_keys[];

#endif
