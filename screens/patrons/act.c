/*
 * Places for the vouchers of a patron: reserved, changed, released, their tickets printed.
 *
 * A performance where they do not count can be chosen all the same: it is the engine that refuses,
 * and what it refuses may be overridden.
 */
#include "patrons/state.h"

#include <inttypes.h>
#include <stdio.h>

enum { REASON_MAX = 120 };

/* --- Where --- */

static unsigned choose_use(struct screen *screen, const char *title, int64_t type_id)
{
	static const struct ui_column columns[] = {
		{ .title = "When", .width = 16 },
		{ .title = "Show", .width = 14, .grow = true },
		{ .title = "Left", .width = 5, .right = true },
		{ .title = "Why not", .width = 20, .grow = true, .drop = 1 },
		{ .title = NULL },
	};
	struct choose c = { .title = title,
			    .columns = columns,
			    .empty = "No performance like that is to come." };
	struct bo_reservables uses = { 0 };
	enum bo_status status = bo_reservable_list(session_bo(screen), &c.arena, type_id, &uses);
	char when[SESSION_WHEN];

	for (size_t i = 0; i < uses.n; i++) {
		const struct bo_reservable *use = &uses.row[i];
		struct choose_row *row =
			choose_add(&c, use->performance_id, "%s\t%s\t%" PRId64 "\t%s",
				   session_when(session_of(screen), use->at, use->zone, when),
				   use->show, use->left, use->message ? use->message : "");

		row->role = use->message ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
		row->last = use->message ? UI_ROLE_WARN : UI_ROLE_NORMAL;
	}
	return choose_open(screen, &c, status, PATRON_TAG_PLACE);
}

/* --- Reserving --- */

unsigned patron_ask_reserve(struct screen *screen)
{
	struct patron_page *p = screen->state;
	const struct patron_row *row = patron_row_here(p);
	char title[200];

	if (!row || row->kind != PATRON_OPEN)
		return UI_HANDLED | UI_BELL;
	p->asked = (struct patron_asked){ .deed = PATRON_RESERVE };
	p->type_id = row->id;
	p->open = row->n;
	snprintf(title, sizeof title, "Reserve %s for", row->type);
	return choose_use(screen, title, row->id);
}

unsigned patron_reserve(struct screen *screen)
{
	struct patron_page *p = screen->state;
	char where[PATRON_PLACE];
	struct bo_buf words = BO_BUF(where);

	bo_buf_add(&words, " for ");
	if (!patron_say_place(screen, p->asked.performance_id, &words))
		return UI_REDRAW;
	patron_say(p, p->asked.deed == PATRON_CHANGE ? "Change" : "Reserve", where);
	return attempt_try(screen, &p->attempt);
}

unsigned patron_placed(struct screen *screen, int64_t performance_id)
{
	struct patron_page *p = screen->state;
	char text[PATRON_PLACE + 30];
	struct bo_buf words = BO_BUF(text);

	p->asked.performance_id = performance_id;
	if (p->asked.deed == PATRON_RESERVE && p->open > 1) {
		bo_buf_add(&words, "They are reserved for ");
		if (!patron_say_place(screen, performance_id, &words))
			return UI_REDRAW;
		bo_buf_add(&words, ".");
		return patron_ask_count(screen, text);
	}
	if (p->asked.deed == PATRON_RESERVE)
		patron_take_open(p, p->type_id, 1);
	return patron_reserve(screen);
}

/* --- Changing, releasing --- */

unsigned patron_ask_change(struct screen *screen)
{
	struct patron_page *p = screen->state;
	const struct bo_voucher *v;

	if (patron_take_reserved(p) == 0 || !(v = patron_voucher(p, p->asked.voucher[0])))
		return UI_HANDLED | UI_BELL;
	p->asked.deed = PATRON_CHANGE;
	return choose_use(screen, "Change the reservation to", v->type_id);
}

unsigned patron_release(struct screen *screen)
{
	struct patron_page *p = screen->state;

	if (patron_take_reserved(p) == 0)
		return UI_HANDLED | UI_BELL;
	p->asked.deed = PATRON_RELEASE;
	patron_say(p, "Release", "");
	return attempt_try(screen, &p->attempt);
}

/* --- Printing --- */

/* Tickets are printed again by order: each order is an act of its own. */
static enum bo_status print(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct patron_page *p = arg;
	struct patron_asked *a = &p->asked;
	const char *reason = *fill_text(form, 0) ? fill_text(form, 0) : NULL;
	size_t printed = 0, tickets = 0;
	enum bo_status status = BO_OK;

	while (a->n > 0 && !status) {
		int64_t these[PATRON_MARKS];
		const struct bo_voucher *first = patron_voucher(p, a->voucher[0]);
		size_t n = 0, left = 0;

		for (size_t i = 0; i < a->n; i++) {
			const struct bo_voucher *v = patron_voucher(p, a->voucher[i]);

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
	size_t n = patron_take_reserved(p);

	if (n == 0)
		return UI_HANDLED | UI_BELL;
	snprintf(p->view.room.title, sizeof p->view.room.title, "Print tickets");
	snprintf(p->view.room.text, sizeof p->view.room.text,
		 "Print %zu ticket%s again. The old code%s void.", n, n == 1 ? "" : "s",
		 n == 1 ? " becomes" : "s become");
	p->view.room.field[0] =
		fill_words("Reason", "reason", REASON_MAX, "Enter prints · may be empty");
	return fill_room_open(screen, &p->view.room, 1, print, p, PATRON_TAG_OTHER);
}
