/*
 * The statements these rooms really ran must reach performances, redemptions,
 * baskets and people through an index: each kept one is explained again.
 */
#include "store/store.h"
#include "support/office.h"
#include "support/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Tables that grow with the years, by the names the statements give them. */
static const char *const large[] = { "p",      "performance", "r", "redemption", "b", "basket",
				     "l",      "basket_line", "o", "orders",	 "w", "patron_word",
				     "patron", "voucher",     "c", NULL };
static const struct plan_look look = { .large = large };

static void exercise(struct bo *bo, struct bo_arena *arena)
{
	int64_t season, house, show, date, type;
	struct bo_voucher_type_fields f = { .name = "Adult",
					    .category = BO_CATEGORY_REVENUE,
					    .availability = BO_AVAILABLE_ANYONE,
					    .price = 4000,
					    .display_order = 0 };
	struct bo_performance_filter filter = { .from = TEST_NOW };
	struct bo_performances list;
	struct bo_performance p;
	struct bo_redemption_batch batch = { .n_types = 1, .n_performances = 1 };
	struct bo_changes changes;
	struct bo_redemptions redemptions;
	struct bo_patrons people;
	struct bo_patron person;

	OK(bo, bo_season_add(bo, "A", "2026-01-01", "2026-12-31", &season));
	OK(bo, bo_house_add(bo, "H", 10, NULL, &house));
	OK(bo, bo_show_add(bo, "Hamlet", season, house, BO_EVENT_THEATRE, NULL, &show));
	OK(bo, bo_performance_add(bo, show, TEST_NOW + 3600, BO_NONE, BO_NONE, &date));
	OK(bo, bo_voucher_type_add(bo, season, &f, &type));
	batch.types = &type;
	batch.performances = &date;
	OK(bo, bo_redemption_apply(bo, arena, &batch, &changes));
	OK(bo, bo_performance_list(bo, arena, &filter, &list));
	assert_int_equal(list.n, 1);
	filter.season_id = season;
	OK(bo, bo_performance_list(bo, arena, &filter, &list));
	filter.show_id = show;
	OK(bo, bo_performance_list(bo, arena, &filter, &list));
	OK(bo, bo_performance_next(bo, arena, &p));
	OK(bo, bo_performance_find(bo, arena, "hamlet@2026-01-05T13:00Z", &p));
	OK(bo, bo_performance_move(bo, date, TEST_NOW + 7200));
	OK(bo, bo_redemption_list(bo, arena, show, 0, &redemptions));
	OK(bo, bo_redemption_list(bo, arena, 0, date, &redemptions));
	assert_int_equal(redemptions.n, 1);
	OK(bo, bo_patron_add(bo, "Zoë O’Hara", "z@example.org", NULL, &date));
	OK(bo, bo_patron_search(bo, arena, "hara zoe", 10, &people));
	OK(bo, bo_patron_find(bo, arena, "zoë o'hara", &person));
	OK(bo, bo_patron_find(bo, arena, "z@example.org", &person));
	SAYS(bo, BO_NOT_FOUND, "", bo_patron_find(bo, arena, "zoë o'hare", &person));
}

static void test_no_statement_reads_a_large_table_whole(void **state)
{
	struct bo *bo = test_office();
	struct bo_arena arena = { 0 };

	(void)state;
	exercise(bo, &arena);
	/* The look itself must be able to see one, and to have seen most of what ran. */
	assert_int_equal(plan_scans(bo, &look,
				    "SELECT p.capacity FROM performance p WHERE p.capacity = 3",
				    false),
			 1);
	assert_true(plan_check(bo, &look) > 25);
	bo_arena_clear(&arena);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_statement_reads_a_large_table_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
