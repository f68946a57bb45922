/* SPDX-License-Identifier: BSD-2-Clause */
/* Markings of attachments and quoted messages: where they stand, what is none, and that the message has none of them.
 */
#include "parser/part_marking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define GUID "0a1b2c3d-0000-4000-8000-000000000001"

/* "source:text;…" */
static char *show(const GPtrArray *markings, const GPtrArray *labels)
{
	static const char *const sources[] = {"subject", "head", "sensitivity", "label", "name", "property", "foot"};
	GString *shown = g_string_new(NULL);

	for (guint i = 0; markings && i < markings->len; i++) {
		const struct marking *marking = g_ptr_array_index(markings, i);

		g_string_append_printf(shown, "%s:%s;", sources[marking->source], marking->text);
	}
	for (guint i = 0; labels && i < labels->len; i++) {
		const struct label *label = g_ptr_array_index(labels, i);

		g_string_append_printf(shown, "%s=%d;", label->guid, label->is_enabled);
	}
	return g_string_free(shown, FALSE);
}

#define DOCUMENT "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

static const struct {
	const char *name, *file, *type, *text, *shown;
} cases[] = {
	{"head", NULL, DOCUMENT, "CONFIDENTIAL\nStaffing\nMany words.\nMore.\nAnd more.\nThe end.\n",
	 "head:CONFIDENTIAL;"},
	{"title and keywords", NULL, DOCUMENT,
	 "Title: CONFIDENTIAL: staffing\nAuthor: Confidential Shredding Ltd\nKeywords: staffing, private and "
	 "confidential\n\nStaffing\n",
	 "property:CONFIDENTIAL;property:private and confidential;"},
	{"custom property", NULL, "application/pdf", "Classification: OFFICIAL-SENSITIVE\nPages: 3\n\nStaffing\n",
	 "property:OFFICIAL-SENSITIVE;"},
	{"RTF's keywords and foot", NULL, "text/rtf",
	 "Keywords: Confidential\n\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\n\nOFFICIAL-SENSITIVE\n",
	 "property:Confidential;foot:OFFICIAL-SENSITIVE;"},
	{"attached mail's Sensitivity and labels", NULL, "message/rfc822",
	 "From: a@b.example\nSensitivity: Company-Confidential\nmsip_labels: MSIP_Label_" GUID "_Enabled=true\n",
	 "sensitivity:Company-Confidential;" GUID "=1;"},
	{"attached mail's Sensitivity that is none", NULL, "message/rfc822", "Sensitivity: Normal\n", ""},
	{"label", NULL, DOCUMENT,
	 "MSIP_Label_" GUID "_Enabled: true\nMSIP_Label_" GUID "_Name: Confidential\nMSIP_Label_" GUID
	 "_SetDate: 2026-05-14\n\nStaffing\n",
	 GUID "=1;"},
	{"label that is disabled", NULL, DOCUMENT, "MSIP_Label_" GUID "_Enabled: false\n\nStaffing\n", GUID "=0;"},
	{"properties and no text", NULL, "application/pdf", "Title: Strictly confidential\n",
	 "property:Strictly confidential;"},
	{"many properties above the head", NULL, DOCUMENT,
	 "A: 1\nB: 1\nC: 1\nD: 1\nE: 1\nF: 1\nG: 1\nH: 1\nI: 1\nJ: 1\nK: 1\nL: 1\nM: 1\nN: "
	 "1\n\nOFFICIAL-SENSITIVE\nx\nx\nx\nx\n"
	 "x\n",
	 "head:OFFICIAL-SENSITIVE;"},
	{"page header of several cells", NULL, DOCUMENT, "Northmere Borough Council\tCONFIDENTIAL\n\nx\nx\nx\nx\nx\n",
	 "head:CONFIDENTIAL;"},
	{"page footer", NULL, DOCUMENT,
	 "Staffing\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nPage 1 of 3 - CONFIDENTIAL\n", "foot:CONFIDENTIAL;"},
	{"foot of the first page", NULL, "application/pdf",
	 "Staffing\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\nOFFICIAL-SENSITIVE | 1\n\fpage two\nx\nx\nx\nx\n",
	 "foot:OFFICIAL-SENSITIVE;"},
	{"file name", "CONFIDENTIAL_Heron_Street.docx", DOCUMENT, NULL, "name:CONFIDENTIAL;"},
	{"file name in an archive", "papers.zip/Heron Street (confidential).pdf", "application/pdf", NULL,
	 "name:confidential;"},
	{"a text's last line", NULL, "text/plain", "one\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\nConfidential\n", ""},
	{"a topic in the name", "Confidential waste collection.pdf", "application/pdf", "Bins\n", ""},
	{"a topic in the title", NULL, "application/pdf", "Title: Confidential waste collection\n\nBins\n", ""},
	{"a policy", "Confidentiality policy.docx", DOCUMENT, "Confidentiality policy\n", ""},
	{"a public agenda", NULL, DOCUMENT,
	 "Agenda\n1. Minutes\n2. Heron Street (Confidential)\n3. Any other business\n", ""},
	{"words in a sentence", NULL, DOCUMENT, "This report is confidential no longer.\n", ""},
	{"OFFICIAL alone", "OFFICIAL.docx", DOCUMENT, "Classification: OFFICIAL\n\nOFFICIAL\nx\n", ""},
};

static void test_part_marking_read_parts(void **state)
{
	unsigned failures = 0;

	(void)state;
	message_free(message_parse("", 0)); /* starts GMime */
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct part part = {
			.name = (char *)cases[i].file, .type = (char *)cases[i].type, .text = (char *)cases[i].text};
		g_autoptr(GPtrArray) parts = g_ptr_array_new(), quoted = g_ptr_array_new();
		struct message message = {.parts = parts, .quoted = quoted};
		g_autofree char *shown = NULL;

		g_ptr_array_add(parts, &part);
		part_marking_read(&message);
		shown = show(part.markings, part.labels);
		if (strcmp(shown, cases[i].shown) != 0) {
			print_message("%s: %s, wanted %s\n", cases[i].name, shown, cases[i].shown);
			failures++;
		}
		g_clear_pointer(&part.markings, g_ptr_array_unref);
		g_clear_pointer(&part.labels, g_ptr_array_unref);
	}
	assert_int_equal(failures, 0);
}

/* They are known as theirs: the message itself is not marked. */
static void test_part_marking_read_message(void **state)
{
	static const char text[] =
		"Subject: papers\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee\n\n-----Original "
		"Message-----\nFrom: Jo\nSent: 14 May 2026\nTo: A\nSubject: CONFIDENTIAL: staffing\n\nPrivate and "
		"confidential\n\nwords\n--b\nContent-Type: text/plain; name=\"CONFIDENTIAL - "
		"list.txt\"\n\nlist\n--b--\n";
	struct message *message = message_parse(text, strlen(text));
	const struct quoted_message *quoted = g_ptr_array_index(message->quoted, 0);
	const struct part *body = g_ptr_array_index(message->parts, 0), *list = g_ptr_array_index(message->parts, 1);
	g_autofree char *said = show(quoted->markings, NULL);
	g_autofree char *listed = show(list->markings, NULL);

	(void)state;
	assert_int_equal(message->markings->len, 0);
	assert_null(body->markings);
	assert_string_equal(said, "subject:CONFIDENTIAL;head:Private and confidential;");
	assert_string_equal(listed, "name:CONFIDENTIAL;");
	message_free(message);
}

static void test_part_marking_read_many(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct part part = {.type = (char *)DOCUMENT};
	g_autoptr(GPtrArray) parts = g_ptr_array_new(), quoted = g_ptr_array_new();
	struct message message = {.parts = parts, .quoted = quoted};

	(void)state;
	for (int i = 0; i < 2 * PART_MARKING_MAX; i++)
		g_string_append(text, "Title: CONFIDENTIAL\n");
	part.text = text->str;
	g_ptr_array_add(parts, &part);
	part_marking_read(&message);
	assert_int_equal(part.markings->len, PART_MARKING_MAX);
	g_ptr_array_unref(part.markings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_part_marking_read_parts),
		cmocka_unit_test(test_part_marking_read_message),
		cmocka_unit_test(test_part_marking_read_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
