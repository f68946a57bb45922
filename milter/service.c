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

struct basis_index *service_bases(struct service *service)
{
	g_mutex_lock(&service->lock);
	struct basis_index *bases = basis_index_ref(service->bases);
	g_mutex_unlock(&service->lock);
	return bases;
}

/* Two threads may do so at once: whichever comes last is kept, and the next message finds out whether it is behind. */
struct basis_index *service_refresh_bases(struct service *service, const struct register_file *file, GError **error)
{
	struct basis_index *known = service_bases(service);
	struct basis_index *bases = basis_index_refresh(service->casebook, file, known, error);

	if (bases && bases != known) {
		g_mutex_lock(&service->lock);
		struct basis_index *swapped = service->bases;
		service->bases = basis_index_ref(bases);
		g_mutex_unlock(&service->lock);
		basis_index_unref(swapped);
	}
	basis_index_unref(known);
	return bases;
}

/* Better no daemon, or the old register, than one that can answer no question about a basis. */
static gboolean can_read_bases(struct service *service, const struct snapshot *snapshot, GError **error)
{
	const struct register_file *file = snapshot_register(snapshot);
	struct basis_index *bases = file ? service_refresh_bases(service, file, error) : NULL;
	gboolean is_read = !file || bases;

	basis_index_unref(bases);
	return is_read;
}

/* Mail goes on without it: attachments are then uninspected, which rules can act on. HTML is read without it rather
 * than not at all, since most letters are HTML and an unread one would pass unjudged. */
static void start_sandbox(struct service *service)
{
	g_autoptr(GError) error = NULL;

	service->sandbox = sandbox_new(NULL, NULL);
	if (!sandbox_start(service->sandbox, &error)) {
		log_write(
			&service->log, LOG_ERR,
			"attachments cannot be read and count as uninspected, and HTML is read unconfined, until this "
			"is mended and the daemon started again: %s",
			error->message);
		g_clear_pointer(&service->sandbox, sandbox_free);
	} else if (!sandbox_has_landlock()) {
		log_write(&service->log, LOG_WARNING,
			  "this kernel has no Landlock (add landlock to lsm= on its command line): programs that read "
			  "attachments are held by seccomp alone");
	}
}

static void keep_lexicons(struct service *service, const struct snapshot *snapshot)
{
	g_autoptr(GError) error = NULL;

	if (!snapshot_keep_lexicons(snapshot, &error))
		log_write(&service->log, LOG_WARNING, "the next start takes a little longer: %s", error->message);
}

/* Mail goes on without it: every thread is then unknown, which only ever spares somebody a hold. */
static void open_history(struct service *service, const struct conf *conf)
{
	g_autoptr(GError) error = NULL;

	service->history = history_store_open(conf->history, service->identity_key, conf->history_days, &error);
	if (service->history)
		service->people = history_people_new(service->history, service->snapshot->policy.directory);
	else
		log_write(&service->log, LOG_ERR,
			  "threads are unknown until this is mended, or the file deleted, and the daemon started "
			  "again: %s",
			  error->message);
}

struct history *service_find_thread(struct service *service, const char *queue_id, const struct message *message)
{
	g_autoptr(GError) error = NULL;

	if (!service->history)
		return NULL;
	g_mutex_lock(&service->lock);
	struct history_people *people = history_people_ref(service->people);
	g_mutex_unlock(&service->lock);
	struct history *history = history_store_find(service->history, people, message, &error);
	if (!history)
		log_write(&service->log, LOG_WARNING, "%s: its thread is unknown (failure): %s", queue_id,
			  error->message);
	history_people_unref(people);
	return history;
}

void service_remember(struct service *service, const char *queue_id, const struct history_note *note)
{
	g_autoptr(GError) error = NULL;

	if (service->history && note && !history_store_add(service->history, note, &error))
		log_write(&service->log, LOG_WARNING, "%s: the history of threads: %s", queue_id, error->message);
}

static void swap_people(struct service *service, const struct snapshot *snapshot)
{
	if (!service->history)
		return;
	history_store_set_days(service->history, snapshot->conf->history_days);
	struct history_people *people = history_people_new(service->history, snapshot->policy.directory);
	g_mutex_lock(&service->lock);
	struct history_people *swapped = service->people;
	service->people = people;
	g_mutex_unlock(&service->lock);
	history_people_unref(swapped);
}

gboolean service_open(struct service *service, GError **error)
{
	const struct conf *conf = service->snapshot->conf;

	if (!open_state_dir(conf->state_dir, error) || !open_seal(service, conf, error) ||
	    !identity_load_key(conf->identity_key, service->identity_key, error))
		return FALSE;
	service->casebook = casebook_open(conf->store, error);
	if (!service->casebook || !can_read_bases(service, service->snapshot, error))
		return FALSE;
	open_history(service, conf);
	keep_lexicons(service, service->snapshot);
	start_sandbox(service);
	return TRUE;
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
		{"history", old->history, new->history},
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
	gboolean is_swapped = FALSE;
	if (new && !fixed)
		is_swapped = can_read_bases(service, new, error);
	if (is_swapped) {
		keep_lexicons(service, new);
		g_mutex_lock(&service->lock);
		struct snapshot *swapped = service->snapshot;
		service->snapshot = snapshot_ref(new);
		g_mutex_unlock(&service->lock);
		snapshot_unref(swapped);
		swap_people(service, new);
		gate_set_limit(service->gate, new->conf->limits.judging);
	}
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
	g_clear_pointer(&service->history, history_store_close);
	g_clear_pointer(&service->sandbox, sandbox_free);
	return TRUE;
}
