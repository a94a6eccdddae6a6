/*
 * Working out a batch: the types and performances it names, what stands there
 * now, and what each pair would become.  A field left out, or kept, stays on
 * redemptions that exist and takes its default, or the value, on new ones.
 */
#include "redemption/batch.h"

#include "base/fail.h"
#include "season/bound.h"
#include "season/naming.h"
#include "store/sql.h"

#include <stdio.h>
#include <string.h>

enum { QTY_MAX = 1000000, PAIRS_MAX = 100000 };

const char *plan_subject(struct bo_arena *arena, const struct plan_pair *pair)
{
	char when[WHEN_TEXT];

	if (!pair->performance)
		return bo_arena_copy(arena, pair->type->name);
	return bo_arena_printf(arena, "%s, %s %s", pair->type->name, pair->performance->show,
			       when_text(when, pair->performance->at, pair->performance->zone));
}

static enum bo_status check_bound(struct bo *bo, const char *field, struct bo_bound bound)
{
	switch (bound.anchor) {
	case BO_ANCHOR_OPEN:
		return BO_OK;
	case BO_ANCHOR_TIME:
		if (bound.value < 0 || bound.value > MOMENT_MAX)
			return fail_number(bo, field, bound.value,
					   "The %s lies outside the years 1970 to 9999.", field);
		return BO_OK;
	case BO_ANCHOR_CURTAIN:
	case BO_ANCHOR_DAYS:
		if (bound.value < -BOUND_MINUTES_MAX || bound.value > BOUND_MINUTES_MAX)
			return fail_number(bo, field, bound.value,
					   "The %s lies more than ten years from curtain.", field);
		return BO_OK;
	case BO_ANCHOR_COUNT:
	default:
		return fail_field(bo, BO_INVALID, field, "", "The %s is no window's end.", field);
	}
}

/* What is wrong whatever the pair. */
static enum bo_status check_batch(struct bo *bo, const struct bo_redemption_batch *batch)
{
	enum bo_status status = BO_OK;

	if (batch->n_types == 0)
		return fail_field(bo, BO_INVALID, "type", "", "Choose at least one voucher type.");
	if (batch->n_types > PAIRS_MAX || batch->n_performances > PAIRS_MAX ||
	    batch->n_types * (batch->n_performances + 1) > PAIRS_MAX)
		return fail_field(bo, BO_INVALID, "performance", "",
				  "That is more than %d redemptions at a time.", PAIRS_MAX);
	if (batch->given & BO_FIELD_START)
		status = check_bound(bo, "start", batch->start);
	if (!status && (batch->given & BO_FIELD_END))
		status = check_bound(bo, "end", batch->end);
	if (!status && (batch->given & BO_FIELD_CAP) && batch->cap != BO_NONE)
		status = check_range(bo, "cap", batch->cap, 0, QTY_MAX);
	if (!status && (batch->given & BO_FIELD_MIN))
		status = check_range(bo, "min", batch->min, 1, QTY_MAX);
	if (!status && (batch->given & BO_FIELD_MAX) && batch->max != BO_NONE)
		status = check_range(bo, "max", batch->max, 1, QTY_MAX);
	if (!status && (batch->given & BO_FIELD_STEP))
		status = check_range(bo, "step", batch->step, 1, QTY_MAX);
	return status;
}

static void read_type(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct plan_type *)row =
		(struct plan_type){ .id = sql_id(rows, 0),
				    .season_id = sql_id(rows, 1),
				    .category = bo_category_from_code(sql_text(rows, 2)),
				    .name = sql_copy(rows, 3, arena),
				    .season = sql_copy(rows, 4, arena),
				    .season_last = sql_copy(rows, 5, arena) };
}

enum bo_status plan_read_type(struct bo *bo, struct plan *plan, int64_t id)
{
	enum bo_status status = sql_one(
		bo, SQL_ROW(plan->arena, &plan->types[plan->n_types], read_type), "voucher type",
		"SELECT t.id, t.season_id, t.category, t.name, n.name, n.last FROM voucher_type t "
		"JOIN season n ON n.id = t.season_id WHERE t.id = $1",
		"i", id);

	plan->n_types += status == BO_OK;
	return status;
}

SQL_COLUMNS(P_ID, P_SHOW_ID, P_AT, P_SEASON_ID, P_SHOW, P_SEASON, P_ZONE);

static void read_performance(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct plan_performance *)row =
		(struct plan_performance){ .id = sql_id(rows, P_ID),
					   .show_id = sql_id(rows, P_SHOW_ID),
					   .at = sql_int(rows, P_AT),
					   .season_id = sql_id(rows, P_SEASON_ID),
					   .show = sql_copy(rows, P_SHOW, arena),
					   .season = sql_copy(rows, P_SEASON, arena),
					   .zone = sql_copy(rows, P_ZONE, arena) };
}

enum bo_status plan_read_performance(struct bo *bo, struct plan *plan, int64_t id)
{
	struct plan_performance *p = &plan->performances[plan->n_performances];
	enum bo_status status = sql_one(
		bo, SQL_ROW(plan->arena, p, read_performance), "performance",
		"SELECT p.id, p.show_id, p.at, s.season_id, s.title, n.name, h.zone "
		"FROM performance p JOIN show s ON s.id = p.show_id JOIN season n ON n.id = "
		"s.season_id JOIN house h ON h.id = s.house_id WHERE p.id = $1",
		"i", id);

	if (status)
		return status;
	p->show_index = plan->n_shows;
	for (size_t i = 0; i < plan->n_performances; i++)
		if (plan->performances[i].show_id == p->show_id)
			p->show_index = plan->performances[i].show_index;
	plan->n_shows += p->show_index == plan->n_shows;
	plan->n_performances++;
	return BO_OK;
}

/* Named twice is named once. */
static bool named_before(const int64_t *ids, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (ids[i] == ids[at])
			return true;
	return false;
}

static enum bo_status read_named(struct bo *bo, struct plan *plan)
{
	const struct bo_redemption_batch *batch = plan->batch;
	enum bo_status status = BO_OK;
	size_t pairs;

	plan->types = bo_arena_alloc(plan->arena, batch->n_types * sizeof *plan->types);
	plan->performances = bo_arena_alloc(plan->arena, (batch->n_performances + 1) *
								 sizeof *plan->performances);
	if (!plan->types || !plan->performances)
		return fail_memory(bo);
	for (size_t i = 0; !status && i < batch->n_types; i++)
		if (!named_before(batch->types, i))
			status = plan_read_type(bo, plan, batch->types[i]);
	for (size_t i = 0; !status && i < batch->n_performances; i++)
		if (!named_before(batch->performances, i))
			status = plan_read_performance(bo, plan, batch->performances[i]);
	if (status)
		return status;
	pairs = plan->n_types * (plan->n_performances ? plan->n_performances : 1);
	plan->pairs = bo_arena_alloc(plan->arena, pairs * sizeof *plan->pairs);
	return plan->pairs ? BO_OK : fail_memory(bo);
}

static void read_pair(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct plan_pair *pair = row;

	pair->id = sql_id(rows, TERMS_ID);
	terms_take(rows, arena, &pair->before);
}

static enum bo_status find_stored(struct bo *bo, struct bo_arena *arena,
				  const struct plan_pair *pair, struct plan_pair *found)
{
	const struct sql_into *into = SQL_ROW(arena, found, read_pair);

	if (!pair->performance)
		return sql_one(bo, into, NULL,
			       TERMS "WHERE type_id = $1 AND performance_id IS NULL", "i",
			       pair->type->id);
	return sql_one(bo, into, NULL, TERMS "WHERE performance_id = $1 AND type_id = $2", "ii",
		       pair->performance->id, pair->type->id);
}

enum bo_status plan_read_stored(struct bo *bo, struct plan *plan, struct plan_pair *pair)
{
	struct terms *t = &pair->before;
	struct plan_pair found = { .id = 0 };
	enum bo_status status = find_stored(bo, plan->arena, pair, &found);

	if (status)
		return status;
	if (found.id) {
		pair->id = found.id;
		*t = found.before;
		return codes_read(bo, plan->arena, pair->id, &t->codes);
	}
	t->cap = t->max = BO_NONE;
	t->min = t->step = 1;
	t->codes.joined = "";
	if (pair->performance)
		t->end = (struct bo_bound){ BO_ANCHOR_CURTAIN,
					    -bo->settings.advance_cutoff_minutes };
	return BO_OK;
}

static void lay_over(const struct plan *plan, struct plan_pair *pair)
{
	const struct terms *wanted = &plan->wanted;
	struct terms *t = &pair->after;
	unsigned fields = plan->batch->given & ~(pair->id ? plan->batch->keep : 0);

	*t = pair->before;
	if (fields & BO_FIELD_START)
		t->start = wanted->start;
	if (fields & BO_FIELD_END)
		t->end = wanted->end;
	if (fields & BO_FIELD_CAP)
		t->cap = wanted->cap;
	if (fields & BO_FIELD_CODES)
		t->codes = wanted->codes;
	if (fields & BO_FIELD_MIN)
		t->min = wanted->min;
	if (fields & BO_FIELD_MAX)
		t->max = wanted->max;
	if (fields & BO_FIELD_STEP)
		t->step = wanted->step;
}

static bool same_terms(const struct terms *a, const struct terms *b)
{
	return bounds_equal(a->start, b->start) && bounds_equal(a->end, b->end) &&
	       a->cap == b->cap && a->min == b->min && a->max == b->max && a->step == b->step &&
	       strcmp(a->codes.joined, b->codes.joined) == 0;
}

static enum bo_status decide(struct bo *bo, struct plan *plan, struct plan_type *type,
			     const struct plan_performance *performance)
{
	const bool *chosen = plan->batch->chosen;
	struct plan_pair *pair = &plan->pairs[plan->n_pairs];
	enum bo_status status;

	pair->type = type;
	pair->performance = performance;
	pair->left_out = chosen && !chosen[plan->n_pairs];
	plan->n_pairs++;
	status = plan_read_stored(bo, plan, pair);
	if (status)
		return status;
	if (pair->left_out) {
		pair->after = pair->before;
		pair->kind = BO_CHANGE_UNCHANGED;
		return BO_OK;
	}
	lay_over(plan, pair);
	pair->kind = !pair->id				       ? BO_CHANGE_CREATED
		     : same_terms(&pair->before, &pair->after) ? BO_CHANGE_UNCHANGED
							       : BO_CHANGE_CHANGED;
	if (pair->kind != BO_CHANGE_UNCHANGED)
		status = plan_judge(bo, plan, pair);
	if (pair->kind == BO_CHANGE_REFUSED)
		plan->refused++;
	if (pair->kind == BO_CHANGE_CREATED)
		type->makes = true;
	return status;
}

/* Once siblings have been compared, the plan is about what was chosen only. */
static void forget_left_out(struct plan *plan)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->n_pairs; i++)
		if (!plan->pairs[i].left_out)
			plan->pairs[n++] = plan->pairs[i];
	plan->n_pairs = n;
}

static enum bo_status check_chosen(struct bo *bo, const struct plan *plan)
{
	const struct bo_redemption_batch *batch = plan->batch;

	if (!batch->chosen ||
	    (plan->n_types == batch->n_types && plan->n_performances == batch->n_performances))
		return BO_OK;
	return fail_field(bo, BO_INVALID, "type", "",
			  "A voucher type or a performance is named twice.");
}

enum bo_status plan_make(struct bo *bo, struct plan *plan)
{
	const struct bo_redemption_batch *batch = plan->batch;
	enum bo_status status = check_batch(bo, batch);

	if (status)
		return status;
	plan->wanted = (struct terms){ .start = batch->start,
				       .end = batch->end,
				       .cap = batch->cap,
				       .min = batch->min,
				       .max = batch->max,
				       .step = batch->step };
	if (batch->given & BO_FIELD_CODES)
		status = codes_parse(bo, plan->arena, batch->codes ? batch->codes : "",
				     &plan->wanted.codes);
	if (!status)
		status = read_named(bo, plan);
	if (!status)
		status = check_chosen(bo, plan);
	for (size_t i = 0; !status && i < plan->n_types; i++) {
		if (plan->n_performances == 0)
			status = decide(bo, plan, &plan->types[i], NULL);
		for (size_t j = 0; !status && j < plan->n_performances; j++)
			status = decide(bo, plan, &plan->types[i], &plan->performances[j]);
	}
	if (!status)
		status = plan_warn(bo, plan);
	if (!status)
		forget_left_out(plan);
	return status;
}
