/*
 * A show again under another title, a season again in a later year: types, performances and the
 * whole matrix come along, sales never.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One sentence of what came along, and the first thing that did not. */
static void say(struct screen *screen, const struct bo_cloned *c)
{
	if (c->n_left_out)
		app_warn(screen->app, "%zu performances, %zu redemptions; %zu left out: %s: %s",
			 c->performances, c->redemptions, c->n_left_out, c->left_out[0].what,
			 c->left_out[0].why);
	else
		app_info(screen->app, "%zu performances and %zu redemptions came along.",
			 c->performances, c->redemptions);
}

/* --- A show --- */

enum { TITLE, SEASON, DAYS, SHOW_FIELDS };

static enum bo_status save_show(struct screen *screen, struct ui_form *form, void *arg)
{
	struct season_new *w = arg;
	struct bo_cloned cloned = { 0 };
	struct bo_show_clone clone = { .show_id = w->room.id,
				       .season_id = w->ids[fill_choice(form, SEASON)] };
	int64_t days;
	enum bo_status status = fill_number(form, DAYS, false, &days);

	if (!status && days > 36500)
		status = fill_fault(form, DAYS, "That is more than a hundred years.");
	if (status)
		return status;
	clone.title = fill_text(form, TITLE);
	clone.days = (int)days;
	status = bo_show_clone(session_bo(screen), &w->arena, &clone, &cloned);
	if (status)
		return status;
	w->made = cloned.id;
	say(screen, &cloned);
	return BO_OK;
}

unsigned season_clone_show(struct screen *screen, struct season_new *w, const struct bo_show *show,
			   int tag)
{
	struct bo_seasons seasons;

	if (!season_new_begin(screen, w, "Clone a show",
			      "Its performances come along so many days later, with all their "
			      "redemptions. In "
			      "another season the voucher types are found by name."))
		return UI_HANDLED | UI_REDRAW;
	if (session_failed(screen, bo_season_list(session_bo(screen), &w->arena, &seasons)))
		return UI_HANDLED | UI_REDRAW;
	for (size_t i = 0; i < seasons.n; i++)
		season_new_name(w, seasons.row[i].id, seasons.row[i].name,
				seasons.row[i].id == show->season_id);
	w->room.id = show->id;
	w->room.field[TITLE] =
		fill_line("Title", "title", 40, bo_arena_copy(&w->arena, show->title),
			  "A season has each title once.");
	w->room.field[SEASON] = fill_list("Season", "season", w->names, w->nnames, w->chosen, NULL);
	w->room.field[DAYS] =
		fill_line("Days later", "days", 8, "7", "A multiple of 7 keeps the weekdays.");
	return fill_room_open(screen, &w->room, SHOW_FIELDS, save_show, w, tag);
}

/* --- A season --- */

static enum bo_status save_season(struct screen *screen, struct ui_form *form, void *arg)
{
	struct season_new *w = arg;
	struct bo_cloned cloned = { 0 };
	int64_t years;
	enum bo_status status = fill_number(form, 1, false, &years);

	if (!status && (years < 1 || years > 50))
		status = fill_fault(form, 1, "From 1 to 50 years.");
	if (status)
		return status;
	status = bo_season_copy(session_bo(screen), &w->arena, w->season_id, fill_text(form, 0),
				(int)years, &cloned);
	if (status)
		return status;
	w->made = cloned.id;
	say(screen, &cloned);
	return BO_OK;
}

unsigned season_copy_season(struct screen *screen, struct season_new *w, int tag)
{
	if (!season_new_begin(
		    screen, w, "Copy this season",
		    "Voucher types, bundles, shows, performances on the same weekdays and their "
		    "redemptions come along; sales do not."))
		return UI_HANDLED | UI_REDRAW;
	w->room.field[0] = fill_line("Name of the new one", "name", 30, NULL, NULL);
	w->room.field[1] = fill_line("Years later", "years", 6, "1",
				     "Dates move by whole weeks, so weekdays stay.");
	return fill_room_open(screen, &w->room, 2, save_season, w, tag);
}
