/*
 * Places for the vouchers of a patron: reserved, changed, released, their tickets printed.
 *
 * Each act is one call of the engine for all vouchers meant.  What it refuses stays on the page
 * with the engine's sentence and can be tried again with a reason.
 */
#include "patrons/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REASON_MAX = 120 };

/* --- Asking the engine --- */

static enum bo_status issue(struct patron_page *p, const char *reason)
{
	const struct patron_attempt *a = &p->attempt;
	const struct bo_issue what = { .lines = a->wish,
				       .n = a->n_wishes,
				       .patron_id = p->patron_id,
				       .override = reason,
				       .print = true };
	struct bo_arena arena = { 0 };
	struct bo_order order;
	enum bo_status status = bo_voucher_issue(p->session->bo, &arena, &what, &order);

	bo_arena_clear(&arena);
	return status;
}

enum bo_status patron_attempt(struct patron_page *p, const char *reason)
{
	const struct patron_attempt *a = &p->attempt;
	const struct bo_reservation what = { .vouchers = a->voucher,
					     .n = a->n,
					     .performance_id = a->performance_id,
					     .override = reason,
					     .print = true };
	struct bo *bo = p->session->bo;

	switch (a->deed) {
	case PATRON_RESERVE:
		return bo_voucher_reserve(bo, &what);
	case PATRON_CHANGE:
		return bo_voucher_change(bo, &what);
	case PATRON_RELEASE:
		return bo_voucher_release(bo, a->voucher, a->n);
	case PATRON_TRANSFER:
		return bo_voucher_transfer(bo, a->voucher, a->n, a->to);
	case PATRON_ISSUE:
		break;
	}
	return issue(p, reason);
}

unsigned patron_refused(struct patron_page *p)
{
	p->refused = true;
	p->refusal = *bo_refusal(p->session->bo);
	return UI_HANDLED | UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
}

static unsigned succeeded(struct screen *screen)
{
	struct patron_page *p = screen->state;

	p->refused = false;
	p->n_marked = 0;
	session_wake_printer(session_of(screen));
	app_info(screen->app, "Done: %s.", p->attempt.words);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

unsigned patron_try(struct screen *screen)
{
	struct patron_page *p = screen->state;
	enum bo_status status = patron_attempt(p, NULL);

	if (status == BO_REFUSED)
		return patron_refused(p);
	return session_failed(screen, status) ? UI_HANDLED | UI_REDRAW : succeeded(screen);
}

static enum bo_status attempt_again(void *arg, const char *reason)
{
	return patron_attempt(arg, reason);
}

unsigned patron_ask_override(struct screen *screen)
{
	struct patron_page *p = screen->state;
	const struct override_request request = { .bo = p->session->bo,
						  .words = p->attempt.words,
						  .refusal = &p->refusal,
						  .attempt = attempt_again,
						  .arg = p,
						  .reasons = &p->reasons };

	app_push(screen->app, &override_screen, &request, PATRON_TAG_OVERRIDE);
	return UI_HANDLED | UI_REDRAW;
}

/* --- Which vouchers --- */

static const struct bo_voucher *voucher_of(const struct patron_page *p, int64_t id)
{
	for (size_t i = 0; i < p->vouchers.n; i++)
		if (p->vouchers.row[i].id == id)
			return &p->vouchers.row[i];
	return NULL;
}

/* The marked ones, or the one the cursor is on. */
static size_t take_reserved(struct patron_page *p)
{
	const struct patron_row *row = patron_row_here(p);
	struct patron_attempt *a = &p->attempt;

	*a = (struct patron_attempt){ .n = p->n_marked };
	memcpy(a->voucher, p->marked, sizeof a->voucher);
	if (a->n == 0 && row && row->kind == PATRON_RESERVED)
		a->voucher[a->n++] = row->id;
	return a->n;
}

/* The oldest first. */
void patron_take_open(struct patron_page *p, int64_t type_id, size_t n)
{
	struct patron_attempt *a = &p->attempt;

	a->n = 0;
	for (size_t i = p->vouchers.n; i-- > 0 && a->n < n && a->n < PATRON_MARKS;)
		if (p->vouchers.row[i].state == BO_VOUCHER_OPEN &&
		    p->vouchers.row[i].type_id == type_id)
			a->voucher[a->n++] = p->vouchers.row[i].id;
}

static void say(struct patron_page *p, const char *verb, const char *end)
{
	const struct patron_attempt *a = &p->attempt;
	const struct bo_voucher *v = a->n ? voucher_of(p, a->voucher[0]) : NULL;
	bool same = v != NULL;

	for (size_t i = 1; i < a->n && same; i++) {
		const struct bo_voucher *other = voucher_of(p, a->voucher[i]);

		same = other && other->type_id == v->type_id;
	}
	snprintf(p->attempt.words, sizeof p->attempt.words, "%s %zu × %s%s", verb, a->n,
		 same ? v->type : "voucher", end);
}

static void say_place(struct patron_page *p, const char *verb, const struct patron_place *place)
{
	char end[200];

	snprintf(end, sizeof end, " for %s, %s", place->show, place->when);
	say(p, verb, end);
}

/* --- Reserving --- */

unsigned patron_ask_reserve(struct screen *screen)
{
	struct patron_page *p = screen->state;
	const struct patron_row *row = patron_row_here(p);
	char title[200];

	if (!row || row->kind != PATRON_OPEN)
		return UI_HANDLED | UI_BELL;
	p->attempt = (struct patron_attempt){ .deed = PATRON_RESERVE };
	p->type_id = row->id;
	p->open = row->n;
	snprintf(title, sizeof title, "Reserve %s for", row->type);
	return patron_pick_use(screen, title, row->id, PATRON_TAG_PLACE);
}

unsigned patron_ask_count(struct screen *screen, const char *what)
{
	struct patron_page *p = screen->state;

	snprintf(p->title, sizeof p->title, "How many of the %zu? %s", p->open, what);
	p->prompt = (struct prompt){
		.title = "How many", .text = p->title, .prefill = "1", .limit = 6
	};
	app_push(screen->app, &prompt_screen, &p->prompt, PATRON_TAG_COUNT);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned reserve(struct screen *screen)
{
	struct patron_page *p = screen->state;
	char end[sizeof p->attempt.words];

	snprintf(end, sizeof end, "%s", p->attempt.words);
	say(p, "Reserve", end);
	return patron_try(screen);
}

static unsigned placed(struct screen *screen, const struct patron_place *place)
{
	struct patron_page *p = screen->state;
	char text[150];

	p->attempt.performance_id = place->performance_id;
	if (p->attempt.deed == PATRON_CHANGE) {
		say_place(p, "Change", place);
		return patron_try(screen);
	}
	snprintf(p->attempt.words, sizeof p->attempt.words, " for %s, %s", place->show,
		 place->when);
	if (p->open > 1) {
		snprintf(text, sizeof text, "They are reserved for %.60s, %s.", place->show,
			 place->when);
		return patron_ask_count(screen, text);
	}
	patron_take_open(p, p->type_id, 1);
	return reserve(screen);
}

static unsigned counted(struct screen *screen, const char *text)
{
	struct patron_page *p = screen->state;
	char *end;
	long n = strtol(text, &end, 10);

	if (*end || n < 1 || n > (long)p->open || n > PATRON_MARKS) {
		app_error(screen->app, "%zu of them are open: say a number from 1 to %zu.", p->open,
			  p->open < PATRON_MARKS ? p->open : (size_t)PATRON_MARKS);
		return UI_REDRAW;
	}
	patron_take_open(p, p->type_id, (size_t)n);
	if (p->attempt.deed == PATRON_TRANSFER)
		return patron_pick_who(screen, "Transfer to", PATRON_TAG_WHO);
	return reserve(screen);
}

/* --- Changing, releasing --- */

unsigned patron_ask_change(struct screen *screen)
{
	struct patron_page *p = screen->state;
	const struct bo_voucher *v;

	if (take_reserved(p) == 0 || !(v = voucher_of(p, p->attempt.voucher[0])))
		return UI_HANDLED | UI_BELL;
	p->attempt.deed = PATRON_CHANGE;
	return patron_pick_use(screen, "Change the reservation to", v->type_id, PATRON_TAG_PLACE);
}

unsigned patron_release(struct screen *screen)
{
	struct patron_page *p = screen->state;

	if (take_reserved(p) == 0)
		return UI_HANDLED | UI_BELL;
	p->attempt.deed = PATRON_RELEASE;
	say(p, "Release", "");
	return patron_try(screen);
}

/* --- Printing --- */

/* Tickets are printed again by order: each order is an act of its own. */
static enum bo_status print(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct patron_page *p = arg;
	struct patron_attempt *a = &p->attempt;
	const char *reason = *fill_text(form, 0) ? fill_text(form, 0) : NULL;
	size_t printed = 0, tickets = 0;
	enum bo_status status = BO_OK;

	while (a->n > 0 && !status) {
		int64_t these[PATRON_MARKS];
		const struct bo_voucher *first = voucher_of(p, a->voucher[0]);
		size_t n = 0, left = 0;

		for (size_t i = 0; i < a->n; i++) {
			const struct bo_voucher *v = voucher_of(p, a->voucher[i]);

			if (first && v && v->order_id == first->order_id)
				these[n++] = v->id;
			else if (v && first)
				a->voucher[left++] = v->id;
		}
		if (n > 0)
			status = bo_order_reprint(p->session->bo, first->order_id, these, n, reason,
						  &tickets);
		if (!status) {
			a->n = left;
			printed += n > 0 ? tickets : 0;
		}
	}
	session_wake_printer(session_of(form_screen));
	if (!status)
		app_info(form_screen->app, "%zu new ticket%s waiting for the printer.", printed,
			 printed == 1 ? " is" : "s are");
	return status;
}

unsigned patron_ask_print(struct screen *screen)
{
	struct patron_page *p = screen->state;
	size_t n = take_reserved(p);

	if (n == 0)
		return UI_HANDLED | UI_BELL;
	snprintf(p->room.title, sizeof p->room.title, "Print tickets");
	snprintf(p->room.text, sizeof p->room.text,
		 "Print %zu ticket%s again. The old code%s void.", n, n == 1 ? "" : "s",
		 n == 1 ? " becomes" : "s become");
	p->room.field[0] = (struct fill_field){ .label = "Reason",
						.name = "reason",
						.kind = UI_FIELD_TEXT,
						.limit = REASON_MAX,
						.hint = "Enter prints · may be empty" };
	return fill_room_open(screen, &p->room, 1, print, p, PATRON_TAG_OTHER);
}

/* --- Answers --- */

unsigned patron_done(struct screen *screen, int tag, const void *result)
{
	struct patron_page *p = screen->state;
	const struct pick_result *picked = result;

	if (!result)
		return UI_RECALC | UI_REDRAW;
	if (tag == PATRON_TAG_COUNT)
		return counted(screen, result);
	if (tag == PATRON_TAG_OVERRIDE)
		return succeeded(screen);
	if (tag == PATRON_TAG_WHO)
		return patron_give_to(screen, patron_picked_person(p, picked->row));
	if (tag == PATRON_TAG_PLACE || tag == PATRON_TAG_ISSUE_PLACE) {
		const struct patron_place *place = patron_picked_place(p, picked->row);

		if (!place)
			return UI_REDRAW;
		return (tag == PATRON_TAG_PLACE ? placed(screen, place)
						: patron_issue_at(screen, place)) |
		       UI_REDRAW;
	}
	return UI_RECALC | UI_REDRAW;
}
