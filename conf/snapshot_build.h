/* SPDX-License-Identifier: BSD-2-Clause */
/* Building a snapshot with all that is wrong at once. For this room only. */
#ifndef CONF_SNAPSHOT_BUILD_H
#define CONF_SNAPSHOT_BUILD_H

#include "conf/snapshot.h"

/* What could be read of everything that candour.conf names, and to faults (conf/faults.h) what is wrong with the rest.
 * NULL where candour.conf itself is no good. Where there are faults it is good for nothing but snapshot_unref(). */
struct snapshot *snapshot_build(const char *path, GPtrArray *faults);

#endif
