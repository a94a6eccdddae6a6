/*
 * One show with its performances, made through the engine as a manager would.
 */
#include "support/stage.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static int64_t add_type(struct bo *bo, int64_t season, const char *name, enum bo_category category,
			int64_t price)
{
	struct bo_voucher_type_fields fields = { .name = name,
						 .category = category,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = price,
						 .display_order = BO_NONE,
						 .subscription = -1,
						 .changeable = -1 };
	int64_t id = 0;

	OK(bo, bo_voucher_type_add(bo, season, &fields, &id));
	return id;
}

static void put_on_sale(struct bo *bo, const int64_t *types, size_t n_types,
			const int64_t *performances, size_t n, int64_t cap)
{
	struct bo_arena arena = { 0 };
	struct bo_changes changes;
	struct bo_redemption_batch batch = {
		.types = types,
		.n_types = n_types,
		.performances = performances,
		.n_performances = n,
		.given = BO_FIELD_END | BO_FIELD_CAP,
		.end = { BO_ANCHOR_CURTAIN, 0 },
		.cap = cap,
	};

	OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
}

void stage_build(struct bo *bo, size_t n, int64_t capacity, struct stage *stage)
{
	*stage = (struct stage){ .n = n };
	assert_true(n <= STAGE_MAX);
	OK(bo, bo_season_add(bo, "The season", "2026-01-01", "2026-12-31", &stage->season));
	OK(bo, bo_house_add(bo, "The house", capacity, "Europe/Berlin", &stage->house));
	OK(bo, bo_show_add(bo, "Hamlet", stage->season, stage->house, BO_EVENT_THEATRE, NULL,
			   &stage->show));
	stage->type[STAGE_ADULT] =
		add_type(bo, stage->season, "Adult General", BO_CATEGORY_REVENUE, 4000);
	stage->type[STAGE_YOUTH] =
		add_type(bo, stage->season, "Youth General", BO_CATEGORY_REVENUE, 2500);
	stage->type[STAGE_COMP] = add_type(bo, stage->season, "Comp", BO_CATEGORY_COMP, 0);
	for (size_t i = 0; i < n; i++)
		OK(bo, bo_performance_add(bo, stage->show, TEST_NOW + (int64_t)(i + 7) * 86400,
					  BO_NONE, BO_NONE, &stage->performance[i]));
	put_on_sale(bo, stage->type, STAGE_TYPES, stage->performance, n, BO_NONE);
}

void stage_cap(struct bo *bo, const struct stage *stage, size_t performance, int type, int64_t cap)
{
	put_on_sale(bo, &stage->type[type], 1, &stage->performance[performance], 1, cap);
}

int64_t stage_sell(struct bo *bo, const struct stage *stage, size_t performance, int type,
		   int64_t qty)
{
	struct bo_arena arena = { 0 };
	struct bo_wish wish = { stage->performance[performance], stage->type[type], qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .print = true };
	struct bo_order order;
	int64_t id;

	OK(bo, bo_sell(bo, &arena, &sale, &order));
	id = order.id;
	bo_arena_clear(&arena);
	return id;
}

void stage_check(struct bo *bo)
{
	struct bo_arena arena = { 0 };
	struct bo_faults faults;

	OK(bo, bo_store_check(bo, &arena, NULL, NULL, &faults));
	for (size_t i = 0; i < faults.n; i++)
		print_error("%s: %s\n", faults.row[i].area, faults.row[i].message);
	assert_int_equal(faults.n, 0);
	bo_arena_clear(&arena);
}
