/*
 * Vouchers after the sale are this room's: used, reserved, given away, refunded, exchanged.
 *
 * Here are those that come back: by refund, or because they are exchanged.
 */
#ifndef VOUCHER_GIVEN_BACK_H
#define VOUCHER_GIVEN_BACK_H

#include "base/office.h"

#include <boxoffice/order.h>

/* One voucher on its way back, with what the counts need to know. */
struct coming_back {
	int64_t voucher_id, type_id, redemption_id, performance_id, amount;
	int64_t price; /* before discounts */
	int64_t patron_id;
	/* Where its money is booked: what it was last sold or exchanged for.  It is the same that
	 * it is reserved for, unless it was released since or never was for one. */
	int64_t bought_redemption_id, bought_performance_id;
	const char *code, *code_fold; /* NULL: bought without */
	const char *codes;	      /* all its line used, one a line; NULL */
	const char *type;
	enum bo_category category;
	enum bo_voucher_state state;
};

/* The chosen vouchers of an order, or all that are still good; BO_REFUSED (already) when one is not
 * good any more, BO_INVALID when one is another order's or hangs on a bundle. */
enum bo_status coming_back_list(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				const int64_t *vouchers, size_t n, struct coming_back **rows,
				size_t *n_rows) BO_CHECKED;
/* The same with what bundles include: for their tickets, which are printed again like others. */
enum bo_status still_good_list(struct bo *bo, struct bo_arena *arena, int64_t order_id,
			       const int64_t *vouchers, size_t n, struct coming_back **rows,
			       size_t *n_rows) BO_CHECKED;
/* Ends them as state ("refunded" or "void"): negative lines, counts, tickets void; a bundle takes
 * along what it includes, BO_REFUSED (in_use) when some of that was checked in.  *amount: the
 * sum. */
enum bo_status coming_back_write(struct bo *bo, struct bo_arena *arena, int64_t order_id,
				 const struct coming_back *rows, size_t n, const char *state,
				 int64_t *amount) BO_CHECKED;

#endif
