/*
 * What leaves the machine: the states of a row of the outbox, and what people may do with one.
 *
 * An act writes rows in its own transaction; a worker, one process for each destination, carries
 * them out after the commit.  The truth is the row's state:
 *
 *   queued -> created -> sent -> printed | failed | unknown
 *
 * failed: nothing left us, the same may be sent again.  unknown: it may be out; a person decides.
 * Nothing goes out twice by itself.
 */
#ifndef BOXOFFICE_OUTBOX_H
#define BOXOFFICE_OUTBOX_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

#define BO_JOB_STATE_LIST(X)                                                                       \
	X(BO_JOB_QUEUED, "queued", "waiting")                                                      \
	X(BO_JOB_CREATED, "created", "being sent")                                                 \
	X(BO_JOB_SENT, "sent", "at the printer")                                                   \
	X(BO_JOB_PRINTED, "printed", "printed")                                                    \
	X(BO_JOB_FAILED, "failed", "not printed")                                                  \
	X(BO_JOB_UNKNOWN, "unknown", "look at the printer")                                        \
	X(BO_JOB_SPOILED, "spoiled", "spoiled")                                                    \
	X(BO_JOB_DROPPED, "dropped", "not wanted any more")

BO_WORDS(bo_job_state, bo_job_state, BO_JOB_STATE)

/* Tells whose turn it is. */
enum bo_job_turn {
	BO_JOB_OF_WORKER, /* queued, created, sent: it goes on by itself */
	BO_JOB_OF_PERSON, /* failed, unknown: somebody has to decide */
	BO_JOB_OF_NOBODY  /* printed, spoiled, dropped: it is over */
};
enum bo_job_turn bo_job_turn(enum bo_job_state state);

/* What a person may do with a row, if the engine lets them: see bo_print_job_may(). */
enum bo_job_act {
	BO_JOB_SETTLE_PRINTED, /* somebody looked: it is there */
	BO_JOB_SETTLE_SPOILED, /* somebody looked: it is not, or is damaged */
	BO_JOB_RETRY	       /* the same again, as nothing left us */
};

/* Counts the rows of a destination that wait, failed, or are unknown. */
struct bo_job_tally {
	int64_t waiting, failed, unknown;
};

/* Only one worker serves a destination: BO_BUSY if another has it.  Released when fd is closed or
 * the process ends, however it ends. */
enum bo_status bo_outbox_lock(struct bo *bo, int64_t destination_id, int *fd) BO_CHECKED;

#endif
