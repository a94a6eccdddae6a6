/*
 * Below the season's grid: the performance under the cursor with what is sold at it and, on a tall
 * terminal, how full all performances of its show are, as bars.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>

enum { SHOW_ROWS = 4, NAME_COLS = 22, FIGURES = 26 };

/* One of a show's performances, which stand together in the order of the grid. */
static const struct bo_performance *of_show(const struct season_grid *g, int show, int nth)
{
	return &g->performances.row[g->order[g->cells[show * g->ndays].first + nth]];
}

static int count_of_show(const struct season_grid *g, int show)
{
	int n = 0;

	for (int day = 0; day < g->ndays; day++)
		n += g->cells[show * g->ndays + day].n;
	return n;
}

static void draw_total(const struct season_grid *g, int show, const struct session *session,
		       struct ui_surface *s, int y)
{
	int64_t sold = 0, places = 0, revenue = 0;
	char amount[SESSION_MONEY];
	int n = count_of_show(g, show);

	for (int i = 0; i < n; i++) {
		const struct bo_performance *p = of_show(g, show, i);

		sold += p->sold;
		places += p->state == BO_PERFORMANCE_CANCELLED ? 0 : p->capacity;
		revenue += p->revenue;
	}
	ui_hline(s, y, 0, s->cols, UI_ROLE_BORDER);
	ui_putf(s, y, 2, UI_ROLE_BORDER,
		" %s: %d performance%s, sold %" PRId64 " of %" PRId64 ", revenue %s ",
		g->shows.row[show].title, n, n == 1 ? "" : "s", sold, places,
		session_money(session, revenue, amount));
}

static void draw_one(const struct bo_performance *p, bool here, const struct session *session,
		     struct ui_surface *s, int y)
{
	char when[SESSION_WHEN], amount[SESSION_MONEY], figures[64];
	int bar = s->cols - NAME_COLS - FIGURES - 2;
	enum ui_role role = performance_role(p);

	ui_put(s, y, 0, UI_ROLE_NORMAL, here ? "▸" : " ");
	ui_put_cut(s, y, 1, NAME_COLS - 2, role, session_when(session, p->at, p->zone, when));
	if (bar > 60)
		bar = 60;
	if (bar > 4)
		ui_bar(s, y, NAME_COLS, bar, UI_ROLE_GAUGE, p->sold + p->held, p->capacity);
	snprintf(figures, sizeof figures, "%4" PRId64 "/%-5" PRId64 "%14s", p->sold + p->held,
		 p->capacity, session_money(session, p->revenue, amount));
	int x = NAME_COLS + (bar > 4 ? bar + 1 : 0);

	x += ui_put_cut(s, y, x, s->cols - x, role, figures);
	if (p->state == BO_PERFORMANCE_CANCELLED)
		ui_put_cut(s, y, x + 1, s->cols - x - 1, UI_ROLE_ERROR, "-");
	else
		ui_putf(s, y, x + 1, role, "%c", performance_mark(p));
}

static void draw_show(const struct season_grid *g, int show, const struct performance_view *view,
		      struct ui_surface *s, int y)
{
	int n = count_of_show(g, show), rows = s->rows - y - 1, first = 0, at = 0;

	for (int i = 0; i < n; i++)
		if (of_show(g, show, i)->id == view->performance.id)
			at = i;
	if (at >= rows)
		first = at - rows + 1;
	draw_total(g, show, view->session, s, y);
	for (int i = 0; i < rows && first + i < n; i++)
		draw_one(of_show(g, show, first + i), first + i == at, view->session, s, y + 1 + i);
}

static int rows_of(const void *arg)
{
	const struct performance_view *view = arg;

	return view->has ? (int)view->redemptions.n : 0;
}

static void cell_of(const void *arg, int row, int column, char *text, size_t size)
{
	const struct performance_view *view = arg;
	const struct bo_redemption *r = &view->redemptions.row[row];
	struct bo_buf buf = { .text = text, .size = size };

	redemption_say(view->session, r, performance_view_price(view, r->type_id), column, &buf);
}

static enum ui_role role_of(const void *arg, int row, int column)
{
	return redemption_role(&((const struct performance_view *)arg)->redemptions.row[row],
			       column);
}

static const struct ui_list_model model = {
	.columns = redemption_columns,
	.ncolumns = REDEMPTION_COLUMNS,
	.rows = rows_of,
	.cell = cell_of,
	.role = role_of,
	.empty = REDEMPTION_NONE,
};

void season_panel_draw(const struct season_grid *g, int show, const struct performance_view *view,
		       struct ui_surface *s, int y)
{
	int redemptions = 1 + (view->redemptions.n > 0 ? (int)view->redemptions.n : 1);
	int rows = s->rows - y - 3;
	struct ui_list list = { .no_cursor = true };

	ui_hline(s, y, 0, s->cols, UI_ROLE_BORDER);
	ui_put_right(s, y, 0, s->cols - 1, UI_ROLE_HINT,
		     " ! nearly full  x sold out  +n oversold  - cancelled ");
	if (!view->has)
		return;
	performance_view_head(view, s, y + 1);
	bool tall = rows - redemptions > SHOW_ROWS && show < (int)g->shows.n;

	if (tall)
		rows = redemptions;
	struct ui_surface part =
		ui_surface_part(s, (struct ui_rect){ y + 3, 1, rows, s->cols - 2 });

	ui_list_draw(&list, &model, view, &part, false);
	if (tall)
		draw_show(g, show, view, s, y + 3 + rows + 1);
}
