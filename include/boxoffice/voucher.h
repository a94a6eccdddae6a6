/*
 * Vouchers somebody has: reserved for a performance, released again, moved to
 * another patron, issued without being sold.
 *
 * Reserving what is for no night yet touches no money: the voucher stays what was
 * paid for.  What was sold for one night is exchanged when it is reserved for
 * another, and its money goes along.  All of these are one act each: all vouchers
 * named or none.
 */
#ifndef BOXOFFICE_VOUCHER_H
#define BOXOFFICE_VOUCHER_H

#include <boxoffice/order.h>

/* What the rules look at when a voucher somebody has is reserved.  Of offer, start, availability,
 * subscriber, codes, min, max and step are not looked at, as the voucher is paid for already. */
struct bo_reserve_facts {
	struct bo_offer_facts
		offer; /* of the type at that performance; wanted: how many vouchers */
	bool valid;    /* the type is for that performance at all */
	bool open;     /* not reserved, used or given back yet */
	bool expired;  /* its season is over */
};

/*
 * Pure.  Stages, first failing one gives the reason: not_valid, already, expired, sold_out, ended,
 * type_cap; then, if a number is wanted: type_cap, advance_limit, house_capacity.  Source:
 * reference rules §1.12.
 */
void bo_reserve_judge(const struct bo_reserve_facts *facts, struct bo_verdict *verdict);

/* A voucher, and the rules for changing what it is reserved for. */
struct bo_change_facts {
	int64_t now, curtain;		 /* curtain BO_NONE: not reserved */
	int64_t grace;			 /* minutes before curtain that a patron must keep */
	bool staff, changeable, expired; /* its type; its season is over */
	bool checked_in;
};
/* Pure.  BO_RULE_NONE, or already, changeable, expired, grace.  Staff may change at any time what
 * is not checked in; a patron only strictly before curtain less the grace.  Source: §1.13. */
enum bo_rule bo_change_judge(const struct bo_change_facts *facts);

struct bo_reservation {
	const int64_t *vouchers;
	size_t n;
	int64_t performance_id;
	const char *override;		 /* reason; NULL: break nothing */
	bool print;			 /* queue a print job for every ticket */
	const struct bo_tender *tenders; /* of the difference, where sold ones are exchanged */
	size_t n_tenders;
};
/* Open vouchers get a place and a ticket.  One that was sold for another performance is exchanged
 * as by bo_order_exchange(), but stays the same voucher: in self-service only where nothing is due
 * either way. */
enum bo_status bo_voucher_reserve(struct bo *bo,
				  const struct bo_reservation *reservation) BO_CHECKED;
/* Does as reserve, for what another performance has: that is released in the same act. */
enum bo_status bo_voucher_change(struct bo *bo,
				 const struct bo_reservation *reservation) BO_CHECKED;
/* Reserved vouchers become open: the place is free, the ticket void. */
enum bo_status bo_voucher_release(struct bo *bo, const int64_t *vouchers, size_t n) BO_CHECKED;
/* Open vouchers become another patron's; a bundle takes along what it includes, which must all be
 * open and cannot go alone. */
enum bo_status bo_voucher_transfer(struct bo *bo, const int64_t *vouchers, size_t n,
				   int64_t patron_id) BO_CHECKED;

/* Comps, or single vouchers of what bundles include, for a named patron without a sale: an order of
 * its own that costs nothing.  performance 0 in a wish: open. */
struct bo_issue {
	const struct bo_wish *lines;
	size_t n;
	int64_t patron_id;
	const char *override;
	bool print;
};
enum bo_status bo_voucher_issue(struct bo *bo, struct bo_arena *arena, const struct bo_issue *issue,
				struct bo_order *order) BO_CHECKED;

/* An open voucher may be reserved for this. */
struct bo_reservable {
	int64_t performance_id, at;
	const char *show, *zone;
	int64_t left;	     /* places for it; never negative */
	enum bo_rule reason; /* why not now; BO_RULE_NONE: it may */
	const char *message; /* NULL: it may */
};
struct bo_reservables {
	size_t n;
	struct bo_reservable *row;
};
/* Lists the performances to come that a type is for, by curtain. */
enum bo_status bo_reservable_list(struct bo *bo, struct bo_arena *arena, int64_t type_id,
				  struct bo_reservables *uses) BO_CHECKED;

struct bo_voucher_filter {
	int64_t patron_id, performance_id; /* 0: all */
	bool open_only, good_only;	   /* good: open, reserved or checked in */
	size_t limit;			   /* 0: all */
};
struct bo_vouchers {
	size_t n;
	struct bo_voucher *row;
};
/* The newest order comes first, then they go by id. */
enum bo_status bo_voucher_list(struct bo *bo, struct bo_arena *arena,
			       const struct bo_voucher_filter *filter,
			       struct bo_vouchers *list) BO_CHECKED;

#endif
