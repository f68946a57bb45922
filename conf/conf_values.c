/* SPDX-License-Identifier: BSD-2-Clause */
/* Judges the form of values, one by one. Looks at nothing outside them. */
#include "conf/conf_values.h"

#include "conf/conf.h"
#include "policy/hours.h"
#include "policy/match/pattern.h"
#include "policy/match/register_view.h"

#include <gio/gio.h>
#include <string.h>

enum { NUMBER_MIN_DIGITS = 9, NUMBER_MAX_DIGITS = 16 };

static gboolean refuse(GError **error, const char *text, const char *what)
{
	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "'%s' %s", text, what);
	return FALSE;
}

gboolean conf_values_domain(const char *text, GError **error)
{
	g_autofree char *ascii = g_hostname_to_ascii(text);

	if (ascii == NULL || strpbrk(text, "@ /:<>,;\t") != NULL || strchr(text, '.') == NULL || *text == '.')
		return refuse(error, text, "is not a domain; write it as northmere.gov.uk");
	return TRUE;
}

gboolean conf_values_mailbox(const char *text, GError **error)
{
	const char *open = strrchr(text, '<');
	const char *close = strrchr(text, '>');
	const char *start = open != NULL ? open + 1 : text;
	const char *at = strchr(start, '@');
	gboolean is_closed = open == NULL ? close == NULL : close != NULL && close > open && close[1] == '\0';

	if (!is_closed || at == NULL || at == start || at[1] == '\0' || at[1] == '>' || strpbrk(start, " ,") != NULL)
		return refuse(error, text, "is not a mailbox; write it as Name <name@domain>");
	return TRUE;
}

gboolean conf_values_number(const char *text, GError **error)
{
	gsize digits = 0;

	for (const char *at = text; *at != '\0'; at++) {
		digits += g_ascii_isdigit(*at) ? 1 : 0;
		if (!g_ascii_isdigit(*at) && strchr("+-. ()", *at) == NULL)
			return refuse(error, text, "is no number; write it as 01632 960000, or 40-81-17 58213946");
	}
	return digits >= NUMBER_MIN_DIGITS && digits <= NUMBER_MAX_DIGITS
		       ? TRUE
		       : refuse(error, text, "has too few or too many digits for a telephone number or an account");
}

gboolean conf_values_postcode(const char *text, GError **error)
{
	g_autofree char *code = register_normalise(REGISTER_POSTCODE, text);

	return code != NULL && g_regex_match_simple("^[a-z]{1,2}[0-9][0-9a-z]?[0-9][a-z]{2}$", code, 0, 0)
		       ? TRUE
		       : refuse(error, text, "is no postcode; write it as NM1 1AA");
}

gboolean conf_values_identifier(const char *text, GError **error)
{
	g_autoptr(GString) names = NULL;
	enum pattern_kind kind;

	if (pattern_from_name(text, &kind))
		return TRUE;
	names = g_string_new("is none of:");
	for (guint i = 0; i < PATTERN_KINDS; i++)
		g_string_append_printf(names, "%s %s", i > 0 ? "," : "", pattern_name((enum pattern_kind)i));
	return refuse(error, text, names->str);
}

gboolean conf_values_socket(const char *text, GError **error)
{
	guint64 port = 0;

	if (g_str_has_prefix(text, "unix:/") || g_str_has_prefix(text, "local:/"))
		return TRUE;
	if (g_str_has_prefix(text, "inet:") || g_str_has_prefix(text, "inet6:")) {
		g_auto(GStrv) halves = g_strsplit(strchr(text, ':') + 1, "@", 2);

		if (g_ascii_string_to_unsigned(halves[0] != NULL ? halves[0] : "", 10, 1, 65535, &port, NULL) &&
		    halves[1] != NULL && *halves[1] != '\0')
			return TRUE;
		return refuse(error, text, "is not of the form inet:PORT@HOST (libmilter's order, not Postfix's)");
	}
	return refuse(error, text, "is neither unix:/PATH nor inet:PORT@HOST");
}

gboolean conf_values_listen(const char *text, GError **error)
{
	const char *colon = strrchr(text, ':');
	g_autofree char *host = colon == NULL ? NULL : g_strndup(text, (gsize)(colon - text));
	g_autoptr(GInetAddress) address = NULL;

	if (g_str_has_prefix(text, "unix:/"))
		return TRUE;
	address = host == NULL ? NULL : g_inet_address_new_from_string(host);
	if (address == NULL || g_inet_address_get_family(address) != G_SOCKET_FAMILY_IPV4 ||
	    !g_ascii_string_to_unsigned(colon + 1, 10, 0, 65535, NULL, NULL))
		return refuse(error, text, "is neither unix:/PATH nor of the form 127.0.0.1:PORT");
	if (!g_inet_address_get_is_loopback(address))
		return refuse(error, text,
			      "can be reached from other machines, without https; listen at 127.0.0.1 and put a proxy "
			      "that speaks https before it");
	return TRUE;
}

gboolean conf_values_address(const char *text, GError **error)
{
	g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_NONE, NULL);

	if (uri != NULL &&
	    (strcmp(g_uri_get_scheme(uri), "https") == 0 || strcmp(g_uri_get_scheme(uri), "http") == 0) &&
	    g_uri_get_host(uri) != NULL && *g_uri_get_host(uri) != '\0' && *g_uri_get_path(uri) == '\0' &&
	    g_uri_get_query(uri) == NULL && g_uri_get_fragment(uri) == NULL && g_uri_get_userinfo(uri) == NULL)
		return TRUE;
	return refuse(error, text, "is not of the form https://HOST, without a path");
}

gboolean conf_values_header(const char *text, GError **error)
{
	gsize length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

	return (length > 0 && text[length] == '\0') || refuse(error, text, "is no name of a header");
}

gboolean conf_values_network(const char *text, GError **error)
{
	g_autoptr(GInetAddressMask) mask = g_inet_address_mask_new_from_string(text, NULL);

	if (mask == NULL)
		return refuse(error, text,
			      "is not a network; write it as 192.0.2.0/24, with no bits set behind the length");
	return TRUE;
}

gboolean conf_values_hours(const char *text, GError **error)
{
	struct hours hours;

	return hours_parse(text, &hours, error);
}

gboolean conf_values_language(const char *text, GError **error)
{
	static const char *const languages[] = {"cy", "en", "gd", NULL};

	return g_strv_contains(languages, text) ||
	       refuse(error, text, "is no language of lexicons; there are en, cy (Welsh) and gd (Gaelic)");
}

gboolean conf_values_store(const char *text, GError **error)
{
	if (strstr(text, "://") != NULL)
		return refuse(error, text, "is not a file; this version keeps its casebook in a file only");
	return TRUE;
}
