/*
 * One campaign given to the tickets of an order that get it.
 *
 * Dearest tickets first, members as they were named, until a quantity, the campaign's
 * uses or its money end.  What lines cost and are for decides their order, never where
 * they stand in the basket.  A percentage is known only when all its tickets are:
 * they are chosen first and then share it.
 */
#include "promote/judge.h"
#include "promote/share.h"

#include <stdlib.h>

/* A piece among those a campaign could go to, with what orders them. */
struct candidate {
	size_t piece, line;
	int64_t amount, performance_id, type_id;
};

struct giving {
	struct judging *judging;
	const struct promo_campaign *campaign;
	int64_t uses, money; /* given so far; of a percentage: sum, not yet shared out */
	int64_t sum;
	size_t n; /* pieces that have it now */
	size_t *piece;
};

static int by_price(const void *one, const void *other)
{
	const struct candidate *a = one, *b = other;

	if (a->amount != b->amount)
		return a->amount < b->amount ? 1 : -1;
	if (a->performance_id != b->performance_id)
		return a->performance_id < b->performance_id ? -1 : 1;
	if (a->type_id != b->type_id)
		return a->type_id < b->type_id ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return a->piece < b->piece ? -1 : a->piece > b->piece;
}

static bool may_have(const struct judging *judging, const struct promo_campaign *campaign,
		     const struct piece *piece)
{
	const struct promo_line *line = &judging->line[piece->line];
	int64_t amount;

	if (piece->part.n_uses >= PROMO_JOINED)
		return false;
	if (campaign->terms.effect == BO_EFFECT_UNLOCK)
		return line->closed && !piece->unlocked;
	return (!line->closed || piece->unlocked) && piece->part.amount > 0 &&
	       (!piece->discounted || (piece->joins && campaign->terms.joins)) &&
	       bo_money_times(line->price, line->qty, &amount);
}

static bool find_candidates(const struct judging *judging, const struct promo_campaign *campaign,
			    struct candidate **rows, size_t *n)
{
	struct candidate *row =
		bo_arena_alloc(judging->arena, (judging->n_pieces + 1) * sizeof *row);

	*n = 0;
	for (size_t i = 0; row && i < judging->n_pieces; i++) {
		const struct piece *piece = &judging->piece[i];
		const struct promo_line *line = &judging->line[piece->line];

		if (!may_have(judging, campaign, piece) || !judge_matches(campaign, line))
			continue;
		row[(*n)++] =
			(struct candidate){ i, piece->line, promo_ticket_amount(&piece->part, 0),
					    line->performance_id, line->type_id };
	}
	if (row)
		qsort(row, *n, sizeof *row, by_price);
	*rows = row;
	return row != NULL;
}

/* Tickets of a part, the first ones, that the campaign makes cheaper at all. */
static int64_t worthwhile(const struct promo_part *part, const struct bo_campaign_terms *terms)
{
	int64_t low = part->amount / part->qty;

	if (terms->effect == BO_EFFECT_UNLOCK || share_saved(terms, low) > 0)
		return part->qty;
	return share_saved(terms, low + 1) > 0 ? part->amount % part->qty : 0;
}

static bool affords(const struct giving *giving, const struct promo_part *part, int64_t k)
{
	const struct bo_campaign_terms *terms = &giving->campaign->terms;
	int64_t left = terms->money_limit - giving->campaign->spent;

	if (terms->effect == BO_EFFECT_PERCENT)
		return share_percent(giving->sum + share_first_amount(part, k), terms->value) <=
		       left;
	return giving->money + share_first_saved(part, k, terms) <= left;
}

/* The most tickets, up to k, that the campaign's money is enough for. */
static int64_t afforded(const struct giving *giving, const struct promo_part *part, int64_t k)
{
	int64_t none = 0, too_many = k + 1;

	if (giving->campaign->terms.money_limit == BO_NONE || affords(giving, part, k))
		return k;
	while (too_many - none > 1) {
		int64_t middle = none + (too_many - none) / 2;

		if (affords(giving, part, middle))
			none = middle;
		else
			too_many = middle;
	}
	return none;
}

static int64_t allowed(const struct giving *giving, const struct promo_member *member,
		       const struct piece *piece)
{
	const struct promo_campaign *campaign = giving->campaign;
	const struct promo_line *line = &giving->judging->line[piece->line];
	struct promo_place place = judge_place(campaign, line);
	int64_t k = worthwhile(&piece->part, &campaign->terms), left;

	if (member->quantity != BO_NONE) {
		left = member->quantity - promo_used(member, &place) -
		       judge_taken(giving->judging, campaign, member, line, NULL);
		k = k < left ? k : left;
	}
	if (campaign->terms.uses_limit != BO_NONE) {
		left = campaign->terms.uses_limit - campaign->uses - giving->uses;
		k = k < left ? k : left;
	}
	return k > 0 ? afforded(giving, &piece->part, k) : 0;
}

/* Room for one piece more and one more to remember. */
static bool make_room(struct giving *giving)
{
	struct judging *judging = giving->judging;
	struct piece *pieces =
		bo_arena_grow(judging->arena, judging->piece, judging->n_pieces, sizeof *pieces);
	size_t *given =
		bo_arena_grow(judging->arena, giving->piece, giving->n, sizeof *giving->piece);

	if (pieces)
		judging->piece = pieces;
	if (given)
		giving->piece = given;
	return pieces && given;
}

/* The first k tickets of a piece get it; *at becomes the piece of the others, if any are left. */
static bool give(struct giving *giving, const struct promo_member *member, int64_t k, size_t *at,
		 bool *left)
{
	const struct promo_campaign *campaign = giving->campaign;
	const struct bo_campaign_terms *terms = &campaign->terms;
	struct judging *judging = giving->judging;
	struct promo_use use = { .campaign_id = campaign->id,
				 .member_id = member->id,
				 .campaign = campaign->name,
				 .print = terms->print_code ? member->code : NULL,
				 .said = member->said };
	struct piece *piece;

	if (!make_room(giving))
		return false;
	if (!judging->promo->self_service)
		use.code = member->code ? member->code : member->email;
	piece = &judging->piece[*at];
	*left = k < piece->part.qty;
	if (*left) {
		struct piece rest = *piece;

		share_split(&piece->part, k, &rest.part);
		judging->piece[judging->n_pieces++] = rest;
	}
	giving->piece[giving->n++] = *at;
	giving->uses += k;
	giving->sum += piece->part.amount;
	if (terms->effect != BO_EFFECT_PERCENT)
		use.discount = share_first_saved(&piece->part, k, terms);
	giving->money += use.discount;
	piece->part.amount -= use.discount;
	piece->part.use[piece->part.n_uses++] = use;
	if (terms->effect == BO_EFFECT_UNLOCK) {
		piece->unlocked = true;
	} else {
		piece->joins = terms->joins;
		piece->discounted = true;
	}
	if (*left)
		*at = judging->n_pieces - 1;
	return true;
}

static bool give_piece(struct giving *giving, size_t at)
{
	const struct promo_campaign *campaign = giving->campaign;
	const struct judging *judging = giving->judging;
	bool left = true;
	int64_t k;

	for (size_t i = 0; left && i < campaign->n; i++) {
		k = allowed(giving, &campaign->member[i], &judging->piece[at]);
		if (k > 0 && !give(giving, &campaign->member[i], k, &at, &left))
			return false;
	}
	if (!left || !judging->open || !judging->open[judging->piece[at].line])
		return true;
	k = worthwhile(&judging->piece[at].part, &campaign->terms);
	return k == 0 || give(giving, judge_whom(campaign), k, &at, &left);
}

/* The pieces of one line divide its share; the last use of each is the one at hand. */
static bool share_in_line(const struct giving *giving, size_t line, int64_t amount)
{
	struct judging *judging = giving->judging;
	struct share *row = bo_arena_alloc(judging->arena, giving->n * sizeof *row);
	size_t n = 0;

	if (!row)
		return false;
	for (size_t i = 0; i < giving->n; i++)
		if (judging->piece[giving->piece[i]].line == line)
			row[n++].sum = judging->piece[giving->piece[i]].part.amount;
	share_out(row, n, giving->campaign->terms.value, amount);
	n = 0;
	for (size_t i = 0; i < giving->n; i++) {
		struct promo_part *part = &judging->piece[giving->piece[i]].part;

		if (judging->piece[giving->piece[i]].line != line)
			continue;
		part->use[part->n_uses - 1].discount = row[n].amount;
		part->amount -= row[n++].amount;
	}
	return true;
}

static bool share_percentage(const struct giving *giving)
{
	const struct judging *judging = giving->judging;
	struct share *row = bo_arena_alloc(judging->arena, (giving->n + 1) * sizeof *row);
	size_t *line = bo_arena_alloc(judging->arena, (giving->n + 1) * sizeof *line), n = 0;

	if (!row || !line)
		return false;
	for (size_t i = 0; i < giving->n; i++) {
		const struct piece *piece = &judging->piece[giving->piece[i]];
		size_t at = 0;

		while (at < n && line[at] != piece->line)
			at++;
		if (at == n)
			line[n++] = piece->line;
		row[at].sum += piece->part.amount;
	}
	share_out(row, n, giving->campaign->terms.value,
		  share_percent(giving->sum, giving->campaign->terms.value));
	for (size_t i = 0; i < n; i++)
		if (!share_in_line(giving, line[i], row[i].amount))
			return false;
	return true;
}

bool judge_apply(struct judging *judging, const struct promo_campaign *campaign)
{
	struct giving giving = { .judging = judging, .campaign = campaign };
	struct candidate *row;
	size_t n;

	if (!find_candidates(judging, campaign, &row, &n))
		return false;
	if (n == 0 || campaign->n == 0 ||
	    !judge_concerns(judging, campaign, &judging->line[row[0].line]))
		return true;
	for (size_t i = 0; i < n; i++)
		if (!give_piece(&giving, row[i].piece))
			return false;
	return campaign->terms.effect != BO_EFFECT_PERCENT || share_percentage(&giving);
}
