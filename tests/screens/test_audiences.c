/*
 * Audiences and their members on the screen: made, filled, searched, changed, combined, exported;
 * what was used; and a long list, of which only what is in sight is read.
 */
#include "audiences/audience.h"
#include "registry.h"
#include "support/campaign.h"
#include "support/program.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct till till;

static int64_t number(const char *sql)
{
	return test_number(till.bo, sql);
}

static int open_as(const char *name, const char *pin)
{
	program_open(&till, 24, 80);
	program_sign_in(&till, name, pin);
	program_go(&till, CMD_AUDIENCES);
	return 0;
}

static int manager(void **state)
{
	(void)state;
	return open_as("Morgan", "3333");
}

static int clerk(void **state)
{
	(void)state;
	return open_as("Casey", "1111");
}

static int close_till(void **state)
{
	(void)state;
	test_check(till.bo);
	till_close(&till);
	return 0;
}

/* Works on whatever the idle time is for. */
static void idle(void)
{
	const struct ui_event event = { .type = UI_EVENT_IDLE };

	for (int i = 0; app_busy(&till.app); i++) {
		assert_true(i < 100000);
		golden_event(&till.golden, &event);
	}
}

/* A new list with its members' page open. */
static void new_list(const char *name)
{
	program_go(&till, CMD_AUDIENCES);
	till_keys(&till, "<C-u><F6><Enter>", "New list");
	till_keys(&till, name, NULL);
	till_keys(&till, "<F9>", "Nobody is in this list yet");
}

static void add(const char *keys)
{
	till_keys(&till, "<F6>", "Add a member");
	till_keys(&till, keys, NULL);
	till_keys(&till, "<F9>", "Saved.");
}

static void some_members(void)
{
	new_list("Freunde<Space>友達");
	add("0012-AB<Tab>zoe@example.org<Tab>Schüler<Tab>Stalls<Space>/<Space>C<Space>/<Space>12");
	add("F-100<Tab><Tab>Adult<Tab><Tab>none");
	add("<Tab>bjork@example.org<Tab>友達友達友達友達友達<Tab>Balcony<Tab>5");
	add("A-VERY-LONG-CODE-THAT-NOBODY-WANTS-TO-TYPE-BUT-SOMEBODY-HAS-IT-1<Tab>"
	    "somebody.with.a.very.long.name.indeed@a.place.far.away.example.org<Tab>"
	    "Accompanying<Space>persons<Space>of<Space>members<Tab>Left<Space>balcony<Space>upper"
	    "<Space>ring<Space>/<Space>AA<Space>/<Space>1<Tab>1000000");
}

/* --- Made and filled --- */

static void nothing_is_there_at_first(void **state)
{
	(void)state;
	till_expect(&till, "audiences_none", NULL);
	till_keys(&till, "<F6>", "Where its members come from");
	till_expect(&till, "audiences_kinds", NULL);
	till_keys(&till, "<Esc>xx", "There is no audience yet");
	till_keys(&till, "<F6><Enter>Old<F9><Esc>", "Old");
	till_keys(&till, "zz", "No audience of that name");
	till_keys(&till, "<Esc>", "Old");
}

static void a_list_is_filled_by_hand(void **state)
{
	(void)state;
	some_members();
	till_expect(&till, "members_list", NULL);
	assert_int_equal(number("SELECT count(*) FROM member"), 4);
	/* without a number of its own a member has the audience's */
	assert_int_equal(number("SELECT quantity FROM member WHERE code = '0012-AB'"), 1);
	assert_int_equal(number("SELECT count(*) FROM member WHERE quantity IS NULL"), 1);
	till_keys(&till, "<Esc>", "Members");
	till_shows(&till, "Freunde 友達");
	till_expect(&till, "audiences_list", NULL);
}

static void what_is_wrong_is_said_at_its_field(void **state)
{
	(void)state;
	some_members();
	till_keys(&till, "<F6><F9>", "code");
	till_keys(&till, "0012<Space>ab<F9>", "! ");
	till_keys(&till, "<C-u>X<Tab>nobody<F9>", "not one such as");
	till_expect(&till, "members_wrong", NULL);
	till_keys(&till, "<C-u><Tab><Tab><Tab>some<F9>", "A whole number, or none.");
	till_keys(&till, "<Esc>", "What was filled in here is lost");
	till_keys(&till, "d", NULL);
	assert_int_equal(number("SELECT count(*) FROM member"), 4);
}

static void members_are_found_by_typing(void **state)
{
	(void)state;
	some_members();
	till_keys(&till, "0012", "zoe@example.org");
	till_shows_not(&till, "F-100");
	till_keys(&till, "9", "No member like that");
	till_keys(&till, "<Esc>sch", "0012-AB");
	till_keys(&till, "<Esc>bal", "bjork");
	till_shows_not(&till, "0012-AB");
	till_keys(&till, "<Space>left", "A-VERY");
	till_shows_not(&till, "bjork");
	till_keys(&till, "<Esc>", "0012-AB");
}

static void a_member_is_changed(void **state)
{
	(void)state;
	some_members();
	till_keys(&till, "<Enter>", "A code or an e-mail, or both");
	till_keys(&till, "<Tab><C-u>zoe2@example.org<F9>", "zoe2@example.org");
	assert_int_equal(number("SELECT count(*) FROM member WHERE email = 'zoe2@example.org' AND "
				"code = '0012-AB' AND quantity = 1"),
			 1);
	/* one, and all that are marked */
	till_keys(&till, "<A-q><F9>", "A whole number, or none.");
	till_keys(&till, "<Esc>", NULL);
	till_keys(&till, "<A-q>7<F9>", "1 changed");
	assert_int_equal(number("SELECT quantity FROM member WHERE code = '0012-AB'"), 7);
	till_keys(&till, "<A-t>", "4 marked");
	till_keys(&till, "<A-q>3<F9>", "4 changed");
	assert_int_equal(number("SELECT count(*) FROM member WHERE quantity = 3"), 4);
	till_shows_not(&till, "marked");
}

static void marked_members_are_removed(void **state)
{
	(void)state;
	some_members();
	till_keys(&till, "<Insert><Down><C-t>", "2 marked");
	till_expect(&till, "members_marked", NULL);
	till_keys(&till, "<F8>", "Remove the 2 marked members from Freunde");
	till_keys(&till, "<Enter><Esc>", "2 marked");
	assert_int_equal(number("SELECT count(*) FROM member"), 4);
	till_keys(&till, "<F8>r", "2 removed");
	assert_int_equal(number("SELECT count(*) FROM member"), 2);
	assert_int_equal(number("SELECT count(*) FROM member WHERE code = '0012-AB' OR "
				"email = 'bjork@example.org'"),
			 0);
	/* without marks it is the one of the cursor, by name */
	till_keys(&till, "<Up><Delete>", "Remove F-100 from");
	till_keys(&till, "r", "1 removed");
	/* marks that were set are let go by Esc, before it leaves */
	till_keys(&till, "<A-t><Esc>", "A-VERY");
	till_shows_not(&till, "marked");
}

static void codes_are_generated(void **state)
{
	(void)state;
	new_list("Codes");
	till_keys(&till, "<A-k>", "different from every code");
	till_keys(&till, "<C-u>12<Tab>4<F9>", "! ");
	till_keys(&till, "<C-u>6<Tab>SPRING-<Tab>2<Tab>Press", NULL);
	till_expect(&till, "members_generate", NULL);
	till_keys(&till, "<F9>", "12 codes made");
	till_expect(&till, "members_codes", NULL);
	till_keys(&till, "<Enter>", "1 of 12");
	assert_int_equal(number("SELECT count(*) FROM member WHERE code LIKE 'SPRING-______' AND "
				"quantity = 2 AND category = 'Press'"),
			 12);
}

static void a_list_is_renamed_and_deleted(void **state)
{
	(void)state;
	some_members();
	till_keys(&till, "<A-e><C-u>Friends<Tab>none<F9>", "Friends");
	assert_int_equal(number("SELECT count(*) FROM audience WHERE name = 'Friends' AND "
				"quantity IS NULL"),
			 1);
	new_list("Other");
	till_keys(&till, "<Esc>", NULL);
	till_keys(&till, "<A-e><C-u>friends<F9>", "! ");
	till_keys(&till, "<Esc>d<F8>", "Delete the audience Other with its 0 members?");
	till_keys(&till, "d", "Deleted.");
	const struct bo_campaign_terms terms =
		test_terms("Spring", number("SELECT id FROM audience"), BO_EFFECT_PERCENT, 1000);

	test_campaign(till.bo, &terms);
	till_keys(&till, "<F8>d", "as the campaign \"Spring\" is for it");
	assert_int_equal(number("SELECT count(*) FROM audience"), 1);
}

/* --- Attendees --- */

static int64_t sell_with(const char *code, int64_t performance, int64_t type, int64_t qty)
{
	struct bo_arena arena = { 0 };
	struct bo_order order = { 0 };
	struct bo_wish wish = { performance, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = code };

	OK(till.bo, bo_sell(till.bo, &arena, &sale, &order));
	int64_t id = order.id;

	bo_arena_clear(&arena);
	return id;
}

static void give_back(int64_t order)
{
	struct bo_arena arena = { 0 };
	struct bo_order refund = { 0 };

	OK(till.bo,
	   bo_order_refund(till.bo, &arena, order, NULL, 0, BO_TENDER_CASH, "ill", &refund));
	bo_arena_clear(&arena);
}

static void attendees_come_from_sales(void **state)
{
	int64_t tickets, order;
	char of[40];

	(void)state;
	till_keys(&till, "<F6>att<Enter>", "Whose attendees?");
	till_shows(&till, "0 marked");
	till_expect(&till, "audiences_places", NULL);
	till_keys(&till, "<F9>", "nothing is marked");
	till_keys(&till, "hamlet<A-t>", NULL);
	till_keys(&till, "<Esc><F9>", "Attendees of Hamlet");
	till_keys(&till, "<F9>", "Made.");
	tickets = number("SELECT count(*) FROM voucher v JOIN performance p "
			 "ON p.id = v.performance_id JOIN show s ON s.id = p.show_id "
			 "WHERE s.title LIKE 'Hamlet%' AND v.state = 'reserved'");
	assert_true(tickets > 2);
	snprintf(of, sizeof of, "1 of %d", (int)tickets);
	till_shows(&till, of);
	till_shows(&till, "zoe@example.org");
	/* they are not edited here, and it is said why */
	till_keys(&till, "<F6>", "These are tickets");
	till_keys(&till, "<Enter>", "These are tickets");
	till_keys(&till, "<F8>", "These are tickets");
	till_keys(&till, "<A-q>", "These are tickets");
	till_shows_not(&till, "Import");
	/* other performances */
	till_keys(&till, "<F3>", "Whose attendees?");
	till_keys(&till, "hamlet<A-t><Esc><Home>", "0 marked");
	till_keys(&till, "othello<Enter><F9>", "Attendees of 1 performance now");
	assert_int_equal(number("SELECT count(*) FROM audience_performance"), 1);
	till_shows(&till, "Nobody has a ticket for its performances yet");
	/* a sale is on the list at once, and a refund off it */
	order = sell_with(NULL, number("SELECT performance_id FROM audience_performance"),
			  number("SELECT id FROM voucher_type WHERE name = 'Adult General'"), 2);
	till_keys(&till, "<F5>", "1 of 2");
	till_expect(&till, "members_attendees", NULL);
	give_back(order);
	till_keys(&till, "<F5>", "Nobody has a ticket for its performances yet");
}

/* --- Combined --- */

static void audiences_are_combined(void **state)
{
	static const char *const one[] = { "A", "B", "C", NULL }, *const two[] = { "C", "D", NULL },
				 *const not [] = { "B", NULL };

	(void)state;
	test_list(till.bo, "One", 1, one);
	test_list(till.bo, "Two", 2, two);
	test_list(till.bo, "Unwanted", 1, not );
	till_keys(&till, "<F5><F6>comb<Enter>", "Nothing is put in yet");
	till_keys(&till, "+<Down><Enter><Down>-", "Members of One and Two, without Unwanted");
	till_expect(&till, "audiences_combine", NULL);
	till_keys(&till, "<F9>", "each once with the largest");
	till_keys(&till, "one<F9>", "! ");
	till_keys(&till, "<C-u>All<F9>", "Made, with 3 members.");
	assert_int_equal(number("SELECT count(*) FROM member m JOIN audience a ON a.id = "
				"m.audience_id WHERE a.name = 'All' AND m.code IN ('A', 'C', 'D')"),
			 3);
}

/* --- What was used --- */

static void uses_are_shown_below(void **state)
{
	static const char *const codes[] = { "FRIEND-1", "FRIEND-2", NULL };
	int64_t audience = test_list(till.bo, "Friends", 3, codes), order;
	struct bo_campaign_terms terms =
		test_terms("Previous participants", audience, BO_EFFECT_PERCENT, 1000);
	int64_t type = number("SELECT id FROM voucher_type WHERE name = 'Adult General'");
	int64_t first =
		number("SELECT performance_id FROM redemption WHERE type_id = (SELECT id "
		       "FROM voucher_type WHERE name = 'Adult General') AND "
		       "performance_id IS NOT NULL ORDER BY performance_id LIMIT 1 OFFSET 3");

	(void)state;
	terms.scope = BO_SCOPE_ALL;
	test_campaign(till.bo, &terms);
	order = sell_with("FRIEND-1", first, type, 1);
	sell_with("FRIEND-1", first, type, 2);
	give_back(order);
	till_keys(&till, "<F5><Enter>", "FRIEND-1: 2 of 3 used");
	program_shows_row(&till, "Previous par", "given back");
	till_expect(&till, "members_uses", NULL);
	till_keys(&till, "<Down>", "FRIEND-2: 0 of 3 used");
	till_shows(&till, "Nothing was used yet");
	/* it stays with its uses when it is removed and comes back */
	till_keys(&till, "<Up><F8>r", "1 removed");
	till_keys(&till, "<F6>friend1<F9>", "Saved");
	till_keys(&till, "friend1", "2 of 3 used");
}

/* --- A file --- */

static char *read_file(const char *path)
{
	static char text[20000];
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	return text;
}

static void the_list_is_exported(void **state)
{
	char path[300];

	(void)state;
	some_members();
	add("Q<Tab><Tab>=a,<Space>\"b\"");
	snprintf(path, sizeof path, "%.*s/out.csv",
		 (int)(strrchr(bo_store_path(till.bo), '/') - bo_store_path(till.bo)),
		 bo_store_path(till.bo));
	till_keys(&till, "<A-w><C-u>", "All members");
	golden_paste(&till.golden, path);
	till_keys(&till, "<Enter>", "5 members written to");
	const char *text = read_file(path);

	assert_non_null(strstr(text, "code,email,category,location,quantity,used,name\r\n"));
	assert_non_null(strstr(text, "\n0012-AB,zoe@example.org,Schüler,Stalls / C / 12,1,0,\r\n"));
	assert_non_null(strstr(text, "\nF-100,,Adult,,none,0,\r\n"));
	assert_non_null(strstr(text, "\nQ,,\"'=a, \"\"b\"\"\",,1,0,\r\n"));
	/* read again, it changes nothing */
	till_keys(&till, "<A-i>", "which file?");
	golden_paste(&till.golden, path);
	till_keys(&till, "<Enter><F9>", NULL);
	idle();
	till_shows(&till, "0 to add, 0 to change, 5 the same, 0 wrong");
	till_keys(&till, "<Esc><Esc><Esc>", "1 of 5");
	/* never over another file */
	till_keys(&till, "<A-w><C-u>", NULL);
	golden_paste(&till.golden, path);
	till_keys(&till, "<Enter>", "cannot be written: File exists");
	assert_int_equal(unlink(path), 0);
	/* only what the search finds */
	till_keys(&till, "adult<A-w><C-u>", "The members found");
	golden_paste(&till.golden, path);
	till_keys(&till, "<Enter>", "1 member written to");
	assert_null(strstr(read_file(path), "0012-AB"));
	unlink(path);
}

/* --- A long list --- */

static void a_long_list_is_read_as_far_as_it_is_seen(void **state)
{
	(void)state;
	new_list("Long");
	till_keys(&till, "<A-k><C-u>30000<Tab>9<F9>", "30000 codes made, the first 200");
	till_keys(&till, "<Enter>", "1 of 30000");
	till_keys(&till, "<End>", "30000 of 30000");
	/* the way back has every member once, down to the first */
	char last[80] = "", row[80];
	int same = 0;

	for (int i = 0; i < 700; i++) {
		golden_keys(&till.golden, "<Up>");
		snprintf(row, sizeof row, "%.40s", golden_row(&till.golden, 3 + i % 2));
		same += strcmp(row, last) == 0;
		snprintf(last, sizeof last, "%s", row);
	}
	till_shows(&till, "29300 of 30000");
	till_keys(&till, "<Home>", "1 of 30000");
	for (int i = 0; i < 100; i++)
		golden_keys(&till.golden, "<PageDown>");
	till_shows(&till, "1101 of 30000");
	/* the code of the cursor is the one the store has there */
	struct bo_arena arena = { 0 };
	const struct bo_member_filter filter = { .audience_id = number("SELECT id FROM audience"),
						 .limit = 1101 };
	struct bo_members list;

	OK(till.bo, bo_member_list(till.bo, &arena, &filter, &list));
	char wanted[120];

	snprintf(wanted, sizeof wanted, "%s: 0 of 1 used", list.row[1100].code);
	till_shows(&till, wanted);
	bo_arena_clear(&arena);
	for (int i = 0; i < 110; i++)
		golden_keys(&till.golden, "<PageUp>");
	till_shows(&till, "1 of 30000");
}

static void a_search_never_holds_up_a_key(void **state)
{
	(void)state;
	new_list("Long");
	add("LAST<Tab><Tab>Usher");
	till_keys(&till, "<A-k><C-u>25000<Tab>9<F9>", "25000 codes made");
	till_keys(&till, "<Enter>", NULL);
	add("Z<Tab><Tab>Cellist");
	/* what comes late in the list is found while nothing is typed */
	till_keys(&till, "celli", "ooking");
	till_shows_not(&till, "Cellist");
	idle();
	till_shows(&till, "Cellist");
	/* a word that nobody has is known at once, and what nobody has together is looked for */
	till_keys(&till, "x", "No member like that");
	till_keys(&till, "x", "No member like that");
	till_keys(&till, "<Esc>celli usher", "ooking");
	idle();
	till_shows(&till, "No member like that");
	/* a new key drops the old search */
	till_keys(&till, "<Esc>celli u<Backspace>", "ooking");
	idle();
	till_shows(&till, "Cellist");
	/* what changes meanwhile is seen, and the cursor stays */
	till_keys(&till, "<Enter><Tab><Tab><C-u>Cellists<F9>", "Saved");
	idle();
	till_shows(&till, "Cellists");
}

/* --- Who may --- */

static void a_clerk_looks_but_changes_nothing(void **state)
{
	static const char *const one[] = { "A", "B", NULL };
	static const char *const list_keys[] = { "<F6>", "<A-e>", "<F8>" };
	static const char *const keys[] = { "<F6>",  "<Enter>", "<F8>",	 "<A-k>",
					    "<A-i>", "<A-w>",	"<A-q>", "<A-e>" };

	(void)state;
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	test_list(till.bo, "One", 1, one);
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	till_keys(&till, "<F5>", "One");
	for (size_t i = 0; i < sizeof list_keys / sizeof list_keys[0]; i++)
		till_keys(&till, list_keys[i], "supervisor");
	till_keys(&till, "<Enter>", "1 of 2");
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		till_keys(&till, keys[i], "supervisor");
		assert_ptr_equal(app_top(&till.app)->ops, &member_page_screen);
		till_keys(&till, "<Down>", NULL);
	}
	till_expect(&till, "members_clerk", NULL);
	assert_int_equal(number("SELECT count(*) FROM member"), 2);
}

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "",
					    "<F6>",
					    "<Esc>",
					    "<A-k>",
					    "<Esc>",
					    "<F1>",
					    "<Esc>",
					    "<Esc>",
					    "<F6><Down><Enter>",
					    "<Esc>",
					    "<F6><Down><Down><Enter>",
					    "<Esc>" };

	(void)state;
	some_members();
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		golden_resize(&till.golden, 24, 80);
		golden_keys(&till.golden, ways[i]);
		for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
			for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
				golden_resize(&till.golden, rows, cols);
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, manager, close_till)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_there_at_first),
		TEST(a_list_is_filled_by_hand),
		TEST(what_is_wrong_is_said_at_its_field),
		TEST(members_are_found_by_typing),
		TEST(a_member_is_changed),
		TEST(marked_members_are_removed),
		TEST(codes_are_generated),
		TEST(a_list_is_renamed_and_deleted),
		TEST(attendees_come_from_sales),
		TEST(audiences_are_combined),
		TEST(uses_are_shown_below),
		TEST(the_list_is_exported),
		TEST(a_long_list_is_read_as_far_as_it_is_seen),
		TEST(a_search_never_holds_up_a_key),
		cmocka_unit_test_setup_teardown(a_clerk_looks_but_changes_nothing, clerk,
						close_till),
		TEST(draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
