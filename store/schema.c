/* SPDX-License-Identifier: BSD-2-Clause */
/* What the casebook's tables are. No column holds a message's subject or text, but for the sealed chunks. */
#include "store/schema.h"

#include "store/casebook.h"

/* Deleting a case takes everything with it but decisions: they hold no name but the actor's, and outlive it. */
static const char version_1[] =
	"CREATE TABLE cases ("
	"	id TEXT NOT NULL PRIMARY KEY,"
	"	received_at INTEGER NOT NULL,"
	"	recorded_at INTEGER NOT NULL,"
	"	action TEXT NOT NULL,"
	"	is_restricted INTEGER NOT NULL,"
	"	sender TEXT NOT NULL,"
	"	sender_person TEXT,"
	"	message_id TEXT,"
	"	login TEXT,"
	"	client_address TEXT,"
	"	client_name TEXT,"
	"	helo TEXT,"
	"	tls_subject TEXT,"
	"	queue_id TEXT,"
	"	mta TEXT,"
	"	protocol TEXT"
	") STRICT;"
	"CREATE INDEX cases_letter ON cases(message_id, sender COLLATE NOCASE);"
	"CREATE INDEX cases_received ON cases(received_at);"
	"CREATE TABLE recipients ("
	"	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,"
	"	position INTEGER NOT NULL," /* in the envelope */
	"	raw TEXT NOT NULL,"
	"	address TEXT NOT NULL,"
	"	state TEXT NOT NULL,"
	"	reply TEXT,"
	"	attempts INTEGER NOT NULL DEFAULT 0,"
	"	PRIMARY KEY (case_id, position)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX recipients_waiting ON recipients(state) WHERE state IN ('held', 'releasing', 'returning');"
	"CREATE TABLE arguments (" /* ESMTP arguments: of RCPT, or of MAIL where position is -1 */
	"	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,"
	"	position INTEGER NOT NULL,"
	"	number INTEGER NOT NULL,"
	"	argument TEXT NOT NULL,"
	"	PRIMARY KEY (case_id, position, number)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE bindings ("
	"	identity BLOB NOT NULL,"
	"	case_id TEXT NOT NULL,"
	"	position INTEGER NOT NULL,"
	"	received_at INTEGER NOT NULL,"
	"	PRIMARY KEY (identity, case_id, position),"
	"	FOREIGN KEY (case_id, position) REFERENCES recipients ON DELETE CASCADE"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX bindings_case ON bindings(case_id, position);"
	"CREATE TABLE findings ("
	"	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,"
	"	number INTEGER NOT NULL,"
	"	rule TEXT NOT NULL,"
	"	check_name TEXT NOT NULL,"
	"	clause TEXT,"
	"	point TEXT,"
	"	notice TEXT,"
	"	configured TEXT NOT NULL,"
	"	applied TEXT NOT NULL,"
	"	because TEXT,"
	"	cure TEXT,"
	"	cure_line TEXT,"
	"	kinds TEXT,"
	"	basis_reason TEXT,"
	"	basis_text TEXT,"
	"	PRIMARY KEY (case_id, number)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE finding_names (" /* persons, recipients, visible members, constituents' tags */
	"	case_id TEXT NOT NULL,"
	"	finding INTEGER NOT NULL,"
	"	kind TEXT NOT NULL,"
	"	number INTEGER NOT NULL,"
	"	name TEXT NOT NULL,"
	"	PRIMARY KEY (case_id, finding, kind, number),"
	"	FOREIGN KEY (case_id, finding) REFERENCES findings ON DELETE CASCADE"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE evidence ("
	"	case_id TEXT NOT NULL,"
	"	finding INTEGER NOT NULL,"
	"	number INTEGER NOT NULL,"
	"	part TEXT NOT NULL,"
	"	name TEXT,"
	"	what TEXT NOT NULL,"
	"	PRIMARY KEY (case_id, finding, number),"
	"	FOREIGN KEY (case_id, finding) REFERENCES findings ON DELETE CASCADE"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE sealed_chunks ("
	"	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,"
	"	number INTEGER NOT NULL,"
	"	chunk BLOB NOT NULL,"
	"	PRIMARY KEY (case_id, number)"
	") STRICT;"
	"CREATE TABLE decisions ("
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,"
	"	case_id TEXT NOT NULL,"
	"	at INTEGER NOT NULL,"
	"	actor TEXT NOT NULL,"
	"	decision TEXT NOT NULL,"
	"	reason TEXT"
	") STRICT;"
	"CREATE INDEX decisions_case ON decisions(case_id);"
	"CREATE TABLE decision_recipients ("
	"	decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,"
	"	position INTEGER NOT NULL,"
	"	PRIMARY KEY (decision, position)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE outbox ("
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,"
	"	kind TEXT NOT NULL,"
	"	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,"
	"	due_at INTEGER NOT NULL,"
	"	attempts INTEGER NOT NULL DEFAULT 0,"
	"	is_repeated INTEGER NOT NULL DEFAULT 0,"
	"	lease INTEGER," /* a number of its own each time it is taken; NULL: free */
	"	leased_until INTEGER,"
	"	done_at INTEGER"
	") STRICT;"
	"CREATE INDEX outbox_due ON outbox(due_at) WHERE done_at IS NULL;"
	"CREATE INDEX outbox_case ON outbox(case_id);";

/* Bases for constituents' data (store/bases.h): rows are only ever added. */
static const char version_2[] = "CREATE TABLE bases ("
				"	id INTEGER PRIMARY KEY AUTOINCREMENT,"
				"	key_name TEXT NOT NULL,"    /* of the register's key that made the tags */
				"	constituent TEXT NOT NULL," /* a keyed tag */
				"	member TEXT NOT NULL,"
				"	basis TEXT,"  /* NULL: a withdrawal */
				"	matter TEXT," /* a keyed tag; NULL: any */
				"	from_day INTEGER NOT NULL,"
				"	until_day INTEGER NOT NULL,"
				"	withdrawn_day INTEGER NOT NULL,"
				"	is_anew INTEGER NOT NULL,"
				"	evidence TEXT,"
				"	recorded_at INTEGER NOT NULL,"
				"	recorded_by TEXT NOT NULL"
				") STRICT;"
				"CREATE INDEX bases_constituent ON bases(constituent);" SCHEMA_BASES_STAY;

/* The audit (store/audit.h), and who may use the page (store/users.h, store/sessions.h). */
static const char version_3[] = "CREATE TABLE audit ("
				"	number INTEGER NOT NULL PRIMARY KEY,"
				"	at INTEGER NOT NULL,"
				"	actor TEXT NOT NULL,"
				"	event TEXT NOT NULL,"
				"	case_id TEXT," /* no reference: the case may be purged */
				"	detail TEXT,"
				"	hash BLOB NOT NULL"
				") STRICT;"
				"CREATE INDEX audit_case ON audit(case_id);"
				"CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit "
				"BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;"
				"CREATE TRIGGER audit_stays BEFORE DELETE ON audit "
				"BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;"
				"CREATE TABLE users ("
				"	name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,"
				"	person TEXT,"   /* an email of people.csv */
				"	password TEXT," /* Argon2id; NULL: signs in through the proxy alone */
				"	role TEXT NOT NULL,"
				"	is_disabled INTEGER NOT NULL,"
				"	failures INTEGER NOT NULL,"
				"	locked_until INTEGER NOT NULL"
				") STRICT, WITHOUT ROWID;"
				"CREATE TABLE sessions ("
				"	token_hash BLOB NOT NULL PRIMARY KEY,"
				"	user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,"
				"	started_at INTEGER NOT NULL,"
				"	seen_at INTEGER NOT NULL"
				") STRICT, WITHOUT ROWID;"
				"CREATE INDEX sessions_user ON sessions(user);";

/* What staff do about a case beside deciding (store/desk.h). */
static const char version_4[] = "ALTER TABLE cases ADD COLUMN needed_day INTEGER NOT NULL DEFAULT 0;" /* 0: not known */
				"CREATE TABLE case_work ("
				"	case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases ON DELETE CASCADE,"
				"	owner TEXT,"                        /* a user's name */
				"	outcome TEXT,"                      /* for learning */
				"	is_kept INTEGER NOT NULL DEFAULT 0" /* legal hold: never purged */
				") STRICT, WITHOUT ROWID;"
				"CREATE TABLE proposals (" /* what takes a second person */
				"	id INTEGER PRIMARY KEY AUTOINCREMENT,"
				"	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,"
				"	at INTEGER NOT NULL,"
				"	actor TEXT NOT NULL,"
				"	decision TEXT NOT NULL,"
				"	reason TEXT,"
				"	state TEXT NOT NULL,"
				"	answered_by TEXT"
				") STRICT;"
				"CREATE INDEX proposals_case ON proposals(case_id);"
				"CREATE TABLE proposal_recipients ("
				"	proposal INTEGER NOT NULL REFERENCES proposals ON DELETE CASCADE,"
				"	position INTEGER NOT NULL,"
				"	PRIMARY KEY (proposal, position)"
				") STRICT, WITHOUT ROWID;";

/* Whom and what a basis is about, for a change of the register's key (store/rekey.h); NULL: not sealed. */
static const char version_5[] = "ALTER TABLE bases ADD COLUMN sealed BLOB;";

/* migrations[n] leads from version n to n + 1. */
static const char *const migrations[SCHEMA_VERSION] = {version_1, version_2, version_3, version_4, version_5};

static gboolean is_ours(const struct database_stamp *stamp, const char *path, GError **error)
{
	gboolean is_empty = stamp->version == 0 && stamp->application == 0 && stamp->tables == 0;

	if (!is_empty && stamp->application != SCHEMA_APPLICATION)
		g_set_error(error, CASES_ERROR, CASES_ERROR_VERSION, "%s: this database is no casebook of candour",
			    path);
	else if (stamp->version > SCHEMA_VERSION)
		g_set_error(error, CASES_ERROR, CASES_ERROR_VERSION,
			    "%s: a newer candour wrote it (version %d, this one knows %d): use that one", path,
			    stamp->version, SCHEMA_VERSION);
	else
		return TRUE;
	return FALSE;
}

static gboolean migrate(struct database *database, int version, GError **error)
{
	g_autofree char *stamp = g_strdup_printf("PRAGMA user_version = %d; PRAGMA application_id = %d;",
						 SCHEMA_VERSION, SCHEMA_APPLICATION);

	if (version == SCHEMA_VERSION)
		return TRUE;
	for (; version < SCHEMA_VERSION; version++)
		if (!database_script(database, migrations[version], error))
			return FALSE;
	return database_script(database, stamp, error);
}

/* Reading first: a command that only reads does not wait for writers. */
static gboolean needs_nothing(struct database *database)
{
	struct database_stamp stamp = {0};
	gboolean is_read = database_begin_read(database, NULL);

	if (is_read) {
		is_read = database_read_stamp(database, &stamp, NULL);
		database_end(database, is_read, NULL);
	}
	return is_read && stamp.application == SCHEMA_APPLICATION && stamp.version == SCHEMA_VERSION;
}

gboolean schema_prepare(struct database *database, const char *path, GError **error)
{
	struct database_stamp stamp = {0};
	gboolean is_good;

	if (needs_nothing(database))
		return TRUE;
	if (!database_begin_write(database, error))
		return FALSE;
	is_good = database_read_stamp(database, &stamp, error) && is_ours(&stamp, path, error) &&
		  migrate(database, stamp.version, error);
	return database_end(database, is_good, error);
}
