/* SPDX-License-Identifier: BSD-2-Clause */
/* Unpacks the RTF of Outlook's messages: a dictionary that begins with usual RTF, and references into it. */
#include "parser/extract/extract_lzfu.h"

#include <string.h>

enum {
	HEAD_BYTES = 16,
	DICTIONARY_BYTES = 4096,
	MAGIC_PACKED = 0x75465a4c, /* "LZFu" */
	MAGIC_PLAIN = 0x414c454d,  /* "MELA" */
	SHORTEST_RUN = 2
};

/* What the format says every dictionary begins with ([MS-OXRTFCP], 2.1.2.1). */
static const char first_words[] =
	"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
	"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
	"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct dictionary {
	guint8 bytes[DICTIONARY_BYTES];
	unsigned at;
};

static void give(struct dictionary *dictionary, GByteArray *unpacked, guint8 byte)
{
	dictionary->bytes[dictionary->at] = byte;
	dictionary->at = (dictionary->at + 1) % DICTIONARY_BYTES;
	g_byte_array_append(unpacked, &byte, 1);
}

/* One reference: twelve bits of place, four of length; FALSE at the one that ends the text. */
static gboolean give_run(struct dictionary *dictionary, GByteArray *unpacked, const guint8 *reference)
{
	unsigned place = (unsigned)reference[0] << 4 | reference[1] >> 4;
	unsigned run = (reference[1] & 0x0f) + SHORTEST_RUN;

	if (place == dictionary->at)
		return FALSE;
	for (; run > 0; run--, place++)
		give(dictionary, unpacked, dictionary->bytes[place % DICTIONARY_BYTES]);
	return TRUE;
}

/* FALSE where it grows too long. A byte of eight flags stands before each eight: reference, or a byte as it is. */
static gboolean unpack(const guint8 *bytes, gsize length, gsize max_bytes, GByteArray *unpacked)
{
	struct dictionary dictionary = {.at = sizeof(first_words) - 1};
	gsize at = 0;

	memcpy(dictionary.bytes, first_words, sizeof(first_words) - 1);
	memset(dictionary.bytes + dictionary.at, ' ', DICTIONARY_BYTES - dictionary.at);
	while (at < length) {
		guint8 flags = bytes[at++];

		for (unsigned i = 0; i < 8 && at < length; i++, flags >>= 1) {
			if (unpacked->len > max_bytes)
				return FALSE;
			if (!(flags & 1)) {
				give(&dictionary, unpacked, bytes[at++]);
			} else {
				if (at + 2 > length || !give_run(&dictionary, unpacked, bytes + at))
					return TRUE;
				at += 2;
			}
		}
	}
	return TRUE;
}

GByteArray *extract_lzfu_unpack(const guint8 *bytes, gsize length, gsize max_bytes)
{
	g_autoptr(GByteArray) unpacked = g_byte_array_new();
	guint32 magic = length < HEAD_BYTES ? 0
					    : bytes[8] | (guint32)bytes[9] << 8 | (guint32)bytes[10] << 16 |
						      (guint32)bytes[11] << 24;

	if (magic == MAGIC_PLAIN && length - HEAD_BYTES <= max_bytes)
		g_byte_array_append(unpacked, bytes + HEAD_BYTES, (guint)(length - HEAD_BYTES));
	else if (magic != MAGIC_PACKED || !unpack(bytes + HEAD_BYTES, length - HEAD_BYTES, max_bytes, unpacked))
		return NULL;
	return g_steal_pointer(&unpacked);
}

void extract_lzfu_read(const struct extract_job *job, const char *name, const guint8 *bytes, gsize length)
{
	g_autoptr(GByteArray) rtf = extract_lzfu_unpack(bytes, length, EXTRACT_MAX_TEXT_BYTES);

	if (rtf && extract_job_take_expanded(job, rtf->len))
		extract_job_nested(job, name, NULL, rtf->data, rtf->len);
	else
		extract_job_nested_unread(job, name, "text/rtf", rtf ? PART_LIMIT : PART_UNKNOWN_FORMAT);
}
