/* SPDX-License-Identifier: BSD-2-Clause */
/* What the daemon's threads share: the snapshot that new messages take, the casebook, the keys, the gate. Made once by
 * main; everything in it locks itself or never changes. */
#ifndef MILTER_SERVICE_H
#define MILTER_SERVICE_H

#include "conf/snapshot.h"
#include "milter/gate.h"
#include "milter/log.h"
#include "parser/sandbox.h"
#include "store/basis_index.h"
#include "store/casebook.h"
#include "store/history_store.h"

#include <glib.h>

struct service {
	struct log log;
	struct gate *gate;
	struct casebook *casebook;
	struct sandbox *sandbox; /* where foreign formats are read; what cannot be read is a finding, no failure */
	struct history_store *history; /* of threads; NULL where it could not be opened: every thread is unknown */
	struct seal_key *seal;         /* the public key: the daemon writes held mail and cannot read it */
	guint8 identity_key[IDENTITY_KEY_BYTES];
	GMutex lock; /* of what follows */
	struct snapshot *snapshot;
	struct basis_index *bases;     /* the store's, as last read; NULL while there was no register */
	struct history_people *people; /* the snapshot's, as the history names them; NULL with it */
};

/* Reads the configuration. FALSE and *error with file and line. */
gboolean service_init(struct service *service, const char *conf_path, gboolean logs_to_stderr, GError **error);

/* Opens state folder, keys and casebook; makes what is missing. After the change of user. FALSE and *error. */
gboolean service_open(struct service *service, GError **error);

/* The store's bases as last read, to be unreferenced by the caller; or NULL. It looks at no file. */
struct basis_index *service_bases(struct service *service);
/* The store's bases of now over that register, to be unreferenced by the caller. NULL and *error where that cannot be
 * said. */
struct basis_index *service_refresh_bases(struct service *service, const struct register_file *file, GError **error);

/* What is known of the message's thread, to be freed by the caller; NULL: nothing. A failure is logged, and is no more
 * than that. */
struct history *service_find_thread(struct service *service, const char *queue_id, const struct message *message);
/* Leaves the note to the history's writer; losses are logged. note may be NULL. */
void service_remember(struct service *service, const char *queue_id, const struct history_note *note);

/* The snapshot of now, to be unreferenced by the caller. */
struct snapshot *service_snapshot(struct service *service);

/* Reads everything anew and swaps it whole; messages under way keep the old one. FALSE and *error, and nothing has
 * changed, where it is faulty, a key differs that holds until a restart, or the store's bases do not go with the new
 * register. */
gboolean service_reload(struct service *service, GError **error);

/* Lets the messages that are being judged end, then closes the casebook. FALSE where they did not end in time: then
 * the casebook stays open, for they may still write to it. */
gboolean service_close(struct service *service);

#endif
