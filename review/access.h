/* SPDX-License-Identifier: BSD-2-Clause */
/* Who may see a case. Nobody sees one whose mail they sent, got or are named in, or whose sender they manage; members
 * never review; a restricted case is the monitoring officer's, the deputy's where it concerns the holder (POLICY.md).
 */
#ifndef REVIEW_ACCESS_H
#define REVIEW_ACCESS_H

#include "policy/directory/directory.h"
#include "store/case_list.h"
#include "store/cases.h"
#include "store/users.h"

#include <glib.h>

enum access {
	ACCESS_GRANTED,
	ACCESS_NONE,      /* the role or the person sees no case at all */
	ACCESS_OWN_MAIL,  /* sent it, got it, or is named in it */
	ACCESS_MANAGES,   /* manages who sent it */
	ACCESS_RESTRICTED /* it is for the monitoring officer: not even that it is there is told */
};

/* What is asked for one user about many cases: remembers addresses that it has resolved. */
struct access_check;

/* All borrowed, for the life of the check. day: g_date_get_julian. */
struct access_check *access_check_new(const struct directory *directory, const struct user *user, guint32 day);
void access_check_free(struct access_check *check);

enum access access_of_row(struct access_check *check, const struct case_row *row);
enum access access_of_case(struct access_check *check, const struct case_file *file);

/* ACCESS_OWN_MAIL where the address reaches the user, by itself or as a list; else ACCESS_GRANTED. For what the message
 * itself names, which the case's rows do not. */
enum access access_of_address(struct access_check *check, const char *address);

/* Privileged mail (legal advice) is read by the monitoring officer and the deputy alone. */
gboolean access_may_read_privileged(const struct access_check *check);

#endif
