/*
 * Print jobs: a ticket as a row of the outbox, its document made when its turn has
 * come; and what people see of them.  "It is not there" makes the old code void
 * before a new one exists.
 */
#include "print/job.h"
#include "base/fail.h"
#include "house/access.h"
#include "journal/journal.h"
#include "print/fit.h"
#include "print/issue.h"
#include "print/queue.h"
#include "print/ticket.h"
#include "store/sql.h"

#include <boxoffice/print.h>
#include <boxoffice/staff.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define JOB_COLUMNS                                                                                \
	"SELECT j.id, j.printer_id, j.order_id, k.voucher_id, j.ticket_id, pr.name, vt.name, "     \
	"s.title, h.zone, pa.name, k.code, j.message, j.file, p.at, j.state, j.attempt, k.issue, " \
	"j.queued_at, j.changed_at, j.stale, k.state = 'active' FROM print_job j "                 \
	"JOIN printer pr ON pr.id = j.printer_id "                                                 \
	"JOIN ticket k ON k.id = j.ticket_id JOIN voucher v ON v.id = k.voucher_id "               \
	"JOIN voucher_type vt ON vt.id = v.type_id JOIN patron pa ON pa.id = v.patron_id "         \
	"LEFT JOIN performance p ON p.id = v.performance_id "                                      \
	"LEFT JOIN show s ON s.id = p.show_id LEFT JOIN house h ON h.id = s.house_id "
#define JOB_ORDER                                                                                  \
	" ORDER BY CASE j.state WHEN 'unknown' THEN 0 WHEN 'failed' THEN 1 ELSE 2 END, j.id "      \
	"LIMIT $3"

SQL_COLUMNS(ID, PRINTER_ID, ORDER, VOUCHER, TICKET, PRINTER, TYPE, SHOW, ZONE, PATRON, CODE,
	    MESSAGE, FILE_NAME, CURTAIN, STATE, ATTEMPT, ISSUE, QUEUED, CHANGED, STALE, ACTIVE);

static void read_job(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct bo_print_job *job = to;

	job->id = sql_id(rows, ID);
	job->printer_id = sql_id(rows, PRINTER_ID);
	job->order_id = sql_id(rows, ORDER);
	job->voucher_id = sql_id(rows, VOUCHER);
	job->ticket_id = sql_id(rows, TICKET);
	job->printer = sql_copy(rows, PRINTER, arena);
	job->type = sql_copy(rows, TYPE, arena);
	job->show = sql_copy(rows, SHOW, arena);
	job->zone = sql_copy(rows, ZONE, arena);
	job->patron = sql_copy(rows, PATRON, arena);
	job->code = sql_copy(rows, CODE, arena);
	job->message = sql_copy(rows, MESSAGE, arena);
	job->file = sql_copy(rows, FILE_NAME, arena);
	job->performance_at = sql_int(rows, CURTAIN);
	job->state = bo_job_state_from_code(sql_text(rows, STATE));
	job->attempt = sql_int(rows, ATTEMPT);
	job->issue = sql_int(rows, ISSUE);
	job->queued_at = sql_int(rows, QUEUED);
	job->changed_at = sql_int(rows, CHANGED);
	job->stale = sql_flag(rows, STALE);
	job->active = sql_flag(rows, ACTIVE);
}

/* Three questions, as each has its own index: what is open, one order's, the newest of all. */
static enum bo_status read_jobs(struct bo *bo, struct bo_arena *arena,
				const struct bo_print_filter *filter, struct bo_print_jobs *list)
{
	const struct sql_into *into = SQL_ROWS(arena, list->row, list->n, read_job);
	int64_t limit = filter->limit ? (int64_t)filter->limit : INT64_MAX;

	if (filter->open_only)
		return sql_list(bo, into,
				JOB_COLUMNS "WHERE " OUTBOX_IS_OPEN(
					"j") " AND ($1 IS NULL OR j.printer_id = $1) "
					     "AND ($2 IS NULL OR j.order_id = $2)" JOB_ORDER,
				"rri", filter->printer_id, filter->order_id, limit);
	if (filter->order_id)
		return sql_list(bo, into,
				JOB_COLUMNS "WHERE j.order_id = $2 "
					    "AND ($1 IS NULL OR j.printer_id = $1)" JOB_ORDER,
				"rri", filter->printer_id, filter->order_id, limit);
	return sql_list(bo, into,
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
	enum bo_status status = access_jobs(bo, filter);

	return status ? status : read_jobs(bo, arena, filter, list);
}

enum bo_status bo_print_tally(struct bo *bo, struct bo_job_tally *tally)
{
	int64_t printer;
	enum bo_status status = print_till(bo, &printer);

	return status ? status : outbox_tally(bo, printer, tally);
}

/* --- Tickets an act queues --- */

static void read_run(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct print_run *run = to;

	(void)arena;
	run->printer_id = sql_id(rows, 0);
	run->template_id = sql_id(rows, 1);
}

/* The till's own comes first, unless it is out of service; jobs for a default out of service wait.
 */
enum bo_status run_begin(struct bo *bo, struct print_run *run)
{
	*run = (struct print_run){ 0 };
	return sql_one(
		bo, SQL_ROW(NULL, run, read_run), NULL,
		"SELECT p.id, (SELECT max(id) FROM ticket_template) FROM printer p WHERE p.id = "
		"coalesce((SELECT o.id FROM till t JOIN printer o ON o.id = t.printer_id "
		"WHERE t.id = $1 AND o.removed = 0 AND o.disabled = 0), "
		"(SELECT min(d.id) FROM printer d WHERE d.is_default = 1 AND d.removed = 0))",
		"r", bo->session.till_id);
}

enum bo_status print_till(struct bo *bo, int64_t *printer_id)
{
	struct print_run run;
	enum bo_status status = run_begin(bo, &run);

	if (!status)
		*printer_id = run.printer_id;
	return status;
}

enum bo_status run_add(struct bo *bo, struct print_run *run, int64_t order_id, int64_t ticket_id)
{
	const struct bo_session *who = &bo->session;
	int64_t now = bo_now(bo), id = 0;
	enum bo_status status = BO_OK;

	if (run->printer_id == 0)
		return BO_OK;
	if (run->order_id != order_id)
		status = print_run_end(bo, run);
	if (!status)
		status = sql_number(bo, &id,
				    "INSERT INTO print_job (printer_id, ticket_id, order_id, "
				    "template_id, staff_id, till_id, queued_at, changed_at) "
				    "VALUES ($1, $2, $3, $4, $5, $6, $7, $7) RETURNING id",
				    "rrrrrri", run->printer_id, ticket_id, order_id,
				    run->template_id, who->staff_id, who->till_id, now);
	if (status)
		return status;
	run->order_id = order_id;
	if (run->first_job == 0)
		run->first_job = id;
	return BO_OK;
}

enum bo_status print_run_end(struct bo *bo, struct print_run *run)
{
	int64_t first = run->first_job;
	enum bo_status status = BO_OK;

	run->first_job = 0;
	if (first)
		status = fit_jobs(bo, run->template_id, run->order_id, first);
	return status || !first ? status : outbox_turn(bo, run->order_id);
}

/* --- What the outbox asks of tickets --- */

struct page {
	int64_t ticket_id, queued_at;
	const char *template;
	bool wanted;
	int dpi;
};

static void read_page(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct page *page = to;

	page->ticket_id = sql_id(rows, 0);
	page->queued_at = sql_int(rows, 1);
	page->template = sql_copy(rows, 2, arena);
	page->wanted = sql_flag(rows, 3);
	page->dpi = (int)sql_int(rows, 4);
}

static enum bo_status make(struct bo *bo, struct bo_arena *arena, int64_t id, int dpi,
			   struct outbox_document *document)
{
	struct page page;
	struct ticket ticket;
	struct pdf pdf = { .n = 0 };
	enum bo_status status =
		sql_one(bo, SQL_ROW(arena, &page, read_page), "print job",
			"SELECT j.ticket_id, j.queued_at, tt.body, k.state = 'active', pr.dpi "
			"FROM print_job j JOIN printer pr ON pr.id = j.printer_id "
			"JOIN ticket_template tt ON tt.id = j.template_id "
			"JOIN ticket k ON k.id = j.ticket_id WHERE j.id = $1",
			"r", id);

	if (status)
		return status;
	document->wanted = page.wanted;
	if (!page.wanted)
		return BO_OK;
	status = ticket_read(bo, arena, page.ticket_id, page.queued_at, &ticket);
	if (!status)
		status = ticket_draw(bo, page.template, &ticket, page.dpi ? page.dpi : dpi,
				     page.queued_at, &pdf);
	if (status)
		return status == BO_INVALID ? BO_PRINTER : status;
	document->bytes = pdf.bytes;
	document->n = pdf.n;
	document->width = pdf.width;
	document->height = pdf.height;
	snprintf(document->warning, sizeof document->warning, "%s", pdf.warning);
	document->name = bo_arena_printf(arena, "%06" PRId64 "-%06" PRId64 ".pdf", ticket.order_id,
					 ticket.id);
	return document->name ? BO_OK : fail_memory(bo);
}

static enum bo_status ask_wanted(struct bo *bo, int64_t id, bool *wanted)
{
	int64_t n = 0;
	enum bo_status status = sql_number(bo, &n,
					   "SELECT count(*) FROM print_job j JOIN ticket k ON k.id "
					   "= j.ticket_id WHERE j.id = $1 AND k.state = 'active'",
					   "r", id);

	if (!status)
		*wanted = n > 0;
	return status;
}

/* A job as it is inside the act that changes it. */
struct acted {
	int64_t printer_id, order_id, ticket_id, voucher_id;
};

static void read_acted(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	(void)arena;
	*(struct acted *)to = (struct acted){ .order_id = sql_id(rows, 0),
					      .ticket_id = sql_id(rows, 1),
					      .voucher_id = sql_id(rows, 2),
					      .printer_id = sql_id(rows, 3) };
}

/* On the printer it was for, unless that is out of service. */
static enum bo_status replace(struct bo *bo, const struct acted *job)
{
	struct print_run run;
	int64_t ticket;
	enum bo_status status = issue_again(bo, job->voucher_id, ISSUE_SPOILED, &ticket);

	if (!status)
		status = run_begin(bo, &run);
	if (status)
		return status;
	if (job->printer_id)
		run.printer_id = job->printer_id;
	status = run_add(bo, &run, job->order_id, ticket);
	return status ? status : print_run_end(bo, &run);
}

/* A retry takes the newest template, as the old one may be what made it fail; a ticket that is void
 * already needs no successor: it was refunded or reprinted meanwhile. */
static enum bo_status acted(struct bo *bo, const struct outbox_row *row, enum bo_job_state was,
			    bool wanted)
{
	struct acted job;
	enum bo_status status = sql_one(
		bo, SQL_ROW(NULL, &job, read_acted), "print job",
		"SELECT j.order_id, j.ticket_id, k.voucher_id, CASE WHEN p.removed = 0 AND "
		"p.disabled = 0 THEN p.id END FROM print_job j JOIN ticket k ON k.id = j.ticket_id "
		"JOIN printer p ON p.id = j.printer_id WHERE j.id = $1",
		"r", row->id);

	if (!status)
		status = journal_add(
			bo, row->state == BO_JOB_QUEUED ? "print.retried" : "print.settled",
			job.order_id,
			json_pack("{s:I, s:I, s:s, s:s}", "job", (json_int_t)row->id, "ticket",
				  (json_int_t)job.ticket_id, "was", bo_job_state_code(was), "is",
				  bo_job_state_code(row->state)),
			NULL);
	if (!status && row->state == BO_JOB_QUEUED)
		status = sql_run(bo,
				 "UPDATE print_job SET template_id = (SELECT max(id) FROM "
				 "ticket_template) WHERE id = $1",
				 "r", row->id);
	if (!status && row->state == BO_JOB_SPOILED && wanted)
		status = replace(bo, &job);
	return status;
}

static const struct outbox_transport *const transports[] = { &outbox_folder, &print_queue, NULL };

const struct outbox_kind print_tickets = {
	.row = "print job",
	.thing = "ticket",
	.place = "printer",
	.mark = "Tickets of boxoffice lie here.  Without this file its printer stops, as this may "
		"be another folder.\n",
	.transports = transports,
	.make = make,
	.ask_wanted = ask_wanted,
	.acted = acted,
};

/* --- What people and workers ask of the outbox --- */

bool bo_print_job_may(const struct bo_print_job *job, enum bo_job_act act, struct bo_buf *why)
{
	return outbox_may_act(&print_tickets, job->id, job->state, job->active, act, why);
}

static enum bo_status act_on(struct bo *bo, int64_t job_id, enum bo_job_act act)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = bo_require(bo, BO_MAY_REPRINT);

	if (!status)
		status = outbox_act(bo, &arena, &print_tickets, &job_id, 1, act, false, NULL, NULL);
	bo_arena_clear(&arena);
	return status;
}

enum bo_status bo_print_settle_printed(struct bo *bo, int64_t job_id)
{
	return act_on(bo, job_id, BO_JOB_SETTLE_PRINTED);
}

enum bo_status bo_print_settle_spoiled(struct bo *bo, int64_t job_id)
{
	return act_on(bo, job_id, BO_JOB_SETTLE_SPOILED);
}

enum bo_status bo_print_retry(struct bo *bo, int64_t job_id)
{
	return act_on(bo, job_id, BO_JOB_RETRY);
}

enum bo_status bo_print_retry_many(struct bo *bo, struct bo_arena *arena, const int64_t *jobs,
				   size_t n, bool same, int64_t **retried, size_t *n_retried)
{
	enum bo_status status = bo_require(bo, BO_MAY_REPRINT);

	return status ? status
		      : outbox_act(bo, arena, &print_tickets, jobs, n, BO_JOB_RETRY, same, retried,
				   n_retried);
}

enum bo_status bo_print_step(struct bo *bo, int64_t printer_id, int deadline, bool *worked)
{
	return outbox_step(bo, &print_tickets, printer_id, deadline, worked);
}
