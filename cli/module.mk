# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
cli_SRCS = \
	cli/audit.c \
	cli/basis.c \
	cli/case_input.c \
	cli/check.c \
	cli/comparison.c \
	cli/config.c \
	cli/consent.c \
	cli/consent_list.c \
	cli/consent_record.c \
	cli/day.c \
	cli/desk.c \
	cli/directory.c \
	cli/evidence.c \
	cli/held.c \
	cli/held_decide.c \
	cli/held_json.c \
	cli/held_look.c \
	cli/held_table.c \
	cli/held_text.c \
	cli/json_text.c \
	cli/key.c \
	cli/options.c \
	cli/password.c \
	cli/reading.c \
	cli/register.c \
	cli/register_look.c \
	cli/register_rekey.c \
	cli/sidecar.c \
	cli/staff.c \
	cli/table.c \
	cli/tally.c \
	cli/tally_json.c \
	cli/terminal.c \
	cli/test.c \
	cli/text.c \
	cli/text_facts.c \
	cli/threads.c \
	cli/user.c \
	cli/verdict_json.c
cli_PROGRAMS = candour
candour_MAIN = cli/main.c
