/*
 * Sales windows against the calendar, by command: after the curtain, over a
 * change of the clocks, at the end of a season, and when a performance moves.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BOSS "--staff Morgan --till front --now 2026-01-02T12:00 "
#define TONIGHT "Hamlet@2026-01-05T20:00"
#define PATRON "--as patron --till web "
#define CLERK "--staff Casey --till front "

static int setup(void **state)
{
	struct run *run = run_office();

	run->pin = "3333";
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static const char *text(const json_t *object, const char *key)
{
	const char *found = json_string_value(json_object_get(object, key));

	if (!found)
		fail_msg("no text \"%s\"", key);
	return found;
}

/* The performance of these words as the answer of a command. */
static json_t *window(struct run *run, const char *line, const char *type)
{
	json_t *answer = run_json(run, line), *row, *found = NULL;
	size_t i;

	json_array_foreach(json_object_get(answer, "redemptions"), i,
			   row) if (strcmp(text(row, "type"), type) == 0) found = json_incref(row);
	json_decref(answer);
	if (!found)
		fail_msg("no redemption of %s", type);
	return found;
}

static void refused(struct run *run, const char *line, const char *rule, const char *part)
{
	json_t *answer = run_says(run, 1, line), *refusal = json_object_get(answer, "refused");

	assert_string_equal(text(refusal, "rule"), rule);
	if (!strstr(text(refusal, "message"), part))
		fail_msg("\"%s\" does not say \"%s\"", text(refusal, "message"), part);
	json_decref(answer);
}

/* Whatever the window says, a patron buys nothing for what is over. */
static void test_nothing_is_sold_to_patrons_afterwards(void **state)
{
	struct run *run = *state;

	run_ok(run, BOSS "redemption apply --type 'Adult General' --type 'Youth General' "
			 "--performance " TONIGHT " --end none");
	run_ok(run, PATRON "--now 2026-01-05T23:00:00+01:00 sell " TONIGHT " '1 Adult General'");
	refused(run, PATRON "--now 2026-01-05T23:00:01+01:00 sell " TONIGHT " '1 Adult General'",
		"ended", "was over Mon 5 Jan 2026 23:00");
	refused(run, PATRON "--now 2026-01-09T12:00 sell " TONIGHT " '1 Youth General'", "ended",
		"was over");
	run_ok(run,
	       BOSS "redemption apply --type 'Adult General' --performance " TONIGHT " --end +5d");
	refused(run, PATRON "--now 2026-01-06T12:00 sell " TONIGHT " '1 Adult General'", "ended",
		"was over");
	refused(run, PATRON "--now 2026-01-06T12:00 hold add " TONIGHT " '1 Adult General'",
		"ended", "was over");
	/* A clerk may have reasons, as the window is open. */
	run->pin = "1111";
	run_ok(run, CLERK "--now 2026-01-06T12:00 sell " TONIGHT " '1 Adult General' --no-print");
}

static void test_the_house_says_how_long_it_lasts(void **state)
{
	struct run *run = *state;

	run_ok(run,
	       BOSS "redemption apply --type 'Adult General' --performance " TONIGHT " --end none");
	assert_int_equal(run_line(run, BOSS "option set performance-minutes 0"), 2);
	run->pin = "3333";
	run_ok(run, BOSS "option set performance-minutes 90");
	refused(run, PATRON "--now 2026-01-05T21:30:01+01:00 sell " TONIGHT " '1 Adult General'",
		"ended", "21:30");
	run_ok(run, PATRON "--now 2026-01-05T21:30:00+01:00 sell " TONIGHT " '1 Adult General'");
	run_ok(run, BOSS "option set performance-minutes 300");
	run_ok(run, PATRON "--now 2026-01-06T00:59:00+01:00 sell " TONIGHT " '1 Adult General'");
}

/* An offer that cannot be had is said so in the list as well. */
static void test_offers_know_it(void **state)
{
	struct run *run = *state;
	json_t *answer, *row;
	size_t i;

	run_ok(run,
	       BOSS "redemption apply --type 'Adult General' --performance " TONIGHT " --end none");
	answer = run_json(run, PATRON "--now 2026-01-06T12:00 offers " TONIGHT);
	json_array_foreach(json_object_get(answer, "offers"), i, row)
	{
		assert_int_equal(json_integer_value(json_object_get(row, "qty")), 0);
		assert_string_equal(text(row, "reason"), "ended");
	}
	json_decref(answer);
}

static void test_a_move_names_what_stays_behind(void **state)
{
	struct run *run = *state;
	json_t *answer, *windows, *row;

	run_ok(run, BOSS "redemption apply --type 'Youth General' --performance " TONIGHT
			 " --start 2026-01-03T10:00 --end 2026-01-05T18:30");
	answer = run_json(run, BOSS "performance move " TONIGHT " --to 2026-01-08T19:00 --dry-run");
	windows = json_object_get(json_object_get(answer, "performance"), "windows");
	assert_int_equal(json_array_size(windows), 2);
	json_decref(answer);
	answer = run_json(run, BOSS "performance move " TONIGHT " --to 2026-01-08T19:00");
	windows = json_object_get(json_object_get(answer, "performance"), "windows");
	assert_int_equal(json_array_size(windows), 2);
	row = json_array_get(windows, 1);
	assert_string_equal(text(row, "type"), "Youth General");
	assert_string_equal(text(row, "end"), "end");
	assert_string_equal(text(row, "at"), "2026-01-05T18:30:00+01:00");
	assert_string_equal(text(row, "then"), "2026-01-08T17:30:00+01:00");
	assert_false(json_is_true(json_object_get(row, "moved")));
	json_decref(answer);
	row = window(run, BOSS "redemption list Hamlet@2026-01-08T19:00", "Youth General");
	assert_string_equal(text(row, "end"), "2026-01-05T18:30:00+01:00");
	json_decref(row);
	run_ok(run, BOSS "performance move Hamlet@2026-01-08T19:00 --to 2026-01-09T19:00");
	assert_non_null(strstr(run->out, "Youth General"));
	assert_non_null(strstr(run->out, "--shift-windows"));
}

static void test_windows_come_along_when_told(void **state)
{
	struct run *run = *state;
	json_t *row;

	/* Over the change of the clocks in March: times of day stay. */
	run_ok(run, BOSS "redemption apply --type 'Youth General' --performance " TONIGHT
			 " --start 2026-01-03T10:00 --end 2026-01-05T18:30");
	run_ok(run, BOSS "performance move " TONIGHT " --to 2026-04-06T21:00 --shift-windows");
	row = window(run, BOSS "redemption list Hamlet@2026-04-06T21:00", "Youth General");
	assert_string_equal(text(row, "start"), "2026-04-04T11:00:00+02:00");
	assert_string_equal(text(row, "end"), "2026-04-06T19:30:00+02:00");
	json_decref(row);
	/* What counts from curtain is not named. */
	row = window(run, BOSS "redemption list Hamlet@2026-04-06T21:00", "Adult General");
	assert_string_equal(text(row, "end"), "2026-04-06T18:00:00+02:00");
	json_decref(row);
	run_ok(run, BOSS "check");
}

static void test_days_are_the_calendars(void **state)
{
	struct run *run = *state;
	json_t *row;

	run_ok(run, BOSS "performance add Hamlet --at 2026-03-31T20:00 --at 2026-10-26T20:00");
	run_ok(run, BOSS "redemption apply --type 'Adult General' --show Hamlet --start -7d");
	run_ok(run, BOSS "redemption apply --type 'Youth General' --show Hamlet --start -168h");
	row = window(run, BOSS "redemption list Hamlet@2026-03-31T20:00", "Adult General");
	assert_string_equal(text(row, "start"), "2026-03-24T20:00:00+01:00");
	assert_string_equal(text(row, "start_rule"), "-7d");
	json_decref(row);
	row = window(run, BOSS "redemption list Hamlet@2026-03-31T20:00", "Youth General");
	assert_string_equal(text(row, "start"), "2026-03-24T19:00:00+01:00");
	assert_string_equal(text(row, "start_rule"), "-168h");
	json_decref(row);
	row = window(run, BOSS "redemption list Hamlet@2026-10-26T20:00", "Adult General");
	assert_string_equal(text(row, "start"), "2026-10-19T20:00:00+02:00");
	json_decref(row);
	run_ok(run, BOSS "redemption undo");
	run_ok(run, BOSS "redemption undo");
	run_ok(run, BOSS "redemption redo");
	run_ok(run, BOSS "redemption redo");
	row = window(run, BOSS "redemption list Hamlet@2026-03-31T20:00", "Adult General");
	assert_string_equal(text(row, "start_rule"), "-7d");
	json_decref(row);
	refused(run,
		PATRON "--now 2026-03-24T19:59:59+01:00 sell Hamlet@2026-03-31T20:00 "
		       "'1 Adult General'",
		"not_yet", "Tue 24 Mar 2026 20:00");
	run_ok(run, PATRON "--now 2026-03-24T20:00:00+01:00 sell Hamlet@2026-03-31T20:00 "
			   "'1 Adult General'");
}

/* New Year's Eve: the season ends at midnight, the performance does not. */
static void test_a_gala_outlasts_the_season(void **state)
{
	struct run *run = *state;

#define GALA "Hamlet@2026-12-31T22:30"
	run_ok(run, BOSS "performance add Hamlet --at 2026-12-31T22:30");
	run_ok(run, BOSS "redemption apply --type 'Adult General' --performance " GALA
			 " --end 2027-01-01T01:30");
	run_ok(run,
	       BOSS "redemption apply --type 'Adult General' --performance " GALA " --end +3h");
	/* Both kinds of end are judged alike. */
	assert_int_equal(run_line(run,
				  BOSS "redemption apply --type 'Adult General' --performance " GALA
				       " --end 2027-01-01T01:31"),
			 2);
	assert_int_equal(run_line(run,
				  BOSS "redemption apply --type 'Adult General' --performance " GALA
				       " --end +181m"),
			 2);
	assert_non_null(strstr(run->err, "after the season does"));
	assert_int_equal(run_line(run,
				  BOSS "redemption apply --type 'Adult General' --performance " GALA
				       " --end +1d"),
			 2);
	/* On any other date the season's last day is the end. */
	run_ok(run, BOSS "redemption apply --type 'Adult General' --performance " TONIGHT
			 " --end 2026-12-31T23:59:59");
	assert_int_equal(run_line(run, BOSS
				  "redemption apply --type 'Adult General' --performance " TONIGHT
				  " --end 2027-01-01T00:00"),
			 2);
}

/* Any category may make a subscriber: a membership is a product, a friend's card a revenue type. */
static void test_any_category_makes_a_subscriber(void **state)
{
	struct run *run = *state;

	run_ok(run, BOSS "voucher-type add Membership --season Winter --category product --price "
			 "30.00 --availability anyone --subscription");
	run_ok(run, BOSS "voucher-type add 'Press Card' --season Winter --category comp --price "
			 "0.00 --availability anyone --subscription");
	run_ok(run, BOSS "voucher-type add Member --season Winter --category revenue --price 20.00 "
			 "--availability subscribers");
	run_ok(run, BOSS "redemption apply --type Membership --type Member --performance " TONIGHT);
	run_ok(run, BOSS "patron add 'Zoe Quinn'");
	/* A member is somebody. */
	refused(run, BOSS "sell " TONIGHT " '1 Membership' --no-print", "audience",
		"name the patron");
	run_ok(run, BOSS "sell " TONIGHT " '1 Membership' --patron 'Zoe Quinn' --no-print");
	run_ok(run, BOSS "sell " TONIGHT " '1 Member' --patron 'Zoe Quinn' --no-print");
	run_ok(run, BOSS "voucher-type edit Member --subscription");
	run_ok(run, BOSS "voucher-type edit Member --no-subscription");
}

static void test_a_part_stays_while_a_bundle_has_it(void **state)
{
	struct run *run = *state;

	run_ok(run, BOSS "voucher-type add Seat --season Winter --category included --price 0 "
			 "--availability anyone");
	run_ok(run, BOSS "voucher-type add Pass --season Winter --category bundle --price 60.00 "
			 "--availability anyone --includes '2 Seat'");
	refused(run, BOSS "voucher-type delete Seat", "in_use", "Pass");
	run_ok(run, BOSS "voucher-type delete Pass");
	run_ok(run, BOSS "voucher-type delete Seat");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
		T(test_nothing_is_sold_to_patrons_afterwards),
		T(test_the_house_says_how_long_it_lasts),
		T(test_offers_know_it),
		T(test_a_move_names_what_stays_behind),
		T(test_windows_come_along_when_told),
		T(test_days_are_the_calendars),
		T(test_a_gala_outlasts_the_season),
		T(test_any_category_makes_a_subscriber),
		T(test_a_part_stays_while_a_bundle_has_it),
	};

	return cmocka_run_group_tests_name("cli/windows", tests, NULL, NULL);
}
