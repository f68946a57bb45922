/* SPDX-License-Identifier: BSD-2-Clause */
/* Compound files between the modules that read them. For this folder only. */
#ifndef PARSER_EXTRACT_OLE_H
#define PARSER_EXTRACT_OLE_H

#include "parser/extract/extract_job.h"

#include <gsf/gsf-infile.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GsfInfile, g_object_unref)

/* Whether it holds others; libgsf has one type for both. NULL is none. */
gboolean extract_ole_is_folder(GsfInput *child);

/* The stream or folder of that name, upper and lower case alike ([MS-CFB], 2.6.4); NULL where it is missing. */
GsfInput *extract_ole_child(GsfInfile *folder, const char *name);

/* The bytes of a stream, a NUL behind them; NULL where it is missing, a folder, or larger than
 * EXTRACT_MAX_EXPANDED_BYTES. Free with g_free(). */
guint8 *extract_ole_stream(GsfInfile *folder, const char *name, gsize *ret_length);

/* Reads what a folder holds, which is a compound file by itself or part of one. */
void extract_ole_read_folder(const struct extract_job *job, GsfInfile *folder);

/* Reads the objects that a document holds, each in a folder of its own. */
void extract_ole_read_objects(const struct extract_job *job, GsfInfile *folder);

/* Gives an Outlook message ([MS-OXMSG]): its head, its texts, its attachments. */
void extract_msg_read(const struct extract_job *job, GsfInfile *folder);

#endif
