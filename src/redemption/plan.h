/*
 * A redemption says where, when and how many of a voucher type are sold; this room changes them in
 * batches, undoes a batch, and copies them with a show or a season.
 *
 * Here is what a batch would do, worked out before anything is written:
 * the preview and the change are the same plan.
 */
#ifndef REDEMPTION_PLAN_H
#define REDEMPTION_PLAN_H

#include "redemption/codes.h"

#include <boxoffice/redemption.h>
#include <boxoffice/voucher_type.h>

/* What a manager sets on one redemption. */
struct terms {
	struct bo_bound start, end;
	int64_t cap, min, max, step;
	struct codes codes;
};

struct plan_type {
	int64_t id, season_id;
	enum bo_category category;
	const char *name, *season, *season_last;
	bool makes; /* some pair of it is new */
};

struct plan_performance {
	int64_t id, show_id, at, season_id;
	const char *show, *season, *zone;
	size_t show_index; /* counted from 0 within the plan */
};

struct plan_pair {
	const struct plan_type *type;
	const struct plan_performance *performance; /* NULL: a bundle's own */
	int64_t id;				    /* of the redemption; 0: to be made */
	struct terms before, after;
	enum bo_change_kind kind;
	const char *field, *message; /* why refused, or a warning */
	int64_t wanted_id;	     /* the id it had before it was deleted; 0: any */
	bool left_out;		     /* not chosen: only there for its siblings */
};

struct plan {
	struct bo_arena *arena;
	const struct bo_redemption_batch *batch;
	struct terms wanted;
	size_t n_types, n_performances, n_shows, n_pairs;
	struct plan_type *types;
	struct plan_performance *performances;
	struct plan_pair *pairs; /* type by type */
	size_t refused;
};

/* Reads everything the batch touches and decides every pair; a pair that is refused is no failure.
 */
enum bo_status plan_make(struct bo *bo, struct plan *plan) BO_CHECKED;
/* One more type or performance of the plan, whose arrays have room for it. */
enum bo_status plan_read_type(struct bo *bo, struct plan *plan, int64_t id) BO_CHECKED;
enum bo_status plan_read_performance(struct bo *bo, struct plan *plan, int64_t id) BO_CHECKED;
/* Fills id and before: what stands in the store, or what a new one starts from. */
enum bo_status plan_read_stored(struct bo *bo, struct plan *plan,
				struct plan_pair *pair) BO_CHECKED;
/* What a face is told (apply.c). */
enum bo_status plan_report(struct bo *bo, const struct plan *plan,
			   struct bo_changes *changes) BO_CHECKED;
/* Creates, changes or deletes one, as its kind says. */
enum bo_status plan_write_pair(struct bo *bo, struct plan_pair *pair) BO_CHECKED;
enum bo_status plan_write_journal(struct bo *bo, const struct plan *plan,
				  const struct bo_changes *changes, const char *kind) BO_CHECKED;
/* Why these terms cannot stand, and of which field; NULL if they can. */
enum bo_status plan_judge(struct bo *bo, struct plan *plan, struct plan_pair *pair) BO_CHECKED;
/* A window ends with the season of its type, or with its performance where that goes on longer. */
int64_t plan_latest_end(const struct bo *bo, const struct plan_pair *pair);
/* Marks new redemptions that lack a limit which all others of that type in the show have. */
enum bo_status plan_warn(struct bo *bo, struct plan *plan) BO_CHECKED;
/* "Adult General, Hamlet Fri 5 Dec 2026 20:00"; NULL when memory ends. */
const char *plan_subject(struct bo_arena *arena, const struct plan_pair *pair);
/* The clock a pair's times are written on. */
const char *plan_zone(const struct bo *bo, const struct plan_pair *pair);

#endif
