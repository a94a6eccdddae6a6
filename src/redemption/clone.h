/*
 * Pieces of cloning: what was made, and one performance's redemptions given to
 * another.
 */
#ifndef REDEMPTION_CLONE_H
#define REDEMPTION_CLONE_H

#include "redemption/batch.h"

#include <boxoffice/clone.h>

/* Old ids and new ones. */
struct id_map {
	size_t n;
	struct id_pair {
		int64_t from, to;
	} * row;
};

struct cloning {
	struct bo_arena *arena;
	struct bo_cloned *made;
	int64_t season_id;			      /* where to */
	char first[BO_DATE_SIZE], last[BO_DATE_SIZE]; /* its days */
	int days;				      /* later */
	struct id_map types;			      /* found so far; to 0: there is none */
	int64_t batch_id;			      /* 0: not to be undone by itself */
};

enum bo_status clone_left_out(struct bo *bo, struct cloning *c, const char *what,
			      const char *why) BO_CHECKED;
/* days later at the same time of day; false where the clock skips it. */
bool clone_shift(int64_t at, const char *zone, int days, int64_t *later);
/* Windows moved along, and ended with the season or the performance at curtain, which is BO_NONE
 * for a bundle. */
struct terms clone_terms(const struct bo *bo, const struct cloning *c, const struct terms *terms,
			 int64_t curtain, const char *zone);
enum bo_status clone_map(struct bo *bo, struct cloning *c, int64_t from, int64_t to) BO_CHECKED;
/* All redemptions of a performance, to one that may have some already. */
enum bo_status clone_redemptions(struct bo *bo, struct cloning *c, int64_t from,
				 int64_t to) BO_CHECKED;
/* Makes the show again in c->season_id. */
enum bo_status clone_show(struct bo *bo, struct cloning *c, int64_t show_id, const char *title,
			  int64_t *id) BO_CHECKED;

#endif
