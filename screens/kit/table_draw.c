/*
 * What a table looks like: a line to type in or of tabs, something above, the list, something
 * below.
 */
#include "kit/table.h"

#include <stdio.h>

enum { TABS_COLS = 60 };	       /* from so many on there is room for their keys */
enum { NOTE_ROWS = 4, NOTE_FROM = 9 }; /* with its line; from so many rows on */
enum { ASIDE_COLS = 30, MORE_COLS = 44, LIST_ROWS = 5 };

/* --- Where everything is --- */

/* A small terminal gives up what stands above. */
static int head_rows(const struct screen *screen, int rows, int cols)
{
	const struct table *table = table_now(screen);

	if (table->head_rows_at)
		return table->head_rows_at(screen, rows, cols);
	return rows >= table->head_rows + LIST_ROWS ? table->head_rows : 0;
}

static int below_rows(const struct screen *screen, int rows)
{
	const struct table *table = table_now(screen);

	if (table->below_rows)
		return table->below_rows(screen, rows);
	return table->note && rows >= NOTE_FROM ? NOTE_ROWS : 0;
}

/* Said in a line of its own where nothing is typed. */
static int more_rows(const struct screen *screen)
{
	return !table_now(screen)->types && table_view_of(screen)->more ? 1 : 0;
}

struct ui_rect table_part(const struct screen *screen, int rows, int cols)
{
	int above = (screen->ops->table->tabs ? 2 : 0) + head_rows(screen, rows, cols);
	int left = rows - above - below_rows(screen, rows) - more_rows(screen);

	return (struct ui_rect){ above, 1, left, cols - 2 };
}

void table_layout(struct screen *screen, int rows, int cols)
{
	struct table_view *v = table_view_of(screen);
	struct ui_rect part = table_part(screen, rows, cols);

	v->picker.list.no_head = table_now(screen)->no_head;
	if (table_now(screen)->types)
		ui_picker_layout(&v->picker, part.rows, table_count(screen));
	else
		ui_list_layout(&v->picker.list, part.rows, table_count(screen));
	if (table_now(screen)->moved)
		table_now(screen)->moved(screen);
}

/* --- The list --- */

static int rows_of(const void *arg)
{
	return table_count(arg);
}

/* The column of the declaration; -1: the one of the marks. */
static int column_of(const struct table *table, int column)
{
	return table->marks ? column - 1 : column;
}

static void cell_of(const void *arg, int n, int column, char *text, size_t size)
{
	const struct screen *screen = arg;
	const struct table *table = table_now(screen);
	const void *row = table_row(screen, n);
	struct bo_buf buf = { .text = text, .size = size };

	if (column_of(table, column) >= 0)
		table->cell(screen, row, column_of(table, column), &buf);
	else if (table_is_marked(screen, table_id(table, row)))
		bo_buf_add(&buf, "*");
}

static enum ui_role role_of(const void *arg, int n, int column)
{
	const struct screen *screen = arg;
	const struct table *table = table_now(screen);
	const void *row = table_row(screen, n);
	int c = column_of(table, column);

	if (table->marks && table_is_marked(screen, table_id(table, row)))
		return UI_ROLE_MARK;
	return c >= 0 && table->role ? table->role(screen, row, c) : UI_ROLE_NORMAL;
}

static void draw_list(const struct screen *screen, struct ui_surface *part)
{
	const struct table_view *v = table_view_of(screen);
	const struct table *table = table_now(screen);
	struct ui_column with_marks[UI_LIST_COLUMNS] = { { .width = 1 } };
	struct ui_list_model model = {
		.columns = table->columns,
		.ncolumns = table->n_columns,
		.rows = rows_of,
		.cell = cell_of,
		.role = role_of,
		.empty = table->nothing ? table->nothing(screen) : table->empty,
	};

	for (int i = 0; table->marks && i < table->n_columns && i + 1 < UI_LIST_COLUMNS; i++)
		with_marks[i + 1] = table->columns[i];
	if (table->marks) {
		model.columns = with_marks;
		model.ncolumns++;
	}
	if (table->types)
		ui_picker_draw(&v->picker, &model, screen, part);
	else
		ui_list_draw(&v->picker.list, &model, screen, part, true);
}

/* --- Around it --- */

static void say_more(const struct table_view *v, char *text, size_t size, bool typing)
{
	if (v->more == TABLE_SOME)
		snprintf(text, size, "more not shown%s", typing ? ": type more" : "");
	else
		snprintf(text, size, "%zu more not shown", v->more);
}

/* What stands in the line in which one types, as long as there is room beside the words. */
static void draw_line(const struct screen *screen, struct ui_surface *part)
{
	const struct table_view *v = table_view_of(screen);
	const struct table *table = table_now(screen);
	char text[80] = "";
	struct bo_buf aside = BO_BUF(text);
	enum ui_role role = UI_ROLE_ENTRY;

	if (v->picker.query.len == 0)
		ui_put_cut(part, 0, 2, part->cols - 2 - (table->aside ? ASIDE_COLS + 2 : 0),
			   UI_ROLE_HINT, table->types);
	if (v->more) {
		say_more(v, text, sizeof text, true);
		role = UI_ROLE_MARK;
	} else if (table->aside) {
		table->aside(screen, &aside);
	}
	int cols = ui_text_columns(text);

	if (cols > 0 && part->cols > cols + MORE_COLS &&
	    ui_text_columns(v->picker.query.text) + cols + 2 < part->cols)
		ui_put_right(part, 0, part->cols - cols - (v->more ? 1 : 0), cols, role, text);
}

static void draw_below(const struct screen *screen, struct ui_surface *s, int y, int rows)
{
	struct ui_surface part = ui_surface_part(s, (struct ui_rect){ y, 0, rows, s->cols });
	const struct table *table = table_now(screen);
	char text[800];
	struct bo_buf note = BO_BUF(text);

	if (rows <= 0)
		return;
	ui_hline(&part, 0, 0, part.cols, UI_ROLE_BORDER);
	if (table->below) {
		table->below(screen, &part);
		return;
	}
	table->note(screen, &note);
	ui_put_wrapped(&part, (struct ui_rect){ 1, 1, rows - 1, part.cols - 2 }, UI_ROLE_HINT,
		       text);
}

static void draw_tabs(const struct screen *screen, struct ui_surface *s)
{
	ui_tabs_draw(&table_view_of(screen)->tabs, s, 0);
	if (s->cols >= TABS_COLS)
		ui_put_right(s, 0, TABS_COLS - 20, s->cols - TABS_COLS + 19, UI_ROLE_HINT,
			     s->ascii ? "Tab, Left, Right" : "Tab, ← and →");
}

void table_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct table *table = table_now(screen);
	struct ui_rect at = table_part(screen, s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, at);
	int rows = head_rows(screen, s->rows, s->cols);
	char text[80];

	if (screen->ops->table->tabs)
		draw_tabs(screen, s);
	if (table->head && rows > 0) {
		struct ui_surface head =
			ui_surface_part(s, (struct ui_rect){ at.y - rows, 0, rows, s->cols });

		table->head(screen, &head);
	}
	draw_list(screen, &part);
	if (table->types)
		draw_line(screen, &part);
	if (more_rows(screen)) {
		say_more(table_view_of(screen), text, sizeof text, false);
		ui_put_cut(s, at.y + at.rows, 1, s->cols - 2, UI_ROLE_MARK, text);
	}
	draw_below(screen, s, at.y + at.rows + more_rows(screen), below_rows(screen, s->rows));
}

void table_heading(const struct screen *screen, char *text, size_t size)
{
	const struct table *table = table_now(screen);
	struct bo_buf buf = { .text = text, .size = size };

	text[0] = '\0';
	if (table->heading)
		table->heading(screen, &buf);
	else
		bo_buf_printf(&buf, "%s%s%s", screen->ops->title, table->label ? ": " : "",
			      table->label ? table->label : "");
}
