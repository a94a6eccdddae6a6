/*
 * The pairs of records that may be one person, surest first, each with why.
 *
 * Looking for them reads all patrons, so it is done once, when the screen opens, and on F5; Esc
 * stops it.  What is merged or skipped goes from the list at once.
 */
#include "merge/duplicates.h"

#include "kit/table.h"
#include "merge/merge.h"
#include "patrons/page.h"

#include <inttypes.h>
#include <stdio.h>

enum { MOST = 1000 };
enum { TAG_MERGE = 1, TAG_PAGE };

struct duplicates {
	struct table_view view;
	struct bo_arena arena;
	struct bo_patron_pairs pairs;
	size_t found, merged, skipped;
	struct patron_merge_args args;
};

static const char nothing[] = "nothing is listed";

static const struct command_ref duplicates_commands[] = {
	{ .command = CMD_OPEN, .label = "Compare", .enabled = table_on_row, .why = nothing },
	{ .command = CMD_SKIP, .enabled = table_on_row, .why = nothing },
	{ .command = CMD_PATRON_PAGE, .label = "Page", .enabled = table_on_row, .why = nothing },
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
	d->view.picker.list.row = d->view.picker.list.top = 0;
	return true;
}

static bool duplicates_open(struct screen *screen, const void *args)
{
	(void)args;
	return session_allows(screen, BO_MAY_MERGE_PATRONS) && look(screen);
}

static void duplicates_close(struct screen *screen)
{
	bo_arena_clear(&((struct duplicates *)screen->state)->arena);
}

/* What was looked for is there already. */
static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	const struct duplicates *d = screen->state;

	return table_found(rows, BO_OK, d->pairs.row, d->pairs.n);
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
}

/* --- Drawing --- */

static int panel_rows(const struct screen *screen, int rows)
{
	return rows < 14 || !table_on_row(screen) ? 0 : 6;
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_patron_pair *pair = row;

	(void)screen;
	bo_buf_add(text, column == 0   ? pair->keep.name
			 : column == 1 ? pair->gone.name
				       : pair->because);
}

static const struct ui_column columns[] = {
	{ .title = "Kept", .width = 18, .grow = true },
	{ .title = "Goes", .width = 18, .grow = true },
	{ .title = "Because", .width = 29, .drop = 1 },
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

static void head(const struct screen *screen, struct ui_surface *s)
{
	const struct duplicates *d = screen->state;
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

static void panel(const struct screen *screen, struct ui_surface *s)
{
	const struct bo_patron_pair *pair = table_here(screen);

	ui_put_cut(s, 1, 1, s->cols - 2, UI_ROLE_NORMAL, pair->because);
	draw_one(&pair->keep, "Kept", s, 2);
	draw_one(&pair->gone, "Goes", s, 4);
}

/* --- Keys --- */

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct duplicates *d = screen->state;
	const struct bo_patron_pair *pair = row;

	if (command == CMD_REFRESH) {
		look(screen);
	} else if (command == CMD_SKIP) {
		take_out(d, &(struct patron_merge_result){ pair->keep.id, pair->gone.id, false });
	} else if (command == CMD_OPEN) {
		d->args = (struct patron_merge_args){ .keep = pair->keep.id,
						      .gone = pair->gone.id,
						      .because = pair->because,
						      .skips = true };
		app_push(screen->app, &patron_merge_screen, &d->args, TAG_MERGE);
	} else if (command == CMD_PATRON_PAGE) {
		app_push(screen->app, &patron_page_screen, &pair->keep.id, TAG_PAGE);
	} else {
		return UI_IGNORED;
	}
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned done(struct screen *screen, int tag, const void *result)
{
	if (tag == TAG_MERGE && result)
		take_out(screen->state, result);
	return UI_RECALC | UI_REDRAW;
}

static const struct table duplicates = {
	TABLE_COLUMNS(columns),
	.row_size = sizeof(struct bo_patron_pair),
	.no_id = true,
	.fetch = fetch,
	.cell = cell,
	.open = duplicates_open,
	.close = duplicates_close,
	.head_rows = 1,
	.head = head,
	.below_rows = panel_rows,
	.below = panel,
	.command = command,
	.done = done,
};

const struct screen_ops duplicates_screen = {
	TABLE_SCREEN(duplicates),	 .name = "duplicates",
	.title = "Duplicates",		 .state_size = sizeof(struct duplicates),
	.commands = duplicates_commands,
};
