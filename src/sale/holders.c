/*
 * Who holds vouchers for a performance: whom to call when it is moved or cancelled.
 */
#include "house/access.h"
#include "house/zone.h"
#include "store/sql.h"

#include <boxoffice/order.h>

#define ZONE ORDER_ZONE("o.id", "$2")

SQL_COLUMNS(ORDER, PATRON_ID, SOLD, PATRON, EMAIL, PHONE, VOUCHERS, PLACES, PAID, CLOCK);

static void read_holder(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_holder *)row = (struct bo_holder){ .order_id = sql_id(rows, ORDER),
						       .patron_id = sql_id(rows, PATRON_ID),
						       .at = sql_int(rows, SOLD),
						       .patron = sql_copy(rows, PATRON, arena),
						       .email = sql_copy(rows, EMAIL, arena),
						       .phone = sql_copy(rows, PHONE, arena),
						       .vouchers = sql_int(rows, VOUCHERS),
						       .places = sql_int(rows, PLACES),
						       .paid = sql_int(rows, PAID),
						       .zone = sql_copy(rows, CLOCK, arena) };
}

enum bo_status bo_holders(struct bo *bo, struct bo_arena *arena, int64_t performance_id,
			  struct bo_holders *list)
{
	enum bo_status status = access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = sql_list(
			bo, SQL_ROWS(arena, list->row, list->n, read_holder),
			"SELECT o.id, v.patron_id, o.at, c.name, c.email, c.phone, count(*), "
			"sum(CASE WHEN t.category IN ('revenue', 'comp', 'included') THEN 1 ELSE 0 "
			"END), sum(CASE WHEN t.category IN ('revenue', 'comp', 'included') THEN "
			"v.amount ELSE 0 END), " ZONE " FROM voucher v "
			"JOIN orders o ON o.id = v.order_id JOIN patron c ON c.id = v.patron_id "
			"JOIN voucher_type t ON t.id = v.type_id WHERE v.performance_id = $1 "
			"AND v.state IN ('open', 'reserved', 'checked_in') "
			"GROUP BY o.id, v.patron_id, o.at, c.name, c.email, c.phone "
			"ORDER BY o.id DESC, min(v.id)",
			"rs", performance_id, bo->settings.zone);
	if (!status && list->n && !access_has(bo, BO_MAY_READ_PEOPLE))
		for (size_t i = 0; i < list->n; i++)
			list->row[i].email = list->row[i].phone = NULL;
	return status;
}
