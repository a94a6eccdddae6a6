/*
 * What was sold: orders listed, shown, refunded, exchanged, reprinted.
 */
#include "cli/legacy.h"
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/noun/paper.h"
#include "cli/noun/receipt.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>
#include <stdio.h>

static enum bo_status read_filter(struct cli *cli, struct bo_order_filter *filter)
{
	const char *performance_name = args_value(&cli->args, OPT_PERFORMANCE);
	struct bo_performance performance = { 0 };
	enum bo_status status;

	*filter = (struct bo_order_filter){ 0 };
	status = option_patron(cli, &filter->patron_id);
	if (!status && performance_name)
		status = bo_performance_find(cli->bo, &cli->arena, performance_name, &performance);
	if (!status)
		status = option_day_or_moment(cli, OPT_FROM, &filter->first, &filter->from);
	if (!status)
		status = option_day_or_moment(cli, OPT_TO, &filter->last, &filter->to);
	if (!status)
		status = option_rows(cli, &filter->limit);
	filter->performance_id = performance.id;
	filter->before = given_number(cli, "--after", 0);
	return status;
}

/* As the screen of orders finds them. */
static enum bo_status list_found(struct cli *cli, const char *words,
				 const struct bo_order_filter *filter)
{
	struct bo_order_search *search = NULL;
	struct bo_order_hits hits = { .more = false };
	bool done = false;
	enum bo_status status = bo_order_search_begin(cli->bo, words, filter, &search);

	while (!status && !done)
		status = bo_order_search_step(search, &hits, &done);
	if (!status && hits.more_people)
		fprintf(stderr,
			"boxoffice: Only the orders of %d patrons are looked at; say more "
			"of the one you mean.\n",
			BO_ORDER_PEOPLE);
	if (!status)
		status = out_list(cli, &object_order_summary, hits.orders.row, hits.orders.n);
	bo_order_search_end(search);
	return status;
}

static enum bo_status run_list(struct cli *cli)
{
	const struct value *words = given_all(cli, "WORDS");
	const char *all = "";
	struct bo_order_filter filter = { 0 };
	struct bo_orders found = { 0 };
	enum bo_status status = read_filter(cli, &filter);

	for (size_t i = 0; all && i < words->n; i++)
		all = bo_arena_printf(&cli->arena, "%s%s%s", all, i ? " " : "", words->text[i]);
	if (!status && !all)
		status = say_no_memory(cli);
	if (!status && *all)
		return list_found(cli, all, &filter);
	if (!status)
		status = bo_order_list(cli->bo, &cli->arena, &filter, &found);
	return status ? status : out_list(cli, &object_order_summary, found.row, found.n);
}

static enum bo_status run_show(struct cli *cli)
{
	struct bo_order order = { 0 };
	json_t *jobs = NULL;
	int64_t id = 0;
	enum bo_status status = parse_order(cli, cli->word[0], &id);

	if (!status)
		status = bo_order_get(cli->bo, &cli->arena, id, &order);
	if (!status)
		status = receipt_show(cli, &order);
	if (!status && cli->format != FORMAT_CSV)
		status = paper_bring(cli, id, 0, false, &jobs);
	return status ? status : receipt_json(cli, &order, jobs);
}

/* What no rule refuses and somebody should know all the same. */
static void say_warnings(const struct bo_order *order)
{
	for (size_t i = 0; i < order->n_warnings; i++)
		fprintf(stderr, "boxoffice: %s\n", order->warning[i].message);
}

static enum bo_status run_refund(struct cli *cli)
{
	struct bo_refund refund = { .reason = args_value(&cli->args, OPT_REASON),
				    .rehearse = args_has(&cli->args, OPT_DRY_RUN) };
	struct bo_order order = { 0 };
	struct ids vouchers = { 0 };
	int64_t id = 0;
	enum bo_status status = parse_order(cli, cli->word[0], &id);

	if (!status)
		status = option_vouchers(cli, &vouchers);
	if (!status)
		status = option_back(cli, &refund.to, &refund.n_to);
	if (!status)
		status = cli_act(cli);
	refund.vouchers = vouchers.id;
	refund.n = vouchers.n;
	if (!status)
		status = bo_order_give_back(cli->bo, &cli->arena, id, &refund, &order);
	if (!status && !refund.rehearse)
		paper_mark(cli, id);
	if (!status)
		status = receipt_show(cli, &order);
	if (!status)
		say_warnings(&order);
	return status ? status : receipt_json(cli, &order, NULL);
}

static enum bo_status read_exchange(struct cli *cli, struct bo_exchange *exchange)
{
	struct bo_performance performance = { 0 };
	struct ids vouchers = { 0 };
	const char *to, *type_name = args_value(&cli->args, OPT_TYPE);
	int64_t season_id = 0;
	enum bo_status status = option_needed(cli, OPT_TO, &to);

	*exchange = (struct bo_exchange){ .override = args_value(&cli->args, OPT_OVERRIDE),
					  .print = !args_has(&cli->args, OPT_NO_PRINT),
					  .rehearse = args_has(&cli->args, OPT_DRY_RUN) };
	if (!status)
		status = option_vouchers(cli, &vouchers);
	if (!status)
		status = bo_performance_find(cli->bo, &cli->arena, to, &performance);
	if (!status && type_name)
		status = season_of_show(cli, performance.show_id, &season_id);
	if (!status && type_name) {
		struct bo_voucher_type type = { 0 };

		status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, type_name, &type);
		exchange->type_id = status ? 0 : type.id;
	}
	if (!status)
		status = option_tenders(cli, OPT_PAY, &exchange->tenders, &exchange->n_tenders);
	if (status)
		return status;
	exchange->vouchers = vouchers.id;
	exchange->n_vouchers = vouchers.n;
	exchange->performance_id = performance.id;
	return BO_OK;
}

static enum bo_status run_exchange(struct cli *cli)
{
	struct bo_exchange exchange = { 0 };
	struct bo_order order = { 0 };
	json_t *jobs = NULL;
	int64_t id = 0, before = 0;
	enum bo_status status = parse_order(cli, cli->word[0], &id);

	if (!status)
		status = read_exchange(cli, &exchange);
	if (!status)
		status = paper_newest(cli, id, &before);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_order_exchange(cli->bo, &cli->arena, id, &exchange, &order);
	if (!status)
		status = receipt_show(cli, &order);
	if (!status && !exchange.rehearse)
		status = paper_bring(cli, order.id, order.id == id ? before : 0, exchange.print,
				     &jobs);
	return status ? status : receipt_json(cli, &order, jobs);
}

static enum bo_status run_reprint(struct cli *cli)
{
	struct bo_order order = { 0 };
	struct ids vouchers = { 0 };
	json_t *jobs = NULL;
	int64_t id = 0, before = 0;
	size_t tickets = 0;
	enum bo_status status = parse_order(cli, cli->word[0], &id);

	if (!status)
		status = option_vouchers(cli, &vouchers);
	if (!status)
		status = paper_newest(cli, id, &before);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_order_reprint(cli->bo, id, vouchers.id, vouchers.n,
					  args_value(&cli->args, OPT_REASON), &tickets);
	if (!status)
		status = bo_order_get(cli->bo, &cli->arena, id, &order);
	if (status)
		return status;
	out_line(cli, "%zu ticket%s of order %" PRId64 " issued anew; the old code%s void.",
		 tickets, tickets == 1 ? "" : "s", id, tickets == 1 ? " is" : "s are");
	status = paper_bring(cli, id, before, !args_has(&cli->args, OPT_NO_PRINT), &jobs);
	if (!status && cli->format == FORMAT_CSV)
		status = receipt_show(cli, &order);
	return status ? status : receipt_json(cli, &order, jobs);
}

#define SOME ARG("--voucher V", VOUCHER, MANY, "Only this voucher, by id or code; else all.")
#define REASON ARG("--reason TEXT", TEXT, 0, "Why, for the journal.")

const struct command order_commands[] = {
	{ "order list", "List orders, newest first.", run_list, READS, BO_MAY_READ_SALES, OWN,
	  TAKES(ARG("WORDS", TEXT, MANY,
		    "Only the one of this number or ticket's code, or those of whom the words "
		    "find.",
		    EITHER(-1, 1)),
		ARG("--patron X", PATRON, 0, "Only those of this buyer, by id, e-mail or name.",
		    EITHER(-1, 2)),
		ARG("--after N", NUMBER, 0, "Go on behind this order.", 1, INT64_MAX),
		ARG("--performance P", PERFORMANCE, 0,
		    "Only those with tickets for this performance."),
		ARG("--from T", PAST, 0, "The first day, or the earliest time."),
		ARG("--to T", PAST, 0, "The last day, or the latest time."), LIMIT) },
	{ "order show", "Show an order whole.", run_show, READS, BO_MAY_READ_SALES, OWN,
	  TAKES(ARG("N", ORDER, NEEDED, "Its number.")) },
	{ "order refund", "Give money back for all or some vouchers.", run_refund, WRITES,
	  BO_MAY_REFUND, STAFF_ONLY,
	  TAKES(ARG("N", ORDER, NEEDED, "The order's number."), SOME,
		ARG("--pay KIND", WORD, NEEDED,
		    "How all the money goes back: cash, card, check or none; else as it came.",
		    .words = BO_TENDER_LIST(CODE_OF), EITHER(-1, 1)),
		ARG("--to KIND:AMOUNT", TENDER, NEEDED | MANY, "How a part of the money goes back.",
		    EITHER(-1, 2)),
		REASON, DRY_RUN) },
	{ "order exchange", "Exchange vouchers for another performance or type.", run_exchange,
	  WRITES, BO_MAY_REFUND, STAFF_ONLY,
	  TAKES(ARG("N", ORDER, NEEDED, "The order's number."), SOME,
		ARG("--to P", PERFORMANCE, NEEDED, "The performance they are for from now on."),
		ARG("--type T", TYPE, 0, "The voucher type they are from now on."), PAY, OVERRIDE,
		NO_PRINT, DRY_RUN) },
	{ "order reprint", "Issue tickets anew; the old codes are void.", run_reprint, WRITES,
	  BO_MAY_REPRINT, STAFF_ONLY,
	  TAKES(ARG("N", ORDER, NEEDED, "The order's number."), SOME, REASON, NO_PRINT) },
	{ 0 }
};
