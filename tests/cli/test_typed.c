/*
 * Dates and times as people type them, wherever a command takes one; and two
 * performances at half past one of the night that has that hour twice.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-02-04T12:00 " /* a Wednesday */

static struct run *run;

static int setup(void **state)
{
	(void)state;
	run = run_office();
	run->pin = "3333";
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	run_end(run);
	return 0;
}

static void says(const char *line, const char *part)
{
	run_ok(run, line);
	if (!strstr(run->out, part))
		fail_msg("\"%s\" does not say %s:\n%s", line, part, run->out);
}

static void refuses(const char *line, const char *part)
{
	if (run_line(run, line) != 2 || !strstr(run->err, part))
		fail_msg("\"%s\" ended with %d:\n%s", line, run->code, run->err);
}

static void test_everywhere(void **state)
{
	(void)state;
	run_ok(run, M "season add Summer --from '1 mar 2027' --to '31.8.2027'");
	says(M "season list", "2027-03-01  2027-08-31");
	run_ok(run, M "show add Faust --season Winter --house 'Main House' --listed tomorrow");
	says(M "show list --format json", "2026-02-05");
	run_ok(run, M "performance add Faust --at 'fri 8pm' --at '12/11 20'");
	says(M "performance list Faust --format csv", "2026-02-06T20:00:00+01:00");
	says(M "performance list Faust --format csv", "2026-11-12T20:00:00+01:00");
	run_ok(run, M "performance add Faust --from '1 apr' --to '3 apr' --on thu,fri --time 8pm");
	says(M "performance list Faust --format csv", "2026-04-03T20:00:00+02:00");
	/* A time alone is one of the day it is on. */
	run_ok(run, M "performance move 'Faust@6 feb 20' --to 7:30pm");
	says(M "performance list Faust --format csv", "2026-02-06T19:30:00+01:00");
	run_ok(run, M "redemption apply --type 'Adult General' --show Faust --start 'today noon' "
		      "--dry-run --end none");
}

static void test_windows_and_filters(void **state)
{
	(void)state;
	run_ok(run, M "performance add Hamlet --at 2026-02-20T20:00");
	run_ok(run, M "redemption apply --type 'Adult General' --performance "
		      "Hamlet@2026-02-20T20:00 --start '5 feb 10' --end 'Fri 20 Feb 18:00'");
	says(M "redemption list Hamlet@2026-02-20T20:00 --format json",
	     "2026-02-20T18:00:00+01:00");
	run_ok(run, "--staff Morgan --till front --now 2026-02-06T12:00 sell "
		    "Hamlet@2026-02-20T20:00 '1 Adult General' --no-print");
	/* What is looked for is what was. */
	says("--staff Morgan --till front --now 2026-02-09T12:00 report revenue --from '6 feb' "
	     "--to friday --format csv",
	     "2026-02-06,type,Adult General,sale,1,40.00");
	says("--staff Morgan --till front --now 2026-02-07T12:00 order list --from yesterday "
	     "--format csv",
	     "40.00");
	says("--staff Morgan --till front --now 2026-02-07T12:00 journal show --from yesterday "
	     "--kind order --format csv",
	     "order.sold");
}

static void test_what_is_none(void **state)
{
	(void)state;
	refuses(M "performance add Hamlet --at '30 feb 20'", "does not exist");
	refuses(M "performance add Hamlet --at '12/13 20'", "no such month");
	refuses(M "performance add Hamlet --at 'friday'", "needs a time");
	refuses(M "performance add Hamlet --at '29 mar 2:30'", "skips");
	refuses(M "performance add Hamlet --at 'mon 5 feb 2026 20'", "another day of the week");
	refuses(M "season add X --from soon --to '31 dec'", "is not a day");
	run_ok(run, M "option set date-order month-day");
	run_ok(run, M "performance add Hamlet --at '12/11 20'");
	says(M "performance list Hamlet --format csv", "2026-12-11T20:00:00+01:00");
	refuses(M "option set date-order year", "day-month");
}

static void test_the_hour_that_comes_twice(void **state)
{
	(void)state;
	run_ok(run, M "performance add Hamlet --at 2026-10-25T02:30+02:00 "
		      "--at 2026-10-25T02:30+01:00");
	says(M "performance list Hamlet", "02:30+02:00");
	says(M "performance list Hamlet", "02:30+01:00");
	says(M "performance list Hamlet --format json", "Hamlet@2026-10-25T02:30+02:00");
	says(M "performance list Hamlet --format json", "Hamlet@2026-10-25T02:30+01:00");
	run_ok(run, M "redemption apply --type 'Adult General' --show Hamlet --end none");
	run_ok(run, M "sell Hamlet@2026-10-25T02:30+01:00 '1 Adult General' --no-print");
	says(M "order show 1", "02:30+01:00");
	run_ok(run, M "performance move Hamlet@2026-10-25T02:30+02:00 --to 2026-10-25T03:30");
	says(M "performance list Hamlet --from 2026-10-25", "03:30");
	run_ok(run, M "performance cancel 'Hamlet@Sun 25 Oct 2026 02:30 CET'");
	says(M "performance list Hamlet --format csv", "cancelled");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
		T(test_everywhere),
		T(test_windows_and_filters),
		T(test_what_is_none),
		T(test_the_hour_that_comes_twice),
	};

	return cmocka_run_group_tests_name("cli/typed", tests, NULL, NULL);
}
