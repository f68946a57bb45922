/* SPDX-License-Identifier: BSD-2-Clause */
/* What an invitation or an answer to one says (RFC 5545, RFC 5546): who invites whom, and to what. Plain data, and its
 * reading, which hostile bytes may crash: with a sandbox it happens there. */
#ifndef PARSER_CALENDAR_H
#define PARSER_CALENDAR_H

#include "parser/message.h"

enum calendar_role {
	CALENDAR_ORGANIZER,
	CALENDAR_ATTENDEE,
	CALENDAR_DELEGATE, /* DELEGATED-TO and -FROM of an attendee */
	CALENDAR_SENT_BY,  /* who writes for another of them */
	CALENDAR_ROLES     /* how many there are */
};

struct calendar_person {
	enum calendar_role role;
	gboolean is_resource; /* a room or a thing (CUTYPE): nobody reads there */
	char *name;           /* CN, or NULL */
	char *mailbox;        /* as in struct address; never NULL */
};

struct calendar {
	char *section;     /* the part it stands in, or NULL as long as nobody said so */
	char *name;        /* that part's name, or NULL */
	gboolean is_own;   /* it is this message's, not of an attached message or in an archive */
	char *method;      /* upper case ("REQUEST", "REPLY"); or NULL */
	char *summary;     /* of the first event, on one line; or NULL */
	GPtrArray *people; /* struct calendar_person, each once in each role, owned */
};

/* Named limits on what a sender can grow; past one the part has PART_LIMIT. */
enum {
	CALENDAR_MAX_BYTES = 4 * 1024 * 1024,
	CALENDAR_MAX_PEOPLE = 2000,
	CALENDAR_MAX_COMPONENTS = 2000,
	CALENDAR_MAX_DEPTH = 8
};

/* Reads UTF-8 text. *ret_text, never NULL, free with g_free(): what it says to its readers, each property once:
 * summary, place, description, comments; the text as it came where it is no calendar. NULL with PART_LIMIT or
 * PART_UNKNOWN_FORMAT where nothing could be read; PART_LIMIT also where people are left out. */
struct calendar *calendar_read(const char *text, char **ret_text, enum part_reason *ret_reason);

/* Readies libical; once, before the first calendar_read(). */
void calendar_start(void);

/* One that says nothing. calendar_free(): NULL is fine. */
struct calendar *calendar_new(void);
void calendar_free(gpointer calendar);

/* Adds who takes part. */
void calendar_add_person(struct calendar *calendar, enum calendar_role role, gboolean is_resource, const char *name,
			 const char *mailbox);

/* For the way out of the sandbox: method, summary and people as one text, free with g_free(); and back, NULL where it
 * is no such text. */
char *calendar_pack(const struct calendar *calendar);
struct calendar *calendar_unpack(const char *packed);

#endif
