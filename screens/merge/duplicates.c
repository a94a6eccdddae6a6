/*
 * The pairs of records that may be one person, surest first, each with why.
 *
 * Looking for them reads all patrons, so it is done once, when the screen opens, and on F5; Esc
 * stops it.  What is merged or skipped goes from the list at once.
 */
#include "merge/duplicates.h"

#include "merge/merge.h"
#include "patrons/page.h"

#include "ui/widget/list.h"

#include <inttypes.h>
#include <stdio.h>

enum { MOST = 1000 };
enum { TAG_MERGE = 1, TAG_PAGE };

struct duplicates {
	struct bo_arena arena;
	struct bo_patron_pairs pairs;
	size_t found, merged, skipped;
	struct ui_list list;
	struct patron_merge_args args;
};

static bool any(const struct screen *screen)
{
	const struct duplicates *d = screen->state;

	return d->pairs.n > 0;
}

static const struct command_ref duplicates_commands[] = {
	{ .command = CMD_OPEN, .label = "Compare", .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_SKIP, .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_PATRON_PAGE, .label = "Page", .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_REFRESH },
	{ .command = CMD_NONE },
};

/* --- The model --- */

static bool look(struct screen *screen)
{
	struct duplicates *d = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_patron_pairs pairs = { 0 };
	enum bo_status status = bo_patron_duplicates(session_bo(screen), &arena, MOST, app_progress,
						     screen->app, &pairs);

	if (status == BO_CANCELLED)
		app_info(screen->app, "Stopped looking for duplicates.");
	if (status == BO_CANCELLED || session_failed(screen, status)) {
		bo_arena_clear(&arena);
		return false;
	}
	bo_arena_clear(&d->arena);
	d->arena = arena;
	d->pairs = pairs;
	d->found = pairs.n;
	d->merged = d->skipped = 0;
	d->list.row = d->list.top = 0;
	return true;
}

static bool duplicates_open(struct screen *screen, const void *args)
{
	(void)args;
	return !session_failed(screen, bo_require(session_bo(screen), BO_MAY_MERGE_PATRONS)) &&
	       look(screen);
}

static void duplicates_close(struct screen *screen)
{
	struct duplicates *d = screen->state;

	bo_arena_clear(&d->arena);
}

/* Takes out the pairs that the answer was about: one pair, or all that name the one who is gone. */
static void take_out(struct duplicates *d, const struct patron_merge_result *done)
{
	size_t left = 0;

	for (size_t i = 0; i < d->pairs.n; i++) {
		const struct bo_patron_pair *pair = &d->pairs.row[i];
		int64_t a = pair->keep.id, b = pair->gone.id;
		bool same = (a == done->keep && b == done->gone) ||
			    (a == done->gone && b == done->keep);

		if (same || (done->merged && (a == done->gone || b == done->gone)))
			continue;
		d->pairs.row[left++] = *pair;
	}
	if (done->merged)
		d->merged++;
	else
		d->skipped++;
	d->pairs.n = left;
	if (d->list.row >= (int)left)
		d->list.row = left ? (int)left - 1 : 0;
}

/* --- Drawing --- */

static int panel_rows(int rows)
{
	return rows < 14 ? 0 : 6;
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 1, 1, rows - 1 - panel_rows(rows), cols - 2 };
}

static void duplicates_layout(struct screen *screen, int rows, int cols)
{
	struct duplicates *d = screen->state;

	ui_list_layout(&d->list, list_part(rows, cols).rows, (int)d->pairs.n);
}

static int rows(const void *arg)
{
	const struct duplicates *d = arg;

	return (int)d->pairs.n;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct duplicates *d = arg;
	const struct bo_patron_pair *pair = &d->pairs.row[row];

	snprintf(text, size, "%s",
		 column == 0   ? pair->keep.name
		 : column == 1 ? pair->gone.name
			       : pair->because);
}

static const struct ui_column columns[] = {
	{ .title = "Kept", .width = 18, .grow = true },
	{ .title = "Goes", .width = 18, .grow = true },
	{ .title = "Because", .width = 29, .drop = 1 },
};
static const struct ui_list_model model = {
	.columns = columns, .ncolumns = 3, .rows = rows, .cell = cell
};

static void draw_one(const struct bo_patron *who, const char *what, struct ui_surface *s, int y)
{
	char text[900];

	snprintf(text, sizeof text, "%s no. %" PRId64 "  %s", what, who->id, who->name);
	ui_put_cut(s, y, 1, s->cols - 2, UI_ROLE_HEADER, text);
	snprintf(text, sizeof text, "%s%s%s%s%" PRId64 " order%s", who->email,
		 *who->email ? " · " : "", who->phone, *who->phone ? " · " : "", who->orders,
		 who->orders == 1 ? "" : "s");
	ui_put_cut(s, y + 1, 3, s->cols - 4, UI_ROLE_NORMAL, text);
}

static void draw_top(const struct duplicates *d, struct ui_surface *s)
{
	char text[160];

	if (d->found == 0)
		snprintf(text, sizeof text, "No two records look like one person.");
	else if (d->pairs.n == 0)
		snprintf(text, sizeof text, "That was the last pair. %zu merged, %zu skipped.",
			 d->merged, d->skipped);
	else
		snprintf(text, sizeof text, "%zu pair%s may be one person, surest first%s",
			 d->pairs.n, d->pairs.n == 1 ? "" : "s",
			 d->found == MOST ? "; there may be more" : "");
	ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HINT, text);
}

static void duplicates_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct duplicates *d = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));
	int panel = panel_rows(s->rows), y = s->rows - panel;

	draw_top(d, s);
	if (d->pairs.n == 0)
		return;
	ui_list_draw(&d->list, &model, d, &part, true);
	if (panel == 0)
		return;
	const struct bo_patron_pair *pair = &d->pairs.row[d->list.row];

	ui_hline(s, y, 0, s->cols, UI_ROLE_BORDER);
	ui_put_cut(s, y + 1, 1, s->cols - 2, UI_ROLE_NORMAL, pair->because);
	draw_one(&pair->keep, "Kept", s, y + 2);
	draw_one(&pair->gone, "Goes", s, y + 4);
}

/* --- Keys --- */

static unsigned compare(struct screen *screen)
{
	struct duplicates *d = screen->state;
	const struct bo_patron_pair *pair;

	if (d->pairs.n == 0)
		return UI_HANDLED | UI_BELL;
	pair = &d->pairs.row[d->list.row];
	d->args = (struct patron_merge_args){ .keep = pair->keep.id,
					      .gone = pair->gone.id,
					      .because = pair->because,
					      .skips = true };
	app_push(screen->app, &patron_merge_screen, &d->args, TAG_MERGE);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned skip(struct screen *screen)
{
	struct duplicates *d = screen->state;
	const struct bo_patron_pair *pair = &d->pairs.row[d->list.row];

	take_out(d, &(struct patron_merge_result){ pair->keep.id, pair->gone.id, false });
	duplicates_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned duplicates_event(struct screen *screen, const struct ui_event *event)
{
	struct duplicates *d = screen->state;
	struct ui_event e = *event;
	unsigned r;

	e.y -= 1;
	e.x -= 1;
	r = ui_list_letters(&d->list, &e, (int)d->pairs.n);
	return r & UI_ACCEPTED ? compare(screen) : r;
}

static unsigned duplicates_command(struct screen *screen, enum command command)
{
	const struct duplicates *d = screen->state;

	if (command == CMD_OPEN)
		return compare(screen);
	if (command == CMD_SKIP && d->pairs.n > 0)
		return skip(screen);
	if (command == CMD_PATRON_PAGE && d->pairs.n > 0) {
		app_push(screen->app, &patron_page_screen, &d->pairs.row[d->list.row].keep.id,
			 TAG_PAGE);
		return UI_HANDLED | UI_REDRAW;
	}
	if (command == CMD_REFRESH) {
		look(screen);
		duplicates_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	return UI_IGNORED;
}

static unsigned duplicates_done(struct screen *screen, int tag, const void *result)
{
	struct duplicates *d = screen->state;

	if (tag == TAG_MERGE && result)
		take_out(d, result);
	duplicates_layout(screen, screen->rows, screen->cols);
	return UI_REDRAW;
}

const struct screen_ops duplicates_screen = {
	.name = "duplicates",
	.title = "Duplicates",
	.state_size = sizeof(struct duplicates),
	.commands = duplicates_commands,
	.open = duplicates_open,
	.layout = duplicates_layout,
	.draw = duplicates_draw,
	.event = duplicates_event,
	.command = duplicates_command,
	.done = duplicates_done,
	.close = duplicates_close,
};
