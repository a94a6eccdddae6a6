/*
 * Performances, and what a move leaves behind.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_performance, id) },
	{ "show", IS_TEXT, AT(bo_performance, show) },
	{ "at", IS_MOMENT, AT(bo_performance, at) },
	PERFORMANCE(bo_performance, at),
	{ "house", IS_TEXT, AT(bo_performance, house) },
	{ "capacity", IS_COUNT, AT(bo_performance, capacity) },
	{ "advance", IS_COUNT, AT(bo_performance, advance), .none = "none" },
	{ "sold", IS_COUNT, AT(bo_performance, sold) },
	{ "held", IS_COUNT, AT(bo_performance, held) },
	{ "left", IS_COUNT, AT(bo_performance, left) },
	{ "house_left", IS_COUNT, AT(bo_performance, house_left) },
	{ "oversold", IS_COUNT, AT(bo_performance, oversold) },
	{ "revenue", IS_MONEY, AT(bo_performance, revenue) },
	{ "state", IS_WORD, AT(bo_performance, state), .word = word_performance_state },
};
const struct object object_performance = {
	"performances", FIELDS(fields, bo_performance),
	"id,show,at,house,capacity,advance,sold,held,left,revenue,state",
	offsetof(struct bo_performance, zone)
};

/* Who holds vouchers for it: they have to be told. */
static const struct field holder_fields[] = {
	{ "patron", IS_TEXT, AT(bo_holder, patron) },
	{ "patron_id", IS_ID, AT(bo_holder, patron_id) },
	{ "email", IS_TEXT, AT(bo_holder, email) },
	{ "phone", IS_TEXT, AT(bo_holder, phone) },
	{ "order", IS_ID, AT(bo_holder, order_id) },
	{ "qty", IS_COUNT, AT(bo_holder, vouchers) },
	{ "places", IS_COUNT, AT(bo_holder, places) },
	{ "paid", IS_MONEY, AT(bo_holder, paid) },
	{ "at", IS_MOMENT, AT(bo_holder, at) },
};
const struct object object_holder = { "holders", FIELDS(holder_fields, bo_holder),
				      "patron=HOLDER,email=E-MAIL,phone,order,qty",
				      offsetof(struct bo_holder, zone) };

/* A fixed end of a sales window, and where it goes when the performance is moved. */
static const struct field window_fields[] = {
	{ "type", IS_TEXT, AT(window, type) },	 { "end", IS_TEXT, AT(window, end) },
	{ "at", IS_MOMENT, AT(window, at) },	 { "then", IS_MOMENT, AT(window, then) },
	{ "moved", IS_FLAG, AT(window, moved) },
};
const struct object object_window = { "windows", FIELDS(window_fields, window),
				      "type,end=WHICH,at=FIXED AT,then=MOVED ALONG",
				      offsetof(struct window, zone) };
