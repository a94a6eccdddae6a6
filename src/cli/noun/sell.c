/*
 * Selling.
 */
#include "cli/legacy.h"
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/noun/code_said.h"
#include "cli/noun/paper.h"
#include "cli/noun/receipt.h"
#include "cli/say.h"

static enum bo_status read_sale(struct cli *cli, struct bo_sale *sale)
{
	const char *hold = args_value(&cli->args, OPT_HOLD);
	struct bo_wish *wishes = NULL;
	enum bo_status status;

	*sale = (struct bo_sale){ .override = args_value(&cli->args, OPT_OVERRIDE),
				  .print = !args_has(&cli->args, OPT_NO_PRINT) };
	if (hold && cli->n_words > 0)
		return say_invalid(cli, "hold", hold,
				   "A hold is sold as it is; sell other lines in an order of "
				   "their own.");
	if (hold)
		status = parse_number(cli, "hold", hold, 1, INT64_MAX / 10 - 1, &sale->basket_id);
	else
		status = read_lines(cli, false, &wishes, &sale->n_lines);
	sale->lines = wishes;
	if (!status)
		status = option_named_codes(cli, &sale->code);
	if (!status)
		status = option_patron(cli, &sale->patron_id);
	if (!status)
		status = option_tenders(cli, OPT_PAY, &sale->tenders, &sale->n_tenders);
	return status;
}

static enum bo_status run_sell(struct cli *cli)
{
	struct bo_order order = { 0 };
	struct bo_sale sale = { 0 };
	json_t *jobs = NULL;
	enum bo_status status = read_sale(cli, &sale);

	if (!status)
		status = cli_act(cli);
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
