/*
 * The season of the demo: three plays in a house of 100, with one of each kind of
 * offer that a clerk meets.
 */
#include "demo/demo.h"

#include <boxoffice/demo.h>
#include <boxoffice/option.h>
#include <boxoffice/performance.h>
#include <boxoffice/redemption.h>
#include <boxoffice/season.h>
#include <boxoffice/show.h>
#include <boxoffice/voucher_type.h>

enum { FRIDAY = 5, SATURDAY = 6, SUNDAY = 0, WEEKS = 3, NIGHT = 20 * 60, AFTERNOON = 15 * 60 };

static const char *const titles[DEMO_SHOWS] = { "Hamlet", "Othello", "King Lear" };

static const struct {
	const char *name, *account;
	enum bo_category category;
	enum bo_availability availability;
	int64_t price;
} types[DEMO_TYPES] = {
	[DEMO_ADULT] = { "Adult General", "4000", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE, 4000 },
	[DEMO_YOUTH] = { "Youth General", "4000", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE, 2500 },
	[DEMO_MATINEE] = { "Matinee Special", "4010", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE,
			   2000 },
	[DEMO_GROUP] = { "Group Rate", "4020", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE, 2000 },
	[DEMO_TWO_FOR_ONE] = { "Two for One", "4030", BO_CATEGORY_REVENUE, BO_AVAILABLE_ANYONE,
			       1000 },
	[DEMO_BOX_OFFICE] = { "Box Office Rate", "4000", BO_CATEGORY_REVENUE,
			      BO_AVAILABLE_BOXOFFICE, 3000 },
	[DEMO_COMP] = { "Comp", "4090", BO_CATEGORY_COMP, BO_AVAILABLE_BOXOFFICE, 0 },
	[DEMO_PROGRAMME] = { "Programme", "4500", BO_CATEGORY_PRODUCT, BO_AVAILABLE_ANYONE, 500 },
};

/* The days of one show: its weekends begin so many weeks after the first Friday. */
static enum bo_status make_series(struct bo *bo, int64_t show_id, const char *friday,
				  int64_t performances[DEMO_SERIES])
{
	static const struct {
		int weekday, days, minutes;
	} nights[] = { { FRIDAY, 0, NIGHT }, { SATURDAY, 1, NIGHT }, { SUNDAY, 2, AFTERNOON } };
	enum bo_status status = BO_OK;

	for (int i = 0; i < 3 && !status; i++) {
		char first[BO_DATE_SIZE], last[BO_DATE_SIZE];
		struct bo_arena arena = { 0 };
		struct bo_performance_series_result made = { 0 };
		struct bo_performance_series series = { .show_id = show_id,
							.first = first,
							.last = last,
							.weekdays = 1u << nights[i].weekday,
							.minutes = nights[i].minutes,
							.capacity = BO_NONE,
							.advance = BO_NONE };

		bo_date_add(friday, nights[i].days, first);
		bo_date_add(first, 7 * (WEEKS - 1), last);
		status = bo_performance_add_series(bo, &arena, &series, &made);
		for (size_t k = 0; k < made.made && !status; k++)
			performances[k * 3 + (size_t)i] = made.made_id[k];
		bo_arena_clear(&arena);
	}
	return status;
}

static enum bo_status make_shows(struct bo *bo, struct demo_season *season, int64_t season_id,
				 int64_t house_id, const char *friday)
{
	enum bo_status status = BO_OK;

	for (int i = 0; i < DEMO_SHOWS && !status; i++) {
		char start[BO_DATE_SIZE];

		bo_date_add(friday, i * 7 * WEEKS, start);
		status = bo_show_add(bo, titles[i], season_id, house_id, BO_EVENT_THEATRE, NULL,
				     &season->show[i]);
		if (!status)
			status = make_series(bo, season->show[i], start, season->performance[i]);
	}
	return status;
}

static enum bo_status make_types(struct bo *bo, struct demo_season *season, int64_t season_id)
{
	enum bo_status status = BO_OK;

	/* the one that is sold on Sundays only came last, and has the last number */
	for (int n = 0; n < DEMO_TYPES && !status; n++) {
		int i = n == DEMO_TYPES - 1 ? DEMO_MATINEE : n < DEMO_MATINEE ? n : n + 1;
		struct bo_voucher_type_fields fields = { .name = types[i].name,
							 .account_code = types[i].account,
							 .category = types[i].category,
							 .availability = types[i].availability,
							 .price = types[i].price,
							 .display_order = i,
							 .subscription = 0,
							 .changeable = 1 };

		status = bo_voucher_type_add(bo, season_id, &fields, &season->type[i]);
	}
	return status;
}

/* A rule for some types at some performances of a show; every third is a Sunday. */
struct rule {
	enum demo_type first, last;
	bool sundays_only, hamlet_only;
	int64_t end;	       /* minutes from curtain */
	int64_t cap, min, max; /* 0: as none is given */
	const char *codes;
};

static const struct rule rules[] = {
	{ DEMO_ADULT, DEMO_YOUTH, false, false, -180, 0, 0, 0, NULL },
	{ DEMO_MATINEE, DEMO_MATINEE, true, false, -2 * 1440, 30, 0, 0, NULL },
	{ DEMO_GROUP, DEMO_GROUP, false, true, -180, 0, 6, 0, NULL },
	{ DEMO_TWO_FOR_ONE, DEMO_TWO_FOR_ONE, false, true, -180, 0, 2, 2, "BARD" },
	{ DEMO_BOX_OFFICE, DEMO_COMP, false, true, 30, 0, 0, 0, NULL },
	{ DEMO_PROGRAMME, DEMO_PROGRAMME, false, false, 180, 0, 0, 0, NULL },
};

static enum bo_status apply_rule(struct bo *bo, const struct demo_season *season,
				 const struct rule *rule, int show)
{
	struct bo_redemption_batch batch = {
		.given = BO_FIELD_END | (rule->cap ? BO_FIELD_CAP : 0) |
			 (rule->min ? BO_FIELD_MIN : 0) | (rule->max ? BO_FIELD_MAX : 0) |
			 (rule->codes ? BO_FIELD_CODES : 0),
		.end = { BO_ANCHOR_CURTAIN, rule->end },
		.cap = rule->cap,
		.min = rule->min,
		.max = rule->max,
		.codes = rule->codes,
	};
	struct bo_changes changes = { 0 };
	struct bo_arena arena = { 0 };
	int64_t performances[DEMO_SERIES];
	enum bo_status status;

	for (size_t i = 0; i < DEMO_SERIES; i++)
		if (!rule->sundays_only || i % 3 == 2)
			performances[batch.n_performances++] = season->performance[show][i];
	batch.performances = performances;
	batch.types = &season->type[rule->first];
	batch.n_types = (size_t)(rule->last - rule->first) + 1;
	status = bo_redemption_apply(bo, &arena, &batch, &changes);
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status make_redemptions(struct bo *bo, const struct demo_season *season)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		for (int show = 0; show < (rules[i].hamlet_only ? 1 : DEMO_SHOWS) && !status;
		     show++)
			status = apply_rule(bo, season, &rules[i], show);
	return status;
}

enum bo_status demo_make_season(struct bo *bo, struct demo_season *season)
{
	char today[BO_DATE_SIZE], friday[BO_DATE_SIZE], first[BO_DATE_SIZE], last[BO_DATE_SIZE];
	int64_t season_id = 0, house_id = 0;
	enum bo_status status = bo_option_set(bo, "zone", BO_DEMO_ZONE);

	/* The first Friday from tomorrow on, so that tonight's windows never spoil a first try. */
	bo_date_of(bo_now(bo), bo->settings.zone, today);
	for (int days = 1; days <= 7; days++)
		if (bo_date_add(today, days, friday) && bo_date_weekday(friday) == FRIDAY)
			break;
	bo_date_add(today, -60, first);
	bo_date_add(today, 300, last);
	if (!status)
		status = bo_season_add(bo, "This Season", first, last, &season_id);
	if (!status)
		status = bo_house_add(bo, "Main House", 100, NULL, &house_id);
	if (!status)
		status = make_shows(bo, season, season_id, house_id, friday);
	if (!status)
		status = make_types(bo, season, season_id);
	return status ? status : make_redemptions(bo, season);
}
