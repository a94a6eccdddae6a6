/*
 * A store that was changed with the database's own shell: whatever agrees with itself does not
 * agree with the journal, and the check says so by command, with the exit code of a store that is
 * not sound.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define M "--staff Morgan --till front --now 2026-01-05T12:00 "

static int setup(void **state)
{
	static const char *const lines[] = {
		M "sell 1 '1 Adult General' --no-print",
		M "sell 1 '3 Adult General' --no-print",
		M "order refund 2 --voucher 2 --reason ill",
		M "sell 2 '31 Youth General' --override 'a school' --no-print",
		NULL,
	};
	struct run *run = run_office();

	run->pin = "3333";
	run_all(run, lines);
	run_ok(run, M "check");
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static void change(struct run *run, const char *sql)
{
	char *command;

	assert_true(asprintf(&command, "sqlite3 '%s' \"%s\"", run->store, sql) > 0);
	assert_int_equal(system(command), 0);
	free(command);
}

static void says(struct run *run, const char *area, const char *part)
{
	json_t *found = run_says(run, 3, M "check"), *fault;
	size_t i;
	bool met = false;

	json_array_foreach(json_object_get(found, "faults"), i, fault)
	{
		const char *where = json_string_value(json_object_get(fault, "area"));
		const char *message = json_string_value(json_object_get(fault, "message"));

		met = met || (strcmp(where, area) == 0 && strstr(message, part));
	}
	if (!met)
		fail_msg("not %s, %s, but: %s", area, part, run->out);
	json_decref(found);
}

static void test_forty_made_four(void **state)
{
	change(*state, "UPDATE orders SET total = 400, net = 400 WHERE id = 1; UPDATE order_line "
		       "SET price = 400, amount = 400 WHERE order_id = 1; UPDATE tender SET amount "
		       "= 400 WHERE order_id = 1; UPDATE voucher SET amount = 400 WHERE order_id = "
		       "1; UPDATE performance SET revenue = revenue - 3600 WHERE id = 1");
	says(*state, "journal", "order 1 was sold for 400, the journal tells of 4000");
	says(*state, "journal", "order 1 has a tender of 400 by cash that the journal does not");
}

static void test_an_order_taken_away(void **state)
{
	change(*state,
	       "DELETE FROM ticket WHERE voucher_id = 1; DELETE FROM voucher WHERE order_id "
	       "= 1; DELETE FROM tender WHERE order_id = 1; DELETE FROM order_line WHERE "
	       "order_id = 1; DELETE FROM orders WHERE id = 1; UPDATE performance SET sold "
	       "= sold - 1, revenue = revenue - 4000 WHERE id = 1; UPDATE redemption SET "
	       "sold = sold - 1 WHERE id = 1; UPDATE voucher_type SET issued = issued - 1 "
	       "WHERE id = 1");
	says(*state, "journal", "tells of order 1, which is not there");
}

static void test_a_refund_made_larger(void **state)
{
	change(*state,
	       "UPDATE tender SET amount = -5000 WHERE order_id = 2 AND amount < 0; UPDATE "
	       "order_line SET price = 5000, amount = -5000 WHERE order_id = 2 AND qty < 0; "
	       "UPDATE orders SET net = net - 1000 WHERE id = 2; UPDATE performance SET "
	       "revenue = revenue - 1000 WHERE id = 1");
	says(*state, "journal", "order 2: the journal tells of -4000 by cash, no tender says so");
}

static void test_an_override_hushed_up(void **state)
{
	change(*state, "DELETE FROM sale_override");
	says(*state, "journal", "order 3: the journal tells of an override that is not kept");
}

static void test_the_schema(void **state)
{
	change(*state, "DROP INDEX redemption_pair; CREATE TRIGGER skim AFTER INSERT ON tender "
		       "BEGIN UPDATE tender SET amount = 1; END");
	says(*state, "schema", "the index redemption_pair is missing");
	says(*state, "schema", "the trigger skim is none of this program's");
}

#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_forty_made_four),      T(test_an_order_taken_away),
		T(test_a_refund_made_larger), T(test_an_override_hushed_up),
		T(test_the_schema),
	};

	return cmocka_run_group_tests_name("cli/tampered", tests, NULL, NULL);
}
