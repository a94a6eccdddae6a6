/*
 * The redemption matrix: what may be sold where, when and how many, for a whole show at a glance.
 *
 * Marks say where, the form says what, the preview says what would become of it, and one
 * transaction does it.
 */
#include "redemptions/matrix.h"

#include "registry.h"
#include "season/season.h"

#include <stdio.h>
#include <string.h>

static bool has_cells(const struct screen *screen)
{
	const struct matrix *x = screen->state;

	return x->model.rows > 0 && x->model.cols > 0;
}

static bool works(const struct screen *screen, enum command command)
{
	const struct matrix *x = screen->state;
	const struct matrix_model *m = &x->model;
	bool cells = has_cells(screen);
	bool one = cells && m->cells[matrix_at(m, x->grid.row, x->grid.col)];

	switch ((int)command) {
	case CMD_PICK:
	case CMD_UNDO:
	case CMD_REDO:
	case CMD_SHOW_ALL:
	case CMD_REFRESH:
		return true;
	case CMD_NEW:
	case CMD_TYPES:
		return m->season_id != 0;
	case CMD_DELETE:
		return one || (cells && m->marked);
	case CMD_UNMARK:
		return m->marked > 0;
	case CMD_COPY:
		return one;
	case CMD_PASTE:
		return cells && x->clip.id;
	default:
		return cells;
	}
}

/* Of what is done to cells. */
static const char no_cells[] = "there is neither type nor performance yet";

static const struct command_ref matrix_commands[] = {
	{ CMD_PICK, "Show", NULL, false, NULL },
	{ CMD_NEW, "New type", NULL, false, "there is no season yet" },
	{ CMD_DELETE, NULL, NULL, false, "nothing is sold here" },
	{ CMD_OPEN, "Fill", NULL, false, no_cells },
	{ CMD_MARK, NULL, NULL, false, no_cells },
	{ CMD_MARK_ROW, NULL, NULL, false, no_cells },
	{ CMD_MARK_COLUMN, NULL, NULL, false, no_cells },
	{ CMD_MARK_WEEKDAY, NULL, NULL, false, no_cells },
	{ CMD_MARK_ALL, NULL, NULL, true, no_cells },
	{ CMD_UNMARK, NULL, NULL, true, "nothing is marked" },
	{ CMD_COPY, NULL, NULL, false, "nothing is sold here" },
	{ CMD_PASTE, NULL, NULL, false, "nothing was copied" },
	{ CMD_UNDO, NULL, NULL, false, NULL },
	{ CMD_REDO, NULL, NULL, true, NULL },
	{ CMD_EDIT, NULL, NULL, true, no_cells },
	{ CMD_TAKE, NULL, NULL, false, no_cells },
	{ CMD_TYPES, NULL, NULL, false, "there is no season yet" },
	{ CMD_EXPAND, NULL, NULL, false, no_cells },
	{ CMD_SHOW_ALL, "Past", NULL, true, NULL },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* The show of the next performance, else the first one there is. */
static void choose_show(struct screen *screen, int64_t show_id)
{
	struct matrix *x = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_performance next;
	struct bo_shows shows;
	struct bo_arena arena = { 0 };

	if (!show_id && bo_performance_next(bo, &arena, &next) == BO_OK)
		show_id = next.show_id;
	if (bo_show_list(bo, &arena, 0, &shows) == BO_OK && shows.n) {
		size_t at = 0;

		for (size_t i = 0; i < shows.n; i++)
			if (shows.row[i].id == show_id)
				at = i;
		x->show_id = shows.row[at].id;
	}
	bo_arena_clear(&arena);
}

static bool matrix_open(struct screen *screen, const void *args)
{
	choose_show(screen, args ? *(const int64_t *)args : 0);
	return true;
}

static void matrix_layout(struct screen *screen, int rows, int cols)
{
	struct matrix *x = screen->state;
	struct ui_rect at = matrix_grid_part(rows, cols);

	matrix_look(x, cols);
	ui_grid_layout(&x->grid, &x->look, x, at.rows, at.cols);
}

/* A show or a season may have come into being since. */
static void matrix_recalc(struct screen *screen)
{
	struct matrix *x = screen->state;

	x->edit[0] = '\0';
	if (!x->show_id && !x->season_id)
		choose_show(screen, 0);
	session_failed(screen, matrix_fetch(x, session_bo(screen)));
	matrix_layout(screen, screen->rows, screen->cols);
}

static void matrix_close(struct screen *screen)
{
	struct matrix *x = screen->state;

	bo_arena_clear(&x->model.arena);
	bo_arena_clear(&x->work);
	bo_arena_clear(&x->clip_arena);
	type_form_clear(&x->type);
}

static void matrix_heading(const struct screen *screen, char *text, size_t size)
{
	const struct matrix *x = screen->state;

	if (*x->model.title)
		snprintf(text, size, "Redemptions: %s", x->model.title);
	else
		snprintf(text, size, "Redemptions");
}

static unsigned matrix_event(struct screen *screen, const struct ui_event *event)
{
	struct matrix *x = screen->state;
	struct ui_event e = *event;
	struct ui_rect at = matrix_grid_part(screen->rows, screen->cols);
	unsigned r;

	if (!x->edit[0] && session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (has_cells(screen)) {
		r = matrix_type_cap(screen, event);
		if (r != UI_IGNORED)
			return r;
	}
	e.y -= at.y;
	if (event->type == UI_EVENT_MOUSE && (e.y >= at.rows || e.x >= at.cols))
		return UI_IGNORED;
	r = ui_grid_letters(&x->grid, &x->look, x, &e);
	if (r & UI_ACCEPTED)
		return matrix_act(screen, CMD_OPEN);
	return r;
}

static unsigned mark(struct screen *screen, enum command command)
{
	struct matrix *x = screen->state;
	struct matrix_model *m = &x->model;
	int row = x->grid.row, col = x->grid.col;

	if (command == CMD_MARK)
		matrix_mark(m, row, col, !m->marks[matrix_at(m, row, col)]);
	else if (command == CMD_MARK_ROW)
		matrix_mark_part(m, row, -1);
	else if (command == CMD_MARK_COLUMN)
		matrix_mark_part(m, -1, col);
	else if (command == CMD_MARK_ALL)
		matrix_mark_part(m, -1, -1);
	else
		matrix_unmark(m);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned matrix_command(struct screen *screen, enum command command)
{
	struct matrix *x = screen->state;

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_PICK)
		return matrix_pick_show(screen, false);
	if (command == CMD_SHOW_ALL) {
		x->past = !x->past;
		app_info(screen->app, x->past ? "Past performances are shown, too."
					      : "Past performances are hidden.");
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	if (command == CMD_NEW)
		return type_form_open(screen, &x->type, TYPE_NEW, x->model.season_id, NULL,
				      TAG_TYPE);
	if (command == CMD_TYPES)
		return app_open(screen->app, &types_screen, &x->model.season_id, TAG_TYPES);
	if (command == CMD_UNDO || command == CMD_REDO)
		return matrix_act(screen, command);
	if (!has_cells(screen))
		return UI_HANDLED | UI_BELL;
	if (command == CMD_TAKE)
		return !session_allows(screen, BO_MAY_SET_UP_SEASON)
			       ? UI_HANDLED | UI_REDRAW
			       : matrix_pick_show(screen, true);
	if (command == CMD_EXPAND)
		return app_open(screen->app, &expand_screen,
				&x->model.performances[x->grid.col]->show_id, TAG_TYPES);
	if (command == CMD_MARK_WEEKDAY)
		return matrix_pick_weekday(screen);
	if (command == CMD_MARK || command == CMD_MARK_ROW || command == CMD_MARK_COLUMN ||
	    command == CMD_MARK_ALL || command == CMD_UNMARK)
		return mark(screen, command);
	return matrix_act(screen, command);
}

/* The cursor goes to the type that was made. */
static unsigned made_type(struct screen *screen, const void *result)
{
	struct matrix *x = screen->state;

	if (!result)
		return UI_HANDLED | UI_REDRAW;
	matrix_recalc(screen);
	for (int r = 0; r < x->model.rows; r++)
		if (x->model.types[r]->id == x->type.id)
			x->grid.row = r;
	matrix_layout(screen, screen->rows, screen->cols);
	app_info(screen->app, "Made. Mark where it may be sold; w marks a weekday.");
	return UI_HANDLED | UI_REDRAW;
}

static unsigned matrix_done(struct screen *screen, int tag, const void *result)
{
	if (tag == TAG_TYPES)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (tag == TAG_TYPE)
		return made_type(screen, result);
	if (tag == TAG_SHOW || tag == TAG_WEEKDAY || tag == TAG_TAKE_SHOW)
		return matrix_picked(screen, tag, result);
	if (tag == TAG_TAKE)
		return result && *(const int *)result == 0 ? matrix_take(screen)
							   : UI_HANDLED | UI_REDRAW;
	return matrix_acted(screen, tag, result);
}

const struct screen_ops matrix_screen = {
	.name = "matrix",
	.title = "Redemptions",
	.state_size = sizeof(struct matrix),
	.commands = matrix_commands,
	.open = matrix_open,
	.recalc = matrix_recalc,
	.layout = matrix_layout,
	.draw = matrix_draw,
	.event = matrix_event,
	.command = matrix_command,
	.works = works,
	.done = matrix_done,
	.close = matrix_close,
	.heading = matrix_heading,
};
