/*
 * Whatever the program writes is its owner's alone, whoever's habits say otherwise: stores with
 * their logs, copies, what was put back, tickets, previews, lists.
 */
#include "support/run.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "

static int setup(void **state)
{
	struct run *run;

	umask(0);
	run = run_office();
	run->pin = "3333";
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	umask(022);
	run_end(*state);
	return 0;
}

/* What the test itself made. */
static const char *const own[] = { "stdout", "stderr", "stdin", "list.csv", "template.tpl" };
static size_t seen;

static int look(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	const char *name = path + walk->base;
	unsigned wanted = S_ISDIR(st->st_mode) ? 0700 : 0600;

	(void)type;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strcmp(own[i], name) == 0)
			return 0;
	if ((st->st_mode & 07777) != wanted)
		fail_msg("%s is %o", path, (unsigned)st->st_mode & 07777);
	seen++;
	return 0;
}

static void everything_is_private(struct run *run, size_t at_least)
{
	seen = 0;
	assert_int_equal(nftw(run->folder, look, 16, FTW_PHYS), 0);
	if (seen < at_least)
		fail_msg("only %zu files and folders were there", seen);
}

static void in_folder(struct run *run, int code, const char *before, const char *name,
		      const char *after)
{
	char line[900];

	snprintf(line, sizeof line, "%s'%s/%s'%s", before, run->folder, name, after);
	if (run_line(run, line) != code)
		fail_msg("%s: %d, %s", line, run->code, run->err);
}

/* On the way, too: the logs beside an open store. */
static void test_files(void **state)
{
	struct run *run = *state;
	static const char list[] = "email,quantity\nann@example.org,2\nnonsense,1\n";
	char line[1200];

	run_ok(run, M "sell 1 '2 Adult General'");
	run_ok(run, M "print printers add Deep --folder deep/er/tickets --default");
	run_ok(run, M "sell 1 '1 Adult General'");
	run_ok(run, M "patron add Ann --email ann@example.org");
	run_ok(run, M "audience add Friends");
	run_write(run, "list.csv", list, sizeof list - 1);
	snprintf(line, sizeof line,
		 M "audience import Friends '%s/list.csv' --columns email,quantity --good-rows "
		   "--bad-rows '%s/bad.csv'",
		 run->folder, run->folder);
	run_ok(run, line);
	in_folder(run, 0, M "audience export Friends --file ", "friends.csv", "");
	in_folder(run, 0, M "patron export --file ", "patrons.csv", "");
	in_folder(run, 0, M "print preview ", "specimen.pdf", "");
	in_folder(run, 0, M "backup ", "copy.db", "");
	in_folder(run, 0, M "restore ", "copy.db", "");
	in_folder(run, 0, "--store ", "fresh.db", " init");
	in_folder(run, 0, "--store ", "demo.db", " demo");
	everything_is_private(run, 16);
}

static void test_the_default_place(void **state)
{
	struct run *run = *state;

	run->no_store = true;
	run_ok(run, "demo");
	run->pin = "1111";
	run_ok(run, "--staff Casey sell 1 '1 Adult General'");
	everything_is_private(run, 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_files, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_default_place, setup, teardown),
	};

	return cmocka_run_group_tests_name("cli/private", tests, NULL, NULL);
}
