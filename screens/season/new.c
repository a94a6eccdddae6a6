/*
 * Everything a season needs, made from its grid: the season itself, houses, shows, performances by
 * dates.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void season_new_clear(struct season_new *w)
{
	bo_arena_clear(&w->room.lent);
	bo_arena_clear(&w->arena);
}

bool season_new_begin(struct screen *screen, struct season_new *w, const char *title,
		      const char *text)
{
	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return false;
	season_new_clear(w);
	w->result = (struct bo_performance_series_result){ 0 };
	w->nnames = w->chosen = 0;
	w->taken = 0;
	snprintf(w->room.text, sizeof w->room.text, "%s", text);
	snprintf(w->room.title, sizeof w->room.title, "%s", title);
	return true;
}

void season_new_name(struct season_new *w, int64_t id, const char *name, bool chosen)
{
	if (chosen)
		w->chosen = w->nnames;
	if (w->nnames == FILL_CHOICES)
		return;
	w->ids[w->nnames] = id;
	w->names[w->nnames++] = name;
}

/* --- A season --- */

static enum bo_status save_season(struct screen *screen, struct ui_form *form, void *arg)
{
	struct season_new *w = arg;
	char first[BO_DATE_SIZE], last[BO_DATE_SIZE];

	if (fill_date(session_bo(screen), form, 1, first) |
	    fill_date(session_bo(screen), form, 2, last))
		return BO_INVALID;
	return bo_season_add(session_bo(screen), fill_text(form, 0), first, last, &w->made);
}

unsigned season_new_season(struct screen *screen, struct season_new *w, int tag)
{
	if (!season_new_begin(screen, w, "New season", ""))
		return UI_HANDLED | UI_REDRAW;
	w->room.field[0] = fill_line("Name", "name", 30, NULL, NULL);
	w->room.field[1] = fill_read("First day", "from", FILL_READS_DATE, NULL, 14, NULL,
				     "Such as 2026-09-01 or 1 sep.");
	w->room.field[2] = fill_read("Last day", "to", FILL_READS_DATE, NULL, 14, NULL,
				     "This day belongs to it.");
	return fill_room_open(screen, &w->room, 3, save_season, w, tag);
}

/* --- A house --- */

static enum bo_status save_house(struct screen *screen, struct ui_form *form, void *arg)
{
	struct season_new *w = arg;
	const char *zone = fill_text(form, 2);
	enum bo_status status;
	int64_t capacity;

	if (fill_number(form, 1, false, &capacity))
		return BO_INVALID;
	status = bo_house_add(session_bo(screen), fill_text(form, 0), capacity, *zone ? zone : NULL,
			      &w->made);
	if (!status)
		w->house_id = w->made;
	return status;
}

unsigned season_new_house(struct screen *screen, struct season_new *w, int tag)
{
	if (!season_new_begin(screen, w, "New house", ""))
		return UI_HANDLED | UI_REDRAW;
	w->room.field[0] = fill_line("Name", "name", 30, NULL, NULL);
	w->room.field[1] =
		fill_line("Places", "capacity", 10, NULL, "How many people the house holds.");
	w->room.field[2] = fill_line("Zone", "zone", 30, bo_zone(session_bo(screen)),
				     "Whose clock its curtain follows, such as Europe/Berlin.");
	return fill_room_open(screen, &w->room, 3, save_house, w, tag);
}

/* --- A show --- */

static const char *const event_types[BO_EVENT_TYPE_COUNT] = { BO_EVENT_TYPE_LIST(BO_WORD_LABEL) };

/* The fields from the kind on, of one that is there already or of a new one; how many fields. */
static int show_fields(struct season_new *w, int kind, const struct bo_show *show)
{
	w->room.field[kind] = fill_list("Kind", NULL, event_types, BO_EVENT_TYPE_COUNT,
					show ? (int)show->event_type : 0, NULL);
	w->room.field[kind + 1] = fill_read("Listed from", "listed", FILL_READS_DATE, NULL, 14,
					    show ? show->listed : NULL,
					    "The day patrons may see it; empty: at once.");
	return kind + 2;
}

/* A new one has its house between title and kind. */
static enum bo_status save_show(struct screen *screen, struct ui_form *form, void *arg)
{
	struct season_new *w = arg;
	const char *title = fill_text(form, 0);
	char listed[BO_DATE_SIZE] = "";
	int day = form->n - 1;
	enum bo_event_type type = (enum bo_event_type)fill_choice(form, day - 1);
	enum bo_status status;

	if (*fill_text(form, day) && fill_date(session_bo(screen), form, day, listed))
		return BO_INVALID;
	if (day == 2)
		status = bo_show_edit(session_bo(screen), w->made, title, type, listed);
	else
		status = bo_show_add(session_bo(screen), title, w->season_id,
				     w->ids[fill_choice(form, 1)], type, *listed ? listed : NULL,
				     &w->made);
	if (!status)
		session_paper(screen, w->made, 0);
	return status;
}

unsigned season_new_show(struct screen *screen, struct season_new *w, int tag)
{
	if (!season_new_begin(screen, w, "New show", ""))
		return UI_HANDLED | UI_REDRAW;
	if (session_failed(screen, bo_house_list(session_bo(screen), &w->arena, &w->houses)))
		return UI_HANDLED | UI_REDRAW;
	for (size_t i = 0; i < w->houses.n; i++)
		season_new_name(w, w->houses.row[i].id, w->houses.row[i].name,
				w->houses.row[i].id == w->house_id);
	if (w->nnames == 0) {
		app_info(screen->app, "A show needs a house first: h makes one.");
		return UI_HANDLED | UI_REDRAW;
	}
	w->room.field[0] = fill_line("Title", "title", 40, NULL, NULL);
	w->room.field[1] = fill_list("House", "house", w->names, w->nnames, w->chosen, NULL);
	return fill_room_open(screen, &w->room, show_fields(w, 2, NULL), save_show, w, tag);
}

unsigned season_edit_show(struct screen *screen, struct season_new *w, const struct bo_show *show,
			  int tag)
{
	if (!season_new_begin(screen, w, "Edit show", ""))
		return UI_HANDLED | UI_REDRAW;
	w->made = show->id;
	w->room.field[0] = fill_line("Title", "title", 40, show->title, NULL);
	return fill_room_open(screen, &w->room, show_fields(w, 1, show), save_show, w, tag);
}

/* --- Performances --- */

enum { SHOW, ONE, HEAD, FROM, TO, ON, AT, CAPACITY, ADVANCE, TAKE, PERFORMANCE_FIELDS };

static const char *zone_of(const struct season_new *w, int64_t show_id)
{
	for (size_t i = 0; i < w->shows.n; i++)
		if (w->shows.row[i].id == show_id)
			return w->shows.row[i].zone;
	return "UTC";
}

static enum bo_status save_one(struct screen *screen, struct ui_form *form, struct season_new *w,
			       int64_t show, int64_t capacity, int64_t advance)
{
	int64_t *made = bo_arena_alloc(&w->arena, 2 * sizeof *made);
	enum bo_status status = fill_when(session_bo(screen), form, ONE, w->zone, &w->room.id);

	if (!status && !made)
		status = BO_NO_MEMORY;
	if (!status)
		status = bo_performance_add(session_bo(screen), show, w->room.id, capacity, advance,
					    &made[0]);
	if (status)
		return status;
	made[1] = w->room.id;
	w->result = (struct bo_performance_series_result){ .made = 1,
							   .made_id = made,
							   .made_at = made + 1 };
	return BO_OK;
}

static enum bo_status save_many(struct screen *screen, struct ui_form *form, struct season_new *w,
				int64_t show, int64_t capacity, int64_t advance)
{
	char first[BO_DATE_SIZE], last[BO_DATE_SIZE];
	struct bo_performance_series series = { .show_id = show,
						.first = first,
						.last = last,
						.capacity = capacity,
						.advance = advance };
	const char *why;

	if (!*fill_text(form, FROM))
		return fill_fault(form, ONE, "One date and time, or a series below.");
	if (fill_date(session_bo(screen), form, FROM, first) |
	    fill_date(session_bo(screen), form, TO, last))
		return BO_INVALID;
	why = bo_weekdays_parse(fill_text(form, ON), &series.weekdays);
	if (why)
		return fill_fault(form, ON, "That %s.", why);
	why = bo_typed_clock(fill_text(form, AT), &series.minutes);
	if (why)
		return fill_fault(form, AT, "That %s.", why);
	return bo_performance_add_series(session_bo(screen), &w->arena, &series, &w->result);
}

/* The performances are there whatever comes of this: what went wrong is said, nothing more. */
static void take_redemptions(struct screen *screen, struct season_new *w)
{
	struct bo_cloned cloned = { 0 };

	if (!session_failed(screen, bo_performance_take_redemptions(session_bo(screen), &w->arena,
								    w->result.made_id,
								    w->result.made, 0, &cloned)))
		w->taken = cloned.redemptions;
}

static enum bo_status save_performances(struct screen *screen, struct ui_form *form, void *arg)
{
	struct season_new *w = arg;
	int64_t show = w->ids[fill_choice(form, SHOW)], capacity, advance;
	enum bo_status status;

	if (fill_number(form, CAPACITY, true, &capacity) ||
	    fill_number(form, ADVANCE, true, &advance))
		return BO_INVALID;
	snprintf(w->zone, sizeof w->zone, "%s", zone_of(w, show));
	if (*fill_text(form, ONE) && *fill_text(form, FROM))
		return fill_fault(form, ONE, "Either one date and time here, or a series below.");
	status = *fill_text(form, ONE) ? save_one(screen, form, w, show, capacity, advance)
				       : save_many(screen, form, w, show, capacity, advance);
	if (!status && fill_choice(form, TAKE))
		take_redemptions(screen, w);
	return status;
}

static void performance_fields(struct season_new *w)
{
	const struct fill_field fields[PERFORMANCE_FIELDS] = {
		[SHOW] = fill_list("Show", "show", w->names, w->nnames, w->chosen, NULL),
		[ONE] = fill_read("One at", "at", FILL_READS_WHEN, w->zone, 20, NULL,
				  "Such as 5 jan 20:00 or friday 8pm, on the clock of the house."),
		[HEAD] = { .label = "or a series", .kind = UI_FIELD_HEAD },
		[FROM] = fill_read("From", "from", FILL_READS_DATE, NULL, 14, NULL,
				   "The first day, such as 2026-01-05 or 5 jan."),
		[TO] = fill_read("To", "to", FILL_READS_DATE, NULL, 14, NULL, "The last day."),
		[ON] = fill_line("On", "on", 30, NULL, "Weekdays, such as fri,sat."),
		[AT] = fill_read("At", "time", FILL_READS_CLOCK, NULL, 8, NULL,
				 "Such as 20:00 or 8pm."),
		[CAPACITY] = fill_line("Places", "capacity", 10, NULL,
				       "Empty: as many as the house has."),
		[ADVANCE] = fill_line("Advance limit", "advance", 10, NULL,
				      "How many places may be sold ahead; empty: all."),
		[TAKE] = fill_switch(
			"Redemptions too", NULL, false,
			"Each takes those of the show's nearest date, the same weekday first."),
	};

	snprintf(w->zone, sizeof w->zone, "%s", zone_of(w, w->ids[w->chosen]));
	memcpy(w->room.field, fields, sizeof fields);
}

unsigned season_new_performances(struct screen *screen, struct season_new *w, int64_t show_id,
				 int tag)
{
	if (!season_new_begin(screen, w, "Add performances", ""))
		return UI_HANDLED | UI_REDRAW;
	if (session_failed(screen,
			   bo_show_list(session_bo(screen), &w->arena, w->season_id, &w->shows)))
		return UI_HANDLED | UI_REDRAW;
	for (size_t i = 0; i < w->shows.n; i++)
		season_new_name(w, w->shows.row[i].id, w->shows.row[i].title,
				w->shows.row[i].id == show_id);
	if (w->nnames == 0) {
		app_info(screen->app, "A performance needs a show first: s makes one.");
		return UI_HANDLED | UI_REDRAW;
	}
	performance_fields(w);
	return fill_room_open(screen, &w->room, PERFORMANCE_FIELDS, save_performances, w, tag);
}
