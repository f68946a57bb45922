/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts with variables, for notices: "{name}" stands for a value, "{if name}...{else}...{end}" chooses by whether the
 * value is there, "{{" is a brace. Nothing else: what a text cannot say in these belongs in the code. */
#ifndef REVIEW_TEMPLATE_H
#define REVIEW_TEMPLATE_H

#include <glib.h>

enum { TEMPLATE_MAX_DEPTH = 4 }; /* of {if} within {if} */

struct template;

/* Reads a text; the names it may use are in names (NULL-terminated). file and line (of the text's first line) are for
 * messages. NULL and *error ("FILE:LINE: ...") on an unknown name or an {if} that does not end. */
struct template *template_parse(const char *text, const char *const *names, const char *file, unsigned line,
				GError **error);
void template_free(struct template *template);

/* The text with its values: char * by name; one that is missing or empty counts as absent. Caller frees. */
char *template_render(const struct template *template, GHashTable *values);

#define TEMPLATE_ERROR (template_error_quark())
GQuark template_error_quark(void);
enum template_error { TEMPLATE_ERROR_SYNTAX, TEMPLATE_ERROR_NAME };

#endif
