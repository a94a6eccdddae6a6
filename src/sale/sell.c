/*
 * The one path that sells.  Inside one act: sweep, read, judge, settle, write
 * order, lines, vouchers, tickets, tenders and print jobs, journal; or nothing.
 */
#include "sale/sell.h"
#include "base/fail.h"
#include "basket/basket.h"
#include "basket/codes.h"
#include "basket/promise.h"
#include "basket/tender.h"
#include "journal/journal.h"
#include "sale/owned.h"
#include "store/sql.h"

#include <boxoffice/patron.h>
#include <boxoffice/staff.h>
#include <boxoffice/text.h>

struct selling {
	struct bo_arena *arena;
	const struct bo_sale *sale;
	struct buyer buyer;
	int64_t kept_basket; /* it held what campaigns gave it; 0: none did */
	struct sale_lines lines;
	struct bo_tender *tenders;
	size_t n_tenders;
	int64_t change, order_id;
};

static enum bo_status check_input(struct bo *bo, const struct bo_sale *sale)
{
	enum bo_status status = basket_may(bo);

	if (!status && sale->override)
		status = check_text(bo, "override", sale->override, BO_NAME_MAX, false);
	if (!status && sale->code)
		status = codes_check(bo, sale->code);
	for (size_t i = 0; i < sale->n_tenders && !status; i++)
		status = tender_check(bo, &sale->tenders[i]);
	return status;
}

static enum bo_status gather_wishes(struct bo *bo, struct selling *s)
{
	size_t at;
	enum bo_status status = facts_of_buyer(bo, s->sale->patron_id, s->sale->code, 0, &s->buyer);

	for (size_t i = 0; i < s->sale->n_lines && !status; i++) {
		status = check_range(bo, "qty", s->sale->lines[i].qty, 1, INT64_MAX);
		if (!status)
			status = lines_add(bo, s->arena, &s->buyer, &s->sale->lines[i],
					   s->sale->override, &s->lines, &at);
	}
	return status;
}

/* A hold made for somebody lapses; a basket at a till just asks for its places again. */
static enum bo_status gather_basket(struct bo *bo, struct selling *s)
{
	struct basket_row basket = { 0 };
	const char *codes = NULL;
	enum bo_status status = basket_take(bo, s->sale->basket_id, &basket);

	if (!status && basket.state == BO_BASKET_HOLD && !basket.holding)
		status = fail_rule(bo, BO_RULE_HOLD_EXPIRED, BO_ROLE_NONE,
				   "This hold ran out; its places are free again.");
	if (!status)
		status = count_release_basket(bo, basket.id);
	if (!status)
		codes = codes_joined(s->arena, basket.code, s->sale->code ? s->sale->code : "");
	if (!status && !codes)
		status = fail_memory(bo);
	if (!status)
		status = facts_of_buyer(bo,
					s->sale->patron_id ? s->sale->patron_id : basket.patron_id,
					codes, 0, &s->buyer);
	if (!status)
		status = lines_of_basket(bo, s->arena, &s->buyer, basket.id, basket.holding,
					 &s->lines);
	s->kept_basket = basket.holding ? basket.id : 0;
	for (size_t i = 0; i < s->lines.n && s->sale->override; i++)
		if (!s->lines.row[i].reason)
			s->lines.row[i].reason = s->sale->override;
	return status;
}

static struct bo_tender *add_tender(struct selling *s)
{
	struct bo_tender *grown = bo_arena_grow(s->arena, s->tenders, s->n_tenders, sizeof *grown);

	if (grown)
		s->tenders = grown;
	return grown ? &grown[s->n_tenders++] : NULL;
}

static enum bo_status gather_tenders(struct bo *bo, struct selling *s)
{
	struct bo_basket basket = { 0 };
	struct bo_tender *tender;
	enum bo_status status = BO_OK;

	if (s->sale->basket_id)
		status = bo_basket_get(bo, s->arena, s->sale->basket_id, &basket);
	for (size_t i = 0; i < basket.n_tenders + s->sale->n_tenders && !status; i++) {
		tender = add_tender(s);
		if (!tender)
			return fail_memory(bo);
		*tender = i < basket.n_tenders ? basket.tender[i]
					       : s->sale->tenders[i - basket.n_tenders];
	}
	/* Said nothing about money: exact cash, the most common sale; nothing due, no payment. */
	if (!status && s->sale->n_tenders == 0 &&
	    (basket.paid < s->lines.total || s->n_tenders == 0)) {
		tender = add_tender(s);
		if (!tender)
			return fail_memory(bo);
		*tender = (struct bo_tender){ .kind = s->lines.total > basket.paid ? BO_TENDER_CASH
										   : BO_TENDER_FREE,
					      .amount = s->lines.total - basket.paid };
	}
	return status;
}

static enum bo_status settle(struct bo *bo, struct selling *s)
{
	struct bo_refusal refusal;
	enum bo_status status = gather_tenders(bo, s);

	if (!status && !tender_settle(s->lines.total, s->tenders, s->n_tenders,
				      bo->settings.currency, &s->change, &refusal))
		status = fail_refused(bo, &refusal);
	return status;
}

static enum bo_status write_lines(struct bo *bo, struct selling *s)
{
	struct print_run run = { 0 };
	struct line_place place = { s->order_id, s->buyer.patron_id, &run, NULL };
	enum bo_status status = s->sale->print ? run_begin(bo, &run) : BO_OK;

	for (size_t i = 0; i < s->lines.n && !status; i++)
		if (!s->lines.row[i].offered.reserves)
			status = sell_line(bo, &place, &s->lines.row[i]);
	if (!status)
		status = owned_reserve_lines(bo, &place, &s->lines);
	if (!status)
		status = print_run_end(bo, &run);
	for (size_t i = 0; i < s->n_tenders && !status; i++)
		status = tender_insert(bo, s->order_id, &s->tenders[i]);
	return status;
}

enum bo_status sell_order(struct bo *bo, int64_t patron_id, int64_t total, int64_t change,
			  int64_t *order_id)
{
	int64_t made = 0;
	enum bo_status status =
		sql_number(bo, &made,
			   "INSERT INTO orders (patron_id, till_id, staff_id, at, total, net, "
			   "change_given, journal_seq) "
			   "SELECT $1, id, $3, $4, $5, $5, $6, journal_seq + 1 FROM till WHERE id "
			   "= $2 RETURNING id",
			   "rrriii", patron_id, bo->session.till_id, bo->session.staff_id,
			   bo_now(bo), total, change);

	if (!status && made == BO_NONE)
		status = fail(bo, BO_INVALID, "No till: name one with --till.");
	if (!status)
		*order_id = made;
	return status;
}

static enum bo_status write_order(struct bo *bo, struct selling *s)
{
	int64_t seq = 0;
	enum bo_status status =
		sell_order(bo, s->buyer.patron_id, s->lines.total, s->change, &s->order_id);

	if (!status)
		status = write_lines(bo, s);
	if (!status)
		status = sell_overrides(bo, s->order_id, &s->lines);
	if (!status)
		status = journal_add(bo, "order.sold", s->order_id,
				     sell_story(bo, &s->lines, s->tenders, s->n_tenders, s->change),
				     &seq);
	return status;
}

/* Whoever has a subscription is somebody: a name is needed, and nobody may override that. */
static enum bo_status check_named(struct bo *bo, const struct selling *s)
{
	if (s->buyer.patron_id != BO_PATRON_WALK_UP)
		return BO_OK;
	for (size_t i = 0; i < s->lines.n; i++)
		if (s->lines.row[i].offered.subscription)
			return fail_rule(bo, BO_RULE_AUDIENCE, BO_ROLE_NONE,
					 "%s is a subscription: name the patron it is for.",
					 s->lines.row[i].offered.type);
	return BO_OK;
}

static enum bo_status sell(struct bo *bo, struct selling *s)
{
	enum bo_status status = check_input(bo, s->sale);

	if (!status)
		status = count_sweep(bo);
	if (!status)
		status = s->sale->basket_id ? gather_basket(bo, s) : gather_wishes(bo, s);
	if (!status && s->lines.n == 0)
		status = fail(bo, BO_INVALID, "There is nothing to sell in this order.");
	if (!status)
		status = check_named(bo, s);
	if (!status)
		status = lines_fix_dates(bo, s->arena, &s->buyer, &s->lines);
	if (!status)
		status = lines_promote(bo, s->arena, &s->buyer, s->kept_basket, &s->lines);
	if (!status)
		status = lines_judge(bo, &s->lines);
	if (!status)
		status = codes_part_lines(bo, s->arena, &s->lines);
	if (!status)
		status = settle(bo, s);
	if (!status)
		status = write_order(bo, s);
	if (!status && s->sale->basket_id)
		status = sql_run(bo, "DELETE FROM basket WHERE id = $1", "r", s->sale->basket_id);
	return status;
}

enum bo_status bo_sell(struct bo *bo, struct bo_arena *arena, const struct bo_sale *sale,
		       struct bo_order *order)
{
	struct selling selling = { .arena = arena, .sale = sale };
	struct bo_order sold;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = sell(bo, &selling);
	/* Read before the commit: a sale that could not be told of would be made twice. */
	if (!status)
		status = bo_order_get(bo, arena, selling.order_id, &sold);
	status = act_end(bo, status);
	bo_approve_end(bo);
	if (!status && bo->session.self_service)
		bo->session.own_order = sold.id;
	if (!status)
		*order = sold;
	return status;
}
