/*
 * What members used, where and when: read from the vouchers that campaigns made
 * cheaper or possible.
 */
#include "audience/roll.h"
#include "base/fail.h"

#define USE                                                                                        \
	"SELECT w.member_id, w.campaign_id, w.voucher_id, v.order_id, w.performance_id, c.name, "  \
	"s.title, h.zone, t.name, w.code, u.name, i.name, f.name, p.at, w.at, w.discount, "        \
	"w.given_back, coalesce(nullif(m.code, ''), nullif(m.email, ''), k.code) "                 \
	"FROM campaign c JOIN campaign_use w ON w.campaign_id = c.id "                             \
	"JOIN audience a ON a.id = c.audience_id "                                                 \
	"LEFT JOIN member m ON m.id = w.member_id AND a.kind = 'list' "                            \
	"LEFT JOIN ticket k ON k.voucher_id = w.member_id AND k.state = 'active' "                 \
	"AND a.kind = 'attendees' "                                                                \
	"JOIN voucher v ON v.id = w.voucher_id JOIN voucher_type t ON t.id = v.type_id "           \
	"JOIN patron u ON u.id = v.patron_id JOIN orders o ON o.id = v.order_id "                  \
	"JOIN till i ON i.id = o.till_id LEFT JOIN staff f ON f.id = o.staff_id "                  \
	"LEFT JOIN performance p ON p.id = w.performance_id LEFT JOIN show s ON s.id = p.show_id " \
	"LEFT JOIN house h ON h.id = s.house_id "
#define NEWEST_FIRST "ORDER BY w.at DESC, w.voucher_id DESC, w.campaign_id "

static void read_use(struct sql_rows *rows, struct bo_arena *arena, struct bo_member_use *use)
{
	*use = (struct bo_member_use){
		.member_id = sql_id(rows, 0),
		.campaign_id = sql_id(rows, 1),
		.voucher_id = sql_id(rows, 2),
		.order_id = sql_id(rows, 3),
		.performance_id = sql_id(rows, 4),
		.campaign = sql_copy(rows, 5, arena),
		.show = sql_copy(rows, 6, arena),
		.zone = sql_copy(rows, 7, arena),
		.type = sql_copy(rows, 8, arena),
		.code = sql_copy(rows, 9, arena),
		.patron = sql_copy(rows, 10, arena),
		.till = sql_copy(rows, 11, arena),
		.staff = sql_copy(rows, 12, arena),
		.performance_at = sql_int(rows, 13),
		.at = sql_int(rows, 14),
		.discount = sql_int(rows, 15),
		.given_back = sql_int(rows, 16),
		.member = sql_copy(rows, 17, arena),
	};
}

static enum bo_status ask(struct bo *bo, int64_t audience_id, int64_t member_id, size_t limit,
			  struct sql_rows **rows)
{
	int64_t rows_max = limit == 0 || limit > INT32_MAX ? INT32_MAX : (int64_t)limit;

	if (member_id)
		return sql_query(bo, rows,
				 USE "WHERE c.audience_id = $1 AND w.member_id = $2 " NEWEST_FIRST
				     "LIMIT $3",
				 "iii", audience_id, member_id, rows_max);
	return sql_query(bo, rows, USE "WHERE c.audience_id = $1 " NEWEST_FIRST "LIMIT $2", "ii",
			 audience_id, rows_max);
}

enum bo_status bo_member_use_list(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
				  int64_t member_id, size_t limit, struct bo_member_uses *list)
{
	struct bo_member_uses found = { 0 };
	struct sql_rows *rows;
	struct roll roll;
	bool room = true;
	enum bo_status status = roll_readable(bo);

	if (!status)
		status = roll_read(bo, audience_id, &roll);
	if (!status)
		status = ask(bo, audience_id, member_id, limit, &rows);
	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_member_use *grown =
			bo_arena_grow(arena, found.row, found.n, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		found.row = grown;
		read_use(rows, arena, &grown[found.n++]);
	}
	status = sql_end(rows);
	if (!status && !room)
		status = fail_memory(bo);
	if (!status)
		*list = found;
	return status;
}
