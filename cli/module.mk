# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
cli_SRCS = \
	cli/case_input.c \
	cli/check.c \
	cli/comparison.c \
	cli/config.c \
	cli/directory.c \
	cli/options.c \
	cli/sidecar.c \
	cli/terminal.c \
	cli/test.c \
	cli/text.c \
	cli/verdict_json.c
cli_PROGRAMS =
candour_MAIN = cli/main.c
