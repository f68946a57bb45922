/* SPDX-License-Identifier: BSD-2-Clause */
/* Outlook's winmail.dat and the RTF that it packs; the packed samples are the bytes that [MS-OXRTFCP], 3.1 shows. */
#include "tests/parser/extract_fixture.h"

#include "parser/extract/extract_lzfu.h"
#include "parser/extract/extract_tnef_properties.h"

static const guint8 packed_hello[] = {0x2d, 0,    0,    0,    0x2b, 0,    0,    0,    0x4c, 0x5a, 0x46, 0x75, 0xf1,
				      0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32,
				      0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
				      0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0};
static const guint8 packed_run[] = {0x1a, 0,    0,    0,    0x1c, 0,    0,    0,    0x4c, 0x5a,
				    0x46, 0x75, 0xe2, 0xd4, 0x4b, 0x51, 0x41, 0x00, 0x04, 0x20,
				    0x57, 0x58, 0x59, 0x5a, 0x0d, 0x6e, 0x7d, 0x01, 0x0e, 0xb0};

static void test_lzfu_unpack(void **state)
{
	g_autoptr(GByteArray) hello = extract_lzfu_unpack(packed_hello, sizeof(packed_hello), 1000);
	g_autoptr(GByteArray) run = extract_lzfu_unpack(packed_run, sizeof(packed_run), 1000);
	g_autoptr(GByteArray) long_one = extract_lzfu_unpack(packed_run, sizeof(packed_run), 10);

	(void)state;
	assert_non_null(hello);
	assert_non_null(run);
	assert_null(long_one);
	g_byte_array_append(hello, (const guint8 *)"", 1);
	g_byte_array_append(run, (const guint8 *)"", 1);
	assert_string_equal((const char *)hello->data, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
	assert_string_equal((const char *)run->data, "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
}

/* Cut anywhere, it gives what is there or nothing. */
static void test_lzfu_truncated(void **state)
{
	(void)state;
	for (gsize length = 0; length < sizeof(packed_hello); length++) {
		g_autofree guint8 *copy = g_memdup2(packed_hello, length);
		GByteArray *unpacked = extract_lzfu_unpack(copy, length, 1000);

		assert_true(unpacked == NULL || unpacked->len <= 43);
		if (unpacked)
			g_byte_array_unref(unpacked);
	}
}

static void put(GByteArray *bytes, guint64 value, unsigned length)
{
	for (unsigned i = 0; i < length; i++, value >>= 8) {
		guint8 byte = (guint8)value;

		g_byte_array_append(bytes, &byte, 1);
	}
}

static void put_attribute(GByteArray *bytes, guint8 level, guint32 name, const void *data, gsize length)
{
	put(bytes, level, 1);
	put(bytes, name, 4);
	put(bytes, length, 4);
	g_byte_array_append(bytes, data, (guint)length);
	put(bytes, 0, 2);
}

/* A property with one value that has a length of its own. */
static void put_property(GByteArray *bytes, unsigned type, unsigned id, const void *data, gsize length)
{
	put(bytes, type, 2);
	put(bytes, id, 2);
	put(bytes, 1, 4);
	put(bytes, length, 4);
	g_byte_array_append(bytes, data, (guint)length);
	put(bytes, 0, (unsigned)(-length & 3));
}

static GByteArray *winmail(void)
{
	GByteArray *bytes = g_byte_array_new();
	g_autoptr(GByteArray) properties = g_byte_array_new(), of_attachment = g_byte_array_new();

	put(properties, 4, 4);
	put(properties, 0x03, 2); /* a number */
	put(properties, 0x0017, 2);
	put(properties, 1, 4);
	put(properties, 0x1f, 2); /* a named one: GUID, kind, length, name, one value */
	put(properties, 0x8001, 2);
	put(properties, 0, 8);
	put(properties, 0, 8);
	put(properties, 1, 4);
	put(properties, 6, 4);
	put(properties, 0x610061, 8);
	put(properties, 1, 4);
	put(properties, 2, 4);
	put(properties, 'x', 4);
	put_property(properties, TNEF_BINARY, 0x1013, "<html><p>Confi<b>dential", 24);
	put_property(properties, TNEF_BINARY, 0x1009, packed_hello, sizeof(packed_hello));
	put(of_attachment, 1, 4);
	put_property(of_attachment, TNEF_WIDE_TEXT, 0x3707, "l\0o\0n\0g\0.\0t\0x\0t\0\0", 18);
	put(bytes, 0x223e9f78, 4);
	put(bytes, 1, 2);
	put_attribute(bytes, 1, 0x00018004, "Sites", 6);
	put_attribute(bytes, 1, 0x0002800c, "Plain body", 11);
	put_attribute(bytes, 1, 0x00069003, properties->data, properties->len);
	put_attribute(bytes, 2, 0x00069002, "", 0);
	put_attribute(bytes, 2, 0x00018010, "LONG~1.TXT", 11);
	put_attribute(bytes, 2, 0x0006800f, "attached\n", 9);
	put_attribute(bytes, 2, 0x00069005, of_attachment->data, of_attachment->len);
	put_attribute(bytes, 2, 0x00069002, "", 0);
	put_attribute(bytes, 2, 0x00018010, "empty", 6);
	return bytes;
}

static void test_tnef(void **state)
{
	g_autoptr(GByteArray) bytes = winmail();
	g_autofree char *text = fixture_read(bytes);

	(void)state;
	assert_string_equal(extract_detect(bytes->data, bytes->len), "application/vnd.ms-tnef");
	assert_true(g_str_has_prefix(text, "Subject: Sites\n\nPlain body\n[body.html]\nConfidential\n[body.rtf]\n"));
	assert_non_null(strstr(text, "hello world"));
	assert_true(g_str_has_suffix(text, "[long.txt]\nattached\n[empty unknown-format]\n"));
}

static void test_tnef_truncated(void **state)
{
	g_autoptr(GByteArray) bytes = winmail();

	(void)state;
	for (guint length = 6; length < bytes->len; length += 7) {
		g_autofree guint8 *copy = g_memdup2(bytes->data, length);
		g_autofree char *text = fixture_read_as(copy, length, NULL, NULL);

		assert_non_null(text);
	}
}

static void ignore(void *data G_GNUC_UNUSED, const struct tnef_property *property)
{
	assert_true(property->length < 100);
}

static const struct list_case {
	const char *name, *bytes;
	gsize length;
	gboolean is_whole;
} lists[] = {
	{"none", "\0\0\0\0", 4, TRUE},
	{"no count", "\1\0", 2, FALSE},
	{"fewer than it says", "\2\0\0\0\3\0\1\0xxxx", 12, FALSE},
	{"a number", "\1\0\0\0\3\0\1\0xxxx", 12, TRUE},
	{"several numbers", "\1\0\0\0\3\x10\1\0\2\0\0\0xxxxyyyy", 20, TRUE},
	{"values without end", "\1\0\0\0\x1e\0\1\0\xff\xff\xff\xff", 12, FALSE},
	{"a length past the end", "\1\0\0\0\x1e\0\1\0\1\0\0\0\xff\xff\xff\xff", 16, FALSE},
	{"a name past the end", "\1\0\0\0\3\0\0\x80gggggggggggggggg\1\0\0\0\xff\xff\xff\xff", 32, FALSE},
};

static void test_tnef_properties(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_autofree guint8 *copy = g_memdup2(lists[i].bytes, lists[i].length);

		print_message("  %s\n", lists[i].name);
		assert_int_equal(extract_tnef_properties(copy, lists[i].length, ignore, NULL), lists[i].is_whole);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lzfu_unpack),
		cmocka_unit_test(test_lzfu_truncated),
		cmocka_unit_test(test_tnef),
		cmocka_unit_test(test_tnef_truncated),
		cmocka_unit_test(test_tnef_properties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
