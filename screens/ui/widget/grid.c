/*
 * The grid.  All sizes are worked out from the model each time, so a model that changed its shape
 * only moves the cursor to the nearest cell that still exists.
 */
#include "ui/widget/grid.h"

static int cell_rows(const struct ui_grid_model *m)
{
	return m->cell_rows > 0 ? m->cell_rows : 1;
}

static int cell_cols(const struct ui_grid_model *m)
{
	return m->cell_cols > 0 ? m->cell_cols : 1;
}

/* Columns taken by the row heads, with the blank after them. */
static int head_cols(const struct ui_grid_model *m, int width)
{
	int cols = m->head_cols > width / 2 ? width / 2 : m->head_cols;

	return cols > 0 ? cols + 1 : 0;
}

static int clamp(int value, int low, int high)
{
	return value > high ? (high < low ? low : high) : value < low ? low : value;
}

/* First item in sight so that at is among the visible ones. */
static int scroll(int first, int at, int visible, int n)
{
	if (at < first)
		first = at;
	if (at >= first + visible)
		first = at - visible + 1;
	return clamp(first, 0, n - visible);
}

void ui_grid_layout(struct ui_grid *g, const struct ui_grid_model *m, const void *arg, int height,
		    int width)
{
	int rows = m->rows(arg), cols = m->cols(arg);

	g->rows = (height - m->head_rows) / cell_rows(m);
	g->cols = (width - head_cols(m, width) + 1) / (cell_cols(m) + 1);
	g->row = clamp(g->row, 0, rows - 1);
	g->col = clamp(g->col, 0, cols - 1);
	g->top = scroll(g->top, g->row, g->rows > 0 ? g->rows : 1, rows);
	g->left = scroll(g->left, g->col, g->cols > 0 ? g->cols : 1, cols);
}

static unsigned go(struct ui_grid *g, const struct ui_grid_model *m, const void *arg, int row,
		   int col)
{
	int old_row = g->row, old_col = g->col, rows = m->rows(arg), cols = m->cols(arg);

	g->row = clamp(row, 0, rows - 1);
	g->col = clamp(col, 0, cols - 1);
	g->top = scroll(g->top, g->row, g->rows > 0 ? g->rows : 1, rows);
	g->left = scroll(g->left, g->col, g->cols > 0 ? g->cols : 1, cols);
	if (g->row == old_row && g->col == old_col)
		return UI_HANDLED;
	return UI_HANDLED | UI_REDRAW | UI_CHANGED;
}

static unsigned mouse(struct ui_grid *g, const struct ui_grid_model *m, const void *arg,
		      const struct ui_event *event)
{
	int head = m->head_cols > 0 ? m->head_cols + 1 : 0;
	int row = g->top + (event->y - m->head_rows) / cell_rows(m);
	int col = g->left + (event->x - head) / (cell_cols(m) + 1);

	if (event->button == UI_WHEEL_UP)
		return go(g, m, arg, g->row - 1, g->col);
	if (event->button == UI_WHEEL_DOWN)
		return go(g, m, arg, g->row + 1, g->col);
	if (event->button != UI_BUTTON_LEFT || event->y < m->head_rows || event->x < head)
		return UI_IGNORED;
	if (row >= m->rows(arg) || col >= m->cols(arg))
		return UI_IGNORED;
	if (row == g->row && col == g->col)
		return UI_HANDLED | UI_ACCEPTED;
	return go(g, m, arg, row, col);
}

static unsigned with_ctrl(struct ui_grid *g, const struct ui_grid_model *m, const void *arg,
			  uint32_t code)
{
	if (code == UI_KEY_HOME)
		return go(g, m, arg, 0, 0);
	if (code == UI_KEY_END)
		return go(g, m, arg, m->rows(arg) - 1, m->cols(arg) - 1);
	if (code == UI_KEY_LEFT)
		return go(g, m, arg, g->row, g->col - (g->cols > 1 ? g->cols : 1));
	if (code == UI_KEY_RIGHT)
		return go(g, m, arg, g->row, g->col + (g->cols > 1 ? g->cols : 1));
	return UI_IGNORED;
}

unsigned ui_grid_event(struct ui_grid *g, const struct ui_grid_model *m, const void *arg,
		       const struct ui_event *event)
{
	int page = g->rows > 1 ? g->rows - 1 : 1;

	if (event->type == UI_EVENT_MOUSE)
		return mouse(g, m, arg, event);
	if (event->type != UI_EVENT_KEY)
		return UI_IGNORED;
	if (event->key.mods == UI_MOD_CTRL)
		return with_ctrl(g, m, arg, event->key.code);
	if (event->key.mods)
		return UI_IGNORED;
	switch (event->key.code) {
	case UI_KEY_UP:
		return go(g, m, arg, g->row - 1, g->col);
	case UI_KEY_DOWN:
		return go(g, m, arg, g->row + 1, g->col);
	case UI_KEY_LEFT:
		return go(g, m, arg, g->row, g->col - 1);
	case UI_KEY_RIGHT:
		return go(g, m, arg, g->row, g->col + 1);
	case UI_KEY_PAGE_UP:
		return go(g, m, arg, g->row - page, g->col);
	case UI_KEY_PAGE_DOWN:
		return go(g, m, arg, g->row + page, g->col);
	case UI_KEY_HOME:
		return go(g, m, arg, g->row, 0);
	case UI_KEY_END:
		return go(g, m, arg, g->row, m->cols(arg) - 1);
	case UI_KEY_ENTER:
		return UI_HANDLED | (m->rows(arg) > 0 && m->cols(arg) > 0 ? UI_ACCEPTED : UI_BELL);
	default:
		return UI_IGNORED;
	}
}

unsigned ui_grid_letters(struct ui_grid *g, const struct ui_grid_model *m, const void *arg,
			 const struct ui_event *event)
{
	static const uint32_t letters[][2] = { { 'h', UI_KEY_LEFT },
					       { 'j', UI_KEY_DOWN },
					       { 'k', UI_KEY_UP },
					       { 'l', UI_KEY_RIGHT } };

	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (ui_key_is(event, letters[i][0], 0)) {
			struct ui_event key = ui_event_key(letters[i][1], 0);

			return ui_grid_event(g, m, arg, &key);
		}
	}
	return ui_grid_event(g, m, arg, event);
}

static void draw_cell(const struct ui_grid_model *m, const void *arg, int row, int col,
		      struct ui_surface *cell, int selected)
{
	char text[128] = "";

	if (m->draw) {
		m->draw(arg, row, col, cell);
	} else {
		m->cell(arg, row, col, text, sizeof text);
		ui_put_cut(cell, 0, 0, cell->cols,
			   m->role ? m->role(arg, row, col) : UI_ROLE_NORMAL, text);
	}
	if (selected >= 0)
		ui_paint(cell, ui_surface_rect(cell), (enum ui_role)selected);
}

static void draw_heads(const struct ui_grid *g, const struct ui_grid_model *m, const void *arg,
		       struct ui_surface *s, int head)
{
	char text[128];

	if (m->corner && head > 0 && m->head_rows > 0)
		ui_put_cut(s, m->head_rows - 1, 0, head - 1, UI_ROLE_HEADER, m->corner);
	for (int i = 0; i < g->cols && g->left + i < m->cols(arg) && m->col_head; i++) {
		for (int line = 0; line < m->head_rows; line++) {
			text[0] = '\0';
			m->col_head(arg, g->left + i, line, text, sizeof text);
			ui_put_cut(s, line, head + i * (cell_cols(m) + 1), cell_cols(m),
				   UI_ROLE_HEADER, text);
		}
	}
	for (int i = 0; i < g->rows && g->top + i < m->rows(arg) && head > 0; i++) {
		text[0] = '\0';
		m->row_head(arg, g->top + i, text, sizeof text);
		ui_put_cut(s, m->head_rows + i * cell_rows(m), 0, head - 1, UI_ROLE_HEADER, text);
	}
}

/* Says that there is more beyond an edge. */
static void draw_edges(const struct ui_grid *g, const struct ui_grid_model *m, const void *arg,
		       struct ui_surface *s, int head)
{
	if (m->head_rows > 0 && g->left > 0 && head > 0)
		ui_put(s, 0, head - 1, UI_ROLE_HINT, "◀");
	if (m->head_rows > 0 && g->left + g->cols < m->cols(arg))
		ui_put(s, 0, s->cols - 1, UI_ROLE_HINT, "▶");
	if (head > 0 && g->top > 0 && g->rows > 0)
		ui_put(s, m->head_rows, head - 1, UI_ROLE_HINT, "▲");
	if (head > 0 && g->top + g->rows < m->rows(arg) && g->rows > 1)
		ui_put(s, m->head_rows + (g->rows - 1) * cell_rows(m), head - 1, UI_ROLE_HINT, "▼");
}

void ui_grid_draw(const struct ui_grid *grid, const struct ui_grid_model *m, const void *arg,
		  struct ui_surface *s, bool focus)
{
	struct ui_grid g = *grid;
	int rows = m->rows(arg), cols = m->cols(arg), head = head_cols(m, s->cols);

	ui_grid_layout(&g, m, arg, s->rows, s->cols);
	if (rows <= 0 || cols <= 0) {
		if (m->empty)
			ui_put_wrapped(s, ui_surface_rect(s), UI_ROLE_HINT, m->empty);
		return;
	}
	draw_heads(&g, m, arg, s, head);
	for (int r = 0; r < g.rows && g.top + r < rows; r++) {
		for (int c = 0; c < g.cols && g.left + c < cols; c++) {
			struct ui_rect at = { m->head_rows + r * cell_rows(m),
					      head + c * (cell_cols(m) + 1), cell_rows(m),
					      cell_cols(m) };
			struct ui_surface cell = ui_surface_part(s, at);
			bool here = g.top + r == g.row && g.left + c == g.col;
			int selected = !here ? -1 : focus ? UI_ROLE_SELECTED : UI_ROLE_SELECTED_DIM;

			draw_cell(m, arg, g.top + r, g.left + c, &cell, selected);
			if (here && focus)
				ui_cursor_at(&cell, 0, 0, false);
		}
	}
	draw_edges(&g, m, arg, s, head);
}
