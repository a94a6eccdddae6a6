/*
 * A job as the worker sees it, and the only ways its row and its printer's are written.
 */
#ifndef PRINT_JOB_H
#define PRINT_JOB_H

#include "base/office.h"
#include "print/press.h"

#include <boxoffice/print.h>

enum { PRINTER_WORDS = 400 };

struct job_printer {
	int64_t id;
	enum bo_transport transport;
	const char *target, *media;
	char status[PRINTER_WORDS];
	bool disabled, stopped, made; /* made: its folder was, once */
};

struct job {
	int64_t id, ticket_id, changed_at, queued_at, attempt;
	enum bo_job_state state;
	int scheduler_job, dpi;
	const char *scheduler_uuid, *template,
		*warning; /* warning: as struct pdf has it, or NULL */
	bool active;	  /* its ticket still is */
};

enum bo_status job_printer(struct bo *bo, struct bo_arena *arena, int64_t id,
			   struct job_printer *printer) BO_CHECKED;
/* The next one in that state: the oldest of those a person waits for, else of the others; id 0 if
 * there is none. */
enum bo_status job_next(struct bo *bo, struct bo_arena *arena, int64_t printer_id,
			enum bo_job_state state, struct job *job) BO_CHECKED;
/* Its page; BO_PRINTER with a sentence when it cannot be drawn. */
enum bo_status job_draw(struct bo *bo, struct bo_arena *arena, const struct job *job,
			struct ticket *ticket, struct pdf *pdf) BO_CHECKED;

/* Each is one act.  *moved false: the row was in another state meanwhile, nothing was written. */
enum bo_status job_move(struct bo *bo, struct job *job, enum bo_job_state to, const char *message,
			bool *moved) BO_CHECKED;
/* To created, with what the scheduler calls it. */
enum bo_status job_created(struct bo *bo, struct job *job, int scheduler_job, const char *uuid,
			   bool *moved) BO_CHECKED;
/* To printed, with the file it is in, and what is to be known of it ("" for nothing). */
enum bo_status job_filed(struct bo *bo, struct job *job, const char *file, const char *message,
			 bool *moved) BO_CHECKED;
/* A file of this printer whose ticket is void and whose name does not say so yet; *id 0: none. */
enum bo_status job_void_file(struct bo *bo, struct bo_arena *arena, int64_t printer_id, int64_t *id,
			     const char **file) BO_CHECKED;
enum bo_status job_void_named(struct bo *bo, int64_t id, const char *file) BO_CHECKED;

/* The printer's folder is made from now on. */
enum bo_status job_printer_made(struct bo *bo, struct job_printer *printer) BO_CHECKED;

/* What the printer's row says from now on; written only if it said something else. */
enum bo_status job_printer_says(struct bo *bo, struct job_printer *printer, const char *status,
				bool stopped) BO_CHECKED;

#endif
