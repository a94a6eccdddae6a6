/*
 * Vouchers that change hands, or come to somebody without a sale.
 */
#include "base/fail.h"
#include "basket/tender.h"
#include "journal/journal.h"
#include "sale/owned.h"
#include "store/sql.h"

#include <boxoffice/patron.h>
#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { QUANTITY_MAX = 10000 };

static enum bo_status check_patron(struct bo *bo, int64_t patron_id)
{
	int64_t found = BO_NONE;
	enum bo_status status =
		sql_number(bo, &found, "SELECT id FROM patron WHERE id = $1 AND name_fold <> ''",
			   "r", patron_id);

	if (!status && found == BO_NONE)
		status = fail_number(bo, "patron", patron_id, "There is no such patron.");
	return status;
}

static enum bo_status check_children(struct bo *bo, struct bo_arena *arena, const struct owned *v)
{
	struct owned_list children;
	enum bo_status status = owned_children(bo, arena, v->id, &children);

	for (size_t i = 0; i < children.n && !status; i++)
		if (children.row[i].state != BO_VOUCHER_OPEN)
			status = fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
					   "%s of %s is not open; release it first.",
					   children.row[i].type, v->type);
	return status;
}

static enum bo_status check_move(struct bo *bo, struct bo_arena *arena, const struct owned *v,
				 int64_t patron_id)
{
	if (v->parent_id)
		return fail_number(bo, "voucher", v->id,
				   "%s is part of a bundle and moves only with it.", v->type);
	if (v->state != BO_VOUCHER_OPEN)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "Voucher %" PRId64 " (%s) is not open%s.", v->id, v->type,
				 v->state == BO_VOUCHER_RESERVED ? "; release it first" : "");
	if (v->patron_id == patron_id)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "Voucher %" PRId64 " (%s) is that patron's already.", v->id,
				 v->type);
	if (v->subscription && patron_id == BO_PATRON_WALK_UP)
		return fail_rule(bo, BO_RULE_AUDIENCE, BO_ROLE_NONE,
				 "%s is a subscription: name the patron it is for.", v->type);
	return check_children(bo, arena, v);
}

static enum bo_status transfer(struct bo *bo, struct bo_arena *arena, const int64_t *vouchers,
			       size_t n, int64_t patron_id)
{
	struct owned_list list = { 0 };
	enum bo_status status = bo_require(bo, BO_MAY_SELL);

	if (!status)
		status = check_patron(bo, patron_id);
	if (!status)
		status = owned_read(bo, arena, vouchers, n, &list);
	for (size_t i = 0; i < list.n && !status; i++) {
		status = check_move(bo, arena, &list.row[i], patron_id);
		if (!status)
			status = sql_run(bo,
					 "UPDATE voucher SET patron_id = $2 WHERE id = $1 OR "
					 "parent_id = $1",
					 "rr", list.row[i].id, patron_id);
	}
	if (!status)
		status = journal_add(bo, "voucher.transferred", list.row->order_id,
				     json_pack("{sI,sI,so}", "from",
					       (json_int_t)list.row->patron_id, "to",
					       (json_int_t)patron_id, "vouchers", owned_ids(&list)),
				     NULL);
	return status;
}

enum bo_status bo_voucher_transfer(struct bo *bo, const int64_t *vouchers, size_t n,
				   int64_t patron_id)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (!status)
		status = act_end(bo, transfer(bo, &arena, vouchers, n, patron_id));
	bo_arena_clear(&arena);
	return status;
}

/* --- Issuing ---------------------------------------------------------------------------------- */

struct issuing {
	struct bo_arena *arena;
	const struct bo_issue *what;
	struct buyer buyer;
	struct sale_lines lines; /* of those with a performance */
	int64_t given;		 /* pieces in all */
	char subject[160];	 /* "3 Comp, 2 Child" */
	int64_t order_id;
};

static enum bo_status check_type(struct bo *bo, struct issuing *g, const struct bo_wish *wish)
{
	int64_t type_id = wish->type_id;
	struct bo_buf subject = { g->subject, strlen(g->subject), sizeof g->subject, false };
	struct sql_rows *rows;
	char name[BO_SHORT_NAME] = "";
	struct bo_buf buf = BO_BUF(name);
	bool found, fits = false;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT name, category IN ('comp', 'included') AND availability <> 'external' "
		"FROM voucher_type WHERE id = $1",
		"r", type_id);

	if (status)
		return status;
	found = sql_next(rows);
	if (found) {
		bo_buf_add(&buf, sql_text(rows, 0));
		fits = sql_flag(rows, 1);
	}
	status = sql_end(rows);
	if (!status && !found)
		status = fail_number(bo, "type", type_id, "There is no such voucher type.");
	if (!status && !fits)
		status =
			fail_rule(bo, BO_RULE_NOT_VALID, BO_ROLE_NONE,
				  "%s is no comp and nothing a bundle includes; it is sold.", name);
	bo_buf_printf(&subject, "%s%" PRId64 " %s", g->given ? ", " : "", wish->qty, name);
	g->given += wish->qty;
	return status;
}

static enum bo_status judge(struct bo *bo, struct issuing *g)
{
	enum bo_status status = facts_of_buyer(bo, g->what->patron_id, NULL, 0, &g->buyer);
	size_t at;

	for (size_t i = 0; i < g->what->n && !status; i++) {
		const struct bo_wish *wish = &g->what->lines[i];

		status = check_range(bo, "qty", wish->qty, 1, QUANTITY_MAX);
		if (!status)
			status = check_type(bo, g, wish);
		if (!status && wish->performance_id)
			status = lines_reserve(bo, g->arena, &g->buyer, wish, g->what->override,
					       &g->lines, &at);
	}
	return status ? status : lines_judge(bo, &g->lines);
}

static enum bo_role needed_for(const struct bo *bo, int64_t given)
{
	return bo_permission_role(given > bo->settings.comps_per_order ? BO_MAY_OVERRIDE
								       : BO_MAY_SELL);
}

/* 0: the acting person alone; else who gave leave. */
static int64_t approver_of(const struct bo *bo, int64_t given)
{
	enum bo_role needed = needed_for(bo, given);

	if (bo_override_alone(bo, needed) ||
	    !bo_role_may(bo->session.approver_role, bo_override_permission(needed)))
		return 0;
	return bo->session.approver_id;
}

/* All of it is given away: for a reason, and beyond a number by a supervisor. */
static enum bo_status check_reason(struct bo *bo, const struct issuing *g)
{
	int64_t limit = bo->settings.comps_per_order;
	enum bo_role needed = needed_for(bo, g->given);
	struct bo_refusal refusal = { .rule = BO_RULE_COMP,
				      .limit = limit,
				      .wanted = g->given,
				      .left = limit,
				      .override = needed };

	if (g->what->override && (bo_override_alone(bo, needed) || approver_of(bo, g->given)))
		return BO_OK;
	fail_text(refusal.subject, sizeof refusal.subject, g->subject);
	if (g->given > limit)
		snprintf(refusal.message, sizeof refusal.message,
			 "More than %" PRId64 " vouchers without a sale are a supervisor's to "
			 "give, with a reason; %" PRId64 " wanted.",
			 limit, g->given);
	else
		snprintf(refusal.message, sizeof refusal.message,
			 "These vouchers cost nothing: say for what reason.");
	return fail_refused(bo, &refusal);
}

static enum bo_status keep_reason(struct bo *bo, const struct issuing *g)
{
	return sql_run(bo,
		       "INSERT INTO sale_override (order_id, rule, limit_value, actual, subject, "
		       "reason, staff_id, approver_id, at) "
		       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		       "rsiissrri", g->order_id, bo_rule_code(BO_RULE_COMP),
		       bo->settings.comps_per_order, g->given, g->subject, g->what->override,
		       bo->session.staff_id, approver_of(bo, g->given), bo_now(bo));
}

/* Beside what was broken for places, as it stands with an order that is sold. */
static json_t *judged(const struct bo *bo, const struct issuing *g)
{
	json_t *story = sell_story(bo, &g->lines, NULL, 0, 0),
	       *overrides = json_object_get(story, "overrides");

	if (story && !overrides) {
		json_object_set_new(story, "overrides", json_array());
		overrides = json_object_get(story, "overrides");
	}
	json_array_append_new(overrides,
			      json_pack("{s:s,s:s,s:I,s:I,s:I}", "rule", bo_rule_code(BO_RULE_COMP),
					"reason", g->what->override, "approver",
					(json_int_t)approver_of(bo, g->given), "limit",
					(json_int_t)bo->settings.comps_per_order, "actual",
					(json_int_t)g->given));
	return story;
}

static const struct sale_line *line_of(const struct issuing *g, const struct bo_wish *wish)
{
	for (size_t i = 0; i < g->lines.n; i++)
		if (g->lines.row[i].offered.type_id == wish->type_id &&
		    g->lines.row[i].offered.performance_id == wish->performance_id)
			return &g->lines.row[i];
	return NULL;
}

static enum bo_status write_wish(struct bo *bo, const struct issuing *g,
				 const struct line_place *place, const struct bo_wish *wish)
{
	const struct sale_line *line = line_of(g, wish);
	int64_t line_id = 0, id = 0;
	enum bo_status status = sql_number(
		bo, &line_id,
		"INSERT INTO order_line (order_id, type_id, performance_id, redemption_id, qty, "
		"price, amount, at) VALUES ($1, $2, $3, $4, $5, 0, 0, $6) RETURNING id",
		"rrrrii", g->order_id, wish->type_id, wish->performance_id,
		line ? line->offered.redemption_id : INT64_C(0), wish->qty, bo_now(bo));

	for (int64_t i = 0; i < wish->qty && !status; i++) {
		status = sql_number(
			bo, &id,
			"INSERT INTO voucher (order_id, line_id, type_id, patron_id, state, "
			"amount) VALUES ($1, $2, $3, $4, 'open', 0) RETURNING id",
			"rrrr", g->order_id, line_id, wish->type_id, g->what->patron_id);
		if (!status && line)
			status = owned_reserve(bo, place, line, id);
	}
	if (!status)
		status = sql_run(bo, "UPDATE voucher_type SET issued = issued + $2 WHERE id = $1",
				 "ri", wish->type_id, wish->qty);
	return status;
}

static json_t *story(const struct bo *bo, const struct issuing *g)
{
	json_t *lines = json_array();

	for (size_t i = 0; i < g->what->n; i++) {
		const struct bo_wish *wish = &g->what->lines[i];

		json_array_append_new(lines,
				      json_pack("{sI,sI,sI}", "type_id", (json_int_t)wish->type_id,
						"performance_id", (json_int_t)wish->performance_id,
						"qty", (json_int_t)wish->qty));
	}
	return json_pack("{sI,so,so}", "patron", (json_int_t)g->what->patron_id, "lines", lines,
			 "judged", judged(bo, g));
}

static enum bo_status write(struct bo *bo, struct issuing *g)
{
	struct bo_tender nothing = { .kind = BO_TENDER_FREE };
	struct print_run run = { 0 };
	struct line_place place = { .patron_id = g->what->patron_id, .run = &run };
	enum bo_status status = g->what->print ? run_begin(bo, &run) : BO_OK;

	if (!status)
		status = sell_order(bo, g->what->patron_id, 0, 0, &g->order_id);
	place.order_id = g->order_id;
	for (size_t i = 0; i < g->what->n && !status; i++)
		status = write_wish(bo, g, &place, &g->what->lines[i]);
	if (!status)
		status = print_run_end(bo, &run);
	if (!status)
		status = tender_insert(bo, g->order_id, &nothing);
	if (!status)
		status = sell_overrides(bo, g->order_id, &g->lines);
	if (!status)
		status = keep_reason(bo, g);
	return status ? status : journal_add(bo, "order.issued", g->order_id, story(bo, g), NULL);
}

static enum bo_status issue(struct bo *bo, struct issuing *g)
{
	enum bo_status status = bo_require(bo, BO_MAY_SELL);

	if (!status && g->what->n == 0)
		status = fail_field(bo, BO_INVALID, "lines", "",
				    "Say what to issue, such as \"3 Comp\".");
	if (!status && (g->what->patron_id == 0 || g->what->patron_id == BO_PATRON_WALK_UP))
		status = fail_field(bo, BO_INVALID, "patron", "",
				    "Vouchers are issued to a named patron; say who.");
	if (!status)
		status = check_patron(bo, g->what->patron_id);
	if (!status && g->what->override)
		status = check_text(bo, "override", g->what->override, BO_NAME_MAX, false);
	if (!status)
		status = count_sweep(bo);
	if (!status)
		status = judge(bo, g);
	if (!status)
		status = check_reason(bo, g);
	return status ? status : write(bo, g);
}

enum bo_status bo_voucher_issue(struct bo *bo, struct bo_arena *arena, const struct bo_issue *what,
				struct bo_order *order)
{
	struct issuing g = { .arena = arena, .what = what };
	struct bo_order made;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = issue(bo, &g);
	if (!status)
		status = bo_order_get(bo, arena, g.order_id, &made);
	status = act_end(bo, status);
	bo_approve_end(bo);
	if (!status)
		*order = made;
	return status;
}
