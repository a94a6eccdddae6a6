/*
 * The season of support/season.h, made through the engine.
 */
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int64_t add_type(struct bo *bo, int64_t season, const char *name, enum bo_category category,
			enum bo_availability availability, int64_t price, int64_t order)
{
	int64_t id = 0;
	struct bo_voucher_type_fields fields = { .name = name,
						 .category = category,
						 .availability = availability,
						 .price = price,
						 .display_order = order,
						 .subscription = 0,
						 .changeable = 1 };

	OK(bo, bo_voucher_type_add(bo, season, &fields, &id));
	return id;
}

static void apply(struct bo *bo, const struct test_season *s, int64_t type,
		  struct bo_redemption_batch batch)
{
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	int64_t performances[] = { s->tonight, s->tomorrow };

	batch.types = &type;
	batch.n_types = 1;
	batch.performances = performances;
	batch.n_performances = type == s->bundle ? 0 : 2;
	OK(bo, bo_redemption_apply(bo, &arena, &batch, &changes));
	bo_arena_clear(&arena);
}

static void add_types(struct bo *bo, int64_t season, struct test_season *s)
{
	struct bo_included included;
	struct bo_voucher_type_fields bundle = { .name = "Three Plays",
						 .category = BO_CATEGORY_BUNDLE,
						 .availability = BO_AVAILABLE_ANYONE,
						 .price = 10000,
						 .display_order = 9,
						 .subscription = 1,
						 .changeable = 1,
						 .included = &included,
						 .n_included = 1 };

	s->adult = add_type(bo, season, "Adult", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE, 4000, 1);
	s->group = add_type(bo, season, "Group", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE, 2000, 2);
	s->pair = add_type(bo, season, "Pair", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE, 1000, 3);
	s->special =
		add_type(bo, season, "Special", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE, 2000, 4);
	s->comp = add_type(bo, season, "Comp", BO_CATEGORY_COMP, BO_AVAILABLE_BOXOFFICE, 0, 5);
	s->programme =
		add_type(bo, season, "Programme", BO_CATEGORY_PRODUCT, BO_AVAILABLE_ANYONE, 500, 6);
	s->staff_rate = add_type(bo, season, "Staff Rate", BO_CATEGORY_REVENUE,
				 BO_AVAILABLE_SUBSCRIBERS, 3000, 7);
	s->child = add_type(bo, season, "Play", BO_CATEGORY_INCLUDED, BO_AVAILABLE_ANYONE, 0, 8);
	included = (struct bo_included){ .type_id = s->child, .qty = 3 };
	OK(bo, bo_voucher_type_add(bo, season, &bundle, &s->bundle));
}

struct test_season test_season(struct bo *bo)
{
	struct test_season s = { 0 };
	int64_t season = 0, house = 0;

	OK(bo, bo_season_add(bo, "2026", "2026-01-01", "2026-12-31", &season));
	OK(bo, bo_house_add(bo, "Studio", 10, "UTC", &house));
	OK(bo, bo_show_add(bo, "Hamlet", season, house, BO_EVENT_THEATRE, NULL, &s.show));
	OK(bo, bo_performance_add(bo, s.show, test_when("2026-01-05T20:00", "UTC"), BO_NONE,
				  BO_NONE, &s.tonight));
	OK(bo, bo_performance_add(bo, s.show, test_when("2026-01-06T20:00", "UTC"), BO_NONE, 8,
				  &s.tomorrow));
	add_types(bo, season, &s);
	apply(bo, &s, s.adult,
	      (struct bo_redemption_batch){ .given = BO_FIELD_END,
					    .end = { BO_ANCHOR_CURTAIN, -180 } });
	apply(bo, &s, s.group, (struct bo_redemption_batch){ .given = BO_FIELD_MIN, .min = 6 });
	apply(bo, &s, s.pair,
	      (struct bo_redemption_batch){ .given = BO_FIELD_MIN | BO_FIELD_MAX | BO_FIELD_CODES,
					    .min = 2,
					    .max = 2,
					    .codes = "BARD" });
	apply(bo, &s, s.special, (struct bo_redemption_batch){ .given = BO_FIELD_CAP, .cap = 3 });
	apply(bo, &s, s.comp, (struct bo_redemption_batch){ .given = 0 });
	apply(bo, &s, s.programme, (struct bo_redemption_batch){ .given = 0 });
	apply(bo, &s, s.staff_rate, (struct bo_redemption_batch){ .given = 0 });
	apply(bo, &s, s.bundle, (struct bo_redemption_batch){ .given = 0 });
	return s;
}

enum bo_status test_sell(struct bo *bo, int64_t performance, int64_t type, int64_t qty,
			 const char *override)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_wish wish = { performance, type, qty };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .override = override, .print = true };
	enum bo_status status = bo_sell(bo, &arena, &sale, &order);

	bo_arena_clear(&arena);
	return status;
}

void test_check(struct bo *bo)
{
	struct bo_arena arena = { 0 };
	struct bo_faults faults = { 0 };

	OK(bo, bo_store_check(bo, &arena, NULL, NULL, &faults));
	if (faults.n)
		fail_msg("%s: %s", faults.row[0].area, faults.row[0].message);
	bo_arena_clear(&arena);
}
