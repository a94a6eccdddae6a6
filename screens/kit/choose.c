/*
 * The list of a chooser, as a screen.
 *
 * Rows are cut into cells only when they are drawn or sought in.  What cannot be fetched at once
 * comes while nothing is typed; who then presses Enter gets the row as it was seen, or the list as
 * it is now.  Marks out of sight stay, and going back changes nothing, as the rows are the list's.
 */
#include "kit/choose.h"

#include "frame/session.h"
#include "kit/narrow.h"

#include "ui/widget/picker.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { BOX_COLS = 100, BOX_ROWS = 22, SOUGHT = 1000, TITLE = 240 };

struct choosing {
	struct choose choose;
	char title[TITLE];
	struct ui_column column[CHOOSE_COLUMNS];
	struct ui_list_model model;
	struct ui_picker picker;
	size_t n_shown, n_marked;
	struct chosen result;
};

/* --- Making the rows --- */

__attribute__((format(printf, 3, 0))) static struct choose_row *add(struct choose *c, int64_t id,
								    const char *format,
								    va_list args)
{
	static struct choose_row none;
	struct choose_row *grown = bo_arena_grow(&c->arena, c->row, c->n, sizeof *grown);
	char text[SOUGHT];
	const char *kept;

	vsnprintf(text, sizeof text, format, args);
	kept = bo_arena_copy(&c->arena, text);
	if (grown)
		c->row = grown;
	if (!grown || !kept) {
		c->full = true;
		return &none;
	}
	grown[c->n] = (struct choose_row){ .id = id, .text = kept };
	return &grown[c->n++];
}

struct choose_row *choose_add(struct choose *c, int64_t id, const char *format, ...)
{
	struct choose_row *row;
	va_list args;

	va_start(args, format);
	row = add(c, id, format, args);
	va_end(args);
	return row;
}

void choose_name(const struct choose_row *row, char *name, size_t size)
{
	struct bo_buf buf = { .text = name, .size = size };
	const char *text = row->text + strspn(row->text, " ");

	*name = '\0';
	bo_buf_addn(&buf, text, strcspn(text, "\t"));
}

void choose_clear(struct choose *c)
{
	bo_arena_clear(&c->arena);
	c->row = NULL;
	c->n = 0;
	c->full = false;
}

static void let_go(struct choose *c)
{
	if (c->search)
		c->search->end(c);
	choose_clear(c);
}

/* --- The rows that are shown --- */

static const struct choose_row *row_at(const struct choosing *p, int row)
{
	return &p->choose.row[p->choose.shown ? p->choose.shown[row] : (size_t)row];
}

/* A cell of a row; false: there is none. */
static bool cell_of(const char *text, int column, char *cell, size_t size)
{
	size_t n;

	for (; column > 0 && text; column--)
		text = strchr(text, '\t') ? strchr(text, '\t') + 1 : NULL;
	if (!text)
		return false;
	n = strcspn(text, "\t");
	snprintf(cell, size, "%.*s", (int)n, text);
	return true;
}

static int rows(const void *arg)
{
	return (int)((const struct choosing *)arg)->n_shown;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct choosing *p = arg;
	const struct choose_row *r = row_at(p, row);

	if (p->choose.several && column-- == 0)
		snprintf(text, size, "%s", r->marked ? "[x]" : "[ ]");
	else
		cell_of(r->text, column, text, size);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct choosing *p = arg;
	const struct choose_row *r = row_at(p, row);

	if (r->marked)
		return UI_ROLE_MARK;
	return column == p->model.ncolumns - 1 && r->last != UI_ROLE_NORMAL ? r->last : r->role;
}

static void set_columns(struct choosing *p)
{
	static const struct ui_column mark = { .title = "", .width = 3 };
	const struct ui_column *from = p->choose.columns;
	int n = 0;

	p->picker.list.no_head = true;
	if (p->choose.several)
		p->column[n++] = mark;
	for (; from->title && n < CHOOSE_COLUMNS; from++) {
		p->picker.list.no_head = p->picker.list.no_head && !*from->title;
		p->column[n++] = *from;
	}
	p->model = (struct ui_list_model){ .columns = p->column,
					   .ncolumns = n,
					   .rows = rows,
					   .cell = cell,
					   .role = role,
					   .empty = p->choose.empty };
}

/* Numbers are not sought in: "5" is a day, not how many places are left. */
static bool fits(const struct choosing *p, const char *text)
{
	char sought[SOUGHT], one[SOUGHT];
	struct bo_buf buf = BO_BUF(sought);
	int marks = p->choose.several;

	for (int i = 0; (i == 0 || !p->choose.by_name) && cell_of(text, i, one, sizeof one); i++)
		if (i + marks >= p->model.ncolumns || !p->column[i + marks].right)
			bo_buf_printf(&buf, "%s ", one);
	return narrow_fits(sought, p->picker.query.text);
}

static void narrow(struct choosing *p)
{
	p->n_shown = p->choose.n;
	if (p->choose.search)
		return;
	p->n_shown = 0;
	for (size_t i = 0; i < p->choose.n; i++)
		if (fits(p, p->choose.row[i].text))
			p->choose.shown[p->n_shown++] = i;
}

static struct ui_rect box_of(int height, int width)
{
	int w = width < BOX_COLS ? width : BOX_COLS, h = height < BOX_ROWS ? height : BOX_ROWS;

	return (struct ui_rect){ (height - h) / 3, (width - w) / 2, h, w };
}

static void choose_layout(struct screen *screen, int height, int width)
{
	struct choosing *p = screen->state;

	ui_picker_layout(&p->picker, box_of(height, width).rows - 3, (int)p->n_shown);
}

/* After other words. */
static unsigned seek(struct screen *screen)
{
	struct choosing *p = screen->state;

	if (p->choose.search)
		p->choose.search->begin(&p->choose, p->picker.query.text);
	narrow(p);
	choose_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

static bool is_busy(const struct screen *screen)
{
	const struct choose *c = &((const struct choosing *)screen->state)->choose;

	return c->search && c->search->goes_on(c);
}

/* --- Opening --- */

static bool choose_opened(struct screen *screen, const void *args)
{
	struct choosing *p = screen->state;
	struct choose *c = &p->choose;

	*c = *(const struct choose *)args;
	snprintf(p->title, sizeof p->title, "%s", c->title);
	ui_picker_init(&p->picker, NULL);
	set_columns(p);
	if (c->query)
		ui_lineedit_set(&p->picker.query, c->query); /* typing goes on */
	seek(screen);
	for (int i = 0; i < (int)p->n_shown && c->at; i++)
		if (row_at(p, i)->id == c->at)
			p->picker.list.row = i;
	for (size_t i = 0; i < c->n; i++)
		p->n_marked += c->row[i].marked;
	return true;
}

static void choose_close(struct screen *screen)
{
	let_go(&((struct choosing *)screen->state)->choose);
}

/* --- Drawing --- */

static void draw_foot(const struct choosing *p, struct ui_surface *s, int y, int x, int width)
{
	const struct choose *c = &p->choose;
	char text[200];
	int end = x + width;

	if (c->several) {
		if (p->n_marked > 0 || !c->none)
			snprintf(text, sizeof text, "%zu marked", p->n_marked);
		else
			snprintf(text, sizeof text, "none: %s", c->none);
		x += ui_put_cut(s, y, x, end - x, p->n_marked > 0 ? UI_ROLE_MARK : UI_ROLE_HINT,
				text);
	}
	x += ui_put_cut(s, y, x, end - x, UI_ROLE_HINT,
			c->several ? " · Enter marks · Alt-T all found · F9 takes them · Esc back"
			: c->to_read ? "Enter or Esc goes on"
				     : "Enter takes it · Esc goes back");
	if (c->more == CHOOSE_UNCOUNTED)
		snprintf(text, sizeof text, " · the first %zu: type more", c->n);
	else
		snprintf(text, sizeof text, " · %" PRId64 " more not shown", c->more);
	if (c->more)
		x += ui_put_cut(s, y, x, end - x, UI_ROLE_MARK, text);
	snprintf(text, sizeof text, " · F6 %s", c->new_label ? c->new_label : "");
	if (c->new_label)
		ui_put_cut(s, y, x, end - x, UI_ROLE_HINT, text);
}

static void choose_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct choosing *p = screen->state;
	struct ui_rect box = box_of(s->rows, s->cols);
	struct ui_surface in = ui_surface_part(
		s, (struct ui_rect){ box.y + 1, box.x + 2, box.rows - 3, box.cols - 4 });

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, p->title);
	ui_picker_draw(&p->picker, &p->model, p, &in);
	draw_foot(p, s, box.y + box.rows - 2, box.x + 2, box.cols - 4);
}

/* --- Taking --- */

static unsigned finish(struct screen *screen, bool make_new)
{
	struct choosing *p = screen->state;
	int row = p->picker.list.row;

	p->result = (struct chosen){ .make_new = make_new, .query = p->picker.query.text };
	if (p->choose.several) {
		p->result.all = p->choose.row;
		p->result.n = p->choose.n;
	} else if (!make_new && row >= 0 && row < (int)p->n_shown) {
		p->result.row = row_at(p, row);
		p->result.id = p->result.row->id;
	}
	screen->result = &p->result;
	return UI_CLOSE;
}

static const char *text_here(const struct choosing *p)
{
	return p->picker.list.row < (int)p->n_shown ? row_at(p, p->picker.list.row)->text : "";
}

static void search_on(struct screen *screen)
{
	struct choosing *p = screen->state;

	p->choose.search->more(&p->choose);
	narrow(p);
	choose_layout(screen, screen->rows, screen->cols);
}

static unsigned take(struct screen *screen)
{
	struct choosing *p = screen->state;
	char seen[SOUGHT];

	snprintf(seen, sizeof seen, "%s", text_here(p));
	while (is_busy(screen))
		search_on(screen);
	return strcmp(seen, text_here(p)) == 0
		       ? finish(screen, false)
		       : UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

/* --- Marks --- */

static void mark(struct choosing *p, int row, bool on)
{
	struct choose_row *r = &p->choose.row[p->choose.shown[row]];

	p->n_marked += (size_t)on - (size_t)r->marked;
	r->marked = on;
}

static unsigned mark_here(struct choosing *p)
{
	int row = p->picker.list.row;

	if (row < 0 || row >= (int)p->n_shown)
		return UI_HANDLED | UI_BELL;
	mark(p, row, !row_at(p, row)->marked);
	if (row + 1 < (int)p->n_shown)
		p->picker.list.row++;
	return UI_HANDLED | UI_REDRAW;
}

/* Those in sight of the words typed; all of them marked: none. */
static unsigned mark_found(struct choosing *p)
{
	bool all = true;

	for (int i = 0; i < (int)p->n_shown; i++)
		all = all && row_at(p, i)->marked;
	for (int i = 0; i < (int)p->n_shown; i++)
		mark(p, i, !all);
	return UI_HANDLED | UI_REDRAW;
}

/* --- Keys --- */

static unsigned choose_event(struct screen *screen, const struct ui_event *event)
{
	struct choosing *p = screen->state;
	struct ui_rect box = box_of(screen->rows, screen->cols);
	struct ui_event e = *event;
	unsigned r;

	if (event->type == UI_EVENT_IDLE) {
		search_on(screen);
		return UI_HANDLED | UI_REDRAW;
	}
	if (p->choose.several && ui_key_is(event, UI_KEY_ESC, 0) && p->picker.query.len > 0) {
		ui_lineedit_set(&p->picker.query, "");
		return seek(screen);
	}
	e.y -= box.y + 1;
	e.x -= box.x + 2;
	if (p->choose.to_read && (event->type == UI_EVENT_PASTE || event->text[0]))
		return UI_HANDLED;
	r = ui_picker_event(&p->picker, &e, (int)p->n_shown);
	if (r & UI_ACCEPTED && p->choose.several) {
		r = mark_here(p);
		choose_layout(screen, screen->rows, screen->cols);
	} else if (r & UI_ACCEPTED) {
		return take(screen);
	}
	return r & UI_CHANGED ? r | seek(screen) : r;
}

static bool has_shown(const struct screen *screen)
{
	return ((const struct choosing *)screen->state)->n_shown > 0;
}

static bool may_take(const struct screen *screen)
{
	const struct choosing *p = screen->state;

	return p->n_marked > 0 || p->choose.none;
}

static const struct command_ref one_commands[] = {
	{ .command = CMD_NEW, .hidden = true },
	{ .command = CMD_NONE },
};

static const struct command_ref several_commands[] = {
	{ .command = CMD_CHOOSE, .enabled = may_take, .why = "nothing is marked" },
	{ .command = CMD_MARK_HERE, .enabled = has_shown, .why = "nothing is found" },
	{ .command = CMD_MARK_FOUND, .enabled = has_shown, .why = "nothing is found" },
	{ .command = CMD_NONE },
};

static unsigned choose_command(struct screen *screen, enum command command)
{
	struct choosing *p = screen->state;
	unsigned r = UI_IGNORED;

	if (command == CMD_NEW && p->choose.new_label)
		return finish(screen, true);
	if (command == CMD_CHOOSE)
		return finish(screen, false);
	if (command == CMD_MARK_HERE)
		r = mark_here(p);
	else if (command == CMD_MARK_FOUND)
		r = mark_found(p);
	choose_layout(screen, screen->rows, screen->cols);
	return r;
}

static const struct screen_ops one_screen = {
	.name = "pick",
	.state_size = sizeof(struct choosing),
	.commands = one_commands,
	.overlay = true,
	.open = choose_opened,
	.layout = choose_layout,
	.draw = choose_draw,
	.event = choose_event,
	.busy = is_busy,
	.command = choose_command,
	.close = choose_close,
};

static const struct screen_ops several_screen = {
	.name = "marks",
	.title = "Marks",
	.state_size = sizeof(struct choosing),
	.commands = several_commands,
	.overlay = true,
	.open = choose_opened,
	.layout = choose_layout,
	.draw = choose_draw,
	.event = choose_event,
	.command = choose_command,
	.close = choose_close,
};

unsigned choose_open(struct screen *screen, struct choose *choose, enum bo_status status, int tag)
{
	bool opened = status == BO_OK || !session_failed(screen, status);

	if (opened && !choose->search)
		choose->shown =
			bo_arena_alloc(&choose->arena, (choose->n + 1) * sizeof *choose->shown);
	if (opened && (choose->full || (!choose->search && !choose->shown))) {
		app_error(screen->app, "There is no memory left for this list.");
		opened = false;
	}
	if (!opened ||
	    !app_push(screen->app, choose->several ? &several_screen : &one_screen, choose, tag))
		let_go(choose);
	return UI_HANDLED | UI_REDRAW;
}
