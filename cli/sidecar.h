/* SPDX-License-Identifier: BSD-2-Clause */
/* NAME.json of a case as the contract has it: the envelope, and what is expected. Knows nothing of messages. */
#ifndef CLI_SIDECAR_H
#define CLI_SIDECAR_H

#include "cli/case_input.h"

#include <glib.h>

struct sidecar {
	char *from, *login, *client, *client_name, *tls_subject, *date; /* NULL where absent */
	char **recipients, **mail_arguments;                            /* NULL where absent */
	GHashTable *recipient_arguments;                                /* address in lower case -> char ** */
	struct expectation *expectation;                                /* NULL where absent */
};

/* NULL and *error "FILE:LINE: ..." where it is no JSON or has an unknown key or a value of the wrong type. */
struct sidecar *sidecar_load(const char *path, GError **error);
void sidecar_free(struct sidecar *sidecar);
void expectation_free(struct expectation *expectation);

#endif
