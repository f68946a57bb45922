# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
policy_SRCS = \
	policy/checks.c \
	policy/checks/audience.c \
	policy/checks/silent_copy.c \
	policy/checks/unmarked_confidential.c \
	policy/directory/directory.c \
	policy/directory/directory_named.c \
	policy/directory/directory_resolve.c \
	policy/directory/directory_seal.c \
	policy/directory/mailbox.c \
	policy/directory/name.c \
	policy/directory/person.c \
	policy/envelope.c \
	policy/facts.c \
	policy/facts_sender.c \
	policy/hours.c \
	policy/judge.c \
	policy/match/basis_line.c \
	policy/match/consent.c \
	policy/match/content.c \
	policy/match/copy_statement.c \
	policy/match/date.c \
	policy/match/exemption.c \
	policy/match/fold.c \
	policy/match/foot_line.c \
	policy/match/lexicon.c \
	policy/match/marking.c \
	policy/match/member_name.c \
	policy/match/office.c \
	policy/match/register_view.c \
	policy/match/scanner.c \
	policy/match/words.c \
	policy/rule.c \
	policy/verdict.c
