/*
 * Tenders: checked, settled against what is due, written.
 */
#include "basket/tender.h"
#include "base/fail.h"
#include "store/sql.h"

#include <string.h>

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

/* --- Giving back ------------------------------------------------------------------------------ */

static int64_t lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static bool same_reference(const struct bo_tender *a, const struct bo_tender *b)
{
	return strcmp(a->reference ? a->reference : "", b->reference ? b->reference : "") == 0;
}

int64_t tender_may_return(const struct bo_tender *tenders, size_t n, int64_t change,
			  enum bo_tender_kind kind)
{
	int64_t sum = kind == BO_TENDER_CASH ? -change : 0;

	for (size_t i = 0; i < n; i++)
		sum += tenders[i].kind == kind ? tenders[i].amount : 0;
	return sum > 0 ? sum : 0;
}

/*
 * What one tender may return: what its reference brought less what went back by it, those before it
 * first.  What went back without saying by which is the kind's, whose limit holds beside this.
 */
static int64_t one_may_return(const struct bo_tender *tenders, size_t n, size_t at)
{
	int64_t returned = 0, before = 0;

	for (size_t i = 0; i < n; i++) {
		const struct bo_tender *other = &tenders[i];

		if (other->kind != tenders[at].kind || !same_reference(other, &tenders[at]))
			continue;
		returned -= lesser(other->amount, 0);
		before += i < at && other->amount > 0 ? other->amount : 0;
	}
	returned = returned > before ? returned - before : 0;
	return tenders[at].amount > returned ? tenders[at].amount - returned : 0;
}

static void plan_add(struct bo_tender *plan, size_t *n, enum bo_tender_kind kind, int64_t amount,
		     const char *reference)
{
	for (size_t i = 0; i < *n; i++) {
		struct bo_tender like = { .reference = reference };

		if (plan[i].kind == kind && same_reference(&plan[i], &like)) {
			plan[i].amount += amount;
			return;
		}
	}
	plan[(*n)++] = (struct bo_tender){ .kind = kind, .amount = amount, .reference = reference };
}

size_t tender_back(const struct bo_tender *tenders, size_t n, int64_t change, int64_t amount,
		   enum bo_tender_kind only, struct bo_tender *plan)
{
	static const enum bo_tender_kind walk[] = { BO_TENDER_CARD, BO_TENDER_CHECK,
						    BO_TENDER_CASH };
	size_t made = 0;

	for (size_t k = 0; k < sizeof walk / sizeof *walk; k++) {
		int64_t may = tender_may_return(tenders, n, change, walk[k]);

		if (only != BO_TENDER_COUNT && only != walk[k])
			continue;
		for (size_t i = 0; i < n && may > 0 && amount > 0; i++) {
			int64_t some = lesser(lesser(may, amount), one_may_return(tenders, n, i));

			if (tenders[i].kind != walk[k] || tenders[i].amount <= 0 || some == 0)
				continue;
			plan_add(plan, &made, walk[k], some, tenders[i].reference);
			may -= some;
			amount -= some;
		}
	}
	if (amount > 0)
		plan_add(plan, &made, only == BO_TENDER_COUNT ? BO_TENDER_CASH : only, amount,
			 NULL);
	return made;
}

/* --- Checking, writing ------------------------------------------------------------------------ */

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
