/*
 * What stands in no process list, no name that can be taken for another, no file lost
 * by writing over it, and no death where a file may not grow.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
	*state = run_office();
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static void test_a_new_pin(void **state)
{
	struct run *run = *state;

	run_ok(run, "--staff Morgan staff add Pia --role clerk --pin 4711");
	assert_non_null(strstr(run->err, "list of processes"));
	run->new_pin = "8642";
	run_ok(run, "--staff Morgan staff add Quentin --role clerk");
	assert_string_equal(run->err, "");
	run_ok(run, "--staff Morgan staff edit Pia");
	run->new_pin = NULL;
	run->pin = "8642";
	run_ok(run, "--staff Quentin offers 1");
	run_ok(run, "--staff Pia offers 1");
	run->pin = "4711";
	assert_int_equal(run_line(run, "--staff Pia offers 1"), 1);
	/* without a terminal and a variable none is made up */
	run->pin = "3333";
	run_ok(run, "--staff Morgan staff add Rosa --role clerk");
	assert_non_null(strstr(run->out, "no PIN"));
}

/* Letters of Cyrillic, Greek and Armenian for some of the Latin ones. */
static void test_names_that_look_alike(void **state)
{
	static const char *const there[] = {
		"--staff Morgan audience add Press",
		"--staff Morgan campaign add Spring --audience Press --discount 10%",
		"--staff Morgan print printers add Box --folder .",
		"--staff Morgan --till Counter sell 1 '1 Adult General' --now 2026-01-05T12:00 "
		"--no-print",
		NULL
	};
	static const char *const alike[] = {
		"staff add Мorgan --role clerk",
		"staff add саsey --role clerk",
		"staff add ΜORGAN --role clerk",
		"staff edit Casey --name Ѕam",
		"season add 'Wіnter' --from 2027-01-01 --to 2027-02-01",
		"house add 'Маin House' --capacity 10",
		"show add Наmlet --season Winter --house 'Main House'",
		"show clone Hamlet --as Ηamlet --season Winter",
		"voucher-type add 'Αdult General' --season Winter --category revenue --price 1.00 "
		"--availability anyone",
		"voucher-type edit 'Youth General' --name 'Adult Generаl'",
		"voucher-type clone 'Adult General' --as 'Yօuth General'",
		"audience add Рress",
		"campaign add 'Sрring' --audience Press --discount 5%",
		"print printers add Вох --folder .",
		"--till Сounter season add Other --from 2027-01-01 --to 2027-02-01",
	};
	struct run *run = *state;
	char line[300], *before, *after;

	run_all(run, there);
	before = run_dump(run->store);
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
		snprintf(line, sizeof line, "--staff Morgan %s", alike[i]);
		if (run_line(run, line) != 2 || !strstr(run->err, "looks like"))
			fail_msg("\"%s\" ended with %d:\n%s%s", line, run->code, run->out,
				 run->err);
	}
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
	/* another alphabet is nothing bad, and people may be called what they are called */
	run_ok(run, "--staff Morgan staff add 'Жанна' --role clerk");
	run_ok(run, "--staff Morgan show add 'Ревизор' --season Winter --house 'Main House'");
	run_ok(run, "--staff Morgan patron add Morgan");
	run_ok(run, "--staff Morgan patron add Мorgan");
	/* a name is mended */
	run_ok(run, "--staff Morgan staff edit Casey --name CASEY");
}

static void refused(struct run *run, const char *command)
{
	char line[600];

	snprintf(line, sizeof line, "--staff Morgan %s", command);
	if (run_line(run, line) != 2 || !strstr(run->err, "exists already"))
		fail_msg("\"%s\" ended with %d:\n%s%s", line, run->code, run->out, run->err);
}

static void test_no_file_is_written_over(void **state)
{
	static const char *const commands[] = {
		"patron export --file '%s'", "audience export Press --file '%s'",
		"print preview '%s'", "patron import '%s.csv' --good-rows --bad-rows '%s'",
		"backup '%s'"
	};
	struct run *run = *state;
	char command[1200], line[1300];

	run_ok(run, "--staff Morgan audience add Press");
	run_ok(run, "--staff Morgan audience add-member Press --code A1");
	run_write(run, "kept", "mine\n", 5);
	run_write(run, "kept.csv", "name,email\nZoe,zoe\nBob,bob@example.org\n", 39);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		const char *path = run_path(run, "kept");
		char text[16] = "";
		FILE *file;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(command, sizeof command, commands[i], path, path);
#pragma GCC diagnostic pop
		refused(run, command);
		file = fopen(path, "r");
		assert_non_null(file);
		assert_non_null(fgets(text, sizeof text, file));
		fclose(file);
		assert_string_equal(text, "mine\n");
		snprintf(line, sizeof line, "--staff Morgan %s --force", command);
		run_ok(run, line);
		file = fopen(path, "r");
		assert_non_null(file);
		assert_true(!fgets(text, sizeof text, file) || strcmp(text, "mine\n") != 0);
		fclose(file);
		run_write(run, "kept", "mine\n", 5);
	}
	snprintf(command, sizeof command, "--staff Morgan backup '%s' --force", run->store);
	assert_int_equal(run_line(run, command), 2);
	run_ok(run, "check");
}

/* A file that may not grow: an error and a sentence, where it was a signal; reading goes on. */
static void test_files_that_may_not_grow(void **state)
{
	struct run *run = *state;
	char *before = run_dump(run->store), *after;

	run->out_file = "/dev/null";
	run->file_limit = 1;
	assert_int_equal(run_line(run, "order list"), 0);
	assert_int_equal(run_line(run, "offers 1 --now 2026-01-05T12:00"), 0);
	assert_int_equal(run_line(run, "sell 1 '1 Adult General' --now 2026-01-05T12:00 --till x "
				       "--no-print"),
			 3);
	run->out_file = NULL;
	run->file_limit = 0;
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
	run_ok(run, "sell 1 '1 Adult General' --now 2026-01-05T12:00 --till x --no-print");
	run_ok(run, "check");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_new_pin, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names_that_look_alike, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_file_is_written_over, setup, teardown),
		cmocka_unit_test_setup_teardown(test_files_that_may_not_grow, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
