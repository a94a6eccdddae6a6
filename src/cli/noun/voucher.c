/*
 * Vouchers people hold: listed with where they may be used, reserved, changed,
 * released, transferred, issued.
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

static enum bo_status read_filter(struct cli *cli, struct bo_voucher_filter *filter)
{
	const char *performance_name = args_value(&cli->args, OPT_PERFORMANCE);
	struct bo_performance performance = { 0 };
	enum bo_status status;

	*filter = (struct bo_voucher_filter){ .open_only = args_has(&cli->args, OPT_OPEN) };
	status = option_patron(cli, &filter->patron_id);
	if (!status && performance_name)
		status = bo_performance_find(cli->bo, &cli->arena, performance_name, &performance);
	if (!status)
		status = option_rows(cli, &filter->limit);
	filter->performance_id = performance.id;
	return status;
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_voucher_filter filter;
	struct bo_vouchers found;
	struct usable_list usable = { 0 };
	json_t *list;
	enum bo_status status = read_filter(cli, &filter);

	if (!status)
		status = bo_voucher_list(cli->bo, &cli->arena, &filter, &found);
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
	struct bo_voucher voucher;
	enum bo_status status = bo_voucher_find(cli->bo, &cli->arena, cli->word[0], &voucher);

	if (status)
		return status;
	return out_object(cli, "voucher", &object_voucher,
			  object_of(cli, &object_voucher, &voucher));
}

/* All words as vouchers, each once. */
static enum bo_status read_words(struct cli *cli, struct ids *ids)
{
	enum bo_status status = BO_OK;

	*ids = (struct ids){ 0 };
	for (size_t i = 0; !status && i < cli->n_words; i++) {
		struct bo_voucher voucher;

		status = bo_voucher_find(cli->bo, &cli->arena, cli->word[i], &voucher);
		if (!status)
			status = add_id(cli, ids, voucher.id);
	}
	return status;
}

/* The newest job of each order before, so that the new ones can be told. */
struct jobs {
	struct ids orders;
	int64_t *newest; /* one for each order */
};

static enum bo_status note_jobs(struct cli *cli, const struct ids *vouchers, struct jobs *jobs)
{
	enum bo_status status = BO_OK;

	*jobs = (struct jobs){ 0 };
	for (size_t i = 0; !status && i < vouchers->n; i++) {
		struct bo_voucher voucher;
		const char *text = bo_arena_printf(&cli->arena, "%" PRId64, vouchers->id[i]);

		status = text ? bo_voucher_find(cli->bo, &cli->arena, text, &voucher)
			      : say_no_memory(cli);
		if (!status)
			status = add_id(cli, &jobs->orders, voucher.order_id);
	}
	jobs->newest = bo_arena_alloc(&cli->arena, (jobs->orders.n + 1) * sizeof *jobs->newest);
	if (!status && !jobs->newest)
		status = say_no_memory(cli);
	for (size_t i = 0; !status && i < jobs->orders.n; i++)
		status = paper_newest(cli, jobs->orders.id[i], &jobs->newest[i]);
	return status;
}

static enum bo_status bring_paper(struct cli *cli, const struct jobs *jobs, json_t **all)
{
	bool start = !args_has(&cli->args, OPT_NO_PRINT);
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
static enum bo_status show_vouchers(struct cli *cli, const struct ids *ids, const char *done,
				    json_t *jobs)
{
	json_t *whole = json_object(), *list = json_array();
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < ids->n; i++) {
		struct bo_voucher voucher;
		const char *text = bo_arena_printf(&cli->arena, "%" PRId64, ids->id[i]);

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
	out_line(cli, "%zu voucher%s %s.", ids->n, ids->n == 1 ? "" : "s", done);
	return out_json(cli, whole);
}

static enum bo_status reserve(struct cli *cli, bool change)
{
	struct bo_reservation what = { .override = args_value(&cli->args, OPT_OVERRIDE),
				       .print = !args_has(&cli->args, OPT_NO_PRINT) };
	struct bo_performance performance;
	struct jobs jobs;
	struct ids ids;
	json_t *paper = NULL;
	const char *name;
	enum bo_status status = option_needed(cli, OPT_PERFORMANCE, &name);

	if (!status)
		status = bo_performance_find(cli->bo, &cli->arena, name, &performance);
	if (!status)
		status = read_words(cli, &ids);
	if (!status)
		status = option_tenders(cli, OPT_PAY, &what.tenders, &what.n_tenders);
	if (!status)
		status = note_jobs(cli, &ids, &jobs);
	if (!status)
		status = cli_act(cli);
	if (status)
		return status;
	what.performance_id = performance.id;
	what.vouchers = ids.id;
	what.n = ids.n;
	status = change ? bo_voucher_change(cli->bo, &what) : bo_voucher_reserve(cli->bo, &what);
	if (!status)
		status = bring_paper(cli, &jobs, &paper);
	if (!status)
		return show_vouchers(cli, &ids, change ? "changed" : "reserved", paper);
	json_decref(paper);
	return status;
}

static enum bo_status run_reserve(struct cli *cli)
{
	return reserve(cli, false);
}

static enum bo_status run_change(struct cli *cli)
{
	return reserve(cli, true);
}

static enum bo_status run_release(struct cli *cli)
{
	struct ids ids;
	enum bo_status status = read_words(cli, &ids);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_voucher_release(cli->bo, ids.id, ids.n);
	for (size_t i = 0; i < ids.n && !status; i++) {
		struct bo_voucher voucher;
		const char *text = bo_arena_printf(&cli->arena, "%" PRId64, ids.id[i]);

		if (text && bo_voucher_find(cli->bo, &cli->arena, text, &voucher) == BO_OK)
			paper_mark(cli, voucher.order_id);
	}
	return status ? status : show_vouchers(cli, &ids, "released", NULL);
}

static enum bo_status run_transfer(struct cli *cli)
{
	struct bo_patron patron;
	struct ids ids;
	const char *to;
	enum bo_status status = option_needed(cli, OPT_TO, &to);

	if (!status)
		status = bo_patron_find(cli->bo, &cli->arena, to, &patron);
	if (!status)
		status = read_words(cli, &ids);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_voucher_transfer(cli->bo, ids.id, ids.n, patron.id);
	return status ? status : show_vouchers(cli, &ids, "transferred", NULL);
}

/* Types of the performance's season; without one, of the newest season that has the name. */
static enum bo_status read_issue(struct cli *cli, struct bo_issue *issue)
{
	const char *name = args_value(&cli->args, OPT_PERFORMANCE), *patron;
	struct bo_performance performance = { 0 };
	struct bo_wish *wishes = NULL;
	enum bo_status status = option_needed(cli, OPT_PATRON, &patron);

	*issue = (struct bo_issue){ .n = cli->n_words,
				    .override = args_value(&cli->args, OPT_OVERRIDE),
				    .print = !args_has(&cli->args, OPT_NO_PRINT) };
	if (!status)
		status = option_patron(cli, &issue->patron_id);
	if (!status && name)
		status = bo_performance_find(cli->bo, &cli->arena, name, &performance);
	if (!status)
		status = find_wishes(cli, performance.id, performance.show_id, cli->word,
				     cli->n_words, &wishes);
	issue->lines = wishes;
	return status;
}

static enum bo_status run_issue(struct cli *cli)
{
	struct bo_issue issue;
	struct bo_order order;
	json_t *jobs = NULL;
	enum bo_status status = read_issue(cli, &issue);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_voucher_issue(cli->bo, &cli->arena, &issue, &order);
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
	  WRITES, BO_MAY_SELL, STAFF_ONLY,
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
	  BO_MAY_SELL, STAFF_ONLY,
	  TAKES(ARG("V", VOUCHER, NEEDED | MANY, "A voucher, by id or code."),
		ARG("--to X", PATRON, NEEDED, "The patron, by id, e-mail or name.")) },
	{ 0 }
};
