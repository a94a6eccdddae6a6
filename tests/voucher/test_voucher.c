/*
 * Vouchers one holds: reserved, changed, released, transferred, issued; bundles
 * with a fixed date.
 */
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct stage {
	struct bo *bo;
	struct test_season s;
	int64_t zoe, adam;
};

static void open_type(struct stage *st, int64_t type, int64_t performance, int64_t cap)
{
	struct bo_arena arena = { 0 };
	struct bo_changes changes;
	struct bo_redemption_batch batch = { .types = &type,
					     .performances = &performance,
					     .n_types = 1,
					     .n_performances = 1,
					     .given = BO_FIELD_CAP,
					     .cap = cap };

	OK(st->bo, bo_redemption_apply(st->bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
}

static int setup(void **state)
{
	struct stage *st = calloc(1, sizeof *st);

	assert_non_null(st);
	st->bo = test_office();
	st->s = test_season(st->bo);
	OK(st->bo, bo_patron_add(st->bo, "Zoe", NULL, NULL, &st->zoe));
	OK(st->bo, bo_patron_add(st->bo, "Adam", NULL, NULL, &st->adam));
	open_type(st, st->s.child, st->s.tonight, BO_NONE);
	open_type(st, st->s.child, st->s.tomorrow, BO_NONE);
	test_act_as(st->bo, BO_ROLE_CLERK);
	*state = st;
	return 0;
}

static int teardown(void **state)
{
	struct stage *st = *state;

	test_office_end(st->bo);
	free(st);
	return 0;
}

static enum bo_status buy(struct stage *st, int64_t patron, int64_t performance, int64_t type,
			  int64_t qty, struct bo_arena *arena, struct bo_order *order)
{
	struct bo_wish wish = { performance, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = patron };

	if (type == st->s.comp)
		sale.override = "guests";

	return bo_sell(st->bo, arena, &sale, order);
}

/* The ids of the patron's open single vouchers. */
static size_t open_ids(struct stage *st, int64_t patron, int64_t *ids)
{
	struct bo_arena arena = { 0 };
	struct bo_vouchers list;
	size_t n = 0;

	OK(st->bo,
	   bo_voucher_list(st->bo, &arena,
			   &(struct bo_voucher_filter){ .patron_id = patron, .open_only = true },
			   &list));
	for (size_t i = 0; i < list.n; i++)
		if (list.row[i].category != BO_CATEGORY_BUNDLE)
			ids[n++] = list.row[i].id;
	bo_arena_clear(&arena);
	return n;
}

static enum bo_status reserve(struct stage *st, const int64_t *ids, size_t n, int64_t performance,
			      const char *override)
{
	return bo_voucher_reserve(st->bo, &(struct bo_reservation){ .vouchers = ids,
								    .n = n,
								    .performance_id = performance,
								    .override = override,
								    .print = true });
}

static void refused(struct stage *st, enum bo_rule rule)
{
	assert_string_equal(bo_rule_code(bo_refusal(st->bo)->rule), bo_rule_code(rule));
}

/* From now on somebody who has nothing but the ticket of that voucher. */
static void prove(struct stage *st, int64_t id)
{
	struct bo_arena arena = { 0 };
	struct bo_voucher voucher;
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)id);
	test_act_as(st->bo, BO_ROLE_CLERK);
	OK(st->bo, bo_voucher_find(st->bo, &arena, text, &voucher));
	bo_act_as_patron(st->bo);
	OK(st->bo, bo_prove(st->bo, voucher.code));
	bo_arena_clear(&arena);
}

static void test_reserve_and_release(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t ids[40];

	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 1, &arena, &order));
	assert_int_equal(open_ids(st, st->zoe, ids), 3);
	OK(st->bo, reserve(st, ids, 2, st->s.tonight, NULL));
	assert_int_equal(test_number(st->bo, "SELECT sold FROM performance ORDER BY at LIMIT 1"),
			 2);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 2);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM print_job"), 2);
	test_check(st->bo);
	/* Again, and one that is free beside it: nothing happens. */
	assert_int_equal(reserve(st, ids + 1, 2, st->s.tomorrow, NULL), BO_REFUSED);
	refused(st, BO_RULE_ALREADY);
	assert_int_equal(open_ids(st, st->zoe, ids + 10), 1);
	OK(st->bo, bo_voucher_release(st->bo, ids, 1));
	assert_int_equal(test_number(st->bo, "SELECT sold FROM performance ORDER BY at LIMIT 1"),
			 1);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM ticket WHERE state = 'void'"),
			 1);
	assert_int_equal(bo_voucher_release(st->bo, ids, 1), BO_REFUSED);
	refused(st, BO_RULE_ALREADY);
	OK(st->bo, reserve(st, ids, 1, st->s.tomorrow, NULL));
	assert_int_equal(test_number(st->bo, "SELECT max(issue) FROM ticket"), 2);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

/* Unlike giving it back, which takes the bundle. */
static void test_an_included_ticket_is_printed_again(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order, after;
	int64_t ids[40];
	size_t tickets = 0;

	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 1, &arena, &order));
	open_ids(st, st->zoe, ids);
	SAYS(st->bo, BO_INVALID, "no tickets to print",
	     bo_order_reprint(st->bo, order.id, NULL, 0, NULL, &tickets));
	OK(st->bo, reserve(st, ids, 2, st->s.tonight, NULL));
	OK(st->bo, bo_order_reprint(st->bo, order.id, ids, 1, "lost", &tickets));
	assert_int_equal(tickets, 1);
	OK(st->bo, bo_order_reprint(st->bo, order.id, NULL, 0, "torn", &tickets));
	assert_int_equal(tickets, 2);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 2);
	assert_int_equal(test_number(st->bo, "SELECT max(issue) FROM ticket"), 3);
	test_act_as(st->bo, BO_ROLE_SUPERVISOR);
	SAYS(st->bo, BO_INVALID, "comes back only with it",
	     bo_order_refund(st->bo, &arena, order.id, ids, 1, BO_TENDER_CASH, "lost", &after));
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_all_or_nothing(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t ids[40];
	size_t n;

	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 4, &arena, &order));
	n = open_ids(st, st->zoe, ids);
	assert_int_equal(n, 12);
	/* 10 places in the house. */
	assert_int_equal(reserve(st, ids, 12, st->s.tonight, NULL), BO_REFUSED);
	refused(st, BO_RULE_HOUSE_CAPACITY);
	assert_int_equal(open_ids(st, st->zoe, ids), 12);
	OK(st->bo, reserve(st, ids, 10, st->s.tonight, NULL));
	assert_int_equal(reserve(st, ids + 10, 1, st->s.tonight, NULL), BO_REFUSED);
	test_check(st->bo);
	/* Past the advance limit a supervisor may, with a reason. */
	OK(st->bo, bo_voucher_release(st->bo, ids, 10));
	OK(st->bo, reserve(st, ids, 8, st->s.tomorrow, NULL));
	assert_int_equal(reserve(st, ids + 8, 1, st->s.tomorrow, "a friend"), BO_REFUSED);
	refused(st, BO_RULE_ADVANCE_LIMIT);
	test_act_as(st->bo, BO_ROLE_SUPERVISOR);
	OK(st->bo, reserve(st, ids + 8, 1, st->s.tomorrow, "a friend"));
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM sale_override WHERE rule = "
					     "'advance_limit' AND limit_value = 8 AND actual = 1 "
					     "AND reason = 'a friend' AND order_id = 1"),
			 1);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_the_cap_counts_reservations(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t ids[40];

	test_act_as(st->bo, BO_ROLE_MANAGER);
	open_type(st, st->s.child, st->s.tonight, 2);
	test_act_as(st->bo, BO_ROLE_CLERK);
	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 1, &arena, &order));
	open_ids(st, st->zoe, ids);
	assert_int_equal(reserve(st, ids, 3, st->s.tonight, NULL), BO_REFUSED);
	refused(st, BO_RULE_TYPE_CAP);
	assert_int_equal(bo_refusal(st->bo)->left, 2);
	OK(st->bo, reserve(st, ids, 2, st->s.tonight, NULL));
	assert_int_equal(reserve(st, ids + 2, 1, st->s.tonight, NULL), BO_REFUSED);
	refused(st, BO_RULE_TYPE_CAP);
	bo_arena_clear(&arena);
}

static void test_what_cannot_be_used(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t ids[40], bundle, programme;

	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 1, &arena, &order));
	bundle = order.voucher[0].id;
	open_ids(st, st->zoe, ids);
	assert_int_equal(reserve(st, &bundle, 1, st->s.tonight, NULL), BO_REFUSED);
	refused(st, BO_RULE_NOT_VALID);
	OK(st->bo, buy(st, st->zoe, st->s.tonight, st->s.programme, 1, &arena, &order));
	programme = order.voucher[0].id;
	assert_int_equal(bo_voucher_release(st->bo, &programme, 1), BO_REFUSED);
	refused(st, BO_RULE_NOT_VALID);
	assert_int_equal(reserve(st, NULL, 0, st->s.tonight, NULL), BO_INVALID);
	ids[5] = 9999;
	assert_int_equal(reserve(st, ids + 5, 1, st->s.tonight, NULL), BO_INVALID);
	/* After the end, and after the season. */
	test_clock_set(test_when("2026-01-05T20:00", "UTC"));
	OK(st->bo, reserve(st, ids, 1, st->s.tonight, NULL));
	test_clock_set(test_when("2026-01-05T20:01", "UTC"));
	assert_int_equal(reserve(st, ids + 1, 1, st->s.tonight, NULL), BO_REFUSED);
	refused(st, BO_RULE_ENDED);
	test_clock_set(test_when("2027-01-01T00:00", "UTC"));
	assert_int_equal(reserve(st, ids + 1, 1, st->s.tomorrow, NULL), BO_REFUSED);
	refused(st, BO_RULE_EXPIRED);
	test_clock_set(TEST_NOW);
	test_act_as(st->bo, BO_ROLE_MANAGER);
	OK(st->bo, bo_performance_cancel(st->bo, st->s.tomorrow));
	assert_int_equal(reserve(st, ids + 1, 1, st->s.tomorrow, NULL), BO_REFUSED);
	refused(st, BO_RULE_NOT_VALID);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_change_in_one_act(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_reservation to = { .n = 2, .performance_id = st->s.tomorrow };
	int64_t ids[40], revenue;

	OK(st->bo, buy(st, st->zoe, st->s.tonight, st->s.adult, 2, &arena, &order));
	ids[0] = order.voucher[0].id;
	ids[1] = order.voucher[1].id;
	to.vouchers = ids;
	/* Sold for a night: another one is an exchange. */
	assert_int_equal(bo_voucher_change(st->bo, &to), BO_REFUSED);
	refused(st, BO_RULE_PERMISSION);
	test_act_as(st->bo, BO_ROLE_SUPERVISOR);
	OK(st->bo, bo_voucher_change(st->bo, &to));
	test_check(st->bo);
	assert_int_equal(test_number(st->bo, "SELECT sold FROM performance ORDER BY at LIMIT 1"),
			 0);
	revenue = test_number(st->bo, "SELECT revenue FROM performance ORDER BY at LIMIT 1");
	assert_int_equal(revenue, 0);
	revenue = test_number(st->bo, "SELECT revenue FROM performance ORDER BY at DESC LIMIT 1");
	assert_int_equal(revenue, 8000); /* the money goes where the ticket is */
	assert_int_equal(bo_voucher_change(st->bo, &to), BO_REFUSED);
	refused(st, BO_RULE_ALREADY);
	/* Not where there is no room: the old places stay. */
	OK(st->bo, test_sell(st->bo, st->s.tonight, st->s.comp, 9, "guests"));
	to.performance_id = st->s.tonight;
	assert_int_equal(bo_voucher_change(st->bo, &to), BO_REFUSED);
	refused(st, BO_RULE_HOUSE_CAPACITY);
	assert_int_equal(
		test_number(st->bo, "SELECT sold FROM performance ORDER BY at DESC LIMIT 1"), 2);
	/* What was changed can be refunded, and takes the money from where it is. */
	OK(st->bo,
	   bo_order_refund(st->bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	assert_int_equal(
		test_number(st->bo, "SELECT revenue FROM performance ORDER BY at DESC LIMIT 1"), 0);
	assert_int_equal(order.net, 0);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_what_a_patron_may_change(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_voucher_type_fields fixed = { .category = BO_CATEGORY_COUNT,
						.availability = BO_AVAILABILITY_COUNT,
						.price = BO_NONE,
						.display_order = BO_NONE,
						.subscription = -1,
						.changeable = 0 };
	int64_t id, comp;

	OK(st->bo, buy(st, st->zoe, st->s.tomorrow, st->s.adult, 1, &arena, &order));
	id = order.voucher[0].id;
	OK(st->bo, buy(st, st->zoe, st->s.tomorrow, st->s.comp, 1, &arena, &order));
	comp = order.voucher[0].id;
	test_act_as(st->bo, BO_ROLE_MANAGER);
	OK(st->bo, bo_voucher_type_edit(st->bo, st->s.comp, &fixed));
	prove(st, comp);
	assert_int_equal(bo_voucher_release(st->bo, &id, 1), BO_REFUSED);
	refused(st, BO_RULE_PERMISSION);
	assert_int_equal(bo_voucher_release(st->bo, &comp, 1), BO_REFUSED);
	refused(st, BO_RULE_CHANGEABLE);
	prove(st, id);
	/* The grace is a day, and its last second is gone. */
	test_clock_set(test_when("2026-01-05T20:00", "UTC"));
	assert_int_equal(bo_voucher_release(st->bo, &id, 1), BO_REFUSED);
	refused(st, BO_RULE_GRACE);
	assert_int_equal(bo_refusal(st->bo)->override, BO_ROLE_NONE);
	test_clock_set(test_when("2026-01-05T20:00", "UTC") - 1);
	OK(st->bo, bo_voucher_release(st->bo, &id, 1));
	OK(st->bo, reserve(st, &id, 1, st->s.tomorrow, "not mine to give"));
	{ /* Another night, where it costs the same. */
		struct bo_reservation to = { .vouchers = &id,
					     .n = 1,
					     .performance_id = st->s.tonight };

		test_clock_set(TEST_NOW);
		OK(st->bo, bo_voucher_change(st->bo, &to));
		to.performance_id = st->s.tomorrow;
		assert_int_equal(bo_voucher_change(st->bo, &to), BO_REFUSED);
		refused(st, BO_RULE_GRACE); /* tonight is sooner */
		test_act_as(st->bo, BO_ROLE_SUPERVISOR);
		OK(st->bo, bo_voucher_change(st->bo, &to));
	}
	/* Staff may at any time. */
	test_clock_set(test_when("2026-01-07T20:00", "UTC"));
	test_act_as(st->bo, BO_ROLE_CLERK);
	OK(st->bo, bo_voucher_release(st->bo, &id, 1));
	OK(st->bo, bo_voucher_release(st->bo, &comp, 1));
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_transfer(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t ids[40], bundle;

	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 1, &arena, &order));
	bundle = order.voucher[0].id;
	open_ids(st, st->zoe, ids);
	assert_int_equal(bo_voucher_transfer(st->bo, ids, 1, st->adam), BO_INVALID);
	OK(st->bo, reserve(st, ids, 1, st->s.tonight, NULL));
	assert_int_equal(bo_voucher_transfer(st->bo, &bundle, 1, st->adam), BO_REFUSED);
	refused(st, BO_RULE_IN_USE);
	OK(st->bo, bo_voucher_release(st->bo, ids, 1));
	assert_int_equal(bo_voucher_transfer(st->bo, &bundle, 1, BO_PATRON_WALK_UP), BO_REFUSED);
	refused(st, BO_RULE_AUDIENCE);
	assert_int_equal(bo_voucher_transfer(st->bo, &bundle, 1, 999), BO_INVALID);
	OK(st->bo, bo_voucher_transfer(st->bo, &bundle, 1, st->adam));
	assert_int_equal(open_ids(st, st->zoe, ids), 0);
	assert_int_equal(open_ids(st, st->adam, ids), 3);
	assert_int_equal(bo_voucher_transfer(st->bo, &bundle, 1, st->adam), BO_REFUSED);
	refused(st, BO_RULE_ALREADY);
	/* Who has the subscription is the subscriber. */
	assert_int_equal(buy(st, st->zoe, st->s.tonight, st->s.staff_rate, 1, &arena, &order),
			 BO_REFUSED);
	OK(st->bo, buy(st, st->adam, st->s.tonight, st->s.staff_rate, 1, &arena, &order));
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_issue(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_wish wish = { 0, st->s.comp, 3 };
	struct bo_issue issue = { .lines = &wish, .n = 1, .patron_id = st->zoe, .print = true };
	int64_t ids[40];

	assert_int_equal(bo_voucher_issue(st->bo, &arena, &issue, &order), BO_REFUSED);
	refused(st, BO_RULE_COMP);
	issue.override = "guests";
	wish.qty = 5;
	assert_int_equal(bo_voucher_issue(st->bo, &arena, &issue, &order), BO_REFUSED);
	refused(st, BO_RULE_COMP);
	assert_int_equal(bo_refusal(st->bo)->override, BO_ROLE_SUPERVISOR);
	wish.qty = 3;
	OK(st->bo, bo_voucher_issue(st->bo, &arena, &issue, &order));
	assert_int_equal(order.n_overrides, 1);
	assert_int_equal(order.override_row[0].actual, 3);
	assert_int_equal(order.total, 0);
	assert_int_equal(order.n_vouchers, 3);
	assert_int_equal(order.voucher[2].state, BO_VOUCHER_OPEN);
	assert_int_equal(open_ids(st, st->zoe, ids), 3);
	OK(st->bo, reserve(st, ids, 3, st->s.tonight, NULL));
	wish.performance_id = st->s.tonight;
	OK(st->bo, bo_voucher_issue(st->bo, &arena, &issue, &order));
	assert_int_equal(order.voucher[0].state, BO_VOUCHER_RESERVED);
	assert_non_null(order.voucher[0].code);
	wish.qty = 5; /* 4 are left */
	assert_int_equal(bo_voucher_issue(st->bo, &arena, &issue, &order), BO_REFUSED);
	refused(st, BO_RULE_HOUSE_CAPACITY);
	wish = (struct bo_wish){ 0, st->s.adult, 1 };
	assert_int_equal(bo_voucher_issue(st->bo, &arena, &issue, &order), BO_REFUSED);
	refused(st, BO_RULE_NOT_VALID);
	wish.type_id = st->s.comp;
	issue.patron_id = BO_PATRON_WALK_UP;
	assert_int_equal(bo_voucher_issue(st->bo, &arena, &issue, &order), BO_INVALID);
	issue.patron_id = st->zoe;
	wish.qty = 0;
	assert_int_equal(bo_voucher_issue(st->bo, &arena, &issue, &order), BO_INVALID);
	bo_act_as_patron(st->bo);
	wish.qty = 1;
	assert_int_equal(bo_voucher_issue(st->bo, &arena, &issue, &order), BO_REFUSED);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_uses(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_reservables uses;

	test_act_as(st->bo, BO_ROLE_MANAGER);
	open_type(st, st->s.child, st->s.tomorrow, 0);
	OK(st->bo, bo_reservable_list(st->bo, &arena, st->s.child, &uses));
	assert_int_equal(uses.n, 2);
	assert_int_equal(uses.row[0].left, 10);
	assert_null(uses.row[0].message);
	assert_int_equal(uses.row[1].reason, BO_RULE_TYPE_CAP);
	assert_int_equal(uses.row[1].left, 0);
	test_clock_set(test_when("2026-01-06T12:00", "UTC"));
	OK(st->bo, bo_reservable_list(st->bo, &arena, st->s.child, &uses));
	assert_int_equal(uses.n, 1);
	bo_arena_clear(&arena);
}

/* --- Bundles ---------------------------------------------------------------------------------- */

static void test_a_subscription_needs_a_name(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;

	assert_int_equal(buy(st, 0, 0, st->s.bundle, 1, &arena, &order), BO_REFUSED);
	refused(st, BO_RULE_AUDIENCE);
	test_act_as(st->bo, BO_ROLE_MANAGER);
	assert_int_equal(test_sell(st->bo, 0, st->s.bundle, 1, "no name"), BO_REFUSED);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM orders"), 0);
	bo_arena_clear(&arena);
}

static void test_a_bundles_own_rules(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_changes changes;
	struct bo_order order;
	struct bo_wish wish = { 0, st->s.bundle, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = st->zoe };
	struct bo_redemption_batch batch = { .types = &st->s.bundle,
					     .n_types = 1,
					     .given = BO_FIELD_CAP | BO_FIELD_CODES | BO_FIELD_MIN |
						      BO_FIELD_END,
					     .cap = 3,
					     .codes = "EARLY:4",
					     .min = 2,
					     .end = { BO_ANCHOR_TIME, TEST_NOW + 60 } };

	test_act_as(st->bo, BO_ROLE_MANAGER);
	OK(st->bo, bo_redemption_apply(st->bo, &arena, &batch, &changes));
	test_act_as(st->bo, BO_ROLE_CLERK);
	assert_int_equal(bo_sell(st->bo, &arena, &sale, &order), BO_REFUSED);
	refused(st, BO_RULE_CODE);
	sale.code = "early";
	wish.qty = 1;
	assert_int_equal(bo_sell(st->bo, &arena, &sale, &order), BO_REFUSED);
	refused(st, BO_RULE_MIN);
	wish.qty = 4;
	assert_int_equal(bo_sell(st->bo, &arena, &sale, &order), BO_REFUSED);
	refused(st, BO_RULE_TYPE_CAP);
	assert_int_equal(bo_refusal(st->bo)->left, 3);
	wish.qty = 2;
	OK(st->bo, bo_sell(st->bo, &arena, &sale, &order));
	assert_int_equal(order.n_vouchers, 8);
	assert_int_equal(order.total, 20000);
	assert_int_equal(test_number(st->bo, "SELECT used FROM redemption_code"), 2);
	test_clock_set(TEST_NOW + 61);
	assert_int_equal(bo_sell(st->bo, &arena, &sale, &order), BO_REFUSED);
	refused(st, BO_RULE_ENDED);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

/* The child is valid for tonight alone from here on. */
static void fix_date(struct stage *st)
{
	size_t deleted;

	test_act_as(st->bo, BO_ROLE_MANAGER);
	OK(st->bo, bo_redemption_delete(st->bo, &st->s.child, 1, &st->s.tomorrow, 1, &deleted));
	test_act_as(st->bo, BO_ROLE_CLERK);
}

static void test_fixed_date(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;

	fix_date(st);
	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 2, &arena, &order));
	assert_int_equal(order.n_vouchers, 8);
	assert_int_equal(test_number(st->bo,
				     "SELECT count(*) FROM voucher WHERE state = 'reserved' "
				     "AND parent_id IS NOT NULL"),
			 6);
	assert_int_equal(order.total, 20000);
	/* 4 places are left for the 6 of two more. */
	assert_int_equal(buy(st, st->zoe, 0, st->s.bundle, 2, &arena, &order), BO_REFUSED);
	refused(st, BO_RULE_HOUSE_CAPACITY);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM voucher"), 8);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_fixed_date_counts_with_the_order(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_wish wishes[] = { { st->s.tonight, st->s.adult, 8 }, { 0, st->s.bundle, 1 } };
	struct bo_sale sale = { .lines = wishes, .n_lines = 2, .patron_id = st->zoe };

	fix_date(st);
	assert_int_equal(bo_sell(st->bo, &arena, &sale, &order), BO_REFUSED);
	refused(st, BO_RULE_HOUSE_CAPACITY);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM orders"), 0);
	wishes[0].qty = 7;
	OK(st->bo, bo_sell(st->bo, &arena, &sale, &order));
	assert_int_equal(order.total, 38000);
	test_check(st->bo);
	/* One more by override is a manager's, and is written down. */
	sale = (struct bo_sale){ .lines = wishes + 1, .n_lines = 1, .patron_id = st->zoe };
	sale.override = "the mayor";
	test_act_as(st->bo, BO_ROLE_SUPERVISOR);
	assert_int_equal(bo_sell(st->bo, &arena, &sale, &order), BO_REFUSED);
	test_act_as(st->bo, BO_ROLE_MANAGER);
	OK(st->bo, bo_sell(st->bo, &arena, &sale, &order));
	assert_int_equal(order.n_overrides, 1);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_fixed_date_in_a_basket(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_basket basket;
	int64_t id;

	fix_date(st);
	OK(st->bo, bo_basket_open(st->bo, &id));
	OK(st->bo, bo_basket_set_patron(st->bo, id, st->zoe));
	assert_int_equal(bo_basket_put(st->bo, id, (struct bo_wish){ 0, st->s.bundle, 4 }, NULL),
			 BO_REFUSED);
	OK(st->bo, bo_basket_put(st->bo, id, (struct bo_wish){ 0, st->s.bundle, 3 }, NULL));
	assert_int_equal(
		bo_basket_put(st->bo, id, (struct bo_wish){ st->s.tonight, st->s.adult, 2 }, NULL),
		BO_REFUSED);
	OK(st->bo, bo_basket_get(st->bo, &arena, id, &basket));
	assert_int_equal(basket.n_lines, 1);
	OK(st->bo, bo_sell(st->bo, &arena, &(struct bo_sale){ .basket_id = id }, &order));
	assert_int_equal(order.n_vouchers, 12);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

static void test_a_bundle_comes_back_whole(void **state)
{
	struct stage *st = *state;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t ids[40], id;

	OK(st->bo, buy(st, st->zoe, 0, st->s.bundle, 1, &arena, &order));
	id = order.id;
	open_ids(st, st->zoe, ids);
	OK(st->bo, reserve(st, ids, 2, st->s.tonight, NULL));
	test_act_as(st->bo, BO_ROLE_SUPERVISOR);
	assert_int_equal(bo_order_refund(st->bo, &arena, id, ids, 1, BO_TENDER_CASH, NULL, &order),
			 BO_INVALID);
	OK(st->bo, bo_order_refund(st->bo, &arena, id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	assert_int_equal(order.net, 0);
	assert_int_equal(order.n_lines, 2); /* one refund line */
	assert_int_equal(test_number(st->bo, "SELECT sum(sold) FROM performance"), 0);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM ticket WHERE state = 'active'"),
			 0);
	assert_int_equal(test_number(st->bo, "SELECT count(*) FROM voucher WHERE state <> "
					     "'refunded'"),
			 0);
	test_check(st->bo);
	bo_arena_clear(&arena);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_reserve_and_release),
		TEST(test_an_included_ticket_is_printed_again),
		TEST(test_all_or_nothing),
		TEST(test_the_cap_counts_reservations),
		TEST(test_what_cannot_be_used),
		TEST(test_change_in_one_act),
		TEST(test_what_a_patron_may_change),
		TEST(test_transfer),
		TEST(test_issue),
		TEST(test_uses),
		TEST(test_a_subscription_needs_a_name),
		TEST(test_a_bundles_own_rules),
		TEST(test_fixed_date),
		TEST(test_fixed_date_counts_with_the_order),
		TEST(test_fixed_date_in_a_basket),
		TEST(test_a_bundle_comes_back_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
