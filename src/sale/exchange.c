/*
 * To another performance in one act: the old places come back, the new ones are
 * judged and sold like any others, and only the difference is paid.
 */
#include "base/fail.h"
#include "journal/journal.h"
#include "print/outbox.h"
#include "sale/given_back.h"
#include "sale/promise.h"
#include "sale/sell.h"
#include "sale/tender.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

struct exchanging {
	struct bo_arena *arena;
	struct buyer buyer;
	const struct bo_exchange *exchange;
	int64_t order_id, patron_id, before, change;
	struct coming_back *rows;
	size_t n;
	struct sale_lines lines;
	struct bo_tender *tenders;
	size_t n_tenders;
};

/* The same as it is now, where it was the code of a ticket that was printed anew or exchanged. */
static enum bo_status ticket_of_order(struct bo *bo, const struct exchanging *x, const char **code)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT n.code FROM ticket o JOIN voucher v ON v.order_id = $1 "
		"JOIN campaign_use u ON u.voucher_id = v.id "
		"JOIN campaign c ON c.id = u.campaign_id "
		"JOIN audience a ON a.id = c.audience_id AND a.kind = 'attendees' "
		"JOIN ticket n ON n.voucher_id = u.member_id AND n.state = 'active' "
		"WHERE o.code = upper($2) AND o.state <> 'active' ORDER BY u.voucher_id LIMIT 1",
		"rs", x->order_id, *code);

	if (status)
		return status;
	if (sql_next(rows))
		*code = sql_copy(rows, 0, x->arena);
	return sql_end(rows);
}

/* A code given at the first sale is good for the exchange too. */
static enum bo_status code_of_order(struct bo *bo, struct exchanging *x, const char **code)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT o.patron_id, (SELECT l.code FROM order_line l WHERE l.order_id = o.id "
		"AND l.code IS NOT NULL ORDER BY l.id LIMIT 1) FROM orders o WHERE o.id = $1",
		"r", x->order_id);

	if (status)
		return status;
	if (sql_next(rows)) {
		x->patron_id = sql_id(rows, 0);
		*code = sql_copy(rows, 1, x->arena);
	}
	status = sql_end(rows);
	return status || !*code ? status : ticket_of_order(bo, x, code);
}

static enum bo_status gather(struct bo *bo, struct exchanging *x)
{
	const char *code = NULL;
	size_t at;
	enum bo_status status = code_of_order(bo, x, &code);

	if (!status)
		status = facts_of_buyer(bo, x->patron_id, code, 0, &x->buyer);
	for (size_t i = 0; i < x->n && !status; i++) {
		struct bo_wish wish = { x->exchange->performance_id,
					x->exchange->type_id ? x->exchange->type_id
							     : x->rows[i].type_id,
					1 };

		if (x->rows[i].state == BO_VOUCHER_CHECKED_IN)
			return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
					 "A ticket that was checked in cannot be exchanged.");
		if (x->rows[i].category == BO_CATEGORY_BUNDLE)
			return fail(bo, BO_INVALID, "A bundle cannot be exchanged; refund it.");
		status = lines_add(bo, x->arena, &x->buyer, &wish, x->exchange->override, &x->lines,
				   &at);
	}
	return status;
}

static enum bo_status settle(struct bo *bo, struct exchanging *x)
{
	struct bo_refusal refusal;
	int64_t due = x->lines.total - x->before;

	x->tenders = bo_arena_alloc(x->arena, (x->exchange->n_tenders + 1) * sizeof *x->tenders);
	if (!x->tenders)
		return fail_memory(bo);
	for (size_t i = 0; i < x->exchange->n_tenders; i++)
		x->tenders[x->n_tenders++] = x->exchange->tenders[i];
	if (x->n_tenders == 0 && due != 0)
		x->tenders[x->n_tenders++] =
			(struct bo_tender){ .kind = BO_TENDER_CASH, .amount = due };
	if (due <= 0 && x->exchange->n_tenders > 0)
		return fail(bo, BO_INVALID, "Nothing is due for this exchange.");
	if (due > 0 && !tender_settle(due, x->tenders, x->n_tenders, bo->settings.currency,
				      &x->change, &refusal))
		return fail_refused(bo, &refusal);
	return BO_OK;
}

/* Old vouchers to the new ones of their lines, which are of one type each. */
static enum bo_status hand_over(struct bo *bo, const struct exchanging *x,
				const struct sale_line *line, int64_t before)
{
	int64_t made = before;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < x->n && !status; i++) {
		int64_t from = x->rows[i].voucher_id;

		if (!x->exchange->type_id && x->rows[i].type_id != line->offered.type_id)
			continue;
		status = sql_number(bo, &made,
				    "SELECT min(id) FROM voucher WHERE order_id = $1 AND id > $2",
				    "ri", x->order_id, made);
		if (!status && made == BO_NONE)
			break;
		if (!status)
			status = promo_attendee_moved(bo, from, made);
	}
	return status;
}

static enum bo_status write_line(struct bo *bo, const struct exchanging *x,
				 const struct line_place *place, const struct sale_line *line)
{
	int64_t before = 0;
	enum bo_status status = sql_number(
		bo, &before, "SELECT max(id) FROM voucher WHERE order_id = $1", "r", x->order_id);

	if (!status)
		status = sell_line(bo, place, line);
	return status ? status : hand_over(bo, x, line, before);
}

static enum bo_status write(struct bo *bo, struct exchanging *x)
{
	struct line_place place = { .order_id = x->order_id, .patron_id = x->patron_id };
	enum bo_status status = x->exchange->print
					? outbox_printer(bo, &place.printer_id, &place.template_id)
					: BO_OK;

	for (size_t i = 0; i < x->lines.n && !status; i++)
		status = write_line(bo, x, &place, &x->lines.row[i]);
	for (size_t i = 0; i < x->n_tenders && !status; i++)
		status = tender_insert(bo, x->order_id, &x->tenders[i]);
	if (!status)
		status = sql_run(bo,
				 "UPDATE orders SET net = net + $2, change_given = change_given + "
				 "$3 WHERE id = $1",
				 "rii", x->order_id, x->lines.total - x->before, x->change);
	if (!status)
		status = sell_overrides(bo, x->order_id, &x->lines);
	if (!status)
		status = journal_add(bo, "order.exchanged", x->order_id,
				     sell_story(bo, &x->lines, x->tenders, x->n_tenders, x->change),
				     NULL);
	return status;
}

static enum bo_status exchange(struct bo *bo, struct exchanging *x)
{
	enum bo_status status = bo_require(bo, BO_MAY_REFUND);

	if (!status && x->exchange->override)
		status = check_text(bo, "override", x->exchange->override, BO_NAME_MAX, false);
	for (size_t i = 0; i < x->exchange->n_tenders && !status; i++)
		status = tender_check(bo, &x->exchange->tenders[i]);
	if (!status)
		status = count_sweep(bo);
	if (!status)
		status = coming_back_list(bo, x->arena, x->order_id, x->exchange->vouchers,
					  x->exchange->n_vouchers, &x->rows, &x->n);
	if (!status)
		status = coming_back_write(bo, x->arena, x->order_id, x->rows, x->n, "void",
					   &x->before);
	if (!status)
		status = gather(bo, x);
	if (!status)
		status = lines_promote(bo, x->arena, &x->buyer, 0, &x->lines);
	if (!status)
		status = lines_judge(bo, &x->lines);
	if (!status)
		status = settle(bo, x);
	return status ? status : write(bo, x);
}

enum bo_status bo_order_exchange(struct bo *bo, struct bo_arena *arena, int64_t id,
				 const struct bo_exchange *what, struct bo_order *order)
{
	struct exchanging x = { .arena = arena, .exchange = what, .order_id = id };
	struct bo_order after;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = exchange(bo, &x);
	if (!status)
		status = bo_order_get(bo, arena, id, &after);
	status = act_end(bo, status);
	bo_approve_end(bo);
	if (!status)
		*order = after;
	return status;
}
