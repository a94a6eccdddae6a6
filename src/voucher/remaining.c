/*
 * Groups that a refund leaves incomplete.
 *
 * The rule the order was sold by was kept when it was sold: nothing is charged
 * later.  But whoever gives a part back is told, as at the counter the house may
 * want the whole group back or the price talked about.
 */
#include "voucher/remaining.h"
#include "base/fail.h"
#include "store/sql.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

/* What a number was asked by. */
enum group { GROUP_MIN, GROUP_STEP, GROUP_CAMPAIGN };

static bool said(const struct remaining *remaining, enum bo_rule rule, const char *subject)
{
	for (size_t i = 0; i < remaining->n; i++)
		if (remaining->row[i].rule == rule &&
		    strcmp(remaining->row[i].subject, subject) == 0)
			return true;
	return false;
}

static void write_message(struct bo_buf *text, enum group group, const char *subject, int64_t limit,
			  int64_t left)
{
	if (group == GROUP_CAMPAIGN)
		bo_buf_printf(text,
			      "%" PRId64 " ticket%s of this order with %s, which is given from "
			      "%" PRId64 " on.",
			      left, left == 1 ? " remains" : "s remain", subject, limit);
	else
		bo_buf_printf(text, "%" PRId64 " %s %s price, which is sold %s %" PRId64 "%s.",
			      left, subject, left == 1 ? "remains at its" : "remain at their",
			      group == GROUP_MIN ? "from" : "in steps of", limit,
			      group == GROUP_MIN ? " on" : "");
}

/* Columns: what it is about, the number it was for, how many are left. */
static enum bo_status add_all(struct bo *bo, struct bo_arena *arena, struct sql_rows *rows,
			      enum group group, struct remaining *remaining)
{
	enum bo_rule rule = group == GROUP_STEP ? BO_RULE_STEP : BO_RULE_MIN;
	bool room = true;
	enum bo_status status;

	while (room && sql_next(rows)) {
		struct bo_warning *grown =
			bo_arena_grow(arena, remaining->row, remaining->n, sizeof *grown);
		struct bo_warning warning = { .rule = rule,
					      .limit = sql_int(rows, 1),
					      .left = sql_int(rows, 2),
					      .subject = sql_copy(rows, 0, arena) };
		char message[BO_NAME_MAX * 2];
		struct bo_buf text = BO_BUF(message);

		room = grown && warning.subject;
		if (!room || said(remaining, rule, warning.subject))
			continue;
		write_message(&text, group, warning.subject, warning.limit, warning.left);
		warning.message = bo_arena_copy(arena, message);
		remaining->row = grown;
		grown[remaining->n++] = warning;
		room = warning.message != NULL;
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

#define GOOD "v.parent_id IS NULL AND v.state NOT IN ('refunded', 'void') "

/* Minimum and step of the redemption that a voucher was bought by. */
static enum bo_status ask_redemption(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				     int64_t redemption_id, struct remaining *remaining)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT t.name, r.min, count(*) FROM redemption r JOIN voucher_type t ON t.id = "
		"r.type_id JOIN order_line l ON l.redemption_id = r.id AND l.order_id = $1 "
		"JOIN voucher v ON v.line_id = l.id WHERE r.id = $2 AND " GOOD
		"GROUP BY t.name, r.min HAVING count(*) < r.min",
		"rr", order_id, redemption_id);

	if (!status)
		status = add_all(bo, arena, rows, GROUP_MIN, remaining);
	if (!status)
		status = sql_query(
			bo, &rows,
			"SELECT t.name, r.step, count(*) FROM redemption r JOIN voucher_type t ON "
			"t.id = r.type_id JOIN order_line l ON l.redemption_id = r.id AND "
			"l.order_id = $1 JOIN voucher v ON v.line_id = l.id WHERE r.id = $2 AND "
			"r.step > 1 AND " GOOD
			"GROUP BY t.name, r.step, r.min HAVING count(*) >= r.min AND "
			"(count(*) - r.min) % r.step <> 0",
			"rr", order_id, redemption_id);
	return status ? status : add_all(bo, arena, rows, GROUP_STEP, remaining);
}

/* Tickets that a campaign asked for, where some of the order have it still. */
static enum bo_status ask_campaigns(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				    int64_t voucher_id, struct remaining *remaining)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT coalesce(nullif(c.public_name, ''), c.name), c.min_tickets, o.n "
		"FROM campaign_use g JOIN campaign c ON c.id = g.campaign_id JOIN (SELECT "
		"count(*) AS n FROM voucher v JOIN voucher_type t ON t.id = v.type_id "
		"WHERE v.order_id = $1 AND t.category <> 'product' AND " GOOD
		") o ON o.n < c.min_tickets WHERE g.voucher_id = $2 AND EXISTS (SELECT 1 FROM "
		"voucher v JOIN campaign_use u ON u.voucher_id = v.id AND u.campaign_id = c.id "
		"WHERE v.order_id = $1 AND " GOOD ") ORDER BY c.id",
		"ri", order_id, voucher_id);

	return status ? status : add_all(bo, arena, rows, GROUP_CAMPAIGN, remaining);
}

enum bo_status remaining_read(struct bo *bo, struct bo_arena *arena, int64_t order_id,
			      const struct coming_back *rows, size_t n, struct remaining *remaining)
{
	struct remaining found = { 0 };
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < n && !status; i++) {
		bool before = false;

		for (size_t k = 0; k < i; k++)
			before = before ||
				 rows[k].bought_redemption_id == rows[i].bought_redemption_id;
		if (!before && rows[i].bought_redemption_id)
			status = ask_redemption(bo, arena, order_id, rows[i].bought_redemption_id,
						&found);
		if (!status)
			status = ask_campaigns(bo, arena, order_id, rows[i].voucher_id, &found);
	}
	if (!status)
		*remaining = found;
	return status;
}

json_t *remaining_story(const struct remaining *remaining)
{
	json_t *all = json_array();

	for (size_t i = 0; i < remaining->n; i++)
		json_array_append_new(all, json_pack("{s:s,s:s,s:I,s:I}", "rule",
						     bo_rule_code(remaining->row[i].rule), "of",
						     remaining->row[i].subject, "limit",
						     (json_int_t)remaining->row[i].limit, "left",
						     (json_int_t)remaining->row[i].left));
	return all;
}
