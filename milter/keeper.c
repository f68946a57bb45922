/* SPDX-License-Identifier: BSD-2-Clause */
/* Waits for reasons to reload. A reload that fails leaves everything as it was and says why in the log. */
#include "milter/keeper.h"

#include <signal.h>
#include <syslog.h>
#include <systemd/sd-daemon.h>

/* How often the register's file is looked at, and how long a faulty one is left alone before it is tried again. */
enum { REGISTER_CHECK_S = 2, REGISTER_RETRY_S = 60 };

static sigset_t signals_of(const int *numbers, gsize count)
{
	sigset_t signals;

	sigemptyset(&signals);
	for (gsize i = 0; i < count; i++)
		sigaddset(&signals, numbers[i]);
	return signals;
}

void keeper_block_signals(void)
{
	/* All but the first are libmilter's, which waits for them in smfi_main(): a thread that is older than that and
	 * does not block them would end the process. */
	static const int blocked[] = {SIGUSR1, SIGTERM, SIGINT, SIGHUP};
	sigset_t signals = signals_of(blocked, G_N_ELEMENTS(blocked));

	pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

static gboolean reload(struct service *service, const char *why)
{
	g_autoptr(GError) error = NULL;

	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());
	gboolean is_reloaded = service_reload(service, &error);
	if (is_reloaded) {
		struct snapshot *snapshot = service_snapshot(service);
		log_write(&service->log, LOG_NOTICE, "reloaded (%s): %u rules, mode %s", why,
			  snapshot->policy.rules->len, snapshot->conf->is_observe ? "observe" : "enforce");
		snapshot_unref(snapshot);
	} else {
		log_write(&service->log, LOG_ERR, "not reloaded (%s), the old configuration stays: %s", why,
			  error->message);
	}
	sd_notify(0, "READY=1");
	return is_reloaded;
}

static gboolean is_register_stale(struct service *service)
{
	struct snapshot *snapshot = service_snapshot(service);
	gboolean is_stale = snapshot_is_register_stale(snapshot);
	snapshot_unref(snapshot);
	return is_stale;
}

static gpointer keep(gpointer context)
{
	struct service *service = context;
	static const int reloading[] = {SIGUSR1};
	sigset_t signals = signals_of(reloading, G_N_ELEMENTS(reloading));
	const struct timespec step = {.tv_sec = REGISTER_CHECK_S};
	gint64 retry_at = 0;

	for (;;) {
		if (sigtimedwait(&signals, NULL, &step) == SIGUSR1)
			reload(service, "asked by signal");
		else if (g_get_monotonic_time() >= retry_at && is_register_stale(service) &&
			 !reload(service, "new register"))
			retry_at = g_get_monotonic_time() + REGISTER_RETRY_S * G_USEC_PER_SEC;
	}
	return NULL;
}

void keeper_start(struct service *service)
{
	g_thread_unref(g_thread_new("keeper", keep, service));
}
