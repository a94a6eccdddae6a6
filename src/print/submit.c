/*
 * One ticket through the scheduler, in the order that survives a crash anywhere:
 * an empty job, its id into our row, the document, that it left us into our row,
 * then waiting.  A job without a document prints nothing, and an id we kept can
 * be asked for; so no crash makes a second page, and the worst is a question.
 */
#include "base/fail.h"
#include "print/cups.h"
#include "print/media.h"
#include "print/reasons.h"
#include "print/worker.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { POLL_MS = 50, LOOK_MS = 500, CANCEL_MS = 2000 };

void (*worker_watch)(const char *point);

struct submit {
	struct bo *bo;
	struct bo_arena *arena;
	struct job_printer *printer;
	struct spool *spool;
	int deadline;
	struct spool_printer seen; /* at the last look */
};

static void at(const char *point)
{
	if (worker_watch)
		worker_watch(point);
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

/* Puts what the queue says into the printer's row; *answer: whether it talks, *ready: whether it
 * would print. */
static enum bo_status look(struct submit *s, enum spool_answer *answer, bool *ready)
{
	struct spool_printer *seen = &s->seen;
	char text[PRINTER_WORDS];
	struct bo_buf words = BO_BUF(text);
	bool stopped;

	*ready = false;
	*answer = spool_look(s->spool, seen);
	if (*answer != SPOOL_OK)
		return job_printer_says(s->bo, s->printer, spool_why(s->spool), true);
	stopped = reasons_words(seen->reasons, &words);
	if (!seen->accepting)
		bo_buf_printf(&words,
			      "%sThe queue takes no jobs; let it accept them again at the "
			      "scheduler.",
			      words.len ? " " : "");
	else if (seen->stopped && !words.len)
		bo_buf_add(&words, "The queue is stopped; start it again at the scheduler.");
	*ready = seen->accepting && !seen->stopped;
	return job_printer_says(s->bo, s->printer, words.len ? text : "ready", stopped || !*ready);
}

static bool same_job(const struct job *job, const struct spool_job *seen)
{
	return job->scheduler_uuid && strcmp(job->scheduler_uuid, seen->uuid) == 0;
}

static enum bo_status settle(struct submit *s, struct job *job, enum bo_job_state to,
			     const char *message)
{
	bool moved;

	at("verdict");
	if (to == BO_JOB_PRINTED && !*message && job->warning)
		message = job->warning;
	return job_move(s->bo, job, to, message, &moved);
}

static enum bo_status settle_lost(struct submit *s, struct job *job)
{
	return settle(s, job, BO_JOB_UNKNOWN,
		      "The scheduler does not know this job any more; look whether the ticket came "
		      "out.");
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

/* The scheduler came to an end with it, good or bad. */
static enum bo_status settle_ended(struct submit *s, struct job *job, const struct spool_job *seen)
{
	char message[SPOOL_WORDS + 120] = "";

	if (spool_verdict(seen) == BO_JOB_UNKNOWN)
		snprintf(message, sizeof message,
			 "The job was %s after it left us (%s); look whether the ticket came out.",
			 ended_how(seen->state),
			 *seen->message ? seen->message : "no reason given");
	if (seen->state == 6) /* for us it is over; nobody is to restart it */
		(void)spool_cancel(s->spool, job->scheduler_job);
	return settle(s, job, spool_verdict(seen), message);
}

/* Takes the job back and waits shortly for the scheduler to obey.  why: a sentence, or NULL: its
 * time is over. */
static enum bo_status take_back(struct submit *s, struct job *job, const char *why)
{
	int64_t until = milliseconds() + CANCEL_MS;
	enum bo_job_state verdict = BO_JOB_UNKNOWN;
	struct spool_job seen = { 0 };
	enum spool_answer answer;
	char message[PRINTER_WORDS + 160];

	(void)spool_cancel(s->spool, job->scheduler_job);
	do {
		answer = spool_job(s->spool, job->scheduler_job, &seen);
		if (answer == SPOOL_OK && seen.state > 6)
			break;
		nap();
	} while (answer == SPOOL_OK && milliseconds() < until);
	if (answer == SPOOL_OK && same_job(job, &seen))
		verdict = spool_verdict_taken_back(&seen);
	if (why)
		snprintf(message, sizeof message, "%s%s", why,
			 verdict == BO_JOB_FAILED ? "" : " Look whether the ticket came out.");
	else if (verdict == BO_JOB_FAILED)
		snprintf(message, sizeof message,
			 "The printer did not begin with it in %d seconds; it was taken back.",
			 s->deadline);
	else
		snprintf(message, sizeof message,
			 "The printer did not finish in %d seconds (%s); look whether the ticket "
			 "came out.",
			 s->deadline, s->printer->status);
	return settle(s, job, verdict, verdict == BO_JOB_PRINTED ? "" : message);
}

static enum bo_status silent(struct submit *s)
{
	return job_printer_says(s->bo, s->printer, spool_why(s->spool), true);
}

/* Starting the queue again would print such a ticket a second time, so it does not stay there. */
static const char *stopped_why(struct submit *s, const struct spool_job *seen)
{
	enum spool_answer answer;
	bool ready;

	(void)!look(s, &answer, &ready);
	if (seen->wants_name)
		return "The queue held it until somebody gives a name and password; a queue for "
		       "tickets must not ask.  It was taken back.";
	return "The queue stopped when the printer had begun with it; it was taken back, so that "
	       "it "
	       "does not come twice.";
}

/* For a job in state sent.  When the scheduler falls silent the row stays, and the next step asks
 * again. */
static enum bo_status wait_for_end(struct submit *s, struct job *job, int64_t seconds)
{
	int64_t until = milliseconds() + seconds * 1000, look_at = milliseconds() + LOOK_MS;
	enum bo_status status = BO_OK;

	while (!status) {
		struct spool_job seen;
		enum spool_answer answer = spool_job(s->spool, job->scheduler_job, &seen);
		bool ready;

		if (answer == SPOOL_SILENT)
			return silent(s);
		if (answer != SPOOL_OK || !same_job(job, &seen))
			return settle_lost(s, job);
		if (spool_verdict(&seen) != BO_JOB_SENT)
			return settle_ended(s, job, &seen);
		if (spool_would_repeat(&seen) || seen.wants_name)
			return take_back(s, job, stopped_why(s, &seen));
		if (milliseconds() >= until)
			return take_back(s, job, NULL);
		if (milliseconds() >= look_at) {
			status = look(s, &answer, &ready);
			look_at = milliseconds() + LOOK_MS;
		}
		nap();
	}
	return status;
}

/* A document that never arrived: takes the empty job away and lets ours wait again. */
static enum bo_status start_over(struct submit *s, struct job *job)
{
	struct spool_job seen;

	(void)spool_cancel(s->spool, job->scheduler_job);
	if (spool_job(s->spool, job->scheduler_job, &seen) != SPOOL_OK)
		return BO_OK; /* silent now: the next step asks again */
	if (spool_verdict_taken_back(&seen) == BO_JOB_FAILED)
		return settle(s, job, BO_JOB_QUEUED, "");
	return settle_lost(s, job);
}

/* What an earlier worker, or an earlier step, left between create and end. */
static enum bo_status recover(struct submit *s, struct job *job)
{
	int64_t age = bo_now(s->bo) - job->changed_at;
	struct spool_job seen;
	enum spool_answer answer = spool_job(s->spool, job->scheduler_job, &seen);
	enum bo_status status = BO_OK;
	bool moved = true;

	if (age < 0) /* a clock was set back */
		age = 0;
	if (answer == SPOOL_SILENT && job->state == BO_JOB_SENT && age > s->deadline)
		return settle(s, job, BO_JOB_UNKNOWN,
			      "The scheduler fell silent after the ticket left us; look whether it "
			      "came out.");
	if (answer == SPOOL_SILENT)
		return BO_OK;
	if (answer != SPOOL_OK || !same_job(job, &seen))
		return settle_lost(s, job);
	if (job->state == BO_JOB_CREATED) {
		if (seen.empty || (seen.state > 6 && seen.state < 9 && !seen.began))
			return start_over(s, job);
		status = job_move(s->bo, job, BO_JOB_SENT, "", &moved);
		age = 0;
	}
	if (status || !moved)
		return status;
	return wait_for_end(s, job, age < s->deadline ? s->deadline - age : 0);
}

static enum bo_status recover_all(struct submit *s, bool *worked)
{
	static const enum bo_job_state states[] = { BO_JOB_SENT, BO_JOB_CREATED };

	for (int i = 0; i < 2; i++) {
		int64_t last = 0;

		for (;;) {
			struct job job;
			enum bo_status status =
				job_next(s->bo, s->arena, s->printer->id, states[i], &job);

			if (status)
				return status;
			if (job.id == 0 || job.id == last)
				break;
			last = job.id; /* met again: it stays as it is for now */
			status = recover(s, &job);
			if (status)
				return status;
			*worked |= job.state != states[i];
		}
	}
	return BO_OK;
}

static enum bo_status send_document(struct submit *s, struct job *job, const struct pdf *pdf)
{
	enum spool_answer answer;
	enum bo_status status;
	char why[SPOOL_WORDS];
	bool moved;

	at("created");
	answer = spool_send(s->spool, job->scheduler_job, pdf->bytes, pdf->n);
	if (answer == SPOOL_SILENT)
		return silent(s); /* it may have heard us: stays created until it can be asked */
	if (answer != SPOOL_OK) {
		snprintf(why, sizeof why, "%s", spool_why(s->spool));
		(void)spool_cancel(s->spool, job->scheduler_job);
		return settle(s, job, BO_JOB_FAILED, why);
	}
	at("sent");
	status = job_move(s->bo, job, BO_JOB_SENT, "", &moved);
	if (status || !moved)
		return status;
	at("waiting");
	return wait_for_end(s, job, s->deadline);
}

/* The paper of the ticket as the queue calls it; *lacks: it has none, or not the one it was told.
 */
static enum bo_status choose_media(struct submit *s, const struct pdf *pdf, char name[MEDIA_NAME],
				   bool *lacks)
{
	const char *told = s->printer->media;
	char words[PRINTER_WORDS];

	*lacks = *told ? !media_knows(s->seen.media, told)
		       : media_choose(s->seen.media, pdf->width, pdf->height, name) == MEDIA_LACKS;
	if (*told)
		snprintf(name, MEDIA_NAME, "%s", told);
	if (!*lacks)
		return BO_OK;
	if (*told)
		snprintf(words, sizeof words, "The queue does not know the medium %.100s any more.",
			 told);
	else
		snprintf(
			words, sizeof words,
			"The queue has no paper of %g x %g mm, which the tickets have; the nearest "
			"it has is %.100s.  Set up such paper there, or name another for this "
			"printer.",
			pdf->width, pdf->height, name);
	return job_printer_says(s->bo, s->printer, words, true);
}

static enum bo_status submit(struct submit *s, struct job *job, const struct pdf *pdf)
{
	char name[48], uuid[SPOOL_UUID], media[MEDIA_NAME];
	enum spool_answer answer;
	bool moved, lacks;
	enum bo_status status = choose_media(s, pdf, media, &lacks);
	int id;

	if (status || lacks)
		return status;

	snprintf(name, sizeof name, "boxoffice-%" PRId64, job->id);
	at("drawn");
	answer = spool_create(s->spool, name, media, &id, uuid);
	if (answer != SPOOL_OK) /* nothing left us: it waits on */
		return silent(s);
	at("empty");
	status = job_created(s->bo, job, id, uuid, &moved);
	if (status || !moved) {
		(void)spool_cancel(s->spool, id);
		return status;
	}
	job->scheduler_job = id;
	job->scheduler_uuid = bo_arena_copy(s->arena, uuid);
	return send_document(s, job, pdf);
}

/* The oldest waiting job, if the queue is ready. */
static enum bo_status take_next(struct submit *s, bool *worked)
{
	struct ticket ticket;
	struct pdf pdf = { .n = 0 };
	struct job job;
	enum bo_status status = job_next(s->bo, s->arena, s->printer->id, BO_JOB_QUEUED, &job);
	bool moved;

	if (status || job.id == 0)
		return status;
	*worked = true;
	if (!job.active)
		return job_move(s->bo, &job, BO_JOB_DROPPED, "The ticket is void.", &moved);
	if (job.dpi == 0)
		job.dpi = s->seen.dpi;
	status = job_draw(s->bo, s->arena, &job, &ticket, &pdf);
	if (status == BO_PRINTER)
		return settle(s, &job, BO_JOB_FAILED, bo_error(s->bo)->message);
	job.warning = pdf.warning;
	if (!status)
		status = submit(s, &job, &pdf);
	free(pdf.bytes);
	if (!status && job.state == BO_JOB_QUEUED)
		*worked = false; /* the queue did not take it */
	return status;
}

static enum bo_status step(struct submit *s, bool *worked)
{
	enum spool_answer answer;
	bool ready;
	enum bo_status status = look(s, &answer, &ready);

	if (!status)
		status = recover_all(s, worked);
	if (!status && *worked)
		status = look(s, &answer, &ready);
	if (!status && ready && !*worked) {
		status = take_next(s, worked);
		if (!status && *worked)
			status = look(s, &answer, &ready);
	}
	return status;
}

/* Whether there is anything that needs the scheduler. */
static enum bo_status idle(struct bo *bo, struct bo_arena *arena, const struct job_printer *printer,
			   bool *nothing)
{
	static const enum bo_job_state states[] = { BO_JOB_QUEUED, BO_JOB_CREATED, BO_JOB_SENT };
	enum bo_status status = BO_OK;
	struct job job = { 0 };

	*nothing = !printer->stopped;
	for (int i = 0; !status && *nothing && i < 3; i++) {
		status = job_next(bo, arena, printer->id, states[i], &job);
		*nothing = job.id == 0;
	}
	return status;
}

enum bo_status submit_step(struct bo *bo, struct bo_arena *arena, struct job_printer *printer,
			   int deadline, bool *worked)
{
	struct submit s = { bo, arena, printer, NULL, deadline, { 0 } };
	bool nothing;
	enum bo_status status = idle(bo, arena, printer, &nothing);

	if (status || nothing)
		return status;
	s.spool = spool_open(printer->target);
	if (!s.spool)
		return fail_memory(bo);
	status = step(&s, worked);
	spool_close(s.spool);
	return status;
}
