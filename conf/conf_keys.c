/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of keys. A new key is a row here, a field in conf.h, and an entry in the sample and the manual page; a test
 * fails where one of them is missing. */
#include "conf/conf_keys.h"

#include "conf/conf_values.h"

/* The field's offset, if the field is of that C type; else the file does not compile. */
#define FIELD(field, c_type)                                                                                           \
	(offsetof(struct conf, field) + 0 * sizeof(_Generic(((struct conf *)NULL)->field, c_type : (char)0)))

#define STRING(path, field, value, check, text)                                                                        \
	{                                                                                                              \
		path, CONF_STRING, FIELD(field, char *), value, 0, 0, NULL, check, FALSE, text                         \
	}
#define STRINGS(path, field, value, check, text)                                                                       \
	{                                                                                                              \
		path, CONF_STRINGS, FIELD(field, char **), value, 0, 0, NULL, check, FALSE, text                       \
	}
#define WORD(path, field, value, list, text)                                                                           \
	{                                                                                                              \
		path, CONF_WORD, FIELD(field, char *), value, 0, 0, list, NULL, FALSE, text                            \
	}
#define CHOICE(path, field, value, list, text)                                                                         \
	{                                                                                                              \
		path, CONF_CHOICE, FIELD(field, int), value, 0, 0, list, NULL, FALSE, text                             \
	}
#define INT(path, field, value, least, most, text)                                                                     \
	{                                                                                                              \
		path, CONF_INT, FIELD(field, int), value, least, most, NULL, NULL, FALSE, text                         \
	}
#define BOOL(path, field, value, text)                                                                                 \
	{                                                                                                              \
		path, CONF_BOOL, FIELD(field, gboolean), value, 0, 0, NULL, NULL, FALSE, text                          \
	}
#define MODE(path, field, value, text)                                                                                 \
	{                                                                                                              \
		path, CONF_MODE, FIELD(field, int), value, 0, 0777, NULL, NULL, FALSE, text                            \
	}
#define INPUT(path, field, value, text)                                                                                \
	{                                                                                                              \
		path, CONF_INPUT, FIELD(field, char *), value, 0, 0, NULL, NULL, FALSE, text                           \
	}
#define STATE(path, field, value, check, text)                                                                         \
	{                                                                                                              \
		path, CONF_STATE, FIELD(field, char *), value, 0, 0, NULL, check, FALSE, text                          \
	}

static const char *const modes[] = {"enforce", "observe", NULL};
static const char *const out_of_hours[] = {"hold", "notice", NULL};
static const char *const undecided_ends[] = {"return", "keep", NULL};
static const char *const notice_languages[] = {"en", "cy", "both", NULL}; /* enum conf_notice_language */
static const char *const failures[] = {"tempfail", "accept", NULL};

const struct conf_key conf_keys[] = {
	{"council.name", CONF_STRING, FIELD(council.name, char *), NULL, 0, 0, NULL, NULL, TRUE,
	 "The council's name, as notices call it."},
	{"council.domains", CONF_STRINGS, FIELD(council.domains, char **), NULL, 0, 0, NULL, conf_values_domain, TRUE,
	 "The council's mail domains. The first is the main one; somebody's address at one of them is also theirs at "
	 "the others."},
	STRING("council.protocol", council.protocol, "Our protocol", NULL,
	       "How notices call the protocol between members and officers."),
	STRINGS("council.numbers", council.numbers, "", conf_values_number,
		"Telephone and bank account numbers of the council's own; they identify no constituent, whoever has "
		"them in "
		"the register."),
	STRINGS("council.postcodes", council.postcodes, "", conf_values_postcode,
		"Postcodes of the council's offices, likewise."),
	{"directory.people", CONF_INPUT, FIELD(directory.people, char *), NULL, 0, 0, NULL, NULL, TRUE,
	 "The CSV file of members, officers and everybody else whom the rules must know."},
	INPUT("directory.lists", directory.lists, NULL, "The CSV file of distribution lists and shared mailboxes."),
	INPUT("directory.domains", directory.domains, NULL,
	      "The CSV file of other organisations' domains: partners, press, parties, protected ones, list hosts."),
	STRINGS("directory.protected_roles", directory.protected_roles,
		"monitoring-officer section-151-officer returning-officer external-auditor ombudsman regulator police "
		"union-representative safeguarding",
		NULL,
		"Roles of people.csv whose holders get their mail at once and leave no trace. A list given here "
		"replaces "
		"the default one."),
	{"profiles", CONF_SHIPPED, FIELD(profiles, char **), NULL, 0, 0, NULL, NULL, TRUE,
	 "The rules: names of shipped profiles (york, aberdeen, gloucester, uninspectable) or paths of your own. Rules "
	 "of several profiles add up."},
	{"lexicons", CONF_INPUTS, FIELD(lexicons, char **), "", 0, 0, NULL, NULL, FALSE,
	 "Files of words and phrases of your own, beside the shipped ones."},
	STRINGS("languages", languages, "en cy", conf_values_language,
		"The languages of the lexicons that are looked for: en, cy (Welsh), gd (Gaelic)."),
	CHOICE("mode", is_observe, "enforce", modes,
	       "With \"observe\" nothing is flagged, warned about, held or refused; what would have been is only "
	       "recorded."),
	INPUT("state_dir", state_dir, "/var/lib/candour", "The folder in which candour keeps what it writes."),
	STATE("store", store, "candour.db", conf_values_store, "The casebook, in state_dir."),
	STATE("history", history, "history.db", NULL,
	      "What is remembered of threads, in state_dir: who had part in which letter, as keyed hashes. It may be "
	      "lost; a thread is unknown then."),
	INT("history_days", history_days, "180", 1, 3650, "How many days a letter of a thread is remembered."),
	STATE("register", register_file, NULL, NULL,
	      "The register of constituents that candour register build makes, in state_dir. Left out: nobody is "
	      "looked "
	      "up."),
	STATE("register_key", register_key, NULL, NULL,
	      "The key of the register, in state_dir. Left out: the register's name with .key added."),
	STATE("identity_key", identity_key, "identity.key", NULL,
	      "The key by which a message is known again when it is sent again, in state_dir; made where missing."),
	STATE("seal.public_key", seal.public_key, "seal.pub", NULL,
	      "The key that seals held messages, in state_dir; the daemon needs no other."),
	STATE("seal.secret_key", seal.secret_key, "seal.key", NULL,
	      "The key that opens held messages, in state_dir; for the courier and for staff, never for the daemon."),
	STRING("socket.spec", socket.spec, "unix:/var/spool/postfix/candour/milter.sock", conf_values_socket,
	       "Where the milter listens: unix:PATH or inet:PORT@HOST. Debian's Postfix reaches only a socket below "
	       "/var/spool/postfix."),
	STRING("socket.owner", socket.owner, NULL, NULL,
	       "The user to whom the unix socket is given. Left out: nobody "
	       "else."),
	STRING("socket.group", socket.group, NULL, NULL,
	       "The group to which the unix socket is given, the mail server's. Left out: the daemon's own."),
	MODE("socket.mode", socket.mode, "0660", "The unix socket's mode, in octal and in quotes."),
	STRING("user", user, NULL, NULL,
	       "The user that the milter becomes when it is started by root. Left out: it "
	       "stays who it is."),
	STRING("group", group, NULL, NULL, "The group that the milter becomes, likewise. Left out: the user's own."),
	STRING("release.host", release.host, "127.0.0.1", NULL,
	       "The mail server's listener through which notices and released mail go; no milter may stand there."),
	INT("release.port", release.port, "10025", 1, 65535, "That listener's port."),
	INT("release.timeout_s", release.timeout_s, "60", 1, 3600,
	    "How long the courier waits for an answer, in seconds."),
	INT("release.retry_s", release.retry_s, "300", 1, 86400,
	    "After how long the courier tries again, in seconds, where the listener puts it off."),
	INT("release.give_up_s", release.give_up_s, "432000", 60, 2592000,
	    "After how long it gives up, in seconds; what was to be released is then held again."),
	STRING("release.helo", release.helo, NULL, NULL,
	       "The name by which the courier greets. Left out: the machine's own."),
	STRING("notices.from", notices.from, NULL, conf_values_mailbox,
	       "Who signs the warnings. Left out: the council's name with postmaster at its main domain."),
	STRING("notices.alert", notices.alert, NULL, conf_values_mailbox,
	       "Who is told of what staff must decide. Left out: postmaster at the main domain."),
	STRING("notices.help", notices.help, NULL, NULL,
	       "Whom a warning says to ask, as a telephone number. Left out: it says to reply."),
	INT("notices.delay_s", notices.delay_s, "60", 0, 3600,
	    "How long a warning waits for further copies of the same message, in seconds."),
	INPUT("notices.texts", notices.texts, NULL, "A folder of your own notice texts. Left out: the shipped ones."),
	CHOICE("notices.language", notices.language, "en", notice_languages,
	       "The language of notices: en, cy (Welsh), or both, Welsh first. What has no Welsh text is in English."),
	STRING("review.listen", review.listen, "127.0.0.1:8025", conf_values_listen,
	       "Where the review page listens: HOST:PORT on loopback, or unix:PATH. A proxy before it speaks https."),
	STRING("review.address", review.address, NULL, conf_values_address,
	       "The page's address as staff type it, https://... . Left out: where it listens."),
	STRING("review.user_header", review.user_header, NULL, conf_values_header,
	       "The header in which a proxy that signs users in (single sign-on) names them; heeded on a unix socket "
	       "alone. Left out: users sign in with candour's own accounts."),
	STRINGS("trusted", trusted, "", conf_values_network,
		"Networks (192.0.2.0/24) whose envelope sender is believed without a login: your own mail systems."),
	{"actions", CONF_ACTIONS, FIELD(actions, GPtrArray *), NULL, 0, 0, NULL, NULL, FALSE,
	 "Changes the action of a rule without touching its profile: observe, flag, notice, hold or reject."},
	{"labels", CONF_LABELS, FIELD(labels, GPtrArray *), NULL, 0, 0, NULL, NULL, FALSE,
	 "Sensitivity labels by their GUID, and whether they mark a message as confidential."},
	{"references", CONF_REFERENCES, FIELD(references, GPtrArray *), NULL, 0, 0, NULL, NULL, FALSE,
	 "How the council's references look, as regular expressions: for those that are short, or written with dots or "
	 "blanks. References of letters and digits are known without."},
	STRINGS("identifiers", identifiers, "", conf_values_identifier,
		"Numbers that are looked for by their form besides NI, NHS, CHI, tax, bank and card numbers: "
		"date-of-birth, "
		"driving-licence, passport, uprn, vehicle, electoral-number. Found alone they are only recorded."),
	{"label_headers", CONF_LABEL_HEADERS, FIELD(label_headers, GPtrArray *), NULL, 0, 0, NULL, NULL, FALSE,
	 "Labels that other products write in header fields of their own: the field, words in its value, and whether "
	 "they mark a message as confidential."},
	STRING("members_consented", members_consented, NULL, NULL,
	       "The resolution by which members agreed that their own mail may be held, too. Left out: a member's mail "
	       "gets a warning at most."),
	STRING("staffed_hours", staffed_hours, "mon-fri 09:00-17:00", conf_values_hours,
	       "When staff can decide about held mail, Europe/London."),
	WORD("constituent_hold_out_of_hours", constituent_hold_out_of_hours, "hold", out_of_hours,
	     "With \"notice\" nothing is held for a constituent's data outside staffed_hours; it is delivered with a "
	     "warning."),
	WORD("undecided", undecided, "return", undecided_ends,
	     "What becomes of a held message that nobody decides about: returned to its sender, or kept. It is never "
	     "released by time alone."),
	INT("undecided_s", undecided_s, "28800", 60, 2592000,
	    "After how many staffed seconds that happens; 28800 are one day of eight hours."),
	INT("alarm_after_s", alarm_after_s, "14400", 60, 2592000,
	    "After how many seconds of staffed hours a held message that nobody has decided about is late."),
	BOOL("case_header", adds_case_header, "false",
	     "With true a flagged message whose recipients are all internal carries X-Candour-Case."),
	WORD("failure", failure, "tempfail", failures,
	     "The answer where candour itself fails: the mail server tries again, or delivers unjudged."),
	INT("limits.judging", limits.judging, "4", 1, 1024, "How many messages are judged at once."),
	INT("limits.memory_body_bytes", limits.memory_body_bytes, "262144", 4096, 1073741824,
	    "Up to which size a message waits in memory; a larger one goes to an unlinked file in state_dir."),
	INT("limits.max_message_bytes", limits.max_message_bytes, "52428800", 65536, 1073741824,
	    "Up to which size a message is inspected; what lies past it is uninspected."),
	INT("limits.recipients", limits.recipients, "2000", 1, 100000, "How many recipients one transaction may have."),
	INT("limits.header_bytes", limits.header_bytes, "1048576", 4096, 67108864,
	    "Up to which size a message's header is inspected."),
	INT("retention.returned_days", retention.returned_days, "365", 8, 3650,
	    "After how many days a case is forgotten in which a copy was returned, refused or discarded."),
	INT("retention.released_days", retention.released_days, "180", 8, 3650,
	    "After how many days a case is forgotten in which a copy was released."),
	INT("retention.delivered_days", retention.delivered_days, "180", 8, 3650,
	    "After how many days a case is forgotten that was flagged or warned about, and delivered."),
	INT("retention.observed_days", retention.observed_days, "90", 8, 3650,
	    "After how many days a case is forgotten that was only recorded."),
	INT("retention.false_alarm_days", retention.false_alarm_days, "30", 8, 3650,
	    "After how many days a case is forgotten that staff found to be a false alarm."),
	STRING("monitoring.assessment", monitoring.assessment, NULL, NULL,
	       "The data-protection impact assessment of this monitoring: its reference and date."),
	STRING("monitoring.notice", monitoring.notice, NULL, NULL, "When and how users were told of the monitoring."),
	{.path = NULL},
};
