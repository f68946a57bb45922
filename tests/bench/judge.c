/* SPDX-License-Identifier: BSD-2-Clause */
/* What reading and judging letters costs by one configuration, without an MTA and without a store, in processor time.
 * Usage: judge CONF TIMES FILE...; prints lines of a name and figures: "load" and "open", milliseconds to load
 * everything and to open the register alone; "lookup", microseconds to ask it for one value; for each letter
 * microseconds to read it (the sandbox's children included), to judge it, and to scan its bytes for all phrases alone,
 * and its findings. Then it waits for the end of its input, so that its memory can be looked at. */
#include "policy/judge.h"
#include "conf/snapshot.h"
#include "parser/sandbox.h"
#include "policy/envelope.h"
#include "policy/hours.h"
#include "store/register.h"

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double self_us(void)
{
	struct timespec spent;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
	return (double)spent.tv_sec * 1e6 + (double)spent.tv_nsec / 1e3;
}

/* Of a child, and of those of its own that it has waited for; see proc(5). */
static double child_us(int pid)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid);
	g_autofree char *line = NULL;
	unsigned long ticks[4] = {0};

	if (!g_file_get_contents(path, &line, NULL, NULL) ||
	    sscanf(strrchr(line, ')'), ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu", &ticks[0],
		   &ticks[1], &ticks[2], &ticks[3]) != 4)
		return 0;
	return (double)(ticks[0] + ticks[1] + ticks[2] + ticks[3]) * 1e6 / (double)sysconf(_SC_CLK_TCK);
}

static double children_us(void)
{
	g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", getpid());
	g_autofree char *line = NULL;
	g_auto(GStrv) pids = NULL;
	double spent = 0;

	if (!g_file_get_contents(path, &line, NULL, NULL))
		return 0;
	pids = g_strsplit(g_strstrip(line), " ", -1);
	for (char **pid = pids; *pid != NULL; pid++)
		spent += child_us(atoi(*pid));
	return spent;
}

static struct envelope *officer_to_member(void)
{
	struct envelope *envelope = envelope_new();

	g_free(envelope->sender);
	envelope->sender = g_strdup("j.hart@northmere.gov.uk");
	envelope->login = g_strdup("jhart");
	envelope->client_address = g_strdup("127.0.0.1");
	envelope->received_at = 1778747400; /* 14 May 2026, 09:30 in London */
	envelope_add_recipient(envelope, "<cllr.shah@northmere.gov.uk>", NULL);
	return envelope;
}

static gboolean measure(const struct snapshot *snapshot, struct sandbox *sandbox, const char *path, int times)
{
	g_autofree char *bytes = NULL;
	g_autofree char *name = g_path_get_basename(path);
	struct envelope *envelope = officer_to_member();
	double reading = 0, judging = 0, scanning, children;
	guint findings = 0;
	gsize length;

	if (!g_file_get_contents(path, &bytes, &length, NULL))
		return FALSE;
	children = children_us();
	for (int i = -times / 10; i < times; i++) { /* the first ones warm up */
		double start = self_us(), read_at;
		struct message *message = message_parse_in(sandbox, bytes, length);
		struct verdict *verdict;

		read_at = self_us();
		verdict = policy_judge(&snapshot->policy, envelope, message, NULL);
		if (i >= 0) {
			judging += self_us() - read_at;
			reading += read_at - start;
		}
		findings = verdict->findings->len;
		verdict_free(verdict);
		message_free(message);
	}
	reading = reading / times + (children_us() - children) / (times + times / 10);
	scanning = self_us();
	for (int i = 0; i < times; i++)
		g_array_unref(lexicons_scan(snapshot->policy.lexicons, CONTENT_AUTHORED, bytes));
	scanning = self_us() - scanning;
	printf("%s %.1f %.1f %.1f %u\n", name, reading, judging / times, scanning / times, findings);
	envelope_free(envelope);
	return TRUE;
}

static gboolean measure_register(const struct snapshot *snapshot, GError **error)
{
	enum { OPENINGS = 100, LOOKUPS = 100000 };
	const struct conf *conf = snapshot->conf;
	const struct register_view *view = &snapshot->policy.register_view;
	double start = self_us();

	for (int i = 0; i < OPENINGS; i++) {
		struct register_file *file = register_open(conf->register_file, conf->register_key, error);

		if (file == NULL)
			return FALSE;
		register_close(file);
	}
	printf("open %.3f\n", (self_us() - start) / 1e3 / OPENINGS);
	start = self_us();
	for (guint32 i = 0; i < LOOKUPS; i++) {
		char value[16];
		register_row rows[REGISTER_MAX_ROWS_OF_VALUE];

		g_snprintf(value, sizeof value, "01632%06u", i * 2654435761u % 1000000);
		view->find(view->context, REGISTER_PHONE, value, rows, G_N_ELEMENTS(rows));
	}
	printf("lookup %.2f\n", (self_us() - start) / LOOKUPS);
	return TRUE;
}

int main(int argc, char **argv)
{
	int times = argc > 2 ? atoi(argv[2]) : 0;
	g_autoptr(GError) error = NULL;
	struct snapshot *snapshot;
	struct sandbox *sandbox;
	double start = self_us();

	if (times <= 0) {
		fprintf(stderr, "usage: judge CONF TIMES FILE...\n");
		return 64;
	}
	g_mime_init();
	snapshot = snapshot_load(argv[1], &error);
	if (snapshot == NULL) {
		fprintf(stderr, "judge: %s\n", error->message);
		return 78;
	}
	printf("load %.1f\n", (self_us() - start) / 1e3);
	sandbox = sandbox_new(NULL, NULL);
	if (!measure_register(snapshot, &error) || !sandbox_start(sandbox, &error)) {
		fprintf(stderr, "judge: %s\n", error->message);
		return 75;
	}
	for (int i = 3; i < argc; i++)
		if (!measure(snapshot, sandbox, argv[i], times))
			return 66;
	fflush(stdout);
	while (getchar() != EOF)
		;
	sandbox_free(sandbox);
	snapshot_unref(snapshot);
	return 0;
}
