/*
 * Reading performances, and the one somebody means: an id, or a title and a time as
 * in "hamlet@2026-01-05T20:00".  The time is read on the clock of each show's own house,
 * so the title is settled first.  The kept counts are corrected in the query for holds
 * that ran out and nobody swept: the subquery starts at the index of expired
 * baskets, so it costs next to nothing while there are none.
 */
#include <boxoffice/performance.h>

#include "base/fail.h"
#include "house/access.h"
#include "season/naming.h"
#include "store/sql.h"

#include <boxoffice/text.h>

#include <string.h>

/* $1 is now.  CROSS JOIN keeps SQLite from starting with the lines, of which there are always some.
 */
#define PERFORMANCE                                                                                \
	"SELECT p.id, p.show_id, s.title, h.name, h.zone, p.at, p.capacity, p.advance, p.sold, "   \
	"p.held - coalesce((SELECT sum(l.qty) FROM basket b CROSS JOIN basket_line l "             \
	"WHERE b.holding = 1 AND b.expires <= $1 AND l.basket_id = b.id "                          \
	"AND l.takes_place = 1 AND l.performance_id = p.id), 0), p.revenue, p.state "              \
	"FROM performance p JOIN show s ON s.id = p.show_id JOIN house h ON h.id = s.house_id "

enum { STILL_SELLING = 2 * 3600 }; /* seconds after curtain that latecomers are sold to */

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t not_below_zero(int64_t number)
{
	return number > 0 ? number : 0;
}

SQL_COLUMNS(ID, SHOW_ID, SHOW, HOUSE, ZONE, AT, CAPACITY, ADVANCE, SOLD, HELD, REVENUE, STATE);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_performance *p = row;
	int64_t taken, limit;

	p->id = sql_id(rows, ID);
	p->show_id = sql_id(rows, SHOW_ID);
	p->show = sql_copy(rows, SHOW, arena);
	p->house = sql_copy(rows, HOUSE, arena);
	p->zone = sql_copy(rows, ZONE, arena);
	p->at = sql_int(rows, AT);
	p->capacity = sql_int(rows, CAPACITY);
	p->advance = sql_int(rows, ADVANCE);
	p->sold = sql_int(rows, SOLD);
	p->held = not_below_zero(sql_int(rows, HELD));
	p->revenue = sql_int(rows, REVENUE);
	p->state = bo_performance_state_from_code(sql_text(rows, STATE));
	taken = p->sold + p->held;
	limit = p->advance == BO_NONE ? p->capacity : least(p->capacity, p->advance);
	p->left = not_below_zero(limit - taken);
	p->house_left = not_below_zero(p->capacity - taken);
	p->oversold = not_below_zero(taken - p->capacity);
}

static void hide_revenue(struct bo *bo, struct bo_performance *row, size_t n)
{
	if (n && !access_has(bo, BO_MAY_READ_SALES))
		for (size_t i = 0; i < n; i++)
			row[i].revenue = BO_NONE;
}

/* The first curtain there may be; nothing plays before 1970. */
static int64_t first_curtain(const struct bo *bo, enum bo_performance_purpose purpose)
{
	return purpose == BO_TO_LOOK_BACK  ? 0
	       : purpose == BO_TO_EXCHANGE ? bo_now(bo)
					   : bo_now(bo) - STILL_SELLING;
}

static bool takes_cancelled(enum bo_performance_purpose purpose)
{
	return purpose == BO_TO_LOOK_BACK || purpose == BO_TO_PLAN;
}

bool bo_performance_is_for(const struct bo *bo, const struct bo_performance *performance,
			   enum bo_performance_purpose purpose)
{
	return performance->at >= first_curtain(bo, purpose) &&
	       (performance->state == BO_PERFORMANCE_ON_SALE || takes_cancelled(purpose));
}

/* One literal for each way in, so that each has its index. */
static enum bo_status ask(struct bo *bo, const struct sql_into *into,
			  const struct bo_performance_filter *filter)
{
	int64_t limit = filter->limit ? (int64_t)filter->limit : INT64_MAX;
	int64_t first = first_curtain(bo, filter->purpose);
	int64_t from = filter->from != BO_NONE && filter->from > first ? filter->from : first;
	const char *other = takes_cancelled(filter->purpose) ? "cancelled" : "on_sale";

	if (filter->show_id)
		return sql_list(bo, into,
				PERFORMANCE "WHERE p.show_id = $2 AND p.at >= $3 "
					    "AND p.state IN ('on_sale', $4) AND ($5 IS NULL "
					    "OR s.season_id = $5) ORDER BY p.at, p.id LIMIT $6",
				"irisri", bo_now(bo), filter->show_id, from, other,
				filter->season_id, limit);
	if (filter->season_id)
		return sql_list(bo, into,
				PERFORMANCE "WHERE s.season_id = $2 AND p.at >= $3 "
					    "AND p.state IN ('on_sale', $4) "
					    "ORDER BY p.at, p.id LIMIT $5",
				"irisi", bo_now(bo), filter->season_id, from, other, limit);
	return sql_list(bo, into,
			PERFORMANCE "WHERE p.at >= $2 AND p.state IN ('on_sale', $3) "
				    "ORDER BY p.at, p.id LIMIT $4",
			"iisi", bo_now(bo), from, other, limit);
}

enum bo_status bo_performance_list(struct bo *bo, struct bo_arena *arena,
				   const struct bo_performance_filter *filter,
				   struct bo_performances *list)
{
	enum bo_status status = ask(bo, SQL_ROWS(arena, list->row, list->n, read_row), filter);

	if (!status)
		hide_revenue(bo, list->row, list->n);
	return status;
}

enum bo_status bo_performance_get(struct bo *bo, struct bo_arena *arena, int64_t id,
				  struct bo_performance *performance)
{
	enum bo_status status = sql_one(bo, SQL_ROW(arena, performance, read_row), "performance",
					PERFORMANCE "WHERE p.id = $2", "ii", bo_now(bo), id);

	if (!status)
		hide_revenue(bo, performance, 1);
	return status;
}

enum bo_status bo_performance_next(struct bo *bo, struct bo_arena *arena,
				   struct bo_performance *performance)
{
	struct bo_performance next = { .id = 0 };
	enum bo_status status = sql_one(bo, SQL_ROW(arena, &next, read_row), NULL,
					PERFORMANCE "WHERE p.at >= $2 AND p.state = 'on_sale' "
						    "ORDER BY p.at, p.id LIMIT 1",
					"ii", bo_now(bo), bo_now(bo) - STILL_SELLING);

	if (!status && next.id == 0)
		status = fail(bo, BO_NOT_FOUND, "No performance is on sale from now on.");
	if (status)
		return status;
	hide_revenue(bo, &next, 1);
	*performance = next;
	return BO_OK;
}

/* --- The performance somebody means ---------------------------------------------------------- */

/* What one title or its beginning may stand for. */
struct candidate {
	int64_t id;
	const char *title, *title_fold, *zone;
};

struct candidates {
	size_t n;
	struct candidate *row;
};

struct wanted {
	char title[BO_NAME_MAX * 2], time[80];
	char fold[NAME_FOLD];
};

static bool split(const char *text, struct wanted *wanted)
{
	const char *at = strrchr(text, '@');
	struct bo_buf title = BO_BUF(wanted->title), time = BO_BUF(wanted->time);

	if (!at || at == text || !at[1])
		return false;
	bo_buf_addn(&title, text, (size_t)(at - text));
	bo_buf_add(&time, at + 1);
	bo_text_fold(wanted->title, wanted->fold, sizeof wanted->fold);
	return !title.full && !time.full && *wanted->fold;
}

static void read_candidate(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct candidate *)row = (struct candidate){ .id = sql_id(rows, 0),
						       .title = sql_copy(rows, 1, arena),
						       .title_fold = sql_copy(rows, 2, arena),
						       .zone = sql_copy(rows, 3, arena) };
}

#define CANDIDATES                                                                                 \
	"SELECT s.id, s.title, s.title_fold, h.zone FROM show s "                                  \
	"JOIN season n ON n.id = s.season_id JOIN house h ON h.id = s.house_id WHERE "
#define NEWEST_FIRST "ORDER BY n.first DESC, s.id DESC LIMIT 64"

/* Shows of exactly that title, else of those that begin so; newest season first. */
static enum bo_status collect(struct bo *bo, struct bo_arena *arena, const char *fold,
			      struct candidates *shows)
{
	const struct sql_into *into = SQL_ROWS(arena, shows->row, shows->n, read_candidate);
	enum bo_status status =
		sql_list(bo, into, CANDIDATES "s.title_fold = $1 " NEWEST_FIRST, "s", fold);

	if (status || shows->n)
		return status;
	return sql_list(bo, into,
			CANDIDATES "substr(s.title_fold, 1, length($1)) = $1 " NEWEST_FIRST, "s",
			fold);
}

static enum bo_status unknown_title(struct bo *bo, struct bo_arena *arena, const char *text,
				    const char *title)
{
	const char **names = NULL, *near;
	size_t n = 0;
	enum bo_status status = sql_list(bo, SQL_ROWS(arena, names, n, sql_read_text),
					 "SELECT title FROM show ORDER BY id DESC LIMIT 2000", "");

	if (status)
		return status;
	near = bo_text_nearest(title, names, n);
	if (near)
		return fail_field(bo, BO_NOT_FOUND, "performance", text,
				  "There is no show \"%s\"; did you mean \"%s\"?", title, near);
	return fail_field(bo, BO_NOT_FOUND, "performance", text, "There is no show \"%s\".", title);
}

/* Shows that the title stands for: of one title only. */
static enum bo_status settle_title(struct bo *bo, struct bo_arena *arena, const char *text,
				   const struct wanted *wanted, struct candidates *shows)
{
	enum bo_status status = collect(bo, arena, wanted->fold, shows);

	if (status)
		return status;
	if (shows->n == 0)
		return unknown_title(bo, arena, text, wanted->title);
	for (size_t i = 1; i < shows->n; i++)
		if (strcmp(shows->row[i].title_fold, shows->row[0].title_fold) != 0)
			return fail_field(bo, BO_INVALID, "performance", text,
					  "\"%s\" begins several titles, such as \"%s\" and "
					  "\"%s\"; write more of the one you mean.",
					  wanted->title, shows->row[0].title, shows->row[i].title);
	return BO_OK;
}

static enum bo_status no_such_time(struct bo *bo, const char *text, const struct candidate *shows,
				   size_t n, int64_t at)
{
	char wanted[WHEN_TEXT], nearest[WHEN_TEXT];

	for (size_t i = 0; i < n; i++) {
		int64_t other;
		enum bo_status status = sql_number(bo, &other,
						   "SELECT at FROM performance WHERE show_id = $1 "
						   "ORDER BY abs(at - $2), at LIMIT 1",
						   "ii", shows[i].id, at);

		if (status)
			return status;
		if (other != BO_NONE)
			return fail_field(bo, BO_NOT_FOUND, "performance", text,
					  "%s does not play on %s; the nearest date is %s.",
					  shows[i].title, when_text(wanted, at, shows[i].zone),
					  when_text(nearest, other, shows[i].zone));
	}
	return fail_field(bo, BO_NOT_FOUND, "performance", text, "%s has no performances yet.",
			  shows[0].title);
}

static enum bo_status find(struct bo *bo, struct bo_arena *arena, const char *text, int64_t *id)
{
	struct candidates shows = { 0 };
	struct wanted wanted;
	int64_t at = 0;
	enum bo_status status;

	if (!split(text, &wanted))
		return fail_field(bo, BO_INVALID, "performance", text,
				  "A performance is named by its id, or by title and time as in "
				  "\"hamlet@2026-01-05T20:00\".");
	status = settle_title(bo, arena, text, &wanted, &shows);
	for (size_t i = 0; !status && i < shows.n; i++) {
		struct bo_typing typing = bo_typing(bo, shows.row[i].zone);
		const char *fault = bo_typed_when(&typing, wanted.time, &at);

		if (fault)
			return fail_field(bo, BO_INVALID, "performance", text, "\"%s\" %s.",
					  wanted.time, fault);
		status = sql_number(bo, id,
				    "SELECT id FROM performance WHERE show_id = $1 AND at = $2",
				    "ii", shows.row[i].id, at);
		if (!status && *id != BO_NONE)
			return BO_OK;
	}
	return status ? status : no_such_time(bo, text, shows.row, shows.n, at);
}

enum bo_status bo_performance_find(struct bo *bo, struct bo_arena *arena, const char *text,
				   struct bo_performance *performance)
{
	struct bo_performance found = { 0 };
	int64_t id = 0;
	enum bo_status status = glance_begin(bo, BO_OK);

	if (status)
		return status;
	if (!name_is_id(text, &id))
		status = find(bo, arena, text, &id);
	if (!status)
		status = bo_performance_get(bo, arena, id, &found);
	status = glance_end(bo, status);
	if (!status)
		*performance = found;
	return status;
}
