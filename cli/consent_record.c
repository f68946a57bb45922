/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour consent add` and `withdraw`: looks what is said over against register and directory, records it with who and
 * when, and says what is in force now. Nothing that it cannot stand behind is recorded. */
#include "cli/consent.h"

#include "cli/day.h"
#include "cli/evidence.h"
#include "cli/options.h"
#include "cli/staff.h"
#include "cli/terminal.h"
#include "store/bases.h"
#include "store/register_describe.h"
#include "store/rekey.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

/* What is to be recorded, and what it was made of. */
struct recording {
	struct desk *desk;
	const struct consent_options *options;
	struct basis_row *row;
	register_row constituent;
	char *matter; /* normalised, or NULL */
	gint32 today;
};

G_GNUC_PRINTF(2, 3)
static int refuse(int status, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list arguments;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	fputs("candour: ", stderr);
	terminal_print(stderr, what);
	fputc('\n', stderr);
	return status;
}

static int take_constituent(struct recording *recording)
{
	g_autofree char *id = g_strstrip(g_strdup(recording->options->constituent));

	if (!register_find_id(recording->desk->file, id, &recording->constituent))
		return refuse(EX_DATAERR,
			      "the register has no constituent '%s': give the id that the casework system's export has "
			      "for them, or build the register again where they are new",
			      id);
	recording->row->constituent = register_id_tag(recording->desk->file, id);
	return EX_OK;
}

/* The day on which the member has to be in office: a basis for somebody who has gone, or is not there yet, is one for
 * nobody. A withdrawal may come late. */
static gint32 day_of_office(const struct recording *recording)
{
	gint32 day = MAX(recording->today, recording->row->from);

	return recording->row->until != 0 ? MIN(day, recording->row->until) : day;
}

static int take_member(struct recording *recording)
{
	const char *address = recording->options->member;
	struct resolution *who =
		directory_resolve(recording->desk->directory, address, (guint32)day_of_office(recording));
	int status = EX_OK;

	if (who->kind != RESOLVED_PERSON)
		status = refuse(EX_DATAERR,
				"'%s' is no member: people.csv has nobody of that address; `candour directory show "
				"ADDRESS` says who an address is",
				address);
	else if (who->person->kind != PERSON_MEMBER)
		status = refuse(EX_DATAERR,
				"'%s' is no member but %s (people.csv:%u): record the basis for the member who gets "
				"the data",
				address, person_kind_name(who->person->kind), who->person->line);
	else if (!who->is_in_office && recording->row->basis != NULL)
		status = refuse(EX_DATAERR,
				"'%s' is not in office then (people.csv:%u): give days of the term with --from and "
				"--until, or put the term right in people.csv",
				address, who->person->line);
	else
		recording->row->member = g_strdup(who->person->email);
	resolution_free(who);
	return status;
}

static int take_matter(struct recording *recording)
{
	const char *matter = recording->options->matter;
	struct register_view view = desk_view(recording->desk);

	if (matter == NULL)
		return EX_OK;
	recording->matter = register_normalise(REGISTER_REFERENCE, matter);
	recording->row->matter = register_matter_tag(recording->desk->file, matter);
	if (recording->matter == NULL)
		return refuse(EX_USAGE, "--matter '%s' is no reference: leave it out for any matter", matter);
	if (!view.has(view.context, REGISTER_REFERENCE, recording->matter, recording->constituent))
		refuse(EX_OK, "note: the register knows no reference '%s' of this constituent; it is recorded as given",
		       matter);
	return EX_OK;
}

static int take_basis(struct recording *recording)
{
	g_autofree char *word = g_ascii_strdown(recording->options->basis, -1);

	if (!g_strv_contains(register_basis_words(), word)) {
		g_autofree char *known = g_strjoinv(", ", (char **)register_basis_words());

		return refuse(EX_USAGE, "--basis '%s' is none of: %s", recording->options->basis, known);
	}
	recording->row->basis = g_steal_pointer(&word);
	recording->row->is_anew = recording->options->is_anew;
	return EX_OK;
}

static int take_day(const char *option, const char *text, gint32 *day)
{
	if (text == NULL || day_read(text, day))
		return EX_OK;
	return refuse(EX_USAGE, "%s '%s' is no day: write it as 2026-05-14", option, text);
}

static int take_period(struct recording *recording)
{
	struct basis_row *row = recording->row;
	int status;

	status = take_day("--from", recording->options->from, &row->from);
	if (status == EX_OK)
		status = take_day("--until", recording->options->until, &row->until);
	if (status != EX_OK || row->until == 0 || row->until >= row->from)
		return status;
	return refuse(EX_USAGE, "--until %s is before --from %s: nothing would ever be in force",
		      recording->options->until, recording->options->from);
}

static int take_evidence(struct recording *recording)
{
	const char *evidence = recording->options->evidence, *fault;
	struct register_view view = desk_view(recording->desk);

	if (evidence == NULL)
		return EX_OK;
	fault = evidence_fault(evidence, recording->options->constituent, &view);
	if (fault != NULL)
		return refuse(EX_USAGE, "%s", fault);
	recording->row->evidence = g_strdup(evidence);
	return EX_OK;
}

static gboolean is_in_force(struct recording *recording)
{
	const char *references[] = {recording->matter, NULL};
	struct register_view view = desk_view(recording->desk);

	return view.has_basis(view.context, recording->constituent, recording->row->member, (guint32)recording->today,
			      references);
}

static void say_what_was_recorded(const struct recording *recording)
{
	const struct basis_row *row = recording->row;
	g_autofree char *from = day_write(row->basis != NULL ? row->from : row->withdrawn);
	g_autofree char *until = day_write(row->until);

	fputs("Recorded by ", stdout);
	terminal_print(stdout, row->recorded_by);
	printf(": %s, %s, %s", row->basis != NULL ? row->basis : "withdrawn", row->member,
	       row->matter != NULL ? "for that matter" : "for any matter");
	if (from != NULL)
		printf(", from %s", from);
	if (until != NULL)
		printf(", until %s", until);
	puts(".");
}

/* What somebody who just recorded a basis takes for granted, and may be wrong about. */
static void say_what_is_in_force(struct recording *recording)
{
	const struct basis_row *row = recording->row;

	if (row->basis == NULL)
		puts(is_in_force(recording) ? "A basis is still in force today."
					    : "No basis is in force for this member now.");
	else if (is_in_force(recording))
		puts("A basis is in force now.");
	else if (row->from > recording->today)
		puts("It is not in force yet.");
	else if (row->until != 0 && row->until < recording->today)
		puts("It has ended already.");
	else
		fputs("candour: note: it is NOT in force: a withdrawal stands against it, and a withdrawal always "
		      "wins. Where the constituent gave it anew since, record it so with --anew; a withdrawal in the "
		      "casework system's export is taken out there, with the next `candour register build`\n",
		      stderr);
}

/* The register's key may be lost one day: who has the courier's key can then tell whom the basis is about. */
static void seal_subject(struct recording *recording)
{
	g_autofree char *id = g_strstrip(g_strdup(recording->options->constituent));
	g_autoptr(GError) error = NULL;
	struct seal_key *key = seal_public_key(recording->desk->conf->seal.public_key, &error);

	if (key != NULL)
		recording->row->sealed = rekey_seal(key, id, recording->options->matter);
	else
		refuse(EX_OK, "note: it is recorded unsealed, so that it is lost with the register's key: %s",
		       error->message);
	seal_key_free(key);
}

static int record(struct recording *recording)
{
	g_autoptr(GError) error = NULL;
	int status;

	seal_subject(recording);
	recording->row->recorded_by = staff_actor();
	recording->row->key_name = register_key_name(recording->desk->file);
	if (!bases_add(recording->desk->casebook, recording->row, &error))
		return staff_complain(error);
	say_what_was_recorded(recording);
	if (!desk_refresh(recording->desk, &status))
		return status;
	say_what_is_in_force(recording);
	return EX_OK;
}

typedef int (*take)(struct recording *recording);

static int take_all(struct desk *desk, const struct consent_options *options, const take *takes)
{
	struct recording recording = {
		.desk = desk, .options = options, .row = g_new0(struct basis_row, 1), .today = day_today()};
	int status = EX_OK;

	for (; *takes != NULL && status == EX_OK; takes++)
		status = (*takes)(&recording);
	if (status == EX_OK)
		status = record(&recording);
	basis_row_free(recording.row);
	g_free(recording.matter);
	return status;
}

static int take_withdrawal(struct recording *recording)
{
	recording->row->withdrawn = recording->today;
	return take_day("--date", recording->options->date, &recording->row->withdrawn);
}

int consent_add(struct desk *desk, const struct consent_options *options)
{
	static const take takes[] = {take_basis,    take_period, take_constituent, take_member, take_matter,
				     take_evidence, NULL};

	return take_all(desk, options, takes);
}

int consent_withdraw(struct desk *desk, const struct consent_options *options)
{
	static const take takes[] = {take_withdrawal, take_constituent, take_member, take_matter, take_evidence, NULL};

	return take_all(desk, options, takes);
}
