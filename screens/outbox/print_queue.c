/*
 * What is not on paper yet, and why.
 *
 * A job that may or may not be on paper is settled by whoever has looked at the printer, and by
 * nobody else; so that question names all it can mean.  What failed left nothing behind and goes
 * again on one key.
 */
#include "kit/table.h"
#include "registry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_SETTLE = 1, DONE_SHOWN = 500, PRINTERS_SHOWN = 4, DETAIL_ROWS = 3 };

struct queue {
	struct table_view view;
	struct bo_printers printers;
	int64_t now;
	bool all; /* also what is done today */
};

static bool can_retry(const struct screen *screen)
{
	const struct bo_print_job *job = table_here(screen);

	return job && bo_print_job_may(job, BO_JOB_RETRY, NULL);
}

static const struct command_ref queue_commands[] = {
	{ CMD_OPEN, "Settle", table_on_row, false, "there is no job" },
	{ CMD_RETRY, NULL, can_retry, false, "nothing has failed" },
	{ CMD_RETRY_SAME, NULL, can_retry, false, "nothing has failed" },
	{ CMD_SHOW_ALL, NULL, NULL, false, NULL },
	{ CMD_REFRESH, NULL, NULL, false, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static bool is_done(enum bo_job_state state)
{
	return bo_job_turn(state) == BO_JOB_OF_NOBODY;
}

/* What was done today, newest first, behind what is open. */
static enum bo_status add_done(struct screen *screen, struct bo_arena *arena,
			       struct bo_print_jobs *jobs)
{
	const struct queue *q = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_print_filter filter = { .limit = DONE_SHOWN };
	struct bo_print_jobs all;
	char today[BO_DATE_SIZE], day[BO_DATE_SIZE];
	enum bo_status status = bo_print_job_list(bo, arena, &filter, &all);

	bo_date_of(q->now, bo_zone(bo), today);
	for (size_t i = status ? 0 : all.n; i-- > 0;) {
		struct bo_print_job *grown;

		bo_date_of(all.row[i].changed_at, bo_zone(bo), day);
		if (!is_done(all.row[i].state) || strcmp(day, today) != 0)
			continue;
		grown = bo_arena_grow(arena, jobs->row, jobs->n, sizeof *grown);
		if (!grown)
			return BO_NO_MEMORY;
		jobs->row = grown;
		jobs->row[jobs->n++] = all.row[i];
	}
	return status;
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct queue *q = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_print_filter filter = { .open_only = true };
	struct bo_print_jobs jobs = { 0 };
	enum bo_status status;

	q->printers = (struct bo_printers){ 0 };
	q->now = bo_now(bo);
	status = bo_print_job_list(bo, rows->arena, &filter, &jobs);
	if (!status && q->all)
		status = add_done(screen, rows->arena, &jobs);
	if (!status)
		status = bo_printer_list(bo, rows->arena, &q->printers);
	return table_found(rows, status, jobs.row, jobs.n);
}

/* --- Drawing --- */

static void age(int64_t seconds, struct bo_buf *text)
{
	if (seconds < 0)
		seconds = 0;
	if (seconds < 60)
		bo_buf_printf(text, "%" PRId64 "s", seconds);
	else if (seconds < 3600)
		bo_buf_printf(text, "%" PRId64 "m", seconds / 60);
	else if (seconds < 86400)
		bo_buf_printf(text, "%" PRId64 "h", seconds / 3600);
	else
		bo_buf_printf(text, "%" PRId64 "d", seconds / 86400);
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

static void put_when(int64_t at, const char *zone, struct bo_buf *text)
{
	if (at > 0)
		bo_when_short(text, at, zone ? zone : "UTC", false);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct queue *q = screen->state;
	const struct bo_print_job *job = row;
	const char *words = column == COL_SHOW	    ? job->show
			    : column == COL_TYPE    ? job->type
			    : column == COL_PATRON  ? job->patron
			    : column == COL_PRINTER ? job->printer
			    : column == COL_WHY	    ? job->message
						    : NULL;

	if (column == COL_STATE)
		bo_buf_printf(text, "%s%s", job->state == BO_JOB_UNKNOWN ? "? " : "",
			      bo_job_state_label(job->state));
	else if (column == COL_AGE)
		age(q->now - job->queued_at, text);
	else if (column == COL_ORDER)
		bo_buf_printf(text, "%" PRId64, job->order_id);
	else if (column == COL_AT)
		put_when(job->performance_at, job->zone, text);
	else if (words)
		bo_buf_add(text, words);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	enum bo_job_state state = ((const struct bo_print_job *)row)->state;

	(void)screen;
	if (column != COL_STATE)
		return is_done(state) ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
	if (state == BO_JOB_UNKNOWN)
		return UI_ROLE_ERROR;
	if (state == BO_JOB_FAILED)
		return UI_ROLE_WARN;
	return state == BO_JOB_PRINTED ? UI_ROLE_OK : UI_ROLE_NORMAL;
}

static int printer_rows(const struct queue *q, int height)
{
	int n = q->printers.n < PRINTERS_SHOWN ? (int)q->printers.n : PRINTERS_SHOWN;

	if (height < 16)
		return 0;
	return 1 + (n > 0 ? n : 1);
}

static int detail_rows(const struct screen *screen, int height)
{
	return height >= 12 && table_on_row(screen) ? DETAIL_ROWS + 1 : 0;
}

static int below_rows(const struct screen *screen, int height)
{
	return printer_rows(screen->state, height) + detail_rows(screen, height);
}

/* most: lines below the title. */
static void draw_printers(const struct queue *q, struct ui_surface *s, int y, int most)
{
	ui_hline(s, y, 0, s->cols, UI_ROLE_BORDER);
	ui_put(s, y++, 2, UI_ROLE_BORDER, " Printers ");
	if (q->printers.n == 0)
		ui_put_cut(s, y, 1, s->cols - 2, UI_ROLE_HINT,
			   "None is set up: Setup makes one (Alt-U).");
	if ((int)q->printers.n > most && most > 0) {
		most--;
		ui_putf(s, y + most, 1, UI_ROLE_MARK, "%d more not shown, see Setup (Alt-U)",
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

static void draw_detail(const struct queue *q, const struct bo_print_job *job, struct ui_surface *s)
{
	char text[64];
	struct bo_buf when = BO_BUF(text);

	put_when(job->performance_at, job->zone, &when);
	int x = 1 + ui_putf(s, 1, 1, UI_ROLE_NORMAL, "Order %" PRId64 ", %s, %s %s, %s",
			    job->order_id, job->type ? job->type : "", job->show ? job->show : "",
			    text, job->patron ? job->patron : "");

	if (job->code && *job->code)
		ui_putf(s, 1, x, UI_ROLE_HINT, "  %s", job->code);
	ui_put_cut(s, 2, 1, s->cols - 2, is_done(job->state) ? UI_ROLE_HINT : UI_ROLE_WARN,
		   trouble(q, job));
	ui_put_cut(s, 3, 1, s->cols - 2, UI_ROLE_HINT, advice(job->state));
}

static void below(const struct screen *screen, struct ui_surface *s)
{
	const struct queue *q = screen->state;
	int detail = detail_rows(screen, screen->rows), printers = printer_rows(q, screen->rows);

	if (detail)
		draw_detail(q, table_here(screen), s);
	if (printers)
		draw_printers(q, s, detail, printers - 1);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct queue *q = screen->state;

	bo_buf_printf(text, "Print queue%s", q->all ? ": today" : "");
}

/* --- Acting --- */

static unsigned ask_unknown(struct screen *screen, const struct bo_print_job *job)
{
	struct fill_room *room = &table_view_of(screen)->room;
	struct ui_dialog question = {
		.title = "Is the ticket there?",
		.text = room->text,
		.role = UI_ROLE_WARN,
		.answers = { { "h", "It is here" },
			     { "n", "Not here or damaged" },
			     { "<Esc>", "Back" } },
	};

	room->id = job->id;
	snprintf(room->text, sizeof room->text,
		 "Look at %s for a ticket of order %" PRId64 " (%s, %s) with the code %s. If it is "
		 "not there or damaged, that code becomes void and a new ticket is printed.",
		 job->printer ? job->printer : "the printer", job->order_id,
		 job->type ? job->type : "", job->show ? job->show : "",
		 job->code && *job->code ? job->code : "-");
	return app_open(screen->app, &ask_screen, &question, TAG_SETTLE);
}

static unsigned retry_same(struct screen *screen, int64_t id)
{
	struct bo_arena arena = { 0 };
	char said[80];
	int64_t *retried;
	size_t n = 0;
	enum bo_status status =
		bo_print_retry_many(session_bo(screen), &arena, &id, 1, true, &retried, &n);

	bo_arena_clear(&arena);
	snprintf(said, sizeof said, "%zu ticket%s for the printer again.", n,
		 n == 1 ? " waits" : "s wait");
	return session_printing(screen, status, said);
}

static unsigned open_job(struct screen *screen, const struct bo_print_job *job)
{
	if (bo_print_job_may(job, BO_JOB_SETTLE_PRINTED, NULL))
		return ask_unknown(screen, job);
	app_info(screen->app, "%s", advice(job->state));
	return UI_HANDLED | UI_REDRAW;
}

/* Ages grow. */
static unsigned event(struct screen *screen, const struct ui_event *event)
{
	struct queue *q = screen->state;
	int64_t now = bo_now(session_bo(screen));

	if (event->type != UI_EVENT_TICK || now / 10 == q->now / 10)
		return UI_IGNORED;
	q->now = now;
	return session_has_news(screen, event) ? UI_RECALC | UI_REDRAW : UI_REDRAW;
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct queue *q = screen->state;
	const struct bo_print_job *job = row;

	if (command == CMD_OPEN)
		return open_job(screen, job);
	if (command == CMD_RETRY)
		return session_printing(screen, bo_print_retry(session_bo(screen), job->id),
					"The same ticket waits for the printer again.");
	if (command == CMD_RETRY_SAME)
		return retry_same(screen, job->id);
	if (command == CMD_REFRESH)
		session_wake_printer(session_of(screen));
	if (command != CMD_SHOW_ALL)
		return UI_IGNORED;
	q->all = !q->all;
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	int64_t asked = table_view_of(screen)->room.id;
	struct bo *bo = session_bo(screen);
	const int *answer = result;

	if (tag == TAG_SETTLE && answer && *answer == 0)
		return session_printing(screen, bo_print_settle_printed(bo, asked),
					"Settled: the ticket is on paper.");
	if (tag == TAG_SETTLE && answer && *answer == 1)
		return session_printing(
			screen, bo_print_settle_spoiled(bo, asked),
			"Settled: the old code is void, a new ticket is being printed.");
	return UI_RECALC | UI_REDRAW;
}

static const struct table queue = {
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_print_job, id),
	.empty = "Everything is on paper. \"a\" shows what was done today.",
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.heading = heading,
	.event = event,
	.command = command,
	.done = done,
	.below_rows = below_rows,
	.below = below,
};

const struct screen_ops print_queue_screen = {
	TABLE_SCREEN(queue),	    .name = "print queue",
	.title = "Print queue",	    .state_size = sizeof(struct queue),
	.commands = queue_commands,
};
