# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
policy_SRCS = \
	policy/directory/directory.c \
	policy/directory/directory_named.c \
	policy/directory/directory_resolve.c \
	policy/directory/directory_seal.c \
	policy/directory/mailbox.c \
	policy/directory/name.c \
	policy/directory/person.c \
	policy/match/date.c \
	policy/match/fold.c \
	policy/match/lexicon.c \
	policy/match/register_view.c \
	policy/match/scanner.c
