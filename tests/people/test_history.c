/*
 * What happened with a person, newest first, whatever it was: sales and what became of them,
 * vouchers given away and got, offers used, edits and merges.
 */
#include "store/sql.h"
#include "support/campaign.h"
#include "support/office.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct bo_arena arena;
static struct test_season season;
static int64_t zoe, adam, now;

static int setup(void **state)
{
	(void)state;
	bo = test_office();
	season = test_season(bo);
	now = TEST_NOW;
	OK(bo, bo_patron_add(bo, "Zoe", NULL, NULL, &zoe));
	OK(bo, bo_patron_add(bo, "Adam", NULL, NULL, &adam));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static void later(void)
{
	test_clock_set(now += 60);
}

static struct bo_order sell(int64_t patron, int64_t performance, int64_t type, int64_t qty)
{
	struct bo_wish wish = { performance, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = patron };
	struct bo_order order;

	later();
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	return order;
}

/* Kinds, newest first, and every sentence whole. */
static const char *kinds(int64_t patron, size_t limit)
{
	struct bo_patron_events list;
	const char *text = "";

	OK(bo, bo_patron_history(bo, &arena, patron, limit, &list));
	for (size_t i = 0; i < list.n; i++) {
		size_t n = strlen(list.row[i].text);

		assert_true(n > 5 && list.row[i].text[n - 1] == '.');
		assert_true(i == 0 || list.row[i].at <= list.row[i - 1].at);
		text = bo_arena_printf(&arena, "%s%s ", text, list.row[i].kind);
	}
	return text;
}

static const char *latest(int64_t patron)
{
	struct bo_patron_events list;

	OK(bo, bo_patron_history(bo, &arena, patron, 1, &list));
	assert_int_equal(list.n, 1);
	return list.row[0].text;
}

static void test_a_life(void **state)
{
	struct bo_order order, after;
	struct bo_exchange exchange = { .performance_id = season.tomorrow };
	struct bo_wish comps = { 0, season.comp, 2 };
	struct bo_issue issue = {
		.lines = &comps, .n = 1, .patron_id = zoe, .override = "was ill"
	};
	struct bo_reservation reserve;

	(void)state;
	assert_string_equal(kinds(zoe, 0), "patron.added ");
	order = sell(zoe, season.tonight, season.adult, 2);
	assert_string_equal(latest(zoe), "Order 1: 2 vouchers, 80.00.");
	later();
	OK(bo, bo_order_exchange(bo, &arena, order.id, &exchange, &after));
	later();
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, "ill", &after));
	later();
	OK(bo, bo_patron_edit(bo, zoe, &(struct bo_patron_fields){ .notes = "Was ill." }));
	assert_string_equal(kinds(zoe, 0),
			    "patron.edited order.refunded order.exchanged order.sold "
			    "patron.added ");
	assert_string_equal(kinds(zoe, 2), "patron.edited order.refunded ");
	/* two comps, one given away, used by the one who has it now */
	later();
	OK(bo, bo_voucher_issue(bo, &arena, &issue, &order));
	later();
	OK(bo, bo_voucher_transfer(bo, &order.voucher[0].id, 1, adam));
	assert_string_equal(latest(zoe), "Order 2: vouchers became another patron's.");
	assert_string_equal(latest(adam), "Order 2: vouchers of another patron came here.");
	later();
	reserve = (struct bo_reservation){ .vouchers = &order.voucher[0].id,
					   .n = 1,
					   .performance_id = season.tonight };
	OK(bo, bo_voucher_reserve(bo, &reserve));
	assert_string_equal(kinds(adam, 0), "voucher.reserved voucher.transferred patron.added ");
	assert_string_equal(kinds(zoe, 1), "voucher.reserved ");
	/* nobody's history is the walk-up patron's */
	sell(0, season.tonight, season.adult, 1);
	assert_string_equal(kinds(BO_PATRON_WALK_UP, 0), "");
	SAYS(bo, BO_NOT_FOUND, "no such",
	     bo_patron_history(bo, &arena, 99, 0, &(struct bo_patron_events){ 0 }));
	later();
	OK(bo, bo_patron_merge(bo, adam, zoe));
	assert_string_equal(latest(adam),
			    "Patron 2 was merged into this one, with 2 orders and 5 vouchers.");
	assert_string_equal(kinds(zoe, 3), kinds(adam, 3));
}

static void test_offers_used(void **state)
{
	struct bo_campaign_terms terms = test_terms("Back", 0, BO_EFFECT_AMOUNT, 500);
	struct bo_order order, after;

	(void)state;
	test_campaign(bo, &terms);
	order = sell(zoe, season.tonight, season.adult, 1);
	assert_int_equal(order.total, 3500);
	assert_string_equal(kinds(zoe, 0), "order.sold campaign.used patron.added ");
	later();
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, "ill", &after));
	struct bo_patron_events list;

	OK(bo, bo_patron_history(bo, &arena, zoe, 0, &list));
	assert_int_equal(list.n, 4);
	assert_string_equal(list.row[2].text, "Order 1: Back, 5.00 off, given back.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_life, setup, teardown),
		cmocka_unit_test_setup_teardown(test_offers_used, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
