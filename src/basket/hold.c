/*
 * Holds made in one act, for a telephone or a group that comes later.
 */
#include "base/fail.h"
#include "basket/basket.h"
#include "basket/codes.h"
#include "basket/own.h"
#include "journal/journal.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

enum { LABEL_MAX = 60 };

static enum bo_status make(struct bo *bo, struct bo_arena *arena, const struct bo_wish *wishes,
			   size_t n, const char *code, int64_t patron_id, const char *override,
			   int64_t *id)
{
	struct basket_row basket = { 0 };
	enum bo_status status = basket_may(bo);

	if (!status && n == 0)
		status = fail(bo, BO_INVALID, "Say what to hold, such as \"2 Adult General\".");
	if (!status)
		status = count_sweep(bo);
	if (!status && override)
		status = check_text(bo, "override", override, BO_NAME_MAX, false);
	if (!status && code)
		status = codes_check(bo, code);
	if (!status)
		status = basket_new(bo, BO_BASKET_HOLD, patron_id, code, id);
	if (!status)
		status = basket_read(bo, *id, &basket);
	if (!status)
		status = basket_merge(bo, arena, &basket, wishes, n, override);
	if (!status)
		status = count_hold_basket(bo, *id, bo_now(bo) + bo->settings.hold_minutes * 60);
	if (!status)
		status = own_share(bo, *id);
	if (!status)
		status = journal_add(bo, "hold.added", 0,
				     json_pack("{s:I,s:I}", "id", (json_int_t)*id, "patron",
					       (json_int_t)basket.patron_id),
				     NULL);
	return status;
}

enum bo_status bo_hold_add(struct bo *bo, const struct bo_wish *wishes, size_t n, const char *code,
			   int64_t patron_id, const char *override, int64_t *id)
{
	struct bo_arena arena = { 0 };
	int64_t made = 0;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = act_end(bo, make(bo, &arena, wishes, n, code, patron_id, override, &made));
	bo_arena_clear(&arena);
	bo_approve_end(bo);
	if (!status)
		*id = made;
	return status;
}

static enum bo_status may_keep(struct bo *bo, const struct basket_row *basket)
{
	int64_t money = 0, lines = 0;
	enum bo_status status = BO_OK;

	if (basket->state != BO_BASKET_OPEN)
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				 "That basket is set aside already.");
	status = sql_number(bo, &money, "SELECT count(*) FROM basket_tender WHERE basket_id = $1",
			    "r", basket->id);
	if (!status && money > 0)
		return fail_rule(bo, BO_RULE_PAYMENT, BO_ROLE_NONE,
				 "Money was taken for it; park it, or give that back first.");
	if (!status)
		status = sql_number(bo, &lines,
				    "SELECT count(*) FROM basket_line WHERE basket_id = $1", "r",
				    basket->id);
	if (!status && lines == 0)
		status = fail(bo, BO_INVALID, "There is nothing in the basket to hold.");
	return status;
}

static enum bo_status keep(struct bo *bo, struct bo_arena *arena, int64_t id, const char *label)
{
	struct basket_row basket;
	enum bo_status status = count_sweep(bo);

	if (!status)
		status = basket_take(bo, id, &basket);
	if (!status)
		status = may_keep(bo, &basket);
	if (!status)
		status = count_release_basket(bo, id);
	if (!status)
		status = basket_hold(bo, arena, &basket);
	if (!status)
		status = sql_run(bo,
				 "UPDATE basket SET state = 'hold', label = $2, staff_id = $3 "
				 "WHERE id = $1",
				 "rsr", id, label, bo->session.staff_id);
	return status ? status
		      : journal_add(bo, "hold.added", 0,
				    json_pack("{s:I,s:I}", "id", (json_int_t)id, "patron",
					      (json_int_t)basket.patron_id),
				    NULL);
}

enum bo_status bo_basket_keep(struct bo *bo, int64_t id, const char *label)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = check_text(bo, "label", label, LABEL_MAX, true);

	if (!status)
		status = act_begin(bo);
	if (!status)
		status = act_end(bo, keep(bo, &arena, id, label));
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status release(struct bo *bo, int64_t id)
{
	struct basket_row basket;
	int64_t cards = 0;
	enum bo_status status = basket_take(bo, id, &basket);

	if (!status)
		status = sql_number(bo, &cards,
				    "SELECT count(*) FROM basket_tender WHERE basket_id = $1", "r",
				    id);
	if (!status && cards > 0)
		status = fail_rule(bo, BO_RULE_PAYMENT, BO_ROLE_NONE,
				   "Money was taken for it; recall it and give that back first.");
	if (!status)
		status = basket_delete(bo, id);
	if (!status)
		status = journal_add(bo, "hold.released", 0,
				     json_pack("{s:I}", "id", (json_int_t)id), NULL);
	return status;
}

enum bo_status bo_hold_release(struct bo *bo, int64_t id)
{
	enum bo_status status = act_begin(bo);

	return status ? status : act_end(bo, release(bo, id));
}
