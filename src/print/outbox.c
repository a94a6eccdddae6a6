/*
 * Queueing print jobs, and which way their states may go.  What a person or the
 * worker does with a job later is in desk.c and worker.c.
 */
#include "print/outbox.h"
#include "base/fail.h"
#include "print/fit.h"
#include "store/sql.h"

#include <string.h>

enum { FEW_TICKETS = 12 };

static const char *const state_codes[] = {
#define X(name, code, label) code,
	BO_JOB_STATE_LIST(X)
#undef X
};

static const char *const state_labels[] = {
#define X(name, code, label) label,
	BO_JOB_STATE_LIST(X)
#undef X
};

const char *bo_job_state_code(enum bo_job_state state)
{
	return state_codes[state];
}

const char *bo_job_state_label(enum bo_job_state state)
{
	return state_labels[state];
}

enum bo_job_state outbox_state(const char *code)
{
	int state = 0;

	while (state < BO_JOB_STATE_COUNT && strcmp(code, state_codes[state]) != 0)
		state++;
	return (enum bo_job_state)state;
}

#define TO(state) (1U << (state))

bool outbox_may(enum bo_job_state from, enum bo_job_state to)
{
	static const unsigned ways[BO_JOB_STATE_COUNT] = {
		/* printed: a folder has no way between */
		[BO_JOB_QUEUED] = TO(BO_JOB_CREATED) | TO(BO_JOB_PRINTED) | TO(BO_JOB_FAILED) |
				  TO(BO_JOB_DROPPED),
		[BO_JOB_CREATED] = TO(BO_JOB_QUEUED) | TO(BO_JOB_SENT) | TO(BO_JOB_FAILED) |
				   TO(BO_JOB_UNKNOWN),
		/* failed: taken back before the printer began with it */
		[BO_JOB_SENT] = TO(BO_JOB_PRINTED) | TO(BO_JOB_FAILED) | TO(BO_JOB_UNKNOWN),
		[BO_JOB_PRINTED] = TO(BO_JOB_SPOILED),
		[BO_JOB_FAILED] = TO(BO_JOB_QUEUED) | TO(BO_JOB_SPOILED) | TO(BO_JOB_DROPPED),
		[BO_JOB_UNKNOWN] = TO(BO_JOB_PRINTED) | TO(BO_JOB_SPOILED) | TO(BO_JOB_DROPPED),
	};

	return (ways[from] & TO(to)) != 0;
}

/* The till's own comes first, unless it is out of service; jobs for a default out of service wait.
 */
static enum bo_status find_printer(struct bo *bo, int64_t *printer_id, int64_t *template_id)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT p.id, (SELECT max(id) FROM ticket_template) FROM printer p WHERE p.id = "
		"coalesce((SELECT o.id FROM till t JOIN printer o ON o.id = t.printer_id "
		"WHERE t.id = $1 AND o.removed = 0 AND o.disabled = 0), "
		"(SELECT min(d.id) FROM printer d WHERE d.is_default = 1 AND d.removed = 0))",
		"r", bo->session.till_id);

	*printer_id = *template_id = 0;
	if (status)
		return status;
	if (sql_next(rows)) {
		*printer_id = sql_id(rows, 0);
		*template_id = sql_id(rows, 1);
	}
	return sql_end(rows);
}

enum bo_status outbox_printer_of_till(struct bo *bo, int64_t *printer_id)
{
	int64_t printer, template;
	enum bo_status status = find_printer(bo, &printer, &template);

	if (!status)
		*printer_id = printer;
	return status;
}

enum bo_status outbox_printer(struct bo *bo, int64_t *printer_id, int64_t *template_id)
{
	int64_t printer, template;
	enum bo_status status = find_printer(bo, &printer, &template);

	if (!status) {
		*printer_id = printer;
		*template_id = template;
	}
	return status;
}

/* A person waits for a few tickets; an order of more lets others go first, all of it. */
static enum bo_status find_turn(struct bo *bo, int64_t order_id, bool *many)
{
	int64_t waiting = 0;
	enum bo_status status =
		sql_number(bo, &waiting,
			   "SELECT count(*) FROM (SELECT id FROM print_job WHERE order_id = $1 "
			   "AND state = 'queued' LIMIT $2) AS w",
			   "ri", order_id, (int64_t)FEW_TICKETS + 1);

	*many = waiting >= FEW_TICKETS;
	if (!status && waiting == FEW_TICKETS)
		status = sql_run(bo,
				 "UPDATE print_job SET many = 1 WHERE order_id = $1 "
				 "AND state = 'queued'",
				 "r", order_id);
	return status;
}

enum bo_status outbox_add(struct bo *bo, int64_t printer_id, int64_t template_id, int64_t order_id,
			  int64_t ticket_id)
{
	const struct bo_session *who = &bo->session;
	int64_t now = bo_now(bo);
	enum bo_status status;
	bool many = false;

	if (printer_id == 0)
		return BO_OK;
	status = fit_ticket(bo, template_id, ticket_id);
	if (!status)
		status = find_turn(bo, order_id, &many);
	if (status)
		return status;
	return sql_run(bo,
		       "INSERT INTO print_job (printer_id, ticket_id, order_id, template_id, "
		       "staff_id, till_id, queued_at, changed_at, many) "
		       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		       "rrrrrriid", printer_id, ticket_id, order_id, template_id, who->staff_id,
		       who->till_id, now, now, (int)many);
}

/* By the order, which has an index; a ticket's own jobs have none. */
enum bo_status outbox_drop_ticket(struct bo *bo, int64_t ticket_id)
{
	enum bo_status status = sql_run(bo,
					"UPDATE print_job SET stale = 1 "
					"WHERE order_id = (SELECT v.order_id FROM ticket k "
					"JOIN voucher v ON v.id = k.voucher_id WHERE k.id = $1) "
					"AND ticket_id = $1 AND file IS NOT NULL",
					"r", ticket_id);

	if (status)
		return status;
	return sql_run(bo,
		       "UPDATE print_job SET state = 'dropped', changed_at = $1, "
		       "message = 'The ticket is void.' "
		       "WHERE order_id = (SELECT v.order_id FROM ticket k "
		       "JOIN voucher v ON v.id = k.voucher_id WHERE k.id = $2) "
		       "AND ticket_id = $2 AND state IN ('queued', 'failed', 'unknown')",
		       "ir", bo_now(bo), ticket_id);
}
