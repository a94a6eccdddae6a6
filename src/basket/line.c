/*
 * Putting lines into a basket.  Every change is one act: places given back, lines
 * changed, the whole judged, places taken again; a refusal takes it all back.
 */
#include "base/fail.h"
#include "basket/basket.h"
#include "basket/own.h"
#include "basket/promise.h"
#include "store/sql.h"

#include <boxoffice/staff.h>

enum { REASON_MAX = 200, LEAVE_SIZE = 256 };

/* With the places that bundles pin, which are not held: the sale asks for them again. */
static enum bo_status judge(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    const struct basket_row *basket, struct sale_lines *lines)
{
	size_t n = lines->n;
	enum bo_status status = lines_fix_dates(bo, arena, buyer, lines);

	if (!status)
		status = lines_promote(bo, arena, buyer, basket->holding ? basket->id : 0, lines);
	if (!status)
		status = lines_judge(bo, lines);
	/* Leave given for a fixed date is kept with the bundle that asked for it. */
	for (size_t i = n; i < lines->n && !status; i++) {
		const struct sale_line *fixed = &lines->row[i];
		struct sale_line *bundle = &lines->row[fixed->asked_by - 1];

		if (!fixed->reason_needed)
			continue;
		bundle->reason_needed = true;
		if (bundle->approver_id != fixed->approver_id)
			bundle->leave = 0;
		bundle->approver_id = fixed->approver_id;
		bundle->leave |= fixed->leave;
	}
	lines->n = n;
	return status;
}

static bool has_uses(const struct sale_line *line)
{
	for (size_t i = 0; line->promo && i < line->promo->n_parts; i++)
		if (line->promo->part[i].n_uses > 0)
			return true;
	return false;
}

/* What codes open and campaigns give is kept for the buyer as the places are. */
static enum bo_status keep_promise(struct bo *bo, const struct basket_row *basket,
				   const struct sale_line *line)
{
	static const struct promo_line nothing = { .limit = BO_NONE };
	enum bo_status status = BO_OK;

	if (line->had_codes || line->offered.n_open > 0)
		status = opening_hold(bo, line->basket_line_id, &line->offered, line->qty);
	if (status || (!line->had_uses && !has_uses(line)))
		return status;
	status = promo_hold(bo, basket->id, line->basket_line_id,
			    line->promo ? line->promo : &nothing);
	return status ? status
		      : sql_run(bo, "UPDATE basket_line SET discount = $2 WHERE id = $1", "ri",
				line->basket_line_id, line->discount);
}

static enum bo_status keep_promises(struct bo *bo, const struct basket_row *basket,
				    const struct sale_lines *lines)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < lines->n && !status; i++)
		status = keep_promise(bo, basket, &lines->row[i]);
	return status;
}

enum bo_status basket_hold(struct bo *bo, struct bo_arena *arena, const struct basket_row *basket)
{
	struct sale_lines lines = { 0 };
	struct buyer buyer;
	enum bo_status status = facts_of_buyer(bo, basket->patron_id, basket->code, 0, &buyer);

	if (!status)
		status = lines_of_basket(bo, arena, &buyer, basket->id, basket->holding, &lines);
	if (!status)
		status = judge(bo, arena, &buyer, basket, &lines);
	if (!status)
		status = keep_promises(bo, basket, &lines);
	if (!status)
		status = count_hold_basket(bo, basket->id,
					   bo_now(bo) + bo->settings.hold_minutes * 60);
	if (!status)
		status = own_share(bo, basket->id);
	return status;
}

static enum bo_status write_line(struct bo *bo, const struct basket_row *basket,
				 struct sale_line *line)
{
	const struct offered *o = &line->offered;
	char text[LEAVE_SIZE];
	struct bo_buf leave = BO_BUF(text);

	lines_leave_write(&leave, line->leave);
	if (line->qty == 0)
		return sql_run(bo, "DELETE FROM basket_line WHERE id = $1", "r",
			       line->basket_line_id);
	if (line->basket_line_id)
		return sql_run(bo,
			       "UPDATE basket_line SET qty = $2, reason = $3, approver_id = $4, "
			       "authority = $5 WHERE id = $1",
			       "risrs", line->basket_line_id, line->qty, line->reason,
			       line->approver_id, leave.text);
	return sql_number(
		bo, &line->basket_line_id,
		"INSERT INTO basket_line (basket_id, redemption_id, type_id, performance_id, "
		"takes_place, qty, price, reason, approver_id, authority) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
		"rrrrdiisrs", basket->id, o->redemption_id, o->type_id, o->performance_id,
		(int)lines_counted(line).takes_place, line->qty, o->price, line->reason,
		line->approver_id, leave.text);
}

/* Lines taken off entirely are gone before the rest is judged. */
static enum bo_status drop_empty(struct bo *bo, const struct basket_row *basket,
				 struct sale_lines *lines)
{
	enum bo_status status = BO_OK;
	size_t kept = 0;

	for (size_t i = 0; i < lines->n && !status; i++) {
		if (lines->row[i].qty == 0)
			status = write_line(bo, basket, &lines->row[i]);
		else
			lines->row[kept++] = lines->row[i];
	}
	lines->n = kept;
	return status;
}

enum bo_status basket_merge(struct bo *bo, struct bo_arena *arena, const struct basket_row *basket,
			    const struct bo_wish *wishes, size_t n, const char *reason)
{
	struct sale_lines lines = { 0 };
	struct buyer buyer;
	size_t at;
	enum bo_status status = facts_of_buyer(bo, basket->patron_id, basket->code, 0, &buyer);

	if (!status)
		status = lines_of_basket(bo, arena, &buyer, basket->id, basket->holding, &lines);
	for (size_t i = 0; i < n && !status; i++)
		status = lines_add(bo, arena, &buyer, &wishes[i], reason, &lines, &at);
	if (!status && lines.n > BO_BASKET_LINES)
		status = fail(bo, BO_INVALID, "A basket has at most %d lines.", BO_BASKET_LINES);
	if (!status)
		status = drop_empty(bo, basket, &lines);
	if (!status)
		status = judge(bo, arena, &buyer, basket, &lines);
	for (size_t i = 0; i < lines.n && !status; i++) {
		if (!lines.row[i].reason_needed) { /* an unneeded one leaves no mark */
			lines.row[i].reason = NULL;
			lines.row[i].approver_id = 0;
			lines.row[i].leave = 0;
		}
		status = write_line(bo, basket, &lines.row[i]);
	}
	return status ? status : keep_promises(bo, basket, &lines);
}

/* Inside of an act: everything around one change of a basket. */
static enum bo_status change(struct bo *bo, struct bo_arena *arena, int64_t id,
			     const struct bo_wish *wishes, size_t n, const char *reason)
{
	struct basket_row basket;
	enum bo_status status = count_sweep(bo);

	if (!status && reason)
		status = check_text(bo, "override", reason, REASON_MAX, false);
	if (!status)
		status = basket_take(bo, id, &basket);
	if (!status)
		status = count_release_basket(bo, id);
	if (!status)
		status = basket_merge(bo, arena, &basket, wishes, n, reason);
	if (!status)
		status = count_hold_basket(bo, id, bo_now(bo) + bo->settings.hold_minutes * 60);
	if (!status)
		status = own_share(bo, id);
	return status;
}

enum bo_status bo_basket_put_all(struct bo *bo, int64_t id, const struct bo_wish *wishes, size_t n,
				 const char *override)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = act_end(bo, change(bo, &arena, id, wishes, n, override));
	bo_arena_clear(&arena);
	bo_approve_end(bo);
	return status;
}

enum bo_status bo_basket_put(struct bo *bo, int64_t id, struct bo_wish wish, const char *override)
{
	return bo_basket_put_all(bo, id, &wish, 1, override);
}

/* Fewer tickets may be too few for a campaign, or leave more of it for the rest; a line that it
 * opened stays, and the sale asks about it. */
static enum bo_status promise_anew(struct bo *bo, struct bo_arena *arena,
				   const struct basket_row *basket)
{
	struct sale_lines lines = { 0 };
	struct buyer buyer;
	enum bo_status status = facts_of_buyer(bo, basket->patron_id, basket->code, 0, &buyer);

	if (!status)
		status = lines_of_basket(bo, arena, &buyer, basket->id, basket->holding, &lines);
	if (!status)
		status = lines_promote(bo, arena, &buyer, basket->holding ? basket->id : 0, &lines);
	return status ? status : keep_promises(bo, basket, &lines);
}

static enum bo_status drop_line(struct bo *bo, struct bo_arena *arena, int64_t id, int64_t line_id)
{
	struct basket_row basket;
	int64_t left = 0;
	enum bo_status status = count_sweep(bo);

	if (!status)
		status = basket_take(bo, id, &basket);
	if (!status)
		status = count_release_basket(bo, id);
	if (!status)
		status = sql_run(bo, "DELETE FROM basket_line WHERE id = $1 AND basket_id = $2",
				 "rr", line_id, id);
	if (!status && sql_changed(bo) == 0)
		status = fail(bo, BO_NOT_FOUND, "That line is not in the basket any more.");
	if (!status)
		status = promise_anew(bo, arena, &basket);
	/* What is left kept its places until now; giving some back needs no new judgement. */
	if (!status && basket.holding)
		status = count_hold_basket(bo, id, basket.expires);
	if (!status)
		status = sql_number(bo, &left,
				    "SELECT count(*) FROM basket_line WHERE basket_id = $1", "r",
				    id);
	if (!status && left == 0 && basket.holding)
		status = sql_run(bo, "UPDATE basket SET holding = 0 WHERE id = $1", "r", id);
	return status;
}

enum bo_status bo_basket_remove(struct bo *bo, int64_t id, int64_t line_id)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (!status)
		status = act_end(bo, drop_line(bo, &arena, id, line_id));
	bo_arena_clear(&arena);
	return status;
}
