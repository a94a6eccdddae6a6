/*
 * One order: read it, print its tickets again, give its money back.
 *
 * Both acts are for the marked vouchers, or for all that still count when none is marked; the
 * question says how many, and the amount.
 */
#include "order.h"

#include "ask.h"
#include "fill.h"

#include "ui/list.h"

#include <inttypes.h>
#include <stdio.h>

enum { TAG_REPRINT = 1, TAG_REFUND, MARKS = 256 };

struct order_state {
	struct order_args args;
	struct bo_arena arena;
	bool has;
	struct bo_order order;
	struct order_rows rows;
	struct ui_list list;
	int64_t marked[MARKS];
	size_t n_marked;
	struct fill_room room;
};

static bool any_good(const struct screen *screen)
{
	const struct order_state *o = screen->state;

	for (size_t i = 0; i < o->rows.n; i++)
		if (o->rows.row[i].good)
			return true;
	return false;
}

static const struct command_ref order_commands[] = {
	{ .command = CMD_MARK, .enabled = any_good },
	{ .command = CMD_MARK_ALL, .enabled = any_good },
	{ .command = CMD_REPRINT_THESE, .enabled = any_good },
	{ .command = CMD_REFUND, .enabled = any_good },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ rows > 6 ? 2 : 0, 1, rows > 6 ? rows - 2 : rows, cols - 2 };
}

static void order_layout(struct screen *screen, int rows, int cols)
{
	struct order_state *o = screen->state;

	ui_list_layout(&o->list, list_part(rows, cols).rows, (int)o->rows.n);
}

static void order_recalc(struct screen *screen)
{
	struct order_state *o = screen->state;

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
	return o->has;
}

static void order_close(struct screen *screen)
{
	struct order_state *o = screen->state;

	bo_arena_clear(&o->arena);
	bo_arena_clear(&o->room.lent);
}

/* --- Marks --- */

static bool is_marked(const struct order_state *o, int64_t voucher_id)
{
	for (size_t i = 0; i < o->n_marked; i++)
		if (o->marked[i] == voucher_id)
			return true;
	return false;
}

static bool mark(struct order_state *o, int64_t voucher_id, bool on)
{
	for (size_t i = 0; i < o->n_marked && !on; i++)
		if (o->marked[i] == voucher_id)
			o->marked[i--] = o->marked[--o->n_marked];
	if (!on || is_marked(o, voucher_id))
		return true;
	if (o->n_marked == MARKS)
		return false;
	o->marked[o->n_marked++] = voucher_id;
	return true;
}

static unsigned mark_here(struct order_state *o)
{
	const struct order_row *row =
		o->list.row < (int)o->rows.n ? &o->rows.row[o->list.row] : NULL;

	if (!row || !row->good || !mark(o, row->voucher_id, !is_marked(o, row->voucher_id)))
		return UI_HANDLED | UI_BELL;
	if (o->list.row + 1 < (int)o->rows.n)
		o->list.row++;
	return UI_HANDLED | UI_REDRAW;
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

/* What an act is for: how many vouchers, worth how much. */
static size_t meant(const struct order_state *o, int64_t *amount)
{
	size_t n = 0;

	*amount = 0;
	for (size_t i = 0; o->has && i < o->order.n_vouchers; i++) {
		const struct bo_voucher *v = &o->order.voucher[i];

		if (v->state != BO_VOUCHER_OPEN && v->state != BO_VOUCHER_RESERVED)
			continue;
		if (o->n_marked > 0 && !is_marked(o, v->id))
			continue;
		*amount += v->amount;
		n++;
	}
	return n;
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
		snprintf(text, size, "%s", r->voucher_id && is_marked(o, r->voucher_id) ? "*" : "");
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
	if (r->voucher_id && is_marked(o, r->voucher_id))
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
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));
	char when[SESSION_WHEN];

	if (s->rows > 6 && o->has)
		ui_putf(s, 0, 1, UI_ROLE_NORMAL, "%s, %s, sold by %s at %s",
			session_when(session_of(screen), o->order.at, NULL, when), o->order.patron,
			o->order.staff ? o->order.staff : "nobody", o->order.till);
	ui_list_draw(&o->list, &model, o, &part, true);
}

static void order_heading(const struct screen *screen, char *text, size_t size)
{
	const struct order_state *o = screen->state;

	snprintf(text, size, "Order %" PRId64, o->args.order_id);
}

/* --- Acting --- */

static unsigned ask_reprint(struct screen *screen)
{
	struct order_state *o = screen->state;
	int64_t amount;
	size_t n = meant(o, &amount);

	snprintf(o->room.text, sizeof o->room.text,
		 "Print %zu ticket%s of order %" PRId64 " again? The old code%s void at once.", n,
		 n == 1 ? "" : "s", o->order.id, n == 1 ? " becomes" : "s become");
	return fill_room_ask(screen, &o->room, "Reprint", "p", "Print again", TAG_REPRINT);
}

static unsigned ask_refund(struct screen *screen)
{
	struct order_state *o = screen->state;
	char money[SESSION_MONEY];
	int64_t amount;
	size_t n = meant(o, &amount);
	struct ui_dialog question = {
		.title = "Refund",
		.text = o->room.text,
		.role = UI_ROLE_WARN,
		.answers = { { "c", "In cash" },
			     { "d", "To the card" },
			     { "k", "By check" },
			     { "<Esc>", "Back" } },
	};

	if (session_failed(screen, bo_require(session_bo(screen), BO_MAY_REFUND)))
		return UI_HANDLED | UI_REDRAW;
	snprintf(o->room.text, sizeof o->room.text,
		 "Give back %s for %zu voucher%s of order %" PRId64
		 "? The tickets become void, the places are free again.",
		 session_money(session_of(screen), amount, money), n, n == 1 ? "" : "s",
		 o->order.id);
	app_push(screen->app, &ask_screen, &question, TAG_REFUND);
	return UI_HANDLED | UI_REDRAW;
}

static void reprint(struct screen *screen)
{
	struct order_state *o = screen->state;
	size_t tickets;

	if (session_failed(screen, bo_order_reprint(session_bo(screen), o->order.id, o->marked,
						    o->n_marked, NULL, &tickets)))
		return;
	o->n_marked = 0;
	app_info(screen->app, "%zu new ticket%s waiting for the printer.", tickets,
		 tickets == 1 ? " is" : "s are");
	session_wake_printer(session_of(screen));
}

static void refund(struct screen *screen, enum bo_tender_kind kind)
{
	struct order_state *o = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_order after;
	char money[SESSION_MONEY];
	int64_t before = o->order.net;

	if (!session_failed(screen, bo_order_refund(session_bo(screen), &arena, o->order.id,
						    o->marked, o->n_marked, kind, NULL, &after))) {
		o->n_marked = 0;
		app_info(screen->app, "Give back %s %s.",
			 session_money(session_of(screen), before - after.net, money),
			 kind == BO_TENDER_CASH	  ? "in cash"
			 : kind == BO_TENDER_CARD ? "to the card"
						  : "by check");
	}
	bo_arena_clear(&arena);
}

static unsigned order_event(struct screen *screen, const struct ui_event *event)
{
	struct order_state *o = screen->state;
	struct ui_rect part = list_part(screen->rows, screen->cols);
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	e.y -= part.y;
	e.x -= part.x;
	r = ui_list_letters(&o->list, &e, (int)o->rows.n);
	return r & UI_ACCEPTED ? mark_here(o) : r;
}

static unsigned order_command(struct screen *screen, enum command command)
{
	struct order_state *o = screen->state;

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_MARK)
		return mark_here(o);
	if (command == CMD_MARK_ALL)
		return mark_all(o);
	if (command == CMD_REPRINT_THESE)
		return ask_reprint(screen);
	return command == CMD_REFUND ? ask_refund(screen) : UI_IGNORED;
}

static unsigned order_done(struct screen *screen, int tag, const void *result)
{
	static const enum bo_tender_kind kinds[] = { BO_TENDER_CASH, BO_TENDER_CARD,
						     BO_TENDER_CHECK };
	const int *answer = result;

	if (tag == TAG_REPRINT && answer && *answer == 0)
		reprint(screen);
	if (tag == TAG_REFUND && answer && *answer < 3)
		refund(screen, kinds[*answer]);
	return UI_RECALC | UI_REDRAW;
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
