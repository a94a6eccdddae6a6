/*
 * Where an open voucher may be used: the performances to come that its type has
 * a redemption at, each judged as a reservation of one would be.
 */
#include "base/fail.h"
#include "house/access.h"
#include "offer/facts.h"
#include "store/sql.h"

#include <boxoffice/voucher.h>

#include <string.h>

static enum bo_status performances_of(struct bo *bo, struct bo_arena *arena, int64_t type_id,
				      int64_t **ids, size_t *n, bool *expired)
{
	struct sql_rows *rows;
	bool room = true;
	char today[BO_DATE_SIZE];
	enum bo_status status =
		sql_query(bo, &rows,
			  "SELECT p.id, n.last FROM redemption r JOIN performance p ON p.id = "
			  "r.performance_id JOIN voucher_type t ON t.id = r.type_id "
			  "JOIN season n ON n.id = t.season_id WHERE r.type_id = $1 AND p.at >= $2 "
			  "ORDER BY p.at, p.id",
			  "ri", type_id, bo_now(bo));

	if (status)
		return status;
	bo_date_of(bo_now(bo), bo->settings.zone, today);
	while (room && sql_next(rows)) {
		int64_t *grown = bo_arena_grow(arena, *ids, *n, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		*ids = grown;
		grown[(*n)++] = sql_id(rows, 0);
		*expired = strcmp(sql_text(rows, 1), today) < 0;
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

static enum bo_status judge(struct bo *bo, struct bo_arena *arena, const struct offered *offered,
			    bool expired, struct bo_reservable *use)
{
	struct bo_reserve_facts facts = {
		.offer = offered->facts, .valid = true, .open = true, .expired = expired
	};
	struct bo_verdict verdict;
	struct bo_refusal refusal;

	bo_reserve_judge(&facts, &verdict);
	*use = (struct bo_reservable){ .performance_id = offered->performance_id,
				       .at = offered->at,
				       .show = offered->show,
				       .zone = offered->zone,
				       .left = verdict.left == BO_NONE ? 0 : verdict.left,
				       .reason = verdict.reason };
	if (verdict.n == 0)
		return BO_OK;
	facts_refuse(offered, &verdict.breach[0], &refusal);
	use->message = bo_arena_copy(arena, refusal.message);
	return use->message ? BO_OK : fail_memory(bo);
}

static enum bo_status uses_of(struct bo *bo, struct bo_arena *arena, int64_t type_id,
			      struct bo_reservables *uses)
{
	struct buyer buyer;
	int64_t *ids = NULL;
	size_t n = 0;
	bool expired = false;
	enum bo_status status = facts_of_buyer(bo, 0, NULL, 0, &buyer);

	if (!status)
		status = performances_of(bo, arena, type_id, &ids, &n, &expired);
	if (status)
		return status;
	uses->row = bo_arena_alloc(arena, (n + 1) * sizeof *uses->row);
	if (!uses->row)
		return fail_memory(bo);
	for (size_t i = 0; i < n && !status; i++) {
		struct offered offered;

		status = facts_of_pair(bo, arena, &buyer, ids[i], type_id, &offered);
		offered.reserves = true;
		if (!status)
			status = judge(bo, arena, &offered, expired, &uses->row[uses->n++]);
	}
	return status;
}

enum bo_status bo_reservable_list(struct bo *bo, struct bo_arena *arena, int64_t type_id,
				  struct bo_reservables *uses)
{
	struct bo_reservables found = { 0 };
	enum bo_status status = glance_begin(
		bo, bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES));

	if (!status)
		status = glance_end(bo, uses_of(bo, arena, type_id, &found));
	if (!status)
		*uses = found;
	return status;
}
