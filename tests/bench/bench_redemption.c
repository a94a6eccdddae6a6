/*
 * A batch of 416 redemptions, 8 voucher types at 52 performances: previewed and applied, with its
 * commit.  The goal is a tenth of a second.
 */
#include "support/measure.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { TYPES = 8, DATES = 52, ROUNDS = 15 };

static void make_season(struct bo *bo, int64_t types[TYPES], int64_t dates[DATES])
{
	int64_t season = 0, house = 0, show = 0;

	OK(bo, bo_season_add(bo, "Season", "2026-01-01", "2026-12-31", &season));
	OK(bo, bo_house_add(bo, "House", 100, "UTC", &house));
	OK(bo, bo_show_add(bo, "Hamlet", season, house, BO_EVENT_THEATRE, NULL, &show));
	for (int i = 0; i < TYPES; i++) {
		char name[24];
		struct bo_voucher_type_fields fields = { .name = name,
							 .category = BO_CATEGORY_REVENUE,
							 .availability = BO_AVAILABLE_ANYONE,
							 .price = 1000 + i };

		snprintf(name, sizeof name, "Type %d", i);
		OK(bo, bo_voucher_type_add(bo, season, &fields, &types[i]));
	}
	for (int i = 0; i < DATES; i++)
		OK(bo, bo_performance_add(bo, show, TEST_NOW + 86400 * (i + 1), BO_NONE, BO_NONE,
					  &dates[i]));
}

static void bench_batch(void **state)
{
	int64_t types[TYPES], dates[DATES];
	struct measure both = { 0 };
	struct bo *bo = test_office();

	(void)state;
	make_season(bo, types, dates);
	for (int round = 0; round < ROUNDS; round++) {
		struct bo_arena arena = { 0 };
		struct bo_changes changes = { 0 };
		struct bo_redemption_batch batch = { .types = types,
						     .n_types = TYPES,
						     .performances = dates,
						     .n_performances = DATES,
						     .given = BO_FIELD_CAP | BO_FIELD_CODES |
							      BO_FIELD_END,
						     .cap = 30 + round,
						     .codes = "ONE, TWO",
						     .end = { BO_ANCHOR_CURTAIN, -180 - round } };
		double start = measure_now();

		batch.dry_run = true;
		OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
		batch.dry_run = false;
		OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
		measure_add(&both, start);
		assert_int_equal(changes.created + changes.changed, TYPES * DATES);
		bo_arena_clear(&arena);
	}
	measure_row("416 redemptions previewed and applied, median", measure_at(&both, 0.5), "ms",
		    100);
	measure_note("the slowest of them", measure_at(&both, 1), "ms");
	measure_clear(&both);
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_batch),
	};

	return cmocka_run_group_tests_name("bench/redemption", tests, NULL, NULL);
}
