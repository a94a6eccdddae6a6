/*
 * Who holds places of a performance: whom to call when it is moved or cancelled.
 */
#include "kit/table.h"
#include "orders/order.h"
#include "season/season.h"

#include <inttypes.h>

struct holder {
	const char *patron, *zone;
	int64_t order_id, at, places, paid;
};

struct holders {
	struct table_view view; /* of a performance */
	struct bo_performance performance;
	int64_t places;
};

static const struct command_ref holders_commands[] = {
	{ .command = CMD_OPEN,
	  .label = "Order",
	  .enabled = table_on_row,
	  .why = "nothing is listed" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool is_good(const struct bo_voucher *v, int64_t performance_id)
{
	return v->performance_id == performance_id &&
	       (v->state == BO_VOUCHER_RESERVED || v->state == BO_VOUCHER_CHECKED_IN) &&
	       bo_category_takes_place(v->category);
}

static void take_order(struct holders *h, struct holder *holder, size_t *n,
		       const struct bo_order *order)
{
	*holder = (struct holder){
		.patron = order->patron, .order_id = order->id, .at = order->at, .zone = order->zone
	};
	for (size_t i = 0; i < order->n_vouchers; i++) {
		if (!is_good(&order->voucher[i], h->view.of))
			continue;
		holder->places++;
		holder->paid += order->voucher[i].amount;
	}
	*n += holder->places > 0;
	h->places += holder->places;
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct holders *h = screen->state;
	struct bo *bo = session_bo(screen);
	const struct bo_order_filter filter = { .performance_id = h->view.of,
						.from = BO_NONE,
						.to = BO_NONE };
	struct bo_orders orders;
	struct holder *row = NULL;
	size_t n = 0;

	h->places = 0;
	h->performance = (struct bo_performance){ 0 };
	enum bo_status status = bo_performance_get(bo, rows->arena, h->view.of, &h->performance);

	if (!status)
		status = bo_order_list(bo, rows->arena, &filter, &orders);
	if (!status && !(row = bo_arena_alloc(rows->arena, (orders.n + 1) * sizeof *row)))
		status = BO_NO_MEMORY;
	for (size_t i = 0; !status && i < orders.n; i++) {
		struct bo_order order;

		status = bo_order_get(bo, rows->arena, orders.row[i].id, &order);
		if (!status)
			take_order(h, &row[n], &n, &order);
	}
	return table_found(rows, status, row, n);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct holder *holder = row;
	const struct session *session = session_of(screen);
	char part[SESSION_MONEY + SESSION_WHEN];

	if (column == 0)
		bo_buf_add(text, holder->patron ? holder->patron : "");
	else if (column == 1)
		bo_buf_printf(text, "%" PRId64, holder->places);
	else if (column == 2)
		bo_buf_add(text, session_money(session, holder->paid, part));
	else if (column == 3)
		bo_buf_printf(text, "%" PRId64, holder->order_id);
	else
		bo_buf_add(text, session_when(session, holder->at, holder->zone, part));
}

static const struct ui_column columns[] = {
	{ .title = "Patron", .width = 16, .grow = true },
	{ .title = "Places", .width = 6, .right = true },
	{ .title = "Paid", .width = 9, .right = true },
	{ .title = "Order", .width = 7, .right = true },
	{ .title = "Sold", .width = 16, .drop = 1 },
};

static void head(const struct screen *screen, struct ui_surface *s)
{
	const struct holders *h = screen->state;
	int x = 1 + ui_putf(s, 0, 1, UI_ROLE_HEADER, "%" PRId64 " places in %d orders. ", h->places,
			    table_count(screen));

	if (h->performance.state == BO_PERFORMANCE_CANCELLED && table_count(screen))
		ui_put_cut(s, 0, x, s->cols - x - 1, UI_ROLE_WARN,
			   "Cancelled: each order can be refunded or exchanged.");
}

static void heading(const struct screen *screen, struct bo_buf *text)
{
	const struct holders *h = screen->state;
	char name[BO_NAME_MAX + 40] = "";

	if (h->performance.id)
		performance_name(&h->performance, name, sizeof name);
	bo_buf_printf(text, "Holders: %s", name);
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	if (command != CMD_OPEN)
		return UI_IGNORED;
	struct order_args args = { .order_id = ((const struct holder *)row)->order_id };

	app_push(screen->app, &order_screen, &args, 0);
	return UI_HANDLED | UI_REDRAW;
}

static const struct table holders = {
	.columns = columns,
	.n_columns = sizeof columns / sizeof columns[0],
	.row_size = sizeof(struct holder),
	.id_at = offsetof(struct holder, order_id),
	.empty = "Nobody holds a place of this performance.",
	.fetch = fetch,
	.cell = cell,
	.of_id = true,
	.heading = heading,
	.head_rows = 2,
	.head = head,
	.command = command,
};

const struct screen_ops holders_screen = {
	TABLE_SCREEN(holders),	      .name = "holders",
	.title = "Holders",	      .state_size = sizeof(struct holders),
	.commands = holders_commands,
};
