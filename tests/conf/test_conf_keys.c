/* SPDX-License-Identifier: BSD-2-Clause */
/* Key table, sample and manual page say the same. */
#include "conf/conf_keys.h"

#include "conf/config_file.h"
#include "policy/rule.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* What the sample and the manual say of a key: its help, its limits, its default. */
static char *text_of(const struct conf_key *key)
{
	GString *text = g_string_new(key->help);

	if (key->words != NULL) {
		g_autofree char *words = g_strjoinv(", ", (char **)key->words);

		g_string_append_printf(text, " One of: %s.", words);
	}
	if (key->type == CONF_INT)
		g_string_append_printf(text, " From %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ".", key->min, key->max);
	if (key->is_required) {
		g_string_append(text, " Required.");
	} else if (key->default_value != NULL && *key->default_value != '\0') {
		g_auto(GStrv) words = g_strsplit(key->default_value, key->type == CONF_STRINGS ? " " : "\n", -1);
		g_autofree char *value = g_strjoinv(", ", words);

		g_string_append_printf(text, " Default: %s.", value);
	}
	return g_string_free(text, FALSE);
}

static char *read_text(const char *path)
{
	char *text = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

static void test_conf_keys_manual_has_every_key_and_no_other(void **state)
{
	g_autofree char *page = read_text("conf/candour.conf.5");
	char *section = strstr(page, ".SH KEYS\n");
	char *end = strstr(section + 1, "\n.SH ");
	g_auto(GStrv) entries = NULL;
	const struct conf_key *key = conf_keys;

	(void)state;
	*end = '\0';
	entries = g_strsplit(section, "\n.TP\n.B ", -1);
	for (char **entry = entries + 1; *entry != NULL; entry++, key++) {
		g_autofree char *body = NULL, *expected = NULL;
		char *name_end = strchr(*entry, '\n');

		assert_non_null(name_end);
		*name_end = '\0';
		if (key->path == NULL || strcmp(*entry, key->path) != 0)
			fail_msg("the manual has %s where the table has %s", *entry,
				 key->path != NULL ? key->path : "nothing");
		body = g_strdelimit(g_strdup(name_end + 1), "\n", ' ');
		expected = text_of(key);
		assert_string_equal(body, expected);
	}
	assert_null(key->path);
}

/* The sample with its commented settings ("#key = ...", not "# words") put in force. */
static char *uncomment(const char *sample)
{
	g_auto(GStrv) lines = g_strsplit(sample, "\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		char *hash = *line + strspn(*line, "\t");

		if (hash[0] == '#' && hash[1] != ' ' && hash[1] != '\0')
			*hash = ' ';
	}
	return g_strjoinv("\n", lines);
}

/* The sample's words, comment signs and line ends taken out. */
static char *words_of(const char *sample)
{
	g_auto(GStrv) lines = g_strsplit(sample, "\n", -1);
	GString *words = g_string_new(NULL);

	for (char **line = lines; *line != NULL; line++) {
		const char *hash = *line + strspn(*line, "\t");

		if (g_str_has_prefix(hash, "# "))
			g_string_append_printf(words, "%s ", hash + 2);
	}
	return g_string_free(words, FALSE);
}

static void test_conf_keys_sample_has_every_key(void **state)
{
	g_autofree char *sample = read_text("conf/candour.conf");
	g_autofree char *words = words_of(sample);
	g_autofree char *whole = uncomment(sample);
	g_autofree char *path = files_write(*state, "candour.conf", whole);
	g_autoptr(GError) error = NULL;
	config_t config;

	config_init(&config);
	if (!config_file_read(&config, path, &error))
		fail_msg("%s", error->message);
	for (const struct conf_key *key = conf_keys; key->path != NULL; key++) {
		g_autofree char *expected = text_of(key);

		if (config_lookup(&config, key->path) == NULL)
			fail_msg("the sample lacks %s", key->path);
		if (strstr(words, expected) == NULL)
			fail_msg("the sample does not say of %s: %s", key->path, expected);
	}
	config_destroy(&config);
}

static void compare(const struct conf_key *key, const struct conf *one, const struct conf *other)
{
	const char *field = (const char *)one + key->offset;
	const char *again = (const char *)other + key->offset;

	if (key->type == CONF_STRINGS)
		assert_true(g_strv_equal(*(const char *const *const *)field, *(const char *const *const *)again));
	else if (key->type == CONF_INT || key->type == CONF_BOOL || key->type == CONF_CHOICE || key->type == CONF_MODE)
		assert_int_equal(*(const int *)field, *(const int *)again);
	else
		assert_string_equal(*(char *const *)field, *(char *const *)again);
}

/* Commented out or not: a setting that has a default shows it. */
static void test_conf_keys_sample_shows_defaults(void **state)
{
	g_autofree char *sample = read_text("conf/candour.conf");
	g_autofree char *whole = uncomment(sample);
	g_autofree char *path = files_write(*state, "candour.conf", sample);
	struct conf *plain, *full;
	g_autoptr(GError) error = NULL;

	plain = conf_load(path, &error);
	if (plain == NULL)
		fail_msg("%s", error->message);
	g_free(files_write(*state, "candour.conf", whole));
	full = conf_load(path, &error);
	if (full == NULL)
		fail_msg("%s", error->message);
	for (const struct conf_key *key = conf_keys; key->path != NULL; key++)
		if (key->default_value != NULL && *key->default_value != '\0')
			compare(key, plain, full);
	conf_free(plain);
	conf_free(full);
}

/* Settings of checks are keys of profiles: the manual names each below its check. */
static void test_conf_keys_manual_has_every_setting(void **state)
{
	g_autofree char *page = read_text("conf/candour.conf.5");

	(void)state;
	for (const struct check *const *check = checks; *check != NULL; check++) {
		g_autofree char *head = g_strdup_printf("\n.SS %s\n", (*check)->name);
		const char *start = strstr(page, head);
		g_autofree char *section = NULL;

		if (start == NULL)
			fail_msg("the manual lacks the check %s", (*check)->name);
		section = g_strdup(start + 1);
		*strstr(section + 1, "\n.S") = '\0';
		for (const struct setting *setting = (*check)->settings; setting->key != NULL; setting++) {
			g_autofree char *entry = g_strdup_printf("\n.B %s\n", setting->key);

			if (strstr(section, entry) == NULL)
				fail_msg("the manual lacks %s of %s", setting->key, (*check)->name);
		}
	}
}

static void test_conf_keys_rows_are_sound(void **state)
{
	(void)state;
	for (const struct conf_key *key = conf_keys; key->path != NULL; key++) {
		if (key->type == CONF_INT) {
			gint64 value = g_ascii_strtoll(key->default_value, NULL, 10);

			assert_true(key->min <= value && value <= key->max);
		}
		if (key->words != NULL)
			assert_true(g_strv_contains(key->words, key->default_value));
		assert_true(g_str_has_suffix(key->help, "."));
		for (const struct conf_key *other = conf_keys; other != key; other++)
			assert_string_not_equal(other->path, key->path);
	}
}

static int set_up(void **state)
{
	*state = files_begin();
	return 0;
}

static int tear_down(void **state)
{
	files_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conf_keys_manual_has_every_key_and_no_other),
		cmocka_unit_test(test_conf_keys_sample_has_every_key),
		cmocka_unit_test(test_conf_keys_sample_shows_defaults),
		cmocka_unit_test(test_conf_keys_manual_has_every_setting),
		cmocka_unit_test(test_conf_keys_rows_are_sound),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
