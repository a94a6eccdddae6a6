/*
 * Baskets and holds: they keep places, lose them in time, and survive.
 */
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_basket basket;
static int64_t id;

static int begin(void **state)
{
	(void)state;
	test_clock_set(TEST_NOW);
	bo = test_office();
	s = test_season(bo);
	test_act_as(bo, BO_ROLE_CLERK);
	OK(bo, bo_basket_open(bo, &id));
	return 0;
}

static int end(void **state)
{
	(void)state;
	test_check(bo);
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static enum bo_status put(int64_t type, int64_t qty, const char *override)
{
	return bo_basket_put(bo, id, (struct bo_wish){ s.tonight, type, qty }, override);
}

static void look(void)
{
	OK(bo, bo_basket_get(bo, &arena, id, &basket));
}

static int64_t left(void)
{
	struct bo_performance p;

	OK(bo, bo_performance_get(bo, &arena, s.tonight, &p));
	return p.left;
}

static enum bo_status pay(void)
{
	struct bo_order order;
	struct bo_sale sale = { .basket_id = id, .print = true };

	return bo_sell(bo, &arena, &sale, &order);
}

static void refused(enum bo_rule rule, enum bo_status status)
{
	assert_int_equal(status, BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), bo_rule_code(rule));
}

static void test_lines_keep_places(void **state)
{
	(void)state;
	OK(bo, put(s.adult, 2, NULL));
	OK(bo, put(s.adult, 1, NULL));
	OK(bo, put(s.programme, 4, NULL));
	look();
	assert_int_equal(basket.n_lines, 2);
	assert_int_equal(basket.line[0].qty, 3);
	assert_int_equal(basket.total, 3 * 4000 + 4 * 500);
	assert_int_equal(left(), 7);
	OK(bo, put(s.adult, -1, NULL));
	assert_int_equal(left(), 8);
	OK(bo, put(s.adult, -2, NULL));
	look();
	assert_int_equal(basket.n_lines, 1);
	assert_int_equal(left(), 10);
	SAYS(bo, BO_INVALID, "qty", put(s.programme, -5, NULL));
}

static void test_places_of_others_are_taken(void **state)
{
	int64_t hold = 0;
	struct bo_wish wish = { s.tonight, s.adult, 8 };

	(void)state;
	OK(bo, bo_hold_add(bo, &wish, 1, NULL, 0, NULL, &hold));
	refused(BO_RULE_HOUSE_CAPACITY, put(s.adult, 3, NULL));
	OK(bo, put(s.adult, 2, NULL));
	OK(bo, bo_hold_release(bo, hold));
	assert_int_equal(left(), 8);
	SAYS(bo, BO_NOT_FOUND, "no such", bo_hold_release(bo, hold));
}

static void test_cap_counts_holds(void **state)
{
	int64_t hold = 0;
	struct bo_wish wish = { s.tonight, s.special, 2 };

	(void)state;
	OK(bo, bo_hold_add(bo, &wish, 1, NULL, 0, NULL, &hold));
	refused(BO_RULE_TYPE_CAP, put(s.special, 2, NULL));
	assert_int_equal(bo_refusal(bo)->left, 1);
	refused(BO_RULE_TYPE_CAP, test_sell(bo, s.tonight, s.special, 2, NULL));
}

static void test_time_runs_out_to_the_second(void **state)
{
	(void)state;
	OK(bo, put(s.adult, 10, NULL));
	look();
	test_clock_set(basket.expires - 1);
	assert_int_equal(left(), 0);
	refused(BO_RULE_HOUSE_CAPACITY, test_sell(bo, s.tonight, s.comp, 1, NULL));
	test_clock_set(basket.expires);
	assert_int_equal(left(), 10);
	look();
	assert_true(basket.expired);
	assert_int_equal(basket.n_lines, 1);
	OK(bo, test_sell(bo, s.tonight, s.comp, 1, "guests"));
	assert_int_equal(test_number(bo, "SELECT held FROM performance WHERE id = 1"), 0);
	/* Its lines are still there; the places are asked for again, and one is gone. */
	refused(BO_RULE_HOUSE_CAPACITY, pay());
	OK(bo, put(s.adult, -1, NULL));
	OK(bo, pay());
}

static void test_hold_of_somebody_lapses(void **state)
{
	int64_t hold = 0;
	struct bo_wish wish = { s.tonight, s.adult, 2 };
	struct bo_order order;
	struct bo_sale sale = { 0 };

	(void)state;
	OK(bo, bo_hold_add(bo, &wish, 1, NULL, 0, NULL, &hold));
	sale.basket_id = hold;
	test_clock_set(TEST_NOW + 3600);
	refused(BO_RULE_HOLD_EXPIRED, bo_sell(bo, &arena, &sale, &order));
	OK(bo, bo_hold_release(bo, hold));
}

static void test_window_ends_while_held(void **state)
{
	int64_t end_of_sales = test_when("2026-01-05T17:00", "UTC");

	(void)state;
	test_clock_set(end_of_sales - 60);
	OK(bo, put(s.adult, 1, NULL));
	test_clock_set(end_of_sales + 60);
	/* Taken in time: the sale goes through.  Nothing new may be added. */
	refused(BO_RULE_ENDED, test_sell(bo, s.tonight, s.adult, 1, NULL));
	OK(bo, pay());
}

static void test_window_holds_for_what_was_taken_in_time(void **state)
{
	int64_t end_of_sales = test_when("2026-01-05T17:00", "UTC");

	(void)state;
	test_clock_set(end_of_sales - 60);
	OK(bo, put(s.adult, 3, NULL));
	test_clock_set(end_of_sales + 60);
	refused(BO_RULE_ENDED, put(s.adult, 1, NULL));
	OK(bo, put(s.adult, -1, NULL));
	OK(bo, pay());
}

/* One piece more than was approved is a new question, and so is another rule. */
static void test_leave_is_for_what_was_approved(void **state)
{
	(void)state;
	OK(bo, put(s.adult, 10, NULL));
	OK(bo, bo_approve(bo, "the manager", NULL));
	OK(bo, put(s.special, 1, "chair"));
	refused(BO_RULE_HOUSE_CAPACITY, put(s.special, 1, NULL));
	refused(BO_RULE_HOUSE_CAPACITY, put(s.special, 1, "chair"));
	refused(BO_RULE_HOUSE_CAPACITY, put(s.adult, 1, NULL));
	refused(BO_RULE_HOUSE_CAPACITY, put(s.comp, 1, "chair"));
	OK(bo, put(s.adult, -1, NULL));
	refused(BO_RULE_HOUSE_CAPACITY, put(s.adult, 1, NULL));
	OK(bo, pay());
}

static void test_leave_is_for_the_rule_that_was_approved(void **state)
{
	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "bard"));
	OK(bo, bo_approve(bo, "the manager", NULL));
	OK(bo, put(s.pair, 3, "triplets"));
	refused(BO_RULE_CODE, bo_basket_set_code(bo, id, ""));
	OK(bo, pay());
}

static void test_leave_ends_with_the_hold(void **state)
{
	(void)state;
	OK(bo, bo_approve(bo, "the supervisor", NULL));
	OK(bo, put(s.group, 3, "family"));
	test_clock_set(TEST_NOW + 3600);
	refused(BO_RULE_MIN, pay());
	OK(bo, bo_approve(bo, "the supervisor", NULL));
	OK(bo, put(s.group, 1, "family"));
	OK(bo, pay());
	assert_int_equal(test_number(bo, "SELECT count(*) FROM sale_override WHERE approver_id IS "
					 "NOT NULL AND rule = 'min'"),
			 1);
}

static void test_approval_is_for_one_act(void **state)
{
	(void)state;
	OK(bo, bo_approve(bo, "the supervisor", NULL));
	OK(bo, put(s.adult, 1, NULL));
	refused(BO_RULE_MIN, put(s.group, 3, "family"));
}

static void test_baskets_are_for_who_sells(void **state)
{
	struct bo_tender cash = { .kind = BO_TENDER_CASH, .amount = 100 };
	int64_t other = 0;

	(void)state;
	OK(bo, put(s.adult, 1, NULL));
	test_act_as(bo, BO_ROLE_DOOR);
	refused(BO_RULE_PERMISSION, bo_basket_pay(bo, id, &cash));
	refused(BO_RULE_PERMISSION, bo_basket_unpay(bo, id));
	refused(BO_RULE_PERMISSION, bo_basket_clear(bo, id));
	refused(BO_RULE_PERMISSION, bo_basket_park(bo, id, ""));
	refused(BO_RULE_PERMISSION, bo_basket_recall(bo, id));
	refused(BO_RULE_PERMISSION, bo_basket_set_patron(bo, id, 0));
	refused(BO_RULE_PERMISSION, bo_basket_remove(bo, id, 1));
	refused(BO_RULE_PERMISSION, bo_basket_open(bo, &other));
	bo_act_as_patron(bo);
	refused(BO_RULE_PERMISSION, bo_hold_release(bo, id));
	refused(BO_RULE_PERMISSION, bo_basket_clear(bo, id));
	refused(BO_RULE_PERMISSION, pay());
	test_act_as(bo, BO_ROLE_CLERK);
	look();
	assert_int_equal(basket.n_lines, 1);
}

static void test_unknown_patron(void **state)
{
	(void)state;
	SAYS(bo, BO_NOT_FOUND, "patron", bo_basket_set_patron(bo, id, 99));
	OK(bo, put(s.adult, 1, NULL));
	SAYS(bo, BO_NOT_FOUND, "patron", bo_basket_set_patron(bo, id, 99));
}

static void test_basket_is_found_again(void **state)
{
	int64_t again = 0;

	(void)state;
	OK(bo, put(s.adult, 2, NULL));
	OK(bo, bo_basket_open(bo, &again));
	assert_int_equal(again, id);
	OK(bo, bo_till_use(bo, "other till"));
	OK(bo, bo_basket_open(bo, &again));
	assert_int_not_equal(again, id);
}

static void test_sold_once(void **state)
{
	(void)state;
	OK(bo, put(s.adult, 2, NULL));
	OK(bo, pay());
	SAYS(bo, BO_NOT_FOUND, "no such", pay());
	assert_int_equal(test_number(bo, "SELECT sold FROM performance WHERE id = 1"), 2);
	assert_int_equal(test_number(bo, "SELECT held FROM performance WHERE id = 1"), 0);
	OK(bo, bo_basket_open(bo, &id));
	SAYS(bo, BO_INVALID, "nothing", pay());
}

static void test_code_opens_and_closes(void **state)
{
	(void)state;
	refused(BO_RULE_CODE, put(s.pair, 2, NULL));
	OK(bo, bo_basket_set_code(bo, id, "bard"));
	OK(bo, put(s.pair, 2, NULL));
	refused(BO_RULE_CODE, bo_basket_set_code(bo, id, ""));
	look();
	assert_string_equal(basket.code, "bard");
	assert_string_equal(basket.line[0].code, "bard");
	OK(bo, bo_basket_remove(bo, id, basket.line[0].id));
	OK(bo, bo_basket_set_code(bo, id, NULL));
	SAYS(bo, BO_INVALID, "code", bo_basket_set_code(bo, id, "a\nb"));
}

static void test_override_is_kept_with_the_line(void **state)
{
	struct bo_order order;
	struct bo_sale sale = { 0 };

	(void)state;
	refused(BO_RULE_MIN, put(s.group, 3, "family"));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, put(s.group, 3, "family"));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	look();
	assert_string_equal(basket.line[0].override, "family");
	sale.basket_id = id;
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.n_overrides, 1);
	assert_string_equal(order.override_row[0].reason, "family");
}

static void test_house_is_overridden_for_the_order(void **state)
{
	(void)state;
	test_act_as(bo, BO_ROLE_CLERK);
	refused(BO_RULE_COMP, put(s.comp, 6, "guests"));
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_SUPERVISOR);
	test_act_as(bo, BO_ROLE_MANAGER);
	refused(BO_RULE_COMP, put(s.comp, 6, NULL));
	OK(bo, put(s.comp, 6, "guests"));
	refused(BO_RULE_HOUSE_CAPACITY, put(s.adult, 5, NULL));
	OK(bo, put(s.adult, 5, "extra chair"));
	look();
	assert_string_equal(basket.line[0].override, "guests");
	assert_string_equal(basket.line[1].override, "extra chair");
	OK(bo, pay());
	assert_int_equal(
		test_number(bo, "SELECT count(*) FROM sale_override WHERE rule = 'house_capacity' "
				"AND limit_value = 10 AND actual = 11"),
		1);
}

static void test_money_taken_before_the_end(void **state)
{
	struct bo_tender card = { .kind = BO_TENDER_CARD, .amount = 3000, .reference = "R1" };
	struct bo_tender cash = { .kind = BO_TENDER_CASH, .amount = 2000 };
	struct bo_order order;
	struct bo_sale sale = { .basket_id = id };

	(void)state;
	OK(bo, put(s.adult, 1, NULL));
	OK(bo, bo_basket_pay(bo, id, &card));
	look();
	assert_int_equal(basket.paid, 3000);
	refused(BO_RULE_PAYMENT, bo_basket_clear(bo, id));
	OK(bo, bo_basket_unpay(bo, id));
	SAYS(bo, BO_NOT_FOUND, "No payment", bo_basket_unpay(bo, id));
	OK(bo, bo_basket_pay(bo, id, &card));
	sale.tenders = &cash;
	sale.n_tenders = 1;
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.change, 1000);
	assert_int_equal(order.n_tenders, 2);
	card.amount = 0;
	SAYS(bo, BO_INVALID, "amount", bo_basket_pay(bo, id, &card));
}

static void test_park_and_recall(void **state)
{
	int64_t parked = id;

	(void)state;
	SAYS(bo, BO_INVALID, "nothing", bo_basket_park(bo, id, "empty"));
	OK(bo, put(s.adult, 2, NULL));
	OK(bo, bo_basket_park(bo, id, "the lady in red"));
	OK(bo, bo_basket_open(bo, &id));
	assert_int_not_equal(id, parked);
	assert_int_equal(left(), 8);
	OK(bo, put(s.adult, 1, NULL));
	refused(BO_RULE_ALREADY, bo_basket_recall(bo, parked));
	OK(bo, bo_basket_clear(bo, id));
	OK(bo, bo_basket_recall(bo, parked));
	OK(bo, bo_basket_open(bo, &id));
	assert_int_equal(id, parked);
	refused(BO_RULE_ALREADY, bo_basket_recall(bo, parked));
	OK(bo, pay());
}

static void test_hold_list(void **state)
{
	struct bo_baskets list = { 0 };
	int64_t hold = 0;
	struct bo_wish wishes[] = { { s.tonight, s.adult, 2 }, { s.tomorrow, s.comp, 1 } };

	(void)state;
	OK(bo, bo_hold_add(bo, wishes, 2, NULL, 0, "guests", &hold));
	OK(bo, bo_hold_list(bo, &arena, &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.row[0].id, hold);
	assert_int_equal(list.row[0].n_lines, 2);
	assert_int_equal(list.row[0].state, BO_BASKET_HOLD);
	assert_false(list.row[0].expired);
	wishes[0].qty = 100;
	refused(BO_RULE_HOUSE_CAPACITY, bo_hold_add(bo, wishes, 2, NULL, 0, NULL, &hold));
	OK(bo, bo_hold_list(bo, &arena, &list));
	assert_int_equal(list.n, 1);
}

static void test_put_all_or_none(void **state)
{
	struct bo_wish wishes[] = { { s.tonight, s.adult, 2 }, { s.tonight, s.group, 2 } };

	(void)state;
	refused(BO_RULE_MIN, bo_basket_put_all(bo, id, wishes, 2, NULL));
	look();
	assert_int_equal(basket.n_lines, 0);
	assert_int_equal(left(), 10);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_lines_keep_places),
		T(test_places_of_others_are_taken),
		T(test_cap_counts_holds),
		T(test_time_runs_out_to_the_second),
		T(test_hold_of_somebody_lapses),
		T(test_window_ends_while_held),
		T(test_window_holds_for_what_was_taken_in_time),
		T(test_leave_is_for_what_was_approved),
		T(test_leave_is_for_the_rule_that_was_approved),
		T(test_leave_ends_with_the_hold),
		T(test_approval_is_for_one_act),
		T(test_baskets_are_for_who_sells),
		T(test_unknown_patron),
		T(test_basket_is_found_again),
		T(test_sold_once),
		T(test_code_opens_and_closes),
		T(test_override_is_kept_with_the_line),
		T(test_house_is_overridden_for_the_order),
		T(test_money_taken_before_the_end),
		T(test_park_and_recall),
		T(test_hold_list),
		T(test_put_all_or_none),
	};

	return cmocka_run_group_tests_name("sale/basket", tests, NULL, NULL);
}
