/*
 * Who holds places of a performance: whom to call when it is moved or cancelled.
 */
#include "kit/table.h"
#include "orders/order.h"
#include "season/season.h"

#include <inttypes.h>

struct holders {
	struct table_view view; /* of a performance */
	struct bo_performance performance;
	int64_t places, orders;
};

static const struct command_ref holders_commands[] = {
	{ CMD_OPEN, "Order", table_on_row, false, "nothing is listed" },
	{ CMD_REFRESH, NULL, NULL, true, NULL },
	{ CMD_NONE, NULL, NULL, true, NULL },
};

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct holders *h = screen->state;
	struct bo *bo = session_bo(screen);
	struct bo_holders found = { 0 };
	size_t n = 0;
	enum bo_status status;

	h->places = h->orders = 0;
	h->performance = (struct bo_performance){ 0 };
	status = bo_performance_get(bo, rows->arena, h->view.of, &h->performance);
	if (!status)
		status = bo_holders(bo, rows->arena, h->view.of, &found);
	for (size_t i = 0; !status && i < found.n; i++) {
		struct bo_holder holder = found.row[i];

		if (holder.places == 0)
			continue;
		h->places += holder.places;
		h->orders += n == 0 || found.row[n - 1].order_id != holder.order_id;
		found.row[n++] = holder;
	}
	return table_found(rows, status, found.row, n);
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_holder *holder = row;
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
	int x = 1 + ui_putf(s, 0, 1, UI_ROLE_HEADER, "%" PRId64 " places in %" PRId64 " orders. ",
			    h->places, h->orders);

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
	struct order_args args = { .order_id = ((const struct bo_holder *)row)->order_id };

	return app_open(screen->app, &order_screen, &args, 0);
}

static const struct table holders = {
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_holder, order_id),
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
