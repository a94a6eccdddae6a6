/*
 * The patrons: typing finds them, Enter opens the page of the one the cursor is on.
 */
#include "patron_form.h"
#include "patron_page.h"
#include "registry.h"

#include "ui/picker.h"

#include <inttypes.h>
#include <stdio.h>

enum { MOST = 200 };
enum { TAG_PAGE = 1, TAG_NEW };

struct patrons_state {
	struct bo_arena arena;
	struct bo_patrons patrons;
	struct ui_picker picker;
};

static bool any(const struct screen *screen)
{
	const struct patrons_state *p = screen->state;

	return p->patrons.n > 0;
}

static const struct command_ref patrons_commands[] = {
	{ .command = CMD_OPEN, .enabled = any },
	{ .command = CMD_NEW },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool patrons_open(struct screen *screen, const void *args)
{
	struct patrons_state *p = screen->state;

	(void)args;
	ui_picker_init(&p->picker, NULL);
	return true;
}

static void patrons_close(struct screen *screen)
{
	struct patrons_state *p = screen->state;

	bo_arena_clear(&p->arena);
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 0, 1, rows, cols - 2 };
}

static void patrons_layout(struct screen *screen, int rows, int cols)
{
	struct patrons_state *p = screen->state;

	ui_picker_layout(&p->picker, list_part(rows, cols).rows, (int)p->patrons.n);
}

static void patrons_recalc(struct screen *screen)
{
	struct patrons_state *p = screen->state;

	bo_arena_clear(&p->arena);
	p->patrons = (struct bo_patrons){ 0 };
	if (session_failed(screen, bo_patron_search(session_bo(screen), &p->arena,
						    p->picker.query.text, MOST, &p->patrons)))
		p->patrons = (struct bo_patrons){ 0 };
	patrons_layout(screen, screen->rows, screen->cols);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct patrons_state *p = arg;

	return (int)p->patrons.n;
}

enum { COL_NAME, COL_EMAIL, COL_PHONE, COL_ORDERS, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_NAME] = { .title = "Name", .width = 16, .grow = true },
	[COL_EMAIL] = { .title = "E-mail", .width = 22, .grow = true, .drop = 2 },
	[COL_PHONE] = { .title = "Telephone", .width = 12, .drop = 3 },
	[COL_ORDERS] = { .title = "Orders", .width = 6, .right = true, .drop = 1 },
};

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct patrons_state *p = arg;
	const struct bo_patron *patron = &p->patrons.row[row];

	if (column == COL_ORDERS)
		snprintf(text, size, "%" PRId64, patron->orders);
	else
		snprintf(text, size, "%s",
			 column == COL_NAME    ? patron->name
			 : column == COL_EMAIL ? patron->email
					       : patron->phone);
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = COLUMNS,
	.rows = rows,
	.cell = cell,
	.empty = "Nobody of that name. F6 makes a new person.",
};

static void patrons_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct patrons_state *p = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	ui_picker_draw(&p->picker, &model, p, &part);
	if (p->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 2, UI_ROLE_HINT,
			   "Type the beginnings of the name or the e-mail");
}

/* --- Acts --- */

static unsigned open_page(struct screen *screen)
{
	const struct patrons_state *p = screen->state;

	if (p->patrons.n == 0)
		return UI_HANDLED | UI_BELL;
	app_push(screen->app, &patron_page_screen, &p->patrons.row[p->picker.list.row].id,
		 TAG_PAGE);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned patrons_event(struct screen *screen, const struct ui_event *event)
{
	struct patrons_state *p = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (ui_key_is(event, UI_KEY_ESC, 0) && p->picker.query.len) {
		ui_lineedit_set(&p->picker.query, "");
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	e.x -= 1;
	r = ui_picker_event(&p->picker, &e, (int)p->patrons.n);
	if (r & UI_ACCEPTED)
		return open_page(screen);
	return r & UI_CHANGED ? r | UI_RECALC : r;
}

static unsigned patrons_command(struct screen *screen, enum command command)
{
	const struct patrons_state *p = screen->state;

	if (command == CMD_OPEN)
		return open_page(screen);
	if (command == CMD_NEW) {
		app_push(screen->app, &patron_form_screen, p->picker.query.text, TAG_NEW);
		return UI_HANDLED | UI_REDRAW;
	}
	return command == CMD_REFRESH ? UI_HANDLED | UI_RECALC | UI_REDRAW : UI_IGNORED;
}

static unsigned patrons_done(struct screen *screen, int tag, const void *result)
{
	struct patrons_state *p = screen->state;

	if (tag == TAG_NEW && result) {
		ui_lineedit_set(&p->picker.query, "");
		app_push(screen->app, &patron_page_screen, result, TAG_PAGE);
	}
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops patrons_screen = {
	.name = "patrons",
	.title = "Patrons",
	.state_size = sizeof(struct patrons_state),
	.commands = patrons_commands,
	.open = patrons_open,
	.recalc = patrons_recalc,
	.layout = patrons_layout,
	.draw = patrons_draw,
	.event = patrons_event,
	.command = patrons_command,
	.done = patrons_done,
	.close = patrons_close,
};
