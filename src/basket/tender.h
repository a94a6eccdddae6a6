/*
 * Whether what was given pays what is due.
 */
#ifndef BASKET_TENDER_H
#define BASKET_TENDER_H

#include "base/office.h"

#include <boxoffice/basket.h>

/*
 * Pure.  Cash may exceed what is due and comes back as change; card and check may not.  false fills
 * the refusal (rule payment; limit: due, wanted: given, left: missing).
 */
bool tender_settle(int64_t due, const struct bo_tender *tenders, size_t n,
		   struct bo_currency currency, int64_t *change, struct bo_refusal *refusal);
/*
 * Pure.  What an order's tenders of a kind may give back still: taken less returned, cash also less
 * its change; never negative.
 */
int64_t tender_may_return(const struct bo_tender *tenders, size_t n, int64_t change,
			  enum bo_tender_kind kind);
/*
 * Pure.  How an amount goes back by the tenders it came by: cards in the order they were taken,
 * each at most what it may return, then checks, then cash, so that the drawer opens last and least.
 * plan has room for n + 1 and gets positive amounts, each with the reference it came by; how many.
 * only: by one kind alone, BO_TENDER_COUNT for all of them; what is more than may return, which
 * tender_may_return() tells before, is that kind's without a reference, or cash.  Source: the
 * counter's day, §5.
 */
size_t tender_back(const struct bo_tender *tenders, size_t n, int64_t change, int64_t amount,
		   enum bo_tender_kind only, struct bo_tender *plan);
/* BO_INVALID unless kind, amount and reference can be a tender. */
enum bo_status tender_check(struct bo *bo, const struct bo_tender *tender) BO_CHECKED;
enum bo_status tender_insert(struct bo *bo, int64_t order_id,
			     const struct bo_tender *tender) BO_CHECKED;

#endif
