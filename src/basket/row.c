/*
 * A basket's row: made, read, taken to be changed, gone.
 */
#include "base/fail.h"
#include "basket/basket.h"
#include "basket/own.h"
#include "store/sql.h"

#include <boxoffice/patron.h>
#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <string.h>

SQL_COLUMNS(ID, PATRON, EXPIRES, HOLDING, SELF_SERVICE, STATE, CODE);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct basket_row *basket = row;

	(void)arena;
	basket->id = sql_id(rows, ID);
	basket->patron_id = sql_id(rows, PATRON);
	basket->expires = sql_int(rows, EXPIRES);
	basket->holding = sql_flag(rows, HOLDING);
	basket->self_service = sql_flag(rows, SELF_SERVICE);
	basket->state = bo_basket_state_from_code(sql_text(rows, STATE));
	sql_fill(rows, CODE, basket->code, sizeof basket->code);
}

enum bo_status basket_read(struct bo *bo, int64_t id, struct basket_row *basket)
{
	enum bo_status status;

	*basket = (struct basket_row){ 0 };
	status = sql_one(bo, SQL_ROW(NULL, basket, read_row), NULL,
			 "SELECT id, patron_id, expires, holding, self_service, state, code "
			 "FROM basket WHERE id = $1",
			 "r", id);
	if (!status && basket->id == 0)
		status = fail_field(bo, BO_NOT_FOUND, "hold", "",
				    "There is no such basket or hold any more.");
	return status;
}

enum bo_status basket_may(struct bo *bo)
{
	return bo->session.self_service ? BO_OK : bo_require(bo, BO_MAY_SELL);
}

enum bo_status basket_take(struct bo *bo, int64_t id, struct basket_row *basket)
{
	enum bo_status status = basket_may(bo);

	if (!status && bo->session.self_service)
		status = own_basket(bo, id);
	if (!status)
		status = basket_read(bo, id, basket);
	return status;
}

enum bo_status basket_new(struct bo *bo, enum bo_basket_state state, int64_t patron_id,
			  const char *code, int64_t *id)
{
	int64_t now = bo_now(bo);
	enum bo_status status;

	if (patron_id == 0 && bo->session.self_service)
		patron_id = bo->session.own_patron;
	status = facts_patron(bo, patron_id);
	if (status)
		return status;
	status = sql_number(
		bo, id,
		"INSERT INTO basket (state, till_id, staff_id, patron_id, self_service, "
		"code, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
		"srrrdsii", bo_basket_state_code(state), bo->session.till_id, bo->session.staff_id,
		patron_id ? patron_id : (int64_t)BO_PATRON_WALK_UP, (int)bo->session.self_service,
		code ? code : "", now, now + bo->settings.hold_minutes * 60);
	if (!status && bo->session.self_service)
		bo->session.own_basket = *id;
	return status;
}

enum bo_status basket_delete(struct bo *bo, int64_t id)
{
	enum bo_status status = count_release_basket(bo, id);

	return status ? status : sql_run(bo, "DELETE FROM basket WHERE id = $1", "r", id);
}
