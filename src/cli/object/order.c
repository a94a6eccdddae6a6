/*
 * Orders with all that belongs to them, and as a line of a list.
 */
#include "cli/object/field.h"

static const struct field use_fields[] = {
	{ "campaign", IS_TEXT, AT(bo_line_use, campaign) },
	{ "campaign_id", IS_ID, AT(bo_line_use, campaign_id) },
	{ "code", IS_TEXT, AT(bo_line_use, code) },
	{ "member_id", IS_ID, AT(bo_line_use, member_id) },
	{ "qty", IS_COUNT, AT(bo_line_use, qty) },
	{ "discount", IS_MONEY, AT(bo_line_use, discount) },
};
const struct object object_line_use = { "uses", FIELDS(use_fields, bo_line_use) };

json_t *campaign_names(const struct from *from)
{
	const struct bo_line_use *const *uses = from->member, *use = *uses;
	const char *text = NULL;

	for (size_t i = 0; i < from->n; i++) {
		bool said = false;

		for (size_t k = 0; k < i; k++)
			said = said || use[k].campaign_id == use[i].campaign_id;
		if (!said)
			text = text ? bo_arena_printf(&from->cli->arena, "%s + %s", text,
						      use[i].campaign)
				    : use[i].campaign;
	}
	return json_of_text(from->cli, text);
}

static const struct field line_fields[] = {
	LINE_FIELDS(bo_order_line),
	{ "at", IS_MOMENT, AT(bo_order_line, at) },
};
const struct object object_order_line = {
	"lines", FIELDS(line_fields, bo_order_line),
	"qty,type,performance,price,discount,amount,campaign=OFFER,codes=CODE,at"
};

static const struct field tender_fields[] = {
	{ "kind", IS_WORD, AT(bo_tender, kind), .word = word_tender },
	{ "amount", IS_MONEY, AT(bo_tender, amount) },
	{ "reference", IS_TEXT, AT(bo_tender, reference) },
	{ "at", IS_MOMENT, AT(bo_tender, at) },
};
const struct object object_tender = { "tenders", FIELDS(tender_fields, bo_tender) };

/* A rule about time has a time for its limit. */
static json_t *limit(const struct from *from)
{
	const struct bo_override *override = from->row;

	if (override->rule == BO_RULE_NOT_YET || override->rule == BO_RULE_ENDED)
		return json_of_moment(override->limit, from->zone);
	return json_of_number(override->limit);
}

static const struct field override_fields[] = {
	{ "rule", IS_WORD, AT(bo_override, rule), .word = word_rule },
	{ "limit", IS_COUNT, .get = limit },
	{ "actual", IS_COUNT, AT(bo_override, actual) },
	{ "subject", IS_TEXT, AT(bo_override, subject) },
	{ "reason", IS_TEXT, AT(bo_override, reason) },
	{ "staff", IS_TEXT, AT(bo_override, staff) },
	{ "approver", IS_TEXT, AT(bo_override, approver) },
	{ "at", IS_MOMENT, AT(bo_override, at) },
};
const struct object object_override = { "overrides", FIELDS(override_fields, bo_override),
					"rule=OVERRIDE,subject=OF,reason,staff,approver" };

static const struct field warning_fields[] = {
	{ "rule", IS_WORD, AT(bo_warning, rule), .word = word_rule },
	{ "subject", IS_TEXT, AT(bo_warning, subject) },
	{ "limit", IS_COUNT, AT(bo_warning, limit) },
	{ "left", IS_COUNT, AT(bo_warning, left) },
	{ "message", IS_TEXT, AT(bo_warning, message) },
};
const struct object object_warning = { "warnings", FIELDS(warning_fields, bo_warning) };

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_order, id) },
	{ "number", IS_ID, AT(bo_order, id) },
	{ "at", IS_MOMENT, AT(bo_order, at) },
	{ "patron", IS_TEXT, AT(bo_order, patron) },
	{ "patron_id", IS_ID, AT(bo_order, patron_id) },
	{ "staff", IS_TEXT, AT(bo_order, staff) },
	{ "till", IS_TEXT, AT(bo_order, till) },
	{ "proof", IS_TEXT, AT(bo_order, proof) },
	{ "total", IS_MONEY, AT(bo_order, total) },
	{ "net", IS_MONEY, AT(bo_order, net) },
	{ "change", IS_MONEY, AT(bo_order, change) },
	LIST("lines", bo_order, line, n_lines, object_order_line),
	LIST("tenders", bo_order, tender, n_tenders, object_tender),
	LIST("vouchers", bo_order, voucher, n_vouchers, object_voucher),
	LIST("overrides", bo_order, override_row, n_overrides, object_override),
	{ "anchor", IS_TEXT, AT(bo_order, anchor) },
	/* Most orders have none to tell. */
	{ "warnings", IS_LIST_IF_ANY, AT(bo_order, warning), N(bo_order, n_warnings),
	  .of = &object_warning },
};
const struct object object_order = { "orders", FIELDS(fields, bo_order),
				     .zone = offsetof(struct bo_order, zone) };

static const struct field summary_fields[] = {
	{ "id", IS_ID, AT(bo_order_summary, id) },
	{ "number", IS_ID, AT(bo_order_summary, id) },
	{ "at", IS_MOMENT, AT(bo_order_summary, at) },
	{ "patron", IS_TEXT, AT(bo_order_summary, patron) },
	{ "patron_id", IS_ID, AT(bo_order_summary, patron_id) },
	{ "tickets", IS_COUNT, AT(bo_order_summary, tickets) },
	{ "total", IS_MONEY, AT(bo_order_summary, total) },
	{ "net", IS_MONEY, AT(bo_order_summary, net) },
	{ "staff", IS_TEXT, AT(bo_order_summary, staff) },
	{ "till", IS_TEXT, AT(bo_order_summary, till) },
};
const struct object object_order_summary = { "orders", FIELDS(summary_fields, bo_order_summary),
					     "number,at,patron,tickets,total,net,staff,till",
					     offsetof(struct bo_order_summary, zone) };
const struct object object_bought = { "bought", FIELDS(summary_fields, bo_order_summary),
				      "number=ORDER,at,tickets,total,net",
				      offsetof(struct bo_order_summary, zone) };
