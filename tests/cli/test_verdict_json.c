/* SPDX-License-Identifier: BSD-2-Clause */
/* The object of the contract, byte for byte: scripts rely on it. */
#include "cli/verdict_json.h"

#include "policy/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct check silent_copy = {.name = "silent-copy"};
static const struct rule york = {.name = "york-10.1c", .check = &silent_copy, .clause = "York, Appendix 16, 10.1"};

static struct case_input *input_new(const char *message)
{
	struct case_input *input = g_new0(struct case_input, 1);

	input->path = g_strdup("a.eml");
	input->message = message_parse(message, strlen(message));
	input->envelope = envelope_new();
	envelope_add_recipient(input->envelope, "cllr.shah@northmere.gov.uk", NULL);
	envelope_add_recipient(input->envelope, "<@relay.example:Cllr.Oduya@northmere.gov.uk>", NULL);
	return input;
}

static char *print(const struct case_input *input, const struct verdict *verdict)
{
	char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);

	verdict_print_json(stream, input, verdict);
	fclose(stream);
	return text;
}

static void test_verdict_print_json_contract(void **state G_GNUC_UNUSED)
{
	struct case_input *input = input_new("Subject: x\r\n\r\nHello.\r\n");
	struct verdict *verdict = verdict_new(2);
	struct finding *finding = finding_new(&york, ACTION_HOLD);
	char *text;

	finding_add_person(finding, "cllr.oduya@northmere.gov.uk");
	finding_add_recipient(finding, "Cllr.Oduya@northmere.gov.uk");
	finding_add_evidence(finding, "envelope", NULL, "not in To or Cc");
	finding->cure = g_strdup("Copy Councillor Oduya openly.");
	g_ptr_array_add(verdict->findings, finding);
	g_array_index(verdict->dispositions, enum disposition, 1) = DISPOSITION_HOLD;
	verdict->action = ACTION_HOLD;
	text = print(input, verdict);
	assert_string_equal(text, "{\"file\":\"a.eml\",\"verdict\":\"hold\",\"findings\":[{\"rule\":\"york-10.1c\","
				  "\"check\":\"silent-copy\",\"clause\":\"York, Appendix 16, 10.1\","
				  "\"configured\":\"hold\",\"applied\":\"hold\",\"because\":null,"
				  "\"persons\":[\"cllr.oduya@northmere.gov.uk\"],"
				  "\"recipients\":[\"Cllr.Oduya@northmere.gov.uk\"],"
				  "\"evidence\":[{\"part\":\"envelope\",\"name\":null,\"what\":\"not in To or Cc\"}],"
				  "\"cure\":\"Copy Councillor Oduya openly.\"}],"
				  "\"recipients\":{\"cllr.shah@northmere.gov.uk\":\"deliver\","
				  "\"Cllr.Oduya@northmere.gov.uk\":\"hold\"},\"uninspected\":[]}\n");
	free(text);
	verdict_free(verdict);
	case_input_free(input);
}

static void test_verdict_print_json_because(void **state G_GNUC_UNUSED)
{
	struct case_input *input = input_new("Subject: x\r\n\r\nHello.\r\n");
	struct verdict *verdict = verdict_new(2);
	struct finding *finding = finding_new(&york, ACTION_HOLD);
	char *text;

	finding_lower(finding, ACTION_OBSERVE, BECAUSE_MODE);
	g_ptr_array_add(verdict->findings, finding);
	verdict->action = ACTION_OBSERVE;
	text = print(input, verdict);
	assert_non_null(strstr(text, "\"configured\":\"hold\",\"applied\":\"observe\",\"because\":\"mode\","
				     "\"persons\":[],\"recipients\":[],\"evidence\":[],\"cure\":null"));
	free(text);
	verdict_free(verdict);
	case_input_free(input);
}

static void test_verdict_print_json_uninspected(void **state G_GNUC_UNUSED)
{
	struct case_input *input =
		input_new("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
			  "--b\r\nContent-Type: text/plain\r\n\r\nHello.\r\n"
			  "--b\r\nContent-Type: application/zip; name=\"x.zip\"\r\n\r\nPK\r\n--b--\r\n");
	struct verdict *verdict = verdict_new(2);
	char *text = print(input, verdict);

	assert_non_null(strstr(text, "\"uninspected\":[{\"part\":\"2\",\"name\":\"x.zip\","
				     "\"type\":\"application/zip\",\"reason\":\"unknown-format\"}]}\n"));
	free(text);
	verdict_free(verdict);
	case_input_free(input);
}

static void test_verdict_print_json_header(void **state G_GNUC_UNUSED)
{
	g_autoptr(GString) mail = g_string_new("Cc: ");
	struct case_input *input;
	struct verdict *verdict = verdict_new(2);
	char *text;

	while (mail->len < HEADER_TRUNCATED_BYTES)
		g_string_append(mail, "someone.else@example.org,\r\n ");
	g_string_append(mail, "a@example.org\r\n\r\nHello.\r\n");
	input = input_new(mail->str);
	text = print(input, verdict);
	assert_non_null(strstr(text, "\"uninspected\":[{\"part\":\"header:Cc\",\"name\":null,"
				     "\"type\":null,\"reason\":\"truncated\"}]}\n"));
	free(text);
	verdict_free(verdict);
	case_input_free(input);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdict_print_json_contract),
		cmocka_unit_test(test_verdict_print_json_because),
		cmocka_unit_test(test_verdict_print_json_uninspected),
		cmocka_unit_test(test_verdict_print_json_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
