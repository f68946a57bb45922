/* SPDX-License-Identifier: BSD-2-Clause */
/* What files say: Office, OpenDocument, PDF, RTF, HTML, mail, archives and these in one another. Runs only inside the
 * sandbox: it starts programs, and hostile bytes may crash the libraries that it uses. */
#ifndef PARSER_EXTRACT_H
#define PARSER_EXTRACT_H

#include "parser/message.h"

struct calendar; /* parser/calendar.h */

/* One text or nested part found in a file. */
struct extract_sink {
	/* name: its path inside the file ("minutes.zip/may.docx"), or NULL for the file itself. type: by content. text:
	 * valid UTF-8, lines end with '\n'; NULL where nothing could be read, and reason says why. With text, a reason
	 * says why it is cut. Document properties come first, then headers, the body, notes and footers. */
	void (*text)(void *context, const char *name, const char *type, const char *text, gsize length,
		     enum part_reason reason);
	/* Before the text of a calendar; or NULL: nobody asks. name: as above. */
	void (*calendar)(void *context, const char *name, const struct calendar *calendar);
	void *context;
};

/* Named limits on what a file can make of itself; past one the part there has PART_LIMIT. One of several
 * files gets half of what is left, so that others are read, too. */
enum {
	EXTRACT_MAX_DEPTH = 10,                          /* of files in files */
	EXTRACT_MAX_ENTRIES = 5000,                      /* of all archives and packages together */
	EXTRACT_MAX_EXPANDED_BYTES = 128 * 1024 * 1024,  /* likewise */
	EXTRACT_MAX_RATIO = 200,                         /* of expanded bytes to those given, past the slack */
	EXTRACT_RATIO_SLACK_BYTES = 8 * 1024 * 1024,     /* expanded freely */
	EXTRACT_MAX_TEXT_BYTES = MESSAGE_MAX_TEXT_BYTES, /* of all texts together */
	EXTRACT_TEXT_SHARE_BYTES = 64 * 1024,            /* that every text may have while there are so many */
	EXTRACT_MAX_NAME_BYTES = 1000                    /* of a path, cut beyond */
};

/* Reads the bytes of one part by content (claimed_name and claimed_type, which may be NULL, only name what the content
 * leaves open: the charset, the file in a .gz) and gives what it says, nested parts too, to the sink: at least one
 * call. Cannot fail: what cannot be read is given with its reason. */
void extract_bytes(const guint8 *bytes, gsize length, const char *claimed_name, const char *claimed_type,
		   const struct extract_sink *sink);

/* The media type that the content shows, "application/octet-stream" where it shows none. */
const char *extract_detect(const guint8 *bytes, gsize length);

#endif
