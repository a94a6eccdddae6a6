/*
 * A whole season, a show, a voucher type, or the redemptions of a performance's
 * siblings, made again: each one act.
 */
#include "redemption/clone.h"

#include "base/fail.h"
#include "journal/journal.h"
#include "season/naming.h"
#include "spelling/name.h"

#include <boxoffice/season.h>
#include <boxoffice/voucher_type.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEARS_MAX = 50 };

static enum bo_status read_season(struct bo *bo, struct bo_arena *arena, int64_t id,
				  char first[BO_DATE_SIZE], char last[BO_DATE_SIZE])
{
	struct bo_season season = { .id = 0 };
	enum bo_status status = bo_season_get(bo, arena, id, &season);

	if (status)
		return status;
	snprintf(first, BO_DATE_SIZE, "%s", season.first);
	snprintf(last, BO_DATE_SIZE, "%s", season.last);
	return BO_OK;
}

/* The same day of the year; 29 February becomes the 28th where there is none. */
static void years_later(const char *day, int years, char later[BO_DATE_SIZE])
{
	char text[16];
	int year = 0, month = 1, of_month = 1;

	sscanf(day, "%4d-%2d-%2d", &year, &month, &of_month);
	snprintf(text, sizeof text, "%04d-%02d-%02d", (year + years) % 10000, month % 100,
		 of_month % 100);
	if (bo_date_parse(text, later)) {
		snprintf(text, sizeof text, "%04d-%02d-28", (year + years) % 10000, month % 100);
		if (bo_date_parse(text, later))
			snprintf(later, BO_DATE_SIZE, "%s", day);
	}
}

static int64_t noon(const char *day)
{
	struct bo_civil civil = { .hour = 12 };
	int64_t when = 0;

	sscanf(day, "%4d-%2d-%2d", &civil.year, &civil.month, &civil.day);
	return bo_when_from_civil(&civil, "UTC", &when) ? when : 0;
}

static int days_between(const char *from, const char *to)
{
	return (int)((noon(to) - noon(from)) / 86400);
}

/* A whole number of weeks, the nearest. */
static int whole_weeks(int days)
{
	return (days >= 0 ? (days + 3) / 7 : -((3 - days) / 7)) * 7;
}

static enum bo_status ids_of(struct bo *bo, struct bo_arena *arena, const char *sql, int64_t id,
			     int64_t **ids, size_t *n)
{
	return sql_list(bo, SQL_ROWS(arena, *ids, *n, sql_read_id), sql, "i", id);
}

/* A bundle's own redemption, with its window moved. */
static enum bo_status clone_bundle_terms(struct bo *bo, struct cloning *c, int64_t from, int64_t to)
{
	struct plan_type type = { .id = to };
	struct plan_pair pair = { .type = &type, .kind = BO_CHANGE_CREATED };
	int64_t id = BO_NONE;
	enum bo_status status = sql_number(
		bo, &id, "SELECT id FROM redemption WHERE type_id = $1 AND performance_id IS NULL",
		"i", from);

	if (status || id == BO_NONE)
		return status;
	status = terms_of(bo, c->arena, id, &pair.before);
	if (status)
		return status;
	pair.after = clone_terms(bo, c, &pair.before, BO_NONE, bo->settings.zone);
	return plan_write_pair(bo, &pair);
}

static enum bo_status clone_types(struct bo *bo, struct cloning *c, int64_t season_id)
{
	int64_t *ids, to = 0;
	size_t n;
	enum bo_status status =
		ids_of(bo, c->arena, "SELECT id FROM voucher_type WHERE season_id = $1 ORDER BY id",
		       season_id, &ids, &n);

	for (size_t i = 0; i < n && !status; i++) {
		status = sql_number(
			bo, &to,
			"INSERT INTO voucher_type (season_id, name, name_fold, "
			"category, availability, price, account_code, display_order, subscription, "
			"changeable, number) SELECT $2, name, name_fold, category, availability, "
			"price, account_code, display_order, subscription, changeable, number "
			"FROM voucher_type WHERE id = $1 RETURNING id",
			"ii", ids[i], c->season_id);
		if (!status)
			status = clone_map(bo, c, ids[i], to);
		if (!status)
			status = clone_bundle_terms(bo, c, ids[i], to);
		c->made->types++;
	}
	for (size_t i = 0; i < c->types.n && !status; i++)
		status = sql_run(bo,
				 "INSERT INTO bundle_item (bundle_id, type_id, qty) "
				 "SELECT $2, o.id, b.qty FROM bundle_item b JOIN voucher_type t "
				 "ON t.id = b.type_id JOIN voucher_type o ON o.season_id = $3 "
				 "AND o.name_fold = t.name_fold WHERE b.bundle_id = $1",
				 "iii", c->types.row[i].from, c->types.row[i].to, c->season_id);
	return status;
}

static enum bo_status write_copied(struct bo *bo, const struct cloning *c, const char *kind,
				   int64_t from)
{
	return journal_add(bo, kind, 0,
			   json_pack("{sI sI sI sI sI sI}", "from", (json_int_t)from, "id",
				     (json_int_t)c->made->id, "types", (json_int_t)c->made->types,
				     "shows", (json_int_t)c->made->shows, "performances",
				     (json_int_t)c->made->performances, "redemptions",
				     (json_int_t)c->made->redemptions),
			   NULL);
}

static enum bo_status copy_season(struct bo *bo, struct cloning *c, int64_t from, const char *name,
				  int years)
{
	char first[BO_DATE_SIZE], last[BO_DATE_SIZE];
	int64_t *shows, show_id;
	size_t n = 0;
	enum bo_status status = check_range(bo, "shift", years, 1, YEARS_MAX);

	if (!status)
		status = read_season(bo, c->arena, from, first, last);
	if (status)
		return status;
	years_later(first, years, c->first);
	years_later(last, years, c->last);
	c->days = whole_weeks(days_between(first, c->first));
	status = bo_season_add(bo, name, c->first, c->last, &c->season_id);
	c->made->id = c->season_id;
	if (!status)
		status = clone_types(bo, c, from);
	if (!status)
		status =
			ids_of(bo, c->arena, "SELECT id FROM show WHERE season_id = $1 ORDER BY id",
			       from, &shows, &n);
	for (size_t i = 0; i < n && !status; i++)
		status = clone_show(bo, c, shows[i], NULL, &show_id);
	return status ? status : write_copied(bo, c, "season.copied", from);
}

enum bo_status bo_season_copy(struct bo *bo, struct bo_arena *arena, int64_t season_id,
			      const char *name, int years, struct bo_cloned *cloned)
{
	struct bo_cloned made = { 0 };
	struct cloning c = { .arena = arena, .made = &made };
	enum bo_status status = setup_begin(bo);

	if (!status)
		status = act_end(bo, copy_season(bo, &c, season_id, name, years));
	if (!status)
		*cloned = made;
	return status;
}

static enum bo_status copy_show(struct bo *bo, struct cloning *c, const struct bo_show_clone *what)
{
	struct show_facts facts;
	enum bo_status status = show_facts(bo, what->show_id, &facts);

	if (status)
		return status;
	c->season_id = what->season_id ? what->season_id : facts.season_id;
	c->days = what->days;
	status = read_season(bo, c->arena, c->season_id, c->first, c->last);
	if (!status)
		status = clone_show(bo, c, what->show_id, what->title, &c->made->id);
	return status ? status : write_copied(bo, c, "show.cloned", what->show_id);
}

enum bo_status bo_show_clone(struct bo *bo, struct bo_arena *arena,
			     const struct bo_show_clone *clone, struct bo_cloned *cloned)
{
	struct bo_cloned made = { 0 };
	struct cloning c = { .arena = arena, .made = &made };
	enum bo_status status = setup_begin(bo);

	if (!status)
		status = act_end(bo, copy_show(bo, &c, clone));
	if (!status)
		*cloned = made;
	return status;
}

/* The nearest sibling with redemptions, those of the same weekday and hour first; 0: none. */
static enum bo_status nearest(struct bo *bo, int64_t performance_id, int64_t show_id,
			      int64_t *sibling)
{
	struct plan plan = { 0 };
	struct plan_performance to = { 0 };
	struct bo_arena arena = { 0 };
	struct sql_rows *rows;
	struct bo_civil then, civil;
	int64_t best = 0, rank = 0;
	enum bo_status status;

	plan.arena = &arena;
	plan.performances = &to;
	status = plan_read_performance(bo, &plan, performance_id);
	if (!status)
		status = sql_query(bo, &rows,
				   "SELECT p.id, p.at FROM performance p WHERE p.show_id = $1 AND "
				   "p.id <> $2 AND EXISTS (SELECT 1 FROM redemption r WHERE "
				   "r.performance_id = p.id) ORDER BY p.at, p.id",
				   "ii", show_id ? show_id : to.show_id, performance_id);
	if (!status) {
		then = bo_when_civil(to.at, to.zone);
		while (sql_next(rows)) {
			int64_t away = llabs((long long)(sql_int(rows, 1) - to.at)), its;

			civil = bo_when_civil(sql_int(rows, 1), to.zone);
			its = away + (civil.weekday != then.weekday ? INT64_C(2) << 40 : 0) +
			      (civil.hour != then.hour || civil.minute != then.minute
				       ? INT64_C(1) << 40
				       : 0);
			if (!best || its < rank) {
				best = sql_id(rows, 0);
				rank = its;
			}
		}
		status = sql_end(rows);
	}
	bo_arena_clear(&arena);
	*sibling = best;
	return status;
}

static enum bo_status season_of(struct bo *bo, int64_t performance_id, int64_t *season_id)
{
	enum bo_status status = sql_number(bo, season_id,
					   "SELECT s.season_id FROM performance p JOIN show s ON "
					   "s.id = p.show_id WHERE p.id = $1",
					   "i", performance_id);

	if (!status && *season_id == BO_NONE)
		status = fail_field(bo, BO_NOT_FOUND, "performance", "",
				    "There is no such performance.");
	return status;
}

static enum bo_status take_one(struct bo *bo, struct cloning *c, int64_t performance_id,
			       int64_t show_id)
{
	int64_t sibling = 0, season_id = 0;
	enum bo_status status = nearest(bo, performance_id, show_id, &sibling);

	if (!status)
		status = season_of(bo, performance_id, &season_id);
	if (status || !sibling)
		return status;
	if (season_id != c->season_id) {
		c->season_id = season_id;
		c->types = (struct id_map){ 0 };
		status = read_season(bo, c->arena, season_id, c->first, c->last);
	}
	if (!status)
		status = clone_redemptions(bo, c, sibling, performance_id);
	c->made->performances++;
	return status;
}

static enum bo_status take_all(struct bo *bo, struct cloning *c, const int64_t *performances,
			       size_t n, int64_t show_id)
{
	enum bo_status status = batch_open(bo, &c->batch_id);

	for (size_t i = 0; i < n && !status; i++)
		status = take_one(bo, c, performances[i], show_id);
	if (!status && c->made->redemptions == 0)
		status =
			sql_run(bo, "DELETE FROM redemption_batch WHERE id = $1", "i", c->batch_id);
	return status ? status : write_copied(bo, c, "redemption.taken", show_id);
}

enum bo_status bo_performance_take_redemptions(struct bo *bo, struct bo_arena *arena,
					       const int64_t *performances, size_t n,
					       int64_t show_id, struct bo_cloned *cloned)
{
	struct bo_cloned made = { 0 };
	struct cloning c = { .arena = arena, .made = &made };
	enum bo_status status = setup_begin(bo);

	if (!status)
		status = act_end(bo, take_all(bo, &c, performances, n, show_id));
	if (!status)
		*cloned = made;
	return status;
}

enum bo_status bo_voucher_type_clone(struct bo *bo, int64_t type_id, const char *name, int64_t *id)
{
	struct bo_arena arena = { 0 };
	struct bo_voucher_type type = { 0 };
	enum bo_status status = bo_voucher_type_get(bo, &arena, type_id, &type);

	if (!status) {
		struct bo_voucher_type_fields fields = { .name = name,
							 .account_code = type.account_code,
							 .category = type.category,
							 .availability = type.availability,
							 .price = type.price,
							 .display_order = type.display_order,
							 .subscription = type.subscription,
							 .changeable = type.changeable,
							 .included = type.included,
							 .n_included = type.n_included };

		status = bo_voucher_type_add(bo, type.season_id, &fields, id);
	}
	bo_arena_clear(&arena);
	return status;
}
