/* SPDX-License-Identifier: BSD-2-Clause */
/* A small invented council for the tests of this room: its directory, a snapshot around it, and cases by hand. */
#ifndef TESTS_REVIEW_SAMPLE_COUNCIL_H
#define TESTS_REVIEW_SAMPLE_COUNCIL_H

#include "conf/snapshot.h"
#include "store/cases.h"

#include <glib.h>

enum { THURSDAY_0930 = 1778747400 }; /* 2026-05-14 09:30 in London, a Thursday */

struct sample_person {
	const char *email, *forename, *surname;
	enum person_kind kind;
};

static const struct sample_person sample_persons[] = {
	{"j.hart@northmere.gov.uk", "Jo", "Hart", PERSON_OFFICER},
	{"s.okafor@northmere.gov.uk", "Sam", "Okafor", PERSON_OFFICER},
	{"cllr.shah@northmere.gov.uk", "Amina", "Shah", PERSON_MEMBER},
	{"cllr.oduya@northmere.gov.uk", "Ben", "Oduya", PERSON_MEMBER},
	{"cllr.lee@northmere.gov.uk", "Kim", "Lee", PERSON_MEMBER},
	{"cllr.patel@northmere.gov.uk", "Dev", "Patel", PERSON_MEMBER},
	{"cllr.fairweather-smythe@northmere.gov.uk", "Ann", "Fairweather-Smythe", PERSON_MEMBER},
	{"cllr.jones@northmere.gov.uk", "Hugh", "Jones", PERSON_MEMBER},
};

static inline char **sample_list(const char *words)
{
	return g_strsplit(words, " ", -1);
}

static inline struct directory *sample_directory(void)
{
	static const char *const domains[] = {"northmere.gov.uk", "members.northmere.gov.uk", NULL};
	struct directory *directory = directory_new(domains);

	for (gsize i = 0; i < G_N_ELEMENTS(sample_persons); i++) {
		struct person *person = g_new0(struct person, 1);

		person->email = g_strdup(sample_persons[i].email);
		person->forename = g_strdup(sample_persons[i].forename);
		person->surname = g_strdup(sample_persons[i].surname);
		person->kind = sample_persons[i].kind;
		person->aliases = i == 0 ? sample_list("jo.hart@northmere.gov.uk") : sample_list("");
		person->logins = sample_list("");
		person->private_addresses = sample_list("");
		person->wards = sample_list("");
		person->roles = sample_list("");
		person->committees = sample_list("");
		person->acts_for = sample_list("");
		person->line = (unsigned)i + 2;
		g_assert_true(directory_take_person(directory, person, NULL));
	}
	g_assert_true(directory_seal(directory, NULL));
	return directory;
}

struct sample {
	struct conf conf;
	struct snapshot snapshot;
};

static inline void sample_init(struct sample *sample)
{
	*sample = (struct sample){0};
	sample->conf.council.name = (char *)"Northmere Borough Council";
	sample->conf.council.protocol = (char *)"Our protocol";
	sample->conf.notices.from = (char *)"Democratic Services <democratic.services@northmere.gov.uk>";
	sample->conf.notices.help = (char *)"01632 960001";
	sample->conf.undecided = (char *)"return";
	sample->conf.undecided_s = 8 * 3600;
	sample->conf.release.host = (char *)"127.0.0.1";
	sample->conf.release.helo = (char *)"candour.example";
	sample->conf.release.timeout_s = 2;
	sample->conf.release.retry_s = 300;
	sample->conf.release.give_up_s = 432000;
	sample->snapshot.conf = &sample->conf;
	sample->snapshot.policy.directory = sample_directory();
	g_assert_true(hours_parse("mon-fri 09:00-17:00", &sample->snapshot.policy.staffed_hours, NULL));
}

static inline void sample_clear(struct sample *sample)
{
	directory_free(sample->snapshot.policy.directory);
}

#endif
