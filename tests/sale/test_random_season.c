/*
 * Random seasons through the engine: whatever is tried, counts are never
 * negative, nobody gets past a limit without an override, the order of lines
 * does not matter, a refused order leaves nothing behind, campaigns give no more
 * than they have, and money is where the tickets are, goes back where it came from,
 * and costs the same whole or in parts.
 *
 * Every run is the same: the numbers come from a generator of its own.
 */
#include "support/campaign.h"
#include "support/season.h"

#include "store/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SEASONS = 12, ACTS = 150, TYPES = 5, DATES = 3 };

static uint64_t seed;

static int64_t pick(int64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

struct world {
	struct bo *bo;
	struct bo_arena arena;
	int64_t type[TYPES], date[DATES], bundle, child, patron;
};

static int64_t add_type(struct world *w, int64_t season, int i, enum bo_category category)
{
	char name[16];
	int64_t id = 0;
	struct bo_voucher_type_fields fields = { .name = name,
						 .category = category,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = category == BO_CATEGORY_REVENUE
								  ? 500 + 100 * i
								  : 0,
						 .display_order = i,
						 .subscription = 0,
						 .changeable = 1 };

	snprintf(name, sizeof name, "T%d", i);
	OK(w->bo, bo_voucher_type_add(w->bo, season, &fields, &id));
	return id;
}

static void apply(struct world *w, int64_t type, int64_t date)
{
	struct bo_changes changes;
	struct bo_redemption_batch batch = { .types = &type,
					     .performances = &date,
					     .n_types = 1,
					     .n_performances = 1,
					     .given = BO_FIELD_CAP | BO_FIELD_MIN | BO_FIELD_MAX |
						      BO_FIELD_STEP | BO_FIELD_CODES,
					     .cap = pick(3) ? 4 + pick(12) : BO_NONE,
					     .min = 1 + pick(3),
					     .max = BO_NONE,
					     .step = 1 + pick(2),
					     .codes = pick(3) ? "" : "A:6, B" };

	if (!pick(3))
		batch.max = batch.min + pick(4);
	OK(w->bo, bo_redemption_apply(w->bo, &w->arena, &batch, &changes));
}

/* One of any kind, for whoever says "a" or "b", for Zoe, or for everybody. */
static void add_campaign(struct world *w, int i, int64_t audience)
{
	static const int64_t values[BO_EFFECT_COUNT] = {
		[BO_EFFECT_PERCENT] = 1234, [BO_EFFECT_AMOUNT] = 151, [BO_EFFECT_PRICE] = 433
	};
	enum bo_effect effect = (enum bo_effect)pick(BO_EFFECT_COUNT);
	char name[16];
	struct bo_campaign_terms terms = test_terms(name, audience, effect, values[effect]);
	struct bo_target target[2] = { { BO_TARGET_PERFORMANCE, w->date[pick(DATES)], NULL },
				       { BO_TARGET_TYPE, w->type[pick(TYPES)], NULL } };

	snprintf(name, sizeof name, "C%d", i);
	if (effect != BO_EFFECT_UNLOCK && !pick(3))
		terms.audience_id = 0;
	if (!pick(3)) {
		terms.target = &target[pick(2)];
		terms.n_targets = 1;
	}
	terms.joins = pick(2);
	terms.scope = (enum bo_scope)pick(BO_SCOPE_COUNT);
	terms.min_tickets = pick(2) ? 1 : 1 + pick(4);
	terms.uses_limit = pick(2) ? BO_NONE : 5 + pick(20);
	terms.money_limit = pick(3) ? BO_NONE : 500 + pick(3000);
	test_campaign(w->bo, &terms);
}

static void add_campaigns(struct world *w)
{
	static const char *const members[] = { "A", "B", "zoe@example.org", NULL };
	int64_t audience = test_list(w->bo, "List", 1 + pick(12), members), n = pick(4);

	for (int i = 0; i < n; i++)
		add_campaign(w, i, audience);
}

static void make(struct world *w)
{
	struct bo_included included = { .qty = 2 };
	struct bo_voucher_type_fields fields = { .name = "Pass",
						 .category = BO_CATEGORY_BUNDLE,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = 900,
						 .display_order = 9,
						 .subscription = 1,
						 .changeable = 1,
						 .included = &included,
						 .n_included = 1 };
	int64_t season, house, show;

	w->bo = test_office();
	OK(w->bo, bo_season_add(w->bo, "S", "2026-01-01", "2026-12-31", &season));
	OK(w->bo, bo_house_add(w->bo, "H", 10 + pick(10), "UTC", &house));
	OK(w->bo, bo_show_add(w->bo, "P", season, house, BO_EVENT_THEATRE, NULL, &show));
	for (int i = 0; i < DATES; i++)
		OK(w->bo,
		   bo_performance_add(w->bo, show, test_when("2026-02-01T20:00", "UTC") + i * 86400,
				      BO_NONE, pick(2) ? 6 + pick(4) : BO_NONE, &w->date[i]));
	for (int i = 0; i < TYPES; i++)
		w->type[i] =
			add_type(w, season, i, i == 4 ? BO_CATEGORY_PRODUCT : BO_CATEGORY_REVENUE);
	w->child = add_type(w, season, 7, BO_CATEGORY_INCLUDED);
	included.type_id = w->child;
	OK(w->bo, bo_voucher_type_add(w->bo, season, &fields, &w->bundle));
	for (int i = 0; i < TYPES; i++)
		for (int k = 0; k < DATES; k++)
			apply(w, w->type[i], w->date[k]);
	apply(w, w->child, w->date[0]);
	apply(w, w->child, w->date[1]);
	OK(w->bo, bo_patron_add(w->bo, "Zoe", "zoe@example.org", NULL, &w->patron));
	add_campaigns(w);
}

/* All that an act could leave behind, as one text. */
static const char *traces(struct world *w)
{
	struct sql_rows *rows;
	const char *text;

	OK(w->bo,
	   sql_query(w->bo, &rows,
		     "SELECT (SELECT count(*) FROM orders) || ' ' || (SELECT count(*) FROM "
		     "order_line) || ' ' || (SELECT count(*) FROM voucher) || ' ' || (SELECT "
		     "count(*) FROM ticket WHERE state = 'active') || ' ' || (SELECT count(*) "
		     "FROM journal) || ' ' || (SELECT count(*) FROM basket_line) || ' ' || "
		     "(SELECT string_agg(sold || '/' || held || '/' || revenue, ' ') FROM "
		     "performance) || ' ' || (SELECT string_agg(sold || '/' || held, ' ') FROM "
		     "redemption) || ' ' || coalesce((SELECT string_agg(used || '/' || held, ' ') "
		     "FROM redemption_code), '') || ' ' || coalesce((SELECT string_agg(uses || '/' "
		     "|| "
		     "spent, ' ') FROM campaign), '') || ' ' || (SELECT count(*) FROM basket_use)",
		     ""));
	assert_true(sql_next(rows));
	text = sql_copy(rows, 0, &w->arena);
	OK(w->bo, sql_end(rows));
	assert_non_null(text);
	return text;
}

/* Nobody overrides here: no limit is ever passed, and no count is below nothing. */
static void check_limits(struct world *w)
{
	assert_int_equal(test_number(w->bo,
				     "SELECT count(*) FROM redemption WHERE sold + held > cap "
				     "OR sold < 0 OR held < 0"),
			 0);
	assert_int_equal(test_number(w->bo, "SELECT count(*) FROM performance WHERE sold + held > "
					    "capacity OR sold + held > advance OR sold < 0 OR held "
					    "< 0"),
			 0);
	assert_int_equal(test_number(w->bo,
				     "SELECT count(*) FROM redemption_code WHERE used + held > "
				     "uses OR used < 0 OR held < 0"),
			 0);
	assert_int_equal(test_number(w->bo, "SELECT count(*) FROM campaign WHERE uses > uses_limit "
					    "OR spent > money_limit OR uses < 0 OR spent < 0"),
			 0);
	assert_int_equal(
		test_number(w->bo,
			    "SELECT count(*) FROM (SELECT sum(n.uses) AS uses FROM campaign_count "
			    "n JOIN campaign c ON c.id = n.campaign_id WHERE n.member_id <> 0 "
			    "GROUP BY n.campaign_id, n.member_id, CASE WHEN c.scope = "
			    "'performance' THEN n.performance_id WHEN c.scope = 'show' THEN "
			    "n.performance_id <> 0 END) WHERE uses > (SELECT min(quantity) FROM "
			    "audience)"),
		0);
	assert_int_equal(test_number(w->bo, "SELECT count(*) FROM voucher WHERE amount < 0"), 0);
}

/* Of each performance: what its good vouchers were paid with is its revenue, open ones where they
 * were last.  Of each order: its good vouchers are what is left of it, and no kind of tender gave
 * back more than it took. */
static void check_money(struct world *w)
{
	assert_int_equal(
		test_number(w->bo,
			    "SELECT count(*) FROM performance p WHERE p.revenue <> (SELECT "
			    "coalesce(sum(v.amount), 0) FROM voucher v JOIN order_line l ON l.id = "
			    "v.line_id WHERE l.performance_id = p.id AND v.parent_id IS NULL AND "
			    "v.state NOT IN ('refunded', 'void'))"),
		0);
	assert_int_equal(test_number(w->bo,
				     "SELECT count(*) FROM voucher v JOIN order_line l ON l.id = "
				     "v.line_id WHERE v.parent_id IS NULL AND v.state = 'reserved' "
				     "AND l.performance_id <> v.performance_id"),
			 0);
	assert_int_equal(test_number(w->bo,
				     "SELECT count(*) FROM orders o WHERE o.net <> (SELECT "
				     "coalesce(sum(v.amount), 0) FROM voucher v WHERE v.order_id = "
				     "o.id AND v.state NOT IN ('refunded', 'void'))"),
			 0);
	assert_int_equal(test_number(w->bo,
				     "SELECT count(*) FROM (SELECT t.order_id FROM tender t JOIN "
				     "orders o ON o.id = t.order_id GROUP BY t.order_id, t.kind, "
				     "o.change_given HAVING sum(t.amount) < CASE WHEN t.kind = "
				     "'cash' THEN o.change_given ELSE 0 END)"),
			 0);
}

/* What is in the hold costs, whichever way it came in. */
static int64_t cost_of(struct world *w, int64_t id)
{
	struct bo_basket basket;

	OK(w->bo, bo_basket_get(w->bo, &w->arena, id, &basket));
	return basket.total;
}

/* Lines and the same lines turned round. */
static void sell(struct world *w)
{
	struct bo_wish wishes[4], turned[4];
	struct bo_order order;
	size_t n = (size_t)(1 + pick(3) / 2 + pick(2));
	struct bo_sale sale = { .n_lines = n,
				.code = pick(2) ? "a" : "",
				.patron_id = pick(2) ? w->patron : 0 };
	/* Some by card, and the rest in cash: less is due where it is less. */
	struct bo_tender tenders[] = { { .kind = BO_TENDER_CARD, .amount = 100, .reference = "A" },
				       { .kind = BO_TENDER_CASH, .amount = 100000 } };
	const char *before = traces(w);
	enum bo_status status;
	enum bo_rule rule = BO_RULE_NONE;

	for (size_t i = 0; i < n; i++) {
		wishes[i] =
			(struct bo_wish){ w->date[pick(DATES)], w->type[pick(TYPES)], 1 + pick(4) };
		if (!pick(6))
			wishes[i] = (struct bo_wish){ 0, w->bundle, 1 + pick(2) };
	}
	for (size_t i = 0; i < n; i++)
		turned[i] = wishes[n - 1 - i];
	sale.lines = wishes;
	if (pick(2)) {
		sale.tenders = tenders;
		sale.n_tenders = 2;
	}
	status = bo_sell(w->bo, &w->arena, &sale, &order);
	if (status == BO_OK)
		return;
	if (status == BO_REFUSED && bo_refusal(w->bo)->rule == BO_RULE_PAYMENT)
		return; /* nothing was due, so that no card could be taken */
	assert_int_equal(status, BO_REFUSED);
	rule = bo_refusal(w->bo)->rule;
	assert_true(rule != BO_RULE_NONE);
	assert_true(bo_refusal(w->bo)->left >= 0);
	assert_string_equal(traces(w), before);
	sale.lines = turned;
	assert_int_equal(bo_sell(w->bo, &w->arena, &sale, &order), BO_REFUSED);
	assert_string_equal(traces(w), before);
}

/* What is sold one way round would have been sold the other way round. */
static void sell_both_ways(struct world *w)
{
	struct bo_wish wishes[3], turned[3];
	int64_t id, cost = 0, patron = pick(2) ? w->patron : 0;
	enum bo_status one, other;

	for (size_t i = 0; i < 3; i++)
		wishes[i] = (struct bo_wish){ w->date[pick(2)], w->type[pick(TYPES)], 1 + pick(4) };
	for (size_t i = 0; i < 3; i++)
		turned[i] = wishes[2 - i];
	one = bo_hold_add(w->bo, wishes, 3, "b", patron, NULL, &id);
	if (!one) {
		cost = cost_of(w, id);
		OK(w->bo, bo_hold_release(w->bo, id));
	}
	other = bo_hold_add(w->bo, turned, 3, "b", patron, NULL, &id);
	if (!other)
		assert_int_equal(cost_of(w, id), cost);
	if (!other && pick(2))
		OK(w->bo, bo_hold_release(w->bo, id));
	assert_int_equal(one, other);
}

/* A random good voucher; 0: none. */
static int64_t a_voucher(struct world *w, const char *sql)
{
	int64_t n = 0, id = 0;
	struct sql_rows *rows;

	OK(w->bo, sql_query(w->bo, &rows, sql, ""));
	while (sql_next(rows))
		if (!pick(++n))
			id = sql_id(rows, 0);
	OK(w->bo, sql_end(rows));
	return id;
}

static void move_vouchers(struct world *w)
{
	int64_t open = a_voucher(w, "SELECT v.id FROM voucher v JOIN voucher_type t ON t.id = "
				    "v.type_id WHERE v.state = 'open' AND t.category <> 'bundle'");
	int64_t held = a_voucher(w, "SELECT id FROM voucher WHERE state = 'reserved'");
	struct bo_reservation there = { .n = 1, .performance_id = w->date[pick(DATES)] };
	const char *before = traces(w);
	enum bo_status status = BO_OK;

	switch (pick(3)) {
	case 0:
		there.vouchers = &open;
		status = open ? bo_voucher_reserve(w->bo, &there) : BO_OK;
		break;
	case 1:
		there.vouchers = &held;
		status = held ? bo_voucher_change(w->bo, &there) : BO_OK;
		break;
	default:
		status = held ? bo_voucher_release(w->bo, &held, 1) : BO_OK;
		break;
	}
	if (status != BO_OK) {
		assert_int_equal(status, BO_REFUSED);
		assert_string_equal(traces(w), before);
	}
}

static int64_t order_of(struct world *w, int64_t id)
{
	struct bo_voucher voucher;
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)id);
	OK(w->bo, bo_voucher_find(w->bo, &w->arena, text, &voucher));
	return voucher.order_id;
}

/* What the order would be with these there; BO_NONE where a rule refuses. */
static int64_t cost_there(struct world *w, int64_t order_id, const int64_t *ids, size_t n,
			  int64_t performance_id)
{
	struct bo_exchange there = {
		.vouchers = ids, .n_vouchers = n, .performance_id = performance_id, .rehearse = true
	};
	const char *before = traces(w);
	struct bo_order order;
	enum bo_status status = bo_order_exchange(w->bo, &w->arena, order_id, &there, &order);

	assert_string_equal(traces(w), before);
	return status ? BO_NONE : order.net;
}

/* Whole or in parts: the difference is the same. */
static void compare_parts(struct world *w, int64_t order_id, int64_t performance_id)
{
	struct bo_order order;
	int64_t ids[64], sum = 0, whole, one;
	size_t n = 0;

	OK(w->bo, bo_order_get(w->bo, &w->arena, order_id, &order));
	for (size_t i = 0; i < order.n_vouchers && n < 64; i++)
		if (order.voucher[i].state == BO_VOUCHER_RESERVED && !order.voucher[i].parent_id)
			ids[n++] = order.voucher[i].id;
	whole = cost_there(w, order_id, ids, n, performance_id);
	for (size_t i = 0; i < n; i++) {
		one = cost_there(w, order_id, &ids[i], 1, performance_id);
		if (one == BO_NONE)
			return;
		sum += one - order.net;
	}
	if (whole != BO_NONE)
		assert_int_equal(whole - order.net, sum);
}

static void exchange(struct world *w)
{
	int64_t id = a_voucher(w, "SELECT id FROM voucher WHERE parent_id IS NULL AND state IN "
				  "('reserved', 'open') AND type_id NOT IN (SELECT id FROM "
				  "voucher_type WHERE category = 'bundle')");
	struct bo_tender card = { .kind = BO_TENDER_CARD, .reference = "X" };
	struct bo_exchange there = { .vouchers = &id,
				     .n_vouchers = 1,
				     .performance_id = w->date[pick(DATES)],
				     .type_id = pick(3) ? 0 : w->type[pick(TYPES)],
				     .tenders = &card };
	const char *before;
	struct bo_order order;
	enum bo_status status;

	if (!id)
		return;
	compare_parts(w, order_of(w, id), there.performance_id);
	before = traces(w);
	status = bo_order_exchange(w->bo, &w->arena, order_of(w, id), &there, &order);
	if (status == BO_REFUSED && bo_refusal(w->bo)->rule == BO_RULE_PAYMENT) {
		assert_string_equal(traces(w), before); /* what is due was not named */
		card.amount = bo_refusal(w->bo)->limit;
		there.n_tenders = 1;
		OK(w->bo, bo_order_exchange(w->bo, &w->arena, order_of(w, id), &there, &order));
		return;
	}
	if (status == BO_OK)
		return;
	assert_int_equal(status, BO_REFUSED);
	assert_string_equal(traces(w), before);
}

static void refund(struct world *w)
{
	int64_t id = a_voucher(w, "SELECT id FROM voucher WHERE parent_id IS NULL AND state IN "
				  "('open', 'reserved')");
	struct bo_order order;

	if (!id)
		return;
	OK(w->bo, bo_order_refund(w->bo, &w->arena, order_of(w, id), &id, 1, BO_TENDER_COUNT, NULL,
				  &order));
}

static void test_random_seasons(void **state)
{
	int64_t used = 0, came_back = 0, exchanged = 0, to_cards = 0, stayed = 0;

	(void)state;
	for (int i = 0; i < SEASONS; i++) {
		struct world w = { 0 };

		seed = (uint64_t)i * 7919 + 1;
		make(&w);
		for (int k = 0; k < ACTS; k++) {
			switch (pick(7)) {
			case 3:
				exchange(&w);
				break;
			case 0:
				sell_both_ways(&w);
				break;
			case 1:
				move_vouchers(&w);
				break;
			case 2:
				refund(&w);
				break;
			default:
				sell(&w);
				break;
			}
			check_limits(&w);
			check_money(&w);
			if (k % 20 == 19)
				test_clock_set(bo_now(w.bo) + 1000); /* some holds run out */
		}
		assert_true(test_number(w.bo, "SELECT count(*) FROM orders") > 5);
		used += test_number(w.bo, "SELECT count(*) FROM campaign_use");
		came_back += test_number(w.bo, "SELECT count(given_back) FROM campaign_use");
		exchanged += test_number(w.bo, "SELECT count(*) FROM journal WHERE kind = "
					       "'order.exchanged'");
		to_cards += test_number(w.bo, "SELECT count(*) FROM tender WHERE kind = 'card' "
					      "AND amount < 0");
		stayed += test_number(w.bo, "SELECT count(*) FROM voucher v JOIN voucher x ON "
					    "x.order_id = v.order_id AND x.id > v.id AND x.state = "
					    "'void' AND x.line_id < v.line_id");
		test_check(w.bo);
		bo_arena_clear(&w.arena);
		test_office_end(w.bo);
	}
	assert_true(exchanged > 100 && to_cards > 20 && stayed > 20);
	assert_true(used > 100);
	assert_true(came_back > 20);
}

/* A patron's order that breaks a rule is refused, whatever the face sends along. */
static void test_patrons_cannot_override(void **state)
{
	struct bo *bo = test_office();
	struct test_season s = test_season(bo);
	struct bo_arena arena = { 0 };
	struct bo_order order;
	const struct {
		struct bo_wish wish;
		const char *code, *rule;
	} cases[] = {
		{ { s.tonight, s.group, 5 }, "", "min" },
		{ { s.tonight, s.pair, 3 }, "BARD", "max" },
		{ { s.tonight, s.pair, 1 }, "BARD", "min" },
		{ { s.tonight, s.pair, 2 }, "", "code" },
		{ { s.tonight, s.pair, 2 }, "BARD,BARD", "code" },
		{ { s.tonight, s.pair, 2 }, "BAR", "code" },
		{ { s.tonight, s.special, 4 }, "", "type_cap" },
		{ { s.tonight, s.comp, 1 }, "", "audience" },
		{ { s.tonight, s.staff_rate, 1 }, "", "audience" },
		{ { s.tonight, s.adult, 11 }, "", "house_capacity" },
		{ { s.tomorrow, s.adult, 9 }, "", "advance_limit" },
		{ { s.tonight, s.child, 1 }, "", "not_valid" },
		{ { 0, s.bundle, 1 }, "", "audience" },
	};

	(void)state;
	test_act_as(bo, BO_ROLE_CLERK);
	OK(bo, bo_approve(bo, "the manager", NULL));
	bo_act_as_patron(bo);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bo_sale sale = { .lines = &cases[i].wish,
					.n_lines = 1,
					.code = cases[i].code,
					.override = "because I say so" };

		assert_int_equal(bo_sell(bo, &arena, &sale, &order), BO_REFUSED);
		assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), cases[i].rule);
		assert_int_equal(bo_refusal(bo)->override, BO_ROLE_NONE);
	}
	assert_int_equal(test_number(bo, "SELECT count(*) FROM orders"), 0);
	test_check(bo);
	bo_arena_clear(&arena);
	test_office_end(bo);
}

/* One more in the basket makes the group rate: said only when it is true. */
static void test_hint_of_the_next_rate(void **state)
{
	struct bo *bo = test_office();
	struct test_season s = test_season(bo);
	struct bo_arena arena = { 0 };
	struct bo_offers offers;
	int64_t id;

	(void)state;
	OK(bo, bo_basket_open(bo, &id));
	for (int qty = 1; qty <= 6; qty++) {
		OK(bo, bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.adult, 1 }, NULL));
		OK(bo, bo_offer_list(bo, &arena, s.tonight, NULL, 0, id, &offers));
		assert_string_equal(offers.row[1].type, "Group");
		assert_string_equal(offers.row[1].message,
				    qty == 5 ? "one more makes 6 for 120.00 instead of 5 for 200.00"
					     : "from 6 on");
	}
	/* Not when the house could not take them. */
	OK(bo, bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.adult, -1 }, NULL));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_basket_put(bo, id, (struct bo_wish){ s.tonight, s.comp, 5 }, "guests"));
	OK(bo, bo_offer_list(bo, &arena, s.tonight, NULL, 0, id, &offers));
	assert_null(strstr(offers.row[1].message, "one more"));
	bo_arena_clear(&arena);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_seasons),
		cmocka_unit_test(test_patrons_cannot_override),
		cmocka_unit_test(test_hint_of_the_next_rate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
