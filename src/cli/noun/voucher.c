/*
 * Vouchers people hold: listed with where they may be used, reserved, changed,
 * released, transferred, issued.
 */
#include "cli/lookup.h"
#include "cli/noun/paper.h"
#include "cli/noun/receipt.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

/* What each type that is open may be used for, asked once. */
struct usable {
	int64_t type_id;
	const char *type;
	struct bo_reservables uses;
};
struct usable_list {
	size_t n;
	struct usable *row;
};

static enum bo_status add_usable(struct cli *cli, const struct bo_voucher *voucher,
				 struct usable_list *list)
{
	struct usable *grown;

	if (voucher->state != BO_VOUCHER_OPEN || voucher->category == BO_CATEGORY_BUNDLE)
		return BO_OK;
	for (size_t i = 0; i < list->n; i++)
		if (list->row[i].type_id == voucher->type_id)
			return BO_OK;
	grown = bo_arena_grow(&cli->arena, list->row, list->n, sizeof *grown);
	if (!grown)
		return say_no_memory(cli);
	list->row = grown;
	grown[list->n] = (struct usable){ .type_id = voucher->type_id, .type = voucher->type };
	return bo_reservable_list(cli->bo, &cli->arena, voucher->type_id,
				  &list->row[list->n++].uses);
}

static json_t *uses_of(struct cli *cli, const struct usable_list *list, int64_t type_id)
{
	json_t *uses = json_array();

	for (size_t i = 0; i < list->n; i++)
		for (size_t k = 0; list->row[i].type_id == type_id && k < list->row[i].uses.n; k++)
			append(cli, uses,
			       object_of(cli, &object_reservable, &list->row[i].uses.row[k]));
	return uses;
}

static void print_uses(struct cli *cli, const struct usable_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct usable *usable = &list->row[i];

		out_line(cli, "%s may be used for:%s", usable->type,
			 usable->uses.n ? "" : " nothing to come");
		for (size_t k = 0; k < usable->uses.n; k++) {
			const struct bo_reservable *use = &usable->uses.row[k];

			if (use->message)
				out_line(cli, "  %s: %s",
					 out_performance(cli, use->show, use->at, use->zone),
					 use->message);
			else
				out_line(cli, "  %s: %" PRId64 " left",
					 out_performance(cli, use->show, use->at, use->zone),
					 use->left);
		}
	}
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_voucher_filter filter = { .patron_id = given_id(cli, "--patron"),
					    .performance_id = given_id(cli, "--performance"),
					    .open_only = given(cli, "--open"),
					    .limit = given_limit(cli) };
	struct bo_vouchers found;
	struct usable_list usable = { 0 };
	json_t *list;
	enum bo_status status = bo_voucher_list(cli->bo, &cli->arena, &filter, &found);

	for (size_t i = 0; !status && filter.patron_id && i < found.n; i++)
		status = add_usable(cli, &found.row[i], &usable);
	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < found.n; i++) {
		json_t *voucher = object_of(cli, &object_voucher, &found.row[i]);

		if (filter.patron_id && found.row[i].state == BO_VOUCHER_OPEN)
			put(cli, voucher, "uses", uses_of(cli, &usable, found.row[i].type_id));
		append(cli, list, voucher);
	}
	status = out_array(cli, &object_voucher, list);
	if (!status)
		print_uses(cli, &usable);
	return status;
}

static enum bo_status run_show(struct cli *cli)
{
	return out_object(cli, "voucher", &object_voucher,
			  object_of(cli, &object_voucher, given_row(cli, "V")));
}

/* The newest job of each order before, so that the new ones can be told. */
struct jobs {
	struct ids orders;
	int64_t *newest; /* one for each order */
};

static enum bo_status note_jobs(struct cli *cli, struct jobs *jobs)
{
	const struct value *vouchers = given_all(cli, "V");
	const struct bo_voucher *voucher = vouchers->rows;
	enum bo_status status = BO_OK;

	*jobs = (struct jobs){ 0 };
	for (size_t i = 0; !status && i < vouchers->n; i++)
		status = add_id(cli, &jobs->orders, voucher[i].order_id);
	jobs->newest = bo_arena_alloc(&cli->arena, (jobs->orders.n + 1) * sizeof *jobs->newest);
	if (!status && !jobs->newest)
		status = say_no_memory(cli);
	for (size_t i = 0; !status && i < jobs->orders.n; i++)
		status = paper_newest(cli, jobs->orders.id[i], &jobs->newest[i]);
	return status;
}

static enum bo_status bring_paper(struct cli *cli, const struct jobs *jobs, json_t **all)
{
	bool start = !given(cli, "--no-print");
	enum bo_status status = BO_OK;

	*all = json_array();
	for (size_t i = 0; !status && i < jobs->orders.n; i++) {
		json_t *some = NULL;

		status = paper_bring(cli, jobs->orders.id[i], jobs->newest[i], start, &some);
		if (!status && some)
			json_array_extend(*all, some);
		json_decref(some);
	}
	return status;
}

/* The vouchers as they are now; jobs (NULL: none) is taken over. */
static enum bo_status show_vouchers(struct cli *cli, const char *done, json_t *jobs)
{
	const struct value *vouchers = given_all(cli, "V");
	json_t *whole = json_object(), *list = json_array();
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < vouchers->n; i++) {
		struct bo_voucher voucher;
		const char *text = bo_arena_printf(&cli->arena, "%" PRId64, vouchers->number[i]);

		status = text ? bo_voucher_find(cli->bo, &cli->arena, text, &voucher)
			      : say_no_memory(cli);
		if (!status)
			append(cli, list, object_of(cli, &object_voucher, &voucher));
	}
	if (!status && cli->format != FORMAT_JSON)
		status = out_rows(cli, &object_voucher, list);
	put(cli, whole, "vouchers", list);
	if (jobs)
		put(cli, whole, "print", jobs);
	if (status) {
		json_decref(whole);
		return status;
	}
	out_line(cli, "%zu voucher%s %s.", vouchers->n, vouchers->n == 1 ? "" : "s", done);
	return out_json(cli, whole);
}

static enum bo_status reserve(struct cli *cli, const char *done,
			      enum bo_status (*act)(struct bo *bo,
						    const struct bo_reservation *what))
{
	const struct value *vouchers = given_all(cli, "V"), *tenders = given_all(cli, "--pay");
	struct bo_reservation what = { .performance_id = given_id(cli, "--performance"),
				       .vouchers = vouchers->number,
				       .n = vouchers->n,
				       .tenders = tenders->rows,
				       .n_tenders = tenders->n,
				       .override = given_text(cli, "--override"),
				       .print = !given(cli, "--no-print") };
	struct jobs jobs;
	json_t *paper = NULL;
	enum bo_status status = note_jobs(cli, &jobs);

	if (!status)
		status = act(cli->bo, &what);
	if (!status)
		status = bring_paper(cli, &jobs, &paper);
	if (!status)
		return show_vouchers(cli, done, paper);
	json_decref(paper);
	return status;
}

static enum bo_status run_reserve(struct cli *cli)
{
	return reserve(cli, "reserved", bo_voucher_reserve);
}

static enum bo_status run_change(struct cli *cli)
{
	return reserve(cli, "changed", bo_voucher_change);
}

static enum bo_status run_release(struct cli *cli)
{
	const struct value *vouchers = given_all(cli, "V");
	const struct bo_voucher *voucher = vouchers->rows;
	enum bo_status status = bo_voucher_release(cli->bo, vouchers->number, vouchers->n);

	for (size_t i = 0; i < vouchers->n && !status; i++)
		paper_mark(cli, voucher[i].order_id);
	return status ? status : show_vouchers(cli, "released", NULL);
}

static enum bo_status run_transfer(struct cli *cli)
{
	const struct value *vouchers = given_all(cli, "V");
	enum bo_status status =
		bo_voucher_transfer(cli->bo, vouchers->number, vouchers->n, given_id(cli, "--to"));

	return status ? status : show_vouchers(cli, "transferred", NULL);
}

static enum bo_status run_issue(struct cli *cli)
{
	const struct value *lines = given_all(cli, "LINES");
	struct bo_issue issue = { .lines = lines->rows,
				  .n = lines->n,
				  .patron_id = given_id(cli, "--patron"),
				  .override = given_text(cli, "--override"),
				  .print = !given(cli, "--no-print") };
	struct bo_order order;
	json_t *jobs = NULL;
	enum bo_status status = bo_voucher_issue(cli->bo, &cli->arena, &issue, &order);

	if (!status)
		status = receipt_show(cli, &order);
	if (!status)
		status = paper_bring(cli, order.id, 0, issue.print, &jobs);
	return status ? status : receipt_json(cli, &order, jobs);
}

const struct command voucher_commands[] = {
	{ "voucher list", "List vouchers; of a patron, with where the open ones may be used.",
	  run_list, READS, BO_MAY_READ_SALES, OWN,
	  TAKES(ARG("--patron X", PATRON, 0, "Only those of this patron, by id, e-mail or name."),
		ARG("--performance P", PERFORMANCE, 0, "Only those for this performance."),
		ARG("--open", FLAG, 0, "Only what is not reserved yet."), LIMIT) },
	{ "voucher show", "Show a voucher, by id or any code it ever had.", run_show, READS,
	  BO_MAY_CHECK_IN, OWN, TAKES(ARG("V", VOUCHER, NEEDED, "The voucher.")) },
	{ "voucher issue", "Issue comps, open or for a performance, without a sale.", run_issue,
	  WRITES, BO_MAY_SELL,
	  TAKES(ARG("LINES", LINE, NEEDED | MANY, "What, such as \"2 Comp\"."),
		ARG("--patron X", PATRON, NEEDED, "Whose they are, by id, e-mail or name."),
		ARG("--performance P", PERFORMANCE, 0, "What they are for; else they are open."),
		OVERRIDE, NO_PRINT) },
	{ "voucher reserve", "Reserve places for open vouchers: all or none.", run_reserve, WRITES,
	  BO_MAY_SELL, OWN,
	  TAKES(ARG("V", VOUCHER, NEEDED | MANY, "A voucher, by id or code."),
		ARG("--performance P", PERFORMANCE, NEEDED, "The performance."), PAY, OVERRIDE,
		NO_PRINT) },
	{ "voucher change",
	  "Reserve reserved vouchers for another performance instead, in one act.", run_change,
	  WRITES, BO_MAY_SELL, OWN,
	  TAKES(ARG("V", VOUCHER, NEEDED | MANY, "A voucher, by id or code."),
		ARG("--performance P", PERFORMANCE, NEEDED, "The performance instead."), PAY,
		OVERRIDE, NO_PRINT) },
	{ "voucher release", "Give reserved places back; the vouchers are open again.", run_release,
	  WRITES, BO_MAY_SELL, OWN,
	  TAKES(ARG("V", VOUCHER, NEEDED | MANY, "A voucher, by id or code.")) },
	{ "voucher transfer", "Make open vouchers another patron's.", run_transfer, WRITES,
	  BO_MAY_SELL,
	  TAKES(ARG("V", VOUCHER, NEEDED | MANY, "A voucher, by id or code."),
		ARG("--to X", PATRON, NEEDED, "The patron, by id, e-mail or name.")) },
	{ 0 }
};
