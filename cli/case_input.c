/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts a case together from its two files and the command line. Writes nothing. */
#include "cli/case_input.h"

#include "cli/reading.h"
#include "cli/sidecar.h"

#include <string.h>

G_DEFINE_QUARK(candour - case -input - error, case_input_error)

void case_input_free(struct case_input *input)
{
	if (input == NULL)
		return;
	g_free(input->path);
	if (input->bytes != NULL)
		g_bytes_unref(input->bytes);
	message_free(input->message);
	envelope_free(input->envelope);
	expectation_free(input->expectation);
	g_free(input);
}

static char *sidecar_path(const char *path)
{
	return g_str_has_suffix(path, ".eml") ? g_strdup_printf("%.*s.json", (int)strlen(path) - 4, path)
					      : g_strdup_printf("%s.json", path);
}

gboolean case_input_date(const char *date, gint64 *ret_time)
{
	g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(date, london);
	gsize length = strlen(date);

	/* GLib wants the time to the second. */
	if (time == NULL && (length == strlen("2026-05-14") || length == strlen("2026-05-14T09:30"))) {
		g_autofree char *full = g_strconcat(date, length == strlen("2026-05-14") ? "T12:00:00" : ":00", NULL);

		time = g_date_time_new_from_iso8601(full, london);
	}
	if (time == NULL)
		return FALSE;
	*ret_time = g_date_time_to_unix(time);
	return TRUE;
}

static gboolean read_date(const char *path, const char *date, gint64 *ret_time, GError **error)
{
	if (date == NULL) {
		*ret_time = g_get_real_time() / G_USEC_PER_SEC;
		return TRUE;
	}
	if (case_input_date(date, ret_time))
		return TRUE;
	g_set_error(error, CASE_INPUT_ERROR, 0, "%s: date: \"%s\" is no date like 2026-05-14T09:30:00+01:00", path,
		    date);
	return FALSE;
}

static void replace_string(char **field, const char *value)
{
	if (value == NULL)
		return;
	g_free(*field);
	*field = g_strdup(value);
}

static void add_recipients(struct envelope *envelope, char **recipients, GHashTable *arguments)
{
	for (gsize i = 0; recipients[i] != NULL; i++) {
		g_autofree char *address = envelope_path_address(recipients[i]);
		g_autofree char *folded = g_utf8_strdown(address, -1);
		char **known = arguments == NULL ? NULL : g_hash_table_lookup(arguments, folded);

		envelope_add_recipient(envelope, recipients[i], (const char *const *)known);
	}
}

/* Without an envelope the header's own people stand in. */
static void add_header_people(struct case_input *input, gboolean wants_sender, gboolean wants_recipients)
{
	for (guint i = 0; i < input->message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(input->message->addresses, i);

		if (address->mailbox == NULL)
			continue;
		if (wants_sender && address->field == ADDRESS_FROM && *input->envelope->sender == '\0')
			replace_string(&input->envelope->sender, address->mailbox);
		if (wants_recipients &&
		    (address->field == ADDRESS_TO || address->field == ADDRESS_CC || address->field == ADDRESS_BCC ||
		     address->field == ADDRESS_RESENT_TO || address->field == ADDRESS_RESENT_CC))
			envelope_add_recipient(input->envelope, address->mailbox, NULL);
	}
}

static gboolean fill_envelope(struct case_input *input, const struct sidecar *sidecar,
			      const struct envelope_options *options, const char *beside, GError **error)
{
	struct envelope *envelope = input->envelope;
	const char *sender = options->from != NULL ? options->from : sidecar != NULL ? sidecar->from : NULL;
	const char *date = options->date != NULL ? options->date : sidecar != NULL ? sidecar->date : NULL;
	char **recipients = options->recipients != NULL ? options->recipients
			    : sidecar != NULL           ? sidecar->recipients
							: NULL;

	if (!read_date(beside, date, &envelope->received_at, error))
		return FALSE;
	if (sender != NULL) {
		g_autofree char *address = envelope_path_address(sender);

		replace_string(&envelope->sender, address);
	}
	if (sidecar != NULL) {
		replace_string(&envelope->login, sidecar->login);
		replace_string(&envelope->client_address, sidecar->client);
		replace_string(&envelope->client_name, sidecar->client_name);
		replace_string(&envelope->tls_subject, sidecar->tls_subject);
		if (sidecar->mail_arguments != NULL) {
			g_strfreev(envelope->mail_arguments);
			envelope->mail_arguments = g_strdupv(sidecar->mail_arguments);
		}
	}
	replace_string(&envelope->login, options->login);
	if (recipients != NULL)
		add_recipients(envelope, recipients, sidecar == NULL ? NULL : sidecar->recipient_arguments);
	add_header_people(input, sender == NULL, recipients == NULL);
	return TRUE;
}

struct case_input *case_input_load(const char *path, const struct envelope_options *options, GError **error)
{
	static const struct envelope_options no_options;
	g_autofree char *beside = sidecar_path(path);
	struct sidecar *sidecar = NULL;
	struct case_input *input;
	char *bytes;
	gsize length;

	if (!g_file_get_contents(path, &bytes, &length, error))
		return NULL;
	input = g_new0(struct case_input, 1);
	input->path = g_strdup(path);
	input->bytes = g_bytes_new_take(bytes, length);
	if (g_file_test(beside, G_FILE_TEST_EXISTS)) {
		sidecar = sidecar_load(beside, error);
		if (sidecar == NULL)
			goto fail;
		input->expectation = g_steal_pointer(&sidecar->expectation);
	}
	input->message = reading_parse(bytes, length);
	input->envelope = envelope_new();
	if (!fill_envelope(input, sidecar, options == NULL ? &no_options : options, beside, error))
		goto fail;
	sidecar_free(sidecar);
	return input;
fail:
	sidecar_free(sidecar);
	case_input_free(input);
	return NULL;
}

static gboolean find_below(const char *folder, GPtrArray *paths, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
	const char *name;

	if (dir == NULL)
		return FALSE;
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
			if (!find_below(path, paths, error))
				return FALSE;
		} else if (g_str_has_suffix(name, ".eml")) {
			g_ptr_array_add(paths, g_steal_pointer(&path));
		}
	}
	return TRUE;
}

/* By name, which does not take in the ".eml" that all have: "a" comes before "a-b". */
static gint compare_paths(gconstpointer one, gconstpointer other)
{
	const char *first = *(char *const *)one, *second = *(char *const *)other;
	gsize first_length = strlen(first) - strlen(".eml"), second_length = strlen(second) - strlen(".eml");
	int order = strncmp(first, second, MIN(first_length, second_length));

	return order != 0 ? order : (first_length > second_length) - (first_length < second_length);
}

GPtrArray *case_input_find(const char *folder, GError **error)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

	if (!find_below(folder, paths, error))
		return NULL;
	/* A slip in the folder's name is not to pass for cases that do as expected. */
	if (paths->len == 0) {
		g_set_error(error, CASE_INPUT_ERROR, 0, "%s: no case (NAME.eml) is below this folder", folder);
		return NULL;
	}
	g_ptr_array_sort(paths, compare_paths);
	return g_steal_pointer(&paths);
}
