/*
 * To another performance, or another type, in one act: the old places come back,
 * the new ones are judged, and only the difference is paid.
 *
 * What a ticket costs where it goes is decided ticket by ticket, so that a whole
 * order costs what its parts do: its price as sold, or the other type's price now,
 * less what promo_kept_part() leaves of its discounts.  How many were to be bought at
 * once was settled at the sale.
 */
#include "voucher/exchange.h"
#include "base/fail.h"
#include "basket/codes.h"
#include "basket/promise.h"
#include "basket/tender.h"
#include "journal/journal.h"
#include "sale/sell.h"
#include "store/sql.h"
#include "voucher/given_back.h"

#include <boxoffice/code.h>
#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct exchanging {
	struct bo_arena *arena;
	struct buyer buyer;
	const struct bo_exchange *exchange;
	bool stays;
	int64_t order_id, before, change;
	struct coming_back *rows;
	size_t n;
	struct promo_kept *kept;
	struct kept_ticket *ticket; /* one for each row, in the order of lines */
	struct sale_lines lines;    /* as they are judged: one for each type */
	struct sale_lines written;  /* of one price and one patron each */
	struct bo_tender *tenders;
	size_t n_tenders;
};

/* --- What the rules look at ------------------------------------------------------------------- */

/* The same as it is now, where it was the code of a ticket that was printed anew or exchanged; of
 * several such tickets one that no other code stands for. */
static enum bo_status ticket_of_order(struct bo *bo, const struct exchanging *x, const char *others,
				      const char **code)
{
	char fold[BO_CODE_FOLD];
	struct sql_rows *rows;
	bool found = false;
	enum bo_status status;

	bo_code_fold(*code, fold);
	status = sql_query(bo, &rows,
			   "SELECT n.code FROM ticket o JOIN voucher v ON v.order_id = $1 "
			   "JOIN campaign_use u ON u.voucher_id = v.id JOIN campaign c "
			   "ON c.id = u.campaign_id JOIN audience a ON a.id = c.audience_id "
			   "AND a.kind = 'attendees' JOIN ticket n ON n.voucher_id = u.member_id "
			   "AND n.state = 'active' WHERE o.code = upper($2) AND o.state "
			   "<> 'active' ORDER BY n.voucher_id <> o.voucher_id, u.voucher_id",
			   "rs", x->order_id, fold);

	if (status)
		return status;
	while (!found && sql_next(rows)) {
		found = !bo_code_among(others, sql_text(rows, 0));
		if (found)
			*code = sql_copy(rows, 0, x->arena);
	}
	return sql_end(rows);
}

/* What the vouchers were bought with; where that was nothing, all that was named for the order: a
 * code given at the first sale is good for the exchange too. */
static enum bo_status named(struct bo *bo, struct exchanging *x, const char **codes)
{
	struct sql_rows *rows;
	enum bo_status status;

	*codes = "";
	for (size_t i = 0; i < x->n && *codes; i++)
		if (x->rows[i].codes)
			*codes = codes_joined(x->arena, *codes, x->rows[i].codes);
	if (!*codes || **codes)
		return *codes ? BO_OK : fail_memory(bo);
	status = sql_query(bo, &rows,
			   "SELECT coalesce(codes, code) FROM order_line WHERE order_id = $1 "
			   "AND code IS NOT NULL AND qty > 0 ORDER BY id",
			   "r", x->order_id);
	if (status)
		return status;
	while (*codes && sql_next(rows))
		*codes = codes_joined(x->arena, *codes, sql_text(rows, 0));
	status = sql_end(rows);
	return !status && !*codes ? fail_memory(bo) : status;
}

static enum bo_status codes_now(struct bo *bo, struct exchanging *x, const char **codes)
{
	const char *before = NULL;
	char one[BO_CODE_SIZE];
	enum bo_status status = named(bo, x, &before);

	*codes = "";
	while (!status && bo_code_next(&before, one)) {
		const char *code = one;

		status = ticket_of_order(bo, x, *codes, &code);
		if (!status && !(*codes = codes_joined(x->arena, *codes, code)))
			status = fail_memory(bo);
	}
	return status;
}

static enum bo_status add_ticket(struct bo *bo, struct exchanging *x, size_t i)
{
	const struct coming_back *row = &x->rows[i];
	struct bo_wish wish = { x->exchange->performance_id,
				x->exchange->type_id ? x->exchange->type_id : row->type_id, 1 };
	struct kept_ticket *ticket = &x->ticket[i];
	bool same = wish.type_id == row->type_id;
	struct bo_offer_facts *facts;
	enum bo_status status = lines_add(bo, x->arena, &x->buyer, &wish, x->exchange->override,
					  &x->lines, &ticket->line);

	if (status)
		return status;
	facts = &x->lines.row[ticket->line].offered.facts;
	ticket->voucher_id = row->voucher_id;
	ticket->was = row->price;
	ticket->price = same ? row->price : x->lines.row[ticket->line].offered.price;
	/* Whoever changes only the night bought as many as that took. */
	if (!same)
		x->lines.row[ticket->line].asks_quantity = true;
	else if (!x->lines.row[ticket->line].asks_quantity) {
		facts->min = facts->step = 1;
		facts->max = BO_NONE;
	}
	return BO_OK;
}

static int by_line(const void *a, const void *b)
{
	const struct kept_ticket *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->voucher_id > y->voucher_id) - (x->voucher_id < y->voucher_id);
}

static enum bo_status gather(struct bo *bo, struct exchanging *x)
{
	const char *codes = NULL;
	enum bo_status status = codes_now(bo, x, &codes);

	x->ticket = bo_arena_alloc(x->arena, (x->n + 1) * sizeof *x->ticket);
	if (!status && !x->ticket)
		status = fail_memory(bo);
	if (!status)
		status = facts_of_buyer(bo, x->rows[0].patron_id, codes, 0, &x->buyer);
	for (size_t i = 0; i < x->n && !status; i++) {
		if (x->rows[i].state == BO_VOUCHER_CHECKED_IN)
			return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
					 "A ticket that was checked in cannot be exchanged.");
		if (x->rows[i].category == BO_CATEGORY_BUNDLE)
			return fail(bo, BO_INVALID, "A bundle cannot be exchanged; refund it.");
		status = add_ticket(bo, x, i);
	}
	if (!status)
		qsort(x->ticket, x->n, sizeof *x->ticket, by_line);
	return status;
}

/* --- The price -------------------------------------------------------------------------------- */

static const struct coming_back *row_of(const struct exchanging *x, int64_t voucher_id)
{
	size_t i = 0;

	while (x->rows[i].voucher_id != voucher_id)
		i++;
	return &x->rows[i];
}

/* What is of one line, price, code and patron is written as one line. */
static bool goes_with(const struct exchanging *x, const struct kept_ticket *a,
		      const struct kept_ticket *b)
{
	return a->line == b->line && a->price == b->price && a->group == b->group &&
	       row_of(x, a->voucher_id)->patron_id == row_of(x, b->voucher_id)->patron_id;
}

static int by_piece(const void *a, const void *b)
{
	const struct kept_ticket *x = a, *y = b;

	if (x->line != y->line)
		return by_line(a, b);
	if (x->price != y->price)
		return x->price < y->price ? -1 : 1;
	return x->group != y->group ? (x->group < y->group ? -1 : 1) : by_line(a, b);
}

/* The tickets from..to as a line of its own, with the verdict if it is the first of those judged.
 */
static enum bo_status write_down(struct bo *bo, struct exchanging *x, size_t from, size_t to)
{
	const struct kept_ticket *first = &x->ticket[from];
	struct promo_line *promo = bo_arena_alloc(x->arena, sizeof *promo);
	struct sale_line *line = lines_new(x->arena, &x->written);

	if (!promo || !line)
		return fail_memory(bo);
	*line = x->lines.row[first->line];
	*promo = *line->promo;
	promo->n_parts = 0;
	promo->part = bo_arena_alloc(x->arena, (to - from) * sizeof *promo->part);
	if (!promo->part)
		return fail_memory(bo);
	line->promo = promo;
	line->offered.open = first->open;
	line->offered.n_open = first->open != NULL;
	line->offered.price = first->price;
	line->qty = (int64_t)(to - from);
	line->amount = 0;
	for (size_t i = from; i < to; i++) {
		promo->part[promo->n_parts++] = x->ticket[i].part;
		line->amount += x->ticket[i].part.amount;
	}
	line->discount = first->price * line->qty - line->amount;
	promo->discount = line->discount;
	if (from > 0 && x->ticket[from - 1].line == first->line)
		line->verdict.n = 0;
	x->written.total += line->amount;
	return BO_OK;
}

static enum bo_status price(struct bo *bo, struct exchanging *x)
{
	enum bo_status status = codes_of_tickets(bo, x->arena, &x->lines, x->ticket, x->n);

	if (status)
		return status;
	qsort(x->ticket, x->n, sizeof *x->ticket, by_piece);
	for (size_t from = 0, to; from < x->n && !status; from = to) {
		for (to = from + 1; to < x->n && goes_with(x, &x->ticket[from], &x->ticket[to]);)
			to++;
		status = write_down(bo, x, from, to);
	}
	return status;
}

/* --- The difference --------------------------------------------------------------------------- */

static enum bo_status refuse_due(struct bo *bo, int64_t due)
{
	struct bo_refusal refusal = { .rule = BO_RULE_PAYMENT,
				      .limit = due,
				      .wanted = 0,
				      .left = due,
				      .override = BO_ROLE_NONE };
	struct bo_buf message = BO_BUF(refusal.message);

	bo_money_write(&message, due, bo->settings.currency);
	bo_buf_add(&message, bo->session.self_service
				     ? " is due for this change: the box office takes it."
				     : " is due for this change: say how it is paid.");
	return fail_refused(bo, &refusal);
}

static enum bo_status take(struct bo *bo, struct exchanging *x, int64_t due)
{
	struct bo_refusal refusal;

	if (x->exchange->n_tenders == 0)
		return refuse_due(bo, due);
	for (size_t i = 0; i < x->exchange->n_tenders; i++)
		x->tenders[x->n_tenders++] = x->exchange->tenders[i];
	if (!tender_settle(due, x->tenders, x->n_tenders, bo->settings.currency, &x->change,
			   &refusal))
		return fail_refused(bo, &refusal);
	return BO_OK;
}

static enum bo_status give(struct bo *bo, struct exchanging *x, const struct bo_order *order,
			   int64_t amount)
{
	if (bo->session.self_service)
		return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_SUPERVISOR,
				 "There is money to give back for this change: the box office does "
				 "that.");
	x->n_tenders = tender_back(order->tender, order->n_tenders, order->change, amount,
				   BO_TENDER_COUNT, x->tenders);
	for (size_t i = 0; i < x->n_tenders; i++)
		x->tenders[i].amount = -x->tenders[i].amount;
	return BO_OK;
}

static enum bo_status settle(struct bo *bo, struct exchanging *x)
{
	int64_t due = x->written.total - x->before;
	struct bo_order order;
	enum bo_status status = bo_order_get(bo, x->arena, x->order_id, &order);

	if (status)
		return status;
	x->tenders = bo_arena_alloc(x->arena, (x->exchange->n_tenders + order.n_tenders + 1) *
						      sizeof *x->tenders);
	if (!x->tenders)
		return fail_memory(bo);
	if (due <= 0 && x->exchange->n_tenders > 0)
		return fail(bo, BO_INVALID, "Nothing is due for this exchange.");
	if (due > 0)
		return x->exchange->rehearse && x->exchange->n_tenders == 0 ? BO_OK
									    : take(bo, x, due);
	return due < 0 ? give(bo, x, &order, -due) : BO_OK;
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* What a voucher was is a row of its own from now on: void, with its old ticket and what campaigns
 * gave it; the voucher goes on. */
static enum bo_status leave(struct bo *bo, int64_t voucher_id)
{
	int64_t left = 0;
	enum bo_status status =
		sql_number(bo, &left,
			   "INSERT INTO voucher (order_id, line_id, type_id, redemption_id, "
			   "performance_id, patron_id, state, seat, amount) SELECT order_id, "
			   "line_id, type_id, redemption_id, performance_id, patron_id, state, "
			   "seat, amount FROM voucher WHERE id = $1 RETURNING id",
			   "r", voucher_id);

	if (!status)
		status = sql_run(bo, "UPDATE ticket SET voucher_id = $2 WHERE voucher_id = $1",
				 "rr", voucher_id, left);
	return status ? status : promo_use_leave(bo, voucher_id, left);
}

/* Being there another evening, or as another type, is no second attendance. */
static enum bo_status hand_over(struct bo *bo, const struct exchanging *x, size_t from, size_t to,
				int64_t made)
{
	enum bo_status status = BO_OK;

	for (size_t i = from; i < to && !status; i++) {
		status = sql_number(bo, &made,
				    "SELECT min(id) FROM voucher WHERE order_id = $1 AND id > $2",
				    "ri", x->order_id, made);
		if (!status)
			status = promo_attendee_moved(bo, x->ticket[i].voucher_id, made);
	}
	return status;
}

/* The tickets of one written line, from `from` on. */
static enum bo_status write_line(struct bo *bo, const struct exchanging *x,
				 struct line_place *place, const struct sale_line *line,
				 size_t from)
{
	size_t n = (size_t)line->qty;
	int64_t *ids = bo_arena_alloc(x->arena, (n + 1) * sizeof *ids), last = 0;
	enum bo_status status = ids ? BO_OK : fail_memory(bo);

	for (size_t i = 0; i < n && !status; i++) {
		ids[i] = x->ticket[from + i].voucher_id;
		if (x->stays)
			status = leave(bo, ids[i]);
	}
	if (status)
		return status;
	place->patron_id = row_of(x, ids[0])->patron_id;
	place->vouchers = x->stays ? ids : NULL;
	status = sql_number(bo, &last, "SELECT max(id) FROM voucher WHERE order_id = $1", "r",
			    x->order_id);
	if (!status)
		status = sell_line(bo, place, line);
	return status || x->stays ? status : hand_over(bo, x, from, from + n, last);
}

static json_t *story(const struct bo *bo, const struct exchanging *x)
{
	json_t *body = sell_story(bo, &x->written, x->tenders, x->n_tenders, x->change);
	json_t *ids = json_array();

	for (size_t i = 0; i < x->n; i++)
		json_array_append_new(ids, json_integer(x->rows[i].voucher_id));
	json_object_set_new(body, "before", json_integer(x->before));
	json_object_set_new(body, "vouchers", ids);
	return body;
}

static enum bo_status write(struct bo *bo, struct exchanging *x)
{
	struct print_run run = { 0 };
	struct line_place place = { .order_id = x->order_id, .run = &run };
	size_t from = 0;
	enum bo_status status = x->exchange->print ? run_begin(bo, &run) : BO_OK;

	for (size_t i = 0; i < x->written.n && !status; i++) {
		status = write_line(bo, x, &place, &x->written.row[i], from);
		from += (size_t)x->written.row[i].qty;
	}
	if (!status)
		status = print_run_end(bo, &run);
	for (size_t i = 0; i < x->n_tenders && !status; i++)
		status = tender_insert(bo, x->order_id, &x->tenders[i]);
	if (!status)
		status = sql_run(bo,
				 "UPDATE orders SET net = net + $2, change_given = change_given + "
				 "$3 WHERE id = $1",
				 "rii", x->order_id, x->written.total - x->before, x->change);
	if (!status)
		status = sell_overrides(bo, x->order_id, &x->written);
	if (!status)
		status = journal_add(bo, "order.exchanged", x->order_id, story(bo, x), NULL);
	return status;
}

/* --- The act ---------------------------------------------------------------------------------- */

static enum bo_status check_input(struct bo *bo, const struct bo_exchange *exchange)
{
	/* What it would cost may be asked by whoever sells. */
	enum bo_status status =
		bo->session.self_service
			? BO_OK
			: bo_require(bo, exchange->rehearse ? BO_MAY_SELL : BO_MAY_REFUND);

	if (!status && exchange->override)
		status = check_text(bo, "override", exchange->override, BO_NAME_MAX, false);
	for (size_t i = 0; i < exchange->n_tenders && !status; i++)
		status = tender_check(bo, &exchange->tenders[i]);
	return status;
}

static enum bo_status take_back(struct bo *bo, struct exchanging *x)
{
	int64_t *ids;
	enum bo_status status = coming_back_list(bo, x->arena, x->order_id, x->exchange->vouchers,
						 x->exchange->n_vouchers, &x->rows, &x->n);

	if (status)
		return status;
	ids = bo_arena_alloc(x->arena, x->n * sizeof *ids);
	if (!ids)
		return fail_memory(bo);
	for (size_t i = 0; i < x->n; i++)
		ids[i] = x->rows[i].voucher_id;
	status = promo_kept_read(bo, x->arena, ids, x->n, &x->kept);
	return status ? status
		      : coming_back_write(bo, x->arena, x->order_id, x->rows, x->n, "void",
					  &x->before);
}

enum bo_status exchange_tickets(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				const struct bo_exchange *what, bool stays)
{
	struct exchanging x = {
		.arena = arena, .exchange = what, .order_id = order_id, .stays = stays
	};
	enum bo_status status = check_input(bo, what);

	if (!status)
		status = count_sweep(bo);
	if (!status)
		status = take_back(bo, &x);
	if (!status)
		status = gather(bo, &x);
	if (!status)
		status = lines_keep(bo, arena, &x.buyer, x.kept, x.ticket, x.n, &x.lines);
	/* What it would cost is the same whoever may break what refuses it. */
	if (!status && !(what->rehearse && what->override))
		status = lines_judge(bo, &x.lines);
	if (!status)
		status = price(bo, &x);
	if (!status)
		status = settle(bo, &x);
	return status ? status : write(bo, &x);
}

enum bo_status bo_order_exchange(struct bo *bo, struct bo_arena *arena, int64_t id,
				 const struct bo_exchange *what, struct bo_order *order)
{
	struct bo_order after;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	if (bo->session.self_service)
		status = bo_require(bo, BO_MAY_REFUND);
	if (!status)
		status = exchange_tickets(bo, arena, id, what, false);
	if (!status)
		status = bo_order_get(bo, arena, id, &after);
	status = what->rehearse ? act_forget(bo, status) : act_end(bo, status);
	if (!what->rehearse)
		bo_approve_end(bo);
	if (!status)
		*order = after;
	return status;
}
