/* SPDX-License-Identifier: BSD-2-Clause */
/* Configuration, directory, lexicons, profiles, register: one immutable counted snapshot, taken by each message. A
 * reload builds a new one whole or fails whole. */
#ifndef CONF_SNAPSHOT_H
#define CONF_SNAPSHOT_H

#include "conf/conf.h"
#include "policy/judge.h"

#include <glib.h>

struct snapshot {
	struct conf *conf;
	struct policy policy;
	char *register_stamp; /* inode, size and time of the register file, to notice a new one; or NULL */
};

/* Everything that candour.conf names, read and checked. NULL and *error with file and line. */
struct snapshot *snapshot_load(const char *path, GError **error);
struct snapshot *snapshot_ref(struct snapshot *snapshot);
void snapshot_unref(struct snapshot *snapshot);

/* Keeps compiled lexicons in state_dir for the next start, where they were compiled for this one; for the daemon alone.
 * FALSE and *error where they cannot be written, which costs nothing but time. */
gboolean snapshot_keep_lexicons(const struct snapshot *snapshot, GError **error);

/* The directory alone that the configuration names. NULL and *error with file and line. Free with directory_free(). */
struct directory *snapshot_directory(const struct conf *conf, GError **error);

/* The register that it opened, to put the store's bases over it; borrowed, NULL where none is configured. */
struct register_file;
const struct register_file *snapshot_register(const struct snapshot *snapshot);

/* TRUE where the register on disk is another than the one in the snapshot. */
gboolean snapshot_is_register_stale(const struct snapshot *snapshot);

/* All complaints at once, for `candour config check`: char *, errors first ("FILE:LINE: ..."), warnings with the prefix
 * "warning: "; cross-references, sockets, permissions of keys, monitoring notices. Owned array. */
GPtrArray *snapshot_check(const char *path);

#endif
