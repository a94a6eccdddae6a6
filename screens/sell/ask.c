/*
 * What the Sell screen asks in a dialog, and what it does with the answers.
 *
 * Nothing on the way from an empty basket to a sold one comes through here.
 */
#include "sell/pay.h"
#include "sell/state.h"

#include <inttypes.h>
#include <stdio.h>

static unsigned ask(struct screen *screen, struct ui_dialog dialog, int tag)
{
	struct sell *s = screen->state;

	s->question = dialog;
	s->question.text = s->ask;
	return app_open(screen->app, &ask_screen, &s->question, tag);
}

unsigned sell_ask_pay(struct screen *screen)
{
	const struct sell *s = screen->state;
	const struct sell_payment payment = { .currency = bo_currency(s->model.bo),
					      .due = sell_model_due(&s->model) };

	if (payment.due <= 0) {
		app_info(screen->app, "Nothing is to be paid; Enter sells it.");
		return UI_HANDLED | UI_REDRAW;
	}
	return app_open(screen->app, &sell_pay_screen, &payment, SELL_TAG_PAY);
}

unsigned sell_ask_code(struct screen *screen)
{
	struct sell *s = screen->state;

	bool any = bo_code_count(s->model.basket.code) > 0;

	s->prompt = (struct prompt){ .title = "Code",
				     .text = any ? "One more code the buyer names; empty takes "
						   "one out."
						 : "The code the buyer names.",
				     .limit = 60,
				     .may_be_empty = any };
	return app_open(screen->app, &prompt_screen, &s->prompt, SELL_TAG_CODE);
}

unsigned sell_ask_clear(struct screen *screen)
{
	struct sell *s = screen->state;
	char money[SESSION_MONEY];

	if (sell_rows(s) <= 1)
		return sell_clear(screen);
	snprintf(s->ask, sizeof s->ask,
		 "Empty the basket: %zu line%s, %s? Its places are free again.",
		 s->model.basket.n_lines, s->model.basket.n_lines == 1 ? "" : "s",
		 session_money(session_of(screen), s->model.basket.total, money));
	return ask(screen,
		   (struct ui_dialog){
			   .title = "Clear basket",
			   .answers = { { "<Enter>", "Empty it" }, { "<Esc>", "Keep it" } },
			   .role = UI_ROLE_WARN,
			   .enter = 1 },
		   SELL_TAG_CLEAR);
}

unsigned sell_ask_reprint(struct screen *screen)
{
	struct sell *s = screen->state;
	int64_t tickets = 0;

	for (size_t i = 0; i < s->model.last.n_vouchers; i++)
		tickets += s->model.last.voucher[i].code != NULL;
	if (tickets == 0) {
		app_info(screen->app, "Order %" PRId64 " has no tickets to print.",
			 s->model.last.id);
		return UI_HANDLED | UI_REDRAW | UI_DROP_TYPEAHEAD;
	}
	snprintf(s->ask, sizeof s->ask,
		 "Reprint order %" PRId64 ": %" PRId64 " %s; the old codes become void.",
		 s->model.last.id, tickets, tickets == 1 ? "ticket" : "tickets");
	return ask(screen,
		   (struct ui_dialog){
			   .title = "Reprint",
			   .answers = { { "<Enter>", "Reprint" }, { "<Esc>", "Leave it" } },
			   .enter = 1 },
		   SELL_TAG_REPRINT);
}

/* A payment is given back before a line is taken out, as it came after it; a card's only after the
 * terminal gave it back too. */
unsigned sell_ask_void(struct screen *screen)
{
	struct sell *s = screen->state;
	const struct bo_basket *basket = &s->model.basket;
	bool on_line = s->where == SELL_IN_BASKET && (size_t)s->selected < basket->n_lines;
	char money[SESSION_MONEY];

	if (sell_rows(s) == 0)
		return sell_pick_code(screen);
	if (basket->n_tenders == 0 || on_line)
		return sell_void(screen);
	const struct bo_tender *last = &basket->tender[basket->n_tenders - 1];

	if (last->kind == BO_TENDER_CASH)
		return sell_unpay(screen);
	snprintf(s->ask, sizeof s->ask, "%s %s was taken. Has it been given back?",
		 bo_tender_label(last->kind),
		 session_money(session_of(screen), last->amount, money));
	return ask(
		screen,
		(struct ui_dialog){ .title = "Give back a payment",
				    .answers = { { "y", "Yes, take it off" }, { "<Esc>", "No" } },
				    .role = UI_ROLE_WARN },
		SELL_TAG_UNPAY);
}

static unsigned paid(struct screen *screen, const struct sell_payment_result *result)
{
	return sell_pay(screen, result->kind, result->amount, result->reference);
}

static unsigned parked(struct screen *screen, const char *label)
{
	struct sell *s = screen->state;
	enum bo_status status = bo_basket_park(s->model.bo, s->model.basket.id, label);

	if (status)
		return sell_answer(screen, status, "Parking");
	app_info(screen->app, "Parked: %s. F7 brings it back.", label);
	s->model.basket.id = 0;
	s->attempt.refused = s->no_print = false;
	s->where = SELL_IN_LINE;
	sell_set_entry(s, "");
	sell_refetch(screen);
	sell_find_waiting(s);
	return UI_HANDLED | UI_REDRAW;
}

unsigned sell_ask_hold(struct screen *screen)
{
	struct sell *s = screen->state;
	bool known = s->model.basket.patron_id > BO_PATRON_WALK_UP;

	/* Whoever comes to pay is asked for a name, and is not called as a ticket. */
	sell_label(s);
	s->prompt = (struct prompt){ .title = "Hold to pay later",
				     .text = "Under which name?",
				     .prefill = known ? s->label : NULL,
				     .limit = 60 };
	return app_open(screen->app, &prompt_screen, &s->prompt, SELL_TAG_HOLD);
}

static unsigned held(struct screen *screen, const char *label)
{
	struct sell *s = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_basket basket = { 0 };
	char when[SESSION_WHEN];
	enum bo_status status = bo_basket_keep(s->model.bo, s->model.basket.id, label);

	if (!status)
		status = bo_basket_get(s->model.bo, &arena, s->model.basket.id, &basket);
	bo_arena_clear(&arena);
	if (status)
		return sell_answer(screen, status, "Holding");
	app_info(screen->app, "Held for %s until %s; F7 brings it back to be paid.", label,
		 session_when(session_of(screen), basket.expires, NULL, when));
	s->model.basket.id = 0;
	s->attempt.refused = s->no_print = false;
	s->where = SELL_IN_LINE;
	sell_set_entry(s, "");
	sell_refetch(screen);
	return UI_HANDLED | UI_REDRAW;
}

/* The patron who was made is given the basket at once. */
static unsigned made(struct screen *screen, const int64_t *patron_id)
{
	return sell_take_patron(screen, *patron_id);
}

unsigned sell_done(struct screen *screen, int tag, const void *result)
{
	struct sell *s = screen->state;

	if (tag == SELL_TAG_PATRON_PAGE)
		return UI_RECALC | UI_REDRAW;
	if (tag == ATTEMPT_TAG)
		return attempt_done(screen, &s->attempt, result);
	if (!result)
		return UI_REDRAW;
	switch ((enum sell_tag)tag) {
	case SELL_TAG_PAY:
		return paid(screen, result);
	case SELL_TAG_CODE:
		return *(const char *)result ? sell_take_code(screen, result)
					     : sell_pick_code(screen);
	case SELL_TAG_PARK:
		return parked(screen, result);
	case SELL_TAG_CLEAR:
		return *(const int *)result == 0 ? sell_clear(screen) : UI_REDRAW;
	case SELL_TAG_REPRINT:
		return *(const int *)result == 0 ? sell_reprint(screen) : UI_REDRAW;
	case SELL_TAG_UNPAY:
		return *(const int *)result == 0 ? sell_unpay(screen) : UI_REDRAW;
	case SELL_TAG_NEW_PERSON:
		return made(screen, result);
	case SELL_TAG_PERSON:
	case SELL_TAG_RECALL:
	case SELL_TAG_PERFORMANCE:
	case SELL_TAG_DROP_CODE:
		return sell_picked(screen, tag, result);
	case SELL_TAG_HOLD:
		return held(screen, result);
	case SELL_TAG_LEAVE:
		return *(const int *)result == 0 ? sell_left(screen) : UI_REDRAW;
	case SELL_TAG_PATRON_PAGE:
		break;
	}
	return UI_REDRAW;
}
