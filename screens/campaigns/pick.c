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

static unsigned pick_audience(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Audience", .width = 20, .grow = true },
		{ .title = "Kind", .width = 10, .drop = 2 },
		{ .title = "Members", .width = 9, .right = true },
		{ .title = "Uses each", .width = 9, .right = true, .drop = 1 },
		{ .title = NULL },
	};
	struct choose c = { .title = "For whom?",
			    .columns = columns,
			    .empty = "No audience begins like that." };
	struct bo_audiences list = { 0 };
	enum bo_status status = bo_audience_list(session_bo(screen), &c.arena, &list);
	char uses[24];

	choose_add(&c, 0, "everybody");
	for (size_t i = 0; i < list.n; i++) {
		const struct bo_audience *a = &list.row[i];

		snprintf(uses, sizeof uses, "%" PRId64, a->quantity);
		choose_add(&c, a->id, "%s\t%s\t%" PRId64 "\t%s", a->name,
			   bo_audience_kind_code(a->kind), a->members,
			   a->quantity == BO_NONE ? "no limit" : uses);
	}
	return choose_open(screen, &c, status, CAMPAIGN_PICK_AUDIENCE);
}

static unsigned picked_audience(struct screen *screen, int64_t id)
{
	struct campaign_form *f = screen->state;

	if (f->audience_id == id)
		return UI_REDRAW;
	f->audience_id = id;
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

/* Names are sought in, what they are stands to the right. */
static const struct ui_column target_columns[] = {
	{ .title = "", .width = 20, .grow = true },
	{ .title = "", .width = 18, .right = true, .drop = 1 },
	{ .title = NULL },
};

static struct choose_row *add_row(const struct campaign_form *f, struct choose *c,
				  enum bo_target_kind kind, int64_t id, const char *text,
				  const char *right)
{
	struct choose_row *row = choose_add(c, id, "%s\t%s", text, right);

	row->kind = (int)kind;
	row->last = UI_ROLE_HINT;
	row->marked = is_target(f, kind, id);
	return row;
}

static void add_performances(const struct campaign_form *f, struct choose *c,
			     const struct bo_performances *list, const struct bo_show *show)
{
	char when[SESSION_WHEN], text[BO_NAME_MAX + SESSION_WHEN + 8];

	for (size_t i = 0; i < list->n; i++) {
		const struct bo_performance *p = &list->row[i];
		bool cancelled = p->state == BO_PERFORMANCE_CANCELLED;

		if (p->show_id != show->id ||
		    (!bo_performance_is_for(f->session->bo, p, BO_TO_PLAN) &&
		     !is_target(f, BO_TARGET_PERFORMANCE, p->id)))
			continue;
		snprintf(text, sizeof text, "    %s %s", show->title,
			 session_when(f->session, p->at, p->zone, when));
		add_row(f, c, BO_TARGET_PERFORMANCE, p->id, text,
			cancelled ? "cancelled" : p->house)
			->role = cancelled ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
	}
}

/* A show stands there when it, or something below it, does. */
static void add_show(const struct campaign_form *f, struct choose *c,
		     const struct bo_performances *performances, const struct bo_show *show,
		     bool current)
{
	char text[BO_NAME_MAX + 8];
	size_t at = c->n;

	snprintf(text, sizeof text, "  %s", show->title);
	add_row(f, c, BO_TARGET_SHOW, show->id, text, "show");
	add_performances(f, c, performances, show);
	if (c->n == at + 1 && !current && !c->row[at].marked)
		c->n = at;
}

static void add_season(const struct campaign_form *f, struct choose *c,
		       const struct bo_season *season, const struct bo_shows *shows,
		       const struct bo_performances *performances)
{
	char today[BO_DATE_SIZE];
	size_t at = c->n;

	bo_date_of(bo_now(f->session->bo), bo_zone(f->session->bo), today);
	bool current = strcmp(season->last, today) >= 0;

	add_row(f, c, BO_TARGET_SEASON, season->id, season->name, "season")->role = UI_ROLE_HEADER;
	for (size_t i = 0; i < shows->n; i++)
		if (shows->row[i].season_id == season->id)
			add_show(f, c, performances, &shows->row[i], current);
	if (c->n == at + 1 && !current && !c->row[at].marked)
		c->n = at;
}

static unsigned pick_places(struct screen *screen)
{
	const struct campaign_form *f = screen->state;
	struct bo *bo = f->session->bo;
	struct choose c = { .title = "At which seasons, shows, performances?",
			    .columns = target_columns,
			    .several = true,
			    .none = "everything" };
	struct bo_seasons seasons = { 0 };
	struct bo_shows shows = { 0 };
	struct bo_performances performances = { 0 };
	const struct bo_performance_filter all = { .from = BO_NONE };
	enum bo_status status = bo_season_list(bo, &c.arena, &seasons);

	if (!status)
		status = bo_show_list(bo, &c.arena, 0, &shows);
	if (!status)
		status = bo_performance_list(bo, &c.arena, &all, &performances);
	for (size_t i = 0; !status && i < seasons.n; i++)
		add_season(f, &c, &seasons.row[i], &shows, &performances);
	c.empty = c.n ? "Nothing begins like that." : "No season is to come.";
	return choose_open(screen, &c, status, CAMPAIGN_PICK_PLACES);
}

/* --- Voucher types --- */

static bool is_over(const struct bo_seasons *seasons, int64_t season_id, const char *today)
{
	for (size_t i = 0; i < seasons->n; i++)
		if (seasons->row[i].id == season_id)
			return strcmp(seasons->row[i].last, today) < 0;
	return false;
}

static unsigned pick_types(struct screen *screen)
{
	const struct campaign_form *f = screen->state;
	struct bo *bo = f->session->bo;
	struct choose c = { .title = "Which voucher types?",
			    .columns = target_columns,
			    .several = true,
			    .none = "all types" };
	struct bo_voucher_types types = { 0 };
	struct bo_seasons seasons = { 0 };
	char today[BO_DATE_SIZE], money[SESSION_MONEY], right[BO_NAME_MAX + SESSION_MONEY];
	enum bo_status status = bo_voucher_type_list(bo, &c.arena, 0, &types);

	bo_date_of(bo_now(bo), bo_zone(bo), today);
	if (!status)
		status = bo_season_list(bo, &c.arena, &seasons);
	for (size_t i = 0; !status && i < types.n; i++) {
		const struct bo_voucher_type *t = &types.row[i];
		char text[BO_NAME_MAX + 8];

		if (is_over(&seasons, t->season_id, today) && !is_target(f, BO_TARGET_TYPE, t->id))
			continue;
		snprintf(text, sizeof text, "  %s", t->name);
		snprintf(right, sizeof right, "%s %9s", t->season,
			 session_money(f->session, t->price, money));
		add_row(f, &c, BO_TARGET_TYPE, t->id, text, right);
	}
	c.empty = c.n ? "Nothing begins like that." : "No season to come has voucher types.";
	return choose_open(screen, &c, status, CAMPAIGN_PICK_TYPES);
}

/* Those marked take the place of all others of their kind. */
static unsigned picked_targets(struct screen *screen, const struct chosen *chosen, bool types)
{
	struct campaign_form *f = screen->state;
	struct bo_target *target =
		bo_arena_alloc(&f->arena, (chosen->n + f->n_targets + 1) * sizeof *target);
	size_t n = 0;

	if (!target)
		return UI_BELL;
	for (size_t i = 0; i < f->n_targets; i++)
		if ((f->target[i].kind == BO_TARGET_TYPE) != types)
			target[n++] = f->target[i];
	for (size_t i = 0; i < chosen->n; i++) {
		const struct choose_row *r = &chosen->all[i];
		char name[BO_NAME_MAX + SESSION_WHEN];

		if (!r->marked)
			continue;
		choose_name(r, name, sizeof name);
		target[n++] = (struct bo_target){ .kind = (enum bo_target_kind)r->kind,
						  .id = r->id,
						  .name = bo_arena_copy(&f->arena, name) };
	}
	f->target = target;
	f->n_targets = n;
	f->touched |= 1u << BO_TERM_TARGETS;
	return UI_REDRAW;
}

unsigned campaign_pick(struct screen *screen, enum campaign_field field)
{
	if (field == FIELD_AUDIENCE)
		return pick_audience(screen);
	return field == FIELD_TYPES ? pick_types(screen) : pick_places(screen);
}

unsigned campaign_picked(struct screen *screen, int tag, const struct chosen *chosen)
{
	if (!chosen)
		return UI_REDRAW;
	if (tag == CAMPAIGN_PICK_AUDIENCE)
		return picked_audience(screen, chosen->id);
	return picked_targets(screen, chosen, tag == CAMPAIGN_PICK_TYPES);
}
