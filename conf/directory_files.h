/* SPDX-License-Identifier: BSD-2-Clause */
/* people.csv, lists.csv and domains.csv into a directory. For this room only. */
#ifndef CONF_DIRECTORY_FILES_H
#define CONF_DIRECTORY_FILES_H

#include "conf/conf.h"
#include "policy/directory/directory.h"

#include <glib.h>

/* Each adds the file's rows, and what is wrong with them to faults: "FILE:LINE: ...". */
void people_load(const char *path, struct directory *directory, GPtrArray *faults);
void lists_load(const char *path, struct directory *directory, GPtrArray *faults);
void domains_load(const char *path, struct directory *directory, GPtrArray *faults);

/* The whole directory that the configuration names, sealed. NULL where something was added to faults. Free with
 * directory_free(). */
struct directory *directory_files_load(const struct conf *conf, GPtrArray *faults);

#endif
