/*
 * Tickets as files.  Writing the same page again under the same name is no second
 * ticket, so a folder needs none of the states between.
 */
#include "print/folder.h"
#include "base/fail.h"
#include "print/worker.h"
#include "store/sql.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char mark[] = ".boxoffice";
static const char mark_words[] = "Tickets of boxoffice lie here.  Without this file its printer "
				 "stops, as this may be another folder.\n";

/* A relative folder lies beside the store. */
static bool name_in(struct bo *bo, const char *target, const char *name, char path[PATH_MAX])
{
	const char *store = bo_store_path(bo), *slash = strrchr(store, '/');
	int beside = *target == '/' || !slash ? 0 : (int)(slash - store + 1);

	return snprintf(path, PATH_MAX, "%.*s%s/%s", beside, store, target, name) < PATH_MAX;
}

static enum bo_status too_long(struct bo *bo)
{
	return fail(bo, BO_IO, "The folder's name is too long.");
}

/* Each folder above path that is missing. */
static bool make_above(const char *path)
{
	char part[PATH_MAX];

	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
		if (mkdir(part, 0700) < 0 && errno != EEXIST)
			return false;
	}
	return true;
}

enum bo_status folder_make(struct bo *bo, const char *target)
{
	char path[PATH_MAX];
	ssize_t written;
	int fd;

	if (!name_in(bo, target, mark, path))
		return too_long(bo);
	if (!make_above(path))
		return fail(bo, BO_IO, "The folder %s cannot be made: %s.", target,
			    strerror(errno));
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	written = fd < 0 ? -1 : write(fd, mark_words, sizeof mark_words - 1);
	if (fd >= 0 && close(fd) < 0)
		written = -1;
	if (written < 0)
		return fail(bo, BO_IO, "The folder %s cannot be written: %s.", target,
			    strerror(errno));
	return BO_OK;
}

/* *there false: the printer's row says why. */
static enum bo_status look(struct bo *bo, struct job_printer *printer, bool *there)
{
	char path[PATH_MAX], words[PRINTER_WORDS];

	*there = false;
	if (!name_in(bo, printer->target, mark, path))
		return job_printer_says(bo, printer, "The folder's name is too long.", true);
	*there = access(path, F_OK) == 0;
	if (*there)
		return BO_OK;
	snprintf(words, sizeof words,
		 "The ticket folder %.150s is not there any more, or is another one without its "
		 "mark %s: mount it again, or set this printer's folder again, which makes it.",
		 printer->target, mark);
	return job_printer_says(bo, printer, words, true);
}

/* The folder of a new store, or of one that an older program made, is made by its first ticket. */
static enum bo_status make_first(struct bo *bo, struct job_printer *printer)
{
	enum bo_status status = folder_make(bo, printer->target);

	if (status == BO_IO)
		return job_printer_says(bo, printer, bo_error(bo)->message, true);
	return status ? status : job_printer_made(bo, printer);
}

static enum bo_status file_ticket(struct bo *bo, struct job_printer *printer, struct job *job,
				  const struct ticket *ticket, const struct pdf *pdf, bool *worked)
{
	char name[64], path[PATH_MAX];
	enum bo_status status;
	bool moved;

	snprintf(name, sizeof name, "%06" PRId64 "-%06" PRId64 ".pdf", ticket->order_id,
		 ticket->id);
	if (!name_in(bo, printer->target, name, path))
		return job_printer_says(bo, printer, "The folder's name is too long.", true);
	status = press_write(bo, path, pdf);
	if (status == BO_IO) /* a full disk stops the printer, not the job */
		return job_printer_says(bo, printer, bo_error(bo)->message, true);
	if (worker_watch)
		worker_watch("filed");
	if (!status)
		status = job_filed(bo, job, path, pdf->warning, &moved);
	if (!status)
		*worked = true;
	return status ? status : job_printer_says(bo, printer, "ready", false);
}

static enum bo_status print_next(struct bo *bo, struct bo_arena *arena, struct job_printer *printer,
				 struct job *job, bool *worked)
{
	struct ticket ticket;
	struct pdf pdf = { .n = 0 };
	enum bo_status status;
	bool moved;

	if (!job->active) {
		*worked = true;
		return job_move(bo, job, BO_JOB_DROPPED, "The ticket is void.", &moved);
	}
	status = job_draw(bo, arena, job, &ticket, &pdf);
	if (status == BO_PRINTER) {
		*worked = true;
		return job_move(bo, job, BO_JOB_FAILED, bo_error(bo)->message, &moved);
	}
	if (!status)
		status = file_ticket(bo, printer, job, &ticket, &pdf, worked);
	free(pdf.bytes);
	return status;
}

/* A void ticket that lies among the good ones says so in its name.  One that is not there any more
 * was taken away by somebody, unless the folder is not there either: then it waits. */
static enum bo_status mark_void(struct bo *bo, struct bo_arena *arena, struct job_printer *printer,
				bool *worked)
{
	int64_t id = 0;
	const char *file = NULL, *named;
	size_t n;
	bool there = true;
	enum bo_status status = job_void_file(bo, arena, printer->id, &id, &file);

	if (status || id == 0)
		return status;
	n = strlen(file);
	named = bo_arena_printf(arena, "%.*s-void.pdf",
				(int)(n > 4 && strcmp(file + n - 4, ".pdf") == 0 ? n - 4 : n),
				file);
	if (!named)
		return fail_memory(bo);
	if (rename(file, named) < 0) {
		named = file;
		if (printer->made)
			status = look(bo, printer, &there);
	}
	if (status || !there)
		return status;
	*worked = true;
	return job_void_named(bo, id, named);
}

enum bo_status folder_step(struct bo *bo, struct bo_arena *arena, struct job_printer *printer,
			   bool *worked)
{
	struct job job;
	bool there = true;
	enum bo_status status = mark_void(bo, arena, printer, worked);

	if (!status && !*worked)
		status = job_next(bo, arena, printer->id, BO_JOB_QUEUED, &job);
	if (status || *worked || job.id == 0)
		return status;
	if (!printer->made)
		status = make_first(bo, printer);
	there = printer->made;
	if (!status && there)
		status = look(bo, printer, &there);
	return status || !there ? status : print_next(bo, arena, printer, &job, worked);
}
