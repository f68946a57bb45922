/* SPDX-License-Identifier: BSD-2-Clause */
/* RTF and compound files: Word, Excel and PowerPoint before 2007, encrypted documents, Outlook's messages. The files
 * are made here, as small as catdoc's programs still take for genuine. */
#include "tests/parser/extract_fixture.h"

#include <gsf/gsf-doc-meta-data.h>
#include <gsf/gsf-meta-names.h>
#include <gsf/gsf-msole-utils.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>

enum { STREAM_BYTES = 4096 /* shorter ones are stored apart, where catdoc does not look */ };

struct compound {
	GsfOutput *memory;
	GsfOutfile *folder;
};

static struct compound compound_new(void)
{
	struct compound compound = {.memory = gsf_output_memory_new()};

	compound.folder = gsf_outfile_msole_new(compound.memory);
	return compound;
}

static void add_stream(GsfOutfile *folder, const char *name, const void *bytes, gsize length)
{
	GsfOutput *stream = gsf_outfile_new_child(folder, name, FALSE);

	assert_true(gsf_output_write(stream, length, bytes));
	gsf_output_close(stream);
	g_object_unref(stream);
}

static void add_text(GsfOutfile *folder, const char *name, const char *text)
{
	glong units;
	g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &units, NULL);

	add_stream(folder, name, wide, (gsize)units * 2);
}

static char *compound_read(struct compound compound)
{
	char *text;

	gsf_output_close(GSF_OUTPUT(compound.folder));
	text = fixture_read_as(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(compound.memory)),
			       (gsize)gsf_output_size(compound.memory), NULL, NULL);
	g_object_unref(compound.folder);
	g_object_unref(compound.memory);
	return text;
}

static void put16(guint8 *at, unsigned value)
{
	at[0] = (guint8)value;
	at[1] = (guint8)(value >> 8);
}

static void put32(guint8 *at, unsigned value)
{
	put16(at, value);
	put16(at + 2, value >> 16);
}

/* A document saved at once: the text follows the header ([MS-DOC], 2.5.1). */
static void add_word(GsfOutfile *folder, const char *text, unsigned flags)
{
	guint8 stream[STREAM_BYTES] = {0};

	put16(stream, 0xa5ec);
	put16(stream + 2, 0xc1);
	put16(stream + 10, flags);
	put32(stream + 24, 1024);
	put32(stream + 28, 1024 + (unsigned)strlen(text));
	memcpy(stream + 1024, text, strlen(text));
	add_stream(folder, "WordDocument", stream, sizeof(stream));
}

static void add_summary(GsfOutfile *folder, const char *title)
{
	GsfOutput *stream = gsf_outfile_new_child(folder, "\005SummaryInformation", FALSE);
	GsfDocMetaData *meta = gsf_doc_meta_data_new();
	GValue *value = g_new0(GValue, 1);

	g_value_set_string(g_value_init(value, G_TYPE_STRING), title);
	gsf_doc_meta_data_insert(meta, g_strdup(GSF_META_NAME_TITLE), value);
	assert_true(gsf_doc_meta_data_write_to_msole(meta, stream, FALSE));
	gsf_output_close(stream);
	g_object_unref(stream);
	g_object_unref(meta);
}

static void test_word(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_word(file.folder, "Pay review\rNot for publication\r", 0);
	add_summary(file.folder, "PRIVATE");
	text = compound_read(file);
	assert_non_null(strstr(text, "Title: PRIVATE\n\n"));
	assert_non_null(strstr(text, "Pay review\n"));
	assert_non_null(strstr(text, "Not for publication\n"));
}

static void test_word_encrypted(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_word(file.folder, "enciphered", 0x0100);
	text = compound_read(file);
	assert_string_equal(text, "[password]\n");
}

static gsize put_record(guint8 *at, unsigned type, const void *data, unsigned length)
{
	put16(at, type);
	put16(at + 2, length);
	memcpy(at + 4, data, length);
	return length + 4;
}

/* BIFF8: a beginning, one cell with a text of its own, an end ([MS-XLS], 2.4). */
static void add_excel(GsfOutfile *folder, gboolean is_encrypted)
{
	static const guint8 globals[16] = {0, 6, 5, 0}, sheet[16] = {0, 6, 0x10, 0}, lock[6] = {0};
	static const guint8 label[] = {0, 0, 0, 0, 0, 0, 6, 0, 0, 's', 'a', 'l', 'a', 'r', 'y'};
	guint8 stream[STREAM_BYTES] = {0};
	gsize at = put_record(stream, 0x809, globals, sizeof(globals));

	if (is_encrypted)
		at += put_record(stream + at, 0x2f, lock, sizeof(lock));
	at += put_record(stream + at, 0x0a, "", 0);
	at += put_record(stream + at, 0x809, sheet, sizeof(sheet));
	at += put_record(stream + at, 0x204, label, sizeof(label));
	put_record(stream + at, 0x0a, "", 0);
	add_stream(folder, "Workbook", stream, sizeof(stream));
}

static void test_excel(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_excel(file.folder, FALSE);
	text = compound_read(file);
	assert_non_null(strstr(text, "salary"));
}

static void test_excel_encrypted(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_excel(file.folder, TRUE);
	text = compound_read(file);
	assert_string_equal(text, "[password]\n");
}

/* A slide's text in a record of its own ([MS-PPT], 2.9.42 TextBytesAtom). */
static void add_powerpoint(GsfOutfile *folder)
{
	static const char text[] = "Closure of the pool";
	guint8 stream[STREAM_BYTES] = {0};

	put16(stream + 2, 0x0fa8);
	put32(stream + 4, sizeof(text) - 1);
	memcpy(stream + 8, text, sizeof(text) - 1);
	put16(stream + 8 + sizeof(text) - 1 + 2, 0x03ea);
	add_stream(folder, "PowerPoint Document", stream, sizeof(stream));
}

static void test_powerpoint(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_powerpoint(file.folder);
	text = compound_read(file);
	assert_non_null(strstr(text, "Closure of the pool"));
}

static const struct lone_case {
	const char *name, *stream, *text;
} lone[] = {
	{"an encrypted document of today", "EncryptedPackage", "[password]\n"},
	{"an encrypted presentation", "EncryptedSummary", "[unknown-format]\n"},
	{"something else", "Contents", "[unknown-format]\n"},
};

static void test_ole_lone_streams(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(lone); i++) {
		struct compound file = compound_new();
		g_autofree char *text = NULL;

		print_message("  %s\n", lone[i].name);
		add_stream(file.folder, lone[i].stream, "x", 1);
		text = compound_read(file);
		assert_string_equal(text, lone[i].text);
	}
}

static void test_ole_truncated(void **state)
{
	g_autofree char *text = fixture_read_as((const guint8 *)"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", 10, NULL, NULL);

	(void)state;
	assert_string_equal(text, "[truncated]\n");
}

static void test_msg(void **state)
{
	struct compound file = compound_new();
	GsfOutfile *person = GSF_OUTFILE(gsf_outfile_new_child(file.folder, "__recip_version1.0_#00000000", TRUE));
	GsfOutfile *attached = GSF_OUTFILE(gsf_outfile_new_child(file.folder, "__attach_version1.0_#00000000", TRUE));
	GsfOutfile *forwarded = GSF_OUTFILE(gsf_outfile_new_child(file.folder, "__attach_version1.0_#00000001", TRUE));
	GsfOutfile *inner = GSF_OUTFILE(gsf_outfile_new_child(forwarded, "__substg1.0_3701000D", TRUE));
	GsfOutfile *const folders[] = {inner, forwarded, attached, person};
	g_autofree char *text = NULL;

	(void)state;
	add_stream(file.folder, "__properties_version1.0", "", 0);
	add_text(file.folder, "__substg1.0_0037001F", "Caf\xc3\xa9");
	add_text(file.folder, "__substg1.0_0C1A001F", "J Hart");
	add_text(file.folder, "__substg1.0_5D01001F", "j.hart@northmere.gov.uk");
	add_text(file.folder, "__substg1.0_0E04001F", "Cllr Shah");
	add_stream(file.folder, "__substg1.0_1000001E", "the body\r\n", 10);
	add_stream(file.folder, "__substg1.0_10130102", "<html><p>in HTML", 16);
	add_text(person, "__substg1.0_3001001F", "Cllr Shah");
	add_text(person, "__substg1.0_39FE001F", "cllr.shah@northmere.gov.uk");
	add_text(attached, "__substg1.0_3707001F", "a.txt");
	add_stream(attached, "__substg1.0_37010102", "attached\n", 9);
	add_text(forwarded, "__substg1.0_3001001F", "Earlier");
	add_text(inner, "__substg1.0_0037001F", "Older");
	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		gsf_output_close(GSF_OUTPUT(folders[i]));
		g_object_unref(folders[i]);
	}
	text = compound_read(file);
	assert_string_equal(text,
			    "From: J Hart <j.hart@northmere.gov.uk>\nTo: Cllr Shah\n"
			    "Recipient: Cllr Shah <cllr.shah@northmere.gov.uk>\nSubject: Caf\xc3\xa9\n\nthe body\n"
			    "[body.html]\nin HTML\n[a.txt]\nattached\n[Earlier]\nSubject: Older\n");
}

static const struct rtf_case {
	const char *name, *rtf, *text;
} rtfs[] = {
	{"a word of two kinds", "{\\rtf1\\ansi Confi{\\b dential}\\par two}", "Confidential"},
	{"characters", "{\\rtf1\\ansi caf\\u233? d\\'e9j\\'e0\\par }", "caf\xc3\xa9 d\xc3\xa9j\xc3\xa0"},
	{"a charset of its own", "{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'e8\\'f0\\par }", "\xd0\x9c\xd0\xb8\xd1\x80"},
	{"cells are parted", "{\\rtf1\\ansi\\trowd\\cellx100\\cellx200 one\\cell two\\cell\\row three\\par }",
	 "one\ttwo"},
	{"a backslash is a character", "{\\rtf1\\ansi a\\\\cell b\\par }", "cell b"},
};

static void test_rtf(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(rtfs); i++) {
		g_autofree char *text = fixture_read_as((const guint8 *)rtfs[i].rtf, strlen(rtfs[i].rtf), NULL, NULL);

		print_message("  %s: %s\n", rtfs[i].name, text);
		assert_non_null(strstr(text, rtfs[i].text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_word),          cmocka_unit_test(test_word_encrypted),
		cmocka_unit_test(test_excel),         cmocka_unit_test(test_excel_encrypted),
		cmocka_unit_test(test_powerpoint),    cmocka_unit_test(test_ole_lone_streams),
		cmocka_unit_test(test_ole_truncated), cmocka_unit_test(test_msg),
		cmocka_unit_test(test_rtf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
