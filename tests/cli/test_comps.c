/*
 * Comps by command line: a reason always, a supervisor beyond a number, both told in
 * the overrides report; and leave given by whoever acts already.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CLERK "--staff Casey --now 2026-01-05T12:00 --till front "
#define SUPERVISOR "--staff Sam --now 2026-01-05T12:00 --till front "
#define MANAGER "--staff Morgan --now 2026-01-05T12:00 --till front "

static int setup(void **state)
{
	static const char *const lines[] = {
		"--staff Morgan voucher-type add Comp --season Winter --category comp --price 0 "
		"--availability boxoffice",
		"--staff Morgan voucher-type add Press --season Winter --category comp --price 0 "
		"--availability boxoffice",
		"--staff Morgan voucher-type add Part --season Winter --category included --price "
		"0 "
		"--availability anyone",
		"--staff Morgan voucher-type add Pass --season Winter --category bundle --price "
		"90.00 --availability anyone --includes '6 Part'",
		"--staff Morgan redemption apply --type Comp --type Press --type Part --show "
		"Hamlet",
		"--staff Morgan redemption apply --type Pass",
		"--staff Morgan patron add 'Zoe Quinn'",
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

static void as(struct run *run, const char *pin)
{
	run->pin = pin;
}

static void refused(struct run *run, const char *line, const char *role)
{
	json_t *json = run_says(run, 1, line), *why = json_object_get(json, "refused");

	assert_string_equal(json_string_value(json_object_get(why, "rule")), "comp");
	assert_int_equal(json_integer_value(json_object_get(why, "limit")), 4);
	if (strcmp(json_string_value(json_object_get(why, "override")), role) != 0)
		fail_msg("\"%s\" may be overridden by a %s", line,
			 json_string_value(json_object_get(why, "override")));
	json_decref(json);
}

static void stored(struct run *run, const char *sql, const char *wanted)
{
	char *got = run_sql(run->store, sql);

	got[strcspn(got, "\n")] = '\0';
	assert_string_equal(got, wanted);
	free(got);
}

static void test_a_reason_always(void **state)
{
	static const char *const lines[] = {
		CLERK "sell 1 '1 Comp' --no-print",
		CLERK "sell 1 '2 Adult General' '1 Press' --no-print",
		CLERK "hold add 1 '3 Comp'",
		CLERK "voucher issue '2 Comp' --patron 'Zoe Quinn'",
		CLERK "voucher issue '2 Part' --patron 'Zoe Quinn'",
	};
	struct run *run = *state;

	as(run, "1111");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		refused(run, lines[i], "clerk");
	stored(run, "SELECT count(*) FROM voucher", "0");
	run_ok(run, CLERK "sell 1 '2 Adult General' '1 Press' --override 'the paper' --no-print");
	stored(run, "SELECT rule, limit_value, actual, reason, approver_id FROM sale_override",
	       "comp|4|1|the paper|");
	as(run, "3333");
	run_ok(run, "report overrides");
	assert_non_null(strstr(run->out, "the paper"));
	assert_non_null(strstr(run->out, "Casey"));
	/* what a bundle includes is paid for */
	run_ok(run, MANAGER "sell '1 Pass' --patron 'Zoe Quinn' --no-print");
	stored(run, "SELECT count(*) FROM sale_override", "1");
	run_ok(run, "check");
}

static void test_beyond_a_number_a_supervisor(void **state)
{
	static const char *const lines[] = {
		CLERK "sell 1 '50 Comp' --override friends --no-print",
		CLERK "sell 1 '3 Comp' '2 Press' --override friends --no-print",
		CLERK "hold add 1 '5 Comp' --override friends",
		CLERK "voucher issue '3 Comp' '2 Part' --patron 'Zoe Quinn' --override friends",
	};
	struct run *run = *state;

	as(run, "1111");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		refused(run, lines[i], "supervisor");
	stored(run, "SELECT count(*) FROM voucher", "0");
	run->approve = "2222";
	run_ok(run, CLERK "--approve Sam sell 1 '3 Comp' '2 Press' --override school --no-print");
	stored(run,
	       "SELECT count(*), min(actual), max(actual), count(approver_id) FROM sale_override",
	       "2|5|5|2");
	run_ok(run, CLERK "--approve Sam voucher issue '5 Comp' --patron 'Zoe Quinn' --override "
			  "school --no-print");
	/* leave that was given for a hold stands when it is sold */
	run_ok(run, CLERK "--approve Sam hold add 2 '6 Comp' --override school");
	run_ok(run, CLERK "sell --hold 1 --no-print");
	as(run, "3333");
	run_ok(run, "--staff Morgan option set comps-per-order 60");
	as(run, "1111");
	run_ok(run, CLERK "sell 2 '50 Comp' --override 'the whole school' --no-print");
	as(run, "3333");
	run_ok(run, "check");
}

/* Leave by the one who acts: one person, who may do it or may not. */
static void test_approving_oneself(void **state)
{
	struct run *run = *state;

	as(run, "2222");
	run->approve = "2222";
	run_ok(run, SUPERVISOR "--approve Sam sell 1 '31 Youth General' --override VIP --no-print");
	stored(run, "SELECT rule, staff_id, approver_id FROM sale_override", "type_cap|2|");
	as(run, "1111");
	run->approve = "1111";
	run_ok(run, CLERK "--approve Casey sell 1 '2 Comp' --override guests --no-print");
	refused(run, CLERK "--approve Casey sell 1 '5 Comp' --override guests --no-print",
		"supervisor");
	/* where two are wanted, one is not enough, whatever the role */
	as(run, "3333");
	run_ok(run, "--staff Morgan option set second-person yes");
	as(run, "2222");
	run->approve = "2222";
	assert_int_equal(run_line(run, SUPERVISOR "--approve Sam sell 1 '5 Comp' --override VIP"),
			 1);
	assert_non_null(strstr(run->err, "second person"));
	refused(run, SUPERVISOR "sell 1 '5 Comp' --override VIP --no-print", "supervisor");
	run->approve = "3333";
	run_ok(run, SUPERVISOR "--approve Morgan sell 1 '5 Comp' --override VIP --no-print");
	stored(run, "SELECT staff_id, approver_id FROM sale_override ORDER BY id DESC LIMIT 1",
	       "2|1");
	/* a reason alone is a clerk's to give */
	run_ok(run, SUPERVISOR "sell 1 '2 Comp' --override VIP --no-print");
	as(run, "3333");
	run_ok(run, "check");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_reason_always, setup, teardown),
		cmocka_unit_test_setup_teardown(test_beyond_a_number_a_supervisor, setup, teardown),
		cmocka_unit_test_setup_teardown(test_approving_oneself, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
