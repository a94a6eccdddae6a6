/*
 * One performance: how it stands, and every voucher type that is redeemed for it.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>

enum { TAG_REDEMPTION = 1, TAG_DELETE, TAG_CLOSE };

struct performance_state {
	int64_t id;
	struct performance_view view;
	struct ui_list list;
	struct redemption_work work;
	struct fill_room room;
	int64_t type_id; /* the one a question is about */
};

static bool has_rows(const struct screen *screen)
{
	const struct performance_state *p = screen->state;

	return p->view.redemptions.n > 0;
}

static const struct command_ref performance_commands[] = {
	{ .command = CMD_OPEN, .label = "Edit", .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_ADD_REDEMPTION },
	{ .command = CMD_DELETE, .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_PLACES },
	{ .command = CMD_MOVE },
	{ .command = CMD_CANCEL },
	{ .command = CMD_HOLDERS },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool performance_open(struct screen *screen, const void *args)
{
	struct performance_state *p = screen->state;

	p->id = *(const int64_t *)args;
	return performance_view_fetch(&p->view, screen, p->id);
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ rows > 6 ? 3 : 0, 1, rows > 6 ? rows - 3 : rows, cols - 2 };
}

static void performance_layout(struct screen *screen, int rows, int cols)
{
	struct performance_state *p = screen->state;

	ui_list_layout(&p->list, list_part(rows, cols).rows, redemption_model.rows(&p->view));
}

static void performance_recalc(struct screen *screen)
{
	struct performance_state *p = screen->state;

	performance_view_fetch(&p->view, screen, p->id);
	performance_layout(screen, screen->rows, screen->cols);
}

static void performance_close(struct screen *screen)
{
	struct performance_state *p = screen->state;

	performance_view_clear(&p->view);
	bo_arena_clear(&p->room.lent);
	bo_arena_clear(&p->work.room.lent);
}

static void performance_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct performance_state *p = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	if (s->rows > 6)
		performance_view_head(&p->view, s, 0);
	ui_list_draw(&p->list, &redemption_model, &p->view, &part, true);
}

static void performance_heading(const struct screen *screen, char *text, size_t size)
{
	const struct performance_state *p = screen->state;

	if (p->view.has)
		performance_name(&p->view.performance, text, size);
	else
		snprintf(text, size, "Performance");
}

static const struct bo_redemption *here(const struct performance_state *p)
{
	int row = p->list.row;

	return p->view.has && row < (int)p->view.redemptions.n ? &p->view.redemptions.row[row]
							       : NULL;
}

static unsigned ask_delete(struct screen *screen)
{
	struct performance_state *p = screen->state;
	const struct bo_redemption *r = here(p);

	if (!r || session_failed(screen, bo_require(session_bo(screen), BO_MAY_SET_UP_SEASON)))
		return UI_HANDLED | UI_REDRAW;
	p->type_id = r->type_id;
	if (r->sold + r->held > 0) {
		snprintf(p->room.text, sizeof p->room.text,
			 "%s cannot be deleted here: %" PRId64 " sold, %" PRId64
			 " held. Max sales for type 0 closes it instead.",
			 r->type, r->sold, r->held);
		return fill_room_ask(screen, &p->room, "Delete redemption", "0",
				     "Set max sales to 0", TAG_CLOSE);
	}
	snprintf(p->room.text, sizeof p->room.text, "Stop redeeming %s for this performance?",
		 r->type);
	return fill_room_ask(screen, &p->room, "Delete redemption", "d", "Delete", TAG_DELETE);
}

static void delete_redemption(struct screen *screen)
{
	const struct performance_state *p = screen->state;
	size_t deleted;

	if (!session_failed(screen, bo_redemption_delete(session_bo(screen), &p->type_id, 1, &p->id,
							 1, &deleted)))
		app_info(screen->app, "Deleted.");
}

static void close_redemption(struct screen *screen)
{
	const struct performance_state *p = screen->state;
	struct bo_redemption_batch batch = { .types = &p->type_id,
					     .n_types = 1,
					     .performances = &p->id,
					     .n_performances = 1,
					     .given = BO_FIELD_CAP,
					     .cap = 0 };
	struct bo_arena arena = { 0 };
	struct bo_changes changes;

	if (!session_failed(screen,
			    bo_redemption_apply(session_bo(screen), &arena, &batch, &changes)))
		app_info(screen->app, "Max sales for type is 0: nothing more is sold of it.");
	bo_arena_clear(&arena);
}

static unsigned open_row(struct screen *screen)
{
	struct performance_state *p = screen->state;
	const struct bo_redemption *r = here(p);

	return r ? redemption_edit(screen, &p->work, &p->view, r, TAG_REDEMPTION)
		 : UI_HANDLED | UI_BELL;
}

static unsigned performance_event(struct screen *screen, const struct ui_event *event)
{
	struct performance_state *p = screen->state;
	struct ui_rect part = list_part(screen->rows, screen->cols);
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	e.y -= part.y;
	e.x -= part.x;
	r = ui_list_letters(&p->list, &e, redemption_model.rows(&p->view));
	return r & UI_ACCEPTED ? open_row(screen) : r;
}

static unsigned performance_command(struct screen *screen, enum command command)
{
	struct performance_state *p = screen->state;
	const struct bo_performance *at = &p->view.performance;

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (!p->view.has)
		return UI_IGNORED;
	if (command == CMD_OPEN)
		return open_row(screen);
	if (command == CMD_ADD_REDEMPTION)
		return redemption_edit(screen, &p->work, &p->view, NULL, TAG_REDEMPTION);
	if (command == CMD_DELETE)
		return ask_delete(screen);
	if (command == CMD_HOLDERS) {
		app_push(screen->app, &holders_screen, &p->id, TAG_CHANGE);
		return UI_HANDLED | UI_REDRAW;
	}
	if (command == CMD_PLACES)
		return performance_edit(screen, &p->room, at);
	if (command == CMD_MOVE)
		return performance_move(screen, &p->room, at);
	return command == CMD_CANCEL ? performance_ask_cancel(screen, &p->room, at) : UI_IGNORED;
}

static unsigned performance_done(struct screen *screen, int tag, const void *result)
{
	const struct performance_state *p = screen->state;
	const int *answer = result;

	if (tag >= TAG_CHANGE)
		return performance_changed(screen, &p->room, tag, result);
	if (tag == TAG_DELETE && answer && *answer == 0)
		delete_redemption(screen);
	if (tag == TAG_CLOSE && answer && *answer == 0)
		close_redemption(screen);
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops performance_screen = {
	.name = "performance",
	.title = "Performance",
	.state_size = sizeof(struct performance_state),
	.commands = performance_commands,
	.open = performance_open,
	.recalc = performance_recalc,
	.layout = performance_layout,
	.draw = performance_draw,
	.event = performance_event,
	.command = performance_command,
	.done = performance_done,
	.close = performance_close,
	.heading = performance_heading,
};
