/*
 * Baskets that keep places.
 */
#include "cli/object/field.h"

static const struct field line_fields[] = {
	LINE_FIELDS(bo_basket_line),
	{ "override", IS_TEXT, AT(bo_basket_line, override) },
};
const struct object object_hold_line = { "lines", FIELDS(line_fields, bo_basket_line) };

/* On the clock of the house of the first line. */
static json_t *moment(const struct from *from)
{
	const struct bo_basket *basket = from->row;
	const char *zone = basket->n_lines ? basket->line[0].zone : NULL;

	return json_of_moment(*(const int64_t *)from->member, zone ? zone : from->zone);
}

static json_t *places(const struct from *from)
{
	const struct bo_basket *basket = from->row;
	int64_t qty = 0;

	for (size_t i = 0; i < basket->n_lines; i++)
		qty += basket->line[i].qty;
	return json_of_number(qty);
}

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_basket, id) },
	{ "state", IS_WORD, AT(bo_basket, state), .word = word_basket_state },
	{ "expires", IS_MOMENT, AT(bo_basket, expires), .get = moment },
	{ "expired", IS_FLAG, AT(bo_basket, expired) },
	{ "created", IS_MOMENT, AT(bo_basket, created), .get = moment },
	{ "patron", IS_TEXT, AT(bo_basket, patron) },
	{ "patron_id", IS_ID, AT(bo_basket, patron_id) },
	{ "till", IS_TEXT, AT(bo_basket, till) },
	{ "staff", IS_TEXT, AT(bo_basket, staff) },
	{ "label", IS_TEXT, AT(bo_basket, label) },
	{ "code", IS_CODE_WORDS, AT(bo_basket, code) },
	{ "codes", IS_CODES, AT(bo_basket, code) },
	{ "proof", IS_TEXT, AT(bo_basket, proof) },
	{ "qty", IS_COUNT, .get = places },
	{ "total", IS_MONEY, AT(bo_basket, total) },
	LIST("lines", bo_basket, line, n_lines, object_hold_line),
};
const struct object object_hold = { "holds", FIELDS(fields, bo_basket) };

/* A table has a row for each line, JSON nests them.  A row begins with its basket. */
static const struct field row_fields[] = {
	{ "hold", IS_ID, AT(hold_row, hold.id) },
	{ "state", IS_WORD, AT(hold_row, hold.state), .word = word_basket_state },
	{ "expires", IS_MOMENT, AT(hold_row, hold.expires), .get = moment },
	{ "expired", IS_FLAG, AT(hold_row, hold.expired) },
	{ "qty", IS_COUNT, AT(hold_row, line.qty) },
	{ "type", IS_TEXT, AT(hold_row, line.type) },
	{ "performance", IS_PERFORMANCE, AT(hold_row, line.show),
	  .more = offsetof(struct hold_row, line.performance_at),
	  .zone = offsetof(struct hold_row, line.zone) },
	{ "amount", IS_MONEY, AT(hold_row, line.amount) },
	{ "patron", IS_TEXT, AT(hold_row, hold.patron) },
	{ "till", IS_TEXT, AT(hold_row, hold.till) },
};
const struct object object_hold_row = {
	"holds", FIELDS(row_fields, hold_row),
	"hold,state,expires,expired,qty,type,performance,amount,patron,till"
};
