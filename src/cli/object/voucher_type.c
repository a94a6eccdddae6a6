/*
 * Voucher types, with what bundles include.
 */
#include "cli/object/field.h"

static const struct field included_fields[] = {
	{ "type", IS_TEXT, AT(bo_included, type) },
	{ "type_id", IS_ID, AT(bo_included, type_id) },
	{ "qty", IS_COUNT, AT(bo_included, qty) },
};
const struct object object_included = { "includes", FIELDS(included_fields, bo_included) };

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_voucher_type, id) },
	{ "name", IS_TEXT, AT(bo_voucher_type, name) },
	{ "season", IS_TEXT, AT(bo_voucher_type, season) },
	{ "category", IS_WORD, AT(bo_voucher_type, category), .word = word_category },
	{ "availability", IS_WORD, AT(bo_voucher_type, availability), .word = word_availability },
	{ "price", IS_MONEY, AT(bo_voucher_type, price) },
	{ "account", IS_PLAIN, AT(bo_voucher_type, account_code) },
	{ "order", IS_COUNT, AT(bo_voucher_type, display_order) },
	{ "number", IS_ID, AT(bo_voucher_type, number) },
	{ "subscription", IS_FLAG, AT(bo_voucher_type, subscription) },
	{ "changeable", IS_FLAG, AT(bo_voucher_type, changeable) },
	{ "issued", IS_COUNT, AT(bo_voucher_type, issued) },
	LIST("includes", bo_voucher_type, included, n_included, object_included),
};
const struct object object_voucher_type = {
	"voucher_types", FIELDS(fields, bo_voucher_type),
	"id,name,season,category,price,availability,includes,account,issued,number=NO"
};
