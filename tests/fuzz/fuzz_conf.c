/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a candour.conf, a profile and a lexicon: refused with reasons, or read. */
#include "conf/conf.h"
#include "conf/faults.h"
#include "conf/lexicon_file.h"
#include "conf/profile.h"
#include "policy/match/lexicon.h"
#include "tests/fuzz/fuzz.h"

/* It forgets a string that does not end. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig.so";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[32];
	int fd = fuzz_file(data, size, path);
	g_autoptr(GError) error = NULL;
	struct conf *conf = conf_load(path, &error);
	GPtrArray *rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
	GPtrArray *entries = g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_entry_free);
	g_autoptr(GPtrArray) faults = faults_new();

	g_assert(!conf == !!error);
	conf_free(conf);
	profile_load(path, rules, faults);
	lexicon_file_load(path, entries, faults);
	for (guint i = 0; i < entries->len; i++)
		lexicon_entry_check(g_ptr_array_index(entries, i), NULL);
	g_ptr_array_unref(rules);
	g_ptr_array_unref(entries);
	close(fd);
	return 0;
}
