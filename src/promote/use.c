/*
 * Uses: what of a campaign was taken, by whom, where; and how it comes back.
 *
 * The counts that limits look at are kept beside the rows that prove them, changed
 * in the same act; "boxoffice check" counts the rows and must agree.
 */
#include "base/fail.h"
#include "promote/promote.h"
#include "promote/share.h"
#include "store/sql.h"

static enum bo_status count(struct bo *bo, int64_t campaign_id, int64_t member_id,
			    int64_t performance_id, int64_t discount)
{
	enum bo_status status = sql_run(
		bo,
		"INSERT INTO campaign_count (campaign_id, member_id, performance_id, uses) "
		"VALUES ($1, $2, $3, 1) ON CONFLICT (campaign_id, member_id, performance_id) "
		"DO UPDATE SET uses = campaign_count.uses + 1",
		"iii", campaign_id, member_id, performance_id);

	return status ? status
		      : sql_run(bo,
				"UPDATE campaign SET uses = uses + 1, spent = spent + $2 "
				"WHERE id = $1",
				"ri", campaign_id, discount);
}

enum bo_status promo_use_add(struct bo *bo, int64_t voucher_id, int64_t performance_id,
			     const struct promo_part *part, int64_t k)
{
	enum bo_status status = BO_OK;

	for (size_t u = 0; !status && u < part->n_uses; u++) {
		const struct promo_use *use = &part->use[u];
		int64_t discount = share_ticket_discount(part, u, k);

		status = sql_run(bo,
				 "INSERT INTO campaign_use (voucher_id, campaign_id, member_id, "
				 "performance_id, code, said, discount, at) "
				 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
				 "iiiissii", voucher_id, use->campaign_id, use->member_id,
				 performance_id, use->print, use->said, discount, bo_now(bo));
		if (!status)
			status = count(bo, use->campaign_id, use->member_id, performance_id,
				       discount);
	}
	return status;
}

struct used {
	int64_t campaign_id, member_id, performance_id, discount;
};

static void read_use(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct used *)row = (struct used){ sql_int(rows, 0), sql_int(rows, 1), sql_int(rows, 2),
					     sql_int(rows, 3) };
}

static enum bo_status read_uses(struct bo *bo, struct bo_arena *arena, int64_t voucher_id,
				struct used **list, size_t *n)
{
	return sql_list(bo, SQL_ROWS(arena, *list, *n, read_use),
			"SELECT campaign_id, member_id, performance_id, discount FROM campaign_use "
			"WHERE voucher_id = $1 AND given_back IS NULL ORDER BY campaign_id",
			"i", voucher_id);
}

static enum bo_status uncount(struct bo *bo, const struct used *use)
{
	enum bo_status status =
		sql_run(bo,
			"UPDATE campaign_count SET uses = uses - 1 "
			"WHERE campaign_id = $1 AND member_id = $2 AND performance_id = $3",
			"iii", use->campaign_id, use->member_id, use->performance_id);

	return status ? status
		      : sql_run(bo,
				"UPDATE campaign SET uses = uses - 1, spent = spent - $2 "
				"WHERE id = $1",
				"ri", use->campaign_id, use->discount);
}

enum bo_status promo_use_back(struct bo *bo, int64_t voucher_id)
{
	struct bo_arena arena = { 0 };
	struct used *list = NULL;
	size_t n = 0;
	enum bo_status status = read_uses(bo, &arena, voucher_id, &list, &n);

	for (size_t i = 0; !status && i < n; i++)
		status = uncount(bo, &list[i]);
	if (!status && n > 0)
		status = sql_run(bo,
				 "UPDATE campaign_use SET given_back = $2 "
				 "WHERE voucher_id = $1 AND given_back IS NULL",
				 "ii", voucher_id, bo_now(bo));
	bo_arena_clear(&arena);
	return status;
}

#define OF_ATTENDEES                                                                               \
	"WHERE member_id = $1 AND campaign_id IN (SELECT c.id FROM campaign c "                    \
	"JOIN audience a ON a.id = c.audience_id WHERE a.kind = 'attendees')"

enum bo_status promo_attendee_moved(struct bo *bo, int64_t from_voucher_id, int64_t to_voucher_id)
{
	enum bo_status status =
		sql_run(bo, "UPDATE campaign_count SET member_id = $2 " OF_ATTENDEES, "ii",
			from_voucher_id, to_voucher_id);

	if (!status)
		status = sql_run(bo, "UPDATE campaign_use SET member_id = $2 " OF_ATTENDEES, "ii",
				 from_voucher_id, to_voucher_id);
	if (!status)
		status = sql_run(bo, "UPDATE basket_use SET member_id = $2 " OF_ATTENDEES, "ii",
				 from_voucher_id, to_voucher_id);
	return status;
}

enum bo_status promo_use_leave(struct bo *bo, int64_t from_voucher_id, int64_t to_voucher_id)
{
	return sql_run(bo, "UPDATE campaign_use SET voucher_id = $2 WHERE voucher_id = $1", "ii",
		       from_voucher_id, to_voucher_id);
}

/* A member may stand in several parts of a line: their uses are one row. */
enum bo_status promo_hold(struct bo *bo, int64_t basket_id, int64_t line_id,
			  const struct promo_line *line)
{
	enum bo_status status =
		sql_run(bo, "DELETE FROM basket_use WHERE line_id = $1", "r", line_id);

	for (size_t i = 0; !status && i < line->n_parts; i++) {
		const struct promo_part *part = &line->part[i];

		for (size_t u = 0; !status && u < part->n_uses; u++)
			status = sql_run(
				bo,
				"INSERT INTO basket_use (line_id, campaign_id, "
				"member_id, basket_id, performance_id, qty, discount, said) "
				"VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (line_id, "
				"campaign_id, member_id) DO UPDATE SET qty = basket_use.qty + "
				"excluded.qty, discount = basket_use.discount + excluded.discount",
				"iiiiiiis", line_id, part->use[u].campaign_id,
				part->use[u].member_id, basket_id, line->performance_id, part->qty,
				part->use[u].discount, part->use[u].said);
	}
	return status;
}
