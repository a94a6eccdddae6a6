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

enum { REASON_MAX = 120, FOLDED = 600 };
enum { TYPE, DIFFERENCE, KIND, REFERENCE, OVERRIDE, FIELDS };

static const enum bo_tender_kind kinds[] = { BO_TENDER_CASH, BO_TENDER_CARD, BO_TENDER_CHECK };
static const char *const ways[] = { "cash", "card", "check" };
enum { KINDS = sizeof kinds / sizeof *kinds };

/* --- To which performance --- */

static void when_and_where(const struct order_state *o, const struct bo_performance *p, char *text,
			   size_t size)
{
	char when[SESSION_WHEN];

	snprintf(text, size, "%s %s %s", p->show, session_when(o->session, p->at, p->zone, when),
		 p->house);
}

static bool all_words(const char *text, const char *query)
{
	char folded[FOLDED], words[FOLDED];

	bo_text_fold(text, folded, sizeof folded);
	bo_text_fold(query, words, sizeof words);
	for (char *rest = NULL, *word = strtok_r(words, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		if (!strstr(folded, word))
			return false;
	return true;
}

static void narrow(void *arg, const char *query)
{
	struct order_state *o = arg;
	char text[FOLDED];

	o->n_shown = 0;
	for (size_t i = 0; o->shown && i < o->performances.n; i++) {
		when_and_where(o, &o->performances.row[i], text, sizeof text);
		if (all_words(text, query))
			o->shown[o->n_shown++] = i;
	}
}

static int shown_rows(const void *arg)
{
	const struct order_state *o = arg;

	return (int)o->n_shown;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct order_state *o = arg;
	const struct bo_performance *p = &o->performances.row[o->shown[row]];
	char when[SESSION_WHEN];

	if (column == 0)
		snprintf(text, size, "%s", session_when(o->session, p->at, p->zone, when));
	else if (column == 3)
		snprintf(text, size, "%" PRId64, p->left);
	else
		snprintf(text, size, "%s", column == 1 ? p->show : p->house);
}

static const struct ui_column columns[] = {
	{ .title = "When", .width = 16 },
	{ .title = "Show", .width = 16, .grow = true },
	{ .title = "House", .width = 14, .drop = 1 },
	{ .title = "Left", .width = 5, .right = true },
};
static const struct ui_list_model model = { .columns = columns,
					    .ncolumns = 4,
					    .rows = shown_rows,
					    .cell = cell,
					    .empty = "No performance like that is to come." };

/* Lists what is to come and not cancelled. */
static enum bo_status fetch_performances(struct order_state *o)
{
	struct bo *bo = o->session->bo;
	const struct bo_performance_filter filter = { .from = bo_now(bo) };
	enum bo_status status;
	size_t kept = 0;

	bo_arena_clear(&o->picking);
	o->performances = (struct bo_performances){ 0 };
	status = bo_performance_list(bo, &o->picking, &filter, &o->performances);
	for (size_t i = 0; i < o->performances.n; i++)
		if (o->performances.row[i].state == BO_PERFORMANCE_ON_SALE)
			o->performances.row[kept++] = o->performances.row[i];
	o->performances.n = kept;
	o->shown = bo_arena_alloc(&o->picking, (kept + 1) * sizeof *o->shown);
	return status;
}

unsigned order_ask_exchange(struct screen *screen)
{
	struct order_state *o = screen->state;
	int64_t amount;
	size_t n = order_meant(o, &amount);

	o->session = session_of(screen);
	if (session_failed(screen, fetch_performances(o)))
		return UI_HANDLED | UI_REDRAW;
	snprintf(o->room.title, sizeof o->room.title, "Exchange %zu voucher%s for", n,
		 n == 1 ? "" : "s");
	app_push(screen->app, &pick_screen,
		 &(struct pick){
			 .title = o->room.title, .fetch = narrow, .model = &model, .arg = o },
		 ORDER_TAG_PERFORMANCE);
	return UI_HANDLED | UI_REDRAW;
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
	const struct order_attempt *a = &o->attempt;
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
	o->attempt.due = after->net - o->order.net;
	if (o->attempt.due == 0)
		bo_buf_add(&buf, "none");
	else if (o->attempt.due > 0)
		bo_buf_printf(&buf, "%s to pay", session_money(o->session, o->attempt.due, money));
	else
		bo_buf_add(&buf, "give back ");
	if (o->attempt.due < 0)
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
	o->attempt.type_id = type_chosen(o, form);
	o->attempt.due = 0;
	if (exchange(o, &arena, true, "only asked", &after))
		snprintf(text, sizeof text, "%s", bo_error(o->session->bo)->message);
	else
		tell_difference(o, &after, text, sizeof text);
	bo_arena_clear(&arena);
	ui_lineedit_set(&form->fields[DIFFERENCE].edit, text);
	form->fields[KIND].disabled = o->attempt.due <= 0;
	form->fields[REFERENCE].disabled = o->attempt.due <= 0;
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

enum bo_status order_exchange(struct screen *screen, const char *reason)
{
	struct order_state *o = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_order after;
	enum bo_status status = exchange(o, &arena, false, reason, &after);

	if (!status) {
		o->n_marked = 0;
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
	struct order_attempt *a = &o->attempt;
	enum bo_status status;

	changed(form_screen, form, arg);
	a->kind = kinds[fill_choice(form, KIND)];
	snprintf(a->reference, sizeof a->reference, "%s", fill_text(form, REFERENCE));
	snprintf(a->reason, sizeof a->reason, "%s", fill_text(form, OVERRIDE));
	status = order_exchange(screen, *a->reason ? a->reason : NULL);
	if (order_needs_leave(o, status))
		return BO_OK;
	if (status == BO_REFUSED && bo_refusal(o->session->bo)->override != BO_ROLE_NONE)
		fill_fault(form, OVERRIDE, "%s", bo_error(o->session->bo)->message);
	return status;
}

/* What is sold for that performance, each with its price; products and bundles are no exchange. */
static enum bo_status fetch_types(struct order_state *o)
{
	enum bo_status status = bo_offer_list(o->session->bo, &o->picking, o->performance_id, NULL,
					      o->order.patron_id, 0, &o->offers);
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
	struct fill_field *f = o->room.field;

	f[TYPE] = (struct fill_field){ .label = "Type",
				       .name = "type",
				       .kind = UI_FIELD_CHOICE,
				       .choices = o->types,
				       .nchoices = (int)o->offers.n + 1,
				       .hint = "Blank or the arrows change it" };
	f[DIFFERENCE] = (struct fill_field){ .label = "Difference", .kind = UI_FIELD_SHOWN };
	f[KIND] = (struct fill_field){ .label = "Paid by",
				       .name = "pay",
				       .kind = UI_FIELD_CHOICE,
				       .choices = ways,
				       .nchoices = KINDS,
				       .hint = "Blank or the arrows change it" };
	f[REFERENCE] = (struct fill_field){ .label = "Reference",
					    .name = "reference",
					    .kind = UI_FIELD_TEXT,
					    .limit = ORDER_REFERENCE,
					    .hint = "of the card terminal, or the check's number" };
	f[OVERRIDE] = (struct fill_field){ .label = "Override",
					   .name = "override",
					   .kind = UI_FIELD_TEXT,
					   .limit = REASON_MAX,
					   .hint = "a reason, if a rule refuses · F9 exchanges" };
}

unsigned order_exchange_to(struct screen *screen, int row)
{
	struct order_state *o = screen->state;
	const struct bo_performance *p;
	char where[FOLDED], money[SESSION_MONEY];
	int64_t amount;
	size_t n = order_meant(o, &amount);

	if (row < 0 || (size_t)row >= o->n_shown)
		return UI_HANDLED;
	p = &o->performances.row[o->shown[row]];
	o->performance_id = p->id;
	o->attempt = (struct order_attempt){ .performance_id = p->id };
	o->asked_type = -1;
	if (session_failed(screen, fetch_types(o)))
		return UI_HANDLED;
	when_and_where(o, p, where, sizeof where);
	snprintf(o->room.title, sizeof o->room.title, "Exchange");
	snprintf(o->room.text, sizeof o->room.text,
		 "%zu voucher%s of order %" PRId64 ", %s, for %s. %" PRId64 " places are left.", n,
		 n == 1 ? "" : "s", o->order.id, session_money(o->session, amount, money), where,
		 p->left);
	snprintf(o->attempt.words, sizeof o->attempt.words,
		 "Exchange %zu voucher%s of order %" PRId64, n, n == 1 ? "" : "s", o->order.id);
	make_fields(o);
	const struct fill form = { .title = o->room.title,
				   .text = o->room.text,
				   .fields = o->room.field,
				   .n = FIELDS,
				   .save = save,
				   .changed = changed,
				   .arg = screen };

	app_push(screen->app, &fill_screen, &form, ORDER_TAG_ACT);
	return UI_HANDLED;
}
