/* SPDX-License-Identifier: BSD-2-Clause */
/* Text of hostile mail on a staff member's terminal. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdio.h>

/* Prints UTF-8 text with every control, format and invalid character as '?', so that nothing in it moves the cursor,
 * colours, hides or turns round what stands beside it. Line ends and tabs are kept only by terminal_print_lines. NULL
 * prints nothing. */
void terminal_print(FILE *stream, const char *text);
void terminal_print_lines(FILE *stream, const char *text, const char *indent);

#endif
