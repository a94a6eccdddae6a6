/*
 * Choosing from a list by typing: the picker as a screen.
 *
 * The rows belong to whoever pushed it; each new text asks for them again, and the answer is a row
 * of what was fetched last.  What cannot be fetched at once comes while nothing is typed; who then
 * presses Enter gets the row as it was seen, or the list as it is now.
 */
#include "kit/ask.h"

#include <boxoffice/arena.h>

#include <string.h>

struct picking {
	struct pick pick;
	struct ui_picker picker;
	struct pick_result result;
};

static const struct command_ref pick_commands[] = {
	{ .command = CMD_NEW, .hidden = true },
	{ .command = CMD_NONE },
};

static bool pick_open(struct screen *screen, const void *args)
{
	struct picking *p = screen->state;
	const struct pick *pick = args;

	p->pick = *pick;
	ui_picker_init(&p->picker, NULL);
	if (pick->query)
		ui_lineedit_set(&p->picker.query, pick->query); /* typing goes on */
	return true;
}

static void pick_recalc(struct screen *screen)
{
	struct picking *p = screen->state;

	if (p->pick.fetch)
		p->pick.fetch(p->pick.arg, p->picker.query.text);
}

static bool pick_busy(const struct screen *screen)
{
	const struct picking *p = screen->state;

	return p->pick.goes_on && p->pick.goes_on(p->pick.arg);
}

static struct ui_rect pick_box(int rows, int cols)
{
	int width = cols < 100 ? cols : 100, height = rows < 22 ? rows : 22;

	return (struct ui_rect){ (rows - height) / 3, (cols - width) / 2, height, width };
}

static void pick_layout(struct screen *screen, int rows, int cols)
{
	struct picking *p = screen->state;

	ui_picker_layout(&p->picker, pick_box(rows, cols).rows - 3,
			 p->pick.model->rows(p->pick.arg));
}

static void pick_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct picking *p = screen->state;
	struct ui_rect box = pick_box(s->rows, s->cols);
	struct ui_surface in = ui_surface_part(
		s, (struct ui_rect){ box.y + 1, box.x + 2, box.rows - 3, box.cols - 4 });

	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, UI_ROLE_BORDER, p->pick.title);
	ui_picker_draw(&p->picker, p->pick.model, p->pick.arg, &in);
	int x = box.x + 2, y = box.y + box.rows - 2;

	x += ui_put(s, y, x, UI_ROLE_HINT,
		    p->pick.to_read ? "Enter or Esc goes on" : "Enter takes it · Esc goes back");
	if (p->pick.most > 0 && p->pick.model->rows(p->pick.arg) >= p->pick.most)
		x += ui_putf(s, y, x, UI_ROLE_MARK, " · the first %d: type more", p->pick.most);
	if (p->pick.new_label) {
		x += ui_put(s, y, x, UI_ROLE_HINT, " · F6 ");
		ui_put_cut(s, y, x, box.x + box.cols - 2 - x, UI_ROLE_HINT, p->pick.new_label);
	}
}

static unsigned finish(struct screen *screen, bool make_new)
{
	struct picking *p = screen->state;

	p->result = (struct pick_result){ .row = p->picker.list.row,
					  .make_new = make_new,
					  .query = p->picker.query.text };
	screen->result = &p->result;
	return UI_CLOSE;
}

/* Where the row says what it said before all was fetched: all cells, as people see them. */
static void say_row(const struct picking *p, struct bo_buf *text)
{
	const struct ui_list_model *model = p->pick.model;
	int row = p->picker.list.row;
	char cell[256];

	if (row >= model->rows(p->pick.arg))
		return;
	for (int c = 0; c < model->ncolumns; c++) {
		cell[0] = '\0';
		model->cell(p->pick.arg, row, c, cell, sizeof cell);
		bo_buf_printf(text, "%s\n", cell);
	}
}

static unsigned take(struct screen *screen)
{
	struct picking *p = screen->state;
	char seen[1000], there[1000];
	struct bo_buf before = BO_BUF(seen), now = BO_BUF(there);

	if (p->pick.model->rows(p->pick.arg) == 0 && !p->pick.to_read && !pick_busy(screen))
		return UI_HANDLED | UI_BELL; /* there is nothing to take */
	if (!pick_busy(screen))
		return finish(screen, false);
	say_row(p, &before);
	while (pick_busy(screen))
		p->pick.more(p->pick.arg);
	pick_layout(screen, screen->rows, screen->cols);
	say_row(p, &now);
	return strcmp(seen, there) == 0 ? finish(screen, false)
					: UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

static unsigned pick_event(struct screen *screen, const struct ui_event *event)
{
	struct picking *p = screen->state;
	struct ui_event e = *event;
	struct ui_rect box = pick_box(screen->rows, screen->cols);

	if (event->type == UI_EVENT_IDLE) {
		p->pick.more(p->pick.arg);
		pick_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	e.y -= box.y + 1;
	e.x -= box.x + 2;
	if (p->pick.to_read && (event->type == UI_EVENT_PASTE || event->text[0]))
		return UI_HANDLED;
	unsigned r = ui_picker_event(&p->picker, &e, p->pick.model->rows(p->pick.arg));

	if (r & UI_ACCEPTED)
		return take(screen);
	if (r & UI_CHANGED) {
		pick_recalc(screen);
		pick_layout(screen, screen->rows, screen->cols);
	}
	return r;
}

static unsigned pick_command(struct screen *screen, enum command command)
{
	const struct picking *p = screen->state;

	if (command == CMD_NEW && p->pick.new_label)
		return finish(screen, true);
	return UI_IGNORED;
}

const struct screen_ops pick_screen = {
	.name = "pick",
	.state_size = sizeof(struct picking),
	.commands = pick_commands,
	.overlay = true,
	.open = pick_open,
	.recalc = pick_recalc,
	.layout = pick_layout,
	.draw = pick_draw,
	.event = pick_event,
	.busy = pick_busy,
	.command = pick_command,
};
