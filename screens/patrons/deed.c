/*
 * What is asked for a patron's vouchers: which ones, how it is said, and the call of the engine.
 *
 * Each act is one call for all vouchers meant.  What it refuses stays on the page with the engine's
 * sentence and can be tried again with a reason.
 */
#include "patrons/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Which vouchers --- */

const struct bo_voucher *patron_voucher(const struct patron_page *p, int64_t id)
{
	for (size_t i = 0; i < p->vouchers.n; i++)
		if (p->vouchers.row[i].id == id)
			return &p->vouchers.row[i];
	return NULL;
}

/* The marked ones, or the one the cursor is on. */
size_t patron_take_reserved(struct patron_page *p)
{
	const struct patron_row *row = patron_row_here(p);
	struct patron_asked *a = &p->asked;

	*a = (struct patron_asked){ 0 };
	for (; a->n < p->view.marks.n && a->n < PATRON_MARKS; a->n++) {
		a->voucher[a->n] = patron_key_id(p->view.marks.id[a->n]);
		if (p->view.marks.id[a->n] == p->first) {
			a->voucher[a->n] = a->voucher[0];
			a->voucher[0] = patron_key_id(p->first);
		}
	}
	if (a->n == 0 && row && row->kind == PATRON_RESERVED)
		a->voucher[a->n++] = row->id;
	return a->n;
}

/* The oldest first. */
void patron_take_open(struct patron_page *p, int64_t type_id, size_t n)
{
	struct patron_asked *a = &p->asked;

	a->n = 0;
	for (size_t i = p->vouchers.n; i-- > 0 && a->n < n && a->n < PATRON_MARKS;)
		if (p->vouchers.row[i].state == BO_VOUCHER_OPEN &&
		    p->vouchers.row[i].type_id == type_id)
			a->voucher[a->n++] = p->vouchers.row[i].id;
}

/* --- In words --- */

void patron_say(struct patron_page *p, const char *verb, const char *end)
{
	const struct patron_asked *a = &p->asked;
	const struct bo_voucher *v = a->n ? patron_voucher(p, a->voucher[0]) : NULL;
	bool same = v != NULL;

	for (size_t i = 1; i < a->n && same; i++) {
		const struct bo_voucher *other = patron_voucher(p, a->voucher[i]);

		same = other && other->type_id == v->type_id;
	}
	snprintf(p->attempt.words, sizeof p->attempt.words, "%s %zu × %s%s", verb, a->n,
		 same ? v->type : "voucher", end);
}

bool patron_say_place(struct screen *screen, int64_t performance_id, struct bo_buf *words)
{
	struct bo_arena arena = { 0 };
	struct bo_performance p = { 0 };
	char when[SESSION_WHEN];
	enum bo_status status = bo_performance_get(session_bo(screen), &arena, performance_id, &p);

	if (!status)
		bo_buf_printf(words, "%s, %s", p.show,
			      session_when(session_of(screen), p.at, p.zone, when));
	bo_arena_clear(&arena);
	return !session_failed(screen, status);
}

/* --- Asking the engine --- */

static enum bo_status issue(struct patron_page *p, const char *reason)
{
	const struct patron_asked *a = &p->asked;
	const struct bo_issue what = { .lines = a->wish,
				       .n = a->n_wishes,
				       .patron_id = p->view.of,
				       .override = reason,
				       .print = true };
	struct bo_arena arena = { 0 };
	struct bo_order order;
	enum bo_status status = bo_voucher_issue(p->session->bo, &arena, &what, &order);

	bo_arena_clear(&arena);
	return status;
}

static enum bo_status ask(struct screen *screen, const char *reason)
{
	struct patron_page *p = screen->state;
	const struct patron_asked *a = &p->asked;
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

static unsigned done(struct screen *screen)
{
	struct patron_page *p = screen->state;

	p->view.marks.n = 0;
	session_wake_printer(session_of(screen));
	app_info(screen->app, "Done: %s.", p->attempt.words);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

void patron_attempt_init(struct patron_page *p)
{
	p->attempt.ask = ask;
	p->attempt.done = done;
}

/* --- How many --- */

unsigned patron_ask_count(struct screen *screen, const char *what)
{
	struct patron_page *p = screen->state;

	snprintf(p->view.room.text, sizeof p->view.room.text, "How many of the %zu? %s", p->open,
		 what);
	p->prompt = (struct prompt){
		.title = "How many", .text = p->view.room.text, .prefill = "1", .limit = 6
	};
	return app_open(screen->app, &prompt_screen, &p->prompt, PATRON_TAG_COUNT);
}

bool patron_counted(struct screen *screen, const char *text)
{
	struct patron_page *p = screen->state;
	char *end;
	long n = strtol(text, &end, 10);

	if (*end || n < 1 || n > (long)p->open || n > PATRON_MARKS) {
		app_error(screen->app, "%zu of them are open: say a number from 1 to %zu.", p->open,
			  p->open < PATRON_MARKS ? p->open : (size_t)PATRON_MARKS);
		return false;
	}
	patron_take_open(p, p->type_id, (size_t)n);
	return true;
}
