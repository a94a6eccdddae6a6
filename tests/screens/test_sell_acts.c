/*
 * What keys at the Sell screen do to the store.  Everything is read back from the store, through
 * the engine or by counting rows.
 */
#include "sell/sell.h"
#include "support/till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;
static int64_t orders_before, tickets_before;

static int64_t orders(void)
{
	return test_number(till.bo, "SELECT count(*) FROM orders") - orders_before;
}

static int64_t tickets(void)
{
	return test_number(till.bo, "SELECT count(*) FROM ticket WHERE state = 'active'") -
	       tickets_before;
}

static int64_t last_total(void)
{
	return test_number(till.bo, "SELECT total FROM orders ORDER BY id DESC LIMIT 1");
}

static int64_t held(void)
{
	return test_number(till.bo, "SELECT coalesce(sum(qty), 0) FROM basket_line");
}

struct voucher_type_of {
	const char *name;
	enum bo_category category;
	int64_t price;
	const struct bo_included *included;
};

static int open_till(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	orders_before = tickets_before = 0;
	orders_before = orders();
	tickets_before = tickets();
	return 0;
}

static int close_till(void **state)
{
	(void)state;
	return till_close_sound(&till);
}

/* --- Selling --- */

static void exact_cash(void **state)
{
	(void)state;
	till_burst(&till, "2<Enter><Enter>", "Change");
	assert_int_equal(orders(), 1);
	assert_int_equal(last_total(), 8000);
	assert_int_equal(tickets(), 2);
	till_shows(&till, "Cash 80.00");
	till_shows(&till, "2 of 2 to print");
}

static void cash_with_change(void **state)
{
	(void)state;
	till_burst(&till, "1+1<Enter>80<Enter>", "Cash 80.00");
	assert_int_equal(orders(), 1);
	assert_int_equal(test_number(till.bo, "SELECT change_given FROM orders ORDER BY id DESC"),
			 1500);
	/* the change stays until the next sale begins */
	till_keys(&till, "2", "Cash 80.00");
	till_keys(&till, "<Enter>", NULL);
	till_shows_not(&till, "Cash 80.00");
}

static void code_group_card(void **state)
{
	(void)state;
	till_burst(&till, "bard<Enter>6*3<Enter>-<Enter>", "Card 120.00");
	assert_int_equal(orders(), 1);
	assert_int_equal(last_total(), 12000);
	assert_int_equal(
		test_number(till.bo,
			    "SELECT count(*) FROM tender WHERE kind = 'card' AND order_id = "
			    "(SELECT max(id) FROM orders)"),
		1);
}

static void the_code_opens_its_offer(void **state)
{
	(void)state;
	till_keys(&till, "2*4<Enter>", "Two for One needs a code.");
	assert_int_equal(held(), 0);
	till_keys(&till, "BARD<Enter>", "code BARD");
	till_keys(&till, "2*4<Enter>", "To pay 20.00");
	till_shows_not(&till, "needs a code");
	till_keys(&till, "3*4<Enter>", "At most 2 Two for One in one sale; 5 wanted.");
	till_keys(&till, "<Esc><Enter>", "Order");
	assert_int_equal(last_total(), 2000);
}

static void a_code_asked_for(void **state)
{
	(void)state;
	till_keys(&till, "<C-k>", "The code the buyer names");
	till_keys(&till, "nonsense<Enter>", "opens nothing for this performance");
	till_keys(&till, "<C-k>bard<Enter>", "codes nonsense, bard");
	till_keys(&till, "<C-k>BARD<Enter>", "codes nonsense, bard"); /* it is there */
	till_keys(&till, "<C-k><Enter>", "Take out which code?");
	till_keys(&till, "<Enter>", "Taken out: the code nonsense; left: bard.");
	till_keys(&till, "<C-k><Enter>", "No code any more.");
	till_shows(&till, "code BARD"); /* the offer's note is there again */
}

static void cards_and_checks(void **state)
{
	(void)state;
	till_burst(&till, "1<Enter>-7731<Enter>", "Card 40.00");
	till_burst(&till, "1<Enter>--<Enter>", "Check 40.00");
	assert_int_equal(orders(), 2);
	assert_int_equal(
		test_number(till.bo, "SELECT count(*) FROM tender WHERE reference = '7731'"), 1);
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM tender WHERE kind = 'check'"),
			 1);
}

static void the_pay_form(void **state)
{
	(void)state;
	till_keys(&till, "2<Enter><F9>", "To pay: 80.00");
	till_keys(&till, "<Enter>100<Enter><Enter>", "Card gives no change.");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<C-u>4x<F9>", "That is not an amount");
	till_keys(&till, "<C-u>30<Enter>77<Enter>", "still to pay 50.00");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<F9><Left><F9>", "Change");
	assert_int_equal(orders(), 1);
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM tender WHERE order_id = "
					      "(SELECT max(id) FROM orders)"),
			 2);
}

static void free_ones_are_sold_by_enter(void **state)
{
	(void)state;
	/* what costs nothing is given for a reason, and nothing typed ahead gives it */
	till_burst(&till, "2<Space>comp<Enter><Enter>", "say for what reason");
	till_shows(&till,
		   "F4 gives a reason"); /* and not "override (clerk)", as if one broke a rule */
	till_keys(&till, "<Enter>", "A reason is missing: F4 gives it");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<F4>guests of the house<Enter>", "Comp");
	till_keys(&till, "<Enter>", "No payment");
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM sale_override WHERE rule = "
					      "'comp' AND approver_id IS NULL"),
			 1);
	assert_int_equal(orders(), 1);
	assert_int_equal(last_total(), 0);
	assert_int_equal(tickets(), 2);
}

static void notes(void **state)
{
	(void)state;
	till_keys(&till, "1+1<Enter>+", "change 5.00");
	till_keys(&till, "+", "change 15.00");
	till_keys(&till, "+", "change 35.00");
	till_keys(&till, "80", "change 15.00"); /* typing replaces it */
	till_keys(&till, "<C-u>++<Enter>", "Cash 80.00");
	assert_int_equal(orders(), 1);
	till_keys(&till, "+", NULL); /* nothing in the basket: a plain sign */
	assert_int_equal(held(), 0);
}

/* --- Refusals --- */

static void a_refusal_eats_what_was_typed_ahead(void **state)
{
	(void)state;
	till_keys(&till, "2<Enter>", "To pay 80.00");
	assert_true(golden_burst(&till.golden, "2*4<Enter><Enter><Enter>") == 4);
	assert_int_equal(till.golden.drops, 1);
	assert_int_equal(till.golden.bells, 1);
	assert_int_equal(orders(), 0);
	till_shows(&till, "F4 override (supervisor)");
	/* and what comes later does nothing either, until it is dropped */
	till_keys(&till, "<Enter><Enter>", "That was refused");
	assert_int_equal(orders(), 0);
	till_keys(&till, "x<Backspace><Enter>", "That was refused");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<Esc>", NULL);
	till_shows_not(&till, "needs a code");
	till_keys(&till, "<Enter>", "Change");
	assert_int_equal(orders(), 1);
	assert_int_equal(last_total(), 8000);
}

static void a_new_line_takes_the_place_of_a_refusal(void **state)
{
	(void)state;
	till_keys(&till, "2*4<Enter>", "needs a code");
	till_keys(&till, "2<Enter>", "To pay 80.00");
	till_shows_not(&till, "needs a code");
	till_keys(&till, "5*3<Enter>", "from 6 on; 5 wanted");
	till_keys(&till, "100<Enter>", "Cash 100.00");
	till_shows_not(&till, "from 6 on; 5");
	assert_int_equal(last_total(), 8000);
}

static void overridden_with_an_approver(void **state)
{
	(void)state;
	till_keys(&till, "2*4<Enter><F4>", "Approved by");
	till_keys(&till, "<F9>", "A reason is needed");
	till_keys(&till, "old friends<Enter><Enter><F9>", "Who approves it?");
	till_keys(&till, "Sam<Enter>9999<Enter>", "not Sam's PIN");
	till_shows(&till, "old friends");
	assert_int_equal(held(), 0);
	till_keys(&till, "Casey<F9>", NULL); /* in the PIN field: still nothing */
	assert_int_equal(held(), 0);
	till_keys(&till, "2222<Enter>", "To pay 20.00");
	assert_int_equal(held(), 2);
	till_keys(&till, "<Enter>", "Change");
	assert_int_equal(
		test_number(
			till.bo,
			"SELECT count(*) FROM sale_override o JOIN staff a ON a.id = o.approver_id "
			"WHERE o.rule = 'code' AND o.reason = 'old friends' AND a.name = 'Sam'"),
		1);
	/* the approval was for that once */
	till_keys(&till, "2*4<Enter>", "needs a code");
}

/* As at sign-in, the beginning of a name is enough; who may not approve is not meant. */
static void an_approver_is_named_by_a_beginning(void **state)
{
	(void)state;
	till_keys(&till, "2*4<Enter><F4>old friends<Enter>", "the one who may, by name");
	till_keys(&till, "s", "Sam (supervisor)");
	till_keys(&till, "<Backspace>m", "Morgan (manager)");
	till_keys(&till, "<Backspace>c",
		  "the one who may, by name"); /* Casey is a clerk, and acts */
	till_keys(&till, "<Backspace>sa<Enter>", "Sam");
	till_keys(&till, "9999<Enter>", "not Sam's PIN");
	till_keys(&till, "2222<Enter>", "To pay 20.00");
}

static void a_clerk_cannot_approve(void **state)
{
	(void)state;
	till_keys(&till, "2*4<Enter><F4>why not<Enter>Casey<Enter>1111<Enter>", NULL);
	assert_int_equal(held(), 0);
	till_keys(&till, "<Esc>", "F4 override (supervisor)");
	till_keys(&till, "<Esc>", NULL);
	till_shows_not(&till, "F4 override (supervisor)");
}

static void a_supervisor_needs_only_a_reason(void **state)
{
	(void)state;
	OK(till.bo, bo_sign_in(till.bo, "Sam", "2222"));
	till_keys(&till, "2*4<Enter><F4>", "Reason");
	till_shows_not(&till, "Approved by");
	till_keys(&till, "press night<Enter>", "To pay 20.00");
	till_keys(&till, "5*3<Enter><F4><Up>", "press night");
	till_keys(&till, "<Enter>", "To pay 120.00");
	till_keys(&till, "<Enter>", "Change");
	assert_int_equal(
		test_number(till.bo,
			    "SELECT count(*) FROM sale_override WHERE reason = 'press night'"),
		2);
}

static void beyond_the_house_only_a_manager(void **state)
{
	(void)state;
	till_keys(&till, "<Down>7<Enter>",
		  "Only 6 of the 100 places in the house are left; 7 wanted.");
	till_shows(&till, "F4 override (manager)");
	till_keys(&till, "<F4>VIP<Enter>Sam<Enter>2222<Enter>",
		  "Sam is a supervisor; this takes a manager.");
	assert_int_equal(held(), 0);
	till_shows(&till, "Approved by");
	/* a beginning is meant, too; and what is typed next stands for it, not behind it */
	till_keys(&till, "<Esc><F4>VIP<Enter>sa<Enter><Enter>",
		  "Sam is a supervisor; this takes a manager.");
	till_keys(&till, "mo", "Morgan (manager)");
	/* oneself is no second person: the name is what has to be mended, and the cursor is there
	 */
	till_keys(&till, "<Esc><F4>VIP<Enter>Casey<Enter>1111<Enter>", "ask a second person.");
	till_keys(&till, "<Home><C-k>Morgan<Enter>3333<Enter>", "To pay 280.00");
	till_keys(&till, "<Enter>", "Change");
	till_shows(&till, "1 sold too many");
	assert_int_equal(
		test_number(till.bo,
			    "SELECT count(*) FROM sale_override WHERE rule = 'house_capacity'"),
		1);
}

static void places_gone_meanwhile_are_refused_at_payment(void **state)
{
	struct bo_wish rest = { 0 };
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_performances list = { 0 };
	struct bo_performance_filter filter = { .from = TEST_NOW };

	(void)state;
	till_keys(&till, "<Down>4<Enter>", "To pay 160.00");
	test_clock_set(TEST_NOW + 3 * 3600); /* the hold ran out */
	golden_tick(&till.golden);
	till_shows(&till, "places ran out");
	OK(till.bo, bo_performance_list(till.bo, &arena, &filter, &list));
	rest = (struct bo_wish){
		list.row[1].id,
		test_number(till.bo, "SELECT id FROM voucher_type WHERE name = 'Adult General'"), 4
	};
	OK(till.bo,
	   bo_sell(till.bo, &arena, &(struct bo_sale){ .lines = &rest, .n_lines = 1 }, &order));
	bo_arena_clear(&arena);
	orders_before++;
	till_keys(&till, "<Enter>", "Only 2 of the 100 places");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<Enter><Enter>", "That was refused");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<F4>promised<Enter>Morgan<Enter>3333<Enter>", "Change");
	assert_int_equal(orders(), 1);
}

static void the_hold_is_counted_down(void **state)
{
	(void)state;
	till_keys(&till, "1<Enter>", NULL);
	till_shows_not(&till, "keeps its places");
	int64_t until = test_number(till.bo, "SELECT max(expires) FROM basket");

	test_clock_set(until - 290);
	golden_tick(&till.golden);
	till_shows(&till, "keeps its places 5 min");
	test_clock_set(until - 59);
	golden_tick(&till.golden);
	till_shows(&till, "keeps its places 1 min");
	till_keys(&till, "1*<Enter>", "To pay 80.00"); /* an act takes them anew */
	till_shows_not(&till, "keeps its places");
}

/* --- Payments in parts --- */

static void part_payments(void **state)
{
	(void)state;
	till_keys(&till, "2<Enter>50<Enter>", "still to pay 30.00");
	assert_int_equal(orders(), 0);
	till_keys(&till, "<F8>", "Given back: Cash 50.00");
	till_shows(&till, "To pay 80.00");
	/* what is typed ahead of a part payment does not sell: it may have been a mistake */
	till_burst(&till, "50<Enter><Enter>", "still to pay 30.00");
	assert_int_equal(orders(), 0);
	till_keys(&till, "-<Enter>", "Cash 50.00, Card 30.00");
	assert_int_equal(orders(), 1);
}

static void a_charged_card_is_not_forgotten(void **state)
{
	(void)state;
	till_keys(&till, "2<Enter><F9><Enter>30<F9>", "still to pay 50.00");
	till_keys(&till, "<C-x>", "Empty the basket");
	till_keys(&till, "<Enter>", "A card was charged already");
	till_shows(&till, "cannot be overridden");
	till_keys(&till, "<Esc><F8>", "Has it been given back?");
	till_keys(&till, "<Enter>", "Has it been given back?");
	till_keys(&till, "<Esc>", "Paid 30.00");
	till_keys(&till, "<F8>y", "Given back: Card 30.00");
	till_keys(&till, "<C-x>", "The basket is empty");
	assert_int_equal(held(), 0);
}

/* --- The basket --- */

static void lines_are_taken_out(void **state)
{
	(void)state;
	till_keys(&till, "1+2+6<Enter>", "To pay 210.00");
	till_keys(&till, "<F8>", "Taken out: 6 × Group Rate");
	till_keys(&till, "<Tab><Home><F8>", "Taken out: 1 × Adult General");
	till_shows(&till, "To pay 50.00");
	till_keys(&till, "<Backspace><Backspace><Backspace>2*<Enter>", "To pay 130.00");
	till_keys(&till, "<C-x>", "Empty the basket: 2 lines, 130.00?");
	till_keys(&till, "<Esc>", "To pay 130.00");
	till_keys(&till, "<C-x><Enter>", "The basket is empty");
	assert_int_equal(held(), 0);
	/* what stood in the line went with it: the Enter of habit sells nothing to the next */
	till_keys(&till, "1<Enter>3", "3 ");
	till_keys(&till, "<C-x>", "The basket is empty");
	till_burst(&till, "<Enter>", NULL);
	assert_int_equal(held(), 0);
	till_keys(&till, "<F8>", "Void: the basket is empty");
}

static void parked_and_brought_back(void **state)
{
	(void)state;
	till_keys(&till, "<F7>", "Nothing is parked");
	till_burst(&till, "2<Enter><F7><Enter>", "Parked: Adult General");
	till_shows(&till, "To pay 0.00");
	assert_int_equal(held(), 2);
	till_keys(&till, "1*2<Enter><F7>Grüße an Zoë<Enter>", "Parked: Grüße an Zoë");
	till_keys(&till, "<F7>", "Bring back which basket?");
	till_keys(&till, "gru", "Grüße an Zoë");
	till_shows_not(&till, "80.00  kept");
	till_keys(&till, "<Enter>", "To pay 25.00");
	till_keys(&till, "<Enter>", "Change");
	till_keys(&till, "<F7><Enter>", "To pay 80.00");
	till_keys(&till, "<Enter>", "Change");
	assert_int_equal(orders(), 2);
}

static int64_t add_type(struct voucher_type_of *of)
{
	struct bo_voucher_type_fields fields = { .name = of->name,
						 .category = of->category,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = of->price,
						 .subscription = 0,
						 .changeable = 1,
						 .included = of->included,
						 .n_included = of->included ? 1 : 0 };
	int64_t id = 0;

	OK(till.bo, bo_voucher_type_add(till.bo, test_number(till.bo, "SELECT max(id) FROM season"),
					&fields, &id));
	return id;
}

static void bundles_need_no_performance(void **state)
{
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	struct bo_included included = { .qty = 3 };
	int64_t bundle;

	(void)state;
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	included.type_id =
		add_type(&(struct voucher_type_of){ "A Play", BO_CATEGORY_INCLUDED, 0, NULL });
	bundle = add_type(
		&(struct voucher_type_of){ "Three Plays", BO_CATEGORY_BUNDLE, 9000, &included });
	OK(till.bo,
	   bo_redemption_apply(till.bo, &arena,
			       &(struct bo_redemption_batch){ .types = &bundle, .n_types = 1 },
			       &changes));
	bo_arena_clear(&arena);
	till_keys(&till, "<F5>", "Three Plays");
	till_keys(&till, "1+1<Enter>2<Space>three<Enter>", "To pay 245.00");
	till_keys(&till, "<Down>", "Three Plays"); /* whatever the performance */
	till_keys(&till, "<Enter>", "Order");
	assert_int_equal(
		test_number(till.bo,
			    "SELECT count(*) FROM voucher WHERE state = 'open' AND order_id = "
			    "(SELECT max(id) FROM orders)"),
		2 + 6);
}

static void the_same_again(void **state)
{
	(void)state;
	till_keys(&till, "=<Enter>", "Nothing was sold at this till yet");
	till_keys(&till, "<Esc>1+2<Enter><Enter>", "Order");
	till_burst(&till, "=<Enter><Enter>", "Order");
	assert_int_equal(orders(), 2);
	assert_int_equal(last_total(), 9000);
	till_burst(&till, "<C-d><Enter>", "Order");
	assert_int_equal(orders(), 3);
}

static void it_is_where_it_was(void **state)
{
	(void)state;
	till_keys(&till, "/joan<Enter>bard<Enter>2*4<Enter>1<Enter>", "still to pay 19.00");
	till_again(&till);
	till_shows(&till, "Smith, Joan");
	till_shows(&till, "code bard");
	till_shows(&till, "To pay 19.00");
	till_keys(&till, "<Enter>", "Change");
	assert_int_equal(last_total(), 2000);
	assert_int_equal(
		test_number(till.bo,
			    "SELECT count(*) FROM orders o JOIN patron p ON p.id = o.patron_id "
			    "WHERE p.name = 'Smith, Joan' AND o.id = (SELECT max(id) FROM orders)"),
		1);
}

/* --- People, performances --- */

static void who_buys(void **state)
{
	(void)state;
	till_keys(&till, "1<Enter>", NULL);
	/* two of that name: Enter typed ahead must not take one unseen */
	assert_true(golden_burst(&till.golden, "/smi<Enter><Enter>") == 5);
	till_shows(&till, "Who buys?");
	till_keys(&till, "<Down><Enter>", "Basket Smith, John");
	till_keys(&till, "/zoe<Enter>", "Basket Zoë O’Hara-Łukasiewicz");
	till_keys(&till, "<F2>", "walk-up, nobody by name");
	till_keys(&till, "<Esc>", "Basket Zoë");
	till_keys(&till, "<F2><Enter>", "Basket walk-up");
	till_keys(&till, "/nobody<Enter>", "F6 makes a new person");
	till_keys(&till, "<F6>", "New person");
	till_keys(&till, "<C-u><F9>", "!"); /* no name */
	till_keys(&till, "Ünal, Ayşe<Enter>ayse@example.org<F9>", "Basket Ünal, Ayşe");
	till_keys(&till, "<Enter>", "Change");
	assert_int_equal(
		test_number(till.bo,
			    "SELECT count(*) FROM orders o JOIN patron p ON p.id = o.patron_id "
			    "WHERE p.email = 'ayse@example.org'"),
		1);
}

static void which_performance(void **state)
{
	(void)state;
	till_keys(&till, "<Up>", "Hamlet · Fri 9 Jan 20:00");
	till_keys(&till, "<Down>", "Hamlet · Sat 10 Jan 20:00");
	till_keys(&till, "<PageDown><PageDown><PageDown><PageDown>", "King Lear · Sun 8 Mar 15:00");
	till_keys(&till, "<PageUp><PageUp><PageUp><PageUp>", "Hamlet · Fri 9 Jan 20:00");
	till_keys(&till, "<F3>", "Which performance?");
	till_keys(&till, "othe 31<Enter>", "Othello · Sat 31 Jan 20:00");
	till_keys(&till, "<F3>zzz<Enter>", "No performance like that");
	till_keys(&till, "<Esc>", "Othello · Sat 31 Jan 20:00");
	till_keys(&till, "1<Enter><Up>1*<Enter><Enter>", "Order");
	assert_int_equal(
		test_number(
			till.bo,
			"SELECT count(DISTINCT performance_id) FROM order_line WHERE order_id = "
			"(SELECT max(id) FROM orders)"),
		2);
}

/* --- Tickets --- */

static void code_of_last(char *keys, size_t size)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;
	int64_t id = 0;

	OK(till.bo, bo_order_last(till.bo, &id));
	OK(till.bo, bo_order_get(till.bo, &arena, id, &order));
	snprintf(keys, size, "%s<Enter>", order.voucher[0].code);
	bo_arena_clear(&arena);
}

static void scanned(void **state)
{
	char old[40], fresh[40];

	(void)state;
	till_keys(&till, "2<Enter><Enter>", "Order");
	code_of_last(old, sizeof old);
	till_keys(&till, "1<Enter>", "To pay 40.00");
	till_keys(&till, old, "issue 1: good");
	till_keys(&till, old, "The same ticket twice");
	test_clock_set(TEST_NOW + 2);
	till_keys(&till, old, "issue 1: good");
	till_shows_not(&till, "twice");
	till_keys(&till, "<F11><Enter>", "2 new tickets, the old codes are void");
	test_clock_set(TEST_NOW + 5);
	till_keys(&till, old, "VOID: printed again since");
	code_of_last(fresh, sizeof fresh);
	assert_string_not_equal(old, fresh);
	till_keys(&till, fresh, "issue 2: good");
	till_keys(&till, "<Esc>", NULL);
	till_shows_not(&till, "issue 2");
	assert_int_equal(orders(), 1); /* nothing was sold by it */
	assert_int_equal(held(), 1);
	/* the next act of selling puts it away: a good sale never stands beside an old VOID */
	test_clock_set(TEST_NOW + 9);
	till_keys(&till, old, "VOID: printed again since");
	till_keys(&till, "<Enter>", "Change");
	till_shows_not(&till, "VOID");
}

static void nobody_sells_by_scanning_into_a_dialog(void **state)
{
	char code[40];

	(void)state;
	till_keys(&till, "1<Enter><Enter>", "Order");
	code_of_last(code, sizeof code);
	till_keys(&till, "2*4<Enter><F4>", "Reason");
	golden_keys(&till.golden, code);
	till_keys(&till, "Sam<Enter>2222<Enter>", "That is the code of a ticket");
	assert_int_equal(held(), 0);
}

static void printed_again(void **state)
{
	(void)state;
	till_keys(&till, "<F11>", "Reprint: nothing was sold at this till yet");
	till_keys(&till, "2<Enter><Enter>", "Order");
	till_keys(&till, "<F11>", "2 tickets; the old codes become void");
	till_keys(&till, "<Esc>", NULL);
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM ticket WHERE issue = 2"), 0);
	/* the question takes no Enter that was typed before it was seen */
	assert_true(golden_burst(&till.golden, "<F11><Enter>") == 1);
	till_keys(&till, "<Enter>", "2 new tickets");
	assert_int_equal(
		test_number(till.bo,
			    "SELECT count(*) FROM ticket WHERE issue = 2 AND state = 'active'"),
		2);
	assert_int_equal(tickets(), 2);
	/* a programme has no ticket: nothing is asked, so Enter is the entry line's */
	till_keys(&till, "*7<Enter><Enter>", "Cash 5.00");
	till_keys(&till, "<F11>", "has no tickets to print");
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
	assert_int_equal(orders(), 2);
}

/* --- Junk --- */

static void wrong_lines_say_why_and_stay(void **state)
{
	(void)state;
	till_keys(&till, "9*9<Enter>", "There is no offer 9 here");
	assert_int_equal(till.golden.bells, 1);
	assert_int_equal(till.golden.drops, 1);
	till_shows(&till, "Sell ▸ 9*9");
	till_keys(&till, "2*2", "→ 2 × Youth General"); /* the next line takes its place */
	till_keys(&till, "<Esc><Enter>", "A number sells");
	till_keys(&till, "-<Enter>", "There is nothing to pay for yet");
	assert_int_equal(held(), 0);
}

static void pasted(void **state)
{
	char much[3000];

	(void)state;
	golden_paste(&till.golden, "2\n\n");
	till_shows(&till, "→ 2 × Adult General");
	assert_int_equal(held(), 0);
	till_keys(&till, "<Esc>", NULL);
	golden_paste(&till.golden, "\033[2J\001\002\xE2\x80\xAE<b>&amp;\xFF\n1\n2\n3");
	assert_int_equal(held(), 0);
	till_keys(&till, "<Enter><Esc>", NULL);
	memset(much, 'x', sizeof much - 1);
	much[sizeof much - 1] = '\0';
	golden_paste(&till.golden, much);
	assert_true(till.golden.result & UI_BELL);
	till_keys(&till, "<Esc>2<Enter>", "To pay 80.00");
}

static void escape_everywhere(void **state)
{
	static const char *const ways[] = { "<F1>", "<F2>",	 "<F3>",	"<F9>",
					    "<F7>", "<C-k>",	 "<C-x>",	"<Tab>",
					    ":",    "2<Space>y", "/smi<Enter>", "<F8>9*9<Enter>",
					    "<F6>", "?" };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		till_keys(&till, "1+1<Enter>", NULL);
		golden_keys(&till.golden, ways[i]);
		golden_resize(&till.golden, 12, 50);
		golden_resize(&till.golden, 40, 132);
		golden_resize(&till.golden, 5, 20);
		golden_resize(&till.golden, 24, 80);
		till_keys(&till, "<Esc><Esc><Esc><Esc>", "Basket walk-up");
		assert_int_equal(till.app.depth, 1);
		golden_keys(&till.golden, "<C-x>");
		if (held() > 0)
			golden_keys(&till.golden, "<Enter>");
		assert_int_equal(held(), 0);
	}
	assert_int_equal(orders(), 0);
}

/* Keys without sense, the same in every run; what is sold must balance afterwards. */
static void monkeys(void **state)
{
	static const char *const keys[] = {
		"1",	       "2",	     "6",
		"0",	       "<Enter>",    "<Enter>",
		"<Enter>",     "+",	     "*",
		"-",	       "/",	     "=",
		".",	       "y",	     "<Space>",
		"<Esc>",       "<Tab>",	     "<Up>",
		"<Down>",      "<F2>",	     "<F3>",
		"<F4>",	       "<F6>",	     "<F7>",
		"<F8>",	       "<F9>",	     "<F11>",
		"<C-k>",       "<C-x>",	     "<C-d>",
		"<PageUp>",    "<Home>",     "<Delete>",
		"?",	       ":",	     "<Backspace>",
		"bard<Enter>", "<Esc>",	     "<Esc><Esc>2<Enter><Enter>",
		"smi",	       "2*4<Enter>", "1+1<Enter>",
		"a\xCC\x88",   "李",
	};
	unsigned seed = 12345;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		seed = seed * 1103515245u + 12345u;
		golden_keys(&till.golden, keys[(seed >> 16) % (sizeof keys / sizeof *keys)]);
		if (i % 97 == 0)
			golden_resize(&till.golden, 10 + (int)(seed >> 20) % 40,
				      40 + (int)(seed >> 10) % 120);
		if (i % 50 == 0)
			golden_tick(&till.golden);
		assert_true(till.app.depth >= 1 && till.app.depth < 8);
	}
	assert_true(orders() > 0);
}

static void every_size(void **state)
{
	(void)state;
	till_keys(&till, "1+1<Enter>50<Enter>2*4<Enter>", "needs a code");
	for (int rows = 1; rows < 50; rows += 3) {
		for (int cols = 1; cols < 160; cols += 7) {
			golden_resize(&till.golden, rows, cols);
			if (rows < 10 || cols < 40)
				continue;
			till_shows(&till, "15.00"); /* what is to pay */
			till_shows(&till, "F4 override");
			till_shows(&till, "needs a code.");
		}
	}
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, open_till, close_till)
	const struct CMUnitTest tests[] = {
		T(exact_cash),
		T(cash_with_change),
		T(code_group_card),
		T(the_code_opens_its_offer),
		T(a_code_asked_for),
		T(cards_and_checks),
		T(the_pay_form),
		T(free_ones_are_sold_by_enter),
		T(notes),
		T(a_refusal_eats_what_was_typed_ahead),
		T(a_new_line_takes_the_place_of_a_refusal),
		T(overridden_with_an_approver),
		T(an_approver_is_named_by_a_beginning),
		T(a_clerk_cannot_approve),
		T(a_supervisor_needs_only_a_reason),
		T(beyond_the_house_only_a_manager),
		T(places_gone_meanwhile_are_refused_at_payment),
		T(the_hold_is_counted_down),
		T(part_payments),
		T(a_charged_card_is_not_forgotten),
		T(lines_are_taken_out),
		T(parked_and_brought_back),
		T(bundles_need_no_performance),
		T(the_same_again),
		T(it_is_where_it_was),
		T(who_buys),
		T(which_performance),
		T(scanned),
		T(nobody_sells_by_scanning_into_a_dialog),
		T(printed_again),
		T(wrong_lines_say_why_and_stay),
		T(pasted),
		T(escape_everywhere),
		T(monkeys),
		T(every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
