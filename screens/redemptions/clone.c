/*
 * Redemptions of another show, or of the siblings in the same one, for the performances in sight:
 * the marked columns, or all of them.
 */
#include "redemptions/matrix.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Performances with a marked cell; all that are not cancelled where nothing is marked. */
static int64_t *targets(const struct matrix_model *m, struct bo_arena *arena, size_t *n)
{
	int64_t *ids = bo_arena_alloc(arena, ((size_t)m->cols + 1) * sizeof *ids);

	*n = 0;
	for (int c = 0; ids && c < m->cols; c++) {
		bool meant = !m->marked && m->performances[c]->state != BO_PERFORMANCE_CANCELLED;

		for (int r = 0; r < m->rows; r++)
			meant = meant || m->marks[matrix_at(m, r, c)];
		if (meant)
			ids[(*n)++] = m->performances[c]->id;
	}
	return ids;
}

/* Asks before it is done: there is no preview of it. */
unsigned matrix_ask_take(struct screen *screen, int64_t show_id, const char *title)
{
	struct matrix *x = screen->state;

	bo_arena_clear(&x->work);
	x->take = targets(&x->model, &x->work, &x->n);
	x->take_show = show_id == x->show_id ? 0 : show_id;
	if (!x->take || !x->n) {
		app_info(screen->app, "There is no performance to give them to.");
		return UI_HANDLED | UI_REDRAW;
	}
	snprintf(x->room.text, sizeof x->room.text,
		 "Give %zu performance%s the redemptions of %s%s? Each takes those of the nearest "
		 "one there, of the same weekday and time first. What it has already stays.",
		 x->n, x->n == 1 ? "" : "s", x->take_show ? title : "the other dates of ",
		 x->take_show ? "" : title);
	struct ui_dialog question = { .title = "Take redemptions",
				      .text = x->room.text,
				      .answers = { { "t", "Take them" }, { "<Esc>", "Back" } } };

	return app_open(screen->app, &ask_screen, &question, TAG_TAKE);
}

unsigned matrix_take(struct screen *screen)
{
	struct matrix *x = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_cloned cloned = { 0 };
	enum bo_status status = bo_performance_take_redemptions(session_bo(screen), &arena, x->take,
								x->n, x->take_show, &cloned);

	if (!session_failed(screen, status)) {
		x->acts += cloned.redemptions > 0;
		if (cloned.n_left_out)
			app_warn(screen->app, "%zu new, %zu left out: %s: %s", cloned.redemptions,
				 cloned.n_left_out, cloned.left_out[0].what,
				 cloned.left_out[0].why);
		else if (cloned.redemptions)
			app_info(screen->app, "%zu new. u takes it back.", cloned.redemptions);
		else
			app_info(screen->app, "They have all of them already.");
		matrix_unmark(&x->model);
	}
	bo_arena_clear(&arena);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}
