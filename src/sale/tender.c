/*
 * Tenders: checked, settled against what is due, written.
 */
#include "sale/tender.h"
#include "base/fail.h"
#include "store/sql.h"

enum { REFERENCE_MAX = 64 };

static bool refuse(struct bo_refusal *refusal, int64_t due, int64_t given,
		   struct bo_currency currency, const char *start, int64_t amount, const char *end)
{
	struct bo_buf message;

	*refusal = (struct bo_refusal){ .rule = BO_RULE_PAYMENT,
					.limit = due,
					.wanted = given,
					.left = given < due ? due - given : 0,
					.override = BO_ROLE_NONE };
	message = (struct bo_buf)BO_BUF(refusal->message);
	bo_buf_add(&message, start);
	bo_money_write(&message, amount, currency);
	bo_buf_add(&message, end);
	return false;
}

bool tender_settle(int64_t due, const struct bo_tender *tenders, size_t n,
		   struct bo_currency currency, int64_t *change, struct bo_refusal *refusal)
{
	int64_t given = 0, cash = 0;

	for (size_t i = 0; i < n; i++) {
		given += tenders[i].amount;
		if (tenders[i].kind == BO_TENDER_CASH)
			cash += tenders[i].amount;
	}
	if (given < due)
		return refuse(refusal, due, given, currency, "The payment is ", due - given,
			      " short.");
	if (given - cash > due)
		return refuse(refusal, due, given, currency, "Card and check give no change; take ",
			      due - cash, " in these at most.");
	*change = given - due;
	return true;
}

enum bo_status tender_check(struct bo *bo, const struct bo_tender *tender)
{
	enum bo_status status;

	if (tender->kind >= BO_TENDER_COUNT)
		return fail_field(bo, BO_INVALID, "pay", "",
				  "A payment is cash, card, check or none.");
	if (tender->kind == BO_TENDER_FREE && tender->amount != 0)
		return fail_number(bo, "pay", tender->amount, "No payment has no amount.");
	if (tender->kind == BO_TENDER_FREE)
		return BO_OK;
	status = check_range(bo, "amount", tender->amount, 1, BO_MONEY_MAX);
	if (!status && tender->reference)
		status = check_text(bo, "reference", tender->reference, REFERENCE_MAX, true);
	return status;
}

enum bo_status tender_insert(struct bo *bo, int64_t order_id, const struct bo_tender *tender)
{
	return sql_run(bo,
		       "INSERT INTO tender (order_id, n, kind, amount, reference, at) VALUES ($1, "
		       "(SELECT coalesce(max(t.n), 0) + 1 FROM tender t WHERE t.order_id = $1), "
		       "$2, $3, $4, $5)",
		       "rsisi", order_id, bo_tender_code(tender->kind), tender->amount,
		       tender->reference, bo_now(bo));
}
