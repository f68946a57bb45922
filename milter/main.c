/* SPDX-License-Identifier: BSD-2-Clause */
/* candour-milter: options, start, end. What happens to mail is elsewhere. */
#include "conf/conf_values.h"
#include "milter/callbacks.h"
#include "milter/detach.h"
#include "milter/keeper.h"
#include "milter/listen.h"
#include "milter/service.h"
#include "milter/user.h"

#include <errno.h>
#include <libmilter/mfapi.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <syslog.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

struct options {
	char *conf_path, *socket_spec;
	gboolean is_foreground, wants_version;
};

/* libmilter's threads write their reply after our callback has returned; nothing tells when they have. */
enum { LAST_REPLY_MS = 200 };

/* What stands after the options, and what they name, must make sense before anything is opened. */
static gboolean check_options(int argc, char **argv, const struct options *options)
{
	g_autoptr(GError) error = NULL;

	if (argc > 1)
		fprintf(stderr, "candour-milter: what is \"%s\"? See candour-milter --help\n", argv[1]);
	else if (options->socket_spec && !conf_values_socket(options->socket_spec, &error))
		fprintf(stderr, "candour-milter: --socket: %s\n", error->message);
	else
		return TRUE;
	return FALSE;
}

static gboolean read_options(int argc, char **argv, struct options *options)
{
	const GOptionEntry entries[] = {
		{"config", 'c', 0, G_OPTION_ARG_FILENAME, &options->conf_path, "The configuration (" CANDOUR_CONF ")",
		 "FILE"},
		{"socket", 0, 0, G_OPTION_ARG_STRING, &options->socket_spec,
		 "Listen there instead of the configured socket: unix:PATH or inet:PORT@HOST", "SPEC"},
		{"foreground", 0, 0, G_OPTION_ARG_NONE, &options->is_foreground,
		 "Stay in the foreground and log to standard error", NULL},
		{"version", 0, 0, G_OPTION_ARG_NONE, &options->wants_version, "Show the version", NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new("- the mail filter of candour");
	g_autoptr(GError) error = NULL;

	g_option_context_add_main_entries(context, entries, NULL);
	if (g_option_context_parse(context, &argc, &argv, &error))
		return check_options(argc, argv, options);
	fprintf(stderr, "candour-milter: %s; see candour-milter --help\n", error->message);
	return FALSE;
}

static int status_of(const GError *error)
{
	return error->domain == CONF_ERROR ? EX_CONFIG : EX_TEMPFAIL;
}

static int fail(struct service *service, const GError *error, int status)
{
	if (!service->log.is_on_stderr)
		fprintf(stderr, "candour-milter: %s\n", error->message);
	log_write(&service->log, LOG_ERR, "%s", error->message);
	return status;
}

static int serve(struct service *service, int ready_fd)
{
	keeper_start(service);
	if (ready_fd >= 0)
		detach_ready(ready_fd);
	log_write(&service->log, LOG_NOTICE, "ready");
	sd_notify(0, "READY=1");
	int result = smfi_main();

	sd_notify(0, "STOPPING=1");
	gboolean is_drained = service_close(service);
	g_usleep(LAST_REPLY_MS * 1000);
	if (!is_drained)
		log_write(&service->log, LOG_WARNING,
			  "ending while messages are being judged; the MTA tries them again");
	log_write(&service->log, LOG_NOTICE, "ended");
	return result == MI_SUCCESS ? EX_OK : EX_TEMPFAIL;
}

static int run(const struct options *options, int ready_fd)
{
	static struct service service; /* threads of libmilter may outlive main() by a moment */
	g_autoptr(GError) error = NULL;

	if (!service_init(&service, options->conf_path ? options->conf_path : CANDOUR_CONF, options->is_foreground,
			  &error))
		return fail(&service, error, EX_CONFIG);
	const struct conf *conf = service.snapshot->conf;
	const char *spec = options->socket_spec ? options->socket_spec : conf->socket.spec;
	if (!callbacks_register(&service)) {
		error = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_FAILED, "libmilter does not take the filter");
		return fail(&service, error, EX_SOFTWARE);
	}
	/* The socket while still root, for its folder is the MTA's; the casebook after, for it is ours. */
	if (!listen_open(spec, conf, &error) || !user_become(conf, &error) || !service_open(&service, &error))
		return fail(&service, error, status_of(error));
	return serve(&service, ready_fd);
}

static int start(const struct options *options)
{
	int ready_fd = -1;

	if (options->wants_version) {
		puts("candour-milter " CANDOUR_VERSION);
		return EX_OK;
	}
	keeper_block_signals();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a failure to answer, not an end */
	umask(0027);
	if (!options->is_foreground && !g_getenv("NOTIFY_SOCKET") && (ready_fd = detach_start()) < 0) {
		fprintf(stderr, "candour-milter: cannot go into the background: %s\n", g_strerror(errno));
		return EX_OSERR;
	}
	return run(options, ready_fd);
}

int main(int argc, char **argv)
{
	struct options options = {0};
	int status = read_options(argc, argv, &options) ? start(&options) : EX_USAGE;

	g_free(options.conf_path);
	g_free(options.socket_spec);
	return status;
}
