/*
 * Dividing money exactly: over the tickets of a part, over the lines of an order.
 */
#ifndef PROMOTE_SHARE_H
#define PROMOTE_SHARE_H

#include "promote/promote.h"

/* value hundredths of a percent of a sum, rounded half up; never overflows. */
int64_t share_percent(int64_t sum, int64_t value);
/* What one ticket of that amount saves alone; 0 for an unlock. */
int64_t share_saved(const struct bo_campaign_terms *terms, int64_t amount);
/* What the first k tickets of a part save together; of a percentage the exact sum's matter, so this
 * is their amount. */
int64_t share_first_amount(const struct promo_part *part, int64_t k);
int64_t share_first_saved(const struct promo_part *part, int64_t k,
			  const struct bo_campaign_terms *terms);
/* Of use u, the discount of the k-th ticket: the uses of a ticket and its amount make its price. */
int64_t share_ticket_discount(const struct promo_part *part, size_t u, int64_t k);
/* Leaves the first k tickets in part, rest gets the others; every sum stays. */
void share_split(struct promo_part *part, int64_t k, struct promo_part *rest);

struct share {
	int64_t sum;	/* never given more than this */
	int64_t amount; /* out */
};
/* A percentage of each, rounded down, and what is left of total on the largest, the first of equal
 * ones; on the next where it does not fit.  total: no more than the sums. */
void share_out(struct share *row, size_t n, int64_t value, int64_t total);

#endif
