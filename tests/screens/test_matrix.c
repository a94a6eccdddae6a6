/*
 * The redemption matrix: what it shows, how cells are marked and filled, what the preview promises,
 * and that it does exactly that or nothing.
 */
#include "registry.h"
#include "support/till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;

static int as(const char *name, const char *pin, int rows, int cols)
{
	struct bo *bo = test_demo();

	OK(bo, bo_till_use(bo, "Office"));
	OK(bo, bo_sign_in(bo, name, pin));
	till_open_at(&till, bo, &matrix_screen, NULL, rows, cols);
	return 0;
}

static int manager(void **state)
{
	(void)state;
	return as("Morgan", "3333", 24, 80);
}

static int clerk(void **state)
{
	(void)state;
	return as("Casey", "1111", 24, 80);
}

static int close_till(void **state)
{
	(void)state;
	till_close(&till);
	return 0;
}

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

static int64_t all_redemptions(void)
{
	return number("SELECT count(*) FROM redemption");
}

/* --- Pictures --- */

static void pictures(void **state)
{
	(void)state;
	till_expect(&till, "matrix_start", "80 120 plain 40");
	till_keys(&till, "<Down><Down><Down><Space><Down>r", "marked");
	till_expect(&till, "matrix_marked", NULL);
	till_keys(&till, "e", "keep as is");
	till_expect(&till, "matrix_form", "80 120 plain 40");
	till_keys(&till, "12<F9>", "F9 applies it");
	till_expect(&till, "matrix_preview", "80 120 plain 40");
}

static void pictures_of_refusals(void **state)
{
	(void)state;
	/* the group rate has a minimum of 6 */
	till_keys(&till, "<Down><Down><Down>re5<F9>", "nothing is applied");
	till_expect(&till, "matrix_refused", NULL);
}

static void pictures_of_a_season(void **state)
{
	(void)state;
	till_keys(&till, "<F4>all<Enter>", "Redemptions: ");
	till_expect(&till, "matrix_season", NULL);
}

/* --- Marking --- */

static void marks_cells_rows_columns_weekdays(void **state)
{
	(void)state;
	till_keys(&till, "<Space>", "1 marked");
	till_keys(&till, "<Space>", NULL);
	till_shows_not(&till, "marked");
	till_keys(&till, "o", "8 marked");
	till_keys(&till, "o", NULL);
	till_shows_not(&till, "marked");
	till_keys(&till, "r", "9 marked");
	till_keys(&till, "<Down>r", "18 marked");
	till_keys(&till, "n", NULL);
	till_shows_not(&till, "marked");
	till_keys(&till, "*", "72 marked");
	till_keys(&till, "*", NULL);
	till_shows_not(&till, "marked");
	till_keys(&till, "wsun<Enter>", "3 marked");
	till_keys(&till, "nwsun<F6>", "24 marked");
	till_keys(&till, "nwmon<Enter>", NULL);
	till_shows_not(&till, "marked");
}

static void marks_stay_when_others_sell(void **state)
{
	(void)state;
	till_keys(&till, "<Down>r<Down><Right><Space>", "10 marked");
	till_keys(&till, "<F5>", "10 marked");
	till_keys(&till, "<Space>", "9 marked");
}

/* --- The manager's most common act --- */

static void a_discount_on_all_sundays_takes_few_keys(void **state)
{
	int keys = 0;
	int64_t before = all_redemptions();

	(void)state;
	/* what is typed is not counted: name, price, cap, code */
	keys += golden_keys(&till.golden, "<F6>");
	golden_keys(&till.golden, "Sunday<Space>Special");
	keys += golden_keys(&till.golden, "<Tab>");
	golden_keys(&till.golden, "20");
	keys += golden_keys(&till.golden, "<F9>w");
	keys += golden_keys(&till.golden, "sun");
	keys += golden_keys(&till.golden, "<Enter><Enter>");
	golden_keys(&till.golden, "30");
	keys += golden_keys(&till.golden, "<Tab>");
	golden_keys(&till.golden, "SUNNY");
	keys += golden_keys(&till.golden, "<F9>");
	till_shows(&till, "3 new, 0 changed");
	assert_int_equal(all_redemptions(), before);
	keys += golden_keys(&till.golden, "<F9>");
	till_shows(&till, "Sunday Special");
	assert_int_equal(all_redemptions(), before + 3);
	assert_int_equal(number("SELECT count(*) FROM redemption r JOIN voucher_type t "
				"ON t.id = r.type_id JOIN redemption_code c "
				"ON c.redemption_id = r.id WHERE t.name = 'Sunday Special' "
				"AND r.cap = 30 AND c.code = 'SUNNY'"),
			 3);
	print_message("keys beyond what is typed: %d\n", keys);
	assert_true(keys <= 25);
}

/* --- Filling --- */

static void typing_means_it_and_ticked_boxes_keep_what_exists(void **state)
{
	int64_t before = number("SELECT count(*) FROM redemption WHERE cap = 30");

	(void)state;
	assert_int_not_equal(before, 0);
	/* the matinee special is on Sundays only, 30 each: the others are new */
	till_keys(&till, "<Down><Down>re", "3 exist, 6 are new");
	till_keys(&till, "7", "overwrite");
	till_keys(&till, "<Tab><Space>", "keep as is");
	till_keys(&till, "<Up><Down>", NULL);
	till_keys(&till, "<F9>", "6 new, 0 changed, 3 the same");
	till_shows_not(&till, "+0m");
	till_keys(&till, "<F9>", "6 new, 0 changed, 3 as they were");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 30"), before);
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 7"), 6);
	/* what is typed is meant for those that exist, too */
	till_keys(&till, "re", "All 9 exist");
	till_keys(&till, "<F9>", "Nothing would change");
	till_keys(&till, "<Esc>8<F9>", "0 new, 9 changed");
	till_shows(&till, "cap 30 → 8");
	till_keys(&till, "<F9>", "0 new, 9 changed");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 8"), 9);
	/* ticked again they keep theirs, and it says so */
	till_keys(&till, "re9<Tab><Space><S-Tab>", "Those that exist keep theirs");
	till_keys(&till, "<F9>", "Nothing would change");
}

static void faults_are_shown_at_their_fields(void **state)
{
	int64_t before = all_redemptions();

	(void)state;
	till_keys(&till, "re<Tab><Tab><Tab><Tab>tomorrow<F9>", "! That ");
	till_keys(&till, "<C-u><Up><Up>many<F9>", "A whole number");
	till_keys(&till, "<Esc>", "Not applied");
	till_keys(&till, "d", "9 marked");
	assert_int_equal(all_redemptions(), before);
}

static void one_refused_pair_stops_all(void **state)
{
	int64_t before = number("SELECT count(*) FROM redemption WHERE cap = 5");

	(void)state;
	till_keys(&till, "r<Down><Down><Down>re5<F9>", "refused: nothing is applied");
	till_shows(&till, "Group Rate: 9 refused, such as");
	till_shows(&till, "The minimum 6 is more than");
	till_keys(&till, "<F9>", "Nothing is applied while anything is refused");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 5"), before);
	/* the form is still there with what was typed */
	till_keys(&till, "<Esc>", "overwrite");
	till_keys(&till, "<Up><Up><Down>", NULL);
}

static void one_cell_needs_no_preview(void **state)
{
	(void)state;
	till_keys(&till, "e", "Exists; what is typed replaces what it has");
	till_keys(&till, "61<F9>", "0 new, 1 changed");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 61"), 1);
}

static void a_number_typed_is_a_cap(void **state)
{
	(void)state;
	till_keys(&till, "62", "=62_");
	till_keys(&till, "<Esc>", NULL);
	till_shows_not(&till, "=62_");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 62"), 0);
	till_keys(&till, "629<Backspace><Enter>", "0 new, 1 changed");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 62"), 1);
	till_keys(&till, "-<Enter>", "0 new, 1 changed");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 62"), 0);
	/* more than that cell: the preview first */
	till_keys(&till, "<Space><Right><Space>63<Enter>", "0 new, 2 changed");
	till_shows(&till, "F9 applies it");
	till_keys(&till, "<F9>", NULL);
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 63"), 2);
	/* a cell that is not marked is meant alone */
	till_keys(&till, "<Space><Right>64<Enter>", "0 new, 1 changed");
	till_shows(&till, "1 marked");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 64"), 1);
}

/* --- Deleting, copying --- */

static void what_was_sold_is_closed_instead(void **state)
{
	int64_t before = all_redemptions();

	(void)state;
	till_keys(&till, "<F8>", "Delete Adult General");
	till_keys(&till, "d", "cannot be deleted");
	till_shows(&till, "Set its cap to 0");
	till_keys(&till, "0", "closed");
	assert_int_equal(all_redemptions(), before);
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 0"), 1);
}

static void what_nobody_bought_is_deleted(void **state)
{
	int64_t before = all_redemptions();

	(void)state;
	/* a cell here and one there, no rectangle */
	till_keys(&till, "<Down><Down><Down><Space><Down><Right><Space><F8>",
		  "Delete 2 redemptions of 2 types");
	till_keys(&till, "<Esc>", NULL);
	assert_int_equal(all_redemptions(), before);
	till_keys(&till, "<F8>d", "2 deleted");
	assert_int_equal(all_redemptions(), before - 2);
}

static void a_redemption_is_copied_to_others(void **state)
{
	int64_t codes = number("SELECT count(*) FROM redemption_code WHERE code = 'BARD'");

	(void)state;
	assert_int_not_equal(codes, 0);
	till_keys(&till, "<Down><Down><Down><Down>y", "Copied");
	/* to the matinee special, where it may not stand yet on Fridays */
	till_keys(&till, "<Up><Up>rp", "codes");
	till_shows(&till, "F9 applies it");
	till_keys(&till, "<F9>", "new");
	assert_int_equal(number("SELECT count(*) FROM redemption_code WHERE code = 'BARD'"),
			 codes + 9);
}

/* --- Undo and redo --- */

static void the_last_acts_are_taken_back_and_done_again(void **state)
{
	int64_t before = all_redemptions();
	int64_t thirty = number("SELECT count(*) FROM redemption WHERE cap = 30");

	(void)state;
	till_keys(&till, "u", "was made elsewhere");
	till_keys(&till, "<Esc><C-r>", "There is nothing to do again");
	till_keys(&till, "uu", "Taken back: 9 redemptions of ");
	till_keys(&till, "<C-r>u", "Taken back: 9 redemptions of ");
	till_keys(&till, "<C-r>", "Done again: 9 redemptions of ");
	assert_int_equal(all_redemptions(), before);
	/* one cell */
	till_keys(&till, "61<Enter>u",
		  "Taken back: Adult General, Hamlet Fri 9 Jan 20:00: cap 61 → none.");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 61"), 0);
	till_keys(&till, "<C-r>",
		  "Done again: Adult General, Hamlet Fri 9 Jan 20:00: cap none → 61.");
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 61"), 1);
	/* many, of which some were new */
	till_keys(&till, "<Down><Down>re7<F9><F9>", "6 new, 3 changed");
	assert_int_equal(all_redemptions(), before + 6);
	till_keys(&till, "u",
		  "Taken back: 9 redemptions of Matinee Special in Hamlet: 6 gone, 3 changed.");
	assert_int_equal(all_redemptions(), before);
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 30"), thirty);
	till_keys(&till, "<C-r>", "6 new, 3 changed");
	assert_int_equal(all_redemptions(), before + 6);
	/* deleting, cells here and there */
	till_keys(&till, "<Space><Down><Right><Space><F8>d", "2 deleted");
	till_keys(&till, "u", "Taken back: 2 redemptions in Hamlet: 2 new.");
	assert_int_equal(all_redemptions(), before + 6);
}

static void an_undo_that_would_harm_is_refused(void **state)
{
	int64_t id = 0;
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_wish wish = { .qty = 1 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .override = "for the test" };

	(void)state;
	till_keys(&till, "<Down><Down>5<Enter>", "1 new");
	id = number("SELECT max(id) FROM redemption");
	wish.type_id = number("SELECT type_id FROM redemption ORDER BY id DESC LIMIT 1");
	wish.performance_id =
		number("SELECT performance_id FROM redemption ORDER BY id DESC LIMIT 1");
	OK(till.bo, bo_sell(till.bo, &arena, &sale, &order));
	bo_arena_clear(&arena);
	till_keys(&till, "u", "It is sold or held since");
	assert_int_equal(number("SELECT max(id) FROM redemption"), id);
	till_shows(&till, "1/5");
}

/* --- The redemptions of another show --- */

static void a_new_date_takes_those_of_its_siblings(void **state)
{
	int64_t before = all_redemptions(), id = 0;

	(void)state;
	OK(till.bo,
	   bo_performance_add(till.bo, number("SELECT id FROM show WHERE title = 'Hamlet'"),
			      number("SELECT max(at) + 7 * 86400 FROM performance p JOIN show s "
				     "ON s.id = p.show_id WHERE s.title = 'Hamlet'"),
			      BO_NONE, BO_NONE, &id));
	till_keys(&till, "<F5><End>", "Not sold here");
	till_keys(&till, "<Space>tham<Enter>", "Give 1 performance the redemptions of the other");
	till_keys(&till, "<Esc>", NULL);
	assert_int_equal(all_redemptions(), before);
	till_keys(&till, "tham<Enter>t", "8 new. u takes it back");
	assert_int_equal(all_redemptions(), before + 8);
	/* it is a Sunday, as the matinee special is */
	assert_int_equal(number("SELECT count(*) FROM redemption WHERE cap = 30 "
				"AND id > (SELECT max(id) - 8 FROM redemption)"),
			 1);
	till_keys(&till, "u", "8 gone");
	assert_int_equal(all_redemptions(), before);
}

static int64_t of_show(const char *title)
{
	char sql[200];

	snprintf(sql, sizeof sql,
		 "SELECT count(*) FROM redemption r JOIN performance p ON p.id = r.performance_id "
		 "JOIN show s ON s.id = p.show_id WHERE s.title = '%s'",
		 title);
	return number(sql);
}

static void a_show_takes_those_of_another(void **state)
{
	int64_t before = all_redemptions();

	(void)state;
	till_keys(&till, "<F4>oth<Enter>", "Redemptions: Othello");
	till_keys(&till, "*<F8>d", "deleted");
	assert_true(all_redemptions() < before);
	till_keys(&till, "n", NULL);
	till_keys(&till, "tham<Enter>", "the redemptions of Hamlet?");
	till_keys(&till, "t", "u takes it back");
	assert_int_equal(of_show("Othello"), of_show("Hamlet"));
	till_keys(&till, "tham<Enter>t", "They have all of them already");
	assert_int_equal(of_show("Othello"), of_show("Hamlet"));
}

/* --- Looking only --- */

static void a_clerk_looks_but_changes_nothing(void **state)
{
	int64_t before = all_redemptions();
	static const char *const tries[] = { "<Space>e", "5", "<F8>", "yp",
					     "<F6>",	 "u", "t",    "<C-r>" };

	(void)state;
	till_shows(&till, "Adult General");
	till_keys(&till, "<Down><Right><Right>", "Youth General");
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
		till_keys(&till, tries[i], "may not");
	assert_int_equal(all_redemptions(), before);
}

/* --- Sizes --- */

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "r",      "e",	  "9<F9>", "<Esc><Esc>d<F4>",
					    "<Esc>w", "<Esc><F6>" };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		golden_resize(&till.golden, 24, 80);
		till_keys(&till, ways[i], NULL);
		for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
			for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
				golden_resize(&till.golden, rows, cols);
	}
}

/* --- Keys without sense --- */

static void keys_without_sense_do_no_harm(void **state)
{
	static const char *const keys[] = {
		"<Right>", "<Down>", "<Left>",	"<Up>",	    "<Space>", "r",	"c",	   "w",
		"n",	   "*",	     "<Enter>", "e",	    "5",       "0",	"-",	   "<Tab>",
		"<F9>",	   "<F9>",   "<Esc>",	"<Esc>",    "d",       "<F8>",	"y",	   "p",
		"a",	   "<F4>",   "<F6>",	"<PageUp>", "<End>",   "<C-u>", "<S-Tab>", "x",
		"v",	   "b",	     "+",	"<S-Down>", "m",       "u",	"<C-r>",
	};
	unsigned seed = 20260105;
	struct bo_arena arena = { 0 };
	struct bo_faults faults = { 0 };

	(void)state;
	for (int i = 0; i < 4000 && !app_over(&till.app); i++) {
		seed = seed * 1103515245u + 12345u;
		golden_keys(&till.golden, keys[(seed >> 16) % (sizeof keys / sizeof keys[0])]);
		if (app_over(&till.app)) /* Esc on the first screen leaves */
			assert_true(app_push(&till.app, &matrix_screen, NULL, 0));
	}
	OK(till.bo, bo_store_check(till.bo, &arena, NULL, NULL, &faults));
	assert_int_equal(faults.n, 0);
	bo_arena_clear(&arena);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, manager, close_till)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pictures),
		TEST(pictures_of_refusals),
		TEST(pictures_of_a_season),
		TEST(marks_cells_rows_columns_weekdays),
		TEST(marks_stay_when_others_sell),
		TEST(a_discount_on_all_sundays_takes_few_keys),
		TEST(typing_means_it_and_ticked_boxes_keep_what_exists),
		TEST(faults_are_shown_at_their_fields),
		TEST(one_refused_pair_stops_all),
		TEST(one_cell_needs_no_preview),
		TEST(a_number_typed_is_a_cap),
		TEST(what_was_sold_is_closed_instead),
		TEST(what_nobody_bought_is_deleted),
		TEST(a_redemption_is_copied_to_others),
		TEST(the_last_acts_are_taken_back_and_done_again),
		TEST(an_undo_that_would_harm_is_refused),
		TEST(a_new_date_takes_those_of_its_siblings),
		TEST(a_show_takes_those_of_another),
		cmocka_unit_test_setup_teardown(a_clerk_looks_but_changes_nothing, clerk,
						close_till),
		TEST(draws_at_every_size),
		TEST(keys_without_sense_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
