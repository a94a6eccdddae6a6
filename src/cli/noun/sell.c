/*
 * Selling.
 */
#include "cli/lookup.h"
#include "cli/noun/code_said.h"
#include "cli/noun/paper.h"
#include "cli/noun/receipt.h"

static enum bo_status read_sale(struct cli *cli, struct bo_sale *sale)
{
	const struct value *lines = given_all(cli, "LINES"), *tenders = given_all(cli, "--pay");

	*sale = (struct bo_sale){ .basket_id = given_id(cli, "--hold"),
				  .lines = lines->rows,
				  .n_lines = lines->n,
				  .patron_id = given_id(cli, "--patron"),
				  .tenders = tenders->rows,
				  .n_tenders = tenders->n,
				  .override = given_text(cli, "--override"),
				  .print = !given(cli, "--no-print") };
	return given_codes(cli, &sale->code);
}

static enum bo_status run_sell(struct cli *cli)
{
	struct bo_order order = { 0 };
	struct bo_sale sale;
	json_t *jobs = NULL;
	enum bo_status status = read_sale(cli, &sale);

	if (!status)
		status = bo_sell(cli->bo, &cli->arena, &sale, &order);
	if (!status)
		status = receipt_show(cli, &order);
	if (!status)
		status = paper_bring(cli, order.id, 0, sale.print, &jobs);
	if (!status)
		status = receipt_json(cli, &order, jobs);
	if (!status)
		code_said_of_order(cli, &order);
	return status;
}

const struct command sell_commands[] = {
	{ "sell", "Sell; exact cash unless --pay says otherwise.", run_sell, WRITES, BO_MAY_SELL,
	  SELF,
	  TAKES(ARG("P", PERFORMANCE, 0, "The performance; bundles need none.", EITHER(1, 1)),
		ARG("LINES", LINE, NEEDED | MANY, "What, such as \"2 Adult General\".",
		    EITHER(1, 1)),
		ARG("--hold ID", HOLD, NEEDED, "Sell what this hold keeps.", EITHER(1, 2)), CODES,
		BUYER, OVERRIDE, PAY, NO_PRINT) },
	{ 0 }
};
