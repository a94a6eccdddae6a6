/*
 * The examples of the domain by command: specials, groups, pairs, and what is
 * bought for a whole season and used night by night.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW "--now 2026-01-02T12:00 --till front "
#define BOSS "--staff Morgan " NOW
#define CLERK BOSS

static int setup(void **state)
{
	static const char *const lines[] = {
		/* Three plays, each with two evenings and a matinee. */
		BOSS "show add Lear --season Winter --house 'Main House'",
		BOSS "show add Tempest --season Winter --house 'Main House'",
		BOSS "performance add Hamlet --at 2026-01-11T15:00",
		BOSS "performance add Lear --at 2026-02-06T20:00 --at 2026-02-07T20:00 "
		     "--at 2026-02-08T15:00",
		BOSS "performance add Tempest --at 2026-03-06T20:00 --at 2026-03-07T20:00 "
		     "--at 2026-03-08T15:00",
		BOSS "voucher-type add 'Hamlet Seat' --season Winter --category included "
		     "--price 0 --availability anyone",
		BOSS "voucher-type add 'Lear Seat' --season Winter --category included --price 0 "
		     "--availability anyone",
		BOSS "voucher-type add 'Tempest Seat' --season Winter --category included "
		     "--price 0 --availability anyone",
		BOSS "voucher-type add 'Matinee Seat' --season Winter --category included "
		     "--price 0 --availability anyone",
		BOSS "voucher-type add 'Flex Seat' --season Winter --category included --price 0 "
		     "--availability anyone --changeable yes",
		BOSS "voucher-type add 'Regular Subscription' --season Winter --category bundle "
		     "--price 100.00 --availability anyone --subscription --includes '1 Hamlet "
		     "Seat' --includes '1 Lear Seat' --includes '1 Tempest Seat'",
		BOSS "voucher-type add 'Matinee Subscription' --season Winter --category bundle "
		     "--price 75.00 --availability anyone --subscription --includes '3 Matinee "
		     "Seat'",
		BOSS "voucher-type add 'Flex Pass' --season Winter --category bundle --price "
		     "90.00 --availability anyone --includes '3 Flex Seat'",
		BOSS "redemption apply --type 'Hamlet Seat' --show Hamlet",
		BOSS "redemption apply --type 'Lear Seat' --show Lear",
		BOSS "redemption apply --type 'Tempest Seat' --show Tempest",
		BOSS "redemption apply --type 'Matinee Seat' --performance Hamlet@2026-01-11T15:00 "
		     "--performance Lear@2026-02-08T15:00 --performance Tempest@2026-03-08T15:00",
		BOSS "redemption apply --type 'Flex Seat' --show Hamlet --show Lear --show Tempest",
		BOSS "patron add 'Zoe Quinn'",
		BOSS "patron add 'Adam Hart'",
		NULL
	};
	struct run *run = run_office();

	run_all(run, lines);
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static void rule_is(struct run *run, const char *line, const char *rule, int64_t left)
{
	json_t *json = run_says(run, 1, line), *refused = json_object_get(json, "refused");

	assert_string_equal(json_string_value(json_object_get(refused, "rule")), rule);
	if (left >= 0)
		assert_int_equal(json_integer_value(json_object_get(refused, "left")), left);
	json_decref(json);
}

static int64_t total(struct run *run, const char *line)
{
	json_t *json = run_json(run, line);
	int64_t amount =
		json_integer_value(json_object_get(json_object_get(json, "order"), "total"));

	json_decref(json);
	return amount;
}

static void test_matinee_special(void **state)
{
	struct run *run = *state;
	json_t *json, *offer;

	run_ok(run, BOSS "voucher-type add 'Matinee Special' --season Winter --category revenue "
			 "--price 20.00 --availability anyone");
	run_ok(run, BOSS "redemption apply --type 'Matinee Special' --performance "
			 "Hamlet@2026-01-11T15:00 --cap 30 --end -2d");
	run_ok(run, BOSS "redemption apply --type 'Adult General' --performance "
			 "Hamlet@2026-01-11T15:00");
	assert_int_equal(total(run, CLERK "sell Hamlet@2026-01-11T15:00 '30 Matinee Special' "
					  "--no-print"),
			 60000);
	rule_is(run, CLERK "sell Hamlet@2026-01-11T15:00 '1 Matinee Special' --no-print",
		"type_cap", 0);
	/* The others go on. */
	assert_int_equal(total(run, CLERK "sell Hamlet@2026-01-11T15:00 '1 Adult General' "
					  "--no-print"),
			 4000);
	run_ok(run, BOSS "order refund 1 --voucher 1");
	assert_int_equal(total(run, CLERK "sell Hamlet@2026-01-11T15:00 '1 Matinee Special' "
					  "--no-print"),
			 2000);
	run_ok(run, BOSS "order refund 1 --voucher 2");
	/* Two days before to the second, then closed though places remain. */
	run_ok(run, "--staff Morgan --now 2026-01-09T15:00:00 sell Hamlet@2026-01-11T15:00 "
		    "'1 Matinee Special' --no-print");
	run_ok(run, BOSS "order refund 1 --voucher 3");
	rule_is(run,
		"--staff Morgan --now 2026-01-09T15:00:01 sell Hamlet@2026-01-11T15:00 "
		"'1 Matinee Special' --no-print",
		"ended", 1);
	json = run_json(run, "--now 2026-01-09T15:00:01 --as patron offers "
			     "Hamlet@2026-01-11T15:00");
	offer = json_array_get(json_object_get(json, "offers"), 1);
	assert_string_equal(json_string_value(json_object_get(offer, "reason")), "ended");
	json_decref(json);
	run_ok(run, "check");
}

static void test_group_and_pair(void **state)
{
	struct run *run = *state;
	json_t *json, *offer;
	bool seen = false;
	size_t i;

	run_ok(run, BOSS "voucher-type add Group --season Winter --category revenue --price 25.00 "
			 "--availability anyone");
	run_ok(run, BOSS "voucher-type add Pair --season Winter --category revenue --price 20.00 "
			 "--availability anyone");
	run_ok(run, BOSS "redemption apply --type Group --performance 1 --min 6");
	run_ok(run, BOSS "redemption apply --type Pair --performance 1 --min 2 --max 6 --step 2 "
			 "--codes BOGO:6");
	rule_is(run, CLERK "sell 1 '5 Group' --no-print", "min", -1);
	assert_int_equal(total(run, CLERK "sell 1 '6 Group' --no-print"), 15000);
	/* Lines of one type are one wish. */
	assert_int_equal(total(run, CLERK "sell 1 '5 Group' '1 Group' --no-print"), 15000);
	rule_is(run, CLERK "sell 1 '1 Pair' --code bogo --no-print", "min", -1);
	assert_int_equal(total(run, CLERK "sell 1 '2 Pair' --code bogo --no-print"), 4000);
	rule_is(run, CLERK "sell 1 '3 Pair' --code bogo --no-print", "step", -1);
	rule_is(run, CLERK "sell 1 '6 Pair' --code bogo --no-print", "used_up", 4);
	rule_is(run, "--as patron " NOW "sell 1 '2 Pair' --code bog --no-print", "code", -1);
	/* One place left is not enough for two. */
	run_ok(run, BOSS "performance edit 1 --advance 15");
	rule_is(run, "--as patron " NOW "sell 1 '2 Pair' --code bogo --no-print", "advance_limit",
		1);
	json = run_json(run, "--as patron " NOW "offers 1 --code bogo");
	json_array_foreach(json_object_get(json, "offers"), i, offer)
	{
		if (strcmp(json_string_value(json_object_get(offer, "type")), "Pair") != 0)
			continue;
		assert_string_equal(json_string_value(json_object_get(offer, "reason")), "min");
		assert_int_equal(json_array_size(json_object_get(offer, "menu")), 1);
		seen = true;
	}
	assert_true(seen);
	json_decref(json);
	run_sql_is(run, "SELECT count(*) FROM orders", "3");
	run_ok(run, "redemption list 1");
	assert_non_null(strstr(run->out, "BOGO:6"));
	run_ok(run, "check");
}

/* The open vouchers of a patron: their ids, blank between. */
static char *open_of(struct run *run, const char *name)
{
	char line[200], *ids = calloc(1, 400);
	json_t *json, *voucher;
	size_t i;

	assert_non_null(ids);
	snprintf(line, sizeof line, "voucher list --patron '%s' --open " NOW, name);
	json = run_json(run, line);
	json_array_foreach(json_object_get(json, "vouchers"), i, voucher)
	{
		if (json_is_null(json_object_get(voucher, "parent")))
			continue;
		snprintf(ids + strlen(ids), 400 - strlen(ids), " %lld",
			 (long long)json_integer_value(json_object_get(voucher, "id")));
	}
	json_decref(json);
	return ids;
}

static void use(struct run *run, long long voucher, const char *performance)
{
	char line[300];

	snprintf(line, sizeof line, CLERK "voucher reserve %lld --performance %s --no-print",
		 voucher, performance);
	run_ok(run, line);
}

static void test_subscriptions(void **state)
{
	struct run *run = *state;
	char *ids, *end;
	long long id;

	rule_is(run, CLERK "sell '1 Regular Subscription' --no-print", "audience", -1);
	assert_int_equal(total(run, CLERK "sell '1 Regular Subscription' --patron 'Zoe Quinn' "
					  "--no-print"),
			 10000);
	assert_int_equal(total(run, CLERK "sell '1 Matinee Subscription' --patron 'Adam Hart' "
					  "--no-print"),
			 7500);
	ids = open_of(run, "Zoe Quinn");
	id = strtoll(ids, &end, 10);
	use(run, id, "Hamlet@2026-01-06T20:00");
	rule_is(run, CLERK "voucher reserve 3 --performance Tempest@2026-03-06T20:00", "not_valid",
		-1);
	use(run, strtoll(end, &end, 10), "Lear@2026-02-07T20:00");
	use(run, strtoll(end, &end, 10), "Tempest@2026-03-08T15:00");
	free(ids);
	ids = open_of(run, "Adam Hart");
	id = strtoll(ids, &end, 10);
	rule_is(run, CLERK "voucher reserve 6 --performance Hamlet@2026-01-06T20:00", "not_valid",
		-1);
	use(run, id, "Hamlet@2026-01-11T15:00");
	use(run, strtoll(end, &end, 10), "Lear@2026-02-08T15:00");
	use(run, strtoll(end, &end, 10), "Tempest@2026-03-08T15:00");
	free(ids);
	run_sql_is(run, "SELECT count(*) FROM voucher WHERE state = 'reserved' AND amount = 0",
		   "6");
	run_ok(run, "check");
	run_ok(run, "journal verify");
}

static void test_flex_pass(void **state)
{
	struct run *run = *state;
	json_t *json;

	/* Not a subscription: nobody in particular may have it. */
	assert_int_equal(total(run, CLERK "sell '1 Flex Pass' --patron 'Zoe Quinn' --no-print"),
			 9000);
	run_ok(run, "voucher list --patron 'Zoe Quinn' " NOW);
	assert_non_null(strstr(run->out, "Flex Seat may be used for:"));
	assert_non_null(strstr(run->out, "Tempest Sun 2026-03-08 15:00: 100 left"));
	/* All three on one night. */
	json = run_json(run, CLERK "voucher reserve 2 3 4 --performance Lear@2026-02-06T20:00 "
				   "--no-print");
	assert_int_equal(json_array_size(json_object_get(json, "vouchers")), 3);
	json_decref(json);
	run_ok(run, CLERK "voucher change 3 --performance Tempest@2026-03-07T20:00 --no-print");
	run_ok(run, CLERK "voucher release 4");
	run_sql_is(run, "SELECT group_concat(sold) FROM (SELECT sold FROM performance ORDER BY at)",
		   "0,0,0,1,0,0,0,1,0");
	rule_is(run, CLERK "voucher transfer 1 --to 'Adam Hart'", "in_use", -1);
	run_ok(run, CLERK "voucher release 2 3");
	run_ok(run, CLERK "voucher transfer 1 --to 'Adam Hart'");
	run_sql_is(run, "SELECT count(*) FROM voucher WHERE patron_id = 3", "4");
	run_ok(run, CLERK "voucher reserve 2 --performance Hamlet@2026-01-05T20:00 --no-print");
	run_ok(run, BOSS "order refund 1");
	run_sql_is(run, "SELECT sum(sold) FROM performance", "0");
	run_ok(run, "check");
}

static void test_a_fixed_evening(void **state)
{
	struct run *run = *state;

	run_ok(run, BOSS "voucher-type add 'Gala Seat' --season Winter --category included "
			 "--price 0 --availability anyone");
	run_ok(run, BOSS "voucher-type add 'Gala Table' --season Winter --category bundle --price "
			 "400.00 --availability anyone --includes '8 Gala Seat'");
	run_ok(run, BOSS "redemption apply --type 'Gala Seat' --performance "
			 "Tempest@2026-03-06T20:00 --cap 20");
	assert_int_equal(total(run, CLERK "sell '2 Gala Table' --no-print"), 80000);
	run_sql_is(run,
		   "SELECT sold FROM performance WHERE at = (SELECT min(at) FROM performance "
		   "WHERE show_id = 3)",
		   "16");
	rule_is(run, CLERK "sell '1 Gala Table' --no-print", "type_cap", 4);
	run_sql_is(run, "SELECT count(*) FROM voucher", "18");
	run_ok(run, "check");
}

static void test_comps(void **state)
{
	struct run *run = *state;
	json_t *json;

	run_ok(run, BOSS "voucher-type add Comp --season Winter --category comp --price 0 "
			 "--availability boxoffice");
	run_ok(run, BOSS "redemption apply --type Comp --performance 1 --cap 2");
	rule_is(run, CLERK "voucher issue '3 Comp' --patron 'Zoe Quinn'", "comp", 4);
	json = run_json(run, CLERK "voucher issue '3 Comp' --patron 'Zoe Quinn' --override "
				   "thanks --no-print");
	assert_int_equal(
		json_array_size(json_object_get(json_object_get(json, "order"), "vouchers")), 3);
	json_decref(json);
	rule_is(run, CLERK "voucher issue '3 Comp' --patron 'Zoe Quinn' --performance 1",
		"type_cap", 2);
	run_ok(run, BOSS "voucher issue '3 Comp' --patron 'Zoe Quinn' --performance 1 --override "
			 "'the press' --no-print");
	run_sql_is(
		run,
		"SELECT rule, limit_value, actual, reason FROM sale_override WHERE rule <> 'comp'",
		"type_cap|2|3|the press");
	run_sql_is(run, "SELECT actual, reason FROM sale_override WHERE rule = 'comp' AND id = 1",
		   "3|thanks");
	run_ok(run, "check");
	run_ok(run, "journal verify");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_matinee_special), TEST(test_group_and_pair),	TEST(test_subscriptions),
		TEST(test_flex_pass),	    TEST(test_a_fixed_evening), TEST(test_comps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
