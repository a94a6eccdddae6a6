/*
 * The screens of campaigns: made in the form, looked at on a sample sale, put in order, started,
 * paused, ended, deleted.  What they did is read back from the store.
 */
#include "registry.h"
#include "support/campaign.h"
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

static void set_up(struct bo *bo)
{
	static const char *const members[] = { "FRIEND-1", "0042", "conan@example.org", NULL };
	int64_t first = test_number(bo, "SELECT min(id) FROM performance"), id = 0;

	OK(bo, bo_sign_in(bo, "Morgan", "3333"));
	test_list(bo, "Friends 2025", 2, members);
	OK(bo, bo_audience_add_attendees(bo, "Who saw the first evening", &first, 1, 1, &id));
}

static int as(const char *name, const char *pin)
{
	struct bo *bo = test_demo();

	OK(bo, bo_till_use(bo, "Office"));
	set_up(bo);
	OK(bo, bo_sign_in(bo, name, pin));
	till_open_at(&till, bo, &campaigns_screen, NULL, 24, 80);
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
	return till_close_sound(&till);
}

/* Friends of the house: 10 % for the list, at Hamlet, adults and youth. */
static void fill_friends(void)
{
	till_keys(&till, "<F6>Friends 10<Tab>Friends of the house<Tab><F4>", "For whom?");
	till_keys(&till, "fri<Enter>", "Friends 2025");
	till_keys(&till, "<Tab><Tab><Tab><Tab><Tab><Tab><Tab>10<Tab><Tab><Tab><F4>",
		  "At which seasons");
	till_keys(&till, "hamlet<Enter>", "1 marked");
	till_keys(&till, "<F9>", "At  Hamlet");
	till_keys(&till, "<Tab><F4>", "Which voucher types?");
	till_keys(&till, "<Enter><Enter><F9>", "Adult General, Youth General");
}

static void make_friends(void)
{
	fill_friends();
	till_keys(&till, "<F9>", "Saved.");
}

/* Of everybody, through the engine. */
static int64_t draft(const char *name, enum bo_effect effect, int64_t value)
{
	const struct bo_campaign_terms terms = test_terms(name, 0, effect, value);
	int64_t id = 0;

	OK(till.bo, bo_campaign_add(till.bo, &terms, &id));
	till_keys(&till, "<F5>", name);
	return id;
}

static void pictures(void **state)
{
	(void)state;
	till_shows(&till, "No campaign yet");
	fill_friends();
	till_expect(&till, "campaign_form", NULL);
	till_keys(&till, "<F9>", "Saved.");
	draft("Tuesdays", BO_EFFECT_AMOUNT, 500);
	draft("Last minute", BO_EFFECT_PRICE, 1200);
	till_keys(&till, "<Home>T<Down>T", "Tuesdays runs");
	till_keys(&till, "<Home>", "Friends 10");
	till_expect(&till, "campaign_list", NULL);
	till_keys(&till, "<Enter>", "Sample sale Hamlet");
	till_expect(&till, "campaign_page", NULL);
	till_keys(&till, "e", "(fixed when it was started)");
	till_expect(&till, "campaign_fixed", NULL);
	till_keys(&till, "<Esc>w", "Who gets Friends 10");
	till_expect(&till, "campaign_takers", NULL);
}

static void what_is_filled_in_is_kept(void **state)
{
	(void)state;
	make_friends();
	assert_int_equal(number("SELECT count(*) FROM campaign WHERE name = 'Friends 10' AND "
				"public_name = 'Friends of the house' AND effect = 'percent' AND "
				"effect_value = 1000 AND state = 'draft' AND min_tickets = 1 AND "
				"uses_limit IS NULL AND money_limit IS NULL AND starts IS NULL"),
			 1);
	assert_int_equal(number("SELECT count(*) FROM campaign_target"), 3);
	assert_int_equal(number("SELECT count(*) FROM campaign_target t JOIN show s "
				"ON s.id = t.target_id WHERE t.kind = 'show' AND "
				"s.title = 'Hamlet'"),
			 1);
	/* the limits, and when */
	till_keys(&till, "e<S-Tab>50", NULL);
	till_keys(&till,
		  "<S-Tab>100<S-Tab>2<S-Tab><Right><S-Tab>2026-03-31<Space>23:59<S-Tab>"
		  "2026-01-05<Space>09:00<F9>",
		  "Saved.");
	assert_int_equal(number("SELECT count(*) FROM campaign WHERE uses_limit = 100 AND "
				"money_limit = 5000 AND min_tickets = 2 AND channel = 'counter' "
				"AND ends - starts > 85 * 86400"),
			 1);
	till_keys(&till, "<Enter>", "In all at most 100 uses and 50.00 of discount.");
	till_shows(&till, "at the counter, from 2");
}

static void what_cannot_be_read_is_marked(void **state)
{
	(void)state;
	fill_friends();
	till_keys(&till, "<S-Tab><S-Tab><S-Tab><S-Tab>", "Percent such as 12.5");
	till_keys(&till, "ten<F9>", "! A percentage such as 10");
	till_keys(&till, "<C-u>101<F9>", "! A percentage off must be more than 0");
	till_keys(&till, "<C-u>12.5%<F9>", "Saved.");
	assert_int_equal(number("SELECT effect_value FROM campaign"), 1250);
	/* what the engine says against a term stands under its field */
	till_keys(&till, "e<C-u><F9>", "! ");
	till_keys(&till, "<Esc>", "Not saved");
	till_keys(&till, "d", "Friends 10");
	till_shows_not(&till, "Not saved");
	till_keys(&till, "<F6>Friends<Space>10<F9>", "! ");
	assert_int_equal(number("SELECT count(*) FROM campaign"), 1);
}

static void going_back_changes_nothing(void **state)
{
	(void)state;
	make_friends();
	/* a list of marks that one leaves */
	till_keys(&till, "e<S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><F4>",
		  "At which seasons");
	till_keys(&till, "<A-t><Esc>", "At  Hamlet");
	/* several at once, by words */
	till_keys(&till, "<F4>ham<Space>sat<A-t>", "4 marked");
	till_keys(&till, "<Esc><Esc>", "At  Hamlet");
	till_keys(&till, "<Esc>", "Friends 10");
	till_shows_not(&till, "Not saved");
	/* and none of it is everything */
	till_keys(&till, "e<S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><S-Tab><F4>hamlet",
		  "[x]   Hamlet");
	till_keys(&till, "<Enter><F9>", "everything that is played");
	till_keys(&till, "<F9>", "Saved.");
	assert_int_equal(number("SELECT count(*) FROM campaign_target WHERE kind <> 'type'"), 0);
	assert_int_equal(number("SELECT count(*) FROM campaign_target"), 2);
}

static void only_what_was_changed_is_written(void **state)
{
	int64_t id;
	struct bo_campaign_terms terms;

	(void)state;
	make_friends();
	id = number("SELECT id FROM campaign");
	till_keys(&till, "e", "Friends of the house");
	/* meanwhile somebody else limits it */
	terms = test_terms("", 0, BO_EFFECT_PERCENT, 0);
	terms.uses_limit = 77;
	OK(till.bo, bo_campaign_edit(till.bo, id, &terms, 1u << BO_TERM_USES_LIMIT));
	till_keys(&till, "<Tab><C-u>Friends<F9>", "Saved.");
	assert_int_equal(number("SELECT count(*) FROM campaign WHERE uses_limit = 77 AND "
				"public_name = 'Friends' AND name = 'Friends 10'"),
			 1);
}

static void the_sample_sale_changes_nothing(void **state)
{
	int64_t journal;

	(void)state;
	make_friends();
	journal = number("SELECT count(*) FROM journal");
	till_keys(&till, "<Enter>", "code FRIEND-1");
	/* a draft gives here what it will give */
	till_shows(&till, "discount -8.00   to pay 72.00");
	till_keys(&till, "3", "Full price 120.00   discount -8.00   to pay 112.00");
	till_keys(&till, "<Down>2", "discount -8.00   to pay 162.00");
	till_keys(&till, "-", "to pay 137.00");
	till_keys(&till, "<Up>0", "discount -2.50   to pay 22.50");
	till_keys(&till, "+<Down><Down>1", "Group Rate is sold from 6 on");
	till_keys(&till, "0", "discount -6.50   to pay 58.50");
	till_keys(&till, "<C-k>0042<Enter>", "code 0042");
	till_shows(&till, "discount -6.50");
	till_keys(&till, "<C-k>nobody<Enter>", "It gives nothing here");
	till_keys(&till, "<C-k><C-u><Enter><F2>conan<Enter>", "Conan O'Brien");
	till_shows(&till, "discount -6.50");
	till_keys(&till, "<F3>othello<Enter>", "Othello Fri");
	/* lines at the other performance are still in the sample */
	till_shows(&till, "discount -6.50");
	till_keys(&till, "<F3>hamlet<Space>10<Enter>", "Hamlet Sat 10 Jan");
	assert_int_equal(number("SELECT count(*) FROM journal"), journal);
	assert_int_equal(number("SELECT count(*) FROM basket_use"), 0);
}

/* One that opens what is closed is tried with just that. */
static void what_it_opens(void **state)
{
	struct bo_campaign_terms terms =
		test_terms("The team", number("SELECT min(id) FROM audience"), BO_EFFECT_UNLOCK, 0);
	int64_t id = 0;

	(void)state;
	OK(till.bo, bo_campaign_add(till.bo, &terms, &id));
	till_keys(&till, "<F5><Enter>", "It opens hidden offers. No other discount");
	till_shows(&till, "2 Two for One");
	till_shows(&till, "2 × The team");
	till_keys(&till, "<C-k><C-u><Enter>", "needs a code");
}

static void who_gets_it(void **state)
{
	(void)state;
	make_friends();
	till_keys(&till, "<Enter>w", "FRIEND-1");
	till_shows(&till, "conan@example.org");
	till_keys(&till, "e", "Friends 2025");
	till_keys(&till, "<Esc>", "Who gets Friends 10");
	till_keys(&till, "<Down><Enter>", "code 0042");
	till_keys(&till, "w<End><Enter>", "code conan@example.org");
	till_shows(&till, "discount -8.00");
	till_keys(&till, "<Esc>", NULL);
	draft("All", BO_EFFECT_AMOUNT, 100);
	till_keys(&till, "<End><Enter>w", "it is for everybody");
}

/* Figures are those of the report. */
static void what_it_gave(void **state)
{
	struct bo_wish wish;
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = "FRIEND-1" };
	struct bo_arena arena = { 0 };
	struct bo_order order;

	(void)state;
	make_friends();
	till_keys(&till, "T<Enter>", "Not used yet.");
	wish = (struct bo_wish){ number("SELECT min(id) FROM performance"),
				 number("SELECT id FROM voucher_type WHERE name = "
					"'Adult General'"),
				 2 };
	OK(till.bo, bo_sell(till.bo, &arena, &sale, &order));
	bo_arena_clear(&arena);
	till_keys(&till, "<F5>", "Used 2 times by 1 member; 72.00 paid instead of");
	till_shows(&till, "80.00; 8.00 given.");
	/* and the sample knows it */
	till_shows(&till, "2 of 2 used: Hamlet 9 Jan");
}

static void states(void **state)
{
	(void)state;
	make_friends();
	till_keys(&till, "T", "runs: what it gives is given from now on");
	assert_int_equal(number("SELECT count(*) FROM campaign WHERE state = 'running'"), 1);
	till_keys(&till, "T", "it runs already or has ended");
	till_keys(&till, "<F8>", "only a draft can be deleted");
	till_keys(&till, "p", "pauses");
	assert_int_equal(number("SELECT count(*) FROM campaign WHERE state = 'paused'"), 1);
	till_keys(&till, "T", "runs");
	till_keys(&till, "E", "End Friends 10 for good?");
	/* typed ahead is no answer, and Esc is none */
	till_keys(&till, "<Enter><Esc>", "running");
	till_keys(&till, "Ee", "Ended.");
	assert_int_equal(number("SELECT count(*) FROM campaign WHERE state = 'ended'"), 1);
	till_keys(&till, "e", "it has ended");
	till_keys(&till, "<Enter>", "ended, place 1");
	till_keys(&till, "T", "it runs already or has ended");
}

static void a_draft_is_deleted(void **state)
{
	(void)state;
	make_friends();
	till_keys(&till, "<F8>", "Delete the draft Friends 10?");
	till_keys(&till, "<Esc>", "Friends 10");
	till_keys(&till, "<Enter><F8>d", "Deleted.");
	till_shows(&till, "No campaign yet");
	assert_int_equal(number("SELECT count(*) FROM campaign"), 0);
}

static void a_clone_is_a_draft(void **state)
{
	(void)state;
	make_friends();
	till_keys(&till, "Ty", "A copy: new campaign");
	till_keys(&till, "<F9>", "! ");
	till_keys(&till, "Friends<Space>20<F9>", "Saved.");
	assert_int_equal(number("SELECT count(*) FROM campaign a JOIN campaign b ON "
				"a.effect_value = b.effect_value AND "
				"a.audience_id = b.audience_id AND a.public_name = b.public_name "
				"WHERE a.name = 'Friends 10' AND b.name = 'Friends 20' AND "
				"a.state = 'running' AND b.state = 'draft'"),
			 1);
	assert_int_equal(number("SELECT count(*) FROM campaign_target"), 6);
}

static void they_are_put_in_order(void **state)
{
	static const char *const order = "SELECT position FROM campaign WHERE name = 'C'";

	(void)state;
	draft("A", BO_EFFECT_AMOUNT, 100);
	draft("B", BO_EFFECT_AMOUNT, 200);
	draft("C", BO_EFFECT_AMOUNT, 300);
	till_keys(&till, "<End><S-Up>", NULL);
	assert_int_equal(number(order), 2);
	/* the cursor goes along */
	till_keys(&till, "<S-Up>", NULL);
	assert_int_equal(number(order), 1);
	till_keys(&till, "<S-Up>", "it is the first");
	till_keys(&till, "J", NULL);
	assert_int_equal(number(order), 2);
}

static void a_clerk_looks_but_changes_nothing(void **state)
{
	static const char *const tries[] = { "<F6>", "e", "y", "T", "<F8>", "<S-Down>" };

	(void)state;
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	draft("A", BO_EFFECT_AMOUNT, 100);
	draft("B", BO_EFFECT_AMOUNT, 100);
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	till_keys(&till, "<Home>", "A");
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
		till_keys(&till, tries[i], "may not");
	assert_int_equal(number("SELECT count(*) FROM campaign WHERE state = 'draft'"), 2);
	till_keys(&till, "<Enter>", "Sample sale");
	till_keys(&till, "T", "may not");
	till_shows(&till, "to pay 78.00");
}

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "<Enter>", "e", "<S-Tab><S-Tab><F4>", "<Esc><Esc>w" };

	(void)state;
	make_friends();
	for (size_t i = 0; i <= sizeof ways / sizeof ways[0]; i++) {
		for (int rows = 1; rows <= 43; rows += rows < 14 ? 1 : 7)
			for (int cols = 1; cols <= 132; cols += cols < 44 ? 3 : 11)
				golden_resize(&till.golden, rows, cols);
		golden_resize(&till.golden, 24, 80);
		if (i < sizeof ways / sizeof ways[0])
			till_keys(&till, ways[i], NULL);
	}
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, manager, close_till)
	const struct CMUnitTest tests[] = {
		TEST(pictures),
		TEST(what_is_filled_in_is_kept),
		TEST(what_cannot_be_read_is_marked),
		TEST(going_back_changes_nothing),
		TEST(only_what_was_changed_is_written),
		TEST(the_sample_sale_changes_nothing),
		TEST(what_it_opens),
		TEST(who_gets_it),
		TEST(what_it_gave),
		TEST(states),
		TEST(a_draft_is_deleted),
		TEST(a_clone_is_a_draft),
		TEST(they_are_put_in_order),
		cmocka_unit_test_setup_teardown(a_clerk_looks_but_changes_nothing, clerk,
						close_till),
		TEST(draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
