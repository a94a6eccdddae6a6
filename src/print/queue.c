/*
 * The CUPS queue as a transport: what it says of itself becomes ready or not, what
 * it says of a job becomes out, kept or in doubt.  The order of the steps is the
 * outbox's.
 */
#include "print/queue.h"
#include "base/fail.h"
#include "print/cups.h"
#include "print/media.h"
#include "print/reasons.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CANCEL_MS = 2000, POLL_MS = 50 };

struct queue {
	struct spool *spool;
	const struct outbox_destination *to;
	const char *media;	   /* as the printer's row says; "" for none */
	struct spool_printer seen; /* at the last look */
};

static enum bo_status read_media(struct bo *bo, struct bo_arena *arena, int64_t printer_id,
				 const char **media)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(bo, &rows, "SELECT media FROM printer WHERE id = $1", "r", printer_id);

	if (status)
		return status;
	if (sql_next(rows))
		*media = sql_copy(rows, 0, arena);
	return sql_end(rows);
}

static enum bo_status open_queue(struct bo *bo, struct bo_arena *arena,
				 const struct outbox_destination *to, void **way)
{
	struct queue *q = bo_arena_alloc(arena, sizeof *q);
	enum bo_status status;

	if (!q)
		return fail_memory(bo);
	*q = (struct queue){ .to = to, .media = "" };
	status = read_media(bo, arena, to->id, &q->media);
	if (status)
		return status;
	q->spool = spool_open(to->target);
	if (!q->spool)
		return fail_memory(bo);
	*way = q;
	return BO_OK;
}

static void close_queue(void *way)
{
	struct queue *q = way;

	spool_close(q->spool);
}

static void look(void *way, struct outbox_look *seen)
{
	struct queue *q = way;
	struct bo_buf words = BO_BUF(seen->words);

	*seen->words = '\0';
	seen->ready = false;
	seen->stopped = true;
	if (spool_look(q->spool, &q->seen) != SPOOL_OK) {
		bo_buf_add(&words, spool_why(q->spool));
		return;
	}
	seen->stopped = reasons_words(q->seen.reasons, &words);
	if (!q->seen.accepting)
		bo_buf_printf(&words,
			      "%sThe queue takes no jobs; let it accept them again at the "
			      "scheduler.",
			      words.len ? " " : "");
	else if (q->seen.stopped && !words.len)
		bo_buf_add(&words, "The queue is stopped; start it again at the scheduler.");
	if (!words.len)
		bo_buf_add(&words, "ready");
	seen->ready = q->seen.accepting && !q->seen.stopped;
	seen->stopped |= !seen->ready;
	seen->dpi = q->seen.dpi;
}

static void answer_with(struct outbox_answer *answer, enum outbox_fate fate, const char *words)
{
	answer->fate = fate;
	snprintf(answer->words, sizeof answer->words, "%s", words);
}

/* The paper of the document as the queue calls it; false with a sentence when it has none, or not
 * the one it was told. */
static bool choose_media(const struct queue *q, const struct outbox_document *document,
			 char name[MEDIA_NAME], struct outbox_answer *answer)
{
	bool lacks = *q->media ? !media_knows(q->seen.media, q->media)
			       : media_choose(q->seen.media, document->width, document->height,
					      name) == MEDIA_LACKS;

	if (*q->media)
		snprintf(name, MEDIA_NAME, "%s", q->media);
	if (!lacks)
		return true;
	answer->fate = OUTBOX_KEPT;
	if (*q->media)
		snprintf(answer->words, sizeof answer->words,
			 "The queue does not know the medium %.100s any more.", q->media);
	else
		snprintf(
			answer->words, sizeof answer->words,
			"The queue has no paper of %g x %g mm, which the tickets have; the nearest "
			"it has is %.100s.  Set up such paper there, or name another for this "
			"printer.",
			document->width, document->height, name);
	return false;
}

static void create(void *way, struct outbox_row *row, const struct outbox_document *document,
		   struct outbox_answer *answer)
{
	struct queue *q = way;
	char name[48], media[MEDIA_NAME];

	if (!choose_media(q, document, media, answer))
		return;
	snprintf(name, sizeof name, "boxoffice-%" PRId64, row->id);
	answer->fate = OUTBOX_UNDERWAY;
	if (spool_create(q->spool, name, media, &row->ref, row->uuid) != SPOOL_OK)
		answer_with(answer, OUTBOX_KEPT, spool_why(q->spool));
}

static void send(void *way, const struct outbox_row *row, const struct outbox_document *document,
		 struct outbox_answer *answer)
{
	struct queue *q = way;

	switch (spool_send(q->spool, row->ref, document->bytes, document->n)) {
	case SPOOL_OK:
		answer->fate = OUTBOX_UNDERWAY;
		break;
	case SPOOL_SILENT:
		answer->fate = OUTBOX_SILENT;
		break;
	case SPOOL_NO:
	case SPOOL_GONE:
		answer_with(answer, OUTBOX_KEPT, spool_why(q->spool));
		break;
	}
}

static void cancel(void *way, const struct outbox_row *row)
{
	struct queue *q = way;

	(void)spool_cancel(q->spool, row->ref);
}

static const char *ended_how(int state)
{
	switch (state) {
	case 6:
		return "stopped";
	case 7:
		return "canceled";
	case 8:
		return "aborted";
	default:
		return "ended";
	}
}

static void ask_created(const struct spool_job *seen, struct outbox_answer *answer)
{
	if (seen->empty || (seen->state > 6 && seen->state < 9 && !seen->began))
		answer_with(answer, OUTBOX_EMPTY, "Its document did not arrive.");
	else
		answer->fate = OUTBOX_UNDERWAY;
}

static void ask_sent(struct queue *q, const struct outbox_row *row, const struct spool_job *seen,
		     struct outbox_answer *answer)
{
	enum bo_job_state verdict = spool_verdict(seen);

	if (verdict == BO_JOB_SENT && seen->wants_name)
		answer_with(answer, OUTBOX_TWICE,
			    "The queue held it until somebody gives a name and password; a queue "
			    "for tickets must not ask.  It was taken back.");
	else if (verdict == BO_JOB_SENT && spool_would_repeat(seen))
		answer_with(answer, OUTBOX_TWICE,
			    "The queue stopped when the printer had begun with it; it was taken "
			    "back, so that it does not come twice.");
	else
		answer->fate = verdict == BO_JOB_SENT	   ? OUTBOX_UNDERWAY
			       : verdict == BO_JOB_PRINTED ? OUTBOX_OUT
							   : OUTBOX_DOUBT;
	if (answer->fate == OUTBOX_DOUBT)
		snprintf(answer->words, sizeof answer->words,
			 "The job was %s after it left us (%s); look whether the ticket came out.",
			 ended_how(seen->state),
			 *seen->message ? seen->message : "no reason given");
	if (seen->state == 6) /* for us it is over; nobody is to restart it */
		cancel(q, row);
}

static void ask(void *way, const struct outbox_row *row, struct outbox_answer *answer)
{
	struct queue *q = way;
	struct spool_job seen;
	enum spool_answer said = spool_job(q->spool, row->ref, &seen);

	if (said == SPOOL_SILENT)
		answer_with(answer, OUTBOX_SILENT,
			    "The scheduler fell silent after the ticket left us; look whether it "
			    "came out.");
	else if (said != SPOOL_OK || strcmp(row->uuid, seen.uuid) != 0)
		answer_with(answer, OUTBOX_DOUBT,
			    "The scheduler does not know this job any more; look whether the "
			    "ticket came out.");
	else if (row->state == BO_JOB_CREATED)
		ask_created(&seen, answer);
	else
		ask_sent(q, row, &seen, answer);
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* Until the scheduler obeys, or does not. */
static enum spool_answer cancel_and_wait(struct queue *q, const struct outbox_row *row,
					 struct spool_job *seen)
{
	const struct timespec nap = { 0, POLL_MS * 1000000L };
	int64_t until = milliseconds() + CANCEL_MS;
	enum spool_answer said;

	cancel(q, row);
	do {
		said = spool_job(q->spool, row->ref, seen);
		if (said == SPOOL_OK && seen->state > 6)
			break;
		nanosleep(&nap, NULL);
	} while (said == SPOOL_OK && milliseconds() < until);
	return said;
}

static void take_back(void *way, const struct outbox_row *row, const char *why, int seconds,
		      struct outbox_answer *answer)
{
	struct queue *q = way;
	struct spool_job seen = { 0 };
	enum spool_answer said = cancel_and_wait(q, row, &seen);
	enum bo_job_state verdict = BO_JOB_UNKNOWN;

	if (said == SPOOL_OK && strcmp(row->uuid, seen.uuid) == 0)
		verdict = spool_verdict_taken_back(&seen);
	answer->fate = said == SPOOL_SILENT	   ? OUTBOX_SILENT
		       : verdict == BO_JOB_PRINTED ? OUTBOX_OUT
		       : verdict == BO_JOB_FAILED  ? OUTBOX_KEPT
						   : OUTBOX_DOUBT;
	if (verdict == BO_JOB_PRINTED)
		return;
	if (why)
		snprintf(answer->words, sizeof answer->words, "%s%s", why,
			 verdict == BO_JOB_FAILED ? "" : " Look whether the ticket came out.");
	else if (verdict == BO_JOB_FAILED)
		snprintf(answer->words, sizeof answer->words,
			 "The printer did not begin with it in %d seconds; it was taken back.",
			 seconds);
	else
		snprintf(answer->words, sizeof answer->words,
			 "The printer did not finish in %d seconds (%.400s); look whether the "
			 "ticket came out.",
			 seconds, q->to->status);
}

const struct outbox_transport print_queue = {
	.code = "cups",
	.open = open_queue,
	.close = close_queue,
	.look = look,
	.create = create,
	.send = send,
	.ask = ask,
	.take_back = take_back,
	.cancel = cancel,
};
