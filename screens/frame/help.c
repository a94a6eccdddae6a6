/*
 * Help: what can be done here, made from the table of commands, after what the screen's own line
 * understands.
 *
 * Typing narrows the list, so the one screen answers both "what do the keys do" and "where is the
 * key for this".
 */
#include "frame/frame.h"

#include "ui/widget/lineedit.h"
#include "ui/widget/list.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { HELP_LINES = 32 };

struct help {
	const struct app *app;
	const struct help_line *typed; /* may be NULL */
	struct command_choice all[APP_CHOICES];
	int nall;
	int shown[APP_CHOICES + HELP_LINES]; /* commands; below 0: lines, from -1 down */
	int nshown;
	struct ui_lineedit query;
	struct ui_list list;
};

static bool holds(const char *text, const char *word)
{
	return strcasestr(text, word) != NULL;
}

static void narrow(struct help *h)
{
	h->nshown = 0;
	for (int i = 0; h->typed && i < HELP_LINES && h->typed[i].typed; i++)
		if (!h->query.len || holds(h->typed[i].help, h->query.text) ||
		    holds(h->typed[i].typed, h->query.text))
			h->shown[h->nshown++] = -1 - i;
	for (int i = 0; i < h->nall; i++) {
		const struct command_info *info = command_info(h->all[i].command);

		if (!h->query.len || holds(info->help, h->query.text) ||
		    holds(info->word, h->query.text) || holds(h->all[i].label, h->query.text))
			h->shown[h->nshown++] = i;
	}
	h->list.row = 0;
}

static bool help_open(struct screen *screen, const void *args)
{
	struct help *h = screen->state;
	const struct screen *below = args;

	h->app = screen->app;
	h->typed = below->ops->typed;
	h->nall = app_choices(screen->app, args, h->all, APP_CHOICES);
	ui_lineedit_init(&h->query, 40);
	narrow(h);
	return true;
}

static int help_rows(const void *arg)
{
	const struct help *h = arg;

	return h->nshown;
}

/* What somebody may not use is shown as such. */
static void forbidden_help(const struct help *h, enum command command, char *text, size_t size)
{
	char why[APP_MESSAGE];

	app_may(h->app, command, why, sizeof why);
	snprintf(text, size, "%s", why);
}

static void help_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct help *h = arg;
	int at = h->shown[row];

	if (at < 0) {
		const struct help_line *line = &h->typed[-1 - at];

		snprintf(text, size, "%s",
			 column == 0   ? line->typed
			 : column == 1 ? ""
				       : line->help);
		return;
	}
	const struct command_choice *choice = &h->all[at];

	if (column == 0)
		command_keys_label(choice->command, text, size);
	else if (column == 1)
		snprintf(text, size, "%s", choice->label);
	else if (choice->forbidden)
		forbidden_help(h, choice->command, text, size);
	else
		snprintf(text, size, "%s", command_info(choice->command)->help);
}

static enum ui_role help_role(const void *arg, int row, int column)
{
	const struct help *h = arg;

	if (h->shown[row] >= 0 && !h->all[h->shown[row]].enabled)
		return UI_ROLE_DISABLED;
	return column == 0 ? UI_ROLE_BAR_KEY : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Keys", .width = 16 },
	{ .title = "Command", .width = 10, .drop = 1 },
	{ .title = "What it does", .width = 10, .grow = true },
};

static const struct ui_list_model model = { .columns = columns,
					    .ncolumns = 3,
					    .rows = help_rows,
					    .cell = help_cell,
					    .role = help_role,
					    .empty = "No command like that here." };

static struct ui_rect help_box(int rows, int cols)
{
	int width = cols > 100 ? 100 : cols;

	return (struct ui_rect){ 0, (cols - width) / 2, rows, width };
}

static void help_layout(struct screen *screen, int rows, int cols)
{
	struct help *h = screen->state;

	(void)cols;
	ui_list_layout(&h->list, rows - 4, h->nshown);
}

static void help_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct help *h = screen->state;
	struct ui_rect box = help_box(s->rows, s->cols);
	struct ui_surface in;

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, "Help: what works here");
	in = ui_surface_part(s,
			     (struct ui_rect){ box.y + 1, box.x + 2, box.rows - 2, box.cols - 4 });
	ui_put(&in, 0, 0, UI_ROLE_HINT, "Search:");
	struct ui_surface list =
		ui_surface_part(&in, (struct ui_rect){ 2, 0, in.rows - 2, in.cols });

	ui_list_draw(&h->list, &model, h, &list, true);
	ui_lineedit_draw(&h->query, &in, 0, 8, 24, true);
	if (in.cols > 50)
		ui_put_right(&in, 0, 33, in.cols - 33, UI_ROLE_HINT, "Esc closes");
}

static unsigned help_event(struct screen *screen, const struct ui_event *event)
{
	struct help *h = screen->state;

	if (ui_key_is(event, UI_KEY_ENTER, 0) || ui_key_is(event, UI_KEY_F1, 0))
		return UI_CLOSE;
	unsigned r = ui_list_event(&h->list, event, h->nshown);

	if (r != UI_IGNORED)
		return r;
	r = ui_lineedit_event(&h->query, event);
	if (r & UI_CHANGED) {
		narrow(h);
		help_layout(screen, screen->rows, screen->cols);
	}
	return r;
}

const struct screen_ops help_screen = {
	.name = "help",
	.title = "Help",
	.state_size = sizeof(struct help),
	.overlay = true,
	.open = help_open,
	.layout = help_layout,
	.draw = help_draw,
	.event = help_event,
};
