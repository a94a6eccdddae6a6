/*
 * Programmes made from earlier ones.
 */
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bo *bo;
static struct test_season s;
static struct bo_arena arena;
static struct bo_cloned cloned;

static int begin(void **state)
{
	(void)state;
	bo = test_office();
	s = test_season(bo);
	OK(bo, test_sell(bo, s.tonight, s.adult, 2, NULL));
	return 0;
}

static int end(void **state)
{
	(void)state;
	test_check(bo);
	bo_arena_clear(&arena);
	test_office_end(bo);
	return 0;
}

static void test_a_season_again(void **state)
{
	struct bo_performances list;
	struct bo_redemptions redemptions;
	struct bo_voucher_type type;
	struct bo_season season;
	int64_t first;

	(void)state;
	OK(bo, bo_performance_add(bo, s.show, test_when("2026-01-01T20:00", "UTC"), BO_NONE,
				  BO_NONE, &first));
	OK(bo, bo_season_copy(bo, &arena, 1, "2027", 1, &cloned));
	assert_int_equal(cloned.types, 9);
	assert_int_equal(cloned.shows, 1);
	assert_int_equal(cloned.performances, 3);
	assert_int_equal(cloned.redemptions, 14);
	assert_int_equal(cloned.n_left_out, 0);
	OK(bo, bo_season_find(bo, &arena, "2027", &season));
	assert_string_equal(season.first, "2027-01-01");
	OK(bo, bo_performance_list(
		       bo, &arena,
		       &(struct bo_performance_filter){ .season_id = season.id, .from = BO_NONE },
		       &list));
	/* Mon 5 and Tue 6 January are Mon 4 and Tue 5; New Year's Thursday would be last year. */
	assert_int_equal(list.row[0].at, test_when("2027-01-04T20:00", "UTC"));
	assert_int_equal(list.row[1].at, test_when("2027-01-05T20:00", "UTC"));
	assert_int_equal(list.row[1].advance, 8);
	assert_int_equal(list.row[2].at, test_when("2027-01-07T20:00", "UTC"));
	assert_int_equal(list.row[0].sold, 0);
	OK(bo, bo_redemption_list(bo, &arena, list.row[0].show_id, 0, &redemptions));
	assert_int_equal(redemptions.n, 14);
	OK(bo, bo_voucher_type_find(bo, &arena, season.id, "Three Plays", &type));
	assert_int_equal(type.n_included, 1);
	assert_int_equal(type.included[0].qty, 3);
	assert_true(type.included[0].type_id > s.bundle);
	assert_int_equal(test_number(bo, "SELECT end_value FROM redemption WHERE performance_id IS "
					 "NULL ORDER BY id DESC LIMIT 1"),
			 test_when("2027-12-30T23:59:59", "UTC"));
	/* Codes come along, what they were used for does not. */
	assert_int_equal(test_number(bo, "SELECT count(*) FROM redemption_code"), 4);
	assert_int_equal(bo_season_copy(bo, &arena, 1, "2027", 1, &cloned), BO_EXISTS);
	assert_int_equal(bo_season_copy(bo, &arena, 1, "2026 again", 0, &cloned), BO_INVALID);
	test_act_as(bo, BO_ROLE_CLERK);
	assert_int_equal(bo_season_copy(bo, &arena, 1, "2028", 2, &cloned), BO_REFUSED);
}

static void test_over_the_leap_and_the_clock(void **state)
{
	int64_t season = 0, house = 0, show = 0, id;
	struct bo_performances list;

	(void)state;
	OK(bo, bo_season_add(bo, "Leap", "2028-02-29", "2028-12-31", &season));
	OK(bo, bo_house_add(bo, "Berlin", 10, "Europe/Berlin", &house));
	OK(bo, bo_show_add(bo, "Faust", season, house, BO_EVENT_THEATRE, NULL, &show));
	/* 02:30 exists on Sun 26 March 2028? No: that night it is skipped; a week later it is not.
	 */
	OK(bo, bo_performance_add(bo, show, test_when("2028-03-12T02:30", "Europe/Berlin"), BO_NONE,
				  BO_NONE, &id));
	OK(bo, bo_performance_add(bo, show, test_when("2028-10-29T20:00", "Europe/Berlin"), BO_NONE,
				  BO_NONE, &id));
	OK(bo, bo_season_copy(bo, &arena, season, "Leap again", 1, &cloned));
	OK(bo, bo_performance_list(
		       bo, &arena,
		       &(struct bo_performance_filter){ .season_id = cloned.id, .from = BO_NONE },
		       &list));
	assert_int_equal(list.n, 2);
	/* Sundays both, at the same hour of the clock. */
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(bo_when_civil(list.row[i].at, "Europe/Berlin").weekday, 0);
	assert_int_equal(bo_when_civil(list.row[0].at, "Europe/Berlin").minute, 30);
	assert_int_equal(bo_when_civil(list.row[1].at, "Europe/Berlin").hour, 20);
}

static void test_a_show_again(void **state)
{
	struct bo_show_clone clone = { .show_id = s.show, .title = "Hamlet again", .days = 7 };
	struct bo_redemptions redemptions;

	(void)state;
	OK(bo, bo_show_clone(bo, &arena, &clone, &cloned));
	assert_int_equal(cloned.performances, 2);
	assert_int_equal(cloned.redemptions, 14);
	OK(bo, bo_redemption_list(bo, &arena, cloned.id, 0, &redemptions));
	assert_int_equal(redemptions.row[0].performance_at, test_when("2026-01-12T20:00", "UTC"));
	assert_int_equal(redemptions.row[0].sold, 0);
	assert_int_equal(bo_show_clone(bo, &arena, &clone, &cloned), BO_EXISTS);
	/* Out of the season: left out and named. */
	clone.title = "Hamlet late";
	clone.days = 3640;
	OK(bo, bo_show_clone(bo, &arena, &clone, &cloned));
	assert_int_equal(cloned.performances, 0);
	assert_int_equal(cloned.n_left_out, 2);
}

static void test_siblings(void **state)
{
	struct bo_redemptions redemptions;
	struct bo_changes changes;
	int64_t id, before = test_number(bo, "SELECT count(*) FROM redemption");

	(void)state;
	OK(bo, bo_performance_add(bo, s.show, test_when("2026-01-12T20:00", "UTC"), BO_NONE,
				  BO_NONE, &id));
	OK(bo, bo_performance_take_redemptions(bo, &arena, &id, 1, 0, &cloned));
	assert_int_equal(cloned.redemptions, 7);
	OK(bo, bo_redemption_list(bo, &arena, 0, id, &redemptions));
	assert_int_equal(redemptions.n, 7);
	/* Again: all is there. */
	OK(bo, bo_performance_take_redemptions(bo, &arena, &id, 1, 0, &cloned));
	assert_int_equal(cloned.redemptions, 0);
	OK(bo, bo_redemption_undo(bo, &arena, &changes));
	assert_int_equal(changes.deleted, 7);
	assert_int_equal(test_number(bo, "SELECT count(*) FROM redemption"), before);
}

static void test_a_type_again(void **state)
{
	struct bo_voucher_type type;
	int64_t id;

	(void)state;
	OK(bo, bo_voucher_type_clone(bo, s.bundle, "Three more", &id));
	OK(bo, bo_voucher_type_find(bo, &arena, 0, "Three more", &type));
	assert_int_equal(type.price, 10000);
	assert_true(type.subscription);
	assert_int_equal(type.n_included, 1);
	assert_int_equal(type.issued, 0);
	assert_int_equal(bo_voucher_type_clone(bo, s.bundle, "Three more", &id), BO_EXISTS);
	assert_int_equal(bo_voucher_type_clone(bo, 999, "Nothing", &id), BO_NOT_FOUND);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_a_season_again), TEST(test_over_the_leap_and_the_clock),
		TEST(test_a_show_again),   TEST(test_siblings),
		TEST(test_a_type_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
