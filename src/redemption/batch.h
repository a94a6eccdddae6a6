/*
 * What every act on redemptions leaves behind, so that it can be taken back: for
 * each pair the terms before and after, as text.
 */
#ifndef REDEMPTION_BATCH_H
#define REDEMPTION_BATCH_H

#include "redemption/plan.h"
#include "season/bound.h"
#include "store/sql.h"

enum { BATCHES_KEPT = 100 };

/* Canonical: equal terms are equal texts.  NULL when memory ends. */
const char *terms_write(struct bo_arena *arena, const struct terms *terms);
enum bo_status terms_read(struct bo *bo, struct bo_arena *arena, const char *text,
			  struct terms *terms) BO_CHECKED;
/* *text as terms_write() writes it today, where an earlier program wrote it; NULL stays NULL. */
enum bo_status terms_again(struct bo *bo, struct bo_arena *arena, const char **text) BO_CHECKED;

/* The columns terms_take() reads; all but the codes. */
SQL_COLUMNS(TERMS_ID, TERMS_START, TERMS_START_VALUE, TERMS_END, TERMS_END_VALUE, TERMS_CAP,
	    TERMS_MIN, TERMS_MAX, TERMS_STEP);
#define TERMS "SELECT id, " BOUND_COLUMNS("") ", cap, min, max, step FROM redemption "
sql_reader terms_take;

/* What stands in the store. */
enum bo_status terms_of(struct bo *bo, struct bo_arena *arena, int64_t redemption_id,
			struct terms *terms) BO_CHECKED;

/* A new batch; what was undone cannot be done again from now on, and the oldest are forgotten. */
enum bo_status batch_open(struct bo *bo, int64_t *id) BO_CHECKED;
struct batch_step {
	int64_t redemption_id, type_id, performance_id;
	const char *before, *after; /* NULL: there was, or is, none */
};
enum bo_status batch_step(struct bo *bo, int64_t batch_id, int64_t n,
			  const struct batch_step *step) BO_CHECKED;

#endif
