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

SQL_COLUMNS(MEMBER, CAMPAIGN_ID, VOUCHER, ORDER, PERFORMANCE, CAMPAIGN, SHOW, ZONE, TYPE, CODE,
	    PATRON, TILL, STAFF, CURTAIN, AT, DISCOUNT, GIVEN_BACK, NAMED);

static void read_use(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_member_use *)row = (struct bo_member_use){
		.member_id = sql_id(rows, MEMBER),
		.campaign_id = sql_id(rows, CAMPAIGN_ID),
		.voucher_id = sql_id(rows, VOUCHER),
		.order_id = sql_id(rows, ORDER),
		.performance_id = sql_id(rows, PERFORMANCE),
		.campaign = sql_copy(rows, CAMPAIGN, arena),
		.show = sql_copy(rows, SHOW, arena),
		.zone = sql_copy(rows, ZONE, arena),
		.type = sql_copy(rows, TYPE, arena),
		.code = sql_copy(rows, CODE, arena),
		.patron = sql_copy(rows, PATRON, arena),
		.till = sql_copy(rows, TILL, arena),
		.staff = sql_copy(rows, STAFF, arena),
		.performance_at = sql_int(rows, CURTAIN),
		.at = sql_int(rows, AT),
		.discount = sql_int(rows, DISCOUNT),
		.given_back = sql_int(rows, GIVEN_BACK),
		.member = sql_copy(rows, NAMED, arena),
	};
}

enum bo_status bo_member_use_list(struct bo *bo, struct bo_arena *arena, int64_t audience_id,
				  int64_t member_id, size_t limit, struct bo_member_uses *list)
{
	const struct sql_into *into = SQL_ROWS(arena, list->row, list->n, read_use);
	int64_t most = limit == 0 || limit > INT32_MAX ? INT32_MAX : (int64_t)limit;
	struct roll roll;
	enum bo_status status = roll_readable(bo);

	if (!status)
		status = roll_read(bo, audience_id, &roll);
	if (status)
		return status;
	if (member_id)
		return sql_list(bo, into,
				USE "WHERE c.audience_id = $1 AND w.member_id = $2 " NEWEST_FIRST
				    "LIMIT $3",
				"iii", audience_id, member_id, most);
	return sql_list(bo, into, USE "WHERE c.audience_id = $1 " NEWEST_FIRST "LIMIT $2", "ii",
			audience_id, most);
}
