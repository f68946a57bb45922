/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads a case's sidecar. An unknown key is an error: a misspelt expectation would pass unseen. */
#include "cli/sidecar.h"

#include <jansson.h>
#include <string.h>

static void expected_finding_free(gpointer data)
{
	struct expected_finding *finding = data;

	g_free(finding->rule);
	g_free(finding->check);
	g_strfreev(finding->persons);
	g_strfreev(finding->recipients);
	g_free(finding);
}

void expectation_free(struct expectation *expectation)
{
	if (expectation == NULL)
		return;
	if (expectation->findings != NULL)
		g_ptr_array_unref(expectation->findings);
	g_free(expectation);
}

void sidecar_free(struct sidecar *sidecar)
{
	if (sidecar == NULL)
		return;
	g_free(sidecar->from);
	g_free(sidecar->login);
	g_free(sidecar->client);
	g_free(sidecar->client_name);
	g_free(sidecar->tls_subject);
	g_free(sidecar->date);
	g_strfreev(sidecar->recipients);
	g_strfreev(sidecar->mail_arguments);
	g_hash_table_unref(sidecar->recipient_arguments);
	expectation_free(sidecar->expectation);
	g_free(sidecar);
}

static gboolean fail(GError **error, const char *path, const char *key, const char *want)
{
	g_set_error(error, CASE_INPUT_ERROR, 0, "%s: \"%s\" must be %s", path, key, want);
	return FALSE;
}

static gboolean unknown(GError **error, const char *path, const char *key, const char *where)
{
	g_set_error(error, CASE_INPUT_ERROR, 0, "%s: unknown key \"%s\" in %s; correct or remove it", path, key, where);
	return FALSE;
}

static gboolean read_string(const char *path, const char *key, json_t *value, char **ret, GError **error)
{
	if (!json_is_string(value))
		return fail(error, path, key, "a string");
	g_free(*ret);
	*ret = g_strdup(json_string_value(value));
	return TRUE;
}

static gboolean read_strings(const char *path, const char *key, json_t *value, char ***ret, GError **error)
{
	g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
	size_t index;
	json_t *item;

	if (!json_is_array(value))
		return fail(error, path, key, "a list of strings");
	json_array_foreach(value, index, item)
	{
		if (!json_is_string(item))
			return fail(error, path, key, "a list of strings");
		g_ptr_array_add(strings, g_strdup(json_string_value(item)));
	}
	g_ptr_array_add(strings, NULL);
	g_strfreev(*ret);
	*ret = (char **)g_ptr_array_free(g_steal_pointer(&strings), FALSE);
	return TRUE;
}

/* mail_args and rcpt_args come as a list of arguments or as one string of them. */
static gboolean read_arguments(const char *path, const char *key, json_t *value, char ***ret, GError **error)
{
	if (!json_is_string(value))
		return read_strings(path, key, value, ret, error);
	g_strfreev(*ret);
	*ret = g_strsplit(json_string_value(value), " ", -1);
	return TRUE;
}

static gboolean read_recipient_arguments(const char *path, json_t *value, GHashTable *ret, GError **error)
{
	const char *address;
	json_t *item;

	if (!json_is_object(value))
		return fail(error, path, "rcpt_args", "an object: address to list of arguments");
	json_object_foreach(value, address, item)
	{
		char **arguments = NULL;

		if (!read_arguments(path, "rcpt_args", item, &arguments, error))
			return FALSE;
		g_hash_table_replace(ret, g_utf8_strdown(address, -1), arguments);
	}
	return TRUE;
}

static gboolean read_finding(const char *path, json_t *value, GPtrArray *findings, GError **error)
{
	struct expected_finding *finding = g_new0(struct expected_finding, 1);
	const char *key;
	json_t *item;
	gboolean is_good = TRUE;

	g_ptr_array_add(findings, finding);
	if (!json_is_object(value))
		return fail(error, path, "findings", "a list of objects");
	json_object_foreach(value, key, item)
	{
		if (strcmp(key, "rule") == 0)
			is_good = read_string(path, key, item, &finding->rule, error);
		else if (strcmp(key, "check") == 0)
			is_good = read_string(path, key, item, &finding->check, error);
		else if (strcmp(key, "persons") == 0)
			is_good = read_strings(path, key, item, &finding->persons, error);
		else if (strcmp(key, "recipients") == 0)
			is_good = read_strings(path, key, item, &finding->recipients, error);
		else
			is_good = unknown(error, path, key, "an expected finding");
		if (!is_good)
			return FALSE;
	}
	return TRUE;
}

static gboolean read_findings(const char *path, json_t *value, struct expectation *expectation, GError **error)
{
	size_t index;
	json_t *item;

	if (!json_is_array(value))
		return fail(error, path, "findings", "a list of objects");
	if (expectation->findings == NULL)
		expectation->findings = g_ptr_array_new_with_free_func(expected_finding_free);
	json_array_foreach(value, index,
			   item) if (!read_finding(path, item, expectation->findings, error)) return FALSE;
	return TRUE;
}

static gboolean read_expectation(const char *path, json_t *value, struct sidecar *sidecar, GError **error)
{
	const char *key;
	json_t *item;

	if (!json_is_object(value))
		return fail(error, path, "expect", "an object");
	expectation_free(sidecar->expectation);
	sidecar->expectation = g_new0(struct expectation, 1);
	json_object_foreach(value, key, item)
	{
		if (strcmp(key, "verdict") == 0) {
			if (!json_is_string(item) ||
			    !action_from_name(json_string_value(item), &sidecar->expectation->verdict))
				return fail(error, path, key, "pass, observe, flag, notice, hold or reject");
			sidecar->expectation->has_verdict = TRUE;
		} else if (strcmp(key, "findings") == 0) {
			if (!read_findings(path, item, sidecar->expectation, error))
				return FALSE;
		} else {
			return unknown(error, path, key, "\"expect\"");
		}
	}
	return TRUE;
}

static gboolean read_key(const char *path, const char *key, json_t *value, struct sidecar *sidecar, GError **error)
{
	const struct {
		const char *key;
		char **field;
	} strings[] = {
		{"from", &sidecar->from},
		{"auth", &sidecar->login},
		{"client", &sidecar->client},
		{"client_name", &sidecar->client_name},
		{"tls_subject", &sidecar->tls_subject},
		{"date", &sidecar->date},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
		if (strcmp(key, strings[i].key) == 0)
			return json_is_null(value) || read_string(path, key, value, strings[i].field, error);
	if (strcmp(key, "rcpt") == 0)
		return read_strings(path, key, value, &sidecar->recipients, error);
	if (strcmp(key, "mail_args") == 0)
		return read_arguments(path, key, value, &sidecar->mail_arguments, error);
	if (strcmp(key, "rcpt_args") == 0)
		return read_recipient_arguments(path, value, sidecar->recipient_arguments, error);
	if (strcmp(key, "expect") == 0)
		return read_expectation(path, value, sidecar, error);
	if (strcmp(key, "why") == 0)
		return json_is_string(value) || fail(error, path, key, "a string");
	return unknown(error, path, key, "the case");
}

/* The line where the key stands; 0 where it stands nowhere or several times. jansson keeps no places. */
static unsigned line_of(const char *text, const char *key)
{
	g_autofree char *quoted = g_strdup_printf("\"%s\"", key);
	const char *at = strstr(text, quoted);
	unsigned line = 1;

	if (at == NULL || strstr(at + 1, quoted) != NULL)
		return 0;
	for (const char *c = text; c < at; c++)
		line += *c == '\n';
	return line;
}

/* "FILE: "key" ..." becomes "FILE:LINE: "key" ...". */
static void add_line(GError *error, const char *path, const char *text)
{
	const char *rest = error->message + strlen(path);
	const char *start = strchr(rest, '"');
	g_autofree char *key = start == NULL ? NULL : g_strndup(start + 1, strcspn(start + 1, "\""));
	unsigned line = key == NULL ? 0 : line_of(text, key);
	char *message;

	if (line == 0)
		return;
	message = g_strdup_printf("%s:%u%s", path, line, rest);
	g_free(error->message);
	error->message = message;
}

static gboolean read_keys(const char *path, json_t *root, struct sidecar *sidecar, GError **error)
{
	const char *key;
	json_t *value;

	if (!json_is_object(root))
		return fail(error, path, "the case", "an object");
	json_object_foreach(root, key, value) if (!read_key(path, key, value, sidecar, error)) return FALSE;
	return TRUE;
}

struct sidecar *sidecar_load(const char *path, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autofree char *text = NULL;
	struct sidecar *sidecar;
	json_error_t fault;
	json_t *root;
	gsize length;

	if (!g_file_get_contents(path, &text, &length, error))
		return NULL;
	root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
	if (root == NULL) {
		g_set_error(error, CASE_INPUT_ERROR, 0, "%s:%d: %s", path, fault.line, fault.text);
		return NULL;
	}
	sidecar = g_new0(struct sidecar, 1);
	sidecar->recipient_arguments =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
	if (!read_keys(path, root, sidecar, &reason)) {
		add_line(reason, path, text);
		g_propagate_error(error, g_steal_pointer(&reason));
		g_clear_pointer(&sidecar, sidecar_free);
	}
	json_decref(root);
	return sidecar;
}
