/*
 * Money back for vouchers, and new paper for old.
 */
#include "base/fail.h"
#include "journal/journal.h"
#include "print/issue.h"
#include "print/outbox.h"
#include "sale/given_back.h"
#include "sale/tender.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <inttypes.h>

struct refund {
	int64_t order_id;
	const int64_t *vouchers;
	size_t n;
	enum bo_tender_kind kind;
	const char *reason;
};

static json_t *id_array(const struct coming_back *rows, size_t n)
{
	json_t *ids = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(ids, json_integer(rows[i].voucher_id));
	return ids;
}

static enum bo_status refund(struct bo *bo, struct bo_arena *arena, const struct refund *what)
{
	struct coming_back *rows = NULL;
	int64_t amount = 0;
	size_t n = 0;
	enum bo_status status = bo_require(bo, BO_MAY_REFUND);

	if (!status && what->kind >= BO_TENDER_COUNT)
		status = fail_field(bo, BO_INVALID, "pay", "",
				    "Money goes back as cash, card or check.");
	if (!status && what->reason)
		status = check_text(bo, "reason", what->reason, BO_NAME_MAX, true);
	if (!status)
		status = coming_back_list(bo, arena, what->order_id, what->vouchers, what->n, &rows,
					  &n);
	if (!status)
		status = coming_back_write(bo, arena, what->order_id, rows, n, "refunded", &amount);
	if (!status && amount > 0 && what->kind == BO_TENDER_FREE)
		status = fail_field(bo, BO_INVALID, "pay", bo_tender_code(what->kind),
				    "There is money to give back, as cash, card or check.");
	if (!status && amount > 0) {
		struct bo_tender back = { .kind = what->kind, .amount = -amount };

		status = tender_insert(bo, what->order_id, &back);
	}
	if (!status)
		status = sql_run(bo, "UPDATE orders SET net = net - $2 WHERE id = $1", "ri",
				 what->order_id, amount);
	if (!status)
		status = journal_add(bo, "order.refunded", what->order_id,
				     json_pack("{s:I,s:s,s:s,s:o}", "amount", (json_int_t)amount,
					       "kind", bo_tender_code(what->kind), "reason",
					       what->reason ? what->reason : "", "vouchers",
					       id_array(rows, n)),
				     NULL);
	return status;
}

enum bo_status bo_order_refund(struct bo *bo, struct bo_arena *arena, int64_t id,
			       const int64_t *vouchers, size_t n, enum bo_tender_kind kind,
			       const char *reason, struct bo_order *order)
{
	struct refund what = {
		.order_id = id, .vouchers = vouchers, .n = n, .kind = kind, .reason = reason
	};
	struct bo_order after;
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = refund(bo, arena, &what);
	if (!status)
		status = bo_order_get(bo, arena, id, &after);
	status = act_end(bo, status);
	bo_approve_end(bo);
	if (!status)
		*order = after;
	return status;
}

static enum bo_status print_again(struct bo *bo, struct bo_arena *arena, const struct refund *what,
				  size_t *tickets)
{
	struct coming_back *rows = NULL;
	int64_t printer_id = 0, template_id = 0, ticket_id = 0;
	size_t n = 0, printed = 0;
	enum bo_status status = bo_require(bo, BO_MAY_REPRINT);

	if (!status && what->reason)
		status = check_text(bo, "reason", what->reason, BO_NAME_MAX, true);
	if (!status)
		status = still_good_list(bo, arena, what->order_id, what->vouchers, what->n, &rows,
					 &n);
	if (!status)
		status = outbox_printer(bo, &printer_id, &template_id);
	for (size_t i = 0; i < n && !status; i++) {
		if (!rows[i].performance_id || !bo_category_takes_place(rows[i].category))
			continue;
		status = issue_again(bo, rows[i].voucher_id, ISSUE_VOID, &ticket_id);
		if (!status && printer_id)
			status = outbox_add(bo, printer_id, template_id, what->order_id, ticket_id);
		printed++;
	}
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
	struct refund what = { .order_id = id, .vouchers = vouchers, .n = n, .reason = reason };
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = act_end(bo, print_again(bo, &arena, &what, tickets));
	bo_approve_end(bo);
	bo_arena_clear(&arena);
	return status;
}
