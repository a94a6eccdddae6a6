/*
 * Money back for vouchers, and new paper for old.
 */
#include "base/fail.h"
#include "basket/tender.h"
#include "journal/journal.h"
#include "print/issue.h"
#include "print/job.h"
#include "store/sql.h"
#include "voucher/given_back.h"
#include "voucher/remaining.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <inttypes.h>

struct refund {
	struct bo_arena *arena;
	int64_t order_id;
	const struct bo_refund *what;
	struct bo_order before;
	struct coming_back *rows;
	size_t n;
	int64_t amount;
	struct bo_tender *plan;
	size_t n_plan;
	struct remaining remaining;
};

static json_t *id_array(const struct coming_back *rows, size_t n)
{
	json_t *ids = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(ids, json_integer(rows[i].voucher_id));
	return ids;
}

static enum bo_status check_to(struct bo *bo, const struct bo_refund *what)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < what->n_to && !status; i++) {
		if (what->to[i].kind >= BO_TENDER_COUNT)
			return fail_field(bo, BO_INVALID, "pay", "",
					  "Money goes back as cash, card or check.");
		if (what->to[i].amount == 0 && what->n_to > 1)
			return fail_number(bo, "pay", 0, "Say how much goes back by each tender.");
		if (what->to[i].amount != 0)
			status = tender_check(bo, &what->to[i]);
	}
	return status;
}

/* Another person than the one who acts said yes, and somebody said why. */
static bool has_leave(const struct bo *bo, const struct bo_refund *what)
{
	return what->reason && *what->reason && bo->session.approver_id &&
	       bo->session.approver_id != bo->session.staff_id &&
	       bo_role_may(bo->session.approver_role, BO_MAY_REFUND);
}

static enum bo_status refuse_kind(struct bo *bo, enum bo_tender_kind kind, int64_t amount,
				  int64_t may)
{
	bool card = kind == BO_TENDER_CARD;
	struct bo_refusal refusal = { .rule = card ? BO_RULE_PAYMENT : BO_RULE_PERMISSION,
				      .limit = may,
				      .wanted = amount,
				      .left = may,
				      .override = card ? BO_ROLE_NONE
						       : bo_permission_role(BO_MAY_REFUND) };
	struct bo_buf message = BO_BUF(refusal.message);

	if (may > 0) {
		bo_buf_add(&message, "Only ");
		bo_money_write(&message, may, bo->settings.currency);
	} else {
		bo_buf_add(&message, "Nothing");
	}
	bo_buf_printf(&message, " of this order came by %s and may go back so%s",
		      bo_tender_code(kind),
		      card ? "." : "; more needs a reason and a second person who approves it.");
	return fail_refused(bo, &refusal);
}

/* No tender gives back more than it took, whoever asks in however many pieces. */
static enum bo_status check_kind(struct bo *bo, const struct refund *r, enum bo_tender_kind kind)
{
	int64_t may = tender_may_return(r->before.tender, r->before.n_tenders, r->before.change,
					kind),
		sum = 0;

	for (size_t i = 0; i < r->n_plan; i++)
		sum += r->plan[i].kind == kind ? r->plan[i].amount : 0;
	if (sum <= may || (kind != BO_TENDER_CARD && has_leave(bo, r->what)))
		return BO_OK;
	return refuse_kind(bo, kind, sum, may);
}

static enum bo_status refuse_sum(struct bo *bo, int64_t named, int64_t amount)
{
	struct bo_refusal refusal = { .rule = BO_RULE_PAYMENT,
				      .limit = amount,
				      .wanted = named,
				      .left = amount > named ? amount - named : 0,
				      .override = BO_ROLE_NONE };
	struct bo_buf message = BO_BUF(refusal.message);

	bo_money_write(&message, amount, bo->settings.currency);
	bo_buf_add(&message, " goes back, but the tenders named make ");
	bo_money_write(&message, named, bo->settings.currency);
	bo_buf_add(&message, ".");
	return fail_refused(bo, &refusal);
}

static void add_to_plan(struct refund *r, enum bo_tender_kind kind, int64_t amount)
{
	r->n_plan += tender_back(r->before.tender, r->before.n_tenders, r->before.change, amount,
				 kind, r->plan + r->n_plan);
}

/* Each kind once, as what two cards returned together is bounded together. */
static enum bo_status plan_named(struct bo *bo, struct refund *r)
{
	const struct bo_refund *what = r->what;
	int64_t sum[BO_TENDER_COUNT] = { 0 }, named = 0;
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < what->n_to; i++) {
		int64_t amount = what->to[i].amount ? what->to[i].amount : r->amount;

		sum[what->to[i].kind] += amount;
		named += amount;
	}
	if (sum[BO_TENDER_FREE] > 0)
		return fail_field(bo, BO_INVALID, "pay", bo_tender_code(BO_TENDER_FREE),
				  "There is money to give back, as cash, card or check.");
	if (named != r->amount)
		return refuse_sum(bo, named, r->amount);
	for (int kind = 0; kind < BO_TENDER_COUNT && !status; kind++) {
		if (sum[kind] == 0)
			continue;
		add_to_plan(r, (enum bo_tender_kind)kind, sum[kind]);
		status = check_kind(bo, r, (enum bo_tender_kind)kind);
	}
	return status;
}

static enum bo_status plan(struct bo *bo, struct refund *r)
{
	r->plan = bo_arena_alloc(r->arena,
				 (r->before.n_tenders + 1) * BO_TENDER_COUNT * sizeof *r->plan);
	if (!r->plan)
		return fail_memory(bo);
	if (r->what->n_to > 0)
		return plan_named(bo, r);
	if (r->amount > 0)
		add_to_plan(r, BO_TENDER_COUNT, r->amount);
	return BO_OK;
}

static enum bo_status journal(struct bo *bo, const struct refund *r)
{
	json_t *tenders = json_array(), *body;

	for (size_t i = 0; i < r->n_plan; i++)
		json_array_append_new(tenders, json_pack("{s:s,s:I}", "kind",
							 bo_tender_code(r->plan[i].kind), "amount",
							 (json_int_t)r->plan[i].amount));
	body = json_pack("{s:I,s:o,s:s,s:o}", "amount", (json_int_t)r->amount, "tenders", tenders,
			 "reason", r->what->reason ? r->what->reason : "", "vouchers",
			 id_array(r->rows, r->n));
	if (r->remaining.n > 0)
		json_object_set_new(body, "remaining", remaining_story(&r->remaining));
	return journal_add(bo, "order.refunded", r->order_id, body, NULL);
}

static enum bo_status write(struct bo *bo, const struct refund *r)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < r->n_plan && !status; i++) {
		struct bo_tender back = r->plan[i];

		back.amount = -back.amount;
		status = tender_insert(bo, r->order_id, &back);
	}
	if (!status)
		status = sql_run(bo, "UPDATE orders SET net = net - $2 WHERE id = $1", "ri",
				 r->order_id, r->amount);
	return status ? status : journal(bo, r);
}

static enum bo_status refund(struct bo *bo, struct refund *r)
{
	const struct bo_refund *what = r->what;
	enum bo_status status = bo_require(bo, what->rehearse ? BO_MAY_SELL : BO_MAY_REFUND);

	if (!status)
		status = check_to(bo, what);
	if (!status && what->reason)
		status = check_text(bo, "reason", what->reason, BO_NAME_MAX, true);
	if (!status)
		status = bo_order_get(bo, r->arena, r->order_id, &r->before);
	if (!status)
		status = coming_back_list(bo, r->arena, r->order_id, what->vouchers, what->n,
					  &r->rows, &r->n);
	if (!status)
		status = coming_back_write(bo, r->arena, r->order_id, r->rows, r->n, "refunded",
					   &r->amount);
	if (!status)
		status = remaining_read(bo, r->arena, r->order_id, r->rows, r->n, &r->remaining);
	if (!status)
		status = plan(bo, r);
	return status ? status : write(bo, r);
}

enum bo_status bo_order_give_back(struct bo *bo, struct bo_arena *arena, int64_t id,
				  const struct bo_refund *what, struct bo_order *order)
{
	struct refund r = { .arena = arena, .order_id = id, .what = what };
	struct bo_order after;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = refund(bo, &r);
	if (!status)
		status = bo_order_get(bo, arena, id, &after);
	status = what->rehearse ? act_forget(bo, status) : act_end(bo, status);
	if (!what->rehearse)
		bo_approve_end(bo);
	if (status)
		return status;
	after.n_warnings = r.remaining.n;
	after.warning = r.remaining.row;
	*order = after;
	return BO_OK;
}

enum bo_status bo_order_refund(struct bo *bo, struct bo_arena *arena, int64_t id,
			       const int64_t *vouchers, size_t n, enum bo_tender_kind kind,
			       const char *reason, struct bo_order *order)
{
	const struct bo_tender to = { .kind = kind };

	return bo_order_give_back(bo, arena, id,
				  &(struct bo_refund){ .vouchers = vouchers,
						       .n = n,
						       .to = &to,
						       .n_to = kind != BO_TENDER_COUNT,
						       .reason = reason },
				  order);
}

/* --- New paper for old ------------------------------------------------------------------------ */

struct reprint {
	int64_t order_id;
	const int64_t *vouchers;
	size_t n;
	const char *reason;
};

static enum bo_status print_again(struct bo *bo, struct bo_arena *arena, const struct reprint *what,
				  size_t *tickets)
{
	struct coming_back *rows = NULL;
	struct print_run run;
	int64_t ticket_id = 0;
	size_t n = 0, printed = 0;
	enum bo_status status = bo_require(bo, BO_MAY_REPRINT);

	if (!status && what->reason)
		status = check_text(bo, "reason", what->reason, BO_NAME_MAX, true);
	if (!status)
		status = still_good_list(bo, arena, what->order_id, what->vouchers, what->n, &rows,
					 &n);
	if (!status)
		status = run_begin(bo, &run);
	for (size_t i = 0; i < n && !status; i++) {
		if (!rows[i].performance_id || !bo_category_takes_place(rows[i].category))
			continue;
		status = issue_again(bo, rows[i].voucher_id, ISSUE_VOID, &ticket_id);
		if (!status)
			status = run_add(bo, &run, what->order_id, ticket_id);
		printed++;
	}
	if (!status)
		status = print_run_end(bo, &run);
	if (!status && printed == 0)
		status = fail(bo, BO_INVALID, "Order %" PRId64 " has no tickets to print.",
			      what->order_id);
	if (!status)
		status = journal_add(bo, "order.reprinted", what->order_id,
				     json_pack("{s:s,s:o}", "reason",
					       what->reason ? what->reason : "", "vouchers",
					       id_array(rows, n)),
				     NULL);
	if (!status)
		*tickets = printed;
	return status;
}

enum bo_status bo_order_reprint(struct bo *bo, int64_t id, const int64_t *vouchers, size_t n,
				const char *reason, size_t *tickets)
{
	struct reprint what = { .order_id = id, .vouchers = vouchers, .n = n, .reason = reason };
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = act_end(bo, print_again(bo, &arena, &what, tickets));
	bo_approve_end(bo);
	bo_arena_clear(&arena);
	return status;
}
