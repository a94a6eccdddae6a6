/*
 * Reports add up to what was sold, refunded and overridden.
 */
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_report report;

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

static void run(const char *name, const struct bo_report_filter *filter)
{
	static const struct bo_report_filter all = { .from = BO_NONE, .to = BO_NONE };

	OK(bo, bo_report_run(bo, &arena, name, filter ? filter : &all, &report));
}

static const struct bo_report_cell *cell(size_t row, const char *key)
{
	size_t i = 0;

	assert_true(row < report.n);
	while (strcmp(report.info->column[i].key, key) != 0)
		assert_true(++i < report.info->n_columns);
	return &report.cell[row * report.info->n_columns + i];
}

/* The amount of the row with these words; it must be there. */
static int64_t amount_of(const char *day, const char *by, const char *name, const char *entry)
{
	for (size_t i = 0; i < report.n; i++)
		if (strcmp(cell(i, "day")->text, day) == 0 &&
		    strcmp(cell(i, "by")->text, by) == 0 &&
		    strcmp(cell(i, "name")->text, name) == 0 &&
		    strcmp(cell(i, "entry")->text, entry) == 0)
			return cell(i, "amount")->number;
	fail_msg("no row %s %s %s %s", day, by, name, entry);
	return 0;
}

static int64_t sum(const char *by)
{
	int64_t total = 0;

	for (size_t i = 0; i < report.n; i++)
		if (strcmp(cell(i, "by")->text, by) == 0)
			total += cell(i, "amount")->number;
	return total;
}

static int64_t sell(int64_t type, int64_t qty, const char *code, const struct bo_tender *tender)
{
	struct bo_order order;
	struct bo_wish wish = { s.tonight, type, qty };
	struct bo_sale sale = { .lines = &wish,
				.n_lines = 1,
				.code = code,
				.override = type == s.comp ? "guests" : NULL,
				.tenders = tender,
				.n_tenders = tender ? 1 : 0 };

	OK(bo, bo_sell(bo, &arena, &sale, &order));
	return order.id;
}

static void test_revenue(void **state)
{
	struct bo_tender cash = { .kind = BO_TENDER_CASH, .amount = 10000 };
	struct bo_tender card = { .kind = BO_TENDER_CARD, .amount = 2000 };
	struct bo_report_filter filter = { .from = BO_NONE, .to = BO_NONE };
	struct bo_order order;
	int64_t id;

	(void)state;
	id = sell(s.adult, 2, NULL, &cash); /* 20.00 back */
	sell(s.special, 1, NULL, &card);
	test_clock_set(TEST_NOW + 3600);
	sell(s.comp, 1, NULL, NULL);
	test_clock_set(test_when("2026-01-06T00:00", "UTC"));
	OK(bo, bo_order_refund(bo, &arena, id, NULL, 0, BO_TENDER_CASH, NULL, &order));
	run("revenue", NULL);
	assert_int_equal(amount_of("2026-01-05", "type", "Adult", "sale"), 8000);
	assert_int_equal(amount_of("2026-01-05", "type", "Special", "sale"), 2000);
	assert_int_equal(amount_of("2026-01-05", "type", "Comp", "sale"), 0);
	assert_int_equal(amount_of("2026-01-05", "tender", "cash", "sale"), 8000);
	assert_int_equal(amount_of("2026-01-05", "tender", "card", "sale"), 2000);
	assert_int_equal(amount_of("2026-01-06", "type", "Adult", "refund"), -8000);
	assert_int_equal(amount_of("2026-01-06", "tender", "cash", "refund"), -8000);
	assert_int_equal(sum("type"), 2000);
	assert_int_equal(sum("tender"), 2000);
	/* The last second of a day is in it, the next is not. */
	filter.to = test_when("2026-01-06T00:00", "UTC") - 1;
	run("revenue", &filter);
	assert_int_equal(sum("type"), 10000);
	filter.from = filter.to + 1;
	filter.to = BO_NONE;
	run("revenue", &filter);
	assert_int_equal(sum("tender"), -8000);
	filter.show_id = s.show;
	run("revenue", &filter);
	assert_int_equal(sum("type"), -8000);
	filter.show_id = 77;
	run("revenue", &filter);
	assert_int_equal(report.n, 0);
}

static void test_codes(void **state)
{
	struct bo_order order;
	int64_t id, voucher;

	(void)state;
	id = sell(s.pair, 2, "bard", NULL);
	sell(s.pair, 2, " BARD", NULL);
	sell(s.adult, 1, "BARD", NULL); /* needed none: not counted */
	run("codes", NULL);
	assert_int_equal(report.n, 1);
	assert_int_equal(cell(0, "qty")->number, 4);
	assert_int_equal(cell(0, "orders")->number, 2);
	assert_int_equal(cell(0, "amount")->number, 4000);
	assert_string_equal(cell(0, "show")->text, "Hamlet");
	OK(bo, bo_order_get(bo, &arena, id, &order));
	voucher = order.voucher[0].id;
	OK(bo, bo_order_refund(bo, &arena, id, &voucher, 1, BO_TENDER_CASH, NULL, &order));
	run("codes", NULL);
	assert_int_equal(cell(0, "qty")->number, 3);
	assert_int_equal(cell(0, "amount")->number, 3000);
	/* Given back once. */
	assert_int_equal(bo_order_refund(bo, &arena, id, &voucher, 1, BO_TENDER_CASH, NULL, &order),
			 BO_REFUSED);
	assert_int_equal(test_number(bo, "SELECT used FROM redemption_code WHERE redemption_id IN "
					 "(SELECT redemption_id FROM voucher) AND used > 0"),
			 3);
}

static void test_overrides(void **state)
{
	(void)state;
	test_act_as(bo, BO_ROLE_CLERK);
	OK(bo, bo_approve(bo, "the supervisor", NULL));
	OK(bo, test_sell(bo, s.tonight, s.group, 5, "a school"));
	test_clock_set(test_when("2026-01-05T18:00", "UTC"));
	test_act_as(bo, BO_ROLE_SUPERVISOR);
	OK(bo, test_sell(bo, s.tonight, s.adult, 1, "late train"));
	run("overrides", NULL);
	assert_int_equal(report.n, 2);
	assert_string_equal(cell(0, "rule")->text, "min");
	assert_int_equal(cell(0, "limit")->number, 6);
	assert_int_equal(cell(0, "limit")->kind, BO_CELL_COUNT);
	assert_int_equal(cell(0, "actual")->number, 5);
	assert_string_equal(cell(0, "staff")->text, "the clerk");
	assert_string_equal(cell(0, "approver")->text, "the supervisor");
	assert_string_equal(cell(0, "reason")->text, "a school");
	assert_int_equal(cell(0, "order")->number, 1);
	assert_string_equal(cell(1, "rule")->text, "ended");
	assert_int_equal(cell(1, "limit")->kind, BO_CELL_TIME);
	assert_int_equal(cell(1, "limit")->number, test_when("2026-01-05T17:00", "UTC"));
	assert_null(cell(1, "approver")->text);
}

static void test_who_may_read(void **state)
{
	struct bo_report_filter all = { .from = BO_NONE, .to = BO_NONE };
	size_t n;

	(void)state;
	test_act_as(bo, BO_ROLE_CLERK);
	assert_int_equal(bo_report_run(bo, &arena, "codes", &all, &report), BO_REFUSED);
	test_act_as(bo, BO_ROLE_REPORTS);
	run("codes", NULL);
	assert_int_equal(report.n, 0);
	SAYS(bo, BO_NOT_FOUND, "revenue", bo_report_run(bo, &arena, "revenu", &all, &report));
	bo_report_infos(&n);
	assert_true(n >= 3);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_revenue),
		TEST(test_codes),
		TEST(test_overrides),
		TEST(test_who_may_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
