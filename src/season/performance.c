/*
 * Reading performances.  The kept counts are corrected in the query for holds
 * that ran out and nobody swept: the subquery starts at the index of expired
 * baskets, so it costs next to nothing while there are none.
 */
#include <boxoffice/performance.h>

#include "base/fail.h"
#include "house/access.h"
#include "season/naming.h"
#include "season/words.h"
#include "store/sql.h"

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

static void read_row(struct sql_rows *rows, struct bo_arena *arena,
		     struct bo_performance *performance)
{
	struct bo_performance p = { 0 };
	int64_t taken, limit;

	p.id = sql_id(rows, 0);
	p.show_id = sql_id(rows, 1);
	p.show = sql_copy(rows, 2, arena);
	p.house = sql_copy(rows, 3, arena);
	p.zone = sql_copy(rows, 4, arena);
	p.at = sql_int(rows, 5);
	p.capacity = sql_int(rows, 6);
	p.advance = sql_int(rows, 7);
	p.sold = sql_int(rows, 8);
	p.held = not_below_zero(sql_int(rows, 9));
	p.revenue = sql_int(rows, 10);
	p.state = performance_state_from_code(sql_text(rows, 11));
	taken = p.sold + p.held;
	limit = p.advance == BO_NONE ? p.capacity : least(p.capacity, p.advance);
	p.left = not_below_zero(limit - taken);
	p.house_left = not_below_zero(p.capacity - taken);
	p.oversold = not_below_zero(taken - p.capacity);
	*performance = p;
}

/* One literal for each way in, so that each has its index. */
static enum bo_status ask(struct bo *bo, const struct bo_performance_filter *filter,
			  struct sql_rows **rows)
{
	int64_t limit = filter->limit ? (int64_t)filter->limit : INT64_MAX;
	int64_t from = filter->from == BO_NONE ? 0 : filter->from; /* nothing plays before 1970 */

	if (filter->show_id)
		return sql_query(bo, rows,
				 PERFORMANCE "WHERE p.show_id = $2 AND p.at >= $3 "
					     "AND ($4 IS NULL OR s.season_id = $4) "
					     "ORDER BY p.at, p.id LIMIT $5",
				 "iriri", bo_now(bo), filter->show_id, from, filter->season_id,
				 limit);
	if (filter->season_id)
		return sql_query(bo, rows,
				 PERFORMANCE "WHERE s.season_id = $2 AND p.at >= $3 "
					     "ORDER BY p.at, p.id LIMIT $4",
				 "irii", bo_now(bo), filter->season_id, from, limit);
	return sql_query(bo, rows, PERFORMANCE "WHERE p.at >= $2 ORDER BY p.at, p.id LIMIT $3",
			 "iii", bo_now(bo), from, limit);
}

enum bo_status bo_performance_list(struct bo *bo, struct bo_arena *arena,
				   const struct bo_performance_filter *filter,
				   struct bo_performances *list)
{
	struct bo_performances found = { 0 };
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status = ask(bo, filter, &rows);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_performance *grown =
			bo_arena_grow(arena, found.row, found.n, sizeof *grown);

		room = grown != NULL;
		if (!room)
			break;
		found.row = grown;
		read_row(rows, arena, &found.row[found.n++]);
	}
	status = sql_end(rows);
	if (!status && !room)
		status = fail_memory(bo);
	if (!status && found.n > 0 && !access_has(bo, BO_MAY_READ_SALES))
		for (size_t i = 0; i < found.n; i++)
			found.row[i].revenue = BO_NONE;
	if (!status)
		*list = found;
	return status;
}

enum bo_status bo_performance_get(struct bo *bo, struct bo_arena *arena, int64_t id,
				  struct bo_performance *performance)
{
	struct bo_performance read = { 0 };
	struct sql_rows *rows;
	bool found;
	enum bo_status status =
		sql_query(bo, &rows, PERFORMANCE "WHERE p.id = $2", "ii", bo_now(bo), id);

	if (status)
		return status;
	found = sql_next(rows);
	if (found)
		read_row(rows, arena, &read);
	status = sql_end(rows);
	if (!status && !found)
		status = fail_field(bo, BO_NOT_FOUND, "performance", "",
				    "There is no such performance.");
	if (!status && !access_has(bo, BO_MAY_READ_SALES))
		read.revenue = BO_NONE;
	if (!status)
		*performance = read;
	return status;
}

enum bo_status bo_performance_next(struct bo *bo, struct bo_arena *arena,
				   struct bo_performance *performance)
{
	struct bo_performance read = { 0 };
	struct sql_rows *rows;
	bool found;
	enum bo_status status = sql_query(bo, &rows,
					  PERFORMANCE "WHERE p.at >= $2 AND p.state = 'on_sale' "
						      "ORDER BY p.at, p.id LIMIT 1",
					  "ii", bo_now(bo), bo_now(bo) - STILL_SELLING);

	if (status)
		return status;
	found = sql_next(rows);
	if (found)
		read_row(rows, arena, &read);
	status = sql_end(rows);
	if (!status && !found)
		status = fail(bo, BO_NOT_FOUND, "No performance is on sale from now on.");
	if (!status && !access_has(bo, BO_MAY_READ_SALES))
		read.revenue = BO_NONE;
	if (!status)
		*performance = read;
	return status;
}
