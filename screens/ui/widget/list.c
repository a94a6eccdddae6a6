/*
 * The list.  Movement and drawing both work from the number of rows given each time, so a list that
 * got shorter behind the cursor's back is never out of range.
 */
#include "ui/widget/list.h"

static int clamp(int value, int low, int high)
{
	return value > high ? (high < low ? low : high) : value < low ? low : value;
}

static void keep_in_sight(struct ui_list *l, int rows)
{
	int visible = l->visible > 0 ? l->visible : 1;

	l->row = clamp(l->row, 0, rows - 1);
	if (l->row < l->top)
		l->top = l->row;
	if (l->row >= l->top + visible)
		l->top = l->row - visible + 1;
	l->top = clamp(l->top, 0, rows - visible);
}

void ui_list_layout(struct ui_list *l, int height, int rows)
{
	l->visible = height - (l->no_head ? 0 : 1);
	keep_in_sight(l, rows);
}

static unsigned go(struct ui_list *l, int row, int rows)
{
	int before = l->row;

	l->row = row;
	keep_in_sight(l, rows);
	return UI_HANDLED | (l->row != before ? UI_REDRAW | UI_CHANGED : 0);
}

/* What is in sight goes along, so that the first key already shows what was not seen before. */
static unsigned turn(struct ui_list *l, int by, int rows)
{
	int top = l->top;
	unsigned r;

	l->top = clamp(l->top + by, 0, rows - l->visible);
	r = go(l, l->row + by, rows);
	return l->top != top ? r | UI_REDRAW : r;
}

static unsigned mouse(struct ui_list *l, const struct ui_event *event, int rows)
{
	int row = l->top + event->y - (l->no_head ? 0 : 1);

	if (event->button == UI_WHEEL_UP)
		return go(l, l->row - 3, rows);
	if (event->button == UI_WHEEL_DOWN)
		return go(l, l->row + 3, rows);
	if (event->button != UI_BUTTON_LEFT || row < l->top || row >= rows)
		return UI_IGNORED;
	if (row == l->row)
		return UI_HANDLED | UI_ACCEPTED; /* a second click opens */
	return go(l, row, rows);
}

unsigned ui_list_event(struct ui_list *l, const struct ui_event *event, int rows)
{
	int page = l->visible > 1 ? l->visible - 1 : 1;

	if (event->type == UI_EVENT_MOUSE)
		return mouse(l, event, rows);
	if (event->type != UI_EVENT_KEY || event->key.mods)
		return UI_IGNORED;
	switch (event->key.code) {
	case UI_KEY_UP:
		return go(l, l->row - 1, rows);
	case UI_KEY_DOWN:
		return go(l, l->row + 1, rows);
	case UI_KEY_PAGE_UP:
		return turn(l, -page, rows);
	case UI_KEY_PAGE_DOWN:
		return turn(l, page, rows);
	case UI_KEY_HOME:
		return go(l, 0, rows);
	case UI_KEY_END:
		return go(l, rows - 1, rows);
	case UI_KEY_ENTER:
		return rows > 0 ? UI_HANDLED | UI_ACCEPTED : UI_HANDLED | UI_BELL;
	default:
		return UI_IGNORED;
	}
}

unsigned ui_list_letters(struct ui_list *l, const struct ui_event *event, int rows)
{
	static const struct {
		uint32_t code;
		unsigned mods;
		uint32_t as;
	} letters[] = {
		{ 'j', 0, UI_KEY_DOWN },
		{ 'k', 0, UI_KEY_UP },
		{ 'g', 0, UI_KEY_HOME },
		{ 'G', 0, UI_KEY_END },
		{ 'n', UI_MOD_CTRL, UI_KEY_DOWN },
		{ 'b', UI_MOD_CTRL, UI_KEY_PAGE_UP },
		{ 'f', UI_MOD_CTRL, UI_KEY_PAGE_DOWN },
	};

	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (ui_key_is(event, letters[i].code, letters[i].mods)) {
			struct ui_event key = ui_event_key(letters[i].as, 0);

			return ui_list_event(l, &key, rows);
		}
	}
	return ui_list_event(l, event, rows);
}

static int least(const struct ui_column *column)
{
	int title = column->title ? ui_text_columns(column->title) : 0;

	return column->width > title ? column->width : title;
}

/* Widths of the columns in cols; 0 for those that have to go. */
static void widths_of(const struct ui_list_model *m, int cols, int *widths)
{
	int n = m->ncolumns < UI_LIST_COLUMNS ? m->ncolumns : UI_LIST_COLUMNS;
	int used = 0, growing = 0;

	for (int i = 0; i < n; i++) {
		widths[i] = least(&m->columns[i]);
		used += widths[i] + 1;
		growing += m->columns[i].grow;
	}
	while (used - 1 > cols) {
		int worst = -1;

		for (int i = 0; i < n; i++)
			if (widths[i] && m->columns[i].drop > 0 &&
			    (worst < 0 || m->columns[i].drop >= m->columns[worst].drop))
				worst = i;
		if (worst < 0)
			break;
		used -= widths[worst] + 1;
		growing -= m->columns[worst].grow;
		widths[worst] = 0;
	}
	for (int i = 0; i < n && growing > 0 && used - 1 < cols; i++) {
		if (!m->columns[i].grow || !widths[i])
			continue;
		int share = (cols - used + 1) / growing--;

		widths[i] += share;
		used += share;
	}
}

static void put_cell(struct ui_surface *s, int y, int x, int width, bool right, enum ui_role role,
		     const char *text)
{
	if (right)
		ui_put_right(s, y, x, width, role, text);
	else
		ui_put_cut(s, y, x, width, role, text);
}

static void draw_row(const struct ui_list_model *m, const void *arg, struct ui_surface *s, int y,
		     int row, const int *widths, int selected)
{
	char text[256];

	for (int c = 0, x = 0; c < m->ncolumns && c < UI_LIST_COLUMNS; c++) {
		enum ui_role role = UI_ROLE_NORMAL;

		if (!widths[c])
			continue;
		text[0] = '\0';
		m->cell(arg, row, c, text, sizeof text);
		if (m->role)
			role = m->role(arg, row, c);
		if (role == UI_ROLE_NORMAL)
			role = m->columns[c].role;
		put_cell(s, y, x, widths[c], m->columns[c].right, role, text);
		x += widths[c] + 1;
	}
	if (selected >= 0)
		ui_paint(s, (struct ui_rect){ y, 0, 1, s->cols }, (enum ui_role)selected);
}

void ui_list_draw(const struct ui_list *l, const struct ui_list_model *m, const void *arg,
		  struct ui_surface *s, bool focus)
{
	struct ui_list view = *l;
	int widths[UI_LIST_COLUMNS] = { 0 }, rows = m->rows(arg), head = l->no_head ? 0 : 1;

	ui_list_layout(&view, s->rows, rows); /* draws right even if nobody told it the size */
	widths_of(m, s->cols, widths);
	for (int c = 0, x = 0; head && c < m->ncolumns && c < UI_LIST_COLUMNS; c++) {
		if (!widths[c])
			continue;
		put_cell(s, 0, x, widths[c], m->columns[c].right, UI_ROLE_HEADER,
			 m->columns[c].title ? m->columns[c].title : "");
		x += widths[c] + 1;
	}
	if (rows <= 0 && m->empty)
		ui_put_wrapped(s, (struct ui_rect){ head, 0, s->rows - head, s->cols },
			       UI_ROLE_HINT, m->empty);
	for (int i = 0; i < view.visible && view.top + i < rows; i++) {
		bool here = !l->no_cursor && view.top + i == view.row;
		int selected = !here ? -1 : focus ? UI_ROLE_SELECTED : UI_ROLE_SELECTED_DIM;

		draw_row(m, arg, s, head + i, view.top + i, widths, selected);
		if (here && focus)
			ui_cursor_at(s, head + i, 0, false);
	}
}
