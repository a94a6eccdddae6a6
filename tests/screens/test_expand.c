/*
 * A show expanded, with every redemption changed in place; and who holds places, before and after a
 * performance is moved or cancelled.
 */
#include "registry.h"
#include "season/season.h"
#include "support/till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

static int as(const char *name, const char *pin, const struct screen_ops *ops, const char *sql)
{
	static int64_t id;
	struct bo *bo = test_demo();

	OK(bo, bo_till_use(bo, "Office"));
	OK(bo, bo_sign_in(bo, name, pin));
	id = test_number(bo, sql);
	till_open_at(&till, bo, ops, &id, 24, 80);
	return 0;
}

static int show(void **state)
{
	(void)state;
	return as("Morgan", "3333", &expand_screen, "SELECT id FROM show WHERE title = 'Hamlet'");
}

static int show_for_a_clerk(void **state)
{
	(void)state;
	return as("Casey", "1111", &expand_screen, "SELECT id FROM show WHERE title = 'Hamlet'");
}

static int season(void **state)
{
	(void)state;
	return as("Morgan", "3333", &season_screen, "SELECT 1");
}

static int close_till(void **state)
{
	(void)state;
	till_close(&till);
	return 0;
}

static void every_size(void)
{
	for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
		for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
			golden_resize(&till.golden, rows, cols);
	golden_resize(&till.golden, 24, 80);
}

static void pictures(void **state)
{
	(void)state;
	till_expect(&till, "expand_show", NULL);
	every_size();
	till_keys(&till, "w", "places in");
	till_expect(&till, "expand_holders", NULL);
	every_size();
}

static void a_redemption_is_changed_in_place(void **state)
{
	(void)state;
	till_keys(&till, "<Down><Enter>", "Adult General, Hamlet");
	till_keys(&till, "77<F9>", "0 new, 1 changed");
	till_shows(&till, "/77");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 77"), 1);
}

static void a_redemption_is_deleted_or_closed(void **state)
{
	int64_t before = number("SELECT count(*) FROM redemption");

	(void)state;
	till_keys(&till, "<Down><F8>d", "cannot be deleted");
	till_keys(&till, "0", "closed");
	till_keys(&till, "<Down><Down><F8>d", "1 deleted");
	assert_int_equal(number("SELECT count(*) FROM redemption"), before - 1);
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 0"), 1);
}

static void one_is_copied_over_another(void **state)
{
	int64_t codes = number("SELECT count(*) FROM redemption_code");

	(void)state;
	till_keys(&till, "<Down><Down><Down><Down>y<Up>p", "0 new, 1 changed");
	assert_int_equal(number("SELECT count(*) FROM redemption_code"), codes + 1);
}

static void a_performance_is_changed_from_its_line(void **state)
{
	(void)state;
	till_keys(&till, "<Enter>", "Places");
	till_keys(&till, "90<F9>", "/90");
	assert_int_equal(number("SELECT count(*) FROM performance WHERE capacity = 90"), 1);
	till_keys(&till, "<F8>", "nothing is sold here");
}

static void moving_lists_the_holders(void **state)
{
	(void)state;
	till_keys(&till, "m", "whoever holds them is listed next");
	till_keys(&till, "2026-01-09<Space>21:30<F9>", "Holders: Hamlet");
	till_shows(&till, "21:30");
	till_shows(&till, "places in");
	till_keys(&till, "<Esc>", "21:30");
	/* windows that count from curtain went along */
	till_shows(&till, "Fri 9 Jan 18:30");
}

static void cancelling_lists_the_holders(void **state)
{
	(void)state;
	till_keys(&till, "Cc", "Cancelled: each order can be refunded or exchanged");
	till_keys(&till, "<Enter>", "Order ");
	till_keys(&till, "<Esc><Esc>", "cancelled");
}

static void nobody_is_listed_where_nothing_was_sold(void **state)
{
	int64_t id = 0;

	(void)state;
	OK(till.bo,
	   bo_performance_add(till.bo, number("SELECT id FROM show WHERE title = 'Hamlet'"),
			      number("SELECT max(at) + 86400 FROM performance p JOIN show s "
				     "ON s.id = p.show_id WHERE s.title = 'Hamlet'"),
			      BO_NONE, BO_NONE, &id));
	till_keys(&till, "<F5>Gw", "Nobody holds a place");
	till_keys(&till, "<Esc>Cc", "Cancelled: nothing more is sold");
	till_shows_not(&till, "Holders:");
}

static void the_season_leads_there(void **state)
{
	(void)state;
	till_keys(&till, "f", "Hamlet: all performances");
	till_keys(&till, "<Esc>w", "Holders: Hamlet");
	till_keys(&till, "<Esc><A-m>", "Redemptions: Hamlet");
	till_keys(&till, "f", "Hamlet: all performances");
	till_keys(&till, "<Esc>v", "Voucher types");
}

static void a_new_date_brings_redemptions_along(void **state)
{
	int64_t before = number("SELECT count(*) FROM redemption");

	(void)state;
	till_keys(&till, "<F6><Down>2026-02-01<Space>15:00<Up><Up>", "Redemptions too");
	till_keys(&till, "<Space><F9>", "with 8 redemptions");
	assert_int_equal(number("SELECT count(*) FROM redemption"), before + 8);
}

static void a_show_is_cloned_with_its_matrix(void **state)
{
	(void)state;
	till_keys(&till, "y", "Clone a show");
	till_keys(&till, "<F9>", "! ");
	till_keys(&till, "Hamlet<Space>II<Tab><Tab>x<F9>", "A whole number");
	till_keys(&till, "<C-u>28<F9>", "came along");
	assert_int_equal(number("SELECT count(*) FROM redemption r JOIN performance p "
				"ON p.id = r.performance_id JOIN show s ON s.id = p.show_id "
				"WHERE s.title = 'Hamlet II'"),
			 number("SELECT count(*) FROM redemption r JOIN performance p "
				"ON p.id = r.performance_id JOIN show s ON s.id = p.show_id "
				"WHERE s.title = 'Hamlet'"));
}

static void a_season_is_copied_to_the_next_year(void **state)
{
	int64_t types = number("SELECT count(*) FROM voucher_type");

	(void)state;
	till_keys(&till, "Y", "Copy this season");
	till_keys(&till, "Next<Tab>0<F9>", "From 1 to 50");
	till_keys(&till, "<C-u>1<F9>", "Season Next");
	assert_int_equal(number("SELECT count(*) FROM voucher_type"), 2 * types);
	assert_int_equal(number("SELECT count(DISTINCT season_id) FROM show"), 2);
}

static void a_clerk_looks_but_changes_nothing(void **state)
{
	static const char *const tries[] = { "<Enter>", "<Down><Enter>", "<F8>", "m", "Cc", "yp" };
	int64_t before = number("SELECT sum(coalesce(cap, 1)) FROM redemption");

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
		till_keys(&till, tries[i], "may not");
	assert_int_equal(number("SELECT sum(coalesce(cap, 1)) FROM redemption"), before);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, show, close_till)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pictures),
		TEST(a_redemption_is_changed_in_place),
		TEST(a_redemption_is_deleted_or_closed),
		TEST(one_is_copied_over_another),
		TEST(a_performance_is_changed_from_its_line),
		TEST(moving_lists_the_holders),
		TEST(cancelling_lists_the_holders),
		TEST(nobody_is_listed_where_nothing_was_sold),
		cmocka_unit_test_setup_teardown(the_season_leads_there, season, close_till),
		cmocka_unit_test_setup_teardown(a_new_date_brings_redemptions_along, season,
						close_till),
		cmocka_unit_test_setup_teardown(a_show_is_cloned_with_its_matrix, season,
						close_till),
		cmocka_unit_test_setup_teardown(a_season_is_copied_to_the_next_year, season,
						close_till),
		cmocka_unit_test_setup_teardown(a_clerk_looks_but_changes_nothing, show_for_a_clerk,
						close_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
