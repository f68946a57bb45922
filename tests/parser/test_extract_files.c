/* SPDX-License-Identifier: BSD-2-Clause */
/* Documents of an office program (tests/parser/files/README): what stands anywhere in them is read, whole; and whatever
 * is cut off or changed in them, reading ends. */
#include "tests/parser/extract_fixture.h"

#define LETTER                                                                                                         \
	"Title: Titleword PRIVATE\n", "Headerword OFFICIAL", "Footerword page",                                        \
		"Confidential report on caf\xc3\xa9 closures, na\xc3\xafve \xc5\xb4yn \xe2\x82\xac"                    \
		"5 \xe2\x80\x94 \xe2\x80\x9cquoted\xe2\x80\x9d.",                                                      \
		"Boxed line goes on.", "Boxword inside", "Footnoteword below", "Endnoteword last", "Secondpage words."
#define CELLS "Cellone A\tCelltwo B\nCellthree C\tCellfour D\n", "Commented here.", "Commentword beside"
#define SHEET                                                                                                          \
	"Sheet: Staffsheet\n", "Sheet: Hiddensheet\n", "Nameword\tBornword\tCaf\xc3\xa9 \xe2\x82\xac\n",               \
		"Commentword in cell", "Hiddenword secret"
#define SLIDES                                                                                                         \
	"Slideword closure of the pool\n", "Hiddenslideword \xc5\xb4yn\n", "Cellone\tCelltwo caf\xc3\xa9\n",           \
		"Noteword for the speaker\n", "Commentword on slide"

static const struct file_case {
	const char *name, *type;
	const char *phrases[20];
} files[] = {
	{"letter.doc", "application/x-ole-storage", {LETTER, CELLS, "Classification: OFFICIAL-SENSITIVE\n"}},
	{"letter.docx",
	 "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	 {LETTER, CELLS, "Classification: OFFICIAL-SENSITIVE\n", "Seen again.\nHiddenword unseen\n",
	  "Kept text.\nDeletedword gone\n"}},
	{"letter.odt",
	 "application/vnd.oasis.opendocument.text",
	 {LETTER, CELLS, "Classification: OFFICIAL-SENSITIVE\n", "Seen again.\nHiddenword unseen\n",
	  "Deletedword gone\n", "Kept text.\n"}},
	{"letter.rtf",
	 "text/rtf",
	 {LETTER, CELLS, "Classification: OFFICIAL-SENSITIVE\n", "Seen again.\nHiddenword unseen\n",
	  "Kept text.\nDeletedword gone\n"}},
	{"letter.fodt",
	 "text/xml",
	 {LETTER, CELLS, "Classification: OFFICIAL-SENSITIVE\n", "Seen again.\nHiddenword unseen\n"}},
	{"letter.pdf", "application/pdf", {LETTER, "Cellone A", "Celltwo B", "Cellthree C", "Cellfour D"}},
	{"owner.pdf", "application/pdf", {LETTER}},
	{"sheet.xls", "application/x-ole-storage", {SHEET, "J Harte\t1950-05-01\t1234.5\t0.125\t9990000001\n"}},
	{"sheet.xlsx",
	 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	 {SHEET, "J Harte\t1950-05-01\t1234.5\t0.125\t9990000001\n", "Formulaword"}},
	{"sheet.ods",
	 "application/vnd.oasis.opendocument.spreadsheet",
	 {SHEET,
	  "J Harte\t01/05/1950\t\xc2\xa3"
	  "1,234.50\t12.5%\t9990000001\n",
	  "Formulaword"}},
	{"sheet.fods", "text/xml", {SHEET, "J Harte\t01/05/1950", "Formulaword"}},
	{"slides.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", {SLIDES}},
	{"slides.odp", "application/vnd.oasis.opendocument.presentation", {SLIDES}},
	{"slides.fodp", "text/xml", {SLIDES}},
};

static guint8 *load(const char *name, gsize *ret_length)
{
	g_autofree char *path = g_build_filename("tests/parser/files", name, NULL);
	char *bytes = NULL;

	assert_true(g_file_get_contents(path, &bytes, ret_length, NULL));
	return (guint8 *)bytes;
}

static void test_files(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		gsize length;
		g_autofree guint8 *bytes = load(files[i].name, &length);
		g_autofree char *text = fixture_read_as(bytes, length, NULL, NULL);

		assert_string_equal(extract_detect(bytes, length), files[i].type);
		for (const char *const *phrase = files[i].phrases; *phrase; phrase++) {
			if (!strstr(text, *phrase))
				print_error("%s lacks \"%s\":\n%s\n", files[i].name, *phrase, text);
			assert_non_null(strstr(text, *phrase));
		}
	}
}

/* What cannot be read says why. */
static const struct {
	const char *name, *text;
} unread[] = {
	{"locked.pdf", "[password]\n"},
	{"locked.zip", "[notes.txt encrypted]\n"},
	{"locked-aes.zip", "[notes.txt encrypted]\n"},
	{"locked.7z", "[notes.txt encrypted]\n"},
	{"sealed.7z", "[encrypted]\n"},
};

static void test_files_unread(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(unread); i++) {
		gsize length;
		g_autofree guint8 *bytes = load(unread[i].name, &length);
		g_autofree char *text = fixture_read_as(bytes, length, NULL, NULL);

		if (!strstr(text, unread[i].text))
			print_error("%s: %s\n", unread[i].name, text);
		assert_non_null(strstr(text, unread[i].text));
		assert_null(strstr(text, "Confidential"));
	}
}

static gboolean is_read_by_program(const char *name)
{
	return g_str_has_suffix(name, ".pdf");
}

/* Cut off anywhere, there is text or a reason. */
static void test_files_cut_off(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		gsize length;
		g_autofree guint8 *bytes = load(files[i].name, &length);
		gsize steps = is_read_by_program(files[i].name) ? 4 : 60;

		for (gsize step = 0; step < steps; step++) {
			gsize there = length * step / steps;
			g_autofree guint8 *cut = g_memdup2(bytes, there);
			g_autofree char *text = fixture_read_as(cut, there, NULL, NULL);

			assert_true(there == 0 || *text);
		}
	}
}

/* Bytes changed at random places, the same in every run. */
static void test_files_changed(void **state)
{
	guint32 random = 1;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		gsize length;
		g_autofree guint8 *bytes = load(files[i].name, &length);
		int rounds = is_read_by_program(files[i].name) ? 4 : 60;

		for (int round = 0; round < rounds; round++) {
			g_autofree guint8 *changed = g_memdup2(bytes, length);
			g_autofree char *text = NULL;

			for (int change = 0; change < 1 + round % 20; change++) {
				random = random * 1664525 + 1013904223;
				changed[(random >> 4) % length] = (guint8)(random >> 24);
			}
			text = fixture_read_as(changed, length, NULL, NULL);
			assert_true(*text);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_files_unread),
		cmocka_unit_test(test_files_cut_off),
		cmocka_unit_test(test_files_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
