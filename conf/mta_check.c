/* SPDX-License-Identifier: BSD-2-Clause */
/* Asks the machine's own Postfix for the settings that would undo what candour does. A machine without postconf(1), or
 * with its mail server elsewhere, hears nothing. */
#include "conf/complaints.h"

#include <string.h>

/* What postconf says to these arguments, without the line end; NULL where it says nothing or is not there. */
static char *ask(const char *option, const char *name)
{
	g_autofree char *program = g_find_program_in_path("postconf");
	const char *arguments[] = {program, option, name, NULL};
	g_autofree char *answer = NULL;
	int status;

	if (program == NULL || !g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
					     &answer, NULL, &status, NULL))
		return NULL;
	if (status != 0 || answer == NULL || *g_strstrip(answer) == '\0')
		return NULL;
	return g_steal_pointer(&answer);
}

/* The smtpd that listens on the port of mail is chrooted ("smtp inet n - y - - smtpd"). */
static gboolean is_chrooted(void)
{
	g_autofree char *service = ask("-M", "smtp/inet");
	g_auto(GStrv) fields = NULL;
	unsigned place = 0;

	if (service == NULL)
		return FALSE;
	fields = g_strsplit_set(service, " \t", -1);
	for (char **field = fields; *field != NULL; field++)
		if (**field != '\0' && place++ == 4)
			return strcmp(*field, "y") == 0;
	return FALSE;
}

static void check_socket(const struct complaints *complaints)
{
	const char *spec = complaints->conf->socket.spec;
	const char *path = strchr(spec, ':') + 1;
	g_autofree char *queue = ask("-h", "queue_directory");
	g_autofree char *below = queue != NULL ? g_strconcat(queue, "/", NULL) : NULL;

	if (below == NULL || g_str_has_prefix(spec, "inet") || g_str_has_prefix(path, below) || !is_chrooted())
		return;
	complaints_warn(complaints, "socket.spec",
			"socket.spec: Postfix's smtpd runs in a chroot and reaches only sockets below %s", queue);
}

static void check_settings(const struct complaints *complaints)
{
	static const char *const copies[] = {"always_bcc", "recipient_bcc_maps", "sender_bcc_maps"};
	g_autofree char *action = ask("-h", "milter_default_action");

	if (action != NULL && strcmp(action, "tempfail") != 0 && strcmp(action, "shutdown") != 0)
		complaints_warn(complaints, "failure",
				"Postfix has milter_default_action = %s: while candour is down, mail is not judged; "
				"set it to tempfail",
				action);
	for (gsize i = 0; i < G_N_ELEMENTS(copies); i++) {
		g_autofree char *value = ask("-h", copies[i]);

		if (value != NULL)
			complaints_warn(
				complaints, "release",
				"Postfix has %s = %s: such copies are made after candour and are delivered even "
				"where it holds; the release listener must not make them again",
				copies[i], value);
	}
}

void complaints_of_mta(const struct complaints *complaints)
{
	check_socket(complaints);
	check_settings(complaints);
}
