/*
 * The orders, newest first; what is typed or scanned finds one: a number, a ticket's code, a name.
 *
 * Names are looked for a little at a time, as among many patrons that may take longer than a key.
 */
#include "kit/person_search.h"
#include "orders/order.h"
#include "registry.h"

#include "ui/widget/picker.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEWEST = 200, PATRONS = 100 };

struct orders_state {
	struct bo_arena arena;
	struct bo_orders orders;
	bool more;	    /* than the list has */
	int64_t voucher_id; /* of the ticket that was scanned */
	struct person_search people;
	char words[UI_LINE_MAX + 1]; /* that they were searched with */
	struct ui_picker picker;
	const struct session *session;
};

static const struct command_ref orders_commands[] = {
	{ .command = CMD_OPEN },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static bool orders_open(struct screen *screen, const void *args)
{
	struct orders_state *o = screen->state;

	(void)args;
	o->session = session_of(screen);
	ui_picker_init(&o->picker, NULL);
	return true;
}

static void orders_close(struct screen *screen)
{
	struct orders_state *o = screen->state;

	person_search_end(&o->people);
	bo_arena_clear(&o->arena);
}

/* One order by its number, as a row of the list. */
static enum bo_status find_number(struct orders_state *o, int64_t id)
{
	struct bo_order order;
	struct bo_order_summary *row = bo_arena_alloc(&o->arena, sizeof *row);
	enum bo_status status =
		row ? bo_order_get(o->session->bo, &o->arena, id, &order) : BO_NO_MEMORY;

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
	o->orders = (struct bo_orders){ 1, row };
	return BO_OK;
}

static enum bo_status find_code(struct orders_state *o, const char *code)
{
	struct bo_voucher voucher;
	enum bo_status status = bo_voucher_find(o->session->bo, &o->arena, code, &voucher);

	if (status)
		return status == BO_NOT_FOUND ? BO_OK : status;
	o->voucher_id = voucher.id;
	return find_number(o, voucher.order_id);
}

static int newest_first(const void *a, const void *b)
{
	const struct bo_order_summary *one = a, *two = b;

	return (one->id < two->id) - (one->id > two->id);
}

/* The list ends somewhere, and says so. */
static void cut(struct orders_state *o)
{
	if (o->orders.n <= NEWEST)
		return;
	o->orders.n = NEWEST;
	o->more = true;
}

static enum bo_status add_orders(struct orders_state *o, int64_t patron_id)
{
	struct bo_order_filter filter = {
		.patron_id = patron_id, .from = BO_NONE, .to = BO_NONE, .limit = NEWEST + 1
	};
	struct bo_orders found;
	enum bo_status status = bo_order_list(o->session->bo, &o->arena, &filter, &found);

	for (size_t i = 0; !status && i < found.n; i++) {
		struct bo_order_summary *grown =
			bo_arena_grow(&o->arena, o->orders.row, o->orders.n, sizeof *grown);

		if (!grown)
			return BO_NO_MEMORY;
		o->orders.row = grown;
		o->orders.row[o->orders.n++] = found.row[i];
	}
	return status;
}

/* Those of the patrons who are found so far, the newest of all of them.  One row more than is shown
 * of each says that there are more. */
static enum bo_status take_orders(struct orders_state *o)
{
	enum bo_status status = BO_OK;

	bo_arena_clear(&o->arena);
	o->orders = (struct bo_orders){ 0 };
	o->more = o->people.found.n > PATRONS;
	for (size_t i = 0; !status && i < o->people.found.n; i++)
		status = add_orders(o, o->people.found.row[i].id);
	if (!status && o->orders.n > 1)
		qsort(o->orders.row, o->orders.n, sizeof *o->orders.row, newest_first);
	cut(o);
	return status;
}

static enum bo_status find_patron(struct orders_state *o, const char *words)
{
	struct bo *bo = o->session->bo;
	bool again = strcmp(words, o->words) == 0;
	enum bo_status status = again ? person_search_again(bo, &o->people, words, PATRONS + 1)
				      : person_search_begin(bo, &o->people, words, PATRONS + 1);

	snprintf(o->words, sizeof o->words, "%s", words);
	return status ? status : take_orders(o);
}

static enum bo_status find(struct orders_state *o)
{
	struct bo_order_filter filter = { .from = BO_NONE, .to = BO_NONE, .limit = NEWEST + 1 };
	const char *text = o->picker.query.text;
	enum bo_status status;

	while (*text == ' ')
		text++;
	if (strcmp(text, o->words) != 0)
		person_search_end(&o->people);
	if (!*text) {
		status = bo_order_list(o->session->bo, &o->arena, &filter, &o->orders);
		cut(o);
		return status;
	}
	if (bo_scan_shape(text) == BO_SCAN_TICKET)
		return find_code(o, text);
	if (strspn(text, "0123456789") == strlen(text) && strlen(text) < 18)
		return find_number(o, strtoll(text, NULL, 10));
	return find_patron(o, text);
}

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 0, 1, rows, cols - 2 };
}

static void orders_layout(struct screen *screen, int rows, int cols)
{
	struct orders_state *o = screen->state;

	ui_picker_layout(&o->picker, list_part(rows, cols).rows, (int)o->orders.n);
}

static void orders_recalc(struct screen *screen)
{
	struct orders_state *o = screen->state;

	bo_arena_clear(&o->arena);
	o->orders = (struct bo_orders){ 0 };
	o->voucher_id = 0;
	o->more = false;
	if (session_failed(screen, find(o)))
		o->orders = (struct bo_orders){ 0 };
	orders_layout(screen, screen->rows, screen->cols);
}

/* --- Drawing --- */

static int rows(const void *arg)
{
	const struct orders_state *o = arg;

	return (int)o->orders.n;
}

enum { COL_ID, COL_AT, COL_PATRON, COL_TICKETS, COL_NET, COL_TOTAL, COL_STAFF, COL_TILL };

static const struct ui_column columns[] = {
	[COL_ID] = { .title = "Order", .width = 7, .right = true },
	[COL_AT] = { .title = "Sold", .width = 16 },
	[COL_PATRON] = { .title = "Patron", .width = 12, .grow = true },
	[COL_TICKETS] = { .title = "Tickets", .width = 8, .right = true },
	[COL_NET] = { .title = "Net", .width = 10, .right = true },
	[COL_TOTAL] = { .title = "As sold", .width = 10, .right = true, .drop = 3 },
	[COL_STAFF] = { .title = "Staff", .width = 12, .drop = 1 },
	[COL_TILL] = { .title = "Till", .width = 10, .grow = true, .drop = 2 },
};

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct orders_state *o = arg;
	const struct bo_order_summary *order = &o->orders.row[row];
	char buf[SESSION_WHEN > SESSION_MONEY ? SESSION_WHEN : SESSION_MONEY];

	if (column == COL_ID)
		snprintf(text, size, "%" PRId64, order->id);
	else if (column == COL_AT)
		snprintf(text, size, "%s", session_when(o->session, order->at, order->zone, buf));
	else if (column == COL_PATRON)
		snprintf(text, size, "%s", order->patron ? order->patron : "");
	else if (column == COL_TICKETS)
		snprintf(text, size, "%" PRId64, order->tickets);
	else if (column == COL_NET)
		snprintf(text, size, "%s", session_money(o->session, order->net, buf));
	else if (column == COL_TOTAL)
		snprintf(text, size, "%s", session_money(o->session, order->total, buf));
	else if (column == COL_STAFF)
		snprintf(text, size, "%s", order->staff ? order->staff : "");
	else
		snprintf(text, size, "%s", order->till ? order->till : "");
}

static enum ui_role role(const void *arg, int row, int column)
{
	const struct orders_state *o = arg;

	if (o->orders.row[row].tickets == 0 && o->orders.row[row].net == 0)
		return UI_ROLE_DISABLED;
	return column == COL_NET || column == COL_TOTAL ? UI_ROLE_MONEY : UI_ROLE_NORMAL;
}

static const struct ui_list_model model = {
	.columns = columns,
	.ncolumns = sizeof columns / sizeof columns[0],
	.rows = rows,
	.cell = cell,
	.role = role,
	.empty = "No order like that. Type a number, a name, or scan a ticket.",
};

/* Behind what was typed. */
static void draw_more(const struct orders_state *o, struct ui_surface *part)
{
	char text[80];
	int cols;

	if (o->people.found.n > PATRONS && o->picker.query.len)
		snprintf(text, sizeof text, "more than %d people: type more", PATRONS);
	else
		snprintf(text, sizeof text, "the newest %d of more", NEWEST);
	cols = ui_text_columns(text);
	if (part->cols > cols + 44)
		ui_put_right(part, 0, part->cols - cols - 1, cols, UI_ROLE_WARN, text);
}

static void orders_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct orders_state *o = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	ui_picker_draw(&o->picker, &model, o, &part);
	if (o->more)
		draw_more(o, &part);
	if (o->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 2, UI_ROLE_HINT,
			   "Type a number or a name, or scan a ticket");
}

static bool orders_busy(const struct screen *screen)
{
	const struct orders_state *o = screen->state;

	return person_search_goes_on(&o->people);
}

static unsigned search_on(struct screen *screen)
{
	struct orders_state *o = screen->state;
	bool changed = false;
	enum bo_status status = person_search_step(&o->people, &changed);

	/* Once at the beginning and once at the end: people come a few at a time. */
	if (!status && changed && (o->orders.n == 0 || !person_search_goes_on(&o->people)))
		status = take_orders(o);
	if (!session_failed(screen, status) && !changed)
		return UI_HANDLED;
	orders_layout(screen, screen->rows, screen->cols);
	return UI_HANDLED | UI_REDRAW;
}

static int64_t order_here(const struct orders_state *o)
{
	return o->picker.list.row < (int)o->orders.n ? o->orders.row[o->picker.list.row].id : 0;
}

static unsigned open_order(struct screen *screen)
{
	struct orders_state *o = screen->state;
	int64_t seen = order_here(o);
	struct order_args args;

	while (orders_busy(screen))
		search_on(screen);
	if (o->orders.n == 0 || order_here(o) != seen) /* none is opened that was not seen there */
		return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
	args = (struct order_args){ .order_id = o->orders.row[o->picker.list.row].id,
				    .voucher_id = o->voucher_id };
	app_push(screen->app, &order_screen, &args, 1);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned orders_event(struct screen *screen, const struct ui_event *event)
{
	struct orders_state *o = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (event->type == UI_EVENT_IDLE)
		return search_on(screen);
	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (ui_key_is(event, UI_KEY_ESC, 0) && o->picker.query.len) {
		ui_lineedit_set(&o->picker.query, "");
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	e.x -= 1;
	r = ui_picker_event(&o->picker, &e, (int)o->orders.n);
	if (r & UI_ACCEPTED)
		return open_order(screen);
	return r & UI_CHANGED ? r | UI_RECALC : r;
}

static unsigned orders_command(struct screen *screen, enum command command)
{
	if (command == CMD_OPEN)
		return open_order(screen);
	return command == CMD_REFRESH ? UI_HANDLED | UI_RECALC | UI_REDRAW : UI_IGNORED;
}

static unsigned orders_done(struct screen *screen, int tag, const void *result)
{
	(void)screen;
	(void)tag;
	(void)result;
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops orders_screen = {
	.name = "orders",
	.title = "Orders",
	.state_size = sizeof(struct orders_state),
	.commands = orders_commands,
	.open = orders_open,
	.recalc = orders_recalc,
	.layout = orders_layout,
	.draw = orders_draw,
	.event = orders_event,
	.busy = orders_busy,
	.command = orders_command,
	.done = orders_done,
	.close = orders_close,
};
