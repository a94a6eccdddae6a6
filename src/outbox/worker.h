/*
 * Inside of the worker's step: what it has in hand, and the way of a row in stages.
 */
#ifndef OUTBOX_WORKER_H
#define OUTBOX_WORKER_H

#include "outbox/outbox.h"

struct work {
	struct bo *bo;
	struct bo_arena *arena;
	const struct outbox_kind *kind;
	struct outbox_destination *to;
	void *way; /* of transports in stages */
	int deadline;
	struct outbox_look seen; /* at the last look */
	const char *warning;	 /* of the document under way; "" for none */
	bool stuck;		 /* the destination does not take what waits; its row says why */
};

void work_at(const char *point);
/* Puts what the destination says into its row. */
enum bo_status work_look(struct work *w) BO_CHECKED;
enum bo_status work_settle(struct work *w, struct outbox_row *row, enum bo_job_state to,
			   const char *message) BO_CHECKED;

/* What an earlier worker, or an earlier step, left between create and end. */
enum bo_status stages_recover(struct work *w, bool *worked) BO_CHECKED;
/* From queued to the end, or to where the destination falls silent. */
enum bo_status stages_submit(struct work *w, struct outbox_row *row,
			     const struct outbox_document *document) BO_CHECKED;

#endif
