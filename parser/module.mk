# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
parser_SRCS = \
	parser/address.c \
	parser/body.c \
	parser/charset.c \
	parser/division.c \
	parser/header.c \
	parser/lines.c \
	parser/message.c \
	parser/quoted.c \
	parser/rendition.c
