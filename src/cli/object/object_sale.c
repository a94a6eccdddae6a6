/*
 * The JSON of what is sold and held.
 */
#include "cli/object/object.h"

/* The campaigns of a line by the names the buyer sees, each once; NULL for none. */
static const char *names(struct cli *cli, const struct bo_line_use *use, size_t n)
{
	const char *text = NULL;

	for (size_t i = 0; i < n; i++) {
		bool said = false;

		for (size_t k = 0; k < i; k++)
			said = said || use[k].campaign_id == use[i].campaign_id;
		if (!said)
			text = text ? bo_arena_printf(&cli->arena, "%s + %s", text, use[i].campaign)
				    : use[i].campaign;
	}
	return text;
}

/* What campaigns made of a line. */
static void put_uses(struct cli *cli, json_t *line, int64_t discount, const struct bo_line_use *use,
		     size_t n)
{
	json_t *uses = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *object = json_object();

		put_text(cli, object, "campaign", use[i].campaign);
		put_id(cli, object, "campaign_id", use[i].campaign_id);
		put_text_or_null(cli, object, "code", use[i].code);
		put_id(cli, object, "member_id", use[i].member_id);
		put_number(cli, object, "qty", use[i].qty);
		put_number(cli, object, "discount", use[i].discount);
		append(cli, uses, object);
	}
	put_number(cli, line, "discount", discount);
	put_text_or_null(cli, line, "campaign", names(cli, use, n));
	put(cli, line, "uses", uses);
}

static json_t *line(struct cli *cli, const struct bo_order_line *line, const char *zone)
{
	json_t *object = json_object();

	put_id(cli, object, "id", line->id);
	put_text(cli, object, "type", line->type);
	put_id(cli, object, "type_id", line->type_id);
	put_performance(cli, object, line->performance_id ? line->show : NULL, line->performance_at,
			line->zone);
	put_id(cli, object, "performance_id", line->performance_id);
	put_number(cli, object, "qty", line->qty);
	put_number(cli, object, "price", line->price);
	put_number(cli, object, "amount", line->amount);
	put_uses(cli, object, line->discount, line->use, line->n_uses);
	put_text_or_null(cli, object, "code", line->code);
	put_codes(cli, object, "codes", line->codes);
	put_when(cli, object, "at", line->at, zone);
	return object;
}

static json_t *tender(struct cli *cli, const struct bo_tender *tender, const char *zone)
{
	json_t *object = json_object();

	put_text(cli, object, "kind", bo_tender_code(tender->kind));
	put_number(cli, object, "amount", tender->amount);
	put_text_or_null(cli, object, "reference", tender->reference);
	put_when(cli, object, "at", tender->at, zone);
	return object;
}

json_t *object_voucher(struct cli *cli, const struct bo_voucher *voucher)
{
	json_t *object = json_object();

	put_id(cli, object, "id", voucher->id);
	put_text(cli, object, "type", voucher->type);
	put_id(cli, object, "type_id", voucher->type_id);
	put_text(cli, object, "state", bo_voucher_state_code(voucher->state));
	put_performance(cli, object, voucher->performance_id ? voucher->show : NULL,
			voucher->performance_at, voucher->zone);
	put_id(cli, object, "performance_id", voucher->performance_id);
	put_id(cli, object, "parent", voucher->parent_id);
	put_id(cli, object, "order", voucher->order_id);
	put_text_or_null(cli, object, "patron", voucher->patron);
	put_number(cli, object, "amount", voucher->amount);
	put_text_or_null(cli, object, "code", voucher->code);
	put_number(cli, object, "issue", voucher->issue);
	put_text_or_null(cli, object, "campaign", voucher->campaign);
	put_text_or_null(cli, object, "member_code", voucher->member_code);
	return object;
}

json_t *object_use(struct cli *cli, const struct bo_use *use)
{
	json_t *object = json_object();

	put_performance(cli, object, use->show, use->at, use->zone);
	put_id(cli, object, "performance_id", use->performance_id);
	put_number(cli, object, "left", use->left);
	put_text_or_null(cli, object, "reason", use->reason ? bo_rule_code(use->reason) : NULL);
	put_text_or_null(cli, object, "message", use->message);
	return object;
}

static json_t * override(struct cli *cli, const struct bo_override *override, const char *zone)
{
	bool time = override->rule == BO_RULE_NOT_YET || override->rule == BO_RULE_ENDED;
	json_t *object = json_object();

	put_text(cli, object, "rule", bo_rule_code(override->rule));
	if (time)
		put_when(cli, object, "limit", override->limit, zone);
	else
		put_number(cli, object, "limit", override->limit);
	put_number(cli, object, "actual", override->actual);
	put_text(cli, object, "subject", override->subject);
	put_text(cli, object, "reason", override->reason);
	put_text_or_null(cli, object, "staff", override->staff);
	put_text_or_null(cli, object, "approver", override->approver);
	put_when(cli, object, "at", override->at, zone);
	return object;
}

/* Only where there are some: most orders have none to tell. */
static void put_warnings(struct cli *cli, json_t *order, const struct bo_warning *row, size_t n)
{
	json_t *warnings = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *object = json_object();

		put_text(cli, object, "rule", bo_rule_code(row[i].rule));
		put_text(cli, object, "subject", row[i].subject);
		put_number(cli, object, "limit", row[i].limit);
		put_number(cli, object, "left", row[i].left);
		put_text(cli, object, "message", row[i].message);
		append(cli, warnings, object);
	}
	if (n > 0)
		put(cli, order, "warnings", warnings);
	else
		json_decref(warnings);
}

json_t *object_order(struct cli *cli, const struct bo_order *order)
{
	json_t *object = json_object(), *lines = json_array(), *tenders = json_array(),
	       *vouchers = json_array(), *overrides = json_array();

	for (size_t i = 0; i < order->n_lines; i++)
		append(cli, lines, line(cli, &order->line[i], order->zone));
	for (size_t i = 0; i < order->n_tenders; i++)
		append(cli, tenders, tender(cli, &order->tender[i], order->zone));
	for (size_t i = 0; i < order->n_vouchers; i++)
		append(cli, vouchers, object_voucher(cli, &order->voucher[i]));
	for (size_t i = 0; i < order->n_overrides; i++)
		append(cli, overrides, override(cli, &order->override_row[i], order->zone));
	put_id(cli, object, "id", order->id);
	put_number(cli, object, "number", order->id);
	put_when(cli, object, "at", order->at, order->zone);
	put_text(cli, object, "patron", order->patron);
	put_id(cli, object, "patron_id", order->patron_id);
	put_text_or_null(cli, object, "staff", order->staff);
	put_text(cli, object, "till", order->till);
	put_text_or_null(cli, object, "proof", order->proof);
	put_number(cli, object, "total", order->total);
	put_number(cli, object, "net", order->net);
	put_number(cli, object, "change", order->change);
	put(cli, object, "lines", lines);
	put(cli, object, "tenders", tenders);
	put(cli, object, "vouchers", vouchers);
	put(cli, object, "overrides", overrides);
	put_text_or_null(cli, object, "anchor", order->anchor);
	put_warnings(cli, object, order->warning, order->n_warnings);
	return object;
}

json_t *object_order_summary(struct cli *cli, const struct bo_order_summary *order)
{
	json_t *object = json_object();

	put_id(cli, object, "id", order->id);
	put_number(cli, object, "number", order->id);
	put_when(cli, object, "at", order->at, order->zone);
	put_text(cli, object, "patron", order->patron);
	put_id(cli, object, "patron_id", order->patron_id);
	put_number(cli, object, "tickets", order->tickets);
	put_number(cli, object, "total", order->total);
	put_number(cli, object, "net", order->net);
	put_text_or_null(cli, object, "staff", order->staff);
	put_text(cli, object, "till", order->till);
	return object;
}

static json_t *basket_line(struct cli *cli, const struct bo_basket_line *line)
{
	json_t *object = json_object();

	put_id(cli, object, "id", line->id);
	put_text(cli, object, "type", line->type);
	put_id(cli, object, "type_id", line->type_id);
	put_performance(cli, object, line->performance_id ? line->show : NULL, line->performance_at,
			line->zone);
	put_id(cli, object, "performance_id", line->performance_id);
	put_number(cli, object, "qty", line->qty);
	put_number(cli, object, "price", line->price);
	put_number(cli, object, "amount", line->amount);
	put_uses(cli, object, line->discount, line->use, line->n_uses);
	put_text_or_null(cli, object, "code", line->code);
	put_codes(cli, object, "codes", line->codes);
	put_text_or_null(cli, object, "override", line->override);
	return object;
}

json_t *object_hold(struct cli *cli, const struct bo_basket *basket)
{
	json_t *object = json_object(), *lines = json_array();
	const char *zone = basket->n_lines ? basket->line[0].zone : NULL;
	int64_t places = 0;

	for (size_t i = 0; i < basket->n_lines; i++) {
		append(cli, lines, basket_line(cli, &basket->line[i]));
		places += basket->line[i].qty;
	}
	put_id(cli, object, "id", basket->id);
	put_text(cli, object, "state", bo_basket_state_code(basket->state));
	put_when(cli, object, "expires", basket->expires, zone);
	put_flag(cli, object, "expired", basket->expired);
	put_when(cli, object, "created", basket->created, zone);
	put_text_or_null(cli, object, "patron", basket->patron);
	put_id(cli, object, "patron_id", basket->patron_id);
	put_text_or_null(cli, object, "till", basket->till);
	put_text_or_null(cli, object, "staff", basket->staff);
	put_text_or_null(cli, object, "label", basket->label);
	put_code_words(cli, object, "code", basket->code);
	put_codes(cli, object, "codes", basket->code);
	put_text_or_null(cli, object, "proof", basket->proof);
	put_number(cli, object, "qty", places);
	put_number(cli, object, "total", basket->total);
	put(cli, object, "lines", lines);
	return object;
}
