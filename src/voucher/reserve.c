/*
 * Places for vouchers one holds: taken, given back, and changed in one act.  All
 * vouchers named are one transaction: k of n is all or nothing.
 *
 * A ticket that was sold for one night and is to be used on another is exchanged,
 * whether it is changed or was released before: by the rules, the price and the
 * permission of an exchange.  What was for no night yet, such as what a bundle
 * includes, costs nothing to use.
 */
#include "base/fail.h"
#include "basket/own.h"
#include "house/access.h"
#include "journal/journal.h"
#include "sale/owned.h"
#include "store/sql.h"
#include "voucher/exchange.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <inttypes.h>

struct reserving {
	struct bo_arena *arena;
	const struct bo_reservation *what;
	struct owned_list vouchers; /* that are only used */
	struct owned_list sold;	    /* that go to another night than they were sold for */
	struct buyer buyer;
	struct sale_lines lines;
};

static enum bo_status refuse_state(struct bo *bo, const struct owned *v)
{
	return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE, "Voucher %" PRId64 " (%s) is %s%s.",
			 v->id, v->type, v->state == BO_VOUCHER_OPEN ? "" : "already ",
			 v->state == BO_VOUCHER_OPEN ? "not reserved"
						     : bo_voucher_state_label(v->state));
}

/* May what it is reserved for be given back? */
static enum bo_status judge_change(struct bo *bo, const struct owned *v)
{
	struct bo_change_facts facts = { .now = bo_now(bo),
					 .curtain = v->at,
					 .grace = bo->settings.cancel_grace_minutes,
					 .staff = !bo->session.self_service,
					 .changeable = v->changeable,
					 .expired = v->expired,
					 .checked_in = v->state != BO_VOUCHER_RESERVED };
	enum bo_rule rule = bo_change_judge(&facts);

	if (!bo_category_takes_place(v->category))
		return fail_rule(bo, BO_RULE_NOT_VALID, BO_ROLE_NONE,
				 "%s keeps no place that could be released.", v->type);
	if (rule == BO_RULE_NONE)
		return BO_OK;
	if (rule == BO_RULE_ALREADY)
		return refuse_state(bo, v);
	if (rule == BO_RULE_CHANGEABLE)
		return fail_rule(bo, rule, BO_ROLE_NONE, "Reservations with %s cannot be changed.",
				 v->type);
	if (rule == BO_RULE_GRACE)
		return fail_rule(bo, rule, BO_ROLE_NONE,
				 "It is too late to change this reservation: that ends %" PRId64
				 " minutes before the performance.",
				 facts.grace);
	return fail_rule(bo, rule, BO_ROLE_NONE, "%s expired with its season.", v->type);
}

static enum bo_status check_usable(struct bo *bo, const struct owned *v)
{
	if (!bo_category_takes_place(v->category))
		return fail_rule(bo, BO_RULE_NOT_VALID, BO_ROLE_NONE,
				 v->category == BO_CATEGORY_BUNDLE
					 ? "%s is a bundle: reserve what it includes."
					 : "%s needs no place.",
				 v->type);
	return v->state == BO_VOUCHER_OPEN ? BO_OK : refuse_state(bo, v);
}

static enum bo_status gather(struct bo *bo, struct reserving *r)
{
	enum bo_status status = facts_of_buyer(bo, 0, NULL, 0, &r->buyer);

	for (size_t i = 0; i < r->vouchers.n && !status; i++) {
		const struct owned *v = &r->vouchers.row[i];
		struct bo_wish wish = { r->what->performance_id, v->type_id, 1 };
		size_t at = 0;

		status = check_usable(bo, v);
		if (!status)
			status = lines_reserve(bo, r->arena, &r->buyer, &wish, r->what->override,
					       &r->lines, &at);
		if (!status && v->expired)
			r->lines.row[at].expired = true;
	}
	return status;
}

static const struct sale_line *line_of(const struct reserving *r, int64_t type_id)
{
	size_t i = 0;

	while (r->lines.row[i].offered.type_id != type_id)
		i++;
	return &r->lines.row[i];
}

/* An override is kept with the order of the first voucher it was for. */
static enum bo_status write_overrides(struct bo *bo, const struct reserving *r)
{
	enum bo_status status = BO_OK;

	for (size_t at = 0; at < r->lines.n && !status; at++) {
		size_t first = 0;

		while (r->vouchers.row[first].type_id != r->lines.row[at].offered.type_id)
			first++;
		status = sell_override(bo, r->vouchers.row[first].order_id, &r->lines, at);
	}
	return status;
}

static enum bo_status write(struct bo *bo, struct reserving *r, const char *kind)
{
	struct print_run run = { 0 };
	struct line_place place = { .run = &run };
	const struct owned *first = r->vouchers.row;
	enum bo_status status = r->what->print ? run_begin(bo, &run) : BO_OK;

	for (size_t i = 0; i < r->vouchers.n && !status; i++) {
		const struct owned *v = &r->vouchers.row[i];

		place.order_id = v->order_id;
		status = owned_reserve(bo, &place, line_of(r, v->type_id), v->id);
	}
	if (!status)
		status = print_run_end(bo, &run);
	if (!status)
		status = write_overrides(bo, r);
	if (!status)
		status = journal_add(bo, kind, first->order_id,
				     json_pack("{sI,ss,so,so}", "performance",
					       (json_int_t)r->what->performance_id, "reason",
					       r->what->override ? r->what->override : "",
					       "vouchers", owned_ids(&r->vouchers), "judged",
					       sell_story(bo, &r->lines, NULL, 0, 0)),
				     NULL);
	return status;
}

static enum bo_status begin(struct bo *bo, struct bo_arena *arena, const int64_t *vouchers,
			    size_t n, struct owned_list *list)
{
	enum bo_status status = bo->session.self_service ? BO_OK : bo_require(bo, BO_MAY_SELL);

	if (!status)
		status = count_sweep(bo);
	if (!status)
		status = owned_read(bo, arena, vouchers, n, list);
	for (size_t i = 0; !status && i < list->n; i++) {
		const struct owned *v = &list->row[i];

		if (!own_voucher(bo, v->id, v->order_id, v->order_patron, v->patron_id))
			status = access_not_yours(bo, "voucher");
	}
	return status;
}

static enum bo_status check_release(struct bo *bo, const struct reserving *r, const struct owned *v)
{
	enum bo_status status = judge_change(bo, v);

	if (!status && v->performance_id == r->what->performance_id)
		status = fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE,
				   "Voucher %" PRId64 " (%s) is reserved for that performance "
				   "already.",
				   v->id, v->type);
	return status;
}

static enum bo_status release_all(struct bo *bo, struct reserving *r)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < r->vouchers.n && !status; i++) {
		struct owned *v = &r->vouchers.row[i];

		status = check_release(bo, r, v);
		if (!status)
			status = owned_release(bo, v);
		v->state = BO_VOUCHER_OPEN;
	}
	return status;
}

/* Those that were sold for another night apart from the others. */
static enum bo_status part(struct bo *bo, struct reserving *r)
{
	struct owned *all = r->vouchers.row;
	size_t n = r->vouchers.n;

	r->vouchers.n = 0;
	r->sold.row = bo_arena_alloc(r->arena, (n + 1) * sizeof *r->sold.row);
	if (!r->sold.row)
		return fail_memory(bo);
	for (size_t i = 0; i < n; i++)
		if (all[i].home && all[i].home != r->what->performance_id)
			r->sold.row[r->sold.n++] = all[i];
		else
			all[r->vouchers.n++] = all[i];
	return BO_OK;
}

/* The sold ones of one order, the first of the list, which are then off it. */
static enum bo_status exchange_order(struct bo *bo, struct reserving *r)
{
	int64_t order_id = r->sold.row[0].order_id;
	int64_t *ids = bo_arena_alloc(r->arena, r->sold.n * sizeof *ids);
	struct bo_exchange what = { .vouchers = ids,
				    .performance_id = r->what->performance_id,
				    .tenders = r->what->tenders,
				    .n_tenders = r->what->n_tenders,
				    .override = r->what->override,
				    .print = r->what->print };
	size_t left = 0;

	if (!ids)
		return fail_memory(bo);
	for (size_t i = 0; i < r->sold.n; i++)
		if (r->sold.row[i].order_id == order_id)
			ids[what.n_vouchers++] = r->sold.row[i].id;
		else
			r->sold.row[left++] = r->sold.row[i];
	r->sold.n = left;
	return exchange_tickets(bo, r->arena, order_id, &what, true);
}

static enum bo_status exchange_sold(struct bo *bo, struct reserving *r, bool change)
{
	enum bo_status status = BO_OK;
	int64_t first = r->sold.row[0].order_id;

	for (size_t i = 0; i < r->sold.n && !status; i++) {
		const struct owned *v = &r->sold.row[i];

		status = change ? check_release(bo, r, v) : check_usable(bo, v);
		if (!status && r->what->n_tenders > 0 && v->order_id != first)
			status = fail_field(bo, BO_INVALID, "pay", "",
					    "What is paid is for one order; change those of "
					    "others apart.");
	}
	while (r->sold.n > 0 && !status)
		status = exchange_order(bo, r);
	return status;
}

static enum bo_status use(struct bo *bo, struct reserving *r, bool change)
{
	enum bo_status status = change ? release_all(bo, r) : BO_OK;

	if (!status)
		status = gather(bo, r);
	if (!status)
		status = lines_judge(bo, &r->lines);
	return status ? status : write(bo, r, change ? "voucher.changed" : "voucher.reserved");
}

static enum bo_status reserve(struct bo *bo, struct reserving *r, bool change)
{
	enum bo_status status = begin(bo, r->arena, r->what->vouchers, r->what->n, &r->vouchers);

	if (!status && r->what->override)
		status = check_text(bo, "override", r->what->override, BO_NAME_MAX, false);
	if (!status)
		status = part(bo, r);
	if (!status && r->sold.n == 0 && r->what->n_tenders > 0)
		status = fail_field(bo, BO_INVALID, "pay", "",
				    "Nothing is due where vouchers are only used.");
	if (!status && r->vouchers.n > 0)
		status = use(bo, r, change);
	if (!status && r->sold.n > 0)
		status = exchange_sold(bo, r, change);
	return status;
}

static enum bo_status act(struct bo *bo, const struct bo_reservation *what, bool change)
{
	struct bo_arena arena = { 0 };
	struct reserving r = { .arena = &arena, .what = what };
	enum bo_status status = act_begin(bo);

	if (!status)
		status = act_end(bo, reserve(bo, &r, change));
	bo_arena_clear(&arena);
	bo_approve_end(bo);
	return status;
}

enum bo_status bo_voucher_reserve(struct bo *bo, const struct bo_reservation *reservation)
{
	return act(bo, reservation, false);
}

enum bo_status bo_voucher_change(struct bo *bo, const struct bo_reservation *reservation)
{
	return act(bo, reservation, true);
}

static enum bo_status release(struct bo *bo, struct bo_arena *arena, const int64_t *vouchers,
			      size_t n)
{
	struct bo_reservation nowhere = { 0 };
	struct reserving r = { .arena = arena, .what = &nowhere };
	enum bo_status status = begin(bo, arena, vouchers, n, &r.vouchers);

	if (!status)
		status = release_all(bo, &r);
	if (!status)
		status = journal_add(bo, "voucher.released", r.vouchers.row->order_id,
				     json_pack("{so}", "vouchers", owned_ids(&r.vouchers)), NULL);
	return status;
}

enum bo_status bo_voucher_release(struct bo *bo, const int64_t *vouchers, size_t n)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (!status)
		status = act_end(bo, release(bo, &arena, vouchers, n));
	bo_arena_clear(&arena);
	return status;
}
