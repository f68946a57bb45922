/* SPDX-License-Identifier: BSD-2-Clause */
/* Requests and responses as plain data. */
#include "review/page/request.h"

#include "conf/snapshot.h"

#include <string.h>

static void field_free(gpointer data)
{
	struct field *field = data;

	g_free(field->name);
	g_free(field->value);
	g_free(field);
}

struct request *request_new(void)
{
	struct request *request = g_new0(struct request, 1);

	request->query = g_ptr_array_new_with_free_func(field_free);
	request->form = g_ptr_array_new_with_free_func(field_free);
	return request;
}

void request_free(struct request *request)
{
	if (request == NULL)
		return;
	g_free(request->path);
	g_ptr_array_unref(request->query);
	g_ptr_array_unref(request->form);
	g_free(request->token);
	g_free(request->proxy_user);
	g_clear_pointer(&request->snapshot, snapshot_unref);
	user_free(request->user);
	g_free(request->form_token);
	g_strfreev(request->parts);
	g_free(request);
}

void request_add_field(GPtrArray *fields, const char *name, const char *value)
{
	struct field *field = g_new0(struct field, 1);

	field->name = g_utf8_make_valid(name, -1);
	field->value = g_utf8_make_valid(value, -1);
	g_ptr_array_add(fields, field);
}

static const char *find(const GPtrArray *fields, const char *name)
{
	for (guint i = 0; i < fields->len; i++) {
		const struct field *field = g_ptr_array_index(fields, i);

		if (strcmp(field->name, name) == 0)
			return field->value;
	}
	return NULL;
}

const char *request_form(const struct request *request, const char *name)
{
	return find(request->form, name);
}

const char *request_query(const struct request *request, const char *name)
{
	return find(request->query, name);
}

char *request_form_text(const struct request *request, const char *name)
{
	g_autofree char *text = g_strdup(request_form(request, name));

	return text == NULL || *g_strstrip(text) == '\0' ? NULL : g_steal_pointer(&text);
}

const char **request_form_all(const struct request *request, const char *name)
{
	GPtrArray *values = g_ptr_array_new();

	for (guint i = 0; i < request->form->len; i++) {
		const struct field *field = g_ptr_array_index(request->form, i);

		if (strcmp(field->name, name) == 0)
			g_ptr_array_add(values, field->value);
	}
	g_ptr_array_add(values, NULL);
	return (const char **)g_ptr_array_free(values, FALSE);
}

static struct response *response_new(unsigned status, const char *type, GBytes *body)
{
	struct response *response = g_new0(struct response, 1);

	response->status = status;
	response->type = type;
	response->body = body;
	return response;
}

struct response *response_page(unsigned status, struct html *html)
{
	return response_new(status, "text/html; charset=utf-8", html_steal(html));
}

struct response *response_see(const char *location)
{
	struct response *response = response_new(303, "text/plain", NULL);

	response->location = g_strdup(location);
	return response;
}

struct response *response_bytes(const char *type, GBytes *bytes, const char *file_name)
{
	struct response *response = response_new(200, type, bytes);

	response->file_name = g_strdup(file_name);
	return response;
}

void response_free(struct response *response)
{
	if (response == NULL)
		return;
	g_clear_pointer(&response->body, g_bytes_unref);
	g_free(response->location);
	g_free(response->file_name);
	g_free(response->token);
	g_free(response);
}
