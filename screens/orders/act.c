/*
 * Printing the tickets of an order again, and giving its money back.
 *
 * Both are for the marked vouchers, or for all that still count when none is marked; the form says
 * how many, and the amount, and asks why.  It is the form's F9, or Enter in its last field, that
 * does it.
 */
#include "orders/state.h"

#include <inttypes.h>
#include <stdio.h>

enum { REASON_MAX = 120 };
enum { REPRINT_REASON };
enum { REFUND_KIND, REFUND_REASON };

static const enum bo_tender_kind kinds[] = { BO_TENDER_CASH, BO_TENDER_CARD, BO_TENDER_CHECK };
static const char *const ways[] = { "in cash", "to the card", "by check" };
enum { KINDS = sizeof kinds / sizeof *kinds };

bool order_is_marked(const struct order_state *o, int64_t voucher_id)
{
	for (size_t i = 0; i < o->n_marked; i++)
		if (o->marked[i] == voucher_id)
			return true;
	return false;
}

size_t order_meant(const struct order_state *o, int64_t *amount)
{
	size_t n = 0;

	*amount = 0;
	for (size_t i = 0; o->has && i < o->order.n_vouchers; i++) {
		const struct bo_voucher *v = &o->order.voucher[i];

		if (v->state != BO_VOUCHER_OPEN && v->state != BO_VOUCHER_RESERVED)
			continue;
		if (o->n_marked > 0 && !order_is_marked(o, v->id))
			continue;
		*amount += v->amount;
		n++;
	}
	return n;
}

/* --- Printing again --- */

static enum bo_status reprint(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct order_state *o = screen->state;
	const char *reason = fill_text(form, REPRINT_REASON);
	size_t tickets;
	enum bo_status status = bo_order_reprint(session_bo(screen), o->order.id, o->marked,
						 o->n_marked, *reason ? reason : NULL, &tickets);

	(void)form_screen;
	if (status)
		return status;
	o->n_marked = 0;
	app_info(screen->app, "%zu new ticket%s waiting for the printer.", tickets,
		 tickets == 1 ? " is" : "s are");
	session_wake_printer(session_of(screen));
	return BO_OK;
}

unsigned order_ask_reprint(struct screen *screen)
{
	struct order_state *o = screen->state;
	int64_t amount;
	size_t n = order_meant(o, &amount);

	snprintf(o->room.title, sizeof o->room.title, "Reprint");
	snprintf(o->room.text, sizeof o->room.text,
		 "Print %zu ticket%s of order %" PRId64 " again. The old code%s void at once.", n,
		 n == 1 ? "" : "s", o->order.id, n == 1 ? " becomes" : "s become");
	o->room.field[REPRINT_REASON] =
		(struct fill_field){ .label = "Reason",
				     .name = "reason",
				     .kind = UI_FIELD_TEXT,
				     .limit = REASON_MAX,
				     .hint = "Enter prints · may be empty" };
	return fill_room_open(screen, &o->room, 1, reprint, screen, ORDER_TAG_ACT);
}

/* --- Money back --- */

static enum bo_status refund(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct order_state *o = screen->state;
	const char *reason = fill_text(form, REFUND_REASON);
	int kind = fill_choice(form, REFUND_KIND);
	struct bo_arena arena = { 0 };
	struct bo_order after;
	char money[SESSION_MONEY];
	int64_t before = o->order.net;
	enum bo_status status;

	(void)form_screen;
	if (!*reason)
		return fill_fault(form, REFUND_REASON, "A reason is needed.");
	status = bo_order_refund(session_bo(screen), &arena, o->order.id, o->marked, o->n_marked,
				 kinds[kind], reason, &after);
	if (!status) {
		o->n_marked = 0;
		app_info(screen->app, "Give back %s %s.",
			 session_money(session_of(screen), before - after.net, money), ways[kind]);
	}
	bo_arena_clear(&arena);
	return status;
}

/* The way it was paid, which is the way it goes back. */
static int way_paid(const struct bo_order *order)
{
	for (size_t i = 0; i < order->n_tenders; i++)
		for (int k = 0; k < KINDS && order->tender[i].amount > 0; k++)
			if (order->tender[i].kind == kinds[k])
				return k;
	return 0;
}

unsigned order_ask_refund(struct screen *screen)
{
	struct order_state *o = screen->state;
	char money[SESSION_MONEY];
	int64_t amount;
	size_t n = order_meant(o, &amount);

	if (session_failed(screen, bo_require(session_bo(screen), BO_MAY_REFUND)))
		return UI_HANDLED | UI_REDRAW;
	snprintf(o->room.title, sizeof o->room.title, "Refund");
	snprintf(o->room.text, sizeof o->room.text,
		 "Give back %s for %zu voucher%s of order %" PRId64
		 ". The tickets become void, the places are free again.",
		 session_money(session_of(screen), amount, money), n, n == 1 ? "" : "s",
		 o->order.id);
	o->room.field[REFUND_KIND] = (struct fill_field){ .label = "Give it back",
							  .kind = UI_FIELD_CHOICE,
							  .choices = ways,
							  .nchoices = KINDS,
							  .choice = way_paid(&o->order),
							  .hint = "Blank or the arrows change it" };
	o->room.field[REFUND_REASON] =
		(struct fill_field){ .label = "Reason",
				     .name = "reason",
				     .kind = UI_FIELD_TEXT,
				     .limit = REASON_MAX,
				     .hint = "kept in the journal · Enter gives it back" };
	return fill_room_open(screen, &o->room, 2, refund, screen, ORDER_TAG_ACT);
}

unsigned order_done(struct screen *screen, int tag, const void *result)
{
	const struct pick_result *picked = result;

	if (tag == ORDER_TAG_PERFORMANCE && picked)
		return order_exchange_to(screen, picked->row) | UI_REDRAW;
	return UI_RECALC | UI_REDRAW;
}
