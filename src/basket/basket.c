/*
 * Baskets: opened, given a patron, a code and tenders, set aside.
 */
#include "basket/basket.h"
#include "base/fail.h"
#include "basket/codes.h"
#include "basket/own.h"
#include "basket/tender.h"
#include "journal/journal.h"
#include "store/sql.h"

#include <boxoffice/patron.h>
#include <boxoffice/staff.h>
#include <boxoffice/text.h>

enum { LABEL_MAX = 60 };

/* Money and places change hands here before there is an order to tell of it. */
static enum bo_status tell(struct bo *bo, const char *kind, int64_t id)
{
	return journal_add(bo, kind, 0, json_pack("{s:I}", "id", (json_int_t)id), NULL);
}

struct left_open {
	int64_t id, staff_id; /* id BO_NONE: there is none */
	bool used;	      /* lines, or money */
	char staff[BO_NAME_MAX + 1];
};

static enum bo_status find_open(struct bo *bo, struct left_open *found)
{
	struct sql_rows *rows;
	enum bo_status status =
		sql_query(bo, &rows,
			  "SELECT b.id, b.staff_id, EXISTS (SELECT 1 FROM basket_line l "
			  "WHERE l.basket_id = b.id), EXISTS (SELECT 1 FROM basket_tender t "
			  "WHERE t.basket_id = b.id), s.name FROM basket b LEFT JOIN staff s "
			  "ON s.id = b.staff_id WHERE b.till_id = $1 AND b.state = 'open'",
			  "r", bo->session.till_id);

	*found = (struct left_open){ .id = BO_NONE };
	if (status)
		return status;
	if (sql_next(rows)) {
		struct bo_buf name = BO_BUF(found->staff);

		found->id = sql_id(rows, 0);
		found->staff_id = sql_id(rows, 1);
		found->used = sql_flag(rows, 2) || sql_flag(rows, 3);
		bo_buf_add(&name, sql_text(rows, 4) ? sql_text(rows, 4) : "");
	}
	return sql_end(rows);
}

/* What somebody else left at this till is neither sold under another name nor lost. */
static enum bo_status set_aside(struct bo *bo, const struct left_open *left)
{
	enum bo_status status;

	if (!left->used)
		return basket_delete(bo, left->id);
	status = sql_run(bo, "UPDATE basket SET state = 'parked', label = $2 WHERE id = $1", "rs",
			 left->id, left->staff);
	return status ? status : tell(bo, "basket.parked", left->id);
}

enum bo_status bo_basket_open(struct bo *bo, int64_t *id)
{
	struct left_open left;
	int64_t found = BO_NONE;
	enum bo_status status;

	if (bo->session.till_id == 0)
		return fail(bo, BO_INVALID, "No till: name one with --till.");
	status = act_begin(bo);
	if (status)
		return status;
	status = basket_may(bo);
	if (!status)
		status = find_open(bo, &left);
	if (!status && left.id != BO_NONE && left.staff_id == bo->session.staff_id &&
	    (!bo->session.self_service || left.id == bo->session.own_basket))
		found = left.id;
	else if (!status && left.id != BO_NONE)
		status = set_aside(bo, &left);
	if (!status && found == BO_NONE)
		status = basket_new(bo, BO_BASKET_OPEN, 0, "", &found);
	status = act_end(bo, status);
	if (!status)
		*id = found;
	return status;
}

/* One act on a basket whose lines must still be allowed after it. */
typedef enum bo_status (*basket_change)(struct bo *bo, int64_t id, const void *what);

static enum bo_status rejudged(struct bo *bo, struct bo_arena *arena, int64_t id,
			       basket_change change, const void *what)
{
	struct basket_row before, basket;
	int64_t lines = 0;
	enum bo_status status = count_sweep(bo);

	if (!status)
		status = basket_take(bo, id, &before);
	if (!status)
		status = count_release_basket(bo, id);
	if (!status)
		status = change(bo, id, what);
	if (!status)
		status = basket_read(bo, id, &basket);
	if (!status)
		status = sql_number(bo, &lines,
				    "SELECT count(*) FROM basket_line WHERE basket_id = $1", "r",
				    id);
	if (!status && lines > 0) {
		basket.holding = before.holding;
		status = basket_hold(bo, arena, &basket);
	}
	return status;
}

static enum bo_status rejudge(struct bo *bo, int64_t id, basket_change change, const void *what)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = act_end(bo, rejudged(bo, &arena, id, change, what));
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status change_patron(struct bo *bo, int64_t id, const void *what)
{
	int64_t patron_id = *(const int64_t *)what;
	enum bo_status status = facts_patron(bo, patron_id);

	return status ? status
		      : sql_run(bo, "UPDATE basket SET patron_id = $2 WHERE id = $1", "rr", id,
				patron_id);
}

enum bo_status bo_basket_set_patron(struct bo *bo, int64_t id, int64_t patron_id)
{
	if (patron_id == 0)
		patron_id = BO_PATRON_WALK_UP;
	return rejudge(bo, id, change_patron, &patron_id);
}

static enum bo_status change_codes(struct bo *bo, int64_t id, const void *what)
{
	return sql_run(bo, "UPDATE basket SET code = $2 WHERE id = $1", "rs", id, what);
}

enum bo_status bo_basket_set_code(struct bo *bo, int64_t id, const char *code)
{
	enum bo_status status = check_text(bo, "code", code ? code : "", BO_NAME_MAX, true);

	return status ? status : rejudge(bo, id, change_codes, code ? code : "");
}

static enum bo_status add_code(struct bo *bo, int64_t id, const void *what)
{
	struct bo_arena arena = { 0 };
	struct basket_row basket;
	const char *codes = NULL;
	enum bo_status status = basket_read(bo, id, &basket);

	if (!status && !(codes = codes_joined(&arena, basket.code, what)))
		status = fail_memory(bo);
	if (!status)
		status = codes_check(bo, codes);
	if (!status)
		status = change_codes(bo, id, codes);
	bo_arena_clear(&arena);
	return status;
}

enum bo_status bo_basket_add_code(struct bo *bo, int64_t id, const char *code)
{
	enum bo_status status = check_text(bo, "code", code, BO_NAME_MAX, false);

	return status ? status : rejudge(bo, id, add_code, code);
}

static enum bo_status drop_code(struct bo *bo, int64_t id, const void *what)
{
	char left[BO_CODES_SIZE];
	struct bo_buf codes = BO_BUF(left);
	struct basket_row basket;
	enum bo_status status = basket_read(bo, id, &basket);

	if (!status && !bo_code_remove(basket.code, what, &codes))
		status = fail_field(bo, BO_NOT_FOUND, "code", what,
				    "That code is not in the basket.");
	return status ? status : change_codes(bo, id, left);
}

enum bo_status bo_basket_drop_code(struct bo *bo, int64_t id, const char *code)
{
	return rejudge(bo, id, drop_code, code);
}

enum bo_status bo_basket_pay(struct bo *bo, int64_t id, const struct bo_tender *tender)
{
	struct basket_row basket;
	enum bo_status status = tender_check(bo, tender);

	if (status)
		return status;
	status = act_begin(bo);
	if (status)
		return status;
	status = basket_take(bo, id, &basket);
	if (!status)
		status = sql_run(bo,
				 "INSERT INTO basket_tender (basket_id, kind, amount, reference, "
				 "at) VALUES ($1, $2, $3, $4, $5)",
				 "rsisi", id, bo_tender_code(tender->kind), tender->amount,
				 tender->reference, bo_now(bo));
	if (!status)
		status = journal_add(bo, "basket.paid", 0,
				     json_pack("{s:I,s:s,s:I}", "id", (json_int_t)id, "kind",
					       bo_tender_code(tender->kind), "amount",
					       (json_int_t)tender->amount),
				     NULL);
	return act_end(bo, status);
}

enum bo_status bo_basket_unpay(struct bo *bo, int64_t id)
{
	struct basket_row basket;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = basket_take(bo, id, &basket);
	if (!status)
		status = sql_run(bo,
				 "DELETE FROM basket_tender WHERE id = (SELECT max(id) FROM "
				 "basket_tender WHERE basket_id = $1)",
				 "r", id);
	if (!status && sql_changed(bo) == 0)
		status = fail(bo, BO_NOT_FOUND, "No payment was taken yet.");
	if (!status)
		status = tell(bo, "basket.unpaid", id);
	return act_end(bo, status);
}

static enum bo_status empty(struct bo *bo, int64_t id)
{
	struct basket_row basket;
	int64_t cards = 0, held = 0;
	enum bo_status status = basket_take(bo, id, &basket);

	if (!status)
		status = sql_number(bo, &cards,
				    "SELECT count(*) FROM basket_tender WHERE basket_id = $1 AND "
				    "kind = 'card'",
				    "r", id);
	if (!status && cards > 0)
		status = fail_rule(bo, BO_RULE_PAYMENT, BO_ROLE_NONE,
				   "A card was charged already; give it back on the card terminal "
				   "and take the payment off first.");
	if (!status)
		status = count_release_basket(bo, id);
	if (!status)
		status = sql_run(bo, "DELETE FROM basket_line WHERE basket_id = $1", "r", id);
	if (!status)
		held = sql_changed(bo);
	if (!status)
		status = sql_run(bo, "DELETE FROM basket_tender WHERE basket_id = $1", "r", id);
	if (!status)
		status = sql_run(
			bo, "UPDATE basket SET patron_id = 1, code = '', label = '' WHERE id = $1",
			"r", id);
	return status || held == 0 ? status : tell(bo, "basket.cleared", id);
}

enum bo_status bo_basket_clear(struct bo *bo, int64_t id)
{
	enum bo_status status = act_begin(bo);

	return status ? status : act_end(bo, empty(bo, id));
}

static enum bo_status park(struct bo *bo, int64_t id, const char *label)
{
	struct basket_row basket;
	int64_t used = 0;
	enum bo_status status = basket_take(bo, id, &basket);

	if (!status && basket.state != BO_BASKET_OPEN)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "That basket is set aside already.");
	if (!status)
		status = sql_number(
			bo, &used,
			"SELECT (SELECT count(*) FROM basket_line WHERE basket_id = $1) + "
			"(SELECT count(*) FROM basket_tender WHERE basket_id = $1)",
			"r", id);
	if (!status && used == 0)
		status = fail(bo, BO_INVALID, "There is nothing in the basket to park.");
	if (!status)
		status = sql_run(bo,
				 "UPDATE basket SET state = 'parked', label = $2, staff_id = $3 "
				 "WHERE id = $1",
				 "rsr", id, label ? label : bo_acting_name(bo),
				 bo->session.staff_id);
	return status ? status : tell(bo, "basket.parked", id);
}

enum bo_status bo_basket_park(struct bo *bo, int64_t id, const char *label)
{
	enum bo_status status = label ? check_text(bo, "label", label, LABEL_MAX, true) : BO_OK;

	if (!status)
		status = act_begin(bo);
	return status ? status : act_end(bo, park(bo, id, label));
}

static enum bo_status take_over(struct bo *bo, int64_t id)
{
	int64_t open = BO_NONE, used = 0;
	struct basket_row basket;
	enum bo_status status = basket_take(bo, id, &basket);

	if (!status && basket.state == BO_BASKET_OPEN)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "That basket is open at a till already.");
	if (!status)
		status = sql_number(bo, &open,
				    "SELECT id FROM basket WHERE till_id = $1 AND state = 'open'",
				    "r", bo->session.till_id);
	if (!status && open != BO_NONE)
		status = sql_number(
			bo, &used,
			"SELECT (SELECT count(*) FROM basket_line WHERE basket_id = $1) + "
			"(SELECT count(*) FROM basket_tender WHERE basket_id = $1)",
			"r", open);
	if (!status && used > 0)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "Finish or park the basket at this till first.");
	if (!status && open != BO_NONE)
		status = basket_delete(bo, open);
	if (!status)
		status = sql_run(bo,
				 "UPDATE basket SET state = 'open', till_id = $2, staff_id = $3 "
				 "WHERE id = $1",
				 "rrr", id, bo->session.till_id, bo->session.staff_id);
	return status ? status : tell(bo, "basket.recalled", id);
}

enum bo_status bo_basket_recall(struct bo *bo, int64_t id)
{
	enum bo_status status = act_begin(bo);

	return status ? status : act_end(bo, take_over(bo, id));
}
