/*
 * The codes of a redemption that a buyer named: what is left of each, and how the
 * pieces of a line share them.
 *
 * Uses are counted as places are: sold in redemption_code.used, kept by baskets in
 * redemption_code.held and, line by line, in basket_line_code.
 */
#ifndef OFFER_OPENING_H
#define OFFER_OPENING_H

#include "base/office.h"

#include <boxoffice/arena.h>

struct offered;
struct buyer;

/* One of them, in the order they were named. */
struct opening {
	const char *code, *fold; /* as named; as compared */
	int64_t limit;		 /* pieces; BO_NONE: no limit */
	int64_t taken;		 /* sold and in baskets of others */
	int64_t kept; /* the line's own basket held so many until now: they stay promised */
};

/* Which of them open it, for an offer that needs a code; nothing is asked when none was named. */
enum bo_status opening_read(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    struct offered *offered) BO_CHECKED;
/* What the row of a basket that holds it keeps of them, whatever a manager changed since. */
enum bo_status opening_keep(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    int64_t line_id, struct offered *offered) BO_CHECKED;
/* How many of qty pieces use the at-th: each as far as it goes, what is beyond all is the last
 * one's.  Pure. */
int64_t opening_share(const struct offered *offered, int64_t qty, size_t at);
/* In the place of what the row of a basket kept. */
enum bo_status opening_hold(struct bo *bo, int64_t line_id, const struct offered *offered,
			    int64_t qty) BO_CHECKED;

#endif
