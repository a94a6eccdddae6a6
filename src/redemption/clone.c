/*
 * Redemptions and shows made again elsewhere.  Windows that hang on the curtain
 * need no care; absolute ones move by whole days on the house's clock.
 */
#include "redemption/clone.h"

#include "base/fail.h"
#include "journal/journal.h"
#include "season/bound.h"
#include "season/naming.h"
#include "spelling/name.h"
#include "store/naming.h"

#include <stdio.h>
#include <string.h>

enum bo_status clone_left_out(struct bo *bo, struct cloning *c, const char *what, const char *why)
{
	struct bo_cloned *made = c->made;
	struct bo_left_out *grown =
		bo_arena_grow(c->arena, made->left_out, made->n_left_out, sizeof *grown);

	if (!grown)
		return fail_memory(bo);
	made->left_out = grown;
	grown[made->n_left_out] =
		(struct bo_left_out){ bo_arena_copy(c->arena, what), bo_arena_copy(c->arena, why) };
	if (!grown[made->n_left_out].what || !grown[made->n_left_out].why)
		return fail_memory(bo);
	made->n_left_out++;
	return BO_OK;
}

bool clone_shift(int64_t at, const char *zone, int days, int64_t *later)
{
	struct bo_civil civil = bo_when_civil(at, zone);
	char day[BO_DATE_SIZE], then[BO_DATE_SIZE];

	bo_date_of(at, zone, day);
	if (!bo_date_add(day, days, then))
		return false;
	sscanf(then, "%4d-%2d-%2d", &civil.year, &civil.month, &civil.day);
	return bo_when_from_civil(&civil, zone, later);
}

static struct bo_bound shift_bound(struct bo_bound bound, const char *zone, int days)
{
	if (bound.anchor == BO_ANCHOR_TIME)
		bound.value = bo_when_add_days(bound.value, days, zone);
	return bound;
}

struct terms clone_terms(const struct bo *bo, const struct cloning *c, const struct terms *terms,
			 int64_t curtain, const char *zone)
{
	struct terms t = *terms;
	int64_t latest = bo_date_ends(c->last, zone), end;

	if (curtain != BO_NONE && curtain + bo->settings.performance_minutes * 60 > latest)
		latest = curtain + bo->settings.performance_minutes * 60;
	t.start = shift_bound(t.start, zone, c->days);
	t.end = shift_bound(t.end, zone, c->days);
	end = bo_bound_resolve(t.end, curtain == BO_NONE ? 0 : curtain, zone);
	if (end != BO_NONE && end > latest)
		t.end = (struct bo_bound){ BO_ANCHOR_TIME, latest };
	return t;
}

enum bo_status clone_map(struct bo *bo, struct cloning *c, int64_t from, int64_t to)
{
	struct id_pair *grown = bo_arena_grow(c->arena, c->types.row, c->types.n, sizeof *grown);

	if (!grown)
		return fail_memory(bo);
	c->types.row = grown;
	grown[c->types.n++] = (struct id_pair){ from, to };
	return BO_OK;
}

/* The type of the same name there; 0: none, which is said once. */
static enum bo_status map_type(struct bo *bo, struct cloning *c, int64_t from, int64_t *to)
{
	struct sql_rows *rows;
	const char *name = NULL;
	enum bo_status status;

	for (size_t i = 0; i < c->types.n; i++)
		if (c->types.row[i].from == from) {
			*to = c->types.row[i].to;
			return BO_OK;
		}
	status = sql_query(bo, &rows,
			   "SELECT t.name, o.id FROM voucher_type t LEFT JOIN voucher_type o "
			   "ON o.season_id = $2 AND o.name_fold = t.name_fold AND o.category = "
			   "t.category WHERE t.id = $1",
			   "ii", from, c->season_id);
	if (status)
		return status;
	*to = 0;
	if (sql_next(rows)) {
		name = sql_copy(rows, 0, c->arena);
		*to = sql_id(rows, 1);
	}
	status = sql_end(rows);
	if (!status && *to == 0)
		status = clone_left_out(bo, c, name ? name : "",
					"The season has no such voucher type.");
	return status ? status : clone_map(bo, c, from, *to);
}

static enum bo_status keep_step(struct bo *bo, struct cloning *c, const struct plan_pair *pair)
{
	struct batch_step step = { .redemption_id = pair->id,
				   .type_id = pair->type->id,
				   .performance_id = pair->performance->id,
				   .after = terms_write(c->arena, &pair->after) };

	if (!c->batch_id)
		return BO_OK;
	if (!step.after)
		return fail_memory(bo);
	return batch_step(bo, c->batch_id, (int64_t)c->made->redemptions, &step);
}

static enum bo_status clone_one(struct bo *bo, struct cloning *c, const struct id_pair *source,
				const struct plan_performance *to)
{
	struct plan_type type = { 0 };
	struct plan_pair pair = { .type = &type, .performance = to, .kind = BO_CHANGE_CREATED };
	int64_t there = BO_NONE;
	char text[WHEN_TEXT];
	enum bo_status status = map_type(bo, c, source->to, &type.id);

	if (status || type.id == 0)
		return status;
	status = sql_number(bo, &there,
			    "SELECT id FROM redemption WHERE performance_id = $1 AND type_id = $2",
			    "ii", to->id, type.id);
	if (status || there != BO_NONE)
		return status;
	status = terms_of(bo, c->arena, source->from, &pair.before);
	if (status)
		return status;
	pair.after = clone_terms(bo, c, &pair.before, to->at, to->zone);
	if (!bounds_in_order(pair.after.start, pair.after.end, to->at, to->zone))
		return clone_left_out(bo, c, when_text(text, to->at, to->zone),
				      "A window would end before it starts.");
	status = plan_write_pair(bo, &pair);
	if (!status)
		status = keep_step(bo, c, &pair);
	c->made->redemptions++;
	return status;
}

static void read_source(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct id_pair *)row = (struct id_pair){ sql_id(rows, 0), sql_id(rows, 1) };
}

/* Redemptions (from) and their types (to) of a performance. */
static enum bo_status sources_of(struct bo *bo, struct cloning *c, int64_t performance_id,
				 struct id_map *found)
{
	return sql_list(bo, SQL_ROWS(c->arena, found->row, found->n, read_source),
			"SELECT id, type_id FROM redemption WHERE performance_id = $1 ORDER BY id",
			"i", performance_id);
}

enum bo_status clone_redemptions(struct bo *bo, struct cloning *c, int64_t from, int64_t to)
{
	struct id_map sources = { 0 };
	struct plan plan = { .arena = c->arena };
	struct plan_performance target = { 0 };
	enum bo_status status;

	plan.performances = &target;
	status = plan_read_performance(bo, &plan, to);
	if (!status)
		status = sources_of(bo, c, from, &sources);
	for (size_t i = 0; i < sources.n && !status; i++)
		status = clone_one(bo, c, &sources.row[i], &target);
	return status;
}

/* --- Shows ------------------------------------------------------------------------------------ */

struct date {
	int64_t id, at, capacity, advance;
};

static bool in_season(const struct cloning *c, int64_t at, const char *zone)
{
	char day[BO_DATE_SIZE];

	bo_date_of(at, zone, day);
	return strcmp(day, c->first) >= 0 && strcmp(day, c->last) <= 0;
}

static enum bo_status is_free(struct bo *bo, int64_t show_id, int64_t at, bool *free_then)
{
	int64_t other = BO_NONE;
	enum bo_status status =
		sql_number(bo, &other, "SELECT id FROM performance WHERE show_id = $1 AND at = $2",
			   "ii", show_id, at);

	*free_then = other == BO_NONE;
	return status;
}

/* The same weekday and time of day, within the season; BO_NONE: nowhere. */
static enum bo_status place_date(struct bo *bo, const struct cloning *c, int64_t show_id,
				 const char *zone, int64_t at, int64_t *later)
{
	static const int weeks[] = { 0, 7, -7 };
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < sizeof weeks / sizeof *weeks && !status; i++) {
		bool free_then = false;
		int64_t then;

		if (!clone_shift(at, zone, c->days + weeks[i], &then) || !in_season(c, then, zone))
			continue;
		status = is_free(bo, show_id, then, &free_then);
		if (status || free_then) {
			*later = then;
			return status;
		}
	}
	*later = BO_NONE;
	return status;
}

static enum bo_status clone_date(struct bo *bo, struct cloning *c, int64_t show_id,
				 const char *zone, const struct date *date)
{
	int64_t later = BO_NONE, id = 0;
	char text[WHEN_TEXT];
	enum bo_status status = place_date(bo, c, show_id, zone, date->at, &later);

	if (status)
		return status;
	if (later == BO_NONE)
		return clone_left_out(bo, c, when_text(text, date->at, zone),
				      "That performance has no date in the new season.");
	status = sql_number(bo, &id,
			    "INSERT INTO performance (show_id, at, capacity, advance) VALUES ($1, "
			    "$2, $3, $4) RETURNING id",
			    "iiii", show_id, later, date->capacity, date->advance);
	if (!status)
		status = clone_redemptions(bo, c, date->id, id);
	c->made->performances++;
	return status;
}

static void read_date(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct date *)row = (struct date){ sql_id(rows, 0), sql_int(rows, 1), sql_int(rows, 2),
					     sql_int(rows, 3) };
}

static enum bo_status dates_of(struct bo *bo, struct bo_arena *arena, int64_t show_id,
			       struct date **dates, size_t *n)
{
	return sql_list(bo, SQL_ROWS(arena, *dates, *n, read_date),
			"SELECT id, at, capacity, advance FROM performance WHERE show_id = $1 "
			"AND state = 'on_sale' ORDER BY at, id",
			"i", show_id);
}

/* A day of listing that falls out of the season becomes its first or last. */
static const char *listed_then(const struct cloning *c, const char *listed, char day[BO_DATE_SIZE])
{
	if (!listed || !bo_date_add(listed, c->days, day))
		return NULL;
	return strcmp(day, c->last) > 0 ? c->last : day;
}

static enum bo_status insert_show(struct bo *bo, const struct cloning *c, int64_t from,
				  const char *title, int64_t *id)
{
	char fold[NAME_FOLD], listed[BO_DATE_SIZE] = "", day[BO_DATE_SIZE];
	struct bo_buf buf = BO_BUF(listed);
	int64_t other = BO_NONE;
	enum bo_status status = name_check(bo, "title", title, fold);

	if (!status)
		status = sql_number(bo, &other,
				    "SELECT id FROM show WHERE season_id = $1 AND title_fold = $2",
				    "is", c->season_id, fold);
	if (!status && other != BO_NONE)
		status = fail_field(bo, BO_EXISTS, "title", title,
				    "The season has a show \"%s\" already.", title);
	if (!status)
		status = naming_check_looks(bo, "SELECT id, title FROM show WHERE season_id = $1",
					    true, c->season_id, title, 0);
	if (!status)
		status = sql_string(bo, &buf, "SELECT listed FROM show WHERE id = $1", "i", from);
	if (status)
		return status;
	return sql_number(bo, id,
			  "INSERT INTO show (season_id, house_id, title, title_fold, event_type, "
			  "listed) SELECT $2, house_id, $3, $4, event_type, $5 FROM show WHERE id "
			  "= $1 RETURNING id",
			  "iisss", from, c->season_id, title, fold,
			  listed_then(c, *listed ? listed : NULL, day));
}

enum bo_status clone_show(struct bo *bo, struct cloning *c, int64_t show_id, const char *title,
			  int64_t *id)
{
	struct show_facts facts;
	struct date *dates = NULL;
	size_t n = 0;
	enum bo_status status = show_facts(bo, show_id, &facts);

	if (!status)
		status = insert_show(bo, c, show_id, title ? title : facts.title, id);
	if (!status)
		status = dates_of(bo, c->arena, show_id, &dates, &n);
	for (size_t i = 0; i < n && !status; i++)
		status = clone_date(bo, c, *id, facts.zone, &dates[i]);
	c->made->shows++;
	return status;
}
