/* SPDX-License-Identifier: BSD-2-Clause */
/* The HTTP side of the page. It decides nothing: it translates. */
#include "review/page/server.h"

#include "review/page/listener.h"

#include <microhttpd.h>
#include <string.h>

struct server {
	struct page *page;
	struct listener listener;
	struct MHD_Daemon *daemon;
};

/* One request while it arrives. */
struct exchange {
	struct request *request;
	struct MHD_PostProcessor *form;
	GString *value; /* of the field that is arriving */
	char *name;
	gsize form_bytes;
	gboolean is_too_large;
};

static const char cookie_name[] = "candour";
static const char secure_cookie_name[] = "__Host-candour"; /* RFC 6265bis, 4.1.3.2 */

static const struct {
	const char *name, *value;
} headers[] = {
	{"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
				    "base-uri 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "same-origin"}, /* with "no-referrer" browsers say "Origin: null" of our own forms */
	{"Cache-Control", "no-store"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"},
	{"X-Robots-Tag", "noindex"},
};

static gboolean is_secure(const struct server *server)
{
	gboolean is_secure;

	g_mutex_lock(&server->page->lock);
	is_secure = page_is_secure(server->page->snapshot->conf);
	g_mutex_unlock(&server->page->lock);
	return is_secure;
}

static const char *header_of(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* An Origin other than the Host it came to, or a browser that says so itself. */
static gboolean is_cross_site(struct MHD_Connection *connection)
{
	const char *origin = header_of(connection, "Origin"), *host = header_of(connection, "Host");
	const char *site = header_of(connection, "Sec-Fetch-Site"), *name;

	if (site != NULL && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
		return TRUE;
	if (origin == NULL)
		return FALSE;
	name = strstr(origin, "://");
	return name == NULL || host == NULL || g_ascii_strcasecmp(name + 3, host) != 0;
}

static char *proxy_user(const struct server *server, struct MHD_Connection *connection)
{
	g_autofree char *name = NULL;

	if (!server->listener.is_unix)
		return NULL;
	g_mutex_lock(&server->page->lock);
	name = g_strdup(server->page->snapshot->conf->review.user_header);
	g_mutex_unlock(&server->page->lock);
	return name == NULL ? NULL : g_strdup(header_of(connection, name));
}

static enum MHD_Result add_query(void *fields, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	if (((GPtrArray *)fields)->len >= REQUEST_MAX_FIELDS)
		return MHD_NO;
	request_add_field(fields, name, value ? value : "");
	return MHD_YES;
}

static void end_field(struct exchange *exchange)
{
	if (exchange->name == NULL)
		return;
	request_add_field(exchange->request->form, exchange->name, exchange->value->str);
	g_clear_pointer(&exchange->name, g_free);
	g_string_truncate(exchange->value, 0);
}

/* A value may come in pieces; a piece at offset 0 begins the next field. */
static enum MHD_Result take_field(void *context, enum MHD_ValueKind kind, const char *name, const char *file_name,
				  const char *type, const char *encoding, const char *data, uint64_t offset,
				  size_t length)
{
	struct exchange *exchange = context;

	(void)kind;
	(void)file_name;
	(void)type;
	(void)encoding;
	if (offset == 0) {
		end_field(exchange);
		if (exchange->request->form->len >= REQUEST_MAX_FIELDS) {
			exchange->is_too_large = TRUE;
			return MHD_NO;
		}
		exchange->name = g_strdup(name);
	}
	g_string_append_len(exchange->value, data, (gssize)length);
	return MHD_YES;
}

static struct exchange *exchange_new(const struct server *server, struct MHD_Connection *connection, const char *path,
				     gboolean is_post)
{
	struct exchange *exchange = g_new0(struct exchange, 1);
	struct request *request = exchange->request = request_new();
	const char *cookie = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND,
							 is_secure(server) ? secure_cookie_name : cookie_name);

	exchange->value = g_string_new(NULL);
	request->path = g_utf8_make_valid(path, -1);
	request->is_post = is_post;
	request->token = g_strdup(cookie);
	request->proxy_user = proxy_user(server, connection);
	request->is_cross_site = is_cross_site(connection);
	request->now = g_get_real_time() / G_USEC_PER_SEC;
	MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_query, request->query);
	if (is_post)
		exchange->form = MHD_create_post_processor(connection, 4096, take_field, exchange);
	return exchange;
}

static void exchange_free(struct exchange *exchange)
{
	if (exchange == NULL)
		return;
	if (exchange->form != NULL)
		MHD_destroy_post_processor(exchange->form);
	request_free(exchange->request);
	g_string_free(exchange->value, TRUE);
	g_free(exchange->name);
	g_free(exchange);
}

static void add_cookie(const struct server *server, struct MHD_Response *answer, const char *token)
{
	gboolean is_https = is_secure(server);
	g_autofree char *cookie = g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
						  is_https ? secure_cookie_name : cookie_name, token,
						  is_https ? "; Secure" : "", *token == '\0' ? "; Max-Age=0" : "");

	MHD_add_response_header(answer, MHD_HTTP_HEADER_SET_COOKIE, cookie);
}

static enum MHD_Result send_response(const struct server *server, struct MHD_Connection *connection,
				     const struct response *response)
{
	gsize length = 0;
	const void *body = response->body == NULL ? "" : g_bytes_get_data(response->body, &length);
	struct MHD_Response *answer = MHD_create_response_from_buffer(length, (void *)body, MHD_RESPMEM_MUST_COPY);
	g_autofree char *disposition = response->file_name == NULL
					       ? NULL
					       : g_strdup_printf("attachment; filename=\"%s\"", response->file_name);
	enum MHD_Result result;

	for (guint i = 0; i < G_N_ELEMENTS(headers); i++)
		MHD_add_response_header(answer, headers[i].name, headers[i].value);
	if (is_secure(server))
		MHD_add_response_header(answer, "Strict-Transport-Security", "max-age=31536000");
	MHD_add_response_header(answer, MHD_HTTP_HEADER_CONTENT_TYPE, response->type);
	if (disposition != NULL)
		MHD_add_response_header(answer, MHD_HTTP_HEADER_CONTENT_DISPOSITION, disposition);
	if (response->location != NULL)
		MHD_add_response_header(answer, MHD_HTTP_HEADER_LOCATION, response->location);
	if (response->token != NULL)
		add_cookie(server, answer, response->token);
	result = MHD_queue_response(connection, response->status, answer);
	MHD_destroy_response(answer);
	return result;
}

static enum MHD_Result refuse(const struct server *server, struct MHD_Connection *connection, unsigned status,
			      const char *text)
{
	struct response response = {.status = status, .type = "text/plain; charset=utf-8"};
	enum MHD_Result result;

	response.body = g_bytes_new_static(text, strlen(text));
	result = send_response(server, connection, &response);
	g_bytes_unref(response.body);
	return result;
}

static enum MHD_Result answer(struct server *server, struct MHD_Connection *connection, struct exchange *exchange)
{
	struct response *response;
	enum MHD_Result result;

	if (exchange->is_too_large)
		return refuse(server, connection, 413, "That form is too large.\n");
	end_field(exchange);
	response = page_answer(server->page, exchange->request);
	result = send_response(server, connection, response);
	response_free(response);
	return result;
}

static enum MHD_Result take_body(struct exchange *exchange, const char *data, size_t length)
{
	exchange->form_bytes += length;
	if (exchange->form_bytes > REQUEST_MAX_FORM_BYTES)
		exchange->is_too_large = TRUE;
	if (!exchange->is_too_large && exchange->form != NULL)
		MHD_post_process(exchange->form, data, length);
	return MHD_YES;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path, const char *method,
			      const char *version, const char *data, size_t *length, void **state)
{
	struct server *server = context;
	struct exchange *exchange = *state;
	gboolean is_post = strcmp(method, MHD_HTTP_METHOD_POST) == 0;

	(void)version;
	if (exchange == NULL) {
		if (!is_post && strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
			return refuse(server, connection, 405, "This page knows GET, HEAD and POST alone.\n");
		if (strlen(path) > REQUEST_MAX_PATH_BYTES)
			return refuse(server, connection, 414, "That address is too long.\n");
		*state = exchange_new(server, connection, path, is_post);
		return MHD_YES;
	}
	if (*length > 0) {
		size_t taken = *length;

		*length = 0;
		return take_body(exchange, data, taken);
	}
	return answer(server, connection, exchange);
}

static void end_exchange(void *context, struct MHD_Connection *connection, void **state,
			 enum MHD_RequestTerminationCode code)
{
	(void)context;
	(void)connection;
	(void)code;
	exchange_free(*state);
	*state = NULL;
}

struct server *server_start(struct page *page, GError **error)
{
	struct server *server = g_new0(struct server, 1);

	server->page = page;
	if (!listener_open(&server->listener, page->snapshot->conf->review.listen, error)) {
		g_free(server);
		return NULL;
	}
	server->daemon = MHD_start_daemon(
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO | MHD_USE_ITC, 0, NULL, NULL, handle, server,
		MHD_OPTION_LISTEN_SOCKET, server->listener.fd, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)SERVER_THREADS,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)SERVER_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)SERVER_TIMEOUT_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)SERVER_MEMORY_BYTES,
		MHD_OPTION_NOTIFY_COMPLETED, end_exchange, NULL, MHD_OPTION_END);
	if (server->daemon == NULL) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			    "review.listen %s: the HTTP server does not start", page->snapshot->conf->review.listen);
		listener_close(&server->listener);
		g_clear_pointer(&server, g_free);
	}
	return server;
}

void server_stop(struct server *server)
{
	if (server == NULL)
		return;
	MHD_stop_daemon(server->daemon); /* closes the socket, too */
	server->listener.fd = -1;
	listener_close(&server->listener);
	g_free(server);
}

const char *server_address(const struct server *server)
{
	return server->listener.address;
}
