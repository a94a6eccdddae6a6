/*
 * What campaigns promised and gave is kept: in baskets and holds while they last,
 * through refunds and exchanges, and against everybody's counts.
 */
#include "base/office.h"
#include "store/store.h"
#include "support/campaign.h"
#include "support/plan.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_basket basket;
static struct bo_order order;
static int64_t id, campaign;

static const char *const friends[] = { "FRIEND-1", "FRIEND-2", "zoe@example.org", NULL };

/* Half off for friends, two tickets each across all events. */
static int begin(void **state)
{
	struct bo_campaign_terms terms;

	(void)state;
	test_clock_set(TEST_NOW);
	bo = test_office();
	s = test_season(bo);
	terms = test_terms("Friends", test_list(bo, "Friends", 2, friends), BO_EFFECT_PERCENT,
			   5000);
	terms.scope = BO_SCOPE_ALL;
	campaign = test_campaign(bo, &terms);
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

static void as_manager(enum bo_status (*what)(struct bo *, int64_t))
{
	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, what(bo, campaign));
	test_act_as(bo, BO_ROLE_CLERK);
}

static enum bo_status put(int64_t type, int64_t qty, const char *override)
{
	return bo_basket_put(bo, id, (struct bo_wish){ s.tonight, type, qty }, override);
}

static void holds(int64_t total)
{
	OK(bo, bo_basket_get(bo, &arena, id, &basket));
	assert_int_equal(basket.total, total);
}

static enum bo_status pay(const char *override)
{
	struct bo_sale sale = { .basket_id = id, .override = override };

	return bo_sell(bo, &arena, &sale, &order);
}

static enum bo_status sell(int64_t performance, int64_t qty, const char *code, const char *override)
{
	struct bo_wish wish = { performance, s.adult, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = code, .override = override };

	return bo_sell(bo, &arena, &sale, &order);
}

static void refused(const char *rule, enum bo_status status)
{
	assert_int_equal(status, BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), rule);
}

static int64_t uses(void)
{
	return test_number(bo, "SELECT uses FROM campaign");
}

static void test_basket_shows_what_it_holds(void **state)
{
	(void)state;
	OK(bo, put(s.adult, 3, NULL));
	holds(12000);
	/* Named when the tickets are there already. */
	OK(bo, bo_basket_set_code(bo, id, "friend1"));
	holds(2000 + 2000 + 4000);
	assert_int_equal(basket.line[0].discount, 4000);
	assert_int_equal(basket.line[0].amount, 8000);
	assert_int_equal(basket.line[0].n_uses, 1);
	assert_string_equal(basket.line[0].use[0].campaign, "Friends");
	assert_string_equal(basket.line[0].use[0].code, "FRIEND-1");
	assert_int_equal(basket.line[0].use[0].qty, 2);
	/* Others see them used; the basket itself does not. */
	refused("used_up", sell(s.tomorrow, 1, "FRIEND-1", NULL));
	assert_non_null(strstr(bo_refusal(bo)->message, "2 of 2 used: Hamlet 5 Jan"));
	OK(bo, put(s.adult, -2, NULL));
	holds(2000);
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-2"));
	holds(2000);
	OK(bo, bo_basket_set_code(bo, id, ""));
	holds(4000);
	assert_int_equal(basket.line[0].n_uses, 0);
	OK(bo, sell(s.tomorrow, 2, "FRIEND-1", NULL));
	assert_int_equal(order.total, 4000);
	/* Used up by now: what is in the basket stays, but not with that code. */
	refused("used_up", bo_basket_set_code(bo, id, "FRIEND-1"));
	holds(4000);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM basket_use"), 0);
}

static void test_patron_of_the_basket(void **state)
{
	int64_t zoe;

	(void)state;
	OK(bo, bo_patron_add(bo, "Zoe", "zoe@example.org", NULL, &zoe));
	OK(bo, put(s.adult, 1, NULL));
	OK(bo, bo_basket_set_patron(bo, id, zoe));
	holds(2000);
	OK(bo, bo_basket_set_patron(bo, id, 0));
	holds(4000);
	OK(bo, bo_basket_set_patron(bo, id, zoe));
	OK(bo, pay(NULL));
	assert_int_equal(order.total, 2000);
	assert_null(order.line[0].code);
}

static void test_expired_basket_gives_back(void **state)
{
	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	OK(bo, put(s.adult, 2, NULL));
	holds(4000);
	test_clock_set(basket.expires - 1);
	refused("used_up", sell(s.tomorrow, 1, "FRIEND-1", NULL));
	test_clock_set(basket.expires);
	OK(bo, sell(s.tomorrow, 1, "FRIEND-1", NULL));
	assert_int_equal(order.total, 2000);
	/* Its lines are there still, and get what is left. */
	OK(bo, pay(NULL));
	assert_int_equal(order.total, 6000);
	assert_int_equal(uses(), 2);
}

static void test_hold_keeps_its_promise_while_paused(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 2 };
	struct bo_sale sale = { 0 };

	(void)state;
	OK(bo, bo_hold_add(bo, &wish, 1, "FRIEND-1", 0, NULL, &sale.basket_id));
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-2"));
	OK(bo, put(s.adult, 1, NULL));
	as_manager(bo_campaign_pause);
	assert_int_equal(bo_sell(bo, &arena, &sale, &order), BO_OK);
	assert_int_equal(order.total, 4000);
	/* As long as it holds. */
	holds(2000);
	test_clock_set(basket.expires);
	OK(bo, pay(NULL));
	assert_int_equal(order.total, 4000);
}

static void test_parked_and_recalled(void **state)
{
	int64_t parked = id;

	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	OK(bo, put(s.adult, 2, NULL));
	OK(bo, bo_basket_park(bo, id, "Zoe"));
	OK(bo, bo_basket_open(bo, &id));
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	refused("used_up", put(s.adult, 1, NULL));
	OK(bo, bo_basket_set_code(bo, id, ""));
	as_manager(bo_campaign_pause);
	OK(bo, bo_basket_recall(bo, parked));
	id = parked;
	holds(4000);
	OK(bo, pay(NULL));
	assert_int_equal(order.total, 4000);
	assert_int_equal(uses(), 2);
}

static void test_cleared_and_removed(void **state)
{
	(void)state;
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	OK(bo, put(s.adult, 1, NULL));
	OK(bo, put(s.special, 2, NULL));
	holds(2000 + 1000 + 2000); /* the dearer one first */
	OK(bo, bo_basket_remove(bo, id, basket.line[0].id));
	holds(2000); /* what is free now is for the rest */
	OK(bo, bo_basket_clear(bo, id));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM basket_use"), 0);
	OK(bo, sell(s.tonight, 2, "FRIEND-1", NULL));
	assert_int_equal(order.total, 4000);
}

static void test_fewer_than_it_takes(void **state)
{
	struct bo_campaign_terms three = test_terms("Three", 0, BO_EFFECT_AMOUNT, 1000);

	(void)state;
	test_act_as(bo, BO_ROLE_MANAGER);
	three.min_tickets = 3;
	test_campaign(bo, &three);
	OK(bo, put(s.adult, 2, NULL));
	OK(bo, put(s.special, 1, NULL));
	holds(8000 + 2000 - 3000);
	OK(bo, bo_basket_remove(bo, id, basket.line[1].id));
	holds(8000);
	OK(bo, pay(NULL));
	assert_int_equal(order.total, 8000);
}

static void test_refund_gives_back_once(void **state)
{
	int64_t first;

	(void)state;
	OK(bo, sell(s.tonight, 2, "FRIEND-1", NULL));
	first = order.voucher[0].id;
	refused("used_up", sell(s.tomorrow, 1, "FRIEND-1", NULL));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_order_refund(bo, &arena, order.id, &first, 1, BO_TENDER_CASH, "ill", &order));
	assert_int_equal(order.net, 2000);
	assert_int_equal(order.line[1].qty, -1);
	assert_int_equal(order.line[1].price, 4000);
	assert_int_equal(order.line[1].discount, -2000);
	assert_int_equal(order.line[1].amount, -2000);
	assert_int_equal(uses(), 1);
	refused("already",
		bo_order_refund(bo, &arena, order.id, &first, 1, BO_TENDER_CASH, "ill", &order));
	assert_int_equal(uses(), 1);
	OK(bo, sell(s.tomorrow, 2, "FRIEND-1", NULL));
	assert_int_equal(order.total, 2000 + 4000);
	refused("used_up", sell(s.tomorrow, 1, "FRIEND-1", NULL));
	assert_int_equal(test_number(bo, "SELECT revenue FROM performance WHERE id = 1"), 2000);
}

static void test_exchange_keeps_the_offer(void **state)
{
	struct bo_exchange there = { .performance_id = s.tomorrow };

	(void)state;
	OK(bo, sell(s.tonight, 2, "FRIEND-1", NULL));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_order_exchange(bo, &arena, order.id, &there, &order));
	assert_int_equal(order.net, 4000);
	assert_int_equal(order.voucher[2].amount, 2000);
	assert_string_equal(order.voucher[2].campaign, "Friends");
	assert_int_equal(uses(), 2);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM campaign_use WHERE given_back IS "
					 "NOT NULL"),
			 2);
	refused("used_up", sell(s.tonight, 1, "FRIEND-1", NULL));
	assert_non_null(strstr(bo_refusal(bo)->message, "Hamlet 6 Jan."));
	/* To a dearer or cheaper type: the difference of what is paid. */
	there.performance_id = s.tonight;
	there.type_id = s.special;
	OK(bo, bo_order_exchange(bo, &arena, order.id, &there, &order));
	assert_int_equal(order.net, 2000);
	assert_int_equal(uses(), 2);
}

/* Being there another evening, or as another type, is no second attendance. */
static void test_an_attendee_exchanges(void **state)
{
	struct bo_target target = { BO_TARGET_PERFORMANCE, s.tomorrow, NULL };
	struct bo_exchange again = { .performance_id = s.tonight };
	struct bo_campaign_terms terms;
	int64_t attendees = 0, hamlet;

	(void)state;
	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, bo_audience_add_attendees(bo, "Were there", &s.tonight, 1, 1, &attendees));
	terms = test_terms("Come again", attendees, BO_EFFECT_AMOUNT, 500);
	terms.n_targets = 1;
	terms.target = &target;
	test_campaign(bo, &terms);
	OK(bo, sell(s.tonight, 2, NULL, NULL));
	hamlet = order.id;
	OK(bo, sell(s.tomorrow, 1, order.voucher[0].code, NULL));
	assert_int_equal(order.total, 3500);
	again.type_id = s.special;
	OK(bo, bo_order_exchange(bo, &arena, hamlet, &again, &order));
	assert_int_equal(order.n_vouchers, 4);
	/* The first one's use went along, the other had none. */
	refused("used_up", sell(s.tomorrow, 1, order.voucher[2].code, NULL));
	OK(bo, bo_order_get(bo, &arena, hamlet, &order));
	OK(bo, sell(s.tomorrow, 1, order.voucher[3].code, NULL));
	assert_int_equal(order.total, 3500);
	/* What was bought by a ticket is exchanged so, though that is printed anew. */
	{
		struct bo_exchange same = { .performance_id = s.tomorrow };
		int64_t bought = order.id;
		size_t tickets = 0;

		OK(bo, bo_order_reprint(bo, hamlet, NULL, 0, NULL, &tickets));
		OK(bo, bo_order_exchange(bo, &arena, bought, &same, &order));
		assert_int_equal(order.net, 3500);
	}
}

static void test_supervisor_overrides(void **state)
{
	(void)state;
	OK(bo, sell(s.tonight, 1, "FRIEND-1", "not needed"));
	assert_int_equal(order.n_overrides, 0);
	OK(bo, sell(s.tonight, 1, "FRIEND-1", NULL));
	refused("used_up", sell(s.tomorrow, 1, "FRIEND-1", "please"));
	assert_string_equal(bo_role_code(bo_refusal(bo)->override), "supervisor");
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	refused("used_up", sell(s.tomorrow, 1, "FRIEND-1", NULL));
	OK(bo, sell(s.tomorrow, 2, "FRIEND-1", "old friend"));
	assert_int_equal(order.total, 4000);
	assert_int_equal(order.n_overrides, 1);
	assert_string_equal(bo_rule_code(order.override_row[0].rule), "used_up");
	assert_int_equal(order.override_row[0].limit, 2);
	assert_int_equal(order.override_row[0].actual, 2);
	assert_string_equal(order.override_row[0].reason, "old friend");
	assert_null(order.override_row[0].approver);
	assert_int_equal(uses(), 4);
}

static void test_clerk_with_approval(void **state)
{
	(void)state;
	OK(bo, sell(s.tonight, 2, "FRIEND-1", NULL));
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	refused("used_up", put(s.adult, 1, "old friend"));
	OK(bo, bo_approve(bo, "the supervisor", NULL));
	OK(bo, put(s.adult, 1, "old friend"));
	holds(2000);
	/* Granted for one: it needs no second word to be sold, one more does. */
	refused("used_up", put(s.adult, 1, "old friend"));
	OK(bo, pay(NULL));
	assert_int_equal(order.total, 2000);
	assert_int_equal(order.n_overrides, 1);
	assert_string_equal(bo_rule_code(order.override_row[0].rule), "used_up");
	assert_non_null(order.override_row[0].approver);
}

static void test_unlock_overridden(void **state)
{
	struct bo_campaign_terms terms = test_terms(
		"Pairs", test_number(bo, "SELECT id FROM audience"), BO_EFFECT_UNLOCK, 0);

	(void)state;
	test_act_as(bo, BO_ROLE_MANAGER);
	test_campaign(bo, &terms);
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	OK(bo, put(s.pair, 2, NULL));
	OK(bo, pay(NULL));
	OK(bo, bo_basket_open(bo, &id));
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-1"));
	refused("used_up", put(s.pair, 2, NULL));
	OK(bo, put(s.pair, 2, "again"));
	OK(bo, pay(NULL));
	assert_int_equal(order.n_overrides, 1);
	assert_string_equal(bo_rule_code(order.override_row[0].rule), "used_up");
	assert_int_equal(order.line[0].use[0].qty, 2);
}

static void test_bundle_comes_back_with_its_use(void **state)
{
	int64_t zoe;
	struct bo_target bundle = { BO_TARGET_TYPE, s.bundle, NULL };
	struct bo_campaign_terms terms = test_terms("Pass", 0, BO_EFFECT_AMOUNT, 1500);
	struct bo_wish wish = { 0, s.bundle, 1 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };

	(void)state;
	test_act_as(bo, BO_ROLE_MANAGER);
	OK(bo, bo_campaign_end(bo, campaign));
	terms.n_targets = 1;
	terms.target = &bundle;
	test_campaign(bo, &terms);
	OK(bo, bo_patron_add(bo, "Zoe", NULL, NULL, &zoe));
	sale.patron_id = zoe;
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.total, 8500);
	test_check(bo);
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	assert_int_equal(order.net, 0);
	assert_int_equal(test_number(bo, "SELECT sum(uses) + sum(spent) FROM campaign"), 0);
}

/* Whatever was asked for a sale, a basket, a refund by campaign: nothing that grows is read whole.
 */
static void test_ways_in(void **state)
{
	static const char *const ways[] = { "campaign_running", "PRIMARY KEY (voucher_id=?",
					    "basket_use_basket", NULL };
	/* Vouchers, uses, lines, tickets, members, orders by their short names. */
	static const char *const large[] = { "v", "u", "l", "k", "m", "w", "o", NULL };

	test_exchange_keeps_the_offer(state);
	OK(bo, bo_basket_set_code(bo, id, "FRIEND-2"));
	OK(bo, put(s.adult, 1, NULL));
	holds(2000);
	OK(bo, pay(NULL));
	plan_check(bo, &(struct plan_look){ .large = large, .index_too = true });
	plan_met(bo, ways);
}

/* Who a patron is known as is nobody's business at a kiosk, where anybody may name any patron. */
static void test_self_service_reads_no_code(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 1 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_standings standings = { 0 };
	struct bo_patron zoe;

	(void)state;
	OK(bo, bo_patron_add(bo, "Zoe", "zoe@example.org", NULL, &sale.patron_id));
	OK(bo, put(s.adult, 1, NULL));
	OK(bo, bo_basket_park(bo, id, "Casey's"));
	bo_act_as_patron(bo);
	assert_int_equal(
		bo_campaign_standings(bo, &arena, NULL, sale.patron_id, s.tonight, &standings),
		BO_REFUSED);
	OK(bo, bo_patron_find(bo, &arena, "zoe@example.org", &zoe));
	OK(bo, bo_campaign_standings(bo, &arena, NULL, sale.patron_id, s.tonight, &standings));
	assert_int_equal(standings.n, 1);
	assert_null(standings.row[0].member);
	OK(bo, bo_basket_open(bo, &id));
	OK(bo, bo_basket_set_patron(bo, id, sale.patron_id));
	OK(bo, put(s.adult, 1, NULL));
	holds(2000);
	assert_string_equal(basket.line[0].use[0].campaign, "Friends");
	assert_null(basket.line[0].use[0].code);
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.total, 2000);
	assert_null(order.line[0].use[0].code);
	/* Staff do read it. */
	test_act_as(bo, BO_ROLE_CLERK);
	OK(bo, bo_order_get(bo, &arena, order.id, &order));
	assert_string_equal(order.line[0].use[0].code, "zoe@example.org");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		T(test_basket_shows_what_it_holds),
		T(test_patron_of_the_basket),
		T(test_expired_basket_gives_back),
		T(test_hold_keeps_its_promise_while_paused),
		T(test_parked_and_recalled),
		T(test_cleared_and_removed),
		T(test_fewer_than_it_takes),
		T(test_refund_gives_back_once),
		T(test_exchange_keeps_the_offer),
		T(test_an_attendee_exchanges),
		T(test_supervisor_overrides),
		T(test_clerk_with_approval),
		T(test_unlock_overridden),
		T(test_bundle_comes_back_with_its_use),
		T(test_ways_in),
		T(test_self_service_reads_no_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
