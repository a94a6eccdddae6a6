/*
 * The worker's step and its lock, and the printer that is a folder.  Only one
 * worker serves a printer, and it has one ticket under way: a printer's own
 * memory is a queue nobody can look into.
 */
#include "print/worker.h"
#include "base/fail.h"
#include "house/access.h"
#include "print/cups.h"

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

/* A relative folder lies beside the store. */
static bool name_file(struct bo *bo, const struct job_printer *printer, const struct ticket *ticket,
		      char path[PATH_MAX])
{
	const char *store = bo_store_path(bo), *slash = strrchr(store, '/');
	int beside = *printer->target == '/' || !slash ? 0 : (int)(slash - store + 1);

	return snprintf(path, PATH_MAX, "%.*s%s/%" PRId64 "-%" PRId64 "-%s.pdf", beside, store,
			printer->target, ticket->order_id, ticket->sequence,
			ticket->code) < PATH_MAX;
}

static enum bo_status file_ticket(struct bo *bo, struct job_printer *printer, struct job *job,
				  const struct ticket *ticket, const struct pdf *pdf, bool *worked)
{
	char path[PATH_MAX];
	enum bo_status status;
	bool moved;

	if (!name_file(bo, printer, ticket, path))
		return job_printer_says(bo, printer, "The folder's name is too long.", true);
	status = press_write(bo, path, pdf);
	if (status == BO_IO) /* a full disk stops the printer, not the job */
		return job_printer_says(bo, printer, bo_error(bo)->message, true);
	if (worker_watch)
		worker_watch("filed");
	if (!status)
		status = job_filed(bo, job, path, &moved);
	if (!status)
		*worked = true;
	return status ? status : job_printer_says(bo, printer, "ready", false);
}

/* Writing the same page again under the same name is no second ticket, so a folder needs none of
 * the states between. */
static enum bo_status folder_step(struct bo *bo, struct bo_arena *arena,
				  struct job_printer *printer, bool *worked)
{
	struct ticket ticket;
	struct pdf pdf = { NULL, 0 };
	struct job job;
	enum bo_status status = job_next(bo, arena, printer->id, BO_JOB_QUEUED, &job);
	bool moved;

	if (status || job.id == 0)
		return status;
	if (!job.active) {
		*worked = true;
		return job_move(bo, &job, BO_JOB_DROPPED, "The ticket is void.", &moved);
	}
	status = job_draw(bo, arena, &job, &ticket, &pdf);
	if (status == BO_PRINTER) {
		*worked = true;
		return job_move(bo, &job, BO_JOB_FAILED, bo_error(bo)->message, &moved);
	}
	if (!status)
		status = file_ticket(bo, printer, &job, &ticket, &pdf, worked);
	free(pdf.bytes);
	return status;
}

enum bo_status bo_print_step(struct bo *bo, int64_t printer_id, int deadline, bool *worked)
{
	struct bo_arena arena = { 0 };
	struct job_printer printer;
	bool did = false;
	enum bo_status status = job_printer(bo, &arena, printer_id, &printer);

	if (!status && !printer.disabled) {
		if (printer.transport == BO_TRANSPORT_CUPS)
			status = submit_step(bo, &arena, &printer, deadline, &did);
		else
			status = folder_step(bo, &arena, &printer, &did);
	}
	bo_arena_clear(&arena);
	if (!status)
		*worked = did;
	return status;
}

enum bo_status bo_print_lock(struct bo *bo, int64_t printer_id, int *fd)
{
	char path[PATH_MAX];
	int opened;

	if (snprintf(path, sizeof path, "%s.printer-%" PRId64, bo_store_path(bo), printer_id) >=
	    PATH_MAX)
		return fail(bo, BO_IO, "The store's name is too long.");
	opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (opened < 0)
		return fail(bo, BO_IO, "%s cannot be opened: %s.", path, strerror(errno));
	if (flock(opened, LOCK_EX | LOCK_NB) < 0) {
		close(opened);
		return fail(bo, BO_BUSY, "Another program prints on this printer already.");
	}
	*fd = opened;
	return BO_OK;
}

enum bo_status bo_print_queues(struct bo *bo, struct bo_arena *arena, struct bo_queues *list)
{
	struct spool *spool;
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	if (status)
		return status;
	spool = spool_open("");
	if (!spool)
		return fail_memory(bo);
	if (spool_queues(spool, arena, list) != SPOOL_OK)
		status = fail(bo, BO_PRINTER, "%s", spool_why(spool));
	spool_close(spool);
	return status;
}
