# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
review_SRCS = \
	review/backoff.c \
	review/courier.c \
	review/layout.c \
	review/matter.c \
	review/notice.c \
	review/notice_send.c \
	review/notice_texts.c \
	review/office.c \
	review/post.c \
	review/received.c \
	review/release.c \
	review/return.c \
	review/returned.c \
	review/smtp.c \
	review/smtp_arguments.c \
	review/smtp_data.c \
	review/template.c \
	review/wording.c \
	review/work.c
review_PROGRAMS = candour-courier
candour-courier_MAIN = review/courier_main.c
