/*
 * What could be sold for a performance, with the reason for what could not.
 */
#include "base/fail.h"
#include "basket/codes.h"
#include "basket/promise.h"
#include "house/access.h"
#include "store/sql.h"

#include <boxoffice/basket.h>

#include <inttypes.h>

/* Worth saying only when it is true and changes what a clerk would type. */
static const char *hint(struct bo_arena *arena, const struct bo_offer_facts *f)
{
	const char *steps = "";

	if (f->step > 1)
		steps = bo_arena_printf(arena, "%sin steps of %" PRId64,
					f->min > 1 || f->max != BO_NONE ? " " : "", f->step);
	if (!steps)
		return NULL;
	if (f->max != BO_NONE && f->max == f->min)
		return f->min > 1 || f->max == 1
			       ? bo_arena_printf(arena, "exactly %" PRId64, f->min)
			       : NULL;
	if (f->max != BO_NONE && f->min > 1)
		return bo_arena_printf(arena, "%" PRId64 " to %" PRId64 "%s", f->min, f->max,
				       steps);
	if (f->min > 1)
		return bo_arena_printf(arena, "from %" PRId64 " on%s", f->min, steps);
	if (f->max != BO_NONE)
		return bo_arena_printf(arena, "at most %" PRId64 "%s", f->max, steps);
	return *steps ? steps : NULL;
}

struct in_basket {
	struct bo_basket basket;
	bool any; /* there is one */
};

/* One more in the basket and all of its dearer tickets could be of this type, for less in all than
 * they cost now: only said when that many would be sold without an override. */
static const char *next_rate(const struct bo *bo, struct bo_arena *arena, const struct offered *o,
			     const struct in_basket *in)
{
	struct bo_offer_facts f = o->facts;
	struct bo_verdict verdict;
	char text[200], more[64], less[64];
	struct bo_buf buf = BO_BUF(text), then = BO_BUF(more), now = BO_BUF(less);
	int64_t qty = 0, total = 0, others = 0, rate;

	if (!in->any || f.min < 2 || f.category != BO_CATEGORY_REVENUE)
		return NULL;
	for (size_t i = 0; i < in->basket.n_lines; i++) {
		const struct bo_basket_line *line = &in->basket.line[i];

		if (line->performance_id != o->performance_id ||
		    !bo_category_takes_place(line->category))
			continue;
		if (line->type_id == o->type_id)
			return NULL;
		if (line->category == BO_CATEGORY_REVENUE && line->price > o->price) {
			qty += line->qty;
			total += line->amount;
		} else {
			others += line->qty;
		}
	}
	if (qty != f.min - 1 || !bo_money_times(o->price, f.min, &rate) || rate >= total)
		return NULL;
	f.wanted = f.min;
	f.order_places = f.min + others;
	bo_offer_judge(&f, &verdict);
	if (verdict.n > 0)
		return NULL;
	bo_money_write(&then, rate, bo->settings.currency);
	bo_money_write(&now, total, bo->settings.currency);
	bo_buf_printf(&buf, "one more makes %" PRId64 " for %s instead of %" PRId64 " for %s",
		      f.min, more, qty, less);
	return bo_arena_copy(arena, text);
}

static int64_t code_left(const struct bo_offer_facts *f)
{
	if (!f->needs_code || !f->code_matches || f->code_limit == BO_NONE)
		return BO_NONE;
	return f->code_limit > f->code_used ? f->code_limit - f->code_used : 0;
}

/* Of the codes named, those that are of it. */
static const char *opened_by(struct bo_arena *arena, const struct offered *o)
{
	const char *codes = NULL;

	for (size_t i = 0; i < o->n_open; i++)
		codes = codes ? bo_arena_printf(arena, "%s\n%s", codes, o->open[i].code)
			      : o->open[i].code;
	return codes;
}

static void describe(const struct bo *bo, struct bo_arena *arena, const struct offered *o,
		     const struct bo_verdict *v, const struct in_basket *in,
		     const struct promised *promised, struct bo_offer *offer)
{
	struct bo_refusal refusal;
	int64_t most = v->sellable;

	if (promised->opens && promised->left != BO_NONE &&
	    (most == BO_NONE || promised->left < most))
		most = promised->left;
	*offer = (struct bo_offer){ .redemption_id = o->redemption_id,
				    .type_id = o->type_id,
				    .season_id = o->season_id,
				    .number = o->number,
				    .type = o->type,
				    .category = o->facts.category,
				    .price = o->price,
				    .visible = v->visible,
				    .qty = most,
				    .reason = v->reason,
				    .min = o->facts.min,
				    .max = o->facts.max,
				    .step = o->facts.step,
				    .left = v->left,
				    .cap = o->facts.cap,
				    .taken = o->facts.type_taken,
				    .code_needed = o->facts.needs_code,
				    .codes = o->facts.staff ? o->codes : NULL,
				    .code_left = code_left(&o->facts),
				    .opened_by = opened_by(arena, o),
				    .campaign = promised->campaign,
				    .campaign_price = promised->price,
				    .campaign_left = promised->left };
	offer->n_menu = bo_offer_menu(offer->min, offer->step, most, offer->menu);
	if (v->reason == BO_RULE_NONE) {
		offer->message = next_rate(bo, arena, o, in);
		if (!offer->message)
			offer->message = hint(arena, &o->facts);
		return;
	}
	facts_refuse(o, &v->breach[0], &refusal);
	offer->message = bo_arena_copy(arena, refusal.message);
}

static bool has_uses(const struct in_basket *in)
{
	for (size_t i = 0; in->any && i < in->basket.n_lines; i++)
		if (in->basket.line[i].n_uses > 0)
			return true;
	return false;
}

static enum bo_status judge(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    const struct in_basket *in, struct offered *rows, size_t n,
			    struct bo_offers *list)
{
	struct promo *promo = NULL, *own = NULL;
	bool used = has_uses(in);
	enum bo_status status = promise_read(bo, arena, buyer, false, &promo);

	if (!status && used)
		status = promise_read(bo, arena, buyer, true, &own);

	/* Always in the same places: a clerk's fingers know the numbers. */
	for (size_t i = 0; i < n && !status; i++) {
		struct promised promised = { 0 };
		struct bo_verdict verdict;

		if (rows[i].facts.category == BO_CATEGORY_INCLUDED)
			continue;
		status = promise_one(bo, arena, promo, &rows[i], &promised);
		if (!status && used && rows[i].facts.campaign_short)
			status = promise_again(bo, arena, own, &rows[i], &promised);
		bo_offer_judge(&rows[i].facts, &verdict);
		if (!status && (verdict.visible || buyer->staff))
			describe(bo, arena, &rows[i], &verdict, in, &promised,
				 &list->row[list->n++]);
	}
	return status;
}

static enum bo_status list_offers(struct bo *bo, struct bo_arena *arena, int64_t performance_id,
				  const struct buyer *buyer, struct bo_offers *list)
{
	struct offered *rows = NULL;
	struct in_basket in = { .any = buyer->basket_id != 0 };
	size_t n = 0;
	enum bo_status status = BO_OK;

	if (in.any)
		status = bo_basket_get(bo, arena, buyer->basket_id, &in.basket);
	if (status == BO_INVALID || status == BO_NOT_FOUND) {
		in.any = false; /* sold or cleared meanwhile */
		status = BO_OK;
	}
	if (!status)
		status = facts_of_performance(bo, arena, buyer, performance_id, &rows, &n);
	if (status)
		return status;
	list->row = bo_arena_alloc(arena, (n + 1) * sizeof *list->row);
	return list->row ? judge(bo, arena, buyer, &in, rows, n, list) : fail_memory(bo);
}

enum bo_status bo_offer_list(struct bo *bo, struct bo_arena *arena, int64_t performance_id,
			     const char *code, int64_t patron_id, int64_t basket_id,
			     struct bo_offers *list)
{
	struct bo_offers found = { 0 };
	struct buyer buyer;
	enum bo_status status = glance_begin(
		bo, bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES));

	if (status)
		return status;
	status = codes_check(bo, code ? code : "");
	if (!status)
		status = facts_of_buyer(bo, patron_id, code, basket_id, &buyer);
	if (!status)
		status = list_offers(bo, arena, performance_id, &buyer, &found);
	status = glance_end(bo, status);
	if (!status)
		*list = found;
	return status;
}
