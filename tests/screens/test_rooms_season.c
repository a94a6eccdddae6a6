/*
 * The season on screen: how it looks, and that what is done there is what the engine then holds.
 */
#include "registry.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct till till;
static struct bo_arena arena;

static int close_till(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	till_close(&till);
	return 0;
}

static void open_as(const char *name, const char *pin)
{
	program_open(&till, 24, 80);
	program_sign_in(&till, name, pin);
	program_go(&till, CMD_SEASON);
}

/* The one under the cursor at first. */
static struct bo_performance first_one(void)
{
	struct bo_performance p = { 0 };

	OK(till.bo, bo_performance_next(till.bo, &arena, &p));
	return p;
}

static struct bo_redemption redemption(int64_t performance_id, const char *type)
{
	struct bo_redemptions list;

	OK(till.bo, bo_redemption_list(till.bo, &arena, 0, performance_id, &list));
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.row[i].type, type) == 0)
			return list.row[i];
	fail_msg("%s is not sold there", type);
	return list.row[0];
}

static size_t performances(const char *show)
{
	struct bo_performance_filter filter = { .from = BO_NONE };
	struct bo_performances list;
	struct bo_show found;

	OK(till.bo, bo_show_find(till.bo, &arena, show, &found));
	filter.show_id = found.id;
	OK(till.bo, bo_performance_list(till.bo, &arena, &filter, &list));
	return list.n;
}

/* --- How it looks --- */

static void the_grid(void **state)
{
	(void)state;
	open_as("Morgan", "3333");
	till_expect(&till, "season", NULL);
}

static void one_performance(void **state)
{
	(void)state;
	open_as("Morgan", "3333");
	golden_keys(&till.golden, "<Enter>");
	till_expect(&till, "performance", NULL);
}

static void the_redemption_form(void **state)
{
	(void)state;
	open_as("Morgan", "3333");
	till_keys(&till, "<Enter><Enter><Tab><Tab>3h<F9>", "needs a sign");
	till_expect(&till, "redemption_form", NULL);
}

static void the_form_for_performances(void **state)
{
	(void)state;
	open_as("Morgan", "3333");
	golden_keys(&till.golden, "<F6>");
	till_expect(&till, "performances_form", NULL);
}

static void voucher_types(void **state)
{
	(void)state;
	open_as("Morgan", "3333");
	golden_keys(&till.golden, "v");
	till_expect(&till, "voucher_types", NULL);
}

static void marks_of_every_kind(void **state)
{
	struct bo_performances list;
	struct bo_performance_filter filter = { .from = BO_NONE };

	(void)state;
	program_open(&till, 24, 80);
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	OK(till.bo, bo_performance_list(till.bo, &arena, &filter, &list));
	/* fewer places than were sold, just as many, nearly, and one that is cancelled */
	OK(till.bo, bo_performance_edit(till.bo, list.row[0].id, list.row[0].sold - 2, BO_NONE));
	OK(till.bo, bo_performance_edit(till.bo, list.row[1].id, list.row[1].sold, BO_NONE));
	OK(till.bo, bo_performance_edit(till.bo, list.row[2].id, list.row[2].sold + 1, BO_NONE));
	OK(till.bo, bo_performance_cancel(till.bo, list.row[3].id));
	bo_sign_out(till.bo);
	program_sign_in(&till, "Morgan", "3333");
	program_go(&till, CMD_SEASON);
	golden_keys(&till.golden, "<C-Home>");
	till_shows(&till, "OVERSOLD by 2");
	till_expect(&till, "season_marks", NULL);
}

/* --- What it does --- */

static void the_panel_follows_the_cursor(void **state)
{
	struct bo_performance p;

	(void)state;
	open_as("Casey", "1111");
	p = first_one();
	char sold[60];

	snprintf(sold, sizeof sold, "sold %d, held 0", (int)p.sold);
	till_shows(&till, sold);
	golden_keys(&till.golden, "<Right>");
	till_shows_not(&till, sold);
}

static void many_by_dates(void **state)
{
	struct bo_performance found;
	size_t before;

	(void)state;
	open_as("Morgan", "3333");
	before = performances("King Lear");
	/* two rows down: King Lear is the show at first */
	golden_keys(&till.golden, "<Down><Down><F6><Tab><Tab>2026-01-06<Tab>2026-01-09<Tab>"
				  "tue,thu<Tab>19:30<F9>");
	till_shows(&till, "2 made, 0 skipped");
	assert_int_equal(performances("King Lear"), before + 2);
	OK(till.bo, bo_performance_find(till.bo, &arena, "king lear@2026-01-08T19:30", &found));
	/* the same again and one day more */
	till_keys(&till, "<Esc>", "Season");
	golden_keys(&till.golden, "<F6><Tab><Tab>2026-01-06<Tab>2026-01-10<Tab>tue,thu,sat<Tab>"
				  "19:30<F9>");
	till_shows(&till, "1 made, 2 skipped");
	program_shows_row(&till, "Thu 8 Jan 2026 19:30", "was there already");
	till_keys(&till, "v", "was there already"); /* a report: nothing to narrow */
	assert_int_equal(performances("King Lear"), before + 3);
}

static void wrong_dates_are_marked(void **state)
{
	size_t before;

	(void)state;
	open_as("Morgan", "3333");
	before = performances("Hamlet");
	till_keys(&till, "<F6><Tab>2026-02-30<Space>20:00<F9>", "does not exist");
	till_keys(&till, "<C-u><Tab>2026-01-09<Tab>2026-01-06<Tab>fri<Tab>20:00<F9>", "! The");
	till_keys(&till, "<Esc>", "Not saved");
	till_keys(&till, "d", "Hamlet");
	assert_int_equal(performances("Hamlet"), before);
}

static void a_redemption_is_edited(void **state)
{
	struct bo_redemption r;
	int64_t id;

	(void)state;
	open_as("Morgan", "3333");
	id = first_one().id;
	golden_keys(&till.golden, "<Enter><Enter><Tab><Tab>-2d<Tab>70<Tab>A,<Space>B<Tab>2<Tab>8"
				  "<Tab>2<F9>");
	till_shows(&till, "1 changed");
	r = redemption(id, "Adult General");
	assert_int_equal(r.end.anchor, BO_ANCHOR_DAYS);
	assert_int_equal(r.end.value, -2 * 24 * 60);
	assert_int_equal(r.cap, 70);
	assert_int_equal(r.n_codes, 2);
	assert_string_equal(r.codes[1], "B");
	assert_int_equal(r.min, 2);
	assert_int_equal(r.max, 8);
	assert_int_equal(r.step, 2);
	/* another performance kept what it had */
	assert_int_equal(redemption(id + 1, "Adult General").cap, BO_NONE);
}

static void one_field_for_a_whole_show(void **state)
{
	int64_t id;

	(void)state;
	open_as("Morgan", "3333");
	id = first_one().id;
	golden_keys(&till.golden, "<Enter><Down><Enter><Right><Tab><Tab><Tab>12<F9>");
	assert_int_equal(redemption(id, "Youth General").cap, 12);
	assert_int_equal(redemption(id + 1, "Youth General").cap, 12);
	/* what was not changed here was not changed there */
	assert_int_equal(redemption(id + 1, "Youth General").end.anchor, BO_ANCHOR_CURTAIN);
}

static void a_sold_one_is_closed_instead(void **state)
{
	int64_t id;

	(void)state;
	open_as("Morgan", "3333");
	id = first_one().id;
	till_keys(&till, "<Enter><F8>", "cannot be deleted");
	till_keys(&till, "0", "closed");
	assert_int_equal(redemption(id, "Adult General").cap, 0);
}

static void an_unsold_one_is_deleted(void **state)
{
	struct bo_redemptions before, after;
	int64_t id;

	(void)state;
	open_as("Morgan", "3333");
	id = first_one().id;
	OK(till.bo, bo_redemption_list(till.bo, &arena, 0, id, &before));
	till_keys(&till, "<Enter><End><F8>", "Stop selling");
	golden_keys(&till.golden, "d");
	OK(till.bo, bo_redemption_list(till.bo, &arena, 0, id, &after));
	assert_int_equal(after.n, before.n - 1);
	/* and added again */
	assert_string_equal(before.row[before.n - 1].type, "Programme");
	golden_keys(&till.golden, "<F6>p<F9>");
	OK(till.bo, bo_redemption_list(till.bo, &arena, 0, id, &after));
	assert_int_equal(after.n, before.n);
	assert_string_equal(after.row[after.n - 1].type, "Programme");
}

static void places_time_and_end(void **state)
{
	struct bo_performance p;
	int64_t id;

	(void)state;
	open_as("Morgan", "3333");
	id = first_one().id;
	golden_keys(&till.golden, "e120<Tab>90<F9>");
	OK(till.bo, bo_performance_get(till.bo, &arena, id, &p));
	assert_int_equal(p.capacity, 120);
	assert_int_equal(p.advance, 90);
	golden_keys(&till.golden, "e<Tab>none<F9>");
	golden_keys(&till.golden, "m2026-01-10<Space>19:00<F9>");
	OK(till.bo, bo_performance_get(till.bo, &arena, id, &p));
	assert_int_equal(p.advance, BO_NONE);
	assert_int_equal(p.at, test_when("2026-01-10T19:00", p.zone));
	/* who holds places is listed; the cursor has gone along */
	till_shows(&till, "Holders: Hamlet");
	golden_keys(&till.golden, "<Esc>");
	till_shows(&till, "Sat 10 Jan 2026 19:00");
	till_keys(&till, "C", "stay sold");
	golden_keys(&till.golden, "<Esc>");
	OK(till.bo, bo_performance_get(till.bo, &arena, id, &p));
	assert_int_equal(p.state, BO_PERFORMANCE_ON_SALE);
	till_keys(&till, "Cc<Esc>", "CANCELLED");
	OK(till.bo, bo_performance_get(till.bo, &arena, id, &p));
	assert_int_equal(p.state, BO_PERFORMANCE_CANCELLED);
	/* sold ones stay, whatever is answered */
	till_keys(&till, "<F8>", "Delete");
	golden_keys(&till.golden, "d");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	OK(till.bo, bo_performance_get(till.bo, &arena, id, &p));
}

/* Windows with fixed times are named and come along where that is wanted. */
static void a_move_takes_windows_along(void **state)
{
	struct bo_performance p;
	struct bo_redemption r;

	(void)state;
	open_as("Morgan", "3333");
	p = first_one();
	till_keys(&till, "m", "Moved to");
	till_shows_not(&till, "fixed times");
	till_keys(&till, "<Esc><Enter><Enter><Tab><Tab>2026-01-05<Space>18:00<F9>", "1 changed");
	till_keys(&till, "<Esc>m", "Windows with fixed times");
	till_shows(&till, "until Mon 5 Jan 18:00");
	golden_keys(&till.golden, "2026-01-10<Space>19:00<Tab><Space><F9>");
	r = redemption(p.id, "Adult General");
	assert_int_equal(r.end.anchor, BO_ANCHOR_TIME);
	assert_int_equal(r.end.value, test_when("2026-01-10T19:00", p.zone) -
					      (p.at - test_when("2026-01-05T18:00", p.zone)));
	/* and stay where that is not wanted */
	till_keys(&till, "<Esc>", "Sat 10 Jan 2026 19:00");
	till_keys(&till, "m2026-01-11<Space>19:00<F9>", "Holders");
	assert_int_equal(redemption(p.id, "Adult General").end.value, r.end.value);
}

/* Dates as people type them; the form shows what was understood before anything is saved. */
static void dates_as_people_type_them(void **state)
{
	struct bo_performance p;

	(void)state;
	open_as("Morgan", "3333");
	p = first_one();
	till_keys(&till, "m10<Space>jan<Space>7pm", "= Sat 10 Jan 2026 19:00");
	till_keys(&till, "<C-u>30<Space>feb<Space>20<F9>", "does not exist");
	till_shows_not(&till, "= ");
	till_keys(&till, "<C-u>Sat<Space>10<Space>Jan<Space>2026<Space>19:00<F9>", "Holders");
	OK(till.bo, bo_performance_get(till.bo, &arena, p.id, &p));
	assert_int_equal(p.at, test_when("2026-01-10T19:00", p.zone));
	/* a time alone is one of the day it is on */
	till_keys(&till, "<Esc>m7:30pm", "= Sat 10 Jan 2026 19:30");
	till_keys(&till, "<Esc>d<Enter><Enter><Tab><Tab>9<Space>jan<Space>18",
		  "= Fri 9 Jan 2026 18:00");
	till_keys(&till, "<F9>", "1 changed");
	assert_int_equal(redemption(p.id, "Adult General").end.value,
			 test_when("2026-01-09T18:00", p.zone));
}

static void a_clerk_may_only_look(void **state)
{
	static const char *const keys[] = { "<F6>", "e", "m", "C", "<F8>", "s", "h", "n" };

	(void)state;
	open_as("Casey", "1111");
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		golden_keys(&till.golden, keys[i]);
		assert_ptr_equal(app_top(&till.app)->ops, &season_screen);
		assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
		assert_non_null(strstr(till.app.message, "manager"));
		till.app.message[0] = '\0';
	}
	till_keys(&till, "<Enter><Enter>", "Adult General");
	assert_string_equal(app_top(&till.app)->ops->name, "performance");
}

/* What was made has the cursor, and the next form starts from it. */
static void what_was_made_has_the_cursor(void **state)
{
	(void)state;
	open_as("Morgan", "3333");
	golden_keys(&till.golden, "hStudio<Tab>60<F9>");
	till_keys(&till, "s", "Studio"); /* not the first of the houses */
	golden_keys(&till.golden, "Faust<F9>");
	till_keys(&till, "<F6>", "Faust");
	golden_keys(&till.golden, "<Esc>SFausto<F9>");
	till_keys(&till, "<F6>", "Fausto");
	till_keys(&till, "<Esc>yA Faust again<F9>", "came along");
	till_keys(&till, "<F6>", "A Faust again");
}

static void everything_from_nothing(void **state)
{
	struct bo *bo = test_office();
	struct bo_voucher_type type;
	struct bo_performances list;
	struct bo_performance_filter filter = { .from = BO_NONE };

	(void)state;
	program_open_on(&till, bo, 24, 80);
	program_go(&till, CMD_SEASON);
	till_shows(&till, "There is no season yet");
	golden_keys(&till.golden, "nSpring<Tab>2026-01-01<Tab>2026-06-30<F9>");
	till_shows(&till, "Season Spring");
	till_keys(&till, "s", "h makes one");
	golden_keys(&till.golden, "hStudio<Tab>60<F9>");
	golden_keys(&till.golden, "sFaust<F9>");
	golden_keys(&till.golden, "<F6><Tab>2026-02-06<Space>20:00<F9>");
	till_shows(&till, "Fri 6 Feb 2026 20:00, Studio");
	till_keys(&till, "<Enter><F6>", "This season has no voucher types yet");
	golden_keys(&till.golden, "<Esc>");
	golden_keys(&till.golden, "v<F6>Adult<Tab>4.005<F9>");
	till_shows(&till, "more decimals");
	golden_keys(&till.golden, "<C-u>40<F9>");
	OK(bo, bo_voucher_type_find(bo, &arena, 0, "Adult", &type));
	assert_int_equal(type.price, 4000);
	golden_keys(&till.golden, "<Esc><Enter><F6><Tab><Tab><Tab><Tab>10<F9>");
	OK(bo, bo_performance_list(bo, &arena, &filter, &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.row[0].capacity, 60);
	assert_int_equal(redemption(list.row[0].id, "Adult").cap, 10);
}

static void news_reach_the_grid(void **state)
{
	struct bo *other = bo_new();
	struct bo_performance p;

	(void)state;
	open_as("Morgan", "3333");
	p = first_one();
	OK(other, bo_store_open(other, bo_store_path(till.bo)));
	OK(other, bo_till_use(other, "Till 3"));
	OK(other, bo_sign_in(other, "Morgan", "3333"));
	OK(other, bo_performance_edit(other, p.id, 77, BO_NONE));
	till_shows_not(&till, "of 77");
	golden_tick(&till.golden);
	till_shows(&till, "of 77");
	bo_free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_grid, close_till),
		cmocka_unit_test_teardown(one_performance, close_till),
		cmocka_unit_test_teardown(the_redemption_form, close_till),
		cmocka_unit_test_teardown(the_form_for_performances, close_till),
		cmocka_unit_test_teardown(voucher_types, close_till),
		cmocka_unit_test_teardown(marks_of_every_kind, close_till),
		cmocka_unit_test_teardown(the_panel_follows_the_cursor, close_till),
		cmocka_unit_test_teardown(many_by_dates, close_till),
		cmocka_unit_test_teardown(wrong_dates_are_marked, close_till),
		cmocka_unit_test_teardown(a_redemption_is_edited, close_till),
		cmocka_unit_test_teardown(one_field_for_a_whole_show, close_till),
		cmocka_unit_test_teardown(a_sold_one_is_closed_instead, close_till),
		cmocka_unit_test_teardown(an_unsold_one_is_deleted, close_till),
		cmocka_unit_test_teardown(places_time_and_end, close_till),
		cmocka_unit_test_teardown(a_move_takes_windows_along, close_till),
		cmocka_unit_test_teardown(dates_as_people_type_them, close_till),
		cmocka_unit_test_teardown(a_clerk_may_only_look, close_till),
		cmocka_unit_test_teardown(what_was_made_has_the_cursor, close_till),
		cmocka_unit_test_teardown(everything_from_nothing, close_till),
		cmocka_unit_test_teardown(news_reach_the_grid, close_till),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
