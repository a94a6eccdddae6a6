/*
 * Vouchers that change hands, and those a patron gets without a sale.
 *
 * What may be issued, comps and what bundles include, is one form with a number for each type; what
 * was typed becomes one order.
 */
#include "patrons/state.h"

#include <boxoffice/redemption.h>
#include <boxoffice/voucher_type.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* --- To another patron --- */

unsigned patron_ask_transfer(struct screen *screen)
{
	struct patron_page *p = screen->state;
	const struct patron_row *row = patron_row_here(p);

	if (!row || (row->kind != PATRON_OPEN && row->kind != PATRON_BUNDLE))
		return UI_HANDLED | UI_BELL;
	p->asked = (struct patron_asked){ .deed = PATRON_TRANSFER };
	if (row->kind == PATRON_BUNDLE) {
		p->asked.voucher[0] = row->id;
		p->asked.n = 1;
	} else {
		p->type_id = row->id;
		p->open = row->n;
		patron_take_open(p, row->id, 1);
		if (row->n > 1)
			return patron_ask_count(screen, "They become another patron's.");
	}
	return patron_ask_who(screen);
}

unsigned patron_ask_who(struct screen *screen)
{
	const struct patron_page *p = screen->state;

	return choose_person(
		screen, &(struct choose_person){ .title = "Transfer to", .without = p->view.of },
		PATRON_TAG_WHO);
}

unsigned patron_give_to(struct screen *screen, const struct chosen *other)
{
	struct patron_page *p = screen->state;

	char name[120], to[130];

	choose_name(other->row, name, sizeof name);
	snprintf(to, sizeof to, " to %s", name);
	patron_say(p, "Transfer", to);
	p->asked.to = other->id;
	return attempt_try(screen, &p->attempt);
}

/* --- Without a sale --- */

unsigned patron_ask_issue(struct screen *screen)
{
	struct patron_page *p = screen->state;

	p->asked = (struct patron_asked){ .deed = PATRON_ISSUE };
	return choose_performance(screen, "Issue vouchers for", BO_TO_EXCHANGE,
				  "open\tno performance yet", PATRON_TAG_ISSUE_PLACE);
}

/* Is the type one of that performance, or, open, of any to come? */
static enum bo_status fits(struct patron_page *p, struct bo_arena *arena,
			   const struct bo_redemptions *there, const struct bo_voucher_type *type,
			   bool *fit)
{
	struct bo_reservables uses = { 0 };
	enum bo_status status = BO_OK;

	*fit = false;
	if ((type->category != BO_CATEGORY_COMP && type->category != BO_CATEGORY_INCLUDED) ||
	    type->availability == BO_AVAILABLE_EXTERNAL)
		return BO_OK;
	if (p->asked.performance_id == 0) {
		status = bo_reservable_list(p->session->bo, arena, type->id, &uses);
		*fit = uses.n > 0;
	}
	for (size_t i = 0; i < there->n; i++)
		*fit = *fit || there->row[i].type_id == type->id;
	return status;
}

/* One field for each type that can be issued there; how many, or less than 0 and *status. */
static int make_fields(struct patron_page *p, enum bo_status *status)
{
	struct bo_arena *arena = &p->view.room.lent;
	struct bo *bo = p->session->bo;
	struct bo_redemptions there = { 0 };
	struct bo_voucher_types types = { 0 };
	int n = 0;
	bool fit;

	p->asked.beyond = 0;
	bo_arena_clear(arena);
	*status = bo_voucher_type_list(bo, arena, 0, &types);
	if (!*status && p->asked.performance_id)
		*status = bo_redemption_list(bo, arena, 0, p->asked.performance_id, &there);
	for (size_t i = 0; !*status && i < types.n; i++) {
		const struct bo_voucher_type *type = &types.row[i];

		*status = fits(p, arena, &there, type, &fit);
		if (*status || !fit)
			continue;
		if (n == FILL_FIELDS) {
			p->asked.beyond++;
			continue;
		}
		p->asked.wish[n] = (struct bo_wish){ p->asked.performance_id, type->id, BO_NONE };
		p->view.room.field[n++] = fill_words(type->name, NULL, 5,
						     type->category == BO_CATEGORY_COMP
							     ? "how many · a comp"
							     : "how many · what a bundle includes");
	}
	return n;
}

static enum bo_status save(struct screen *form_screen, struct ui_form *form, void *arg)
{
	struct screen *screen = arg;
	struct patron_page *p = screen->state;
	struct patron_asked *a = &p->asked;
	struct bo_wish all[FILL_FIELDS];
	int64_t total = 0;
	enum bo_status status = BO_OK;

	(void)form_screen;
	memcpy(all, a->wish, sizeof all);
	a->n_wishes = 0;
	for (int i = 0; i < form->n; i++) {
		status = fill_number(form, i, true, &all[i].qty);
		if (status)
			return status;
	}
	for (int i = 0; i < form->n; i++) {
		if (all[i].qty == BO_NONE || all[i].qty == 0)
			continue;
		a->wish[a->n_wishes++] = all[i];
		total += all[i].qty;
	}
	snprintf(p->attempt.words, sizeof p->attempt.words, "Issue %" PRId64 " voucher%s", total,
		 total == 1 ? "" : "s");
	status = a->n_wishes ? attempt_in_form(screen, &p->attempt, NULL)
			     : fill_fault(form, 0, "Say how many of at least one of them.");
	if (status)
		memcpy(a->wish, all, sizeof all);
	return status;
}

unsigned patron_issue_at(struct screen *screen, int64_t performance_id)
{
	struct patron_page *p = screen->state;
	struct bo_buf text = BO_BUF(p->view.room.text);
	enum bo_status status;
	int n;

	p->asked.performance_id = performance_id;
	n = make_fields(p, &status);
	if (session_failed(screen, status))
		return UI_HANDLED;
	if (n == 0) {
		app_error(screen->app, "There are no comps and no included vouchers for that.");
		return UI_HANDLED;
	}
	snprintf(p->view.room.title, sizeof p->view.room.title, "Issue vouchers");
	bo_buf_add(&text, performance_id ? "For " : "Open, to be reserved later");
	if (performance_id && !patron_say_place(screen, performance_id, &text))
		return UI_HANDLED;
	bo_buf_add(&text, "; nothing is paid.");
	if (p->asked.beyond)
		bo_buf_printf(&text, " %zu more types have no room here: voucher issue.",
			      p->asked.beyond);
	return fill_room_open(screen, &p->view.room, n, save, screen, PATRON_TAG_OTHER);
}
