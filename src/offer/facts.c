/*
 * Reading the facts: one query a redemption, all counts from their rows.  What is
 * held by baskets whose time is over is taken off here, so that a hold ends to
 * the second even if nobody swept.
 */
#include "offer/facts.h"
#include "base/fail.h"
#include "house/access.h"
#include "season/bound.h"
#include "store/sql.h"

#include <boxoffice/patron.h>
#include <boxoffice/text.h>

#include <string.h>

/* $1 now, $2 the buyer's basket.  CROSS JOIN keeps SQLite from reading all basket lines for each
 * performance. */
#define GONE "b.holding = 1 AND b.expires <= CASE WHEN b.id = $2 THEN b.expires ELSE $1 END"
#define OFFERED                                                                                    \
	"SELECT r.id, t.id, p.id, " BOUND_COLUMNS(                                                 \
		"r.") ", "                                                                         \
		      "r.cap, "                                                                    \
		      "r.min, r.max, r.step, r.sold + r.held - coalesce((SELECT sum(l.qty) FROM "  \
		      "basket b "                                                                  \
		      "JOIN basket_line l ON l.basket_id = b.id WHERE " GONE                       \
		      " AND l.redemption_id = r.id), 0), "                                         \
		      "EXISTS (SELECT 1 FROM redemption_code c WHERE c.redemption_id = r.id), "    \
		      "t.name, t.category, t.availability, t.price, p.at, p.capacity, p.advance, " \
		      "p.sold + p.held - coalesce((SELECT sum(l.qty) FROM basket b "               \
		      "CROSS JOIN basket_line l WHERE l.basket_id = b.id AND " GONE                \
		      " AND l.performance_id = p.id AND l.takes_place = 1), 0), "                  \
		      "p.state, s.title, s.listed, h.zone, "                                       \
		      "(SELECT string_agg(c.code, ', ') FROM redemption_code c WHERE "             \
		      "c.redemption_id = r.id), "                                                  \
		      "p.show_id, t.season_id, t.subscription, t.number "                          \
		      "FROM redemption r JOIN voucher_type t ON t.id = r.type_id "                 \
		      "LEFT JOIN performance p ON p.id = r.performance_id "                        \
		      "LEFT JOIN show s ON s.id = p.show_id LEFT JOIN house h ON h.id = "          \
		      "s.house_id "

static bool is_listed(const char *listed, int64_t now, const char *zone)
{
	char today[BO_DATE_SIZE];

	if (!listed)
		return true;
	bo_date_of(now, zone, today);
	return strcmp(listed, today) <= 0;
}

SQL_COLUMNS(REDEMPTION, TYPE_ID, PERFORMANCE, START, START_VALUE, END, END_VALUE, CAP, MIN, MAX,
	    STEP, TYPE_TAKEN, NEEDS_CODE, TYPE, CATEGORY, AVAILABILITY, PRICE, AT, CAPACITY,
	    ADVANCE, TAKEN, STATE, SHOW, LISTED, ZONE, CODES, SHOW_ID, SEASON_ID, SUBSCRIPTION,
	    NUMBER);

static void read_facts(const struct bo *bo, struct sql_rows *rows, struct offered *o)
{
	struct bo_offer_facts *f = &o->facts;
	struct bo_bound start = bound_read(rows, START), end = bound_read(rows, END);

	f->now = bo_now(bo);
	f->category = bo_category_from_code(sql_text(rows, CATEGORY));
	f->availability = bo_availability_from_code(sql_text(rows, AVAILABILITY));
	f->has_performance = o->performance_id != 0;
	f->cancelled = f->has_performance && strcmp(sql_text(rows, STATE), "cancelled") == 0;
	f->listed = is_listed(sql_text(rows, LISTED), f->now, o->zone);
	f->capacity = f->has_performance ? sql_int(rows, CAPACITY) : 0;
	f->advance = sql_int(rows, ADVANCE);
	f->taken = f->has_performance ? sql_int(rows, TAKEN) : 0;
	f->start = bo_bound_resolve(start, o->at, o->zone);
	f->end = bo_bound_resolve(end, o->at, o->zone);
	if (f->has_performance)
		f->over = o->at + bo->settings.performance_minutes * 60;
	f->cap = sql_int(rows, CAP);
	f->type_taken = sql_int(rows, TYPE_TAKEN);
	f->min = sql_int(rows, MIN);
	f->max = sql_int(rows, MAX);
	f->step = sql_int(rows, STEP);
	f->needs_code = sql_flag(rows, NEEDS_CODE);
	f->code_limit = BO_NONE;
}

static void read_offered(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct offered *o = row;
	const struct bo *bo = sql_bo(rows);

	o->redemption_id = sql_id(rows, REDEMPTION);
	o->type_id = sql_id(rows, TYPE_ID);
	o->performance_id = sql_id(rows, PERFORMANCE);
	o->price = sql_int(rows, PRICE);
	o->at = sql_id(rows, AT);
	o->show_id = sql_id(rows, SHOW_ID);
	o->season_id = sql_id(rows, SEASON_ID);
	o->subscription = sql_flag(rows, SUBSCRIPTION);
	o->number = sql_id(rows, NUMBER);
	o->type = sql_copy(rows, TYPE, arena);
	o->show = sql_copy(rows, SHOW, arena);
	o->zone = sql_copy(rows, ZONE, arena);
	o->codes = sql_copy(rows, CODES, arena);
	if (!o->zone)
		o->zone = bo->settings.zone;
	read_facts(bo, rows, o);
}

/* What is so for this buyer. */
static enum bo_status for_buyer(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
				struct offered *o)
{
	o->facts.staff = buyer->staff;
	o->facts.subscriber = buyer->subscriber;
	return opening_read(bo, arena, buyer, o);
}

enum bo_status facts_patron(struct bo *bo, int64_t patron_id)
{
	int64_t found = BO_NONE;
	enum bo_status status;

	if (patron_id == 0 || patron_id == BO_PATRON_WALK_UP)
		return BO_OK;
	if (!access_buyer(bo, patron_id))
		return access_not_yours(bo, "patron");
	status = sql_number(bo, &found, "SELECT id FROM patron WHERE id = $1 AND name_fold <> ''",
			    "r", patron_id);
	if (!status && found == BO_NONE)
		status = fail_field(bo, BO_NOT_FOUND, "patron", "", "There is no such patron.");
	return status;
}

enum bo_status facts_of_buyer(struct bo *bo, int64_t patron_id, const char *code, int64_t basket_id,
			      struct buyer *buyer)
{
	char today[BO_DATE_SIZE];
	int64_t subscriptions = 0;
	enum bo_status status;

	if (patron_id == 0 && bo->session.self_service)
		patron_id = bo->session.own_patron;
	status = facts_patron(bo, patron_id);

	*buyer = (struct buyer){ .patron_id = patron_id ? patron_id : BO_PATRON_WALK_UP,
				 .staff = !bo->session.self_service,
				 .code = code ? code : "",
				 .basket_id = basket_id };
	if (status || buyer->patron_id == BO_PATRON_WALK_UP)
		return status;
	bo_date_of(bo_now(bo), bo->settings.zone, today);
	/* A season to come does not count yet, unless the option says so. */
	status = sql_number(
		bo, &subscriptions,
		"SELECT count(*) FROM voucher v JOIN voucher_type t ON t.id = v.type_id "
		"JOIN season s ON s.id = t.season_id WHERE v.patron_id = $1 AND v.patron_id <> 1 "
		"AND t.subscription = 1 AND v.state NOT IN ('refunded', 'void') "
		"AND s.last >= $2 AND (s.first <= $2 OR $3 = 1)",
		"rsd", buyer->patron_id, today, (int)bo->settings.next_season_subscribers);
	buyer->subscriber = !status && subscriptions > 0;
	return status;
}

static enum bo_status not_for_sale(struct bo *bo, int64_t performance_id, int64_t type_id)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(bo, &rows,
					  "SELECT t.name, s.title, t.category = 'included' FROM "
					  "voucher_type t LEFT JOIN performance p ON p.id = $2 "
					  "LEFT JOIN show s ON s.id = p.show_id WHERE t.id = $1",
					  "rr", type_id, performance_id);
	char type[BO_NAME_MAX + 1] = "That type", show[BO_NAME_MAX + 1] = "";
	bool included = false;

	if (status)
		return status;
	if (sql_next(rows)) {
		struct bo_buf name = BO_BUF(type), title = BO_BUF(show);

		bo_buf_add(&name, sql_text(rows, 0));
		if (sql_text(rows, 1))
			bo_buf_add(&title, sql_text(rows, 1));
		included = sql_flag(rows, 2);
	}
	status = sql_end(rows);
	if (status)
		return status;
	return fail_rule(bo, BO_RULE_NOT_VALID, BO_ROLE_NONE, "%s is not %s for %s.", type,
			 included && *show ? "valid" : "sold",
			 *show ? "this performance" : "itself; it needs a performance");
}

enum bo_status facts_of_pair(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			     int64_t performance_id, int64_t type_id, struct offered *offered)
{
	struct offered found = { 0 };
	const struct sql_into *into = SQL_ROW(arena, &found, read_offered);
	enum bo_status status =
		performance_id
			? sql_one(bo, into, NULL,
				  OFFERED "WHERE r.performance_id = $3 AND r.type_id = $4", "irrr",
				  bo_now(bo), buyer->basket_id, performance_id, type_id)
			: sql_one(bo, into, NULL,
				  OFFERED "WHERE r.performance_id IS NULL AND r.type_id = $3",
				  "irr", bo_now(bo), buyer->basket_id, type_id);

	if (!status && found.redemption_id == 0)
		status = not_for_sale(bo, performance_id, type_id);
	if (!status)
		status = for_buyer(bo, arena, buyer, &found);
	if (!status)
		*offered = found;
	return status;
}

#define CLERKS_ORDER "ORDER BY t.season_id, t.number IS NULL, t.number, t.id"

enum bo_status facts_of_performance(struct bo *bo, struct bo_arena *arena,
				    const struct buyer *buyer, int64_t performance_id,
				    struct offered **rows, size_t *n)
{
	const struct sql_into *into = SQL_ROWS(arena, *rows, *n, read_offered);
	enum bo_status status =
		performance_id
			? sql_list(bo, into, OFFERED "WHERE r.performance_id = $3 " CLERKS_ORDER,
				   "irr", bo_now(bo), buyer->basket_id, performance_id)
			: sql_list(bo, into, OFFERED "WHERE r.performance_id IS NULL " CLERKS_ORDER,
				   "ir", bo_now(bo), buyer->basket_id);

	for (size_t i = 0; !status && i < *n; i++)
		status = for_buyer(bo, arena, buyer, &(*rows)[i]);
	return status;
}
