/*
 * Orders found by what is typed or scanned, page by page, and who holds places of a performance:
 * the same for the screen and the command line, and through an index each.
 */
#include "support/office.h"
#include "support/plan.h"
#include "support/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct stage stage;
static struct bo_arena arena;
static int64_t zoe, zora;
static char ticket[BO_TICKET_CODE_SIZE];

/* Orders 1 to 9 in turn the walk-up patron's, Zoë's and Zora's, at performances 0 and 1. */
static int setup(void **state)
{
	int64_t *buyers[] = { &(int64_t){ 0 }, &zoe, &zora };

	(void)state;
	bo = test_office();
	stage_build(bo, 2, 100, &stage);
	OK(bo, bo_patron_add(bo, "Zoë Ask", "zoe@example.org", "0171 5", &zoe));
	OK(bo, bo_patron_add(bo, "Zora Ask", NULL, NULL, &zora));
	for (int i = 0; i < 9; i++) {
		struct bo_wish wish = { stage.performance[i % 2], stage.type[STAGE_ADULT],
					1 + i % 2 };
		struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = *buyers[i % 3] };
		struct bo_order order;

		test_clock_set(TEST_NOW + i * 60);
		OK(bo, bo_sell(bo, &arena, &sale, &order));
		assert_int_equal(order.id, i + 1);
		if (order.id == 5)
			snprintf(ticket, sizeof ticket, "%s", order.voucher[0].code);
	}
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static struct bo_order_hits finds(const char *words, struct bo_order_filter filter,
				  const char *wanted)
{
	struct bo_order_search *search;
	struct bo_order_hits hits;
	bool done = false;
	char ids[64];
	struct bo_buf found = BO_BUF(ids);

	filter.from = filter.to = BO_NONE;
	OK(bo, bo_order_search_begin(bo, words, &filter, &search));
	while (!done)
		OK(bo, bo_order_search_step(search, &hits, &done));
	OK(bo, bo_order_search_step(search, &hits, &done)); /* once more changes nothing */
	assert_true(done);
	for (size_t i = 0; i < hits.orders.n; i++)
		bo_buf_printf(&found, "%d", (int)hits.orders.row[i].id);
	bo_order_search_end(search);
	assert_string_equal(ids, wanted);
	return hits;
}

static void test_what_is_typed(void **state)
{
	const struct bo_order_filter all = { .id = 0 };

	(void)state;
	finds("", all, "987654321");
	finds("  ", all, "987654321");
	finds("7", all, "7");
	finds("0", all, "");
	finds("4711", all, "");
	finds("zo", all, "986532");
	finds("zoe", all, "852");
	finds(" ask zor", all, "963");
	finds("zoe@example", all, "852");
	finds("nobody", all, "");
	assert_true(finds(ticket, all, "5").voucher_id > 0);
	finds("T2345678ABCDK", all, "");
	bo_order_search_end(NULL);
}

static void test_pages(void **state)
{
	(void)state;
	assert_true(finds("zo", (struct bo_order_filter){ .limit = 2 }, "98").more);
	assert_true(finds("zo", (struct bo_order_filter){ .limit = 2, .before = 8 }, "65").more);
	assert_false(finds("zo", (struct bo_order_filter){ .limit = 2, .before = 5 }, "32").more);
	assert_false(finds("zo", (struct bo_order_filter){ .limit = 2, .before = 2 }, "").more);
	assert_true(finds("", (struct bo_order_filter){ .limit = 4 }, "9876").more);
	assert_false(finds("", (struct bo_order_filter){ .limit = 9 }, "987654321").more);
	finds("", (struct bo_order_filter){ .limit = 4, .before = 3 }, "21");
	finds("zo", (struct bo_order_filter){ .performance_id = stage.performance[0] }, "953");
	finds("8", (struct bo_order_filter){ .performance_id = stage.performance[0] }, "");
	/* one who is found is who counts, whatever the filter names */
	finds("zoe", (struct bo_order_filter){ .patron_id = zora, .id = 3 }, "852");
}

static void test_who_holds_places(void **state)
{
	struct bo_holders list;
	struct bo_order order;

	(void)state;
	OK(bo, bo_holders(bo, &arena, stage.performance[1], &list));
	assert_int_equal(list.n, 4);
	assert_int_equal(list.row[0].order_id, 8);
	assert_string_equal(list.row[0].patron, "Zoë Ask");
	assert_string_equal(list.row[0].email, "zoe@example.org");
	assert_int_equal(list.row[0].patron_id, zoe);
	assert_int_equal(list.row[0].places, 2);
	assert_int_equal(list.row[0].vouchers, 2);
	assert_int_equal(list.row[0].at, TEST_NOW + 7 * 60);
	assert_int_equal(list.row[3].order_id, 2);
	OK(bo, bo_order_get(bo, &arena, 8, &order));
	assert_int_equal(list.row[0].paid, order.total);
	OK(bo, bo_holders(bo, &arena, 4711, &list));
	assert_int_equal(list.n, 0);
}

static void test_who_may_ask(void **state)
{
	struct bo_order_search *search = NULL;
	struct bo_order_filter all = { .from = BO_NONE, .to = BO_NONE };
	struct bo_holders list;
	struct bo_orders orders;

	(void)state;
	test_act_as(bo, BO_ROLE_REPORTS);
	OK(bo, bo_holders(bo, &arena, stage.performance[1], &list));
	if (!bo_role_may(BO_ROLE_REPORTS, BO_MAY_READ_PEOPLE))
		assert_null(list.row[0].email);
	bo_act_as_patron(bo);
	SAYS(bo, BO_REFUSED, "", bo_holders(bo, &arena, stage.performance[1], &list));
	SAYS(bo, BO_REFUSED, "", bo_order_search_begin(bo, "zoe", &all, &search));
	assert_null(search);
	all.id = 5;
	SAYS(bo, BO_REFUSED, "", bo_order_list(bo, &arena, &all, &orders));
	test_act_as(bo, BO_ROLE_MANAGER);
}

/* Patrons, orders and vouchers are many: none of them is read whole, and a page begins where the
 * last one ended. */
static void test_plans(void **state)
{
	static const char *const ways[] = { "voucher_performance", "orders_of_patron", NULL };
	static const char *const large[] = { "v", "p", "c", "w", "k", NULL };

	test_what_is_typed(state);
	test_pages(state);
	test_who_holds_places(state);
	plan_check(bo, &(struct plan_look){ .large = large });
	plan_met(bo, ways);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_typed),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_who_holds_places),
		cmocka_unit_test(test_who_may_ask),
		cmocka_unit_test(test_plans),
	};

	return cmocka_run_group_tests_name("sale/order_search", tests, setup, teardown);
}
