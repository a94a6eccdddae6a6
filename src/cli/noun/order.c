/*
 * What was sold: orders listed, shown, refunded, exchanged, reprinted.
 */
#include "cli/given.h"
#include "cli/noun/paper.h"
#include "cli/noun/receipt.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>
#include <stdio.h>

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
	struct bo_order_filter filter = { .patron_id = given_id(cli, "--patron"),
					  .performance_id = given_id(cli, "--performance"),
					  .first = given_text(cli, "--from"),
					  .from = given_number(cli, "--from", BO_NONE),
					  .last = given_text(cli, "--to"),
					  .to = given_number(cli, "--to", BO_NONE),
					  .before = given_number(cli, "--after", 0),
					  .limit = given_limit(cli) };
	const char *words = given_words(cli, "WORDS");
	struct bo_orders found = { 0 };
	enum bo_status status = words ? BO_OK : say_no_memory(cli);

	if (!status && *words)
		return list_found(cli, words, &filter);
	if (!status)
		status = bo_order_list(cli->bo, &cli->arena, &filter, &found);
	return status ? status : out_list(cli, &object_order_summary, found.row, found.n);
}

static enum bo_status run_show(struct cli *cli)
{
	int64_t id = given_id(cli, "N");
	struct bo_order order = { 0 };
	json_t *jobs = NULL;
	enum bo_status status = bo_order_get(cli->bo, &cli->arena, id, &order);

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
	const struct value *vouchers = given_all(cli, "--voucher"), *to = given_all(cli, "--to");
	/* All of it one way, or each part as it is named; neither: as it came. */
	struct bo_tender all = { .kind = (enum bo_tender_kind)given_number(cli, "--pay", 0) };
	struct bo_refund refund = { .vouchers = vouchers->number,
				    .n = vouchers->n,
				    .to = given(cli, "--pay") ? &all : to->rows,
				    .n_to = given(cli, "--pay") ? 1 : to->n,
				    .reason = given_text(cli, "--reason"),
				    .rehearse = given(cli, "--dry-run") };
	struct bo_order order = { 0 };
	int64_t id = given_id(cli, "N");
	enum bo_status status = bo_order_give_back(cli->bo, &cli->arena, id, &refund, &order);

	if (!status && !refund.rehearse)
		paper_mark(cli, id);
	if (!status)
		status = receipt_show(cli, &order);
	if (!status)
		say_warnings(&order);
	return status ? status : receipt_json(cli, &order, NULL);
}

static enum bo_status run_exchange(struct cli *cli)
{
	const struct value *vouchers = given_all(cli, "--voucher");
	const struct value *tenders = given_all(cli, "--pay");
	struct bo_exchange exchange = { .vouchers = vouchers->number,
					.n_vouchers = vouchers->n,
					.performance_id = given_id(cli, "--to"),
					.type_id = given_id(cli, "--type"),
					.tenders = tenders->rows,
					.n_tenders = tenders->n,
					.override = given_text(cli, "--override"),
					.print = !given(cli, "--no-print"),
					.rehearse = given(cli, "--dry-run") };
	struct bo_order order = { 0 };
	json_t *jobs = NULL;
	int64_t id = given_id(cli, "N"), before = 0;
	enum bo_status status = paper_newest(cli, id, &before);

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
	const struct value *vouchers = given_all(cli, "--voucher");
	struct bo_order order = { 0 };
	json_t *jobs = NULL;
	int64_t id = given_id(cli, "N"), before = 0;
	size_t tickets = 0;
	enum bo_status status = paper_newest(cli, id, &before);

	if (!status)
		status = bo_order_reprint(cli->bo, id, vouchers->number, vouchers->n,
					  given_text(cli, "--reason"), &tickets);
	if (!status)
		status = bo_order_get(cli->bo, &cli->arena, id, &order);
	if (status)
		return status;
	out_line(cli, "%zu ticket%s of order %" PRId64 " issued anew; the old code%s void.",
		 tickets, tickets == 1 ? "" : "s", id, tickets == 1 ? " is" : "s are");
	status = paper_bring(cli, id, before, !given(cli, "--no-print"), &jobs);
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
	  BO_MAY_REFUND,
	  TAKES(ARG("N", ORDER, NEEDED, "The order's number."), SOME,
		ARG("--pay KIND", WORD, NEEDED,
		    "How all the money goes back: cash, card, check or none; else as it came.",
		    .words = BO_TENDER_LIST(CODE_OF), EITHER(-1, 1)),
		ARG("--to KIND:AMOUNT", TENDER, NEEDED | MANY, "How a part of the money goes back.",
		    EITHER(-1, 2)),
		REASON, DRY_RUN) },
	{ "order exchange", "Exchange vouchers for another performance or type.", run_exchange,
	  WRITES, BO_MAY_REFUND,
	  TAKES(ARG("N", ORDER, NEEDED, "The order's number."), SOME,
		ARG("--to P", PERFORMANCE, NEEDED, "The performance they are for from now on."),
		ARG("--type T", TYPE, 0, "The voucher type they are from now on."), PAY, OVERRIDE,
		NO_PRINT, DRY_RUN) },
	{ "order reprint", "Issue tickets anew; the old codes are void.", run_reprint, WRITES,
	  BO_MAY_REPRINT,
	  TAKES(ARG("N", ORDER, NEEDED, "The order's number."), SOME, REASON, NO_PRINT) },
	{ 0 }
};
