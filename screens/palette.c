/*
 * The palette: any command by a few letters of its name.
 *
 * The letters need not stand together ("prq" finds "print queue"); those that start words count
 * more.  Each command shows its key, so the palette teaches how not to need it.
 */
#include "app.h"

#include "ui/lineedit.h"
#include "ui/list.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct palette {
	struct command_choice all[APP_CHOICES];
	int nall;
	int shown[APP_CHOICES], score[APP_CHOICES], nshown;
	struct ui_lineedit query;
	struct ui_list list;
	enum command chosen;
};

/* How well word answers query: 0 not at all. */
static int match(const char *word, const char *query)
{
	int score = 1, run = 0;
	const char *p = word;

	for (; *query; query++) {
		if (*query == ' ')
			continue;
		while (*p && tolower((unsigned char)*p) != tolower((unsigned char)*query)) {
			p++;
			run = 0;
		}
		if (!*p)
			return 0;
		score += p == word || p[-1] == ' ' ? 8 : run ? 4 : 1;
		run = 1;
		p++;
	}
	return score;
}

static void narrow(struct palette *p)
{
	p->nshown = 0;
	for (int i = 0; i < p->nall; i++) {
		int score = match(command_info(p->all[i].command)->word, p->query.text), at;

		if (score == 0 || p->all[i].command == CMD_PALETTE)
			continue;
		for (at = p->nshown++; at > 0 && p->score[at - 1] < score; at--) {
			p->score[at] = p->score[at - 1];
			p->shown[at] = p->shown[at - 1];
		}
		p->score[at] = score;
		p->shown[at] = i;
	}
	p->list.row = 0;
}

static bool palette_open(struct screen *screen, const void *args)
{
	struct palette *p = screen->state;

	p->nall = app_choices(screen->app, args, p->all, APP_CHOICES);
	ui_lineedit_init(&p->query, 40);
	narrow(p);
	return true;
}

static int palette_rows(const void *arg)
{
	const struct palette *p = arg;

	return p->nshown;
}

static void palette_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct palette *p = arg;
	const struct command_choice *choice = &p->all[p->shown[row]];

	if (column == 0)
		snprintf(text, size, "%s", command_info(choice->command)->word);
	else if (column == 1)
		command_key_label(choice->command, text, size);
	else
		snprintf(text, size, "%s", command_info(choice->command)->help);
}

static enum ui_role palette_role(const void *arg, int row, int column)
{
	const struct palette *p = arg;

	if (!p->all[p->shown[row]].enabled)
		return UI_ROLE_DISABLED;
	return column == 1 ? UI_ROLE_BAR_KEY : column == 2 ? UI_ROLE_HINT : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Command", .width = 20 },
	{ .title = "Key", .width = 9 },
	{ .title = "", .width = 10, .grow = true, .drop = 1 },
};

static const struct ui_list_model model = { .columns = columns,
					    .ncolumns = 3,
					    .rows = palette_rows,
					    .cell = palette_cell,
					    .role = palette_role,
					    .empty = "No command like that here." };

static struct ui_rect palette_box(int rows, int cols)
{
	int width = cols - 4 < 76 ? cols - 4 : 76, height = rows - 2 < 16 ? rows - 2 : 16;

	return (struct ui_rect){ 1, (cols - width) / 2, height, width };
}

static void palette_layout(struct screen *screen, int rows, int cols)
{
	struct palette *p = screen->state;

	p->list.no_head = true;
	ui_list_layout(&p->list, palette_box(rows, cols).rows - 3, p->nshown);
}

static void palette_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct palette *p = screen->state;
	struct ui_rect box = palette_box(s->rows, s->cols);
	struct ui_surface in = ui_surface_part(
		s, (struct ui_rect){ box.y + 1, box.x + 2, box.rows - 2, box.cols - 4 });
	struct ui_surface list =
		ui_surface_part(&in, (struct ui_rect){ 1, 0, in.rows - 1, in.cols });

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, "Commands");
	ui_list_draw(&p->list, &model, p, &list, true);
	ui_lineedit_draw(&p->query, &in, 0, 0, in.cols, true);
}

static unsigned palette_event(struct screen *screen, const struct ui_event *event)
{
	struct palette *p = screen->state;
	unsigned r = ui_list_event(&p->list, event, p->nshown);

	if (r & UI_ACCEPTED) {
		p->chosen = p->all[p->shown[p->list.row]].command;
		screen->result = &p->chosen;
		return UI_CLOSE;
	}
	if (r != UI_IGNORED)
		return r;
	r = ui_lineedit_event(&p->query, event);
	if (r & UI_CHANGED) {
		narrow(p);
		palette_layout(screen, screen->rows, screen->cols);
	}
	return r;
}

const struct screen_ops palette_screen = {
	.name = "palette",
	.title = "Commands",
	.state_size = sizeof(struct palette),
	.overlay = true,
	.open = palette_open,
	.layout = palette_layout,
	.draw = palette_draw,
	.event = palette_event,
};
