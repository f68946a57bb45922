# libFuzzer targets, one for each reader of foreign bytes; built by clang in $(B)/fuzz. `make fuzz` looks for new findings,
# FUZZ_SECONDS a target; `make check-fuzz` runs over seeds and what was found before, FUZZ_RUNS each.
FUZZ_SECONDS ?= 10
FUZZ_RUNS ?= 2000
FUZZ_CC = clang
FUZZ_SANITIZE = -Wno-unused-function -Wno-unused-variable -Wno-missing-field-initializers \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1 -g
FUZZ_TARGETS = $(sort $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_TESTS = $(filter $(B)/check/tests/parser/test_extract_%,$(TEST_BINS))
FUZZ_OBJS = $(SRCS:%.c=$(B)/fuzz/o/%.o)

$(B)/fuzz/o/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(ALL_CFLAGS) $(CPPFLAGS) $(FUZZ_SANITIZE) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<

$(B)/fuzz/libcandour.a: $(FUZZ_OBJS)
	rm -f $@ && ar rcs $@ $^

$(B)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(B)/fuzz/libcandour.a
	$(FUZZ_CC) $(ALL_CFLAGS) $(CPPFLAGS) $(FUZZ_SANITIZE) -fsanitize=fuzzer -MMD -MP -MF $@.d -o $@ $< \
		$(B)/fuzz/libcandour.a $(LDLIBS)

# Every build of the tests compiles the targets, so that they follow what they call.
$(B)/check/tests/fuzz/%.o: SANITIZE += -Wno-unused-function -Wno-unused-variable
check-build: $(FUZZ_TARGETS:$(B)/fuzz/%=$(B)/check/tests/fuzz/%.o)

.PHONY: fuzz check-fuzz fuzz-build
fuzz-build: $(FUZZ_TARGETS)

fuzz: fuzz-build $(FUZZ_TESTS)
	sh tests/fuzz/run.sh $(B)/fuzz $(B)/check seconds $(FUZZ_SECONDS) $(FUZZ_TARGETS)

check-fuzz: fuzz-build $(FUZZ_TESTS)
	sh tests/fuzz/run.sh $(B)/fuzz $(B)/check runs $(FUZZ_RUNS) $(FUZZ_TARGETS)

-include $(FUZZ_OBJS:.o=.d) $(FUZZ_TARGETS:=.d)
