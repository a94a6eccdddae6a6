/*
 * Quantities, numbers and rows at the Sell screen: what stands in the basket can be changed there,
 * an offer has one number all season, and nothing that is sold or shown is cut without a word.
 */
#include "sell/sell.h"
#include "support/till.h"

#include <inttypes.h>
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

static int64_t last_total(void)
{
	return number("SELECT total FROM orders ORDER BY id DESC LIMIT 1");
}

static int64_t held(void)
{
	return number("SELECT coalesce(sum(qty), 0) FROM basket_line");
}

static int64_t in_basket(const char *type)
{
	static char texts[80][300]; /* a statement is known by where its text stands */
	static size_t n;
	char *sql = texts[n++ % 80];

	snprintf(sql, sizeof texts[0],
		 "SELECT coalesce(sum(l.qty), 0) FROM basket b JOIN basket_line l ON l.basket_id = "
		 "b.id JOIN voucher_type t ON t.id = l.type_id WHERE b.state = 'open' AND t.name "
		 "= '%s'",
		 type);
	return number(sql);
}

static int open_till(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	orders_before = 0;
	orders_before = orders();
	return 0;
}

static int close_till(void **state)
{
	struct bo_arena arena = { 0 };
	struct bo_faults faults = { 0 };

	(void)state;
	OK(till.bo, bo_store_check(till.bo, &arena, &faults));
	bool clean = faults.n == 0;

	bo_arena_clear(&arena);
	till_close(&till);
	return clean ? 0 : -1;
}

/* The manager sets something up meanwhile; the clerk goes on. */
static void begin_setup(void)
{
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
}

static void end_setup(void)
{
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	till_keys(&till, "<F5>", "Performances");
}

static int64_t add_type(const char *name, enum bo_category category, int64_t price)
{
	struct bo_voucher_type_fields fields = { .name = name,
						 .category = category,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = price,
						 .display_order = BO_NONE,
						 .subscription = -1,
						 .changeable = -1 };
	struct bo_redemption_batch batch = { .n_types = 1,
					     .n_performances = 1,
					     .given = BO_FIELD_END,
					     .end = { BO_ANCHOR_CURTAIN, 0 } };
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	int64_t id = 0, first = number("SELECT id FROM performance ORDER BY at LIMIT 1");

	OK(till.bo,
	   bo_voucher_type_add(till.bo, number("SELECT max(id) FROM season"), &fields, &id));
	batch.types = &id;
	batch.performances = &first;
	OK(till.bo, bo_redemption_apply(till.bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
	return id;
}

/* --- An amount behind the sign of a card --- */

static void a_number_behind_the_sign_is_an_amount(void **state)
{
	(void)state;
	till_keys(&till, "2<Enter>-1", "! only part: card 1.00, still to pay 79.00");
	till_keys(&till, "<C-u>-20", "! only part: card 20.00, still to pay 60.00");
	till_keys(&till, "<Enter>", "Kept as part payment; still to pay 60.00");
	assert_int_equal(orders(), 0);
	till_keys(&till, "-20:77<Enter>", "still to pay 40.00");
	till_keys(&till, "--10<Enter>", "still to pay 30.00");
	till_keys(&till, "-31<Enter>", "A card gives no change: 30.00 is to pay");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<C-u>-:31<Enter>", "Order");
	assert_int_equal(orders(), 1);
	assert_int_equal(number("SELECT count(*) FROM tender WHERE order_id = (SELECT max(id) FROM "
				"orders) AND ((kind = 'card' AND amount = 2000 AND reference IS "
				"NULL) OR (kind = 'card' AND amount = 2000 AND reference = '77') "
				"OR (kind = 'check' AND amount = 1000) OR (kind = 'card' AND "
				"amount = 3000 AND reference = '31'))"),
			 4);
}

static void money_in_words(void **state)
{
	(void)state;
	till_burst(&till, "2<Space>adults<Space>1<Space>youth<Enter>", "To pay 105.00");
	till_burst(&till, "card<Space>20<Enter>", "still to pay 85.00");
	till_burst(&till, "$100<Enter>", "Card 20.00, Cash 100.00");
	assert_int_equal(last_total(), 10500);
	till_burst(&till, "1<Enter>cash<Enter>", "Cash 40.00");
	till_burst(&till, "1<Enter>check<Space>A7<Enter>", "Check 40.00");
	assert_int_equal(orders(), 3);
	assert_int_equal(number("SELECT count(*) FROM tender WHERE reference = 'A7'"), 1);
}

/* --- Standing in the basket --- */

static void a_line_takes_plus_minus_and_a_number(void **state)
{
	(void)state;
	till_keys(&till, "1+2<Enter><Tab>", "1 × Adult General, Hamlet");
	till_keys(&till, "+", "2 × Adult General, Hamlet");
	assert_int_equal(in_basket("Adult General"), 2);
	till_keys(&till, "++", "4 × Adult General, Hamlet");
	till_keys(&till, "-", "3 × Adult General, Hamlet");
	assert_int_equal(in_basket("Adult General"), 3);
	assert_int_equal(in_basket("Youth General"), 2);
	/* a number is said before it is done */
	till_keys(&till, "<Down>12", "2 × Youth General, Hamlet becomes 12");
	assert_int_equal(in_basket("Youth General"), 2);
	till_keys(&till, "<Esc>", "2 × Youth General, Hamlet");
	till_keys(&till, "5<Enter>", "5 × Youth General, Hamlet");
	assert_int_equal(in_basket("Youth General"), 5);
	till_keys(&till, "0", "is taken out");
	till_keys(&till, "<Enter>", "Taken out: 5 × Youth General");
	assert_int_equal(held(), 3);
	till_keys(&till, "--", "1 × Adult General, Hamlet");
	till_keys(&till, "-", "Taken out: 1 × Adult General");
	assert_int_equal(held(), 0);
	assert_int_equal(orders(), 0);
}

static void its_rules_hold_there(void **state)
{
	(void)state;
	till_keys(&till, "6*3<Enter><Tab>-", "Group Rate");
	till_shows(&till, "F4 override (supervisor)");
	assert_int_equal(in_basket("Group Rate"), 6);
	till_keys(&till, "<F4>early birds<Enter>Sam<Enter>2222<Enter>", "To pay 100.00");
	assert_int_equal(in_basket("Group Rate"), 5);
	till_keys(&till, "<Esc><Esc><Tab>99<Enter>", "Only 39 of the 100 places");
	assert_int_equal(in_basket("Group Rate"), 5);
	till_keys(&till, "<Esc><Esc><Tab>1000000<Enter>", "That is far too many");
	assert_int_equal(in_basket("Group Rate"), 5);
}

/* What is no quantity belongs to the entry line, with the number before it. */
static void the_entry_line_is_never_far(void **state)
{
	(void)state;
	till_keys(&till, "1<Enter><Tab>2*2<Enter>", "To pay 90.00");
	till_keys(&till, "<Tab>yo", "→ 1 × Youth General");
	till_keys(&till, "<C-u><Tab>100<Tab>", "exact cash 90.00"); /* nothing was meant */
	assert_int_equal(held(), 3);
	/* on the entry line a number with a full basket is money, and stays announced */
	till_keys(&till, "<Esc>2", "only part: cash 2.00, still to pay 88.00  (2* adds pieces)");
	till_keys(&till, "<C-u><Tab><Enter><Enter>", "Cash 90.00"); /* out, then sold */
	assert_int_equal(orders(), 1);
}

static void a_payment_is_no_quantity(void **state)
{
	(void)state;
	till_keys(&till, "1<Enter>20<Enter><Tab><End>", "F8 gives this payment back");
	till_keys(&till, "+-7", "F8 gives this payment back");
	till_shows(&till, "To pay 20.00");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<F8>", "Given back: Cash 20.00");
}

/* --- Numbers --- */

static void a_type_has_one_number_all_season(void **state)
{
	(void)state;
	till_shows(&till, "7 Programme");
	till_keys(&till, "<Down><Down>", "Sun 11 Jan 15:00");
	till_shows(&till, "6 Comp");
	till_shows(&till, "7 Programme"); /* what was Comp, by its place */
	till_shows(&till, "8 Matinee Special");
	till_burst(&till, "2*7<Enter>", "To pay 10.00");
	assert_int_equal(in_basket("Programme"), 2);
	assert_int_equal(in_basket("Comp"), 0);
	/* at Othello no groups are sold: their number is nobody's */
	till_keys(&till, "<C-x><F3>othe 31<Enter>", "Othello · Sat 31 Jan");
	till_shows_not(&till, "Group Rate");
	till_shows(&till, "7 Programme");
	till_keys(&till, "6*3<Enter>", "Offer 3 is not sold here");
	assert_int_equal(held(), 0);
}

static void a_new_type_moves_nobody(void **state)
{
	int64_t fresh;

	(void)state;
	begin_setup();
	fresh = add_type("Students", BO_CATEGORY_REVENUE, 9900); /* the dearest of all */
	end_setup();
	till_shows(&till, "1 Adult General");
	till_shows(&till, "7 Programme");
	till_burst(&till, "1*9<Enter>", "To pay 99.00");
	assert_int_equal(in_basket("Students"), 1);
	till_keys(&till, "<C-x>", "The basket is empty");
	/* one that is gone leaves its number to nobody */
	begin_setup();
	add_type("Seniors", BO_CATEGORY_REVENUE, 100);
	OK(till.bo, bo_voucher_type_delete(till.bo, fresh));
	/* nor does another price */
	OK(till.bo,
	   bo_voucher_type_edit(
		   till.bo, number("SELECT id FROM voucher_type WHERE name = 'Youth General'"),
		   &(struct bo_voucher_type_fields){ .category = BO_CATEGORY_COUNT,
						     .availability = BO_AVAILABILITY_COUNT,
						     .price = 8800,
						     .display_order = BO_NONE,
						     .subscription = -1,
						     .changeable = -1 }));
	end_setup();
	till_keys(&till, "1*9", "Offer 9 is not sold here");
	till_keys(&till, "<C-u>1*10<Enter>", "To pay 1.00");
	till_keys(&till, "1*2<Enter>", "To pay 89.00");
}

static void a_manager_reorders(void **state)
{
	struct bo_voucher_type_fields last = { .category = BO_CATEGORY_COUNT,
					       .availability = BO_AVAILABILITY_COUNT,
					       .price = BO_NONE,
					       .display_order = 100,
					       .subscription = -1,
					       .changeable = -1 };

	(void)state;
	begin_setup();
	OK(till.bo,
	   bo_voucher_type_edit(till.bo,
				number("SELECT id FROM voucher_type WHERE name = 'Adult General'"),
				&last));
	end_setup();
	till_shows(&till, "1 Youth General");
	till_shows(&till, "8 Adult General");
	assert_int_equal(number("SELECT count(*) - count(DISTINCT number) FROM voucher_type"), 0);
	assert_int_equal(number("SELECT max(number) FROM voucher_type"), 8);
}

/* --- Offers that do not fit --- */

static void offers_out_of_sight_are_reached(void **state)
{
	char name[20];

	(void)state;
	begin_setup();
	for (int i = 9; i <= 14; i++) {
		snprintf(name, sizeof name, "Extra %d", i);
		add_type(name, BO_CATEGORY_REVENUE, i * 100);
	}
	end_setup();
	till_shows(&till, "+5"); /* of 13 offers eight fit */
	till_shows_not(&till, "Extra 14");
	till_keys(&till, "<Tab>", "→ 1 × Extra 10  10.00"); /* the first that was not seen */
	till_keys(&till, "<End>", "14 Extra 14");
	till_shows(&till, "→ 1 × Extra 14  14.00");
	till_shows_not(&till, "1 Adult General");
	till_shows(&till, "+5"); /* now above */
	till_keys(&till, "3", "→ 3 × Extra 14  42.00");
	till_keys(&till, "<Enter>", "To pay 42.00");
	assert_int_equal(in_basket("Extra 14"), 3);
	/* with a basket Tab goes there first, then on, then back */
	till_keys(&till, "<Tab>", "3 × Extra 14, Hamlet");
	till_keys(&till, "<Tab><Down>", "→ 1 × Extra 11  11.00");
	till_keys(&till, "0<Enter>", "None of something is nothing.");
	till_keys(&till, "<Esc><Tab>", "exact cash 42.00");
	till_keys(&till, "<Tab><Tab><Up>yo<Enter>", "To pay 67.00"); /* letters are the line's */
	assert_int_equal(orders(), 0);
}

static void where_all_are_seen_tab_comes_back(void **state)
{
	(void)state;
	till_keys(&till, "<Tab>", "2 · 1+1");
	till_keys(&till, "1<Enter><Tab>", "1 × Adult General, Hamlet");
	till_keys(&till, "<Tab>", "exact cash 40.00");
}

/* --- Nothing is cut --- */

static void an_order_of_many_lines_comes_back_whole(void **state)
{
	char keys[40];

	(void)state;
	/* three types at each of nine performances: 27 lines */
	for (int i = 0; i < 9; i++) {
		till_burst(&till, "1*1+1*2+1*7<Enter>", NULL);
		golden_keys(&till.golden, "<Down>");
	}
	assert_int_equal(number("SELECT count(*) FROM basket_line"), 27);
	till_keys(&till, "<Enter>", "Order");
	int64_t total = last_total();

	assert_int_equal(total, 9 * (4000 + 2500 + 500));
	till_burst(&till, "=<Enter>", "To pay 630.00");
	assert_int_equal(number("SELECT count(*) FROM basket_line"), 27);
	till_keys(&till, "<Enter>", "Order");
	assert_int_equal(last_total(), total);
	snprintf(keys, sizeof keys, "<C-d><Enter>");
	till_burst(&till, keys, "Order");
	assert_int_equal(orders(), 3);
	assert_int_equal(last_total(), total);
}

static void as_many_types_as_the_line_holds(void **state)
{
	char name[20], keys[400] = "";

	(void)state;
	begin_setup();
	for (int i = 9; i <= 40; i++) {
		snprintf(name, sizeof name, "Extra %d", i);
		add_type(name, BO_CATEGORY_REVENUE, 100);
	}
	end_setup();
	for (int i = 0; i < 40; i++)
		strcat(keys, i < 8 ? "0+" : i < 39 ? "1+" : "1<Enter>");
	till_burst(&till, keys, "To pay 32.00");
	assert_int_equal(number("SELECT count(*) FROM basket_line"), 32);
	till_shows(&till, "+28"); /* above the four that are seen */
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, open_till, close_till)
	const struct CMUnitTest tests[] = {
		T(a_number_behind_the_sign_is_an_amount),
		T(money_in_words),
		T(a_line_takes_plus_minus_and_a_number),
		T(its_rules_hold_there),
		T(the_entry_line_is_never_far),
		T(a_payment_is_no_quantity),
		T(a_type_has_one_number_all_season),
		T(a_new_type_moves_nobody),
		T(a_manager_reorders),
		T(offers_out_of_sight_are_reached),
		T(where_all_are_seen_tab_comes_back),
		T(an_order_of_many_lines_comes_back_whole),
		T(as_many_types_as_the_line_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
