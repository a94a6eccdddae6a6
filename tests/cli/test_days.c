/*
 * Days of takings are the house's days: whose clock a sale, its money and its
 * refunds are told by, and when that clock may be corrected.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define AT(time) "--staff Morgan --till front --now " time " "
#define LATE AT("2026-01-17T03:30:00Z") /* 22:30 on the 16th in New York */

/* A store where nobody set the zone: it is on the houses only. */
static int setup(void **state)
{
	static const char *const lines[] = {
		"init --training",
		"staff add Morgan --role manager --pin 3333",
		LATE "season add Winter --from 2026-01-01 --to 2026-12-31",
		LATE "house add Broadway --capacity 50 --zone America/New_York",
		LATE "house add Ginza --capacity 50 --zone Asia/Tokyo",
		LATE "show add Hamlet --season Winter --house Broadway",
		LATE "show add Kabuki --season Winter --house Ginza",
		LATE "performance add Hamlet --at 2026-02-05T20:00",
		LATE "performance add Kabuki --at 2026-02-05T19:00",
		LATE "voucher-type add Adult --season Winter --category revenue --price 40.00 "
		     "--availability anyone",
		LATE "voucher-type add Seat --season Winter --category included --price 0 "
		     "--availability anyone",
		LATE "voucher-type add Pass --season Winter --category bundle --price 60.00 "
		     "--availability anyone --includes '2 Seat'",
		LATE "redemption apply --type Adult --show Hamlet --show Kabuki --codes BARD",
		LATE "redemption apply --type Seat --show Hamlet",
		NULL
	};
	struct run *run = run_new();

	run->pin = "3333";
	for (size_t i = 0; lines[i]; i++)
		run_ok(run, lines[i]);
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

/* The rows of a report as CSV, without its title. */
static const char *report(struct run *run, const char *line)
{
	run_ok(run, line);
	return strchr(run->out, '\n') + 1;
}

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" is in:\n%s", part, text);
}

/* Every "at" of what is of an order ends so; those of performances have their own keys. */
static void one_offset(json_t *value, const char *offset, int *n)
{
	const char *key;
	json_t *inner;
	size_t i;

	if (json_is_array(value))
		json_array_foreach(value, i, inner) one_offset(inner, offset, n);
	json_object_foreach(value, key, inner)
	{
		const char *text = json_string_value(inner);

		if (strcmp(key, "at") == 0) {
			assert_string_equal(text + strlen(text) - strlen(offset), offset);
			++*n;
		}
		one_offset(inner, offset, n);
	}
}

static void test_a_sale_is_of_the_day_of_its_house(void **state)
{
	struct run *run = *state;
	const char *rows;

	run_ok(run, LATE "sell Hamlet@2026-02-05T20:00 '2 Adult' --code BARD --no-print");
	rows = report(run, LATE "report revenue --format csv");
	has(rows, "2026-01-16,type,Adult,sale,2,80.00");
	has(rows, "2026-01-16,tender,cash,sale,1,80.00");
	has_not(rows, "2026-01-17");
	/* Asked for by day, it is found on that day and on no other. */
	has(report(run, LATE "report revenue --from 2026-01-16 --to 2026-01-16 --format csv"),
	    "80.00");
	assert_string_equal(report(run, LATE "report revenue --from 2026-01-17 --format csv"), "");
	has(report(run, LATE "report codes --to 2026-01-16 --format csv"), "BARD");
	assert_string_equal(report(run, LATE "report codes --from 2026-01-17 --format csv"), "");
	has(report(run, LATE "order list --from 2026-01-16 --to 2026-01-16 --format csv"), "80.00");
	assert_string_equal(report(run, LATE "order list --from 2026-01-17 --format csv"), "");
	/* A moment is a moment, wherever. */
	has(report(run, LATE "order list --from 2026-01-17T03:30:00Z --format csv"), "80.00");
	assert_string_equal(report(run, LATE "order list --from 2026-01-17T03:30:01Z --format csv"),
			    "");
}

static void test_houses_have_days_of_their_own(void **state)
{
	struct run *run = *state;
	const char *rows;

	run_ok(run, LATE "sell Hamlet@2026-02-05T20:00 '1 Adult' --code BARD --no-print");
	run_ok(run, LATE "sell Kabuki@2026-02-05T19:00 '2 Adult' --code BARD --pay card:80.00 "
			 "--no-print");
	rows = report(run, LATE "report revenue --format csv");
	has(rows, "2026-01-16,type,Adult,sale,1,40.00");
	has(rows, "2026-01-16,tender,cash,sale,1,40.00");
	has(rows, "2026-01-17,type,Adult,sale,2,80.00");
	has(rows, "2026-01-17,tender,card,sale,1,80.00");
	rows = report(run, LATE "report revenue --from 2026-01-17 --format csv");
	has(rows, "card");
	has_not(rows, "cash");
	/* What is given back is of the day it happens, on the clock of the same house. */
	run_ok(run, AT("2026-01-19T04:00:00Z") "order refund 1");
	rows = report(run, LATE "report revenue --format csv");
	has(rows, "2026-01-18,type,Adult,refund,-1,-40.00");
	has(rows, "2026-01-18,tender,cash,refund,1,-40.00");
	run_ok(run, LATE "check");
}

static void test_an_order_shows_one_offset(void **state)
{
	struct run *run = *state;
	json_t *answer, *order;
	int n = 0;

	run_ok(run, LATE "redemption apply --type Adult --show Hamlet --end 2026-01-10T12:00");
	run_ok(run, LATE "sell Hamlet@2026-02-05T20:00 '2 Adult' --code BARD --override 'was here' "
			 "--pay card:40.00 --pay cash:50.00 --no-print");
	answer = run_json(run, LATE "order show 1");
	order = json_object_get(answer, "order");
	one_offset(order, "-05:00", &n);
	assert_true(n >= 5); /* the order, a line, two tenders, an override */
	json_decref(answer);
	run_ok(run, LATE "order show 1");
	has(run->out, "2026-01-16 22:30");
	has_not(run->out, "2026-01-17");
	answer = run_json(run, LATE "report overrides");
	n = 0;
	one_offset(answer, "-05:00", &n);
	assert_int_equal(n, 1);
	json_decref(answer);
	answer = run_json(run, LATE "order list");
	n = 0;
	one_offset(answer, "-05:00", &n);
	json_decref(answer);
	/* And so does what its buyer is told of it. */
	run_ok(run, LATE "patron add 'Zoe Quinn'");
	run_ok(run, LATE "sell Kabuki@2026-02-05T19:00 '1 Adult' --code BARD --patron 'Zoe Quinn' "
			 "--no-print");
	answer = run_json(run, LATE "patron show 'Zoe Quinn' --history");
	has(json_string_value(json_object_get(
		    json_array_get(json_object_get(json_object_get(answer, "patron"), "history"),
				   0),
		    "at")),
	    "2026-01-17T12:30:00+09:00");
	json_decref(answer);
}

/* A pass has no house: it is of the box office's day, with all that was sold with it. */
static void test_what_has_no_house_is_of_the_box_office(void **state)
{
	struct run *run = *state;

	run_ok(run, LATE "sell '1 Pass' --no-print");
	has(report(run, LATE "report revenue --format csv"), "2026-01-16,type,Pass,sale,1,60.00");
	run_ok(run, LATE "option set zone Europe/Berlin");
	has(report(run, LATE "report revenue --format csv"), "2026-01-17,type,Pass,sale,1,60.00");
}

static void test_the_zone_can_be_corrected(void **state)
{
	struct run *run = *state;
	char *before, *after;

	run_ok(run, LATE "sell Hamlet@2026-02-05T20:00 '1 Adult' --code BARD --no-print");
	before = run_sql(run->store, "SELECT at FROM performance UNION ALL SELECT at FROM orders "
				     "UNION ALL SELECT end_value FROM redemption ORDER BY 1");
	run_ok(run, LATE "option set zone Europe/Berlin");
	run_ok(run, LATE "option set zone America/New_York");
	after = run_sql(run->store, "SELECT at FROM performance UNION ALL SELECT at FROM orders "
				    "UNION ALL SELECT end_value FROM redemption ORDER BY 1");
	assert_string_equal(before, after);
	free(before);
	free(after);
	/* A house without a clock of its own follows while nothing is on there. */
	run_ok(run, LATE "house add Studio --capacity 10");
	run_ok(run, LATE "option set zone Europe/Berlin");
	run_ok(run, LATE "house list");
	has(run->out, "Europe/Berlin");
	run_ok(run, LATE "show add Faust --season Winter --house Studio");
	run_ok(run, LATE "performance add Faust --at 2026-03-01T20:00");
	assert_int_equal(run_line(run, LATE "option set zone America/New_York"), 1);
	has(run->err, "Studio");
	has(run->err, "another time of day");
	/* To a zone where it is the same hour nothing moves. */
	run_ok(run, LATE "option set zone Europe/Paris");
	has(report(run, LATE "performance list Faust --format csv"), "2026-03-01T20:00:00+01:00");
	assert_int_equal(run_line(run, LATE "option set currency CHF"), 1);
	run_ok(run, LATE "check");
}

static void test_the_first_house_brings_the_clock(void **state)
{
	struct run *run = *state;
	json_t *answer, *row;
	size_t i;

	answer = run_json(run, LATE "option list");
	json_array_foreach(
		json_object_get(answer, "options"), i,
		row) if (strcmp(json_string_value(json_object_get(row, "name")), "zone") == 0)
		assert_string_equal(json_string_value(json_object_get(row, "value")),
				    "America/New_York");
	json_decref(answer);
	/* So that a time without a zone is one on that clock. */
	run_ok(run, AT("2026-01-16T22:30") "sell Hamlet@2026-02-05T20:00 '1 Adult' --code BARD "
					   "--no-print");
	has(report(run, LATE "report revenue --format csv"), "2026-01-16,type,Adult,sale,1,40.00");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
		T(test_a_sale_is_of_the_day_of_its_house),
		T(test_houses_have_days_of_their_own),
		T(test_an_order_shows_one_offset),
		T(test_what_has_no_house_is_of_the_box_office),
		T(test_the_zone_can_be_corrected),
		T(test_the_first_house_brings_the_clock),
	};

	return cmocka_run_group_tests_name("cli/days", tests, NULL, NULL);
}
