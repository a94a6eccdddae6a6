/*
 * Beginning an act: for this voucher or all of them, and on to its form.
 *
 * A clerk who may not do it alone fills the same form in; the supervisor then says yes in the same
 * place, by name and PIN.
 */
#include "orders/state.h"

#include <inttypes.h>
#include <stdio.h>

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

	snprintf(o->view.room.text, sizeof o->view.room.text,
		 "The cursor is on voucher %" PRId64 ", %s%s%s%s%s. This one, or all %zu?",
		 here->id, here->type, here->show ? ", " : "", here->show ? here->show : "",
		 here->show ? " " : "",
		 here->show
			 ? session_when(session_of(screen), here->performance_at, here->zone, when)
			 : "",
		 n);
	return app_open(screen->app, &ask_screen,
			&(struct ui_dialog){ .title = titles[o->deed],
					     .text = o->view.room.text,
					     .answers = { { "<Enter>", "This one" },
							  { "a", "All" },
							  { "<Esc>", "Back" } },
					     .enter = 1 },
			ORDER_TAG_WHICH);
}

unsigned order_begin(struct screen *screen, enum order_deed deed)
{
	struct order_state *o = screen->state;
	const struct order_row *row = table_here(screen);
	int64_t amount;
	size_t n;

	o->deed = deed;
	o->here = 0;
	o->attempt.refused = false;
	n = order_meant(o, &amount);
	if (o->view.marks.n == 0 && row && row->good && n > 1)
		for (size_t i = 0; i < o->order.n_vouchers; i++)
			if (o->order.voucher[i].id == row->voucher_id) {
				o->here = row->voucher_id;
				return ask_which(screen, &o->order.voucher[i], n);
			}
	return go_on(screen);
}

unsigned order_done(struct screen *screen, int tag, const void *result)
{
	struct order_state *o = screen->state;
	const struct chosen *chosen = result;
	const int *answer = result;

	if (tag == ORDER_TAG_WHICH) {
		if (!answer)
			return UI_REDRAW;
		o->here = *answer == 0 ? o->here : 0;
		return go_on(screen) | UI_REDRAW;
	}
	if (tag == ORDER_TAG_PERFORMANCE && chosen)
		return order_exchange_to(screen, chosen->id) | UI_REDRAW;
	if (tag == ATTEMPT_TAG)
		return attempt_done(screen, &o->attempt, result) | UI_RECALC;
	if (tag == ORDER_TAG_ACT && o->attempt.refused)
		return attempt_override(screen, &o->attempt);
	return UI_RECALC | UI_REDRAW;
}
