/*
 * Reading the file, and what came of it.
 *
 * It is read in the idle time of the loop, so the screen lives meanwhile and Esc goes back at once.
 * Until rows are taken in nothing has changed; then it is one act, all of it or the good rows only.
 */
#include "import/import.h"

#include "kit/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SLICE_MS = 12, PAINT_MS = 100, TAG_BAD = 1, PATH_BYTES = 1000 };
enum { HEAD_ROWS = 4, UNDERSTOOD_ROWS = 2, ROOMY = 18, PANEL_ROWS = 3 };

struct reading {
	struct table_view view;
	struct import_work *work;
	struct bo_import_tally tally;
	bool failed;
	int64_t painted; /* monotonic milliseconds */
	char path[PATH_BYTES + 1], text[400];
	const char *understood; /* in the room */
};

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* --- What works --- */

static int64_t good(const struct reading *r)
{
	return r->tally.added + r->tally.changed;
}

static bool may_take_all(const struct screen *screen)
{
	const struct reading *r = screen->state;

	return r->tally.done && r->tally.wrong == 0 && good(r) > 0;
}

static bool may_take_good(const struct screen *screen)
{
	const struct reading *r = screen->state;

	return r->tally.done && r->tally.wrong > 0;
}

static const struct command_ref read_commands[] = {
	{ CMD_TAKE_ALL, NULL, may_take_all, false,
	  "rows are wrong, or there is nothing to take in" },
	{ CMD_TAKE_GOOD, NULL, may_take_good, COMMAND_SHY, "no row is wrong, or none is good" },
	{ CMD_BACK, "Columns", NULL, false, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static bool read_open(struct screen *screen, const void *args)
{
	struct reading *r = screen->state;

	(void)screen;
	r->work = *(struct import_work *const *)args;
	r->understood = bo_import_understood(r->work->import, &r->view.room.lent);
	return true;
}

static bool is_busy(const struct screen *screen)
{
	const struct reading *r = screen->state;

	return !r->tally.done && !r->failed;
}

/* What is wrong is listed once all is read; until then, and where nothing is, the head has all the
 * room. */
static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	const struct reading *r = screen->state;

	return table_found(rows, BO_OK, r->tally.fault, r->tally.done ? r->tally.n_faults : 0);
}

static int head_rows(const struct screen *screen, int rows, int cols)
{
	(void)cols;
	if (!table_on_row(screen))
		return rows;
	return rows < 12 ? 1 : rows < ROOMY ? HEAD_ROWS : HEAD_ROWS + UNDERSTOOD_ROWS;
}

static int panel_rows(const struct screen *screen, int rows)
{
	return rows < 16 || !table_on_row(screen) ? 0 : PANEL_ROWS;
}

/* --- Drawing --- */

/* In so many lines; that it goes on is said. */
static void draw_understood(const struct reading *r, struct ui_surface *s, int y, int rows)
{
	static const char more[] = "… (Esc shows every column)";
	int room = rows * (s->cols - 2) - 20; /* words are not cut, so lines are not full */
	int n = room - (int)sizeof more;
	char text[1000];

	if (!r->understood || rows < 1)
		return;
	if (n < 0 || bo_text_columns(r->understood) <= room)
		snprintf(text, sizeof text, "%s", r->understood);
	else
		snprintf(text, sizeof text, "%.*s%s", (int)bo_text_prefix(r->understood, n),
			 r->understood, more);
	ui_put_wrapped(s, (struct ui_rect){ y, 1, rows, s->cols - 2 }, UI_ROLE_NORMAL, text);
}

static void draw_progress(const struct reading *r, struct ui_surface *s)
{
	const struct bo_import_view *view = bo_import_view(r->work->import);
	char text[300];

	ui_put_cut(s, 1, 1, s->cols - 2, UI_ROLE_HEADER,
		   r->failed ? "Reading stopped; why is said below." : "Reading the file");
	ui_bar(s, 2, 1, s->cols - 2, UI_ROLE_GAUGE, r->tally.bytes_read, view->bytes);
	snprintf(text, sizeof text, "%" PRId64 " row%s read, %" PRId64 " of them wrong.",
		 r->tally.read, r->tally.read == 1 ? "" : "s", r->tally.wrong);
	ui_put_cut(s, 3, 1, s->cols - 2, UI_ROLE_NORMAL, text);
	ui_put_cut(s, 5, 1, s->cols - 2, UI_ROLE_HINT,
		   "Nothing is changed yet. Esc stops and goes back to the columns.");
	draw_understood(r, s, 7, s->rows - 7 < 4 ? s->rows - 7 : 4);
}

static void draw_counts(const struct reading *r, struct ui_surface *s)
{
	const struct bo_import_tally *t = &r->tally;
	int x = 1;

	x += ui_putf(s, 0, x, t->added ? UI_ROLE_OK : UI_ROLE_NORMAL, "%" PRId64 " to add",
		     t->added);
	x += ui_putf(s, 0, x, UI_ROLE_NORMAL, ", %" PRId64 " to change, %" PRId64 " the same, ",
		     t->changed, t->same);
	ui_putf(s, 0, x, t->wrong ? UI_ROLE_ERROR : UI_ROLE_NORMAL, "%" PRId64 " wrong", t->wrong);
}

static const char *advice(const struct reading *r)
{
	if (r->tally.wrong > 0 && good(r) > 0)
		return "All or nothing: with wrong rows nothing is taken in. g takes the good rows "
		       "and writes the wrong ones to a file; Esc goes back to the columns.";
	if (r->tally.wrong > 0)
		return "No row can be added or changed. g writes the wrong rows to a file, with "
		       "the reasons; Esc goes back to the columns.";
	if (good(r) > 0)
		return "Nothing is wrong. F9 takes all of it in, in one act; until then nothing is "
		       "changed.";
	return "All of it is there already: there is nothing to take in.";
}

static const struct ui_column columns[] = {
	{ .title = "Line", .width = 8, .right = true },
	{ .title = "Column", .width = 14, .drop = 1 },
	{ .title = "Value", .width = 18, .grow = true },
	{ .title = "What is wrong", .width = 30, .grow = true, .role = UI_ROLE_WARN },
};

static void put_column(const struct reading *r, int column, struct bo_buf *text)
{
	const struct bo_import_view *view = bo_import_view(r->work->import);

	if (column < 1 || column > (int)view->n_columns)
		return;
	bo_buf_printf(text, "%d %s", column,
		      *view->column[column - 1].title
			      ? view->column[column - 1].title
			      : bo_import_field_label(view->column[column - 1].field));
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_row_fault *fault = row;

	if (column == 0)
		bo_buf_printf(text, "%" PRId64, fault->line);
	else if (column == 1)
		put_column(screen->state, fault->column, text);
	else
		bo_buf_add(text, column == 2 ? fault->value : bo_row_fault_label(fault->kind));
}

static void head(const struct screen *screen, struct ui_surface *s)
{
	const struct reading *r = screen->state;

	if (!r->tally.done) {
		draw_progress(r, s);
		return;
	}
	draw_counts(r, s);
	if (screen->rows >= 12)
		ui_put_wrapped(s, (struct ui_rect){ 1, 1, HEAD_ROWS - 2, s->cols - 2 },
			       UI_ROLE_HINT, advice(r));
	if (screen->rows >= ROOMY)
		draw_understood(r, s, HEAD_ROWS - 1, UNDERSTOOD_ROWS);
}

static void panel(const struct screen *screen, struct ui_surface *s)
{
	const struct bo_import_tally *t = &((const struct reading *)screen->state)->tally;

	ui_put_wrapped(s, (struct ui_rect){ 1, 1, PANEL_ROWS - 1, s->cols - 2 }, UI_ROLE_WARN,
		       ((const struct bo_row_fault *)table_here(screen))->message);
	if (t->wrong > (int64_t)t->n_faults)
		ui_putf(s, 0, 2, UI_ROLE_BORDER, " the first %zu of %" PRId64 " ", t->n_faults,
			t->wrong);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct reading *r = screen->state;
	const char *path = bo_import_view(r->work->import)->path, *slash = strrchr(path, '/');

	bo_buf_printf(text, "Import: %s", slash ? slash + 1 : path);
}

/* --- Reading --- */

static unsigned go_on(struct screen *screen)
{
	struct reading *r = screen->state;
	int64_t began = now_ms(), now = began;

	while (is_busy(screen) && now - began < SLICE_MS) {
		r->failed = session_failed(screen, bo_import_step(r->work->import, &r->tally));
		now = now_ms();
	}
	if (is_busy(screen) && now - r->painted < PAINT_MS)
		return UI_HANDLED;
	r->painted = now;
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

/* --- Taking it in --- */

static unsigned take(struct screen *screen, bool good_only, const char *bad_path)
{
	struct reading *r = screen->state;
	struct bo_import_tally t = { .done = false };
	enum bo_status status;

	if (bad_path && access(bad_path, F_OK) == 0) {
		const char *slash = strrchr(bad_path, '/');

		app_error(screen->app, "Nothing was taken in: there is a file %s already.",
			  slash ? slash + 1 : bad_path);
		return UI_HANDLED | UI_REDRAW;
	}
	app_info(screen->app, "Taking it in, in one act; Esc stops and leaves nothing behind.");
	status = bo_import_apply(r->work->import, good_only, bad_path, app_progress, screen->app);
	/* whoever changed the list meanwhile may have changed what this came to */
	if (!status)
		status = bo_import_step(r->work->import, &t);
	if (status == BO_CANCELLED) {
		app_info(screen->app, "Stopped; nothing was taken in.");
		return UI_HANDLED | UI_REDRAW;
	}
	if (session_failed(screen, status))
		return UI_HANDLED | UI_REDRAW;
	if (bad_path)
		app_info(screen->app,
			 "%" PRId64 " added, %" PRId64 " changed; %" PRId64 " wrong row%s in %s.",
			 t.added, t.changed, t.wrong, t.wrong == 1 ? "" : "s", bad_path);
	else
		app_info(screen->app,
			 "%" PRId64 " added, %" PRId64 " changed, %" PRId64 " the same.", t.added,
			 t.changed, t.same);
	r->work->taken = true;
	screen->result = &r->work->taken;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned ask_bad_path(struct screen *screen)
{
	struct reading *r = screen->state;
	const char *path = bo_import_view(r->work->import)->path, *dot = strrchr(path, '.');
	struct prompt prompt = {
		.title = "Good rows", .text = r->text, .prefill = r->path, .limit = PATH_BYTES
	};

	if (dot && strchr(dot, '/'))
		dot = NULL;
	snprintf(r->text, sizeof r->text,
		 "Takes in %" PRId64 " row%s. The %" PRId64
		 " wrong row%s written, each with what is wrong, to a file that is not there yet:",
		 good(r), good(r) == 1 ? "" : "s", r->tally.wrong,
		 r->tally.wrong == 1 ? " is" : "s are");
	snprintf(r->path, sizeof r->path, "%.*s-wrong.csv",
		 dot ? (int)(dot - path) : (int)strlen(path), path);
	return app_open(screen->app, &prompt_screen, &prompt, TAG_BAD);
}

static unsigned read_event(struct screen *screen, const struct ui_event *event)
{
	if (event->type == UI_EVENT_IDLE || (event->type == UI_EVENT_TICK && is_busy(screen)))
		return go_on(screen);
	/* the good rows, not the first one */
	return ui_key_is(event, 'g', 0) ? app_command(screen->app, CMD_TAKE_GOOD) : UI_IGNORED;
}

static unsigned read_command(struct screen *screen, enum command command, const void *row)
{
	(void)row;
	if (command == CMD_TAKE_ALL)
		return take(screen, false, NULL);
	return command == CMD_TAKE_GOOD ? ask_bad_path(screen) : UI_IGNORED;
}

static unsigned read_done(struct screen *screen, int tag, const void *result)
{
	return tag == TAG_BAD && result ? take(screen, true, result) : UI_HANDLED | UI_REDRAW;
}

static const struct table faults = {
	TABLE_COLUMNS(columns),
	.row_size = sizeof(struct bo_row_fault),
	.no_id = true,
	.once = true,
	.fetch = fetch,
	.goes_on = is_busy,
	.cell = cell,
	.heading = heading,
	.open = read_open,
	.event = read_event,
	.command = read_command,
	.done = read_done,
	.head_rows_at = head_rows,
	.head = head,
	.below_rows = panel_rows,
	.below = panel,
};

const struct screen_ops import_read_screen = {
	TABLE_SCREEN(faults),	   .name = "import",
	.title = "Import",	   .state_size = sizeof(struct reading),
	.commands = read_commands,
};
