# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
conf_SRCS = \
	conf/conf.c \
	conf/conf_groups.c \
	conf/conf_keys.c \
	conf/conf_values.c \
	conf/config_file.c \
	conf/config_text.c \
	conf/consents.c \
	conf/constituents.c \
	conf/csv_file.c \
	conf/csv_values.c \
	conf/data_dir.c \
	conf/directory_files.c \
	conf/domains.c \
	conf/faults.c \
	conf/lexicon_cache.c \
	conf/lexicon_file.c \
	conf/lexicon_set.c \
	conf/lists.c \
	conf/mta_check.c \
	conf/people.c \
	conf/profile.c \
	conf/snapshot.c \
	conf/snapshot_check.c \
	conf/suggestion.c \
	conf/system_check.c
