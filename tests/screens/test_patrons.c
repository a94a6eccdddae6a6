/*
 * The patrons and their pages: subscriptions bought at the Sell screen and used, given away,
 * issued; what the engine refuses is said on the page.  Everything is counted in the store.
 */
#include "patrons/page.h"
#include "registry.h"
#include "support/program.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct till till;

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

/* Vouchers of a type that a patron has in a state. */
static int count(const char *who, const char *type, enum bo_voucher_state state)
{
	struct bo_arena arena = { 0 };
	struct bo_patron patron;
	struct bo_vouchers list;
	int n = 0;

	OK(till.bo, bo_patron_find(till.bo, &arena, who, &patron));
	const struct bo_voucher_filter filter = { .patron_id = patron.id };

	OK(till.bo, bo_voucher_list(till.bo, &arena, &filter, &list));
	for (size_t i = 0; i < list.n; i++)
		n += strcmp(list.row[i].type, type) == 0 && list.row[i].state == state;
	bo_arena_clear(&arena);
	return n;
}

static int64_t tickets(void)
{
	return number("SELECT count(*) FROM ticket WHERE state = 'active'");
}

/* --- A season with subscriptions, beside what the demo has --- */

static int64_t add_type(int64_t season, const char *name, enum bo_category category, int64_t price,
			const struct bo_included *included)
{
	int64_t id = 0;
	const struct bo_voucher_type_fields fields = { .name = name,
						       .category = category,
						       .availability = BO_AVAILABLE_ANYONE,
						       .price = price,
						       .display_order = 900,
						       .subscription =
							       category == BO_CATEGORY_BUNDLE,
						       .changeable = 1,
						       .included = included,
						       .n_included = included ? 1 : 0 };

	OK(till.bo, bo_voucher_type_add(till.bo, season, &fields, &id));
	return id;
}

/* At all performances, or those of Sundays only. */
static void open_type(int64_t type, bool sundays)
{
	const struct bo_performance_filter all = { .from = BO_NONE };
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	struct bo_performances list;
	int64_t at[64];
	size_t n = 0;

	OK(till.bo, bo_performance_list(till.bo, &arena, &all, &list));
	for (size_t i = 0; i < list.n && n < 64; i++)
		if (!sundays || bo_when_civil(list.row[i].at, BO_DEMO_ZONE).weekday == 0)
			at[n++] = list.row[i].id;
	assert_true(n > 2 && sundays == (n < list.n));
	const struct bo_redemption_batch batch = {
		.types = &type, .n_types = 1, .performances = at, .n_performances = n
	};

	OK(till.bo, bo_redemption_apply(till.bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
}

static void add_bundle(int64_t season, const char *name, const char *child, int64_t price,
		       bool sundays)
{
	const struct bo_included three = {
		.type_id = add_type(season, child, BO_CATEGORY_INCLUDED, 0, NULL), .qty = 3
	};
	int64_t bundle = add_type(season, name, BO_CATEGORY_BUNDLE, price, &three);
	const struct bo_redemption_batch batch = { .types = &bundle, .n_types = 1 };
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };

	open_type(three.type_id, sundays);
	OK(till.bo, bo_redemption_apply(till.bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
}

static int open_till(void **state)
{
	int64_t season;

	(void)state;
	program_open(&till, 24, 80);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	season = number("SELECT min(season_id) FROM voucher_type");
	add_bundle(season, "Regular Season", "Regular play", 10000, false);
	add_bundle(season, "Matinee Season", "Matinee play", 7500, true);
	add_bundle(season, "Flex Pass", "Flex play", 9000, false);
	bo_sign_out(till.bo);
	program_sign_in(&till, "Casey", "1111");
	return 0;
}

static int close_till(void **state)
{
	(void)state;
	test_check(till.bo);
	till_close(&till);
	return 0;
}

static void go_to(const char *name)
{
	program_go(&till, CMD_PATRONS);
	till_keys(&till, name, NULL);
	till_keys(&till, "<Enter>", "Open vouchers");
}

/* Finds the number of an offer on the Sell screen, and puts one of it in the basket. */
static void put_one(const char *bundle)
{
	int y = golden_find(&till.golden, bundle);
	char keys[40];
	int at = 0;

	assert_true(y >= 0);
	const char *row = golden_row(&till.golden, y), *name = strstr(row, bundle);

	for (const char *c = row; c < name; c++)
		if (*c >= '0' && *c <= '9' && (c == row || c[-1] < '0' || c[-1] > '9'))
			at = (int)strtol(c, NULL, 10);
	assert_true(at > 0);
	snprintf(keys, sizeof keys, "1*%d<Enter>", at);
	till_keys(&till, keys, NULL);
}

static void buy(const char *who)
{
	golden_resize(&till.golden, 60, 120); /* all offers are in sight */
	till_keys(&till, "<F2>", "Who buys?");
	till_keys(&till, who, NULL);
	till_keys(&till, "<Enter>", NULL);
	put_one("Regular Season");
	put_one("Matinee Season");
	put_one("Flex Pass");
	till_keys(&till, "<Enter>", "Change");
	golden_resize(&till.golden, 24, 80);
}

/* --- Pictures --- */

static void pictures(void **state)
{
	(void)state;
	buy("bjork");
	program_go(&till, CMD_PATRONS);
	till_expect(&till, "patrons_list", NULL);
	till_keys(&till, "bjo<Enter>", "Open vouchers");
	till_expect(&till, "patrons_page", NULL);
	till_keys(&till, "r", "Reserve Flex play for");
	till_expect(&till, "patrons_reserve", NULL);
}

/* --- Acts --- */

static const char bjork[] = "bjork@example.org", zoe[] = "zoe@example.org";

/* Cursor to the first row that holds text. */
static void stand_on(const char *text)
{
	golden_keys(&till.golden, "<Home>");
	for (int i = 0; i < 40; i++) {
		for (int y = 2; y < till.golden.surface.rows; y++)
			if (golden_role(&till.golden, y, 5) == 'S' &&
			    strstr(golden_row(&till.golden, y), text))
				return;
		golden_keys(&till.golden, "<Down>");
	}
	fail_msg("no row to stand on: %s", text);
}

static void use(const char *type, const char *where, const char *how_many)
{
	stand_on(type);
	till_keys(&till, "<Enter>", "Why not");
	till_keys(&till, where, NULL);
	till_keys(&till, "<Enter>", NULL);
	till_keys(&till, how_many, NULL);
	till_keys(&till, "<Enter>", NULL);
}

static void subscriptions_are_bought_and_used(void **state)
{
	int64_t before = tickets();

	(void)state;
	buy("bjork");
	assert_int_equal(number("SELECT total FROM orders ORDER BY id DESC LIMIT 1"), 26500);
	till_keys(&till, "<A-v>", "Björk");
	use("Regular play", "fri 30", "2");
	till_shows(&till, "Done: Reserve 2 × Regular play for Othello, Fri 30 Jan 20:00");
	assert_int_equal(count(bjork, "Regular play", BO_VOUCHER_RESERVED), 2);
	assert_int_equal(count(bjork, "Regular play", BO_VOUCHER_OPEN), 1);
	use("3 × Matinee play", "sun 1 feb", "1");
	use("2 × Matinee play", "sun 11", "2");
	assert_int_equal(count(bjork, "Matinee play", BO_VOUCHER_RESERVED), 3);
	use("3 × Flex play", "sat 31", "1");
	use("2 × Flex play", "sat 17", "1");
	/* the last one needs no number */
	stand_on("1 × Flex play");
	till_keys(&till, "rsat 24<Enter>", "Done: Reserve 1 × Flex play");
	assert_int_equal(count(bjork, "Flex play", BO_VOUCHER_OPEN), 0);
	assert_int_equal(tickets() - before, 8);
	/* more money was not taken */
	assert_int_equal(number("SELECT total FROM orders ORDER BY id DESC LIMIT 1"), 26500);
	till_keys(&till, "<Esc>", "Basket");
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
}

static void places_are_changed_and_released(void **state)
{
	int64_t before = tickets();

	(void)state;
	buy("bjork");
	go_to("bjo");
	use("3 × Flex play", "fri 30", "3");
	assert_int_equal(tickets() - before, 3);
	stand_on("Fri 30 Jan");
	till_keys(&till, "<Space><Space>", NULL);
	till_keys(&till, "csun 1 feb<Enter>", "Done: Change 2 × Flex play for Othello, Sun 1 Feb");
	assert_int_equal(tickets() - before, 3);
	assert_int_equal(count(bjork, "Flex play", BO_VOUCHER_RESERVED), 3);
	stand_on("Sun 1 Feb");
	till_keys(&till, "l", "Done: Release 1 × Flex play.");
	assert_int_equal(count(bjork, "Flex play", BO_VOUCHER_OPEN), 1);
	assert_int_equal(tickets() - before, 2);
	/* a ticket is printed again: its old code is void */
	stand_on("Sun 1 Feb");
	till_keys(&till, "<F11>", "Print 1 ticket again");
	till_keys(&till, "lost<Enter>", "1 new ticket is waiting");
	assert_int_equal(tickets() - before, 2);
	/* on Friday, on Sunday, and again */
	assert_int_equal(number("SELECT max(issue) FROM ticket"), 3);
}

static void bundles_move_whole(void **state)
{
	(void)state;
	buy("bjork");
	go_to("bjo");
	/* what a bundle includes does not go alone */
	stand_on("3 × Flex play");
	till_keys(&till, "t2<Enter>zo<Enter>", "is part of a bundle and moves only with it");
	use("3 × Flex play", "fri 30", "1");
	stand_on("Flex Pass");
	till_keys(&till, "tzo<Enter>", "not open; release it first.");
	assert_int_equal(count(zoe, "Flex play", BO_VOUCHER_OPEN), 0);
	stand_on("Fri 30 Jan");
	till_keys(&till, "l", "Done");
	stand_on("Flex Pass");
	till_keys(&till, "tzo<Enter>", "Done: Transfer 1 × Flex Pass to Zo");
	assert_int_equal(count(zoe, "Flex play", BO_VOUCHER_OPEN), 3);
	assert_int_equal(count(bjork, "Flex play", BO_VOUCHER_OPEN), 0);
	program_go(&till, CMD_PATRONS);
	till_keys(&till, "<Esc>zo<Enter>", "3 × Flex play");
}

static void comps_are_issued(void **state)
{
	int64_t before = number("SELECT count(*) FROM orders");

	(void)state;
	go_to("bjo");
	till_keys(&till, "<F6>", "no performance yet");
	till_keys(&till, "fri 16<Enter>", "nothing is paid");
	till_keys(&till, "<F9>", "Say how many of at least one");
	till_keys(&till, "2<F9>", "say for what reason");
	till_keys(&till, "<F4>guests<F9>", "Done: Issue 2 vouchers");
	assert_int_equal(count(bjork, "Comp", BO_VOUCHER_RESERVED), 2);
	till_keys(&till, "<F6><Enter>", "Open, to be reserved later");
	till_keys(&till, "1<Tab>4<F9>", "F4 overrides");
	till_keys(&till, "<F4>guests<Enter>Sam<Enter>2222<F9>", "Done: Issue 5 vouchers");
	assert_int_equal(count(bjork, "Comp", BO_VOUCHER_OPEN), 1);
	assert_int_equal(number("SELECT count(*) FROM orders") - before, 2);
	/* single vouchers are no part of a bundle: they go alone */
	stand_on("4 × ");
	till_keys(&till, "t3<Enter>zo<Enter>", "Done: Transfer 3 × ");
	till_shows(&till, "1 × ");
}

/* --- Refusals --- */

static void sell_out(const char *when)
{
	const struct bo_performance_filter all = { .from = BO_NONE };
	struct bo_arena arena = { 0 };
	struct bo_performances list;
	struct bo_voucher_type adult;
	int64_t at = test_when(when, BO_DEMO_ZONE), left = 0;

	OK(till.bo, bo_voucher_type_find(till.bo, &arena, 0, "Adult General", &adult));
	OK(till.bo, bo_performance_list(till.bo, &arena, &all, &list));
	for (size_t i = 0; i < list.n; i++)
		if (list.row[i].at == at) {
			left = list.row[i].left;
			OK(till.bo, test_sell(till.bo, list.row[i].id, adult.id, left, NULL));
		}
	assert_true(left > 0);
	bo_arena_clear(&arena);
}

static void sold_out_is_said_and_overridden(void **state)
{
	(void)state;
	buy("bjork");
	go_to("bjo");
	sell_out("2026-01-10T20:00");
	till_keys(&till, "<F5>", "old out");
	use("3 × Flex play", "sat 10", "1");
	till_shows(&till, "F4 overrides.");
	till_expect(&till, "patrons_refused", NULL);
	assert_int_equal(count(bjork, "Flex play", BO_VOUCHER_OPEN), 3);
	till_keys(&till, "<F4>Critic<Tab>Morgan<Tab>3333<F9>", "Done: Reserve 1 × Flex play");
	assert_int_equal(count(bjork, "Flex play", BO_VOUCHER_RESERVED), 1);
	assert_true(number("SELECT count(*) FROM sale_override WHERE reason = 'Critic'") > 0);
}

/* A ticket that was sold for a night goes to another by a supervisor's leave, given in place. */
static void a_sold_ticket_changes_with_leave(void **state)
{
	struct bo_arena arena = { 0 };
	struct bo_performance next;
	struct bo_voucher_type adult;
	struct bo_patron patron;
	struct bo_order order;

	(void)state;
	OK(till.bo, bo_performance_next(till.bo, &arena, &next));
	OK(till.bo, bo_voucher_type_find(till.bo, &arena, 0, "Adult General", &adult));
	OK(till.bo, bo_patron_find(till.bo, &arena, bjork, &patron));
	const struct bo_wish wish = { next.id, adult.id, 1 };
	const struct bo_sale sale = { .lines = &wish, .n_lines = 1, .patron_id = patron.id };

	OK(till.bo, bo_sell(till.bo, &arena, &sale, &order));
	go_to("bjo");
	stand_on("Fri 9 Jan");
	till_keys(&till, "cfri 16<Enter>", "A clerk may not refund");
	assert_int_equal(number("SELECT revenue FROM performance p JOIN voucher v ON "
				"v.performance_id = p.id WHERE v.order_id = (SELECT max(id) FROM "
				"orders)"),
			 next.revenue + 4000);
	till_keys(&till, "<F4>rain<Tab>Sam<Tab>2222<F9>", "Done: Change 1 × Adult General");
	OK(till.bo, bo_order_get(till.bo, &arena, order.id, &order));
	assert_int_equal(order.voucher[0].state, BO_VOUCHER_RESERVED);
	assert_int_not_equal(order.voucher[0].performance_id, next.id);
	bo_arena_clear(&arena);
}

static int64_t first_reserved(const char *type)
{
	struct bo_arena arena = { 0 };
	const struct bo_voucher_filter filter = { .good_only = true };
	struct bo_vouchers list;
	int64_t id = 0;

	OK(till.bo, bo_voucher_list(till.bo, &arena, &filter, &list));
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.row[i].type, type) == 0 && list.row[i].state == BO_VOUCHER_RESERVED)
			id = list.row[i].id;
	bo_arena_clear(&arena);
	return id;
}

static void stale_and_invalid_are_refused(void **state)
{
	int64_t voucher;

	(void)state;
	buy("bjork");
	go_to("bjo");
	use("3 × Flex play", "sun 11", "1");
	use("3 × Matinee play", "sun 11", "1");
	/* a matinee voucher does not count on a Friday, and takes the other with it */
	stand_on("Sun 11 Jan");
	till_keys(&till, "<Down><Space>", NULL);
	stand_on("Sun 11 Jan");
	till_keys(&till, "<Space>", NULL);
	till_keys(&till, "cfri 9<Enter>", "Matinee play is not valid");
	assert_int_equal(count(bjork, "Flex play", BO_VOUCHER_RESERVED), 1);
	assert_int_equal(number("SELECT count(*) FROM ticket WHERE state = 'void'"), 0);
	/* somebody else was quicker */
	till_keys(&till, "<Esc>", NULL);
	voucher = first_reserved("Matinee play");
	OK(till.bo, bo_voucher_release(till.bo, &voucher, 1));
	till_keys(&till, "l", "is not reserved");
	till_keys(&till, "<F5>", "3 × Matinee play");
	/* too many, or none at all */
	use("3 × Matinee play", "sun 1 feb", "4");
	till_shows(&till, "say a number from 1 to 3");
	use("3 × Matinee play", "sun 1 feb", "0");
	till_shows(&till, "say a number from 1 to 3");
	assert_int_equal(count(bjork, "Matinee play", BO_VOUCHER_OPEN), 3);
}

static void the_walk_up_patron_has_no_page(void **state)
{
	int64_t walk_up = BO_PATRON_WALK_UP;

	(void)state;
	assert_false(app_push(&till.app, &patron_page_screen, &walk_up, 0));
	till_keys(&till, "<A-v>", NULL);
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
	program_go(&till, CMD_PATRONS);
	till_keys(&till, "walk", "Nobody of that name");
	till_keys(&till, "<Enter>", "Nobody of that name");
	/* one who is new has an empty page */
	till_keys(&till, "<Esc>New Person<F6><F9>", "Open vouchers");
	till_shows(&till, "0 orders");
}

/* From the sale that is being made, and back to it. */
static void the_page_opens_from_a_basket(void **state)
{
	(void)state;
	till_keys(&till, "2<Enter><F2>bjo<Enter>", "Björk");
	till_keys(&till, "<A-v>", "Open vouchers");
	till_keys(&till, "<Esc>", "80.00");
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
}

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "<Down>", "r", "<Enter>", "<Esc><F6>", "<Enter>" };

	(void)state;
	buy("bjork");
	go_to("bjo");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		golden_resize(&till.golden, 24, 80);
		till_keys(&till, ways[i], NULL);
		for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
			for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
				golden_resize(&till.golden, rows, cols);
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_till, close_till)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pictures),
		TEST(subscriptions_are_bought_and_used),
		TEST(places_are_changed_and_released),
		TEST(bundles_move_whole),
		TEST(comps_are_issued),
		TEST(sold_out_is_said_and_overridden),
		TEST(a_sold_ticket_changes_with_leave),
		TEST(stale_and_invalid_are_refused),
		TEST(the_walk_up_patron_has_no_page),
		TEST(the_page_opens_from_a_basket),
		TEST(draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
