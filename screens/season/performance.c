/*
 * One performance: how it stands, and every voucher type that is sold for it.
 */
#include "kit/table.h"
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>

enum { TAG_REDEMPTION = 1, TAG_DELETE, TAG_CLOSE };

struct performance {
	struct table_view view;
	struct performance_view of;
	struct redemption_work work;
	int64_t type_id; /* the one a question is about */
};

static const char nothing[] = "nothing is listed";

static const struct command_ref performance_commands[] = {
	{ .command = CMD_OPEN, .label = "Edit", .enabled = table_on_row, .why = nothing },
	{ .command = CMD_ADD_REDEMPTION },
	{ .command = CMD_DELETE, .enabled = table_on_row, .why = nothing },
	{ .command = CMD_PLACES },
	{ .command = CMD_MOVE },
	{ .command = CMD_CANCEL },
	{ .command = CMD_HOLDERS },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool performance_open(struct screen *screen, const void *args)
{
	struct performance *p = screen->state;

	return performance_view_fetch(&p->of, screen, *(const int64_t *)args);
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct performance *p = screen->state;
	bool has = performance_view_fetch(&p->of, screen, p->view.of);

	return table_found(rows, BO_OK, p->of.redemptions.row, has ? p->of.redemptions.n : 0);
}

static void performance_close(struct screen *screen)
{
	struct performance *p = screen->state;

	performance_view_clear(&p->of);
	bo_arena_clear(&p->work.room.lent);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct performance *p = screen->state;
	const struct bo_redemption *r = row;

	redemption_say(p->of.session, r, performance_view_price(&p->of, r->type_id), column, text);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	(void)screen;
	return redemption_role(row, column);
}

static void head(const struct screen *screen, struct ui_surface *s)
{
	performance_view_head(&((const struct performance *)screen->state)->of, s, 0);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct performance *p = screen->state;
	char name[BO_NAME_MAX + 40] = "Performance";

	if (p->of.has)
		performance_name(&p->of.performance, name, sizeof name);
	bo_buf_add(text, name);
}

static unsigned ask_delete(struct screen *screen, const struct bo_redemption *r)
{
	struct performance *p = screen->state;
	struct fill_room *room = &p->view.room;

	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	p->type_id = r->type_id;
	if (r->sold + r->held > 0) {
		snprintf(room->text, sizeof room->text,
			 "%s cannot be deleted here: %" PRId64 " sold, %" PRId64
			 " held. Max sales for type 0 closes it instead.",
			 r->type, r->sold, r->held);
		return fill_room_ask(screen, room, "Delete redemption", "0", "Set max sales to 0",
				     TAG_CLOSE);
	}
	snprintf(room->text, sizeof room->text, "Stop selling %s for this performance?", r->type);
	return fill_room_ask(screen, room, "Delete redemption", "d", "Delete", TAG_DELETE);
}

static void delete_redemption(struct screen *screen)
{
	const struct performance *p = screen->state;
	size_t deleted;

	if (!session_failed(screen, bo_redemption_delete(session_bo(screen), &p->type_id, 1,
							 &p->view.of, 1, &deleted)))
		app_info(screen->app, "Deleted.");
}

static void close_redemption(struct screen *screen)
{
	const struct performance *p = screen->state;
	struct bo_redemption_batch batch = { .types = &p->type_id,
					     .n_types = 1,
					     .performances = &p->view.of,
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

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct performance *p = screen->state;

	if (!p->of.has)
		return UI_IGNORED;
	if (command == CMD_OPEN || command == CMD_ADD_REDEMPTION)
		return redemption_edit(screen, &p->work, &p->of, command == CMD_OPEN ? row : NULL,
				       TAG_REDEMPTION);
	if (command == CMD_DELETE)
		return ask_delete(screen, row);
	return performance_command(screen, &p->view.room, command, &p->of.performance);
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	const struct performance *p = screen->state;

	if (tag >= TAG_CHANGE)
		return performance_changed(screen, &p->view.room, tag, result);
	if (tag == TAG_DELETE && ask_yes(result))
		delete_redemption(screen);
	if (tag == TAG_CLOSE && ask_yes(result))
		close_redemption(screen);
	return UI_RECALC | UI_REDRAW;
}

static const struct table performance = {
	TABLE_COLUMNS(redemption_columns),
	TABLE_ROWS(struct bo_redemption, type_id),
	.empty = REDEMPTION_NONE,
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.of_id = true,
	.open = performance_open,
	.close = performance_close,
	.heading = heading,
	.head_rows = 3,
	.head = head,
	.command = command,
	.done = done,
};

const struct screen_ops performance_screen = {
	TABLE_SCREEN(performance),	  .name = "performance",
	.title = "Performance",		  .state_size = sizeof(struct performance),
	.commands = performance_commands,
};
