/*
 * People found among many, a little at a time: what is on the screen once no work is left is what
 * the engine answers at once, and no key takes somebody who was not seen.
 */
#include "kit/person_search.h"
#include "patrons/page.h"
#include "registry.h"
#include "support/program.h"
#include "support/town.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 20000, LIMIT = 200 };

static struct till till;
static struct bo_arena arena;

/* Texts of which most take several steps. */
static const char *const texts[] = {
	"a b", "z z", "j s", "maria z", "a b c d e f g h", "mich", "xq"
};
enum { TEXTS = sizeof texts / sizeof *texts };

static int open_town(void **state)
{
	struct bo *bo = test_office();

	(void)state;
	town_fill(bo, PEOPLE);
	program_open_on(&till, bo, 40, 120);
	return 0;
}

static int close_town(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	till_close(&till);
	return 0;
}

static int work_on(void)
{
	static const struct ui_event idle = { .type = UI_EVENT_IDLE };
	int steps = 0;

	for (; app_busy(&till.app); steps++) {
		assert_true(steps < 10000);
		golden_event(&till.golden, &idle);
	}
	return steps;
}

static void type(const char *text)
{
	for (; *text; text++) {
		char key[2] = { *text, '\0' };

		golden_keys(&till.golden, *text == ' ' ? "<Space>" : key);
	}
}

/* --- The steps -------------------------------------------------------------------------------- */

static void all_steps_find_what_one_search_finds(void **state)
{
	struct person_search s = { 0 };
	int steps = 0;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		struct bo_patrons all = { 0 };
		bool changed;

		OK(till.bo, person_search_begin(till.bo, &s, texts[i], LIMIT));
		while (person_search_goes_on(&s)) {
			OK(till.bo, person_search_step(&s, &changed));
			steps++;
		}
		OK(till.bo, person_search_step(&s, &changed));
		assert_false(changed);
		OK(till.bo, bo_patron_search(till.bo, &arena, texts[i], LIMIT, &all));
		assert_int_equal(s.found.n, all.n);
		for (size_t j = 0; j < all.n; j++)
			assert_int_equal(s.found.row[j].id, all.row[j].id);
	}
	assert_true(steps > 0); /* or this shows nothing */
	person_search_end(&s);
	assert_false(person_search_goes_on(&s));
	assert_int_equal(s.found.n, 0);
}

static void the_same_again_takes_nothing_away_meanwhile(void **state)
{
	struct person_search s = { 0 };
	struct bo_patrons all = { 0 };
	size_t n;
	bool changed = false;
	int64_t id = 0;

	(void)state;
	OK(till.bo, person_search_again(till.bo, &s, "a b", LIMIT));
	while (person_search_goes_on(&s))
		OK(till.bo, person_search_step(&s, &changed));
	n = s.found.n;
	assert_true(n > 1);
	OK(till.bo, bo_patron_add(till.bo, "Aaron Bbbb", NULL, NULL, &id));
	OK(till.bo, person_search_again(till.bo, &s, "a b", LIMIT));
	while (person_search_goes_on(&s)) {
		assert_int_equal(s.found.n, n);
		OK(till.bo, person_search_step(&s, &changed));
	}
	OK(till.bo, bo_patron_search(till.bo, &arena, "a b", LIMIT, &all));
	assert_int_equal(s.found.n, all.n);
	assert_int_equal(s.found.row[0].id, all.row[0].id);
	person_search_end(&s);
}

/* --- On the screens --------------------------------------------------------------------------- */

/* The name, as far as there is room for it. */
static void shows_in_row(int y, const char *name)
{
	const char *row = golden_row(&till.golden, y);
	char begins[200];

	snprintf(begins, sizeof begins, "%.*s", (int)ui_text_prefix(name, 25), name);
	if (!strstr(row, begins))
		fail_msg("row %d is not %s: %s", y, begins, row);
}

static void patrons_show_all_of_them_in_the_end(void **state)
{
	int steps = 0;

	(void)state;
	program_go(&till, CMD_SELL);
	program_go(&till, CMD_PATRONS);
	for (size_t i = 0; i < TEXTS; i++) {
		struct bo_patrons all = { 0 };

		type(texts[i]);
		steps += work_on();
		OK(till.bo, bo_patron_search(till.bo, &arena, texts[i], LIMIT, &all));
		for (size_t j = 0; j < all.n && j < 30; j++)
			shows_in_row(3 + (int)j, all.row[j].name);
		if (all.n == 0)
			till_shows(&till, "Nobody of that name");
		golden_keys(&till.golden, "<C-u>");
		work_on();
	}
	assert_true(steps > 0);
}

/* Enter in the middle of the work opens who was seen there, or nobody. */
static void enter_takes_who_was_seen(void **state)
{
	int opened = 0;

	(void)state;
	program_go(&till, CMD_SELL);
	program_go(&till, CMD_PATRONS);
	for (size_t i = 0; i < TEXTS; i++) {
		char seen[400];

		type(texts[i]);
		snprintf(seen, sizeof seen, "%s", golden_row(&till.golden, 3));
		golden_keys(&till.golden, "<Enter>");
		if (app_top(&till.app)->ops == &patron_page_screen) {
			char name[40] = "";

			sscanf(seen, " %39[^ ]", name);
			till_shows(&till, name);
			golden_keys(&till.golden, "<Esc>");
			opened++;
		}
		/* whatever it did, nothing is left to be done behind the clerk's back */
		golden_keys(&till.golden, "<C-u>");
		work_on();
	}
	assert_true(opened > 0);
}

static void who_buys_is_found_step_by_step(void **state)
{
	int steps = 0;

	(void)state;
	program_go(&till, CMD_SELL);
	for (size_t i = 0; i < TEXTS; i++) {
		struct bo_patrons all = { 0 };

		till_keys(&till, "<F2>", "Who buys?");
		steps += work_on();
		type(texts[i]);
		steps += work_on();
		OK(till.bo, bo_patron_search(till.bo, &arena, texts[i], 60, &all));
		golden_keys(&till.golden, "<Enter>");
		if (all.n == 0)
			golden_keys(&till.golden, "<Esc>");
		else
			till_shows(&till, all.row[0].name);
		assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
		assert_false(app_busy(&till.app));
	}
	assert_true(steps > 0);
}

/* Orders are found by the names of who bought, however long that takes. */
static void orders_are_found_by_name(void **state)
{
	int steps = 0;

	(void)state;
	program_go(&till, CMD_SELL);
	program_go(&till, CMD_ORDERS);
	for (size_t i = 0; i < TEXTS; i++) {
		type(texts[i]);
		steps += work_on();
		till_shows(&till, "No order like that");
		golden_keys(&till.golden, "<Enter>");
		assert_ptr_equal(app_top(&till.app)->ops, &orders_screen);
		golden_keys(&till.golden, "<Esc>");
		assert_false(app_busy(&till.app));
	}
	assert_true(steps > 0);
}

/* All at once, as a fast hand types it: it is the right one or the list, never another. */
static void who_buys_typed_ahead(void **state)
{
	struct bo_patrons all = { 0 };

	(void)state;
	program_go(&till, CMD_SELL);
	OK(till.bo, bo_patron_search(till.bo, &arena, "a b", 60, &all));
	assert_true(all.n > 1);
	golden_burst(&till.golden, "<F2>a<Space>b<Enter>");
	if (app_top(&till.app)->ops != &sell_screen) {
		till_shows(&till, "Who buys?");
		golden_keys(&till.golden, "<Enter>");
	}
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
	till_shows(&till, all.row[0].name);
}

#define TEST(test) cmocka_unit_test(test)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_steps_find_what_one_search_finds),
		TEST(the_same_again_takes_nothing_away_meanwhile),
		TEST(patrons_show_all_of_them_in_the_end),
		TEST(enter_takes_who_was_seen),
		TEST(who_buys_is_found_step_by_step),
		TEST(orders_are_found_by_name),
		TEST(who_buys_typed_ahead),
	};

	return cmocka_run_group_tests(tests, open_town, close_town);
}
