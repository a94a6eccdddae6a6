/*
 * For which vouchers of an order an act is, and how what came of it is said.
 */
#include "orders/state.h"

size_t order_meant(const struct order_state *o, int64_t *amount)
{
	size_t n = 0;

	*amount = 0;
	for (size_t i = 0; o->has && i < o->order.n_vouchers; i++) {
		const struct bo_voucher *v = &o->order.voucher[i];

		if (!order_row_good(v) ||
		    (o->view.marks.n > 0 && !marks_have(&o->view.marks, v->id)) ||
		    (o->view.marks.n == 0 && o->here && o->here != v->id))
			continue;
		*amount += v->amount;
		n++;
	}
	return n;
}

const int64_t *order_vouchers(const struct order_state *o, size_t *n)
{
	*n = o->view.marks.n;
	if (*n > 0)
		return o->view.marks.id;
	*n = o->here != 0;
	return o->here ? &o->here : NULL;
}

void order_tell_back(const struct session *session, const struct bo_order *after, size_t before,
		     struct bo_buf *buf)
{
	static const char *const to[BO_TENDER_COUNT] = { [BO_TENDER_CASH] = "in cash",
							 [BO_TENDER_CARD] = "to the card",
							 [BO_TENDER_CHECK] = "by check",
							 [BO_TENDER_FREE] = "by nothing" };
	char money[SESSION_MONEY];

	for (size_t i = before; i < after->n_tenders; i++) {
		const struct bo_tender *t = &after->tender[i];

		bo_buf_printf(buf, "%s%s %s", i > before ? ", " : "",
			      session_money(session, -t->amount, money), to[t->kind]);
		if (t->reference && *t->reference)
			bo_buf_printf(buf, " %s", t->reference);
	}
	if (before == after->n_tenders)
		bo_buf_add(buf, "nothing");
}
