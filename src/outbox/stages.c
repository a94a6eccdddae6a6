/*
 * A row through a destination that takes it in stages: an empty job, its id into
 * our row, the document, that it left us into our row, then waiting.
 */
#include "outbox/row.h"
#include "outbox/worker.h"

#include <time.h>

enum { POLL_MS = 50, LOOK_MS = 500 };

void (*outbox_watch)(const char *point);

void work_at(const char *point)
{
	if (outbox_watch)
		outbox_watch(point);
}

enum bo_status work_settle(struct work *w, struct outbox_row *row, enum bo_job_state to,
			   const char *message)
{
	bool moved;

	work_at("verdict");
	return row_move(w->bo, row, to, message, &moved);
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static void nap(void)
{
	struct timespec pause = { 0, POLL_MS * 1000000L };

	nanosleep(&pause, NULL);
}

enum bo_status work_look(struct work *w)
{
	w->to->transport->look(w->way, &w->seen);
	return row_says(w->bo, w->to, w->seen.words, w->seen.stopped);
}

static enum bo_status settle_as(struct work *w, struct outbox_row *row,
				const struct outbox_answer *answer)
{
	enum bo_job_state to = answer->fate == OUTBOX_OUT    ? BO_JOB_PRINTED
			       : answer->fate == OUTBOX_KEPT ? BO_JOB_FAILED
							     : BO_JOB_UNKNOWN;
	const char *words = answer->words;

	if (to == BO_JOB_PRINTED && !*words)
		words = w->warning;
	return work_settle(w, row, to, words);
}

/* Silent now: the row stays, so that the next step takes it back or, when its time is over, asks.
 */
static enum bo_status take_back(struct work *w, struct outbox_row *row, const char *why)
{
	struct outbox_answer answer = { 0 };

	w->to->transport->take_back(w->way, row, why, w->deadline, &answer);
	return answer.fate == OUTBOX_SILENT ? work_look(w) : settle_as(w, row, &answer);
}

/* For a row in state sent.  When the destination falls silent the row stays, and the next step asks
 * again. */
static enum bo_status wait_for_end(struct work *w, struct outbox_row *row, int64_t seconds)
{
	int64_t until = milliseconds() + seconds * 1000, look_at = milliseconds() + LOOK_MS;
	enum bo_status status = BO_OK;

	while (!status) {
		struct outbox_answer answer = { 0 };

		w->to->transport->ask(w->way, row, &answer);
		if (answer.fate == OUTBOX_SILENT)
			return work_look(w);
		if (answer.fate == OUTBOX_TWICE)
			return take_back(w, row, answer.words);
		if (answer.fate != OUTBOX_UNDERWAY)
			return settle_as(w, row, &answer);
		if (milliseconds() >= until)
			return take_back(w, row, NULL);
		if (milliseconds() >= look_at) {
			status = work_look(w);
			look_at = milliseconds() + LOOK_MS;
		}
		nap();
	}
	return status;
}

/* A document that never arrived: takes the empty job away and lets ours wait again. */
static enum bo_status start_over(struct work *w, struct outbox_row *row, const char *why)
{
	struct outbox_answer answer = { 0 };

	w->to->transport->take_back(w->way, row, why, 0, &answer);
	if (answer.fate == OUTBOX_SILENT)
		return BO_OK; /* the next step asks again */
	if (answer.fate == OUTBOX_KEPT)
		return work_settle(w, row, BO_JOB_QUEUED, "");
	return work_settle(w, row, BO_JOB_UNKNOWN, answer.words);
}

static enum bo_status recover(struct work *w, struct outbox_row *row)
{
	int64_t age = bo_now(w->bo) - row->changed_at;
	struct outbox_answer answer = { 0 };
	enum bo_status status = BO_OK;
	bool moved = true;

	if (age < 0) /* a clock was set back */
		age = 0;
	w->to->transport->ask(w->way, row, &answer);
	if (answer.fate == OUTBOX_SILENT)
		return row->state == BO_JOB_SENT && age > w->deadline
			       ? work_settle(w, row, BO_JOB_UNKNOWN, answer.words)
			       : BO_OK;
	if (answer.fate == OUTBOX_EMPTY)
		return start_over(w, row, answer.words);
	if (answer.fate == OUTBOX_DOUBT)
		return work_settle(w, row, BO_JOB_UNKNOWN, answer.words);
	if (row->state == BO_JOB_CREATED) {
		status = row_move(w->bo, row, BO_JOB_SENT, "", &moved);
		age = 0;
	}
	if (status || !moved)
		return status;
	return wait_for_end(w, row, age < w->deadline ? w->deadline - age : 0);
}

enum bo_status stages_recover(struct work *w, bool *worked)
{
	static const enum bo_job_state states[] = { BO_JOB_SENT, BO_JOB_CREATED };

	for (int i = 0; i < 2; i++) {
		int64_t last = 0;

		for (;;) {
			struct outbox_row row;
			enum bo_status status = row_next(w->bo, w->to->id, states[i], &row);

			if (status)
				return status;
			if (row.id == 0 || row.id == last)
				break;
			last = row.id; /* met again: it stays as it is for now */
			status = recover(w, &row);
			if (status)
				return status;
			*worked |= row.state != states[i];
		}
	}
	return BO_OK;
}

static enum bo_status send(struct work *w, struct outbox_row *row,
			   const struct outbox_document *document)
{
	struct outbox_answer answer = { 0 };
	enum bo_status status;
	bool moved;

	work_at("created");
	w->to->transport->send(w->way, row, document, &answer);
	if (answer.fate == OUTBOX_SILENT)
		return work_look(w); /* stays created until it can be asked */
	if (answer.fate != OUTBOX_UNDERWAY) {
		w->to->transport->cancel(w->way, row);
		return work_settle(w, row, BO_JOB_FAILED, answer.words);
	}
	work_at("sent");
	status = row_move(w->bo, row, BO_JOB_SENT, "", &moved);
	if (status || !moved)
		return status;
	work_at("waiting");
	return wait_for_end(w, row, w->deadline);
}

enum bo_status stages_submit(struct work *w, struct outbox_row *row,
			     const struct outbox_document *document)
{
	struct outbox_answer answer = { 0 };
	enum bo_status status;
	bool moved;

	work_at("drawn");
	w->to->transport->create(w->way, row, document, &answer);
	if (answer.fate != OUTBOX_UNDERWAY) { /* nothing left us: it waits on */
		w->stuck = true;
		return row_says(w->bo, w->to, answer.words, true);
	}
	work_at("empty");
	status = row_created(w->bo, row, &moved);
	if (status || !moved) {
		w->to->transport->cancel(w->way, row);
		return status;
	}
	w->warning = document->warning;
	status = send(w, row, document);
	w->warning = "";
	return status;
}
