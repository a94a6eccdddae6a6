/*
 * The orders, newest first; what is typed or scanned finds one: a number, a ticket's code, a name.
 *
 * Names are looked for a little at a time, as among many patrons that may take longer than a key.
 */
#include "kit/person_search.h"
#include "kit/table.h"
#include "orders/order.h"
#include "registry.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { NEWEST = 200, PATRONS = 100 };

struct orders {
	struct table_view view;
	struct person_search people;
	int64_t voucher_id; /* of the ticket that was scanned */
};

static const struct command_ref orders_commands[] = {
	{ .command = CMD_OPEN },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static void orders_close(struct screen *screen)
{
	struct orders *o = screen->state;

	person_search_end(&o->people);
}

/* One order by its number, as a row of the list. */
static enum bo_status find_number(struct screen *screen, struct table_rows *rows, int64_t id)
{
	struct bo_order order;
	struct bo_order_summary *row = bo_arena_alloc(rows->arena, sizeof *row);
	enum bo_status status =
		row ? bo_order_get(session_bo(screen), rows->arena, id, &order) : BO_NO_MEMORY;

	if (status)
		return status == BO_NOT_FOUND ? BO_OK : status;
	*row = (struct bo_order_summary){ .id = order.id,
					  .patron_id = order.patron_id,
					  .at = order.at,
					  .total = order.total,
					  .net = order.net,
					  .patron = order.patron,
					  .staff = order.staff,
					  .till = order.till,
					  .zone = order.zone };
	for (size_t i = 0; i < order.n_vouchers; i++)
		row->tickets += order.voucher[i].state != BO_VOUCHER_REFUNDED &&
				order.voucher[i].state != BO_VOUCHER_VOID &&
				bo_category_takes_place(order.voucher[i].category);
	return table_found(rows, BO_OK, row, 1);
}

static enum bo_status find_code(struct screen *screen, struct table_rows *rows)
{
	struct orders *o = screen->state;
	struct bo_voucher voucher;
	enum bo_status status =
		bo_voucher_find(session_bo(screen), rows->arena, rows->words, &voucher);

	if (status)
		return status == BO_NOT_FOUND ? BO_OK : status;
	o->voucher_id = voucher.id;
	return find_number(screen, rows, voucher.order_id);
}

static int newest_first(const void *a, const void *b)
{
	const struct bo_order_summary *one = a, *two = b;

	return (one->id < two->id) - (one->id > two->id);
}

/* The list ends somewhere, and says so. */
static enum bo_status take(struct table_rows *rows, enum bo_status status,
			   const struct bo_orders *list)
{
	if (!status && list->n > NEWEST)
		rows->more = TABLE_SOME;
	return table_found(rows, status, list->row, list->n > NEWEST ? NEWEST : list->n);
}

static enum bo_status add_orders(struct bo *bo, struct bo_arena *arena, int64_t patron_id,
				 struct bo_orders *all)
{
	struct bo_order_filter filter = {
		.patron_id = patron_id, .from = BO_NONE, .to = BO_NONE, .limit = NEWEST + 1
	};
	struct bo_orders found;
	enum bo_status status = bo_order_list(bo, arena, &filter, &found);

	for (size_t i = 0; !status && i < found.n; i++) {
		struct bo_order_summary *grown =
			bo_arena_grow(arena, all->row, all->n, sizeof *grown);

		if (!grown)
			return BO_NO_MEMORY;
		all->row = grown;
		all->row[all->n++] = found.row[i];
	}
	return status;
}

/* Those of the patrons who are found so far, the newest of all of them.  One row more than is shown
 * of each says that there are more. */
static enum bo_status take_orders(struct screen *screen, struct table_rows *rows)
{
	const struct orders *o = screen->state;
	struct bo_orders all = { 0 };
	enum bo_status status = BO_OK;

	rows->more = o->people.found.n > PATRONS ? TABLE_SOME : 0;
	for (size_t i = 0; !status && i < o->people.found.n; i++)
		status = add_orders(session_bo(screen), rows->arena, o->people.found.row[i].id,
				    &all);
	if (!status && all.n > 1)
		qsort(all.row, all.n, sizeof *all.row, newest_first);
	return take(rows, status, &all);
}

static enum bo_status find_patron(struct screen *screen, struct table_rows *rows)
{
	struct orders *o = screen->state;
	struct bo *bo = session_bo(screen);
	enum bo_status status =
		rows->again ? person_search_again(bo, &o->people, rows->words, PATRONS + 1)
			    : person_search_begin(bo, &o->people, rows->words, PATRONS + 1);

	return status ? status : take_orders(screen, rows);
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	struct bo_order_filter filter = { .from = BO_NONE, .to = BO_NONE, .limit = NEWEST + 1 };
	struct orders *o = screen->state;
	const char *words = rows->words;
	struct bo_orders list = { 0 };

	o->voucher_id = 0;
	if (!rows->again)
		person_search_end(&o->people);
	if (!*words)
		return take(rows, bo_order_list(session_bo(screen), rows->arena, &filter, &list),
			    &list);
	if (bo_scan_shape(words) == BO_SCAN_TICKET)
		return find_code(screen, rows);
	if (strspn(words, "0123456789") == strlen(words) && strlen(words) < 18)
		return find_number(screen, rows, strtoll(words, NULL, 10));
	return find_patron(screen, rows);
}

static bool goes_on(const struct screen *screen)
{
	return person_search_goes_on(&((const struct orders *)screen->state)->people);
}

/* Once at the beginning and once at the end: people come a few at a time. */
static bool go_on(struct screen *screen, struct table_rows *rows)
{
	struct orders *o = screen->state;
	bool changed = false;
	enum bo_status status = person_search_step(&o->people, &changed);

	if (!status && (!changed || (table_count(screen) > 0 && goes_on(screen))))
		return false;
	bo_arena_clear(rows->arena);
	session_failed(screen, status ? status : take_orders(screen, rows));
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
				   .voucher_id = ((struct orders *)screen->state)->voucher_id };

	app_push(screen->app, &order_screen, &args, 1);
	return UI_HANDLED | UI_REDRAW;
}

static const struct table orders = {
	.columns = columns,
	.n_columns = sizeof columns / sizeof columns[0],
	.row_size = sizeof(struct bo_order_summary),
	.id_at = offsetof(struct bo_order_summary, id),
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
