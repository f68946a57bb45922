# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
review_SRCS = \
	review/access.c \
	review/backoff.c \
	review/courier.c \
	review/layout.c \
	review/matter.c \
	review/notice.c \
	review/notice_html.c \
	review/notice_send.c \
	review/notice_texts.c \
	review/office.c \
	review/page/case_list.c \
	review/page/case_parts.c \
	review/page/case_text.c \
	review/page/case_view.c \
	review/page/decisions.c \
	review/page/frame.c \
	review/page/html.c \
	review/page/letter_file.c \
	review/page/letters.c \
	review/page/listener.c \
	review/page/page.c \
	review/page/request.c \
	review/page/routes.c \
	review/page/server.c \
	review/page/sign_in.c \
	review/outcome.c \
	review/post.c \
	review/program.c \
	review/received.c \
	review/release.c \
	review/return.c \
	review/returned.c \
	review/rounds.c \
	review/smtp.c \
	review/smtp_arguments.c \
	review/smtp_data.c \
	review/template.c \
	review/wording.c \
	review/work.c
review_PROGRAMS = candour-courier candour-review
candour-courier_MAIN = review/courier_main.c
candour-review_MAIN = review/review_main.c
