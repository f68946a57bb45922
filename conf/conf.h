/* SPDX-License-Identifier: BSD-2-Clause */
/* candour.conf as plain data. One row a key in conf_keys.c: path, type, field, default, limits, help. */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "policy/match/identifier_terms.h"
#include "policy/verdict.h"

#include <glib.h>

struct conf_action {
	char *rule;
	enum action action;
	unsigned line;
};

struct conf_label {
	char *guid;
	gboolean is_confidential;
	unsigned line;
};

struct conf_label_header {
	char *header; /* lower case */
	char *value;
	gboolean is_confidential;
	unsigned line;
};

enum conf_notice_language { CONF_NOTICE_ENGLISH, CONF_NOTICE_WELSH, CONF_NOTICE_BOTH };

/* Paths are absolute once loaded: input files against the folder of candour.conf, what candour writes against
 * state_dir. Lists are NULL-terminated and never NULL; other strings are NULL where absent without default. */
struct conf {
	char *path; /* of the file itself */
	struct {
		char *name;
		char **domains;
		char *protocol; /* how notices call the protocol ("Our protocol") */
		char **numbers; /* telephone and account numbers of its own */
		char **postcodes;
	} council;
	struct {
		char *people, *lists, *domains; /* lists, domains: NULL where not given */
		char **protected_roles;
	} directory;
	char **profiles;  /* names of shipped profiles, or paths */
	char **lexicons;  /* further lexicon files beside the shipped ones */
	char **languages; /* of lexicons */
	gboolean is_observe;
	char *state_dir, *store, *history, *register_file, *register_key, *identity_key;
	int history_days; /* how long a letter of a thread is remembered */
	struct {
		char *public_key, *secret_key;
	} seal;
	struct {
		char *spec, *owner, *group;
		int mode; /* as of chmod */
	} socket;
	char *user, *group; /* the daemon changes to; NULL: stays */
	struct {
		char *host;
		int port, timeout_s, retry_s, give_up_s;
		char *helo;
	} release;
	struct {
		char *from, *alert, *help; /* help: who to ask, "01632 960001" */
		int delay_s;               /* coalescing */
		char *texts;               /* folder of notice texts; NULL: the shipped ones */
		int language;              /* enum conf_notice_language */
	} notices;
	struct {
		char *listen;      /* "HOST:PORT" or "unix:PATH" */
		char *address;     /* as users reach it, or NULL */
		char *user_header; /* in which the proxy names the user, or NULL: local accounts */
	} review;
	char **trusted;
	GPtrArray *actions;       /* struct conf_action, owned */
	GPtrArray *labels;        /* struct conf_label, owned */
	GPtrArray *label_headers; /* struct conf_label_header, owned */
	GPtrArray *references;    /* struct reference_pattern, owned: how the council's references look */
	char **identifiers;       /* names of patterns (policy/match/pattern.h) looked for besides the usual ones */
	char *members_consented;
	char *staffed_hours;                 /* "mon-fri 09:00-17:00" */
	char *constituent_hold_out_of_hours; /* "hold" or "notice" */
	char *undecided;                     /* "return" or "keep" */
	int undecided_s;                     /* staffed seconds until then */
	int alarm_after_s;                   /* staffed seconds after which an undecided hold is late */
	gboolean adds_case_header;           /* X-Candour-Case on flagged mail where all recipients are internal */
	char *failure;                       /* "tempfail" or "accept": the one answer where candour itself fails */
	struct {
		int judging;           /* messages judged at once */
		int memory_body_bytes; /* bodies past it go to an unlinked file */
		int max_message_bytes; /* past it nothing is inspected, and it is a finding's reason: limit */
		int recipients;        /* of one transaction */
		int header_bytes;
	} limits;
	struct {
		int returned_days, released_days, delivered_days, observed_days, false_alarm_days;
	} retention; /* since a case was received or last dealt with */
	struct {
		char *assessment, *notice; /* of the monitoring: a reference, a date (IPA 2016, UK GDPR) */
	} monitoring;
};

/* Loads candour.conf. NULL and *error: "FILE:LINE: what is wrong, what to do". Does not open the files it names. */
struct conf *conf_load(const char *path, GError **error);
void conf_free(struct conf *conf);

#define CONF_ERROR (conf_error_quark())
GQuark conf_error_quark(void);
enum conf_error { CONF_ERROR_MISSING, CONF_ERROR_INVALID };

/* Where shipped profiles, lexicons and notice texts are: $CANDOUR_DATA, else share/candour of the running program's
 * installation or conf/ of its source tree, else the place of installation. Borrowed. */
const char *conf_data_dir(void);

#endif
