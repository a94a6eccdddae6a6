# boxoffice: GNU make 4.3 or newer.  "make help" lists the targets.
MAKEFLAGS += --no-builtin-rules
# One compiler a core, unless -j says how many; what make starts itself is told by it.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all

# --- What the project needs; "make packages" installs what is missing ---------------------------
PACKAGES_BUILD := gcc libc6-dev pkg-config libsqlite3-dev libncurses-dev libcsv-dev libcups2-dev \
	libcairo2-dev libpango1.0-dev libzint-dev libsodium-dev libjansson-dev libutf8proc-dev
PACKAGES_RUN   := fonts-dejavu-core tzdata
PACKAGES_TEST  := libcmocka-dev libvterm-dev cups-daemon cups-client cups-ipp-utils dbus-daemon \
	zxing-cpp-tools zbar-tools poppler-utils ghostscript netpbm sqlite3 clang libclang-rt-14-dev \
	xvfb xfonts-base xterm xdotool postgresql libpq-dev zsh
PACKAGES_LINT  := clang-format cppcheck pmccabe

# --- Variants: each has its own folder, so changing them needs no clean --------------------------
VARIANT ?= debug
BUILD   ?= build
B       := $(BUILD)/$(VARIANT)
CC      ?= cc
ifeq ($(origin CC),default)
CC      := cc
endif
AR      ?= ar
PREFIX  ?= /usr/local
DESTDIR ?=
V       ?= 0
Q       := $(if $(filter 1,$(V)),,@)
T       ?= *

CFLAGS_debug    := -Og -g3
CFLAGS_release  := -O2 -g1 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
CFLAGS_asan     := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_asan    := -fsanitize=address,undefined
export LSAN_OPTIONS := suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0
CFLAGS_fuzz     := -O1 -g3 -fsanitize=address,undefined,fuzzer-no-link -DFUZZ_LIBFUZZER
LDFLAGS_fuzz    := -fsanitize=address,undefined
# The control of the race test: the store without its lock.  It must oversell.
CFLAGS_nolock   := -Og -g3 -DBO_TEST_NO_LOCK

# Other compilers know other warnings: they stop the tests, not somebody who wants to sell.
WERROR ?= 0
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wundef -Wformat=2 -Wcast-qual -Wpointer-arith \
	-Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wimplicit-fallthrough -Wswitch-enum -Wnull-dereference -fno-common \
	$(if $(filter 1,$(WERROR)),-Werror)

# -isystem: other people's headers are not held to our warnings
pkg = $(patsubst -I%,-isystem%,$(shell pkg-config --cflags $(1) 2>/dev/null))
CFLAGS_sqlite  := $(call pkg,sqlite3)
CFLAGS_pango   := $(call pkg,pangocairo cairo-pdf)
CFLAGS_curses  := $(filter-out -D_XOPEN_SOURCE=%,$(call pkg,ncursesw))
LIBS_ENGINE := $(shell pkg-config --libs sqlite3 pangocairo cairo-pdf libsodium jansson libutf8proc 2>/dev/null) \
	-lcsv -lcups -lzint -lm
LIBS_SCREEN := $(shell pkg-config --libs ncursesw 2>/dev/null)
LIBS_TEST   := -lcmocka -lvterm -lutil

ALL_CPPFLAGS = -D_GNU_SOURCE -Iinclude $(ROOM_CPPFLAGS) $(CPPFLAGS)
ALL_CFLAGS   = -std=c17 $(WARN) $(CFLAGS_$(VARIANT)) $(ROOM_CFLAGS_$(VARIANT)) $(CFLAGS)
ALL_LDFLAGS  = $(LDFLAGS_$(VARIANT)) $(LDFLAGS)

# --- Rooms ----------------------------------------------------------------------------------------
obj = $(patsubst %.c,$(B)/%.o,$(1))
CLI_SRC     := $(wildcard src/cli/*.c src/cli/*/*.c)
ENGINE_SRC  := $(filter-out src/main.c $(CLI_SRC),$(wildcard src/*.c src/*/*.c src/*/*/*.c))
UI_SRC      := $(wildcard screens/ui/*.c screens/ui/*/*.c)
SCREEN_SRC  := $(filter-out $(UI_SRC),$(wildcard screens/*.c screens/*/*.c))
SUPPORT_SRC := $(wildcard tests/support/*.c)
TEST_SRC    := $(wildcard tests/*/test_*.c)
BENCH_SRC   := $(wildcard tests/bench/bench_*.c)

ENGINE  := $(B)/libboxoffice.a
CLI     := $(B)/libcli.a
UI      := $(B)/libui.a
SCREENS := $(B)/libscreens.a
SUPPORT := $(B)/libsupport.a
APP     := $(B)/boxoffice
TESTS   := $(patsubst %.c,$(B)/%,$(TEST_SRC))
BENCHES := $(patsubst %.c,$(B)/%,$(BENCH_SRC))

# Each room sees the public face and its own private headers; src/ rooms see each other's.
$(B)/src/%.o:     ROOM_CPPFLAGS = -Isrc -I$(B)/gen
$(B)/screens/%.o: ROOM_CPPFLAGS = -Iscreens
$(B)/tests/%.o:   ROOM_CPPFLAGS = -Isrc -Iscreens -Itests -I$(B)/gen
$(B)/tests/support/postgres.o: ROOM_CPPFLAGS = -Itests $(call pkg,libpq)
# What is slow to compile and quick to run: a command and a screen ask and show, the engine and ui/ work.
$(B)/src/cli/%.o $(B)/screens/%.o: ROOM_CFLAGS_release = -O1
$(B)/screens/ui/%.o: ROOM_CFLAGS_release =
$(B)/src/main.o:  ROOM_CPPFLAGS = -Isrc -Iscreens
$(B)/src/store/%.o:  ROOM_CPPFLAGS = -Isrc -I$(B)/gen $(CFLAGS_sqlite)
$(B)/src/print/%.o:  ROOM_CPPFLAGS = -Isrc -I$(B)/gen $(CFLAGS_pango)
$(B)/screens/ui/term/ncurses.o: ROOM_CPPFLAGS = -Iscreens $(CFLAGS_curses)

.PHONY: all help
all: $(APP) ## build the program (VARIANT=debug, release, asan)
help: ## this list
	@sed -nE 's/^([a-z -]+):.*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

# --- Compiling ------------------------------------------------------------------------------------
$(B)/%.o: %.c Makefile | $(B)/gen/embedded.h
	@echo '  CC    $<'; mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/gen/embedded.o: $(B)/gen/embedded.c
	$(Q)$(CC) $(ALL_CFLAGS) -I$(B)/gen -c -o $@ $<
DATA := $(sort $(wildcard data/schema/*.sql data/templates/* data/keys data/boxoffice.1))
$(B)/gen/embedded.c $(B)/gen/embedded.h &: $(DATA) data/embed.sh
	@echo '  GEN   $(B)/gen/embedded.c'; mkdir -p $(@D)
	$(Q)sh data/embed.sh $(B)/gen $(DATA)

$(ENGINE): $(call obj,$(ENGINE_SRC)) $(B)/gen/embedded.o
$(CLI): $(call obj,$(CLI_SRC))
$(UI): $(call obj,$(UI_SRC))
$(SCREENS): $(call obj,$(SCREEN_SRC))
$(SUPPORT): $(call obj,$(SUPPORT_SRC))
$(ENGINE) $(CLI) $(UI) $(SCREENS) $(SUPPORT):
	@echo '  AR    $@'; rm -f $@
	$(Q)$(AR) rcs $@ $^
$(APP): $(B)/src/main.o $(CLI) $(SCREENS) $(UI) $(ENGINE)
	@echo '  LINK  $@'
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_ENGINE) $(LIBS_SCREEN)
# The program does not know of PostgreSQL yet; one test does.
$(B)/tests/store/test_portable: LIBS_TEST += -lpq
$(TESTS) $(BENCHES) $(B)/tests/pictures/shoot $(B)/tests/e2e/racer: $(B)/%: $(B)/%.o $(SUPPORT) $(CLI) $(SCREENS) $(UI) $(ENGINE)
	@echo '  LINK  $@'
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_TEST) $(LIBS_ENGINE) $(LIBS_SCREEN)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

# --- Checking -------------------------------------------------------------------------------------
.PHONY: benches packages test-packages lint-packages storm racers suite test asan layers lint golden bench bench-quick clang run pictures clean install
packages: ## install what is missing (asks for root only then)
	$(Q)sh data/packages.sh $(PACKAGES_BUILD) $(PACKAGES_RUN)
test-packages:
	$(Q)sh data/packages.sh $(PACKAGES_BUILD) $(PACKAGES_RUN) $(PACKAGES_TEST)
lint-packages:
	$(Q)sh data/packages.sh $(PACKAGES_BUILD) $(PACKAGES_RUN) $(PACKAGES_LINT)

CHOSEN := $(foreach t,$(TESTS),$(if $(findstring *,$(T)),$(t),$(if $(findstring $(T),$(t)),$(t))))
# The race is run by a program of its own, built once more without the store's lock.
racers: $(B)/tests/e2e/racer
	$(Q)$(MAKE) --no-print-directory VARIANT=nolock $(BUILD)/nolock/tests/e2e/racer
suite: $(APP) $(TESTS) racers layers
	$(Q)BOXOFFICE=$(abspath $(APP)) sh tests/run.sh $(CHOSEN)
# pkg-config is asked when make starts, so what comes after installing is another make.
test: test-packages ## install what is missing, then build and run every test (T=name: those only)
	$(Q)$(MAKE) --no-print-directory WERROR=1 clang
	$(Q)$(MAKE) --no-print-directory WERROR=1 VARIANT=release all
	$(Q)$(MAKE) --no-print-directory WERROR=1 suite
asan: test-packages ## the same suite with the address and undefined behaviour sanitizers
	$(Q)KILLS=$${KILLS:-200} $(MAKE) --no-print-directory VARIANT=asan suite
clang: ## build everything with clang, warnings as errors
	$(Q)$(MAKE) --no-print-directory CC=clang VARIANT=debug BUILD=$(BUILD)/clang all
layers: $(ENGINE) $(CLI) $(UI) $(SCREENS) ## fail if an arrow between rooms runs the wrong way
	$(Q)sh tests/layers.sh . $(B)
lint: lint-packages ## static checks: layout, sizes of rooms, files and functions, circles, cppcheck
	$(Q)$(MAKE) --no-print-directory layers
	$(Q)sh tests/lint.sh $(B)
storm: test-packages ## the long storms: as many kills, races and random seasons as were ever promised
	$(Q)KILLS=1000 $(MAKE) --no-print-directory suite T=crash/
	$(Q)$(MAKE) --no-print-directory suite T=e2e/test_race
golden: $(TESTS) ## rewrite the golden screens from what the program draws now
	$(Q)GOLDEN_UPDATE=1 BOXOFFICE=$(abspath $(APP)) sh tests/run.sh $(filter $(B)/tests/screens/% $(B)/tests/ui/%,$(TESTS))

.PHONY: fuzz
fuzz: ## throw files at the importer until it breaks (libFuzzer; needs clang)
	$(Q)$(MAKE) --no-print-directory CC=clang VARIANT=fuzz BUILD=$(BUILD)/clang fuzzer
	$(Q)mkdir -p $(BUILD)/fuzz
	$(Q)$(BUILD)/clang/fuzz/fuzzer $(BUILD)/fuzz tests/import/corpus
.PHONY: fuzzer
fuzzer: $(B)/tests/support/fuzz_import.o $(ENGINE)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) -o $(B)/fuzzer $^ $(LIBS_ENGINE)

.PHONY: manual
manual: $(APP) ## write usage lines, options and access into the manual page from the program's rows
	$(Q)sh data/manual.sh $(APP) data/boxoffice.1 >$(B)/boxoffice.1 && cp $(B)/boxoffice.1 data/boxoffice.1

pictures: $(B)/tests/pictures/shoot ## make the pictures of the README anew, from the program itself
	$(Q)$(B)/tests/pictures/shoot data/pictures
	$(Q)pdftoppm -r 110 -png -singlefile data/pictures/ticket.pdf data/pictures/ticket && rm data/pictures/ticket.pdf

bench: ## measure what is promised to be fast; prints ratios from one run
	$(Q)$(MAKE) --no-print-directory VARIANT=release benches
# The largest store of the series is made on demand only: BENCH_LARGEST=5000000 make bench
BENCH ?= *
QUICK := sale tills store paint matrix redemption screen
bench-quick: ## the same in two minutes: what a sale, a till and a check cost, in small stores
	$(Q)BENCH_ORDERS=20000 BENCH_FOLDER=$(BUILD)/bench-quick $(MAKE) --no-print-directory VARIANT=release BENCH="$(QUICK)" benches
BENCHED := $(if $(findstring *,$(BENCH)),$(BENCHES),$(patsubst %,$(B)/tests/bench/bench_%,$(BENCH)))
benches: $(APP) $(BENCHED)
	$(Q)for bench in $(BENCHED); do echo "$$bench" | sed 's|.*/||'; BOXOFFICE=$(abspath $(APP)) $$bench || exit 1; done

# --- Using ----------------------------------------------------------------------------------------
run: packages ## install what is missing, build, and sell in a demo season
	$(Q)$(MAKE) --no-print-directory VARIANT=release all
	$(Q)sh data/run.sh $(BUILD)/release/boxoffice $(BUILD)/demo
install: ## install program, manual page and completion for bash and zsh below PREFIX
	$(Q)$(MAKE) --no-print-directory VARIANT=release all
	install -D -m 755 $(BUILD)/release/boxoffice $(DESTDIR)$(PREFIX)/bin/boxoffice
	install -D -m 644 data/boxoffice.1 $(DESTDIR)$(PREFIX)/share/man/man1/boxoffice.1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	$(BUILD)/release/boxoffice completion bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/boxoffice
	$(BUILD)/release/boxoffice completion zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_boxoffice
clean: ## remove build/
	$(Q)rm -rf $(BUILD)
