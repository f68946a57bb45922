/* SPDX-License-Identifier: BSD-2-Clause */
/* Compound files: Word, Excel and PowerPoint before 2007, encrypted documents, Outlook's messages. The files are made
 * here, as small as readers still take for genuine; whole ones are in files/. */
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
static void add_excel(GsfOutfile *folder, const char *name, gboolean is_encrypted)
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
	add_stream(folder, name, stream, sizeof(stream));
}

static void test_excel(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_excel(file.folder, "Workbook", FALSE);
	text = compound_read(file);
	assert_non_null(strstr(text, "salary"));
}

/* Some programs write the names in capitals, which are the same names. */
static void test_excel_in_capitals(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_excel(file.folder, "WORKBOOK", FALSE);
	text = compound_read(file);
	assert_non_null(strstr(text, "salary"));
}

static void test_excel_encrypted(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_excel(file.folder, "Workbook", TRUE);
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
	add_stream(inner, "__properties_version1.0", "", 0);
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

/* Pieces in the other order than they are stored, one of them narrow; a comment, a field, a table ([MS-DOC], 2.8.35).
 */
static void add_word_in_pieces(GsfOutfile *folder)
{
	static const char narrow[] = "confidential\005 \x96 until \023 DATE \024May\025\r";
	static const char wide[] = "T\0h\0i\0s\0 \0i\0s\0 \0";
	static const char rest[] = "one\007two\007\007three\r"
				   "noted\r"
				   "head\r";
	guint8 stream[STREAM_BYTES] = {0}, table[STREAM_BYTES] = {0};
	const unsigned lengths[] = {8, sizeof(narrow) - 1, sizeof(rest) - 1};
	const unsigned places[] = {1200, 1024 * 2 | 1u << 30, 1100 * 2 | 1u << 30};
	unsigned at = 0;

	put16(stream, 0xa5ec);
	put16(stream + 2, 0xc1);
	put16(stream + 10, 0x0200);
	put32(stream + 0x4c, 8 + sizeof(narrow) - 1 + 15); /* body, notes, headers */
	put32(stream + 0x50, 6);
	put32(stream + 0x54, 5);
	put32(stream + 0x1a2, 16);
	put32(stream + 0x1a6, 5 + 5 + 4 * 4 + 3 * 8);
	memcpy(stream + 1024, narrow, sizeof(narrow) - 1);
	memcpy(stream + 1100, rest, sizeof(rest) - 1);
	memcpy(stream + 1200, wide, 16);
	table[16] = 1; /* properties of no effect in front */
	put16(table + 17, 2);
	table[21] = 2;
	put32(table + 22, 4 * 4 + 3 * 8);
	for (unsigned i = 0; i < 3; i++) {
		at += lengths[i];
		put32(table + 26 + 4 * (i + 1), at);
		put32(table + 26 + 16 + 8 * i + 2, places[i]);
	}
	add_stream(folder, "WordDocument", stream, sizeof(stream));
	add_stream(folder, "1Table", table, sizeof(table));
}

static void test_word_pieces(void **state)
{
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_word_in_pieces(file.folder);
	text = compound_read(file);
	assert_string_equal(text, "head\n\nThis is confidential \xe2\x80\x93 until May\none\ttwo\nthree\n\nnoted\n");
}

static void test_word_without_text(void **state)
{
	guint8 stream[STREAM_BYTES] = {0}, table[STREAM_BYTES] = {2};
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	put16(stream, 0xa5ec);
	put16(stream + 2, 0xc1);
	put32(stream + 0x1a6, 5 + 2 * 4 + 8);
	put32(table + 1, 2 * 4 + 8); /* one piece, from 0 to 0 */
	add_stream(file.folder, "WordDocument", stream, sizeof(stream));
	add_stream(file.folder, "0Table", table, sizeof(table));
	text = compound_read(file);
	assert_string_equal(text, "");
}

/* A document inside a document, and a file that was dropped into it. */
static void test_word_objects(void **state)
{
	static const char native[] = "\x40\0\0\0\2\0pay.txt\0C:\\pay.txt\0\0\0\3\0\5\0\0\0temp\0\7\0\0\0salary\n";
	struct compound file = compound_new();
	GsfOutfile *pool = GSF_OUTFILE(gsf_outfile_new_child(file.folder, "ObjectPool", TRUE));
	GsfOutfile *book = GSF_OUTFILE(gsf_outfile_new_child(pool, "_1", TRUE));
	GsfOutfile *dropped = GSF_OUTFILE(gsf_outfile_new_child(pool, "_2", TRUE));
	GsfOutfile *const folders[] = {dropped, book, pool};
	g_autofree char *text = NULL;

	(void)state;
	add_word_in_pieces(file.folder);
	add_excel(book, "Workbook", FALSE);
	add_stream(dropped, "\001Ole10Native", native, sizeof(native) - 1);
	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		gsf_output_close(GSF_OUTPUT(folders[i]));
		g_object_unref(folders[i]);
	}
	text = compound_read(file);
	assert_non_null(strstr(text, "\n\nnoted\n[object]\nsalary\n[pay.txt]\nsalary\n"));
}

/* Strings that go on in the next record, where their characters become wide; rich ones; dates; a formula's text; a
 * comment ([MS-XLS], 2.4.265, 2.5.293). */
static void test_excel_records(void **state)
{
	static const guint8 globals[16] = {0, 6, 5, 0}, sheet[16] = {0, 6, 0x10, 0};
	static const guint8 strings[] = "\2\0\0\0\2\0\0\0"
					"\4\0\x08\1\0rich"
					"\0\0\0\0"
					"\7\0\0conf";
	static const guint8 more[] = "\1i\0d\0e";
	static const guint8 format[] = "\xa4\0\x0a\0\0dd/mm/yyyy", name[] = "\0\0\0\0\1\0\3\0Pay";
	static const guint8 general[20] = {0}, dated[20] = {0, 0, 0xa4, 0};
	static const guint8 shared[] = {0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
	static const guint8 date[] = {0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0xf4, 0xd1, 0x40}; /* 18384 */
	static const guint8 numbers[] = {1, 0, 0, 0, 0, 0, 0x0e, 0, 0, 0, 0, 0, 0x0f, 0, 0, 0, 1, 0};
	static const guint8 formula[] = {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0};
	static const guint8 result[] = "\6\0\0result", header[] = "\x0a\0\0&COFFICIAL", box[18] = {[10] = 4};
	static const guint8 note[] = "\0note";
	static const struct {
		unsigned type;
		const guint8 *bytes;
		unsigned length;
	} records[] = {
		{0x809, globals, sizeof(globals)},   {0x41e, format, sizeof(format) - 1},
		{0xe0, general, sizeof(general)},    {0xe0, dated, sizeof(dated)},
		{0x85, name, sizeof(name) - 1},      {0xfc, strings, sizeof(strings) - 1},
		{0x3c, more, sizeof(more)},          {0x0a, NULL, 0},
		{0x809, sheet, sizeof(sheet)},       {0x14, header, sizeof(header) - 1},
		{0xfd, shared, sizeof(shared)},      {0x203, date, sizeof(date)},
		{0xbd, numbers, sizeof(numbers)},    {0x06, formula, sizeof(formula)},
		{0x207, result, sizeof(result) - 1}, {0x1b6, box, sizeof(box)},
		{0x3c, note, sizeof(note) - 1},      {0x0a, NULL, 0},
	};
	guint8 stream[STREAM_BYTES] = {0};
	struct compound file = compound_new();
	g_autofree char *text = NULL;
	gsize at = 0;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(records); i++)
		at += put_record(stream + at, records[i].type, records[i].bytes ? records[i].bytes : globals,
				 records[i].length);
	add_stream(file.folder, "Workbook", stream, sizeof(stream));
	text = compound_read(file);
	assert_string_equal(text, "Sheet: Pay\n\nOFFICIAL\n\nconfide\t1950-05-01\n3\t0.03\nresult\n\nnote\n");
}

/* A master's prompts are nobody's words; the same text twice counts once. */
static void test_powerpoint_records(void **state)
{
	static const guint8 records[] = "\x0f\0\xf8\3\x26\0\0\0"
					"\0\0\x9f\x0f\4\0\0\0\0\0\0\0"
					"\0\0\xa8\x0f\6\0\0\0prompt"
					"\0\0\x9f\x0f\4\0\0\0\4\0\0\0" /* cut here by the container's length */
					"\x0f\0\xf0\3\x0c\0\0\0"
					"\0\0\xa8\x0f\4\0\0\0said"
					"\0\0\xa0\x0f\4\0\0\0h\0i\0"
					"\0\0\xa8\x0f\2\0\0\0hi";
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_stream(file.folder, "PowerPoint Document", records, sizeof(records) - 1);
	text = compound_read(file);
	assert_string_equal(text, "hi\n\nsaid\n");
}

static void test_powerpoint_encrypted(void **state)
{
	static const guint8 user[] = "\0\0\0\0\0\0\0\0\x14\0\0\0\xdf\xc4\xd1\xf3";
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_powerpoint(file.folder);
	add_stream(file.folder, "Current User", user, sizeof(user) - 1);
	text = compound_read(file);
	assert_string_equal(text, "[password]\n");
}

static void test_powerpoint_of_pictures(void **state)
{
	static const guint8 records[8] = {0};
	struct compound file = compound_new();
	g_autofree char *text = NULL;

	(void)state;
	add_stream(file.folder, "PowerPoint Document", records, sizeof(records));
	add_stream(file.folder, "Pictures", "x", 1);
	text = compound_read(file);
	assert_string_equal(text, "[image-only]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_word),
		cmocka_unit_test(test_word_encrypted),
		cmocka_unit_test(test_excel),
		cmocka_unit_test(test_excel_in_capitals),
		cmocka_unit_test(test_excel_encrypted),
		cmocka_unit_test(test_powerpoint),
		cmocka_unit_test(test_ole_lone_streams),
		cmocka_unit_test(test_ole_truncated),
		cmocka_unit_test(test_msg),
		cmocka_unit_test(test_word_pieces),
		cmocka_unit_test(test_word_without_text),
		cmocka_unit_test(test_word_objects),
		cmocka_unit_test(test_excel_records),
		cmocka_unit_test(test_powerpoint_records),
		cmocka_unit_test(test_powerpoint_encrypted),
		cmocka_unit_test(test_powerpoint_of_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
