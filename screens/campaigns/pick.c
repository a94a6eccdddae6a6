/*
 * Choosing for a campaign's form: the audience, what it concerns, the voucher types.
 *
 * Seasons, shows and performances are one list, a season above its shows, these above their dates,
 * so that any of them can be marked.  What is over is left out unless it is marked already.
 */
#include "campaigns/form.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FOLDED = BO_NAME_MAX * 4 };

bool campaign_is_pick(int field)
{
	return field == FIELD_AUDIENCE || field == FIELD_PLACES || field == FIELD_TYPES;
}

/* --- The audience: everybody is the first row --- */

enum bo_status campaign_fetch_audience(struct campaign_form *f)
{
	f->audience = (struct bo_audience){ 0 };
	return f->audience_id
		       ? bo_audience_get(f->session->bo, &f->arena, f->audience_id, &f->audience)
		       : BO_OK;
}

static bool begins(const char *name, const char *query)
{
	char folded[FOLDED], wanted[FOLDED];
	const char *at = folded;

	bo_text_fold(name, folded, sizeof folded);
	bo_text_fold(query, wanted, sizeof wanted);
	while ((at = strstr(at, wanted)) != NULL && at != folded && at[-1] != ' ')
		at++;
	return at != NULL;
}

static void narrow_audiences(void *arg, const char *query)
{
	struct campaign_form *f = arg;

	f->n_shown = 0;
	for (size_t i = 0; i <= f->audiences.n; i++)
		if (begins(i ? f->audiences.row[i - 1].name : "everybody", query))
			f->shown[f->n_shown++] = i;
}

static int audience_rows(const void *arg)
{
	return (int)((const struct campaign_form *)arg)->n_shown;
}

static void audience_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct campaign_form *f = arg;
	size_t at = f->shown[row];
	const struct bo_audience *a = at ? &f->audiences.row[at - 1] : NULL;

	if (!a)
		snprintf(text, size, "%s", column ? "" : "everybody");
	else if (column == 0)
		snprintf(text, size, "%s", a->name);
	else if (column == 1)
		snprintf(text, size, "%s", bo_audience_kind_code(a->kind));
	else if (column == 2)
		snprintf(text, size, "%" PRId64, a->members);
	else if (a->quantity == BO_NONE)
		snprintf(text, size, "no limit");
	else
		snprintf(text, size, "%" PRId64, a->quantity);
}

static const struct ui_column audience_columns[] = {
	{ .title = "Audience", .width = 20, .grow = true },
	{ .title = "Kind", .width = 10, .drop = 2 },
	{ .title = "Members", .width = 9, .right = true },
	{ .title = "Uses each", .width = 9, .right = true, .drop = 1 },
};
static const struct ui_list_model audience_model = { .columns = audience_columns,
						     .ncolumns = 4,
						     .rows = audience_rows,
						     .cell = audience_cell,
						     .empty = "No audience begins like that." };

static unsigned pick_audience(struct screen *screen)
{
	struct campaign_form *f = screen->state;

	bo_arena_clear(&f->picking);
	f->audiences = (struct bo_audiences){ 0 };
	if (session_failed(screen, bo_audience_list(f->session->bo, &f->picking, &f->audiences)))
		return UI_HANDLED | UI_REDRAW;
	f->shown = bo_arena_alloc(&f->picking, (f->audiences.n + 1) * sizeof *f->shown);
	if (!f->shown)
		return UI_HANDLED | UI_BELL;
	f->pick = (struct pick){
		.title = "For whom?", .fetch = narrow_audiences, .model = &audience_model, .arg = f
	};
	app_push(screen->app, &pick_screen, &f->pick, CAMPAIGN_PICK_AUDIENCE);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned picked_audience(struct screen *screen, const struct pick_result *result)
{
	struct campaign_form *f = screen->state;
	int64_t was = f->audience_id;

	if (result->row < 0 || result->row >= (int)f->n_shown)
		return UI_REDRAW;
	size_t at = f->shown[result->row];

	f->audience_id = at ? f->audiences.row[at - 1].id : 0;
	if (f->audience_id == was)
		return UI_REDRAW;
	f->touched |= 1u << BO_TERM_AUDIENCE;
	if (session_failed(screen, campaign_fetch_audience(f)))
		f->audience_id = f->audience.id = 0;
	return UI_REDRAW;
}

/* --- What it concerns --- */

static bool is_target(const struct campaign_form *f, enum bo_target_kind kind, int64_t id)
{
	for (size_t i = 0; i < f->n_targets; i++)
		if (f->target[i].kind == kind && f->target[i].id == id)
			return true;
	return false;
}

static bool add_row(struct campaign_form *f, const char *text, const char *right, int depth,
		    enum bo_target_kind kind, int64_t id)
{
	struct marks_row *grown =
		bo_arena_grow(&f->picking, f->marks.row, f->marks.n, sizeof *grown);

	if (!grown || !text)
		return false;
	f->marks.row = grown;
	grown[f->marks.n++] = (struct marks_row){ .text = text,
						  .right = right,
						  .depth = depth,
						  .kind = (int)kind,
						  .id = id,
						  .marked = is_target(f, kind, id) };
	return true;
}

static bool add_performances(struct campaign_form *f, const struct bo_performances *list,
			     const struct bo_show *show)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct bo_performance *p = &list->row[i];
		char when[SESSION_WHEN];

		if (p->show_id != show->id ||
		    (p->at < bo_now(f->session->bo) && !is_target(f, BO_TARGET_PERFORMANCE, p->id)))
			continue;
		if (!add_row(f,
			     bo_arena_printf(&f->picking, "%s %s", show->title,
					     session_when(f->session, p->at, p->zone, when)),
			     p->house, 2, BO_TARGET_PERFORMANCE, p->id))
			return false;
	}
	return true;
}

/* A show stands there when it, or something below it, does. */
static bool add_show(struct campaign_form *f, const struct bo_performances *performances,
		     const struct bo_show *show, bool current)
{
	size_t at = f->marks.n;

	if (!add_row(f, show->title, "show", 1, BO_TARGET_SHOW, show->id) ||
	    !add_performances(f, performances, show))
		return false;
	if (f->marks.n == at + 1 && !current && !f->marks.row[at].marked)
		f->marks.n = at;
	return true;
}

static bool add_season(struct campaign_form *f, const struct bo_season *season,
		       const struct bo_shows *shows, const struct bo_performances *performances,
		       const char *today)
{
	size_t at = f->marks.n;
	bool current = strcmp(season->last, today) >= 0;

	if (!add_row(f, season->name, "season", 0, BO_TARGET_SEASON, season->id))
		return false;
	for (size_t i = 0; i < shows->n; i++)
		if (shows->row[i].season_id == season->id &&
		    !add_show(f, performances, &shows->row[i], current))
			return false;
	if (f->marks.n == at + 1 && !current && !f->marks.row[at].marked)
		f->marks.n = at;
	return true;
}

static enum bo_status list_places(struct campaign_form *f)
{
	struct bo *bo = f->session->bo;
	struct bo_seasons seasons = { 0 };
	struct bo_shows shows = { 0 };
	struct bo_performances performances = { 0 };
	const struct bo_performance_filter all = { .from = BO_NONE };
	char today[BO_DATE_SIZE];
	enum bo_status status = bo_season_list(bo, &f->picking, &seasons);

	bo_date_of(bo_now(bo), bo_zone(bo), today);
	if (!status)
		status = bo_show_list(bo, &f->picking, 0, &shows);
	if (!status)
		status = bo_performance_list(bo, &f->picking, &all, &performances);
	for (size_t i = 0; !status && i < seasons.n; i++)
		if (!add_season(f, &seasons.row[i], &shows, &performances, today))
			status = BO_NO_MEMORY;
	return status;
}

/* --- Voucher types --- */

static enum bo_status list_types(struct campaign_form *f)
{
	struct bo *bo = f->session->bo;
	struct bo_voucher_types types = { 0 };
	struct bo_seasons seasons = { 0 };
	char today[BO_DATE_SIZE], money[SESSION_MONEY];
	enum bo_status status = bo_voucher_type_list(bo, &f->picking, 0, &types);

	bo_date_of(bo_now(bo), bo_zone(bo), today);
	if (!status)
		status = bo_season_list(bo, &f->picking, &seasons);
	for (size_t i = 0; !status && i < types.n; i++) {
		const struct bo_voucher_type *t = &types.row[i];
		bool over = false;

		for (size_t j = 0; j < seasons.n; j++)
			if (seasons.row[j].id == t->season_id)
				over = strcmp(seasons.row[j].last, today) < 0;
		if (over && !is_target(f, BO_TARGET_TYPE, t->id))
			continue;
		const char *right = bo_arena_printf(&f->picking, "%s %9s", t->season,
						    session_money(f->session, t->price, money));

		if (!add_row(f, t->name, right, 1, BO_TARGET_TYPE, t->id))
			status = BO_NO_MEMORY;
	}
	return status;
}

static unsigned pick_targets(struct screen *screen, bool types)
{
	struct campaign_form *f = screen->state;
	enum bo_status status;

	bo_arena_clear(&f->picking);
	f->marks = (struct marks){
		.title = types ? "Which voucher types?" : "At which seasons, shows, performances?",
		.empty = types ? "No season to come has voucher types." : "No season is to come.",
		.none = types ? "all types" : "everything"
	};
	status = types ? list_types(f) : list_places(f);
	if (status == BO_NO_MEMORY)
		app_error(screen->app, "There is no memory left for this list.");
	else if (!session_failed(screen, status))
		app_push(screen->app, &marks_screen, &f->marks,
			 types ? CAMPAIGN_PICK_TYPES : CAMPAIGN_PICK_PLACES);
	return UI_HANDLED | UI_REDRAW;
}

/* Those marked take the place of all others of their kind. */
static unsigned picked_targets(struct screen *screen, bool types)
{
	struct campaign_form *f = screen->state;
	struct bo_target *target =
		bo_arena_alloc(&f->arena, (f->marks.n + f->n_targets + 1) * sizeof *target);
	size_t n = 0;

	if (!target)
		return UI_BELL;
	for (size_t i = 0; i < f->n_targets; i++)
		if ((f->target[i].kind == BO_TARGET_TYPE) != types)
			target[n++] = f->target[i];
	for (size_t i = 0; i < f->marks.n; i++) {
		const struct marks_row *r = &f->marks.row[i];
		const char *name = r->marked ? bo_arena_copy(&f->arena, r->text) : NULL;

		if (name)
			target[n++] = (struct bo_target){ .kind = (enum bo_target_kind)r->kind,
							  .id = r->id,
							  .name = name };
	}
	f->target = target;
	f->n_targets = n;
	f->touched |= 1u << BO_TERM_TARGETS;
	(void)screen;
	return UI_REDRAW;
}

unsigned campaign_pick(struct screen *screen, enum campaign_field field)
{
	if (field == FIELD_AUDIENCE)
		return pick_audience(screen);
	return pick_targets(screen, field == FIELD_TYPES);
}

unsigned campaign_picked(struct screen *screen, int tag, const void *result)
{
	struct campaign_form *f = screen->state;
	unsigned r = UI_REDRAW;

	if (result && tag == CAMPAIGN_PICK_AUDIENCE)
		r = picked_audience(screen, result);
	else if (result)
		r = picked_targets(screen, tag == CAMPAIGN_PICK_TYPES);
	bo_arena_clear(&f->picking);
	f->shown = NULL;
	f->n_shown = 0;
	f->marks = (struct marks){ 0 };
	return r;
}
