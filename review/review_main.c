/* SPDX-License-Identifier: BSD-2-Clause */
/* candour-review: options, signals, and the server's life. What a page shows is elsewhere. */
#include "review/page/server.h"
#include "review/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <systemd/sd-daemon.h>

struct options {
	char *conf_path;
	gboolean wants_version;
};

static gboolean read_options(int argc, char **argv, struct options *options)
{
	const GOptionEntry entries[] = {
		{"config", 'c', 0, G_OPTION_ARG_FILENAME, &options->conf_path, "The configuration (" CANDOUR_CONF ")",
		 "FILE"},
		{"version", 0, 0, G_OPTION_ARG_NONE, &options->wants_version, "Show the version", NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new("- the review page of candour");
	g_autoptr(GError) error = NULL;

	g_option_context_set_summary(context, "Serves the page on which compliance staff decide about held mail.");
	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error))
		fprintf(stderr, "candour-review: %s; see candour-review --help\n", error->message);
	else if (argc > 1)
		fprintf(stderr, "candour-review: what is \"%s\"? See candour-review --help\n", argv[1]);
	else
		return TRUE;
	return FALSE;
}

static void reload(struct page *page)
{
	g_autoptr(GError) error = NULL;
	gboolean is_reloaded = page_reload(page, &error);

	program_log_reload(is_reloaded, error);
}

static int serve(struct page *page, const sigset_t *signals)
{
	g_autoptr(GError) error = NULL;
	struct server *server = server_start(page, &error);
	int number;

	if (server == NULL) {
		g_warning("%s", error->message);
		return EX_UNAVAILABLE;
	}
	g_message("ready at %s", server_address(server));
	sd_notify(0, "READY=1");
	while (sigwait(signals, &number) == 0 && number == SIGUSR1)
		reload(page);
	sd_notify(0, "STOPPING=1");
	server_stop(server);
	g_message("ended");
	return EX_OK;
}

static int run(const struct options *options)
{
	g_autoptr(GError) error = NULL;
	struct page page;
	sigset_t signals;
	int status;

	program_block_signals(&signals);
	if (page_open(&page, options->conf_path ? options->conf_path : CANDOUR_CONF, &error)) {
		status = serve(&page, &signals);
	} else {
		g_warning("%s", error->message);
		status = program_status_of(error);
	}
	page_clear(&page);
	return status;
}

int main(int argc, char **argv)
{
	struct options options = {0};
	int status = EX_USAGE;

	program_log_start("candour-review");
	umask(0007);
	if (read_options(argc, argv, &options)) {
		if (options.wants_version)
			puts("candour-review " CANDOUR_VERSION);
		status = options.wants_version ? EX_OK : run(&options);
	}
	g_free(options.conf_path);
	return status;
}
