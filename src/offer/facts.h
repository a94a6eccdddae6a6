/*
 * From the store to the facts that the rules look at.  The room has the pure rules of an offer and
 * of using a voucher; it decides, and sells nothing.
 */
#ifndef OFFER_FACTS_H
#define OFFER_FACTS_H

#include "offer/opening.h"

#include <boxoffice/offer.h>

/* One redemption with everything said about it; strings live in the arena. */
struct offered {
	struct bo_offer_facts facts; /* wanted and order_places still 0 */
	int64_t redemption_id, type_id, performance_id, price, at;
	int64_t show_id, season_id; /* show 0: a bundle; season: of the type */
	int64_t number;		    /* of the type in its season */
	const char *type, *show, *zone, *codes;
	const char *campaign, *why; /* facts.campaign_short: whose, and what is used of it */
	bool subscription;	    /* whoever has it is a subscriber */
	bool reserves;		    /* a voucher somebody has is reserved; else it is a sale */
	size_t n_open;		    /* codes the buyer named that are of it */
	struct opening *open;
};

/* Who buys: the same for every line of an order. */
struct buyer {
	int64_t patron_id;
	bool staff, subscriber;
	const char *code;  /* those named, one a line; "" for none */
	int64_t basket_id; /* its own places are not counted as taken; 0: none, or already released
			    */
	int64_t campaign_id; /* counts as running, for a preview; 0: none */
};

/* BO_NOT_FOUND unless there is such a patron; 0 is the walk-up patron. */
enum bo_status facts_patron(struct bo *bo, int64_t patron_id) BO_CHECKED;
enum bo_status facts_of_buyer(struct bo *bo, int64_t patron_id, const char *code, int64_t basket_id,
			      struct buyer *buyer) BO_CHECKED;
/* BO_REFUSED (not_valid) when the pair has no redemption.  performance_id 0: a bundle. */
enum bo_status facts_of_pair(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			     int64_t performance_id, int64_t type_id,
			     struct offered *offered) BO_CHECKED;
/* All of a performance, best to sell first. */
enum bo_status facts_of_performance(struct bo *bo, struct bo_arena *arena,
				    const struct buyer *buyer, int64_t performance_id,
				    struct offered **rows, size_t *n) BO_CHECKED;

/* The answer "no" in words, for what and why. */
void facts_refuse(const struct offered *offered, const struct bo_breach *breach,
		  struct bo_refusal *refusal);

#endif
