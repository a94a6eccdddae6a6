/*
 * Seasons, houses and shows: what may be added, who may, and how they are found again.
 */
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
	*state = test_office();
	return 0;
}

static int teardown(void **state)
{
	test_office_end(*state);
	return 0;
}

static void test_days_of_a_season(void **state)
{
	struct bo *bo = *state;
	int64_t id = 0;

	SAYS(bo, BO_INVALID, "does not exist",
	     bo_season_add(bo, "A", "2026-02-29", "2026-12-31", &id));
	SAYS(bo, BO_INVALID, "is not a date", bo_season_add(bo, "A", "2026-01-01", "soon", &id));
	SAYS(bo, BO_INVALID, "end (2026-01-01) before it starts (2026-01-02)",
	     bo_season_add(bo, "A", "2026-01-02", "2026-01-01", &id));
	assert_string_equal(bo_error(bo)->field, "to");
	SAYS(bo, BO_INVALID, "ten years", bo_season_add(bo, "A", "2026-01-01", "2040-01-01", &id));
	assert_int_equal(id, 0);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM season"), 0);
	OK(bo, bo_season_add(bo, "Leap", "2028-02-29", "2028-02-29", &id));
	assert_true(id > 0);
}

/* An id is taken as it is: a name of digits is never tried. */
static void test_get_by_id(void **state)
{
	struct bo *bo = *state;
	struct bo_arena arena = { 0 };
	int64_t season_id = 0, house_id = 0, show_id = 0, type_id = 0;
	struct bo_voucher_type_fields fields = { .name = "Adult",
						 .category = BO_CATEGORY_REVENUE,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = 100,
						 .display_order = BO_NONE,
						 .subscription = -1,
						 .changeable = -1 };
	struct bo_season season = { .id = 77 };
	struct bo_house house = { .id = 77 };
	struct bo_show show = { .id = 77 };
	struct bo_voucher_type type = { .id = 77 };

	OK(bo, bo_season_add(bo, "Season", "2026-01-01", "2026-12-31", &season_id));
	OK(bo, bo_house_add(bo, "House", 100, NULL, &house_id));
	OK(bo, bo_show_add(bo, "Hamlet", season_id, house_id, BO_EVENT_THEATRE, NULL, &show_id));
	OK(bo, bo_voucher_type_add(bo, season_id, &fields, &type_id));
	for (int64_t none = -1; none <= 1000; none += 1001) {
		SAYS(bo, BO_NOT_FOUND, "There is no such season.",
		     bo_season_get(bo, &arena, none, &season));
		assert_string_equal(bo_error(bo)->field, "season");
		SAYS(bo, BO_NOT_FOUND, "There is no such house.",
		     bo_house_get(bo, &arena, none, &house));
		SAYS(bo, BO_NOT_FOUND, "There is no such show.",
		     bo_show_get(bo, &arena, none, &show));
		SAYS(bo, BO_NOT_FOUND, "There is no such voucher type.",
		     bo_voucher_type_get(bo, &arena, none, &type));
		assert_string_equal(bo_error(bo)->field, "type");
	}
	assert_true(season.id == 77 && house.id == 77 && show.id == 77 && type.id == 77);
	OK(bo, bo_season_get(bo, &arena, season_id, &season));
	assert_string_equal(season.name, "Season");
	OK(bo, bo_house_get(bo, &arena, house_id, &house));
	assert_int_equal(house.capacity, 100);
	OK(bo, bo_show_get(bo, &arena, show_id, &show));
	assert_string_equal(show.house, "House");
	OK(bo, bo_voucher_type_get(bo, &arena, type_id, &type));
	assert_string_equal(type.name, "Adult");
	bo_arena_clear(&arena);
}

static void test_edit_show(void **state)
{
	struct bo *bo = *state;
	struct bo_arena arena = { 0 };
	int64_t season = 0, house = 0, id = 0, other = 0, rows;
	struct bo_show show;

	OK(bo, bo_season_add(bo, "Season", "2026-01-01", "2026-12-31", &season));
	OK(bo, bo_house_add(bo, "House", 100, NULL, &house));
	OK(bo, bo_show_add(bo, "Hamlet", season, house, BO_EVENT_THEATRE, NULL, &id));
	OK(bo, bo_show_add(bo, "Othello", season, house, BO_EVENT_THEATRE, NULL, &other));
	OK(bo, bo_show_edit(bo, id, "Hamlet, Prince", BO_EVENT_FAMILY, "2026-02-01"));
	OK(bo, bo_show_find(bo, &arena, "hamlet, prince", &show));
	assert_int_equal(show.event_type, BO_EVENT_FAMILY);
	assert_string_equal(show.listed, "2026-02-01");
	SAYS(bo, BO_EXISTS, "already", bo_show_edit(bo, id, "OTHELLO", BO_EVENT_TYPE_COUNT, NULL));
	SAYS(bo, BO_INVALID, "does not exist",
	     bo_show_edit(bo, id, NULL, BO_EVENT_TYPE_COUNT, "2026-02-30"));
	SAYS(bo, BO_INVALID, "after its season",
	     bo_show_edit(bo, id, NULL, BO_EVENT_TYPE_COUNT, "2027-02-01"));
	SAYS(bo, BO_INVALID, "control", bo_show_edit(bo, id, "a\nb", BO_EVENT_TYPE_COUNT, NULL));
	SAYS(bo, BO_NOT_FOUND, "no such show",
	     bo_show_edit(bo, 99, "X", BO_EVENT_TYPE_COUNT, NULL));
	rows = test_number(bo, "SELECT count(*) FROM journal");
	OK(bo, bo_show_edit(bo, id, NULL, BO_EVENT_TYPE_COUNT, NULL));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM journal"), rows);
	OK(bo, bo_show_edit(bo, id, NULL, BO_EVENT_TYPE_COUNT, ""));
	OK(bo, bo_show_find(bo, &arena, "hamlet, prince", &show));
	assert_null(show.listed);
	test_act_as(bo, BO_ROLE_CLERK);
	assert_int_equal(bo_show_edit(bo, id, "Mine", BO_EVENT_TYPE_COUNT, NULL), BO_REFUSED);
	bo_arena_clear(&arena);
}

static void test_names_that_cannot_be_kept(void **state)
{
	struct bo *bo = *state;
	char long_name[10001];
	int64_t id;

	memset(long_name, 'x', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	SAYS(bo, BO_INVALID, "too long",
	     bo_season_add(bo, long_name, "2026-01-01", "2026-12-31", &id));
	SAYS(bo, BO_INVALID, "empty", bo_season_add(bo, "  ", "2026-01-01", "2026-12-31", &id));
	SAYS(bo, BO_INVALID, "control", bo_season_add(bo, "a\nb", "2026-01-01", "2026-12-31", &id));
	SAYS(bo, BO_INVALID, "direction",
	     bo_season_add(bo, "a\xe2\x80\xaeltr", "2026-01-01", "2026-12-31", &id));
	SAYS(bo, BO_INVALID, "UTF-8", bo_season_add(bo, "a\xff", "2026-01-01", "2026-12-31", &id));
	SAYS(bo, BO_INVALID, "read as an id",
	     bo_season_add(bo, " 26 ", "2026-01-01", "2026-12-31", &id));
	assert_string_equal(bo_error(bo)->field, "name");
	OK(bo, bo_season_add(bo, "2026/27", "2026-01-01", "2026-12-31", &id));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM season"), 1);
}

static void test_found_without_case_and_accents(void **state)
{
	struct bo *bo = *state;
	struct bo_arena arena = { 0 };
	struct bo_season season;
	struct bo_house house;
	int64_t id, other;
	char text[24];

	OK(bo, bo_season_add(bo, "Été 2026", "2026-06-01", "2026-08-31", &id));
	OK(bo, bo_season_find(bo, &arena, " ete  2026", &season));
	assert_int_equal(season.id, id);
	assert_string_equal(season.name, "Été 2026");
	assert_string_equal(season.first, "2026-06-01");
	assert_string_equal(season.last, "2026-08-31");
	SAYS(bo, BO_EXISTS, "already",
	     bo_season_add(bo, "ETE 2026", "2027-01-01", "2027-12-31", &other));
	snprintf(text, sizeof text, "%lld", (long long)id);
	OK(bo, bo_season_find(bo, &arena, text, &season));
	SAYS(bo, BO_NOT_FOUND, "did you mean \"Été 2026\"?",
	     bo_season_find(bo, &arena, "eté 2062", &season));
	SAYS(bo, BO_NOT_FOUND, "There is no season \"winter wonder\".",
	     bo_season_find(bo, &arena, "winter wonder", &season));
	SAYS(bo, BO_NOT_FOUND, "There is no season 99999999999999999999",
	     bo_season_find(bo, &arena, "99999999999999999999", &season));

	OK(bo, bo_house_add(bo, "Teatr Łukasza", 100, "Europe/Warsaw", &id));
	OK(bo, bo_house_find(bo, &arena, "teatr lukasza", &house));
	assert_int_equal(house.capacity, 100);
	assert_string_equal(house.zone, "Europe/Warsaw");
	bo_arena_clear(&arena);
}

static void test_houses(void **state)
{
	struct bo *bo = *state;
	struct bo_arena arena = { 0 };
	struct bo_houses list;
	int64_t id;

	SAYS(bo, BO_INVALID, "capacity", bo_house_add(bo, "Big", 0, NULL, &id));
	SAYS(bo, BO_INVALID, "capacity", bo_house_add(bo, "Big", 1000001, NULL, &id));
	SAYS(bo, BO_INVALID, "zone", bo_house_add(bo, "Big", 10, "Europe/Atlantis", &id));
	SAYS(bo, BO_INVALID, "zone", bo_house_add(bo, "Big", 10, "../../etc/passwd", &id));
	OK(bo, bo_house_add(bo, "Studio", 1000000, NULL, &id));
	OK(bo, bo_house_add(bo, "Main stage", 1, "America/New_York", &id));
	OK(bo, bo_house_list(bo, &arena, &list));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.row[0].name, "Main stage");
	assert_string_equal(list.row[1].zone, bo_zone(bo));
	bo_arena_clear(&arena);
}

static void test_shows(void **state)
{
	struct bo *bo = *state;
	struct bo_arena arena = { 0 };
	struct bo_show show;
	struct bo_shows list;
	int64_t old, new, house, id, again;

	OK(bo, bo_season_add(bo, "Old", "2025-01-01", "2025-12-31", &old));
	OK(bo, bo_season_add(bo, "New", "2026-01-01", "2026-12-31", &new));
	OK(bo, bo_house_add(bo, "Main", 100, "Europe/Berlin", &house));
	SAYS(bo, BO_NOT_FOUND, "season",
	     bo_show_add(bo, "Hamlet", 99, house, BO_EVENT_THEATRE, NULL, &id));
	SAYS(bo, BO_NOT_FOUND, "house",
	     bo_show_add(bo, "Hamlet", new, 99, BO_EVENT_THEATRE, NULL, &id));
	SAYS(bo, BO_INVALID, "event type",
	     bo_show_add(bo, "Hamlet", new, house, BO_EVENT_TYPE_COUNT, NULL, &id));
	SAYS(bo, BO_INVALID, "listing day",
	     bo_show_add(bo, "Hamlet", new, house, BO_EVENT_THEATRE, "2026-13-01", &id));
	SAYS(bo, BO_INVALID, "after its season ends",
	     bo_show_add(bo, "Hamlet", new, house, BO_EVENT_THEATRE, "2027-01-01", &id));
	OK(bo, bo_show_add(bo, "Hamlet", new, house, BO_EVENT_THEATRE, "2026-02-01", &id));
	SAYS(bo, BO_EXISTS, "already",
	     bo_show_add(bo, "HAMLET", new, house, BO_EVENT_THEATRE, NULL, &again));
	OK(bo, bo_show_add(bo, "Hamlet", old, house, BO_EVENT_CLASS, NULL, &again));

	OK(bo, bo_show_find(bo, &arena, "hamlet", &show));
	assert_int_equal(show.id, id);
	assert_string_equal(show.season, "New");
	assert_string_equal(show.zone, "Europe/Berlin");
	assert_string_equal(show.listed, "2026-02-01");
	SAYS(bo, BO_NOT_FOUND, "did you mean \"Hamlet\"?",
	     bo_show_find(bo, &arena, "Hamelt", &show));
	OK(bo, bo_show_list(bo, &arena, 0, &list));
	assert_int_equal(list.n, 2);
	OK(bo, bo_show_list(bo, &arena, old, &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.row[0].event_type, BO_EVENT_CLASS);
	assert_null(list.row[0].listed);
	bo_arena_clear(&arena);
}

static void test_who_may(void **state)
{
	static const enum bo_role others[] = { BO_ROLE_CLERK, BO_ROLE_DOOR, BO_ROLE_REPORTS,
					       BO_ROLE_SUPERVISOR };
	struct bo *bo = *state;
	int64_t id;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		test_act_as(bo, others[i]);
		SAYS(bo, BO_REFUSED, "", bo_season_add(bo, "A", "2026-01-01", "2026-12-31", &id));
		assert_int_equal(bo_refusal(bo)->rule, BO_RULE_PERMISSION);
		assert_int_equal(bo_refusal(bo)->override, BO_ROLE_MANAGER);
		SAYS(bo, BO_REFUSED, "", bo_house_add(bo, "A", 10, NULL, &id));
		SAYS(bo, BO_REFUSED, "", bo_show_add(bo, "A", 1, 1, BO_EVENT_OTHER, NULL, &id));
	}
	bo_sign_out(bo);
	SAYS(bo, BO_REFUSED, "", bo_season_add(bo, "A", "2026-01-01", "2026-12-31", &id));
	assert_int_equal(test_number(bo, "SELECT count(*) FROM season"), 0);
}

static void test_journal_tells(void **state)
{
	struct bo *bo = *state;
	struct bo_arena arena = { 0 };
	struct bo_journal_filter filter = { .kind = "season.", .from = BO_NONE, .to = BO_NONE };
	struct bo_journal_rows rows;
	int64_t id;

	OK(bo, bo_season_add(bo, "Zoë's", "2026-01-01", "2026-12-31", &id));
	SAYS(bo, BO_EXISTS, "", bo_season_add(bo, "Zoe's", "2026-01-01", "2026-12-31", &id));
	OK(bo, bo_journal_list(bo, &arena, &filter, &rows));
	assert_int_equal(rows.n, 1);
	assert_non_null(strstr(rows.row[0].body, "\"name\":\"Zoë's\""));
	assert_string_equal(rows.row[0].staff, "the manager");
	bo_arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_days_of_a_season, setup, teardown),
		cmocka_unit_test_setup_teardown(test_get_by_id, setup, teardown),
		cmocka_unit_test_setup_teardown(test_edit_show, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names_that_cannot_be_kept, setup, teardown),
		cmocka_unit_test_setup_teardown(test_found_without_case_and_accents, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_houses, setup, teardown),
		cmocka_unit_test_setup_teardown(test_shows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_who_may, setup, teardown),
		cmocka_unit_test_setup_teardown(test_journal_tells, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
