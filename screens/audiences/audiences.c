/*
 * The audiences: what there is, how many are in each, what was used of it.
 *
 * Typing narrows the list, so what is done to one has function keys or Alt; a new one first says
 * where its members come from, as that cannot be changed later.
 */
#include "audiences/audience.h"
#include "kit/ask.h"
#include "kit/choose.h"
#include "kit/table.h"
#include "registry.h"

#include <inttypes.h>
#include <stdio.h>

enum {
	TAG_KIND = 1,
	TAG_PLACES,
	TAG_PARTS,
	TAG_NEW,
	TAG_EDIT,
	TAG_DELETE,
	TAG_MEMBERS,
};
enum { MAKE_LIST, MAKE_ATTENDEES, MAKE_COMBINED, MAKES };

struct audiences {
	struct table_view view;
	struct audience_work work;
};

static const struct command_ref audiences_commands[] = {
	{ CMD_OPEN, "Members", table_on_row, false, "nothing is listed" },
	{ CMD_NEW, NULL, NULL, false, NULL },
	{ CMD_DELETE, NULL, table_on_row, false, "nothing is listed" },
	{ CMD_EDIT_AUDIENCE, "Edit", table_on_row, false, "nothing is listed" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bo_audiences list = { 0 };
	enum bo_status status = bo_audience_list(session_bo(screen), rows->arena, &list);

	return table_found(rows, status, list.row, list.n);
}

enum { COL_NAME, COL_KIND, COL_MEMBERS, COL_EACH, COL_USES, COL_CAMPAIGNS, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_NAME] = { .title = "Audience", .width = 20, .grow = true },
	[COL_KIND] = { .title = "Kind", .width = 9, .drop = 2 },
	[COL_MEMBERS] = { .title = "Members", .width = 8, .right = true },
	[COL_EACH] = { .title = "Each", .width = 7, .right = true, .drop = 3 },
	[COL_USES] = { .title = "Uses", .width = 7, .right = true },
	[COL_CAMPAIGNS] = { .title = "Campaigns", .width = 9, .right = true, .drop = 1 },
};

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_audience *audience = row;
	char number[32];

	(void)screen;
	if (column == COL_NAME)
		bo_buf_add(text, audience->name);
	else if (column == COL_KIND)
		bo_buf_add(text, bo_audience_kind_label(audience->kind));
	else if (column == COL_EACH)
		bo_buf_add(text, audience_number(audience->quantity, number));
	else if (column == COL_CAMPAIGNS)
		bo_buf_printf(text, "%zu", audience->n_campaigns);
	else
		bo_buf_printf(text, "%" PRId64,
			      column == COL_MEMBERS ? audience->members : audience->uses);
}

static const char *nothing(const struct screen *screen)
{
	return table_view_of(screen)->n
		       ? "No audience of that name."
		       : "There is no audience yet. F6 makes the first: a list, the "
			 "attendees of performances, or others combined.";
}

/* --- Acts --- */

static unsigned open_members(struct screen *screen, int64_t id)
{
	return app_open(screen->app, &member_page_screen, &id, TAG_MEMBERS);
}

static unsigned ask_kind(struct screen *screen)
{
	static const struct ui_column kinds[] = {
		{ .title = "Kind", .width = 12 },
		{ .title = "Where its members come from", .width = 20, .grow = true },
		{ .title = NULL },
	};
	struct choose c = { .title = "New audience",
			    .columns = kinds,
			    .empty = "No kind of that name." };

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	choose_add(&c, MAKE_LIST, "List\tFilled by hand, with new codes, from a file");
	choose_add(&c, MAKE_ATTENDEES,
		   "Attendees\tTickets of performances; follows sales by itself");
	choose_add(&c, MAKE_COMBINED, "Combined\tA list made from other audiences as they are now");
	return choose_open(screen, &c, BO_OK, TAG_KIND);
}

static unsigned ask_delete(struct screen *screen, const struct bo_audience *audience)
{
	struct fill_room *room = &table_view_of(screen)->room;

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	room->id = audience->id;
	snprintf(room->text, sizeof room->text,
		 "Delete the audience %s with its %" PRId64 " members?", audience->name,
		 audience->members);
	return fill_room_ask(screen, room, "Delete audience", "d", "Delete", TAG_DELETE);
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct audiences *a = screen->state;
	const struct bo_audience *audience = row;

	if (command == CMD_NEW)
		return ask_kind(screen);
	if (!audience)
		return UI_IGNORED;
	if (command == CMD_OPEN)
		return open_members(screen, audience->id);
	if (command == CMD_EDIT_AUDIENCE)
		return audience_edit(screen, &a->work, audience, TAG_EDIT);
	return command == CMD_DELETE ? ask_delete(screen, audience) : UI_IGNORED;
}

/* --- What was answered --- */

static unsigned kind_chosen(struct screen *screen, int64_t kind)
{
	struct audiences *a = screen->state;

	if (kind == MAKE_LIST)
		return audience_new_list(screen, &a->work, TAG_NEW);
	if (kind == MAKE_ATTENDEES)
		return choose_performances(screen, "Whose attendees?", BO_TO_LOOK_BACK, NULL, 0,
					   TAG_PLACES);
	return app_open(screen->app, &audience_combine_screen, NULL, TAG_PARTS);
}

/* The form of it is named after the first show. */
static unsigned places_chosen(struct screen *screen, const struct chosen *chosen)
{
	struct audiences *a = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_performance first;
	char name[BO_NAME_MAX + 40];
	size_t n;
	int64_t *places = audience_places(&arena, chosen, &n);
	unsigned r = UI_HANDLED | UI_BELL | UI_REDRAW;

	if (places && !session_failed(screen, bo_performance_get(session_bo(screen), &arena,
								 places[0], &first))) {
		snprintf(name, sizeof name, "Attendees of %s", first.show);
		r = audience_new_attendees(screen, &a->work, places, n, name, TAG_NEW);
	}
	bo_arena_clear(&arena);
	return r;
}

/* The cursor goes to it, and its members are what comes next. */
static unsigned made(struct screen *screen)
{
	struct audiences *a = screen->state;

	table_stand_on(screen, a->work.made);
	open_members(screen, a->work.made);
	if (a->work.n_parts > 0)
		app_info(screen->app, "Made, with %" PRId64 " members.", a->work.members);
	else
		app_info(screen->app, "Made.");
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned deleted(struct screen *screen)
{
	app_wait(screen->app, "Deleting; with a long list this takes some seconds.");
	if (!session_failed(screen,
			    bo_audience_delete(session_bo(screen), table_view_of(screen)->room.id)))
		app_info(screen->app, "Deleted.");
	return UI_RECALC | UI_REDRAW;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	struct audiences *a = screen->state;
	const struct audience_parts_result *parts = result;
	const struct chosen *chosen = result;

	if (!result)
		return UI_RECALC | UI_REDRAW;
	if (tag == TAG_KIND)
		return kind_chosen(screen, chosen->id);
	if (tag == TAG_PLACES)
		return places_chosen(screen, chosen);
	if (tag == TAG_PARTS)
		return audience_new_combined(screen, &a->work, parts->part, parts->n, TAG_NEW);
	if (tag == TAG_NEW)
		return made(screen);
	if (tag == TAG_EDIT)
		app_info(screen->app, "Saved.");
	return tag == TAG_DELETE && *(const int *)result == 0 ? deleted(screen)
							      : UI_RECALC | UI_REDRAW;
}

static void close(struct screen *screen)
{
	struct audiences *a = screen->state;

	audience_work_clear(&a->work);
}

static const struct table audiences = {
	TABLE_COLUMNS(columns), TABLE_ROWS(struct bo_audience, id),
	.nothing = nothing,	.types = "Type words of the name",
	.narrows = true,	.fetch = fetch,
	.cell = cell,		.command = command,
	.done = done,		.close = close,
};

const struct screen_ops audiences_screen = {
	TABLE_SCREEN(audiences),	.name = "audiences",
	.title = "Audiences",		.state_size = sizeof(struct audiences),
	.commands = audiences_commands,
};
