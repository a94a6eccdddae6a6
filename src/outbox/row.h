/*
 * A row and its destination as the worker reads them, and the only ways they are written.
 */
#ifndef OUTBOX_ROW_H
#define OUTBOX_ROW_H

#include "outbox/outbox.h"

enum bo_status row_destination(struct bo *bo, struct bo_arena *arena,
			       const struct outbox_kind *kind, int64_t id,
			       struct outbox_destination *to) BO_CHECKED;
/* BO_NOT_FOUND. */
enum bo_status row_get(struct bo *bo, const struct outbox_kind *kind, int64_t id,
		       struct outbox_row *row) BO_CHECKED;
/* The next one in that state: the oldest of those a person waits for, else of the others; id 0 if
 * there is none. */
enum bo_status row_next(struct bo *bo, int64_t destination_id, enum bo_job_state state,
			struct outbox_row *row) BO_CHECKED;

/* Each is one act.  *moved false: the row was in another state meanwhile, nothing was written. */
enum bo_status row_move(struct bo *bo, struct outbox_row *row, enum bo_job_state to,
			const char *message, bool *moved) BO_CHECKED;
/* To created, with what the transport calls it. */
enum bo_status row_created(struct bo *bo, struct outbox_row *row, bool *moved) BO_CHECKED;
/* To printed, with the file it is in, and what is to be known of it ("" for nothing). */
enum bo_status row_filed(struct bo *bo, struct outbox_row *row, const char *file,
			 const char *message, bool *moved) BO_CHECKED;
struct outbox_file {
	int64_t row_id;
	const char *name;
};
/* One of this destination that is void and does not say so yet; row_id 0: none. */
enum bo_status row_void_file(struct bo *bo, struct bo_arena *arena, int64_t destination_id,
			     struct outbox_file *file) BO_CHECKED;
enum bo_status row_void_named(struct bo *bo, int64_t id, const char *file) BO_CHECKED;

/* What the destination's row says from now on; written only if it said something else. */
enum bo_status row_says(struct bo *bo, struct outbox_destination *to, const char *words,
			bool stopped) BO_CHECKED;
/* The destination's folder is made from now on. */
enum bo_status row_made(struct bo *bo, struct outbox_destination *to) BO_CHECKED;

#endif
