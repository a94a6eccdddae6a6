/*
 * Kept counts.  A number in a row instead of a count over tickets is what makes
 * asking cost the same with ten tickets or ten million; "boxoffice check" counts
 * them all and must agree.
 */
#include "basket/count.h"
#include "base/fail.h"
#include "store/sql.h"

enum bo_status count_held(struct bo *bo, const struct counted *what)
{
	enum bo_status status = sql_run(bo, "UPDATE redemption SET held = held + $2 WHERE id = $1",
					"ri", what->redemption_id, what->qty);

	if (!status && what->takes_place && what->performance_id)
		status = sql_run(bo, "UPDATE performance SET held = held + $2 WHERE id = $1", "ri",
				 what->performance_id, what->qty);
	return status;
}

/* Places and money of a performance are one row: one statement, as every sale passes here. */
static enum bo_status take(struct bo *bo, const struct counted *what, int64_t amount)
{
	enum bo_status status = sql_run(bo, "UPDATE redemption SET sold = sold + $2 WHERE id = $1",
					"ri", what->redemption_id, what->qty);
	int64_t places = what->takes_place ? what->qty : 0;

	if (!status && what->performance_id && (places || amount))
		status = sql_run(bo,
				 "UPDATE performance SET sold = sold + $2, revenue = revenue + $3 "
				 "WHERE id = $1",
				 "rii", what->performance_id, places, amount);
	return status;
}

enum bo_status count_places(struct bo *bo, const struct counted *what)
{
	return take(bo, what, 0);
}

enum bo_status count_sold(struct bo *bo, const struct counted *what, int64_t amount)
{
	enum bo_status status = take(bo, what, amount);

	if (!status && what->qty > 0)
		status = sql_run(bo, "UPDATE voucher_type SET issued = issued + $2 WHERE id = $1",
				 "ri", what->type_id, what->qty);
	return status;
}

/* The code may have been taken off the redemption since: then nobody counts it any more. */
enum bo_status count_code(struct bo *bo, int64_t redemption_id, const char *code_fold, int64_t qty)
{
	return sql_run(bo,
		       "UPDATE redemption_code SET used = used + $3 "
		       "WHERE redemption_id = $1 AND code_fold = $2",
		       "rsi", redemption_id, code_fold, qty);
}

/* As with count_code(), a code may be gone from the redemption. */
static enum bo_status move_codes(struct bo *bo, int64_t line_id, int64_t redemption_id, int sign)
{
	return sql_run(bo,
		       "UPDATE redemption_code SET held = held + $3 * (SELECT u.qty FROM "
		       "basket_line_code u WHERE u.line_id = $1 AND u.code_fold = "
		       "redemption_code.code_fold) WHERE redemption_id = $2 AND code_fold IN "
		       "(SELECT code_fold FROM basket_line_code WHERE line_id = $1)",
		       "rrd", line_id, redemption_id, sign);
}

SQL_COLUMNS(REDEMPTION, TYPE, PERFORMANCE, TAKES_PLACE, QTY, LINE, HAS_CODES);

static enum bo_status move_lines(struct bo *bo, int64_t basket_id, int sign)
{
	struct sql_rows *rows;
	enum bo_status ended,
		status = sql_query(bo, &rows,
				   "SELECT l.redemption_id, l.type_id, l.performance_id, "
				   "l.takes_place, l.qty, l.id, EXISTS (SELECT 1 FROM "
				   "basket_line_code u WHERE u.line_id = l.id) "
				   "FROM basket_line l WHERE l.basket_id = $1 ORDER BY l.id",
				   "r", basket_id);

	if (status)
		return status;
	while (!status && sql_next(rows)) {
		struct counted what = { .redemption_id = sql_id(rows, REDEMPTION),
					.type_id = sql_id(rows, TYPE),
					.performance_id = sql_id(rows, PERFORMANCE),
					.takes_place = sql_flag(rows, TAKES_PLACE),
					.qty = sign * sql_int(rows, QTY) };

		status = count_held(bo, &what);
		if (!status && sql_flag(rows, HAS_CODES))
			status = move_codes(bo, sql_id(rows, LINE), what.redemption_id, sign);
	}
	ended = sql_end(rows);
	return status ? status : ended;
}

enum bo_status count_release_basket(struct bo *bo, int64_t basket_id)
{
	int64_t holding = 0;
	enum bo_status status = sql_number(bo, &holding, "SELECT holding FROM basket WHERE id = $1",
					   "r", basket_id);

	if (status || holding != 1)
		return status;
	status = move_lines(bo, basket_id, -1);
	if (!status)
		status = sql_run(bo, "UPDATE basket SET holding = 0 WHERE id = $1", "r", basket_id);
	return status;
}

enum bo_status count_hold_basket(struct bo *bo, int64_t basket_id, int64_t expires)
{
	enum bo_status status = move_lines(bo, basket_id, 1);

	if (!status)
		status = sql_run(bo, "UPDATE basket SET holding = 1, expires = $2 WHERE id = $1",
				 "ri", basket_id, expires);
	return status;
}

enum bo_status count_sweep(struct bo *bo)
{
	for (;;) {
		int64_t id = BO_NONE;
		enum bo_status status =
			sql_number(bo, &id,
				   "SELECT id FROM basket WHERE holding = 1 AND expires <= $1 "
				   "ORDER BY expires, id LIMIT 1",
				   "i", bo_now(bo));

		if (status || id == BO_NONE)
			return status;
		status = count_release_basket(bo, id);
		if (status)
			return status;
	}
}
