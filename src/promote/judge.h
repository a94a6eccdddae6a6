/*
 * One order while campaigns are laid over it.
 */
#ifndef PROMOTE_JUDGE_H
#define PROMOTE_JUDGE_H

#include "promote/facts.h"

/* Tickets of a line that share their campaigns so far. */
struct piece {
	struct promo_part part;
	size_t line;
	bool unlocked;
	bool discounted, joins; /* joins: all of its discounts do */
};

struct judging {
	const struct promo *promo;
	struct bo_arena *arena;
	struct promo_line *line;
	size_t n;
	int64_t now;
	const bool *open; /* by line: quantities and limits are no matter */
	size_t n_pieces;
	struct piece *piece;
};

bool judge_matches(const struct promo_campaign *campaign, const struct promo_line *line);
/* Runs now, for this line, with enough tickets in the order. */
bool judge_concerns(const struct judging *judging, const struct promo_campaign *campaign,
		    const struct promo_line *line);
struct promo_place judge_place(const struct promo_campaign *campaign,
			       const struct promo_line *line);
/* What this order takes of a member's quantity at a place; but: not on this line; NULL: on all. */
int64_t judge_taken(const struct judging *judging, const struct promo_campaign *campaign,
		    const struct promo_member *member, const struct promo_line *line,
		    const struct promo_line *but);
/* Tickets of a line that have the campaign, or with NULL any unlocking one; line NULL: of all. */
int64_t judge_given(const struct judging *judging, const struct promo_campaign *campaign,
		    const struct promo_line *line);
/* The first that was named, else the first of all; NULL if there is none. */
const struct promo_member *judge_whom(const struct promo_campaign *campaign);

/* Gives a campaign to the tickets that get it, dearest first; false when memory ends. */
bool judge_apply(struct judging *judging, const struct promo_campaign *campaign);
/* Fills opened, limit, used and why of all lines; false when memory ends. */
bool judge_explain(struct judging *judging);

#endif
