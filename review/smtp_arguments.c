/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of ESMTP arguments and the extensions that permit them. An argument whose extension is not in the table is
 * left out: a server must refuse what it did not offer. */
#include "review/smtp_arguments.h"

#include <string.h>

static const struct {
	const char *argument, *extension;
} permissions[] = {
	{"AUTH", "AUTH"},               /* RFC 4954, 5 */
	{"BODY", "8BITMIME"},           /* RFC 6152 */
	{"BY", "DELIVERBY"},            /* RFC 2852 */
	{"ENVID", "DSN"},               /* RFC 3461 */
	{"MT-PRIORITY", "MT-PRIORITY"}, /* RFC 6710 */
	{"NOTIFY", "DSN"},
	{"ORCPT", "DSN"},
	{"REQUIRETLS", "REQUIRETLS"}, /* RFC 8689 */
	{"RET", "DSN"},
	{"SMTPUTF8", "SMTPUTF8"}, /* RFC 6531 */
};

static const char *extension_of(const char *argument)
{
	gsize length = strcspn(argument, "=");

	for (gsize i = 0; i < G_N_ELEMENTS(permissions); i++)
		if (strlen(permissions[i].argument) == length &&
		    g_ascii_strncasecmp(permissions[i].argument, argument, length) == 0)
			return permissions[i].extension;
	return NULL;
}

/* One word of a command: nothing that could end it. */
static gboolean is_word(const char *argument)
{
	for (const guchar *c = (const guchar *)argument; *c; c++)
		if (*c <= ' ' || *c == 0x7f)
			return FALSE;
	return *argument != '\0';
}

/* BINARYMIME needs BDAT (RFC 3030), which is not spoken here. */
static gboolean is_binary_body(const char *argument)
{
	return g_ascii_strcasecmp(argument, "BODY=BINARYMIME") == 0;
}

void smtp_arguments_append(GString *command, const char *const *arguments, GHashTable *offered)
{
	for (gsize i = 0; arguments && arguments[i]; i++) {
		const char *extension = extension_of(arguments[i]);

		if (extension && g_hash_table_contains(offered, extension) && is_word(arguments[i]) &&
		    !is_binary_body(arguments[i]))
			g_string_append_printf(command, " %s", arguments[i]);
	}
}
