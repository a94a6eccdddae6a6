/*
 * Orders and journal rows found by what leads to them: a person, a performance, a time, a till;
 * each with its own index, all with the same answer as reading everything would give.
 */
#include "store/sql.h"
#include "store/store.h"
#include "support/office.h"
#include "support/plan.h"
#include "support/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct stage stage;
static struct bo_arena arena;
static int64_t zoe;

static int64_t sell(size_t performance, int64_t patron_id)
{
	struct bo_wish wish = { stage.performance[performance], stage.type[STAGE_ADULT], 1 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = patron_id };
	struct bo_order order;

	OK(bo, bo_sell(bo, &arena, &sale, &order));
	return order.id;
}

/* Orders 1 to 6: at performances 0, 1, 2, 0, 1, 2; the even ones Zoë's; a minute apart.  1 is given
 * back and 2 exchanged to performance 2, both at the other till. */
static int setup(void **state)
{
	struct bo_order order;
	struct bo_exchange exchange = { 0 };

	(void)state;
	bo = test_office();
	stage_build(bo, 3, 100, &stage);
	OK(bo, bo_patron_add(bo, "Zoë", NULL, NULL, &zoe));
	for (int i = 0; i < 6; i++) {
		test_clock_set(TEST_NOW + i * 60);
		assert_int_equal(sell((size_t)i % 3, i % 2 ? zoe : 0), i + 1);
	}
	OK(bo, bo_till_use(bo, "other"));
	test_clock_set(TEST_NOW + 600);
	OK(bo, bo_order_refund(bo, &arena, 1, NULL, 0, BO_TENDER_CASH, "ill", &order));
	exchange.performance_id = stage.performance[2];
	OK(bo, bo_order_exchange(bo, &arena, 2, &exchange, &order));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

/* The ids, newest first, as digits. */
static void lists(int64_t patron_id, int64_t performance_id, int64_t from, int64_t to, size_t limit,
		  const char *wanted)
{
	struct bo_order_filter filter = { .patron_id = patron_id,
					  .performance_id = performance_id,
					  .from = from,
					  .to = to,
					  .limit = limit };
	struct bo_orders list;
	char ids[32];
	struct bo_buf found = BO_BUF(ids);

	OK(bo, bo_order_list(bo, &arena, &filter, &list));
	for (size_t i = 0; i < list.n; i++)
		bo_buf_printf(&found, "%d", (int)list.row[i].id);
	assert_string_equal(ids, wanted);
}

static void test_orders(void **state)
{
	(void)state;
	lists(0, 0, BO_NONE, BO_NONE, 0, "654321");
	lists(0, 0, BO_NONE, BO_NONE, 2, "65");
	lists(0, 0, TEST_NOW + 60, TEST_NOW + 180, 0, "432");
	lists(zoe, 0, BO_NONE, BO_NONE, 0, "642");
	lists(zoe, 0, TEST_NOW + 61, BO_NONE, 1, "6");
	lists(BO_PATRON_WALK_UP, 0, BO_NONE, BO_NONE, 0, "531");
	lists(zoe + 1, 0, BO_NONE, BO_NONE, 0, "");
	lists(0, stage.performance[0], BO_NONE, BO_NONE, 0, "41");
	lists(0, stage.performance[1], BO_NONE, BO_NONE, 0, "52");
	lists(0, stage.performance[2], BO_NONE, BO_NONE, 0, "632");
	lists(0, stage.performance[2], BO_NONE, BO_NONE, 2, "63");
	lists(zoe, stage.performance[2], BO_NONE, BO_NONE, 0, "62");
	lists(BO_PATRON_WALK_UP, stage.performance[2], BO_NONE, TEST_NOW + 150, 0, "3");
	lists(0, 999, BO_NONE, BO_NONE, 0, "");
}

static void tells(struct bo_journal_filter filter, const char *wanted)
{
	struct bo_journal_rows list;
	char words[600];
	struct bo_buf found = BO_BUF(words);

	OK(bo, bo_journal_list(bo, &arena, &filter, &list));
	for (size_t i = 0; i < list.n; i++)
		bo_buf_printf(&found, "%s%s %s", i ? ", " : "", list.row[i].till, list.row[i].kind);
	assert_string_equal(words, wanted);
}

static void test_journal_of_an_order(void **state)
{
	struct bo_journal_filter filter = { .from = BO_NONE, .to = BO_NONE };

	(void)state;
	filter.order_id = 1;
	tells(filter, "other order.refunded, test order.sold");
	filter.order_id = 2;
	tells(filter, "other order.exchanged, test order.sold");
	filter.limit = 1;
	tells(filter, "other order.exchanged");
	filter.till = "test";
	tells(filter, "test order.sold");
	filter.kind = "order.exch";
	tells(filter, "");
	filter = (struct bo_journal_filter){ .order_id = 999, .from = BO_NONE, .to = BO_NONE };
	tells(filter, "");
}

static void test_journal_of_tills(void **state)
{
	struct bo_journal_filter filter = { .from = BO_NONE, .to = BO_NONE, .limit = 3 };

	(void)state;
	tells(filter, "other order.exchanged, other order.refunded, test order.sold");
	filter.till = "test";
	tells(filter, "test order.sold, test order.sold, test order.sold");
	filter.limit = 1;
	filter.kind = "season"; /* lies far behind the end of the chain */
	tells(filter, "test season.added");
	filter.till = "nowhere";
	tells(filter, "");
}

/* No table of orders or of the journal is read whole for any of these. */
static void test_ways_in(void **state)
{
	static const char *const ways[] = { "voucher_performance", "orders_of_patron",
					    "journal_order", NULL };
	static const char *const large[] = { "j", NULL };

	test_orders(state);
	test_journal_of_an_order(state);
	test_journal_of_tills(state);
	plan_check(bo, &(struct plan_look){ .large = large, .index_too = true });
	plan_met(bo, ways);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_journal_of_an_order),
		cmocka_unit_test(test_journal_of_tills),
		cmocka_unit_test(test_ways_in),
	};

	return cmocka_run_group_tests_name("sale/order_list", tests, setup, teardown);
}
