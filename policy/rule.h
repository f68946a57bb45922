/* SPDX-License-Identifier: BSD-2-Clause */
/* A rule is a check with settings, made for one clause of a protocol: check + scope + cure + action + clause.
 * A check is C code in policy/checks/, named in the one table of checks.c. */
#ifndef POLICY_RULE_H
#define POLICY_RULE_H

#include "policy/verdict.h"

#include <glib.h>

struct facts;

enum setting_type {
	SETTING_BOOL,    /* gboolean */
	SETTING_INT,     /* int */
	SETTING_STRING,  /* char *, owned; NULL where absent */
	SETTING_STRINGS, /* char **, owned, NULL-terminated; NULL where absent */
	SETTING_NUMBERS, /* GPtrArray * of struct setting_number, owned; what a profile gives replaces name by name */
	SETTING_ACTION   /* enum action */
};

/* One key of a check's own settings; fields live in the check's settings structure at offset. */
struct setting {
	const char *key; /* NULL ends a table */
	enum setting_type type;
	gsize offset;
	const char *default_value; /* in libconfig's words: "true", "5", "hold", "a b" for strings, "a=1 b=2" for
				    * numbers; NULL: none */
	const char *help;
};

/* One number of several with names: thresholds = { commercial = 8; }. */
struct setting_number {
	char *name;
	int number;
	unsigned line; /* of the profile; 0 for a default */
};

/* The number of that name, or the other one where there is none. */
int setting_number_of(const GPtrArray *numbers, const char *name, int otherwise);
/* Sets or replaces it. */
void setting_number_put(GPtrArray *numbers, const char *name, int number, unsigned line);

/* A check: its settings and its matcher. A matcher matches or does not; it has no clock, no I/O, and cannot fail. */
struct check {
	const char *name;
	const struct setting *settings;
	gsize settings_size;
	/* Appends struct finding for what the rule finds, at most one for an action. It sets configured, persons,
	 * recipients, evidence, cure, and basis_reason where the sender's Basis line overrides it (the judge then
	 * lowers it); finding_lower() where a fact of the check's own does. What is applied in the end the judge
	 * decides. */
	void (*match)(const struct rule *rule, const struct facts *facts, GPtrArray *findings);
	/* FALSE and *error (without file and line) where settings hold a word that the check does not know; or NULL. */
	gboolean (*validate)(const struct rule *rule, GError **error);
	/* TRUE where match looks for hits of that category of the lexicons; NULL: of none. Others are not compiled. */
	gboolean (*needs_category)(const struct rule *rule, const char *category);
};

struct rule {
	char *name;   /* "york-10.1c" */
	char *clause; /* "York, Appendix 16, 10.1" */
	char *point;  /* the clause's point in a sentence of our own, for notice and page */
	char *notice; /* the notice text's name in conf/notices/, or NULL: the check's name */
	const struct check *check;
	enum action action;
	/* By `actions` of the configuration: action is then that of the entry. Weaker tiers of the check's own settings
	 * stay as they are, stronger ones are cut down to it (by the judge): an override to "observe" quietens the
	 * whole rule, one to "hold" does not make holds of hints. A check's main tier is always action. */
	gboolean is_action_overridden;
	gboolean is_scope_all;  /* judges mail without a member in it too */
	gboolean is_restricted; /* audience = "monitoring-officer" */
	void *settings;         /* check->settings_size bytes, the check's own structure */
	char *file;             /* where it was configured */
	unsigned line;
};

/* All checks, ended by NULL, in the order in which rules of one profile are printed; the one visible list. */
extern const struct check *const checks[];
const struct check *check_find(const char *name);

/* A rule of that check with its settings at their defaults, its action ACTION_NOTICE. */
struct rule *rule_new(const struct check *check);
void rule_free(struct rule *rule);

#define RULE_ERROR (rule_error_quark())
GQuark rule_error_quark(void);
enum rule_error { RULE_ERROR_SETTING };

#endif
