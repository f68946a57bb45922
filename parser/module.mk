# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
parser_SRCS =
