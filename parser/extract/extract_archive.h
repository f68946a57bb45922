/* SPDX-License-Identifier: BSD-2-Clause */
/* The entries of an archive, from memory and within the job's limits. For this folder only. */
#ifndef PARSER_EXTRACT_ARCHIVE_H
#define PARSER_EXTRACT_ARCHIVE_H

#include "parser/extract/extract_job.h"

/* An entry that holds data. */
struct extract_entry {
	const char *name;    /* as written there: any bytes, "../" too */
	const guint8 *bytes; /* NULL where reading was not wanted, or gave nothing */
	gsize length;
	enum part_reason reason; /* why bytes are missing or cut: PART_ENCRYPTED, PART_LIMIT, PART_TRUNCATED */
};

struct extract_visitor {
	gboolean (*is_wanted)(void *data, const char *name);              /* NULL: all are */
	gboolean (*visit)(void *data, const struct extract_entry *entry); /* FALSE ends the walk */
	void *data;
	gboolean is_shared; /* an entry gets a share of what may be expanded, and one that is larger does not end the
			     * walk: for formats that pass over it without expanding it */
};

/* Walks through the entries in their order. job: NULL counts nothing and takes no more than EXTRACT_MAX_ENTRIES.
 * Returns why the walk ended early, PART_INSPECTED where it did not (or the visitor ended it). */
enum part_reason extract_archive_walk(const struct extract_job *job, const guint8 *bytes, gsize length,
				      const struct extract_visitor *visitor);

#endif
