/* SPDX-License-Identifier: BSD-2-Clause */
/* All complaints about a configuration, for somebody who is putting it right. */
#include "conf/snapshot.h"

#include "conf/complaints.h"
#include "conf/conf_keys.h"
#include "conf/conf_read.h"
#include "conf/faults.h"
#include "conf/snapshot_build.h"
#include "store/basis_index.h"

#include <string.h>

static void add(const struct complaints *complaints, GPtrArray *messages, const char *prefix, const char *key,
		const char *format, va_list arguments)
{
	g_autofree char *what = g_strdup_vprintf(format, arguments);

	g_ptr_array_add(messages, g_strdup_printf("%s%s:%u: %s", prefix, complaints->conf->path,
						  conf_read_line(complaints->conf, key), what));
}

void complaints_error(const struct complaints *complaints, const char *key, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(complaints, complaints->errors, "", key, format, arguments);
	va_end(arguments);
}

void complaints_warn(const struct complaints *complaints, const char *key, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(complaints, complaints->warnings, "warning: ", key, format, arguments);
	va_end(arguments);
}

static void check_monitoring(const struct complaints *complaints)
{
	const struct conf *conf = complaints->conf;

	if (conf->monitoring.assessment == NULL)
		complaints_warn(complaints, "monitoring",
				"monitoring.assessment is missing: name the data-protection impact assessment of this "
				"monitoring");
	if (conf->monitoring.notice == NULL)
		complaints_warn(complaints, "monitoring",
				"monitoring.notice is missing: say when users were told of this monitoring");
}

/* Opening a large register verifies its header alone. */
static void check_register(const struct complaints *complaints)
{
	const struct conf *conf = complaints->conf;
	g_autoptr(GError) error = NULL;
	struct register_file *file =
		conf->register_file != NULL ? register_open(conf->register_file, conf->register_key, NULL) : NULL;

	/* One that does not open has been reported by who loaded it. */
	if (file != NULL && !register_verify(file, &error))
		complaints_error(complaints, "register", "register: %s; build it again with `candour register build`",
				 error->message);
	register_close(file);
}

/* Bases that nobody can look up, or that are under another key, defer every letter that needs them. */
static void check_bases(const struct complaints *complaints)
{
	const struct conf *conf = complaints->conf;
	struct register_file *file =
		conf->register_file != NULL ? register_open(conf->register_file, conf->register_key, NULL) : NULL;
	g_autoptr(GError) error = NULL;
	struct casebook *casebook = NULL;
	struct basis_index *bases = NULL;

	if (file != NULL && g_file_test(conf->store, G_FILE_TEST_EXISTS)) {
		casebook = casebook_open(conf->store, &error);
		if (casebook != NULL)
			bases = basis_index_refresh(casebook, file, NULL, &error);
		if (error != NULL)
			complaints_error(complaints, "register", "register_key %s, store %s: %s", conf->register_key,
					 conf->store, error->message);
	}
	basis_index_unref(bases);
	casebook_close(casebook);
	register_close(file);
}

static gboolean has_role(const GPtrArray *persons, const char *role)
{
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		for (char **own = person->roles; *own != NULL; own++)
			if (g_ascii_strcasecmp(*own, role) == 0)
				return TRUE;
	}
	return FALSE;
}

static gboolean is_default_role(const char *role)
{
	const struct conf_key *key = conf_keys;
	g_auto(GStrv) roles = NULL;

	while (strcmp(key->path, "directory.protected_roles") != 0)
		key++;
	roles = g_strsplit(key->default_value, " ", -1);
	return g_strv_contains((const char *const *)roles, role);
}

/* Of the roles protected by default many councils have only some; one that the configuration names is meant. */
static void check_roles(const struct complaints *complaints, const struct directory *directory)
{
	g_autoptr(GPtrArray) persons = directory_persons(directory, 0);

	for (char **role = complaints->conf->directory.protected_roles; *role != NULL; role++)
		if (!is_default_role(*role) && !has_role(persons, *role))
			complaints_warn(complaints, "directory.protected_roles",
					"directory.protected_roles: nobody in people.csv has the role '%s'", *role);
	if (!has_role(persons, "monitoring-officer"))
		complaints_warn(complaints, "directory.people",
				"directory.people: nobody has the role monitoring-officer, whose mail is never held");
}

static void append(GPtrArray *all, GPtrArray *messages)
{
	for (guint i = 0; i < messages->len; i++)
		g_ptr_array_add(all, g_strdup(g_ptr_array_index(messages, i)));
}

GPtrArray *snapshot_check(const char *path)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
	struct snapshot *snapshot = snapshot_build(path, faults);
	struct complaints complaints = {.errors = errors, .warnings = warnings};

	for (guint i = 0; i < faults->len; i++)
		g_ptr_array_add(all, g_strdup(((const GError *)g_ptr_array_index(faults, i))->message));
	if (snapshot != NULL) {
		complaints.conf = snapshot->conf;
		complaints_of_system(&complaints);
		complaints_of_mta(&complaints);
		check_register(&complaints);
		check_bases(&complaints);
		check_monitoring(&complaints);
		if (snapshot->policy.directory != NULL)
			check_roles(&complaints, snapshot->policy.directory);
	}
	append(all, errors);
	append(all, warnings);
	snapshot_unref(snapshot);
	return all;
}
