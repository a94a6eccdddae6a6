/*
 * Carrying out a plan, or only showing it.  A dry run makes the same plan inside
 * a glance and stops before the first write, so it takes no lock from a till.
 */
#include "redemption/batch.h"

#include "base/fail.h"
#include "journal/journal.h"
#include "season/bound.h"
#include "season/naming.h"
#include "store/sql.h"

#include <boxoffice/staff.h>

#include <inttypes.h>
#include <string.h>

enum { JOURNAL_CHANGES = 500 }; /* in one row */

static const char *bound_text(struct bo_arena *arena, struct bo_bound bound, const char *zone)
{
	char text[WHEN_TEXT];
	struct bo_buf buf = BO_BUF(text);

	bo_bound_write(&buf, bound, zone);
	return bo_arena_copy(arena, text);
}

static const char *number_text(struct bo_arena *arena, int64_t number)
{
	return number == BO_NONE ? "none" : bo_arena_printf(arena, "%" PRId64, number);
}

enum { FIELDS = 7 };

static const char *const field_names[FIELDS] = { "start", "end", "cap", "codes",
						 "min",	  "max", "step" };

/* The terms as the command line writes them, in the order of field_names. */
static bool write_terms(struct bo_arena *arena, const struct terms *t, const char *zone,
			const char *text[FIELDS])
{
	bool written = true;

	text[0] = bound_text(arena, t->start, zone);
	text[1] = bound_text(arena, t->end, zone);
	text[2] = number_text(arena, t->cap);
	text[3] = t->codes.joined;
	text[4] = number_text(arena, t->min);
	text[5] = number_text(arena, t->max);
	text[6] = number_text(arena, t->step);
	for (int i = 0; i < FIELDS; i++)
		written = written && text[i];
	return written;
}

/* Which of field_names differ, as bits. */
static unsigned differing(const struct terms *a, const struct terms *b)
{
	return (unsigned)!bounds_equal(a->start, b->start) |
	       (unsigned)!bounds_equal(a->end, b->end) << 1 | (unsigned)(a->cap != b->cap) << 2 |
	       (unsigned)(strcmp(a->codes.joined, b->codes.joined) != 0) << 3 |
	       (unsigned)(a->min != b->min) << 4 | (unsigned)(a->max != b->max) << 5 |
	       (unsigned)(a->step != b->step) << 6;
}

static bool write_fields(const struct bo *bo, struct bo_arena *arena, const struct plan_pair *pair,
			 struct bo_change *change)
{
	const char *before[FIELDS], *after[FIELDS], *zone = plan_zone(bo, pair);
	bool gone = pair->kind == BO_CHANGE_DELETED;
	unsigned bits = pair->id && !gone ? differing(&pair->before, &pair->after) : ~0u;

	if (!bits)
		return true;
	change->fields = bo_arena_alloc(arena, FIELDS * sizeof *change->fields);
	if (!change->fields || !write_terms(arena, &pair->before, zone, before) ||
	    !write_terms(arena, &pair->after, zone, after))
		return false;
	for (int i = 0; i < FIELDS; i++)
		if (bits >> i & 1)
			change->fields[change->n_fields++] = (struct bo_field_change){
				field_names[i], pair->id ? before[i] : NULL, gone ? NULL : after[i]
			};
	return true;
}

enum bo_status plan_report(struct bo *bo, const struct plan *plan, struct bo_changes *changes)
{
	struct bo_change *row = bo_arena_alloc(plan->arena, (plan->n_pairs + 1) * sizeof *row);
	size_t kinds[BO_CHANGE_COUNT] = { 0 };

	if (!row)
		return fail_memory(bo);
	for (size_t i = 0; i < plan->n_pairs; i++) {
		const struct plan_pair *pair = &plan->pairs[i];
		const struct plan_performance *p = pair->performance;

		row[i] = (struct bo_change){ .type = pair->type->name,
					     .type_id = pair->type->id,
					     .show = p ? p->show : NULL,
					     .zone = plan_zone(bo, pair),
					     .performance_id = p ? p->id : 0,
					     .performance_at = p ? p->at : BO_NONE,
					     .kind = pair->kind,
					     .message = pair->message };
		kinds[pair->kind]++;
		if (!write_fields(bo, plan->arena, pair, &row[i]))
			return fail_memory(bo);
	}
	*changes = (struct bo_changes){ .n = plan->n_pairs,
					.created = kinds[BO_CHANGE_CREATED],
					.changed = kinds[BO_CHANGE_CHANGED],
					.unchanged = kinds[BO_CHANGE_UNCHANGED],
					.deleted = kinds[BO_CHANGE_DELETED],
					.refused = kinds[BO_CHANGE_REFUSED],
					.row = row };
	return BO_OK;
}

/* The first refused pair, and how many more there are. */
static enum bo_status say_refused(struct bo *bo, const struct plan *plan)
{
	const struct plan_pair *pair = plan->pairs;
	const char *subject;

	while (pair->kind != BO_CHANGE_REFUSED)
		pair++;
	subject = plan_subject(plan->arena, pair);
	if (!subject)
		return fail_memory(bo);
	if (plan->refused == 1)
		return fail_field(bo, BO_INVALID, pair->field, subject,
				  "%s: %s Nothing was changed.", subject, pair->message);
	return fail_field(bo, BO_INVALID, pair->field, subject,
			  "%s: %s %zu more are refused too. Nothing was changed.", subject,
			  pair->message, plan->refused - 1);
}

/* One that comes back takes its own id again, unless that is another's by now. */
static enum bo_status take_id(struct bo *bo, int64_t wanted, int64_t *id)
{
	int64_t taken = BO_NONE;
	enum bo_status status =
		sql_number(bo, &taken, "SELECT id FROM redemption WHERE id = $1", "i", wanted);

	if (status || taken != BO_NONE)
		return status;
	status = sql_run(bo, "UPDATE redemption SET id = $1 WHERE id = $2", "ii", wanted, *id);
	if (!status)
		*id = wanted;
	return status;
}

static enum bo_status write_new(struct bo *bo, struct plan_pair *pair)
{
	const struct terms *t = &pair->after;
	enum bo_status status = sql_number(
		bo, &pair->id,
		"INSERT INTO redemption (type_id, performance_id, start_anchor, start_value, "
		"start_days, end_anchor, end_value, end_days, cap, min, max, step) VALUES ($1, $2, "
		"$3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
		"irsidsidiiii", pair->type->id,
		pair->performance ? pair->performance->id : INT64_C(0), bound_anchor(t->start),
		t->start.value, bound_days(t->start), bound_anchor(t->end), t->end.value,
		bound_days(t->end), t->cap, t->min, t->max, t->step);

	return status || !pair->wanted_id ? status : take_id(bo, pair->wanted_id, &pair->id);
}

static enum bo_status write_old(struct bo *bo, const struct plan_pair *pair)
{
	const struct terms *t = &pair->after;

	return sql_run(bo,
		       "UPDATE redemption SET start_anchor = $2, start_value = $3, start_days = "
		       "$4, end_anchor = $5, end_value = $6, end_days = $7, cap = $8, min = $9, "
		       "max = $10, step = $11 WHERE id = $1",
		       "isidsidiiii", pair->id, bound_anchor(t->start), t->start.value,
		       bound_days(t->start), bound_anchor(t->end), t->end.value, bound_days(t->end),
		       t->cap, t->min, t->max, t->step);
}

enum bo_status plan_write_pair(struct bo *bo, struct plan_pair *pair)
{
	const struct terms *t = &pair->after;
	bool fresh = pair->kind == BO_CHANGE_CREATED;
	enum bo_status status;

	if (pair->kind == BO_CHANGE_DELETED)
		return sql_run(bo, "DELETE FROM redemption WHERE id = $1", "i", pair->id);
	status = fresh ? write_new(bo, pair) : write_old(bo, pair);
	if (!status &&
	    (fresh ? t->codes.n > 0 : strcmp(pair->before.codes.joined, t->codes.joined) != 0))
		status = codes_write(bo, pair->id, &t->codes);
	return status;
}

static json_t *json_change(const struct plan_pair *pair, const struct bo_change *change,
			   const char *subject)
{
	json_t *fields = json_object();

	for (size_t i = 0; i < change->n_fields; i++)
		json_object_set_new(
			fields, change->fields[i].field,
			json_pack("[s?s]", change->fields[i].before, change->fields[i].after));
	return json_pack("{sI ss so}", "id", (json_int_t)pair->id, "of", subject, "fields", fields);
}

enum bo_status plan_write_journal(struct bo *bo, const struct plan *plan,
				  const struct bo_changes *changes, const char *kind)
{
	enum bo_status status = BO_OK;
	size_t i = 0;

	while (!status && i < plan->n_pairs) {
		json_t *list = json_array();
		bool written = true;

		while (i < plan->n_pairs && json_array_size(list) < JOURNAL_CHANGES) {
			const struct plan_pair *pair = &plan->pairs[i];
			const char *subject;

			if (pair->kind != BO_CHANGE_UNCHANGED) {
				subject = plan_subject(plan->arena, pair);
				written = written && subject &&
					  json_array_append_new(list,
								json_change(pair, &changes->row[i],
									    subject)) == 0;
			}
			i++;
		}
		if (written && json_array_size(list) == 0) {
			json_decref(list);
			break;
		}
		status = journal_add(bo, kind, 0,
				     json_pack("{so}", "changes", written ? list : NULL), NULL);
		if (!written)
			json_decref(list);
	}
	return status;
}

/* What undo needs to know. */
static enum bo_status keep_step(struct bo *bo, const struct plan *plan, size_t at, int64_t batch_id)
{
	const struct plan_pair *pair = &plan->pairs[at];
	struct batch_step step = { .redemption_id = pair->id,
				   .type_id = pair->type->id,
				   .performance_id = pair->performance ? pair->performance->id : 0,
				   .after = terms_write(plan->arena, &pair->after) };

	if (pair->kind == BO_CHANGE_CHANGED)
		step.before = terms_write(plan->arena, &pair->before);
	if (!step.after || (pair->kind == BO_CHANGE_CHANGED && !step.before))
		return fail_memory(bo);
	return batch_step(bo, batch_id, (int64_t)at, &step);
}

static enum bo_status plan_write(struct bo *bo, const struct plan *plan,
				 const struct bo_changes *changes)
{
	enum bo_status status = BO_OK;
	int64_t batch_id = 0;

	for (size_t i = 0; !status && i < plan->n_pairs; i++) {
		if (plan->pairs[i].kind == BO_CHANGE_UNCHANGED)
			continue;
		if (!batch_id)
			status = batch_open(bo, &batch_id);
		if (!status)
			status = plan_write_pair(bo, &plan->pairs[i]);
		if (!status)
			status = keep_step(bo, plan, i, batch_id);
	}
	return status ? status : plan_write_journal(bo, plan, changes, "redemption.applied");
}

static enum bo_status apply(struct bo *bo, struct plan *plan, struct bo_changes *changes)
{
	enum bo_status status = plan_make(bo, plan);

	if (!status)
		status = plan_report(bo, plan, changes);
	if (!status && plan->refused)
		status = say_refused(bo, plan);
	if (!status && !plan->batch->dry_run)
		status = plan_write(bo, plan, changes);
	return status;
}

enum bo_status bo_redemption_apply(struct bo *bo, struct bo_arena *arena,
				   const struct bo_redemption_batch *batch,
				   struct bo_changes *changes)
{
	struct plan plan = { .arena = arena, .batch = batch };
	struct bo_changes made = { 0 };
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_SEASON);

	if (status)
		return status;
	status = batch->dry_run ? glance_begin(bo, BO_OK) : act_begin(bo);
	if (status)
		return status;
	status = apply(bo, &plan, &made);
	status = batch->dry_run ? glance_end(bo, status) : act_end(bo, status);
	if (!status || (status == BO_INVALID && made.refused))
		*changes = made;
	return status;
}

/* The source as a batch in which every field is given. */
static enum bo_status batch_of(struct bo *bo, struct bo_arena *arena,
			       const struct bo_redemption_copy *copy,
			       struct bo_redemption_batch *batch)
{
	struct terms terms = { 0 };
	int64_t id = BO_NONE;
	enum bo_status status = sql_number(
		bo, &id,
		"SELECT id FROM redemption WHERE type_id = $1 AND (performance_id = $2 OR "
		"($2 IS NULL AND performance_id IS NULL))",
		"ir", copy->type_id, copy->performance_id);

	if (!status && id == BO_NONE)
		status = fail_field(bo, BO_NOT_FOUND, "from", "",
				    "There is no such redemption to copy.");
	if (!status)
		status = terms_of(bo, arena, id, &terms);
	if (!status)
		*batch = (struct bo_redemption_batch){ .types = copy->types,
						       .n_types = copy->n_types,
						       .performances = copy->performances,
						       .n_performances = copy->n_performances,
						       .given = BO_FIELD_ALL,
						       .start = terms.start,
						       .end = terms.end,
						       .cap = terms.cap,
						       .min = terms.min,
						       .max = terms.max,
						       .step = terms.step,
						       .codes = terms.codes.joined,
						       .dry_run = copy->dry_run };
	return status;
}

enum bo_status bo_redemption_copy(struct bo *bo, struct bo_arena *arena,
				  const struct bo_redemption_copy *copy, struct bo_changes *changes)
{
	struct bo_redemption_batch batch;
	enum bo_status status = batch_of(bo, arena, copy, &batch);

	return status ? status : bo_redemption_apply(bo, arena, &batch, changes);
}
