/*
 * Adding, moving, editing, cancelling and deleting one performance.  What was
 * sold is never touched: a performance with sales can be cancelled, not deleted.
 */
#include "season/performance_change.h"

#include "base/fail.h"
#include "journal/journal.h"
#include "season/window_move.h"
#include "store/sql.h"

#include <inttypes.h>
#include <string.h>

struct now_stored {
	int64_t show_id, at, capacity, advance, sold, held;
	bool cancelled;
};

SQL_COLUMNS(SHOW_ID, AT, CAPACITY, ADVANCE, SOLD, HELD, CANCELLED);

static void take_stored(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	(void)arena;
	*(struct now_stored *)row = (struct now_stored){ .show_id = sql_id(rows, SHOW_ID),
							 .at = sql_int(rows, AT),
							 .capacity = sql_int(rows, CAPACITY),
							 .advance = sql_int(rows, ADVANCE),
							 .sold = sql_int(rows, SOLD),
							 .held = sql_int(rows, HELD),
							 .cancelled = sql_flag(rows, CANCELLED) };
}

static enum bo_status read_stored(struct bo *bo, int64_t id, struct now_stored *stored)
{
	return sql_one(bo, SQL_ROW(NULL, stored, take_stored), "performance",
		       "SELECT show_id, at, capacity, advance, sold, held, state = 'cancelled' "
		       "FROM performance WHERE id = $1",
		       "i", id);
}

enum bo_status performance_check_at(struct bo *bo, const struct show_facts *show, const char *field,
				    int64_t at)
{
	char day[BO_DATE_SIZE], text[WHEN_TEXT];

	if (at < 0 || at > MOMENT_MAX)
		return fail_number(bo, field, at, "The time lies outside the years 1970 to 9999.");
	bo_date_of(at, show->zone, day);
	if (strcmp(day, show->first) >= 0 && strcmp(day, show->last) <= 0)
		return BO_OK;
	return fail_field(bo, BO_INVALID, field, when_text(text, at, show->zone),
			  "%s lies outside the season %s (%s to %s).", text, show->season,
			  show->first, show->last);
}

enum bo_status performance_check_places(struct bo *bo, int64_t capacity, int64_t advance)
{
	enum bo_status status = check_range(bo, "capacity", capacity, 1, HOUSE_PLACES_MAX);

	if (status || advance == BO_NONE)
		return status;
	if (advance < 0)
		return fail_number(bo, "advance", advance, "The advance limit cannot be negative.");
	if (advance > capacity)
		return fail_number(bo, "advance", advance,
				   "The advance limit %" PRId64 " is more than the %" PRId64
				   " places there are.",
				   advance, capacity);
	return BO_OK;
}

enum bo_status performance_at(struct bo *bo, int64_t show_id, int64_t at, int64_t *id)
{
	return sql_number(bo, id, "SELECT id FROM performance WHERE show_id = $1 AND at = $2", "ii",
			  show_id, at);
}

enum bo_status performance_insert(struct bo *bo, int64_t show_id, int64_t at, int64_t capacity,
				  int64_t advance, int64_t *id)
{
	return sql_number(bo, id,
			  "INSERT INTO performance (show_id, at, capacity, advance) "
			  "VALUES ($1, $2, $3, $4) RETURNING id",
			  "iiii", show_id, at, capacity, advance);
}

static enum bo_status check_free(struct bo *bo, const struct show_facts *show, const char *field,
				 int64_t at)
{
	char text[WHEN_TEXT];
	int64_t other = 0;
	enum bo_status status = performance_at(bo, show->id, at, &other);

	if (status || other == BO_NONE)
		return status;
	return fail_field(bo, BO_EXISTS, field, when_text(text, at, show->zone),
			  "%s plays on %s already.", show->title, text);
}

static enum bo_status add(struct bo *bo, int64_t show_id, int64_t at, int64_t capacity,
			  int64_t advance, int64_t *id)
{
	struct show_facts show;
	enum bo_status status = show_facts(bo, show_id, &show);

	if (status)
		return status;
	if (capacity == BO_NONE)
		capacity = show.house_capacity;
	status = performance_check_at(bo, &show, "at", at);
	if (!status)
		status = performance_check_places(bo, capacity, advance);
	if (!status)
		status = check_free(bo, &show, "at", at);
	if (!status)
		status = performance_insert(bo, show_id, at, capacity, advance, id);
	if (status)
		return status;
	return journal_add(bo, "performance.added", 0,
			   json_pack("{sI sI so sI so}", "id", (json_int_t)*id, "show",
				     (json_int_t)show_id, "at", json_when(at, show.zone),
				     "capacity", (json_int_t)capacity, "advance",
				     json_number(advance)),
			   NULL);
}

enum bo_status bo_performance_add(struct bo *bo, int64_t show_id, int64_t at, int64_t capacity,
				  int64_t advance, int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = setup_begin(bo);

	return status ? status
		      : act_made(bo, add(bo, show_id, at, capacity, advance, &made), &made, id);
}

enum bo_status bo_performance_add_several(struct bo *bo, int64_t show_id, const int64_t *at,
					  size_t n, int64_t capacity, int64_t advance, int64_t *id)
{
	enum bo_status status = setup_begin(bo);

	if (status)
		return status;
	for (size_t i = 0; !status && i < n; i++)
		status = add(bo, show_id, at[i], capacity, advance, &id[i]);
	return act_end(bo, status);
}

static enum bo_status move(struct bo *bo, int64_t id, int64_t to, bool whole)
{
	json_t *windows;
	struct now_stored stored;
	struct show_facts show;
	enum bo_status status = read_stored(bo, id, &stored);

	if (!status)
		status = show_facts(bo, stored.show_id, &show);
	if (status || stored.at == to)
		return status;
	status = performance_check_at(bo, &show, "to", to);
	if (!status)
		status = check_free(bo, &show, "to", to);
	if (!status)
		status = windows_check(bo, id, stored.at, to, show.zone, whole);
	if (!status)
		status = sql_run(bo, "UPDATE performance SET at = $1 WHERE id = $2", "ii", to, id);
	if (status)
		return status;
	windows = json_array();
	if (whole)
		status = windows_shift(bo, id, stored.at, to, show.zone, windows);
	if (status) {
		json_decref(windows);
		return status;
	}
	return journal_add(bo, "performance.moved", 0,
			   json_pack("{sI ss s[oo] so}", "id", (json_int_t)id, "show", show.title,
				     "at", json_when(stored.at, show.zone),
				     json_when(to, show.zone), "windows", windows),
			   NULL);
}

enum bo_status bo_performance_move(struct bo *bo, int64_t id, int64_t to)
{
	enum bo_status status = setup_begin(bo);

	return status ? status : act_end(bo, move(bo, id, to, false));
}

enum bo_status bo_performance_move_whole(struct bo *bo, int64_t id, int64_t to)
{
	enum bo_status status = setup_begin(bo);

	return status ? status : act_end(bo, move(bo, id, to, true));
}

static enum bo_status edit(struct bo *bo, int64_t id, int64_t capacity, int64_t advance)
{
	struct now_stored stored;
	bool advance_given = advance != BO_NONE;
	enum bo_status status = read_stored(bo, id, &stored);

	if (status)
		return status;
	if (capacity == BO_NONE)
		capacity = stored.capacity;
	if (!advance_given)
		advance = stored.advance;
	else if (advance == -1)
		advance = BO_NONE;
	/* An advance limit above a lowered capacity stays: it counts again when places return. */
	status = performance_check_places(bo, capacity, advance_given ? advance : BO_NONE);
	if (status || (capacity == stored.capacity && advance == stored.advance))
		return status;
	status = sql_run(bo, "UPDATE performance SET capacity = $1, advance = $2 WHERE id = $3",
			 "iii", capacity, advance, id);
	if (status)
		return status;
	return journal_add(bo, "performance.edited", 0,
			   json_pack("{sI s[II] s[oo]}", "id", (json_int_t)id, "capacity",
				     (json_int_t)stored.capacity, (json_int_t)capacity, "advance",
				     json_number(stored.advance), json_number(advance)),
			   NULL);
}

enum bo_status bo_performance_edit(struct bo *bo, int64_t id, int64_t capacity, int64_t advance)
{
	enum bo_status status = setup_begin(bo);

	return status ? status : act_end(bo, edit(bo, id, capacity, advance));
}

static enum bo_status cancel(struct bo *bo, int64_t id)
{
	struct now_stored stored;
	struct show_facts show;
	char text[WHEN_TEXT];
	enum bo_status status = read_stored(bo, id, &stored);

	if (!status)
		status = show_facts(bo, stored.show_id, &show);
	if (status)
		return status;
	if (stored.cancelled)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "%s on %s is cancelled already.", show.title,
				 when_text(text, stored.at, show.zone));
	status = sql_run(bo, "UPDATE performance SET state = 'cancelled' WHERE id = $1", "i", id);
	if (status)
		return status;
	return journal_add(bo, "performance.cancelled", 0,
			   json_pack("{sI ss so sI}", "id", (json_int_t)id, "show", show.title,
				     "at", json_when(stored.at, show.zone), "sold",
				     (json_int_t)stored.sold),
			   NULL);
}

enum bo_status bo_performance_cancel(struct bo *bo, int64_t id)
{
	enum bo_status status = setup_begin(bo);

	return status ? status : act_end(bo, cancel(bo, id));
}

/* Sold includes what was given back later: its vouchers stay. */
static enum bo_status check_unused(struct bo *bo, int64_t id, const struct now_stored *stored,
				   const struct show_facts *show)
{
	char text[WHEN_TEXT], name[BO_SHORT_NAME + WHEN_TEXT];
	struct bo_buf what = BO_BUF(name);
	int64_t sold = 0, kept = 0;
	enum bo_status status =
		sql_number(bo, &sold,
			   "SELECT CASE WHEN EXISTS (SELECT 1 FROM voucher WHERE performance_id = "
			   "$1) THEN 1 WHEN EXISTS (SELECT 1 FROM order_line WHERE performance_id "
			   "= $1) THEN 1 ELSE 0 END",
			   "i", id);

	if (!status)
		status = sql_number(bo, &kept,
				    "SELECT count(*) FROM redemption r JOIN basket_line l "
				    "ON l.redemption_id = r.id WHERE r.performance_id = $1",
				    "i", id);
	if (status)
		return status;
	when_text(text, stored->at, show->zone);
	if (sold || stored->sold)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s on %s cannot be deleted, as tickets were sold for it; "
				 "cancel it instead.",
				 show->title, text);
	if (kept || stored->held)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s on %s cannot be deleted, as it is in a basket or a hold; "
				 "release that first, or cancel the performance instead.",
				 show->title, text);
	bo_buf_printf(&what, "%s on %s", show->title, text);
	return check_not_named(bo, "performance", id, name, "cancel it instead");
}

static enum bo_status delete_performance(struct bo *bo, int64_t id)
{
	struct now_stored stored;
	struct show_facts show;
	int64_t redemptions = 0;
	enum bo_status status = read_stored(bo, id, &stored);

	if (!status)
		status = show_facts(bo, stored.show_id, &show);
	if (!status)
		status = check_unused(bo, id, &stored, &show);
	if (!status)
		status = sql_run(bo, "DELETE FROM redemption WHERE performance_id = $1", "i", id);
	if (status)
		return status;
	redemptions = sql_changed(bo);
	status = sql_run(bo, "DELETE FROM performance WHERE id = $1", "i", id);
	if (status)
		return status;
	return journal_add(bo, "performance.deleted", 0,
			   json_pack("{sI ss so sI so sI}", "id", (json_int_t)id, "show",
				     show.title, "at", json_when(stored.at, show.zone), "capacity",
				     (json_int_t)stored.capacity, "advance",
				     json_number(stored.advance), "redemptions",
				     (json_int_t)redemptions),
			   NULL);
}

enum bo_status bo_performance_delete(struct bo *bo, int64_t id)
{
	enum bo_status status = setup_begin(bo);

	return status ? status : act_end(bo, delete_performance(bo, id));
}
