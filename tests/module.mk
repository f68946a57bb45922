# SPDX-License-Identifier: BSD-2-Clause
# What tests and measures; included by the one Makefile.

# Everything that must hold before a change lands; the programs under test are the sanitized ones.
check: check-layers check-format check-unit check-cases check-milter check-e2e check-browser check-bounds

check-build: $(TEST_BINS) $(PROGRAMS:%=$(B)/check/%)

check-layers:
	sh tests/layers.sh

check-format:
	clang-format --dry-run -Werror $(SRCS) $(TESTS) $(wildcard tests/fuzz/*.[ch]) $(foreach room,$(ROOMS),$(wildcard $(room)/*.h $(room)/*/*.h))

check-unit: $(TEST_BINS)
	@for test in $(TEST_BINS); do echo "== $$test"; case $$test in /*) $$test;; *) ./$$test;; esac || exit 1; done

check-cases: $(B)/check/candour $(B)/check/candour-extract
	sh tests/cli/test_command.sh $(B)/check
	sh tests/northmere/run.sh $(B)/check

check-milter: $(PROGRAMS:%=$(B)/check/%)
	sh tests/milter/run.sh $(B)/check

check-e2e: $(PROGRAMS:%=$(B)/check/%)
	python3 tests/e2e/run.py $(B)/check

# The review page in a real Chromium.
check-browser: $(PROGRAMS:%=$(B)/check/%)
	python3 tests/browser/run.py $(B)/check build/browser

# Messages of every size and shape: what is said of them, and what memory they take.
check-bounds: $(PROGRAMS:%=$(B)/check/%) $(PROGRAMS:%=$(B)/%)
	python3 tests/bounds/run.py --memory $(B)
	python3 tests/bounds/daemon.py $(B)

# The same under sanitizers, which takes so long that it is not part of check.
check-bounds-sanitized: $(PROGRAMS:%=$(B)/check/%)
	python3 tests/bounds/run.py $(B)/check

include tests/fuzz/fuzz.mk

# Processor time a message, beside a filter that does nothing, the store's look-ups, and time and memory of large messages;
# figures, not a test.
bench: $(B)/candour $(B)/candour-milter $(B)/candour-extract $(B)/bench/nothing $(B)/bench/parse $(B)/bench/store
	sh tests/bench/bench.sh $(B)
	$(B)/bench/store
	-python3 tests/bounds/run.py --memory $(B) binary-of-25-mb pictures-of-25-mb text-of-25-mb html-of-25-mb

$(B)/bench/store: tests/bench/store.c $(B)/libcandour.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(B)/libcandour.a $(LDLIBS)

$(B)/bench/%: tests/bench/%.c $(B)/libcandour.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(B)/libcandour.a $(LDLIBS)
