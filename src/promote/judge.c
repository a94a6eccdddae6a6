/*
 * What campaigns make of an order.
 *
 * Unlocking comes before discounts, as only what is sold at all is made cheaper.
 * The order is judged as anyone's first; where that refuses a line that is forced,
 * once more with that line's limits open, so that forcing breaks nothing it need not.
 */
#include "promote/judge.h"

static bool lay_out(struct judging *judging)
{
	judging->n_pieces = 0;
	judging->piece = bo_arena_alloc(judging->arena, (judging->n + 1) * sizeof *judging->piece);
	if (!judging->piece)
		return false;
	for (size_t i = 0; i < judging->n; i++) {
		struct promo_line *line = &judging->line[i];
		struct piece *piece = bo_arena_grow(judging->arena, judging->piece,
						    judging->n_pieces, sizeof *piece);

		line->opened = false;
		line->limit = BO_NONE;
		line->used = 0;
		line->limited_by = line->why = NULL;
		if (!piece)
			return false;
		judging->piece = piece;
		if (line->qty <= 0)
			continue;
		piece += judging->n_pieces++;
		*piece = (struct piece){ .part.qty = line->qty, .line = i };
		if (__builtin_mul_overflow(line->price, line->qty, &piece->part.amount))
			piece->part.amount = INT64_MAX; /* the sale refuses such a line itself */
	}
	return true;
}

static bool judge(struct judging *judging)
{
	const struct promo *promo = judging->promo;

	if (!lay_out(judging))
		return false;
	for (size_t i = 0; promo && i < promo->n; i++)
		if (promo->row[i].terms.effect == BO_EFFECT_UNLOCK &&
		    !judge_apply(judging, &promo->row[i]))
			return false;
	for (size_t i = 0; promo && i < promo->n; i++)
		if (promo->row[i].terms.effect != BO_EFFECT_UNLOCK &&
		    !judge_apply(judging, &promo->row[i]))
			return false;
	return !promo || judge_explain(judging);
}

static int rank(const struct piece *piece)
{
	return piece->discounted ? 0 : piece->part.n_uses > 0 ? 1 : 2;
}

/* The pieces of a line as its parts. */
static bool hand_out(const struct judging *judging, size_t at)
{
	struct promo_line *line = &judging->line[at];
	size_t n = 0;

	for (size_t i = 0; i < judging->n_pieces; i++)
		n += judging->piece[i].line == at;
	line->discount = 0;
	line->n_parts = 0;
	line->part = bo_arena_alloc(judging->arena, (n + 1) * sizeof *line->part);
	if (!line->part)
		return false;
	for (int wanted = 0; wanted < 3; wanted++)
		for (size_t i = 0; i < judging->n_pieces; i++) {
			const struct piece *piece = &judging->piece[i];

			if (piece->line != at || rank(piece) != wanted)
				continue;
			line->part[line->n_parts++] = piece->part;
			for (size_t u = 0; u < piece->part.n_uses; u++)
				line->discount += piece->part.use[u].discount;
		}
	return true;
}

/* Judges again with open limits where forcing has something to break; what it breaks stays said. */
static bool force(struct judging *judging)
{
	struct promo_line *before =
		bo_arena_alloc(judging->arena, (judging->n + 1) * sizeof *before);
	bool *open = bo_arena_alloc(judging->arena, judging->n + 1), any = false;

	if (!before || !open)
		return false;
	for (size_t i = 0; i < judging->n; i++) {
		before[i] = judging->line[i];
		open[i] = judging->line[i].forced && judging->line[i].limit != BO_NONE;
		any = any || open[i];
	}
	if (!any)
		return true;
	judging->open = open;
	if (!judge(judging))
		return false;
	for (size_t i = 0; i < judging->n; i++)
		if (open[i]) {
			judging->line[i].opened = before[i].opened;
			judging->line[i].limit = before[i].limit;
			judging->line[i].used = before[i].used;
			judging->line[i].limited_by = before[i].limited_by;
			judging->line[i].why = before[i].why;
		}
	return true;
}

bool promo_judge(const struct promo *promo, int64_t now, struct bo_arena *arena,
		 struct promo_line *lines, size_t n)
{
	struct judging judging = {
		.promo = promo, .arena = arena, .line = lines, .n = n, .now = now
	};

	if (!judge(&judging) || !force(&judging))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!hand_out(&judging, i))
			return false;
	return true;
}

int64_t promo_min_tickets(const struct promo *promo)
{
	int64_t most = 1;

	for (size_t i = 0; promo && i < promo->n; i++)
		if (promo->row[i].terms.min_tickets > most)
			most = promo->row[i].terms.min_tickets;
	return most;
}
