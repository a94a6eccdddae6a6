/*
 * What the Sell screen shows, as it was when last fetched.
 *
 * Each part has an arena of its own, so an act fetches again only what it changed; a part that
 * cannot be fetched stays as it was.  Typing fetches nothing.
 */
#ifndef SCREENS_SELL_MODEL_H
#define SCREENS_SELL_MODEL_H

#include <boxoffice/boxoffice.h>

enum { SELL_PERFORMANCES = 400, SELL_ORDERS = 12 };

/* A part of the model, with everything in it in one arena. */
struct sell_model {
	struct bo *bo;
	int64_t now;
	bool detailed; /* there is room for windows and the last orders */

	struct bo_arena performances_arena, offers_arena, basket_arena, last_arena, orders_arena,
		print_arena, standings_arena;
	struct bo_performances performances; /* from two hours ago on */
	bool all;			     /* of them, once one beyond the first was asked for */
	bool more;			     /* there are more than those */
	int at;				     /* the chosen one, -1: there is none */
	int64_t performance_id;
	struct bo_offers offers;	   /* then the bundles on sale */
	struct bo_redemptions redemptions; /* of the same performance, when detailed */
	struct bo_basket basket;	   /* id 0: not made yet; that is an empty one */
	bool taken;			   /* what it was is set aside, or at another till now */
	const char *access;		   /* needs of the buyer; "": none are known */
	struct bo_standings standings;	   /* what the basket's code or patron has of campaigns */
	struct bo_order last;		   /* of this till; id 0: none */
	struct bo_orders orders;	   /* newest first, when detailed */
	struct bo_printer printer;	   /* id 0: none is set up */
	struct bo_print_jobs jobs;	   /* of the last order */
};

/* Everything; the chosen performance stays chosen while it is there. */
enum bo_status sell_model_fetch(struct sell_model *model) BO_CHECKED;
/* After a change of the basket: places, offers, basket. */
enum bo_status sell_model_fetch_basket(struct sell_model *model) BO_CHECKED;
/* The performances beyond the first SELL_PERFORMANCES, too. */
enum bo_status sell_model_fetch_all(struct sell_model *model) BO_CHECKED;
/* Chooses a performance by its place in the list (kept inside of it). */
enum bo_status sell_model_choose(struct sell_model *model, int at) BO_CHECKED;
/* The place of a performance in the list, -1: not there. */
int sell_model_find(const struct sell_model *model, int64_t performance_id);
/* The till's open basket, made when there is none. */
enum bo_status sell_model_open_basket(struct sell_model *model) BO_CHECKED;
void sell_model_clear(struct sell_model *model);

/* The chosen performance; NULL: there is none. */
const struct bo_performance *sell_model_performance(const struct sell_model *model);
bool sell_model_is_empty(const struct sell_model *model);
/* Still to pay; negative: paid too much. */
int64_t sell_model_due(const struct sell_model *model);
/* What an offer is sold for: the chosen performance, 0 for a bundle. */
int64_t sell_model_place(const struct sell_model *model, const struct bo_offer *offer);
/* The redemption of an offer; NULL: not known. */
const struct bo_redemption *sell_model_redemption(const struct sell_model *model,
						  int64_t redemption_id);

#endif
