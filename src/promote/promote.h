/*
 * What campaigns make of an order.  Reading the facts is apart from judging them,
 * and judging is pure: the sale, the basket, the offers and the preview all ask
 * promo_judge().
 */
#ifndef PROMOTE_PROMOTE_H
#define PROMOTE_PROMOTE_H

#include "base/office.h"

#include <boxoffice/campaign.h>

struct promo; /* facts: campaigns, the buyer's members, what these have used */

struct promo_buyer {
	const char *code; /* as typed or scanned, one a line; NULL or "" */
	int64_t patron_id;
	bool self_service;
	int64_t basket_id;   /* its own uses do not count as taken; 0: none */
	int64_t kept_basket; /* campaigns it has uses of count as running: it was held; 0: none */
	int64_t campaign_id; /* counts as running, for a preview; 0: none */
	bool unlock_only;    /* discounts are no matter */
};
/* Inside an act, or a glance.  Costs one query when no campaign runs; *promo is NULL then, which
 * all functions here take. */
enum bo_status promo_read(struct bo *bo, struct bo_arena *arena, const struct promo_buyer *buyer,
			  struct promo **promo) BO_CHECKED;

struct promo_use {
	int64_t campaign_id, member_id;
	const char *campaign; /* as the buyer sees it */
	const char *code;     /* the member's, else the e-mail; NULL, as always in self-service */
	const char *print;    /* the code that goes onto the ticket; NULL: none does */
	int64_t discount;     /* off all tickets of the part */
	const char *said;     /* what the buyer typed, said or scanned the member is known by; NULL:
				 only the patron brought it */
};
enum { PROMO_JOINED = 8 }; /* campaigns on one ticket at most */
/* Tickets of a line that have the same campaigns. */
struct promo_part {
	int64_t qty;
	int64_t amount; /* price × qty less their discounts; never below zero */
	size_t n_uses;
	struct promo_use use[PROMO_JOINED];
};
struct promo_line {
	/* In: */
	int64_t type_id, performance_id; /* performance 0: a bundle */
	int64_t show_id, season_id;	 /* season of the type; show 0: a bundle */
	enum bo_category category; /* bundles and products: only where a type target names them */
	int64_t price, qty;
	bool closed; /* needs a code or an audience that the buyer lacks: only unlocking sells it */
	bool forced; /* if a quantity or limit would refuse it, that is broken on purpose */
	/* Out: */
	bool opened;	     /* a campaign unlocks it, though perhaps for fewer: then see limit */
	int64_t limit, used; /* of the member or the campaign, when it refuses the line: a named
				code gives nothing any more to a ticket that has nothing else, or
				all unlock fewer than qty; limit BO_NONE: nothing refuses.  limit -
				used would still be given.  Also filled when forced broke it.  Of a
				closed line: only by a campaign that would unlock it. */
	const char *limited_by; /* with limit: the campaign as the buyer sees it */
	const char *why;	/* with limit: "2 of 2 used: Hamlet 5 Jan, Othello 12 Jan" */
	int64_t discount;
	size_t n_parts; /* in all qty tickets, the discounted ones first */
	struct promo_part *part;
};

/*
 * Pure but for the arena; false when memory ends.  now in UTC seconds.
 *
 * Campaigns that unlock, then the others, in the stated order, each: does it run now, in this
 * channel, for this line; are there enough tickets; whom of its audience does it know; then the
 * dearest tickets first get it, of one member after the other as they were named, as far as each
 * one's quantity in its scope, the campaign's uses and its money go.  A ticket has one discount, or
 * several that all join.  A percentage is taken of the sum of all tickets that get it, rounded half
 * up, and what dividing leaves over is on the line with the largest sum.
 */
bool promo_judge(const struct promo *promo, int64_t now, struct bo_arena *arena,
		 struct promo_line *lines, size_t n);

/* The most tickets that a campaign asks for before it gives anything; 1 where there is none.  Pure.
 */
int64_t promo_min_tickets(const struct promo *promo);

/* Amount of the k-th ticket of a part, from 0: odd cents are on the first ones.  Pure. */
int64_t promo_ticket_amount(const struct promo_part *part, int64_t k);

/*
 * What tickets that were sold have of campaigns, when they go to another performance or become
 * another type.  A discount is kept or lost, never gained: what was given at the sale is the
 * ticket's own, whatever became of the campaign, its days or the number it asked for since; but
 * only where the campaign is for that performance and type, too.  So it is the same for one ticket
 * as for all at once.
 */
struct promo_kept;
/* Before the vouchers' uses come back.  *kept is NULL where none has any, which all here take. */
enum bo_status promo_kept_read(struct bo *bo, struct bo_arena *arena, const int64_t *vouchers,
			       size_t n, struct promo_kept **kept) BO_CHECKED;
/* Pure.  The part of one voucher at price, which was `was` before discounts, on that line. */
void promo_kept_part(const struct promo_kept *kept, int64_t voucher_id, int64_t was, int64_t price,
		     const struct promo_line *where, struct promo_part *part);
/* Pure.  Whether a part of one of them opens what is closed to the buyer. */
bool promo_kept_opens(const struct promo_kept *kept, const struct promo_part *part);
/*
 * After the uses came back, and with the parts of the lines filled: limit, used, limited_by and why
 * of a line where a member would have more at a place than its quantity, or a campaign would give
 * more money than it has; unless that was so before.
 */
enum bo_status promo_kept_limits(struct bo *bo, struct bo_arena *arena,
				 const struct promo_kept *kept, struct promo_line *lines,
				 size_t n) BO_CHECKED;

/* Inside the act that sells: the k-th ticket of a part became this voucher. */
enum bo_status promo_use_add(struct bo *bo, int64_t voucher_id, int64_t performance_id,
			     const struct promo_part *part, int64_t k) BO_CHECKED;
/* All uses of a voucher come back, once. */
enum bo_status promo_use_back(struct bo *bo, int64_t voucher_id) BO_CHECKED;
/* Who was in an audience of attendees by one voucher is so by another now, to which it was
 * exchanged: what was used of it goes along. */
enum bo_status promo_attendee_moved(struct bo *bo, int64_t from_voucher_id,
				    int64_t to_voucher_id) BO_CHECKED;
/* Of a voucher that goes on as another use of itself: what it had, given back, is the other row's.
 */
enum bo_status promo_use_leave(struct bo *bo, int64_t from_voucher_id,
			       int64_t to_voucher_id) BO_CHECKED;
/* The uses of a basket's line, instead of what it had. */
enum bo_status promo_hold(struct bo *bo, int64_t basket_id, int64_t line_id,
			  const struct promo_line *line) BO_CHECKED;

#endif
