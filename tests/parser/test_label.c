/* SPDX-License-Identifier: BSD-2-Clause */
/* Sensitivity labels: folded, empty, disabled, in any case, several. */
#include "parser/label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define GUID "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
#define OTHER "11111111-2222-3333-4444-555555555555"
#define KEY "MSIP_Label_" GUID

static const struct label_case {
	const char *name, *value;
	const char *shown; /* each label as guid|name|enabled|chosen, one a line */
} label_cases[] = {
	{"usual",
	 KEY "_Enabled=true; " KEY "_SetDate=2026-05-14T09:30:00Z; " KEY "_Method=Privileged; " KEY
	     "_Name=Official Sensitive; " KEY "_SiteId=" OTHER "; " KEY "_ContentBits=0",
	 GUID "|Official Sensitive|1|1\n"},
	{"default label", KEY "_Enabled=True;" KEY "_Method=Standard;" KEY "_Name=Official", GUID "|Official|1|0\n"},
	{"disabled", KEY "_Enabled=false; " KEY "_Name=x", GUID "|x|0|0\n"},
	{"without Enabled", KEY "_Name=x", GUID "|x|0|0\n"},
	{"empty", "", ""},
	{"white space", " \r\n ", ""},
	{"folded between entries", KEY "_Enabled=true;\r\n " KEY "_Name=Two\r\n words", GUID "|Two words|1|0\n"},
	{"folded inside key and keyword",
	 "MSIP_Label_0f1e2d3c-4b5a-\r\n 6978-8796-a5b4c3d2e1f0_Enab\r\n\tled=tr\r\n ue", GUID "|(null)|1|0\n"},
	{"lower case key, upper case GUID", "msip_label_0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0_enabled=TRUE",
	 GUID "|(null)|1|0\n"},
	{"braces", "MSIP_Label_{" GUID "}_Enabled=true", GUID "|(null)|1|0\n"},
	{"name outside ASCII", KEY "_Enabled=true;" KEY "_Name==?utf-8?B?U3dlcmTDtA==?=", GUID "|Swerd\xc3\xb4|1|0\n"},
	{"two labels", KEY "_Enabled=true;MSIP_Label_" OTHER "_Enabled=false;",
	 GUID "|(null)|1|0\n" OTHER "|(null)|0|0\n"},
	{"empty name", KEY "_Enabled=true;" KEY "_Name= ", GUID "|(null)|1|0\n"},
	{"broken GUID", "MSIP_Label_0f1e2d3c_Enabled=true", ""},
	{"no value", KEY "_Enabled", ""},
	{"other text", "x=y; =; ;;", ""},
};

static void test_label_read_value(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(label_cases); i++) {
		g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(label_free);
		g_autoptr(GString) shown = g_string_new(NULL);

		print_message("%s\n", label_cases[i].name);
		label_read_value(label_cases[i].value, labels);
		for (guint j = 0; j < labels->len; j++) {
			const struct label *label = g_ptr_array_index(labels, j);

			g_string_append_printf(shown, "%s|%s|%d|%d\n", label->guid,
					       label->name ? label->name : "(null)", label->is_enabled,
					       label->is_chosen);
		}
		assert_string_equal(shown->str, label_cases[i].shown);
	}
}

static void test_label_read_value_many(void **state)
{
	g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(label_free);
	g_autoptr(GString) value = g_string_new(NULL);

	(void)state;
	for (int i = 0; i < 2 * LABEL_MAX; i++)
		g_string_append_printf(value, "MSIP_Label_%08x-2222-3333-4444-555555555555_Enabled=true;", i);
	label_read_value(value->str, labels);
	assert_int_equal(labels->len, LABEL_MAX);
}

static void test_label_read_in_message(void **state)
{
	static const char text[] = "Msip_Labels: " KEY "_Enabled=true\nSubject: x\nmsip_labels:\n\nbody\n";
	struct message *message = message_parse(text, strlen(text));

	(void)state;
	assert_int_equal(message->labels->len, 1);
	assert_int_equal(message->markings->len, 0);
	message_free(message);
}

static void test_label_fields(void **state)
{
	g_autoptr(GString) text =
		g_string_new("X-Titus: =?utf-8?q?Caf=C3=A9?=,\n  folded\nSubject: x\nX-Spam-Status: y\nSIO-Label: "
			     "z\nX-Empty:\n");
	g_autofree char *filling = g_strnfill(2 * LABEL_MAX_FIELD_BYTES, 'v');
	struct message *message;
	const struct label_field *first, *second, *third;

	(void)state;
	for (int i = 0; i < LABEL_MAX_FIELDS; i++)
		g_string_append_printf(text, "X-Long: %s\n", filling);
	g_string_append(text, "\nbody\n");
	message = message_parse(text->str, text->len);
	assert_int_equal(message->label_fields->len, LABEL_MAX_FIELDS);
	first = g_ptr_array_index(message->label_fields, 0);
	second = g_ptr_array_index(message->label_fields, 1);
	third = g_ptr_array_index(message->label_fields, 2);
	assert_string_equal(first->name, "x-titus");
	assert_string_equal(first->value, "Caf\xc3\xa9, folded");
	assert_string_equal(second->name, "sio-label");
	assert_true(strlen(third->value) <= LABEL_MAX_FIELD_BYTES);
	message_free(message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_label_read_value),
		cmocka_unit_test(test_label_read_value_many),
		cmocka_unit_test(test_label_read_in_message),
		cmocka_unit_test(test_label_fields),
	};

	g_mime_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
