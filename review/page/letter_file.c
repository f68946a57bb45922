/* SPDX-License-Identifier: BSD-2-Clause */
/* Loads a letter with its cases and asks whether the user may see it. Shows nothing but refusals. */
#include "review/page/letter_file.h"

#include "review/access.h"
#include "review/page/frame.h"
#include "review/page/page.h"

#include <string.h>

void letter_file_free(struct letter_file *letter)
{
	if (letter == NULL)
		return;
	g_ptr_array_unref(letter->files);
	desk_work_done(&letter->work);
	if (letter->message != NULL)
		message_free(letter->message);
	g_clear_pointer(&letter->bytes, g_bytes_unref);
	g_free(letter->fault);
	g_free(letter);
}

static enum access access_of_letter(const struct request *request, const struct letter_file *letter)
{
	struct access_check *check = access_check_new(request->snapshot->policy.directory, request->user, request->day);
	enum access access = ACCESS_GRANTED;

	for (guint i = 0; i < letter->files->len && access == ACCESS_GRANTED; i++)
		access = access_of_case(check, g_ptr_array_index(letter->files, i));
	access_check_free(check);
	return access;
}

static struct response *refuse(const struct request *request, enum access access)
{
	switch (access) {
	case ACCESS_OWN_MAIL:
		return frame_message(request, 403, "This email is also yours",
				     "You sent it, got it, or are named in it, so a colleague decides about it.");
	case ACCESS_MANAGES:
		return frame_message(request, 403, "You manage the sender",
				     "A colleague who does not manage the sender decides about this email.");
	case ACCESS_NONE:
		return frame_message(request, 403, "Your account sees no cases",
				     "It is not an officer’s in the council’s directory, or it administers only.");
	default:
		return frame_message(request, 404, "There is no such case",
				     "Check the number. The case may have been removed since.");
	}
}

static gboolean load_files(const struct request *request, struct letter_file *letter, const char *id, GError **error)
{
	g_autoptr(GPtrArray) ids = cases_of_letter(request->page->casebook, id, error);

	for (guint i = 0; ids != NULL && i < ids->len; i++) {
		struct case_file *file = cases_load(request->page->casebook, g_ptr_array_index(ids, i), error);

		if (file == NULL)
			return FALSE;
		g_ptr_array_add(letter->files, file);
		if (letter->file == NULL || g_ascii_strcasecmp(file->id, id) == 0)
			letter->file = file;
	}
	return ids != NULL && desk_load(request->page->casebook, letter->file->id, &letter->work, error);
}

static struct letter_file *load(const struct request *request, struct response **ret_refusal, GError **error)
{
	g_autoptr(GError) failure = NULL;
	struct letter_file *letter = g_new0(struct letter_file, 1);
	enum access access;

	letter->files = g_ptr_array_new_with_free_func((GDestroyNotify)case_file_free);
	if (!load_files(request, letter, request->parts[0], &failure)) {
		letter_file_free(letter);
		if (g_error_matches(failure, CASES_ERROR, CASES_ERROR_UNKNOWN))
			*ret_refusal = refuse(request, ACCESS_RESTRICTED);
		else
			g_propagate_error(error, g_steal_pointer(&failure));
		return NULL;
	}
	access = access_of_letter(request, letter);
	if (access == ACCESS_GRANTED)
		return letter;
	letter_file_free(letter);
	*ret_refusal = refuse(request, access);
	return NULL;
}

static gboolean open_message(struct letter_file *letter, const struct request *request)
{
	g_autoptr(GError) error = NULL;
	const char *id = NULL;

	if (letter->message != NULL)
		return TRUE;
	for (guint i = 0; i < letter->files->len && id == NULL; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);

		id = file->has_message ? file->id : NULL;
	}
	if (id == NULL) {
		letter->fault = g_strdup("Nothing of it waits, so candour keeps no copy of the email.");
		return FALSE;
	}
	letter->bytes = cases_open_message(request->page->casebook, id, request->page->secret_key, &error);
	if (letter->bytes == NULL) {
		letter->fault = g_strdup_printf("The sealed email cannot be opened: %s", error->message);
		return FALSE;
	}
	letter->message = message_parse_in(request->page->sandbox, g_bytes_get_data(letter->bytes, NULL),
					   g_bytes_get_size(letter->bytes));
	return TRUE;
}

static gboolean names_user(const struct letter_file *letter, const struct request *request)
{
	struct access_check *check = access_check_new(request->snapshot->policy.directory, request->user, request->day);
	gboolean is_named = FALSE;

	for (guint i = 0; letter->message != NULL && i < letter->message->addresses->len && !is_named; i++) {
		const struct address *address = g_ptr_array_index(letter->message->addresses, i);

		is_named = access_of_address(check, address->mailbox) != ACCESS_GRANTED;
	}
	access_check_free(check);
	return is_named;
}

struct letter_file *letter_file_load(const struct request *request, struct response **ret_refusal, GError **error)
{
	struct letter_file *letter = load(request, ret_refusal, error);

	if (letter != NULL && open_message(letter, request) && names_user(letter, request)) {
		g_clear_pointer(&letter, letter_file_free);
		*ret_refusal = refuse(request, ACCESS_OWN_MAIL);
	}
	return letter;
}

GPtrArray *letter_file_recipients(const struct letter_file *letter, enum recipient_state state)
{
	GPtrArray *addresses = g_ptr_array_new();

	for (guint i = 0; i < letter->files->len; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);

		for (guint j = 0; j < file->recipients->len; j++) {
			const struct case_recipient *recipient = g_ptr_array_index(file->recipients, j);

			if (recipient->state == state &&
			    !g_ptr_array_find_with_equal_func(addresses, recipient->address, g_str_equal, NULL))
				g_ptr_array_add(addresses, recipient->address);
		}
	}
	return addresses;
}

static gboolean has_kind(const struct letter_file *letter, const char *kind)
{
	for (guint i = 0; i < letter->files->len; i++) {
		const struct case_file *file = g_ptr_array_index(letter->files, i);

		for (guint j = 0; j < file->findings->len; j++) {
			const struct case_finding *finding = g_ptr_array_index(file->findings, j);

			if (finding->kinds != NULL && strstr(finding->kinds, kind) != NULL)
				return TRUE;
		}
	}
	return FALSE;
}

gboolean letter_file_is_privileged(const struct letter_file *letter, const struct request *request)
{
	struct access_check *check = access_check_new(request->snapshot->policy.directory, request->user, request->day);
	gboolean may_read = access_may_read_privileged(check);

	access_check_free(check);
	return !may_read && has_kind(letter, "legal advice");
}
