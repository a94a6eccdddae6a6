/*
 * The report of campaigns against what was sold, given back and checked in.
 */
#include "store/sql.h"
#include "support/campaign.h"
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

static void run(int64_t from, int64_t to, int64_t show)
{
	struct bo_report_filter filter = { .from = from, .to = to, .show_id = show };

	OK(bo, bo_report_run(bo, &arena, "campaigns", &filter, &report));
}

struct numbers {
	int64_t n[7];
};

static void row_is(size_t row, const char *campaign, struct numbers wanted)
{
	const struct bo_report_cell *cell = &report.cell[row * report.info->n_columns];

	assert_true(row < report.n);
	assert_int_equal(report.info->n_columns, 8);
	assert_string_equal(cell[0].text, campaign);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(cell[i + 1].number, wanted.n[i]);
}

static void sell(const char *code, int64_t type, int64_t qty, struct bo_order *order)
{
	struct bo_wish wish = { s.tonight, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = code };

	OK(bo, bo_sell(bo, &arena, &sale, order));
}

static void uses_members_and_money(void **state)
{
	int64_t list = test_list(bo, "L", 4, (const char *const[]){ "A", "B", "C", NULL });
	struct bo_campaign_terms terms = test_terms("Friends", list, BO_EFFECT_PERCENT, 1000);
	struct bo_order a, b, plain;

	(void)state;
	run(BO_NONE, BO_NONE, 0);
	assert_int_equal(report.n, 0);
	terms.joins = true;
	test_campaign(bo, &terms);
	terms = test_terms("All", 0, BO_EFFECT_AMOUNT, 500);
	terms.joins = true;
	terms.uses_limit = 4;
	test_campaign(bo, &terms);
	sell("A", s.adult, 2, &a);
	test_clock_set(TEST_NOW + 3600);
	sell("B", s.adult, 1, &b);
	sell(NULL, s.adult, 2, &plain);
	run(BO_NONE, BO_NONE, 0);
	assert_int_equal(report.n, 2);
	row_is(0, "Friends", (struct numbers){ { 3, 2, 0, 0, 12000, 1200, 9300 } });
	row_is(1, "All", (struct numbers){ { 4, BO_NONE, 0, BO_NONE, 16000, 2000, 12800 } });
	/* Nothing checks in yet; the state is there. */
	OK(bo, sql_run(bo, "UPDATE voucher SET state = 'checked_in' WHERE id = $1", "i",
		       a.voucher[0].id));
	OK(bo,
	   bo_order_refund(bo, &arena, a.id, &a.voucher[1].id, 1, BO_TENDER_CASH, NULL, &plain));
	run(BO_NONE, BO_NONE, s.show);
	row_is(0, "Friends", (struct numbers){ { 2, 2, 1, 1, 8000, 800, 6200 } });
	row_is(1, "All", (struct numbers){ { 3, BO_NONE, 1, BO_NONE, 12000, 1500, 9700 } });
	run(TEST_NOW, TEST_NOW, 0);
	row_is(0, "Friends", (struct numbers){ { 1, 1, 1, 1, 4000, 400, 3100 } });
	run(TEST_NOW + 3600, BO_NONE, 0);
	row_is(0, "Friends", (struct numbers){ { 1, 1, 0, 0, 4000, 400, 3100 } });
	run(TEST_NOW + 3601, BO_NONE, 0);
	assert_int_equal(report.n, 0);
	run(BO_NONE, BO_NONE, s.show + 1);
	assert_int_equal(report.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(uses_members_and_money, begin, end),
	};

	return cmocka_run_group_tests_name("campaigns report", tests, NULL, NULL);
}
