/*
 * A store that the first schema alone made, with sales, codes, a bundle, a hold
 * and refunds in it, opens today, is brought up to date, and checks clean.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void sql_is(struct run *run, const char *sql, const char *wanted)
{
	char *got = run_sql(run->store, sql);

	got[strcspn(got, "\n")] = '\0';
	assert_string_equal(got, wanted);
	free(got);
}

/* The text beside this file; tests run in the folder of the project. */
static void load(struct run *run)
{
	char command[1200];

	snprintf(command, sizeof command, "sqlite3 '%s' < tests/store/sold-with-0001.sql",
		 run->store);
	assert_int_equal(system(command), 0);
}

static void test_an_old_store(void **state)
{
	struct run *run = run_new();

	(void)state;
	load(run);
	sql_is(run, "PRAGMA user_version", "1");
	run_ok(run, "check");
	sql_is(run, "SELECT user_version > 1 FROM pragma_user_version", "1");
	/* Four sold with the code, one of them refunded. */
	sql_is(run, "SELECT used FROM redemption_code WHERE code = 'BARD' ORDER BY redemption_id",
	       "3");
	sql_is(run, "SELECT code_fold FROM order_line WHERE code = ' FRIEND '", "friend");
	run_ok(run, "journal verify");
	/* What was sold then can be used, refunded and counted now. */
	run_ok(run, "--staff Morgan --now 2026-01-03T12:00 --till front voucher reserve 8 9 "
		    "--performance 1 --no-print");
	run_ok(run, "--staff Morgan --now 2026-01-03T12:00 --till front order refund 2");
	sql_is(run, "SELECT used FROM redemption_code WHERE code = 'BARD' ORDER BY redemption_id",
	       "0");
	run_ok(run, "check");
	run_ok(run, "journal verify");
	run_end(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_an_old_store) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
