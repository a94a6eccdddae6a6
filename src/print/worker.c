/*
 * The worker's step and its lock.  Only one
 * worker serves a printer, and it has one ticket under way: a printer's own
 * memory is a queue nobody can look into.
 */
#include "print/worker.h"
#include "base/fail.h"
#include "house/access.h"
#include "print/cups.h"
#include "print/folder.h"

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
