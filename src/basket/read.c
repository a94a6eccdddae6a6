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

static enum bo_status read_uses(struct bo *bo, struct bo_arena *arena, struct bo_basket *basket)
{
	size_t *n_open = bo_arena_alloc(arena, (basket->n_lines + 1) * sizeof *n_open);
	struct sql_rows *rows;
	bool room = n_open != NULL;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT u.line_id, u.campaign_id, u.member_id, "
		"coalesce(nullif(c.public_name, ''), c.name), "
		"coalesce(nullif(m.code, ''), nullif(m.email, ''), k.code), u.qty, u.discount, "
		"u.said "
		"FROM basket_use u JOIN campaign c ON c.id = u.campaign_id "
		"LEFT JOIN audience a ON a.id = c.audience_id "
		"LEFT JOIN member m ON a.kind = 'list' AND m.id = u.member_id "
		"LEFT JOIN ticket k ON a.kind = 'attendees' AND k.voucher_id = u.member_id AND "
		"k.state = 'active' "
		"WHERE u.basket_id = $1 ORDER BY u.line_id, c.position, c.id, u.member_id",
		"r", basket->id);

	if (status)
		return status;
	for (size_t i = 0; room && i < basket->n_lines; i++)
		n_open[i] = bo_code_count(basket->line[i].codes);
	while (room && sql_next(rows)) {
		struct bo_basket_line *line = line_of(basket, sql_id(rows, 0));
		struct bo_line_use *row =
			line ? bo_arena_grow(arena, line->use, line->n_uses, sizeof *row) : NULL;

		room = row != NULL && add_code(arena, line, sql_text(rows, 7));
		if (!room)
			break;
		line->use = row;
		row[line->n_uses++] = (struct bo_line_use){
			.campaign_id = sql_id(rows, 1),
			.member_id = sql_id(rows, 2),
			.campaign = sql_copy(rows, 3, arena),
			.code = bo->session.self_service ? NULL : sql_copy(rows, 4, arena),
			.qty = sql_int(rows, 5),
			.discount = sql_int(rows, 6)
		};
	}
	status = sql_end(rows);
	for (size_t i = 0; !status && room && i < basket->n_lines; i++)
		room = sort_codes(arena, basket, &basket->line[i], n_open[i]);
	return !status && !room ? fail_memory(bo) : status;
}

static enum bo_status read_lines(struct bo *bo, struct bo_arena *arena, struct bo_basket *basket)
{
	struct sql_rows *rows;
	bool any_uses = false, any_codes = false;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT l.id, l.performance_id, l.type_id, t.name, s.title, h.zone, p.at, "
		"t.category, l.qty, l.price, EXISTS (SELECT 1 FROM basket_line_code c WHERE "
		"c.line_id = l.id), l.reason, l.discount, EXISTS (SELECT 1 FROM basket_use u WHERE "
		"u.line_id = l.id) FROM basket_line l JOIN voucher_type t ON t.id = l.type_id LEFT "
		"JOIN performance p ON p.id = "
		"l.performance_id "
		"LEFT JOIN show s ON s.id = p.show_id LEFT JOIN house h ON h.id = s.house_id "
		"WHERE l.basket_id = $1 ORDER BY l.id",
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
		*line = (struct bo_basket_line){ .id = sql_id(rows, 0),
						 .performance_id = sql_id(rows, 1),
						 .type_id = sql_id(rows, 2),
						 .type = sql_copy(rows, 3, arena),
						 .show = sql_copy(rows, 4, arena),
						 .zone = sql_copy(rows, 5, arena),
						 .performance_at = sql_id(rows, 6),
						 .category =
							 bo_category_from_code(sql_text(rows, 7)),
						 .qty = sql_int(rows, 8),
						 .price = sql_int(rows, 9),
						 .override = sql_copy(rows, 11, arena),
						 .discount = sql_int(rows, 12) };
		line->amount = line->qty * line->price - line->discount;
		basket->total += line->amount;
		any_uses = any_uses || sql_flag(rows, 13);
		any_codes = any_codes || sql_flag(rows, 10);
	}
	status = sql_end(rows);
	if (!status && any_codes)
		status = read_codes(bo, arena, basket);
	return status || !any_uses ? status : read_uses(bo, arena, basket);
}

static enum bo_status read_tenders(struct bo *bo, struct bo_arena *arena, struct bo_basket *basket)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(bo, &rows,
					  "SELECT kind, amount, reference, at FROM basket_tender "
					  "WHERE basket_id = $1 ORDER BY id",
					  "r", basket->id);

	if (status)
		return status;
	while (sql_next(rows)) {
		struct bo_tender *grown =
			bo_arena_grow(arena, basket->tender, basket->n_tenders, sizeof *grown);

		if (!grown) {
			(void)!sql_end(rows);
			return fail_memory(bo);
		}
		basket->tender = grown;
		grown[basket->n_tenders] =
			(struct bo_tender){ .kind = bo_tender_from_code(sql_text(rows, 0)),
					    .amount = sql_int(rows, 1),
					    .reference = sql_copy(rows, 2, arena),
					    .at = sql_int(rows, 3) };
		basket->paid += grown[basket->n_tenders++].amount;
	}
	return sql_end(rows);
}

#define HEADS                                                                                      \
	"SELECT b.id, b.patron_id, b.state, p.name, t.name, s.name, b.label, b.code, b.created, "  \
	"b.expires, b.holding FROM basket b JOIN patron p ON p.id = b.patron_id "                  \
	"JOIN till t ON t.id = b.till_id LEFT JOIN staff s ON s.id = b.staff_id "

static void read_head(const struct bo *bo, struct sql_rows *rows, struct bo_arena *arena,
		      struct bo_basket *basket)
{
	int state = 0;

	while (state < BO_BASKET_STATE_COUNT - 1 &&
	       strcmp(bo_basket_state_code((enum bo_basket_state)state), sql_text(rows, 2)) != 0)
		state++;
	*basket = (struct bo_basket){ .id = sql_id(rows, 0),
				      .patron_id = sql_id(rows, 1),
				      .state = (enum bo_basket_state)state,
				      .patron = sql_copy(rows, 3, arena),
				      .till = sql_copy(rows, 4, arena),
				      .staff = sql_copy(rows, 5, arena),
				      .label = sql_copy(rows, 6, arena),
				      .code = sql_copy(rows, 7, arena),
				      .created = sql_int(rows, 8),
				      .expires = sql_int(rows, 9),
				      .proof = own_proof(bo, arena, "H", sql_id(rows, 0),
							 sql_int(rows, 8)) };
	if (bo->session.self_service) {
		basket->staff = NULL;
		basket->patron = own_name(bo, basket->patron_id, basket->patron);
	}
	basket->expired = !sql_flag(rows, 10) || basket->expires <= bo_now(bo);
}

enum bo_status bo_basket_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_basket *basket)
{
	struct bo_basket found = { 0 };
	struct sql_rows *rows;
	enum bo_status status = own_basket(bo, id);

	if (!status)
		status = sql_query(bo, &rows, HEADS "WHERE b.id = $1", "r", id);
	if (status)
		return status;
	if (sql_next(rows))
		read_head(bo, rows, arena, &found);
	status = sql_end(rows);
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
	struct sql_rows *rows;
	enum bo_status status =
		bo->session.self_service ? BO_OK : access_read(bo, BO_MAY_READ_SALES);

	if (!status)
		status = sql_query(
			bo, &rows,
			HEADS
			"WHERE (EXISTS (SELECT 1 FROM basket_line l WHERE "
			"l.basket_id = b.id) OR EXISTS (SELECT 1 FROM "
			"basket_tender x WHERE x.basket_id = b.id)) AND ($1 IS NULL OR b.id = $1) "
			"ORDER BY b.created, b.id",
			"i", own_only(bo, bo->session.own_basket));
	if (status)
		return status;
	while (sql_next(rows)) {
		struct bo_basket *grown = bo_arena_grow(arena, found.row, found.n, sizeof *grown);

		if (!grown) {
			(void)!sql_end(rows);
			return fail_memory(bo);
		}
		found.row = grown;
		read_head(bo, rows, arena, &grown[found.n++]);
	}
	status = sql_end(rows);
	for (size_t i = 0; i < found.n && !status; i++)
		status = read_lines(bo, arena, &found.row[i]);
	for (size_t i = 0; i < found.n && !status; i++)
		status = read_tenders(bo, arena, &found.row[i]);
	if (!status)
		*list = found;
	return status;
}
