/*
 * Performances: both nights the clocks change, series, finding, moving, and what
 * stands in the way of deleting.
 */
#include "store/sql.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BERLIN "Europe/Berlin"
#define NEW_YORK "America/New_York"

struct stage {
	struct bo *bo;
	struct bo_arena arena;
	int64_t season, house, hamlet, ny_house, ny_show;
};

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	s->bo = test_office();
	OK(s->bo, bo_season_add(s->bo, "Year 2026", "2026-01-01", "2026-12-31", &s->season));
	OK(s->bo, bo_house_add(s->bo, "Main", 100, BERLIN, &s->house));
	OK(s->bo, bo_house_add(s->bo, "Broadway", 50, NEW_YORK, &s->ny_house));
	OK(s->bo,
	   bo_show_add(s->bo, "Hamlet", s->season, s->house, BO_EVENT_THEATRE, NULL, &s->hamlet));
	OK(s->bo, bo_show_add(s->bo, "Othello", s->season, s->ny_house, BO_EVENT_THEATRE, NULL,
			      &s->ny_show));
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct stage *s = *state;

	bo_arena_clear(&s->arena);
	test_office_end(s->bo);
	free(s);
	return 0;
}

static int64_t added(struct stage *s, int64_t show, const char *at, const char *zone)
{
	int64_t id = 0;

	OK(s->bo, bo_performance_add(s->bo, show, test_when(at, zone), BO_NONE, BO_NONE, &id));
	return id;
}

static struct bo_performance got(struct stage *s, int64_t id)
{
	struct bo_performance p = { 0 };

	OK(s->bo, bo_performance_get(s->bo, &s->arena, id, &p));
	return p;
}

static void test_days_of_the_season_on_the_houses_clock(void **state)
{
	struct stage *s = *state;
	int64_t id = 0;

	/* 23:30 in New York on the last day is already next year in UTC. */
	assert_true(added(s, s->ny_show, "2026-12-31T23:30", NEW_YORK) > 0);
	SAYS(s->bo, BO_INVALID, "outside the season Year 2026",
	     bo_performance_add(s->bo, s->ny_show, test_when("2027-01-01T00:00", NEW_YORK), BO_NONE,
				BO_NONE, &id));
	/* 00:30 in Berlin on the first day is still last year in UTC. */
	assert_true(added(s, s->hamlet, "2026-01-01T00:30", BERLIN) > 0);
	SAYS(s->bo, BO_INVALID, "outside the season",
	     bo_performance_add(s->bo, s->hamlet, test_when("2025-12-31T23:59", BERLIN), BO_NONE,
				BO_NONE, &id));
	SAYS(s->bo, BO_INVALID, "outside the years",
	     bo_performance_add(s->bo, s->hamlet, INT64_MAX, BO_NONE, BO_NONE, &id));
	SAYS(s->bo, BO_INVALID, "outside the years",
	     bo_performance_add(s->bo, s->hamlet, -1, BO_NONE, BO_NONE, &id));
	assert_int_equal(id, 0);
}

static void test_places(void **state)
{
	struct stage *s = *state;
	int64_t at = test_when("2026-03-01T20:00", BERLIN), id = 0;
	struct bo_performance p;

	SAYS(s->bo, BO_INVALID, "more than the 100 places",
	     bo_performance_add(s->bo, s->hamlet, at, BO_NONE, 101, &id));
	assert_string_equal(bo_error(s->bo)->field, "advance");
	SAYS(s->bo, BO_INVALID, "negative", bo_performance_add(s->bo, s->hamlet, at, 10, -1, &id));
	SAYS(s->bo, BO_INVALID, "capacity", bo_performance_add(s->bo, s->hamlet, at, 0, 0, &id));
	SAYS(s->bo, BO_NOT_FOUND, "no such show", bo_performance_add(s->bo, 99, at, 10, 0, &id));
	OK(s->bo, bo_performance_add(s->bo, s->hamlet, at, BO_NONE, 80, &id));
	SAYS(s->bo, BO_EXISTS, "Hamlet plays on Sun 1 Mar 2026 20:00 already",
	     bo_performance_add(s->bo, s->hamlet, at, BO_NONE, BO_NONE, &id));
	p = got(s, id);
	assert_int_equal(p.capacity, 100);
	assert_int_equal(p.left, 80);
	assert_int_equal(p.house_left, 100);
	/* Another show at the same moment is another thing. */
	OK(s->bo, bo_performance_add(s->bo, s->ny_show, at, BO_NONE, BO_NONE, &id));
}

static struct bo_performance_series series(int64_t show, const char *first, const char *last,
					   const char *days, const char *clock)
{
	struct bo_performance_series made = { .show_id = show,
					      .first = first,
					      .last = last,
					      .capacity = BO_NONE,
					      .advance = BO_NONE };

	assert_null(bo_weekdays_parse(days, &made.weekdays));
	assert_null(bo_clock_parse(clock, &made.minutes));
	return made;
}

static void test_series_keeps_the_clock_across_changes(void **state)
{
	struct stage *s = *state;
	struct bo_performance_series all =
		series(s->hamlet, "2026-03-27", "2026-03-30", "fri,sat,sun,mon", "20:00");
	struct bo_performance_series_result result = { 0 };

	OK(s->bo, bo_performance_add_series(s->bo, &s->arena, &all, &result));
	assert_int_equal(result.made, 4);
	for (size_t i = 0; i < result.made; i++)
		assert_int_equal(bo_when_civil(result.made_at[i], BERLIN).hour, 20);
	/* Sat to Sun of the change is an hour short of a day. */
	assert_int_equal(result.made_at[2] - result.made_at[1], 23 * 3600);

	all = series(s->ny_show, "2026-10-31", "2026-11-02", "sat,sun,mon", "01:30");
	OK(s->bo, bo_performance_add_series(s->bo, &s->arena, &all, &result));
	assert_int_equal(result.made, 3);
	/* 01:30 comes twice on 1 November; the first is meant. */
	assert_int_equal(result.made_at[1] - result.made_at[0], 24 * 3600);
	assert_int_equal(result.made_at[2] - result.made_at[1], 25 * 3600);
}

static void test_series_names_the_hour_that_is_not_there(void **state)
{
	struct stage *s = *state;
	struct bo_performance_series all =
		series(s->hamlet, "2026-03-27", "2026-03-30", "fri,sat,sun", "02:30");
	struct bo_performance_series_result result = { 0 };

	SAYS(s->bo, BO_INVALID, "2026-03-29",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	all = series(s->ny_show, "2026-03-07", "2026-03-09", "sat,sun,mon", "02:00");
	SAYS(s->bo, BO_INVALID, "2026-03-08",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	assert_int_equal(result.made, 0);
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM performance"), 0);
}

static void test_series_refusals(void **state)
{
	struct stage *s = *state;
	struct bo_performance_series_result result = { 0 };
	struct bo_performance_series all =
		series(s->hamlet, "2026-05-10", "2026-05-01", "fri", "20:00");

	SAYS(s->bo, BO_INVALID, "would end (2026-05-01) before it starts (2026-05-10)",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	all = series(s->hamlet, "2026-02-29", "2026-05-01", "fri", "20:00");
	SAYS(s->bo, BO_INVALID, "does not exist",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	all = series(s->hamlet, "2026-05-04", "2026-05-05", "fri", "20:00");
	SAYS(s->bo, BO_INVALID, "None of the chosen weekdays",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	all = series(s->hamlet, "2026-12-25", "2027-01-08", "fri", "20:00");
	SAYS(s->bo, BO_INVALID, "outside the season",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	all = series(s->hamlet, "2026-01-01", "9999-12-31", "fri", "20:00");
	SAYS(s->bo, BO_INVALID, "outside the season",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	all.weekdays = 0;
	SAYS(s->bo, BO_INVALID, "weekday",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM performance"), 0);
}

static void test_series_skips_what_exists(void **state)
{
	struct stage *s = *state;
	struct bo_performance_series_result result = { 0 };
	struct bo_performance_series all =
		series(s->hamlet, "2026-05-01", "2026-05-09", "fri,sat", "20:00");
	int64_t before;

	added(s, s->hamlet, "2026-05-02T20:00", BERLIN);
	added(s, s->ny_show, "2026-05-01T14:00", NEW_YORK); /* the same moment, another show */
	OK(s->bo, bo_performance_add_series(s->bo, &s->arena, &all, &result));
	assert_int_equal(result.made, 3);
	assert_int_equal(result.skipped, 1);
	assert_int_equal(result.skipped_at[0], test_when("2026-05-02T20:00", BERLIN));
	before = test_number(s->bo, "SELECT count(*) FROM journal");
	SAYS(s->bo, BO_EXISTS, "All 4 performances exist already",
	     bo_performance_add_series(s->bo, &s->arena, &all, &result));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal"), before);
	all = series(s->hamlet, "2026-02-28", "2026-03-01", "sat,sun", "20:00");
	OK(s->bo, bo_performance_add_series(s->bo, &s->arena, &all, &result));
	assert_int_equal(result.made, 2); /* no leap day in between */
}

static void test_find(void **state)
{
	struct stage *s = *state;
	struct bo_performance p;
	int64_t first = added(s, s->hamlet, "2026-05-01T20:00", BERLIN);
	int64_t show, at_sign;

	OK(s->bo, bo_performance_find(s->bo, &s->arena, "hamlet@2026-05-01T20:00", &p));
	assert_int_equal(p.id, first);
	OK(s->bo, bo_performance_find(s->bo, &s->arena, " HAM@2026-05-01 20:00", &p));
	assert_int_equal(p.id, first);
	OK(s->bo, bo_performance_find(s->bo, &s->arena, "hamlet@2026-05-01T18:00Z", &p));
	assert_int_equal(p.id, first);
	SAYS(s->bo, BO_NOT_FOUND, "did you mean \"Hamlet\"?",
	     bo_performance_find(s->bo, &s->arena, "hamelt@2026-05-01T20:00", &p));
	SAYS(s->bo, BO_NOT_FOUND, "the nearest date is Fri 1 May 2026 20:00",
	     bo_performance_find(s->bo, &s->arena, "hamlet@2026-05-02T20:00", &p));
	SAYS(s->bo, BO_NOT_FOUND, "Othello has no performances yet",
	     bo_performance_find(s->bo, &s->arena, "othello@2026-05-02T20:00", &p));
	SAYS(s->bo, BO_INVALID, "skips",
	     bo_performance_find(s->bo, &s->arena, "hamlet@2026-03-29T02:30", &p));
	SAYS(s->bo, BO_INVALID, "does not exist",
	     bo_performance_find(s->bo, &s->arena, "hamlet@2026-02-30T20:00", &p));
	SAYS(s->bo, BO_INVALID, "by its id, or by title and time",
	     bo_performance_find(s->bo, &s->arena, "hamlet", &p));
	SAYS(s->bo, BO_INVALID, "by its id, or", bo_performance_find(s->bo, &s->arena, "@", &p));
	SAYS(s->bo, BO_NOT_FOUND, "no such performance",
	     bo_performance_find(s->bo, &s->arena, "4711", &p));

	OK(s->bo,
	   bo_show_add(s->bo, "Hamilton @ home", s->season, s->house, BO_EVENT_OTHER, NULL, &show));
	at_sign = added(s, show, "2026-05-01T20:00", BERLIN);
	OK(s->bo, bo_performance_find(s->bo, &s->arena, "hamilton @ home@2026-05-01T20:00", &p));
	assert_int_equal(p.id, at_sign);
	SAYS(s->bo, BO_INVALID, "begins several titles",
	     bo_performance_find(s->bo, &s->arena, "ham@2026-05-01T20:00", &p));
	/* A whole title is never ambiguous with a longer one. */
	OK(s->bo,
	   bo_show_add(s->bo, "Hamlet II", s->season, s->house, BO_EVENT_OTHER, NULL, &show));
	OK(s->bo, bo_performance_find(s->bo, &s->arena, "hamlet@2026-05-01T20:00", &p));
	assert_int_equal(p.id, first);
}

static void test_a_title_that_comes_back(void **state)
{
	struct stage *s = *state;
	struct bo_performance p;
	int64_t next_season, show, old = added(s, s->hamlet, "2026-05-01T20:00", BERLIN), new;

	OK(s->bo, bo_season_add(s->bo, "Year 2027", "2027-01-01", "2027-12-31", &next_season));
	OK(s->bo,
	   bo_show_add(s->bo, "Hamlet", next_season, s->ny_house, BO_EVENT_THEATRE, NULL, &show));
	new = added(s, show, "2027-05-01T20:00", NEW_YORK);
	OK(s->bo, bo_performance_find(s->bo, &s->arena, "hamlet@2026-05-01T20:00", &p));
	assert_int_equal(p.id, old);
	OK(s->bo, bo_performance_find(s->bo, &s->arena, "hamlet@2027-05-01T20:00", &p));
	assert_int_equal(p.id, new);
}

static void test_next(void **state)
{
	struct stage *s = *state;
	struct bo_performance p = { 0 };
	int64_t matinee, evening;

	SAYS(s->bo, BO_NOT_FOUND, "No performance", bo_performance_next(s->bo, &s->arena, &p));
	matinee = added(s, s->hamlet, "2026-05-01T15:00", BERLIN);
	evening = added(s, s->hamlet, "2026-05-01T20:00", BERLIN);
	test_clock_set(test_when("2026-05-01T17:00", BERLIN));
	OK(s->bo, bo_performance_next(s->bo, &s->arena, &p));
	assert_int_equal(p.id, matinee);
	test_clock_set(test_when("2026-05-01T17:00:01", BERLIN));
	OK(s->bo, bo_performance_next(s->bo, &s->arena, &p));
	assert_int_equal(p.id, evening);
	OK(s->bo, bo_performance_cancel(s->bo, evening));
	SAYS(s->bo, BO_NOT_FOUND, "No performance", bo_performance_next(s->bo, &s->arena, &p));
}

static void test_edit(void **state)
{
	struct stage *s = *state;
	int64_t id = added(s, s->hamlet, "2026-05-01T20:00", BERLIN), rows;
	struct bo_performance p;

	OK(s->bo, bo_performance_edit(s->bo, id, 60, 50));
	OK(s->bo,
	   sql_run(s->bo, "UPDATE performance SET sold = 55, held = 3 WHERE id = $1", "i", id));
	rows = test_number(s->bo, "SELECT count(*) FROM journal");
	OK(s->bo, bo_performance_edit(s->bo, id, 60, BO_NONE));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal"), rows);
	p = got(s, id);
	assert_int_equal(p.left, 0);
	assert_int_equal(p.house_left, 2);
	assert_int_equal(p.oversold, 0);
	OK(s->bo, bo_performance_edit(s->bo, id, 40, BO_NONE));
	p = got(s, id);
	assert_int_equal(p.oversold, 18);
	assert_int_equal(p.house_left, 0);
	assert_int_equal(p.advance, 50); /* counts again when the places come back */
	SAYS(s->bo, BO_INVALID, "more than", bo_performance_edit(s->bo, id, BO_NONE, 50));
	OK(s->bo, bo_performance_edit(s->bo, id, 100, -1));
	p = got(s, id);
	assert_int_equal(p.advance, BO_NONE);
	assert_int_equal(p.left, 42);
	SAYS(s->bo, BO_INVALID, "capacity", bo_performance_edit(s->bo, id, -5, BO_NONE));
	SAYS(s->bo, BO_INVALID, "negative", bo_performance_edit(s->bo, id, BO_NONE, -2));
	SAYS(s->bo, BO_NOT_FOUND, "no such performance", bo_performance_edit(s->bo, 99, 10, 10));
}

static void test_move(void **state)
{
	struct stage *s = *state;
	int64_t id = added(s, s->hamlet, "2026-05-01T20:00", BERLIN), rows;
	int64_t to = test_when("2026-05-03T15:00", BERLIN);

	added(s, s->hamlet, "2026-05-02T20:00", BERLIN);
	SAYS(s->bo, BO_EXISTS, "already",
	     bo_performance_move(s->bo, id, test_when("2026-05-02T20:00", BERLIN)));
	SAYS(s->bo, BO_INVALID, "outside the season",
	     bo_performance_move(s->bo, id, test_when("2027-05-02T20:00", BERLIN)));
	OK(s->bo, bo_performance_move(s->bo, id, to));
	assert_int_equal(got(s, id).at, to);
	rows = test_number(s->bo, "SELECT count(*) FROM journal");
	OK(s->bo, bo_performance_move(s->bo, id, to));
	assert_int_equal(test_number(s->bo, "SELECT count(*) FROM journal"), rows);
	SAYS(s->bo, BO_NOT_FOUND, "no such performance", bo_performance_move(s->bo, 99, to));
}

static void test_cancel_and_delete(void **state)
{
	struct stage *s = *state;
	int64_t id = added(s, s->hamlet, "2026-05-01T20:00", BERLIN);
	struct bo_performance p;

	OK(s->bo, bo_performance_cancel(s->bo, id));
	assert_int_equal(got(s, id).state, BO_PERFORMANCE_CANCELLED);
	SAYS(s->bo, BO_REFUSED, "cancelled already", bo_performance_cancel(s->bo, id));
	assert_int_equal(bo_refusal(s->bo)->rule, BO_RULE_ALREADY);
	OK(s->bo, bo_performance_delete(s->bo, id));
	SAYS(s->bo, BO_NOT_FOUND, "", bo_performance_get(s->bo, &s->arena, id, &p));

	id = added(s, s->hamlet, "2026-05-01T20:00", BERLIN);
	OK(s->bo, sql_run(s->bo, "UPDATE performance SET held = 1 WHERE id = $1", "i", id));
	SAYS(s->bo, BO_REFUSED, "cancel the performance", bo_performance_delete(s->bo, id));
	OK(s->bo,
	   sql_run(s->bo, "UPDATE performance SET held = 0, sold = 1 WHERE id = $1", "i", id));
	SAYS(s->bo, BO_REFUSED, "cancel it instead", bo_performance_delete(s->bo, id));
	assert_int_equal(bo_refusal(s->bo)->rule, BO_RULE_IN_USE);
	assert_int_equal(bo_refusal(s->bo)->override, BO_ROLE_NONE);
	got(s, id);
	test_act_as(s->bo, BO_ROLE_SUPERVISOR);
	SAYS(s->bo, BO_REFUSED, "", bo_performance_cancel(s->bo, id));
	assert_int_equal(bo_refusal(s->bo)->rule, BO_RULE_PERMISSION);
}

static void test_list(void **state)
{
	struct stage *s = *state;
	struct bo_performance_filter filter = { .from = BO_NONE };
	struct bo_performances list;
	int64_t late = added(s, s->hamlet, "2026-05-02T20:00", BERLIN);
	int64_t early = added(s, s->hamlet, "2026-05-01T20:00", BERLIN);
	int64_t other = added(s, s->ny_show, "2026-05-01T20:00", NEW_YORK);

	OK(s->bo, bo_performance_list(s->bo, &s->arena, &filter, &list));
	assert_int_equal(list.n, 3);
	assert_int_equal(list.row[0].id, early);
	assert_int_equal(list.row[1].id, other);
	assert_int_equal(list.row[2].id, late);
	filter.show_id = s->hamlet;
	OK(s->bo, bo_performance_list(s->bo, &s->arena, &filter, &list));
	assert_int_equal(list.n, 2);
	filter.season_id = s->season + 1;
	OK(s->bo, bo_performance_list(s->bo, &s->arena, &filter, &list));
	assert_int_equal(list.n, 0);
	filter = (struct bo_performance_filter){ .season_id = s->season,
						 .from = test_when("2026-05-02T00:00", BERLIN) };
	OK(s->bo, bo_performance_list(s->bo, &s->arena, &filter, &list));
	assert_int_equal(list.n, 2);
	filter.limit = 1;
	OK(s->bo, bo_performance_list(s->bo, &s->arena, &filter, &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.row[0].id, other);
}

/* One of each: over, begun, cancelled, to come. */
static void test_list_for_a_purpose(void **state)
{
	static const bool listed[BO_PERFORMANCE_PURPOSE_COUNT][4] = {
		[BO_TO_LOOK_BACK] = { true, true, true, true },
		[BO_TO_PLAN] = { false, true, true, true },
		[BO_TO_EXCHANGE] = { false, false, false, true },
		[BO_TO_SELL] = { false, true, false, true },
	};
	struct stage *s = *state;
	const int64_t ids[4] = { added(s, s->hamlet, "2026-05-01T20:00", BERLIN),
				 added(s, s->hamlet, "2026-05-02T20:00", BERLIN),
				 added(s, s->hamlet, "2026-05-03T20:00", BERLIN),
				 added(s, s->hamlet, "2026-05-04T20:00", BERLIN) };
	struct bo_performances list;

	OK(s->bo, bo_performance_cancel(s->bo, ids[2]));
	test_clock_set(test_when("2026-05-02T22:00", BERLIN));
	for (int purpose = 0; purpose < BO_PERFORMANCE_PURPOSE_COUNT; purpose++) {
		/* each way in has a statement of its own */
		for (int way = 0; way < 3; way++) {
			const struct bo_performance_filter filter = {
				.from = BO_NONE,
				.show_id = way == 1 ? s->hamlet : 0,
				.season_id = way == 2 ? s->season : 0,
				.purpose = (enum bo_performance_purpose)purpose
			};
			size_t n = 0;

			OK(s->bo, bo_performance_list(s->bo, &s->arena, &filter, &list));
			for (int i = 0; i < 4; i++) {
				struct bo_performance p;

				OK(s->bo, bo_performance_get(s->bo, &s->arena, ids[i], &p));
				assert_int_equal(bo_performance_is_for(s->bo, &p, filter.purpose),
						 listed[purpose][i]);
				if (listed[purpose][i])
					assert_int_equal(list.row[n++].id, ids[i]);
			}
			assert_int_equal(list.n, n);
		}
	}
	/* a second later the one that has begun is past */
	test_clock_set(test_when("2026-05-02T22:00", BERLIN) + 1);
	const struct bo_performance_filter sell = { .purpose = BO_TO_SELL };

	OK(s->bo, bo_performance_list(s->bo, &s->arena, &sell, &list));
	assert_int_equal(list.n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_days_of_the_season_on_the_houses_clock, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_places, setup, teardown),
		cmocka_unit_test_setup_teardown(test_series_keeps_the_clock_across_changes, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_series_names_the_hour_that_is_not_there, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_series_refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_series_skips_what_exists, setup, teardown),
		cmocka_unit_test_setup_teardown(test_find, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_title_that_comes_back, setup, teardown),
		cmocka_unit_test_setup_teardown(test_next, setup, teardown),
		cmocka_unit_test_setup_teardown(test_edit, setup, teardown),
		cmocka_unit_test_setup_teardown(test_move, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cancel_and_delete, setup, teardown),
		cmocka_unit_test_setup_teardown(test_list, setup, teardown),
		cmocka_unit_test_setup_teardown(test_list_for_a_purpose, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
