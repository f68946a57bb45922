/* SPDX-License-Identifier: BSD-2-Clause */
/* From bytes to the reader of their format. What has no reader is said to be unread, with the reason. */
#include "parser/extract/extract.h"

#include "parser/extract/extract_read.h"
#include "parser/html.h"

#include <gmime/gmime.h>
#include <string.h>

/* Types end in '*' where the rest may be anything; the first that fits counts. */
static const struct format {
	const char *type;
	extract_reader *read;
	enum part_reason unread; /* where there is no reader */
} formats[] = {
	{"text/html", extract_html, 0},
	{"text/rtf", extract_rtf, 0},
	{"text/xml", extract_xml, 0},
	{"text/calendar", extract_calendar, 0},
	{"text/*", extract_text, 0},
	{"message/rfc822", extract_mail, 0},
	{"application/pdf", extract_pdf, 0},
	{"application/vnd.openxmlformats-officedocument.*", extract_package, 0},
	{"application/vnd.oasis.opendocument.*", extract_package, 0},
	{"application/x-ole-storage", extract_ole, 0},
	{"application/vnd.ms-tnef", extract_tnef, 0},
	{"application/zip", extract_archive, 0},
	{"application/gzip", extract_archive, 0},
	{"application/x-tar", extract_archive, 0},
	{"application/x-7z-compressed", extract_archive, 0},
	{"application/x-bzip2", extract_archive, 0},
	{"application/x-xz", extract_archive, 0},
	{"application/zstd", extract_archive, 0},
	{"application/vnd.rar", extract_archive, 0},
	{"application/vnd.ms-cab-compressed", extract_archive, 0},
	{"application/x-cpio", extract_archive, 0},
	{"application/pgp-encrypted", NULL, PART_ENCRYPTED},
	{"image/*", NULL, PART_IMAGE_ONLY},
	{"*", NULL, PART_UNKNOWN_FORMAT},
};

static gboolean fits(const char *type, const char *pattern)
{
	gsize length = strlen(pattern) - 1;

	return pattern[length] == '*' ? strncmp(type, pattern, length) == 0 : strcmp(type, pattern) == 0;
}

/* A mail without a field that only programs write looks like a memo; there, what was claimed decides. */
static const char *type_of(const struct extract_job *job, const guint8 *bytes, gsize length)
{
	const char *type = extract_detect(bytes, length);
	gboolean is_claimed_mail =
		job->claimed_type && g_ascii_strncasecmp(job->claimed_type, "message/rfc822", 14) == 0;

	return is_claimed_mail && strcmp(type, "text/plain") == 0 ? "message/rfc822" : type;
}

void extract_read(const struct extract_job *job, const guint8 *bytes, gsize length)
{
	const char *type = type_of(job, bytes, length);
	const struct format *format = formats;

	while (!fits(type, format->type))
		format++;
	if (!format->read)
		extract_job_unread(job, type, format->unread);
	else if (job->depth > EXTRACT_MAX_DEPTH)
		extract_job_unread(job, type, PART_LIMIT);
	else
		format->read(job, type, bytes, length);
}

static void say_nothing(const char *text G_GNUC_UNUSED)
{
}

static void log_nothing(const char *domain G_GNUC_UNUSED, GLogLevelFlags level G_GNUC_UNUSED,
			const char *text G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

/* The libraries want one call before their first use. libgsf prints what it does not understand, which is what the file
 * says, and to the standard output at that. */
static void start_libraries(void)
{
	static gsize is_started;

	if (g_once_init_enter(&is_started)) {
		g_mime_init();
		html_start();
		g_set_print_handler(say_nothing);
		g_set_printerr_handler(say_nothing);
		g_log_set_default_handler(log_nothing, NULL);
		g_once_init_leave(&is_started, 1);
	}
}

void extract_bytes(const guint8 *bytes, gsize length, const char *claimed_name, const char *claimed_type,
		   const struct extract_sink *sink)
{
	struct extract_usage usage = {.input_bytes = length};
	struct extract_job job = {
		.sink = sink, .usage = &usage, .claimed_name = claimed_name, .claimed_type = claimed_type};

	start_libraries();
	extract_read(&job, bytes, length);
}
