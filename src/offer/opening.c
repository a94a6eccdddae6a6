/*
 * Codes that open an offer.  Who named none, or wants what needs none, pays no
 * question for them.
 */
#include "offer/opening.h"
#include "base/fail.h"
#include "offer/facts.h"
#include "store/sql.h"

#include <boxoffice/code.h>

#include <string.h>

/* What is left is the limit less what is taken; what was promised is left in any case. */
static int64_t limit_of(const struct opening *open)
{
	if (open->limit == BO_NONE || open->limit >= open->taken + open->kept)
		return open->limit;
	return open->kept > 0 ? open->taken + open->kept : open->limit;
}

static int64_t left_of(const struct opening *open)
{
	int64_t limit = limit_of(open);

	if (limit == BO_NONE)
		return BO_NONE;
	return limit > open->taken ? limit - open->taken : 0;
}

/* Of several, what all are good for; one beyond its limit takes nothing from the others. */
static void add_up(struct offered *offered)
{
	struct bo_offer_facts *f = &offered->facts;

	f->code_matches = offered->n_open > 0;
	f->code_limit = offered->n_open > 0 ? 0 : BO_NONE;
	f->code_used = 0;
	for (size_t i = 0; i < offered->n_open; i++) {
		int64_t limit = limit_of(&offered->open[i]);

		if (limit == BO_NONE || f->code_limit == BO_NONE) {
			f->code_limit = BO_NONE;
			f->code_used = 0;
			continue;
		}
		f->code_limit += limit;
		f->code_used += limit - left_of(&offered->open[i]);
	}
}

static struct opening *find(const struct offered *offered, const char *fold)
{
	for (size_t i = 0; i < offered->n_open; i++)
		if (strcmp(offered->open[i].fold, fold) == 0)
			return &offered->open[i];
	return NULL;
}

static enum bo_status add(struct bo *bo, struct bo_arena *arena, struct offered *offered,
			  const struct opening *open)
{
	struct opening *grown = bo_arena_grow(arena, offered->open, offered->n_open, sizeof *grown);

	if (!grown)
		return fail_memory(bo);
	offered->open = grown;
	grown[offered->n_open] = *open;
	grown[offered->n_open].code = bo_arena_copy(arena, open->code);
	grown[offered->n_open].fold = bo_arena_copy(arena, open->fold);
	if (!grown[offered->n_open].code || !grown[offered->n_open].fold)
		return fail_memory(bo);
	offered->n_open++;
	return BO_OK;
}

/* CROSS JOIN as in facts.c. */
static enum bo_status find_code(struct bo *bo, const struct buyer *buyer, int64_t redemption_id,
				struct opening *open, bool *found)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT c.uses, c.used + c.held - coalesce((SELECT sum(u.qty) FROM basket b "
		"CROSS JOIN basket_line l CROSS JOIN basket_line_code u "
		"WHERE b.holding = 1 AND b.expires <= CASE WHEN b.id = $2 THEN b.expires ELSE $1 "
		"END AND l.basket_id = b.id AND l.redemption_id = c.redemption_id "
		"AND u.line_id = l.id AND u.code_fold = c.code_fold), 0) "
		"FROM redemption_code c WHERE c.redemption_id = $3 AND c.code_fold = $4",
		"irrs", bo_now(bo), buyer->basket_id, redemption_id, open->fold);

	if (status)
		return status;
	*found = sql_next(rows);
	if (*found) {
		open->limit = sql_int(rows, 0);
		open->taken = sql_int(rows, 1);
	}
	return sql_end(rows);
}

enum bo_status opening_read(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    struct offered *offered)
{
	const char *codes = buyer->code;
	char code[BO_CODE_SIZE], fold[BO_CODE_FOLD];
	enum bo_status status = BO_OK;

	while (!status && offered->facts.needs_code && bo_code_next(&codes, code)) {
		struct opening open = { .code = code, .fold = fold };
		bool found = false;

		bo_code_fold(code, fold);
		if (!*fold || find(offered, fold))
			continue;
		status = find_code(bo, buyer, offered->redemption_id, &open, &found);
		if (!status && found)
			status = add(bo, arena, offered, &open);
	}
	if (!status)
		add_up(offered);
	return status;
}

enum bo_status opening_keep(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    int64_t line_id, struct offered *offered)
{
	struct sql_rows *rows;
	enum bo_status ended,
		status = sql_query(bo, &rows,
				   "SELECT code_fold, code, qty FROM basket_line_code "
				   "WHERE line_id = $1 ORDER BY n",
				   "r", line_id);

	if (status)
		return status;
	while (!status && sql_next(rows)) {
		struct opening open = { .fold = sql_text(rows, 0), .kept = sql_int(rows, 2) };
		struct opening *known = find(offered, open.fold);

		open.code = sql_text(rows, 1);
		if (known)
			known->kept = open.kept;
		else if (offered->facts.needs_code && bo_code_among(buyer->code, open.code))
			status = add(bo, arena, offered, &open);
	}
	ended = sql_end(rows);
	if (!status && !ended)
		add_up(offered);
	return status ? status : ended;
}

int64_t opening_share(const struct offered *offered, int64_t qty, size_t at)
{
	for (size_t i = 0; i < offered->n_open; i++) {
		int64_t left = left_of(&offered->open[i]);
		int64_t share =
			left == BO_NONE || left > qty || i + 1 == offered->n_open ? qty : left;

		if (i == at)
			return share;
		qty -= share;
	}
	return 0;
}

enum bo_status opening_hold(struct bo *bo, int64_t line_id, const struct offered *offered,
			    int64_t qty)
{
	enum bo_status status =
		sql_run(bo, "DELETE FROM basket_line_code WHERE line_id = $1", "r", line_id);

	for (size_t i = 0; i < offered->n_open && !status; i++) {
		int64_t share = opening_share(offered, qty, i);

		if (share > 0)
			status = sql_run(bo,
					 "INSERT INTO basket_line_code (line_id, code_fold, n, "
					 "code, qty) VALUES ($1, $2, $3, $4, $5)",
					 "rsdsi", line_id, offered->open[i].fold, (int)i + 1,
					 offered->open[i].code, share);
	}
	return status;
}
