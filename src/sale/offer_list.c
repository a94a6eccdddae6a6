/*
 * What could be sold for a performance, with the reason for what could not.
 */
#include "base/fail.h"
#include "sale/facts.h"
#include "store/sql.h"

#include <inttypes.h>

/* Worth saying only when it is true and changes what a clerk would type. */
static const char *hint(struct bo_arena *arena, const struct bo_offer_facts *f)
{
	if (f->max != BO_NONE && f->max == f->min && f->min > 1)
		return bo_arena_printf(arena, "exactly %" PRId64, f->min);
	if (f->max != BO_NONE && f->min > 1)
		return bo_arena_printf(arena, "%" PRId64 " to %" PRId64, f->min, f->max);
	if (f->min > 1)
		return bo_arena_printf(arena, "from %" PRId64 " on", f->min);
	if (f->max != BO_NONE)
		return bo_arena_printf(arena, "at most %" PRId64, f->max);
	return NULL;
}

static void describe(struct bo_arena *arena, const struct offered *o, const struct bo_verdict *v,
		     struct bo_offer *offer)
{
	struct bo_refusal refusal;
	int64_t most = v->sellable;

	*offer = (struct bo_offer){ .redemption_id = o->redemption_id,
				    .type_id = o->type_id,
				    .type = o->type,
				    .category = o->facts.category,
				    .price = o->price,
				    .visible = v->visible,
				    .qty = v->sellable,
				    .reason = v->reason,
				    .min = o->facts.min,
				    .max = o->facts.max,
				    .step = o->facts.step,
				    .left = v->left,
				    .cap = o->facts.cap,
				    .taken = o->facts.type_taken,
				    .code_needed = o->facts.needs_code,
				    .codes = o->facts.staff ? o->codes : NULL };
	offer->n_menu = bo_offer_menu(offer->min, offer->step, most, offer->menu);
	if (v->reason == BO_RULE_NONE) {
		offer->message = hint(arena, &o->facts);
		return;
	}
	facts_refuse(o, &v->breach[0], &refusal);
	offer->message = bo_arena_copy(arena, refusal.message);
}

enum bo_status bo_offer_list(struct bo *bo, struct bo_arena *arena, int64_t performance_id,
			     const char *code, int64_t patron_id, int64_t basket_id,
			     struct bo_offers *list)
{
	struct bo_offers found = { 0 };
	struct offered *rows = NULL;
	struct buyer buyer;
	size_t n = 0;
	enum bo_status status = facts_of_buyer(bo, patron_id, code, basket_id, &buyer);

	if (!status)
		status = facts_of_performance(bo, arena, &buyer, performance_id, &rows, &n);
	if (status)
		return status;
	found.row = bo_arena_alloc(arena, (n + 1) * sizeof *found.row);
	if (!found.row)
		return fail_memory(bo);
	/* Always in the same places: a clerk's fingers know the numbers. */
	for (size_t i = 0; i < n; i++) {
		struct bo_verdict verdict;

		bo_offer_judge(&rows[i].facts, &verdict);
		if ((verdict.visible || buyer.staff) &&
		    rows[i].facts.category != BO_CATEGORY_INCLUDED)
			describe(arena, &rows[i], &verdict, &found.row[found.n++]);
	}
	*list = found;
	return BO_OK;
}
