/*
 * Setup: who works here, where tickets are printed, what the house has decided, how a ticket looks.
 */
#include "setup/setup.h"

#include "registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABS_COLS = 60 }; /* from so many on there is room for their keys */

static const struct setup_page *const pages[SETUP_PAGES] = {
	[SETUP_STAFF] = &setup_staff,
	[SETUP_PRINTERS] = &setup_printers,
	[SETUP_OPTIONS] = &setup_options,
	[SETUP_TEMPLATE] = &setup_template,
};

static const struct setup_page *page_of(const struct setup *s)
{
	return pages[s->tabs.at];
}

static bool works(const struct screen *screen, enum command command)
{
	const struct setup *s = screen->state;

	return page_of(s)->works(s, command);
}

/* One for each command: the frame asks without saying which command it means. */
#define WORKS(id)                                                                                  \
	static bool works_##id(const struct screen *screen)                                        \
	{                                                                                          \
		return works(screen, CMD_##id);                                                    \
	}
WORKS(OPEN)
WORKS(NEW)
WORKS(DELETE)
WORKS(DEFAULT)
WORKS(USE)
WORKS(TEST)
WORKS(EXPORT)
WORKS(IMPORT)

static const struct command_ref setup_commands[] = {
	{ .command = CMD_OPEN,
	  .label = "Edit",
	  .enabled = works_OPEN,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_NEW,
	  .enabled = works_NEW,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_DELETE,
	  .enabled = works_DELETE,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_DEFAULT,
	  .enabled = works_DEFAULT,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_USE,
	  .enabled = works_USE,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_TEST,
	  .enabled = works_TEST,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_EXPORT,
	  .enabled = works_EXPORT,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_IMPORT,
	  .enabled = works_IMPORT,
	  .hidden = COMMAND_SHY,
	  .why = "nothing of this page is under the cursor" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool setup_open(struct screen *screen, const void *args)
{
	static const char *labels[SETUP_PAGES];
	struct setup *s = screen->state;

	(void)args;
	for (int i = 0; i < SETUP_PAGES; i++)
		labels[i] = pages[i]->label;
	s->tabs = (struct ui_tabs){ .labels = labels, .n = SETUP_PAGES };
	s->list[SETUP_TEMPLATE].no_head = true;
	return true;
}

/* The cursor stays with what it is on, or goes to what was made. */
static int64_t stand_on(struct setup *s)
{
	const struct setup_page *page = page_of(s);
	int row = setup_row(s, (enum setup_page_id)s->tabs.at);
	int64_t at = s->made ? s->made : page->id && row >= 0 ? page->id(s, row) : 0;

	s->made = 0;
	return at;
}

static void setup_recalc(struct screen *screen)
{
	struct setup *s = screen->state;
	const struct setup_page *page = page_of(s);
	int64_t at = stand_on(s);

	bo_arena_clear(&s->arena);
	s->staff = (struct bo_staff_list){ 0 };
	s->printers = (struct bo_printers){ 0 };
	s->options = (struct bo_options){ 0 };
	s->line = NULL;
	s->nlines = 0;
	session_failed(screen, page->fetch(screen));
	for (int i = 0; at && i < page->model->rows(s); i++)
		if (page->id(s, i) == at)
			s->list[s->tabs.at].row = i;
	ui_list_layout(&s->list[s->tabs.at], screen->rows > 8 ? screen->rows - 6 : screen->rows,
		       page->model->rows(s));
}

static void setup_close(struct screen *screen)
{
	struct setup *s = screen->state;

	setup_discover_end(screen);
	free(s->heard);
	bo_arena_clear(&s->arena);
	bo_arena_clear(&s->lent);
}

int setup_row(const struct setup *s, enum setup_page_id page)
{
	int n = pages[page]->model->rows(s);

	return s->list[page].row < n ? s->list[page].row : -1;
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 2, 1, rows > 8 ? rows - 6 : rows - 2, cols - 2 };
}

static void setup_layout(struct screen *screen, int rows, int cols)
{
	struct setup *s = screen->state;

	ui_list_layout(&s->list[s->tabs.at], list_part(rows, cols).rows,
		       page_of(s)->model->rows(s));
}

static void setup_draw(const struct screen *screen, struct ui_surface *surface)
{
	const struct setup *s = screen->state;
	struct ui_rect at = list_part(surface->rows, surface->cols);
	struct ui_surface part = ui_surface_part(surface, at);
	char text[600] = "";

	ui_tabs_draw(&s->tabs, surface, 0);
	if (surface->cols >= TABS_COLS)
		ui_put_right(surface, 0, TABS_COLS - 20, surface->cols - TABS_COLS + 19,
			     UI_ROLE_HINT, surface->ascii ? "Tab, Left, Right" : "Tab, ← and →");
	ui_list_draw(&s->list[s->tabs.at], page_of(s)->model, s, &part, true);
	if (surface->rows <= 8)
		return;
	page_of(s)->note(screen, text, sizeof text);
	ui_hline(surface, at.y + at.rows, 0, surface->cols, UI_ROLE_BORDER);
	ui_put_wrapped(surface, (struct ui_rect){ at.y + at.rows + 1, 1, 3, surface->cols - 2 },
		       UI_ROLE_HINT, text);
}

static void setup_heading(const struct screen *screen, char *text, size_t size)
{
	const struct setup *s = screen->state;

	snprintf(text, size, "Setup: %s", page_of(s)->label);
}

unsigned setup_fill(struct screen *screen, int n,
		    enum bo_status (*save)(struct screen *, struct ui_form *, void *), int tag)
{
	struct setup *s = screen->state;
	struct fill fill = { .title = s->title,
			     .text = s->text[0] ? s->text : NULL,
			     .fields = s->field,
			     .n = n,
			     .save = save,
			     .arg = s };

	app_push(screen->app, &fill_screen, &fill, tag);
	return UI_HANDLED | UI_REDRAW;
}

unsigned setup_ask(struct screen *screen, const char *title, const char *key, const char *label,
		   int tag)
{
	struct setup *s = screen->state;
	struct ui_dialog question = {
		.title = title,
		.text = s->text,
		.role = UI_ROLE_WARN,
		.answers = { { key, label }, { "<Esc>", "Back" } },
	};

	app_push(screen->app, &ask_screen, &question, tag);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned setup_event(struct screen *screen, const struct ui_event *event)
{
	struct setup *s = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (event->type == UI_EVENT_WAKE && setup_discovered(screen, event))
		/* who has gone on to something else meanwhile is not called back */
		return s->tabs.at == SETUP_PRINTERS && app_top(screen->app) == screen
			       ? setup_show_queues(screen)
			       : UI_HANDLED | UI_REDRAW;
	r = ui_tabs_event(&s->tabs, event);
	if (r & UI_CHANGED)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	e.y -= 2;
	e.x -= 1;
	r = ui_list_letters(&s->list[s->tabs.at], &e, page_of(s)->model->rows(s));
	if (r & UI_ACCEPTED)
		return works(screen, CMD_OPEN) ? page_of(s)->command(screen, CMD_OPEN)
					       : UI_HANDLED | UI_BELL;
	return r;
}

static unsigned setup_command(struct screen *screen, enum command command)
{
	struct setup *s = screen->state;

	return command == CMD_REFRESH ? UI_HANDLED | UI_RECALC | UI_REDRAW
				      : page_of(s)->command(screen, command);
}

static unsigned setup_done(struct screen *screen, int tag, const void *result)
{
	struct setup *s = screen->state;

	if (page_of(s)->done)
		return page_of(s)->done(screen, tag, result);
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops setup_screen = {
	.name = "setup",
	.title = "Setup",
	.state_size = sizeof(struct setup),
	.commands = setup_commands,
	.open = setup_open,
	.recalc = setup_recalc,
	.layout = setup_layout,
	.draw = setup_draw,
	.event = setup_event,
	.command = setup_command,
	.done = setup_done,
	.close = setup_close,
	.heading = setup_heading,
};
