/*
 * Reading and moving the rows of the outbox.  Every move names the state it
 * comes from, so that a person and the worker who reach for the same job at once
 * do not both have it.
 */
#include "print/job.h"
#include "base/fail.h"
#include "print/outbox.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum bo_status job_printer(struct bo *bo, struct bo_arena *arena, int64_t id,
			   struct job_printer *printer)
{
	struct job_printer found = { 0 };
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(bo, &rows,
			  "SELECT transport, target, media, status, disabled, "
			  "stopped, made FROM printer WHERE id = $1 AND removed = 0",
			  "r", id);

	if (status)
		return status;
	if (sql_next(rows)) {
		found.id = id;
		found.transport = bo_transport_from_code(sql_text(rows, 0));
		found.target = sql_copy(rows, 1, arena);
		found.media = sql_copy(rows, 2, arena);
		snprintf(found.status, sizeof found.status, "%s", sql_text(rows, 3));
		found.disabled = sql_flag(rows, 4);
		found.stopped = sql_flag(rows, 5);
		found.made = sql_flag(rows, 6);
	}
	status = sql_end(rows);
	if (!status && found.id == 0)
		status = fail(bo, BO_NOT_FOUND, "There is no printer %" PRId64 ".", id);
	if (!status)
		*printer = found;
	return status;
}

enum bo_status job_next(struct bo *bo, struct bo_arena *arena, int64_t printer_id,
			enum bo_job_state state, struct job *job)
{
	struct job found = { .state = state };
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT j.id, j.ticket_id, j.changed_at, j.queued_at, j.attempt, j.scheduler_job, "
		"j.scheduler_uuid, tt.body, k.state = 'active', pr.dpi FROM print_job j "
		"JOIN printer pr ON pr.id = j.printer_id "
		"JOIN ticket_template tt ON tt.id = j.template_id JOIN ticket k ON k.id = "
		"j.ticket_id "
		"WHERE j.printer_id = $1 AND j.state = $2 AND " JOB_IS_OPEN(
			"j") " ORDER BY j.many, j.id LIMIT 1",
		"rs", printer_id, bo_job_state_code(state));

	if (status)
		return status;
	if (sql_next(rows)) {
		found.id = sql_id(rows, 0);
		found.ticket_id = sql_id(rows, 1);
		found.changed_at = sql_int(rows, 2);
		found.queued_at = sql_int(rows, 3);
		found.attempt = sql_int(rows, 4);
		found.scheduler_job = (int)sql_id(rows, 5);
		found.scheduler_uuid = sql_copy(rows, 6, arena);
		found.template = sql_copy(rows, 7, arena);
		found.active = sql_flag(rows, 8);
		found.dpi = (int)sql_int(rows, 9);
	}
	status = sql_end(rows);
	if (!status)
		*job = found;
	return status;
}

enum bo_status job_draw(struct bo *bo, struct bo_arena *arena, const struct job *job,
			struct ticket *ticket, struct pdf *pdf)
{
	enum bo_status status = ticket_read(bo, arena, job->ticket_id, job->queued_at, ticket);

	if (!status)
		status = press_draw(bo, job->template, ticket, job->dpi, job->queued_at, pdf);
	return status == BO_INVALID ? BO_PRINTER : status;
}

/* What all moves share: an act, the check of the way, and what the row became. */
static enum bo_status close_move(struct bo *bo, struct job *job, enum bo_job_state to,
				 enum bo_status status, bool *moved)
{
	bool changed = !status && sql_changed(bo) == 1;

	status = act_end(bo, status);
	if (status)
		return status;
	*moved = changed;
	if (changed) {
		job->state = to;
		job->changed_at = bo_now(bo);
	}
	return BO_OK;
}

static enum bo_status open_move(struct bo *bo, const struct job *job, enum bo_job_state to)
{
	if (!outbox_may(job->state, to))
		return fail(bo, BO_CORRUPT, "Print job %" PRId64 " cannot go from %s to %s.",
			    job->id, bo_job_state_code(job->state), bo_job_state_code(to));
	return act_begin(bo);
}

enum bo_status job_move(struct bo *bo, struct job *job, enum bo_job_state to, const char *message,
			bool *moved)
{
	enum bo_status status = open_move(bo, job, to);

	if (status)
		return status;
	status = sql_run(bo,
			 "UPDATE print_job SET state = $1, message = $2, changed_at = $3 "
			 "WHERE id = $4 AND state = $5",
			 "ssirs", bo_job_state_code(to), message, bo_now(bo), job->id,
			 bo_job_state_code(job->state));
	return close_move(bo, job, to, status, moved);
}

enum bo_status job_created(struct bo *bo, struct job *job, int scheduler_job, const char *uuid,
			   bool *moved)
{
	enum bo_status status = open_move(bo, job, BO_JOB_CREATED);

	if (status)
		return status;
	status = sql_run(bo,
			 "UPDATE print_job SET state = 'created', message = '', changed_at = $1, "
			 "attempt = attempt + 1, scheduler_job = $2, scheduler_uuid = $3 "
			 "WHERE id = $4 AND state = $5",
			 "idsrs", bo_now(bo), scheduler_job, uuid, job->id,
			 bo_job_state_code(job->state));
	return close_move(bo, job, BO_JOB_CREATED, status, moved);
}

enum bo_status job_filed(struct bo *bo, struct job *job, const char *file, const char *message,
			 bool *moved)
{
	enum bo_status status = open_move(bo, job, BO_JOB_PRINTED);

	if (status)
		return status;
	status =
		sql_run(bo,
			"UPDATE print_job SET state = 'printed', message = $5, changed_at = $1, "
			"attempt = attempt + 1, file = $2 WHERE id = $3 AND state = $4",
			"isrss", bo_now(bo), file, job->id, bo_job_state_code(job->state), message);
	return close_move(bo, job, BO_JOB_PRINTED, status, moved);
}

enum bo_status job_void_file(struct bo *bo, struct bo_arena *arena, int64_t printer_id, int64_t *id,
			     const char **file)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(bo, &rows,
			  "SELECT id, file FROM print_job WHERE printer_id = $1 AND stale = 1 "
			  "ORDER BY id LIMIT 1",
			  "r", printer_id);

	*id = 0;
	if (status)
		return status;
	if (sql_next(rows)) {
		*id = sql_id(rows, 0);
		*file = sql_copy(rows, 1, arena);
	}
	status = sql_end(rows);
	return !status && *id && !*file ? fail_memory(bo) : status;
}

enum bo_status job_void_named(struct bo *bo, int64_t id, const char *file)
{
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	return act_end(bo, sql_run(bo, "UPDATE print_job SET stale = 0, file = $1 WHERE id = $2",
				   "sr", file, id));
}

enum bo_status job_printer_made(struct bo *bo, struct job_printer *printer)
{
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	printer->made = true;
	return act_end(bo,
		       sql_run(bo, "UPDATE printer SET made = 1 WHERE id = $1", "r", printer->id));
}

enum bo_status job_printer_says(struct bo *bo, struct job_printer *printer, const char *says,
				bool stopped)
{
	enum bo_status status;

	if (strcmp(printer->status, says) == 0 && printer->stopped == stopped)
		return BO_OK;
	status = act_begin(bo);
	if (status)
		return status;
	status = sql_run(
		bo, "UPDATE printer SET status = $1, status_at = $2, stopped = $3 WHERE id = $4",
		"sidr", says, bo_now(bo), (int)stopped, printer->id);
	status = act_end(bo, status);
	if (!status) {
		printer->stopped = stopped;
		snprintf(printer->status, sizeof printer->status, "%s", says);
	}
	return status;
}
