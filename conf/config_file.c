/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads one file in libconfig's format and its typed values. Knows no key. */
#include "conf/config_file.h"

#include "conf/conf.h"
#include "conf/config_text.h"

gboolean config_file_refuse(GError **error, const char *path, const config_setting_t *setting, const char *format, ...)
{
	unsigned line = setting != NULL ? config_setting_source_line(setting) : 1;
	g_autofree char *what = NULL;
	va_list arguments;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "%s:%u: %s", path, MAX(line, 1), what);
	return FALSE;
}

static char *read_text(const char *path, gsize *ret_length, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, ret_length, &cause)) {
		g_set_error(error, CONF_ERROR, CONF_ERROR_MISSING, "%s:1: cannot be read: %s", path, cause->message);
		return NULL;
	}
	if (*ret_length > CONFIG_FILE_MAX_BYTES) {
		config_file_refuse(error, path, NULL, "the file is larger than %d bytes", CONFIG_FILE_MAX_BYTES);
		return NULL;
	}
	return g_steal_pointer(&text);
}

gboolean config_file_read(config_t *config, const char *path, GError **error)
{
	gsize length;
	g_autofree char *text = read_text(path, &length, error);

	if (text == NULL || !config_text_check(path, text, length, error))
		return FALSE;
	if (config_read_string(config, text))
		return TRUE;
	if (g_strcmp0(config_error_text(config), "syntax error") == 0)
		g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID,
			    "%s:%d: syntax error; look for a missing ';', '=' or bracket here or just before", path,
			    MAX(config_error_line(config), 1));
	else if (g_strcmp0(config_error_text(config), "duplicate setting name") == 0)
		g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID,
			    "%s:%d: the key that is set here is set a second time; keep one of the two", path,
			    MAX(config_error_line(config), 1));
	else
		g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "%s:%d: %s", path, MAX(config_error_line(config), 1),
			    config_error_text(config));
	return FALSE;
}

/* How messages call the setting; elements of lists have no name. */
static const char *name_of(const config_setting_t *setting)
{
	const char *name = config_setting_name(setting);

	return name != NULL ? name : "this entry";
}

const char *config_file_string(const char *path, const config_setting_t *setting, GError **error)
{
	const char *text = config_setting_get_string(setting);

	if (text == NULL)
		config_file_refuse(error, path, setting, "%s must be a text in quotes", name_of(setting));
	else if (*text == '\0')
		config_file_refuse(error, path, setting, "%s is empty; give it a value or leave it out",
				   name_of(setting));
	else
		return text;
	return NULL;
}

char **config_file_strings(const char *path, const config_setting_t *setting, GError **error)
{
	g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
	gboolean is_one = config_setting_type(setting) == CONFIG_TYPE_STRING;
	int count = is_one ? 1 : config_setting_length(setting);

	if (!is_one && !config_setting_is_array(setting) && !config_setting_is_list(setting)) {
		config_file_refuse(error, path, setting, "%s must be a list of texts: [ \"one\", \"two\" ]",
				   name_of(setting));
		return NULL;
	}
	for (int i = 0; i < count; i++) {
		const config_setting_t *element = is_one ? setting : config_setting_get_elem(setting, (unsigned)i);
		const char *text = config_file_string(path, element, error);

		if (text == NULL)
			return NULL;
		g_ptr_array_add(strings, g_strdup(text));
	}
	g_ptr_array_add(strings, NULL);
	g_ptr_array_set_free_func(strings, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&strings), FALSE);
}

gboolean config_file_int(const char *path, const config_setting_t *setting, gint64 min, gint64 max, int *ret_value,
			 GError **error)
{
	int type = config_setting_type(setting);
	gint64 value = config_setting_get_int64(setting);

	if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
		return config_file_refuse(error, path, setting, "%s must be a whole number, without quotes",
					  name_of(setting));
	if (value < min || value > max)
		return config_file_refuse(error, path, setting,
					  "%s is %" G_GINT64_FORMAT "; it must lie between %" G_GINT64_FORMAT
					  " and %" G_GINT64_FORMAT,
					  name_of(setting), value, min, max);
	*ret_value = (int)value;
	return TRUE;
}

gboolean config_file_bool(const char *path, const config_setting_t *setting, gboolean *ret_value, GError **error)
{
	if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
		return config_file_refuse(error, path, setting, "%s must be true or false, without quotes",
					  name_of(setting));
	*ret_value = config_setting_get_bool(setting) != 0;
	return TRUE;
}
