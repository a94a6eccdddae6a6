/*
 * A show expanded: every performance, and beneath it every redemption, to read and to change in
 * place.
 *
 * It is the matrix read by columns.  Its state begins with the matrix's own, so what is done to a
 * cell there (act.c) is done to a row here.
 */
#include "kit/table.h"
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
	struct table_view view;
};

static const struct bo_performance *performance_here(const struct screen *screen)
{
	const struct expand *x = screen->state;
	const struct expand_row *row = table_here(screen);

	return row ? x->matrix.model.performances[row->col] : NULL;
}

static bool on_redemption(const struct screen *screen)
{
	const struct expand_row *row = table_here(screen);

	return row && row->row >= 0;
}

static bool has_copy(const struct screen *screen)
{
	return on_redemption(screen) && ((const struct expand *)screen->state)->matrix.clip.id;
}

static const struct command_ref expand_commands[] = {
	{ CMD_OPEN, "Edit", table_on_row, false, "nothing is listed" },
	{ CMD_DELETE, NULL, on_redemption, false, "nothing is sold here" },
	{ CMD_COPY, NULL, on_redemption, false, "nothing is sold here" },
	{ CMD_PASTE, NULL, has_copy, false, "nothing was copied" },
	{ CMD_UNDO, NULL, NULL, true, NULL },
	{ CMD_REDO, NULL, NULL, true, NULL },
	{ CMD_PLACES, NULL, table_on_row, false, "nothing is listed" },
	{ CMD_MOVE, NULL, table_on_row, false, "nothing is listed" },
	{ CMD_CANCEL, NULL, table_on_row, false, "nothing is listed" },
	{ CMD_HOLDERS, NULL, table_on_row, false, "nothing is listed" },
	{ CMD_SHOW_ALL, "Past", NULL, true, NULL },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static bool expand_open(struct screen *screen, const void *args)
{
	struct expand *x = screen->state;

	x->matrix.show_id = *(const int64_t *)args;
	return true;
}

/* What is done to a cell is done to the row under the cursor. */
static void point(struct screen *screen)
{
	struct expand *x = screen->state;
	const struct expand_row *row = table_here(screen);

	if (!row)
		return;
	x->matrix.grid.col = row->col;
	x->matrix.grid.row = row->row >= 0 ? row->row : 0;
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct expand *x = screen->state;
	const struct matrix_model *m = &x->matrix.model;
	struct expand_row *row = NULL;
	size_t n = 0, most;
	enum bo_status status = matrix_fetch(&x->matrix, session_bo(screen));

	most = (size_t)m->cols * ((size_t)m->rows + 1);
	if (!status && !(row = bo_arena_alloc(rows->arena, (most + 1) * sizeof *row)))
		status = BO_NO_MEMORY;
	for (int c = 0; !status && c < m->cols; c++) {
		row[n++] = (struct expand_row){ -1, c };
		for (int r = 0; r < m->rows; r++)
			if (m->cells[matrix_at(m, r, c)])
				row[n++] = (struct expand_row){ r, c };
	}
	return table_found(rows, status, row, n);
}

static void expand_close(struct screen *screen)
{
	struct expand *x = screen->state;

	bo_arena_clear(&x->matrix.model.arena);
	bo_arena_clear(&x->matrix.work);
	bo_arena_clear(&x->matrix.clip_arena);
}

/* --- The list --- */

/* Where each column of a redemption stands here. */
enum { NAME, PRICE, TAKEN, FROM, UNTIL, EACH, CODES };
static const int says[] = {
	[NAME] = REDEMPTION_TYPE,   [PRICE] = REDEMPTION_PRICE, [TAKEN] = REDEMPTION_TAKEN,
	[FROM] = REDEMPTION_FROM,   [UNTIL] = REDEMPTION_UNTIL, [EACH] = REDEMPTION_EACH,
	[CODES] = REDEMPTION_CODES,
};

static void performance_cell(const struct bo_performance *p, int column, struct bo_buf *text)
{
	if (column == NAME)
		bo_when_short(text, p->at, p->zone, true);
	else if (column == TAKEN)
		bo_buf_printf(text, "%" PRId64 "/%" PRId64, p->sold + p->held, p->capacity);
	else if (column == UNTIL && p->state == BO_PERFORMANCE_CANCELLED)
		bo_buf_add(text, "cancelled");
	else if (column == UNTIL)
		bo_buf_printf(text, "%" PRId64 " left", p->left);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct matrix_model *m = &((const struct expand *)screen->state)->matrix.model;
	const struct expand_row *at = row;

	if (at->row < 0) {
		performance_cell(m->performances[at->col], column, text);
		return;
	}
	const struct bo_redemption *r = m->cells[matrix_at(m, at->row, at->col)];

	if (column == NAME)
		bo_buf_add(text, "  ");
	if (column == EACH && r->max != BO_NONE && r->max == r->min)
		bo_buf_printf(text, "%" PRId64 "-%" PRId64, r->min, r->max);
	else
		redemption_say(session_of(screen), r, m->types[at->row]->price, says[column], text);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct matrix_model *m = &((const struct expand *)screen->state)->matrix.model;
	const struct expand_row *at = row;

	if (at->row < 0)
		return column == NAME ? UI_ROLE_HEADER : performance_role(m->performances[at->col]);
	return redemption_role(m->cells[matrix_at(m, at->row, at->col)], says[column]);
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

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct expand *x = screen->state;

	bo_buf_printf(text, "%s: all performances",
		      *x->matrix.model.title ? x->matrix.model.title : "Show");
}

/* --- Doing --- */

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct expand *x = screen->state;

	if (command == CMD_REFRESH)
		return UI_IGNORED;
	if (command == CMD_SHOW_ALL) {
		x->matrix.past = !x->matrix.past;
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	if (command == CMD_UNDO || command == CMD_REDO)
		return matrix_act(screen, command);
	if (!row)
		return UI_HANDLED | UI_BELL;
	if (command == CMD_OPEN && !on_redemption(screen))
		command = CMD_PLACES;
	if (command == CMD_PLACES || command == CMD_MOVE || command == CMD_CANCEL ||
	    command == CMD_HOLDERS)
		return performance_command(screen, &x->view.room, command,
					   performance_here(screen));
	return on_redemption(screen) ? matrix_act(screen, command) : UI_HANDLED | UI_BELL;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	const struct expand *x = screen->state;

	if (tag >= TAG_CHANGE)
		return performance_changed(screen, &x->view.room, tag, result);
	return matrix_acted(screen, tag, result);
}

static const struct table expand = {
	TABLE_COLUMNS(columns),
	.row_size = sizeof(struct expand_row),
	.no_id = true,
	.view_at = offsetof(struct expand, view),
	.empty = "This show has no performances yet.",
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.open = expand_open,
	.close = expand_close,
	.moved = point,
	.heading = heading,
	.command = command,
	.done = done,
};

const struct screen_ops expand_screen = {
	TABLE_SCREEN(expand),	     .name = "expand",
	.title = "All performances", .state_size = sizeof(struct expand),
	.commands = expand_commands,
};
