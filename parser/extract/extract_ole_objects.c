/* SPDX-License-Identifier: BSD-2-Clause */
/* Documents and files inside Word's and Excel's: folders of streams as if they stood alone, a file of any kind as one
 * stream ([MS-OLEDS], 2.3.6; [MS-OSHARED], 2.3.3). */
#include "parser/extract/extract_little.h"
#include "parser/extract/extract_ole.h"

#include <string.h>

enum { OBJECTS_DEPTH = 4 /* of folders until an object's own */ };

/* TRUE where the folder is an object of a kind that is read, not one around them. */
static gboolean is_object(GsfInfile *folder)
{
	static const char *const streams[] = {"WordDocument", "Workbook", "Book", "PowerPoint Document",
					      "__properties_version1.0"};

	for (gsize i = 0; i < G_N_ELEMENTS(streams); i++) {
		g_autoptr(GsfInput) stream = extract_ole_child(folder, streams[i]);

		if (stream)
			return TRUE;
	}
	return FALSE;
}

static void read_file(const struct extract_job *job, const char *name, const guint8 *bytes, gsize length)
{
	if (!extract_job_take_entry(job))
		extract_job_nested_unread(job, name, "application/octet-stream", PART_LIMIT);
	else
		extract_job_nested(job, name, NULL, bytes, length);
}

/* A file that was dropped into the document: length, flags, name, its place on the sender's machine and where it was
 * put aside there, then its own length and bytes. */
static void read_native(const struct extract_job *job, const guint8 *bytes, gsize length)
{
	const guint8 *at = bytes + 6, *end = bytes + length;
	const char *name = (const char *)at;
	gsize size;

	for (int strings = 0; strings < 3; strings++) {
		const guint8 *nul = at < end ? memchr(at, '\0', (gsize)(end - at)) : NULL;

		if (!nul)
			return;
		at = nul + 1;
		if (strings == 1)
			at += MIN(8, end - at); /* a kind, and the next one's length */
	}
	if (end - at < 4)
		return;
	size = MIN(extract_u32(at), (gsize)(end - at) - 4);
	read_file(job, *name ? name : "object", at + 4, size);
}

/* Streams that hold a file as it is. */
static void read_streams(const struct extract_job *job, GsfInfile *folder)
{
	static const char *const names[] = {"Package", "CONTENTS"};
	gsize length;
	g_autofree guint8 *native = extract_ole_stream(folder, "\001Ole10Native", &length);

	if (native && length > 6)
		read_native(job, native, length);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree guint8 *bytes = extract_ole_stream(folder, names[i], &length);

		if (bytes)
			read_file(job, "object", bytes, length);
	}
}

static void read_below(const struct extract_job *job, GsfInfile *folder, unsigned depth)
{
	for (int i = 0; i < gsf_infile_num_children(folder) && depth < OBJECTS_DEPTH; i++) {
		g_autoptr(GsfInput) child = gsf_infile_child_by_index(folder, i);
		struct extract_job inner;
		g_autofree char *path = NULL;

		if (!extract_ole_is_folder(child))
			continue;
		if (!is_object(GSF_INFILE(child))) {
			read_streams(job, GSF_INFILE(child));
			read_below(job, GSF_INFILE(child), depth + 1);
		} else if (extract_job_enter(job, "object", &inner, &path)) {
			extract_ole_read_folder(&inner, GSF_INFILE(child));
		}
	}
}

void extract_ole_read_objects(const struct extract_job *job, GsfInfile *folder)
{
	read_below(job, folder, 0);
}
