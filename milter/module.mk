# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
milter_SRCS = \
	milter/answer.c \
	milter/apply.c \
	milter/callbacks.c \
	milter/collect.c \
	milter/detach.c \
	milter/gate.c \
	milter/judging.c \
	milter/keeper.c \
	milter/listen.c \
	milter/log.c \
	milter/refusal.c \
	milter/service.c \
	milter/session.c \
	milter/spool.c \
	milter/user.c
milter_PROGRAMS = candour-milter
candour-milter_MAIN = milter/main.c
