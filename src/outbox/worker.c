/*
 * The worker's step and its lock.  Only one worker serves a destination, and it
 * has one row under way: a printer's own memory is a queue nobody can look into.
 */
#include "outbox/worker.h"
#include "base/fail.h"
#include "outbox/row.h"
#include "store/sql.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A full disk stops the destination, not the row. */
static enum bo_status stop(struct work *w, enum bo_status status)
{
	if (status != BO_IO)
		return status;
	w->stuck = true;
	return row_says(w->bo, w->to, bo_error(w->bo)->message, true);
}

static enum bo_status put(struct work *w, struct outbox_row *row,
			  const struct outbox_document *document)
{
	const char *file;
	bool moved;
	enum bo_status status = w->to->transport->put(w->bo, w->arena, w->to, document, &file);

	if (status)
		return stop(w, status);
	work_at("filed");
	status = row_filed(w->bo, row, file, document->warning, &moved);
	return status ? status : row_says(w->bo, w->to, "ready", false);
}

/* The oldest waiting row; *worked false: there is none, or the destination does not take it. */
static enum bo_status take_next(struct work *w, bool *worked)
{
	struct outbox_document document = { .wanted = true };
	char why[120];
	struct outbox_row row;
	enum bo_status status = row_next(w->bo, w->to->id, BO_JOB_QUEUED, &row);

	if (!status && row.id && w->to->transport->put)
		status = stop(w, w->to->transport->ready(w->bo, w->kind, w->to));
	if (status || row.id == 0 || w->stuck)
		return status;
	status = w->kind->make(w->bo, w->arena, row.id, w->seen.dpi, &document);
	snprintf(why, sizeof why, "The %s is void.", w->kind->thing);
	if (status == BO_PRINTER)
		status = work_settle(w, &row, BO_JOB_FAILED, bo_error(w->bo)->message);
	else if (!status && !document.wanted)
		status = work_settle(w, &row, BO_JOB_DROPPED, why);
	else if (!status && w->to->transport->put)
		status = put(w, &row, &document);
	else if (!status)
		status = stages_submit(w, &row, &document);
	free(document.bytes);
	*worked = !w->stuck;
	return status;
}

/* A void one that lies among the good ones says so in its name. */
static enum bo_status withdraw_next(struct work *w, bool *worked)
{
	struct outbox_file file;
	const char *named = NULL;
	enum bo_status status = row_void_file(w->bo, w->arena, w->to->id, &file);

	if (status || file.row_id == 0)
		return status;
	status = w->to->transport->withdraw(w->bo, w->arena, w->kind, w->to, file.name, &named);
	if (status)
		return stop(w, status);
	*worked = true;
	return row_void_named(w->bo, file.row_id, named);
}

static enum bo_status step_at_once(struct work *w, bool *worked)
{
	enum bo_status status = withdraw_next(w, worked);

	return status || *worked || w->stuck ? status : take_next(w, worked);
}

static enum bo_status look_and_take(struct work *w, bool *worked)
{
	enum bo_status status = work_look(w);

	if (!status)
		status = stages_recover(w, worked);
	if (!status && *worked)
		status = work_look(w);
	if (!status && w->seen.ready && !*worked) {
		status = take_next(w, worked);
		if (!status && *worked)
			status = work_look(w);
	}
	return status;
}

/* Nobody is asked anything as long as nothing waits. */
static enum bo_status step_in_stages(struct work *w, bool *worked)
{
	struct bo_job_tally tally;
	enum bo_status status = outbox_tally(w->bo, w->to->id, &tally);

	if (status || (tally.waiting == 0 && !w->to->stopped))
		return status;
	status = w->to->transport->open(w->bo, w->arena, w->to, &w->way);
	if (status)
		return status;
	status = look_and_take(w, worked);
	w->to->transport->close(w->way);
	return status;
}

enum bo_status outbox_step(struct bo *bo, const struct outbox_kind *kind, int64_t destination_id,
			   int deadline, bool *worked)
{
	struct bo_arena arena = { 0 };
	struct outbox_destination to;
	struct work w = { bo, &arena, kind, &to, NULL, deadline, { 0 }, "", false };
	bool did = false;
	enum bo_status status = row_destination(bo, &arena, kind, destination_id, &to);

	if (!status && !to.disabled)
		status = to.transport->put ? step_at_once(&w, &did) : step_in_stages(&w, &did);
	bo_arena_clear(&arena);
	if (!status)
		*worked = did;
	return status;
}

enum bo_status bo_outbox_lock(struct bo *bo, int64_t destination_id, int *fd)
{
	char path[PATH_MAX];
	int opened;

	if (snprintf(path, sizeof path, "%s.printer-%" PRId64, bo_store_path(bo), destination_id) >=
	    PATH_MAX)
		return fail(bo, BO_IO, "The store's name is too long.");
	opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (opened < 0)
		return fail(bo, BO_IO, "%s cannot be opened: %s.", path, strerror(errno));
	if (flock(opened, LOCK_EX | LOCK_NB) < 0) {
		close(opened);
		return fail(bo, BO_BUSY, "Another program works for this destination already.");
	}
	*fd = opened;
	return BO_OK;
}
