/*
 * Exchanging vouchers of an order: first the performance is picked, then a form says what the
 * difference is and asks how it is paid.
 *
 * The difference the form says is the engine's, which rehearses the exchange; what is then paid is
 * what was seen.  The engine judges the new places when it is done, and its refusal stands in the
 * form, where a reason can override it.
 */
#include "orders/state.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REASON_MAX = 120 };
enum { TYPE, DIFFERENCE, KIND, REFERENCE, OVERRIDE, FIELDS };

static const enum bo_tender_kind kinds[] = { BO_TENDER_CASH, BO_TENDER_CARD, BO_TENDER_CHECK };
static const char *const ways[] = { "cash", "card", "check" };
enum { KINDS = sizeof kinds / sizeof *kinds };

/* --- To which performance --- */

unsigned order_ask_exchange(struct screen *screen)
{
	struct order_state *o = screen->state;
	char title[60];
	int64_t amount;
	size_t n = order_meant(o, &amount);

	o->session = session_of(screen);
	snprintf(title, sizeof title, "Exchange %zu voucher%s for", n, n == 1 ? "" : "s");
	return choose_performance(screen, title, BO_TO_EXCHANGE, NULL, ORDER_TAG_PERFORMANCE);
}

/* --- The form --- */

/* The type chosen; 0: each voucher keeps its own. */
static int64_t type_chosen(const struct order_state *o, const struct ui_form *form)
{
	int at = fill_choice(form, TYPE) - 1;

	return at >= 0 && (size_t)at < o->offers.n ? o->offers.row[at].type_id : 0;
}

static enum bo_status exchange(const struct order_state *o, struct bo_arena *arena, bool rehearse,
			       const char *reason, struct bo_order *after)
{
	const struct order_asked *a = &o->asked;
	const struct bo_tender tender = { .kind = a->kind,
					  .amount = a->due,
					  .reference = *a->reference ? a->reference : NULL };
	size_t n;
	const int64_t *vouchers = order_vouchers(o, &n);
	const struct bo_exchange what = { .vouchers = vouchers,
					  .n_vouchers = n,
					  .performance_id = a->performance_id,
					  .type_id = a->type_id,
					  .tenders = &tender,
					  .n_tenders = !rehearse && a->due > 0,
					  .override = reason,
					  .print = !rehearse,
					  .rehearse = rehearse };

	return bo_order_exchange(o->session->bo, arena, o->order.id, &what, after);
}

/* "give back 15.00 in cash": as the engine would. */
static void tell_difference(struct order_state *o, const struct bo_order *after, char *text,
			    size_t size)
{
	struct bo_buf buf = { text, 0, size, false };
	char money[SESSION_MONEY];

	*text = '\0';
	o->asked.due = after->net - o->order.net;
	if (o->asked.due == 0)
		bo_buf_add(&buf, "none");
	else if (o->asked.due > 0)
		bo_buf_printf(&buf, "%s to pay", session_money(o->session, o->asked.due, money));
	else
		bo_buf_add(&buf, "give back ");
	if (o->asked.due < 0)
		order_tell_back(o->session, after, o->order.n_tenders, &buf);
}

static void changed(struct screen *screen, struct ui_form *form, void *arg)
{
	struct screen *order = arg;
	struct order_state *o = order->state;
	struct bo_arena arena = { 0 };
	struct bo_order after;
	char text[600];

	(void)screen;
	if (o->asked_type == fill_choice(form, TYPE))
		return;
	o->asked_type = fill_choice(form, TYPE);
	o->asked.type_id = type_chosen(o, form);
	o->asked.due = 0;
	if (exchange(o, &arena, true, "only asked", &after))
		snprintf(text, sizeof text, "%s", bo_error(o->session->bo)->message);
	else
		tell_difference(o, &after, text, sizeof text);
	bo_arena_clear(&arena);
	ui_lineedit_set(&form->fields[DIFFERENCE].edit, text);
	form->fields[KIND].disabled = o->asked.due <= 0;
	form->fields[REFERENCE].disabled = o->asked.due <= 0;
}

static void say_exchanged(struct screen *screen, const struct order_state *o,
			  const struct bo_order *after)
{
	char money[SESSION_MONEY], back[200];
	struct bo_buf buf = BO_BUF(back);
	int64_t due = after->net - o->order.net;

	*back = '\0';
	if (due == 0) {
		app_info(screen->app, "Exchanged; the old tickets are void.");
		return;
	}
	if (due > 0)
		bo_buf_printf(&buf, "take %s", session_money(o->session, due, money));
	else
		bo_buf_add(&buf, "give back ");
	if (due < 0)
		order_tell_back(o->session, after, o->order.n_tenders, &buf);
	app_info(screen->app, "Exchanged: %s; the old tickets are void.", back);
}

static enum bo_status ask(struct screen *screen, const char *reason)
{
	struct order_state *o = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_order after;
	enum bo_status status = exchange(o, &arena, false, reason, &after);

	if (!status) {
		o->view.marks.n = 0;
		say_exchanged(screen, o, &after);
		session_wake_printer(session_of(screen));
	}
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status save(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct order_state *o = screen->state;
	struct order_asked *a = &o->asked;
	enum bo_status status;

	changed(form_screen, form, arg);
	a->kind = kinds[fill_choice(form, KIND)];
	snprintf(a->reference, sizeof a->reference, "%s", fill_text(form, REFERENCE));
	status = attempt_in_form(screen, &o->attempt, fill_text(form, OVERRIDE));
	if (status == BO_REFUSED && bo_refusal(o->session->bo)->override != BO_ROLE_NONE)
		fill_fault(form, OVERRIDE, "%s", bo_error(o->session->bo)->message);
	return status;
}

/* What is sold for that performance, each with its price; products and bundles are no exchange. */
static enum bo_status fetch_types(struct order_state *o)
{
	enum bo_status status = bo_offer_list(o->session->bo, &o->picking, o->asked.performance_id,
					      NULL, o->order.patron_id, 0, &o->offers);
	size_t kept = 0;
	char money[SESSION_MONEY];

	if (status)
		return status;
	o->types = bo_arena_alloc(&o->picking, (o->offers.n + 1) * sizeof *o->types);
	if (!o->types)
		return BO_NO_MEMORY;
	o->types[0] = "the same";
	for (size_t i = 0; i < o->offers.n; i++) {
		const struct bo_offer offer = o->offers.row[i];
		const char *words;

		if (!bo_category_takes_place(offer.category))
			continue;
		words = bo_arena_printf(&o->picking, "%s, %s", offer.type,
					session_money(o->session, offer.price, money));
		if (!words)
			return BO_NO_MEMORY;
		o->offers.row[kept] = offer;
		o->types[++kept] = words;
	}
	o->offers.n = kept;
	return BO_OK;
}

static void make_fields(struct order_state *o)
{
	struct fill_field *f = o->view.room.field;

	f[TYPE] = fill_list("Type", "type", o->types, (int)o->offers.n + 1, 0,
			    "Blank or the arrows change it");
	f[DIFFERENCE] = (struct fill_field){ .label = "Difference", .kind = UI_FIELD_SHOWN };
	f[KIND] = fill_list("Paid by", "pay", ways, KINDS, 0, "Blank or the arrows change it");
	f[REFERENCE] = fill_words("Reference", "reference", ORDER_REFERENCE,
				  "of the card terminal, or the check's number");
	f[OVERRIDE] = fill_words("Override", "override", REASON_MAX,
				 "a reason, if a rule refuses · F9 exchanges");
}

unsigned order_exchange_to(struct screen *screen, int64_t performance_id)
{
	struct order_state *o = screen->state;
	struct bo_performance p;
	char when[SESSION_WHEN], money[SESSION_MONEY];
	int64_t amount;
	size_t n = order_meant(o, &amount);
	enum bo_status status;

	bo_arena_clear(&o->picking);
	o->asked = (struct order_asked){ .performance_id = performance_id };
	o->attempt.ask = ask;
	o->asked_type = -1;
	status = bo_performance_get(o->session->bo, &o->picking, performance_id, &p);
	if (session_failed(screen, status ? status : fetch_types(o)))
		return UI_HANDLED;
	snprintf(o->view.room.title, sizeof o->view.room.title, "Exchange");
	snprintf(o->view.room.text, sizeof o->view.room.text,
		 "%zu voucher%s of order %" PRId64 ", %s, for %s %s %s. %" PRId64
		 " places are left.",
		 n, n == 1 ? "" : "s", o->order.id, session_money(o->session, amount, money),
		 p.show, session_when(o->session, p.at, p.zone, when), p.house, p.left);
	snprintf(o->attempt.words, sizeof o->attempt.words,
		 "Exchange %zu voucher%s of order %" PRId64, n, n == 1 ? "" : "s", o->order.id);
	make_fields(o);
	o->view.room.changed = changed;
	fill_room_open(screen, &o->view.room, FIELDS, save, screen, ORDER_TAG_ACT);
	return UI_HANDLED;
}
