/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts together everything that candour.conf names. All of it is there and agrees, or there is no snapshot. */
#include "conf/snapshot.h"

#include "conf/conf_read.h"
#include "conf/directory_files.h"
#include "conf/faults.h"
#include "conf/lexicon_cache.h"
#include "conf/lexicon_set.h"
#include "conf/profile.h"
#include "conf/snapshot_build.h"
#include "conf/suggestion.h"
#include "policy/match/pattern.h"
#include "store/register.h"

#include <glib/gstdio.h>
#include <string.h>

/* The snapshot as others see it, and what keeps it. */
struct kept_snapshot {
	struct snapshot snapshot; /* first, so that both have one address */
	struct register_file *register_file;
	gatomicrefcount count;
};

static void free_rule(gpointer rule)
{
	rule_free(rule);
}

static void free_label(gpointer data)
{
	struct label_level *label = data;

	g_free(label->guid);
	g_free(label);
}

static void free_label_header(gpointer data)
{
	struct label_header *header = data;

	g_free(header->header);
	g_free(header->value);
	g_free(header);
}

static struct rule *find_rule(const GPtrArray *rules, const char *name)
{
	for (guint i = 0; i < rules->len; i++) {
		struct rule *rule = g_ptr_array_index(rules, i);

		if (strcmp(rule->name, name) == 0)
			return rule;
	}
	return NULL;
}

static void refuse_action(const struct conf *conf, const GPtrArray *rules, const struct conf_action *action,
			  GPtrArray *faults)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *suggestion = NULL;
	GError *error = NULL;

	for (guint i = 0; i < rules->len; i++)
		g_ptr_array_add(names, ((struct rule *)g_ptr_array_index(rules, i))->name);
	g_ptr_array_add(names, NULL);
	suggestion = suggestion_of(action->rule, (const char *const *)names->pdata);
	g_set_error(&error, CONF_ERROR, CONF_ERROR_INVALID, "%s:%u: none of the profiles has the rule '%s'%s",
		    conf->path, action->line, action->rule, suggestion);
	faults_take(faults, &error);
}

static void load_rules(const struct conf *conf, struct policy *policy, GPtrArray *faults)
{
	guint before = faults->len;

	for (char **profile = conf->profiles; *profile != NULL; profile++) {
		g_autofree char *path = profile_path(*profile);

		profile_load(path, policy->rules, faults);
	}
	/* A rule that could not be read is not unknown. */
	for (guint i = 0; faults->len == before && i < conf->actions->len; i++) {
		const struct conf_action *action = g_ptr_array_index(conf->actions, i);
		struct rule *rule = find_rule(policy->rules, action->rule);

		if (rule == NULL) {
			refuse_action(conf, policy->rules, action, faults);
			continue;
		}
		rule->action = action->action;
		rule->is_action_overridden = TRUE;
	}
}

static char *stamp_of(const char *path)
{
	GStatBuf status;

	if (path == NULL || g_stat(path, &status) != 0)
		return NULL;
	return g_strdup_printf("%" G_GUINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ".%09ld",
			       (guint64)status.st_ino, (gint64)status.st_size, (gint64)status.st_mtim.tv_sec,
			       (long)status.st_mtim.tv_nsec);
}

static void open_register(struct kept_snapshot *kept, GPtrArray *faults)
{
	const struct conf *conf = kept->snapshot.conf;
	GError *error = NULL;

	if (conf->register_file == NULL)
		return;
	/* Taken before opening: a register that is replaced in between is noticed as a new one. */
	kept->snapshot.register_stamp = stamp_of(conf->register_file);
	if (kept->snapshot.register_stamp == NULL)
		g_set_error(&error, CONF_ERROR, CONF_ERROR_MISSING,
			    "%s:1: the register is missing; make it with `candour register build`, or leave "
			    "'register' out of %s",
			    conf->register_file, conf->path);
	else
		kept->register_file = register_open(conf->register_file, conf->register_key, &error);
	if (kept->register_file != NULL)
		kept->snapshot.policy.register_view = register_view_of(kept->register_file);
	faults_take(faults, &error);
}

/* What candour.conf says itself. Its values were checked when it was loaded. */
static void copy_conf(const struct conf *conf, struct policy *policy)
{
	for (char **network = conf->trusted; *network != NULL; network++)
		g_ptr_array_add(policy->trusted, g_inet_address_mask_new_from_string(*network, NULL));
	for (guint i = 0; i < conf->labels->len; i++) {
		const struct conf_label *label = g_ptr_array_index(conf->labels, i);
		struct label_level *level = g_new0(struct label_level, 1);

		level->guid = g_strdup(label->guid);
		level->is_confidential = label->is_confidential;
		g_ptr_array_add(policy->labels, level);
	}
	for (guint i = 0; i < conf->label_headers->len; i++) {
		const struct conf_label_header *own = g_ptr_array_index(conf->label_headers, i);
		struct label_header *header = g_new0(struct label_header, 1);

		header->header = g_strdup(own->header);
		header->value = g_strdup(own->value);
		header->is_confidential = own->is_confidential;
		g_ptr_array_add(policy->label_headers, header);
	}
	hours_parse(conf->staffed_hours, &policy->staffed_hours, NULL);
	policy->is_observe = conf->is_observe;
	policy->is_constituent_hold_staffed_only = strcmp(conf->constituent_hold_out_of_hours, "notice") == 0;
	policy->members_consented = g_strdup(conf->members_consented);
}

/* The patterns are valid each by itself, but together they may be too many to compile. */
static void make_terms(const struct conf *conf, struct policy *policy, GPtrArray *faults)
{
	struct identifier_terms *terms = identifier_terms_new();
	GError *error = NULL;
	guint kinds = 0;

	for (char **name = conf->identifiers; *name != NULL; name++) {
		enum pattern_kind kind;

		if (pattern_from_name(*name, &kind))
			kinds |= 1u << kind;
	}
	identifier_terms_add_patterns(terms, kinds);
	identifier_terms_own(terms, (const char *const *)conf->council.numbers,
			     (const char *const *)conf->council.postcodes);
	if (policy->directory != NULL)
		identifier_terms_own_people(terms, policy->directory);
	identifier_terms_take_references(terms, conf->references, conf->path, &error);
	faults_take(faults, &error);
	policy->identifier_terms = terms;
}

struct snapshot *snapshot_build(const char *path, GPtrArray *faults)
{
	struct conf *conf = conf_read(path, faults);
	struct kept_snapshot *kept;
	struct policy *policy;

	if (conf == NULL)
		return NULL;
	kept = g_new0(struct kept_snapshot, 1);
	g_atomic_ref_count_init(&kept->count);
	kept->snapshot.conf = conf;
	policy = &kept->snapshot.policy;
	policy->rules = g_ptr_array_new_with_free_func(free_rule);
	policy->trusted = g_ptr_array_new_with_free_func(g_object_unref);
	policy->labels = g_ptr_array_new_with_free_func(free_label);
	policy->label_headers = g_ptr_array_new_with_free_func(free_label_header);
	copy_conf(conf, policy);
	policy->directory = directory_files_load(conf, faults);
	make_terms(conf, policy, faults);
	load_rules(conf, policy, faults);
	policy->lexicons = lexicon_set_load(conf, policy->rules, faults);
	open_register(kept, faults);
	return &kept->snapshot;
}

struct snapshot *snapshot_load(const char *path, GError **error)
{
	g_autoptr(GPtrArray) faults = faults_new();
	struct snapshot *snapshot = snapshot_build(path, faults);

	if (faults_propagate(faults, error))
		return snapshot;
	snapshot_unref(snapshot);
	return NULL;
}

struct snapshot *snapshot_ref(struct snapshot *snapshot)
{
	g_atomic_ref_count_inc(&((struct kept_snapshot *)snapshot)->count);
	return snapshot;
}

void snapshot_unref(struct snapshot *snapshot)
{
	struct kept_snapshot *kept = (struct kept_snapshot *)snapshot;

	if (snapshot == NULL || !g_atomic_ref_count_dec(&kept->count))
		return;
	policy_done(&snapshot->policy);
	register_close(kept->register_file);
	g_free(snapshot->register_stamp);
	conf_free(snapshot->conf);
	g_free(kept);
}

struct directory *snapshot_directory(const struct conf *conf, GError **error)
{
	g_autoptr(GPtrArray) faults = faults_new();
	struct directory *directory = directory_files_load(conf, faults);

	if (faults_propagate(faults, error))
		return directory;
	directory_free(directory);
	return NULL;
}

gboolean snapshot_keep_lexicons(const struct snapshot *snapshot, GError **error)
{
	const char *key;
	g_autoptr(GBytes) compiled = lexicons_compiled(snapshot->policy.lexicons, &key);

	return compiled == NULL || lexicon_cache_keep(snapshot->conf, key, compiled, error);
}

const struct register_file *snapshot_register(const struct snapshot *snapshot)
{
	return ((const struct kept_snapshot *)snapshot)->register_file;
}

gboolean snapshot_is_register_stale(const struct snapshot *snapshot)
{
	g_autofree char *stamp = stamp_of(snapshot->conf->register_file);

	/* One that is gone for the moment, or for good, is no newer one. */
	return stamp != NULL && g_strcmp0(stamp, snapshot->register_stamp) != 0;
}
