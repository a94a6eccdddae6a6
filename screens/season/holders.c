/*
 * Who holds places of a performance: whom to call when it is moved or cancelled.
 */
#include "orders/order.h"
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct holder {
	const char *patron, *zone;
	int64_t order_id, at, places, paid;
};

struct holders {
	struct bo_arena arena;
	int64_t id;
	struct bo_performance performance;
	struct holder *row;
	int n;
	int64_t places;
	struct ui_list list;
	const struct session *session;
};

static bool has_rows(const struct screen *screen)
{
	return ((const struct holders *)screen->state)->n > 0;
}

static const struct command_ref holders_commands[] = {
	{ .command = CMD_OPEN, .label = "Order", .enabled = has_rows, .why = "nothing is listed" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool is_good(const struct bo_voucher *v, int64_t performance_id)
{
	return v->performance_id == performance_id &&
	       (v->state == BO_VOUCHER_RESERVED || v->state == BO_VOUCHER_CHECKED_IN) &&
	       bo_category_takes_place(v->category);
}

static void take_order(struct holders *h, const struct bo_order *order)
{
	struct holder holder = {
		.patron = order->patron, .order_id = order->id, .at = order->at, .zone = order->zone
	};

	for (size_t i = 0; i < order->n_vouchers; i++) {
		if (!is_good(&order->voucher[i], h->id))
			continue;
		holder.places++;
		holder.paid += order->voucher[i].amount;
	}
	if (!holder.places)
		return;
	h->row[h->n++] = holder;
	h->places += holder.places;
}

static enum bo_status fetch(struct holders *h, struct bo *bo)
{
	const struct bo_order_filter filter = { .performance_id = h->id,
						.from = BO_NONE,
						.to = BO_NONE };
	struct bo_orders orders;
	enum bo_status status = bo_performance_get(bo, &h->arena, h->id, &h->performance);

	if (!status)
		status = bo_order_list(bo, &h->arena, &filter, &orders);
	if (status)
		return status;
	h->row = bo_arena_alloc(&h->arena, (orders.n + 1) * sizeof *h->row);
	for (size_t i = 0; h->row && !status && i < orders.n; i++) {
		struct bo_order order;

		status = bo_order_get(bo, &h->arena, orders.row[i].id, &order);
		if (!status)
			take_order(h, &order);
	}
	return h->row ? status : BO_NO_MEMORY;
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ rows > 6 ? 2 : 0, 1, rows > 6 ? rows - 2 : rows, cols - 2 };
}

static void holders_layout(struct screen *screen, int rows, int cols)
{
	struct holders *h = screen->state;

	ui_list_layout(&h->list, list_part(rows, cols).rows, h->n);
}

static void holders_recalc(struct screen *screen)
{
	struct holders *h = screen->state;

	bo_arena_clear(&h->arena);
	h->n = 0;
	h->places = 0;
	h->performance = (struct bo_performance){ 0 };
	if (session_failed(screen, fetch(h, session_bo(screen))))
		h->n = 0;
	holders_layout(screen, screen->rows, screen->cols);
}

static bool holders_open(struct screen *screen, const void *args)
{
	struct holders *h = screen->state;

	h->id = *(const int64_t *)args;
	h->session = session_of(screen);
	return true;
}

static void holders_close(struct screen *screen)
{
	bo_arena_clear(&((struct holders *)screen->state)->arena);
}

static int rows(const void *arg)
{
	return ((const struct holders *)arg)->n;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct holders *h = arg;
	const struct holder *holder = &h->row[row];
	char part[SESSION_MONEY + SESSION_WHEN];

	if (column == 0)
		snprintf(text, size, "%s", holder->patron ? holder->patron : "");
	else if (column == 1)
		snprintf(text, size, "%" PRId64, holder->places);
	else if (column == 2)
		snprintf(text, size, "%s", session_money(h->session, holder->paid, part));
	else if (column == 3)
		snprintf(text, size, "%" PRId64, holder->order_id);
	else
		snprintf(text, size, "%s",
			 session_when(h->session, holder->at, holder->zone, part));
}

static const struct ui_column columns[] = {
	{ .title = "Patron", .width = 16, .grow = true },
	{ .title = "Places", .width = 6, .right = true },
	{ .title = "Paid", .width = 9, .right = true },
	{ .title = "Order", .width = 7, .right = true },
	{ .title = "Sold", .width = 16, .drop = 1 },
};

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = 5,
	.rows = rows,
	.cell = cell,
	.empty = "Nobody holds a place of this performance.",
};

static void holders_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct holders *h = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));
	char text[200];
	int x = 1;

	ui_list_draw(&h->list, &model, h, &part, true);
	if (s->rows <= 6)
		return;
	snprintf(text, sizeof text, "%" PRId64 " places in %d orders. ", h->places, h->n);
	x += ui_put_cut(s, 0, x, s->cols - 2, UI_ROLE_HEADER, text);
	if (h->performance.state == BO_PERFORMANCE_CANCELLED && h->n)
		ui_put_cut(s, 0, x, s->cols - x - 1, UI_ROLE_WARN,
			   "Cancelled: each order can be refunded or exchanged.");
}

static void holders_heading(const struct screen *screen, char *text, size_t size)
{
	const struct holders *h = screen->state;
	char name[BO_NAME_MAX + 40] = "";

	if (h->performance.id)
		performance_name(&h->performance, name, sizeof name);
	snprintf(text, size, "Holders: %s", name);
}

static unsigned open_order(struct screen *screen)
{
	const struct holders *h = screen->state;

	if (h->list.row >= h->n)
		return UI_HANDLED | UI_BELL;
	struct order_args args = { .order_id = h->row[h->list.row].order_id };

	app_push(screen->app, &order_screen, &args, 0);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned holders_command(struct screen *screen, enum command command)
{
	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	return command == CMD_OPEN ? open_order(screen) : UI_IGNORED;
}

static unsigned holders_event(struct screen *screen, const struct ui_event *event)
{
	struct holders *h = screen->state;
	struct ui_rect at = list_part(screen->rows, screen->cols);
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	e.y -= at.y;
	e.x -= at.x;
	r = ui_list_letters(&h->list, &e, h->n);
	return r & UI_ACCEPTED ? open_order(screen) : r;
}

static unsigned holders_done(struct screen *screen, int tag, const void *result)
{
	(void)screen;
	(void)tag;
	(void)result;
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops holders_screen = {
	.name = "holders",
	.title = "Holders",
	.state_size = sizeof(struct holders),
	.commands = holders_commands,
	.open = holders_open,
	.recalc = holders_recalc,
	.layout = holders_layout,
	.draw = holders_draw,
	.event = holders_event,
	.command = holders_command,
	.done = holders_done,
	.close = holders_close,
	.heading = holders_heading,
};
