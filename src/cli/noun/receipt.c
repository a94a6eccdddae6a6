/*
 * The receipt: lines, money, tickets, what was overridden, and the anchor that
 * proves later that the journal was not cut short.
 */
#include "cli/noun/receipt.h"
#include "cli/object/object.h"
#include "cli/say.h"

#include <inttypes.h>
#include <stdio.h>

static void amount(struct cli *cli, const char *label, int64_t minor, const char *behind)
{
	out_line(cli, "%-16s %12s%s%s", label, out_money(cli, minor), behind ? "  " : "",
		 behind ? behind : "");
}

static void money(struct cli *cli, const struct bo_order *order)
{
	struct bo_currency currency = bo_currency(cli->bo);

	amount(cli, "Total", order->total, currency.code);
	for (size_t i = 0; i < order->n_tenders; i++) {
		const struct bo_tender *tender = &order->tender[i];
		const char *label = bo_tender_label(tender->kind);
		const char *back = bo_arena_printf(&cli->arena, "%s back", label);

		amount(cli, tender->amount < 0 && back ? back : label, tender->amount,
		       tender->reference);
	}
	if (order->change != 0)
		amount(cli, "Change", order->change, NULL);
	if (order->net != order->total)
		amount(cli, "Net", order->net, NULL);
}

static enum bo_status section(struct cli *cli, const json_t *order, const struct object *of)
{
	const json_t *list = json_object_get(order, of->list);

	if (json_array_size(list) == 0)
		return BO_OK;
	out_line(cli, "%s", "");
	return out_rows(cli, of, list);
}

/* A column nobody used is left out. */
static const char *used_columns(struct cli *cli, const struct bo_order *order)
{
	bool discount = false, offer = false, code = false, at = false;

	for (size_t i = 0; i < order->n_lines; i++) {
		discount |= order->line[i].discount != 0;
		offer |= order->line[i].n_uses > 0;
		code |= order->line[i].code != NULL;
		at |= order->line[i].at != order->at;
	}
	return bo_arena_printf(&cli->arena, "qty,type,performance,price%s,amount%s%s%s",
			       discount ? ",discount" : "", offer ? ",campaign=OFFER" : "",
			       code ? ",codes=CODE" : "", at ? ",at" : "");
}

static enum bo_status table(struct cli *cli, const struct bo_order *order, const json_t *object)
{
	struct object lines = object_order_line;
	enum bo_status status;

	lines.columns = used_columns(cli, order);
	if (!lines.columns)
		return say_no_memory(cli);
	out_line(cli, "Order %" PRId64 "  %s  %s", order->id, out_when(cli, order->at, order->zone),
		 order->patron);
	out_line(cli, "%s%s at %s", order->staff ? "Sold by " : "Self-service",
		 order->staff ? order->staff : "", order->till);
	status = section(cli, object, &lines);
	if (status)
		return status;
	out_line(cli, "%s", "");
	money(cli, order);
	status = section(cli, object, &object_sold_voucher);
	if (!status)
		status = section(cli, object, &object_override);
	if (!status && order->anchor) {
		out_line(cli, "%s", "");
		out_line(cli, "Anchor %s", order->anchor);
	}
	return status;
}

enum bo_status receipt_show(struct cli *cli, const struct bo_order *order)
{
	json_t *object;
	enum bo_status status;

	if (cli->format == FORMAT_JSON)
		return BO_OK;
	object = object_of(cli, &object_order, order);
	if (cli->format == FORMAT_CSV)
		status = out_rows(cli, &object_order_line, json_object_get(object, "lines"));
	else
		status = table(cli, order, object);
	json_decref(object);
	/* On paper or not, the sale is done: who waits for the printer can read meanwhile. */
	fflush(stdout);
	return status;
}

enum bo_status receipt_json(struct cli *cli, const struct bo_order *order, json_t *jobs)
{
	json_t *object;

	if (cli->format != FORMAT_JSON) {
		json_decref(jobs);
		return BO_OK;
	}
	object = object_of(cli, &object_order, order);
	if (jobs)
		put(cli, object, "print", jobs);
	return out_one(cli, "order", object);
}
