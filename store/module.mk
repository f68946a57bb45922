# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
store_SRCS = \
	store/audit.c \
	store/bases.c \
	store/basis_index.c \
	store/bindings.c \
	store/case_id.c \
	store/case_list.c \
	store/casebook.c \
	store/cases.c \
	store/database.c \
	store/decisions.c \
	store/desk.c \
	store/durable.c \
	store/history_rows.c \
	store/history_store.c \
	store/identity.c \
	store/key_file.c \
	store/outbox.c \
	store/record.c \
	store/register.c \
	store/register_build.c \
	store/register_describe.c \
	store/register_format.c \
	store/register_guard.c \
	store/rekey.c \
	store/retention.c \
	store/schema.c \
	store/seal.c \
	store/sessions.c \
	store/stated_bases.c \
	store/users.c
