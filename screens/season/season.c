/*
 * The season: shows down, days across, each cell a performance and how full it is; below it what
 * is sold at the one under the cursor.
 */
#include "season/season.h"

#include "ui/widget/grid.h"

#include <stdio.h>
#include <string.h>

enum {
	TAG_OPEN = 1,
	TAG_PERFORMANCES,
	TAG_MADE,
	TAG_NEW_SHOW,
	TAG_CLONE_SHOW,
	TAG_NEW_HOUSE,
	TAG_NEW_SEASON,
	TAG_COPY_SEASON,
	TAG_SEASON,
};
enum { STACK = 3, HEAD_MIN = 8, HEAD_MAX = 24, PANEL_ROWS = 9, PANEL_FROM = 15 };

struct season_state {
	struct bo_arena arena;
	struct bo_seasons seasons;
	int season; /* of seasons; -1: none */
	int64_t season_id;
	struct season_grid grid;
	struct ui_grid place;
	int nth; /* of the cell */
	struct performance_view view;
	struct season_new work;
	struct fill_room room;
	int64_t go_to, go_to_show; /* a performance, a show, after the next fetch */
};

static const struct bo_performance *here(const struct season_state *s)
{
	return season_grid_at(&s->grid, s->place.row, s->place.col, s->nth);
}

static bool on_performance(const struct screen *screen)
{
	return here(screen->state) != NULL;
}

static bool in_season(const struct screen *screen)
{
	const struct season_state *s = screen->state;

	return s->season_id != 0;
}

static bool on_show(const struct screen *screen)
{
	const struct season_state *s = screen->state;

	return s->place.row < (int)s->grid.shows.n;
}

static const struct command_ref season_commands[] = {
	{ CMD_OPEN, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_CHOOSE_SEASON, NULL, NULL, false, NULL },
	{ CMD_ADD_PERFORMANCES, NULL, in_season, false, "there is no season yet" },
	{ CMD_DELETE, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_PLACES, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_MOVE, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_CANCEL, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_TYPES, NULL, in_season, false, "there is no season yet" },
	{ CMD_REDEMPTIONS, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_EXPAND, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_HOLDERS, NULL, on_performance, false, "no performance is under the cursor" },
	{ CMD_NEW_SHOW, NULL, in_season, false, "there is no season yet" },
	{ CMD_EDIT_SHOW, NULL, on_show, true, "there is no show yet" },
	{ CMD_NEW_HOUSE, NULL, NULL, false, NULL },
	{ CMD_CLONE_SHOW, NULL, on_show, false, "there is no show yet" },
	{ CMD_COPY_SEASON, NULL, in_season, false, "there is no season yet" },
	{ CMD_NEW_SEASON, NULL, NULL, false, NULL },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* The season that is on, else the next one, else the last. */
static int season_now(const struct bo_seasons *seasons, const char *today)
{
	int best = (int)seasons->n - 1;

	for (int i = (int)seasons->n - 1; i >= 0; i--)
		if (strcmp(seasons->row[i].last, today) >= 0 &&
		    (strcmp(seasons->row[best].last, today) < 0 ||
		     strcmp(seasons->row[i].first, seasons->row[best].first) < 0))
			best = i;
	return best;
}

static bool season_open(struct screen *screen, const void *args)
{
	struct season_state *s = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_performance next;
	char today[BO_DATE_SIZE];

	(void)args;
	bo_date_of(bo_now(bo), bo_zone(bo), today);
	if (session_failed(screen, bo_season_list(bo, &s->arena, &s->seasons))) {
		bo_arena_clear(&s->arena);
		return false;
	}
	s->season = season_now(&s->seasons, today);
	s->season_id = s->season >= 0 ? s->seasons.row[s->season].id : 0;
	if (bo_performance_next(bo, &s->arena, &next) == BO_OK)
		s->go_to = next.id;
	return true;
}

static void fetch_view(struct screen *screen)
{
	struct season_state *s = screen->state;
	const struct bo_performance *p = here(s);

	if (p)
		performance_view_fetch(&s->view, screen, p->id);
	else
		performance_view_clear(&s->view);
}

static void fetch_grid(struct screen *screen)
{
	struct season_state *s = screen->state;
	struct bo *bo = session_bo(screen);

	bo_arena_clear(&s->arena);
	s->grid = (struct season_grid){ 0 };
	s->seasons = (struct bo_seasons){ 0 };
	s->season = -1;
	if (session_failed(screen, bo_season_list(bo, &s->arena, &s->seasons)))
		return;
	for (int i = 0; i < (int)s->seasons.n; i++)
		if (s->seasons.row[i].id == s->season_id)
			s->season = i;
	if (s->season >= 0)
		session_failed(screen, season_grid_fetch(&s->grid, bo, &s->arena, s->season_id));
}

/* --- Where things stand --- */

static int grid_rows(const void *arg)
{
	const struct season_state *s = arg;

	return (int)s->grid.shows.n;
}

static int grid_cols(const void *arg)
{
	const struct season_state *s = arg;

	return s->grid.ndays;
}

static void col_head(const void *arg, int col, int line, char *text, size_t size)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	const struct season_state *s = arg;
	const char *day = s->grid.days[col];
	int month = (day[5] - '0') * 10 + day[6] - '0';

	if (line == 0)
		snprintf(text, size, " %s", weekdays[bo_date_weekday(day)]);
	else
		snprintf(text, size, " %s %s", day[8] == '0' ? day + 9 : day + 8,
			 months[month - 1]);
}

static void row_head(const void *arg, int row, char *text, size_t size)
{
	const struct season_state *s = arg;

	snprintf(text, size, "%s", s->grid.shows.row[row].title);
}

static void draw_cell(const void *arg, int row, int col, struct ui_surface *cell)
{
	const struct season_state *s = arg;
	bool at = row == s->place.row && col == s->place.col;
	int n = s->grid.cells[row * s->grid.ndays + col].n;
	int first = at && s->nth >= cell->rows ? s->nth - cell->rows + 1 : 0;

	if (n == 0)
		ui_put(cell, 0, 3, UI_ROLE_DISABLED, "·");
	for (int i = 0; i < cell->rows && first + i < n; i++) {
		season_grid_put(season_grid_at(&s->grid, row, col, first + i), cell, i);
		if (at && n > 1 && first + i == s->nth)
			ui_put(cell, i, 0, UI_ROLE_NORMAL, "▸");
	}
	if (first + cell->rows < n)
		ui_put(cell, cell->rows - 1, cell->cols - 1, UI_ROLE_HINT, "▼");
}

static const char *nothing(const struct season_state *s)
{
	if (s->season < 0)
		return "There is no season yet. n makes one, h a house; then s makes a show, F6 "
		       "its performances and v its voucher types.";
	if (s->grid.shows.n == 0)
		return "This season has no shows yet. s makes one; h makes a house for it.";
	return "No performances yet: F6 adds one, or many by dates and weekdays.";
}

/* As wide as the longest title, as long as that leaves most of the room to the days. */
static int head_cols(const struct season_state *s, int cols)
{
	int most = cols / 4 < HEAD_MAX ? cols / 4 : HEAD_MAX, width = HEAD_MIN;

	for (size_t i = 0; i < s->grid.shows.n; i++) {
		int title = ui_text_columns(s->grid.shows.row[i].title);

		width = title > width ? title : width;
	}
	return width > most ? most : width;
}

static struct ui_grid_model model_of(const struct season_state *s, int cols)
{
	int head = head_cols(s, cols);
	bool wide = head + 1 + s->grid.ndays * (SEASON_CELL_WIDE + 1) <= cols + 1;

	return (struct ui_grid_model){
		.rows = grid_rows,
		.cols = grid_cols,
		.head_rows = 2,
		.head_cols = head,
		.cell_rows = s->grid.most < 1	    ? 1
			     : s->grid.most > STACK ? STACK
						    : s->grid.most,
		.cell_cols = wide ? SEASON_CELL_WIDE : SEASON_CELL,
		.col_head = col_head,
		.row_head = row_head,
		.draw = draw_cell,
		.corner = "Show",
		.empty = nothing(s),
	};
}

/* Rows of the grid; the rest is for what the cursor is on. */
static int grid_height(const struct season_state *s, int rows)
{
	int need = 3 + (int)s->grid.shows.n * (s->grid.most < 1	      ? 1
					       : s->grid.most > STACK ? STACK
								      : s->grid.most);

	if (rows < PANEL_FROM)
		return rows;
	return need < rows - PANEL_ROWS ? (need < 5 ? 5 : need) : rows - PANEL_ROWS;
}

static void season_layout(struct screen *screen, int rows, int cols)
{
	struct season_state *s = screen->state;
	struct ui_grid_model model = model_of(s, cols - 1);

	ui_grid_layout(&s->place, &model, s, grid_height(s, rows), cols - 1);
}

static void season_recalc(struct screen *screen)
{
	struct season_state *s = screen->state;
	const struct bo_performance *p = here(s);
	int64_t at = s->go_to ? s->go_to : p ? p->id : 0;

	fetch_grid(screen);
	if (at && !season_grid_find(&s->grid, at, &s->place.row, &s->place.col, &s->nth))
		s->nth = 0;
	for (size_t i = 0; i < s->grid.shows.n && s->go_to_show; i++)
		if (s->grid.shows.row[i].id == s->go_to_show)
			s->place.row = (int)i;
	s->go_to = s->go_to_show = 0;
	season_layout(screen, screen->rows, screen->cols);
	if (!here(s))
		s->nth = 0;
	fetch_view(screen);
}

static void season_close(struct screen *screen)
{
	struct season_state *s = screen->state;

	bo_arena_clear(&s->arena);
	bo_arena_clear(&s->room.lent);
	season_new_clear(&s->work);
	performance_view_clear(&s->view);
}

static void season_draw(const struct screen *screen, struct ui_surface *surface)
{
	const struct season_state *s = screen->state;
	int height = grid_height(s, surface->rows);
	struct ui_surface part =
		ui_surface_part(surface, (struct ui_rect){ 0, 1, height, surface->cols - 1 });
	struct ui_grid_model model = model_of(s, part.cols);

	ui_grid_draw(&s->place, &model, s, &part, true);
	if (height < surface->rows)
		season_panel_draw(&s->grid, s->place.row, &s->view, surface, height);
}

static void season_heading(const struct screen *screen, char *text, size_t size)
{
	const struct season_state *s = screen->state;

	snprintf(text, size, "Season%s%s", s->season >= 0 ? " " : "",
		 s->season >= 0 ? s->seasons.row[s->season].name : "");
}

/* --- Choosing a season --- */

static unsigned choose_season(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Season", .width = 16, .grow = true },
		{ .title = "Days", .width = 24 },
		{ .title = NULL },
	};
	const struct season_state *s = screen->state;
	struct choose c = { .title = "Seasons",
			    .columns = columns,
			    .empty = s->seasons.n ? "No season like that." : NULL,
			    .new_label = "makes one" };

	for (size_t i = 0; i < s->seasons.n; i++) {
		const struct bo_season *season = &s->seasons.row[i];

		choose_add(&c, season->id, "%s\t%s to %s", season->name, season->first,
			   season->last);
	}
	return choose_open(screen, &c, BO_OK, TAG_SEASON);
}

/* --- What came of adding performances --- */

static void add_made(struct choose *c, int64_t at, const char *zone, bool made)
{
	char when[SESSION_WHEN];
	struct bo_buf buf = BO_BUF(when);

	bo_when_short(&buf, at, zone, true);
	choose_add(c, at, "%s\t%s", when, made ? "made" : "was there already: left as it is");
}

static void show_made(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Performance", .width = 22 },
		{ .title = "", .width = 12, .grow = true },
		{ .title = NULL },
	};
	struct season_state *s = screen->state;
	const struct bo_performance_series_result *r = &s->work.result;
	char title[100];
	struct choose c = { .title = title, .columns = columns, .to_read = true };

	s->go_to = r->made > 0 && r->made_id ? r->made_id[0] : 0;
	snprintf(title, sizeof title, "%zu made, %zu skipped, %zu redemptions", r->made, r->skipped,
		 s->work.taken);
	if (r->made + r->skipped < 2) {
		app_info(screen->app, "The performance is there, with %zu redemptions.",
			 s->work.taken);
		return;
	}
	for (size_t i = 0; i < r->made; i++)
		add_made(&c, r->made_at[i], s->work.zone, true);
	for (size_t i = 0; i < r->skipped; i++)
		add_made(&c, r->skipped_at[i], s->work.zone, false);
	choose_open(screen, &c, BO_OK, TAG_MADE);
}

/* --- Acting --- */

static unsigned open_performance(struct screen *screen)
{
	const struct bo_performance *p = here(screen->state);

	if (!p)
		return UI_HANDLED | UI_BELL;
	return app_open(screen->app, &performance_screen, &p->id, TAG_OPEN);
}

static unsigned on_one(struct screen *screen, enum command command, const struct bo_performance *p)
{
	struct season_state *s = screen->state;

	if (command == CMD_REDEMPTIONS)
		return app_open(screen->app, &matrix_screen, &p->show_id, TAG_OPEN);
	if (command == CMD_EXPAND)
		return app_open(screen->app, &expand_screen, &p->show_id, TAG_OPEN);
	return performance_command(screen, &s->room, command, p);
}

static unsigned add_performances(struct screen *screen)
{
	struct season_state *s = screen->state;
	bool known = s->place.row < (int)s->grid.shows.n;

	return season_new_performances(
		screen, &s->work, known ? s->grid.shows.row[s->place.row].id : 0, TAG_PERFORMANCES);
}

static unsigned season_command(struct screen *screen, enum command command)
{
	struct season_state *s = screen->state;
	const struct bo_performance *p = here(s);

	s->work.season_id = s->season_id;
	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_OPEN)
		return open_performance(screen);
	if (command == CMD_CHOOSE_SEASON)
		return choose_season(screen);
	if (command == CMD_ADD_PERFORMANCES)
		return add_performances(screen);
	if (command == CMD_NEW_SHOW)
		return season_new_show(screen, &s->work, TAG_NEW_SHOW);
	if (command == CMD_EDIT_SHOW && on_show(screen))
		return season_edit_show(screen, &s->work, &s->grid.shows.row[s->place.row],
					TAG_NEW_SHOW);
	if (command == CMD_NEW_HOUSE)
		return season_new_house(screen, &s->work, TAG_NEW_HOUSE);
	if (command == CMD_NEW_SEASON)
		return season_new_season(screen, &s->work, TAG_NEW_SEASON);
	if (command == CMD_CLONE_SHOW && on_show(screen))
		return season_clone_show(screen, &s->work, &s->grid.shows.row[s->place.row],
					 TAG_CLONE_SHOW);
	if (command == CMD_COPY_SEASON)
		return season_copy_season(screen, &s->work, TAG_COPY_SEASON);
	if (command == CMD_TYPES)
		return app_open(screen->app, &types_screen, &s->season_id, TAG_OPEN);
	return p ? on_one(screen, command, p) : UI_IGNORED;
}

/* Tab goes on to the next performance of the same day. */
static unsigned next_of_cell(struct screen *screen)
{
	struct season_state *s = screen->state;

	s->nth++;
	if (!here(s))
		s->nth = 0;
	fetch_view(screen);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned season_event(struct screen *screen, const struct ui_event *event)
{
	struct season_state *s = screen->state;
	struct ui_grid_model model = model_of(s, screen->cols - 1);
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (ui_key_is(event, UI_KEY_TAB, 0))
		return next_of_cell(screen);
	e.x -= 1;
	r = ui_grid_event(&s->place, &model, s, &e);
	if (r & UI_CHANGED) {
		s->nth = 0;
		fetch_view(screen);
	}
	return r & UI_ACCEPTED ? open_performance(screen) : r;
}

static unsigned season_picked(struct screen *screen, const struct chosen *chosen)
{
	struct season_state *s = screen->state;

	if (chosen && chosen->make_new)
		return season_command(screen, CMD_NEW_SEASON);
	if (chosen) {
		s->season_id = chosen->id;
		s->place = (struct ui_grid){ 0 };
		s->nth = 0;
	}
	return UI_RECALC | UI_REDRAW;
}

static unsigned season_done(struct screen *screen, int tag, const void *result)
{
	struct season_state *s = screen->state;

	if (tag >= TAG_CHANGE)
		return performance_changed(screen, &s->room, tag, result) & ~(unsigned)UI_CLOSE;
	if (tag == TAG_SEASON)
		return season_picked(screen, result);
	if (tag == TAG_PERFORMANCES && result)
		show_made(screen);
	else if ((tag == TAG_NEW_SEASON || tag == TAG_COPY_SEASON) && result)
		s->season_id = s->work.made;
	if ((tag == TAG_NEW_SHOW || tag == TAG_CLONE_SHOW) && result)
		s->go_to_show = s->work.made;
	if ((tag == TAG_NEW_SEASON || tag == TAG_NEW_HOUSE || tag == TAG_NEW_SHOW) && result)
		app_info(screen->app, "Saved.");
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops season_screen = {
	.name = "season",
	.title = "Season",
	.state_size = sizeof(struct season_state),
	.commands = season_commands,
	.open = season_open,
	.recalc = season_recalc,
	.layout = season_layout,
	.draw = season_draw,
	.event = season_event,
	.command = season_command,
	.done = season_done,
	.close = season_close,
	.heading = season_heading,
};
