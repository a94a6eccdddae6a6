/*
 * Vouchers, and where an open one may be used.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_voucher, id) },
	{ "type", IS_TEXT, AT(bo_voucher, type) },
	{ "type_id", IS_ID, AT(bo_voucher, type_id) },
	{ "state", IS_WORD, AT(bo_voucher, state), .word = word_voucher_state },
	PERFORMANCE(bo_voucher, performance_at),
	{ "performance_id", IS_ID, AT(bo_voucher, performance_id) },
	{ "parent", IS_ID, AT(bo_voucher, parent_id) },
	{ "order", IS_ID, AT(bo_voucher, order_id) },
	{ "patron", IS_TEXT, AT(bo_voucher, patron) },
	{ "amount", IS_MONEY, AT(bo_voucher, amount) },
	{ "code", IS_TEXT, AT(bo_voucher, code) },
	{ "issue", IS_COUNT, AT(bo_voucher, issue) },
	{ "campaign", IS_TEXT, AT(bo_voucher, campaign) },
	{ "member_code", IS_TEXT, AT(bo_voucher, member_code) },
};
const struct object object_voucher = { "vouchers", FIELDS(fields, bo_voucher),
				       "id=VOUCHER,code,type,performance,state,amount,patron" };
/* Of one order, and of one patron: who has it is known. */
const struct object object_sold_voucher = { "vouchers", FIELDS(fields, bo_voucher),
					    "id=VOUCHER,code,type,performance,state,amount" };
const struct object object_open_voucher = { "open", FIELDS(fields, bo_voucher),
					    "id=OPEN VOUCHER,type,order" };

static const struct field use_fields[] = {
	PERFORMANCE(bo_reservable, at),
	{ "performance_id", IS_ID, AT(bo_reservable, performance_id) },
	{ "left", IS_COUNT, AT(bo_reservable, left) },
	{ "reason", IS_WORD, AT(bo_reservable, reason), .word = word_rule },
	{ "message", IS_TEXT, AT(bo_reservable, message) },
};
const struct object object_reservable = { "uses", FIELDS(use_fields, bo_reservable) };
