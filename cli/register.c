/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour register`: build compiles the casework system's export into the register of keyed hashes. Prints how many
 * rows it took, never a value of them. */
#include "store/register.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/register_look.h"
#include "cli/register_rekey.h"
#include "conf/constituents.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct build_options {
	char *constituents, *consents, *out, *key;
};

static void build_options_done(struct build_options *options)
{
	g_free(options->constituents);
	g_free(options->consents);
	g_free(options->out);
	g_free(options->key);
}

/* Where the command line does not say, the configuration does. FALSE after complaining. */
static gboolean fill_places(const char *conf_path, struct build_options *options)
{
	g_autoptr(GError) error = NULL;
	struct conf *conf;

	if (options->out != NULL) {
		if (options->key == NULL)
			options->key = g_strconcat(options->out, ".key", NULL);
		return TRUE;
	}
	conf = conf_load(conf_path, &error);
	if (conf == NULL) {
		options_complain(error);
		return FALSE;
	}
	if (conf->register_file == NULL) {
		fprintf(stderr, "candour: %s names no register; add the line: register = \"register.db\";\n",
			conf_path);
		conf_free(conf);
		return FALSE;
	}
	options->out = g_strdup(conf->register_file);
	if (options->key == NULL)
		options->key = conf->register_key != NULL ? g_strdup(conf->register_key)
							  : g_strconcat(conf->register_file, ".key", NULL);
	conf_free(conf);
	return TRUE;
}

static gboolean is_unreadable(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (file == NULL) {
		fprintf(stderr, "candour: %s: cannot be read: %s\n", path, g_strerror(errno));
		return TRUE;
	}
	fclose(file);
	return FALSE;
}

/* A key that will not do is the configuration's fault, as bad rows are. */
static int status_of(const GError *error)
{
	gboolean is_system = error->domain == G_FILE_ERROR &&
			     !g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_PERM) &&
			     !g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_INVAL);

	return is_system ? EX_CANTCREAT : EX_CONFIG;
}

static int build(const struct build_options *options)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) constituents = NULL;
	g_autoptr(GPtrArray) consents = NULL;
	gboolean is_key_new = !g_file_test(options->key, G_FILE_TEST_EXISTS);
	gboolean is_first = !g_file_test(options->out, G_FILE_TEST_EXISTS);

	if (is_unreadable(options->constituents) || is_unreadable(options->consents))
		return EX_NOINPUT;
	constituents = constituents_load(options->constituents, &error);
	if (constituents == NULL) {
		options_complain(error);
		g_clear_error(&error);
	}
	consents = consents_load(options->consents, &error);
	if (consents == NULL)
		options_complain(error);
	if (constituents == NULL || consents == NULL)
		return EX_CONFIG;
	if (!register_build(constituents, consents, options->out, options->key, &error)) {
		options_complain(error);
		return status_of(error);
	}
	printf("%s: %u constituents, %u bases\n", options->out, constituents->len, consents->len);
	if (is_key_new && !is_first)
		fprintf(stderr,
			"candour: note: %s was missing and is a new key. Bases recorded with `candour consent` are "
			"under "
			"the old one: put it back and build again, or bring them over with `candour register rekey`\n",
			options->key);
	return EX_OK;
}

int command_register(const char *conf_path, int argc, char **argv)
{
	struct build_options options = {0};
	const GOptionEntry entries[] = {
		{"constituents", 0, 0, G_OPTION_ARG_FILENAME, &options.constituents, "The people: constituents.csv",
		 "FILE"},
		{"consents", 0, 0, G_OPTION_ARG_FILENAME, &options.consents, "Their bases: consents.csv", "FILE"},
		{"out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "The register (default: the configuration's)",
		 "FILE"},
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &options.key,
		 "Its key, made where missing (default: the register's name with .key)", "FILE"},
		{0}};
	int status;

	if (argc > 1 && register_look_is(argv[1]))
		return register_look(conf_path, argc, argv);
	if (argc > 1 && strcmp(argv[1], "rekey") == 0)
		return register_rekey(conf_path, argc - 1, argv + 1);
	if (!options_parse(entries, "build|rekey|show|query|stats  the register of constituents; build compiles it",
			   &argc, &argv, &status))
		goto done;
	if (argc != 2 || strcmp(argv[1], "build") != 0 || options.constituents == NULL || options.consents == NULL) {
		fputs("candour: say `candour register build --constituents FILE --consents FILE [--out FILE] [--key "
		      "FILE]`\n",
		      stderr);
		status = EX_USAGE;
	} else if (!fill_places(conf_path, &options)) {
		status = EX_CONFIG;
	} else {
		status = build(&options);
	}
done:
	build_options_done(&options);
	return status;
}
