# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
store_SRCS = \
	store/bindings.c \
	store/casebook.c \
	store/database.c \
	store/identity.c \
	store/key_file.c \
	store/record.c \
	store/schema.c \
	store/seal.c
