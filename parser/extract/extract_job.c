/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeps an extraction within its limits and hands what readers find to the sink. Knows no format. */
#include "parser/extract/extract_job.h"

#include "parser/extract/extract_read.h"

#include <string.h>

/* Cuts at a character's start. */
static gsize cut_length(const char *text, gsize length)
{
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

void extract_job_text(const struct extract_job *job, const char *type, const char *text, gsize length,
		      enum part_reason reason)
{
	gsize left = EXTRACT_MAX_TEXT_BYTES - job->usage->text_bytes;
	gsize room = job->depth > 0 ? MAX(left / 2, MIN(left, EXTRACT_TEXT_SHARE_BYTES)) : left;
	g_autofree char *valid = NULL;

	if (!g_utf8_validate_len(text, length, NULL)) {
		valid = g_utf8_make_valid(text, (gssize)length);
		text = valid;
		length = strlen(valid);
	}
	if (length > room) {
		length = cut_length(text, room);
		reason = PART_LIMIT;
	}
	job->usage->text_bytes += length;
	job->sink->text(job->sink->context, job->path, type, text, length, reason);
}

void extract_job_calendar(const struct extract_job *job, const struct calendar *calendar)
{
	if (job->sink->calendar)
		job->sink->calendar(job->sink->context, job->path, calendar);
}

void extract_job_unread(const struct extract_job *job, const char *type, enum part_reason reason)
{
	job->sink->text(job->sink->context, job->path, type, NULL, 0, reason);
}

/* One line of valid UTF-8: a name is shown to people and names no file here. */
static char *clean_name(const char *name)
{
	g_autofree char *valid = g_utf8_make_valid(name, (gssize)strnlen(name, EXTRACT_MAX_NAME_BYTES));

	for (char *at = valid; *at; at++)
		if (g_ascii_iscntrl(*at))
			*at = '?';
	return g_steal_pointer(&valid);
}

/* The path of an entry: that of the file around it, a slash, its own name. */
static char *path_below(const struct extract_job *job, const char *name)
{
	g_autofree char *clean = clean_name(name);
	g_autofree char *path = job->path ? g_strconcat(job->path, "/", clean, NULL) : g_steal_pointer(&clean);
	gsize length = strlen(path);

	if (length > EXTRACT_MAX_NAME_BYTES)
		path[cut_length(path, EXTRACT_MAX_NAME_BYTES)] = '\0';
	return g_steal_pointer(&path);
}

gboolean extract_job_enter(const struct extract_job *job, const char *name, struct extract_job *ret_inner,
			   char **ret_path)
{
	*ret_path = path_below(job, name);
	*ret_inner = *job;
	ret_inner->path = *ret_path;
	ret_inner->claimed_name = name;
	ret_inner->claimed_type = NULL;
	ret_inner->depth++;
	if (job->depth < EXTRACT_MAX_DEPTH && extract_job_take_entry(job))
		return TRUE;
	extract_job_unread(ret_inner, "application/octet-stream", PART_LIMIT);
	return FALSE;
}

void extract_job_nested(const struct extract_job *job, const char *name, const char *claimed_type, const guint8 *bytes,
			gsize length)
{
	g_autofree char *path = path_below(job, name);
	struct extract_job inner = *job;

	inner.path = path;
	inner.claimed_name = name;
	inner.claimed_type = claimed_type;
	inner.depth++;
	extract_read(&inner, bytes, length);
}

void extract_job_nested_unread(const struct extract_job *job, const char *name, const char *type,
			       enum part_reason reason)
{
	g_autofree char *path = path_below(job, name);
	struct extract_job inner = *job;

	inner.path = path;
	extract_job_unread(&inner, type, reason);
}

gboolean extract_job_take_entry(const struct extract_job *job)
{
	if (job->usage->entries >= EXTRACT_MAX_ENTRIES)
		return FALSE;
	job->usage->entries++;
	return TRUE;
}

gboolean extract_job_take_expanded(const struct extract_job *job, gsize bytes)
{
	struct extract_usage *usage = job->usage;

	if (bytes > EXTRACT_MAX_EXPANDED_BYTES - usage->expanded_bytes)
		return FALSE;
	usage->expanded_bytes += bytes;
	return usage->expanded_bytes <= EXTRACT_RATIO_SLACK_BYTES ||
	       (usage->expanded_bytes - EXTRACT_RATIO_SLACK_BYTES) / EXTRACT_MAX_RATIO <= usage->input_bytes;
}

gsize extract_job_expanded_share(const struct extract_job *job)
{
	const struct extract_usage *usage = job->usage;
	gsize allowed = MIN(usage->input_bytes, EXTRACT_MAX_EXPANDED_BYTES / EXTRACT_MAX_RATIO) * EXTRACT_MAX_RATIO +
			EXTRACT_RATIO_SLACK_BYTES;

	allowed = MIN(allowed, EXTRACT_MAX_EXPANDED_BYTES);
	return (allowed - MIN(allowed, usage->expanded_bytes)) / 2;
}
