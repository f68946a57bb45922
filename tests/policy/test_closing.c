/* SPDX-License-Identifier: BSD-2-Clause */
/* Where letters are over: sign-offs, and signatures that nothing announces. */
#include "policy/match/closing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CONTACT "Northmere Borough Council|01632 960123"
#define PROUD "We are proud of our parks, and of the people who look after them every day of the year."

static const struct closing_case {
	const char *name;
	const char *lines; /* apart by "|" */
	const char *author;
	guint start;
} cases[] = {
	{"nothing", "", NULL, 0},
	{"no closing", "The drains are clear.|We write again.", NULL, 2},
	{"sign-off", "The drains are clear.|Kind regards|Jo", NULL, 1},
	{"sign-off, then what the council is proud of", "The drains are clear.|Kind regards|Jo|" PROUD, NULL, 1},
	{"thanks, then prose", "Thanks|" PROUD "|Jo", NULL, 2},
	{"bare name", "The drains are clear.|Jo", NULL, 1},
	{"contact", "The drains are clear.|Jo Hart|Planning Officer|" CONTACT, NULL, 1},
	{"names without contact", "Items:|Abbey|Bridge|Harbour|Fenside", NULL, 3},
	{"no prose above the greeting's block", "Dear Councillor|Drains|Jo Hart|" CONTACT, NULL, 5},
	{"the writer's name, then prose", "The drains are clear.|Jo Hart|" CONTACT "|" PROUD, "Hart, Jo", 1},
	{"another's name, then prose", "Please ring:|Ann Lee|" CONTACT "|" PROUD, "Hart, Jo", 5},
	{"nobody's name, then prose", "Please ring:|Jo Hart|" CONTACT "|" PROUD, NULL, 5},
	{"the writer's name, then a letter",
	 "Jo Hart|" CONTACT "|" PROUD "|" PROUD "|" PROUD "|" PROUD "|" PROUD "|" PROUD "|" PROUD, "Hart, Jo", 10},
	{"the writer's name, then what she does now",
	 "The drains are clear.|Jo Hart|Children and Families (covering adults this week)", "Hart, Jo", 1},
	{"another's name, then a short line", "Please ring:|Ann Lee|on any day but a Friday or at noon", "Hart, Jo", 3},
	{"the writer's name in a sentence, then a short line", "Please ring Jo Hart|on any day but a Friday or at noon",
	 "Hart, Jo", 2},
	{"the writer's name, then the letter", "Jo Hart|" PROUD, "Hart, Jo", 2},
	{"an address in a sentence",
	 "Jo Hart|If that is not you, please forward it to postmaster@northmere.gov.uk and erase it.", NULL, 2},
};

static gboolean is_silent(const char *line)
{
	(void)line;
	return FALSE;
}

static void test_closing_start(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(GStrv) split = g_strsplit(cases[i].lines, "|", -1);
		g_autoptr(GPtrArray) lines = g_ptr_array_new();

		for (char **line = split; *line != NULL; line++)
			g_ptr_array_add(lines, *line);
		print_message("%s\n", cases[i].name);
		assert_int_equal(closing_start(lines, cases[i].author, is_silent), cases[i].start);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_closing_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
