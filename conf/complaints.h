/* SPDX-License-Identifier: BSD-2-Clause */
/* What `candour config check` complains of beyond what keeps the configuration from loading. For this room only. */
#ifndef CONF_COMPLAINTS_H
#define CONF_COMPLAINTS_H

#include "conf/snapshot.h"

struct complaints {
	const struct conf *conf;
	GPtrArray *errors, *warnings; /* char *: "FILE:LINE: ..." */
};

/* Each says what is wrong with the value of that key. */
void complaints_error(const struct complaints *complaints, const char *key, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
void complaints_warn(const struct complaints *complaints, const char *key, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Users, groups, folders, the socket, keys' permissions. */
void complaints_of_system(const struct complaints *complaints);
/* Postfix's settings, where postconf(1) is there. */
void complaints_of_mta(const struct complaints *complaints);

#endif
