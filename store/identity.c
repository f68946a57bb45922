/* SPDX-License-Identifier: BSD-2-Clause */
/* Hashes what makes a letter the same letter. Reads the header's bytes as they came, unfolded, not as a parser
 * understands them: a retry repeats them, and two letters that differ there are two. */
#include "store/identity.h"

#include "store/key_file.h"

#include <sodium.h>
#include <string.h>

static const char key_kind[] = "candour-identity-key";

/* Date is not among them: an MTA adds its own where there is none. The two last decide what the body's bytes mean. */
static const char *const hashed_fields[] = {"From", "Subject", "Content-Type", "Content-Transfer-Encoding"};

gboolean identity_load_key(const char *path, guint8 ret_key[IDENTITY_KEY_BYTES], GError **error)
{
	guint8 key[IDENTITY_KEY_BYTES];
	g_autoptr(GError) found = NULL;
	gboolean is_made;

	if (!key_file_start(error))
		return FALSE;
	if (key_file_load(path, key_kind, KEY_FILE_SECRET, ret_key, IDENTITY_KEY_BYTES, &found))
		return TRUE;
	if (!g_error_matches(found, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
		g_propagate_error(error, g_steal_pointer(&found));
		return FALSE;
	}
	g_clear_error(&found);
	randombytes_buf(key, sizeof key);
	is_made = key_file_make(path, key_kind, KEY_FILE_SECRET, key, sizeof key, &found);
	sodium_memzero(key, sizeof key);
	/* Another process that came first made the one key there is. */
	if (!is_made && !g_error_matches(found, G_FILE_ERROR, G_FILE_ERROR_EXIST)) {
		g_propagate_error(error, g_steal_pointer(&found));
		return FALSE;
	}
	return key_file_load(path, key_kind, KEY_FILE_SECRET, ret_key, IDENTITY_KEY_BYTES, error);
}

/* With its length, so that no two lists of fields run together to the same bytes; NULL is not "". */
static void hash_field(crypto_generichash_state *state, const char *text, gssize length)
{
	guint64 size = text == NULL ? G_MAXUINT64 : length < 0 ? strlen(text) : (gsize)length;
	guint64 order = GUINT64_TO_LE(size);

	crypto_generichash_update(state, (const guint8 *)&order, sizeof order);
	if (text != NULL && size > 0)
		crypto_generichash_update(state, (const guint8 *)text, size);
}

static const char *hashed_field_name(const char *line, gsize length)
{
	const char *colon = memchr(line, ':', length);
	gsize name_length = colon == NULL ? 0 : (gsize)(colon - line);

	while (name_length > 0 && (line[name_length - 1] == ' ' || line[name_length - 1] == '\t'))
		name_length--;
	for (gsize i = 0; i < G_N_ELEMENTS(hashed_fields); i++)
		if (strlen(hashed_fields[i]) == name_length &&
		    g_ascii_strncasecmp(line, hashed_fields[i], name_length) == 0)
			return hashed_fields[i];
	return NULL;
}

/* Unfolded, each run of white space as one space, none at the ends: MTAs fold and lead as they like. */
static void append_collapsed(GString *value, const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isspace(text[i]))
			g_string_append_c(value, text[i]);
		else if (value->len > 0 && value->str[value->len - 1] != ' ')
			g_string_append_c(value, ' ');
	}
}

static void hash_value(crypto_generichash_state *state, GString *value)
{
	if (value->len > 0 && value->str[value->len - 1] == ' ')
		g_string_truncate(value, value->len - 1);
	hash_field(state, value->str, (gssize)value->len);
	g_string_truncate(value, 0);
}

static void hash_header(crypto_generichash_state *state, const char *bytes, gsize length)
{
	g_autoptr(GString) value = g_string_new(NULL);
	const char *name = NULL;

	for (gsize at = 0, next; at < length; at = next) {
		const char *newline = memchr(bytes + at, '\n', length - at);
		gboolean is_continued = bytes[at] == ' ' || bytes[at] == '\t';
		gsize line_length, skipped = 0;

		next = newline == NULL ? length : (gsize)(newline - bytes) + 1;
		line_length = next - at;
		if (!is_continued) {
			if (name != NULL)
				hash_value(state, value);
			name = hashed_field_name(bytes + at, line_length);
			if (name == NULL)
				continue;
			hash_field(state, name, -1);
			skipped = (gsize)((const char *)memchr(bytes + at, ':', line_length) - (bytes + at)) + 1;
		}
		if (name != NULL)
			append_collapsed(value, bytes + at + skipped, line_length - skipped);
	}
	if (name != NULL)
		hash_value(state, value);
	hash_field(state, NULL, 0);
}

/* Each CRLF as LF; line ends at the very end do not count, MTAs add one. */
static void hash_body(crypto_generichash_state *state, const char *bytes, gsize length)
{
	gsize from = 0;

	while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
		length--;
	for (gsize at = 0; at < length;) {
		const char *found = memchr(bytes + at, '\r', length - at);

		if (found == NULL)
			break;
		at = (gsize)(found - bytes);
		if (at + 1 < length && bytes[at + 1] == '\n') {
			crypto_generichash_update(state, (const guint8 *)bytes + from, at - from);
			from = at + 1;
		}
		at++;
	}
	crypto_generichash_update(state, (const guint8 *)bytes + from, length - from);
}

void identity_of(const guint8 key[IDENTITY_KEY_BYTES], const struct envelope *envelope, const struct message *message,
		 const char *bytes, gsize length, const char *const *recipients, struct identity *ret_identities)
{
	gsize body_offset = MIN(message->body_offset, length);
	g_autofree char *sender = g_ascii_strdown(envelope->sender, -1);
	crypto_generichash_state letter;

	crypto_generichash_init(&letter, key, IDENTITY_KEY_BYTES, IDENTITY_BYTES);
	hash_field(&letter, sender, -1);
	hash_field(&letter, message->message_id, -1);
	hash_header(&letter, bytes, body_offset);
	hash_body(&letter, bytes + body_offset, length - body_offset);
	for (guint i = 0; i < envelope->recipients->len; i++) {
		crypto_generichash_state one = letter;
		guint8 digest[IDENTITY_BYTES];

		crypto_generichash_final(&one, digest, sizeof digest);
		crypto_generichash_init(&one, key, IDENTITY_KEY_BYTES, IDENTITY_BYTES);
		crypto_generichash_update(&one, digest, sizeof digest);
		hash_field(&one, recipients[i], -1);
		crypto_generichash_final(&one, ret_identities[i].bytes, IDENTITY_BYTES);
	}
}
