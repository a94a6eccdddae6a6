/*
 * Windows of a performance that moves.  Those that count from curtain need no
 * care; absolute ends stay behind unless they are told to come along.
 */
#include "season/window_move.h"

#include "base/fail.h"
#include "season/bound.h"
#include "season/naming.h"

#include <boxoffice/performance.h>

struct window {
	int64_t redemption_id, type_id;
	const char *type;
	struct bo_bound start, end;
};
struct windows {
	size_t n;
	struct window *row;
};

/* Seconds since 1970 on the clock on the wall. */
static int64_t on_the_wall(int64_t at, const char *zone)
{
	return at + bo_when_civil(at, zone).offset;
}

/* As far from the new curtain as from the old one, as a calendar and a clock on the wall tell it.
 */
static struct bo_bound moved(struct bo_bound bound, int64_t from, int64_t to, const char *zone)
{
	int64_t far, seconds;

	if (bound.anchor != BO_ANCHOR_TIME)
		return bound;
	far = on_the_wall(to, zone) - on_the_wall(from, zone);
	seconds = far % 86400;
	bound.value = bo_when_add_days(bound.value, (int)(far / 86400), zone) + seconds;
	if (bound.value < 0 || bound.value > MOMENT_MAX)
		bound.value = bound.value < 0 ? 0 : MOMENT_MAX;
	return bound;
}

SQL_COLUMNS(START, START_VALUE, END, END_VALUE, TYPE, TYPE_ID, REDEMPTION);

static void read_window(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct window *)row = (struct window){ .start = bound_read(rows, START),
						 .end = bound_read(rows, END),
						 .type = sql_copy(rows, TYPE, arena),
						 .type_id = sql_id(rows, TYPE_ID),
						 .redemption_id = sql_id(rows, REDEMPTION) };
}

static enum bo_status read_windows(struct bo *bo, struct bo_arena *arena, int64_t performance_id,
				   struct windows *windows)
{
	*windows = (struct windows){ 0 };
	return sql_list(bo, SQL_ROWS(arena, windows->row, windows->n, read_window),
			"SELECT " BOUND_COLUMNS(
				"r.") ", t.name, t.id, r.id "
				      "FROM redemption r JOIN voucher_type t ON t.id = r.type_id "
				      "WHERE r.performance_id = $1 ORDER BY t.display_order, t.id",
			"i", performance_id);
}

/* A window with one end at curtain and one fixed can be turned round by a move. */
static enum bo_status check(struct bo *bo, const struct windows *windows, int64_t from, int64_t to,
			    const char *zone, bool whole)
{
	char text[WHEN_TEXT];

	for (size_t i = 0; i < windows->n; i++) {
		struct bo_bound start = windows->row[i].start, end = windows->row[i].end;

		if (whole) {
			start = moved(start, from, to, zone);
			end = moved(end, from, to, zone);
		}
		if (!bounds_in_order(start, end, to, zone))
			return fail_field(bo, BO_INVALID, "to", when_text(text, to, zone),
					  "With curtain on %s the sales of %s would end before "
					  "they start; change that window first.",
					  text, windows->row[i].type);
	}
	return BO_OK;
}

enum bo_status windows_check(struct bo *bo, int64_t performance_id, int64_t from, int64_t to,
			     const char *zone, bool whole)
{
	struct bo_arena arena = { 0 };
	struct windows windows;
	enum bo_status status = read_windows(bo, &arena, performance_id, &windows);

	if (!status)
		status = check(bo, &windows, from, to, zone, whole);
	bo_arena_clear(&arena);
	return status;
}

static json_t *json_end(struct bo_bound bound, const char *zone)
{
	return bound.anchor == BO_ANCHOR_TIME ? json_when(bound.value, zone) : json_null();
}

enum bo_status windows_shift(struct bo *bo, int64_t performance_id, int64_t from, int64_t to,
			     const char *zone, json_t *list)
{
	struct bo_arena arena = { 0 };
	struct windows windows;
	enum bo_status status = read_windows(bo, &arena, performance_id, &windows);

	for (size_t i = 0; !status && i < windows.n; i++) {
		const struct window *w = &windows.row[i];
		struct bo_bound start = moved(w->start, from, to, zone);
		struct bo_bound end = moved(w->end, from, to, zone);

		if (bounds_equal(start, w->start) && bounds_equal(end, w->end))
			continue;
		json_array_append_new(list, json_pack("{ss s[oo] s[oo]}", "type", w->type, "start",
						      json_end(w->start, zone),
						      json_end(start, zone), "end",
						      json_end(w->end, zone), json_end(end, zone)));
		status = sql_run(bo,
				 "UPDATE redemption SET start_value = $2, end_value = $3 WHERE id "
				 "= $1",
				 "iii", w->redemption_id, start.value, end.value);
	}
	bo_arena_clear(&arena);
	return status;
}

static bool add_end(struct bo_arena *arena, const struct window *w, bool is_start, int64_t then,
		    struct bo_window_ends *list)
{
	struct bo_window_end *grown = bo_arena_grow(arena, list->row, list->n, sizeof *grown);

	if (!grown)
		return false;
	list->row = grown;
	grown[list->n++] = (struct bo_window_end){ .type = w->type,
						   .type_id = w->type_id,
						   .is_start = is_start,
						   .at = is_start ? w->start.value : w->end.value,
						   .then = then };
	return true;
}

static enum bo_status list_ends(struct bo *bo, struct bo_arena *arena, int64_t id, int64_t to,
				struct bo_window_ends *list)
{
	struct bo_performance p = { 0 };
	struct windows windows = { 0 };
	bool room = true;
	enum bo_status status = bo_performance_get(bo, arena, id, &p);

	if (!status)
		status = read_windows(bo, arena, id, &windows);
	for (size_t i = 0; !status && room && i < windows.n; i++) {
		const struct window *w = &windows.row[i];
		struct bo_bound start = moved(w->start, p.at, to, p.zone);
		struct bo_bound end = moved(w->end, p.at, to, p.zone);

		if (!bounds_equal(start, w->start))
			room = add_end(arena, w, true, start.value, list);
		if (room && !bounds_equal(end, w->end))
			room = add_end(arena, w, false, end.value, list);
	}
	return !status && !room ? fail_memory(bo) : status;
}

enum bo_status bo_performance_windows(struct bo *bo, struct bo_arena *arena, int64_t id, int64_t to,
				      struct bo_window_ends *list)
{
	struct bo_window_ends found = { 0 };
	enum bo_status status = glance_begin(bo, BO_OK);

	if (!status)
		status = glance_end(bo, list_ends(bo, arena, id, to, &found));
	if (!status)
		*list = found;
	return status;
}
