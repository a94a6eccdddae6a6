/*
 * Campaigns in a sale: who gets what, how often, and what is kept of it.
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

static const char *const friends[] = { "FRIEND-1", "0042", "zoe@example.org", NULL };

static int begin(void **state)
{
	(void)state;
	test_clock_set(TEST_NOW);
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

static enum bo_status sell_as(int64_t performance, int64_t type, int64_t qty, const char *code,
			      int64_t patron)
{
	struct bo_wish wish = { performance, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = code, .patron_id = patron };

	return bo_sell(bo, &arena, &sale, &order);
}

static enum bo_status sell(int64_t type, int64_t qty, const char *code)
{
	return sell_as(s.tonight, type, qty, code, 0);
}

static void costs(int64_t total)
{
	int64_t sum = 0;

	assert_int_equal(order.total, total);
	assert_int_equal(order.net, total);
	for (size_t i = 0; i < order.n_vouchers; i++)
		sum += order.voucher[i].amount;
	assert_int_equal(sum, total);
}

static void used_up(enum bo_status status, int64_t limit, int64_t left, const char *why)
{
	assert_int_equal(status, BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "used_up");
	assert_int_equal(bo_refusal(bo)->limit, limit);
	assert_int_equal(bo_refusal(bo)->left, left);
	if (!strstr(bo_refusal(bo)->message, why))
		fail_msg("%s", bo_refusal(bo)->message);
	assert_true(bo_refusal(bo)->override == bo_permission_role(BO_MAY_OVERRIDE));
}

/* Quantity 2 at each performance, a quarter off. */
static int64_t friends_quarter(void)
{
	struct bo_campaign_terms terms =
		test_terms("Friends of the house", test_list(bo, "Friends", 2, friends),
			   BO_EFFECT_PERCENT, 2500);

	return test_campaign(bo, &terms);
}

static int64_t add_patron(const char *name, const char *email)
{
	int64_t id = 0;

	OK(bo, bo_patron_add(bo, name, email, NULL, &id));
	return id;
}

static void test_by_code(void **state)
{
	int64_t id = friends_quarter();

	(void)state;
	OK(bo, sell(s.adult, 2, "friend 1"));
	costs(6000);
	assert_int_equal(order.line[0].price, 4000);
	assert_int_equal(order.line[0].discount, 2000);
	assert_int_equal(order.line[0].amount, 6000);
	assert_string_equal(order.line[0].code, "friend 1");
	assert_int_equal(order.line[0].n_uses, 1);
	assert_string_equal(order.line[0].use[0].campaign, "Friends of the house");
	assert_string_equal(order.line[0].use[0].code, "FRIEND-1");
	assert_int_equal(order.line[0].use[0].campaign_id, id);
	assert_int_equal(order.line[0].use[0].qty, 2);
	assert_int_equal(order.line[0].use[0].discount, 2000);
	assert_string_equal(order.voucher[1].campaign, "Friends of the house");
	assert_null(order.voucher[1].member_code);
	assert_int_equal(test_number(bo, "SELECT revenue FROM performance WHERE id = 1"), 6000);
	assert_int_equal(test_number(bo, "SELECT spent FROM campaign"), 2000);
	/* Somebody else's code is not touched; leading zeros are part of one. */
	OK(bo, sell(s.adult, 1, "0042"));
	costs(3000);
	OK(bo, sell(s.adult, 1, "42"));
	costs(4000);
	assert_null(order.line[0].code);
	assert_int_equal(order.line[0].n_uses, 0);
}

static void test_more_than_the_quantity_pays_the_rest(void **state)
{
	(void)state;
	friends_quarter();
	OK(bo, sell(s.adult, 3, "FRIEND-1"));
	costs(3000 + 3000 + 4000);
	assert_int_equal(order.voucher[0].amount, 3000);
	assert_int_equal(order.voucher[2].amount, 4000);
	assert_null(order.voucher[2].campaign);
	used_up(sell(s.adult, 1, "FRIEND-1"), 2, 0,
		"Nothing is left of Friends of the house; 2 of 2 used: Hamlet 5 Jan.");
	assert_int_equal(bo_refusal(bo)->wanted, 1);
	/* Without the code it is sold as to anyone, and elsewhere it counts anew. */
	OK(bo, sell(s.adult, 1, NULL));
	costs(4000);
	OK(bo, sell_as(s.tomorrow, s.adult, 1, "FRIEND-1", 0));
	costs(3000);
}

static void test_by_email_and_patron(void **state)
{
	int64_t zoe = add_patron("Zoe", "Zoe@Example.org"), ann = add_patron("Ann", "a@b.org");

	(void)state;
	friends_quarter();
	OK(bo, sell_as(s.tonight, s.adult, 1, NULL, zoe));
	costs(3000);
	assert_null(order.line[0].code);
	OK(bo, sell_as(s.tonight, s.adult, 1, "ZOE@example.org", ann));
	costs(3000);
	assert_string_equal(order.line[0].code, "ZOE@example.org");
	/* One quantity, however she is known.  By herself nothing refuses: it is a gift. */
	OK(bo, sell_as(s.tonight, s.adult, 1, NULL, zoe));
	costs(4000);
	used_up(sell(s.adult, 1, "zoe@example.org"), 2, 0, "2 of 2 used");
	OK(bo, sell_as(s.tonight, s.adult, 1, NULL, ann));
	costs(4000);
}

static void test_only_as_it_is_unlocked(void **state)
{
	struct bo_campaign_terms terms = test_terms(
		"Letters", test_list(bo, "Friends", BO_NONE, friends), BO_EFFECT_AMOUNT, 500);
	int64_t zoe = add_patron("Zoe", "zoe@example.org");

	(void)state;
	terms.unlocks = 1u << BO_UNLOCK_CODE;
	test_campaign(bo, &terms);
	OK(bo, sell_as(s.tonight, s.adult, 1, "zoe@example.org", zoe));
	costs(4000);
	OK(bo, sell(s.adult, 1, "FRIEND-1"));
	costs(3500);
}

/* Tickets of tonight's performance are worth something tomorrow: scanned, or by who has them. */
static void test_by_ticket_of_another_performance(void **state)
{
	int64_t audience = 0, ann = add_patron("Ann", NULL);
	struct bo_campaign_terms terms;
	struct bo_target there = { BO_TARGET_PERFORMANCE, s.tomorrow, NULL };
	const char *scanned;
	int64_t voucher;

	(void)state;
	OK(bo, bo_audience_add_attendees(bo, "Were there", &s.tonight, 1, 1, &audience));
	terms = test_terms("Come again", audience, BO_EFFECT_PRICE, 1234);
	terms.n_targets = 1;
	terms.target = &there;
	terms.print_code = true;
	test_campaign(bo, &terms);
	OK(bo, sell_as(s.tonight, s.adult, 2, NULL, ann));
	costs(8000);
	scanned = order.voucher[0].code;
	voucher = order.voucher[0].id;
	OK(bo, sell_as(s.tomorrow, s.adult, 1, scanned, 0));
	costs(1234);
	assert_string_equal(order.voucher[0].member_code, scanned);
	assert_string_equal(order.line[0].use[0].code, scanned);
	used_up(sell_as(s.tomorrow, s.adult, 1, scanned, 0), 1, 0,
		"Nothing is left of Come again; 1 of 1 used: Hamlet 6 Jan.");
	/* Two tickets are two members; of Ann's the other one is left. */
	OK(bo, sell_as(s.tomorrow, s.adult, 2, NULL, ann));
	costs(1234 + 4000);
	/* Who gave the ticket back was not there. */
	OK(bo, sell_as(s.tonight, s.adult, 1, NULL, 0));
	scanned = order.voucher[0].code;
	voucher = order.voucher[0].id;
	OK(bo, bo_order_refund(bo, &arena, order.id, &voucher, 1, BO_TENDER_CASH, NULL, &order));
	OK(bo, sell_as(s.tomorrow, s.adult, 1, scanned, 0));
	costs(4000);
}

static void test_fixed_price_and_amount(void **state)
{
	struct bo_campaign_terms price = test_terms("Fixed", 0, BO_EFFECT_PRICE, 2500);
	struct bo_campaign_terms amount = test_terms("Off", 0, BO_EFFECT_AMOUNT, 2100);
	struct bo_target adult = { BO_TARGET_TYPE, s.adult, NULL };

	(void)state;
	price.n_targets = 1;
	price.target = &adult;
	test_campaign(bo, &price);
	test_campaign(bo, &amount);
	OK(bo, sell(s.adult, 2, NULL));
	costs(5000);
	/* Never below nothing, and what a fixed price would make dearer stays. */
	OK(bo, sell(s.special, 1, NULL));
	costs(0);
	assert_int_equal(order.tender[0].kind, BO_TENDER_FREE);
}

static void test_odd_cents_are_exact(void **state)
{
	struct bo_campaign_terms terms = test_terms("Third", 0, BO_EFFECT_PERCENT, 3333);
	int64_t sum = 0, voucher[7], n;

	(void)state;
	test_campaign(bo, &terms);
	OK(bo, sell(s.adult, 7, NULL));
	costs(28000 - 9332); /* 9332.4 */
	n = (int64_t)order.n_vouchers;
	assert_int_equal(n, 7);
	for (int i = 0; i < 7; i++)
		voucher[i] = order.voucher[i].id;
	/* One by one it all goes back, and nothing more. */
	for (int i = 0; i < 7; i++) {
		int64_t paid = order.voucher[i].amount, before = order.net;

		assert_true(paid == 2666 || paid == 2667);
		sum += paid;
		OK(bo, bo_order_refund(bo, &arena, order.id, &voucher[i], 1, BO_TENDER_CASH, NULL,
				       &order));
		assert_int_equal(before - order.net, paid);
	}
	assert_int_equal(sum, 28000 - 9332);
	assert_int_equal(order.net, 0);
	assert_int_equal(test_number(bo, "SELECT sum(discount) FROM order_line"), 0);
	assert_int_equal(test_number(bo, "SELECT spent + uses FROM campaign"), 0);
}

static void test_unlocks_a_code(void **state)
{
	struct bo_campaign_terms terms =
		test_terms("Pairs", test_list(bo, "Friends", 4, friends), BO_EFFECT_UNLOCK, 0);

	(void)state;
	assert_int_equal(sell(s.pair, 2, "FRIEND-1"), BO_REFUSED);
	test_campaign(bo, &terms);
	OK(bo, sell(s.pair, 2, "FRIEND-1"));
	costs(2000);
	assert_string_equal(order.line[0].code, "FRIEND-1");
	assert_int_equal(order.line[0].discount, 0);
	assert_int_equal(order.line[0].use[0].qty, 2);
	OK(bo, sell(s.pair, 2, "FRIEND-1"));
	used_up(sell(s.pair, 2, "FRIEND-1"), 4, 0, "4 of 4 used: Hamlet 5 Jan.");
	/* Its own code opens it without the campaign, and is counted as such. */
	OK(bo, sell(s.pair, 2, "BARD"));
	assert_int_equal(order.line[0].n_uses, 0);
	assert_int_equal(test_number(bo, "SELECT sum(used) FROM redemption_code"), 2);
	assert_int_equal(sell(s.pair, 2, NULL), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "code");
	/* Other rules stay. */
	assert_int_equal(sell(s.pair, 3, "0042"), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "max");
}

static void test_unlocks_an_audience(void **state)
{
	struct bo_campaign_terms terms = test_terms(
		"As subscribers", test_list(bo, "Friends", 3, friends), BO_EFFECT_UNLOCK, 0);

	(void)state;
	test_campaign(bo, &terms);
	bo_act_as_patron(bo);
	assert_int_equal(sell(s.staff_rate, 1, NULL), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "audience");
	OK(bo, sell(s.staff_rate, 2, "0042"));
	costs(6000);
	assert_int_equal(sell(s.staff_rate, 2, "0042"), BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), "used_up");
	assert_int_equal(bo_refusal(bo)->left, 1);
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_NONE);
	OK(bo, sell(s.comp, 1, "0042")); /* box office only, by the one that is left */
	test_act_as(bo, BO_ROLE_MANAGER);
}

static int64_t other_show(void)
{
	int64_t season = test_number(bo, "SELECT season_id FROM show WHERE id = 1"), show, id;
	int64_t house = test_number(bo, "SELECT house_id FROM show WHERE id = 1");
	struct bo_changes changes;
	struct bo_redemption_batch batch = {
		.types = &s.adult, .n_types = 1, .performances = &id, .n_performances = 1
	};

	OK(bo, bo_show_add(bo, "Othello", season, house, BO_EVENT_THEATRE, NULL, &show));
	OK(bo, bo_performance_add(bo, show, test_when("2026-01-12T20:00", "UTC"), BO_NONE, BO_NONE,
				  &id));
	OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
	return id;
}

static void test_scopes(void **state)
{
	static const struct {
		enum bo_scope scope;
		const char *tomorrow, *othello; /* what is said there; NULL: still something left */
	} cases[] = {
		{ BO_SCOPE_PERFORMANCE, NULL, NULL },
		{ BO_SCOPE_SHOW, "2 of 2 used: Hamlet 5 Jan, Hamlet 6 Jan.", NULL },
		{ BO_SCOPE_ALL, "2 of 2 used: Hamlet 5 Jan, Hamlet 6 Jan.",
		  "2 of 2 used: Hamlet 5 Jan, Hamlet 6 Jan." },
	};
	int64_t othello = other_show(), audience = test_list(bo, "Friends", 2, friends);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bo_campaign_terms terms = test_terms(bo_scope_code(cases[i].scope), audience,
							    BO_EFFECT_PERCENT, 5000);
		int64_t id;

		terms.scope = cases[i].scope;
		id = test_campaign(bo, &terms);
		OK(bo, sell(s.adult, 1, "0042"));
		costs(2000);
		OK(bo, sell_as(s.tomorrow, s.adult, 1, "0042", 0));
		costs(2000);
		if (cases[i].tomorrow)
			used_up(sell_as(s.tomorrow, s.adult, 1, "0042", 0), 2, 0,
				cases[i].tomorrow);
		else
			OK(bo, sell_as(s.tomorrow, s.adult, 1, "0042", 0));
		if (cases[i].othello)
			used_up(sell_as(othello, s.adult, 1, "0042", 0), 2, 0, cases[i].othello);
		else
			OK(bo, sell_as(othello, s.adult, 1, "0042", 0));
		OK(bo, bo_campaign_end(bo, id));
	}
}

static void test_limits_of_the_campaign(void **state)
{
	struct bo_campaign_terms uses = test_terms(
		"First three", test_list(bo, "Friends", BO_NONE, friends), BO_EFFECT_PERCENT, 5000);
	struct bo_campaign_terms money = uses;
	int64_t id;

	(void)state;
	uses.uses_limit = 3;
	id = test_campaign(bo, &uses);
	OK(bo, sell(s.adult, 2, "0042"));
	costs(4000);
	OK(bo, sell(s.adult, 2, "FRIEND-1"));
	costs(6000);
	used_up(sell(s.adult, 1, "FRIEND-1"), 3, 0, "all 3 uses of First three are used");
	OK(bo, bo_campaign_end(bo, id));
	money.name = "While it lasts";
	money.money_limit = 5000;
	id = test_campaign(bo, &money);
	OK(bo, sell_as(s.tomorrow, s.adult, 3, "0042", 0));
	costs(2000 + 2000 + 4000);
	used_up(sell_as(s.tomorrow, s.adult, 1, "0042", 0), 5000, 0, "10.00 of the 50.00");
	assert_int_equal(test_number(bo, "SELECT spent FROM campaign ORDER BY id DESC LIMIT 1"),
			 4000);
}

static void test_several_in_order(void **state)
{
	struct bo_campaign_terms half = test_terms("Half", 0, BO_EFFECT_PERCENT, 5000);
	struct bo_campaign_terms five = test_terms("Five off", 0, BO_EFFECT_AMOUNT, 500);
	int64_t first, second;

	(void)state;
	half.uses_limit = 1;
	first = test_campaign(bo, &half);
	second = test_campaign(bo, &five);
	/* One discount per ticket: the first takes what it can, the next has the rest. */
	OK(bo, sell(s.adult, 2, NULL));
	costs(2000 + 3500);
	assert_int_equal(order.line[0].n_uses, 2);
	assert_string_equal(order.line[0].use[0].campaign, "Half");
	assert_string_equal(order.line[0].use[1].campaign, "Five off");
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	OK(bo, bo_campaign_move(bo, second, 1));
	OK(bo, sell(s.adult, 2, NULL));
	costs(3500 + 3500);
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	/* Both on one where both join. */
	half.joins = five.joins = true;
	OK(bo, bo_campaign_edit(bo, first, &half, 1u << BO_TERM_JOINS));
	OK(bo, bo_campaign_edit(bo, second, &five, 1u << BO_TERM_JOINS));
	OK(bo, sell(s.adult, 2, NULL));
	costs(1750 + 3500);
	assert_int_equal(order.line[0].discount, 2250 + 500);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM campaign_use WHERE given_back IS "
					 "NULL"),
			 3);
}

static void test_min_tickets(void **state)
{
	struct bo_campaign_terms terms = test_terms("Four", 0, BO_EFFECT_PERCENT, 1000);
	struct bo_wish wishes[] = { { s.tonight, s.adult, 2 }, { s.tomorrow, s.adult, 2 } };
	struct bo_sale sale = { .lines = wishes, .n_lines = 2 };

	(void)state;
	terms.min_tickets = 4;
	test_campaign(bo, &terms);
	OK(bo, sell(s.adult, 3, NULL));
	costs(12000);
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	costs(14400);
	assert_int_equal(order.line[1].discount, 800);
}

static void test_channels_and_dates(void **state)
{
	struct bo_campaign_terms terms = test_terms("Web", 0, BO_EFFECT_PERCENT, 1000);

	(void)state;
	terms.channel = BO_CHANNEL_SELF_SERVICE;
	terms.starts = TEST_NOW + 60;
	terms.ends = TEST_NOW + 120;
	test_campaign(bo, &terms);
	test_clock_set(TEST_NOW + 60);
	OK(bo, sell(s.adult, 1, NULL));
	costs(4000);
	bo_act_as_patron(bo);
	test_clock_set(TEST_NOW + 59);
	OK(bo, sell(s.adult, 1, NULL));
	costs(4000);
	test_clock_set(TEST_NOW + 60);
	OK(bo, sell(s.adult, 1, NULL));
	costs(3600);
	test_clock_set(TEST_NOW + 120);
	OK(bo, sell(s.adult, 1, NULL));
	costs(3600);
	test_clock_set(TEST_NOW + 121);
	OK(bo, sell(s.adult, 1, NULL));
	costs(4000);
	test_act_as(bo, BO_ROLE_MANAGER);
}

static void test_draft_and_paused_give_nothing(void **state)
{
	struct bo_campaign_terms terms = test_terms("Half", 0, BO_EFFECT_PERCENT, 5000);
	int64_t id;

	(void)state;
	OK(bo, bo_campaign_add(bo, &terms, &id));
	OK(bo, sell(s.adult, 1, NULL));
	costs(4000);
	OK(bo, bo_campaign_start(bo, id));
	OK(bo, sell(s.adult, 1, NULL));
	costs(2000);
	OK(bo, bo_campaign_pause(bo, id));
	OK(bo, sell(s.adult, 1, NULL));
	costs(4000);
}

/* What the journal keeps can never be taken out of it: nobody's code or e-mail. */
static void test_the_journal_names_nobody(void **state)
{
	(void)state;
	friends_quarter();
	OK(bo, sell(s.adult, 1, "FRIEND-1"));
	OK(bo, sell(s.adult, 1, "zoe@example.org"));
	assert_int_equal(test_number(bo,
				     "SELECT count(*) FROM journal WHERE body LIKE '%FRIEND-1%' "
				     "OR body LIKE '%zoe@%'"),
			 0);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind = 'order.sold' "
					 "AND body LIKE '%\"uses\"%'"),
			 2);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		T(test_by_code),
		T(test_more_than_the_quantity_pays_the_rest),
		T(test_by_email_and_patron),
		T(test_only_as_it_is_unlocked),
		T(test_by_ticket_of_another_performance),
		T(test_fixed_price_and_amount),
		T(test_odd_cents_are_exact),
		T(test_unlocks_a_code),
		T(test_unlocks_an_audience),
		T(test_scopes),
		T(test_limits_of_the_campaign),
		T(test_several_in_order),
		T(test_min_tickets),
		T(test_channels_and_dates),
		T(test_draft_and_paused_give_nothing),
		T(test_the_journal_names_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
