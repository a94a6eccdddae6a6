/*
 * The members of an audience: who is in it, found by typing, and what each has used of the offers.
 *
 * The list may be a million long; the page holds a window of it (member_window.h).  The cursor
 * stays with its member when something changes elsewhere.
 */
#include "audiences/member_state.h"
#include "import/import.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- What works --- */

static bool works(const struct screen *screen, enum command command)
{
	const struct member_page *p = screen->state;
	bool attendees = p->audience.kind == BO_AUDIENCE_ATTENDEES;

	switch ((int)command) {
	case CMD_NEW:
	case CMD_EDIT_AUDIENCE:
	case CMD_REFRESH:
		return true;
	case CMD_ATTENDED:
		return attendees;
	case CMD_IMPORT_FILE:
	case CMD_GENERATE:
		return !attendees;
	default:
		return member_here(p) != NULL;
	}
}

static const struct command_ref page_commands[] = {
	{ CMD_OPEN, "Edit", NULL, COMMAND_SHY, "nothing is listed" },
	{ CMD_NEW, "Add", NULL, false, NULL },
	{ CMD_DELETE, "Remove", NULL, COMMAND_SHY, "nothing is listed" },
	{ CMD_ATTENDED, NULL, NULL, COMMAND_SHY, "its members are on a list" },
	{ CMD_IMPORT_FILE, NULL, NULL, COMMAND_SHY, "its members are those who attend" },
	{ CMD_GENERATE, NULL, NULL, COMMAND_SHY, "its members are those who attend" },
	{ CMD_MARK_HERE, NULL, NULL, COMMAND_SHY, "nothing is listed" },
	{ CMD_EXPORT_FILE, NULL, NULL, COMMAND_SHY, "nothing is listed" },
	{ CMD_CHANGE_QUANTITY, NULL, NULL, COMMAND_SHY, "nothing is listed" },
	{ CMD_EDIT_AUDIENCE, NULL, NULL, false, NULL },
	{ CMD_MARK_FOUND, NULL, NULL, true, "nothing is listed" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- Opening and closing --- */

static bool page_open(struct screen *screen, const void *args)
{
	struct member_page *p = screen->state;

	p->audience_id = *(const int64_t *)args;
	p->session = session_of(screen);
	member_window_init(&p->window, p->audience_id);
	ui_picker_init(&p->picker, NULL);
	member_page_again(screen);
	return p->has;
}

static void page_close(struct screen *screen)
{
	struct member_page *p = screen->state;

	member_window_clear(&p->window);
	bo_arena_clear(&p->arena);
	bo_arena_clear(&p->use_arena);
	bo_arena_clear(&p->room.lent);
	audience_work_clear(&p->work);
	free(p->marks.id);
}

/* --- Drawing --- */

enum {
	COL_MARK,
	COL_CODE,
	COL_EMAIL,
	COL_NAME,
	COL_CATEGORY,
	COL_LOCATION,
	COL_QUANTITY,
	COL_USED,
	COL_LEFT
};

static const struct ui_column columns[] = {
	[COL_MARK] = { .title = "", .width = 1 },
	[COL_CODE] = { .title = "Code", .width = 13, .grow = true },
	[COL_EMAIL] = { .title = "E-mail", .width = 17, .grow = true },
	[COL_NAME] = { .title = "Name", .width = 12, .grow = true, .drop = 4 },
	[COL_CATEGORY] = { .title = "Category", .width = 9, .grow = true, .drop = 2 },
	[COL_LOCATION] = { .title = "Location", .width = 10, .grow = true, .drop = 3 },
	[COL_QUANTITY] = { .title = "Quantity", .width = 8, .right = true, .drop = 1 },
	[COL_USED] = { .title = "Used", .width = 5, .right = true },
	[COL_LEFT] = { .title = "Left", .width = 7, .right = true },
};

static int rows(const void *arg)
{
	const struct member_page *p = arg;

	return (int)p->window.now.list.n;
}

static int64_t left_of(const struct bo_member *m)
{
	return m->quantity == BO_NONE ? BO_NONE : m->used < m->quantity ? m->quantity - m->used : 0;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct member_page *p = arg;
	const struct bo_member *m = &p->window.now.list.row[row];
	const char *const texts[] = { [COL_MARK] = marks_have(&p->marks, m->id) ? "*" : "",
				      [COL_CODE] = m->code,
				      [COL_EMAIL] = m->email,
				      [COL_NAME] = m->name,
				      [COL_CATEGORY] = m->category,
				      [COL_LOCATION] = m->location };
	char number[32];

	if (column < COL_QUANTITY)
		snprintf(text, size, "%s", texts[column]);
	else if (column == COL_USED)
		snprintf(text, size, "%" PRId64, m->used);
	else
		snprintf(
			text, size, "%s",
			audience_number(column == COL_QUANTITY ? m->quantity : left_of(m), number));
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct member_page *p = arg;
	const struct bo_member *m = &p->window.now.list.row[row];

	if (marks_have(&p->marks, m->id))
		return UI_ROLE_MARK;
	if (column == COL_LEFT && left_of(m) == 0)
		return UI_ROLE_WARN;
	return UI_ROLE_NORMAL;
}

/* An empty list says something else than a search that found nothing. */
static struct ui_list_model model_of(const struct member_page *p)
{
	return (struct ui_list_model){
		.columns = columns,
		.ncolumns = sizeof columns / sizeof columns[0],
		.rows = rows,
		.cell = cell,
		.role = role,
		.empty = p->window.now.reached ? "Looking."
			 : p->window.words[0]  ? "No member like that."
			 : p->audience.kind == BO_AUDIENCE_ATTENDEES
				 ? "Nobody has a ticket for its performances yet. Every sale "
				   "appears here by itself; F3 chooses other performances."
				 : "Nobody is in this list yet. Alt-I reads a file, Alt-K makes "
				   "codes, F6 adds one member.",
	};
}

static bool is_busy(const struct screen *screen)
{
	const struct member_page *p = screen->state;

	return member_window_busy(&p->window);
}

/* "17 of 1204" at the end of the search line; a search does not count what it finds. */
static void draw_place(const struct member_page *p, struct ui_surface *s)
{
	char text[80];

	if (s->cols < 60)
		return;
	int n = 0;

	text[0] = '\0';
	if (p->window.now.reached)
		n = snprintf(text, sizeof text, "looking");
	else if (member_here(p))
		n = snprintf(text, sizeof text, "%" PRId64,
			     p->window.now.base + p->picker.list.row + 1);
	if (!p->window.words[0] && n > 0)
		n += snprintf(text + n, sizeof text - (size_t)n, " of %" PRId64,
			      p->audience.members);
	if (p->marks.n > 0)
		snprintf(text + n, sizeof text - (size_t)n, " · %zu marked", p->marks.n);
	ui_put_right(s, 0, s->cols - 30, 30, UI_ROLE_ENTRY, text);
}

static void page_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct member_page *p = screen->state;
	struct ui_surface part = ui_surface_part(s, member_list_part(s->rows, s->cols));
	const struct ui_list_model model = model_of(p);
	int panel = member_panel_rows(s->rows);

	ui_picker_draw(&p->picker, &model, p, &part);
	if (p->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 34, UI_ROLE_HINT,
			   "Type a code, e-mail, name, category or place");
	if (p->picker.query.len < 40)
		draw_place(p, &part);
	if (panel > 0) {
		struct ui_surface below = ui_surface_part(
			s, (struct ui_rect){ s->rows - panel + 1, 1, panel - 1, s->cols - 2 });

		ui_hline(s, s->rows - panel, 0, s->cols, UI_ROLE_BORDER);
		member_usage_draw(p, &below);
	}
}

static void page_heading(const struct screen *screen, char *text, size_t size)
{
	const struct member_page *p = screen->state;

	snprintf(text, size, "%s", p->has ? p->audience.name : "Members");
}

/* --- Keys --- */

static unsigned search(struct screen *screen)
{
	struct member_page *p = screen->state;

	if (!session_failed(screen, member_window_search(&p->window, session_bo(screen),
							 p->picker.query.text)))
		p->picker.list.row = p->picker.list.top = 0;
	member_settle(screen);
	return UI_HANDLED | UI_REDRAW;
}

/* The search goes on; where it only added rows below, nothing on the way there moves. */
static unsigned go_on(struct screen *screen)
{
	struct member_page *p = screen->state;
	const struct bo_member *at = member_here(p);
	int64_t id = at ? at->id : 0;
	size_t before = p->window.now.list.n;
	bool moved = false;

	if (session_failed(screen, member_window_go_on(&p->window, session_bo(screen), &moved)))
		return UI_REDRAW;
	if (moved)
		member_stand_on(p, id);
	if (moved || before == 0)
		p->uses_of = 0;
	if (!moved && before == p->window.now.list.n && is_busy(screen))
		return UI_IGNORED;
	member_settle(screen);
	return UI_HANDLED | UI_REDRAW;
}

/* Home and End belong to the text, as everywhere beside a search; with Ctrl to the list. */
static unsigned to_end(struct screen *screen, bool last)
{
	struct member_page *p = screen->state;
	int64_t total = p->window.words[0] ? BO_NONE : p->audience.members;
	enum bo_status status = last ? member_window_last(&p->window, session_bo(screen), total,
							  app_progress, screen->app)
				     : member_window_first(&p->window, session_bo(screen));

	if (!session_failed(screen, status))
		p->picker.list.row = last ? (int)p->window.now.list.n - 1 : 0;
	member_settle(screen);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned page_event(struct screen *screen, const struct ui_event *event)
{
	struct member_page *p = screen->state;
	bool typed = p->picker.query.len > 0;
	struct ui_event e = *event;
	unsigned r;

	if (event->type == UI_EVENT_IDLE)
		return go_on(screen);
	if (session_has_news(screen, event) && !is_busy(screen))
		return UI_RECALC | UI_REDRAW;
	if (ui_key_is(event, UI_KEY_ESC, 0) && (typed || p->marks.n > 0)) {
		if (!typed)
			p->marks.n = 0;
		ui_lineedit_set(&p->picker.query, "");
		return typed ? search(screen) : UI_HANDLED | UI_REDRAW;
	}
	if (ui_key_is(event, UI_KEY_END, UI_MOD_CTRL) ||
	    (!typed && ui_key_is(event, UI_KEY_END, 0)))
		return to_end(screen, true);
	if (ui_key_is(event, UI_KEY_HOME, UI_MOD_CTRL) ||
	    (!typed && ui_key_is(event, UI_KEY_HOME, 0)))
		return to_end(screen, false);
	if (!typed && ui_key_is(event, UI_KEY_DELETE, 0))
		return UI_IGNORED;
	e.x -= 1;
	r = ui_picker_event(&p->picker, &e, (int)p->window.now.list.n);
	if (r & UI_ACCEPTED)
		return member_edit(screen);
	if (r & UI_CHANGED)
		return search(screen) | (r & UI_BELL);
	if (r & UI_REDRAW)
		member_settle(screen);
	return r;
}

static unsigned places(struct screen *screen)
{
	struct member_page *p = screen->state;

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	return choose_performances(screen, "Whose attendees?", BO_TO_LOOK_BACK,
				   p->audience.performance, p->audience.n_performances,
				   MEMBER_TAG_PLACES);
}

static unsigned import_members(struct screen *screen)
{
	struct member_page *p = screen->state;

	if (!member_may_change(screen))
		return UI_HANDLED | UI_REDRAW;
	return import_open(screen, BO_IMPORT_MEMBERS, p->audience_id, MEMBER_TAG_IMPORT);
}

static unsigned page_command(struct screen *screen, enum command command)
{
	struct member_page *p = screen->state;

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_OPEN)
		return member_edit(screen);
	if (command == CMD_NEW)
		return member_add(screen);
	if (command == CMD_DELETE)
		return member_ask_remove(screen);
	if (command == CMD_MARK_HERE)
		return member_mark(screen);
	if (command == CMD_MARK_FOUND)
		return member_mark_found(screen);
	if (command == CMD_GENERATE)
		return member_ask_generate(screen);
	if (command == CMD_CHANGE_QUANTITY)
		return member_ask_quantity(screen);
	if (command == CMD_IMPORT_FILE)
		return import_members(screen);
	if (command == CMD_EXPORT_FILE)
		return member_ask_export(screen);
	if (command == CMD_ATTENDED)
		return places(screen);
	if (command == CMD_EDIT_AUDIENCE)
		return audience_edit(screen, &p->work, &p->audience, MEMBER_TAG_AUDIENCE);
	return UI_IGNORED;
}

static unsigned places_chosen(struct screen *screen, const struct chosen *chosen)
{
	const struct member_page *p = screen->state;
	struct bo_arena arena = { 0 };
	size_t n;
	int64_t *places = audience_places(&arena, chosen, &n);

	if (places &&
	    !session_failed(screen, bo_audience_set_performances(session_bo(screen), p->audience_id,
								 places, n)))
		app_info(screen->app, "Attendees of %zu performance%s now.", n, n == 1 ? "" : "s");
	bo_arena_clear(&arena);
	return UI_RECALC | UI_REDRAW;
}

static unsigned page_done(struct screen *screen, int tag, const void *result)
{
	struct member_page *p = screen->state;

	if (!result)
		return UI_RECALC | UI_REDRAW;
	if (tag == MEMBER_TAG_REMOVE)
		return ask_yes(result) ? member_remove(screen) : UI_REDRAW;
	if (tag == MEMBER_TAG_GENERATE)
		return member_show_codes(screen);
	if (tag == MEMBER_TAG_EXPORT)
		return member_export(screen, result);
	if (tag == MEMBER_TAG_PLACES)
		return places_chosen(screen, result);
	if (tag == MEMBER_TAG_QUANTITY)
		p->marks.n = 0;
	if (tag == MEMBER_TAG_FORM || tag == MEMBER_TAG_AUDIENCE)
		app_info(screen->app, "Saved.");
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops member_page_screen = {
	.name = "members",
	.title = "Members",
	.state_size = sizeof(struct member_page),
	.commands = page_commands,
	.open = page_open,
	.recalc = member_page_again,
	.layout = member_layout,
	.draw = page_draw,
	.event = page_event,
	.busy = is_busy,
	.command = page_command,
	.works = works,
	.done = page_done,
	.close = page_close,
	.heading = page_heading,
};
