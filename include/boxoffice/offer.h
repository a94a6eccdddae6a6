/*
 * What may be sold to whom now, and why not.
 *
 * bo_offer_judge() is a pure function: facts in, verdict out; no database and
 * no clock inside.  Everyone asks it: the Sell screen, the command line, the
 * sale itself inside its transaction.
 */
#ifndef BOXOFFICE_OFFER_H
#define BOXOFFICE_OFFER_H

#include <boxoffice/voucher_type.h>

/* Everything the rules look at.  "This order" is what the same buyer is buying in the same act: all
 * lines of the redemption are added up for min, max, step and cap, all lines of the performance for
 * its places, so that the order of lines never matters. */
struct bo_offer_facts {
	int64_t now;
	bool staff;	 /* at the counter; false: self-service */
	bool subscriber; /* the buyer is one */
	enum bo_category category;
	enum bo_availability availability;
	bool has_performance;	   /* false: a bundle */
	bool cancelled, listed;	   /* the performance; the show's listing day has come */
	int64_t capacity, advance; /* places; advance BO_NONE: all */
	int64_t taken;		   /* places sold and held, this order's own left out */
	int64_t order_places;	   /* places this order wants there in all */
	int64_t start, end;	   /* moments, both included; BO_NONE: open */
	int64_t over;		 /* when the performance is over, for patrons; included; 0: never */
	int64_t cap, type_taken; /* cap BO_NONE: no limit; taken without this order's own */
	int64_t min, max, step;	 /* per transaction; max BO_NONE: no limit */
	bool needs_code, code_matches;
	int64_t code_limit,
		code_used;   /* of the code that matches, in pieces; limit BO_NONE: none */
	bool opened;	     /* a campaign opens it to this buyer: no code, no audience is asked */
	bool campaign_short; /* the buyer's code is of a campaign that has not enough for this */
	int64_t campaign_limit, campaign_used; /* with campaign_short: of the member, or of all */
	int64_t comp_limit, order_comps; /* free pieces in this order: how many need no supervisor;
					    how many it has */
	int64_t wanted;			 /* of this redemption in this order; 0: only asking */
};

/* One rule broken.  limit and actual as in struct bo_refusal. */
struct bo_breach {
	enum bo_rule rule;
	int64_t limit, actual, left;
	enum bo_role override;
	bool of_campaign; /* used_up: what a campaign gives, not the code of the redemption */
};

enum { BO_BREACH_MAX = 16, BO_MENU_MAX = 21 };

struct bo_verdict {
	bool visible;	  /* a patron may know of it */
	int64_t left;	  /* smallest of cap, advance limit and house; BO_NONE: no limit at all */
	int64_t sellable; /* how many may be sold without an override; 0 if any stage refuses */
	enum bo_rule reason; /* the first stage that refuses; BO_RULE_NONE */
	size_t n;	     /* all rules broken, in the order of the stages */
	struct bo_breach breach[BO_BREACH_MAX];
};

/*
 * Stages, first failing one gives the reason: not_valid (cancelled), code, audience, sold_out,
 * not_yet, ended, type_cap, used_up (the code, then a campaign); then, if a quantity is wanted:
 * min, max, step, type_cap, used_up (both again), advance_limit, house_capacity.  Source: reference
 * rules §1.5, §1.6, §1.12; §1.33 decides.  What asks for places at a performance that has none is
 * "sold_out" to a patron and, to staff who want a number of them, the wall they hit: advance_limit
 * or house_capacity.  Last, comp: what staff give away is given for a reason, and beyond a number
 * in an order by a supervisor; what a campaign gives has the campaign for its reason.  For patrons
 * a window ends with the performance at the latest, whatever it says; staff may have their reasons.
 */
void bo_offer_judge(const struct bo_offer_facts *facts, struct bo_verdict *verdict);

/* The quantities one may choose: 0, then min..most by step, at most BO_MENU_MAX in all.
 * Returns how many.  most BO_NONE: no limit. */
size_t bo_offer_menu(int64_t min, int64_t step, int64_t most, int64_t menu[BO_MENU_MAX]);

/* Least role that may override a rule; BO_ROLE_NONE: nobody. */
enum bo_role bo_rule_override(enum bo_rule rule);

struct bo_offer {
	int64_t redemption_id, type_id, season_id;
	int64_t number; /* of the type in its season, see struct bo_voucher_type */
	const char *type;
	enum bo_category category;
	int64_t price;
	bool visible;
	int64_t qty; /* sellable now without an override; BO_NONE: no limit */
	enum bo_rule reason;
	int64_t min, max, step, left, cap, taken;
	bool code_needed;      /* it has codes at all */
	const char *codes;     /* "A, B" for staff; NULL for a patron or if none */
	const char *opened_by; /* codes named that are of it, one a line; NULL: none */
	int64_t code_left;     /* pieces that the codes named still open; BO_NONE: no limit, or none
				  needed */
	size_t n_menu;
	int64_t menu[BO_MENU_MAX];
	const char *message; /* why not, or a hint ("from 6 on"); NULL: plainly on sale */
	/* What a campaign makes of it for this buyer; campaign NULL: none does. */
	const char *campaign;	/* its name as the buyer sees it */
	int64_t campaign_price; /* of the next ticket; price where it only unlocks */
	int64_t campaign_left;	/* tickets that still get it; BO_NONE: no limit */
};
struct bo_offers {
	size_t n;
	struct bo_offer *row;
};

/*
 * Everything that could be sold for a performance, by number.  Neither depends on the performance
 * or on what is left, as clerks type the numbers blindly. Self-service gets only what is visible to
 * it. basket_id (0: none) is left out of the counts, as its own places are not taken from it.
 * performance_id 0: the bundles, which need none.
 */
enum bo_status bo_offer_list(struct bo *bo, struct bo_arena *arena, int64_t performance_id,
			     const char *code, int64_t patron_id, int64_t basket_id,
			     struct bo_offers *list) BO_CHECKED;

#endif
