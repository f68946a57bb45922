/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads archives with libarchive, from memory into memory: an entry's name is a label, no file is ever made of it. */
#include "parser/extract/extract_archive.h"

#include "parser/extract/extract_read.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

typedef struct archive archive_reader;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(archive_reader, archive_read_free)

/* Only what people send, and no filter that libarchive would start a program for. */
static struct archive *open_archive(const guint8 *bytes, gsize length)
{
	struct archive *archive = archive_read_new();

	if (!archive)
		g_error("archive_read_new: out of memory");
	archive_read_support_format_zip(archive);
	archive_read_support_format_7zip(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_format_cpio(archive);
	archive_read_support_format_rar(archive);
	archive_read_support_format_rar5(archive);
	archive_read_support_format_cab(archive);
	archive_read_support_format_raw(archive);
	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_bzip2(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_filter_lzma(archive);
	archive_read_support_filter_zstd(archive);
	if (archive_read_open_memory(archive, bytes, length) != ARCHIVE_OK)
		g_clear_pointer(&archive, archive_read_free);
	return archive;
}

/* Names that are not in the locale's charset are there as bytes only. */
static const char *entry_name(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);

	if (!name)
		name = archive_entry_pathname(entry);
	return name ? name : "";
}

static enum part_reason read_data(const struct extract_job *job, struct archive *archive, gsize max_bytes,
				  GByteArray *data)
{
	for (;;) {
		const void *block;
		size_t size;
		la_int64_t offset;
		int result = archive_read_data_block(archive, &block, &size, &offset);

		if (result == ARCHIVE_EOF)
			return PART_INSPECTED;
		if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
			return archive_read_has_encrypted_entries(archive) > 0 ? PART_ENCRYPTED : PART_TRUNCATED;
		if (size > max_bytes - data->len || (job && !extract_job_take_expanded(job, size)))
			return PART_LIMIT;
		g_byte_array_append(data, block, (guint)size); /* holes of sparse files are left out */
	}
}

/* Reads the entry's data where it is wanted and gives it to the visitor; FALSE where the walk ends. */
static gboolean visit_entry(const struct extract_job *job, struct archive *archive, struct archive_entry *entry,
			    const struct extract_visitor *visitor, enum part_reason *ret_reason)
{
	g_autoptr(GByteArray) data = g_byte_array_new();
	const char *link = archive_entry_symlink(entry);
	struct extract_entry found = {.name = entry_name(entry)};
	gboolean is_shared = job && visitor->is_shared;
	gsize max_bytes = is_shared ? extract_job_expanded_share(job) : EXTRACT_MAX_EXPANDED_BYTES;

	if (archive_entry_is_data_encrypted(entry))
		found.reason = PART_ENCRYPTED;
	else if (visitor->is_wanted && !visitor->is_wanted(visitor->data, found.name))
		link = NULL;
	else if (link) /* a file that only says it is a link shows its text where links are unknown */
		g_byte_array_append(data, (const guint8 *)link, (guint)strlen(link));
	else
		found.reason = read_data(job, archive, max_bytes, data);
	found.bytes = data->data;
	found.length = data->len;
	*ret_reason = found.reason == PART_LIMIT && !is_shared ? PART_LIMIT : PART_INSPECTED;
	return visitor->visit(visitor->data, &found) && *ret_reason == PART_INSPECTED;
}

/* Why there is no next entry. */
static enum part_reason end_reason(struct archive *archive, int result)
{
	if (result == ARCHIVE_EOF)
		return PART_INSPECTED;
	return archive_read_has_encrypted_entries(archive) > 0 ? PART_ENCRYPTED : PART_TRUNCATED;
}

enum part_reason extract_archive_walk(const struct extract_job *job, const guint8 *bytes, gsize length,
				      const struct extract_visitor *visitor)
{
	g_autoptr(archive_reader) archive = open_archive(bytes, length);
	struct archive_entry *entry;
	unsigned entries = 0;
	int result = ARCHIVE_EOF;

	if (!archive)
		return PART_TRUNCATED;
	while ((result = archive_read_next_header(archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN) {
		enum part_reason reason;

		if (++entries > EXTRACT_MAX_ENTRIES || (job && !extract_job_take_entry(job)))
			return PART_LIMIT;
		if (archive_entry_filetype(entry) == AE_IFDIR)
			continue;
		if (!visit_entry(job, archive, entry, visitor, &reason))
			return reason;
	}
	return end_reason(archive, result);
}

struct listing {
	const struct extract_job *job;
	gboolean is_raw; /* a compressed file alone, whose name is the archive's */
	unsigned found;
};

/* "minutes.txt.gz" holds "minutes.txt". Free with g_free(). */
static char *name_inside(const char *name)
{
	const char *base = name ? strrchr(name, '/') : NULL;
	const char *dot;

	base = base ? base + 1 : name;
	dot = base ? strrchr(base, '.') : NULL;
	return dot && dot > base ? g_strndup(base, (gsize)(dot - base)) : g_strdup("data");
}

static gboolean read_entry(void *data, const struct extract_entry *entry)
{
	struct listing *listing = data;
	gboolean is_nameless = listing->is_raw && strcmp(entry->name, "data") == 0;
	g_autofree char *inside = is_nameless ? name_inside(listing->job->claimed_name) : NULL;
	const char *name = inside ? inside : entry->name;

	listing->found++;
	if (entry->length > 0 || entry->reason == PART_INSPECTED)
		extract_job_nested(listing->job, name, NULL, entry->bytes, entry->length);
	if (entry->reason != PART_INSPECTED)
		extract_job_nested_unread(listing->job, name, "application/octet-stream", entry->reason);
	return TRUE;
}

void extract_archive(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	gboolean is_zip = strcmp(type, "application/zip") == 0;
	struct listing listing = {.job = job, .is_raw = !is_zip && strcmp(type, "application/x-7z-compressed") != 0};
	struct extract_visitor visitor = {.visit = read_entry, .data = &listing, .is_shared = is_zip};
	enum part_reason reason = extract_archive_walk(job, bytes, length, &visitor);

	/* The archive itself says nothing but that it is there; whoever reads it is told that it was opened. */
	if (reason != PART_INSPECTED)
		extract_job_unread(job, type, reason);
	else if (listing.found == 0)
		extract_job_text(job, type, "", 0, PART_INSPECTED);
}
