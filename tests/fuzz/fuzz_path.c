/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes without NUL are a path of RCPT: what it comes to is found in the directory, or not. */
#include "policy/directory/mailbox.h"
#include "policy/directory/name.h"
#include "tests/fuzz/fuzz.h"
#include "tests/policy/mail_fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct directory *directory;
	g_autofree char *path = g_strndup((const char *)data, size), *address = envelope_path_address(path);
	g_autofree char *normalised = mailbox_normalise(address);
	g_autofree char *name = name_fold(path);
	struct resolution *who;

	directory = directory ? directory : fixture_directory();
	who = directory_resolve(directory, address, 2461175);
	g_assert(who->address && mailbox_local_length(normalised) <= strlen(normalised));
	directory_named(directory, path, 2461175);
	directory_login(directory, path, 2461175);
	resolution_free(who);
	return 0;
}
