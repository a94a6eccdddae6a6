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
	for (int i = 0; i < table_count(screen); i++)
		if (((const struct order_row *)table_row(screen, i))->good)
			return true;
	return false;
}

static bool has_refusal(const struct screen *screen)
{
	return attempt_may_override(&((const struct order_state *)screen->state)->attempt);
}

static const char nothing[] = "none of its tickets is good any more";

static const struct command_ref order_commands[] = {
	{ CMD_OVERRIDE, NULL, has_refusal, COMMAND_SHY, "nothing was refused" },
	{ CMD_MARK, NULL, any_good, false, nothing },
	{ CMD_MARK_ALL, NULL, any_good, false, nothing },
	{ CMD_REPRINT_THESE, NULL, any_good, false, nothing },
	{ CMD_REFUND, NULL, any_good, false, nothing },
	{ CMD_EXCHANGE, NULL, any_good, false, nothing },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct order_state *o = screen->state;
	struct order_rows list = { 0 };
	enum bo_status status = order_rows_fetch(session_of(screen), rows->arena, o->args.order_id,
						 &o->order, &list);

	o->has = status == BO_OK;
	return table_found(rows, status, list.row, list.n);
}

static bool order_open(struct screen *screen, const void *args)
{
	struct order_state *o = screen->state;

	o->args = *(const struct order_args *)args;
	table_stand_on(screen, o->args.voucher_id);
	table_recalc(screen);
	for (int i = 0; i < table_count(screen) && table_place(screen) == 0; i++)
		if (((const struct order_row *)table_row(screen, i))->good)
			o->view.picker.list.row = i;
	return o->has;
}

static void order_close(struct screen *screen)
{
	bo_arena_clear(&((struct order_state *)screen->state)->picking);
}

/* --- Marks --- */

static bool may_mark(const void *row)
{
	return ((const struct order_row *)row)->good;
}

/* To the next row with a voucher that way; where there is none, a row on, to read the rest. */
static unsigned visit(struct screen *screen, int step)
{
	struct order_state *o = screen->state;
	int row = table_place(screen) + step;
	const struct order_row *at;

	while ((at = table_row(screen, row)) && !at->voucher_id)
		row += step;
	if (!at)
		row = table_place(screen) + step;
	if (!table_row(screen, row))
		return UI_HANDLED;
	o->view.picker.list.row = row;
	table_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned mark_here(struct screen *screen, const struct order_row *row)
{
	if (!row || !row->good ||
	    !table_mark(screen, row->voucher_id, !table_is_marked(screen, row->voucher_id)))
		return UI_HANDLED | UI_BELL;
	return visit(screen, 1) | UI_REDRAW;
}

/* --- Drawing --- */

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct order_row *r = row;

	(void)screen;
	bo_buf_add(text, column == 0 ? r->text : r->amount);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct order_row *r = row;

	(void)screen;
	(void)column;
	if (r->kind == ORDER_HEAD)
		return UI_ROLE_HEADER;
	if (r->kind == ORDER_VOUCHER && !r->good)
		return UI_ROLE_DISABLED;
	return r->warn ? UI_ROLE_WARN : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "", .width = 20, .grow = true },
	{ .title = "", .width = 10, .right = true, .role = UI_ROLE_MONEY },
};

static void head(const struct screen *screen, struct ui_surface *s)
{
	const struct order_state *o = screen->state;
	char when[SESSION_WHEN];

	if (o->has)
		ui_putf(s, 0, 1, UI_ROLE_NORMAL, "%s, %s, sold by %s at %s",
			session_when(session_of(screen), o->order.at, o->order.zone, when),
			o->order.patron, o->order.staff ? o->order.staff : "nobody", o->order.till);
}

/* What was refused stands below, while it does. */
static int panel_rows(const struct screen *screen, int rows)
{
	return ((const struct order_state *)screen->state)->attempt.refused && rows > 12 ? 4 : 0;
}

static void panel(const struct screen *screen, struct ui_surface *s)
{
	struct ui_surface part =
		ui_surface_part(s, (struct ui_rect){ 1, 1, s->rows - 1, s->cols - 2 });

	attempt_draw(&((const struct order_state *)screen->state)->attempt, &part);
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	bo_buf_printf(text, "Order %" PRId64,
		      ((const struct order_state *)screen->state)->args.order_id);
}

static unsigned event(struct screen *screen, const struct ui_event *event)
{
	struct order_state *o = screen->state;

	if (o->attempt.refused && ui_key_is(event, UI_KEY_ESC, 0)) {
		o->attempt.refused = false;
		table_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	if (ui_key_is(event, UI_KEY_UP, 0) || ui_key_is(event, 'k', 0))
		return visit(screen, -1);
	if (ui_key_is(event, UI_KEY_DOWN, 0) || ui_key_is(event, 'j', 0))
		return visit(screen, 1);
	return UI_IGNORED;
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	struct order_state *o = screen->state;

	if (command == CMD_OPEN)
		return mark_here(screen, row);
	if (command == CMD_OVERRIDE)
		return attempt_override(screen, &o->attempt);
	o->attempt.refused = false;
	if (command == CMD_MARK)
		return mark_here(screen, row);
	if (command == CMD_REPRINT_THESE)
		return order_begin(screen, ORDER_REPRINT);
	if (command == CMD_EXCHANGE)
		return order_begin(screen, ORDER_EXCHANGE);
	return command == CMD_REFUND ? order_begin(screen, ORDER_REFUND) : UI_IGNORED;
}

static const struct table order = {
	TABLE_COLUMNS(columns),
	.no_head = true,
	TABLE_ROWS(struct order_row, voucher_id),
	.fetch = fetch,
	.cell = cell,
	.role = role,
	.marks = true,
	.may_mark = may_mark,
	.open = order_open,
	.close = order_close,
	.heading = heading,
	.head_rows = 2,
	.head = head,
	.below_rows = panel_rows,
	.below = panel,
	.event = event,
	.command = command,
	.done = order_done,
};

const struct screen_ops order_screen = {
	TABLE_SCREEN(order),	    .name = "order",
	.title = "Order",	    .state_size = sizeof(struct order_state),
	.commands = order_commands,
};
