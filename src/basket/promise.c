/*
 * What campaigns make of an order: asked once all its lines are known, as they
 * look at the whole of it, and before the rules, as they open what these close.
 *
 * Where a campaign has not enough for a line whose reason covers that, it gives
 * it all the same; the rule that is broken stays in the verdict for the override.
 */
#include "basket/promise.h"
#include "base/fail.h"
#include "offer/stage.h"

enum { MANY = 1000000 }; /* tickets that nobody buys at once: who gets all has no limit */

static struct promo_line line_of(const struct offered *o, int64_t qty)
{
	return (struct promo_line){ .type_id = o->type_id,
				    .performance_id = o->performance_id,
				    .show_id = o->show_id,
				    .season_id = o->season_id,
				    .category = o->facts.category,
				    .price = o->price,
				    .qty = qty,
				    .closed = stage_closed(&o->facts),
				    .limit = BO_NONE };
}

static bool is_sold(const struct sale_line *line)
{
	return !line->offered.reserves && line->qty > 0;
}

/* One for each line that is sold, in their order; used vouchers are paid for already. */
static size_t ask(const struct bo *bo, const struct sale_lines *lines, struct promo_line *asked)
{
	const struct bo_breach breach = { .rule = BO_RULE_USED_UP,
					  .override = bo_rule_override(BO_RULE_USED_UP) };
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++) {
		const struct sale_line *line = &lines->row[i];

		if (!is_sold(line))
			continue;
		asked[n] = line_of(&line->offered, line->qty);
		asked[n++].forced = line->offered.facts.staff && lines_may(bo, line, &breach);
	}
	return n;
}

static void fill_facts(struct offered *offered, const struct promo_line *promo)
{
	struct bo_offer_facts *f = &offered->facts;

	f->campaign_short = promo->limit != BO_NONE;
	f->campaign_limit = promo->limit;
	f->campaign_used = f->campaign_short ? promo->used : 0;
	/* Where the campaign that would open it has not enough, that is what is said. */
	f->opened = promo->opened || (promo->closed && f->campaign_short);
	offered->campaign = promo->limited_by ? promo->limited_by : "";
	offered->why = promo->why ? promo->why : "";
}

enum bo_status lines_promote(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			     int64_t kept_basket, struct sale_lines *lines)
{
	struct promo_buyer who = { .code = buyer->code,
				   .patron_id = buyer->patron_id,
				   .self_service = !buyer->staff,
				   .basket_id = buyer->basket_id,
				   .kept_basket = kept_basket,
				   .campaign_id = buyer->campaign_id };
	struct promo *promo = NULL;
	struct promo_line *asked;
	size_t n;
	enum bo_status status = lines_price(bo, lines); /* no sum below overflows after this */

	if (!status)
		status = promo_read(bo, arena, &who, &promo);
	if (status || !promo)
		return status;
	asked = bo_arena_alloc(arena, (lines->n + 1) * sizeof *asked);
	if (!asked)
		return fail_memory(bo);
	n = ask(bo, lines, asked);
	if (!promo_judge(promo, bo_now(bo), arena, asked, n))
		return fail_memory(bo);
	n = 0;
	for (size_t i = 0; i < lines->n; i++) {
		struct sale_line *line = &lines->row[i];

		if (!is_sold(line))
			continue;
		fill_facts(&line->offered, &asked[n]);
		line->promo = &asked[n];
		line->discount = asked[n++].discount;
	}
	return BO_OK;
}

/* --- Tickets that were sold ------------------------------------------------------------------- */

/* A line that is closed to the buyer, for those of its tickets that nothing opens yet. */
static enum bo_status open_lines(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
				 const struct promo_kept *kept, struct kept_ticket *tickets,
				 size_t n, struct promo_line *line)
{
	struct promo_buyer who = { .code = buyer->code,
				   .patron_id = buyer->patron_id,
				   .self_service = !buyer->staff,
				   .unlock_only = true };
	struct promo_line asked = *line;
	struct promo *promo = NULL;
	size_t part = 0;
	int64_t k = 0;
	enum bo_status status;

	asked.qty = 0;
	for (size_t i = 0; i < n; i++)
		asked.qty += !promo_kept_opens(kept, &tickets[i].part);
	line->opened = asked.qty == 0;
	if (asked.qty == 0)
		return BO_OK;
	status = promo_read(bo, arena, &who, &promo);
	if (status || !promo)
		return status;
	if (!promo_judge(promo, bo_now(bo), arena, &asked, 1))
		return fail_memory(bo);
	line->opened = asked.opened;
	line->limit = asked.limit;
	line->used = asked.used;
	line->limited_by = asked.limited_by;
	line->why = asked.why;
	for (size_t i = 0; i < n && part < asked.n_parts; i++) {
		const struct promo_part *with = &asked.part[part];

		if (promo_kept_opens(kept, &tickets[i].part))
			continue;
		for (size_t u = 0; u < with->n_uses && tickets[i].part.n_uses < PROMO_JOINED; u++)
			tickets[i].part.use[tickets[i].part.n_uses++] = with->use[u];
		if (++k == with->qty) {
			part++;
			k = 0;
		}
	}
	return BO_OK;
}

/* The tickets of a line are one behind the other. */
static enum bo_status keep_line(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
				const struct promo_kept *kept, struct kept_ticket *tickets,
				size_t n, const struct sale_line *line, struct promo_line *promo)
{
	enum bo_status status = BO_OK;

	*promo = line_of(&line->offered, line->qty);
	promo->part = bo_arena_alloc(arena, (n + 1) * sizeof *promo->part);
	if (!promo->part)
		return fail_memory(bo);
	for (size_t i = 0; i < n; i++)
		promo_kept_part(kept, tickets[i].voucher_id, tickets[i].was, tickets[i].price,
				promo, &tickets[i].part);
	if (promo->closed)
		status = open_lines(bo, arena, buyer, kept, tickets, n, promo);
	for (size_t i = 0; i < n && !status; i++) {
		promo->part[promo->n_parts++] = tickets[i].part;
		promo->discount += tickets[i].price - tickets[i].part.amount;
	}
	return status;
}

enum bo_status lines_keep(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			  const struct promo_kept *kept, struct kept_ticket *tickets, size_t n,
			  struct sale_lines *lines)
{
	struct promo_line *promo = bo_arena_alloc(arena, (lines->n + 1) * sizeof *promo);
	size_t from = 0, to;
	enum bo_status status = promo ? BO_OK : fail_memory(bo);

	for (size_t i = 0; i < lines->n && !status; i++, from = to) {
		for (to = from; to < n && tickets[to].line == i;)
			to++;
		status = keep_line(bo, arena, buyer, kept, tickets + from, to - from,
				   &lines->row[i], &promo[i]);
	}
	if (!status)
		status = promo_kept_limits(bo, arena, kept, promo, lines->n);
	for (size_t i = 0; i < lines->n && !status; i++) {
		fill_facts(&lines->row[i].offered, &promo[i]);
		lines->row[i].promo = &promo[i];
		lines->row[i].discount = promo[i].discount;
	}
	return status;
}

/* --- What is told of them --------------------------------------------------------------------- */

static bool count_use(struct bo_arena *arena, const struct promo_part *part,
		      const struct promo_use *use, struct line_uses *uses)
{
	struct bo_line_use *row;

	for (size_t i = 0; i < uses->n; i++) {
		row = &uses->row[i];
		if (row->campaign_id == use->campaign_id && row->member_id == use->member_id) {
			row->qty += part->qty;
			row->discount += use->discount;
			return true;
		}
	}
	row = bo_arena_grow(arena, uses->row, uses->n, sizeof *row);
	if (!row)
		return false;
	uses->row = row;
	row[uses->n++] = (struct bo_line_use){ .campaign_id = use->campaign_id,
					       .member_id = use->member_id,
					       .campaign = use->campaign,
					       .code = use->code,
					       .qty = part->qty,
					       .discount = use->discount };
	return true;
}

bool lines_uses(struct bo_arena *arena, const struct sale_line *line, struct line_uses *uses)
{
	*uses = (struct line_uses){ 0 };
	for (size_t i = 0; line->promo && i < line->promo->n_parts; i++)
		for (size_t k = 0; k < line->promo->part[i].n_uses; k++)
			if (!count_use(arena, &line->promo->part[i], &line->promo->part[i].use[k],
				       uses))
				return false;
	return true;
}

enum bo_status promise_read(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			    bool own, struct promo **promo)
{
	struct promo_buyer who = { .code = buyer->code,
				   .patron_id = buyer->patron_id,
				   .self_service = !buyer->staff,
				   .basket_id = own ? buyer->basket_id : 0 };

	return promo_read(bo, arena, &who, promo);
}

/* How many of the line's tickets get something. */
static int64_t given(const struct promo_line *line)
{
	int64_t sum = 0;

	for (size_t i = 0; i < line->n_parts; i++)
		sum += line->part[i].n_uses > 0 ? line->part[i].qty : 0;
	return sum;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* One campaign for most tickets; of several that join, all. */
static const char *names(struct bo_arena *arena, const struct promo_part *part)
{
	const char *text = part->use[0].campaign;

	for (size_t i = 1; i < part->n_uses && text; i++)
		text = bo_arena_printf(arena, "%s + %s", text, part->use[i].campaign);
	return text;
}

enum bo_status promise_one(struct bo *bo, struct bo_arena *arena, const struct promo *promo,
			   struct offered *offered, struct promised *promised)
{
	int64_t few = larger(offered->facts.min, 1), asks = promo_min_tickets(promo);
	int64_t most = offered->price > BO_MONEY_MAX / MANY ? BO_MONEY_MAX / offered->price : MANY;
	struct promo_line line = line_of(offered, few), all = line_of(offered, larger(most, few));
	bool judged;

	*promised = (struct promised){ .price = offered->price, .left = 0 };
	if (!promo)
		return BO_OK;
	judged = promo_judge(promo, bo_now(bo), arena, &line, 1);
	if (judged && given(&line) == 0 && line.limit == BO_NONE && asks > few) {
		line = line_of(offered, asks);
		judged = promo_judge(promo, bo_now(bo), arena, &line, 1);
	}
	if (!judged || !promo_judge(promo, bo_now(bo), arena, &all, 1))
		return fail_memory(bo);
	fill_facts(offered, &line);
	if (line.limit != BO_NONE)
		promised->campaign = line.limited_by;
	if (given(&line) == 0)
		return BO_OK;
	promised->campaign = names(arena, &line.part[0]);
	promised->price = promo_ticket_amount(&line.part[0], 0);
	promised->opens = line.closed;
	promised->left = given(&all) == all.qty ? BO_NONE : given(&all);
	return promised->campaign ? BO_OK : fail_memory(bo);
}

enum bo_status promise_again(struct bo *bo, struct bo_arena *arena, const struct promo *own,
			     struct offered *offered, struct promised *promised)
{
	struct promo_line line = line_of(offered, larger(offered->facts.min, 1));

	if (!promo_judge(own, bo_now(bo), arena, &line, 1))
		return fail_memory(bo);
	if (line.limit != BO_NONE || line.closed)
		return BO_OK;
	offered->facts.campaign_short = false;
	offered->facts.campaign_limit = BO_NONE;
	offered->facts.campaign_used = 0;
	promised->campaign = NULL;
	return BO_OK;
}
