/*
 * A programme made from an earlier one: types, shows, performances and their
 * redemptions again; sales never.
 */
#ifndef BOXOFFICE_CLONE_H
#define BOXOFFICE_CLONE_H

#include <boxoffice/redemption.h>

/* This could not come along, for that reason. */
struct bo_left_out {
	const char *what, *why;
};
struct bo_cloned {
	int64_t id; /* of the new season or show */
	size_t types, shows, performances, redemptions, n_left_out;
	struct bo_left_out *left_out;
};

/* The same type under another name in the same season, with what a bundle includes; a bundle's own
 * redemption is a new one's, others are not copied. */
enum bo_status bo_voucher_type_clone(struct bo *bo, int64_t type_id, const char *name,
				     int64_t *id) BO_CHECKED;

/*
 * A season again, years later: voucher types, bundles, shows, performances on the same weekdays at
 * the same time of day, redemptions with their windows, limits and codes.  Absolute times move by
 * the same number of weeks.  One act.  A performance that would lie outside the new season moves by
 * one week, or is left out and named.
 */
enum bo_status bo_season_copy(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			      const char *name, int years, struct bo_cloned *cloned) BO_CHECKED;

/* A show with its performances and its whole matrix under another title, in the same season or
 * another (season_id 0: the same; types are found there by name), days later. */
struct bo_show_clone {
	int64_t show_id, season_id;
	const char *title;
	int days;
};
enum bo_status bo_show_clone(struct bo *bo, struct bo_arena *arena,
			     const struct bo_show_clone *clone,
			     struct bo_cloned *cloned) BO_CHECKED;

/*
 * Redemptions for performances that have siblings: each takes those of the performance of show_id
 * (0: its own show) nearest to it, one of the same weekday and time of day first.  What it has
 * already stays.  One act, which bo_redemption_undo() takes back.
 */
enum bo_status bo_performance_take_redemptions(struct bo *bo, struct bo_arena *arena,
					       const int64_t *performances, size_t n,
					       int64_t show_id,
					       struct bo_cloned *cloned) BO_CHECKED;

#endif
