/*
 * How the matrix looks: the grid, and everything about the cell under the cursor beside or below
 * it.
 *
 * A cell is a mark, how many are taken of how many, and a letter for each rule: x none left,
 * # code, < not on sale yet, > sales over, + a minimum, maximum or step.
 */
#include "redemptions/matrix.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SIDE_COLS = 40, CELL_MIN = 8, CELL_MAX = 14, HEAD_MIN = 10, LINES = 9, LABEL_COLS = 9 };

static const char *const days[7] = { "Su", "Mo", "Tu", "We", "Th", "Fr", "Sa" };
static const char *const months[12] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static bool side_by_side(int cols)
{
	return cols >= MATRIX_SIDE;
}

struct ui_rect matrix_grid_part(int rows, int cols)
{
	int panel = side_by_side(cols) || rows < 12 ? 0 : MATRIX_PANEL;
	int top = rows > 6 ? 1 : 0;

	return (struct ui_rect){ top, 0, rows - top - panel,
				 side_by_side(cols) ? cols - SIDE_COLS - 1 : cols };
}

/* --- Cells --- */

static int64_t taken(const struct bo_redemption *r)
{
	return r->sold + r->held;
}

/* How many are taken, as "12/30"; empty where there is none. */
static void put_count(const struct bo_redemption *r, char *text, size_t size)
{
	text[0] = '\0';
	if (!r)
		return;
	if (r->cap == 0)
		snprintf(text, size, "closed");
	else if (r->cap == BO_NONE)
		snprintf(text, size, "%" PRId64, taken(r));
	else
		snprintf(text, size, "%" PRId64 "/%" PRId64, taken(r), r->cap);
}

static bool none_left(const struct bo_redemption *r)
{
	return r->cap != BO_NONE && taken(r) >= r->cap;
}

/* '<' before the window, '>' after it, else ' '. */
static char window_mark(const struct matrix_model *m, const struct bo_redemption *r)
{
	int64_t start = bo_bound_resolve(r->start, r->performance_at, r->zone);
	int64_t end = bo_bound_resolve(r->end, r->performance_at, r->zone);

	if (start != BO_NONE && m->now < start)
		return '<';
	return end != BO_NONE && m->now > end ? '>' : ' ';
}

static void put_flags(const struct matrix_model *m, const struct bo_redemption *r, char flags[6])
{
	int n = 0;

	if (r->cap != 0 && none_left(r))
		flags[n++] = 'x';
	if (r->n_codes)
		flags[n++] = '#';
	if (window_mark(m, r) != ' ')
		flags[n++] = window_mark(m, r);
	if (r->min > 1 || r->max != BO_NONE || r->step > 1)
		flags[n++] = '+';
	flags[n] = '\0';
}

static void put_cell(const void *arg, int row, int col, char *text, size_t size)
{
	const struct matrix *x = arg;
	const struct matrix_model *m = &x->model;
	int at = matrix_at(m, row, col);
	const struct bo_redemption *r = m->cells[at];
	const char *mark = m->marks[at] ? "*" : " ";
	char count[48], flags[6] = "";

	if (x->edit[0] && row == x->grid.row && col == x->grid.col) {
		snprintf(text, size, "=%s_", strcmp(x->edit, "-") == 0 ? "none" : x->edit);
		return;
	}
	put_count(r, count, sizeof count);
	if (r)
		put_flags(m, r, flags);
	snprintf(text, size, "%s%s%*s", mark, count, m->cell_cols - 1 - (int)strlen(count), flags);
}

static enum ui_role cell_role(const void *arg, int row, int col)
{
	const struct matrix *x = arg;
	const struct matrix_model *m = &x->model;
	int at = matrix_at(m, row, col);
	const struct bo_redemption *r = m->cells[at];

	if (m->marks[at])
		return UI_ROLE_MARK;
	if (!r || r->cap == 0 || m->performances[col]->state == BO_PERFORMANCE_CANCELLED)
		return UI_ROLE_DISABLED;
	if (none_left(r))
		return UI_ROLE_ERROR;
	if (window_mark(m, r) != ' ')
		return UI_ROLE_DISABLED;
	return taken(r) > 0 && r->cap != BO_NONE && taken(r) * 10 >= r->cap * 9 ? UI_ROLE_WARN
										: UI_ROLE_NORMAL;
}

static int grid_rows(const void *arg)
{
	return ((const struct matrix *)arg)->model.rows;
}

static int grid_cols(const void *arg)
{
	return ((const struct matrix *)arg)->model.cols;
}

static void row_head(const void *arg, int row, char *text, size_t size)
{
	snprintf(text, size, "%s", ((const struct matrix *)arg)->model.types[row]->name);
}

/* The show's name stands where its performances begin, or the grid does. */
static void show_head(const struct matrix *x, int col, char *text, size_t size)
{
	const struct matrix_model *m = &x->model;

	if (col == x->grid.left ||
	    m->performances[col]->show_id != m->performances[col - 1]->show_id)
		snprintf(text, size, "%s", m->performances[col]->show);
}

static void col_head(const void *arg, int col, int line, char *text, size_t size)
{
	const struct matrix *x = arg;
	const struct bo_performance *p = x->model.performances[col];
	struct bo_civil c = bo_when_civil(p->at, p->zone);

	if (x->model.several && line-- == 0)
		show_head(x, col, text, size);
	else if (line == 0)
		snprintf(text, size, " %d %s", c.day, months[c.month - 1]);
	else if (p->state == BO_PERFORMANCE_CANCELLED)
		snprintf(text, size, " cancel.");
	else
		snprintf(text, size, "%s %d:%02d%s", days[c.weekday], c.hour, c.minute,
			 session_hour_mark(p->at, p->zone));
}

static void measure(struct matrix_model *m)
{
	int n = m->rows * m->cols;
	char count[48], flags[6];

	m->cell_cols = CELL_MIN;
	for (int i = 0; i < n; i++) {
		if (!m->cells[i])
			continue;
		put_count(m->cells[i], count, sizeof count);
		put_flags(m, m->cells[i], flags);
		int cols = 1 + (int)strlen(count) + (flags[0] ? 1 + (int)strlen(flags) : 0);

		m->cell_cols = cols > m->cell_cols ? cols : m->cell_cols;
	}
	if (m->cell_cols > CELL_MAX)
		m->cell_cols = CELL_MAX;
	m->head_cols = HEAD_MIN;
	for (int r = 0; r < m->rows; r++) {
		int cols = ui_text_columns(m->types[r]->name);

		m->head_cols = cols > m->head_cols ? cols : m->head_cols;
	}
}

void matrix_look(struct matrix *x, int cols)
{
	struct matrix_model *m = &x->model;
	int most = cols / 4 > HEAD_MIN ? cols / 4 : HEAD_MIN;

	if (!m->cell_cols)
		measure(m);
	x->look = (struct ui_grid_model){
		.rows = grid_rows,
		.cols = grid_cols,
		.head_rows = m->several ? 3 : 2,
		.head_cols = m->head_cols < most ? m->head_cols : most,
		.cell_cols = m->cell_cols,
		.col_head = col_head,
		.row_head = row_head,
		.cell = put_cell,
		.role = cell_role,
		.corner = "Voucher type",
		.empty = m->rows ? "There are no performances here yet: they are added in the "
				   "season's grid."
				 : "This season has no voucher types yet: F6 makes one.",
	};
}

/* --- Everything about one cell --- */

struct line {
	const char *label;
	char text[200];
	enum ui_role role;
};

static struct line *labelled(struct line *line, const char *label)
{
	line->label = label;
	return line;
}

static void put_bound(struct bo_bound bound, const struct bo_redemption *r, struct line *line)
{
	struct bo_buf buf = BO_BUF(line->text);
	int64_t at = bo_bound_resolve(bound, r->performance_at, r->zone);

	if (at == BO_NONE) {
		bo_buf_add(&buf, "no limit");
		return;
	}
	if (bo_bound_is_relative(bound)) {
		bo_bound_say(&buf, bound, r->zone);
		bo_buf_add(&buf, " = ");
	}
	bo_when_short(&buf, at, r->zone, false);
}

static void put_each(const struct bo_redemption *r, struct line *line)
{
	struct bo_buf buf = BO_BUF(line->text);

	bo_buf_printf(&buf, "min %" PRId64 ", max ", r->min);
	if (r->max == BO_NONE)
		bo_buf_add(&buf, "none");
	else
		bo_buf_printf(&buf, "%" PRId64, r->max);
	bo_buf_printf(&buf, ", step %" PRId64, r->step);
}

static void put_codes(const struct bo_redemption *r, struct line *line)
{
	struct bo_buf buf = BO_BUF(line->text);

	for (size_t i = 0; i < r->n_codes; i++)
		bo_buf_printf(&buf, "%s%s", i ? ", " : "", r->codes[i]);
	if (!r->n_codes)
		bo_buf_add(&buf, "none needed");
}

static void put_cap(const struct bo_redemption *r, struct line *line)
{
	struct bo_buf buf = BO_BUF(line->text);

	if (r->cap == BO_NONE)
		bo_buf_add(&buf, "no limit");
	else if (r->cap == 0)
		bo_buf_add(&buf, "0: closed");
	else
		bo_buf_printf(&buf, "%" PRId64, r->cap);
	bo_buf_printf(&buf, ", sold %" PRId64 ", held %" PRId64, r->sold, r->held);
}

static void put_warning(const struct matrix_model *m, const struct bo_performance *p,
			const struct bo_redemption *r, struct line *line)
{
	struct bo_buf buf = BO_BUF(line->text);

	line->role = UI_ROLE_WARN;
	if (p->state == BO_PERFORMANCE_CANCELLED)
		bo_buf_add(&buf, "The performance is cancelled.");
	else if (p->left <= 0)
		bo_buf_add(&buf, "The performance is sold out.");
	else if (r->cap == 0)
		bo_buf_printf(&buf, "Closed%s.", taken(r) > 0 ? "; what was sold stays sold" : "");
	else if (r->cap != BO_NONE && taken(r) > r->cap)
		bo_buf_printf(&buf, "More are taken than the cap: %" PRId64 " beyond it.",
			      taken(r) - r->cap);
	else if (none_left(r))
		bo_buf_add(&buf, "None of this type is left.");
	else if (window_mark(m, r) == '>')
		bo_buf_add(&buf, "Sales of it are over.");
	else if (window_mark(m, r) == '<')
		bo_buf_add(&buf, "It is not on sale yet.");
	else if (r->cap != BO_NONE && r->min > r->cap - taken(r))
		bo_buf_add(&buf, "Fewer are left than one sale must take.");
}

/* Lines of a cell; returns how many.  The last one may be empty: nothing to warn of. */
static int cell_lines(const struct screen *screen, struct line lines[LINES])
{
	const struct matrix *x = screen->state;
	const struct matrix_model *m = &x->model;
	const struct bo_voucher_type *t = m->types[x->grid.row];
	const struct bo_performance *p = m->performances[x->grid.col];
	const struct bo_redemption *r = m->cells[matrix_at(m, x->grid.row, x->grid.col)];
	char amount[SESSION_MONEY];
	int n = 0;

	memset(lines, 0, LINES * sizeof *lines);
	snprintf(labelled(&lines[n++], "Price")->text, sizeof lines[0].text, "%s, %s",
		 session_money(session_of(screen), t->price, amount),
		 bo_availability_code(t->availability));
	snprintf(labelled(&lines[n++], "House")->text, sizeof lines[0].text,
		 "left %" PRId64 " of %" PRId64, p->left, p->capacity);
	if (!r) {
		snprintf(lines[n].text, sizeof lines[0].text, "%s",
			 "Not sold here. Enter or a number makes it.");
		lines[n++].role = UI_ROLE_HINT;
		return n;
	}
	put_cap(r, labelled(&lines[n++], "Cap"));
	put_codes(r, labelled(&lines[n++], "Codes"));
	put_bound(r->start, r, labelled(&lines[n++], "From"));
	put_bound(r->end, r, labelled(&lines[n++], "Until"));
	put_each(r, labelled(&lines[n++], "Each sale"));
	put_warning(m, p, r, &lines[n++]);
	return n;
}

static void put_line(struct ui_surface *s, int y, int x, int cols, const struct line *line)
{
	if (line->label) {
		ui_put_cut(s, y, x, LABEL_COLS, UI_ROLE_HINT, line->label);
		ui_put_cut(s, y, x + LABEL_COLS + 1, cols - LABEL_COLS - 1, line->role, line->text);
	} else {
		ui_put_cut(s, y, x, cols, line->role, line->text);
	}
}

static void cell_title(const struct matrix *x, char *text, size_t size)
{
	const struct matrix_model *m = &x->model;
	const struct bo_performance *p = m->performances[x->grid.col];
	struct bo_buf buf = { .text = text, .size = size };

	text[0] = '\0';
	bo_buf_printf(&buf, "%s · %s, ", m->types[x->grid.row]->name, p->show);
	bo_when_short(&buf, p->at, p->zone, true);
}

static void draw_below(const struct screen *screen, struct ui_surface *s, int y)
{
	const struct matrix *x = screen->state;
	struct line lines[LINES];
	int n = cell_lines(screen, lines), half = (s->cols - 2) / 2;
	char title[300];

	ui_hline(s, y, 0, s->cols, UI_ROLE_BORDER);
	cell_title(x, title, sizeof title);
	ui_put_cut(s, y + 1, 1, s->cols - 2, UI_ROLE_HEADER, title);
	for (int i = 0; i < n; i++)
		put_line(s, y + 2 + i / 2, 1 + i % 2 * half,
			 i % 2 || lines[i].label ? half - 1 : s->cols - 2, &lines[i]);
}

static void draw_beside(const struct screen *screen, struct ui_surface *s, int left)
{
	const struct matrix *x = screen->state;
	const struct bo_performance *p = x->model.performances[x->grid.col];
	struct line lines[LINES];
	int n = cell_lines(screen, lines), y = 1, cols = s->cols - left - 3;
	char title[120];
	struct bo_buf buf = BO_BUF(title);

	ui_vline(s, 0, left, s->rows, UI_ROLE_BORDER);
	ui_put_cut(s, y++, left + 2, cols, UI_ROLE_HEADER, x->model.types[x->grid.row]->name);
	ui_put_cut(s, y++, left + 2, cols, UI_ROLE_NORMAL, p->show);
	bo_when_short(&buf, p->at, p->zone, true);
	ui_put_cut(s, y, left + 2, cols, UI_ROLE_NORMAL, title);
	y += 2;
	for (int i = 0; i < n; i++) {
		if (lines[i].label) {
			put_line(s, y++, left + 2, cols, &lines[i]);
			continue;
		}
		y += 1 + ui_put_wrapped(s, (struct ui_rect){ y + 1, left + 2, 3, cols },
					lines[i].role, lines[i].text);
	}
	if (y + 7 > s->rows)
		return;
	y = s->rows - 6;
	ui_put_cut(s, y++, left + 2, cols, UI_ROLE_HINT, "taken/cap, closed, empty: not sold");
	ui_put_cut(s, y++, left + 2, cols, UI_ROLE_HINT, "x none left   # code");
	ui_put_cut(s, y++, left + 2, cols, UI_ROLE_HINT, "< not yet     > over");
	ui_put_cut(s, y++, left + 2, cols, UI_ROLE_HINT, "+ min, max or step   * marked");
}

static void draw_top(const struct matrix *x, struct ui_surface *s, bool legend)
{
	const struct matrix_model *m = &x->model;
	char text[200], right[120];

	snprintf(text, sizeof text, "%d type%s × %d performance%s", m->rows,
		 m->rows == 1 ? "" : "s", m->cols, m->cols == 1 ? "" : "s");
	int used = 1 + ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HINT, text);

	if (m->hidden) {
		snprintf(text, sizeof text, ", %d past hidden", m->hidden);
		used += ui_put_cut(s, 0, used, s->cols - used - 1, UI_ROLE_HINT, text);
	}
	right[0] = '\0';
	if (m->marked)
		snprintf(right, sizeof right, "%d marked", m->marked);
	else if (x->clip.id)
		snprintf(right, sizeof right, "copied: %s", x->clip.type);
	else if (legend)
		snprintf(right, sizeof right, "x none left  # code  < not yet  > over  + min/max");
	if (used + ui_text_columns(right) + 2 < s->cols)
		ui_put_right(s, 0, 1, s->cols - 2, m->marked ? UI_ROLE_MARK : UI_ROLE_HINT, right);
}

void matrix_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct matrix *x = screen->state;
	struct ui_rect at = matrix_grid_part(s->rows, s->cols);
	struct ui_surface grid = ui_surface_part(s, at);
	bool any = x->model.rows > 0 && x->model.cols > 0;

	ui_grid_draw(&x->grid, &x->look, x, &grid, true);
	if (at.y > 0) {
		struct ui_surface top = ui_surface_part(s, (struct ui_rect){ 0, 0, 1, at.cols });

		draw_top(x, &top, !side_by_side(s->cols));
	}
	if (any && at.cols < s->cols)
		draw_beside(screen, s, at.cols);
	else if (any && at.y + at.rows < s->rows)
		draw_below(screen, s, at.y + at.rows);
}
