/*
 * Reading and deleting redemptions.  As with performances, what is held is
 * corrected in the query for holds that ran out and nobody swept.
 */
#include <boxoffice/redemption.h>

#include "base/fail.h"
#include "house/access.h"
#include "journal/journal.h"
#include "redemption/batch.h"
#include "redemption/codes.h"
#include "season/bound.h"
#include "season/naming.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>

/* $1 is now; for the CROSS JOIN see season/performance.c. */
#define REDEMPTION                                                                                 \
	"SELECT r.id, r.type_id, r.performance_id, t.name, s.title, h.zone, p.at, " BOUND_COLUMNS( \
		"r.") ", r.cap, r.sold, "                                                          \
		      "r.held - coalesce((SELECT sum(l.qty) FROM basket b CROSS JOIN basket_line " \
		      "l "                                                                         \
		      "WHERE b.holding = 1 AND b.expires <= $1 AND l.basket_id = b.id "            \
		      "AND l.redemption_id = r.id), 0), r.min, r.max, r.step, "                    \
		      "(SELECT count(*) FROM redemption_code c WHERE c.redemption_id = r.id) "
#define AT_PERFORMANCES                                                                            \
	"FROM performance p JOIN redemption r ON r.performance_id = p.id "                         \
	"JOIN voucher_type t ON t.id = r.type_id "                                                 \
	"JOIN show s ON s.id = p.show_id JOIN house h ON h.id = s.house_id "
#define IN_ORDER "ORDER BY p.at, t.display_order, t.price DESC, r.id"

static enum bo_status ask(struct bo *bo, const struct sql_into *into, int64_t show_id,
			  int64_t performance_id)
{
	if (performance_id)
		return sql_list(bo, into,
				REDEMPTION AT_PERFORMANCES
				"WHERE p.id = $2 AND ($3 IS NULL OR p.show_id = $3) " IN_ORDER,
				"iir", bo_now(bo), performance_id, show_id);
	if (show_id)
		return sql_list(bo, into,
				REDEMPTION AT_PERFORMANCES "WHERE p.show_id = $2 " IN_ORDER, "ii",
				bo_now(bo), show_id);
	return sql_list(bo, into,
			REDEMPTION
			"FROM redemption r JOIN voucher_type t ON t.id = r.type_id "
			"LEFT JOIN performance p ON p.id = r.performance_id LEFT JOIN show s "
			"ON s.id = p.show_id LEFT JOIN house h ON h.id = s.house_id "
			"ORDER BY coalesce(p.at, 0), t.display_order, t.price DESC, r.id",
			"i", bo_now(bo));
}

SQL_COLUMNS(ID, TYPE_ID, PERFORMANCE_ID, TYPE, SHOW, ZONE, AT, START, START_VALUE, END, END_VALUE,
	    CAP, SOLD, HELD, MIN, MAX, STEP, CODES);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct bo_redemption *r = row;
	int64_t held = sql_int(rows, HELD);

	r->id = sql_id(rows, ID);
	r->type_id = sql_id(rows, TYPE_ID);
	r->performance_id = sql_id(rows, PERFORMANCE_ID);
	r->type = sql_copy(rows, TYPE, arena);
	r->show = sql_copy(rows, SHOW, arena);
	r->zone = r->performance_id ? sql_copy(rows, ZONE, arena)
				    : bo_arena_copy(arena, sql_bo(rows)->settings.zone);
	r->performance_at = sql_int(rows, AT);
	r->start = bound_read(rows, START);
	r->end = bound_read(rows, END);
	r->cap = sql_int(rows, CAP);
	r->sold = sql_int(rows, SOLD);
	r->held = held > 0 ? held : 0;
	r->min = sql_int(rows, MIN);
	r->max = sql_int(rows, MAX);
	r->step = sql_int(rows, STEP);
	r->n_codes = (size_t)sql_int(rows, CODES);
}

/* What baskets keep of a code now. */
static enum bo_status read_held(struct bo *bo, int64_t redemption_id, const char *fold,
				int64_t *held)
{
	return sql_number(
		bo, held,
		"SELECT coalesce(sum(u.qty), 0) FROM basket_line l JOIN basket_line_code u "
		"ON u.line_id = l.id AND u.code_fold = $2 JOIN basket b ON b.id = l.basket_id "
		"AND b.holding = 1 AND b.expires > $3 WHERE l.redemption_id = $1",
		"isi", redemption_id, fold, bo_now(bo));
}

static enum bo_status read_codes(struct bo *bo, struct bo_arena *arena,
				 struct bo_redemption *redemption)
{
	struct codes codes = { 0 };
	int64_t *used, *held;
	enum bo_status status = codes_read(bo, arena, redemption->id, &codes);

	if (status)
		return status;
	redemption->codes = bo_arena_alloc(arena, (codes.n + 1) * sizeof *redemption->codes);
	used = bo_arena_alloc(arena, (codes.n + 1) * sizeof *used);
	held = bo_arena_alloc(arena, (codes.n + 1) * sizeof *held);
	if (!redemption->codes || !used || !held)
		return fail_memory(bo);
	redemption->n_codes = codes.n;
	redemption->code_used = used;
	redemption->code_held = held;
	for (size_t i = 0; i < codes.n && !status; i++) {
		redemption->codes[i] = code_write(arena, &codes.row[i]);
		used[i] = codes.row[i].used;
		if (!redemption->codes[i])
			return fail_memory(bo);
		if (codes.row[i].held > 0)
			status = read_held(bo, redemption->id, codes.row[i].fold, &held[i]);
	}
	return status;
}

static enum bo_status list(struct bo *bo, struct bo_arena *arena, int64_t show_id,
			   int64_t performance_id, struct bo_redemptions *found)
{
	enum bo_status status =
		ask(bo, SQL_ROWS(arena, found->row, found->n, read_row), show_id, performance_id);

	for (size_t i = 0; !status && i < found->n; i++)
		if (found->row[i].n_codes)
			status = read_codes(bo, arena, &found->row[i]);
	return status;
}

enum bo_status bo_redemption_list(struct bo *bo, struct bo_arena *arena, int64_t show_id,
				  int64_t performance_id, struct bo_redemptions *redemptions)
{
	struct bo_redemptions found = { 0 };
	enum bo_status status = glance_begin(bo, access_read(bo, BO_MAY_READ_SALES));

	if (!status)
		status = glance_end(bo, list(bo, arena, show_id, performance_id, &found));
	if (!status)
		*redemptions = found;
	return status;
}

/* One pair that may have to go. */
struct doomed {
	int64_t id, sold, held, baskets;
	char subject[160];
};

SQL_COLUMNS(GONE_ID, GONE_SOLD, GONE_HELD, GONE_BASKETS, GONE_TYPE, GONE_SHOW, GONE_AT, GONE_ZONE);

static void take_doomed(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct doomed *doomed = row;
	struct bo_buf subject = BO_BUF(doomed->subject);

	(void)arena;
	doomed->id = sql_id(rows, GONE_ID);
	doomed->sold = sql_int(rows, GONE_SOLD);
	doomed->held = sql_int(rows, GONE_HELD);
	doomed->baskets = sql_int(rows, GONE_BASKETS);
	bo_buf_add(&subject, sql_text(rows, GONE_TYPE));
	if (sql_int(rows, GONE_AT) == BO_NONE)
		return;
	bo_buf_printf(&subject, ", %s ", sql_text(rows, GONE_SHOW));
	bo_when_short(&subject, sql_int(rows, GONE_AT), sql_text(rows, GONE_ZONE), true);
}

/* Its id is 0 if there is none. */
static enum bo_status read_doomed(struct bo *bo, int64_t type_id, int64_t performance_id,
				  struct doomed *doomed)
{
	*doomed = (struct doomed){ .id = 0 };
	return sql_one(
		bo, SQL_ROW(NULL, doomed, take_doomed), NULL,
		"SELECT r.id, r.sold, r.held, (SELECT count(*) "
		"FROM basket_line l WHERE l.redemption_id = r.id), t.name, s.title, p.at, h.zone "
		"FROM redemption r JOIN voucher_type t ON t.id = r.type_id LEFT JOIN performance p "
		"ON p.id = r.performance_id LEFT JOIN show s "
		"ON s.id = p.show_id LEFT JOIN house h ON h.id = s.house_id WHERE r.type_id = $1 "
		"AND (r.performance_id = $2 OR ($2 IS NULL AND r.performance_id IS NULL))",
		"ir", type_id, performance_id);
}

static enum bo_status refuse(struct bo *bo, const struct doomed *doomed)
{
	struct bo_refusal refusal = { .rule = BO_RULE_IN_USE,
				      .limit = BO_NONE,
				      .wanted = BO_NONE,
				      .override = BO_ROLE_NONE };
	struct bo_buf subject = BO_BUF(refusal.subject), message = BO_BUF(refusal.message);

	bo_buf_add(&subject, doomed->subject);
	if (doomed->sold > 0)
		bo_buf_printf(&message,
			      "%s cannot be deleted, as %" PRId64
			      " of it are sold; set its cap to 0 to stop selling it.",
			      doomed->subject, doomed->sold);
	else
		bo_buf_printf(&message,
			      "%s cannot be deleted, as it is in a basket or a hold; release that "
			      "first, or set its cap to 0.",
			      doomed->subject);
	return fail_refused(bo, &refusal);
}

/* Kept, so that it can be undone; all pairs of one act are one batch. */
static enum bo_status keep_step(struct bo *bo, int64_t type_id, int64_t performance_id,
				const struct doomed *doomed, json_t *gone)
{
	struct bo_arena arena = { 0 };
	struct terms terms = { 0 };
	struct batch_step step = { .redemption_id = doomed->id,
				   .type_id = type_id,
				   .performance_id = performance_id };
	int64_t batch_id = 0;
	enum bo_status status =
		json_array_size(gone) == 0
			? batch_open(bo, &batch_id)
			: sql_number(bo, &batch_id, "SELECT max(id) FROM redemption_batch", "");

	if (!status)
		status = terms_of(bo, &arena, doomed->id, &terms);
	if (!status && !(step.before = terms_write(&arena, &terms)))
		status = fail_memory(bo);
	if (!status)
		status = batch_step(bo, batch_id, (int64_t)json_array_size(gone), &step);
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status delete_pair(struct bo *bo, int64_t type_id, int64_t performance_id,
				  json_t *gone)
{
	struct doomed doomed;
	enum bo_status status = read_doomed(bo, type_id, performance_id, &doomed);

	if (status || !doomed.id)
		return status;
	if (doomed.sold > 0 || doomed.held > 0 || doomed.baskets > 0)
		return refuse(bo, &doomed);
	status = keep_step(bo, type_id, performance_id, &doomed, gone);
	if (!status)
		status = sql_run(bo, "DELETE FROM redemption WHERE id = $1", "i", doomed.id);
	if (!status && json_array_append_new(gone, json_pack("{sI ss}", "id", (json_int_t)doomed.id,
							     "of", doomed.subject)))
		status = fail_memory(bo);
	return status;
}

/* Every pair of two lists, or the lists side by side. */
struct doomed_pairs {
	const int64_t *types, *performances;
	size_t n_types, n_performances;
	bool side_by_side;
};

static enum bo_status delete_all(struct bo *bo, const struct doomed_pairs *pairs, json_t *gone)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < pairs->n_types; i++) {
		size_t first = pairs->side_by_side ? i : 0;
		size_t end = pairs->side_by_side ? i + 1 : pairs->n_performances;

		if (pairs->n_performances == 0)
			status = delete_pair(bo, pairs->types[i], 0, gone);
		for (size_t j = first; !status && pairs->n_performances && j < end; j++)
			status = delete_pair(bo, pairs->types[i], pairs->performances[j], gone);
	}
	if (!status && json_array_size(gone) == 0)
		status = fail_field(bo, BO_NOT_FOUND, "type", "",
				    "There is no such redemption to delete.");
	return status;
}

static enum bo_status delete_pairs(struct bo *bo, const struct doomed_pairs *pairs, size_t *deleted)
{
	json_t *gone = json_array();
	size_t n = 0;
	enum bo_status status = setup_begin(bo);

	if (!status) {
		status = delete_all(bo, pairs, gone);
		n = json_array_size(gone);
		if (!status)
			status = journal_add(bo, "redemption.deleted", 0,
					     json_pack("{sO}", "redemptions", gone), NULL);
		status = act_end(bo, status);
	}
	json_decref(gone);
	if (!status)
		*deleted = n;
	return status;
}

enum bo_status bo_redemption_delete(struct bo *bo, const int64_t *types, size_t n_types,
				    const int64_t *performances, size_t n_performances,
				    size_t *deleted)
{
	struct doomed_pairs pairs = { types, performances, n_types, n_performances, false };

	return delete_pairs(bo, &pairs, deleted);
}

enum bo_status bo_redemption_delete_pairs(struct bo *bo, const int64_t *types,
					  const int64_t *performances, size_t n, size_t *deleted)
{
	struct doomed_pairs pairs = { types, performances, n, n, true };

	return delete_pairs(bo, &pairs, deleted);
}
