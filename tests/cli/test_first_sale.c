/*
 * The whole way by command: from no store to a sale, then everything that may
 * be done to an order.  What is checked is read back from the store.
 */
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define CLERK "--staff Casey --now 2026-01-05T12:00 --till front "
#define BOSS "--staff Morgan --now 2026-01-05T12:00 --till front "

static int setup(void **state)
{
	*state = run_office();
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static json_t *at(json_t *json, const char *key, const char *inner)
{
	json_t *found = json_object_get(json_object_get(json, key), inner);

	assert_non_null(found);
	return found;
}

static void test_a_fresh_machine(void **state)
{
	struct run *run = run_new();
	json_t *json;

	(void)state;
	run->no_store = true;
	json = run_json(run, "init");
	assert_true(json_is_false(at(json, "store", "training")));
	assert_int_equal(access(run_path(run, ".local/share/boxoffice/boxoffice.db"), R_OK), 0);
	json_decref(json);
	assert_int_equal(run_line(run, "init"), 2);
	/* The first needs nobody, the second does. */
	run_ok(run, "staff add Ada --role admin");
	assert_int_equal(run_line(run, "staff add Bob --role clerk"), 1);
	run_ok(run, "--staff Ada staff add Bob --role clerk");
	run_ok(run, "--staff Ada staff list");
	assert_non_null(strstr(run->out, "Bob"));
	run_ok(run, "check");
	run_end(run);
}

static void test_a_sale_for_cash(void **state)
{
	struct run *run = *state;
	json_t *json, *order;

	run->pin = "1111";
	json = run_json(run, CLERK "sell hamlet@2026-01-05T20:00 '2 Adult General' "
				   "'1 Youth General' --pay cash:120 --no-print");
	order = json_object_get(json, "order");
	assert_int_equal(json_integer_value(json_object_get(order, "total")), 10500);
	assert_int_equal(json_integer_value(json_object_get(order, "net")), 10500);
	assert_int_equal(json_integer_value(json_object_get(order, "change")), 1500);
	assert_int_equal(json_array_size(json_object_get(order, "vouchers")), 3);
	assert_int_equal(json_array_size(json_object_get(order, "print")), 0);
	json_decref(json);
	assert_string_equal(run->err, "");
	run_sql_is(run, "SELECT count(*), sum(amount) FROM voucher WHERE state = 'reserved'",
		   "3|10500");
	run_sql_is(run, "SELECT sold, held, revenue FROM performance WHERE id = 1", "3|0|10500");
	run_sql_is(run, "SELECT kind, amount FROM tender", "cash|12000");
	run_sql_is(run, "SELECT name FROM till WHERE id = (SELECT till_id FROM orders)", "front");
	run_sql_is(run, "SELECT count(*) FROM print_job", "0");
	run_ok(run, "check");
	run_ok(run, "journal verify");
}

static void test_exact_cash_and_the_receipt(void **state)
{
	struct run *run = *state;

	run->pin = "1111";
	run_ok(run, CLERK "sell 1 '2 Adult General' --no-print");
	assert_non_null(strstr(run->out, "Order 1 "));
	assert_non_null(strstr(run->out, "Adult General"));
	assert_non_null(strstr(run->out, "80.00"));
	assert_null(strstr(run->out, "Change"));
	assert_non_null(strstr(run->out, "Anchor front:"));
	run_sql_is(run, "SELECT kind, amount FROM tender", "cash|8000");
	run_ok(run, "order show 1");
	assert_non_null(strstr(run->out, "Hamlet@2026-01-05T20:00"));
	run_ok(run, "order list --format csv");
	assert_non_null(strstr(run->out, "number,at,patron,"));
	assert_non_null(strstr(run->out, "1,2026-01-05T12:00:00+01:00,"));
	assert_non_null(strstr(run->out, ",80.00,80.00,Casey,front\n"));
}

static void test_several_tenders(void **state)
{
	struct run *run = *state;

	run->pin = "1111";
	run_ok(run, CLERK "sell 1 '3 Adult General' --pay cash:100.00 --pay card:20.00:R:1 "
			  "--no-print");
	run_sql_is(run, "SELECT reference FROM tender WHERE kind = 'card'", "R:1");
	assert_int_equal(run_line(run, CLERK "sell 1 '3 Adult General' --pay cash:119.99"), 1);
	assert_int_equal(run_line(run, CLERK "sell 1 '3 Adult General' --pay card:120.01"), 1);
	run_sql_is(run, "SELECT count(*) FROM orders", "1");
}

static void test_refusals_and_overrides(void **state)
{
	struct run *run = *state;
	json_t *json, *refused;

	run->pin = "1111";
	json = run_says(run, 1, CLERK "sell 1 '31 Youth General'");
	refused = json_object_get(json, "refused");
	assert_string_equal(json_string_value(json_object_get(refused, "rule")), "type_cap");
	assert_int_equal(json_integer_value(json_object_get(refused, "limit")), 30);
	assert_int_equal(json_integer_value(json_object_get(refused, "wanted")), 31);
	assert_int_equal(json_integer_value(json_object_get(refused, "left")), 30);
	assert_string_equal(json_string_value(json_object_get(refused, "override")), "supervisor");
	assert_non_null(strstr(run->err, "boxoffice: "));
	json_decref(json);
	/* The reason alone is not enough: somebody must be allowed. */
	assert_int_equal(run_line(run, CLERK "sell 1 '31 Youth General' --override VIP"), 1);
	run->approve = "2222";
	json = run_json(run, CLERK "--approve Sam sell 1 '31 Youth General' --override VIP "
				   "--no-print");
	json_decref(json);
	run_sql_is(run, "SELECT rule, limit_value, reason FROM sale_override", "type_cap|30|VIP");
	/* One that is not needed leaves no mark. */
	run_ok(run, CLERK "--approve Sam sell 2 '1 Adult General' --override VIP --no-print");
	run_sql_is(run, "SELECT count(*) FROM sale_override", "1");
	json = run_says(run, 1,
			"--as patron --now 2026-01-05T12:00 --till web sell 1 "
			"'1 Youth General' --override please");
	json_decref(json);
	json = run_says(run, 1, "--staff Casey --now 2026-01-05T19:00 sell 1 '1 Adult General'");
	refused = json_object_get(json, "refused");
	assert_string_equal(json_string_value(json_object_get(refused, "rule")), "ended");
	assert_string_equal(json_string_value(json_object_get(refused, "limit")),
			    "2026-01-05T17:00:00+01:00");
	json_decref(json);
}

static void test_holds(void **state)
{
	struct run *run = *state;
	json_t *json;
	char *line;
	long long id;

	run->pin = "1111";
	json = run_json(run, CLERK "hold add hamlet@2026-01-05T20:00 '4 Adult General'");
	id = json_integer_value(at(json, "hold", "id"));
	assert_string_equal(json_string_value(at(json, "hold", "expires")),
			    "2026-01-05T12:15:00+01:00");
	json_decref(json);
	run_sql_is(run, "SELECT sold, held FROM performance WHERE id = 1", "0|4");
	json = run_json(run, CLERK "hold list");
	assert_int_equal(json_array_size(json_object_get(json, "holds")), 1);
	json_decref(json);
	assert_true(asprintf(&line, CLERK "sell --hold %lld --no-print", id) > 0);
	run_ok(run, line);
	assert_true(run_line(run, line) != 0);
	free(line);
	run_sql_is(run, "SELECT sold, held FROM performance WHERE id = 1", "4|0");
	run_ok(run, CLERK "hold add 1 '2 Adult General'");
	json = run_json(run, CLERK "hold list");
	id = json_integer_value(
		json_object_get(json_array_get(json_object_get(json, "holds"), 0), "id"));
	json_decref(json);
	assert_true(asprintf(&line, CLERK "hold release %lld", id) > 0);
	run_ok(run, line);
	free(line);
	run_sql_is(run, "SELECT sold, held FROM performance WHERE id = 1", "4|0");
}

static void test_refund_exchange_reprint(void **state)
{
	struct run *run = *state;
	char *codes, *line;

	run_ok(run, BOSS "sell 1 '2 Adult General' --no-print");
	codes = run_sql(run->store, "SELECT code FROM ticket ORDER BY id LIMIT 1");
	codes[strcspn(codes, "\n")] = '\0';
	run_ok(run, BOSS "order reprint 1 --no-print --reason 'coffee on it'");
	run_sql_is(run, "SELECT count(*) FROM ticket WHERE state = 'active'", "2");
	run_sql_is(run, "SELECT count(*) FROM ticket WHERE state <> 'active'", "2");
	/* A code that is void still finds its voucher. */
	assert_true(asprintf(&line, BOSS "order refund 1 --voucher %s --pay cash", codes) > 0);
	run_ok(run, line);
	free(line);
	free(codes);
	run_sql_is(run, "SELECT net FROM orders", "4000");
	run_sql_is(run, "SELECT amount FROM tender WHERE amount < 0", "-4000");
	run_ok(run, BOSS "order exchange 1 --to hamlet@2026-01-06T20:00 --no-print");
	run_sql_is(run, "SELECT sold FROM performance ORDER BY id", "0 1");
	run_sql_is(run, "SELECT sold FROM performance WHERE id = 2", "1");
	assert_int_equal(run_line(run, BOSS "order refund 1 --voucher 1"), 1);
	run_ok(run, BOSS "voucher list --performance 2");
	assert_non_null(strstr(run->out, "reserved"));
	run_ok(run, "check");
	run_ok(run, "journal verify");
}

static void test_the_journal_proves_itself(void **state)
{
	struct run *run = *state;
	json_t *json;
	char *line;

	run_ok(run, BOSS "sell 1 '1 Adult General' --no-print");
	json = run_json(run, "order show 1");
	assert_true(asprintf(&line, "journal verify --anchor %s",
			     json_string_value(at(json, "order", "anchor"))) > 0);
	json_decref(json);
	run_ok(run, line);
	free(line);
	json = run_json(run, "journal show --order 1 --till front");
	assert_int_equal(json_array_size(json_object_get(json, "journal")), 1);
	json_decref(json);
	assert_true(asprintf(&line,
			     "sqlite3 '%s' \"DROP TRIGGER journal_keeps; UPDATE journal SET body = "
			     "replace(body, '4000', '1000') WHERE order_id = 1\"",
			     run->store) > 0);
	assert_int_equal(system(line), 0);
	free(line);
	json = run_says(run, 3, "journal verify");
	assert_true(json_array_size(json_object_get(json, "faults")) > 0);
	assert_true(json_is_object(json_object_get(json, "error")));
	json_decref(json);
}

static void test_backup_and_restore(void **state)
{
	struct run *run = *state;
	char *line, *before, *after;

	run_ok(run, BOSS "sell 1 '1 Adult General' --no-print");
	before = run_dump(run->store);
	assert_true(asprintf(&line, BOSS "backup '%s'", run_path(run, "copy.db")) > 0);
	run_ok(run, line);
	assert_int_equal(run_line(run, line), 2);
	free(line);
	run_ok(run, BOSS "sell 1 '1 Adult General' --no-print");
	assert_true(asprintf(&line, BOSS "restore '%s'", run_path(run, "copy.db")) > 0);
	run_ok(run, line);
	free(line);
	after = run_dump(run->store);
	/* as it was, and who put it back */
	assert_string_not_equal(before, after);
	run_sql_is(run, "SELECT count(*) FROM journal WHERE kind = 'store.restored'", "1");
	run_sql_is(run, "SELECT count(*) FROM orders", "1");
	assert_int_equal(access(run_path(run, "store.db.before-restore"), R_OK), 0);
	free(before);
	free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_fresh_machine),
		cmocka_unit_test_setup_teardown(test_a_sale_for_cash, setup, teardown),
		cmocka_unit_test_setup_teardown(test_exact_cash_and_the_receipt, setup, teardown),
		cmocka_unit_test_setup_teardown(test_several_tenders, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refusals_and_overrides, setup, teardown),
		cmocka_unit_test_setup_teardown(test_holds, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refund_exchange_reprint, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_journal_proves_itself, setup, teardown),
		cmocka_unit_test_setup_teardown(test_backup_and_restore, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
