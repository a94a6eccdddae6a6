/*
 * Something to sell in a small box office: one show, its performances, three prices.
 */
#ifndef SUPPORT_STAGE_H
#define SUPPORT_STAGE_H

#include <boxoffice/boxoffice.h>

enum { STAGE_MAX = 40 };
enum { STAGE_ADULT, STAGE_YOUTH, STAGE_COMP, STAGE_TYPES };

struct stage {
	int64_t season, house, show;
	int64_t type[STAGE_TYPES]; /* 40.00, 25.00, free */
	size_t n;
	int64_t performance[STAGE_MAX]; /* one a day, the first a week after TEST_NOW */
};

/* Made by the manager of test_office(), who stays signed in; everything is on sale from now to
 * curtain without other limits.  n: performances; capacity: of the house. */
void stage_build(struct bo *bo, size_t n, int64_t capacity, struct stage *stage);
/* Of one redemption. */
void stage_cap(struct bo *bo, const struct stage *stage, size_t performance, int type, int64_t cap);
/* Sells so many for exact cash; the order's id. */
int64_t stage_sell(struct bo *bo, const struct stage *stage, size_t performance, int type,
		   int64_t qty);
/* bo_store_check() must find nothing. */
void stage_check(struct bo *bo);

#endif
