/*
 * What people do with print jobs: see them, say what became of one, send one
 * again.  "It is not there" makes the old code void before a new one exists.
 */
#include "base/fail.h"
#include "house/access.h"
#include "journal/journal.h"
#include "print/issue.h"
#include "print/outbox.h"
#include "store/sql.h"

#include <boxoffice/staff.h>

#include <inttypes.h>
#include <string.h>

#define JOB_COLUMNS                                                                                \
	"SELECT j.id, j.printer_id, j.order_id, k.voucher_id, j.ticket_id, pr.name, vt.name, "     \
	"s.title, h.zone, pa.name, k.code, j.message, j.file, p.at, j.state, j.attempt, k.issue, " \
	"j.queued_at, j.changed_at, j.stale FROM print_job j JOIN printer pr ON pr.id = "          \
	"j.printer_id "                                                                            \
	"JOIN ticket k ON k.id = j.ticket_id JOIN voucher v ON v.id = k.voucher_id "               \
	"JOIN voucher_type vt ON vt.id = v.type_id JOIN patron pa ON pa.id = v.patron_id "         \
	"LEFT JOIN performance p ON p.id = v.performance_id "                                      \
	"LEFT JOIN show s ON s.id = p.show_id LEFT JOIN house h ON h.id = s.house_id "
#define JOB_ORDER                                                                                  \
	" ORDER BY CASE j.state WHEN 'unknown' THEN 0 WHEN 'failed' THEN 1 ELSE 2 END, j.id "      \
	"LIMIT $3"

static void read_job(struct sql_rows *rows, struct bo_arena *arena, struct bo_print_job *job)
{
	job->id = sql_id(rows, 0);
	job->printer_id = sql_id(rows, 1);
	job->order_id = sql_id(rows, 2);
	job->voucher_id = sql_id(rows, 3);
	job->ticket_id = sql_id(rows, 4);
	job->printer = sql_copy(rows, 5, arena);
	job->type = sql_copy(rows, 6, arena);
	job->show = sql_copy(rows, 7, arena);
	job->zone = sql_copy(rows, 8, arena);
	job->patron = sql_copy(rows, 9, arena);
	job->code = sql_copy(rows, 10, arena);
	job->message = sql_copy(rows, 11, arena);
	job->file = sql_copy(rows, 12, arena);
	job->performance_at = sql_int(rows, 13);
	job->state = outbox_state(sql_text(rows, 14));
	job->attempt = sql_int(rows, 15);
	job->issue = sql_int(rows, 16);
	job->queued_at = sql_int(rows, 17);
	job->changed_at = sql_int(rows, 18);
	job->stale = sql_flag(rows, 19);
}

/* Three questions, as each has its own index: what is open, one order's, the newest of all. */
static enum bo_status ask(struct bo *bo, const struct bo_print_filter *filter,
			  struct sql_rows **rows)
{
	int64_t limit = filter->limit ? (int64_t)filter->limit : INT64_MAX;

	if (filter->open_only)
		return sql_query(bo, rows,
				 JOB_COLUMNS "WHERE " JOB_IS_OPEN(
					 "j") " AND ($1 IS NULL OR j.printer_id = $1) "
					      "AND ($2 IS NULL OR j.order_id = $2)" JOB_ORDER,
				 "rri", filter->printer_id, filter->order_id, limit);
	if (filter->order_id)
		return sql_query(bo, rows,
				 JOB_COLUMNS "WHERE j.order_id = $2 "
					     "AND ($1 IS NULL OR j.printer_id = $1)" JOB_ORDER,
				 "rri", filter->printer_id, filter->order_id, limit);
	return sql_query(bo, rows,
			 JOB_COLUMNS "WHERE j.id IN (SELECT n.id FROM print_job n "
				     "WHERE ($1 IS NULL OR n.printer_id = $1) "
				     "AND ($2 IS NULL OR n.order_id = $2) "
				     "ORDER BY n.id DESC LIMIT $3)" JOB_ORDER,
			 "rri", filter->printer_id, filter->order_id, limit);
}

/* Whoever was just sold something follows its tickets to the printer. */
static enum bo_status access_jobs(struct bo *bo, const struct bo_print_filter *filter)
{
	if (bo->store && bo->session.self_service && filter->order_id &&
	    filter->order_id == bo->session.own_order)
		return BO_OK;
	return access_read(bo, filter->order_id ? BO_MAY_READ_SALES : BO_MAY_REPRINT);
}

enum bo_status bo_print_job_list(struct bo *bo, struct bo_arena *arena,
				 const struct bo_print_filter *filter, struct bo_print_jobs *list)
{
	struct bo_print_jobs found = { 0 };
	struct sql_rows *rows;
	enum bo_status status = access_jobs(bo, filter), ended;

	if (!status)
		status = ask(bo, filter, &rows);
	if (status)
		return status;
	while (!status && sql_next(rows)) {
		struct bo_print_job *grown =
			bo_arena_grow(arena, found.row, found.n, sizeof *grown);

		if (!grown) {
			status = fail_memory(bo);
			break;
		}
		found.row = grown;
		read_job(rows, arena, &found.row[found.n++]);
	}
	ended = sql_end(rows);
	if (!status)
		status = ended;
	if (!status)
		*list = found;
	return status;
}

enum bo_status bo_print_tally(struct bo *bo, struct bo_print_tally *tally)
{
	struct bo_print_tally found = { 0 };
	struct sql_rows *rows;
	int64_t printer;
	enum bo_status status = outbox_printer_of_till(bo, &printer);

	if (!status)
		status = sql_query(bo, &rows,
				   "SELECT count(CASE WHEN j.state IN ('queued', 'created', "
				   "'sent') THEN 1 END), "
				   "count(CASE WHEN j.state = 'failed' THEN 1 END), "
				   "count(CASE WHEN j.state = 'unknown' THEN 1 END) "
				   "FROM print_job j WHERE j.printer_id = $1 AND " JOB_IS_OPEN("j"),
				   "r", printer);
	if (status)
		return status;
	if (sql_next(rows)) {
		found.waiting = sql_int(rows, 0);
		found.failed = sql_int(rows, 1);
		found.unknown = sql_int(rows, 2);
	}
	status = sql_end(rows);
	if (!status)
		*tally = found;
	return status;
}

/* A job as it is inside the act that changes it. */
struct row {
	int64_t id, printer_id, order_id, ticket_id, voucher_id;
	enum bo_job_state state;
	bool active, usable; /* its ticket; its printer */
};

static enum bo_status read_row(struct bo *bo, int64_t id, struct row *row)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT j.printer_id, j.order_id, j.ticket_id, k.voucher_id, j.state, "
		"k.state = 'active', p.removed = 0 AND p.disabled = 0 FROM print_job j "
		"JOIN ticket k ON k.id = j.ticket_id JOIN printer p ON p.id = j.printer_id "
		"WHERE j.id = $1",
		"r", id);

	if (status)
		return status;
	if (sql_next(rows)) {
		row->id = id;
		row->printer_id = sql_id(rows, 0);
		row->order_id = sql_id(rows, 1);
		row->ticket_id = sql_id(rows, 2);
		row->voucher_id = sql_id(rows, 3);
		row->state = outbox_state(sql_text(rows, 4));
		row->active = sql_flag(rows, 5);
		row->usable = sql_flag(rows, 6);
	}
	status = sql_end(rows);
	if (!status && row->id == 0)
		status = fail(bo, BO_NOT_FOUND, "There is no print job %" PRId64 ".", id);
	return status;
}

/* created and queued rows belong to the worker; outbox_may() lets nobody pull them away by these.
 */
static enum bo_status move(struct bo *bo, const struct row *row, enum bo_job_state to,
			   const char *kind)
{
	enum bo_status status;

	if (!outbox_may(row->state, to) || row->state == BO_JOB_CREATED ||
	    row->state == BO_JOB_SENT || row->state == BO_JOB_QUEUED)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "Print job %" PRId64 " is \"%s\": it cannot become \"%s\".",
				 row->id, bo_job_state_label(row->state), bo_job_state_label(to));
	status = sql_run(bo,
			 "UPDATE print_job SET state = $1, message = '', changed_at = $2 "
			 "WHERE id = $3",
			 "sir", bo_job_state_code(to), bo_now(bo), row->id);
	return status ? status
		      : journal_add(bo, kind, row->order_id,
				    json_pack("{s:I, s:I, s:s, s:s}", "job", (json_int_t)row->id,
					      "ticket", (json_int_t)row->ticket_id, "was",
					      bo_job_state_code(row->state), "is",
					      bo_job_state_code(to)),
				    NULL);
}

static enum bo_status settle_printed(struct bo *bo, const struct row *row)
{
	return move(bo, row, BO_JOB_PRINTED, "print.settled");
}

/* A ticket that is void already needs no successor: it was refunded or reprinted meanwhile. */
static enum bo_status settle_spoiled(struct bo *bo, const struct row *row)
{
	int64_t ticket, printer, template;
	enum bo_status status = move(bo, row, BO_JOB_SPOILED, "print.settled");

	if (status || !row->active)
		return status;
	status = issue_again(bo, row->voucher_id, ISSUE_SPOILED, &ticket);
	if (!status)
		status = outbox_printer(bo, &printer, &template);
	if (status)
		return status;
	return outbox_add(bo, row->usable ? row->printer_id : printer, template, row->order_id,
			  ticket);
}

/* With the newest template, as the old one may be what made it fail. */
static enum bo_status retry(struct bo *bo, const struct row *row)
{
	enum bo_status status;

	if (!row->active)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "The ticket of print job %" PRId64 " is void.", row->id);
	status = move(bo, row, BO_JOB_QUEUED, "print.retried");
	return status ? status
		      : sql_run(bo,
				"UPDATE print_job SET template_id = (SELECT max(id) FROM "
				"ticket_template) WHERE id = $1",
				"r", row->id);
}

static enum bo_status act_on(struct bo *bo, int64_t job_id,
			     enum bo_status (*what)(struct bo *, const struct row *))
{
	struct row row = { 0 };
	enum bo_status status = bo_require(bo, BO_MAY_REPRINT);

	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	status = read_row(bo, job_id, &row);
	if (!status)
		status = what(bo, &row);
	return act_end(bo, status);
}

enum bo_status bo_print_settle_printed(struct bo *bo, int64_t job_id)
{
	return act_on(bo, job_id, settle_printed);
}

enum bo_status bo_print_settle_spoiled(struct bo *bo, int64_t job_id)
{
	return act_on(bo, job_id, settle_spoiled);
}

enum bo_status bo_print_retry(struct bo *bo, int64_t job_id)
{
	return act_on(bo, job_id, retry);
}

struct pile {
	struct bo_arena *arena;
	int64_t *id;
	size_t n;
};

static enum bo_status pile_up(struct bo *bo, struct pile *pile, int64_t id)
{
	int64_t *grown;

	for (size_t i = 0; i < pile->n; i++)
		if (pile->id[i] == id)
			return BO_OK;
	grown = bo_arena_grow(pile->arena, pile->id, pile->n, sizeof *grown);
	if (!grown)
		return fail_memory(bo);
	pile->id = grown;
	pile->id[pile->n++] = id;
	return BO_OK;
}

/* A ticket that is void meanwhile is nobody's wish. */
static enum bo_status pile_up_same(struct bo *bo, struct pile *pile, int64_t id)
{
	struct sql_rows *rows;
	enum bo_status ended,
		status = sql_query(bo, &rows,
				   "SELECT j.id FROM print_job w JOIN print_job j ON "
				   "j.printer_id = w.printer_id AND j.message = w.message "
				   "JOIN ticket k ON k.id = j.ticket_id "
				   "WHERE w.id = $1 AND j.state = 'failed' AND k.state = 'active' "
				   "AND " JOB_IS_OPEN("j") " ORDER BY j.id",
				   "r", id);

	if (status)
		return status;
	while (!status && sql_next(rows))
		status = pile_up(bo, pile, sql_id(rows, 0));
	ended = sql_end(rows);
	return status ? status : ended;
}

static enum bo_status retry_many(struct bo *bo, const int64_t *jobs, size_t n, bool same,
				 struct pile *pile)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = pile_up(bo, pile, jobs[i]);
	for (size_t i = 0; i < n && same && !status; i++)
		status = pile_up_same(bo, pile, jobs[i]);
	for (size_t i = 0; i < pile->n && !status; i++) {
		struct row row = { 0 };

		status = read_row(bo, pile->id[i], &row);
		if (!status)
			status = retry(bo, &row);
	}
	return status;
}

enum bo_status bo_print_retry_many(struct bo *bo, struct bo_arena *arena, const int64_t *jobs,
				   size_t n, bool same, int64_t **retried, size_t *n_retried)
{
	struct pile pile = { .arena = arena };
	enum bo_status status = bo_require(bo, BO_MAY_REPRINT);

	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	status = act_end(bo, retry_many(bo, jobs, n, same, &pile));
	if (!status) {
		*retried = pile.id;
		*n_retried = pile.n;
	}
	return status;
}
