/*
 * Inside of baskets, for the files of this room: what is wanted is judged as a whole here, held for
 * a while, priced, and compared with what is paid.
 */
#ifndef BASKET_BASKET_H
#define BASKET_BASKET_H

#include "basket/lines.h"

#include <boxoffice/code.h>

struct basket_row {
	int64_t id, patron_id, expires;
	bool holding, self_service;
	enum bo_basket_state state;
	char code[BO_CODES_SIZE]; /* one a line */
};

/* BO_NOT_FOUND if it is gone. */
enum bo_status basket_read(struct bo *bo, int64_t id, struct basket_row *basket) BO_CHECKED;
/* Whoever works here and sells may; a patron has only baskets of self-service. */
enum bo_status basket_may(struct bo *bo) BO_CHECKED;
/* Reads it for somebody who wants to change it; BO_NOT_FOUND too if it is not theirs. */
enum bo_status basket_take(struct bo *bo, int64_t id, struct basket_row *basket) BO_CHECKED;
enum bo_status basket_new(struct bo *bo, enum bo_basket_state state, int64_t patron_id,
			  const char *code, int64_t *id) BO_CHECKED;
/* Judges all lines anew and keeps their places from now on; its places must be released before. */
enum bo_status basket_hold(struct bo *bo, struct bo_arena *arena,
			   const struct basket_row *basket) BO_CHECKED;
/* Merges the wishes into the lines; the basket's places must be released before. */
enum bo_status basket_merge(struct bo *bo, struct bo_arena *arena, const struct basket_row *basket,
			    const struct bo_wish *wishes, size_t n, const char *reason) BO_CHECKED;
enum bo_status basket_delete(struct bo *bo, int64_t id) BO_CHECKED;

#endif
