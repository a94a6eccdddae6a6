/*
 * Reading baskets and holds for a face.
 */
#include "base/fail.h"
#include "basket/basket.h"
#include "basket/codes.h"
#include "basket/own.h"
#include "house/access.h"
#include "store/sql.h"

#include <string.h>

static struct bo_basket_line *line_of(struct bo_basket *basket, int64_t id)
{
	for (size_t i = 0; i < basket->n_lines; i++)
		if (basket->line[i].id == id)
			return &basket->line[i];
	return NULL;
}

/* Behind those it has. */
static bool add_code(struct bo_arena *arena, struct bo_basket_line *line, const char *code)
{
	if (!code)
		return true;
	line->codes = codes_joined(arena, line->codes ? line->codes : "", code);
	if (line->codes && !line->code)
		line->code = codes_first(arena, line->codes);
	return line->code != NULL && line->codes != NULL;
}

static enum bo_status read_codes(struct bo *bo, struct bo_arena *arena, struct bo_basket *basket)
{
	struct sql_rows *rows;
	bool room = true;
	enum bo_status status = sql_query(bo, &rows,
					  "SELECT u.line_id, u.code FROM basket_line l "
					  "JOIN basket_line_code u ON u.line_id = l.id "
					  "WHERE l.basket_id = $1 ORDER BY l.id, u.n",
					  "r", basket->id);

	if (status)
		return status;
	while (room && sql_next(rows)) {
		struct bo_basket_line *line = line_of(basket, sql_id(rows, 0));

		room = line && add_code(arena, line, sql_text(rows, 1));
	}
	status = sql_end(rows);
	return !status && !room ? fail_memory(bo) : status;
}

/* What opens it, then the others as the buyer named them: the store has no order of these. */
static bool sort_codes(struct bo_arena *arena, const struct bo_basket *basket,
		       struct bo_basket_line *line, size_t n_open)
{
	const char *mine = line->codes, *named = basket->code, *sorted = "";
	char code[BO_CODE_SIZE];

	if (bo_code_count(mine) < n_open + 2)
		return true;
	for (size_t i = 0; sorted && i < n_open && bo_code_next(&mine, code); i++)
		sorted = codes_joined(arena, sorted, code);
	while (sorted && bo_code_next(&named, code))
		if (bo_code_among(mine, code))
			sorted = codes_joined(arena, sorted, code);
	if (sorted)
		sorted = codes_joined(arena, sorted, mine);
	line->codes = sorted;
	line->code = codes_first(arena, sorted);
	return line->code != NULL;
}

SQL_COLUMNS(USE_LINE, USE_CAMPAIGN_ID, USE_MEMBER, USE_CAMPAIGN, USE_CODE, USE_QTY, USE_DISCOUNT,
	    USE_SAID);

static enum bo_status read_uses(struct bo *bo, struct bo_arena *arena, struct bo_basket *basket)
{
	size_t *n_open = bo_arena_alloc(arena, (basket->n_lines + 1) * sizeof *n_open);
	struct sql_rows *rows;
	bool room = n_open != NULL;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT u.line_id, u.campaign_id, u.member_id, coalesce(nullif(c.public_name, "
		"''), c.name), coalesce(nullif(m.code, ''), nullif(m.email, "
		"''), k.code), u.qty, u.discount, u.said FROM basket_use u JOIN campaign c "
		"ON c.id = u.campaign_id LEFT JOIN audience a ON a.id = c.audience_id "
		"LEFT JOIN member m ON a.kind = 'list' AND m.id = u.member_id LEFT JOIN ticket k "
		"ON a.kind = 'attendees' AND k.voucher_id = u.member_id AND k.state = 'active' "
		"WHERE u.basket_id = $1 ORDER BY u.line_id, c.position, c.id, u.member_id",
		"r", basket->id);

	if (status)
		return status;
	for (size_t i = 0; room && i < basket->n_lines; i++)
		n_open[i] = bo_code_count(basket->line[i].codes);
	while (room && sql_next(rows)) {
		struct bo_basket_line *line = line_of(basket, sql_id(rows, USE_LINE));
		struct bo_line_use *row =
			line ? bo_arena_grow(arena, line->use, line->n_uses, sizeof *row) : NULL;

		room = row != NULL && add_code(arena, line, sql_text(rows, USE_SAID));
		if (!room)
			break;
		line->use = row;
		row[line->n_uses++] = (struct bo_line_use){
			.campaign_id = sql_id(rows, USE_CAMPAIGN_ID),
			.member_id = sql_id(rows, USE_MEMBER),
			.campaign = sql_copy(rows, USE_CAMPAIGN, arena),
			.code = bo->session.self_service ? NULL : sql_copy(rows, USE_CODE, arena),
			.qty = sql_int(rows, USE_QTY),
			.discount = sql_int(rows, USE_DISCOUNT)
		};
	}
	status = sql_end(rows);
	for (size_t i = 0; !status && room && i < basket->n_lines; i++)
		room = sort_codes(arena, basket, &basket->line[i], n_open[i]);
	return !status && !room ? fail_memory(bo) : status;
}

SQL_COLUMNS(LINE_ID, LINE_PERFORMANCE, LINE_TYPE_ID, LINE_TYPE, LINE_SHOW, LINE_ZONE, LINE_AT,
	    LINE_CATEGORY, LINE_QTY, LINE_PRICE, LINE_HAS_CODES, LINE_REASON, LINE_DISCOUNT,
	    LINE_HAS_USES);

static enum bo_status read_lines(struct bo *bo, struct bo_arena *arena, struct bo_basket *basket)
{
	struct sql_rows *rows;
	bool any_uses = false, any_codes = false;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT l.id, l.performance_id, l.type_id, t.name, s.title, h.zone, "
		"p.at, t.category, l.qty, l.price, EXISTS (SELECT 1 FROM basket_line_code c "
		"WHERE c.line_id = l.id), l.reason, l.discount, EXISTS (SELECT 1 "
		"FROM basket_use u WHERE u.line_id = l.id) FROM basket_line l "
		"JOIN voucher_type t ON t.id = l.type_id LEFT JOIN performance p "
		"ON p.id = l.performance_id LEFT JOIN show s ON s.id = p.show_id LEFT JOIN house h "
		"ON h.id = s.house_id WHERE l.basket_id = $1 ORDER BY l.id",
		"r", basket->id);

	if (status)
		return status;
	while (sql_next(rows)) {
		struct bo_basket_line *grown = bo_arena_grow(arena, basket->line, basket->n_lines,
							     sizeof *grown),
				      *line;

		if (!grown) {
			(void)!sql_end(rows);
			return fail_memory(bo);
		}
		basket->line = grown;
		line = &grown[basket->n_lines++];
		*line = (struct bo_basket_line){ .id = sql_id(rows, LINE_ID),
						 .performance_id = sql_id(rows, LINE_PERFORMANCE),
						 .type_id = sql_id(rows, LINE_TYPE_ID),
						 .type = sql_copy(rows, LINE_TYPE, arena),
						 .show = sql_copy(rows, LINE_SHOW, arena),
						 .zone = sql_copy(rows, LINE_ZONE, arena),
						 .performance_at = sql_id(rows, LINE_AT),
						 .category = bo_category_from_code(
							 sql_text(rows, LINE_CATEGORY)),
						 .qty = sql_int(rows, LINE_QTY),
						 .price = sql_int(rows, LINE_PRICE),
						 .override = sql_copy(rows, LINE_REASON, arena),
						 .discount = sql_int(rows, LINE_DISCOUNT) };
		line->amount = line->qty * line->price - line->discount;
		basket->total += line->amount;
		any_uses = any_uses || sql_flag(rows, LINE_HAS_USES);
		any_codes = any_codes || sql_flag(rows, LINE_HAS_CODES);
	}
	status = sql_end(rows);
	if (!status && any_codes)
		status = read_codes(bo, arena, basket);
	return status || !any_uses ? status : read_uses(bo, arena, basket);
}

static void read_tender(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_tender *)row =
		(struct bo_tender){ .kind = bo_tender_from_code(sql_text(rows, 0)),
				    .amount = sql_int(rows, 1),
				    .reference = sql_copy(rows, 2, arena),
				    .at = sql_int(rows, 3) };
}

static enum bo_status read_tenders(struct bo *bo, struct bo_arena *arena, struct bo_basket *basket)
{
	enum bo_status status =
		sql_list(bo, SQL_ROWS(arena, basket->tender, basket->n_tenders, read_tender),
			 "SELECT kind, amount, reference, at FROM basket_tender "
			 "WHERE basket_id = $1 ORDER BY id",
			 "r", basket->id);

	for (size_t i = 0; !status && i < basket->n_tenders; i++)
		basket->paid += basket->tender[i].amount;
	return status;
}

#define HEADS                                                                                      \
	"SELECT b.id, b.patron_id, b.state, p.name, t.name, s.name, b.label, b.code, b.created, "  \
	"b.expires, b.holding FROM basket b JOIN patron p ON p.id = b.patron_id "                  \
	"JOIN till t ON t.id = b.till_id LEFT JOIN staff s ON s.id = b.staff_id "

SQL_COLUMNS(HEAD_ID, HEAD_PATRON_ID, HEAD_STATE, HEAD_PATRON, HEAD_TILL, HEAD_STAFF, HEAD_LABEL,
	    HEAD_CODE, HEAD_CREATED, HEAD_EXPIRES, HEAD_HOLDING);

static void read_head(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_basket *basket = row;
	const struct bo *bo = sql_bo(rows);

	*basket = (struct bo_basket){
		.id = sql_id(rows, HEAD_ID),
		.patron_id = sql_id(rows, HEAD_PATRON_ID),
		.state = bo_basket_state_from_code(sql_text(rows, HEAD_STATE)),
		.patron = sql_copy(rows, HEAD_PATRON, arena),
		.till = sql_copy(rows, HEAD_TILL, arena),
		.staff = sql_copy(rows, HEAD_STAFF, arena),
		.label = sql_copy(rows, HEAD_LABEL, arena),
		.code = sql_copy(rows, HEAD_CODE, arena),
		.created = sql_int(rows, HEAD_CREATED),
		.expires = sql_int(rows, HEAD_EXPIRES),
	};
	basket->proof = own_proof(bo, arena, "H", basket->id, basket->created);
	if (bo->session.self_service) {
		basket->staff = NULL;
		basket->patron = own_name(bo, basket->patron_id, basket->patron);
	}
	basket->expired = !sql_flag(rows, HEAD_HOLDING) || basket->expires <= bo_now(bo);
}

enum bo_status bo_basket_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_basket *basket)
{
	struct bo_basket found = { 0 };
	enum bo_status status = own_basket(bo, id);

	if (!status)
		status = sql_one(bo, SQL_ROW(arena, &found, read_head), NULL,
				 HEADS "WHERE b.id = $1", "r", id);
	if (!status && found.id == 0)
		status = fail(bo, BO_NOT_FOUND, "There is no such basket or hold any more.");
	if (!status)
		status = read_lines(bo, arena, &found);
	if (!status)
		status = read_tenders(bo, arena, &found);
	if (!status) {
		found.expired = found.expired && found.n_lines > 0;
		*basket = found;
	}
	return status;
}

enum bo_status bo_hold_list(struct bo *bo, struct bo_arena *arena, struct bo_baskets *list)
{
	struct bo_baskets found = { 0 };
	enum bo_status status =
		bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = sql_list(
			bo, SQL_ROWS(arena, found.row, found.n, read_head),
			HEADS
			"WHERE (EXISTS (SELECT 1 FROM basket_line l WHERE l.basket_id = b.id) "
			"OR EXISTS (SELECT 1 FROM basket_tender x WHERE x.basket_id = b.id)) "
			"AND ($1 IS NULL OR b.id = $1) ORDER BY b.created, b.id",
			"i", own_only(bo, bo->session.own_basket));
	for (size_t i = 0; i < found.n && !status; i++)
		status = read_lines(bo, arena, &found.row[i]);
	for (size_t i = 0; i < found.n && !status; i++)
		status = read_tenders(bo, arena, &found.row[i]);
	if (!status)
		*list = found;
	return status;
}
