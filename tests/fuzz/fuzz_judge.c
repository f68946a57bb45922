/* SPDX-License-Identifier: BSD-2-Clause */
/* Any text is a letter, from an officer to two members, which every check judges. */
#include "policy/checks/checks.h"
#include "tests/fuzz/fuzz.h"
#include "tests/policy/fake_register.h"
#include "tests/policy/mail_fixture.h"
#include "tests/policy/shipped_lexicons.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct policy policies[16];
	g_autofree char *text = g_strndup((const char *)data, size);

	for (gsize i = 0; checks[i]; i++) {
		struct verdict *verdict;

		if (!policies[i].rules)
			policies[i] = fixture_policy(checks[i], ACTION_HOLD,
						     i == 0 ? shipped_lexicons() : policies[0].lexicons, fake_register);
		verdict = fixture_judge(&policies[i], "j.hart@northmere.gov.uk",
					"cllr.lee@northmere.gov.uk cllr.shah@northmere.gov.uk", text);
		g_assert(verdict->findings);
		verdict_free(verdict);
	}
	return 0;
}
