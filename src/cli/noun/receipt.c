/*
 * The receipt: lines, money, tickets, what was overridden, and the anchor that
 * proves later that the journal was not cut short.
 */
#include "cli/noun/receipt.h"
#include "cli/object/object.h"

#include <inttypes.h>
#include <stdio.h>

static const struct column line_columns[] = { { "QTY", "qty", CELL_NUMBER },
					      { "TYPE", "type", CELL_TEXT },
					      { "PERFORMANCE", "performance", CELL_TEXT },
					      { "PRICE", "price", CELL_MONEY },
					      { "DISCOUNT", "discount", CELL_MONEY },
					      { "AMOUNT", "amount", CELL_MONEY },
					      { "OFFER", "campaign", CELL_TEXT },
					      { "CODE", "codes", CELL_NAMES },
					      { "AT", "at", CELL_WHEN } };
enum { COL_DISCOUNT = 4, COL_OFFER = 6, COL_CODE, COL_AT, LINE_COLUMNS };

const struct column voucher_columns[] = {
	{ "VOUCHER", "id", CELL_NUMBER }, { "CODE", "code", CELL_TEXT },
	{ "TYPE", "type", CELL_TEXT },	  { "PERFORMANCE", "performance", CELL_TEXT },
	{ "STATE", "state", CELL_TEXT },  { "AMOUNT", "amount", CELL_MONEY },
	{ "PATRON", "patron", CELL_TEXT }
};
const size_t n_voucher_columns = sizeof voucher_columns / sizeof *voucher_columns;

static const struct column override_columns[] = { { "OVERRIDE", "rule", CELL_TEXT },
						  { "OF", "subject", CELL_TEXT },
						  { "REASON", "reason", CELL_TEXT },
						  { "STAFF", "staff", CELL_TEXT },
						  { "APPROVER", "approver", CELL_TEXT } };

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

static enum bo_status section(struct cli *cli, json_t *order, const char *key,
			      const struct column *columns, size_t n)
{
	json_t *list = json_object_get(order, key);

	if (json_array_size(list) == 0)
		return BO_OK;
	out_line(cli, "%s", "");
	return out_rows(cli, list, columns, n);
}

/* A column nobody used is left out. */
static size_t used_columns(const struct bo_order *order, struct column columns[LINE_COLUMNS])
{
	bool used[LINE_COLUMNS];
	size_t n = 0;

	for (size_t i = 0; i < LINE_COLUMNS; i++)
		used[i] = i != COL_DISCOUNT && i < COL_OFFER;
	for (size_t i = 0; i < order->n_lines; i++) {
		const struct bo_order_line *line = &order->line[i];

		used[COL_DISCOUNT] |= line->discount != 0;
		used[COL_OFFER] |= line->n_uses > 0;
		used[COL_CODE] |= line->code != NULL;
		used[COL_AT] |= line->at != order->at;
	}
	for (size_t i = 0; i < LINE_COLUMNS; i++)
		if (used[i])
			columns[n++] = line_columns[i];
	return n;
}

static enum bo_status table(struct cli *cli, const struct bo_order *order, json_t *object)
{
	struct column columns[LINE_COLUMNS];
	size_t n = used_columns(order, columns);
	enum bo_status status;

	out_line(cli, "Order %" PRId64 "  %s  %s", order->id, out_when(cli, order->at, order->zone),
		 order->patron);
	out_line(cli, "%s%s at %s", order->staff ? "Sold by " : "Self-service",
		 order->staff ? order->staff : "", order->till);
	status = section(cli, object, "lines", columns, n);
	if (status)
		return status;
	out_line(cli, "%s", "");
	money(cli, order);
	status = section(cli, object, "vouchers", voucher_columns, n_voucher_columns - 1);
	if (!status)
		status = section(cli, object, "overrides", OUT_COLUMNS(override_columns));
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
	object = object_order(cli, order);
	if (cli->format == FORMAT_CSV)
		status = out_rows(cli, json_object_get(object, "lines"), OUT_COLUMNS(line_columns));
	else
		status = table(cli, order, object);
	json_decref(object);
	/* On paper or not, the sale is done: who waits for the printer can read meanwhile. */
	fflush(stdout);
	return status;
}

enum bo_status receipt_json(struct cli *cli, const struct bo_order *order, json_t *jobs)
{
	json_t *whole, *object;

	if (cli->format != FORMAT_JSON) {
		json_decref(jobs);
		return BO_OK;
	}
	whole = json_object();
	object = object_order(cli, order);
	if (jobs)
		put(cli, object, "print", jobs);
	put(cli, whole, "order", object);
	return out_json(cli, whole);
}
