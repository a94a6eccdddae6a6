/*
 * What the columns of a file are: its first rows as they are understood, and above each column the
 * field it goes to.
 *
 * Encoding, separator and header are guesses; each has a key that changes it, and the rows below
 * show at once whether it is right.
 */
#include "import/import.h"

#include "kit/ask.h"

#include "ui/widget/grid.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TAG_FIELD = 1, TAG_READ, TAG_QUANTITY, TAG_ENCODING };
enum { HEAD_ROWS = 4, PANEL_ROWS = 8, ROW_HEAD = 3 };

struct mapping {
	struct import_work *work;
	struct ui_grid grid;
	struct fill_room room;
	enum bo_import_field field[BO_IMPORT_FIELD_COUNT]; /* to choose from */
	int n_fields;
	const char *understood; /* in the arena */
	struct bo_arena arena;
};

static bool of_members(const struct screen *screen)
{
	const struct mapping *m = screen->state;

	return m->work->start.kind == BO_IMPORT_MEMBERS;
}

static const struct command_ref map_commands[] = {
	{ CMD_CHECK_FILE, NULL, NULL, false, NULL },
	{ CMD_OPEN, "Field", NULL, false, NULL },
	{ CMD_PICK, "Field", NULL, true, NULL },
	{ CMD_ENCODING, NULL, NULL, false, NULL },
	{ CMD_SEPARATOR, NULL, NULL, false, NULL },
	{ CMD_HEADER, NULL, NULL, false, NULL },
	{ CMD_UPDATE, NULL, NULL, false, NULL },
	{ CMD_QUANTITY, NULL, of_members, COMMAND_SHY, NULL },
	{ CMD_BACK, NULL, NULL, false, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static const struct bo_import_view *view_of(const struct mapping *m)
{
	return bo_import_view(m->work->import);
}

/* --- The grid of the first rows --- */

static int grid_rows(const void *arg)
{
	return (int)view_of(arg)->n_samples;
}

static int grid_cols(const void *arg)
{
	return (int)view_of(arg)->n_columns;
}

static void col_head(const void *arg, int col, int line, char *text, size_t size)
{
	const struct bo_import_view *view = view_of(arg);
	enum bo_import_field field = view->column[col].field;

	if (line == 0 && *view->column[col].title)
		snprintf(text, size, "%s", view->column[col].title);
	else if (line == 0)
		snprintf(text, size, "Column %d", col + 1);
	else if (field == BO_FIELD_NONE)
		snprintf(text, size, "%s", bo_import_field_label(field));
	else
		snprintf(text, size, "= %s", bo_import_field_label(field));
}

static void row_head(const void *arg, int row, char *text, size_t size)
{
	(void)arg;
	snprintf(text, size, "%d", row + 1);
}

static void grid_cell(const void *arg, int row, int col, char *text, size_t size)
{
	const char *sample = view_of(arg)->column[col].sample[row];

	snprintf(text, size, "%s", sample ? sample : "");
}

static enum ui_role grid_role(const void *arg, int row, int col)
{
	(void)row;
	return view_of(arg)->column[col].field == BO_FIELD_NONE ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
}

/* Columns share the room there is. */
static struct ui_grid_model model_of(const struct mapping *m, int cols)
{
	int n = grid_cols(m), each = n > 0 ? (cols - ROW_HEAD - 1) / n - 1 : 12;

	return (struct ui_grid_model){
		.rows = grid_rows,
		.cols = grid_cols,
		.head_rows = 2,
		.head_cols = ROW_HEAD,
		.cell_cols = each < 12	 ? 12
			     : each > 36 ? 36
					 : each,
		.col_head = col_head,
		.row_head = row_head,
		.cell = grid_cell,
		.role = grid_role,
		.empty = "There is nothing below the header row.",
	};
}

static int panel_rows(int rows)
{
	return rows < 18 ? 0 : PANEL_ROWS;
}

static struct ui_rect grid_part(int rows, int cols)
{
	int head = rows < 12 ? 0 : HEAD_ROWS;

	return (struct ui_rect){ head, 1, rows - head - panel_rows(rows), cols - 2 };
}

static void map_layout(struct screen *screen, int rows, int cols)
{
	struct mapping *m = screen->state;
	struct ui_rect part = grid_part(rows, cols);
	const struct ui_grid_model model = model_of(m, part.cols);

	ui_grid_layout(&m->grid, &model, m, part.rows, part.cols);
}

/* After everything that changes what the columns are. */
static void understand(struct mapping *m)
{
	bo_arena_clear(&m->arena);
	m->understood = bo_import_understood(m->work->import, &m->arena);
}

static bool map_open(struct screen *screen, const void *args)
{
	struct mapping *m = screen->state;

	m->work = *(struct import_work *const *)args;
	understand(m);
	for (int f = 0; f < BO_IMPORT_FIELD_COUNT; f++)
		if (bo_import_field_of((enum bo_import_field)f, m->work->start.kind))
			m->field[m->n_fields++] = (enum bo_import_field)f;
	return true;
}

static void map_close(struct screen *screen)
{
	struct mapping *m = screen->state;

	bo_arena_clear(&m->room.lent);
	bo_arena_clear(&m->arena);
}

/* --- Drawing --- */

static const char *separator_words(char separator)
{
	return separator == ','	   ? "comma"
	       : separator == ';'  ? "semicolon"
	       : separator == '\t' ? "tab"
	       : separator == '|'  ? "pipe"
				   : "colon";
}

static void draw_head(const struct mapping *m, struct ui_surface *s)
{
	const struct bo_import_view *view = view_of(m);
	const char *slash = strrchr(view->path, '/');
	const struct bo_import_options *o = &m->work->options;
	char text[700];
	int x;

	snprintf(text, sizeof text, "%s · %s · %s · %s", slash ? slash + 1 : view->path,
		 bo_encoding_label(view->encoding), separator_words(view->separator),
		 view->header ? "header row" : "no header row");
	x = 1 + ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HEADER, text);
	if (view->remembered)
		ui_put_cut(s, 0, x + 2, s->cols - x - 3, UI_ROLE_OK, "remembered from last time");
	int n = snprintf(text, sizeof text, "Known with other values: %s (u).",
			 o->update ? "changed" : "wrong");

	if (m->work->start.kind == BO_IMPORT_MEMBERS && !o->quantity_given)
		snprintf(text + n, sizeof text - (size_t)n, " Without a quantity: the list's (q).");
	else if (m->work->start.kind == BO_IMPORT_MEMBERS && o->quantity == BO_NONE)
		snprintf(text + n, sizeof text - (size_t)n, " Without a quantity: no limit (q).");
	else if (m->work->start.kind == BO_IMPORT_MEMBERS)
		snprintf(text + n, sizeof text - (size_t)n, " Without a quantity: %" PRId64 " (q).",
			 o->quantity);
	ui_put_cut(s, 1, 1, s->cols - 2, UI_ROLE_HINT, text);
	if (m->understood)
		ui_put_cut(s, 2, 1, s->cols - 2, UI_ROLE_NORMAL, m->understood);
}

/* The column of the cursor, whole. */
static void draw_panel(const struct mapping *m, struct ui_surface *s)
{
	const struct bo_import_view *view = view_of(m);
	int col = m->grid.col;
	char text[300];

	if (col >= (int)view->n_columns || s->rows < 1)
		return;
	snprintf(text, sizeof text, "Column %d of %zu%s%s goes to: %s. Enter chooses.", col + 1,
		 view->n_columns, *view->column[col].title ? ", " : "", view->column[col].title,
		 bo_import_field_label(view->column[col].field));
	ui_put_cut(s, 0, 0, s->cols, UI_ROLE_HEADER, text);
	for (int i = 0; i < (int)view->n_samples && i + 1 < s->rows; i++)
		ui_put_cut(s, i + 1, 0, s->cols, UI_ROLE_NORMAL,
			   view->column[col].sample[i] ? view->column[col].sample[i] : "");
}

static void map_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct mapping *m = screen->state;
	struct ui_rect part = grid_part(s->rows, s->cols);
	struct ui_surface grid = ui_surface_part(s, part);
	const struct ui_grid_model model = model_of(m, part.cols);
	int panel = panel_rows(s->rows);

	if (part.y > 0)
		draw_head(m, s);
	ui_grid_draw(&m->grid, &model, m, &grid, true);
	if (panel > 0) {
		struct ui_surface below = ui_surface_part(
			s, (struct ui_rect){ s->rows - panel + 1, 1, panel - 1, s->cols - 2 });

		ui_hline(s, s->rows - panel, 0, s->cols, UI_ROLE_BORDER);
		draw_panel(m, &below);
	}
}

static void map_heading(const struct screen *screen, char *text, size_t size)
{
	snprintf(text, size, "Import %s: what are the columns?",
		 of_members(screen) ? "members" : "patrons");
}

/* --- The field of a column --- */

/* Which column has it now. */
static void say_column(const struct bo_import_view *view, enum bo_import_field field, int col,
		       struct bo_buf *words)
{
	for (int i = 0; field != BO_FIELD_NONE && i < (int)view->n_columns; i++)
		if (view->column[i].field == field && i == col)
			bo_buf_add(words, "this column");
		else if (view->column[i].field == field)
			bo_buf_printf(words, "column %d", i + 1);
}

static unsigned ask_field(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Field", .width = 16, .grow = true },
		{ .title = "Now", .width = 30, .grow = true, .drop = 1 },
		{ .title = NULL },
	};
	const struct mapping *m = screen->state;
	const struct bo_import_view *view = view_of(m);
	int col = m->grid.col;
	char title[160];
	struct choose c = { .title = title,
			    .columns = columns,
			    .empty = "No field of that name.",
			    .by_name = true };

	if (col >= (int)view->n_columns)
		return UI_HANDLED | UI_BELL;
	snprintf(title, sizeof title, "Column %d%s%.100s is", col + 1,
		 *view->column[col].title ? ", " : "", view->column[col].title);
	for (int i = 0; i < m->n_fields; i++) {
		char where[60];
		struct bo_buf words = BO_BUF(where);

		say_column(view, m->field[i], col, &words);
		choose_add(&c, (int64_t)m->field[i], "%s\t%s", bo_import_field_label(m->field[i]),
			   where);
	}
	return choose_open(screen, &c, BO_OK, TAG_FIELD);
}

/* A field that another column had is taken from it: that was in sight when it was chosen. */
static enum bo_status link(struct mapping *m, size_t column, enum bo_import_field field)
{
	const struct bo_import_view *view = view_of(m);
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && field != BO_FIELD_NONE && i < view->n_columns; i++) {
		if (i == column || view->column[i].field != field)
			continue;
		status = bo_import_link(m->work->import, i, BO_FIELD_NONE);
		break;
	}
	return status ? status : bo_import_link(m->work->import, column, field);
}

static unsigned field_chosen(struct screen *screen, const struct chosen *chosen)
{
	struct mapping *m = screen->state;

	session_failed(screen, link(m, (size_t)m->grid.col, (enum bo_import_field)chosen->id));
	understand(m);
	return UI_HANDLED | UI_REDRAW;
}

/* --- How it is read --- */

static unsigned set_options(struct screen *screen, const struct bo_import_options *options)
{
	struct mapping *m = screen->state;

	if (!session_failed(screen, bo_import_set_options(m->work->import, options)))
		m->work->options = *options;
	understand(m);
	map_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

static const char *written_by(enum bo_encoding encoding)
{
	static const char *const by[BO_ENCODING_COUNT] = {
		[BO_ENCODING_UTF8] = "most of today",
		[BO_ENCODING_UTF16LE] = "Excel as Unicode text",
		[BO_ENCODING_UTF16BE] = "some databases",
		[BO_ENCODING_WINDOWS_1252] = "Windows, western Europe",
		[BO_ENCODING_WINDOWS_1250] = "Windows, central Europe",
		[BO_ENCODING_WINDOWS_1251] = "Windows, Cyrillic",
		[BO_ENCODING_WINDOWS_1253] = "Windows, Greek",
		[BO_ENCODING_WINDOWS_1254] = "Windows, Turkish",
		[BO_ENCODING_WINDOWS_1257] = "Windows, Baltic",
		[BO_ENCODING_LATIN_1] = "older Unix, western Europe",
		[BO_ENCODING_LATIN_2] = "older Unix, central Europe",
		[BO_ENCODING_LATIN_9] = "older Unix, with the euro sign",
		[BO_ENCODING_MACINTOSH] = "Excel on a Mac",
		[BO_ENCODING_CP437] = "DOS, United States",
		[BO_ENCODING_CP850] = "DOS, western Europe",
	};

	return by[encoding] ? by[encoding] : "";
}

/* Found by its name, or by another one that people know it by. */
static unsigned ask_encoding(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Encoding", .width = 18 },
		{ .title = "Written by", .width = 30, .grow = true, .drop = 1 },
		{ .title = "", .width = 4 },
		{ .title = NULL },
	};
	const struct mapping *m = screen->state;
	struct choose c = { .title = "The file is written in",
			    .columns = columns,
			    .empty = "No encoding of that name." };

	for (int i = 0; i < BO_ENCODING_COUNT; i++) {
		enum bo_encoding e = (enum bo_encoding)i;

		choose_add(&c, i, "%s\t%s\t%s\t%s %s", bo_encoding_label(e), written_by(e),
			   e == view_of(m)->encoding ? "now" : "", bo_encoding_code(e),
			   bo_encoding_names(e));
	}
	return choose_open(screen, &c, BO_OK, TAG_ENCODING);
}

static unsigned encoding_chosen(struct screen *screen, const struct chosen *chosen)
{
	const struct mapping *m = screen->state;
	struct bo_import_options o = m->work->options;

	o.encoding = (enum bo_encoding)chosen->id;
	return set_options(screen, &o);
}

static unsigned change(struct screen *screen, enum command command)
{
	static const char separators[] = ",;\t|";
	const struct mapping *m = screen->state;
	const struct bo_import_view *view = view_of(m);
	struct bo_import_options o = m->work->options;
	const char *at = strchr(separators, view->separator);

	if (command == CMD_SEPARATOR)
		o.separator = at && *at && at[1] ? at[1] : separators[0];
	else if (command == CMD_HEADER)
		o.header = !view->header;
	else
		o.update = !o.update;
	return set_options(screen, &o);
}

static enum bo_status save_quantity(struct screen *screen, struct ui_form *form, void *arg)
{
	struct mapping *m = arg;
	struct bo_import_options o = m->work->options;
	enum bo_status status;

	(void)screen;
	o.quantity_given = *fill_text(form, 0) != '\0';
	status = fill_number(form, 0, true, &o.quantity);
	if (!status)
		status = bo_import_set_options(m->work->import, &o);
	if (!status)
		m->work->options = o;
	return status;
}

static unsigned ask_quantity(struct screen *screen)
{
	struct mapping *m = screen->state;
	const struct bo_import_options *o = &m->work->options;

	bo_arena_clear(&m->room.lent);
	snprintf(m->room.title, sizeof m->room.title, "Quantity");
	snprintf(m->room.text, sizeof m->room.text,
		 "Uses of those rows that say nothing of it, where another number than the "
		 "audience's is wanted.");
	m->room.field[0] = fill_line(
		"Quantity", "quantity", 12,
		!o->quantity_given	 ? NULL
		: o->quantity == BO_NONE ? "none"
					 : bo_arena_printf(&m->room.lent, "%" PRId64, o->quantity),
		"none: no limit. Empty: as the audience says.");
	return fill_room_open(screen, &m->room, 1, save_quantity, m, TAG_QUANTITY);
}

static unsigned map_event(struct screen *screen, const struct ui_event *event)
{
	struct mapping *m = screen->state;
	struct ui_rect part = grid_part(screen->rows, screen->cols);
	const struct ui_grid_model model = model_of(m, part.cols);
	struct ui_event e = *event;
	unsigned r;

	e.y -= part.y;
	e.x -= part.x;
	r = ui_grid_event(&m->grid, &model, m, &e);
	return r & UI_ACCEPTED ? ask_field(screen) : r;
}

static unsigned map_command(struct screen *screen, enum command command)
{
	const struct mapping *m = screen->state;

	if (command == CMD_OPEN || command == CMD_PICK)
		return ask_field(screen);
	if (command == CMD_ENCODING)
		return ask_encoding(screen);
	if (command == CMD_SEPARATOR || command == CMD_HEADER || command == CMD_UPDATE)
		return change(screen, command);
	if (command == CMD_QUANTITY)
		return ask_quantity(screen);
	if (command != CMD_CHECK_FILE)
		return UI_IGNORED;
	return app_open(screen->app, &import_read_screen, &m->work, TAG_READ);
}

static unsigned map_done(struct screen *screen, int tag, const void *result)
{
	const struct mapping *m = screen->state;

	if (tag == TAG_FIELD && result)
		return field_chosen(screen, result);
	if (tag == TAG_ENCODING && result)
		return encoding_chosen(screen, result);
	if (tag == TAG_READ && result) {
		screen->result = &m->work->taken;
		return UI_CLOSE;
	}
	return UI_HANDLED | UI_REDRAW;
}

const struct screen_ops import_map_screen = {
	.name = "import columns",
	.title = "Import",
	.state_size = sizeof(struct mapping),
	.commands = map_commands,
	.open = map_open,
	.layout = map_layout,
	.draw = map_draw,
	.event = map_event,
	.command = map_command,
	.done = map_done,
	.close = map_close,
	.heading = map_heading,
};
