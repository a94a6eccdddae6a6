/*
 * One clerk goes, another comes: nobody sells what somebody else put together, and nothing typed
 * for one turn acts in the next.
 */
#include "registry.h"
#include "sell/sell.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;
static int64_t orders_before;

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

static int64_t orders(void)
{
	return number("SELECT count(*) FROM orders") - orders_before;
}

static int64_t parked_by(const char *name)
{
	static char texts[40][300]; /* a statement is known by where its text stands */
	static size_t n;
	char *sql = texts[n++ % 40];

	snprintf(sql, sizeof texts[0],
		 "SELECT count(*) FROM basket b JOIN staff s ON s.id = b.staff_id "
		 "WHERE b.state = 'parked' AND b.label = s.name AND s.name = '%s'",
		 name);
	return number(sql);
}

static int open_program(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	orders_before = 0;
	orders_before = orders();
	return 0;
}

static int close_program(void **state)
{
	struct bo_arena arena = { 0 };
	struct bo_faults faults = { 0 };

	(void)state;
	OK(till.bo, bo_store_check(till.bo, &arena, NULL, NULL, &faults));
	bool clean = faults.n == 0;

	bo_arena_clear(&arena);
	till_close(&till);
	return clean ? 0 : -1;
}

/* The program ends without a word, as when its terminal is closed, and is started again. */
static void hang_up(void)
{
	struct bo *bo = till.bo;

	golden_close(&till.golden);
	app_clear(&till.app);
	session_clear(&till.session);
	bo_sign_out(bo);
	program_open_on(&till, bo, 24, 80);
}

static void leaving_says_what_is_left_and_keeps_it(void **state)
{
	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "1<Enter><F10>", "Not sold yet: 1 × Adult General, 40.00");
	assert_string_equal(bo_acting_name(till.bo), "Casey");
	till_keys(&till, "<Esc>", "To pay 40.00");
	assert_string_equal(bo_acting_name(till.bo), "Casey");
	till_keys(&till, "<F10><Enter>", "Kept for Casey: 1 × Adult General, 40.00");
	assert_string_equal(bo_acting_name(till.bo), "");
	assert_int_equal(parked_by("Casey"), 1);
	assert_int_equal(number("SELECT sum(qty) FROM basket_line"), 1);
}

static void another_takes_it_only_by_its_key(void **state)
{
	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "/joan<Enter>1+1<Enter><F10><Enter>", "Kept for Casey");
	program_sign_in(&till, "Sam", "2222");
	till_shows(&till,
		   "The basket of Casey waits (F7): 1 × Adult General and 1 more line, 65.00");
	till_shows(&till, "Basket walk-up");
	till_keys(&till, "<Enter><Enter>", "A number sells");
	assert_int_equal(orders(), 0);
	/* what Sam sells is Sam's, for nobody by name */
	till_keys(&till, "2<Enter><Enter>", "Cash 80.00");
	assert_int_equal(orders(), 1);
	assert_int_equal(number("SELECT patron_id FROM orders ORDER BY id DESC LIMIT 1"), 1);
	till_keys(&till, "<F7><Enter>", "To pay 65.00");
	till_shows(&till, "Smith, Joan");
	till_shows_not(&till, "of Casey waits");
	till_keys(&till, "<Enter>", "Cash 65.00");
	assert_int_equal(number("SELECT count(*) FROM orders o JOIN staff s ON s.id = o.staff_id "
				"WHERE s.name = 'Sam' AND o.total IN (8000, 6500)"),
			 2);
}

static void what_is_typed_ahead_of_a_turn_is_dropped(void **state)
{
	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "1<Enter>", "To pay 40.00");
	assert_int_equal(golden_burst(&till.golden, "<F10><Enter><Enter>"), 1);
	till_keys(&till, "<Enter>", "Who is at the till?");
	assert_int_equal(golden_burst(&till.golden, "Sam<Enter>2222<Enter><Enter>2<Enter>"), 9);
	assert_string_equal(bo_acting_name(till.bo), "Sam");
	till_shows(&till, "The basket of Casey waits");
	assert_int_equal(orders(), 0);
	assert_int_equal(number("SELECT sum(qty) FROM basket_line"), 1);
}

/* Neither asks: the next one finds it set aside all the same. */
static void a_terminal_that_was_closed(void **state)
{
	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "2<Enter>50<Enter>", "still to pay 30.00");
	hang_up();
	program_sign_in(&till, "Sam", "2222");
	till_shows(&till, "The basket of Casey waits (F7): 2 × Adult General, 80.00 (50.00 paid)");
	till_shows(&till, "To pay 0.00");
	assert_int_equal(parked_by("Casey"), 1);
	hang_up();
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "<F7><Enter>", "To pay 30.00");
	till_keys(&till, "<Enter>", "Cash 50.00, Cash 30.00");
	assert_int_equal(orders(), 1);
	/* whoever it is finds an own one where it was */
	till_keys(&till, "1<Enter>", "To pay 40.00");
	hang_up();
	program_sign_in(&till, "Casey", "1111");
	till_shows(&till, "To pay 40.00");
}

static void a_buyer_alone_does_not_stay(void **state)
{
	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "/joan<Enter>bard<Enter>", "Smith, Joan");
	till_keys(&till, "<F10>", "Who is at the till?");
	program_sign_in(&till, "Casey", "1111");
	till_shows(&till, "Basket walk-up");
	till_shows_not(&till, "code bard");
	till_keys(&till, "/joan<Enter>bard<Enter>", "Smith, Joan");
	hang_up();
	program_sign_in(&till, "Sam", "2222");
	till_shows(&till, "Basket walk-up");
	till_shows_not(&till, "code bard");
	assert_int_equal(number("SELECT count(*) FROM basket WHERE patron_id > 1"), 0);
}

static void money_without_tickets_is_kept_too(void **state)
{
	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "1<Enter>20<Enter>", "still to pay 20.00");
	till_keys(&till, "<Tab><Home><F8>", "Taken out");
	till_keys(&till, "<F10>", "Not sold yet: 20.00 taken");
	till_keys(&till, "<Enter>", "Kept for Casey: 20.00 taken");
	program_sign_in(&till, "Sam", "2222");
	till_shows(&till, "The basket of Casey waits (F7): 20.00 taken");
	till_keys(&till, "<F7>", "money taken: 20.00");
	till_keys(&till, "<Enter>", "paid: Cash");
}

static void control_c_signs_nobody_out(void **state)
{
	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "<C-c><C-c><C-c>", "F10 leaves this screen");
	assert_string_equal(bo_acting_name(till.bo), "Casey");
	till_keys(&till, "1<Enter>12<C-c>", "To pay 40.00"); /* as Esc: the line is given up */
	till_shows(&till, "exact cash 40.00");
	/* through other screens and dialogs, too, however often it is hit */
	till_keys(&till, "<F2><C-c><C-c><A-o><C-c><C-c><C-c>", "To pay 40.00");
	assert_string_equal(bo_acting_name(till.bo), "Casey");
	till_keys(&till, ":back<Enter>", "To pay 40.00");
	assert_string_equal(bo_acting_name(till.bo), "Casey");
}

static void every_way_out_asks(void **state)
{
	static const char *const ways[] = { "<F10>",	     "<C-q>",
					    "<A-x>",	     ":sign out<Enter>",
					    ":leave<Enter>", "<A-o><A-x>" };

	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "1<Enter>", "To pay 40.00");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		till_keys(&till, ways[i], "Not sold yet: 1 × Adult General");
		till_keys(&till, "<Esc>", "To pay 40.00");
		assert_string_equal(bo_acting_name(till.bo), "Casey");
	}
}

/* The same till in two windows: each has its own basket, and sells that. */
static void two_people_at_one_till(void **state)
{
	int64_t casey, sam = 0;

	(void)state;
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "1<Enter>", "To pay 40.00");
	casey = number("SELECT id FROM basket WHERE state = 'open'");
	OK(till.bo, bo_sign_in(till.bo, "Sam", "2222"));
	OK(till.bo, bo_basket_open(till.bo, &sam));
	assert_int_not_equal(sam, casey);
	OK(till.bo,
	   bo_basket_put(till.bo, sam,
			 (struct bo_wish){ number("SELECT min(id) FROM performance"),
					   number("SELECT id FROM voucher_type WHERE name = "
						  "'Youth General'"),
					   3 },
			 NULL));
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	till_keys(&till, "<F5>", "The basket of Casey waits (F7): 1 × Adult General, 40.00");
	till_keys(&till, "<Enter>", "A number sells");
	assert_int_equal(orders(), 0);
	till_keys(&till, "1<Enter><Enter>", "Cash 40.00");
	assert_int_equal(parked_by("Sam"), 1);
	assert_int_equal(parked_by("Casey"), 1);
	assert_int_equal(number("SELECT sum(qty) FROM basket_line"), 4);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, open_program, close_program)
	const struct CMUnitTest tests[] = {
		T(leaving_says_what_is_left_and_keeps_it),
		T(another_takes_it_only_by_its_key),
		T(what_is_typed_ahead_of_a_turn_is_dropped),
		T(a_terminal_that_was_closed),
		T(a_buyer_alone_does_not_stay),
		T(money_without_tickets_is_kept_too),
		T(control_c_signs_nobody_out),
		T(every_way_out_asks),
		T(two_people_at_one_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
