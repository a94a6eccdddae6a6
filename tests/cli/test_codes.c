/*
 * Codes by command: uses are kept by holds and counted once, several stand together,
 * and each line says which it used.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW "--now 2026-01-02T12:00 "
#define BOSS "--staff Morgan --till front " NOW
#define OTHER "--staff Morgan --till side " NOW
#define LATER "--staff Morgan --till front --now 2026-01-02T14:00 "
#define MONDAY "Hamlet@2026-01-05T20:00"
#define TUESDAY "Hamlet@2026-01-06T20:00"

static int setup(void **state)
{
	struct run *run = run_office();

	run_ok(run, BOSS "redemption apply --type 'Youth General' --show Hamlet --codes BARD:2");
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_ok(*state, "check");
	run_end(*state);
	return 0;
}

static const json_t *get(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!value)
		fail_msg("there is no %s", key);
	return value;
}

static int64_t number(const json_t *object, const char *key)
{
	if (!json_is_integer(get(object, key)))
		fail_msg("%s is no number", key);
	return json_integer_value(get(object, key));
}

static void used_up(struct run *run, int64_t left, const char *line)
{
	json_t *json = run_says(run, 1, line);
	const json_t *refused = get(json, "refused");

	assert_string_equal(json_string_value(get(refused, "rule")), "used_up");
	assert_int_equal(number(refused, "left"), left);
	json_decref(json);
}

/* Of the offers on Monday with BARD, the one for the young; the caller frees. */
static json_t *offer(struct run *run)
{
	json_t *json = run_json(run, NOW "offers " MONDAY " --code bard"), *row, *found = NULL;
	size_t i;

	json_array_foreach(json_object_get(json, "offers"), i, row)
	{
		if (strcmp(json_string_value(get(row, "type")), "Youth General") == 0)
			found = json_incref(row);
	}
	json_decref(json);
	assert_non_null(found);
	return found;
}

static void offers(struct run *run, int64_t left, const char *reason)
{
	json_t *row = offer(run);

	assert_int_equal(number(row, "code_left"), left);
	assert_int_equal(number(row, "qty"), left);
	if (reason)
		assert_string_equal(json_string_value(get(row, "reason")), reason);
	else
		assert_true(json_is_null(get(row, "reason")));
	json_decref(row);
}

/* What redemption list says of BARD on Monday. */
static void kept(struct run *run, int64_t used, int64_t held)
{
	json_t *json = run_json(run, NOW "redemption list " MONDAY), *row;
	size_t i;

	json_array_foreach(json_object_get(json, "redemptions"), i, row)
	{
		if (json_array_size(get(row, "codes")) == 0)
			continue;
		assert_int_equal(json_integer_value(json_array_get(get(row, "code_used"), 0)),
				 used);
		assert_int_equal(json_integer_value(json_array_get(get(row, "code_held"), 0)),
				 held);
	}
	json_decref(json);
}

/* BARD:2 and three holds of two: the first is promised, and nobody else. */
static void test_holds_keep_uses(void **state)
{
	struct run *run = *state;

	offers(run, 2, NULL);
	run_ok(run, BOSS "hold add " MONDAY " '2 Youth General' --code BARD");
	kept(run, 0, 2);
	offers(run, 0, "used_up");
	used_up(run, 0, OTHER "hold add " MONDAY " '2 Youth General' --code BARD");
	used_up(run, 0, OTHER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	run_ok(run, OTHER "hold add " TUESDAY " '1 Youth General' --code BARD");
	run_ok(run, BOSS "sell --hold 1 --no-print");
	assert_non_null(strstr(run->out, "BARD"));
	kept(run, 2, 0);
	run_ok(run, BOSS "order refund 1");
	kept(run, 0, 0);
	offers(run, 2, NULL);
}

static void test_released_and_run_out(void **state)
{
	struct run *run = *state;

	run_ok(run, BOSS "hold add " MONDAY " '1 Youth General' --code BARD");
	run_ok(run, BOSS "hold add " MONDAY " '1 Youth General' --code ' bard '");
	used_up(run, 0, OTHER "hold add " MONDAY " '1 Youth General' --code BARD");
	run_ok(run, BOSS "hold release 1");
	kept(run, 0, 1);
	run_ok(run, OTHER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	used_up(run, 0, OTHER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	/* A quarter of an hour later the other is nobody's any more. */
	run_ok(run, LATER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	used_up(run, 0, LATER "sell " MONDAY " '1 Youth General' --code BARD --no-print");
	kept(run, 2, 0);
	run_ok(run, NOW "offers " MONDAY " --code BARD");
	assert_non_null(strstr(run->out, "CODE LEFT"));
	run_ok(run, NOW "offers " MONDAY);
	assert_null(strstr(run->out, "CODE LEFT"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_holds_keep_uses, setup, teardown),
		cmocka_unit_test_setup_teardown(test_released_and_run_out, setup, teardown),
	};

	return cmocka_run_group_tests_name("cli/codes", tests, NULL, NULL);
}
