/*
 * Records that may be one person: found, compared, swapped, skipped, merged by keys.  What is shown
 * beforehand must be what the store has afterwards, and nothing of a person's sales may be lost.
 */
#include "merge/duplicates.h"
#include "merge/merge.h"
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
static struct bo_arena arena;

static int open_till(void **state)
{
	(void)state;
	program_open(&till, 24, 80);
	program_sign_in(&till, "Morgan", "3333");
	program_go(&till, CMD_PATRONS);
	return 0;
}

static int close_till(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	test_check(till.bo);
	till_close(&till);
	return 0;
}

static int64_t make(const char *name, const char *email, const char *phone, const char *notes,
		    const char *access, unsigned opt_outs, const char *label)
{
	const struct bo_patron_fields fields = { .name = name,
						 .email = email,
						 .phone = phone,
						 .notes = notes,
						 .access = access,
						 .address = "1 Road\nTown",
						 .opt_outs_given = true,
						 .opt_outs = opt_outs,
						 .labels_given = true,
						 .label = &label,
						 .n_labels = label ? 1 : 0 };
	int64_t id = 0;

	OK(till.bo, bo_patron_create(till.bo, &fields, &id));
	return id;
}

static void buy(int64_t id)
{
	program_go(&till, CMD_SELL);
	till_keys(&till, "2<Enter><F2>", "Who buys?");
	till_keys(&till, "jon", NULL);
	till_keys(&till, "<Enter>", "Jon");
	till_keys(&till, "<Enter><Enter>", "Change");
	assert_int_equal(test_number(till.bo, "SELECT max(patron_id) FROM orders"), id);
	program_go(&till, CMD_PATRONS);
}

static struct bo_patron read_back(int64_t id)
{
	struct bo_patron patron = { 0 };

	OK(till.bo, bo_patron_get(till.bo, &arena, id, &patron));
	return patron;
}

/* Two Jons, of whom the younger has an order, and two turned names. */
static void make_doubles(int64_t *older, int64_t *younger)
{
	*older = make("Tom Winter", "j.winter@example.net", "555 777", "Old member.", "Wheelchair",
		      1, "press");
	*younger = make("Jon Winter", "jwinter+new@example.net", "555 888", "Likes the aisle.",
			"Hearing loop", 4, "friend");
	make("Marlow Kit", NULL, NULL, NULL, NULL, 0, NULL);
	make("Kit Marlow", NULL, NULL, NULL, NULL, 0, NULL);
}

/* --- Refusals, and nothing to find ------------------------------------------------------------ */

static void clerks_do_not_merge(void **state)
{
	(void)state;
	bo_sign_out(till.bo);
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	till_keys(&till, "<A-d>", "merge, import and export patrons");
	assert_ptr_equal(app_top(&till.app)->ops, &patrons_screen);
	till_keys(&till, "bjo<Enter>m", "merge, import and export patrons");
	assert_ptr_equal(app_top(&till.app)->ops, &patron_page_screen);
}

static void nothing_may_be_found(void **state)
{
	(void)state;
	till_keys(&till, "<A-d>", "No two records look like one person.");
	till_keys(&till, "<Enter>", "No two records");
	till_keys(&till, "n", "No two records");
	till_keys(&till, "<F5>", "No two records");
	till_keys(&till, "<Esc>", "Type the beginnings");
}

/* --- Merging ---------------------------------------------------------------------------------- */

static void what_is_shown_is_what_becomes_of_them(void **state)
{
	int64_t older, younger, vouchers;
	struct bo_patron after = { 0 }, now;

	(void)state;
	make_doubles(&older, &younger);
	buy(younger);
	vouchers = test_number(till.bo, "SELECT count(*) FROM voucher");
	till_keys(&till, "<A-d>", "2 pairs may be one person, surest first");
	till_expect(&till, "duplicates", NULL);
	till_keys(&till, "<Enter>", "Afterwards");
	till_expect(&till, "duplicates_compare", NULL);
	/* the one with the order is kept */
	OK(till.bo, bo_patron_merge_preview(till.bo, &arena, younger, older, &after));
	till_keys(&till, "m", "Jon Winter is one record now");
	till_shows(&till, "1 pair may be one person");
	now = read_back(younger);
	assert_string_equal(now.name, "Jon Winter");
	assert_string_equal(now.notes, after.notes);
	assert_non_null(strstr(now.notes, "Old member."));
	assert_non_null(strstr(now.notes, "555 777"));
	assert_string_equal(now.access, after.access);
	assert_non_null(strstr(now.access, "Wheelchair"));
	assert_int_equal(now.opt_outs, 5);
	assert_int_equal(after.opt_outs, 5);
	assert_int_equal(now.n_labels, 2);
	assert_int_equal(after.n_labels, 2);
	for (size_t i = 0; i < now.n_labels; i++)
		assert_string_equal(now.label[i], after.label[i]);
	assert_int_equal(now.n_other_emails, after.n_other_emails);
	assert_string_equal(now.other_email[0], "j.winter@example.net");
	assert_string_equal(after.other_email[0], "j.winter@example.net");
	assert_int_equal(now.orders, 1);
	assert_int_equal(after.orders, 1);
	assert_int_equal(test_number(till.bo, "SELECT count(*) FROM voucher"), vouchers);
	/* who had the other number on old paper is found by it */
	assert_int_equal(read_back(older).id, younger);
	/* what no field has room for says so */
	till_keys(&till, "<Enter>", "(not kept)");
	till_keys(&till, "m", "That was the last pair. 2 merged, 0 skipped.");
	till_keys(&till, "<F5>", "No two records look like one person.");
}

static void swapped_the_other_one_is_kept(void **state)
{
	int64_t older, younger;

	(void)state;
	make_doubles(&older, &younger);
	buy(younger);
	till_keys(&till, "<A-d><Enter>", "Kept: no.");
	till_keys(&till, "2", "Tom Winter");
	till_keys(&till, "m", "Tom Winter is one record now");
	assert_string_equal(read_back(younger).name, "Tom Winter");
	assert_int_equal(read_back(younger).id, older);
	assert_int_equal(read_back(older).orders, 1);
}

static void skipped_they_stay_two(void **state)
{
	int64_t older, younger;

	(void)state;
	make_doubles(&older, &younger);
	till_keys(&till, "<A-d>n", "1 pair may be one person");
	till_keys(&till, "<Enter>n", "That was the last pair. 0 merged, 2 skipped.");
	assert_int_equal(read_back(older).id, older);
	assert_int_equal(read_back(younger).id, younger);
	till_keys(&till, "<F5>", "2 pairs");
	till_keys(&till, "<Enter><Esc>", "2 pairs");
	till_keys(&till, "<A-v>", "Open vouchers");
	till_keys(&till, "<Esc>", "2 pairs");
}

/* Nothing typed before the two were seen may merge them. */
static void typing_ahead_merges_nothing(void **state)
{
	int64_t older, younger;

	(void)state;
	make_doubles(&older, &younger);
	till_burst(&till, "<A-d><Enter>m", "Afterwards");
	assert_int_equal(read_back(younger).id, younger);
}

static void somebody_else_was_quicker(void **state)
{
	int64_t older, younger;

	(void)state;
	make_doubles(&older, &younger);
	till_keys(&till, "<A-d>", "2 pairs");
	OK(till.bo, bo_patron_merge(till.bo, older, younger));
	till_keys(&till, "<Enter>", "same patron");
	till_keys(&till, "n", "1 pair");
	/* what is on the screen already is refused by the engine */
	till_keys(&till, "<Enter>", "Afterwards");
	OK(till.bo, bo_patron_merge(till.bo, test_number(till.bo, "SELECT max(id) - 1 FROM patron"),
				    test_number(till.bo, "SELECT max(id) FROM patron")));
	till_keys(&till, "m", "same patron");
}

static void what_is_too_long_is_said_beforehand(void **state)
{
	static char much[1500];
	int64_t a, b;

	(void)state;
	memset(much, 'x', sizeof much - 1);
	a = make("Long Notes", NULL, "555 99", much, NULL, 0, NULL);
	much[0] = 'y';
	b = make("Long Notes", NULL, "555 99", much, NULL, 0, NULL);
	till_keys(&till, "<A-d><Enter>", "shorten those of one");
	till_keys(&till, "m", "two records are needed");
	assert_int_equal(read_back(b).id, b);
	assert_int_equal(read_back(a).id, a);
	till_keys(&till, "<End>", "xxx");
	till_keys(&till, "<Home>", "Name");
	till_expect(&till, "duplicates_too_long", NULL);
}

static void from_the_page_the_other_is_picked(void **state)
{
	int64_t older, younger;

	(void)state;
	make_doubles(&older, &younger);
	buy(younger);
	till_keys(&till, "tom<Enter>m", "Which other record is the same person?");
	/* the walk-up patron is never among them */
	till_keys(&till, "walk", "Nobody else of that name");
	/* nor is the one whose page it is */
	till_keys(&till, "<C-u>tom", "Nobody else of that name");
	till_keys(&till, "<Enter>", "Nobody else of that name");
	till_keys(&till, "<C-u>jon<Enter>", "Afterwards");
	till_shows(&till, "Are they one person?");
	till_keys(&till, "n", NULL); /* there is nothing to skip */
	till_keys(&till, "2", "Kept: no.");
	till_keys(&till, "m", "Jon Winter is one record now");
	/* the page is that of the one who is left */
	assert_ptr_equal(app_top(&till.app)->ops, &patron_page_screen);
	till_keys(&till, "<End>", "was merged into this one");
	till_shows(&till, "1 order");
	assert_int_equal(read_back(older).id, younger);
}

static void draws_at_every_size(void **state)
{
	static const char *const ways[] = { "<A-d>", "<Enter>", "s" };
	int64_t older, younger;

	(void)state;
	make_doubles(&older, &younger);
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
		TEST(clerks_do_not_merge),
		TEST(nothing_may_be_found),
		TEST(what_is_shown_is_what_becomes_of_them),
		TEST(swapped_the_other_one_is_kept),
		TEST(skipped_they_stay_two),
		TEST(typing_ahead_merges_nothing),
		TEST(somebody_else_was_quicker),
		TEST(what_is_too_long_is_said_beforehand),
		TEST(from_the_page_the_other_is_picked),
		TEST(draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
