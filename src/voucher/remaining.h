/*
 * What remains of an order when some of it goes back: does its price still have
 * the number it was for?
 */
#ifndef VOUCHER_REMAINING_H
#define VOUCHER_REMAINING_H

#include "voucher/given_back.h"

/* What remains below a number it was sold by.  It keeps its price all the same. */
struct remaining {
	size_t n;
	struct bo_warning *row;
};
/* After the rows went back, so of what is left then. */
enum bo_status remaining_read(struct bo *bo, struct bo_arena *arena, int64_t order_id,
			      const struct coming_back *rows, size_t n,
			      struct remaining *remaining) BO_CHECKED;
/* For the journal. */
struct json_t *remaining_story(const struct remaining *remaining);

#endif
