/*
 * Choosing what the matrix is about: one show, or all shows of a season; and which weekday to mark.
 */
#include "redemptions/matrix.h"

#include <inttypes.h>
#include <stdio.h>

enum { MATRIX_SHOW, MATRIX_SEASON }; /* kinds of rows */

/* All shows of each season, which stand together. */
static void add_seasons(struct choose *c, const struct bo_shows *shows)
{
	for (size_t i = 0, next; i < shows->n; i = next) {
		const struct bo_show *show = &shows->row[i];
		int64_t performances = 0;

		for (next = i; next < shows->n && shows->row[next].season_id == show->season_id;)
			performances += shows->row[next++].performances;
		choose_add(c, show->season_id, "All shows of %s\t%s\t%" PRId64, show->season,
			   show->season, performances)
			->kind = MATRIX_SEASON;
	}
}

unsigned matrix_pick_show(struct screen *screen, bool take)
{
	static const struct ui_column columns[] = {
		{ .title = "Show", .width = 20, .grow = true },
		{ .title = "Season", .width = 10, .drop = 1 },
		{ .title = "Performances", .width = 12, .right = true, .drop = 2 },
		{ .title = NULL },
	};
	struct choose c = { .title = take ? "Take the redemptions of which show?"
					  : "Redemptions of which show?",
			    .columns = columns,
			    .empty = "There is no such show." };
	struct bo_shows shows = { 0 };
	enum bo_status status = bo_show_list(session_bo(screen), &c.arena, 0, &shows);

	for (size_t i = 0; i < shows.n; i++)
		choose_add(&c, shows.row[i].id, "%s\t%s\t%" PRId64, shows.row[i].title,
			   shows.row[i].season, shows.row[i].performances)
			->kind = MATRIX_SHOW;
	if (!take)
		add_seasons(&c, &shows);
	return choose_open(screen, &c, status, take ? TAG_TAKE_SHOW : TAG_SHOW);
}

/* --- Weekdays --- */

static int count_weekday(const struct matrix_model *m, int weekday)
{
	int n = 0;

	for (int c = 0; c < m->cols; c++)
		n += matrix_weekday(m, c) == weekday;
	return n;
}

/* Those that are played, the cursor's own first. */
unsigned matrix_pick_weekday(struct screen *screen)
{
	static const char *const weekdays[7] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
						 "Thursday", "Friday", "Saturday" };
	static const struct ui_column columns[] = {
		{ .title = "Weekday", .width = 12, .grow = true },
		{ .title = "Performances", .width = 12, .right = true },
		{ .title = NULL },
	};
	const struct matrix *x = screen->state;
	int first = matrix_weekday(&x->model, x->grid.col);
	char title[BO_NAME_MAX + 40];
	struct choose c = { .title = title,
			    .columns = columns,
			    .empty = "Nothing is played on such a day.",
			    .new_label = "marks it for every type" };

	snprintf(title, sizeof title, "Mark which weekday of %s?",
		 x->model.types[x->grid.row]->name);
	for (int i = first; i < first + 7; i++) {
		int n = count_weekday(&x->model, i % 7);

		if (n > 0)
			choose_add(&c, i % 7, "%s\t%d", weekdays[i % 7], n);
	}
	return choose_open(screen, &c, BO_OK, TAG_WEEKDAY);
}

unsigned matrix_picked(struct screen *screen, int tag, const struct chosen *chosen)
{
	struct matrix *x = screen->state;
	char name[BO_NAME_MAX + 1];

	if (!chosen)
		return UI_HANDLED | UI_REDRAW;
	if (tag == TAG_TAKE_SHOW) {
		choose_name(chosen->row, name, sizeof name);
		return matrix_ask_take(screen, chosen->id, name);
	}
	if (tag == TAG_SHOW) {
		bool show = chosen->row->kind == MATRIX_SHOW;

		x->show_id = show ? chosen->id : 0;
		x->season_id = show ? 0 : chosen->id;
		x->grid = (struct ui_grid){ .row = x->grid.row };
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	matrix_mark_weekday(&x->model, chosen->make_new ? -1 : x->grid.row, (int)chosen->id);
	return UI_HANDLED | UI_REDRAW;
}
