/* SPDX-License-Identifier: BSD-2-Clause */
/* Holds what the threads share and replaces the snapshot. It must not know of connections or messages. */
#include "milter/service.h"

#include <errno.h>
#include <string.h>
#include <syslog.h>

/* Below systemd's 90 s, so that it is candour that ends, not a kill. */
enum { DRAIN_SECONDS = 60 };

gboolean service_init(struct service *service, const char *conf_path, gboolean logs_to_stderr, GError **error)
{
	memset(service, 0, sizeof(*service));
	g_mutex_init(&service->lock);
	log_init(&service->log, logs_to_stderr);
	/* Absolute, for in the background the working folder is another when it is read again. */
	g_autofree char *path = g_canonicalize_filename(conf_path, NULL);
	service->snapshot = snapshot_load(path, error);
	if (!service->snapshot)
		return FALSE;
	service->gate = gate_new(service->snapshot->conf->limits.judging);
	return TRUE;
}

static gboolean open_state_dir(const char *path, GError **error)
{
	if (g_mkdir_with_parents(path, 0750) == 0)
		return TRUE;
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
		    "cannot make state_dir %s: %s; make it and give it to the daemon's user", path, g_strerror(errno));
	return FALSE;
}

static gboolean open_seal(struct service *service, const struct conf *conf, GError **error)
{
	gboolean is_made = FALSE;

	if (!g_file_test(conf->seal.public_key, G_FILE_TEST_EXISTS) &&
	    !seal_make_keys(conf->seal.public_key, conf->seal.secret_key, &is_made, error))
		return FALSE;
	if (is_made)
		log_write(
			&service->log, LOG_WARNING,
			"made the keys for held mail, %s and %s; keep a copy of the secret key elsewhere, and give the "
			"file to the courier's user alone: this daemon needs only the public key",
			conf->seal.public_key, conf->seal.secret_key);
	service->seal = seal_public_key(conf->seal.public_key, error);
	return service->seal != NULL;
}

/* Mail goes on without it: parts that need it are uninspected, which rules can act on. */
static void start_sandbox(struct service *service)
{
	g_autoptr(GError) error = NULL;

	service->sandbox = sandbox_new(NULL, NULL);
	if (!sandbox_start(service->sandbox, &error))
		log_write(&service->log, LOG_ERR,
			  "attachments and HTML cannot be read, and count as uninspected, until this is mended: %s",
			  error->message);
	else if (!sandbox_has_landlock())
		log_write(&service->log, LOG_WARNING,
			  "this kernel has no Landlock (add landlock to lsm= on its command line): programs that read "
			  "attachments are held by seccomp alone");
}

gboolean service_open(struct service *service, GError **error)
{
	const struct conf *conf = service->snapshot->conf;

	if (!open_state_dir(conf->state_dir, error) || !open_seal(service, conf, error) ||
	    !identity_load_key(conf->identity_key, service->identity_key, error))
		return FALSE;
	service->casebook = casebook_open(conf->store, error);
	if (service->casebook)
		start_sandbox(service);
	return service->casebook != NULL;
}

struct snapshot *service_snapshot(struct service *service)
{
	g_mutex_lock(&service->lock);
	struct snapshot *snapshot = snapshot_ref(service->snapshot);
	g_mutex_unlock(&service->lock);
	return snapshot;
}

/* The first key that holds until a restart and differs, or NULL. */
static const char *fixed_key_changed(const struct conf *old, const struct conf *new)
{
	const struct {
		const char *key, *old, *new;
	} fixed[] = {
		{"state_dir", old->state_dir, new->state_dir},
		{"store", old->store, new->store},
		{"identity_key", old->identity_key, new->identity_key},
		{"seal.public_key", old->seal.public_key, new->seal.public_key},
		{"socket.spec", old->socket.spec, new->socket.spec},
		{"socket.owner", old->socket.owner, new->socket.owner},
		{"socket.group", old->socket.group, new->socket.group},
		{"user", old->user, new->user},
		{"group", old->group, new->group},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
		if (g_strcmp0(fixed[i].old, fixed[i].new) != 0)
			return fixed[i].key;
	return old->socket.mode == new->socket.mode ? NULL : "socket.mode";
}

gboolean service_reload(struct service *service, GError **error)
{
	struct snapshot *old = service_snapshot(service);
	struct snapshot *new = snapshot_load(old->conf->path, error);
	const char *fixed = new ? fixed_key_changed(old->conf, new->conf) : NULL;

	if (fixed)
		g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID,
			    "%s: %s has changed, which takes a restart; restart, or put the old value back",
			    old->conf->path, fixed);
	if (new && !fixed) {
		g_mutex_lock(&service->lock);
		struct snapshot *swapped = service->snapshot;
		service->snapshot = snapshot_ref(new);
		g_mutex_unlock(&service->lock);
		snapshot_unref(swapped);
		gate_set_limit(service->gate, new->conf->limits.judging);
	}
	gboolean is_swapped = new && !fixed;
	snapshot_unref(new);
	snapshot_unref(old);
	return is_swapped;
}

gboolean service_close(struct service *service)
{
	if (!gate_close(service->gate, DRAIN_SECONDS * G_USEC_PER_SEC))
		return FALSE;
	/* The rest stays until the process ends: threads of libmilter may still be collecting a message. */
	g_clear_pointer(&service->casebook, casebook_close);
	g_clear_pointer(&service->sandbox, sandbox_free);
	return TRUE;
}
