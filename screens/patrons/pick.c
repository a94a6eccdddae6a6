/*
 * Choosing for a patron's page: a performance, with the reason where the vouchers do not count, or
 * another patron.
 *
 * A performance with a reason can be chosen all the same: it is the engine that refuses, and what
 * it refuses may be overridden.
 */
#include "patrons/state.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PEOPLE = 60, FOLDED = 600 };

/* --- Performances --- */

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
	struct patron_page *p = arg;
	char text[FOLDED];

	p->n_shown = 0;
	for (size_t i = 0; p->shown && i < p->n_places; i++) {
		snprintf(text, sizeof text, "%s %s", p->place[i].when, p->place[i].show);
		if (all_words(text, query))
			p->shown[p->n_shown++] = i;
	}
}

static int place_rows(const void *arg)
{
	const struct patron_page *p = arg;

	return (int)p->n_shown;
}

static void place_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct patron_page *p = arg;
	const struct patron_place *place = &p->place[p->shown[row]];

	snprintf(text, size, "%s",
		 column == 0	  ? place->when
		 : column == 1	  ? place->show
		 : column == 2	  ? place->left
		 : place->message ? place->message
				  : "");
}

static enum ui_role place_role(const void *arg, int row, int column)
{
	const struct patron_page *p = arg;

	if (!p->place[p->shown[row]].message)
		return UI_ROLE_NORMAL;
	return column == 3 ? UI_ROLE_WARN : UI_ROLE_DISABLED;
}

static const struct ui_column place_columns[] = {
	{ .title = "When", .width = 16 },
	{ .title = "Show", .width = 14, .grow = true },
	{ .title = "Left", .width = 5, .right = true },
	{ .title = "Why not", .width = 20, .grow = true, .drop = 1 },
};
static const struct ui_list_model place_model = { .columns = place_columns,
						  .ncolumns = 4,
						  .rows = place_rows,
						  .cell = place_cell,
						  .role = place_role,
						  .empty = "No performance like that is to come." };

static bool room_for(struct patron_page *p, size_t n)
{
	bo_arena_clear(&p->picking);
	p->n_places = p->n_shown = 0;
	p->place = bo_arena_alloc(&p->picking, (n + 1) * sizeof *p->place);
	p->shown = bo_arena_alloc(&p->picking, (n + 1) * sizeof *p->shown);
	return p->place && p->shown;
}

static bool add_place(struct patron_page *p, int64_t id, const char *when, const char *show,
		      const char *left, const char *message)
{
	struct patron_place place = { id, bo_arena_copy(&p->picking, when),
				      bo_arena_copy(&p->picking, show),
				      bo_arena_copy(&p->picking, left),
				      message ? bo_arena_copy(&p->picking, message) : NULL };

	if (!place.when || !place.show || !place.left || (message && !place.message))
		return false;
	p->place[p->n_places++] = place;
	return true;
}

static unsigned push_places(struct screen *screen, const char *title, int tag)
{
	struct patron_page *p = screen->state;

	snprintf(p->title, sizeof p->title, "%s", title);
	app_push(screen->app, &pick_screen,
		 &(struct pick){
			 .title = p->title, .fetch = narrow, .model = &place_model, .arg = p },
		 tag);
	return UI_HANDLED | UI_REDRAW;
}

static enum bo_status fetch_uses(struct patron_page *p, int64_t type_id, struct bo_arena *arena)
{
	struct bo_uses uses;
	enum bo_status status = bo_voucher_uses(p->session->bo, arena, type_id, &uses);
	char when[SESSION_WHEN], left[24];

	if (!status && !room_for(p, uses.n))
		status = BO_NO_MEMORY;
	for (size_t i = 0; !status && i < uses.n; i++) {
		const struct bo_use *use = &uses.row[i];

		snprintf(left, sizeof left, "%" PRId64, use->left);
		if (!add_place(p, use->performance_id,
			       session_when(p->session, use->at, use->zone, when), use->show, left,
			       use->message))
			status = BO_NO_MEMORY;
	}
	return status;
}

unsigned patron_pick_use(struct screen *screen, const char *title, int64_t type_id, int tag)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = fetch_uses(screen->state, type_id, &arena);

	bo_arena_clear(&arena);
	return session_failed(screen, status) ? UI_HANDLED | UI_REDRAW
					      : push_places(screen, title, tag);
}

static enum bo_status fetch_performances(struct patron_page *p, struct bo_arena *arena)
{
	struct bo *bo = p->session->bo;
	const struct bo_performance_filter filter = { .from = bo_now(bo) };
	struct bo_performances list;
	enum bo_status status = bo_performance_list(bo, arena, &filter, &list);
	char when[SESSION_WHEN], left[24];

	if (!status &&
	    (!room_for(p, list.n + 1) || !add_place(p, 0, "open", "no performance yet", "", NULL)))
		status = BO_NO_MEMORY;
	for (size_t i = 0; !status && i < list.n; i++) {
		const struct bo_performance *at = &list.row[i];

		if (at->state != BO_PERFORMANCE_ON_SALE)
			continue;
		snprintf(left, sizeof left, "%" PRId64, at->left);
		if (!add_place(p, at->id, session_when(p->session, at->at, at->zone, when),
			       at->show, left, NULL))
			status = BO_NO_MEMORY;
	}
	return status;
}

unsigned patron_pick_performance(struct screen *screen, const char *title, int tag)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = fetch_performances(screen->state, &arena);

	bo_arena_clear(&arena);
	return session_failed(screen, status) ? UI_HANDLED | UI_REDRAW
					      : push_places(screen, title, tag);
}

const struct patron_place *patron_picked_place(const struct patron_page *p, int row)
{
	return row >= 0 && (size_t)row < p->n_shown ? &p->place[p->shown[row]] : NULL;
}

/* --- People --- */

static void fetch_people(void *arg, const char *query)
{
	struct patron_page *p = arg;

	if (person_search_begin(p->session->bo, &p->people, query, PEOPLE) != BO_OK)
		person_search_end(&p->people);
}

static bool people_go_on(const void *arg)
{
	const struct patron_page *p = arg;

	return person_search_goes_on(&p->people);
}

static void more_people(void *arg)
{
	struct patron_page *p = arg;
	bool changed;

	if (person_search_step(&p->people, &changed) != BO_OK)
		person_search_end(&p->people);
}

/* The page's own record is not among the others; found.n if it was not found at all. */
static size_t own_place(const struct patron_page *p)
{
	size_t i = 0;

	while (i < p->people.found.n && p->people.found.row[i].id != p->patron_id)
		i++;
	return i;
}

static int people_rows(const void *arg)
{
	const struct patron_page *p = arg;

	return (int)p->people.found.n - (own_place(p) < p->people.found.n);
}

const struct bo_patron *patron_picked_person(const struct patron_page *p, int row)
{
	if (row < 0 || row >= people_rows(p))
		return NULL;
	return &p->people.found.row[(size_t)row + ((size_t)row >= own_place(p))];
}

static void people_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct bo_patron *patron = patron_picked_person(arg, row);

	if (patron)
		snprintf(text, size, "%s",
			 column == 0   ? patron->name
			 : column == 1 ? patron->email
				       : patron->phone);
}

static const struct ui_column people_columns[] = {
	{ .title = "Name", .width = 20, .grow = true },
	{ .title = "E-mail", .width = 20, .grow = true, .drop = 1 },
	{ .title = "Telephone", .width = 15, .drop = 2 },
};
static const struct ui_list_model people_model = { .columns = people_columns,
						   .ncolumns = 3,
						   .rows = people_rows,
						   .cell = people_cell,
						   .empty = "Nobody else of that name." };

unsigned patron_pick_who(struct screen *screen, const char *title, int tag)
{
	struct patron_page *p = screen->state;

	snprintf(p->title, sizeof p->title, "%s", title);
	app_push(screen->app, &pick_screen,
		 &(struct pick){ .title = p->title,
				 .fetch = fetch_people,
				 .goes_on = people_go_on,
				 .more = more_people,
				 .most = PEOPLE,
				 .model = &people_model,
				 .arg = p },
		 tag);
	return UI_HANDLED | UI_REDRAW;
}
