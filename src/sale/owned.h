/*
 * Vouchers somebody has, as the acts on them need them, and what those acts write.
 */
#ifndef SALE_OWNED_H
#define SALE_OWNED_H

#include "sale/sell.h"

#include <boxoffice/voucher.h>

struct owned {
	int64_t id, order_id, type_id, redemption_id, performance_id, patron_id, parent_id;
	int64_t order_patron;
	int64_t home; /* performance that it was sold for, where its money is booked; 0: none */
	int64_t at;   /* curtain of what it is reserved for; BO_NONE */
	const char *type, *show, *zone;
	enum bo_category category;
	enum bo_voucher_state state;
	bool changeable, subscription;
	bool expired; /* its season is over */
};
struct owned_list {
	size_t n;
	struct owned *row;
};

/* All of them, in that order, each once; BO_NOT_FOUND, or BO_INVALID where there are none. */
enum bo_status owned_read(struct bo *bo, struct bo_arena *arena, const int64_t *vouchers, size_t n,
			  struct owned_list *list) BO_CHECKED;
/* What a bundle includes, by id. */
enum bo_status owned_children(struct bo *bo, struct bo_arena *arena, int64_t parent_id,
			      struct owned_list *list) BO_CHECKED;
/* Open from now on: counts, place and ticket given back.  Judged before. */
enum bo_status owned_release(struct bo *bo, const struct owned *voucher) BO_CHECKED;
/* Reserved as the line says, with a ticket that joins the run of the place. */
enum bo_status owned_reserve(struct bo *bo, const struct line_place *place,
			     const struct sale_line *line, int64_t voucher_id) BO_CHECKED;
/* The vouchers of an order that its lines reserve. */
enum bo_status owned_reserve_lines(struct bo *bo, const struct line_place *place,
				   const struct sale_lines *lines) BO_CHECKED;
/* For the journal. */
struct json_t *owned_ids(const struct owned_list *list);

#endif
