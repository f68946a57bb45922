/* SPDX-License-Identifier: BSD-2-Clause */
/* Many cases at a glance, each a row: what a list needs, and nothing of the message. */
#ifndef STORE_CASE_LIST_H
#define STORE_CASE_LIST_H

#include "store/casebook.h"

#include <glib.h>

enum { CASE_LIST_MAX_ROWS = 5000 }; /* the latest of them; more are not listed, and the caller can tell */

enum case_view {
	CASES_WAITING, /* somebody is held, or being released or returned */
	CASES_FLAGGED, /* delivered, with something to look at, and no outcome yet */
	CASES_CLOSED,  /* nothing waits any more, or it has its outcome */
	CASES_ALL
};

struct case_row {
	char id[CASE_ID_BYTES];
	gint64 received_at;
	enum action action;
	gboolean is_restricted;
	guint32 needed_day;                        /* by when the message is needed, as far as known; 0: not */
	char *sender, *sender_person, *message_id; /* person, message_id: or NULL */
	char *owner, *outcome;                     /* or NULL */
	char **recipients;                         /* addresses of the envelope, in its order; NULL-terminated */
	char **states;                             /* of each of them, its recipient_state_name() */
	char **rules;                              /* of the findings, strongest first */
	char **clauses;                            /* of each of them; "" where it has none */
	char **persons;                            /* whom the findings concern */
	gboolean has_alarm;                        /* staff were told that it is late */
	gboolean is_damaged;                       /* a column has a word that candour never wrote: show the id alone */
};
void case_row_free(struct case_row *row);

/* struct case_row, owned array, the latest first; NULL and *error where the store failed. A damaged row is in it. */
GPtrArray *case_list_load(struct casebook *casebook, enum case_view view, GError **error);

#endif
