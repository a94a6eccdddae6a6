/*
 * Asking the engine, and showing what it answered.
 *
 * A refusal stays in its row until it is dropped or another line is entered, with what was wanted
 * beside it, so that it can be asked again with a reason.  While it stands there an empty Enter
 * does nothing: what was typed ahead of a refusal never sells the rest of the basket.
 */
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

unsigned sell_answer(struct screen *screen, enum bo_status status, const char *words)
{
	struct sell *s = screen->state;

	return attempt_answer(screen, &s->attempt, status, words);
}

void sell_refetch(struct screen *screen)
{
	struct sell *s = screen->state;

	session_failed(screen, sell_model_fetch_basket(&s->model));
	sell_reread(s);
}

/* --- Lines and sales, with or without a reason --- */

static int64_t newest_job(const struct sell_model *m)
{
	int64_t newest = 0;

	for (size_t i = 0; i < m->jobs.n; i++)
		if (m->jobs.row[i].id > newest)
			newest = m->jobs.row[i].id;
	return newest;
}

static void say_paid(const struct sell *s, const struct bo_order *order, struct sell_sold *sold)
{
	struct bo_buf say = BO_BUF(sold->paid);

	for (size_t i = 0; i < order->n_tenders; i++) {
		char money[SESSION_MONEY];

		if (i > 0)
			bo_buf_add(&say, ", ");
		bo_buf_add(&say, bo_tender_label(order->tender[i].kind));
		if (order->tender[i].kind != BO_TENDER_FREE)
			bo_buf_printf(&say, " %s",
				      session_money(session_of(s->screen), order->tender[i].amount,
						    money));
	}
}

static void show_sold(struct sell *s, const struct bo_order *order)
{
	struct sell_sold *sold = &s->sold;

	*sold = (struct sell_sold){ .on = true,
				    .unprinted = s->no_print,
				    .order_id = order->id,
				    .total = order->total,
				    .change = order->change };
	for (size_t i = 0; i < order->n_vouchers; i++) {
		sold->tickets += order->voucher[i].code != NULL;
		sold->pieces += order->voucher[i].code == NULL && order->voucher[i].parent_id == 0;
	}
	say_paid(s, order, sold);
}

static enum bo_status attempt_sale(struct sell *s, const struct sell_asked *a, const char *reason)
{
	struct bo_arena arena = { 0 };
	struct bo_order order;
	struct bo_tender tender = a->tender;
	const struct bo_sale sale = { .basket_id = s->model.basket.id,
				      .override = reason,
				      .tenders = &tender,
				      .n_tenders = a->n_tenders,
				      .print = !s->no_print };
	enum bo_status status;

	tender.reference = a->reference[0] ? a->reference : NULL;
	status = bo_sell(s->model.bo, &arena, &sale, &order);
	if (!status) {
		show_sold(s, &order);
		s->no_print = false;
		session_wake_printer(session_of(s->screen));
	}
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status attempt_lines(struct sell *s, const struct sell_asked *a, const char *reason)
{
	bool begins = sell_model_is_empty(&s->model);
	enum bo_status status = sell_model_open_basket(&s->model);

	if (!status)
		status = bo_basket_put_all(s->model.bo, s->model.basket.id, a->wish, a->n_wishes,
					   reason);
	if (!status && begins)
		s->sold.on = false;
	return status;
}

static enum bo_status ask(struct screen *screen, const char *reason)
{
	struct sell *s = screen->state;
	const struct sell_asked *a = &s->asked;
	enum bo_status status = a->sale ? attempt_sale(s, a, reason) : attempt_lines(s, a, reason);

	if (status == BO_OK) {
		s->lookup.on = false;
		if (!a->stay)
			s->where = SELL_IN_LINE;
	}
	return status;
}

static unsigned done(struct screen *screen)
{
	sell_set_entry(screen->state, "");
	return UI_HANDLED | UI_REDRAW | UI_RECALC;
}

void sell_attempt_init(struct sell *s)
{
	s->attempt.ask = ask;
	s->attempt.done = done;
}

/* words: what is wanted. */
static unsigned ask_for(struct screen *screen, const struct sell_asked *asked, const char *words)
{
	struct sell *s = screen->state;
	unsigned r;

	s->asked = *asked;
	snprintf(s->attempt.words, sizeof s->attempt.words, "%s", words);
	r = attempt_try(screen, &s->attempt);
	if (s->attempt.refused)
		sell_set_entry(s, "");
	return r;
}

static void say_lines(struct sell *s, const struct sell_entry *e, char *words, size_t size)
{
	struct bo_buf say = { .text = words, .size = size };

	words[0] = '\0';
	for (size_t i = 0; i < e->n_terms; i++)
		bo_buf_printf(&say, "%s%" PRId64 " × %s", i ? ", " : "", e->term[i].qty,
			      s->model.offers.row[e->term[i].offer].type);
}

unsigned sell_put(struct screen *screen, const struct sell_entry *e)
{
	struct sell *s = screen->state;
	struct sell_asked a = { .n_wishes = e->n_terms };
	char words[160];

	for (size_t i = 0; i < e->n_terms; i++) {
		const struct bo_offer *offer = &s->model.offers.row[e->term[i].offer];

		a.wish[i] = (struct bo_wish){ .performance_id = sell_model_place(&s->model, offer),
					      .type_id = offer->type_id,
					      .qty = e->term[i].qty };
	}
	say_lines(s, e, words, sizeof words);
	return ask_for(screen, &a, words);
}

unsigned sell_repeat(struct screen *screen)
{
	struct sell *s = screen->state;
	const struct bo_order *last = &s->model.last;
	struct sell_asked a = { 0 };
	char words[60];
	bool coded = false;
	unsigned r;

	if (last->id == 0 || !sell_model_is_empty(&s->model)) {
		app_error(screen->app, last->id ? "Finish, park or clear this basket first."
						: "Nothing was sold at this till yet.");
		return UI_HANDLED | UI_REDRAW;
	}
	for (size_t i = 0; i < last->n_lines; i++) {
		const struct bo_order_line *line = &last->line[i];

		if (line->qty <= 0)
			continue; /* given back since */
		if (a.n_wishes == BO_BASKET_LINES) {
			app_error(screen->app,
				  "Order %" PRId64 " has more lines than a basket takes (%d).",
				  last->id, BO_BASKET_LINES);
			return UI_HANDLED | UI_REDRAW;
		}
		a.wish[a.n_wishes++] = (struct bo_wish){ .performance_id = line->performance_id,
							 .type_id = line->type_id,
							 .qty = line->qty };
		coded = coded || (line->discount && line->codes);
	}
	snprintf(words, sizeof words, "the same as order %" PRId64, last->id);
	r = ask_for(screen, &a, words);
	if (coded && !s->attempt.refused)
		app_warn(screen->app, "Order %" PRId64 " had codes; they are not repeated.",
			 last->id);
	return r;
}

static unsigned take_out(struct screen *screen, size_t at)
{
	struct sell *s = screen->state;
	const struct bo_basket *basket = &s->model.basket;
	char words[120];
	enum bo_status status;

	if (basket->n_lines == 0 || at >= basket->n_lines)
		return UI_HANDLED | UI_BELL;
	snprintf(words, sizeof words, "%" PRId64 " × %s", basket->line[at].qty,
		 basket->line[at].type);
	status = bo_basket_remove(s->model.bo, basket->id, basket->line[at].id);
	if (status)
		return sell_answer(screen, status, words);
	s->attempt.refused = false;
	sell_set_entry(s, "");
	sell_refetch(screen);
	app_info(screen->app, "Taken out: %s.", words);
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_set_quantity(struct screen *screen, size_t row, int64_t qty)
{
	struct sell *s = screen->state;
	struct sell_asked a = { .n_wishes = 1, .stay = true };
	char words[160];

	if (row >= s->model.basket.n_lines)
		return UI_HANDLED | UI_BELL;
	const struct bo_basket_line *line = &s->model.basket.line[row];

	if (qty == 0)
		return take_out(screen, row);
	if (qty == line->qty) {
		sell_set_entry(s, "");
		return UI_HANDLED | UI_REDRAW;
	}
	a.wish[0] = (struct bo_wish){ .performance_id = line->performance_id,
				      .type_id = line->type_id,
				      .qty = qty - line->qty };
	snprintf(words, sizeof words, "%" PRId64 " × %s", qty, line->type);
	return ask_for(screen, &a, words);
}

/* --- Money --- */

static unsigned pay_part(struct screen *screen, const struct bo_tender *tender, const char *words)
{
	struct sell *s = screen->state;
	enum bo_status status = bo_basket_pay(s->model.bo, s->model.basket.id, tender);
	char money[SESSION_MONEY];

	if (status)
		return sell_answer(screen, status, words);
	s->attempt.refused = false;
	sell_set_entry(s, "");
	sell_refetch(screen);
	app_warn(screen->app, "Kept as part payment; still to pay %s. F8 gives it back.",
		 session_money(session_of(screen), sell_model_due(&s->model), money));
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_pay(struct screen *screen, enum bo_tender_kind kind, int64_t amount,
		  const char *reference)
{
	struct sell *s = screen->state;
	struct sell_asked a = { .sale = true,
				.tender = { .kind = kind, .amount = amount },
				.n_tenders = 1 };
	char money[SESSION_MONEY], words[80];

	snprintf(a.reference, sizeof a.reference, "%s", reference ? reference : "");
	snprintf(words, sizeof words, "%s %s", bo_tender_label(kind),
		 session_money(session_of(screen), amount, money));
	if (amount < sell_model_due(&s->model)) {
		a.tender.reference = a.reference[0] ? a.reference : NULL;
		return pay_part(screen, &a.tender, words);
	}
	return ask_for(screen, &a, words);
}

unsigned sell_exact(struct screen *screen)
{
	const struct sell_asked a = { .sale = true };

	return ask_for(screen, &a, "the sale");
}

/* --- The rest of the basket --- */

unsigned sell_void(struct screen *screen)
{
	const struct sell *s = screen->state;

	return take_out(screen, s->where == SELL_IN_BASKET ? (size_t)s->selected
							   : s->model.basket.n_lines - 1);
}

unsigned sell_unpay(struct screen *screen)
{
	struct sell *s = screen->state;
	const struct bo_basket *basket = &s->model.basket;
	char money[SESSION_MONEY], words[100];
	enum bo_status status;

	if (basket->n_tenders == 0)
		return UI_HANDLED | UI_BELL;
	const struct bo_tender *last = &basket->tender[basket->n_tenders - 1];

	snprintf(words, sizeof words, "%s %s", bo_tender_label(last->kind),
		 session_money(session_of(screen), last->amount, money));
	status = bo_basket_unpay(s->model.bo, basket->id);
	if (status)
		return sell_answer(screen, status, words);
	s->attempt.refused = false;
	sell_refetch(screen);
	app_info(screen->app, "Given back: %s.", words);
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_clear(struct screen *screen)
{
	struct sell *s = screen->state;
	enum bo_status status = bo_basket_clear(s->model.bo, s->model.basket.id);

	if (status)
		return sell_answer(screen, status, "Emptying the basket");
	s->attempt.refused = s->no_print = false;
	s->where = SELL_IN_LINE;
	sell_set_entry(s, ""); /* what was typed for this basket is no act of the next */
	sell_refetch(screen);
	app_info(screen->app, "The basket is empty.");
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_take_patron(struct screen *screen, int64_t patron_id)
{
	struct sell *s = screen->state;
	enum bo_status status = sell_model_open_basket(&s->model);

	if (!status)
		status = bo_basket_set_patron(s->model.bo, s->model.basket.id, patron_id);
	if (status)
		return sell_answer(screen, status, "This person");
	s->attempt.refused = false;
	sell_set_entry(s, "");
	sell_refetch(screen);
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_switch_print(struct screen *screen)
{
	struct sell *s = screen->state;

	s->no_print = !s->no_print;
	sell_reread(s);
	app_info(screen->app, s->no_print ? "This sale prints no tickets; F11 can print them later."
					  : "This sale prints its tickets.");
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_reprint(struct screen *screen)
{
	struct sell *s = screen->state;
	int64_t order_id = s->model.last.id, before = newest_job(&s->model);
	size_t tickets = 0;
	enum bo_status status = bo_order_reprint(s->model.bo, order_id, NULL, 0,
						 "Printed again at the till", &tickets);

	if (status)
		return sell_answer(screen, status, "Printing again");
	s->sold.unprinted = false;
	s->sold.after_job = before;
	s->sold.tickets = (int64_t)tickets;
	if (s->sold.order_id != order_id)
		s->sold = (struct sell_sold){ .order_id = order_id,
					      .tickets = (int64_t)tickets,
					      .after_job = before };
	session_wake_printer(session_of(screen));
	app_info(screen->app, "Order %" PRId64 ": %zu new %s, the old codes are void.", order_id,
		 tickets, tickets == 1 ? "ticket" : "tickets");
	return UI_HANDLED | UI_REDRAW | UI_RECALC;
}
