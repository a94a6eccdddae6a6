/*
 * Choosing what the matrix is about: one show, or all shows of a season; and which weekday to mark.
 */
#include "redemptions/matrix.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Does name, or a word of it, start with what was typed? */
static bool matches(const char *name, const char *typed)
{
	char folded[BO_NAME_MAX * 4], wanted[BO_NAME_MAX * 4];
	const char *at;

	bo_text_fold(name, folded, sizeof folded);
	bo_text_fold(typed, wanted, sizeof wanted);
	for (at = folded; (at = strstr(at, wanted)); at++)
		if (at == folded || at[-1] == ' ')
			return true;
	return false;
}

/* --- Shows --- */

static void fetch_shows(void *arg, const char *query)
{
	struct matrix *x = arg;

	x->nshown = 0;
	for (int i = 0; i < x->nentries; i++)
		if (matches(x->entry[i].title, query))
			x->shown[x->nshown++] = i;
}

static int show_rows(const void *arg)
{
	return ((const struct matrix *)arg)->nshown;
}

static void show_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct matrix *x = arg;
	const struct matrix_show *e = &x->entry[x->shown[row]];

	if (column == 0)
		snprintf(text, size, "%s", e->title);
	else if (column == 1)
		snprintf(text, size, "%s", e->season);
	else
		snprintf(text, size, "%" PRId64, e->performances);
}

static const struct ui_column show_columns[] = {
	{ .title = "Show", .width = 20, .grow = true },
	{ .title = "Season", .width = 10, .drop = 1 },
	{ .title = "Performances", .width = 12, .right = true, .drop = 2 },
};

static const struct ui_list_model show_model = {
	.columns = show_columns,
	.ncolumns = 3,
	.rows = show_rows,
	.cell = show_cell,
	.empty = "There is no such show.",
};

/* Before the first show of a season stands the season itself. */
static bool list_shows(struct matrix *x)
{
	size_t most = 2 * x->shows.n + 1;

	x->nentries = 0;
	x->entry = bo_arena_alloc(&x->pick_arena, most * sizeof *x->entry);
	x->shown = bo_arena_alloc(&x->pick_arena, most * sizeof *x->shown);
	if (!x->entry || !x->shown)
		return false;
	for (size_t i = 0; i < x->shows.n; i++) {
		const struct bo_show *show = &x->shows.row[i];

		x->entry[x->nentries++] =
			(struct matrix_show){ show->id, show->season_id, show->title, show->season,
					      show->performances };
	}
	for (size_t i = 0; i < x->shows.n; i++) {
		const struct bo_show *show = &x->shows.row[i];
		struct matrix_show *last = &x->entry[x->nentries - 1];
		const char *title;

		if (!last->show_id && last->season_id == show->season_id) {
			last->performances += show->performances;
			continue;
		}
		title = bo_arena_printf(&x->pick_arena, "All shows of %s", show->season);
		x->entry[x->nentries++] =
			(struct matrix_show){ 0, show->season_id, title ? title : show->season,
					      show->season, show->performances };
	}
	return true;
}

unsigned matrix_pick_show(struct screen *screen, bool take)
{
	struct matrix *x = screen->state;

	bo_arena_clear(&x->pick_arena);
	if (session_failed(screen,
			   bo_show_list(session_bo(screen), &x->pick_arena, 0, &x->shows)) ||
	    !list_shows(x))
		return UI_HANDLED | UI_REDRAW;
	x->pick = (struct pick){ .title = take ? "Take the redemptions of which show?"
					       : "Redemptions of which show?",
				 .fetch = fetch_shows,
				 .model = &show_model,
				 .arg = x };
	if (take)
		x->nentries = (int)x->shows.n; /* no whole seasons */
	app_push(screen->app, &pick_screen, &x->pick, take ? TAG_TAKE_SHOW : TAG_SHOW);
	return UI_HANDLED | UI_REDRAW;
}

/* --- Weekdays --- */

static const char *const weekdays[7] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
					 "Thursday", "Friday", "Saturday" };

static void fetch_weekdays(void *arg, const char *query)
{
	struct matrix *x = arg;

	x->nshown_days = 0;
	for (int i = 0; i < x->nweekdays; i++)
		if (matches(weekdays[x->weekdays[i]], query))
			x->shown_days[x->nshown_days++] = x->weekdays[i];
}

static int weekday_rows(const void *arg)
{
	return ((const struct matrix *)arg)->nshown_days;
}

static int count_weekday(const struct matrix_model *m, int weekday)
{
	int n = 0;

	for (int c = 0; c < m->cols; c++)
		n += matrix_weekday(m, c) == weekday;
	return n;
}

static void weekday_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct matrix *x = arg;

	if (column == 0)
		snprintf(text, size, "%s", weekdays[x->shown_days[row]]);
	else
		snprintf(text, size, "%d", count_weekday(&x->model, x->shown_days[row]));
}

static const struct ui_column weekday_columns[] = {
	{ .title = "Weekday", .width = 12, .grow = true },
	{ .title = "Performances", .width = 12, .right = true },
};

static const struct ui_list_model weekday_model = {
	.columns = weekday_columns,
	.ncolumns = 2,
	.rows = weekday_rows,
	.cell = weekday_cell,
	.empty = "Nothing is played on such a day.",
};

/* Those that are played, the cursor's own first. */
unsigned matrix_pick_weekday(struct screen *screen)
{
	struct matrix *x = screen->state;
	int first = matrix_weekday(&x->model, x->grid.col);

	x->nweekdays = 0;
	for (int i = 0; i < 7; i++)
		if (count_weekday(&x->model, (first + i) % 7))
			x->weekdays[x->nweekdays++] = (first + i) % 7;
	snprintf(x->title, sizeof x->title, "Mark which weekday of %s?",
		 x->model.types[x->grid.row]->name);
	x->pick = (struct pick){ .title = x->title,
				 .fetch = fetch_weekdays,
				 .model = &weekday_model,
				 .arg = x,
				 .new_label = "marks it for every type" };
	app_push(screen->app, &pick_screen, &x->pick, TAG_WEEKDAY);
	return UI_HANDLED | UI_REDRAW;
}

unsigned matrix_picked(struct screen *screen, int tag, const struct pick_result *result)
{
	struct matrix *x = screen->state;

	if (!result || result->row < 0)
		return UI_HANDLED | UI_REDRAW;
	if (tag == TAG_TAKE_SHOW && result->row < x->nshown) {
		const struct matrix_show *e = &x->entry[x->shown[result->row]];

		return matrix_ask_take(screen, e->show_id, e->title);
	}
	if (tag == TAG_SHOW && result->row < x->nshown) {
		const struct matrix_show *e = &x->entry[x->shown[result->row]];

		x->show_id = e->show_id;
		x->season_id = e->season_id;
		x->grid = (struct ui_grid){ .row = x->grid.row };
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	if (tag == TAG_WEEKDAY && result->row < x->nshown_days) {
		int day = x->shown_days[result->row];

		matrix_mark_weekday(&x->model, result->make_new ? -1 : x->grid.row, day);
		return UI_HANDLED | UI_REDRAW;
	}
	return UI_HANDLED | UI_REDRAW;
}
