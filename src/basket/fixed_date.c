/*
 * Vouchers used in an order rather than sold: of bundles with a fixed date, and
 * of those somebody holds already.  They stand among the order's lines, so that
 * one judgement covers all its places.
 */
#include "base/fail.h"
#include "basket/lines.h"
#include "store/sql.h"

#include <boxoffice/text.h>

enum bo_status lines_reserve(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			     const struct bo_wish *wish, const char *reason,
			     struct sale_lines *lines, size_t *at)
{
	struct offered offered;
	struct sale_line *line;
	enum bo_status status;

	for (*at = 0; *at < lines->n; (*at)++) {
		line = &lines->row[*at];
		if (line->offered.reserves && line->offered.type_id == wish->type_id &&
		    line->offered.performance_id == wish->performance_id) {
			line->qty += wish->qty;
			line->reason = line->reason ? line->reason : reason;
			return BO_OK;
		}
	}
	status = facts_of_pair(bo, arena, buyer, wish->performance_id, wish->type_id, &offered);
	if (status)
		return status;
	line = lines_new(arena, lines);
	if (!line)
		return fail_memory(bo);
	offered.reserves = true;
	offered.price = 0;
	line->offered = offered;
	line->qty = wish->qty;
	line->reason = reason;
	return BO_OK;
}

static void read_wish(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct bo_wish *)row = (struct bo_wish){ .type_id = sql_id(rows, 0),
						   .performance_id = sql_id(rows, 1),
						   .qty = sql_int(rows, 2) };
}

/* What a bundle includes that has one date only. */
static enum bo_status find_fixed(struct bo *bo, struct bo_arena *arena, int64_t bundle_id,
				 int64_t bundles, struct bo_wish **wishes, size_t *n)
{
	return sql_list(
		bo, SQL_ROWS(arena, *wishes, *n, read_wish),
		"SELECT i.type_id, min(r.performance_id), i.qty * $2 FROM bundle_item i "
		"JOIN redemption r ON r.type_id = i.type_id AND r.performance_id IS NOT NULL WHERE "
		"i.bundle_id = $1 GROUP BY i.type_id, i.qty HAVING count(*) = 1 ORDER BY i.type_id",
		"ri", bundle_id, bundles);
}

static enum bo_status fix_dates(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
				struct sale_lines *lines, size_t bundle)
{
	const struct sale_line *line = &lines->row[bundle];
	int64_t approver_id = line->approver_id;
	unsigned leave = line->qty <= line->kept ? line->leave : 0;
	const char *reason = line->reason;
	struct bo_wish *wishes = NULL;
	size_t n = 0, at = 0;
	enum bo_status status =
		find_fixed(bo, arena, line->offered.type_id, line->qty, &wishes, &n);

	for (size_t i = 0; i < n && !status; i++) {
		status = lines_reserve(bo, arena, buyer, &wishes[i], reason, lines, &at);
		if (status)
			break;
		lines->row[at].approver_id = approver_id;
		lines->row[at].leave = leave;
		lines->row[at].kept += leave ? wishes[i].qty : 0; /* as many as it was given for */
		lines->row[at].asked_by = bundle + 1;
	}
	return status;
}

enum bo_status lines_fix_dates(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			       struct sale_lines *lines)
{
	size_t n = lines->n;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < n && !status; i++)
		if (lines->row[i].offered.facts.category == BO_CATEGORY_BUNDLE)
			status = fix_dates(bo, arena, buyer, lines, i);
	return status;
}
