/*
 * Selling: what is in the store afterwards, and that a refusal leaves nothing there.
 */
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
	test_act_as(bo, BO_ROLE_CLERK);
	order = (struct bo_order){ 0 };
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

static enum bo_status sell(const struct bo_wish *wishes, size_t n, const struct bo_tender *tenders,
			   size_t n_tenders)
{
	struct bo_sale sale = { .lines = wishes,
				.n_lines = n,
				.tenders = tenders,
				.n_tenders = n_tenders,
				.override = wishes->type_id == s.comp ? "guests" : NULL,
				.print = true };

	return bo_sell(bo, &arena, &sale, &order);
}

/* Everything a refused sale could leave behind. */
static int64_t traces(void)
{
	return test_number(
		bo, "SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM order_line) + "
		    "(SELECT count(*) FROM voucher) + (SELECT count(*) FROM ticket) + (SELECT "
		    "count(*) FROM tender) + "
		    "(SELECT count(*) FROM print_job) + (SELECT count(*) FROM sale_override) + "
		    "(SELECT count(*) FROM journal WHERE kind LIKE 'order%') + (SELECT sum(sold + "
		    "held) FROM performance) + "
		    "(SELECT sum(sold + held) FROM redemption)");
}

static void refused(enum bo_rule rule, enum bo_status status)
{
	assert_int_equal(status, BO_REFUSED);
	assert_string_equal(bo_rule_code(bo_refusal(bo)->rule), bo_rule_code(rule));
	assert_true(bo_refusal(bo)->left >= 0);
	assert_true(strlen(bo_refusal(bo)->message) > 10);
}

static void test_cash_sale(void **state)
{
	struct bo_wish wishes[] = { { s.tonight, s.adult, 2 }, { s.tonight, s.programme, 1 } };
	struct bo_tender cash = { .kind = BO_TENDER_CASH, .amount = 10000 };

	(void)state;
	OK(bo, sell(wishes, 2, &cash, 1));
	assert_int_equal(order.total, 8500);
	assert_int_equal(order.change, 1500);
	assert_int_equal(order.n_lines, 2);
	assert_int_equal(order.n_vouchers, 3);
	assert_int_equal(order.n_overrides, 0);
	assert_int_equal(bo_scan_shape(order.voucher[0].code), BO_SCAN_TICKET);
	assert_null(order.voucher[2].code);
	assert_true(strcmp(order.voucher[0].code, order.voucher[1].code) != 0);
	assert_int_equal(test_number(bo, "SELECT sold FROM performance WHERE id = 1"), 2);
	assert_int_equal(test_number(bo, "SELECT revenue FROM performance WHERE id = 1"), 8500);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM print_job WHERE state = 'queued'"),
			 2);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal WHERE kind = 'order.sold'"),
			 1);
	assert_non_null(order.anchor);
}

static void test_without_tenders_is_exact_cash(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 1 };

	(void)state;
	OK(bo, sell(&wish, 1, NULL, 0));
	assert_int_equal(order.n_tenders, 1);
	assert_int_equal(order.tender[0].kind, BO_TENDER_CASH);
	assert_int_equal(order.tender[0].amount, 4000);
	assert_int_equal(order.change, 0);
}

static void test_several_tenders(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 3 };
	struct bo_tender split[] = { { .kind = BO_TENDER_CARD, .amount = 5000, .reference = "A1" },
				     { .kind = BO_TENDER_CHECK, .amount = 2000, .reference = "77" },
				     { .kind = BO_TENDER_CASH, .amount = 6000 } };

	(void)state;
	OK(bo, sell(&wish, 1, split, 3));
	assert_int_equal(order.change, 1000);
	assert_int_equal(order.n_tenders, 3);
	assert_string_equal(order.tender[0].reference, "A1");
}

static void test_payments_refused(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 1 };
	struct bo_tender little = { .kind = BO_TENDER_CASH, .amount = 3999 };
	struct bo_tender card = { .kind = BO_TENDER_CARD, .amount = 4001 };
	struct bo_tender nothing = { .kind = BO_TENDER_FREE, .amount = 0 };
	struct bo_tender negative = { .kind = BO_TENDER_CASH, .amount = -1 };
	int64_t before = traces();

	(void)state;
	refused(BO_RULE_PAYMENT, sell(&wish, 1, &little, 1));
	assert_int_equal(bo_refusal(bo)->left, 1);
	refused(BO_RULE_PAYMENT, sell(&wish, 1, &card, 1));
	refused(BO_RULE_PAYMENT, sell(&wish, 1, &nothing, 1));
	SAYS(bo, BO_INVALID, "amount", sell(&wish, 1, &negative, 1));
	assert_int_equal(traces(), before);
}

static void test_comp_needs_no_money(void **state)
{
	struct bo_wish wish = { s.tonight, s.comp, 2 };

	(void)state;
	OK(bo, sell(&wish, 1, NULL, 0));
	assert_int_equal(order.total, 0);
	assert_int_equal(order.tender[0].kind, BO_TENDER_FREE);
	assert_int_equal(test_number(bo, "SELECT sold FROM performance WHERE id = 1"), 2);
}

static void test_refusals_leave_nothing(void **state)
{
	struct bo_wish over[] = { { s.tonight, s.adult, 8 }, { s.tonight, s.comp, 3 } };
	struct bo_wish unknown = { s.tonight, s.bundle, 1 };
	int64_t before;

	(void)state;
	OK(bo, test_sell(bo, s.tonight, s.special, 2, NULL));
	before = traces();
	refused(BO_RULE_TYPE_CAP, test_sell(bo, s.tonight, s.special, 2, NULL));
	assert_int_equal(bo_refusal(bo)->limit, 3);
	assert_int_equal(bo_refusal(bo)->left, 1);
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_SUPERVISOR);
	refused(BO_RULE_MIN, test_sell(bo, s.tonight, s.group, 5, NULL));
	refused(BO_RULE_CODE, test_sell(bo, s.tonight, s.pair, 2, NULL));
	refused(BO_RULE_AUDIENCE, test_sell(bo, s.tonight, s.staff_rate, 1, NULL));
	refused(BO_RULE_HOUSE_CAPACITY, sell(over, 2, NULL, 0));
	refused(BO_RULE_NOT_VALID, sell(&unknown, 1, NULL, 0));
	refused(BO_RULE_NOT_VALID, test_sell(bo, 0, s.child, 1, NULL));
	SAYS(bo, BO_INVALID, "qty", test_sell(bo, s.tonight, s.adult, 0, NULL));
	SAYS(bo, BO_INVALID, "qty", test_sell(bo, s.tonight, s.adult, -2, NULL));
	SAYS(bo, BO_INVALID, "qty", test_sell(bo, s.tonight, s.adult, INT64_MAX, NULL));
	assert_int_equal(traces(), before);
}

static void test_lines_of_one_type_add_up(void **state)
{
	struct bo_wish group[] = { { s.tonight, s.group, 3 }, { s.tonight, s.group, 3 } };
	struct bo_wish special[] = { { s.tonight, s.special, 2 }, { s.tonight, s.special, 2 } };

	(void)state;
	OK(bo, sell(group, 2, NULL, 0));
	assert_int_equal(order.n_lines, 1);
	refused(BO_RULE_TYPE_CAP, sell(special, 2, NULL, 0));
}

static void test_order_of_lines_is_irrelevant(void **state)
{
	struct bo_wish one[] = { { s.tonight, s.adult, 6 },
				 { s.tonight, s.group, 6 },
				 { s.tonight, s.programme, 1 } };
	struct bo_wish other[] = { { s.tonight, s.programme, 1 },
				   { s.tonight, s.group, 6 },
				   { s.tonight, s.adult, 6 } };

	(void)state;
	refused(BO_RULE_HOUSE_CAPACITY, sell(one, 3, NULL, 0));
	refused(BO_RULE_HOUSE_CAPACITY, sell(other, 3, NULL, 0));
	one[0].qty = other[2].qty = 4;
	OK(bo, sell(one, 3, NULL, 0));
}

static void test_code_is_kept_where_needed(void **state)
{
	struct bo_wish wishes[] = { { s.tonight, s.pair, 2 }, { s.tonight, s.adult, 1 } };
	struct bo_sale sale = { .lines = wishes, .n_lines = 2, .code = " bard " };

	(void)state;
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_string_equal(order.line[0].code, " bard ");
	assert_null(order.line[1].code);
	sale.code = "bar";
	refused(BO_RULE_CODE, bo_sell(bo, &arena, &sale, &order));
}

static void test_window_ends_to_the_second(void **state)
{
	int64_t end = test_when("2026-01-05T17:00", "UTC");

	(void)state;
	test_clock_set(end);
	OK(bo, test_sell(bo, s.tonight, s.adult, 1, NULL));
	test_clock_set(end + 1);
	refused(BO_RULE_ENDED, test_sell(bo, s.tonight, s.adult, 1, NULL));
	assert_int_equal(bo_refusal(bo)->limit, end);
}

static void test_clerk_cannot_override(void **state)
{
	(void)state;
	refused(BO_RULE_MIN, test_sell(bo, s.tonight, s.group, 5, "friends"));
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_SUPERVISOR);
}

static void test_supervisor_overrides_soft_limits(void **state)
{
	struct bo_wish wish = { s.tonight, s.pair, 3 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .override = "birthday" };

	(void)state;
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.n_overrides, 2);
	assert_int_equal(order.override_row[0].rule, BO_RULE_CODE);
	assert_int_equal(order.override_row[1].rule, BO_RULE_MAX);
	assert_int_equal(order.override_row[1].limit, 2);
	assert_int_equal(order.override_row[1].actual, 3);
	assert_string_equal(order.override_row[1].reason, "birthday");
	assert_null(order.override_row[1].approver);
	refused(BO_RULE_HOUSE_CAPACITY, test_sell(bo, s.tonight, s.adult, 8, "please"));
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_MANAGER);
}

static void test_unneeded_override_leaves_no_mark(void **state)
{
	(void)state;
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, test_sell(bo, s.tonight, s.adult, 1, "just because"));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM sale_override"), 0);
}

static void test_manager_approves_in_the_clerks_session(void **state)
{
	struct bo_wish wishes[] = { { s.tonight, s.adult, 6 }, { s.tonight, s.comp, 5 } };
	struct bo_sale sale = { .lines = wishes, .n_lines = 2, .override = "extra chair" };
	struct bo_staff_list staff = { 0 };
	const char *manager = NULL;

	(void)state;
	OK(bo, bo_staff_list(bo, &arena, &staff));
	for (size_t i = 0; i < staff.n; i++)
		if (staff.row[i].role == BO_ROLE_MANAGER)
			manager = staff.row[i].name;
	refused(BO_RULE_HOUSE_CAPACITY, bo_sell(bo, &arena, &sale, &order));
	OK(bo, bo_approve(bo, manager, NULL));
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.n_overrides, 2); /* the comps have their own */
	assert_int_equal(order.override_row[0].rule, BO_RULE_HOUSE_CAPACITY);
	assert_int_equal(order.override_row[0].limit, 10);
	assert_int_equal(order.override_row[0].actual, 11);
	assert_string_equal(order.override_row[0].approver, manager);
	assert_int_equal(order.override_row[1].rule, BO_RULE_COMP);
	assert_int_equal(order.override_row[1].limit, 4);
	assert_int_equal(order.override_row[1].actual, 5);
	assert_string_equal(order.override_row[1].approver, manager);
	/* The leave was for that one sale. */
	refused(BO_RULE_HOUSE_CAPACITY, test_sell(bo, s.tonight, s.adult, 1, "one more"));
}

static void test_patron_hears_no_override(void **state)
{
	(void)state;
	bo_act_as_patron(bo);
	OK(bo, test_sell(bo, s.tonight, s.adult, 2, NULL));
	refused(BO_RULE_MIN, test_sell(bo, s.tonight, s.group, 5, "please"));
	assert_int_equal(bo_refusal(bo)->override, BO_ROLE_NONE);
	refused(BO_RULE_AUDIENCE, test_sell(bo, s.tonight, s.comp, 1, NULL));
	OK(bo, test_sell(bo, s.tonight, s.group, 8, NULL));
	refused(BO_RULE_SOLD_OUT, test_sell(bo, s.tonight, s.adult, 1, NULL));
	OK(bo, test_sell(bo, s.tonight, s.programme, 1, NULL));
}

static void test_nobody_signed_in(void **state)
{
	(void)state;
	bo_sign_out(bo);
	refused(BO_RULE_PERMISSION, test_sell(bo, s.tonight, s.adult, 1, NULL));
	test_act_as(bo, BO_ROLE_DOOR);
	refused(BO_RULE_PERMISSION, test_sell(bo, s.tonight, s.adult, 1, NULL));
}

static void test_bundle_issues_what_it_includes(void **state)
{
	struct bo_wish wish = { 0, s.bundle, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .print = true };

	(void)state;
	OK(bo, bo_patron_add(bo, "Zoe", NULL, NULL, &sale.patron_id));
	OK(bo, bo_sell(bo, &arena, &sale, &order));
	assert_int_equal(order.total, 20000);
	assert_int_equal(order.n_vouchers, 8);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM voucher WHERE parent_id IS NOT NULL "
					 "AND state = 'open'"),
			 6);
	test_act_as(bo, BO_ROLE_MANAGER);
	SAYS(bo, BO_INVALID, "bundle",
	     bo_order_refund(bo, &arena, order.id, &order.voucher[1].id, 1, BO_TENDER_CASH, NULL,
			     &order));
	SAYS(bo, BO_INVALID, "give back",
	     bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_FREE, NULL, &order));
	refused(BO_RULE_PAYMENT,
		bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CARD, NULL, &order));
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_COUNT, NULL, &order));
	assert_int_equal(order.net, 0);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM voucher WHERE state <> 'refunded'"),
			 0);
}

static void test_refund(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 2 };
	char code[BO_TICKET_CODE_SIZE];
	struct bo_voucher voucher;
	int64_t first;

	(void)state;
	OK(bo, sell(&wish, 1, NULL, 0));
	first = order.voucher[0].id;
	snprintf(code, sizeof code, "%s", order.voucher[0].code);
	refused(BO_RULE_PERMISSION,
		bo_order_refund(bo, &arena, order.id, &first, 1, BO_TENDER_CASH, "ill", &order));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, bo_order_refund(bo, &arena, order.id, &first, 1, BO_TENDER_CASH, "ill", &order));
	assert_int_equal(order.total, 8000);
	assert_int_equal(order.net, 4000);
	assert_int_equal(order.line[1].qty, -1);
	assert_int_equal(order.line[1].amount, -4000);
	assert_int_equal(order.voucher[0].state, BO_VOUCHER_REFUNDED);
	assert_null(order.voucher[0].code);
	assert_int_equal(test_number(bo, "SELECT sold FROM performance WHERE id = 1"), 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM print_job WHERE state = 'dropped'"),
			 1);
	/* The old code still says what became of it. */
	OK(bo, bo_voucher_find(bo, &arena, code, &voucher));
	assert_int_equal(voucher.state, BO_VOUCHER_REFUNDED);
	refused(BO_RULE_ALREADY,
		bo_order_refund(bo, &arena, order.id, &first, 1, BO_TENDER_CASH, NULL, &order));
	OK(bo, bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	refused(BO_RULE_ALREADY,
		bo_order_refund(bo, &arena, order.id, NULL, 0, BO_TENDER_CASH, NULL, &order));
}

static void test_reprint(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 1 };
	char code[BO_TICKET_CODE_SIZE];
	size_t tickets = 0;

	(void)state;
	OK(bo, sell(&wish, 1, NULL, 0));
	snprintf(code, sizeof code, "%s", order.voucher[0].code);
	OK(bo, bo_order_reprint(bo, order.id, NULL, 0, "jammed", &tickets));
	assert_int_equal(tickets, 1);
	OK(bo, bo_order_get(bo, &arena, order.id, &order));
	assert_string_not_equal(order.voucher[0].code, code);
	assert_int_equal(order.voucher[0].issue, 2);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM ticket WHERE state = 'void'"), 1);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM print_job WHERE state = 'queued'"),
			 1);
}

static void test_exchange(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 2 };
	struct bo_exchange exchange = { .performance_id = s.tomorrow, .print = true };
	int64_t moved;

	(void)state;
	OK(bo, sell(&wish, 1, NULL, 0));
	moved = order.voucher[0].id;
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	exchange.vouchers = &moved;
	exchange.n_vouchers = 1;
	OK(bo, bo_order_exchange(bo, &arena, order.id, &exchange, &order));
	assert_int_equal(order.net, 8000);
	assert_int_equal(order.n_vouchers, 3);
	assert_int_equal(test_number(bo, "SELECT sold FROM performance WHERE id = 1"), 1);
	assert_int_equal(test_number(bo, "SELECT sold FROM performance WHERE id = 2"), 1);
	/* Cheaper: the difference comes back in cash. */
	exchange.type_id = s.special;
	exchange.n_vouchers = 0;
	exchange.performance_id = s.tonight;
	OK(bo, bo_order_exchange(bo, &arena, order.id, &exchange, &order));
	assert_int_equal(order.net, 4000);
	assert_int_equal(test_number(bo, "SELECT sold FROM performance WHERE id = 2"), 0);
}

static void test_exchange_refused_keeps_the_old(void **state)
{
	struct bo_wish wish = { s.tonight, s.adult, 1 };
	struct bo_exchange exchange = { .performance_id = s.tomorrow };
	int64_t before;

	(void)state;
	OK(bo, sell(&wish, 1, NULL, 0));
	OK(bo, test_sell(bo, s.tomorrow, s.adult, 8, NULL));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	before = traces();
	refused(BO_RULE_ADVANCE_LIMIT, bo_order_exchange(bo, &arena, order.id, &exchange, &order));
	assert_int_equal(traces(), before);
	OK(bo, bo_order_get(bo, &arena, order.id, &order));
	assert_int_equal(order.voucher[0].state, BO_VOUCHER_RESERVED);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_cash_sale),
		T(test_without_tenders_is_exact_cash),
		T(test_several_tenders),
		T(test_payments_refused),
		T(test_comp_needs_no_money),
		T(test_refusals_leave_nothing),
		T(test_lines_of_one_type_add_up),
		T(test_order_of_lines_is_irrelevant),
		T(test_code_is_kept_where_needed),
		T(test_window_ends_to_the_second),
		T(test_clerk_cannot_override),
		T(test_supervisor_overrides_soft_limits),
		T(test_unneeded_override_leaves_no_mark),
		T(test_manager_approves_in_the_clerks_session),
		T(test_patron_hears_no_override),
		T(test_nobody_signed_in),
		T(test_bundle_issues_what_it_includes),
		T(test_refund),
		T(test_reprint),
		T(test_exchange),
		T(test_exchange_refused_keeps_the_old),
	};

	return cmocka_run_group_tests_name("sale/sell", tests, NULL, NULL);
}
