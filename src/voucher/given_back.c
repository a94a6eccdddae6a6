/*
 * Taking vouchers back.  Nothing is rewritten: a negative line dated now stands
 * beside the old one, the ticket's code is void, the place is free.
 */
#include "voucher/given_back.h"
#include "base/fail.h"
#include "print/issue.h"
#include "promote/promote.h"
#include "sale/owned.h"
#include "store/sql.h"

#include <boxoffice/code.h>

#include <inttypes.h>

static bool good(enum bo_voucher_state state)
{
	return state == BO_VOUCHER_OPEN || state == BO_VOUCHER_RESERVED ||
	       state == BO_VOUCHER_CHECKED_IN;
}

static bool chosen(int64_t id, const int64_t *vouchers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (vouchers[i] == id)
			return true;
	return n == 0;
}

static enum bo_status check_chosen(struct bo *bo, const struct bo_order *order,
				   const int64_t *vouchers, size_t n, bool included)
{
	for (size_t i = 0; i < n; i++) {
		const struct bo_voucher *found = NULL;

		for (size_t k = 0; k < order->n_vouchers; k++)
			if (order->voucher[k].id == vouchers[i])
				found = &order->voucher[k];
		if (!found)
			return fail_number(bo, "voucher", vouchers[i],
					   "Voucher %" PRId64 " is not of order %" PRId64 ".",
					   vouchers[i], order->id);
		if (found->parent_id && !included)
			return fail_number(bo, "voucher", vouchers[i],
					   "%s is part of a bundle and comes back only with it.",
					   found->type);
		if (!good(found->state))
			return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
					 "Voucher %" PRId64 " is %s already.", vouchers[i],
					 found->state == BO_VOUCHER_REFUNDED ? "refunded" : "void");
	}
	return BO_OK;
}

SQL_COLUMNS(REDEMPTION, BOUGHT_REDEMPTION, BOUGHT_PERFORMANCE, CODE, CODE_FOLD, PRICE, CODES);

/* What a voucher was bought as, and the redemption whose count it is in now. */
static enum bo_status add(struct bo *bo, struct bo_arena *arena, const struct bo_voucher *voucher,
			  struct coming_back **rows, size_t *n)
{
	struct coming_back *grown = bo_arena_grow(arena, *rows, *n, sizeof *grown), *row;
	struct sql_rows *found;
	enum bo_status status =
		sql_query(bo, &found,
			  "SELECT v.redemption_id, l.redemption_id, l.performance_id, "
			  "l.code, l.code_fold, l.price, coalesce(l.codes, l.code) "
			  "FROM voucher v JOIN order_line l ON l.id = v.line_id WHERE v.id = $1",
			  "r", voucher->id);

	if (status)
		return status;
	if (!grown) {
		(void)!sql_end(found);
		return fail_memory(bo);
	}
	*rows = grown;
	row = &grown[(*n)++];
	*row = (struct coming_back){ .voucher_id = voucher->id,
				     .type_id = voucher->type_id,
				     .performance_id = voucher->performance_id,
				     .patron_id = voucher->patron_id,
				     .amount = voucher->amount,
				     .type = voucher->type,
				     .category = voucher->category,
				     .state = voucher->state };
	if (sql_next(found)) {
		row->redemption_id = sql_id(found, REDEMPTION);
		row->bought_redemption_id = sql_id(found, BOUGHT_REDEMPTION);
		row->bought_performance_id = sql_id(found, BOUGHT_PERFORMANCE);
		row->code = sql_copy(found, CODE, arena);
		row->code_fold = sql_copy(found, CODE_FOLD, arena);
		row->price = sql_int(found, PRICE);
		row->codes = sql_copy(found, CODES, arena);
	}
	return sql_end(found);
}

static enum bo_status list(struct bo *bo, struct bo_arena *arena, int64_t order_id,
			   const int64_t *vouchers, size_t n, bool included,
			   struct coming_back **rows, size_t *n_rows)
{
	struct bo_order order = { 0 };
	struct coming_back *found = NULL;
	size_t count = 0;
	enum bo_status status = bo_order_get(bo, arena, order_id, &order);

	if (!status)
		status = check_chosen(bo, &order, vouchers, n, included);
	for (size_t i = 0; i < order.n_vouchers && !status; i++) {
		const struct bo_voucher *voucher = &order.voucher[i];

		if ((included || voucher->parent_id == 0) && good(voucher->state) &&
		    chosen(voucher->id, vouchers, n))
			status = add(bo, arena, voucher, &found, &count);
	}
	if (!status && count == 0)
		status = fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				   "Nothing of order %" PRId64 " is left to give back.", order_id);
	if (!status) {
		*rows = found;
		*n_rows = count;
	}
	return status;
}

enum bo_status coming_back_list(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				const int64_t *vouchers, size_t n, struct coming_back **rows,
				size_t *n_rows)
{
	return list(bo, arena, order_id, vouchers, n, false, rows, n_rows);
}

enum bo_status still_good_list(struct bo *bo, struct bo_arena *arena, int64_t order_id,
			       const int64_t *vouchers, size_t n, struct coming_back **rows,
			       size_t *n_rows)
{
	return list(bo, arena, order_id, vouchers, n, true, rows, n_rows);
}

/* Places of what a bundle includes come back with it; what was used cannot. */
static enum bo_status end_included(struct bo *bo, struct bo_arena *arena, int64_t parent_id,
				   const char *state)
{
	struct owned_list children;
	enum bo_status status = owned_children(bo, arena, parent_id, &children);
	int64_t used = 0;

	for (size_t i = 0; i < children.n && !status; i++)
		used += children.row[i].state == BO_VOUCHER_CHECKED_IN;
	if (!status && used > 0)
		status = fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				   "%" PRId64 " %s of this bundle %s checked in already; it cannot "
				   "be given back.",
				   used, used == 1 ? "voucher" : "vouchers",
				   used == 1 ? "is" : "are");
	for (size_t i = 0; i < children.n && !status; i++)
		if (children.row[i].state == BO_VOUCHER_RESERVED)
			status = owned_release(bo, &children.row[i]);
	if (!status)
		status = sql_run(bo, "UPDATE voucher SET state = $2 WHERE parent_id = $1", "rs",
				 parent_id, state);
	return status;
}

static enum bo_status write_line(struct bo *bo, int64_t order_id, const struct coming_back *row)
{
	enum bo_status status = sql_run(
		bo,
		"INSERT INTO order_line (order_id, type_id, performance_id, redemption_id, qty, "
		"price, discount, amount, code, codes, code_fold, at) VALUES ($1, $2, $3, $4, -1, "
		"$5, $6, $7, $8, $9, $10, $11)",
		"rrrriiisssi", order_id, row->type_id, row->bought_performance_id,
		row->bought_redemption_id, row->price, row->amount - row->price, -row->amount,
		row->code, bo_code_count(row->codes) > 1 ? row->codes : NULL, row->code_fold,
		bo_now(bo));

	if (!status && row->bought_performance_id)
		status = sql_run(bo, "UPDATE performance SET revenue = revenue - $2 WHERE id = $1",
				 "ri", row->bought_performance_id, row->amount);
	if (!status && row->code_fold)
		status = count_code(bo, row->bought_redemption_id, row->code_fold, -1);
	return status;
}

static enum bo_status write_one(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				const struct coming_back *row, const char *state)
{
	struct counted counted = { .redemption_id = row->redemption_id,
				   .type_id = row->type_id,
				   .performance_id = row->performance_id,
				   .takes_place = row->performance_id &&
						  bo_category_takes_place(row->category),
				   .qty = -1 };
	enum bo_status status = sql_run(bo, "UPDATE voucher SET state = $2 WHERE id = $1", "rs",
					row->voucher_id, state);

	if (!status)
		status = issue_end(bo, row->voucher_id);
	if (!status)
		status = promo_use_back(bo, row->voucher_id);
	if (!status && row->category == BO_CATEGORY_BUNDLE)
		status = end_included(bo, arena, row->voucher_id, state);
	if (!status)
		status = count_places(bo, &counted);
	return status ? status : write_line(bo, order_id, row);
}

enum bo_status coming_back_write(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				 const struct coming_back *rows, size_t n, const char *state,
				 int64_t *amount)
{
	enum bo_status status = BO_OK;
	int64_t sum = 0;

	for (size_t i = 0; i < n && !status; i++) {
		sum += rows[i].amount;
		status = write_one(bo, arena, order_id, &rows[i], state);
	}
	if (!status)
		*amount = sum;
	return status;
}
