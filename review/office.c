/* SPDX-License-Identifier: BSD-2-Clause */
/* Opens and renews what the courier works with. A reload succeeds whole or changes nothing. */
#include "review/office.h"

#include <errno.h>
#include <glib/gstdio.h>

static struct notice_texts *load_texts(const struct conf *conf, GError **error)
{
	g_autofree char *shipped = g_build_filename(conf_data_dir(), "notices", NULL);

	return notice_texts_load(conf->notices.texts ? conf->notices.texts : shipped, error);
}

static void set_view(struct office *office)
{
	office->courier = (struct courier){.casebook = office->casebook,
					   .secret_key = office->secret_key,
					   .snapshot = office->snapshot,
					   .texts = office->texts};
}

/* The milter makes it as well; whichever is first. */
static gboolean make_state_dir(const char *path, GError **error)
{
	if (g_mkdir_with_parents(path, 0770) == 0)
		return TRUE;
	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "state_dir %s: %s", path, g_strerror(errno));
	return FALSE;
}

static gboolean open_key(struct office *office, GError **error)
{
	const struct conf *conf = office->snapshot->conf;
	gboolean is_made = FALSE;

	if (!seal_make_keys(conf->seal.public_key, conf->seal.secret_key, &is_made, error))
		return FALSE;
	if (is_made)
		g_message("made the keys for held mail: %s, %s", conf->seal.public_key, conf->seal.secret_key);
	office->secret_key = seal_secret_key(conf->seal.secret_key, error);
	return office->secret_key != NULL;
}

gboolean office_open(struct office *office, const char *path, GError **error)
{
	*office = (struct office){.path = g_strdup(path)};
	office->snapshot = snapshot_load(path, error);
	if (!office->snapshot)
		return FALSE;
	office->texts = load_texts(office->snapshot->conf, error);
	if (!office->texts || !make_state_dir(office->snapshot->conf->state_dir, error) || !open_key(office, error))
		return FALSE;
	office->casebook = casebook_open(office->snapshot->conf->store, error);
	set_view(office);
	return office->casebook != NULL;
}

void office_clear(struct office *office)
{
	g_clear_pointer(&office->casebook, casebook_close);
	g_clear_pointer(&office->secret_key, seal_key_free);
	g_clear_pointer(&office->texts, notice_texts_free);
	g_clear_pointer(&office->snapshot, snapshot_unref);
	g_clear_pointer(&office->path, g_free);
}

/* The open casebook and key stay for the life of the program. */
static gboolean check_fixed(const struct conf *old, const struct conf *new, GError **error)
{
	if (g_strcmp0(old->store, new->store) == 0 && g_strcmp0(old->seal.secret_key, new->seal.secret_key) == 0)
		return TRUE;
	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID,
		    "%s:1: store or seal.secret_key has changed, which takes a restart of the courier", new->path);
	return FALSE;
}

gboolean office_reload(struct office *office, GError **error)
{
	struct snapshot *snapshot = snapshot_load(office->path, error);
	struct notice_texts *texts = NULL;

	if (!snapshot)
		return FALSE;
	if (check_fixed(office->snapshot->conf, snapshot->conf, error))
		texts = load_texts(snapshot->conf, error);
	if (!texts) {
		snapshot_unref(snapshot);
		return FALSE;
	}
	snapshot_unref(office->snapshot);
	notice_texts_free(office->texts);
	office->snapshot = snapshot;
	office->texts = texts;
	set_view(office);
	return TRUE;
}
