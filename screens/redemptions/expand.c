/*
 * A show expanded: every performance, and beneath it every redemption, to read and to change in
 * place.
 *
 * It is the matrix read by columns.  Its state begins with the matrix's own, so what is done to a
 * cell there (act.c) is done to a row here.
 */
#include "redemptions/matrix.h"
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct expand_row {
	int row, col; /* of the matrix; row -1: the performance itself */
};

struct expand {
	struct matrix matrix; /* first, see above */
	struct expand_row *rows;
	int n;
	struct ui_list list;
	struct fill_room room;
	const struct session *session;
};

static const struct expand_row *here(const struct expand *x)
{
	return x->list.row < x->n ? &x->rows[x->list.row] : NULL;
}

static const struct bo_performance *performance_here(const struct expand *x)
{
	return here(x) ? x->matrix.model.performances[here(x)->col] : NULL;
}

static bool has_rows(const struct screen *screen)
{
	return ((const struct expand *)screen->state)->n > 0;
}

static bool on_redemption(const struct screen *screen)
{
	const struct expand_row *row = here(screen->state);

	return row && row->row >= 0;
}

static bool has_copy(const struct screen *screen)
{
	return on_redemption(screen) && ((const struct expand *)screen->state)->matrix.clip.id;
}

static const struct command_ref expand_commands[] = {
	{ .command = CMD_OPEN, .label = "Edit", .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_DELETE, .enabled = on_redemption, .why = "nothing is sold here" },
	{ .command = CMD_COPY, .enabled = on_redemption, .why = "nothing is sold here" },
	{ .command = CMD_PASTE, .enabled = has_copy, .why = "nothing was copied" },
	{ .command = CMD_UNDO, .hidden = true },
	{ .command = CMD_REDO, .hidden = true },
	{ .command = CMD_PLACES, .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_MOVE, .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_CANCEL, .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_HOLDERS, .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_SHOW_ALL, .label = "Past", .hidden = true },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool expand_open(struct screen *screen, const void *args)
{
	struct expand *x = screen->state;

	x->matrix.show_id = *(const int64_t *)args;
	x->session = session_of(screen);
	return true;
}

/* What is done to a cell is done to the row under the cursor. */
static void point(struct expand *x)
{
	const struct expand_row *row = here(x);

	if (!row)
		return;
	x->matrix.grid.col = row->col;
	x->matrix.grid.row = row->row >= 0 ? row->row : 0;
}

static void list_rows(struct expand *x)
{
	struct matrix_model *m = &x->matrix.model;

	x->n = 0;
	x->rows = bo_arena_alloc(&m->arena,
				 ((size_t)m->cols * ((size_t)m->rows + 1) + 1) * sizeof *x->rows);
	for (int c = 0; x->rows && c < m->cols; c++) {
		x->rows[x->n++] = (struct expand_row){ -1, c };
		for (int r = 0; r < m->rows; r++)
			if (m->cells[matrix_at(m, r, c)])
				x->rows[x->n++] = (struct expand_row){ r, c };
	}
}

static void expand_layout(struct screen *screen, int rows, int cols)
{
	struct expand *x = screen->state;

	(void)cols;
	ui_list_layout(&x->list, rows, x->n);
}

static void expand_recalc(struct screen *screen)
{
	struct expand *x = screen->state;

	x->n = 0;
	if (!session_failed(screen, matrix_fetch(&x->matrix, session_bo(screen))))
		list_rows(x);
	expand_layout(screen, screen->rows, screen->cols);
	point(x);
}

static void expand_close(struct screen *screen)
{
	struct expand *x = screen->state;

	bo_arena_clear(&x->matrix.model.arena);
	bo_arena_clear(&x->matrix.work);
	bo_arena_clear(&x->matrix.clip_arena);
	bo_arena_clear(&x->room.lent);
}

/* --- The list --- */

static int rows(const void *arg)
{
	return ((const struct expand *)arg)->n;
}

enum { NAME, PRICE, TAKEN, FROM, UNTIL, EACH, CODES };

static void performance_cell(const struct bo_performance *p, int column, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	if (column == NAME)
		bo_when_short(&buf, p->at, p->zone, true);
	else if (column == TAKEN)
		bo_buf_printf(&buf, "%" PRId64 "/%" PRId64, p->sold + p->held, p->capacity);
	else if (column == UNTIL && p->state == BO_PERFORMANCE_CANCELLED)
		bo_buf_add(&buf, "cancelled");
	else if (column == UNTIL)
		bo_buf_printf(&buf, "%" PRId64 " left", p->left);
}

static void put_moment(struct bo_buf *buf, struct bo_bound bound, const struct bo_redemption *r)
{
	int64_t at = bo_bound_resolve(bound, r->performance_at, r->zone);

	if (at == BO_NONE)
		bo_buf_add(buf, "open");
	else
		bo_when_short(buf, at, r->zone, false);
}

static void put_each(struct bo_buf *buf, const struct bo_redemption *r)
{
	if (r->max != BO_NONE)
		bo_buf_printf(buf, "%" PRId64 "-%" PRId64, r->min, r->max);
	else if (r->min > 1)
		bo_buf_printf(buf, "from %" PRId64, r->min);
	if (r->step > 1)
		bo_buf_printf(buf, "%sby %" PRId64, buf->len ? " " : "", r->step);
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct expand *x = arg;
	const struct matrix_model *m = &x->matrix.model;
	const struct expand_row *at = &x->rows[row];
	struct bo_buf buf = { .text = text, .size = size };
	char amount[SESSION_MONEY];

	if (at->row < 0) {
		performance_cell(m->performances[at->col], column, text, size);
		return;
	}
	const struct bo_redemption *r = m->cells[matrix_at(m, at->row, at->col)];

	if (column == NAME)
		bo_buf_printf(&buf, "  %s", r->type);
	else if (column == PRICE)
		bo_buf_add(&buf, session_money(x->session, m->types[at->row]->price, amount));
	else if (column == TAKEN)
		matrix_count(r, text, size);
	else if (column == FROM)
		put_moment(&buf, r->start, r);
	else if (column == UNTIL)
		put_moment(&buf, r->end, r);
	else if (column == EACH)
		put_each(&buf, r);
	else
		for (size_t i = 0; i < r->n_codes; i++)
			bo_buf_printf(&buf, "%s%s", i ? ", " : "", r->codes[i]);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct expand *x = arg;
	const struct matrix_model *m = &x->matrix.model;
	const struct expand_row *at = &x->rows[row];

	if (at->row < 0)
		return column == NAME ? UI_ROLE_HEADER : performance_role(m->performances[at->col]);
	const struct bo_redemption *r = m->cells[matrix_at(m, at->row, at->col)];

	if (r->cap == 0)
		return UI_ROLE_DISABLED;
	if (column == TAKEN && r->cap != BO_NONE && r->sold + r->held >= r->cap)
		return UI_ROLE_ERROR;
	return UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	[NAME] = { .title = "Performance, voucher type", .width = 22, .grow = true },
	[PRICE] = { .title = "Price", .width = 7, .right = true, .drop = 3 },
	[TAKEN] = { .title = "Taken", .width = 7, .right = true },
	[FROM] = { .title = "From", .width = 16, .drop = 4 },
	[UNTIL] = { .title = "Until", .width = 16, .drop = 1 },
	[EACH] = { .title = "Each sale", .width = 9, .drop = 5 },
	[CODES] = { .title = "Codes", .width = 10, .grow = true, .drop = 2 },
};

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = sizeof columns / sizeof columns[0],
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "This show has no performances yet.",
};

static void expand_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct expand *x = screen->state;
	struct ui_surface part = ui_surface_part(s, (struct ui_rect){ 0, 1, s->rows, s->cols - 2 });

	ui_list_draw(&x->list, &model, x, &part, true);
}

static void expand_heading(const struct screen *screen, char *text, size_t size)
{
	const struct expand *x = screen->state;

	snprintf(text, size, "%s: all performances",
		 *x->matrix.model.title ? x->matrix.model.title : "Show");
}

/* --- Doing --- */

static unsigned on_performance(struct screen *screen, enum command command)
{
	struct expand *x = screen->state;
	const struct bo_performance *p = performance_here(x);

	if (command == CMD_MOVE)
		return performance_move(screen, &x->room, p);
	if (command == CMD_CANCEL)
		return performance_ask_cancel(screen, &x->room, p);
	if (command == CMD_HOLDERS) {
		app_push(screen->app, &holders_screen, &p->id, TAG_CHANGE);
		return UI_HANDLED | UI_REDRAW;
	}
	return performance_edit(screen, &x->room, p);
}

static unsigned expand_command(struct screen *screen, enum command command)
{
	struct expand *x = screen->state;
	const struct expand_row *row = here(x);

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_SHOW_ALL) {
		x->matrix.past = !x->matrix.past;
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	if (command == CMD_UNDO || command == CMD_REDO)
		return matrix_act(screen, command);
	if (!row)
		return UI_HANDLED | UI_BELL;
	if (command == CMD_PLACES || command == CMD_MOVE || command == CMD_CANCEL ||
	    command == CMD_HOLDERS || (command == CMD_OPEN && row->row < 0))
		return on_performance(screen, command);
	if (row->row < 0)
		return UI_HANDLED | UI_BELL;
	point(x);
	return matrix_act(screen, command);
}

static unsigned expand_event(struct screen *screen, const struct ui_event *event)
{
	struct expand *x = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	e.x -= 1;
	r = ui_list_letters(&x->list, &e, x->n);
	if (r & UI_CHANGED)
		point(x);
	return r & UI_ACCEPTED ? expand_command(screen, CMD_OPEN) : r;
}

static unsigned expand_done(struct screen *screen, int tag, const void *result)
{
	struct expand *x = screen->state;

	if (tag >= TAG_CHANGE)
		return performance_changed(screen, &x->room, tag, result);
	return matrix_acted(screen, tag, result);
}

const struct screen_ops expand_screen = {
	.name = "expand",
	.title = "All performances",
	.state_size = sizeof(struct expand),
	.commands = expand_commands,
	.open = expand_open,
	.recalc = expand_recalc,
	.layout = expand_layout,
	.draw = expand_draw,
	.event = expand_event,
	.command = expand_command,
	.done = expand_done,
	.close = expand_close,
	.heading = expand_heading,
};
