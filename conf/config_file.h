/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads libconfig's format so that every fault has file and line, the silent ones of libconfig included. For this room
 * only: libconfig's types go no further. */
#ifndef CONF_CONFIG_FILE_H
#define CONF_CONFIG_FILE_H

#include <glib.h>
#include <libconfig.h>

enum { CONFIG_FILE_MAX_BYTES = 16 * 1024 * 1024 };

/* Reads the file into config, which the caller has made with config_init(). FALSE and *error ("FILE:LINE: ...";
 * CONF_ERROR with CONF_ERROR_MISSING where there is no such file): besides syntax errors @include, a byte order mark,
 * broken UTF-8, NUL, integers past 32 bits and integers with a leading zero. */
gboolean config_file_read(config_t *config, const char *path, GError **error);

/* Sets *error to "PATH:LINE: ...", the line that of the setting, or 1 where it is NULL. Returns FALSE. */
gboolean config_file_refuse(GError **error, const char *path, const config_setting_t *setting, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

/* The text of a setting that is a string and not empty. NULL and *error otherwise. Borrowed from the setting. */
const char *config_file_string(const char *path, const config_setting_t *setting, GError **error);

/* The strings of an array or list, or one string alone. NULL-terminated, caller frees; NULL and *error where one is no
 * string or is empty. */
char **config_file_strings(const char *path, const config_setting_t *setting, GError **error);

/* Each TRUE, or FALSE and *error where the setting is of another type, or outside min and max. */
gboolean config_file_int(const char *path, const config_setting_t *setting, gint64 min, gint64 max, int *ret_value,
			 GError **error);
gboolean config_file_bool(const char *path, const config_setting_t *setting, gboolean *ret_value, GError **error);

#endif
