/*
 * What a sold ticket keeps of its campaigns elsewhere, through the engine: a table
 * of places and types, and any order in any parts.
 */
#include "support/campaign.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_order order;

static int begin(void **state)
{
	(void)state;
	bo = test_office();
	s = test_season(bo);
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

/* What the order would cost with its tickets there. */
static int64_t net_at(int64_t performance_id, int64_t type_id)
{
	struct bo_exchange there = { .performance_id = performance_id,
				     .type_id = type_id,
				     .rehearse = true };
	struct bo_order after;
	int64_t before = order.net;

	OK(bo, bo_order_exchange(bo, &arena, order.id, &there, &after));
	OK(bo, bo_order_get(bo, &arena, order.id, &order));
	assert_int_equal(order.net, before); /* a rehearsal changes nothing */
	return after.net;
}

/* Adults at 40.00 each; special costs 20.00, staff rate 30.00. */
static void test_table(void **state)
{
	const struct bo_target tonight = { BO_TARGET_PERFORMANCE, s.tonight, NULL };
	const struct bo_target show = { BO_TARGET_SHOW, s.show, NULL };
	const struct bo_target adult = { BO_TARGET_TYPE, s.adult, NULL };
	const struct {
		const char *name;
		enum bo_effect effect;
		int64_t value, min_tickets;
		const struct bo_target *target;
		int64_t qty, sold, tonight, tomorrow, special; /* of all tickets */
	} cases[] = {
		{ "none", BO_EFFECT_COUNT, 0, 1, NULL, 2, 8000, 8000, 8000, 4000 },
		{ "half everywhere", BO_EFFECT_PERCENT, 5000, 1, NULL, 2, 4000, 4000, 4000, 2000 },
		{ "half tonight", BO_EFFECT_PERCENT, 5000, 1, &tonight, 2, 4000, 4000, 8000, 2000 },
		{ "half of the show", BO_EFFECT_PERCENT, 5000, 1, &show, 2, 4000, 4000, 4000,
		  2000 },
		{ "half for adults", BO_EFFECT_PERCENT, 5000, 1, &adult, 2, 4000, 4000, 4000,
		  4000 },
		{ "a third, in cents", BO_EFFECT_PERCENT, 3333, 1, NULL, 3, 8000, 8000, 8000,
		  3999 },
		{ "ten off", BO_EFFECT_AMOUNT, 1000, 1, NULL, 2, 6000, 6000, 6000, 2000 },
		{ "more off than it costs", BO_EFFECT_AMOUNT, 3000, 1, NULL, 2, 2000, 2000, 2000,
		  0 },
		{ "for 25.00", BO_EFFECT_PRICE, 2500, 1, NULL, 2, 5000, 5000, 5000, 4000 },
		{ "three together", BO_EFFECT_AMOUNT, 1000, 3, NULL, 3, 9000, 9000, 9000, 3000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bo_wish wish = { s.tonight, s.adult, cases[i].qty };
		struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
		int64_t campaign = 0;

		if (cases[i].effect != BO_EFFECT_COUNT) {
			struct bo_campaign_terms terms =
				test_terms(cases[i].name, 0, cases[i].effect, cases[i].value);

			terms.min_tickets = cases[i].min_tickets;
			terms.target = cases[i].target;
			terms.n_targets = cases[i].target != NULL;
			campaign = test_campaign(bo, &terms);
		}
		OK(bo, bo_sell(bo, &arena, &sale, &order));
		if (order.total != cases[i].sold || net_at(s.tonight, 0) != cases[i].tonight ||
		    net_at(s.tomorrow, 0) != cases[i].tomorrow ||
		    net_at(s.tonight, s.special) != cases[i].special)
			fail_msg("%s: sold %lld, tonight %lld, tomorrow %lld, special %lld",
				 cases[i].name, (long long)order.total,
				 (long long)net_at(s.tonight, 0), (long long)net_at(s.tomorrow, 0),
				 (long long)net_at(s.tonight, s.special));
		if (campaign)
			OK(bo, bo_campaign_end(bo, campaign));
		/* What was given stays given. */
		assert_int_equal(net_at(s.tonight, 0), cases[i].tonight);
		assert_int_equal(net_at(s.tonight, s.special), cases[i].special);
		OK(bo,
		   bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_COUNT, NULL, &order));
	}
}

/* A campaign of another night is nothing that an exchange gives. */
static void test_nothing_is_gained(void **state)
{
	struct bo_target tomorrow = { BO_TARGET_PERFORMANCE, s.tomorrow, NULL };
	struct bo_campaign_terms terms = test_terms("Tomorrow", 0, BO_EFFECT_PERCENT, 5000);
	struct bo_wish wish = { s.tonight, s.adult, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };

	(void)state;
	terms.target = &tomorrow;
	terms.n_targets = 1;
	test_campaign(bo, &terms);
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(net_at(s.tomorrow, 0), 8000);
}

/* A dearer type may not take more of a campaign than it has. */
static void test_a_campaigns_money_is_enough(void **state)
{
	struct bo_campaign_terms terms = test_terms("Half", 0, BO_EFFECT_PERCENT, 5000);
	struct bo_wish wish = { s.tonight, s.special, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1 };
	struct bo_tender cash = { .kind = BO_TENDER_CASH, .amount = 4000 };
	struct bo_exchange there = {
		.performance_id = s.tonight, .type_id = s.adult, .tenders = &cash, .n_tenders = 1
	};

	(void)state;
	terms.money_limit = 3000;
	test_campaign(bo, &terms);
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.total, 2000);
	assert_int_equal(bo_order_exchange(bo, &arena, order.id, &there, &order), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "used_up");
	there.n_vouchers = 1;
	there.vouchers = &order.voucher[0].id;
	OK(bo, bo_order_exchange(bo, &arena, order.id, &there, &order));
	assert_int_equal(order.net, 1000 + 2000);
	assert_int_equal(test_number(bo, "SELECT spent FROM campaign"), 3000);
}

/* What opened a closed type opens it on the other night. */
static void test_an_unlocked_ticket_moves(void **state)
{
	static const char *const members[] = { "KEY", NULL };
	struct bo_campaign_terms terms =
		test_terms("Open", test_list(bo, "Keys", 2, members), BO_EFFECT_UNLOCK, 0);
	struct bo_wish wish = { s.tonight, s.staff_rate, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = "KEY" };
	struct bo_exchange there = { .performance_id = s.tomorrow };
	int64_t campaign = test_campaign(bo, &terms);

	(void)state;
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	OK(bo, bo_campaign_end(bo, campaign));
	there.vouchers = &order.voucher[1].id;
	there.n_vouchers = 1;
	OK(bo, bo_order_exchange(bo, &arena, order.id, &there, &order));
	assert_int_equal(order.net, 6000);
	assert_int_equal(test_number(bo, "SELECT uses FROM campaign"), 2);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		T(test_table),
		T(test_nothing_is_gained),
		T(test_a_campaigns_money_is_enough),
		T(test_an_unlocked_ticket_moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
