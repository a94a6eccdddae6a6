/*
 * Reading and moving rows.  Every move names the state it comes from, so that a
 * person and the worker who reach for the same row at once do not both have it.
 */
#include "outbox/row.h"
#include "base/fail.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FEW_ROWS = 12 };

static const struct outbox_transport *find_transport(const struct outbox_kind *kind,
						     const char *code)
{
	const struct outbox_transport *const *t = kind->transports;

	while (*t && strcmp((*t)->code, code) != 0)
		t++;
	return *t;
}

struct destination {
	struct outbox_destination to;
	char code[20];
};

static void read_destination(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct destination *found = row;

	sql_fill(rows, 0, found->code, sizeof found->code);
	found->to.target = sql_copy(rows, 1, arena);
	sql_fill(rows, 2, found->to.status, sizeof found->to.status);
	found->to.disabled = sql_flag(rows, 3);
	found->to.stopped = sql_flag(rows, 4);
	found->to.made = sql_flag(rows, 5);
}

enum bo_status row_destination(struct bo *bo, struct bo_arena *arena,
			       const struct outbox_kind *kind, int64_t id,
			       struct outbox_destination *to)
{
	struct destination found = { 0 };
	enum bo_status status = sql_one(bo, SQL_ROW(arena, &found, read_destination), NULL,
					"SELECT transport, target, status, disabled, stopped, made "
					"FROM printer WHERE id = $1 AND removed = 0",
					"r", id);

	found.to.id = id;
	found.to.transport = find_transport(kind, found.code);
	if (!status && !found.to.transport)
		status = fail(bo, BO_NOT_FOUND, "There is no %s %" PRId64 ".", kind->place, id);
	if (!status)
		*to = found.to;
	return status;
}

#define ROW_COLUMNS                                                                                \
	"SELECT j.id, j.changed_at, j.attempt, j.state, j.scheduler_job, j.scheduler_uuid "        \
	"FROM print_job j "

SQL_COLUMNS(ID, CHANGED, ATTEMPT, STATE, REF, UUID);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct outbox_row *row = to;

	(void)arena;
	row->id = sql_id(rows, ID);
	row->changed_at = sql_int(rows, CHANGED);
	row->attempt = sql_int(rows, ATTEMPT);
	row->state = bo_job_state_from_code(sql_text(rows, STATE));
	row->ref = (int)sql_id(rows, REF);
	sql_fill(rows, UUID, row->uuid, sizeof row->uuid);
}

enum bo_status row_get(struct bo *bo, const struct outbox_kind *kind, int64_t id,
		       struct outbox_row *row)
{
	enum bo_status status;

	row->id = 0;
	status = sql_one(bo, SQL_ROW(NULL, row, read_row), NULL, ROW_COLUMNS "WHERE j.id = $1", "r",
			 id);
	if (!status && row->id == 0)
		status = fail(bo, BO_NOT_FOUND, "There is no %s %" PRId64 ".", kind->row, id);
	return status;
}

enum bo_status row_next(struct bo *bo, int64_t destination_id, enum bo_job_state state,
			struct outbox_row *row)
{
	row->id = 0;
	return sql_one(bo, SQL_ROW(NULL, row, read_row), NULL,
		       ROW_COLUMNS "WHERE j.printer_id = $1 AND j.state = $2 "
				   "AND " OUTBOX_IS_OPEN("j") " ORDER BY j.many, j.id LIMIT 1",
		       "rs", destination_id, bo_job_state_code(state));
}

/* What all moves share: an act, the check of the way, and what the row became. */
static enum bo_status close_move(struct bo *bo, struct outbox_row *row, enum bo_job_state to,
				 enum bo_status status, bool *moved)
{
	bool changed = !status && sql_changed(bo) == 1;

	status = act_end(bo, status);
	if (status)
		return status;
	*moved = changed;
	if (changed) {
		row->state = to;
		row->changed_at = bo_now(bo);
	}
	return BO_OK;
}

static enum bo_status open_move(struct bo *bo, const struct outbox_row *row, enum bo_job_state to)
{
	if (!outbox_may(row->state, to))
		return fail(bo, BO_CORRUPT,
			    "Row %" PRId64 " of the outbox cannot go from %s to %s.", row->id,
			    bo_job_state_code(row->state), bo_job_state_code(to));
	return act_begin(bo);
}

enum bo_status row_move(struct bo *bo, struct outbox_row *row, enum bo_job_state to,
			const char *message, bool *moved)
{
	enum bo_status status = open_move(bo, row, to);

	if (status)
		return status;
	status = sql_run(bo,
			 "UPDATE print_job SET state = $1, message = $2, changed_at = $3 "
			 "WHERE id = $4 AND state = $5",
			 "ssirs", bo_job_state_code(to), message, bo_now(bo), row->id,
			 bo_job_state_code(row->state));
	return close_move(bo, row, to, status, moved);
}

enum bo_status row_created(struct bo *bo, struct outbox_row *row, bool *moved)
{
	enum bo_status status = open_move(bo, row, BO_JOB_CREATED);

	if (status)
		return status;
	status = sql_run(bo,
			 "UPDATE print_job SET state = 'created', message = '', changed_at = $1, "
			 "attempt = attempt + 1, scheduler_job = $2, scheduler_uuid = $3 "
			 "WHERE id = $4 AND state = $5",
			 "idsrs", bo_now(bo), row->ref, row->uuid, row->id,
			 bo_job_state_code(row->state));
	return close_move(bo, row, BO_JOB_CREATED, status, moved);
}

enum bo_status row_filed(struct bo *bo, struct outbox_row *row, const char *file,
			 const char *message, bool *moved)
{
	enum bo_status status = open_move(bo, row, BO_JOB_PRINTED);

	if (status)
		return status;
	status =
		sql_run(bo,
			"UPDATE print_job SET state = 'printed', message = $5, changed_at = $1, "
			"attempt = attempt + 1, file = $2 WHERE id = $3 AND state = $4",
			"isrss", bo_now(bo), file, row->id, bo_job_state_code(row->state), message);
	return close_move(bo, row, BO_JOB_PRINTED, status, moved);
}

static void read_file(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct outbox_file *file = to;

	file->row_id = sql_id(rows, 0);
	file->name = sql_made(rows, sql_copy(rows, 1, arena));
}

enum bo_status row_void_file(struct bo *bo, struct bo_arena *arena, int64_t destination_id,
			     struct outbox_file *file)
{
	file->row_id = 0;
	return sql_one(bo, SQL_ROW(arena, file, read_file), NULL,
		       "SELECT id, file FROM print_job WHERE printer_id = $1 AND stale = 1 "
		       "ORDER BY id LIMIT 1",
		       "r", destination_id);
}

enum bo_status row_void_named(struct bo *bo, int64_t id, const char *file)
{
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	return act_end(bo, sql_run(bo, "UPDATE print_job SET stale = 0, file = $1 WHERE id = $2",
				   "sr", file, id));
}

enum bo_status row_says(struct bo *bo, struct outbox_destination *to, const char *words,
			bool stopped)
{
	enum bo_status status;

	if (strcmp(to->status, words) == 0 && to->stopped == stopped)
		return BO_OK;
	status = act_begin(bo);
	if (status)
		return status;
	status = sql_run(
		bo, "UPDATE printer SET status = $1, status_at = $2, stopped = $3 WHERE id = $4",
		"sidr", words, bo_now(bo), (int)stopped, to->id);
	status = act_end(bo, status);
	if (!status) {
		to->stopped = stopped;
		snprintf(to->status, sizeof to->status, "%s", words);
	}
	return status;
}

enum bo_status row_made(struct bo *bo, struct outbox_destination *to)
{
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	to->made = true;
	return act_end(bo, sql_run(bo, "UPDATE printer SET made = 1 WHERE id = $1", "r", to->id));
}

/* --- Inside the acts of those who queue --- */

enum bo_status outbox_turn(struct bo *bo, int64_t order_id)
{
	int64_t waiting = 0;
	enum bo_status status =
		sql_number(bo, &waiting,
			   "SELECT count(*) FROM (SELECT id FROM print_job WHERE order_id = $1 "
			   "AND state = 'queued' LIMIT $2) AS w",
			   "ri", order_id, (int64_t)FEW_ROWS + 1);

	if (status || waiting <= FEW_ROWS)
		return status;
	return sql_run(bo,
		       "UPDATE print_job SET many = 1 WHERE order_id = $1 AND state = 'queued' "
		       "AND many = 0",
		       "r", order_id);
}

enum bo_status outbox_withdraw(struct bo *bo, int64_t id, const char *why)
{
	enum bo_status status = sql_run(
		bo, "UPDATE print_job SET stale = 1 WHERE id = $1 AND file IS NOT NULL", "r", id);

	return status ? status
		      : sql_run(bo,
				"UPDATE print_job SET state = 'dropped', changed_at = $1, message "
				"= $2 WHERE id = $3 AND state IN ('queued', 'failed', 'unknown')",
				"isr", bo_now(bo), why, id);
}

static void read_tally(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct bo_job_tally *tally = to;

	(void)arena;
	tally->waiting = sql_int(rows, 0);
	tally->failed = sql_int(rows, 1);
	tally->unknown = sql_int(rows, 2);
}

enum bo_status outbox_tally(struct bo *bo, int64_t destination_id, struct bo_job_tally *tally)
{
	return sql_one(bo, SQL_ROW(NULL, tally, read_tally), NULL,
		       "SELECT count(CASE WHEN j.state IN ('queued', 'created', 'sent') "
		       "THEN 1 END), count(CASE WHEN j.state = 'failed' THEN 1 END), "
		       "count(CASE WHEN j.state = 'unknown' THEN 1 END) "
		       "FROM print_job j WHERE j.printer_id = $1 AND " OUTBOX_IS_OPEN("j"),
		       "r", destination_id);
}
