/*
 * The orders, newest first; what is typed or scanned finds one: a number, a ticket's code, a name.
 *
 * Names are looked for a little at a time, as among many patrons that may take longer than a key.
 */
#include "kit/table.h"
#include "orders/order.h"
#include "registry.h"

#include <inttypes.h>

enum { NEWEST = 200 };

struct orders {
	struct table_view view;
	struct bo_order_search *search, *next; /* next: the same again, shown when it is done */
	struct bo_order_hits hits;	       /* of search, as shown */
	bool done;			       /* with search */
};

static const struct command_ref orders_commands[] = {
	{ .command = CMD_OPEN },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static void orders_close(struct screen *screen)
{
	struct orders *o = screen->state;

	bo_order_search_end(o->search);
	bo_order_search_end(o->next);
	o->search = o->next = NULL;
}

static bool goes_on(const struct screen *screen)
{
	const struct orders *o = screen->state;

	return (o->search && !o->done) || o->next;
}

/* One step; what is found again is shown once all is found, unless it shall be seen at once. */
static enum bo_status step(struct orders *o, bool at_once)
{
	struct bo_order_hits hits = { .more = false };
	bool done = false;
	enum bo_status status = bo_order_search_step(o->next ? o->next : o->search, &hits, &done);

	if (status || (o->next && !done && !at_once))
		return status;
	if (o->next) {
		bo_order_search_end(o->search);
		o->search = o->next;
		o->next = NULL;
	}
	o->hits = hits;
	o->done = done;
	return BO_OK;
}

static enum bo_status take(struct screen *screen, struct table_rows *rows, enum bo_status status)
{
	struct orders *o = screen->state;

	if (status) {
		orders_close(screen);
		o->hits = (struct bo_order_hits){ .more = false };
	}
	rows->more = o->hits.more ? TABLE_SOME : 0;
	return table_found(rows, status, o->hits.orders.row, o->hits.orders.n);
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	const struct bo_order_filter filter = { .from = BO_NONE, .to = BO_NONE, .limit = NEWEST };
	struct orders *o = screen->state;
	enum bo_status status;

	if (rows->again && goes_on(screen)) /* what it has not seen yet it will see */
		return take(screen, rows, BO_OK);
	bo_order_search_end(o->next);
	o->next = NULL;
	status = bo_order_search_begin(session_bo(screen), rows->words, &filter, &o->next);
	return take(screen, rows, status ? status : step(o, !rows->again || !o->search));
}

static bool go_on(struct screen *screen, struct table_rows *rows)
{
	struct orders *o = screen->state;
	size_t before = o->hits.orders.n;
	enum bo_status status = step(o, false);

	if (!status && goes_on(screen) && o->hits.orders.n == before)
		return false;
	session_failed(screen, take(screen, rows, status));
	return true;
}

/* --- What a row says --- */

enum { COL_ID, COL_AT, COL_PATRON, COL_TICKETS, COL_NET, COL_TOTAL, COL_STAFF, COL_TILL };

static const struct ui_column columns[] = {
	[COL_ID] = { .title = "Order", .width = 7, .right = true },
	[COL_AT] = { .title = "Sold", .width = 16 },
	[COL_PATRON] = { .title = "Patron", .width = 12, .grow = true },
	[COL_TICKETS] = { .title = "Tickets", .width = 8, .right = true },
	[COL_NET] = { .title = "Net", .width = 10, .right = true, .role = UI_ROLE_MONEY },
	[COL_TOTAL] = { .title = "As sold",
			.width = 10,
			.right = true,
			.drop = 3,
			.role = UI_ROLE_MONEY },
	[COL_STAFF] = { .title = "Staff", .width = 12, .drop = 1 },
	[COL_TILL] = { .title = "Till", .width = 10, .grow = true, .drop = 2 },
};

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct bo_order_summary *order = row;
	const struct session *session = session_of(screen);
	char buf[SESSION_WHEN > SESSION_MONEY ? SESSION_WHEN : SESSION_MONEY];

	if (column == COL_ID)
		bo_buf_printf(text, "%" PRId64, order->id);
	else if (column == COL_AT)
		bo_buf_add(text, session_when(session, order->at, order->zone, buf));
	else if (column == COL_PATRON)
		bo_buf_add(text, order->patron ? order->patron : "");
	else if (column == COL_TICKETS)
		bo_buf_printf(text, "%" PRId64, order->tickets);
	else if (column == COL_NET)
		bo_buf_add(text, session_money(session, order->net, buf));
	else if (column == COL_TOTAL)
		bo_buf_add(text, session_money(session, order->total, buf));
	else if (column == COL_STAFF)
		bo_buf_add(text, order->staff ? order->staff : "");
	else
		bo_buf_add(text, order->till ? order->till : "");
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	const struct bo_order_summary *order = row;

	(void)screen;
	(void)column;
	return order->tickets == 0 && order->net == 0 ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
}

static unsigned command(struct screen *screen, enum command command, const void *row)
{
	const struct bo_order_summary *order = row;

	if (command != CMD_OPEN)
		return UI_IGNORED;
	if (!order)
		return UI_HANDLED | UI_BELL;
	struct order_args args = { .order_id = order->id,
				   .voucher_id =
					   ((struct orders *)screen->state)->hits.voucher_id };

	return app_open(screen->app, &order_screen, &args, 1);
}

static const struct table orders = {
	TABLE_COLUMNS(columns),
	TABLE_ROWS(struct bo_order_summary, id),
	.empty = "No order like that. Type a number, a name, or scan a ticket.",
	.types = "Type a number or a name, or scan a ticket",
	.fetch = fetch,
	.goes_on = goes_on,
	.go_on = go_on,
	.cell = cell,
	.role = role,
	.close = orders_close,
	.command = command,
};

const struct screen_ops orders_screen = {
	TABLE_SCREEN(orders),	     .name = "orders",
	.title = "Orders",	     .state_size = sizeof(struct orders),
	.commands = orders_commands,
};
