# candour: one Makefile; each room lists its sources in its module.mk (ROOM_SRCS), programs' main files apart.
# Objects go to $(B); `make check` builds everything again under sanitizers in $(B)/check.

ROOMS ?= parser policy store conf milter review cli
B ?= build
PREFIX ?= /usr
SYSCONFDIR ?= /etc/candour

include $(ROOMS:%=%/module.mk)

PACKAGES = glib-2.0 gio-2.0 gmime-3.0 libxml-2.0 libconfig libsodium sqlite3 jansson libhs libsystemd libseccomp libarchive libgsf-1 libical libmicrohttpd
CC = gcc
CPPFLAGS = -I. -D_GNU_SOURCE -DCANDOUR_DATA='"$(PREFIX)/share/candour"' -DCANDOUR_CONF='"$(SYSCONFDIR)/candour.conf"' \
	-DCANDOUR_LIBEXEC='"$(PREFIX)/libexec/candour"' -DCANDOUR_VERSION='"$(VERSION)"'
VERSION = 0.1
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes -Wmissing-prototypes
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=gnu17 $(WARNINGS) $(shell pkg-config --cflags $(PACKAGES))
LDLIBS = $(shell pkg-config --libs $(PACKAGES)) -lcsv -lmilter -lpthread -lm
LDFLAGS = -pie -Wl,--as-needed -Wl,-z,relro,-z,now

SRCS = $(foreach room,$(ROOMS),$($(room)_SRCS))
PROGRAMS = $(foreach room,$(ROOMS),$($(room)_PROGRAMS))
OBJS = $(SRCS:%.c=$(B)/o/%.o)
CHECK_OBJS = $(SRCS:%.c=$(B)/check/%.o)
TESTS = $(sort $(wildcard $(ROOMS:%=tests/%/test_*.c) $(ROOMS:%=tests/%/*/test_*.c)))
TEST_BINS = $(TESTS:%.c=$(B)/check/%)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1 -g -Werror

.PHONY: all check check-build check-layers check-format check-unit check-cases check-milter check-e2e check-browser check-bounds check-bounds-sanitized bench install clean
.SECONDARY:
all: $(PROGRAMS:%=$(B)/%)

# PROGRAM_MAIN, in the module.mk of its room, is the file with its main.
$(PROGRAMS:%=$(B)/%): $(B)/%: $(B)/libcandour.a
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(HARDENING) $(CFLAGS) -MMD -MP -MF $(B)/o/$*.d -o $@ $($*_MAIN) \
		$(B)/libcandour.a $(LDFLAGS) $(LDLIBS)

$(B)/libcandour.a: $(OBJS)
	rm -f $@ && ar rcs $@ $^

$(B)/o/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(HARDENING) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/check/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(SANITIZE) -MMD -MP -c -o $@ $<

$(B)/check/libcandour.a: $(CHECK_OBJS)
	rm -f $@ && ar rcs $@ $^

$(B)/check/tests/%: tests/%.c $(B)/check/libcandour.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(SANITIZE) -MMD -MP -o $@ $< $(B)/check/libcandour.a -lcmocka $(LDLIBS)

$(PROGRAMS:%=$(B)/check/%): $(B)/check/%: $(B)/check/libcandour.a
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(SANITIZE) -MMD -MP -MF $@.d -o $@ $($*_MAIN) $(B)/check/libcandour.a $(LDLIBS)

include tests/module.mk

# For packages: DESTDIR= PREFIX=/usr SYSCONFDIR=/etc/candour. The configuration that is there stays. What runs as a daemon
# goes to sbin, where the units start it; what only other programs start, to libexec.
DAEMONS = candour-milter candour-courier candour-review
HELPERS = candour-extract
DATA = $(DESTDIR)$(PREFIX)/share/candour
install: all
	install -d $(addprefix $(DESTDIR),$(PREFIX)/bin $(PREFIX)/sbin $(PREFIX)/libexec/candour $(SYSCONFDIR)) \
		$(DATA)/profiles $(DATA)/lexicons \
		$(DATA)/notices $(DATA)/page
	install -m 755 $(addprefix $(B)/,$(filter-out $(DAEMONS) $(HELPERS),$(PROGRAMS))) $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(addprefix $(B)/,$(filter $(DAEMONS),$(PROGRAMS))) $(DESTDIR)$(PREFIX)/sbin
	install -m 755 $(addprefix $(B)/,$(filter $(HELPERS),$(PROGRAMS))) $(DESTDIR)$(PREFIX)/libexec/candour
	for folder in profiles lexicons notices page; do install -m 644 conf/$$folder/* $(DATA)/$$folder || exit 1; done
	test -e $(DESTDIR)$(SYSCONFDIR)/candour.conf || \
		install -m 644 conf/candour.conf $(DESTDIR)$(SYSCONFDIR)/candour.conf
	for page in $(wildcard $(ROOMS:%=%/*.[1-8])); do \
		install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man$${page##*.} $$page || exit 1; done
	install -d $(addprefix $(DESTDIR)$(PREFIX)/lib/,systemd/system sysusers.d tmpfiles.d)
	for unit in systemd/*.service; do sed 's,/usr/sbin/,$(PREFIX)/sbin/,;s,/etc/candour/,$(SYSCONFDIR)/,' $$unit \
		> $(DESTDIR)$(PREFIX)/lib/systemd/system/$${unit##*/} || exit 1; done
	install -m 644 systemd/candour.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/candour.conf
	install -m 644 systemd/candour.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/candour.conf

clean:
	rm -rf $(B)

-include $(OBJS:.o=.d) $(CHECK_OBJS:.o=.d) $(TEST_BINS:=.d) $(PROGRAMS:%=$(B)/o/%.d) $(PROGRAMS:%=$(B)/check/%.d)
