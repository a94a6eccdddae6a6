/*
 * Printing the tickets of an order again, and giving its money back.
 *
 * The form says for how many, and how the money goes, as the engine would do it, and asks why.  It
 * is the form's F9, or Enter in its last field, that does it.
 */
#include "orders/state.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>

enum { REASON_MAX = 120 };
enum { REPRINT_REASON };
enum { REFUND_KIND, REFUND_GOES, REFUND_REASON };

/* As it was paid comes first: nobody has to know how that was. */
static const enum bo_tender_kind kinds[] = { BO_TENDER_COUNT, BO_TENDER_CASH, BO_TENDER_CARD,
					     BO_TENDER_CHECK };
static const char *const ways[] = { "as it was paid", "all in cash", "all to the card",
				    "all by check" };
enum { KINDS = sizeof kinds / sizeof *kinds };

/* --- Printing again --- */

static enum bo_status reprint(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct order_state *o = screen->state;
	const char *reason = fill_text(form, REPRINT_REASON);
	size_t tickets, n;
	const int64_t *vouchers = order_vouchers(o, &n);
	enum bo_status status = bo_order_reprint(session_bo(screen), o->order.id, vouchers, n,
						 *reason ? reason : NULL, &tickets);

	(void)form_screen;
	if (status)
		return status;
	o->view.marks.n = 0;
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

	snprintf(o->view.room.title, sizeof o->view.room.title, "Reprint");
	snprintf(o->view.room.text, sizeof o->view.room.text,
		 "Print %zu ticket%s of order %" PRId64 " again. The old code%s void at once.", n,
		 n == 1 ? "" : "s", o->order.id, n == 1 ? " becomes" : "s become");
	o->view.room.field[REPRINT_REASON] =
		fill_words("Reason", "reason", REASON_MAX, "Enter prints · may be empty");
	return fill_room_open(screen, &o->view.room, 1, reprint, screen, ORDER_TAG_ACT);
}

/* --- Money back --- */

static enum bo_status give_back(const struct order_state *o, struct bo_arena *arena, bool rehearse,
				const char *reason, struct bo_order *after)
{
	const struct bo_tender all = { .kind = o->asked.kind };
	size_t n;
	const int64_t *vouchers = order_vouchers(o, &n);
	const struct bo_refund refund = { .vouchers = vouchers,
					  .n = n,
					  .to = &all,
					  .n_to = all.kind != BO_TENDER_COUNT,
					  .reason = reason,
					  .rehearse = rehearse };

	return bo_order_give_back(o->session->bo, arena, o->order.id, &refund, after);
}

static enum bo_status refund(struct screen *screen, const char *reason)
{
	struct order_state *o = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_order after;
	char back[200] = "";
	struct bo_buf buf = BO_BUF(back);
	enum bo_status status = give_back(o, &arena, false, reason, &after);

	if (!status) {
		o->view.marks.n = 0;
		order_tell_back(o->session, &after, o->order.n_tenders, &buf);
		app_info(screen->app, "Give back %s.", back);
	}
	bo_arena_clear(&arena);
	return status;
}

/* The refund as it would be: where the money goes, or why not. */
static void show_refund(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct order_state *o = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_order after;
	char back[200] = "";
	struct bo_buf buf = BO_BUF(back);
	enum bo_status status;

	(void)form_screen;
	if (o->asked_type == fill_choice(form, REFUND_KIND))
		return;
	o->asked_type = fill_choice(form, REFUND_KIND);
	o->asked.kind = kinds[o->asked_type];
	status = give_back(o, &arena, true, NULL, &after);
	if (!status)
		order_tell_back(o->session, &after, o->order.n_tenders, &buf);
	ui_lineedit_set(&form->fields[REFUND_GOES].edit,
			status ? bo_error(o->session->bo)->message : back);
	bo_arena_clear(&arena);
}

static enum bo_status save_refund(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct order_state *o = screen->state;
	const char *reason = fill_text(form, REFUND_REASON);

	(void)form_screen;
	if (!*reason)
		return fill_fault(form, REFUND_REASON, "A reason is needed.");
	return attempt_in_form(screen, &o->attempt, reason);
}

/* What is given back, and what somebody should know of what remains. */
static void word_refund(struct order_state *o)
{
	struct bo_buf text = { o->view.room.text, 0, sizeof o->view.room.text, false };
	struct bo_arena arena = { 0 };
	struct bo_order after = { 0 };
	char money[SESSION_MONEY];
	int64_t amount;
	size_t n = order_meant(o, &amount);

	o->view.room.text[0] = '\0';
	snprintf(o->attempt.words, sizeof o->attempt.words,
		 "Give back %s for %zu voucher%s of order %" PRId64,
		 session_money(o->session, amount, money), n, n == 1 ? "" : "s", o->order.id);
	bo_buf_printf(&text, "%s. The tickets become void, the places are free again.",
		      o->attempt.words);
	if (!give_back(o, &arena, true, NULL, &after))
		for (size_t i = 0; i < after.n_warnings; i++)
			bo_buf_printf(&text, "\n%s", after.warning[i].message);
	bo_arena_clear(&arena);
}

unsigned order_ask_refund(struct screen *screen)
{
	struct order_state *o = screen->state;
	struct fill_field *f = o->view.room.field;

	o->session = session_of(screen);
	o->asked = (struct order_asked){ .kind = BO_TENDER_COUNT };
	o->attempt.ask = refund;
	o->asked_type = -1;
	snprintf(o->view.room.title, sizeof o->view.room.title, "Refund");
	word_refund(o);
	f[REFUND_KIND] =
		fill_list("Give it back", "pay", ways, KINDS, 0, "Blank or the arrows change it");
	f[REFUND_GOES] = (struct fill_field){ .label = "It goes", .kind = UI_FIELD_SHOWN };
	f[REFUND_REASON] = fill_words("Reason", "reason", REASON_MAX,
				      "kept in the journal · Enter gives it back");
	o->view.room.changed = show_refund;
	return fill_room_open(screen, &o->view.room, REFUND_REASON + 1, save_refund, screen,
			      ORDER_TAG_ACT);
}
