/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are each of the CSV files: refused with reasons, or read. */
#include "conf/constituents.h"
#include "conf/directory_files.h"
#include "conf/faults.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const domains[] = {"northmere.gov.uk", NULL};
	char path[32];
	int fd = fuzz_file(data, size, path);
	struct directory *directory = directory_new(domains);
	g_autoptr(GPtrArray) faults = faults_new();
	GPtrArray *constituents = constituents_load(path, NULL), *consents = consents_load(path, NULL);

	people_load(path, directory, faults);
	lists_load(path, directory, faults);
	domains_load(path, directory, faults);
	for (guint i = 0; i < faults->len; i++)
		g_assert(g_utf8_validate(((GError *)g_ptr_array_index(faults, i))->message, -1, NULL));
	if (directory_seal(directory, NULL))
		resolution_free(directory_resolve(directory, "cllr.lee@northmere.gov.uk", 2461175));
	g_clear_pointer(&constituents, g_ptr_array_unref);
	g_clear_pointer(&consents, g_ptr_array_unref);
	directory_free(directory);
	close(fd);
	return 0;
}
