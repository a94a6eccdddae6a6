/*
 * What campaigns promise a buyer: for the lines of an order, and for an offer
 * that nobody took yet.
 */
#ifndef BASKET_PROMISE_H
#define BASKET_PROMISE_H

#include "basket/lines.h"

/*
 * What campaigns make of the lines that are sold, to be judged next.  kept_basket: whose campaigns
 * count as running, as it held what they gave; 0: none.  A line whose campaign has not enough gets
 * it all the same where its reason covers that.
 */
enum bo_status lines_promote(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			     int64_t kept_basket, struct sale_lines *lines) BO_CHECKED;

/* A ticket that was sold, on its way to one of the lines. */
struct kept_ticket {
	int64_t voucher_id;
	int64_t was;		/* its price before discounts */
	int64_t price;		/* there */
	size_t line;		/* in the lines it is judged with */
	struct promo_part part; /* out: what campaigns leave of it */
	struct opening *open;	/* the code of the redemption it uses there; NULL */
	size_t group;		/* of its line: those of one group use the same codes */
};
/*
 * The same for tickets that were sold: each keeps what it had, as promo_kept_part() says; where a
 * line is closed to the buyer, campaigns open it as they would at a sale.  The tickets stand in the
 * order of their lines.  Fills their parts, what the lines' facts must know of them, and the lines'
 * promo with one part a ticket.
 */
enum bo_status lines_keep(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			  const struct promo_kept *kept, struct kept_ticket *tickets, size_t n,
			  struct sale_lines *lines) BO_CHECKED;

/* How often each campaign and member is on the line; false when memory ends. */
struct line_uses {
	size_t n;
	struct bo_line_use *row;
};
bool lines_uses(struct bo_arena *arena, const struct sale_line *line,
		struct line_uses *uses) BO_CHECKED;

/* Facts for the offers of one buyer; what the buyer's basket has is taken, or with own left out of
 * the counts, as when the basket itself is judged.  Inside a glance. */
enum bo_status promise_read(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    bool own, struct promo **promo) BO_CHECKED;
/* As in struct bo_offer. */
struct promised {
	const char *campaign;
	int64_t price, left;
	bool opens; /* nothing of it is sold beyond what is left */
};
/* Of one offer alone, for as few tickets as the redemption and the campaign allow; its facts know
 * then what a campaign opens or has not enough for.  promo may be NULL. */
enum bo_status promise_one(struct bo *bo, struct bo_arena *arena, const struct promo *promo,
			   struct offered *offered, struct promised *promised) BO_CHECKED;
/*
 * A code refuses only what it gives nothing of to the whole order.  Where it is short because of
 * what the basket has already, the next ticket is sold at its price: own, read without the basket's
 * own uses, says so.
 */
enum bo_status promise_again(struct bo *bo, struct bo_arena *arena, const struct promo *own,
			     struct offered *offered, struct promised *promised) BO_CHECKED;

#endif
