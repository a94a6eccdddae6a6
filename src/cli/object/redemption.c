/*
 * Redemptions, and what a batch makes of them.
 */
#include "cli/object/field.h"

/* A bundle has no curtain to count from. */
static json_t *resolved(const struct from *from)
{
	const struct bo_redemption *redemption = from->row;
	const struct bo_bound *bound = from->member;

	if (bo_bound_is_relative(*bound) && !redemption->performance_id)
		return json_null();
	return json_of_moment(bo_bound_resolve(*bound, redemption->performance_at, from->zone),
			      from->zone);
}

static json_t *as_stored(const struct from *from)
{
	char text[64];
	struct bo_buf typed = BO_BUF(text);

	bo_bound_write(&typed, *(const struct bo_bound *)from->member, from->zone);
	return json_of_text(from->cli, text);
}

static json_t *taken(const struct from *from)
{
	const struct bo_redemption *redemption = from->row;

	return json_of_number(redemption->sold + redemption->held);
}

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_redemption, id) },
	{ "type", IS_TEXT, AT(bo_redemption, type) },
	{ "type_id", IS_ID, AT(bo_redemption, type_id) },
	PERFORMANCE(bo_redemption, performance_at),
	{ "performance_id", IS_ID, AT(bo_redemption, performance_id) },
	{ "start", IS_MOMENT, AT(bo_redemption, start), .get = resolved },
	{ "start_rule", IS_TEXT, AT(bo_redemption, start), .get = as_stored },
	{ "end", IS_MOMENT, AT(bo_redemption, end), .get = resolved },
	{ "end_rule", IS_TEXT, AT(bo_redemption, end), .get = as_stored },
	{ "cap", IS_COUNT, AT(bo_redemption, cap), .none = "none" },
	{ "taken", IS_COUNT, AT(bo_redemption, sold), .get = taken },
	{ "sold", IS_COUNT, AT(bo_redemption, sold) },
	{ "held", IS_COUNT, AT(bo_redemption, held) },
	{ "codes", IS_TEXTS, AT(bo_redemption, codes), N(bo_redemption, n_codes) },
	{ "code_used", IS_NUMBERS, AT(bo_redemption, code_used), N(bo_redemption, n_codes) },
	{ "code_held", IS_NUMBERS, AT(bo_redemption, code_held), N(bo_redemption, n_codes) },
	{ "min", IS_COUNT, AT(bo_redemption, min) },
	{ "max", IS_COUNT, AT(bo_redemption, max), .none = "none" },
	{ "step", IS_COUNT, AT(bo_redemption, step) },
};
const struct object object_redemption = {
	"redemptions", FIELDS(fields, bo_redemption),
	"type,performance,start_rule=START,end_rule=END,cap,taken,min,max,step,codes",
	offsetof(struct bo_redemption, zone)
};

/* By the name of each field what it was and is. */
static json_t *changed(const struct from *from)
{
	const struct bo_change *change = from->row;
	json_t *all = json_object();

	for (size_t i = 0; i < change->n_fields; i++) {
		json_t *field = json_object();

		put_text(from->cli, field, "old", change->fields[i].before);
		put_text(from->cli, field, "new", change->fields[i].after);
		put(from->cli, all, change->fields[i].field, field);
	}
	return all;
}

static const struct field change_fields[] = {
	{ "type", IS_TEXT, AT(bo_change, type) },
	PERFORMANCE(bo_change, performance_at),
	{ "performance_id", IS_ID, AT(bo_change, performance_id) },
	{ "change", IS_WORD, AT(bo_change, kind), .word = word_change },
	{ "fields", IS_TEXT, AT(bo_change, fields), .get = changed },
	{ "message", IS_TEXT, AT(bo_change, message) },
};
const struct object object_change = { "changes", FIELDS(change_fields, bo_change),
				      "type,performance,change,message" };
