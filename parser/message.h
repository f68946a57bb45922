/* SPDX-License-Identifier: BSD-2-Clause */
/* Facts about one message (RFC 5322, RFC 2045-2049), as plain data: who is named where, which parts there are,
 * which text is whose, what is marked. Nothing here judges, and nothing here holds a GMime type. */
#ifndef PARSER_MESSAGE_H
#define PARSER_MESSAGE_H

#include <glib.h>

enum address_field {
	ADDRESS_FROM,
	ADDRESS_SENDER,
	ADDRESS_REPLY_TO,
	ADDRESS_TO,
	ADDRESS_CC,
	ADDRESS_BCC,
	ADDRESS_RESENT_FROM,
	ADDRESS_RESENT_SENDER,
	ADDRESS_RESENT_TO,
	ADDRESS_RESENT_CC,
	ADDRESS_RESENT_BCC,
	ADDRESS_FIELDS /* how many there are */
};

/* One mailbox of an address field (RFC 5322, 3.4). */
struct address {
	enum address_field field;
	unsigned resent_block; /* 0: not a Resent field; 1: the newest block, the uppermost one (RFC 5322, 3.6.6) */
	char *group;           /* the display name of the group it stands in, or NULL */
	char *name;            /* the display name, RFC 2047 decoded, UTF-8; or NULL */
	char *mailbox;         /* addr-spec without source route or comments; domain in lower case and ASCII (xn--) */
};

/* Why a part, or some of it, could not be read; the words of `uninspected` in the JSON that candour prints. */
enum part_reason {
	PART_INSPECTED,
	PART_ENCRYPTED,
	PART_PASSWORD,
	PART_LIMIT,
	PART_TIMEOUT,
	PART_CRASH,
	PART_UNKNOWN_FORMAT,
	PART_IMAGE_ONLY,
	PART_TRUNCATED
};

/* One leaf of the MIME tree. */
struct part {
	char *section;           /* IMAP section number: "1", "2.1" (RFC 3501, 6.4.5) */
	char *name;              /* file name, UTF-8; or NULL */
	char *type;              /* "text/plain", lower case */
	char *text;              /* what it says, valid UTF-8; NULL where nothing could be read */
	gboolean is_body;        /* shown as the message's own text, not an attachment */
	enum part_reason reason; /* PART_INSPECTED, or why text is missing or cut */
	/* What an attachment says of itself, which marks nothing but itself; NULL where it says nothing. */
	GPtrArray *markings; /* struct marking, owned */
	GPtrArray *labels;   /* struct label, owned: of its properties */
	gsize head;          /* where its text begins, behind its properties */
};

/* Whose words they are (POLICY.md: authored, quoted, signature, disclaimer). */
enum division { DIVISION_AUTHORED, DIVISION_QUOTED, DIVISION_SIGNATURE, DIVISION_DISCLAIMER };

/* A run of text of one division, in reading order; lines end with '\n'. */
struct passage {
	enum division division;
	char *section;           /* the part it stands in */
	char *text;              /* UTF-8 */
	gboolean is_hidden;      /* a reader does not see it (HTML: display:none and its like) */
	gboolean is_boilerplate; /* DIVISION_QUOTED: a disclaimer or banner of the quoted message */
	int quoted;              /* DIVISION_QUOTED: index into message->quoted of the innermost known head, or -1 */
};

/* One way to show the body: alternatives (RFC 2046, 5.1.4) give several, which may differ. */
struct rendition {
	GPtrArray *passages; /* struct passage, owned */
};

/* A quoted or forwarded message as far as its head says who took part. Names without an address are usual. */
struct quoted_message {
	GPtrArray *addresses;  /* struct address, owned: FROM, TO, CC; mailbox is NULL where only a name is shown */
	char *date;            /* as shown, or NULL */
	char *subject;         /* as shown, or NULL */
	char *text;            /* its text without deeper quotes and disclaimers; never NULL */
	gboolean is_forwarded; /* below a forward head, not a reply's */
	GPtrArray *markings;   /* struct marking, owned: its own; NULL where there is none */
};

enum marking_source {
	MARKING_SUBJECT,
	MARKING_HEAD,
	MARKING_SENSITIVITY,
	MARKING_LABEL,
	MARKING_NAME,     /* of a file */
	MARKING_PROPERTY, /* of a document */
	MARKING_FOOT      /* of its first page or its last */
};

/* A marking as the sender set it (POLICY.md, "Markings and confidential content"). A label's level is
 * configuration, so labels are kept apart (struct label). */
struct marking {
	enum marking_source source;
	char *text; /* the words that mark, as written */
};

/* One sensitivity label of an msip_labels header (enabled or not). */
struct label {
	char *guid; /* lower case, without braces */
	char *name; /* or NULL */
	gboolean is_enabled;
	gboolean is_chosen; /* Method=Privileged: picked by hand */
};

/* A field of the header in which labelling products write (X-…, and SIO-Label of RFC 7444). Which of them mean
 * something is configuration. */
struct label_field {
	char *name;  /* lower case */
	char *value; /* UTF-8, folds and RFC 2047 undone */
};

struct message {
	char *message_id;               /* without angle brackets, or NULL */
	char *in_reply_to;              /* the first one, likewise */
	GPtrArray *references;          /* char *, oldest first, owned; never NULL */
	char *thread_index;             /* the conversation's GUID in hex, of Outlook's Thread-Index (MS-OXOMSG,
					 * PidTagConversationIndex); or NULL */
	char *subject;                  /* decoded, UTF-8; or NULL */
	char *date;                     /* the Date field as written, or NULL */
	char *list_id;                  /* List-Id's identifier without angle brackets, or NULL */
	char *auto_submitted;           /* the keyword, lower case (RFC 3834); or NULL */
	gboolean is_report;             /* multipart/report (RFC 6522) */
	enum part_reason header_reason; /* PART_TRUNCATED: the MTA cut a field at HEADER_TRUNCATED_BYTES or more;
					 * PART_LIMIT: there are more addresses, groups or fields than
					 * are read */
	char *header_field;             /* the name of the first such field; NULL for PART_INSPECTED */
	gsize body_offset;              /* where the body begins in the bytes given */
	GPtrArray *addresses;           /* struct address, in the order of the header, owned */
	GPtrArray *parts;               /* struct part, owned */
	GPtrArray *renditions;          /* struct rendition, owned; at least one, equal ones only once */
	GPtrArray *quoted;              /* struct quoted_message, newest first, owned */
	GPtrArray *markings;            /* struct marking, owned */
	GPtrArray *labels;              /* struct label, owned */
	GPtrArray *label_fields;        /* struct label_field, owned */
	GPtrArray *calendars;           /* struct calendar (parser/calendar.h), in the parts' order, owned */
};

/* Named limits on what a sender can grow; past one the part (or the message's tail) has PART_LIMIT. */
enum {
	MESSAGE_MAX_PARTS = 1000,
	MESSAGE_MAX_DEPTH = 50,
	MESSAGE_MAX_ADDRESSES = 10000,
	MESSAGE_MAX_TEXT_BYTES = 6 * 1024 * 1024, /* decoded text of all parts */
	MESSAGE_MAX_QUOTED = 200,
	MESSAGE_MAX_CALENDARS = 100,   /* of struct calendar */
	HEADER_TRUNCATED_BYTES = 59000 /* Postfix cuts a field near 60,000 bytes for a milter */
};

/* Reads the message in bytes[0..length), line ends LF or CRLF, NUL allowed. Cannot fail: what cannot be read is in
 * parts[].reason. Attachments, HTML and all that is not plain text are read in the sandbox (parser/sandbox.h), which
 * may be used by several threads at once. Never NULL; free with message_free(). The bytes are not needed afterwards. */
struct sandbox;
struct message *message_parse_in(struct sandbox *sandbox, const char *bytes, gsize length);
/* The same without a sandbox, for where there is one around all of it, and for tests: reads text and HTML here and
 * leaves the rest unread. */
struct message *message_parse(const char *bytes, gsize length);
void message_free(struct message *message);

/* Where the header ends as Postfix ends it: offset of the first byte of the body. At the first line that is neither a
 * field nor a continuation the body starts with that line, and *ret_is_separated is FALSE: there is no empty line. */
gsize message_header_end(const char *bytes, gsize length, gboolean *ret_is_separated);

/* The word for a reason in `uninspected` ("unknown-format"), NULL for PART_INSPECTED. */
const char *part_reason_name(enum part_reason reason);
/* The field's name as in the header ("Resent-To"). */
const char *address_field_name(enum address_field field);

#endif
