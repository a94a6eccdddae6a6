/*
 * Campaigns at the counter: four uses of a list, each from the key to the store, and what is said
 * when nothing is left.
 */
#include "orders/order.h"
#include "support/campaign.h"
#include "support/till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;
static char ticket[40]; /* of the first performance */

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

static int64_t last_total(void)
{
	return number("SELECT total FROM orders ORDER BY id DESC LIMIT 1");
}

static int64_t uses(void)
{
	return number("SELECT count(*) FROM campaign_use WHERE given_back IS NULL");
}

static void find_ticket(void)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;

	OK(till.bo, bo_order_get(till.bo, &arena, 1, &order));
	assert_non_null(order.voucher[0].code);
	assert_int_equal(order.voucher[0].performance_id,
			 number("SELECT min(id) FROM performance"));
	snprintf(ticket, sizeof ticket, "%s", order.voucher[0].code);
	bo_arena_clear(&arena);
}

static int open_till(void **state)
{
	(void)state;
	till_open(&till, 24, 80);
	find_ticket();
	return 0;
}

static int close_till(void **state)
{
	(void)state;
	return till_close_sound(&till);
}

/* The manager sets it up meanwhile; the clerk goes on. */
static void begin_setup(void)
{
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
}

static void end_setup(void)
{
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	till_keys(&till, "<F5>", "Performances");
}

static int64_t attendees(int64_t quantity)
{
	int64_t id = 0, first = number("SELECT min(id) FROM performance");

	OK(till.bo, bo_audience_add_attendees(till.bo, "First evening", &first, 1, quantity, &id));
	return id;
}

static void friends(enum bo_scope scope)
{
	static const char *const members[] = { "FRIEND-1",	    "FRIEND-2",
					       "anna@example.net",  "004715001234",
					       "conan@example.org", NULL };
	struct bo_campaign_terms terms;

	begin_setup();
	terms = test_terms("Friends 2026", test_list(till.bo, "Friends", 3, members),
			   BO_EFFECT_PERCENT, 2500);
	terms.public_name = "Friends of the house";
	terms.scope = scope;
	terms.print_code = true;
	test_campaign(till.bo, &terms);
	end_setup();
}

/* --- Four uses of a list --- */

static void previous_participants(void **state)
{
	struct bo_campaign_terms terms;

	(void)state;
	begin_setup();
	terms = test_terms("Come again", attendees(1), BO_EFFECT_PERCENT, 1000);
	terms.unlocks = 1u << BO_UNLOCK_AUTOMATIC;
	test_campaign(till.bo, &terms);
	end_setup();
	till_shows_not(&till, "Come again");
	till_keys(&till, "<Down>/zoe<Enter>", "Come again: 10% off");
	till_shows(&till, "*Adult General     36.00");
	till_keys(&till, "1<Enter>", "To pay 36.00");
	till_shows(&till, "Come again  1 × -4.00");
	till_keys(&till, "<Enter>", "Cash 36.00");
	assert_int_equal(last_total(), 3600);
	assert_int_equal(uses(), 1);
}

static void a_ticket_of_an_earlier_evening(void **state)
{
	char keys[80];
	struct bo_campaign_terms terms;

	(void)state;
	begin_setup();
	terms = test_terms("Come again", attendees(1), BO_EFFECT_AMOUNT, 500);
	terms.scope = BO_SCOPE_ALL;
	test_campaign(till.bo, &terms);
	end_setup();
	snprintf(keys, sizeof keys, "<Down>%s<Enter>", ticket);
	till_keys(&till, keys, "issue 1: good");
	till_shows(&till, "Come again: 5.00 off, 1 of 1 left");
	assert_int_equal(till.golden.bells, 0);
	/* one of the two gets it */
	till_keys(&till, "2<Enter>", "To pay 75.00");
	till_shows(&till, "Come again: 1 here, 0 of 1 left");
	till_keys(&till, "<Enter>", "Cash 75.00");
	assert_int_equal(uses(), 1);
	/* looked up again: told, and not taken */
	test_clock_set(bo_now(till.bo) + 60);
	snprintf(keys, sizeof keys, "%s<Enter>", ticket);
	till_keys(&till, keys, "Come again: 1 of 1 used: Hamlet");
	till_shows_not(&till, "code T");
	/* asked for, it is the code, and refuses */
	snprintf(keys, sizeof keys, "<C-k>%s<Enter>1<Enter>", ticket);
	till_keys(&till, keys, "Nothing is left of Come again; 1 of 1 used: Hamlet");
	till_shows(&till, "F4 override (supervisor) · F8 without the code");
	/* the basket has no line, and F8 takes the code out */
	till_keys(&till, "<F8>", "No code any more");
	till_shows_not(&till, "Nothing is left");
	till_keys(&till, "1<Enter>", "To pay 40.00");
	till_keys(&till, "<C-x>", "The basket is empty");
	till_keys(&till, keys, "Nothing is left of Come again; 1 of 1 used: Hamlet");
	till_keys(&till, "<F4>", "Approved by");
	till_keys(&till, "A regular<Enter>Sam<Enter>2222<F9>", "To pay 35.00");
	till_keys(&till, "<Enter>", "Cash 35.00");
	assert_int_equal(uses(), 2);
	assert_int_equal(number("SELECT count(*) FROM sale_override WHERE rule = 'used_up'"), 1);
}

static void named_people(void **state)
{
	(void)state;
	friends(BO_SCOPE_PERFORMANCE);
	/* a patron is named */
	till_keys(&till, "conan@example.org<Enter>", "Basket Conan O'Brien");
	till_shows(&till, "Friends of the house: 25% off, 3 of 3 left");
	till_keys(&till, "2<Enter>", "To pay 60.00");
	till_keys(&till, "<Enter>", "Cash 60.00");
	assert_int_equal(number("SELECT patron_id FROM orders ORDER BY id DESC LIMIT 1"),
			 number("SELECT id FROM patron WHERE email = 'conan@example.org'"));
	/* somebody of the list who never was here */
	till_keys(&till, "anna@example.net<Enter>", "code anna@example.net");
	till_keys(&till, "1<Enter><Enter>", "Cash 30.00");
	assert_int_equal(uses(), 3);
	till_keys(&till, "eve@example.net<Enter>", "Nobody here has the e-mail eve@example.net");
	till_shows_not(&till, "code eve");
}

static void one_code_over_several_evenings(void **state)
{
	(void)state;
	friends(BO_SCOPE_ALL);
	till_keys(&till, "friend-1<Enter>", "Friends of the house: 25% off, 3 of 3 left");
	till_expect(&till, "sell_offers", NULL);
	till_keys(&till, "2<Enter>", "Friends of the house: 2 here, 1 of 3 left");
	till_shows(&till, "2 × -10.00");
	till_shows(&till, "-20.00");
	till_expect(&till, "sell_offered", NULL);
	till_burst(&till, "<Enter>", "Cash 60.00");
	/* what comes again is the lines; that the price is another is said */
	till_keys(&till, "=<Enter>", "had codes; they are not repeated.");
	till_shows(&till, "To pay 80.00");
	till_keys(&till, "<C-x><Enter>", "To pay 0.00");
	till_keys(&till, "<Down>FRIEND1<Enter>", "1 of 3 left");
	till_keys(&till, "1<Enter><Enter>", "Cash 30.00");
	assert_int_equal(uses(), 3);
	till_keys(&till, "<Down>FRIEND-1<Enter>", "3 of 3 used: Hamlet");
	till_keys(&till, "1<Enter>",
		  "Nothing is left of Friends of the house; 3 of 3 used: Hamlet");
	till_expect(&till, "sell_used_up", NULL);
	/* without the code it is sold at its price */
	till_keys(&till, "<Esc><C-k><Enter>1<Enter>", "To pay 40.00");
	till_keys(&till, "<F8><C-k>friend-1<Enter>1<Enter><F4>", "Approved by");
	till_keys(&till, "A gift<Enter>Sam<Enter>2222<F9>", "To pay 30.00");
	till_keys(&till, "<Enter>", "Cash 30.00");
	assert_int_equal(uses(), 4);
	/* the other code of the list is whole */
	till_keys(&till, "friend-2<Enter>", "3 of 3 left");
	/* a barcode of digits, in an empty basket and beside a line */
	till_keys(&till, "<C-k><Enter>004715001234<Enter>", "code 004715001234");
	till_keys(&till, "<C-k><Enter>1<Enter>004715001234<Enter>", "To pay 30.00");
	till_keys(&till, "<C-x>004715001235<Enter>", "004715001235 is no code");
}

/* Two friends share what is bought, each by what is left of theirs; a code that opens an offer
 * stands beside them. */
static void codes_stand_together(void **state)
{
	(void)state;
	friends(BO_SCOPE_ALL);
	till_keys(&till, "friend-1<Enter>friend-2<Enter>", "codes friend-1, friend-2");
	till_shows(&till, "6 of 6 left");
	till_keys(&till, "4<Enter>", "Friends of the house: 4 here, 2 of 6 left");
	till_shows(&till, "4 × Adult General *2 codes");
	till_shows(&till, "To pay 120.00");
	till_keys(&till, "bard<Enter>2*4<Enter>", "Two for One *");
	till_shows(&till, "3 codes");
	till_expect(&till, "sell_codes", NULL);
	till_keys(&till, "<C-k><Enter>", "Take out which code?");
	till_shows(&till, "Adult General, Two for One");
	till_expect(&till, "sell_codes_out", NULL);
	/* the offer needs it */
	till_keys(&till, "<Down><Down><Enter>", "Two for One needs a code.");
	till_keys(&till, "<Esc>", "3 codes");
	till_keys(&till, "<Enter>", "Cash 135.00");
	assert_int_equal(uses(), 6);
	assert_int_equal(number("SELECT count(*) FROM order_line WHERE order_id = (SELECT max(id) "
				"FROM orders)"),
			 3);
	assert_int_equal(number("SELECT sum(qty) FROM order_line WHERE code = 'friend-1' AND "
				"order_id = (SELECT max(id) FROM orders)"),
			 3);
	assert_int_equal(number("SELECT sum(qty) FROM order_line WHERE code = 'bard' AND order_id "
				"= (SELECT max(id) FROM orders)"),
			 2);
	/* without lines F8 takes one out, and what is used up says which */
	till_keys(&till, "friend-1<Enter><F8>", "No code any more.");
	till_keys(&till, "friend-2<Enter>friend-1<Enter>2<Enter>", "friend-2: 3 of 3 used: Hamlet");
}

/* The order tells the same story as the ticket and the list. */
static void the_order_tells_it(void **state)
{
	struct order_args args = { 0 };

	(void)state;
	friends(BO_SCOPE_ALL);
	till_keys(&till, "friend-2<Enter>2<Enter><Enter>", "Cash 60.00");
	args.order_id = number("SELECT max(id) FROM orders");
	assert_true(app_push(&till.app, &order_screen, &args, 0));
	till_keys(&till, "<Down>", "2 Adult General, Hamlet Fri 9 Jan 20:00, code friend-2");
	till_shows(&till, "Friends of the house, 2 ×, code FRIEND-2");
	till_shows(&till, "-20.00");
	till_shows(&till, "Friends of the house, code FRIEND-2");
	/* given back, it is in the list again, and on the page as what it was */
	begin_setup();
	till_keys(&till, "<F8>a", "Refund");
	till_keys(&till, "<Tab>Ill<F9>", "given back");
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	till_keys(&till, "<Esc>friend-2<Enter>", "3 of 3 left");
	assert_int_equal(uses(), 0);
}

/* Several campaigns on a ticket, and several tickets of one buyer: each campaign is one row. */
static void campaigns_that_join(void **state)
{
	struct bo_campaign_terms terms;

	(void)state;
	begin_setup();
	terms = test_terms("Come again", attendees(1), BO_EFFECT_AMOUNT, 500);
	terms.joins = true;
	test_campaign(till.bo, &terms);
	terms = test_terms("Early", 0, BO_EFFECT_PERCENT, 1250);
	terms.joins = true;
	test_campaign(till.bo, &terms);
	end_setup();
	till_shows(&till, "*Adult General     35.00");
	till_keys(&till, "<Down>/zoe<Enter>", " · Early: 12.5% off");
	till_shows(&till, "*Adult General     30.62");
	till_keys(&till, "2<Enter>", "Come again  2 × -5.00");
	till_shows(&till, "Early  2 ×");
	till_shows(&till, "To pay 61.25");
	till_expect(&till, "sell_joined", NULL);
	till_keys(&till, "<Enter>", "Cash 61.25");
}

/* --- What it takes at the till --- */

static void what_is_given_comes_back(void **state)
{
	(void)state;
	friends(BO_SCOPE_ALL);
	till_keys(&till, "friend-1<Enter>3<Enter>", "3 here, 0 of 3 left");
	till_keys(&till, "<C-x>", "The basket is empty");
	till_keys(&till, "friend-1<Enter>", "3 of 3 left");
	assert_int_equal(uses(), 0);
}

static void more_than_are_left_is_sold_at_its_price(void **state)
{
	(void)state;
	friends(BO_SCOPE_ALL);
	till_keys(&till, "friend-1<Enter>4", "4 × Adult General  160.00 less Friends of the house");
	till_keys(&till, "<Enter>", "To pay 130.00");
	/* the order has its part: others are on sale beside it */
	till_shows_not(&till, "used up");
	till_keys(&till, "1*2", "1 × Youth General  25.00");
	till_shows_not(&till, "!");
	till_keys(&till, "<Enter><Enter>", "Cash 155.00");
	assert_int_equal(uses(), 3);
}

static void keys_stay_few(void **state)
{
	(void)state;
	friends(BO_SCOPE_ALL);
	/* code, two tickets, exact cash, typed without looking */
	till_burst(&till, "friend-1<Enter>2<Enter><Enter>", "Cash 60.00");
	/* a used-up code typed ahead of a sale sells nothing */
	till_burst(&till, "friend-1<Enter>1<Enter><Enter>", "Cash 30.00");
	till_burst(&till, "friend-1<Enter>1<Enter><Enter>", "3 of 3 used: Hamlet");
	assert_int_equal(uses(), 3);
	till_shows(&till, "Cash 30.00"); /* still the sale before */
}

/* What everybody gets makes no text a code. */
static void an_offer_for_everybody(void **state)
{
	struct bo_campaign_terms terms;
	char keys[60];

	(void)state;
	begin_setup();
	terms = test_terms("Spring", 0, BO_EFFECT_PERCENT, 1000);
	test_campaign(till.bo, &terms);
	end_setup();
	till_keys(&till, "nothing<Enter>", "nothing is no code and begins no offer");
	till_shows_not(&till, "code nothing");
	till_keys(&till, "<Esc><C-k>nothing<Enter>", "The code nothing opens nothing");
	till_keys(&till, "<C-k><C-u><Enter>nobody@example.net<Enter>",
		  "Nobody here has the e-mail");
	till_shows_not(&till, "code nobody");
	snprintf(keys, sizeof keys, "<C-u>%s<Enter>", ticket);
	till_keys(&till, keys, ticket);
	snprintf(keys, sizeof keys, "code %s", ticket);
	till_shows_not(&till, keys);
}

static void codes_that_nobody_knows(void **state)
{
	const struct bo_code_plan plan = { .count = 5, .length = 8, .prefix = "SCH" };
	struct bo_arena arena = { 0 };
	struct bo_members list;
	int64_t audience = 0, first = 0;
	char code[40], keys[60], wrong[40];

	(void)state;
	begin_setup();
	OK(till.bo, bo_audience_add(till.bo, "School", 1, &audience));
	OK(till.bo, bo_member_generate(till.bo, audience, &plan, NULL, NULL, &first));
	OK(till.bo,
	   bo_member_list(till.bo, &arena,
			  &(struct bo_member_filter){ .audience_id = audience, .limit = 1 },
			  &list));
	snprintf(code, sizeof code, "%s", list.row[0].code);
	bo_arena_clear(&arena);
	end_setup();
	/* of a list, but nothing runs for it */
	snprintf(keys, sizeof keys, "%s<Enter>", code);
	till_keys(&till, keys, "is of the list School, but no campaign that runs is for it");
	till_shows_not(&till, "code SCH");
	snprintf(wrong, sizeof wrong, "%s", code);
	char *last = &wrong[strlen(wrong) - 2];

	*last = *last == '7' ? '8' : '7';
	snprintf(keys, sizeof keys, "<C-u>%s<Enter>", wrong);
	till_keys(&till, keys, "is mistyped: no code of ours is like that");
	/* asked for as a code it is taken all the same: nothing is blocked */
	snprintf(keys, sizeof keys, "<Esc><C-k>%s<Enter>", wrong);
	till_keys(&till, keys, "is mistyped");
	till_shows(&till, "code SCH");
	till_keys(&till, "<C-k>bard<Enter>2*4<Enter>", "To pay 20.00");
	till_keys(&till, "<C-x>nothing<Enter>", "nothing is no code and begins no offer");
}

static void hidden_offers_open(void **state)
{
	static const char *const members[] = { "TEAM-7", "008", NULL };
	struct bo_campaign_terms terms;

	(void)state;
	begin_setup();
	terms = test_terms("The team", test_list(till.bo, "Team", 2, members), BO_EFFECT_UNLOCK, 0);
	test_campaign(till.bo, &terms);
	end_setup();
	/* no eight tickets */
	till_keys(&till, "008<Enter>", "The team: opens hidden offers, 2 of 2 left");
	till_shows(&till, "To pay 0.00");
	till_keys(&till, "<F8>007<Enter>", "007 is no code, and a number has no 0 in front");
	till_keys(&till, "<C-u>team-7<Enter>", "The team: opens hidden offers, 2 of 2 left");
	till_shows(&till, "*Two for One");
	till_keys(&till, "2*4<Enter>", "To pay 20.00");
	till_shows(&till, "The team  2 ×");
	till_keys(&till, "<Enter>", "Cash 20.00");
	assert_int_equal(uses(), 2);
}

/* A ticket stands beside the code there is; one of the two is taken out. */
static void a_second_ticket_stands_beside(void **state)
{
	char keys[80];
	struct bo_campaign_terms terms;

	(void)state;
	friends(BO_SCOPE_ALL);
	begin_setup();
	terms = test_terms("Come again", attendees(1), BO_EFFECT_AMOUNT, 500);
	test_campaign(till.bo, &terms);
	end_setup();
	snprintf(keys, sizeof keys, "friend-1<Enter>1<Enter>%s<Enter>", ticket);
	till_keys(&till, keys, "Come again: 5.00 off, 1 of 1 left");
	till_shows(&till, "To pay 30.00");
	till_shows(&till, "2 codes");
	till_keys(&till, "<C-k>", "One more code the buyer names; empty takes one out");
	till_keys(&till, "<Enter>", "Take out which code?");
	till_shows(&till, "nothing in the basket");
	till_keys(&till, "<Enter>", "To pay 35.00");
	till_shows(&till, "Come again  1 × -5.00");
	/* scanned again it is the same; named again, friends come first by the order of campaigns
	 */
	till_keys(&till, "<C-k>friend-2<Enter>", "To pay 30.00");
	till_keys(&till, "<C-x>", "The basket is empty");
	/* and with nothing running for it, a ticket is looked up as ever */
	begin_setup();
	OK(till.bo, bo_campaign_pause(till.bo, number("SELECT max(id) FROM campaign")));
	end_setup();
	test_clock_set(bo_now(till.bo) + 60);
	snprintf(keys, sizeof keys, "%s<Enter>", ticket);
	till_keys(&till, keys, "issue 1: good");
	till_shows_not(&till, "Come again");
}

static void long_names(void **state)
{
	static const char *const members[] = { "FRIEND-1", NULL };
	struct bo_campaign_terms terms;
	char name[BO_NAME_MAX + 1] = "";

	(void)state;
	while (strlen(name) + 9 < sizeof name)
		strcat(name, "李小龍");
	begin_setup();
	terms = test_terms("Long", test_list(till.bo, "Friends", 3, members), BO_EFFECT_AMOUNT, 5);
	terms.public_name = name;
	test_campaign(till.bo, &terms);
	end_setup();
	till_keys(&till, "friend-1<Enter>2", "80.00 less 李");
	till_keys(&till, "<Enter>", "2 × -0.05");
	till_shows(&till, "To pay 79.90");
	till_keys(&till, "<C-x>friend-1<Enter>1", "1 × Adult General  39.95");
	till_keys(&till, "<Enter><C-x>", "empty");
	for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
		for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
			golden_resize(&till.golden, rows, cols);
	golden_resize(&till.golden, 24, 80);
}

static void rows_of_the_basket(void **state)
{
	(void)state;
	friends(BO_SCOPE_ALL);
	till_keys(&till, "friend-1<Enter>2<Enter>1*2<Enter>1*7<Enter>", "To pay ");
	/* the cursor stands on lines only; F8 takes one out with what it had */
	till_keys(&till, "<Tab><Home><F8>", "Taken out: 2 × Adult General");
	till_shows(&till, "Friends of the house: 1 here, 2 of 3 left");
	for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
		for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
			golden_resize(&till.golden, rows, cols);
	golden_resize(&till.golden, 24, 80);
}

static void another_performance_another_standing(void **state)
{
	struct bo_campaign_terms terms;
	struct bo_target only = { .kind = BO_TARGET_PERFORMANCE };

	(void)state;
	begin_setup();
	terms = test_terms("First only", 0, BO_EFFECT_AMOUNT, 500);
	terms.audience_id = attendees(1);
	only.id = number("SELECT min(id) FROM performance");
	terms.target = &only;
	terms.n_targets = 1;
	test_campaign(till.bo, &terms);
	end_setup();
	till_keys(&till, "/zoe<Enter>", "First only: 5.00 off");
	till_keys(&till, "<Down>", "First only: not for this performance");
	till_shows_not(&till, "*Adult");
	till_keys(&till, "<Up>", "First only: 5.00 off");
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, open_till, close_till)
	const struct CMUnitTest tests[] = {
		TEST(previous_participants),
		TEST(a_ticket_of_an_earlier_evening),
		TEST(named_people),
		TEST(one_code_over_several_evenings),
		TEST(codes_stand_together),
		TEST(the_order_tells_it),
		TEST(campaigns_that_join),
		TEST(what_is_given_comes_back),
		TEST(more_than_are_left_is_sold_at_its_price),
		TEST(keys_stay_few),
		TEST(an_offer_for_everybody),
		TEST(codes_that_nobody_knows),
		TEST(hidden_offers_open),
		TEST(a_second_ticket_stands_beside),
		TEST(long_names),
		TEST(rows_of_the_basket),
		TEST(another_performance_another_standing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
