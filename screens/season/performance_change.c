/*
 * What can be done to one performance: more or fewer places, another time, cancelled, deleted.
 * Asked for from the season's grid and from the performance itself.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *number(struct bo_arena *arena, int64_t n)
{
	return n == BO_NONE ? "none" : bo_arena_printf(arena, "%" PRId64, n);
}

static enum bo_status save_edit(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct fill_room *room = arg;
	int64_t capacity, advance;

	if (fill_number(form, 0, false, &capacity) || fill_number(form, 1, true, &advance))
		return BO_INVALID;
	return bo_performance_edit(session_bo(screen), room->id, capacity,
				   advance == BO_NONE ? -1 : advance);
}

/* Before a form or a question: false if whoever acts may not, and says so. */
static bool begin(struct screen *screen, struct fill_room *room, const struct bo_performance *p)
{
	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return false;
	bo_arena_clear(&room->lent);
	room->id = p->id;
	performance_name(p, room->title, sizeof room->title);
	room->text[0] = '\0';
	return true;
}

static unsigned edit(struct screen *screen, struct fill_room *room, const struct bo_performance *p)
{
	if (!begin(screen, room, p))
		return UI_HANDLED | UI_REDRAW;
	room->field[0] = fill_line("Places", "capacity", 10, number(&room->lent, p->capacity),
				   "Fewer than are sold stops sales; what was sold stays sold.");
	room->field[1] = fill_line("Advance limit", "advance", 10, number(&room->lent, p->advance),
				   "How many places may be sold ahead; none: all.");
	return fill_room_open(screen, room, 2, save_edit, room, TAG_CHANGE_EDIT);
}

enum { MOVED_TO, MOVE_WINDOWS, MOVE_FIELDS };

static enum bo_status save_move(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct fill_room *room = arg;
	struct bo *bo = session_bo(screen);
	struct bo_arena arena = { 0 };
	struct bo_performance p;
	int64_t at;
	enum bo_status status = bo_performance_get(bo, &arena, room->id, &p);

	if (!status)
		status = fill_when_on(bo, form, MOVED_TO, p.at, p.zone, &at);
	bo_arena_clear(&arena);
	if (status)
		return status;
	return form->n > MOVE_WINDOWS && form->fields[MOVE_WINDOWS].choice
		       ? bo_performance_move_whole(bo, room->id, at)
		       : bo_performance_move(bo, room->id, at);
}

/* Without the zone's offset, as a person types it. */
static const char *moment(struct bo_arena *arena, int64_t at, const char *zone)
{
	struct bo_civil c = bo_when_civil(at, zone);
	char text[48];
	struct bo_buf buf = BO_BUF(text);

	if (bo_when_comes_twice(at, zone)) {
		bo_when_short(&buf, at, zone, true);
		return bo_arena_copy(arena, text);
	}
	return bo_arena_printf(arena, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour,
			       c.minute);
}

/* Names the windows with fixed times, as many as there is room for; how many there are. */
static size_t name_windows(struct bo *bo, struct fill_room *room, const struct bo_performance *p,
			   struct bo_buf *say)
{
	enum { ROOM = 330 }; /* bytes in a box of 24 rows */
	struct bo_window_ends ends = { 0 };
	size_t start = say->len;

	/* Any other time shows which ends there are. */
	if (bo_performance_windows(bo, &room->lent, p->id, p->at + 86400, &ends) || ends.n == 0)
		return 0;
	bo_buf_add(say, " Windows with fixed times stay where they are, unless they are moved as "
			"far as the performance:");
	for (size_t i = 0; i < ends.n; i++) {
		const struct bo_window_end *end = &ends.row[i];

		if (say->len - start > ROOM) {
			bo_buf_printf(say, " and %zu more", ends.n - i);
			break;
		}
		bo_buf_printf(say, "%s %s %s ", i ? "," : "", end->type,
			      end->is_start ? "from" : "until");
		bo_when_short(say, end->at, p->zone, false);
	}
	bo_buf_add(say, ".");
	return ends.n;
}

static unsigned move(struct screen *screen, struct fill_room *room, const struct bo_performance *p)
{
	struct bo_buf say = BO_BUF(room->text);
	size_t windows;

	if (!begin(screen, room, p))
		return UI_HANDLED | UI_REDRAW;
	bo_buf_printf(&say,
		      "Sales windows that count from curtain move along. %" PRId64
		      " tickets are sold: whoever holds them is listed next, to be told.",
		      p->sold);
	windows = name_windows(session_bo(screen), room, p, &say);
	room->field[MOVED_TO] =
		(struct fill_field){ .label = "Moved to",
				     .name = "to",
				     .reads = FILL_READS_WHEN,
				     .at = p->at,
				     .zone = bo_arena_copy(&room->lent, p->zone),
				     .text = moment(&room->lent, p->at, p->zone),
				     .width = 24,
				     .hint = "Such as 2026-01-05 20:00, on the clock of "
					     "the house." };
	room->field[MOVE_WINDOWS] = fill_switch("Move fixed times too", NULL, false,
						"Yes: as far as the performance moves.");
	return fill_room_open(screen, room, windows ? MOVE_FIELDS : MOVE_WINDOWS, save_move, room,
			      TAG_CHANGE_MOVE);
}

static unsigned ask_cancel(struct screen *screen, struct fill_room *room,
			   const struct bo_performance *p)
{
	if (!begin(screen, room, p))
		return UI_HANDLED | UI_REDRAW;
	snprintf(room->text, sizeof room->text,
		 "Cancel %s? Nothing more is sold for it. The %" PRId64
		 " tickets that were sold stay sold until they are refunded or exchanged.",
		 room->title, p->sold);
	return fill_room_ask(screen, room, "Cancel performance", "c", "Cancel it",
			     TAG_CHANGE_CANCEL);
}

static unsigned ask_delete(struct screen *screen, struct fill_room *room,
			   const struct bo_performance *p)
{
	if (!begin(screen, room, p))
		return UI_HANDLED | UI_REDRAW;
	snprintf(room->text, sizeof room->text, "Delete %s and everything that was set up for it?",
		 room->title);
	return fill_room_ask(screen, room, "Delete performance", "d", "Delete", TAG_CHANGE_DELETE);
}

unsigned performance_command(struct screen *screen, struct fill_room *room, enum command command,
			     const struct bo_performance *p)
{
	if (command == CMD_PLACES)
		return edit(screen, room, p);
	if (command == CMD_MOVE)
		return move(screen, room, p);
	if (command == CMD_CANCEL)
		return ask_cancel(screen, room, p);
	if (command == CMD_DELETE)
		return ask_delete(screen, room, p);
	return command == CMD_HOLDERS ? app_open(screen->app, &holders_screen, &p->id, TAG_CHANGE)
				      : UI_IGNORED;
}

/* Whom to call; nobody, if nothing was sold. */
static void show_holders(struct screen *screen, int64_t id)
{
	struct bo_arena arena = { 0 };
	struct bo_performance p;

	if (bo_performance_get(session_bo(screen), &arena, id, &p) == BO_OK && p.sold > 0)
		app_push(screen->app, &holders_screen, &id, TAG_CHANGE);
	bo_arena_clear(&arena);
}

unsigned performance_changed(struct screen *screen, const struct fill_room *room, int tag,
			     const void *result)
{
	struct bo *bo = session_bo(screen);

	if ((tag == TAG_CHANGE_EDIT || tag == TAG_CHANGE_MOVE) && result)
		app_info(screen->app, "Saved.");
	if (tag == TAG_CHANGE_MOVE && result)
		show_holders(screen, room->id);
	if (tag == TAG_CHANGE_CANCEL && ask_yes(result) &&
	    !session_failed(screen, bo_performance_cancel(bo, room->id))) {
		show_holders(screen, room->id);
		app_info(screen->app, "Cancelled: nothing more is sold for it.");
	}
	if (tag == TAG_CHANGE_DELETE && ask_yes(result) &&
	    !session_failed(screen, bo_performance_delete(bo, room->id))) {
		app_info(screen->app, "Deleted.");
		return UI_CLOSE | UI_RECALC | UI_REDRAW;
	}
	return UI_RECALC | UI_REDRAW;
}
