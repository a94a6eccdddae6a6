/*
 * Taking back the last act on redemptions, and doing it again.  All of its pairs
 * or none: a pair that somebody changed meanwhile, or that has sales now, keeps
 * the whole batch where it is.
 */
#include "redemption/batch.h"

#include "base/fail.h"
#include "journal/journal.h"

#include <boxoffice/staff.h>

#include <inttypes.h>
#include <string.h>

struct undoing {
	struct plan plan;
	struct bo_redemption_batch batch; /* of a plan made from steps: empty */
	bool redo;
	int64_t batch_id;
	size_t n;
	struct batch_step *step;
};

static enum bo_status find_batch(struct bo *bo, struct undoing *u)
{
	enum bo_status status =
		u->redo ? sql_number(bo, &u->batch_id,
				     "SELECT min(id) FROM redemption_batch WHERE state = 'undone'",
				     "")
			: sql_number(bo, &u->batch_id,
				     "SELECT max(id) FROM redemption_batch WHERE state = 'done'",
				     "");

	if (!status && u->batch_id == BO_NONE)
		status = fail(bo, BO_NOT_FOUND, "There is nothing to %s.",
			      u->redo ? "do again" : "undo");
	return status;
}

static void read_step(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct batch_step *)row = (struct batch_step){ .redemption_id = sql_id(rows, 0),
							 .type_id = sql_id(rows, 1),
							 .performance_id = sql_id(rows, 2),
							 .before = sql_copy(rows, 3, arena),
							 .after = sql_copy(rows, 4, arena) };
}

static enum bo_status read_steps(struct bo *bo, struct undoing *u)
{
	return sql_list(bo, SQL_ROWS(u->plan.arena, u->step, u->n, read_step),
			"SELECT redemption_id, type_id, performance_id, before, after "
			"FROM redemption_step WHERE batch_id = $1 ORDER BY n",
			"i", u->batch_id);
}

static bool named_before(const struct undoing *u, size_t at, bool type)
{
	for (size_t i = 0; i < at; i++)
		if (type ? u->step[i].type_id == u->step[at].type_id
			 : u->step[i].performance_id == u->step[at].performance_id)
			return true;
	return false;
}

/* The types and performances of the steps, each once. */
static enum bo_status read_named(struct bo *bo, struct undoing *u)
{
	struct plan *plan = &u->plan;
	enum bo_status status = BO_OK;

	plan->types = bo_arena_alloc(plan->arena, (u->n + 1) * sizeof *plan->types);
	plan->performances = bo_arena_alloc(plan->arena, (u->n + 1) * sizeof *plan->performances);
	plan->pairs = bo_arena_alloc(plan->arena, (u->n + 1) * sizeof *plan->pairs);
	if (!plan->types || !plan->performances || !plan->pairs)
		return fail_memory(bo);
	for (size_t i = 0; i < u->n && !status; i++) {
		if (!named_before(u, i, true))
			status = plan_read_type(bo, plan, u->step[i].type_id);
		if (!status && u->step[i].performance_id && !named_before(u, i, false))
			status = plan_read_performance(bo, plan, u->step[i].performance_id);
	}
	if (status == BO_NOT_FOUND)
		status = fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				   "A voucher type or a performance of that change is gone; it "
				   "stays as it is.");
	return status;
}

static void refuse(struct undoing *u, struct plan_pair *pair, const char *field,
		   const char *message)
{
	pair->kind = BO_CHANGE_REFUSED;
	pair->field = field;
	pair->message = message;
	u->plan.refused++;
}

/* Nothing sold, held or in a basket: it may go. */
static enum bo_status check_unused(struct bo *bo, struct undoing *u, struct plan_pair *pair)
{
	int64_t used = 0;
	enum bo_status status =
		sql_number(bo, &used,
			   "SELECT r.sold + r.held + (SELECT count(*) FROM basket_line l WHERE "
			   "l.redemption_id = r.id) FROM redemption r WHERE r.id = $1",
			   "i", pair->id);

	if (!status && used > 0)
		refuse(u, pair, "cap", "It is sold or held since; set its cap to 0 instead.");
	return status;
}

static enum bo_status judge(struct bo *bo, struct undoing *u, struct plan_pair *pair,
			    const char *target)
{
	enum bo_status status;

	if (!target) {
		pair->kind = BO_CHANGE_DELETED;
		return check_unused(bo, u, pair);
	}
	status = terms_read(bo, u->plan.arena, target, &pair->after);
	pair->kind = pair->id ? BO_CHANGE_CHANGED : BO_CHANGE_CREATED;
	if (!status)
		status = plan_judge(bo, &u->plan, pair);
	if (!status && pair->kind == BO_CHANGE_REFUSED)
		u->plan.refused++;
	return status;
}

static enum bo_status decide(struct bo *bo, struct undoing *u, const struct batch_step *step)
{
	struct plan *plan = &u->plan;
	struct plan_pair *pair = &plan->pairs[plan->n_pairs++];
	const char *expected = u->redo ? step->before : step->after, *now = NULL;
	enum bo_status status;

	for (size_t i = 0; i < plan->n_types; i++)
		if (plan->types[i].id == step->type_id)
			pair->type = &plan->types[i];
	for (size_t i = 0; step->performance_id && i < plan->n_performances; i++)
		if (plan->performances[i].id == step->performance_id)
			pair->performance = &plan->performances[i];
	status = plan_read_stored(bo, plan, pair);
	if (!status)
		status = terms_again(bo, plan->arena, &expected);
	if (status)
		return status;
	if (pair->id) {
		now = terms_write(plan->arena, &pair->before);
		if (!now)
			return fail_memory(bo);
	}
	pair->after = pair->before;
	if (!now != !expected || (now && strcmp(now, expected) != 0)) {
		refuse(u, pair, "type", now ? "It was changed since." : "It was deleted since.");
		return BO_OK;
	}
	if (!pair->id)
		pair->wanted_id = step->redemption_id;
	return judge(bo, u, pair, u->redo ? step->after : step->before);
}

static enum bo_status say_refused(struct bo *bo, const struct undoing *u)
{
	const struct plan_pair *pair = u->plan.pairs;
	const char *subject;

	while (pair->kind != BO_CHANGE_REFUSED)
		pair++;
	subject = plan_subject(u->plan.arena, pair);
	if (!subject)
		return fail_memory(bo);
	return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE, "%s: %s Nothing was changed.", subject,
			 pair->message);
}

static enum bo_status write(struct bo *bo, struct undoing *u, const struct bo_changes *changes)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < u->plan.n_pairs && !status; i++)
		status = plan_write_pair(bo, &u->plan.pairs[i]);
	if (!status)
		status = sql_run(bo, "UPDATE redemption_batch SET state = $2 WHERE id = $1", "is",
				 u->batch_id, u->redo ? "done" : "undone");
	if (!status)
		status =
			plan_write_journal(bo, &u->plan, changes,
					   u->redo ? "redemption.done_again" : "redemption.undone");
	return status;
}

static enum bo_status carry_out(struct bo *bo, struct undoing *u, struct bo_changes *changes)
{
	enum bo_status status = find_batch(bo, u);

	if (!status)
		status = read_steps(bo, u);
	if (!status)
		status = read_named(bo, u);
	for (size_t i = 0; i < u->n && !status; i++)
		status = decide(bo, u, &u->step[i]);
	if (!status)
		status = plan_report(bo, &u->plan, changes);
	if (!status && u->plan.refused)
		status = say_refused(bo, u);
	return status ? status : write(bo, u, changes);
}

static enum bo_status act(struct bo *bo, struct bo_arena *arena, bool redo,
			  struct bo_changes *changes)
{
	struct undoing u = { .redo = redo };
	struct bo_changes made = { 0 };
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_SEASON);

	u.plan.arena = arena;
	u.plan.batch = &u.batch;
	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	status = act_end(bo, carry_out(bo, &u, &made));
	if (!status || (status == BO_REFUSED && made.refused))
		*changes = made;
	return status;
}

enum bo_status bo_redemption_undo(struct bo *bo, struct bo_arena *arena, struct bo_changes *changes)
{
	return act(bo, arena, false, changes);
}

enum bo_status bo_redemption_redo(struct bo *bo, struct bo_arena *arena, struct bo_changes *changes)
{
	return act(bo, arena, true, changes);
}
