# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
parser_SRCS = \
	parser/address.c \
	parser/body.c \
	parser/charset.c \
	parser/compose.c \
	parser/disclaimer.c \
	parser/division.c \
	parser/header.c \
	parser/html.c \
	parser/html_style.c \
	parser/label.c \
	parser/lines.c \
	parser/marking.c \
	parser/marking_words.c \
	parser/message.c \
	parser/quote_head.c \
	parser/quote_people.c \
	parser/quoted.c \
	parser/rendition.c \
	parser/sandbox.c \
	parser/sandbox_calls.c \
	parser/sandbox_child.c \
	parser/sandbox_confine.c \
	parser/sandbox_serve.c \
	parser/sandbox_session.c \
	parser/sandbox_tool.c \
	parser/sandbox_wire.c \
	parser/signature.c
