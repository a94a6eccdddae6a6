/*
 * Reading vouchers somebody holds, and moving them between open and reserved.
 * The counts of places move with them, money never does.
 */
#include "sale/owned.h"
#include "base/fail.h"
#include "store/sql.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

enum { VOUCHERS_MAX = 10000 };

#define OWNED                                                                                      \
	"SELECT v.id, v.order_id, v.type_id, v.redemption_id, v.performance_id, v.patron_id, "     \
	"v.parent_id, p.at, t.name, s.title, h.zone, t.category, v.state, t.changeable, "          \
	"t.subscription, n.last, CASE WHEN v.parent_id IS NULL THEN l.performance_id END, "        \
	"o.patron_id FROM voucher v JOIN orders o ON o.id = v.order_id "                           \
	"JOIN order_line l ON l.id = v.line_id JOIN voucher_type t ON t.id = v.type_id "           \
	"JOIN season n ON n.id = t.season_id LEFT JOIN performance p ON p.id = v.performance_id "  \
	"LEFT JOIN show s ON s.id = p.show_id LEFT JOIN house h ON h.id = s.house_id "

SQL_COLUMNS(ID, ORDER, TYPE_ID, REDEMPTION, PERFORMANCE, PATRON, PARENT, AT, TYPE, SHOW, ZONE,
	    CATEGORY, STATE, CHANGEABLE, SUBSCRIPTION, SEASON_END, HOME, ORDER_PATRON);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo *bo = sql_bo(rows);
	char today[BO_DATE_SIZE];

	bo_date_of(bo_now(bo), bo->settings.zone, today);
	*(struct owned *)row =
		(struct owned){ .id = sql_id(rows, ID),
				.order_id = sql_id(rows, ORDER),
				.type_id = sql_id(rows, TYPE_ID),
				.redemption_id = sql_id(rows, REDEMPTION),
				.performance_id = sql_id(rows, PERFORMANCE),
				.patron_id = sql_id(rows, PATRON),
				.parent_id = sql_id(rows, PARENT),
				.at = sql_int(rows, AT),
				.type = sql_copy(rows, TYPE, arena),
				.show = sql_copy(rows, SHOW, arena),
				.zone = sql_copy(rows, ZONE, arena),
				.category = bo_category_from_code(sql_text(rows, CATEGORY)),
				.state = bo_voucher_state_from_code(sql_text(rows, STATE)),
				.changeable = sql_flag(rows, CHANGEABLE),
				.subscription = sql_flag(rows, SUBSCRIPTION),
				.expired = strcmp(sql_text(rows, SEASON_END), today) < 0,
				.home = sql_id(rows, HOME),
				.order_patron = sql_id(rows, ORDER_PATRON) };
}

static bool listed(const struct owned_list *list, int64_t id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->row[i].id == id)
			return true;
	return false;
}

static enum bo_status read_one(struct bo *bo, struct bo_arena *arena, int64_t id,
			       struct owned_list *list)
{
	size_t before = list->n;
	enum bo_status status = sql_list(bo, SQL_MORE(arena, list->row, list->n, read_row),
					 OWNED "WHERE v.id = $1", "r", id);

	if (!status && list->n == before)
		status = fail_number(bo, "voucher", id, "There is no voucher %" PRId64 ".", id);
	return status;
}

enum bo_status owned_read(struct bo *bo, struct bo_arena *arena, const int64_t *vouchers, size_t n,
			  struct owned_list *list)
{
	enum bo_status status = BO_OK;

	*list = (struct owned_list){ 0 };
	if (n == 0)
		return fail_field(bo, BO_INVALID, "voucher", "", "Name at least one voucher.");
	if (n > VOUCHERS_MAX)
		return fail_field(bo, BO_INVALID, "voucher", "",
				  "That is more than %d vouchers at a time.", VOUCHERS_MAX);
	for (size_t i = 0; i < n && !status; i++)
		if (!listed(list, vouchers[i]))
			status = read_one(bo, arena, vouchers[i], list);
	return status;
}

enum bo_status owned_children(struct bo *bo, struct bo_arena *arena, int64_t parent_id,
			      struct owned_list *list)
{
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_row),
			OWNED "WHERE v.parent_id = $1 ORDER BY v.id", "r", parent_id);
}

enum bo_status owned_release(struct bo *bo, const struct owned *voucher)
{
	struct counted counted = { .redemption_id = voucher->redemption_id,
				   .type_id = voucher->type_id,
				   .performance_id = voucher->performance_id,
				   .takes_place = bo_category_takes_place(voucher->category),
				   .qty = -1 };
	enum bo_status status = sql_run(bo,
					"UPDATE voucher SET state = 'open', performance_id = NULL, "
					"redemption_id = NULL, seat = NULL WHERE id = $1",
					"r", voucher->id);

	if (!status)
		status = issue_end(bo, voucher->id);
	return status ? status : count_places(bo, &counted);
}

enum bo_status owned_reserve(struct bo *bo, const struct line_place *place,
			     const struct sale_line *line, int64_t voucher_id)
{
	struct counted counted = lines_counted(line);
	int64_t ticket_id = 0;
	enum bo_status status = sql_run(
		bo,
		"UPDATE voucher SET state = 'reserved', performance_id = $2, redemption_id = $3 "
		"WHERE id = $1",
		"rrr", voucher_id, line->offered.performance_id, line->offered.redemption_id);

	counted.qty = 1;
	if (!status)
		status = count_places(bo, &counted);
	if (!status)
		status = issue_again(bo, voucher_id, ISSUE_VOID, &ticket_id);
	return status ? status : run_add(bo, place->run, place->order_id, ticket_id);
}

static enum bo_status reserve_line(struct bo *bo, const struct line_place *place,
				   const struct sale_line *line)
{
	enum bo_status status = BO_OK;

	for (int64_t i = 0; i < line->qty && !status; i++) {
		int64_t id = BO_NONE;

		status = sql_number(bo, &id,
				    "SELECT min(id) FROM voucher WHERE order_id = $1 AND type_id = "
				    "$2 AND state = 'open' AND parent_id IS NOT NULL",
				    "rr", place->order_id, line->offered.type_id);
		if (!status && id == BO_NONE)
			status = fail(bo, BO_CORRUPT, "The bundle issued fewer %s than it says.",
				      line->offered.type);
		if (!status)
			status = owned_reserve(bo, place, line, id);
	}
	return status;
}

enum bo_status owned_reserve_lines(struct bo *bo, const struct line_place *place,
				   const struct sale_lines *lines)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < lines->n && !status; i++)
		if (lines->row[i].offered.reserves)
			status = reserve_line(bo, place, &lines->row[i]);
	return status;
}

json_t *owned_ids(const struct owned_list *list)
{
	json_t *ids = json_array();

	for (size_t i = 0; i < list->n; i++)
		json_array_append_new(ids, json_integer(list->row[i].id));
	return ids;
}
