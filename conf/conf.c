/* SPDX-License-Identifier: BSD-2-Clause */
/* Fills struct conf from candour.conf by the table of keys. Opens none of the files that the configuration names. */
#include "conf/conf.h"

#include "conf/conf_groups.h"
#include "conf/conf_keys.h"
#include "conf/conf_read.h"
#include "conf/config_file.h"
#include "conf/faults.h"
#include "conf/suggestion.h"

#include <string.h>

G_DEFINE_QUARK(candour_conf_error, conf_error)

struct loading {
	const char *path;
	const char *folder; /* of the file */
	const config_t *config;
	struct conf *conf;
	GPtrArray *faults;
};

static gpointer field_of(const struct conf *conf, const struct conf_key *key)
{
	return (char *)conf + key->offset;
}

static gboolean is_list(const struct conf_key *key)
{
	return key->type == CONF_STRINGS || key->type == CONF_INPUTS || key->type == CONF_SHIPPED;
}

/* TRUE where keys lie below that name ("release"). */
static gboolean is_section(const char *path)
{
	gsize length = strlen(path);

	for (const struct conf_key *key = conf_keys; key->path != NULL; key++)
		if (strncmp(key->path, path, length) == 0 && key->path[length] == '.')
			return TRUE;
	return FALSE;
}

static gboolean is_key(const char *path)
{
	for (const struct conf_key *key = conf_keys; key->path != NULL; key++)
		if (strcmp(key->path, path) == 0)
			return TRUE;
	return FALSE;
}

/* "'prot' is no key of release; did you mean 'port'?" */
static gboolean refuse_unknown(const struct loading *loading, const config_setting_t *setting, const char *section,
			       GError **error)
{
	const char *name = config_setting_name(setting);
	g_autoptr(GPtrArray) siblings = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *prefix = g_strconcat(section, *section != '\0' ? "." : "", NULL);
	g_autofree char *suggestion = NULL;

	for (const struct conf_key *key = conf_keys; key->path != NULL; key++) {
		const char *rest = key->path + strlen(prefix);

		if (g_str_has_prefix(key->path, prefix))
			g_ptr_array_add(siblings, g_strndup(rest, strcspn(rest, ".")));
	}
	g_ptr_array_add(siblings, NULL);
	suggestion = suggestion_of(name, (const char *const *)siblings->pdata);
	return config_file_refuse(error, loading->path, setting, "unknown key '%s%s'%s", prefix, name, suggestion);
}

static void check_known(const struct loading *loading, const config_setting_t *group, const char *section,
			GPtrArray *faults)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
		g_autofree char *path =
			g_strconcat(section, *section != '\0' ? "." : "", config_setting_name(setting), NULL);
		GError *error = NULL;

		if (is_key(path))
			continue;
		if (!is_section(path))
			refuse_unknown(loading, setting, section, &error);
		else if (!config_setting_is_group(setting))
			config_file_refuse(&error, loading->path, setting, "%s must be a group: %s = { ... };", path,
					   path);
		else
			check_known(loading, setting, path, faults);
		faults_take(faults, &error);
	}
}

/* The text is a value of the key; else *error with the line of the setting. */
static gboolean check_text(const struct loading *loading, const struct conf_key *key, const config_setting_t *setting,
			   const char *text, GError **error)
{
	g_autoptr(GError) reason = NULL;

	if (key->validate == NULL || key->validate(text, &reason))
		return TRUE;
	return config_file_refuse(error, loading->path, setting, "%s: %s", key->path, reason->message);
}

static char **read_texts(const struct loading *loading, const struct conf_key *key, const config_setting_t *setting,
			 GError **error)
{
	g_auto(GStrv) texts = config_file_strings(loading->path, setting, error);
	gboolean is_one = config_setting_type(setting) == CONFIG_TYPE_STRING;

	for (unsigned i = 0; texts != NULL && texts[i] != NULL; i++) {
		const config_setting_t *element = is_one ? setting : config_setting_get_elem(setting, i);

		if (!check_text(loading, key, element, texts[i], error))
			return NULL;
	}
	if (texts != NULL && texts[0] == NULL && key->is_required) {
		config_file_refuse(error, loading->path, setting, "%s is empty: %s", key->path, key->help);
		return NULL;
	}
	return g_steal_pointer(&texts);
}

static gboolean find_word(const char *const *words, const char *text, int *ret_place)
{
	for (int i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], text) == 0) {
			*ret_place = i;
			return TRUE;
		}
	}
	return FALSE;
}

/* A path against the folder of candour.conf; the bare name of a shipped file stays. */
static char *find_input(const struct loading *loading, const struct conf_key *key, const char *text)
{
	if (key->type == CONF_SHIPPED && strchr(text, '/') == NULL && !g_str_has_suffix(text, ".conf"))
		return g_strdup(text);
	return g_canonicalize_filename(text, loading->folder);
}

/* A file mode in octal: "0660", "660". */
static gboolean parse_mode(const char *text, gint64 max, int *ret_mode)
{
	guint64 mode;

	if (!g_ascii_string_to_unsigned(text, 8, 0, (guint64)max, &mode, NULL))
		return FALSE;
	*ret_mode = (int)mode;
	return TRUE;
}

/* Stores a text by the key's type. FALSE where it is none of the key's words, or no mode. */
static gboolean store_text(const struct loading *loading, const struct conf_key *key, const char *text)
{
	gpointer field = field_of(loading->conf, key);
	int place;

	switch (key->type) {
	case CONF_STRING:
		*(char **)field = g_strdup(text);
		return TRUE;
	case CONF_INPUT:
		*(char **)field = g_canonicalize_filename(text, loading->folder);
		return TRUE;
	case CONF_STATE:
		*(char **)field = g_canonicalize_filename(text, loading->conf->state_dir);
		return TRUE;
	case CONF_WORD:
		if (!find_word(key->words, text, &place))
			return FALSE;
		*(char **)field = g_strdup(text);
		return TRUE;
	case CONF_CHOICE:
		return find_word(key->words, text, field);
	case CONF_MODE:
		return parse_mode(text, key->max, field);
	default:
		g_assert_not_reached();
	}
}

static gboolean read_text(const struct loading *loading, const struct conf_key *key, const config_setting_t *setting,
			  GError **error)
{
	const char *text;
	g_autofree char *words = NULL;

	/* libconfig reads 0660 as decimal, so a mode is a text (config_text.c refuses the leading zero). */
	if (key->type == CONF_MODE && config_setting_type(setting) != CONFIG_TYPE_STRING)
		return config_file_refuse(error, loading->path, setting,
					  "%s must be in quotes and octal, like \"0660\"", key->path);
	text = config_file_string(loading->path, setting, error);
	if (text == NULL || !check_text(loading, key, setting, text, error))
		return FALSE;
	if (store_text(loading, key, text))
		return TRUE;
	if (key->words == NULL)
		return config_file_refuse(error, loading->path, setting, "%s: '%s' is not an octal mode up to 0777",
					  key->path, text);
	words = g_strjoinv(", ", (char **)key->words);
	return config_file_refuse(error, loading->path, setting, "%s: '%s' is none of: %s", key->path, text, words);
}

static gboolean read_key(const struct loading *loading, const struct conf_key *key, const config_setting_t *setting,
			 GError **error)
{
	gpointer field = field_of(loading->conf, key);
	g_auto(GStrv) texts = NULL;

	switch (key->type) {
	case CONF_STRINGS:
		*(char ***)field = read_texts(loading, key, setting, error);
		return *(char ***)field != NULL;
	case CONF_INPUTS:
	case CONF_SHIPPED:
		texts = read_texts(loading, key, setting, error);
		for (char **text = texts; text != NULL && *text != NULL; text++) {
			char *found = find_input(loading, key, *text);

			g_free(*text);
			*text = found;
		}
		*(char ***)field = g_steal_pointer(&texts);
		return *(char ***)field != NULL;
	case CONF_INT:
		return config_file_int(loading->path, setting, key->min, key->max, field, error);
	case CONF_BOOL:
		return config_file_bool(loading->path, setting, field, error);
	case CONF_ACTIONS:
		conf_groups_actions(loading->path, setting, loading->conf->actions, loading->faults);
		return TRUE;
	case CONF_LABELS:
		conf_groups_labels(loading->path, setting, loading->conf->labels, loading->faults);
		return TRUE;
	case CONF_LABEL_HEADERS:
		conf_groups_label_headers(loading->path, setting, loading->conf->label_headers, loading->faults);
		return TRUE;
	case CONF_REFERENCES:
		conf_groups_references(loading->path, setting, loading->conf->references, loading->faults);
		return TRUE;
	default:
		return read_text(loading, key, setting, error);
	}
}

static gboolean is_group_list(const struct conf_key *key)
{
	return key->type == CONF_ACTIONS || key->type == CONF_LABELS || key->type == CONF_LABEL_HEADERS ||
	       key->type == CONF_REFERENCES;
}

/* Absent keys: required ones are missed, the others have their default. */
static gboolean read_default(const struct loading *loading, const struct conf_key *key, GError **error)
{
	gpointer field = field_of(loading->conf, key);
	g_autofree char *section = g_strndup(key->path, strcspn(key->path, "."));
	const char *text = key->default_value;

	if (key->is_required)
		return config_file_refuse(error, loading->path, config_lookup(loading->config, section),
					  "%s is missing: %s", key->path, key->help);
	if (is_group_list(key) || text == NULL)
		return TRUE;
	if (is_list(key))
		*(char ***)field = *text != '\0' ? g_strsplit(text, " ", -1) : g_new0(char *, 1);
	else if (key->type == CONF_INT)
		*(int *)field = (int)g_ascii_strtoll(text, NULL, 10);
	else if (key->type == CONF_BOOL)
		*(gboolean *)field = strcmp(text, "true") == 0;
	else
		g_assert_true(store_text(loading, key, text));
	return TRUE;
}

/* Defaults that follow from other keys. */
static void derive(struct conf *conf)
{
	if (conf->register_file != NULL && conf->register_key == NULL)
		conf->register_key = g_strconcat(conf->register_file, ".key", NULL);
	/* RFC 5321, 4.5.1: postmaster is the one address that every domain has. */
	if (conf->notices.from == NULL)
		conf->notices.from =
			g_strdup_printf("\"%s\" <postmaster@%s>", conf->council.name, conf->council.domains[0]);
	if (conf->notices.alert == NULL)
		conf->notices.alert = g_strdup_printf("postmaster@%s", conf->council.domains[0]);
}

static void read_keys(const struct loading *loading, GPtrArray *faults)
{
	GError *error = NULL;

	check_known(loading, config_root_setting(loading->config), "", faults);
	for (const struct conf_key *key = conf_keys; key->path != NULL; key++) {
		const config_setting_t *setting = config_lookup(loading->config, key->path);

		if (setting != NULL)
			read_key(loading, key, setting, &error);
		else
			read_default(loading, key, &error);
		faults_take(faults, &error);
	}
	if (faults->len == 0)
		derive(loading->conf);
}

struct conf *conf_read(const char *path, GPtrArray *faults)
{
	struct conf *conf = g_new0(struct conf, 1);
	g_autofree char *folder = NULL;
	struct loading loading = {.path = path, .conf = conf, .faults = faults};
	GError *error = NULL;
	guint before = faults->len;
	config_t config;

	conf->path = g_canonicalize_filename(path, NULL);
	conf->actions = g_ptr_array_new_with_free_func(conf_groups_free_action);
	conf->labels = g_ptr_array_new_with_free_func(conf_groups_free_label);
	conf->label_headers = g_ptr_array_new_with_free_func(conf_groups_free_label_header);
	conf->references = g_ptr_array_new_with_free_func(conf_groups_free_reference);
	loading.folder = folder = g_path_get_dirname(conf->path);
	loading.config = &config;
	config_init(&config);
	if (config_file_read(&config, path, &error))
		read_keys(&loading, faults);
	faults_take(faults, &error);
	config_destroy(&config);
	if (faults->len == before)
		return conf;
	conf_free(conf);
	return NULL;
}

unsigned conf_read_line(const struct conf *conf, const char *key)
{
	g_autofree char *section = g_strndup(key, strcspn(key, "."));
	const config_setting_t *setting = NULL;
	unsigned line = 1;
	config_t config;

	config_init(&config);
	if (config_file_read(&config, conf->path, NULL)) {
		setting = config_lookup(&config, key);
		if (setting == NULL)
			setting = config_lookup(&config, section);
	}
	if (setting != NULL)
		line = config_setting_source_line(setting);
	config_destroy(&config);
	return line;
}

struct conf *conf_load(const char *path, GError **error)
{
	g_autoptr(GPtrArray) faults = faults_new();
	struct conf *conf = conf_read(path, faults);

	faults_propagate(faults, error);
	return conf;
}

void conf_free(struct conf *conf)
{
	if (conf == NULL)
		return;
	for (const struct conf_key *key = conf_keys; key->path != NULL; key++) {
		gpointer field = field_of(conf, key);

		if (is_list(key))
			g_strfreev(*(char ***)field);
		else if (is_group_list(key))
			g_ptr_array_unref(*(GPtrArray **)field);
		else if (key->type != CONF_INT && key->type != CONF_BOOL && key->type != CONF_CHOICE &&
			 key->type != CONF_MODE)
			g_free(*(char **)field);
	}
	g_free(conf->path);
	g_free(conf);
}
