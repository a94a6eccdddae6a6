/*
 * One order: read it, and mark the vouchers that something is to be done with.  The cursor goes
 * from voucher to voucher.
 *
 * Marks and the cursor are kept by voucher, not by row, so that news from another till moves none
 * of them.
 */
#include "orders/state.h"

#include <inttypes.h>
#include <stdio.h>

static bool any_good(const struct screen *screen)
{
	const struct order_state *o = screen->state;

	for (size_t i = 0; i < o->rows.n; i++)
		if (o->rows.row[i].good)
			return true;
	return false;
}

static bool has_refusal(const struct screen *screen)
{
	return attempt_may_override(&((const struct order_state *)screen->state)->attempt);
}

static const struct command_ref order_commands[] = {
	{ .command = CMD_OVERRIDE,
	  .enabled = has_refusal,
	  .hidden = COMMAND_SHY,
	  .why = "nothing was refused" },
	{ .command = CMD_MARK, .enabled = any_good, .why = "none of its tickets is good any more" },
	{ .command = CMD_MARK_ALL,
	  .enabled = any_good,
	  .why = "none of its tickets is good any more" },
	{ .command = CMD_REPRINT_THESE,
	  .enabled = any_good,
	  .why = "none of its tickets is good any more" },
	{ .command = CMD_REFUND,
	  .enabled = any_good,
	  .why = "none of its tickets is good any more" },
	{ .command = CMD_EXCHANGE,
	  .enabled = any_good,
	  .why = "none of its tickets is good any more" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

/* What was refused stands below, while it does. */
static int panel_rows(const struct order_state *o, int rows)
{
	return o->attempt.refused && rows > 12 ? 4 : 0;
}

static struct ui_rect list_part(const struct order_state *o, int rows, int cols)
{
	int head = rows > 6 ? 2 : 0;

	return (struct ui_rect){ head, 1, rows - head - panel_rows(o, rows), cols - 2 };
}

static void order_layout(struct screen *screen, int rows, int cols)
{
	struct order_state *o = screen->state;

	ui_list_layout(&o->list, list_part(o, rows, cols).rows, (int)o->rows.n);
}

static void order_recalc(struct screen *screen)
{
	struct order_state *o = screen->state;

	if (!o->args.voucher_id && o->list.row < (int)o->rows.n)
		o->args.voucher_id = o->rows.row[o->list.row].voucher_id;
	bo_arena_clear(&o->arena);
	o->rows = (struct order_rows){ 0 };
	o->has = !session_failed(screen, order_rows_fetch(session_of(screen), &o->arena,
							  o->args.order_id, &o->order, &o->rows));
	if (!o->has)
		o->rows = (struct order_rows){ 0 };
	for (size_t i = 0; i < o->rows.n && o->args.voucher_id; i++)
		if (o->rows.row[i].voucher_id == o->args.voucher_id)
			o->list.row = (int)i;
	o->args.voucher_id = 0;
	order_layout(screen, screen->rows, screen->cols);
}

static bool order_open(struct screen *screen, const void *args)
{
	struct order_state *o = screen->state;

	o->args = *(const struct order_args *)args;
	o->list.no_head = true;
	order_recalc(screen);
	if (!o->has)
		bo_arena_clear(&o->arena);
	for (int i = 0; i < (int)o->rows.n && o->list.row == 0; i++)
		if (o->rows.row[i].good)
			o->list.row = i;
	return o->has;
}

static void order_close(struct screen *screen)
{
	struct order_state *o = screen->state;

	bo_arena_clear(&o->arena);
	bo_arena_clear(&o->room.lent);
	bo_arena_clear(&o->picking);
	bo_arena_clear(&o->marks);
}

/* --- Marks --- */

static bool mark(struct order_state *o, int64_t voucher_id, bool on)
{
	int64_t *grown;

	for (size_t i = 0; i < o->n_marked && !on; i++)
		if (o->marked[i] == voucher_id)
			o->marked[i--] = o->marked[--o->n_marked];
	if (!on || order_is_marked(o, voucher_id))
		return true;
	grown = bo_arena_grow(&o->marks, o->marked, o->n_marked, sizeof *grown);
	if (!grown)
		return false;
	o->marked = grown;
	grown[o->n_marked++] = voucher_id;
	return true;
}

/* To the next row with a voucher that way; where there is none, a row on, to read the rest. */
static unsigned visit(struct order_state *o, int step)
{
	int n = (int)o->rows.n, row = o->list.row + step;

	while (row >= 0 && row < n && !o->rows.row[row].voucher_id)
		row += step;
	if (row < 0 || row >= n)
		row = o->list.row + step;
	if (row < 0 || row >= n)
		return UI_HANDLED;
	o->list.row = row;
	return UI_HANDLED | UI_REDRAW;
}

static unsigned mark_here(struct order_state *o)
{
	const struct order_row *row =
		o->list.row < (int)o->rows.n ? &o->rows.row[o->list.row] : NULL;

	if (!row || !row->good || !mark(o, row->voucher_id, !order_is_marked(o, row->voucher_id)))
		return UI_HANDLED | UI_BELL;
	return visit(o, 1) | UI_REDRAW;
}

static unsigned mark_all(struct order_state *o)
{
	size_t good = 0;

	for (size_t i = 0; i < o->rows.n; i++)
		good += o->rows.row[i].good;
	bool on = o->n_marked < good;

	o->n_marked = 0;
	for (size_t i = 0; on && i < o->rows.n; i++)
		if (o->rows.row[i].good && !mark(o, o->rows.row[i].voucher_id, true))
			return UI_HANDLED | UI_REDRAW | UI_BELL;
	return UI_HANDLED | UI_REDRAW;
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct order_state *o = arg;

	return (int)o->rows.n;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct order_state *o = arg;
	const struct order_row *r = &o->rows.row[row];

	if (column == 0)
		snprintf(text, size, "%s",
			 r->voucher_id && order_is_marked(o, r->voucher_id) ? "*" : "");
	else
		snprintf(text, size, "%s", column == 1 ? r->text : r->amount);
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct order_state *o = arg;
	const struct order_row *r = &o->rows.row[row];

	if (r->kind == ORDER_HEAD)
		return UI_ROLE_HEADER;
	if (r->kind == ORDER_VOUCHER && !r->good)
		return UI_ROLE_DISABLED;
	if (r->voucher_id && order_is_marked(o, r->voucher_id))
		return UI_ROLE_MARK;
	return r->warn ? UI_ROLE_WARN : column == 2 ? UI_ROLE_MONEY : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 1 },
	{ .title = "", .width = 20, .grow = true },
	{ .title = "", .width = 10, .right = true },
};

static const struct ui_list_model model = {
	.columns = columns, .ncolumns = 3, .rows = rows, .cell = cell, .role = role
};

static void order_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct order_state *o = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(o, s->rows, s->cols));
	char when[SESSION_WHEN];

	if (s->rows > 6 && o->has)
		ui_putf(s, 0, 1, UI_ROLE_NORMAL, "%s, %s, sold by %s at %s",
			session_when(session_of(screen), o->order.at, o->order.zone, when),
			o->order.patron, o->order.staff ? o->order.staff : "nobody", o->order.till);
	ui_list_draw(&o->list, &model, o, &part, true);
	if (panel_rows(o, s->rows) > 0) {
		struct ui_surface below =
			ui_surface_part(s, (struct ui_rect){ s->rows - 3, 1, 3, s->cols - 2 });

		ui_hline(s, s->rows - 4, 0, s->cols, UI_ROLE_BORDER);
		attempt_draw(&o->attempt, &below);
	}
}

static void order_heading(const struct screen *screen, char *text, size_t size)
{
	const struct order_state *o = screen->state;

	snprintf(text, size, "Order %" PRId64, o->args.order_id);
}

static unsigned order_event(struct screen *screen, const struct ui_event *event)
{
	struct order_state *o = screen->state;
	struct ui_rect part = list_part(o, screen->rows, screen->cols);
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (o->attempt.refused && ui_key_is(event, UI_KEY_ESC, 0)) {
		o->attempt.refused = false;
		order_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	if (ui_key_is(event, UI_KEY_UP, 0) || ui_key_is(event, 'k', 0))
		return visit(o, -1);
	if (ui_key_is(event, UI_KEY_DOWN, 0) || ui_key_is(event, 'j', 0))
		return visit(o, 1);
	e.y -= part.y;
	e.x -= part.x;
	r = ui_list_letters(&o->list, &e, (int)o->rows.n);
	return r & UI_ACCEPTED ? mark_here(o) : r;
}

static unsigned order_command(struct screen *screen, enum command command)
{
	struct order_state *o = screen->state;

	if (command == CMD_OVERRIDE)
		return attempt_override(screen, &o->attempt);
	o->attempt.refused = false;
	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_MARK)
		return mark_here(o);
	if (command == CMD_MARK_ALL)
		return mark_all(o);
	if (command == CMD_REPRINT_THESE)
		return order_begin(screen, ORDER_REPRINT);
	if (command == CMD_EXCHANGE)
		return order_begin(screen, ORDER_EXCHANGE);
	return command == CMD_REFUND ? order_begin(screen, ORDER_REFUND) : UI_IGNORED;
}

const struct screen_ops order_screen = {
	.name = "order",
	.title = "Order",
	.state_size = sizeof(struct order_state),
	.commands = order_commands,
	.open = order_open,
	.recalc = order_recalc,
	.layout = order_layout,
	.draw = order_draw,
	.event = order_event,
	.command = order_command,
	.done = order_done,
	.close = order_close,
	.heading = order_heading,
};
