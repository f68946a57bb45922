/* SPDX-License-Identifier: BSD-2-Clause */
/* The texts of notices, one file a kind and language: NAME.en.txt, NAME.cy.txt, in sections that begin with a line
 * "[section]". Lines before the first section are comments. A kind of notice has "letter", the whole text where it is
 * the only matter, and "brief", a paragraph where there are several. several.en.txt has the "opening" and the "closing"
 * around those paragraphs, general.en.txt serves kinds without a file, and returned.en.txt (a letter) goes with what
 * staff return. */
#ifndef REVIEW_NOTICE_TEXTS_H
#define REVIEW_NOTICE_TEXTS_H

#include "conf/conf.h"
#include "review/template.h"
#include "review/wording.h"

#include <glib.h>

struct notice_texts;

/* Reads all texts of the folder. NULL and *error ("FILE:LINE: ..."): unreadable, a section that is unknown, missing or
 * there twice, an unknown variable, one of those files missing,
 * a Welsh text without its English one. */
struct notice_texts *notice_texts_load(const char *folder, GError **error);
void notice_texts_free(struct notice_texts *texts);

/* In which languages a notice of these kinds (char *) is written, in their order; Welsh only where it has a text for
 * all of them. ret_languages: room for WORDING_LANGUAGES. Returns how many, at least one. */
gsize notice_texts_languages(const struct notice_texts *texts, enum conf_notice_language wanted, const GPtrArray *kinds,
			     enum wording_language *ret_languages);

/* The text of a kind, the general one where the kind has none, in a language that notice_texts_languages() gave.
 * Borrowed, never NULL. */
const struct template *notice_texts_letter(const struct notice_texts *texts, enum wording_language language,
					   const char *kind);
const struct template *notice_texts_brief(const struct notice_texts *texts, enum wording_language language,
					  const char *kind);
const struct template *notice_texts_opening(const struct notice_texts *texts, enum wording_language language);
const struct template *notice_texts_closing(const struct notice_texts *texts, enum wording_language language);

#endif
