/* SPDX-License-Identifier: BSD-2-Clause */
/* The readers of the formats, one for each kind of file. Each gives what it finds to the job, with at least one call.
 * For this folder only. */
#ifndef PARSER_EXTRACT_READ_H
#define PARSER_EXTRACT_READ_H

#include "parser/extract/extract_job.h"

/* Finds out what the bytes are and calls the reader; at EXTRACT_MAX_DEPTH it calls none (extract.c). */
void extract_read(const struct extract_job *job, const guint8 *bytes, gsize length);

typedef void extract_reader(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length);

extract_reader extract_archive; /* zip, 7z, tar, gz and their like: what is in them */
extract_reader extract_package; /* Office and OpenDocument packages */
extract_reader extract_xml;     /* a single XML file, flat office documents too */
extract_reader extract_text;    /* plain text and its kinds: CSV, contacts */
/* Its bytes as UTF-8, by their mark or by the charset that the job's claimed type names. Free with g_string_free(). */
GString *extract_text_decode(const struct extract_job *job, const guint8 *bytes, gsize length);
extract_reader extract_calendar; /* iCalendar */
extract_reader extract_html;
extract_reader extract_mail; /* RFC 5322 messages */
extract_reader extract_pdf;
extract_reader extract_rtf;
extract_reader extract_ole;  /* Word, Excel, PowerPoint before 2007; encrypted ones since; Outlook's .msg */
extract_reader extract_tnef; /* Outlook's winmail.dat */

#endif
