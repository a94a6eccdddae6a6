/*
 * Merging two records: what is kept, what goes, what is there afterwards, and one key that does it.
 *
 * It is a question, so nothing typed before it was seen answers it.  The records are read anew when
 * the store has changed: what is shown is what is merged.
 */
#include "merge/merge.h"

#include "merge/merge_sheet.h"

#include <inttypes.h>
#include <stdio.h>

enum { LEAST_COLS = 30 }; /* before it is laid out there is no room at all */

struct merging {
	struct patron_merge_args args;
	char because[200];
	struct bo_arena arena;
	struct merge_record keep, gone, after;
	bool has;
	char why_not[sizeof((struct bo_error *)0)->message]; /* it cannot be done; empty: it can */
	struct merge_sheet sheet;
	int top;
	struct patron_merge_result result;
};

static bool has_both(const struct screen *screen)
{
	const struct merging *m = screen->state;

	return m->has;
}

static bool can_merge(const struct screen *screen)
{
	const struct merging *m = screen->state;

	return m->has && !m->why_not[0];
}

static bool can_skip(const struct screen *screen)
{
	const struct merging *m = screen->state;

	return m->args.skips;
}

static const struct command_ref merge_commands[] = {
	{ CMD_MERGE, NULL, can_merge, false,
	  "two records are needed, and texts short enough for one" },
	{ CMD_SWAP, NULL, has_both, false, "two records are needed" },
	{ CMD_SKIP, NULL, can_skip, COMMAND_SHY, "there is no other pair" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

/* --- The model --- */

static enum bo_status fetch_one(struct merging *m, struct bo *bo, int64_t id,
				struct merge_record *record)
{
	const struct bo_voucher_filter filter = { .patron_id = id, .good_only = true };
	struct bo_vouchers vouchers = { 0 };
	enum bo_status status = bo_patron_get(bo, &m->arena, id, &record->patron);

	if (!status)
		status = bo_voucher_list(bo, &m->arena, &filter, &vouchers);
	record->vouchers = (int64_t)vouchers.n;
	return status;
}

static struct ui_rect sheet_part(int rows, int cols)
{
	return (struct ui_rect){ 3, 1, rows - 5, cols - 2 };
}

static void scroll_to(struct merging *m, int rows, int top)
{
	int most = (int)m->sheet.n - rows;

	m->top = top > most ? most : top;
	if (m->top < 0)
		m->top = 0;
}

static void merge_layout(struct screen *screen, int rows, int cols)
{
	struct merging *m = screen->state;
	struct ui_rect part = sheet_part(rows, cols);

	if (m->has && part.cols >= LEAST_COLS &&
	    !merge_sheet_make(&m->sheet, part.cols, &m->keep, &m->gone, &m->after))
		app_error(screen->app, "There is no memory left for this screen.");
	scroll_to(m, part.rows, m->top);
}

/* What it would be; or it stays as it is, and why. */
static void look_ahead(struct merging *m, struct bo *bo)
{
	enum bo_status status = bo_patron_merge_preview(bo, &m->arena, m->args.keep, m->args.gone,
							&m->after.patron);

	m->why_not[0] = '\0';
	m->after.vouchers = m->keep.vouchers + m->gone.vouchers;
	if (!status)
		return;
	snprintf(m->why_not, sizeof m->why_not, "%s", bo_error(bo)->message);
	m->after = m->keep;
}

static void merge_recalc(struct screen *screen)
{
	struct merging *m = screen->state;
	struct bo *bo = session_bo(screen);
	enum bo_status status;

	bo_arena_clear(&m->arena);
	status = fetch_one(m, bo, m->args.keep, &m->keep);
	if (!status)
		status = fetch_one(m, bo, m->args.gone, &m->gone);
	m->has = !session_failed(screen, status);
	if (m->has)
		look_ahead(m, bo);
	merge_layout(screen, screen->rows, screen->cols);
}

static bool merge_open(struct screen *screen, const void *args)
{
	struct merging *m = screen->state;

	m->args = *(const struct patron_merge_args *)args;
	snprintf(m->because, sizeof m->because, "%s", m->args.because ? m->args.because : "");
	if (!session_allows(screen, BO_MAY_MERGE_PATRONS))
		return false;
	merge_recalc(screen);
	if (!m->has) {
		bo_arena_clear(&m->arena);
		bo_arena_clear(&m->sheet.arena);
	}
	return m->has;
}

static void merge_close(struct screen *screen)
{
	struct merging *m = screen->state;

	bo_arena_clear(&m->arena);
	bo_arena_clear(&m->sheet.arena);
}

/* --- Drawing --- */

static void draw_heads(const struct merging *m, struct ui_surface *s)
{
	struct ui_rect part = sheet_part(s->rows, s->cols);
	char text[60];

	ui_put_cut(s, 0, 1, s->cols - 2, UI_ROLE_HINT,
		   m->because[0] ? m->because : "Are they one person?");
	for (int c = 1; c < MERGE_CELLS; c++) {
		int x = part.x + merge_sheet_column(part.cols, c);
		int width = part.x + merge_sheet_column(part.cols, c + 1) - x - 1;

		if (c == 3)
			snprintf(text, sizeof text, "%s",
				 m->why_not[0] ? "Stays as it is" : "Afterwards");
		else
			snprintf(text, sizeof text, "%s: no. %" PRId64, c == 1 ? "Kept" : "Goes",
				 c == 1 ? m->keep.patron.id : m->gone.patron.id);
		ui_put_cut(s, 1, x, width, UI_ROLE_HEADER, text);
	}
	ui_hline(s, 2, 0, s->cols, UI_ROLE_BORDER);
}

static void merge_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct merging *m = screen->state;
	struct ui_rect part = sheet_part(s->rows, s->cols);
	struct ui_surface in = ui_surface_part(s, part);
	int left = (int)m->sheet.n - m->top - part.rows;

	if (!m->has)
		return;
	draw_heads(m, s);
	for (int y = 0; y < part.rows && m->top + y < (int)m->sheet.n; y++) {
		const struct merge_line *line = &m->sheet.line[m->top + y];

		for (int c = 0; c < MERGE_CELLS; c++)
			ui_put_cut(&in, y, merge_sheet_column(part.cols, c), part.cols,
				   line->role[c], line->cell[c]);
	}
	if (left > 0)
		ui_putf(s, s->rows - 2, 1, UI_ROLE_HINT, "%d more line%s: Down, PageDown", left,
			left == 1 ? "" : "s");
	ui_put_cut(s, s->rows - 1, 1, s->cols - 2, UI_ROLE_WARN,
		   m->why_not[0] ? m->why_not
				 : "m makes one record of them; that cannot be taken back.");
}

/* --- Keys --- */

static unsigned merge_event(struct screen *screen, const struct ui_event *event)
{
	static const struct {
		uint32_t code;
		int lines; /* of a page when it is 0 */
		int pages;
	} keys[] = { { UI_KEY_UP, -1, 0 },
		     { UI_KEY_DOWN, 1, 0 },
		     { 'k', -1, 0 },
		     { 'j', 1, 0 },
		     { UI_KEY_PAGE_UP, 0, -1 },
		     { UI_KEY_PAGE_DOWN, 0, 1 },
		     { UI_KEY_HOME, 0, -10000 },
		     { UI_KEY_END, 0, 10000 } };
	struct merging *m = screen->state;
	int rows = sheet_part(screen->rows, screen->cols).rows;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (event->type == UI_EVENT_MOUSE &&
	    (event->button == UI_WHEEL_UP || event->button == UI_WHEEL_DOWN)) {
		scroll_to(m, rows, m->top + (event->button == UI_WHEEL_UP ? -3 : 3));
		return UI_HANDLED | UI_REDRAW;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!ui_key_is(event, keys[i].code, 0))
			continue;
		scroll_to(m, rows, m->top + keys[i].lines + keys[i].pages * rows);
		return UI_HANDLED | UI_REDRAW;
	}
	return UI_IGNORED;
}

static unsigned finish(struct screen *screen, bool merged)
{
	struct merging *m = screen->state;

	m->result = (struct patron_merge_result){ m->args.keep, m->args.gone, merged };
	screen->result = &m->result;
	return UI_HANDLED | UI_CLOSE;
}

static unsigned merge(struct screen *screen)
{
	struct merging *m = screen->state;
	/* they may have become others' since they were asked for */
	int64_t keep = m->keep.patron.id, gone = m->gone.patron.id;
	enum bo_status status = bo_patron_merge(session_bo(screen), keep, gone);

	if (session_failed(screen, status))
		return UI_HANDLED | UI_REDRAW | UI_RECALC;
	app_info(screen->app, "%s is one record now, no. %" PRId64 ".", m->keep.patron.name, keep);
	return finish(screen, true);
}

static unsigned swap(struct merging *m)
{
	int64_t keep = m->args.keep;

	m->args.keep = m->args.gone;
	m->args.gone = keep;
	m->top = 0;
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

static unsigned merge_command(struct screen *screen, enum command command)
{
	if (command == CMD_MERGE)
		return merge(screen);
	if (command == CMD_SWAP)
		return swap(screen->state);
	if (command == CMD_SKIP)
		return finish(screen, false);
	return command == CMD_REFRESH ? UI_HANDLED | UI_RECALC | UI_REDRAW : UI_IGNORED;
}

const struct screen_ops patron_merge_screen = {
	.name = "merge",
	.title = "Two records of one person?",
	.state_size = sizeof(struct merging),
	.commands = merge_commands,
	.question = true,
	.open = merge_open,
	.recalc = merge_recalc,
	.layout = merge_layout,
	.draw = merge_draw,
	.event = merge_event,
	.command = merge_command,
	.close = merge_close,
};
