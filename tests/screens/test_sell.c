/*
 * Pictures of the Sell screen in the states a clerk meets, at the sizes terminals have.
 */
#include "support/till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;

static int close_till(void **state)
{
	(void)state;
	till_close(&till);
	return 0;
}

static void empty(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_expect(&till, "sell_empty", "80 120 plain 60 40");
}

static void lines(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "2+1<Enter><Down>2*2<Enter><Up>", "To pay 155.00");
	till_expect(&till, "sell_lines", "80 120 plain 60 40");
}

static void typing(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "2<Space>yo", "→ 2 × Youth General  50.00");
	till_expect(&till, "sell_typing", NULL);
}

static void paying(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "2<Enter>50<Enter>20", "cash 20.00");
	till_expect(&till, "sell_paying", NULL);
}

static void refused(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "2<Enter>2*4<Enter>", "needs a code");
	till_expect(&till, "sell_refused", "80 120 plain 60 40");
}

static void override(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "2*4<Enter><F4>", "Approved by");
	till_expect(&till, "sell_override", "80 120 plain 60");
}

static void sold(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "1+1<Enter>80<Enter>", "Change");
	till_expect(&till, "sell_sold", "80 120 plain 60 40");
}

static void person(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "2<Enter><F2>", "李小龍");
	till_expect(&till, "sell_person", "80 120 plain 60");
}

static void code(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "/zo<Enter>bard<Enter>2*4<Enter>", "exactly 2");
	till_expect(&till, "sell_code", NULL);
}

static void sold_out(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "<Down>6<Enter><Enter>", "Order");
	till_expect(&till, "sell_full", "80 120 plain 60");
}

static void ticket(void **state)
{
	char code[40];
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t id = 0;

	(void)state;
	till_open(&till, 24, 80);
	till_keys(&till, "1<Enter><Enter>", "Order");
	OK(till.bo, bo_order_last(till.bo, &id));
	OK(till.bo, bo_order_get(till.bo, &arena, id, &order));
	snprintf(code, sizeof code, "%s<Enter>", order.voucher[0].code);
	bo_arena_clear(&arena);
	till_keys(&till, code, "issue 1: good");
	till_shows(&till, "Adult General · Walk-up");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(empty, close_till),
		cmocka_unit_test_teardown(lines, close_till),
		cmocka_unit_test_teardown(typing, close_till),
		cmocka_unit_test_teardown(paying, close_till),
		cmocka_unit_test_teardown(refused, close_till),
		cmocka_unit_test_teardown(override, close_till),
		cmocka_unit_test_teardown(sold, close_till),
		cmocka_unit_test_teardown(person, close_till),
		cmocka_unit_test_teardown(code, close_till),
		cmocka_unit_test_teardown(sold_out, close_till),
		cmocka_unit_test_teardown(ticket, close_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
