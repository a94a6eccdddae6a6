/*
 * One line of an order becomes vouchers: each ticket its own, a bundle with the
 * vouchers it includes.
 */
#include "base/fail.h"
#include "basket/codes.h"
#include "sale/sell.h"
#include "store/sql.h"

#include <boxoffice/code.h>

#include <jansson.h>

/* The code of the redemption a line needed, as the buyer gave it; NULL if it needed none.  Where
 * there are several the line was parted by them. */
static const char *code_of(const struct sale_line *line)
{
	return line->offered.n_open > 0 ? line->offered.open[0].code : NULL;
}

/* Which of a line's tickets becomes a voucher: the k-th of a part, NULL where no campaign runs; the
 * n-th of all. */
struct which {
	const struct promo_part *part;
	int64_t k, n;
};

static int64_t amount_of(const struct sale_line *line, const struct which *which)
{
	return which->part ? promo_ticket_amount(which->part, which->k) : line->offered.price;
}

/* What somebody holds already is this ticket from now on. */
static enum bo_status go_on(struct bo *bo, const struct sale_line *line, int64_t line_id,
			    const struct which *which, int64_t id)
{
	const struct offered *o = &line->offered;

	return sql_run(bo,
		       "UPDATE voucher SET line_id = $2, type_id = $3, redemption_id = $4, "
		       "performance_id = $5, state = $6, amount = $7, seat = NULL WHERE id = $1",
		       "rrrrrsi", id, line_id, o->type_id, o->redemption_id, o->performance_id,
		       o->performance_id ? "reserved" : "open", amount_of(line, which));
}

static enum bo_status insert_voucher(struct bo *bo, const struct line_place *place,
				     const struct sale_line *line, int64_t line_id,
				     const struct which *which, int64_t *id)
{
	const struct offered *o = &line->offered;

	return sql_number(bo, id,
			  "INSERT INTO voucher (order_id, line_id, type_id, redemption_id, "
			  "performance_id, patron_id, state, amount) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
			  "rrrrrrsi", place->order_id, line_id, o->type_id, o->redemption_id,
			  o->performance_id, place->patron_id,
			  o->performance_id ? "reserved" : "open", amount_of(line, which));
}

/* The vouchers a bundle includes are open, cost nothing and hang on their parent. */
static enum bo_status insert_included(struct bo *bo, const struct line_place *place,
				      const struct sale_line *line, int64_t line_id,
				      int64_t parent_id)
{
	enum bo_status status;

	if (line->offered.facts.category != BO_CATEGORY_BUNDLE)
		return BO_OK;
	status = sql_run(bo,
			 "WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM "
			 "counter WHERE n < 1000) "
			 "INSERT INTO voucher (order_id, line_id, type_id, patron_id, parent_id, "
			 "state, amount) "
			 "SELECT $1, $2, i.type_id, $3, $4, 'open', 0 FROM bundle_item i JOIN "
			 "counter c ON c.n <= i.qty JOIN voucher_type t ON t.id = i.type_id "
			 "WHERE i.bundle_id = $5 ORDER BY t.display_order, t.id, c.n",
			 "rrrrr", place->order_id, line_id, place->patron_id, parent_id,
			 line->offered.type_id);
	if (!status)
		status = sql_run(
			bo,
			"UPDATE voucher_type SET issued = issued + (SELECT qty FROM bundle_item "
			"WHERE bundle_id = $1 AND type_id = voucher_type.id) "
			"WHERE id IN (SELECT type_id FROM bundle_item WHERE bundle_id = $1)",
			"r", line->offered.type_id);
	return status;
}

static enum bo_status issue(struct bo *bo, const struct line_place *place,
			    const struct sale_line *line, int64_t line_id,
			    const struct which *which)
{
	int64_t voucher_id = place->vouchers ? place->vouchers[which->n] : 0, ticket_id = 0;
	enum bo_status status =
		voucher_id ? go_on(bo, line, line_id, which, voucher_id)
			   : insert_voucher(bo, place, line, line_id, which, &voucher_id);

	if (!status && which->part && which->part->n_uses > 0)
		status = promo_use_add(bo, voucher_id, line->offered.performance_id, which->part,
				       which->k);
	if (!status)
		status = insert_included(bo, place, line, line_id, voucher_id);
	if (status || !lines_counted(line).takes_place)
		return status;
	status = issue_add(bo, voucher_id, &ticket_id);
	return status ? status : run_add(bo, place->run, place->order_id, ticket_id);
}

static enum bo_status issue_all(struct bo *bo, const struct line_place *place,
				const struct sale_line *line, int64_t line_id)
{
	struct which which = { 0 };
	size_t parts = line->promo ? line->promo->n_parts : 0;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < parts && !status; i++) {
		which.part = &line->promo->part[i];
		for (which.k = 0; which.k < which.part->qty && !status; which.k++, which.n++)
			status = issue(bo, place, line, line_id, &which);
	}
	for (; which.n < line->qty && parts == 0 && !status; which.n++)
		status = issue(bo, place, line, line_id, &which);
	return status;
}

static enum bo_status insert_line(struct bo *bo, struct bo_arena *arena,
				  const struct line_place *place, const struct sale_line *line,
				  int64_t *line_id)
{
	const struct offered *o = &line->offered;
	const char *codes = NULL;
	enum bo_status status = codes_of_line(bo, arena, line, &codes);

	if (status)
		return status;
	return sql_number(
		bo, line_id,
		"INSERT INTO order_line (order_id, type_id, performance_id, redemption_id, qty, "
		"price, discount, amount, code, codes, code_fold, at) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
		"rrrriiiisssi", place->order_id, o->type_id, o->performance_id, o->redemption_id,
		line->qty, o->price, line->discount, line->amount, codes_first(arena, codes),
		bo_code_count(codes) > 1 ? codes : NULL, o->n_open > 0 ? o->open[0].fold : NULL,
		bo_now(bo));
}

enum bo_status sell_line(struct bo *bo, const struct line_place *place,
			 const struct sale_line *line)
{
	const struct offered *o = &line->offered;
	struct counted counted = lines_counted(line);
	struct bo_arena arena = { 0 };
	int64_t line_id = 0;
	enum bo_status status = insert_line(bo, &arena, place, line, &line_id);

	if (!status)
		status = issue_all(bo, place, line, line_id);
	if (!status)
		status = count_sold(bo, &counted, line->amount);
	if (!status && o->n_open > 0)
		status = count_code(bo, o->redemption_id, o->open[0].fold, line->qty);
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status insert_override(struct bo *bo, int64_t order_id,
				      const struct sale_lines *lines, size_t at,
				      const struct bo_breach *breach)
{
	const struct sale_line *covering = lines_covering(bo, lines, at, breach);
	struct bo_refusal refusal;

	facts_refuse(&lines->row[at].offered, breach, &refusal);
	return sql_run(bo,
		       "INSERT INTO sale_override (order_id, rule, limit_value, actual, subject, "
		       "reason, staff_id, approver_id, at) "
		       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		       "rsiissrri", order_id, bo_rule_code(breach->rule), breach->limit,
		       breach->actual, refusal.subject, covering ? covering->reason : "",
		       bo->session.staff_id,
		       covering ? lines_approver(bo, covering, breach) : INT64_C(0), bo_now(bo));
}

enum bo_status sell_override(struct bo *bo, int64_t order_id, const struct sale_lines *lines,
			     size_t at)
{
	enum bo_status status = BO_OK;

	for (size_t k = 0; k < lines->row[at].verdict.n && !status; k++)
		status =
			insert_override(bo, order_id, lines, at, &lines->row[at].verdict.breach[k]);
	return status;
}

enum bo_status sell_overrides(struct bo *bo, int64_t order_id, const struct sale_lines *lines)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < lines->n && !status; i++)
		status = sell_override(bo, order_id, lines, i);
	return status;
}

/* By their ids only: the journal can never be edited, so it names nobody. */
static json_t *story_of_uses(const struct promo_line *promo)
{
	json_t *uses = json_array();

	for (size_t i = 0; i < promo->n_parts; i++)
		for (size_t k = 0; k < promo->part[i].n_uses; k++) {
			const struct promo_use *use = &promo->part[i].use[k];

			json_array_append_new(uses,
					      json_pack("{s:I,s:I,s:I,s:I}", "campaign",
							(json_int_t)use->campaign_id, "member",
							(json_int_t)use->member_id, "qty",
							(json_int_t)promo->part[i].qty, "discount",
							(json_int_t)use->discount));
		}
	return uses;
}

static json_t *story_of_line(const struct bo *bo, const struct sale_lines *lines, size_t at,
			     json_t *overrides)
{
	const struct sale_line *line = &lines->row[at];
	json_t *story = json_pack("{s:I,s:s,s:I,s:I,s:I}", "type_id",
				  (json_int_t)line->offered.type_id, "type", line->offered.type,
				  "performance_id", (json_int_t)line->offered.performance_id, "qty",
				  (json_int_t)line->qty, "amount", (json_int_t)line->amount);
	const char *code = code_of(line);

	if (story && code)
		json_object_set_new(story, "code", json_string(code));
	if (story && line->promo) {
		json_t *uses = story_of_uses(line->promo);

		if (json_array_size(uses) > 0)
			json_object_set_new(story, "uses", uses);
		else
			json_decref(uses);
	}
	for (size_t k = 0; k < line->verdict.n; k++) {
		const struct bo_breach *breach = &line->verdict.breach[k];
		const struct sale_line *covering = lines_covering(bo, lines, at, breach);
		json_t *mark = json_pack(
			"{s:s,s:s,s:I}", "rule", bo_rule_code(breach->rule), "reason",
			covering ? covering->reason : "", "approver",
			(json_int_t)(covering ? lines_approver(bo, covering, breach) : 0));

		if (mark && breach->limit != BO_NONE)
			json_object_set_new(mark, "limit", json_integer(breach->limit));
		if (mark && breach->actual != BO_NONE)
			json_object_set_new(mark, "actual", json_integer(breach->actual));
		json_array_append_new(overrides, mark);
	}
	return story;
}

json_t *sell_story(const struct bo *bo, const struct sale_lines *lines,
		   const struct bo_tender *tenders, size_t n_tenders, int64_t change)
{
	json_t *story = json_object(), *rows = json_array(), *paid = json_array(),
	       *overrides = json_array();

	for (size_t i = 0; i < lines->n; i++) {
		json_t *line = story_of_line(bo, lines, i, overrides);

		if (line && lines->row[i].offered.reserves)
			json_object_set_new(line, "reserved", json_true());
		json_array_append_new(rows, line);
	}
	for (size_t i = 0; i < n_tenders; i++)
		json_array_append_new(paid, json_pack("{s:s,s:I}", "kind",
						      bo_tender_code(tenders[i].kind), "amount",
						      (json_int_t)tenders[i].amount));
	json_object_set_new(story, "total", json_integer(lines->total));
	json_object_set_new(story, "change", json_integer(change));
	json_object_set_new(story, "lines", rows);
	json_object_set_new(story, "tenders", paid);
	if (json_array_size(overrides) > 0)
		json_object_set(story, "overrides", overrides);
	json_decref(overrides);
	return story;
}
