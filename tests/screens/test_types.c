/*
 * Voucher types and bundles: made, changed, cloned, put in order, composed, refused.
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

static int as(const char *name, const char *pin)
{
	static int64_t season;
	struct bo *bo = test_demo();

	OK(bo, bo_till_use(bo, "Office"));
	OK(bo, bo_sign_in(bo, name, pin));
	season = test_number(bo, "SELECT min(season_id) FROM voucher_type");
	till_open_at(&till, bo, &types_screen, &season, 24, 80);
	return 0;
}

static int manager(void **state)
{
	(void)state;
	return as("Morgan", "3333");
}

static int clerk(void **state)
{
	(void)state;
	return as("Casey", "1111");
}

static int close_till(void **state)
{
	(void)state;
	till_close(&till);
	return 0;
}

static void make_bundle(void)
{
	till_keys(&till, "<F6>Trio<Tab>90<Tab>b<F9>", "It includes nothing");
	till_keys(&till, "<F6>Any<Space>play<F9>", "Made. Say how many");
	till_keys(&till, "3", "3 vouchers for 90.00, about 30.00 each. Some of them can be used");
}

static void pictures(void **state)
{
	(void)state;
	till_expect(&till, "types_list", NULL);
	till_keys(&till, "<Enter>", "were issued. What was paid");
	till_expect(&till, "types_edit", NULL);
	till_keys(&till, "<Esc>", NULL);
	make_bundle();
	till_expect(&till, "types_bundle", NULL);
}

static void an_edit_changes_only_what_is_sold_later(void **state)
{
	int64_t paid = number("SELECT sum(amount) FROM tender");

	(void)state;
	till_keys(&till, "<Enter><Tab>45<F9>", "Saved");
	assert_int_equal(number("SELECT price FROM voucher_type WHERE name = 'Adult General'"),
			 4500);
	assert_int_equal(number("SELECT sum(amount) FROM tender"), paid);
}

static void a_clone_has_all_but_the_name(void **state)
{
	(void)state;
	till_keys(&till, "<Down><Down>y", "A copy of Matinee Special");
	till_keys(&till, "<F9>", "! ");
	till_keys(&till, "Sunday<F9>", "Saved");
	assert_int_equal(number("SELECT count(*) FROM voucher_type a JOIN voucher_type b "
				"ON a.price = b.price AND a.category = b.category "
				"AND a.display_order > b.display_order "
				"WHERE a.name = 'Sunday' AND b.name = 'Matinee Special'"),
			 1);
}

static void what_was_sold_is_not_deleted(void **state)
{
	int64_t types = number("SELECT count(*) FROM voucher_type");

	(void)state;
	till_keys(&till, "<F8>d", "cannot be deleted");
	assert_int_equal(number("SELECT count(*) FROM voucher_type"), types);
	till_keys(&till, "<F6>Odd<Tab>1<F9>", "Saved");
	till_keys(&till, "<F8>", "Delete the voucher type Odd");
	till_keys(&till, "d", "Deleted");
	assert_int_equal(number("SELECT count(*) FROM voucher_type"), types);
}

static void types_are_put_in_order(void **state)
{
	const char *before =
		"SELECT a.display_order < b.display_order FROM voucher_type a, voucher_type b "
		"WHERE a.name = 'Adult General' AND b.name = 'Youth General'";

	(void)state;
	assert_int_equal(number(before), 1);
	till_keys(&till, "<S-Down>", NULL);
	assert_int_equal(number(before), 0);
	/* equal ones are numbered anew */
	till_keys(&till, "<S-Up>", NULL);
	assert_int_equal(number(before), 1);
	till_keys(&till, "<Enter><Tab><Tab><Tab>1<F9>", "Saved");
	till_keys(&till, "<Down><S-Up>", NULL);
	assert_int_equal(number("SELECT count(*) - count(DISTINCT display_order) "
				"FROM voucher_type WHERE name IN ('Adult General', "
				"'Youth General')"),
			 0);
}

static void a_bundle_is_composed_and_kept(void **state)
{
	(void)state;
	make_bundle();
	till_keys(&till, "+", "4 vouchers");
	till_keys(&till, "-", "3 vouchers");
	till_keys(&till, "e", "When Trio is sold");
	till_keys(&till, "50<F9>", "at most 50");
	till_shows(&till, "(not saved)");
	till_keys(&till, "<Esc>", "What the bundle includes was changed");
	till_keys(&till, "<Esc><F9>", "Saved");
	till_shows_not(&till, "(not saved)");
	assert_int_equal(number("SELECT cap FROM redemption r JOIN voucher_type t "
				"ON t.id = r.type_id WHERE t.name = 'Trio'"),
			 50);
	till_keys(&till, "<Esc>", "3 Any play");
	/* its copy includes the same */
	till_keys(&till, "yDuo<F9>", "3 vouchers for 90.00");
	till_keys(&till, "2<F9><Esc>", "2 Any play");
}

static void a_bundle_without_saving_stays_as_it_was(void **state)
{
	(void)state;
	make_bundle();
	till_keys(&till, "<Esc>d", "Trio");
	till_shows_not(&till, "3 Any play");
	till_keys(&till, "b5<Esc>s", "5 Any play");
}

static void a_clerk_looks_but_changes_nothing(void **state)
{
	static const char *const tries[] = { "<Enter>", "<F6>", "y", "<S-Down>", "<F8>d" };
	int64_t order = number("SELECT sum(display_order * id) FROM voucher_type");

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
		till_keys(&till, tries[i], "may not");
	assert_int_equal(number("SELECT sum(display_order * id) FROM voucher_type"), order);
}

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "<Down>", "<Enter>" };

	(void)state;
	make_bundle();
	for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
		for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
			golden_resize(&till.golden, rows, cols);
	golden_resize(&till.golden, 24, 80);
	till_keys(&till, "<Esc>d", NULL);
	for (size_t i = 0; i < 2; i++) {
		golden_resize(&till.golden, 24, 80);
		till_keys(&till, ways[i], NULL);
		for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
			for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
				golden_resize(&till.golden, rows, cols);
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, manager, close_till)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pictures),
		TEST(an_edit_changes_only_what_is_sold_later),
		TEST(a_clone_has_all_but_the_name),
		TEST(what_was_sold_is_not_deleted),
		TEST(types_are_put_in_order),
		TEST(a_bundle_is_composed_and_kept),
		TEST(a_bundle_without_saving_stays_as_it_was),
		cmocka_unit_test_setup_teardown(a_clerk_looks_but_changes_nothing, clerk,
						close_till),
		TEST(draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
