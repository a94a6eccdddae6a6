/*
 * What stands although its output could not be written: every command that changes something then
 * ends with 4, says that it is done and which order it is, and why it could not be told.  What
 * reads only has failed.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "
#define ANYTHING "What was asked is done and kept"

static int setup(void **state)
{
	struct run *run = run_office();

	if (access("/dev/full", W_OK) != 0)
		skip();
	run->pin = "3333";
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

/* Where they need one another they stand in that order. */
static const struct {
	const char *line, *kept;
} commands[] = {
	{ "staff add Dora --role door", ANYTHING },
	{ "staff edit Dora --name Dori", ANYTHING },
	{ "staff disable Dori", ANYTHING },
	{ "option set hold-minutes 20", ANYTHING },
	{ "season add Summer --from 2027-01-01 --to 2027-12-31", ANYTHING },
	{ "house add Studio --capacity 50", ANYTHING },
	{ "show add Lear --season Winter --house Studio", ANYTHING },
	{ "show edit Lear --name 'King Lear'", ANYTHING },
	{ "performance add 'King Lear' --at 2026-01-09T20:00", ANYTHING },
	{ "performance move 3 --to 2026-01-10T20:00", ANYTHING },
	{ "performance edit 3 --capacity 40", ANYTHING },
	{ "voucher-type add Comp --season Winter --category comp --price 0 --availability "
	  "boxoffice",
	  ANYTHING },
	{ "voucher-type edit 'Adult General' --changeable yes", ANYTHING },
	{ "voucher-type clone Comp --as Press", ANYTHING },
	{ "voucher-type delete Press", ANYTHING },
	{ "redemption apply --type Comp --type 'Adult General' --show 'King Lear' --show Hamlet",
	  ANYTHING },
	{ "redemption undo", ANYTHING },
	{ "redemption redo", ANYTHING },
	{ "patron add 'Ann Lee' --email ann@example.org", ANYTHING },
	{ "patron add 'Ann Lea' --email lea@example.org", ANYTHING },
	{ "patron edit 2 --phone '555 1'", ANYTHING },
	{ "sell 1 '3 Adult General' --patron 2 --no-print", "Order 1 is done and kept" },
	{ "--format json sell 1 '2 Adult General' --no-print", "Order 2 is done and kept" },
	{ "--format csv sell 2 '2 Youth General' --no-print", "Order 3 is done and kept" },
	{ "hold add 1 '2 Adult General'", ANYTHING },
	{ "sell --hold 1 --no-print", "Order 4 is done and kept" },
	{ "hold add 1 '1 Adult General'", ANYTHING },
	{ "hold release 1", ANYTHING },
	{ "order reprint 1 --voucher 1 --no-print", "Order 1 is done and kept" },
	{ "order refund 1 --voucher 1 --reason ill", "Order 1 is done and kept" },
	{ "order exchange 1 --voucher 2 --to 2 --no-print", "Order 1 is done and kept" },
	{ "voucher issue '2 Comp' --patron 2 --override thanks --no-print",
	  "Order 5 is done and kept" },
	{ "voucher reserve 11 --performance 1 --override thanks --no-print",
	  "Order 5 is done and kept" },
	{ "voucher release 11", "Order 5 is done and kept" },
	{ "voucher transfer 11 --to 3", "Order 5 is done and kept" },
	{ "patron merge 2 3", ANYTHING },
	{ "audience add Friends", ANYTHING },
	{ "audience generate Friends --count 3", ANYTHING },
	{ "audience add-member Friends --code FRIEND-1", ANYTHING },
	{ "audience edit Friends --quantity 3", ANYTHING },
	{ "campaign add Half --audience Friends --discount 50%", ANYTHING },
	{ "campaign start Half", ANYTHING },
	{ "campaign stop Half", ANYTHING },
	{ "print printers add Second --folder second", ANYTHING },
	{ "print printers use Second", ANYTHING },
	{ "performance cancel 3", ANYTHING },
};

static void test_every_writing_command(void **state)
{
	struct run *run = *state;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		char line[300], *before = run_dump(run->store), *after;

		snprintf(line, sizeof line, "%s%s", M, commands[i].line);
		run->out_file = "/dev/full";
		if (run_line(run, line) != 4 || !strstr(run->err, commands[i].kept) ||
		    !strstr(run->err, "No space left on device"))
			fail_msg("%s: %d, %s", line, run->code, run->err);
		run->out_file = NULL;
		after = run_dump(run->store);
		if (strcmp(before, after) == 0)
			fail_msg("nothing was changed by %s", line);
		free(before);
		free(after);
	}
	run_ok(run, "check");
}

/* Files are kept too; nobody is asked to make them again. */
static void test_files(void **state)
{
	struct run *run = *state;
	static const char *const lines[] = { "backup '%s/kept'", "print preview '%s/kept'",
					     "patron export --file '%s/kept'",
					     "--store '%s/kept' init", "--store '%s/kept' demo" };

	run_ok(run, M "patron add Ann");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char line[900], words[700];
		struct stat st;

		/* the table's own words */
		snprintf(words, sizeof words, "%.*s%s%s", (int)(strstr(lines[i], "%s") - lines[i]),
			 lines[i], run->folder, strstr(lines[i], "%s") + 2);
		snprintf(line, sizeof line, "%s%s", i < 3 ? M : "", words);
		run->out_file = "/dev/full";
		run_line(run, line);
		/* an export says nothing, so nothing fails */
		if (run->code != 4 && i != 2)
			fail_msg("%s: %d, %s", line, run->code, run->err);
		run->out_file = NULL;
		assert_int_equal(stat(run_path(run, "kept"), &st), 0);
		assert_int_equal(unlink(run_path(run, "kept")), 0);
	}
}

static void test_what_only_reads(void **state)
{
	struct run *run = *state;
	static const char *const lines[] = { "order list", "offers 1", "performance list",
					     "--format json check", "--format csv report revenue" };
	char line[200];

	run_ok(run, M "sell 1 '1 Adult General' --no-print");
	run->out_file = "/dev/full";
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		snprintf(line, sizeof line, "%s%s", M, lines[i]);
		if (run_line(run, line) != 3 || !strstr(run->err, "No space left on device"))
			fail_msg("%s: %d, %s", line, run->code, run->err);
	}
	/* Nothing done, nothing kept. */
	assert_int_equal(run_line(run, M "sell 1 '99 Youth General' --no-print"), 1);
	assert_int_equal(run_line(run, M "--format json sell 1 '9 Nothing' --no-print"), 2);
	assert_int_equal(run_line(run, M "redemption apply --type 'Adult General' --show Hamlet "
					 "--cap 9 --dry-run"),
			 3);
	run->out_file = "";
	assert_int_equal(run_line(run, M "order list"), 3);
	assert_non_null(strstr(run->err, "Bad file descriptor"));
	assert_int_equal(run_line(run, M "sell 1 '1 Adult General' --no-print"), 4);
	assert_non_null(strstr(run->err, "Order 2 is done and kept"));
	assert_non_null(strstr(run->err, "Bad file descriptor"));
	assert_null(strstr(run->err, "Success"));
}

/* A reader that went away before. */
static void test_a_broken_pipe(void **state)
{
	struct run *run = *state;
	char command[2000];
	int status;

	snprintf(command, sizeof command,
		 "cd '%s' && for f in table json csv; do mkfifo p; (exec 3<p; rm p; echo) "
		 ">/dev/null & "
		 "exec 4>p; wait; BOXOFFICE_STORE='%s' BOXOFFICE_PIN=3333 '%s' %s --format $f sell "
		 "1 "
		 "'1 Adult General' --no-print >&4 2>>err; [ $? = 4 ] || exit 1; exec 4>&-; done",
		 run->folder, run->store, run_program(), M);
	status = system(command);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	snprintf(command, sizeof command,
		 "[ $(grep -c 'Order [123] is done and kept.*Broken pipe' '%s/err') = 3 ]",
		 run->folder);
	assert_int_equal(system(command), 0);
}

#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_every_writing_command),
		T(test_files),
		T(test_what_only_reads),
		T(test_a_broken_pipe),
	};

	return cmocka_run_group_tests_name("cli/untold", tests, NULL, NULL);
}
