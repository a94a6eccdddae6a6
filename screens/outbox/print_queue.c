/*
 * What is not on paper yet, and why.
 *
 * A job that may or may not be on paper is settled by whoever has looked at the printer, and by
 * nobody else; so that question names all it can mean.  What failed left nothing behind and goes
 * again on one key.
 */
#include "kit/ask.h"
#include "registry.h"

#include "ui/widget/list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_SETTLE = 1, DONE_SHOWN = 500, PRINTERS_SHOWN = 4, DETAIL_ROWS = 3 };

struct queue {
	struct bo_arena arena;
	struct bo_print_jobs jobs;
	struct bo_printers printers;
	struct ui_list list;
	int64_t now;
	bool all;      /* also what is done today */
	int64_t asked; /* the job the question is about */
	char text[400];
};

static bool has_job(const struct screen *screen)
{
	const struct queue *q = screen->state;

	return q->jobs.n > 0;
}

static bool can_retry(const struct screen *screen)
{
	const struct queue *q = screen->state;

	return q->jobs.n > 0 && q->jobs.row[q->list.row].state == BO_JOB_FAILED;
}

static const struct command_ref queue_commands[] = {
	{ .command = CMD_OPEN, .label = "Settle", .enabled = has_job, .why = "there is no job" },
	{ .command = CMD_RETRY, .enabled = can_retry, .why = "nothing has failed" },
	{ .command = CMD_RETRY_SAME, .enabled = can_retry, .why = "nothing has failed" },
	{ .command = CMD_SHOW_ALL },
	{ .command = CMD_REFRESH },
	{ .command = CMD_NONE },
};

static bool is_done(enum bo_job_state state)
{
	return state == BO_JOB_PRINTED || state == BO_JOB_SPOILED || state == BO_JOB_DROPPED;
}

static void queue_layout(struct screen *screen, int height, int width);

/* What was done today, newest first, behind what is open. */
static enum bo_status add_done(struct queue *q, struct bo *bo)
{
	struct bo_print_filter filter = { .limit = DONE_SHOWN };
	struct bo_print_jobs all;
	char today[BO_DATE_SIZE], day[BO_DATE_SIZE];
	enum bo_status status = bo_print_job_list(bo, &q->arena, &filter, &all);

	bo_date_of(q->now, bo_zone(bo), today);
	for (size_t i = status ? 0 : all.n; i-- > 0;) {
		struct bo_print_job *grown;

		bo_date_of(all.row[i].changed_at, bo_zone(bo), day);
		if (!is_done(all.row[i].state) || strcmp(day, today) != 0)
			continue;
		grown = bo_arena_grow(&q->arena, q->jobs.row, q->jobs.n, sizeof *grown);
		if (!grown)
			return BO_NO_MEMORY;
		q->jobs.row = grown;
		q->jobs.row[q->jobs.n++] = all.row[i];
	}
	return status;
}

static void queue_recalc(struct screen *screen)
{
	struct queue *q = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_print_filter filter = { .open_only = true };
	int64_t at = q->jobs.n > 0 ? q->jobs.row[q->list.row].id : 0;
	enum bo_status status;

	bo_arena_clear(&q->arena);
	q->jobs = (struct bo_print_jobs){ 0 };
	q->printers = (struct bo_printers){ 0 };
	q->now = bo_now(bo);
	status = bo_print_job_list(bo, &q->arena, &filter, &q->jobs);
	if (!status && q->all)
		status = add_done(q, bo);
	if (!status)
		status = bo_printer_list(bo, &q->arena, &q->printers);
	session_failed(screen, status);
	for (size_t i = 0; i < q->jobs.n; i++)
		if (q->jobs.row[i].id == at)
			q->list.row = (int)i; /* the cursor stays with its job */
	if (q->list.row >= (int)q->jobs.n)
		q->list.row = q->jobs.n > 0 ? (int)q->jobs.n - 1 : 0;
	queue_layout(screen, screen->rows, screen->cols);
}

static void queue_close(struct screen *screen)
{
	struct queue *q = screen->state;

	bo_arena_clear(&q->arena);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct queue *q = arg;

	return (int)q->jobs.n;
}

static void age(int64_t seconds, char *text, size_t size)
{
	if (seconds < 0)
		seconds = 0;
	if (seconds < 60)
		snprintf(text, size, "%" PRId64 "s", seconds);
	else if (seconds < 3600)
		snprintf(text, size, "%" PRId64 "m", seconds / 60);
	else if (seconds < 86400)
		snprintf(text, size, "%" PRId64 "h", seconds / 3600);
	else
		snprintf(text, size, "%" PRId64 "d", seconds / 86400);
}

enum {
	COL_STATE,
	COL_AGE,
	COL_ORDER,
	COL_SHOW,
	COL_AT,
	COL_TYPE,
	COL_PATRON,
	COL_PRINTER,
	COL_WHY
};

static const struct ui_column columns[] = {
	[COL_STATE] = { .title = "State", .width = 21 },
	[COL_AGE] = { .title = "Age", .width = 4, .right = true },
	[COL_ORDER] = { .title = "Order", .width = 6, .right = true },
	[COL_SHOW] = { .title = "Show", .width = 8, .grow = true },
	[COL_AT] = { .title = "When", .width = 16, .drop = 4 },
	[COL_TYPE] = { .title = "Type", .width = 14, .grow = true, .drop = 1 },
	[COL_PATRON] = { .title = "Patron", .width = 10, .grow = true, .drop = 5 },
	[COL_PRINTER] = { .title = "Printer", .width = 9, .grow = true, .drop = 2 },
	[COL_WHY] = { .title = "Why", .width = 18, .grow = true, .drop = 6 },
};

static void put_when(int64_t at, const char *zone, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	if (at > 0)
		bo_when_short(&buf, at, zone ? zone : "UTC", false);
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct queue *q = arg;
	const struct bo_print_job *job = &q->jobs.row[row];

	if (column == COL_STATE)
		snprintf(text, size, "%s%s", job->state == BO_JOB_UNKNOWN ? "? " : "",
			 bo_job_state_label(job->state));
	else if (column == COL_AGE)
		age(q->now - job->queued_at, text, size);
	else if (column == COL_ORDER)
		snprintf(text, size, "%" PRId64, job->order_id);
	else if (column == COL_SHOW)
		snprintf(text, size, "%s", job->show ? job->show : "");
	else if (column == COL_AT)
		put_when(job->performance_at, job->zone, text, size);
	else if (column == COL_TYPE)
		snprintf(text, size, "%s", job->type ? job->type : "");
	else if (column == COL_PATRON)
		snprintf(text, size, "%s", job->patron ? job->patron : "");
	else if (column == COL_PRINTER)
		snprintf(text, size, "%s", job->printer ? job->printer : "");
	else
		snprintf(text, size, "%s", job->message ? job->message : "");
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct queue *q = arg;
	enum bo_job_state state = q->jobs.row[row].state;

	if (column != COL_STATE)
		return is_done(state) ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
	if (state == BO_JOB_UNKNOWN)
		return UI_ROLE_ERROR;
	if (state == BO_JOB_FAILED)
		return UI_ROLE_WARN;
	return state == BO_JOB_PRINTED ? UI_ROLE_OK : UI_ROLE_NORMAL;
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = sizeof columns / sizeof columns[0],
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "Everything is on paper. \"a\" shows what was done today.",
};

static int printer_rows(const struct queue *q, int height)
{
	int n = q->printers.n < PRINTERS_SHOWN ? (int)q->printers.n : PRINTERS_SHOWN;

	if (height < 16)
		return 0;
	return 1 + (n > 0 ? n : 1);
}

static struct ui_rect list_part(const struct queue *q, int height, int width)
{
	int below = printer_rows(q, height) + (height >= 12 && q->jobs.n > 0 ? DETAIL_ROWS + 1 : 0);

	return (struct ui_rect){ 0, 1, height - below, width - 2 };
}

static void queue_layout(struct screen *screen, int height, int width)
{
	struct queue *q = screen->state;

	ui_list_layout(&q->list, list_part(q, height, width).rows, (int)q->jobs.n);
}

static void draw_printers(const struct queue *q, struct ui_surface *s, int y)
{
	int most = printer_rows(q, s->rows) - 1;

	if (most < 0)
		return;
	ui_hline(s, y, 0, s->cols, UI_ROLE_BORDER);
	ui_put(s, y++, 2, UI_ROLE_BORDER, " Printers ");
	if (q->printers.n == 0)
		ui_put_cut(s, y, 1, s->cols - 2, UI_ROLE_HINT,
			   "None is set up: Setup makes one (Alt-U).");
	if ((int)q->printers.n > most && most > 0) {
		most--;
		ui_putf(s, y + most, 1, UI_ROLE_MARK, "and %d more, see Setup (Alt-U)",
			(int)q->printers.n - most);
	}
	for (int i = 0; i < most && i < (int)q->printers.n; i++, y++) {
		const struct bo_printer *p = &q->printers.row[i];
		int x = 1 + ui_put_cut(s, y, 1, 18, UI_ROLE_NORMAL, p->name) + 2;
		const char *status = p->disabled	       ? "switched off"
				     : p->status && *p->status ? p->status
							       : "not looked at yet";

		x = x < 20 ? 20 : x;
		x += ui_putf(s, y, x, UI_ROLE_NORMAL, "%" PRId64 " waiting, %" PRId64 " unknown  ",
			     p->waiting, p->unknown);
		if (p->stopped)
			x += ui_put(s, y, x, UI_ROLE_ERROR, "stopped ");
		ui_put_cut(s, y, x, s->cols - x - 1, p->stopped ? UI_ROLE_WARN : UI_ROLE_HINT,
			   status);
	}
}

static const char *advice(enum bo_job_state state)
{
	switch (state) {
	case BO_JOB_UNKNOWN:
		return "Enter: look at the printer, then say whether the ticket is there.";
	case BO_JOB_FAILED:
		return "Nothing left for the printer. r sends the same ticket again.";
	case BO_JOB_QUEUED:
		return "It waits for its turn, or for the printer.";
	case BO_JOB_CREATED:
	case BO_JOB_SENT:
		return "It is with the printer; this line changes by itself.";
	case BO_JOB_PRINTED:
		return "It is on paper.";
	case BO_JOB_SPOILED:
		return "It was lost or damaged; its code is void and a new ticket took its place.";
	case BO_JOB_DROPPED:
	case BO_JOB_STATE_COUNT:
		break;
	}
	return "Nobody wants it any more.";
}

/* Why nothing happens to a job, as far as its printer has said. */
static const char *trouble(const struct queue *q, const struct bo_print_job *job)
{
	if (job->message && *job->message)
		return job->message;
	for (size_t i = 0; i < q->printers.n; i++) {
		const struct bo_printer *p = &q->printers.row[i];

		if (p->id != job->printer_id || is_done(job->state))
			continue;
		if (p->disabled)
			return "Its printer is switched off.";
		return p->stopped && p->status ? p->status : "";
	}
	return job->file ? job->file : "";
}

static void draw_detail(const struct queue *q, struct ui_surface *s, int y)
{
	const struct bo_print_job *job;
	char when[64] = "";

	if (s->rows < 12 || q->jobs.n == 0)
		return;
	ui_hline(s, y, 0, s->cols, UI_ROLE_BORDER);
	job = &q->jobs.row[q->list.row];
	put_when(job->performance_at, job->zone, when, sizeof when);
	int x = 1 + ui_putf(s, y + 1, 1, UI_ROLE_NORMAL, "Order %" PRId64 ", %s, %s %s, %s",
			    job->order_id, job->type ? job->type : "", job->show ? job->show : "",
			    when, job->patron ? job->patron : "");

	if (job->code && *job->code)
		ui_putf(s, y + 1, x, UI_ROLE_HINT, "  %s", job->code);
	ui_put_cut(s, y + 2, 1, s->cols - 2, is_done(job->state) ? UI_ROLE_HINT : UI_ROLE_WARN,
		   trouble(q, job));
	ui_put_cut(s, y + 3, 1, s->cols - 2, UI_ROLE_HINT, advice(job->state));
}

static void queue_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct queue *q = screen->state;
	struct ui_rect at = list_part(q, s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, at);

	ui_list_draw(&q->list, &model, q, &part, true);
	draw_detail(q, s, at.rows);
	draw_printers(q, s, s->rows - printer_rows(q, s->rows));
}

static void queue_heading(const struct screen *screen, char *text, size_t size)
{
	const struct queue *q = screen->state;

	snprintf(text, size, "Print queue%s", q->all ? ": today" : "");
}

/* --- Acting --- */

static unsigned ask_unknown(struct screen *screen, const struct bo_print_job *job)
{
	struct queue *q = screen->state;
	struct ui_dialog question = {
		.title = "Is the ticket there?",
		.text = q->text,
		.role = UI_ROLE_WARN,
		.answers = { { "h", "It is here" },
			     { "n", "Not here or damaged" },
			     { "<Esc>", "Back" } },
	};

	q->asked = job->id;
	snprintf(q->text, sizeof q->text,
		 "Look at %s for a ticket of order %" PRId64 " (%s, %s) with the code %s. If it is "
		 "not there or damaged, that code becomes void and a new ticket is printed.",
		 job->printer ? job->printer : "the printer", job->order_id,
		 job->type ? job->type : "", job->show ? job->show : "",
		 job->code && *job->code ? job->code : "-");
	app_push(screen->app, &ask_screen, &question, TAG_SETTLE);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned acted(struct screen *screen, enum bo_status status, const char *said)
{
	if (!session_failed(screen, status)) {
		app_info(screen->app, "%s", said);
		session_wake_printer(session_of(screen));
	}
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned retry(struct screen *screen)
{
	const struct queue *q = screen->state;

	return acted(screen, bo_print_retry(session_bo(screen), q->jobs.row[q->list.row].id),
		     "The same ticket waits for the printer again.");
}

static unsigned retry_same(struct screen *screen)
{
	struct queue *q = screen->state;
	int64_t id = q->jobs.row[q->list.row].id, *retried;
	size_t n = 0;
	enum bo_status status =
		bo_print_retry_many(session_bo(screen), &q->arena, &id, 1, true, &retried, &n);

	snprintf(q->text, sizeof q->text, "%zu ticket%s for the printer again.", n,
		 n == 1 ? " waits" : "s wait");
	return acted(screen, status, q->text);
}

static unsigned open_job(struct screen *screen)
{
	const struct queue *q = screen->state;
	const struct bo_print_job *job;

	if (q->jobs.n == 0)
		return UI_HANDLED | UI_BELL;
	job = &q->jobs.row[q->list.row];
	if (job->state == BO_JOB_UNKNOWN)
		return ask_unknown(screen, job);
	app_info(screen->app, "%s", advice(job->state));
	return UI_HANDLED | UI_REDRAW;
}

static unsigned queue_event(struct screen *screen, const struct ui_event *event)
{
	struct queue *q = screen->state;
	int64_t now = bo_now(session_bo(screen));
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (event->type == UI_EVENT_TICK && now / 10 != q->now / 10) {
		q->now = now; /* ages grow */
		return UI_REDRAW;
	}
	e.x -= 1;
	r = ui_list_letters(&q->list, &e, (int)q->jobs.n);
	return r & UI_ACCEPTED ? open_job(screen) : r;
}

static unsigned queue_command(struct screen *screen, enum command command)
{
	struct queue *q = screen->state;

	if (command == CMD_OPEN)
		return open_job(screen);
	if (command == CMD_RETRY)
		return retry(screen);
	if (command == CMD_RETRY_SAME)
		return retry_same(screen);
	if (command == CMD_REFRESH) {
		session_wake_printer(session_of(screen));
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	if (command != CMD_SHOW_ALL)
		return UI_IGNORED;
	q->all = !q->all;
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned queue_done(struct screen *screen, int tag, const void *result)
{
	struct queue *q = screen->state;
	struct bo *bo = session_bo(screen);
	const int *answer = result;

	if (tag == TAG_SETTLE && answer && *answer == 0)
		return acted(screen, bo_print_settle_printed(bo, q->asked),
			     "Settled: the ticket is on paper.");
	if (tag == TAG_SETTLE && answer && *answer == 1)
		return acted(screen, bo_print_settle_spoiled(bo, q->asked),
			     "Settled: the old code is void, a new ticket is being printed.");
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops print_queue_screen = {
	.name = "print queue",
	.title = "Print queue",
	.state_size = sizeof(struct queue),
	.commands = queue_commands,
	.recalc = queue_recalc,
	.layout = queue_layout,
	.draw = queue_draw,
	.event = queue_event,
	.command = queue_command,
	.done = queue_done,
	.close = queue_close,
	.heading = queue_heading,
};
