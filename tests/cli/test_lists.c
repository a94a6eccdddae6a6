/*
 * Lists are whole, and where --limit cuts one that is said in every format; what
 * is left of a campaign is what it can still give.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-02T12:00 "

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

/* Lines of the last output, the title too. */
static size_t lines(void)
{
	size_t n = 0;

	for (const char *c = run->out; *c; c++)
		n += *c == '\n';
	return n;
}

static void counts(const char *line, const char *list, size_t n, bool more)
{
	json_t *answer = run_json(run, line);

	assert_int_equal(json_array_size(json_object_get(answer, list)), n);
	assert_int_equal(json_is_true(json_object_get(answer, "more")), more);
	json_decref(answer);
}

static void test_an_audience_is_whole(void **state)
{
	(void)state;
	run_ok(run, M "audience add Friends");
	run_ok(run, M "audience generate Friends --count 140");
	counts(M "audience show Friends", "members", 140, false);
	run_ok(run, M "audience show Friends --format csv");
	assert_int_equal(lines(), 141);
	assert_string_equal(run->err, "");
	counts(M "audience show Friends --limit 140", "members", 140, false);
	counts(M "audience show Friends --limit 100", "members", 100, true);
	run_ok(run, M "audience show Friends --limit 100 --format csv");
	assert_int_equal(lines(), 101);
	assert_non_null(strstr(run->err, "left out"));
	run_ok(run, M "audience show Friends --limit 100");
	assert_non_null(strstr(run->err, "Only 100 rows are shown"));
	run_ok(run, M "campaign add Spring --audience Friends --discount 5.00");
	counts(M "campaign who Spring", "members", 140, false);
	counts(M "campaign who Spring --limit 3", "members", 3, true);
}

static void test_other_lists_are_whole(void **state)
{
	char line[200];

	(void)state;
	for (int i = 0; i < 55; i++) {
		snprintf(line, sizeof line, M "patron add 'Quinn Nr%02d'", i);
		run_ok(run, line);
	}
	run_ok(run, M "journal show");
	assert_true(lines() > 55);
	run_ok(run, M "journal show --limit 10");
	assert_int_equal(lines(), 11);
	assert_non_null(strstr(run->err, "left out"));
	counts(M "patron find quinn", "patrons", 55, false);
	counts(M "patron find quinn --limit 54", "patrons", 54, true);
	for (int i = 0; i < 3; i++)
		run_ok(run, M "sell 1 '1 Adult General' --patron 'Quinn Nr01' --no-print");
	counts(M "order list", "orders", 3, false);
	counts(M "order list --limit 3", "orders", 3, false);
	counts(M "order list --limit 2", "orders", 2, true);
	run_ok(run, M "sell 1 '2 Adult General' --no-print");
	counts(M "order list quin", "orders", 3, false);
	counts(M "order list quinn nr01 --limit 2", "orders", 2, true);
	counts(M "order list quinn --limit 2 --after 2", "orders", 1, false);
	counts(M "order list 4", "orders", 1, false);
	counts(M "order list nobody", "orders", 0, false);
	json_decref(run_says(run, 2, M "order list quinn --patron 'Quinn Nr01'"));
	counts(M "performance holders 1", "holders", 4, false);
	run_ok(run, M "performance holders 1 --format csv");
	assert_int_equal(lines(), 5);
	assert_non_null(strstr(run->out, "Quinn Nr01"));
	counts(M "voucher list --limit 1", "vouchers", 1, true);
	counts(M "performance list --limit 1", "performances", 1, true);
}

/* How many performances a list for that has. */
static size_t listed(const char *what)
{
	char line[120];
	json_t *answer;
	size_t n;

	snprintf(line, sizeof line, M "performance list %s", what);
	answer = run_json(run, line);
	n = json_array_size(json_object_get(answer, "performances"));
	json_decref(answer);
	return n;
}

static void test_performances_are_listed_for_a_purpose(void **state)
{
	size_t all;

	(void)state;
	all = listed("");
	assert_true(all > 1);
	run_ok(run, M "performance cancel 1");
	assert_int_equal(listed(""), all);
	assert_int_equal(listed("--for look-back"), all);
	assert_int_equal(listed("--for plan"), all);
	assert_int_equal(listed("--for exchange"), all - 1);
	assert_int_equal(listed("--for sell"), all - 1);
	assert_int_equal(listed("--for sell --from 2030-01-01"), 0);
	assert_int_equal(run_line(run, M "performance list --for fun"), 2);
	assert_non_null(strstr(run->err, "look-back"));
}

static void who_has(const char *column, int64_t wanted)
{
	json_t *answer = run_json(run, M "campaign who Spring");
	json_t *row = json_array_get(json_object_get(answer, "members"), 0);

	assert_int_equal(json_integer_value(json_object_get(row, column)), wanted);
	json_decref(answer);
}

static void test_what_is_left_is_what_can_be_had(void **state)
{
	(void)state;
	run_ok(run, M "audience add Friends");
	run_ok(run, M "audience add-member Friends --code ZOE --quantity 8");
	run_ok(run, M "campaign add Spring --audience Friends --discount 5.00 --max-money 10.00");
	run_ok(run, M "campaign start Spring");
	who_has("left", 8);
	run_ok(run, M "sell 1 '2 Adult General' --code ZOE --no-print");
	who_has("used", 2);
	/* The money is gone: nothing is left, whatever the member's number. */
	who_has("left", 0);
	run_ok(run, M "order refund 1");
	who_has("left", 8);
	run_ok(run, M "campaign stop Spring");
	run_ok(run, M "campaign edit Spring --max-money none --max-uses 3");
	run_ok(run, M "campaign start Spring");
	who_has("left", 3);
	/* A hold has its uses. */
	run_ok(run, M "hold add 1 '2 Adult General' --code ZOE");
	who_has("left", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
		T(test_an_audience_is_whole),
		T(test_other_lists_are_whole),
		T(test_performances_are_listed_for_a_purpose),
		T(test_what_is_left_is_what_can_be_had),
	};

	return cmocka_run_group_tests_name("cli/lists", tests, NULL, NULL);
}
