/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds parts of an officer's mail to a member that nobody could read for the rules: what was not inspected is never
 * "clean" (no clause asks for it; a council adds the rule). It looks at why, never at what little could be read. */
#include "policy/checks/audience.h"
#include "policy/checks/checks.h"
#include "policy/facts.h"

#include <string.h>

enum {
	UNREAD_MAX_EVIDENCE = 20, /* parts that are named; a message may have a thousand */
	UNREAD_MAX_NAME = 60      /* characters of a file name in the cure */
};

struct uninspectable {
	char **reasons;
	gboolean pictures;
	enum action outside_action;
};

#define FIELD(name) G_STRUCT_OFFSET(struct uninspectable, name)
static const struct setting settings[] = {
	{"reasons", SETTING_STRINGS, FIELD(reasons),
	 "encrypted password limit timeout crash unknown-format image-only truncated",
	 "why a part was not read, for the rule to act on it"},
	{"pictures", SETTING_BOOL, FIELD(pictures), "false",
	 "pictures are parts that were not read, too; without it only documents that hold nothing else are"},
	{"outside_action", SETTING_ACTION, FIELD(outside_action), NULL,
	 "for recipients outside the council of a message that goes to a member too; default: the rule's action"},
	{NULL, SETTING_INT, 0, NULL, NULL},
};

/* What notice and evidence say of a reason, and what puts it right; %s: "Send report.pdf again". */
static const struct wording {
	enum part_reason reason;
	const char *kind, *cure;
} wordings[] = {
	{PART_PASSWORD, "protected by a password",
	 "%s without the password; where it must have one, put it where the council keeps shared documents and tell "
	 "the password by phone"},
	{PART_ENCRYPTED, "encrypted",
	 "%s without encryption; inside the council the mail server protects it on its way"},
	{PART_IMAGE_ONLY, "a scan or picture without text", "%s as a Word file or as a PDF with text in it"},
	{PART_TRUNCATED, "cut by a mail server",
	 "%s to fewer addresses at once, or to a distribution list, so that no mail server cuts it"},
	{PART_UNKNOWN_FORMAT, "of a kind that cannot be read", "%s as a Word file or a PDF"},
	{PART_LIMIT, "too large to be read whole", "%s in smaller pieces, or as a Word file or a PDF of its own"},
	{PART_TIMEOUT, "too slow to be read", "%s saved anew as a PDF"},
	{PART_CRASH, "damaged", "%s saved anew as a PDF"},
};

struct unread {
	char *part;
	const char *name; /* borrowed, or NULL */
	const struct wording *wording;
};

static void unread_free(gpointer data)
{
	struct unread *unread = data;

	g_free(unread->part);
	g_free(unread);
}

/* A detached signature says nothing (RFC 1847); nobody writes a paper into one. */
static gboolean is_signature(const char *type)
{
	return strcmp(type, "application/pgp-signature") == 0 || strcmp(type, "application/pkcs7-signature") == 0 ||
	       strcmp(type, "application/x-pkcs7-signature") == 0;
}

static void add_unread(const struct rule *rule, GPtrArray *all, char *part, const char *name, enum part_reason reason)
{
	const struct uninspectable *own = rule->settings;
	struct unread *unread = g_new0(struct unread, 1);

	unread->part = part;
	unread->name = name;
	for (gsize i = 0; i < G_N_ELEMENTS(wordings); i++)
		if (wordings[i].reason == reason &&
		    g_strv_contains((const char *const *)own->reasons, part_reason_name(reason)))
			unread->wording = &wordings[i];
	if (unread->wording != NULL)
		g_ptr_array_add(all, unread);
	else
		unread_free(unread);
}

/* What was not read and counts: struct unread, owned. */
static GPtrArray *find_unread(const struct rule *rule, const struct message *message)
{
	const struct uninspectable *own = rule->settings;
	GPtrArray *all = g_ptr_array_new_with_free_func(unread_free);

	if (own->reasons == NULL)
		return all;
	if (message->header_reason != PART_INSPECTED)
		add_unread(rule, all, g_strconcat("header:", message->header_field, NULL), NULL,
			   message->header_reason);
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if (part->reason != PART_INSPECTED && !is_signature(part->type) &&
		    (own->pictures || !g_str_has_prefix(part->type, "image/")))
			add_unread(rule, all, g_strdup(part->section), part->name, part->reason);
	}
	return all;
}

static void add_evidence(struct finding *finding, const GPtrArray *all)
{
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		const struct unread *unread = g_ptr_array_index(all, i);

		if (i < UNREAD_MAX_EVIDENCE)
			finding_add_evidence(finding, unread->part, unread->name, unread->wording->kind);
		if (!g_ptr_array_find(kinds, unread->wording->kind, NULL))
			g_ptr_array_add(kinds, (gpointer)unread->wording->kind);
	}
	g_ptr_array_add(kinds, NULL);
	finding->kinds = g_strjoinv(", ", (char **)kinds->pdata);
}

/* For the first thing that was not read; with several the notice's reader takes the others the same way. */
static char *cure_of(const GPtrArray *all, enum action action)
{
	const struct unread *unread = g_ptr_array_index(all, 0);
	gboolean is_named = unread->name != NULL && g_utf8_strlen(unread->name, -1) <= UNREAD_MAX_NAME;
	const char *what = is_named ? unread->name : unread->name != NULL ? "the attachment" : "it";
	g_autofree char *send = g_strconcat(action >= ACTION_HOLD ? "Send " : "Next time send ", what,
					    action >= ACTION_HOLD ? " again" : "", NULL);
	g_autoptr(GString) cure = g_string_new(unread->wording->cure);

	g_string_replace(cure, "%s", send, 1);
	return g_strdup_printf("%s.", cure->str);
}

/* What could not be read, and the cure, once. */
static struct finding *finding_of(const struct rule *rule, enum action action, const GPtrArray *all,
				  GPtrArray *findings)
{
	struct finding *finding = finding_in(findings, rule, action);

	if (finding->cure == NULL) {
		add_evidence(finding, all);
		finding->cure = cure_of(all, action);
	}
	return finding;
}

static void match(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	const struct uninspectable *own = rule->settings;
	enum action outside_action =
		own->outside_action != ACTION_PASS && !rule->is_action_overridden ? own->outside_action : rule->action;
	g_autoptr(GPtrArray) members = NULL, outside = NULL, all = NULL;

	if (!facts->is_sender_officer)
		return;
	members = audience_members(facts);
	if (members->len == 0)
		return;
	all = find_unread(rule, facts->message);
	if (all->len == 0)
		return;
	for (guint i = 0; i < members->len; i++)
		audience_add(finding_of(rule, rule->action, all, findings), g_ptr_array_index(members, i));
	outside = audience_outside(facts);
	for (guint i = 0; i < outside->len; i++) {
		audience_add_outside(finding_of(rule, outside_action, all, findings), g_ptr_array_index(outside, i));
	}
}

static gboolean validate(const struct rule *rule, GError **error)
{
	const struct uninspectable *own = rule->settings;

	for (char **reason = own->reasons; reason != NULL && *reason != NULL; reason++) {
		gboolean is_known = FALSE;

		for (gsize i = 0; i < G_N_ELEMENTS(wordings); i++)
			is_known |= strcmp(*reason, part_reason_name(wordings[i].reason)) == 0;
		if (!is_known) {
			g_set_error(error, RULE_ERROR, RULE_ERROR_SETTING,
				    "'%s' is no reason; there are encrypted, password, limit, timeout, crash, "
				    "unknown-format, image-only and truncated",
				    *reason);
			return FALSE;
		}
	}
	return TRUE;
}

const struct check uninspectable_check = {
	.name = "uninspectable",
	.settings = settings,
	.settings_size = sizeof(struct uninspectable),
	.match = match,
	.validate = validate,
};
