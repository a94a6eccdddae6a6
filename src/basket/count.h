/*
 * The kept counts: how many are sold and held, in the rows of performances and
 * redemptions.  Changed here and nowhere else, always inside an act.
 */
#ifndef BASKET_COUNT_H
#define BASKET_COUNT_H

#include "base/office.h"

struct counted {
	int64_t redemption_id, type_id, performance_id; /* performance 0: a bundle */
	bool takes_place;
	int64_t qty; /* negative: given back */
};

enum bo_status count_held(struct bo *bo, const struct counted *what) BO_CHECKED;
/* Places taken, or given back, without money: reservations of what was paid for. */
enum bo_status count_places(struct bo *bo, const struct counted *what) BO_CHECKED;
/* A code that opened what was sold, or gives its use back when qty is negative. */
enum bo_status count_code(struct bo *bo, int64_t redemption_id, const char *code_fold,
			  int64_t qty) BO_CHECKED;
/* amount: minor units, with the sign of qty. */
enum bo_status count_sold(struct bo *bo, const struct counted *what, int64_t amount) BO_CHECKED;

/* Takes the places of a basket's lines, and the uses of codes, out of the counts, or puts them in.
 */
enum bo_status count_release_basket(struct bo *bo, int64_t basket_id) BO_CHECKED;
enum bo_status count_hold_basket(struct bo *bo, int64_t basket_id, int64_t expires) BO_CHECKED;
/* Releases every basket whose time is over: first thing in an act that reads counts. */
enum bo_status count_sweep(struct bo *bo) BO_CHECKED;

#endif
