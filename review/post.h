/* SPDX-License-Identifier: BSD-2-Clause */
/* Where candour's mail goes, and how candour's own mail is sent. */
#ifndef REVIEW_POST_H
#define REVIEW_POST_H

#include "conf/conf.h"
#include "review/smtp.h"

#include <gio/gio.h>

/* The listener of the configuration; its strings are the configuration's, or last for ever. */
struct smtp_server post_server(const struct conf *conf);

/* Sends one mail of candour's own, with the null sender (RFC 3834, 3.3; RFC 3464, 2), to one address. */
void post_mail(const struct conf *conf, const char *to, GBytes *message, struct smtp_outcome *ret_outcome);

#endif
