/* SPDX-License-Identifier: BSD-2-Clause */
/* What GMime alone takes to parse the benchmark's message. Usage: parse FILE TIMES; prints microseconds of processor
 * time a message. */
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv)
{
	g_autofree char *bytes = NULL;
	gsize length;
	int times = argc == 3 ? atoi(argv[2]) : 0;

	if (times <= 0 || !g_file_get_contents(argv[1], &bytes, &length, NULL)) {
		fprintf(stderr, "usage: parse FILE TIMES\n");
		return 64;
	}
	g_mime_init();
	clock_t start = clock();
	for (int i = 0; i < times; i++) {
		GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
		GMimeParser *parser = g_mime_parser_new_with_stream(stream);
		GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
		g_object_unref(message);
		g_object_unref(parser);
		g_object_unref(stream);
	}
	printf("%.1f\n", (double)(clock() - start) * 1e6 / CLOCKS_PER_SEC / times);
	return 0;
}
