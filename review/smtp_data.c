/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns a message's bytes into what follows DATA: CRLF line ends, doubled dots, the final dot. It knows nothing of
 * headers, and changes no byte that SMTP can carry. */
#include "review/smtp_data.h"

void smtp_data_append(struct smtp_data *data, const char *bytes, gsize length, GString *out)
{
	for (gsize i = 0; i < length; i++) {
		char c = bytes[i];

		if (c == '\n') {
			g_string_append_len(out, "\r\n", 2);
			data->is_after_cr = FALSE;
			data->is_line_start = TRUE;
			continue;
		}
		if (data->is_after_cr) {
			g_string_append_c(out, ' ');
			data->is_line_start = FALSE;
		}
		data->is_after_cr = c == '\r';
		if (data->is_after_cr)
			continue;
		if (c == '.' && data->is_line_start)
			g_string_append_c(out, '.');
		g_string_append_c(out, c);
		data->is_line_start = FALSE;
	}
}

void smtp_data_end(struct smtp_data *data, GString *out)
{
	if (!data->is_line_start || data->is_after_cr)
		g_string_append_len(out, "\r\n", 2);
	g_string_append_len(out, ".\r\n", 3);
	*data = SMTP_DATA_START;
}
