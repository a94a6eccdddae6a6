/*
 * For which vouchers of an order an act is, and who lets it be done.
 *
 * A clerk who may not do it alone fills the same form in; the supervisor then says yes in the same
 * place, by name and PIN.
 */
#include "orders/state.h"

#include <inttypes.h>
#include <stdio.h>

bool order_is_marked(const struct order_state *o, int64_t voucher_id)
{
	for (size_t i = 0; i < o->n_marked; i++)
		if (o->marked[i] == voucher_id)
			return true;
	return false;
}

static bool counts(const struct bo_voucher *v)
{
	return v->state == BO_VOUCHER_OPEN || v->state == BO_VOUCHER_RESERVED;
}

size_t order_meant(const struct order_state *o, int64_t *amount)
{
	size_t n = 0;

	*amount = 0;
	for (size_t i = 0; o->has && i < o->order.n_vouchers; i++) {
		const struct bo_voucher *v = &o->order.voucher[i];

		if (!counts(v) || (o->n_marked > 0 && !order_is_marked(o, v->id)) ||
		    (o->n_marked == 0 && o->here && o->here != v->id))
			continue;
		*amount += v->amount;
		n++;
	}
	return n;
}

const int64_t *order_vouchers(const struct order_state *o, size_t *n)
{
	*n = o->n_marked;
	if (*n > 0)
		return o->marked;
	*n = o->here != 0;
	return o->here ? &o->here : NULL;
}

/* --- This one or all --- */

static unsigned go_on(struct screen *screen)
{
	const struct order_state *o = screen->state;

	if (o->deed == ORDER_REPRINT)
		return order_ask_reprint(screen);
	return o->deed == ORDER_REFUND ? order_ask_refund(screen) : order_ask_exchange(screen);
}

static unsigned ask_which(struct screen *screen, const struct bo_voucher *here, size_t n)
{
	static const char *const titles[] = { [ORDER_REPRINT] = "Reprint",
					      [ORDER_REFUND] = "Refund",
					      [ORDER_EXCHANGE] = "Exchange" };
	struct order_state *o = screen->state;
	char when[SESSION_WHEN];

	snprintf(o->room.text, sizeof o->room.text,
		 "The cursor is on voucher %" PRId64 ", %s%s%s%s%s. This one, or all %zu?",
		 here->id, here->type, here->show ? ", " : "", here->show ? here->show : "",
		 here->show ? " " : "",
		 here->show
			 ? session_when(session_of(screen), here->performance_at, here->zone, when)
			 : "",
		 n);
	app_push(screen->app, &ask_screen,
		 &(struct ui_dialog){ .title = titles[o->deed],
				      .text = o->room.text,
				      .answers = { { "<Enter>", "This one" },
						   { "a", "All" },
						   { "<Esc>", "Back" } },
				      .enter = 1 },
		 ORDER_TAG_WHICH);
	return UI_HANDLED | UI_REDRAW;
}

unsigned order_begin(struct screen *screen, enum order_deed deed)
{
	struct order_state *o = screen->state;
	const struct order_row *row =
		o->list.row < (int)o->rows.n ? &o->rows.row[o->list.row] : NULL;
	int64_t amount;
	size_t n;

	o->deed = deed;
	o->here = 0;
	o->refused = false;
	n = order_meant(o, &amount);
	if (o->n_marked == 0 && row && row->good && n > 1)
		for (size_t i = 0; i < o->order.n_vouchers; i++)
			if (o->order.voucher[i].id == row->voucher_id) {
				o->here = row->voucher_id;
				return ask_which(screen, &o->order.voucher[i], n);
			}
	return go_on(screen);
}

/* --- With somebody's leave --- */

bool order_needs_leave(struct order_state *o, enum bo_status status)
{
	const struct bo_refusal *refusal = bo_refusal(o->session->bo);

	o->refused = status == BO_REFUSED && refusal->override != BO_ROLE_NONE &&
		     (refusal->rule == BO_RULE_PERMISSION ||
		      (*o->attempt.reason && !override_alone(o->session->bo, refusal)));
	if (o->refused)
		o->refusal = *refusal;
	return o->refused;
}

static enum bo_status attempt_again(void *arg, const char *reason)
{
	struct screen *screen = arg;
	const struct order_state *o = screen->state;

	return o->deed == ORDER_REFUND ? order_refund(screen, reason)
				       : order_exchange(screen, reason);
}

static unsigned ask_leave(struct screen *screen)
{
	struct order_state *o = screen->state;
	const struct override_request request = { .bo = session_bo(screen),
						  .words = o->attempt.words,
						  .refusal = &o->refusal,
						  .attempt = attempt_again,
						  .arg = screen,
						  .reasons = &o->reasons,
						  .reason = o->attempt.reason };

	o->refused = false;
	app_push(screen->app, &override_screen, &request, ORDER_TAG_APPROVE);
	return UI_HANDLED | UI_REDRAW;
}

unsigned order_done(struct screen *screen, int tag, const void *result)
{
	struct order_state *o = screen->state;
	const struct pick_result *picked = result;
	const int *answer = result;

	if (tag == ORDER_TAG_WHICH) {
		if (!answer)
			return UI_REDRAW;
		o->here = *answer == 0 ? o->here : 0;
		return go_on(screen) | UI_REDRAW;
	}
	if (tag == ORDER_TAG_PERFORMANCE && picked)
		return order_exchange_to(screen, picked->row) | UI_REDRAW;
	if (tag == ORDER_TAG_ACT && o->refused)
		return ask_leave(screen);
	return UI_RECALC | UI_REDRAW;
}
