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
	(void)state;
	return till_close_sound(&till);
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

/* --- Without tickets, and to pay later --- */

static void sold_without_tickets(void **state)
{
	int64_t jobs = number("SELECT count(*) FROM print_job");

	(void)state;
	till_keys(&till, "2<Enter><A-r>", "This sale prints no tickets");
	till_shows(&till, "exact cash 80.00, no tickets are printed");
	till_shows(&till, "no tickets ");
	till_keys(&till, "<A-r>", "This sale prints its tickets");
	till_shows_not(&till, "no tickets are printed");
	till_keys(&till, "<A-r><Enter>", "not printed, as asked");
	assert_int_equal(orders(), 1);
	assert_int_equal(number("SELECT count(*) FROM print_job"), jobs);
	assert_int_equal(number("SELECT count(*) FROM voucher v JOIN ticket k ON k.voucher_id = "
				"v.id WHERE k.state = 'active' AND v.order_id = (SELECT max(id) "
				"FROM orders)"),
			 2);
	till_keys(&till, "<F11><Enter>", "2 of 2 to print");
	assert_int_equal(number("SELECT count(*) FROM print_job"), jobs + 2);
	/* it was for that sale alone */
	till_keys(&till, "1<Enter><Enter>", "1 of 1 to print");
	assert_int_equal(number("SELECT count(*) FROM print_job"), jobs + 3);
}

static void held_to_pay_later(void **state)
{
	(void)state;
	till_keys(&till, "<A-h>", "Hold: the basket is empty");
	till_keys(&till, "2+1<Enter><A-h>", "Hold to pay later");
	till_shows_not(&till, "│ Youth"); /* a ticket is nobody's name */
	till_keys(&till, "<Enter>", "Under which name?");
	till_keys(&till, "Class 7b<Enter>", "Held for Class 7b until Mon 5 Jan");
	till_shows(&till, "To pay 0.00");
	assert_int_equal(number("SELECT count(*) FROM basket WHERE state = 'hold' AND holding = 1 "
				"AND label = 'Class 7b'"),
			 1);
	assert_int_equal(number("SELECT sum(held) FROM performance"), 3);
	till_keys(&till, "<F7>class", "Class 7b");
	till_keys(&till, "<Enter>", "To pay 105.00");
	/* money that was taken is no promise */
	till_keys(&till, "20<Enter><A-h>Smith<Enter>", "Money was taken for it");
	assert_int_equal(number("SELECT count(*) FROM basket WHERE state = 'hold'"), 0);
	till_keys(&till, "<Esc><Enter>", "Order");
	assert_int_equal(last_total(), 10500);
	assert_int_equal(number("SELECT sum(held) FROM performance"), 0);
}

static void what_does_not_work_says_why(void **state)
{
	static const struct {
		const char *keys, *why;
	} rows[] = {
		{ "<F4>", "Override: nothing was refused" },
		{ "<F8>", "Void: the basket is empty" },
		{ "<F9>", "Pay: the basket is empty" },
		{ "<F11>", "Reprint: nothing was sold at this till yet" },
		{ "<C-x>", "Clear: the basket is empty" },
		{ "<C-d>", "Repeat: nothing was sold at this till yet" },
		{ "<A-v>", "Patron: nobody by name buys" },
		{ "1<Enter><C-d>", "Repeat: finish, park or clear this basket first" },
		{ "<C-x>2*4<Enter><F9>", "Pay: the basket is empty" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		till_keys(&till, rows[i].keys, rows[i].why);
		till_shows_not(&till, "not now");
	}
	till_keys(&till, "<Esc>1<Enter>20<Enter><C-x>", "Empty the basket: 1 line, 40.00?");
}

static void the_basket_names_the_show(void **state)
{
	(void)state;
	till_keys(&till, "1<Enter>", "1 × Adult General            Hamlet 40.00");
	till_keys(&till, "<F3>othe 31<Enter>1*2<Enter>", "Youth");
	till_shows(&till, "Othello 25.00");
	till_shows(&till, "9 Jan 20:00 Hamlet 40.00");
	golden_resize(&till.golden, 40, 120);
	till_shows(&till, "Hamlet Fri 9 Jan 20:00  40.00");
	till_shows(&till, "Othello Sat 31 Jan 20:00 25.00");
	/* and what is not for sale has another mark than a quantity */
	till_keys(&till, "<Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up>", "4–Two for One");
	till_shows_not(&till, "4×Two for One");
	till.golden.surface.ascii = true;
	golden_resize(&till.golden, 24, 80);
	till_shows(&till, "4-Two for One");
	till_shows(&till, "1 x Adult General");
	till.golden.surface.ascii = false;
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
		T(sold_without_tickets),
		T(held_to_pay_later),
		T(what_does_not_work_says_why),
		T(the_basket_names_the_show),
		T(an_order_of_many_lines_comes_back_whole),
		T(as_many_types_as_the_line_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
