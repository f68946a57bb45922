/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads address fields with GMime, and salvages the mailboxes that GMime skips in broken ones. Knows no directory. */
#include "parser/address.h"

#include "parser/gmime_cleanup.h"

#include <string.h>

static const char *const field_names[ADDRESS_FIELDS] = {
	[ADDRESS_FROM] = "From",
	[ADDRESS_SENDER] = "Sender",
	[ADDRESS_REPLY_TO] = "Reply-To",
	[ADDRESS_TO] = "To",
	[ADDRESS_CC] = "Cc",
	[ADDRESS_BCC] = "Bcc",
	[ADDRESS_RESENT_FROM] = "Resent-From",
	[ADDRESS_RESENT_SENDER] = "Resent-Sender",
	[ADDRESS_RESENT_TO] = "Resent-To",
	[ADDRESS_RESENT_CC] = "Resent-Cc",
	[ADDRESS_RESENT_BCC] = "Resent-Bcc",
};

const char *address_field_name(enum address_field field)
{
	return field_names[field];
}

/* NULL for an empty string, else a valid copy. */
static char *filled_copy(const char *text)
{
	return text && *text ? g_utf8_make_valid(text, -1) : NULL;
}

struct address *address_new(enum address_field field, const char *name, const char *mailbox)
{
	struct address *address = g_new0(struct address, 1);

	address->field = field;
	address->name = filled_copy(name);
	address->mailbox = mailbox ? address_mailbox(mailbox) : NULL;
	return address;
}

void address_free(gpointer data)
{
	struct address *address = data;

	if (!address)
		return;
	g_free(address->group);
	g_free(address->name);
	g_free(address->mailbox);
	g_free(address);
}

char *address_mailbox(const char *addr_spec)
{
	g_autofree char *valid = g_utf8_make_valid(addr_spec, -1);
	char *at = strrchr(valid, '@');
	g_autofree char *ascii = NULL;
	g_autofree char *domain = NULL;

	if (!at)
		return g_steal_pointer(&valid);
	ascii = g_hostname_is_non_ascii(at + 1) ? g_hostname_to_ascii(at + 1) : NULL;
	domain = g_ascii_strdown(ascii ? ascii : at + 1, -1);
	return g_strdup_printf("%.*s%s", (int)(at + 1 - valid), valid, domain);
}

/* Flattens a parsed list. Its depth is at most HEADER_MAX_COLONS; the innermost group names the mailbox. */
static void add_list(InternetAddressList *list, enum address_field field, const char *group, GPtrArray *addresses)
{
	for (int i = 0; i < internet_address_list_length(list); i++) {
		InternetAddress *entry = internet_address_list_get_address(list, i);
		const char *name = internet_address_get_name(entry);

		if (addresses->len >= MESSAGE_MAX_ADDRESSES)
			return;
		if (INTERNET_ADDRESS_IS_GROUP(entry)) {
			add_list(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(entry)), field, name,
				 addresses);
		} else {
			InternetAddressMailbox *mailbox = INTERNET_ADDRESS_MAILBOX(entry);
			struct address *address =
				address_new(field, name, internet_address_mailbox_get_idn_addr(mailbox));

			address->group = filled_copy(group);
			g_ptr_array_add(addresses, address);
		}
	}
}

/* The end of the item at text: the next ',' or ';' outside quotes, comments and angle brackets. */
static const char *item_end(const char *text)
{
	gboolean is_quoted = FALSE;
	unsigned comments = 0;

	for (; *text; text++)
		if (*text == '\\' && text[1])
			text++;
		else if (*text == '"' && comments == 0)
			is_quoted = !is_quoted;
		else if (!is_quoted && *text == '(')
			comments++;
		else if (!is_quoted && *text == ')' && comments > 0)
			comments--;
		else if (!is_quoted && comments == 0 && (*text == ',' || *text == ';'))
			break;
	return text;
}

/* The item's mailbox as a reader sees it: between angle brackets, else its last word with an '@' outside quotes and
 * comments; NULL where there is none. A display name is never taken for an address. */
static char *item_mailbox(const char *item, gsize length)
{
	g_autofree char *text = g_strndup(item, length);
	char *angle = strrchr(text, '<');
	char *start, *end, *at;

	if (angle) {
		angle++;
		angle[strcspn(angle, ">")] = '\0';
	} else if (strpbrk(text, "\"(")) {
		return NULL;
	}
	start = angle ? angle : text;
	at = strrchr(start, '@');
	if (!at)
		return NULL;
	for (end = at; *end && !strchr(" \t\r\n<>()[]'\"", *end); end++)
		;
	*end = '\0';
	while (at > start && !strchr(" \t\r\n<>()[]'\":", at[-1]))
		at--;
	g_strchomp(at);
	return *at == '@' || g_str_has_suffix(at, "@") ? NULL : g_strdup(at);
}

/* Adds the mailboxes of items that GMime left out: "Cllr Shah cllr.shah@…", "a@b; c@d", 8-bit domains. */
static void salvage(const char *value, enum address_field field, guint first, GPtrArray *addresses)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = first; i < addresses->len; i++) {
		struct address *address = g_ptr_array_index(addresses, i);

		g_hash_table_add(known, address->mailbox);
	}
	for (const char *item = value, *end; *item; item = *end ? end + 1 : end) {
		g_autofree char *written = NULL;
		g_autofree char *mailbox = NULL;

		end = item_end(item);
		written = item_mailbox(item, (gsize)(end - item));
		mailbox = written ? address_mailbox(written) : NULL;
		if (mailbox && !g_hash_table_contains(known, mailbox) && addresses->len < MESSAGE_MAX_ADDRESSES) {
			struct address *address = address_new(field, NULL, mailbox);

			g_ptr_array_add(addresses, address);
			g_hash_table_add(known, address->mailbox);
		}
	}
}

gboolean address_read_field(const char *value, enum address_field field, GPtrArray *addresses)
{
	g_autoptr(InternetAddressList) list = internet_address_list_parse(NULL, value);
	guint first = addresses->len;
	guint items = 0;

	if (list)
		add_list(list, field, NULL, addresses);
	for (const char *at = strchr(value, '@'); at; at = strchr(at + 1, '@'))
		items++;
	if (items > addresses->len - first)
		salvage(value, field, first, addresses);
	return addresses->len < MESSAGE_MAX_ADDRESSES;
}

static gboolean find_field(const char *name, enum address_field *ret_field)
{
	for (unsigned i = 0; i < ADDRESS_FIELDS; i++)
		if (g_ascii_strcasecmp(name, field_names[i]) == 0) {
			*ret_field = (enum address_field)i;
			return TRUE;
		}
	return FALSE;
}

/* Where the walk down the header stands among the Resent blocks. */
struct resent {
	unsigned block;
	GHashTable *seen; /* lower-case names of the present block, owned strings */
	char *last;
	gboolean is_closed;
};

/* A block ends where a trace field stands between, or a field comes again that is not the one just before
 * (RFC 5322, 3.6.6: each block is put on top whole, with the trace fields of its way above it). */
static void enter_field(struct resent *resent, const char *name)
{
	g_autofree char *key = g_ascii_strdown(name, -1);

	if (strcmp(key, "received") == 0 || strcmp(key, "return-path") == 0)
		resent->is_closed = TRUE;
	if (!g_str_has_prefix(key, "resent-"))
		return;
	if (resent->block == 0 || resent->is_closed ||
	    (g_hash_table_contains(resent->seen, key) && g_strcmp0(resent->last, key) != 0)) {
		resent->block++;
		resent->is_closed = FALSE;
		g_hash_table_remove_all(resent->seen);
	}
	g_hash_table_add(resent->seen, g_strdup(key));
	g_free(resent->last);
	resent->last = g_steal_pointer(&key);
}

gboolean address_read(GMimeHeaderList *headers, GPtrArray *addresses)
{
	struct resent resent = {.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
	gboolean is_whole = TRUE;

	for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
		const char *value = g_mime_header_get_raw_value(header);
		enum address_field field;
		guint first = addresses->len;

		enter_field(&resent, g_mime_header_get_name(header));
		if (!value || !find_field(g_mime_header_get_name(header), &field))
			continue;
		is_whole = address_read_field(value, field, addresses) && is_whole;
		for (guint j = first; j < addresses->len && field >= ADDRESS_RESENT_FROM; j++)
			((struct address *)g_ptr_array_index(addresses, j))->resent_block = resent.block;
	}
	g_hash_table_unref(resent.seen);
	g_free(resent.last);
	return is_whole;
}
