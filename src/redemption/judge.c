/*
 * May these terms stand on that pair, and are they looser than those of its
 * siblings, which is how a discount leaks when a date is added later.
 */
#include "redemption/plan.h"

#include "base/fail.h"
#include "season/bound.h"
#include "season/naming.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *plan_zone(const struct bo *bo, const struct plan_pair *pair)
{
	return pair->performance ? pair->performance->zone : bo->settings.zone;
}

enum { TEN_YEARS = BOUND_MINUTES_MAX * 60 };

/* The judges set field where they say no; a NULL sentence then means that memory has ended. */
static const char *judge_pair(struct bo_arena *arena, const struct plan_pair *pair,
			      const char **field)
{
	const struct plan_type *type = pair->type;
	const struct plan_performance *p = pair->performance;
	bool bundle = type->category == BO_CATEGORY_BUNDLE;

	if (bundle == !p && (!p || p->season_id == type->season_id))
		return NULL;
	*field = "performance";
	if (bundle)
		return "A bundle is sold without a performance.";
	if (!p)
		return "Only a bundle is sold without a performance; choose performances.";
	*field = "type";
	return bo_arena_printf(arena, "The type belongs to the season %s, the show to %s.",
			       type->season, p->season);
}

static const char *judge_numbers(struct bo_arena *arena, const struct terms *t, const char **field)
{
	if (t->max != BO_NONE && t->min > t->max) {
		*field = "min";
		return bo_arena_printf(
			arena, "The minimum %" PRId64 " is more than the maximum %" PRId64 ".",
			t->min, t->max);
	}
	if (t->cap != BO_NONE && t->cap != 0 && t->min > t->cap) {
		*field = "cap";
		return bo_arena_printf(arena,
				       "The minimum %" PRId64 " is more than the cap %" PRId64 ".",
				       t->min, t->cap);
	}
	return NULL;
}

static bool too_far(struct bo_bound bound, int64_t from)
{
	return bound.anchor == BO_ANCHOR_TIME &&
	       (bound.value < from - TEN_YEARS || bound.value > from + TEN_YEARS);
}

int64_t plan_latest_end(const struct bo *bo, const struct plan_pair *pair)
{
	const struct plan_performance *p = pair->performance;
	int64_t over = p ? p->at + bo->settings.performance_minutes * 60 : 0;
	int64_t last = bo_date_ends(pair->type->season_last, plan_zone(bo, pair));

	return over > last ? over : last;
}

static const char *judge_window(struct bo *bo, struct bo_arena *arena, const struct plan_pair *pair,
				const char **field)
{
	const struct terms *t = &pair->after;
	const char *zone = plan_zone(bo, pair);
	int64_t curtain = pair->performance ? pair->performance->at : bo_now(bo);
	int64_t end;
	char a[WHEN_TEXT], b[WHEN_TEXT];

	if (!pair->performance &&
	    (bo_bound_is_relative(t->start) || bo_bound_is_relative(t->end))) {
		*field = bo_bound_is_relative(t->start) ? "start" : "end";
		return "A bundle has no curtain; give a date and a time, or none.";
	}
	if (too_far(t->start, curtain) || too_far(t->end, curtain)) {
		*field = too_far(t->start, curtain) ? "start" : "end";
		return "That lies more than ten years away.";
	}
	if (!bounds_in_order(t->start, t->end, curtain, zone)) {
		*field = "end";
		return bo_arena_printf(
			arena, "Sales would end (%s) before they start (%s).",
			when_text(b, bo_bound_resolve(t->end, curtain, zone), zone),
			when_text(a, bo_bound_resolve(t->start, curtain, zone), zone));
	}
	end = bo_bound_resolve(t->end, curtain, zone);
	if (end == BO_NONE || end <= plan_latest_end(bo, pair))
		return NULL;
	*field = "end";
	return bo_arena_printf(arena, "Sales would end (%s) after the season does, on %s.",
			       when_text(b, end, zone), pair->type->season_last);
}

enum bo_status plan_judge(struct bo *bo, struct plan *plan, struct plan_pair *pair)
{
	const char *field = NULL, *fault = judge_pair(plan->arena, pair, &field);

	if (!field)
		fault = judge_numbers(plan->arena, &pair->after, &field);
	if (!field)
		fault = judge_window(bo, plan->arena, pair, &field);
	if (!field)
		return BO_OK;
	pair->kind = BO_CHANGE_REFUSED;
	pair->field = field;
	pair->message = fault;
	return fault ? BO_OK : fail_memory(bo);
}

/* How many siblings there are of one type in one show, and how many have each limit. */
struct tally {
	size_t n, codes, mins, caps;
};

static void count(struct tally *tally, bool code, int64_t min, int64_t cap)
{
	tally->n++;
	tally->codes += code;
	tally->mins += min > 1;
	tally->caps += cap != BO_NONE;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static const struct plan_performance *in_show(const struct plan *plan, int64_t show_id)
{
	for (size_t i = 0; i < plan->n_performances; i++)
		if (plan->performances[i].show_id == show_id)
			return &plan->performances[i];
	return NULL;
}

/* Those of the store that the batch does not touch. */
static enum bo_status count_stored(struct bo *bo, const struct plan *plan, int64_t type_id,
				   const int64_t *sorted, struct tally *tallies)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT p.show_id, p.id, r.min, r.cap, (SELECT count(*) FROM redemption_code c "
		"WHERE c.redemption_id = r.id) FROM redemption r "
		"JOIN performance p ON p.id = r.performance_id WHERE r.type_id = $1",
		"i", type_id);

	if (status)
		return status;
	while (sql_next(rows)) {
		int64_t id = sql_id(rows, 1);
		const struct plan_performance *p;

		if (bsearch(&id, sorted, plan->n_performances, sizeof id, by_id))
			continue;
		p = in_show(plan, sql_id(rows, 0));
		if (p)
			count(&tallies[p->show_index], sql_int(rows, 4) > 0, sql_int(rows, 2),
			      sql_int(rows, 3));
	}
	return sql_end(rows);
}

static const char *warning(struct bo_arena *arena, const struct plan_pair *pair,
			   const struct tally *tally)
{
	const struct terms *t = &pair->after;
	bool code = tally->codes == tally->n && t->codes.n == 0;
	bool min = tally->mins == tally->n && t->min == 1;
	bool cap = tally->caps == tally->n && t->cap == BO_NONE;

	if (tally->n == 0 || (!code && !min && !cap))
		return NULL;
	return bo_arena_printf(
		arena, "Looser than its other dates (%zu) in %s, which all have: %s%s%s%s%s.",
		tally->n, pair->performance->show, code ? "a code" : "",
		code && (min || cap) ? ", " : "", min ? "a minimum" : "", min && cap ? ", " : "",
		cap ? "a cap" : "");
}

static enum bo_status warn_type(struct bo *bo, struct plan *plan, size_t type_at,
				const int64_t *sorted, struct tally *tallies)
{
	struct plan_pair *pairs = &plan->pairs[type_at * plan->n_performances];
	enum bo_status status;

	memset(tallies, 0, plan->n_shows * sizeof *tallies);
	status = count_stored(bo, plan, plan->types[type_at].id, sorted, tallies);
	for (size_t i = 0; !status && i < plan->n_performances; i++)
		if (pairs[i].id)
			count(&tallies[pairs[i].performance->show_index],
			      pairs[i].after.codes.n > 0, pairs[i].after.min, pairs[i].after.cap);
	for (size_t i = 0; !status && i < plan->n_performances; i++)
		if (pairs[i].kind == BO_CHANGE_CREATED)
			pairs[i].message = warning(plan->arena, &pairs[i],
						   &tallies[pairs[i].performance->show_index]);
	return status;
}

enum bo_status plan_warn(struct bo *bo, struct plan *plan)
{
	struct tally *tallies;
	int64_t *sorted;
	enum bo_status status = BO_OK;

	if (plan->n_performances == 0)
		return BO_OK;
	tallies = bo_arena_alloc(plan->arena, plan->n_shows * sizeof *tallies);
	sorted = bo_arena_alloc(plan->arena, plan->n_performances * sizeof *sorted);
	if (!tallies || !sorted)
		return fail_memory(bo);
	for (size_t i = 0; i < plan->n_performances; i++)
		sorted[i] = plan->performances[i].id;
	qsort(sorted, plan->n_performances, sizeof *sorted, by_id);
	for (size_t i = 0; !status && i < plan->n_types; i++)
		if (plan->types[i].makes)
			status = warn_type(bo, plan, i, sorted, tallies);
	return status;
}
