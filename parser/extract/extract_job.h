/* SPDX-License-Identifier: BSD-2-Clause */
/* One extraction on its way through files in files: what it has used up of its limits, and how readers hand over what
 * they find. For the readers only. */
#ifndef PARSER_EXTRACT_JOB_H
#define PARSER_EXTRACT_JOB_H

#include "parser/extract/extract.h"

/* The counters are shared by all nested files: they live in the outermost one's job. */
struct extract_usage {
	gsize input_bytes;
	gsize expanded_bytes;
	gsize text_bytes;
	unsigned entries;
};

struct extract_job {
	const struct extract_sink *sink;
	struct extract_usage *usage;
	unsigned depth;
	const char *path;         /* of the file being read, or NULL */
	const char *claimed_name; /* or NULL */
	const char *claimed_type; /* or NULL; of the outermost file, or of a mail's part */
};

/* Gives a text of the file being read, made valid UTF-8 and cut at EXTRACT_MAX_TEXT_BYTES; one of a file in a file at
 * half of what is left of that, so that others after it are read. */
void extract_job_text(const struct extract_job *job, const char *type, const char *text, gsize length,
		      enum part_reason reason);

/* Gives what the calendar being read says of people. */
void extract_job_calendar(const struct extract_job *job, const struct calendar *calendar);

/* Says that the file being read gave nothing, and why. */
void extract_job_unread(const struct extract_job *job, const char *type, enum part_reason reason);

/* Makes the job of a file found in the one being read, whose reader is already known: FALSE, and the file is said to be
 * unread, where that is past a limit. *ret_path: free with g_free(), after the last use of the job. */
gboolean extract_job_enter(const struct extract_job *job, const char *name, struct extract_job *ret_inner,
			   char **ret_path);

/* Reads a file found in the one being read. name: where in it, any bytes. */
void extract_job_nested(const struct extract_job *job, const char *name, const char *claimed_type, const guint8 *bytes,
			gsize length);

/* Says that a file found in the one being read could not be read. */
void extract_job_nested_unread(const struct extract_job *job, const char *name, const char *type,
			       enum part_reason reason);

/* Counts one more entry, or more expanded bytes; FALSE where that is past a limit. */
gboolean extract_job_take_entry(const struct extract_job *job);
gboolean extract_job_take_expanded(const struct extract_job *job, gsize bytes);

/* How many bytes one file of several may be expanded to, so that it leaves as many for those behind it. */
gsize extract_job_expanded_share(const struct extract_job *job);

#endif
