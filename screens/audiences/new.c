/*
 * The forms of an audience: its name, and how many uses each member has who has no number of its
 * own.
 *
 * The form of a new one comes last, after its performances or parts were chosen: a name that is
 * taken then costs a word and not the choice.
 */
#include "audiences/audience.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NAME, QUANTITY, FIELDS };

void audience_work_clear(struct audience_work *w)
{
	bo_arena_clear(&w->room.lent);
	bo_arena_clear(&w->arena);
	w->performance = NULL;
	w->part = NULL;
	w->n_performances = w->n_parts = 0;
	w->made = 0;
}

static void set_fields(struct audience_work *w, const char *title, const char *name,
		       const char *quantity, const char *hint)
{
	snprintf(w->room.title, sizeof w->room.title, "%s", title);
	w->room.text[0] = '\0';
	w->room.field[NAME] =
		fill_line("Name", "name", 40, bo_arena_copy(&w->room.lent, name), NULL);
	w->room.field[QUANTITY] = fill_line("Uses of each", "quantity", 12,
					    bo_arena_copy(&w->room.lent, quantity), hint);
}

static enum bo_status read_fields(struct ui_form *form, struct audience_work *w)
{
	snprintf(w->name, sizeof w->name, "%s", fill_text(form, NAME));
	return form->n > QUANTITY ? fill_number(form, QUANTITY, true, &w->quantity) : BO_OK;
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	struct audience_work *w = arg;
	struct bo *bo = session_bo(screen);
	enum bo_status status = read_fields(form, w);

	if (status)
		return status;
	if (w->made)
		return bo_audience_edit(bo, w->made, w->name, w->quantity);
	if (w->n_performances)
		return bo_audience_add_attendees(bo, w->name, w->performance, w->n_performances,
						 w->quantity, &w->made);
	return bo_audience_add(bo, w->name, w->quantity, &w->made);
}

unsigned audience_new_list(struct screen *screen, struct audience_work *w, int tag)
{
	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	audience_work_clear(w);
	set_fields(w, "New list", "", "1",
		   "How often each member may use an offer; none: no limit.");
	return fill_room_open(screen, &w->room, FIELDS, save, w, tag);
}

unsigned audience_new_attendees(struct screen *screen, struct audience_work *w,
				const int64_t *performances, size_t n, const char *name, int tag)
{
	int64_t *copy;

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	audience_work_clear(w);
	copy = bo_arena_alloc(&w->arena, (n + 1) * sizeof *copy);
	if (!copy)
		return UI_HANDLED | UI_BELL;
	memcpy(copy, performances, n * sizeof *copy);
	w->performance = copy;
	w->n_performances = n;
	set_fields(w, "New audience of attendees", name, "1",
		   "What each ticket gives; none: no limit.");
	snprintf(w->room.text, sizeof w->room.text,
		 "Its members are the good tickets of %zu performance%s, now and later: sales, "
		 "refunds and exchanges change it by themselves.",
		 n, n == 1 ? "" : "s");
	return fill_room_open(screen, &w->room, FIELDS, save, w, tag);
}

/* --- Others combined --- */

static enum bo_status save_combined(struct screen *screen, struct ui_form *form, void *arg)
{
	struct audience_work *w = arg;
	enum bo_status status = read_fields(form, w);

	app_wait(screen->app, "Combining; with a long list this takes some seconds.");
	status = bo_audience_combine(session_bo(screen), w->name, w->part, w->n_parts, &w->made,
				     &w->members);
	if (status)
		app_info(screen->app, "%s", ""); /* it is not done any more */
	return status;
}

unsigned audience_new_combined(struct screen *screen, struct audience_work *w,
			       const struct bo_audience_part *parts, size_t n, int tag)
{
	struct bo_audience_part *copy;

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	audience_work_clear(w);
	copy = bo_arena_alloc(&w->arena, (n + 1) * sizeof *copy);
	if (!copy)
		return UI_HANDLED | UI_BELL;
	memcpy(copy, parts, n * sizeof *copy);
	w->part = copy;
	w->n_parts = n;
	set_fields(w, "New list, combined", "", "", NULL);
	snprintf(w->room.text, sizeof w->room.text,
		 "A list with the members as they are now, each once with the largest quantity. "
		 "Hundreds of thousands take some seconds.");
	return fill_room_open(screen, &w->room, NAME + 1, save_combined, w, tag);
}

unsigned audience_edit(struct screen *screen, struct audience_work *w,
		       const struct bo_audience *audience, int tag)
{
	char quantity[32] = "none";

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	audience_work_clear(w);
	w->made = audience->id;
	if (audience->quantity != BO_NONE)
		audience_quantity(audience->quantity, quantity);
	set_fields(w, "Audience", audience->name, quantity,
		   audience->kind == BO_AUDIENCE_ATTENDEES
			   ? "What each ticket gives; none: no limit."
			   : "Of members added from now on; none: no limit.");
	return fill_room_open(screen, &w->room, FIELDS, save, w, tag);
}
