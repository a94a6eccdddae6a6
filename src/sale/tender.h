/*
 * Whether what was given pays what is due.
 */
#ifndef SALE_TENDER_H
#define SALE_TENDER_H

#include "base/office.h"

#include <boxoffice/basket.h>

/*
 * Pure.  Cash may exceed what is due and comes back as change; card and check may not.  false fills
 * the refusal (rule payment; limit: due, wanted: given, left: missing).
 */
bool tender_settle(int64_t due, const struct bo_tender *tenders, size_t n,
		   struct bo_currency currency, int64_t *change, struct bo_refusal *refusal);
/* BO_INVALID unless kind, amount and reference can be a tender. */
enum bo_status tender_check(struct bo *bo, const struct bo_tender *tender) BO_CHECKED;
enum bo_status tender_insert(struct bo *bo, int64_t order_id,
			     const struct bo_tender *tender) BO_CHECKED;

#endif
