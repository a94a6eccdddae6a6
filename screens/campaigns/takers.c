/*
 * Who would get what: the members a campaign is for, what each has had of it and what is left.
 *
 * They come by pages as one goes down, so that a list of a million opens at once.  Enter tries the
 * sample sale with the member under the cursor; the audience itself is kept in its own screens.
 */
#include "audiences/audience.h"
#include "campaigns/campaign.h"

#include "ui/widget/list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PAGE = 500, PAGES = 2000, TAG_MEMBERS = 1 };

struct takers {
	struct bo_arena arena;
	int64_t id;
	struct bo_campaign campaign;
	struct bo_taker *row;
	size_t n;
	size_t pages; /* fetched */
	bool more;    /* there are others behind */
	struct ui_list list;
	struct campaign_buyer buyer;
};

static bool has_rows(const struct screen *screen)
{
	return ((const struct takers *)screen->state)->n > 0;
}

static const struct command_ref takers_commands[] = {
	{ CMD_OPEN, "Try", has_rows, false, "nothing is listed" },
	{ CMD_EDIT, "Members", NULL, false, NULL },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- The model --- */

static enum bo_status fetch_page(struct screen *screen)
{
	struct takers *t = screen->state;
	struct bo_takers list = { 0 };
	int64_t after = t->n > 0 ? t->row[t->n - 1].member_id : 0;
	enum bo_status status =
		bo_campaign_takers(session_bo(screen), &t->arena, t->id, after, PAGE, &list);

	for (size_t i = 0; !status && i < list.n; i++) {
		struct bo_taker *grown = bo_arena_grow(&t->arena, t->row, t->n, sizeof *grown);

		if (!grown)
			return BO_NO_MEMORY;
		t->row = grown;
		grown[t->n++] = list.row[i];
	}
	t->pages += !status;
	t->more = !status && list.n == PAGE && t->pages < PAGES;
	return status;
}

static void takers_recalc(struct screen *screen)
{
	struct takers *t = screen->state;
	size_t pages = t->pages > 0 ? t->pages : 1;
	enum bo_status status;

	bo_arena_clear(&t->arena);
	t->row = NULL;
	t->n = t->pages = 0;
	t->more = true;
	status = bo_campaign_get(session_bo(screen), &t->arena, t->id, &t->campaign);
	while (!status && t->more && t->pages < pages)
		status = fetch_page(screen);
	if (session_failed(screen, status)) {
		t->n = 0;
		t->more = false;
	}
	ui_list_layout(&t->list, screen->rows, (int)t->n);
}

static bool takers_open(struct screen *screen, const void *args)
{
	struct takers *t = screen->state;

	t->id = *(const int64_t *)args;
	return true;
}

static void takers_close(struct screen *screen)
{
	struct takers *t = screen->state;

	bo_arena_clear(&t->arena);
}

/* --- The list --- */

static int rows(const void *arg)
{
	return (int)((const struct takers *)arg)->n;
}

enum { COL_CODE, COL_EMAIL, COL_EACH, COL_USED, COL_LEFT, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_CODE] = { .title = "Code", .width = 16, .grow = true },
	[COL_EMAIL] = { .title = "E-mail", .width = 18, .grow = true, .drop = 1 },
	[COL_EACH] = { .title = "Uses", .width = 8, .right = true },
	[COL_USED] = { .title = "Used", .width = 6, .right = true },
	[COL_LEFT] = { .title = "Left", .width = 8, .right = true },
};

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct bo_taker *r = &((const struct takers *)arg)->row[row];
	int64_t number = column == COL_EACH ? r->quantity : column == COL_USED ? r->used : r->left;

	if (column == COL_CODE || column == COL_EMAIL)
		snprintf(text, size, "%s", column == COL_CODE ? r->code : r->email);
	else if (number == BO_NONE)
		snprintf(text, size, "no limit");
	else
		snprintf(text, size, "%" PRId64, number);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct bo_taker *r = &((const struct takers *)arg)->row[row];

	if (r->left == 0)
		return UI_ROLE_DISABLED;
	return column == COL_USED && r->used > 0 ? UI_ROLE_MARK : UI_ROLE_NORMAL;
}

static const struct ui_list_model model = { .columns = columns,
					    .ncolumns = COLUMNS,
					    .rows = rows,
					    .cell = cell,
					    .role = role,
					    .empty = "The audience has no members yet." };

static struct ui_rect list_part(int height, int width)
{
	int head = height > 4 ? 1 : 0;

	return (struct ui_rect){ head, 1, height - head, width - 2 };
}

static void takers_layout(struct screen *screen, int height, int width)
{
	struct takers *t = screen->state;

	ui_list_layout(&t->list, list_part(height, width).rows, (int)t->n);
}

static void takers_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct takers *t = screen->state;
	struct ui_rect at = list_part(s->rows, s->cols);
	struct ui_surface part = ui_surface_part(s, at);
	char text[200];

	if (t->campaign.terms.scope == BO_SCOPE_ALL)
		snprintf(text, sizeof text, "Used and left across all.");
	else
		snprintf(text, sizeof text, "Used in all; left %s where nothing was used yet.",
			 bo_scope_label(t->campaign.terms.scope));
	if (at.y > 0)
		ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HINT, text);
	ui_list_draw(&t->list, &model, t, &part, true);
}

static void takers_heading(const struct screen *screen, char *text, size_t size)
{
	const struct takers *t = screen->state;

	snprintf(text, size, "Who gets %s", t->campaign.terms.name ? t->campaign.terms.name : "it");
}

/* --- Keys --- */

static unsigned try_with(struct screen *screen)
{
	struct takers *t = screen->state;

	if (t->list.row < 0 || t->list.row >= (int)t->n)
		return UI_HANDLED | UI_BELL;
	const struct bo_taker *r = &t->row[t->list.row];

	snprintf(t->buyer.code, sizeof t->buyer.code, "%s", r->code);
	snprintf(t->buyer.email, sizeof t->buyer.email, "%s", r->email);
	screen->result = &t->buyer;
	return UI_CLOSE;
}

static unsigned takers_event(struct screen *screen, const struct ui_event *event)
{
	struct takers *t = screen->state;
	struct ui_rect part = list_part(screen->rows, screen->cols);
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	e.y -= part.y;
	e.x -= part.x;
	r = ui_list_letters(&t->list, &e, (int)t->n);
	if (r & UI_CHANGED && t->more && t->list.row + 1 >= (int)t->n) {
		session_failed(screen, fetch_page(screen));
		takers_layout(screen, screen->rows, screen->cols);
	}
	return r & UI_ACCEPTED ? try_with(screen) : r;
}

static unsigned takers_command(struct screen *screen, enum command command)
{
	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_EDIT) {
		const struct takers *t = screen->state;

		app_push(screen->app, &member_page_screen, &t->campaign.terms.audience_id,
			 TAG_MEMBERS);
		return UI_HANDLED | UI_REDRAW;
	}
	return command == CMD_OPEN ? try_with(screen) : UI_IGNORED;
}

/* The list may be another one after its members were looked at. */
static unsigned takers_done(struct screen *screen, int tag, const void *result)
{
	(void)screen;
	(void)tag;
	(void)result;
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops campaign_takers_screen = {
	.name = "campaign takers",
	.title = "Who gets it",
	.state_size = sizeof(struct takers),
	.commands = takers_commands,
	.open = takers_open,
	.recalc = takers_recalc,
	.layout = takers_layout,
	.draw = takers_draw,
	.event = takers_event,
	.command = takers_command,
	.done = takers_done,
	.close = takers_close,
	.heading = takers_heading,
};
