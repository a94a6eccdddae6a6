/*
 * Whom and what a campaign reaches: which lines it concerns, at which place it counts,
 * and what an order takes of it so far.
 */
#include "promote/judge.h"

bool promo_same_place(const struct promo_place *place, int64_t performance_id, int64_t show_id)
{
	switch (place->scope) {
	case BO_SCOPE_PERFORMANCE:
		return place->performance_id == performance_id;
	case BO_SCOPE_SHOW:
		return place->show_id == show_id;
	case BO_SCOPE_ALL:
	case BO_SCOPE_COUNT:
		break;
	}
	return true;
}

int64_t promo_used(const struct promo_member *member, const struct promo_place *place)
{
	int64_t used = 0;

	for (size_t i = 0; i < member->n; i++)
		if (promo_same_place(place, member->count[i].performance_id,
				     member->count[i].show_id))
			used += member->count[i].used + member->count[i].held;
	return used;
}

static bool has_target(const struct bo_campaign_terms *terms, enum bo_target_kind kind, int64_t id,
		       bool *asked)
{
	bool found = false;

	for (size_t i = 0; i < terms->n_targets; i++)
		if (terms->target[i].kind == kind) {
			*asked = true;
			found = found || terms->target[i].id == id;
		}
	return found;
}

bool judge_matches(const struct promo_campaign *campaign, const struct promo_line *line)
{
	const struct bo_campaign_terms *terms = &campaign->terms;
	bool placed = false, typed = false;
	bool here = has_target(terms, BO_TARGET_SEASON, line->season_id, &placed);
	bool type = has_target(terms, BO_TARGET_TYPE, line->type_id, &typed);
	bool extra = line->category == BO_CATEGORY_BUNDLE || line->category == BO_CATEGORY_PRODUCT;

	here = has_target(terms, BO_TARGET_SHOW, line->show_id, &placed) || here;
	here = has_target(terms, BO_TARGET_PERFORMANCE, line->performance_id, &placed) || here;
	return (here || !placed) && (type || (!typed && !extra));
}

enum bo_rule promo_runs(const struct promo *promo, const struct promo_campaign *campaign,
			int64_t now)
{
	const struct bo_campaign_terms *terms = &campaign->terms;

	if (campaign->kept)
		return BO_RULE_NONE;
	if (terms->channel == (promo->self_service ? BO_CHANNEL_COUNTER : BO_CHANNEL_SELF_SERVICE))
		return BO_RULE_AUDIENCE;
	if (terms->starts != BO_NONE && now < terms->starts)
		return BO_RULE_NOT_YET;
	if (terms->ends != BO_NONE && now > terms->ends)
		return BO_RULE_ENDED;
	return BO_RULE_NONE;
}

int64_t judge_given(const struct judging *judging, const struct promo_campaign *campaign,
		    const struct promo_line *line)
{
	int64_t qty = 0;

	for (size_t i = 0; i < judging->n_pieces; i++) {
		const struct piece *piece = &judging->piece[i];
		bool has = !campaign && piece->unlocked;

		for (size_t u = 0; campaign && u < piece->part.n_uses; u++)
			has = has || piece->part.use[u].campaign_id == campaign->id;
		if (has && (!line || &judging->line[piece->line] == line))
			qty += piece->part.qty;
	}
	return qty;
}

/* Tickets it concerns; a discount does not concern what nobody could buy. */
static int64_t tickets(const struct judging *judging, const struct promo_campaign *campaign)
{
	int64_t qty = 0;

	for (size_t i = 0; i < judging->n; i++) {
		const struct promo_line *line = &judging->line[i];

		if (line->qty <= 0 || !judge_matches(campaign, line))
			continue;
		if (line->closed && campaign->terms.effect != BO_EFFECT_UNLOCK)
			qty += judge_given(judging, NULL, line);
		else
			qty += line->qty;
	}
	return qty;
}

bool judge_concerns(const struct judging *judging, const struct promo_campaign *campaign,
		    const struct promo_line *line)
{
	return judge_matches(campaign, line) &&
	       promo_runs(judging->promo, campaign, judging->now) == BO_RULE_NONE &&
	       tickets(judging, campaign) >= campaign->terms.min_tickets;
}

struct promo_place judge_place(const struct promo_campaign *campaign, const struct promo_line *line)
{
	return (struct promo_place){ campaign->terms.scope, line->performance_id, line->show_id };
}

int64_t judge_taken(const struct judging *judging, const struct promo_campaign *campaign,
		    const struct promo_member *member, const struct promo_line *line,
		    const struct promo_line *but)
{
	struct promo_place place = judge_place(campaign, line);
	int64_t qty = 0;

	for (size_t i = 0; i < judging->n_pieces; i++) {
		const struct piece *piece = &judging->piece[i];
		const struct promo_line *other = &judging->line[piece->line];

		if (other == but ||
		    !promo_same_place(&place, other->performance_id, other->show_id))
			continue;
		for (size_t u = 0; u < piece->part.n_uses; u++)
			if (piece->part.use[u].campaign_id == campaign->id &&
			    piece->part.use[u].member_id == member->id)
				qty += piece->part.qty;
	}
	return qty;
}

const struct promo_member *judge_whom(const struct promo_campaign *campaign)
{
	for (size_t i = 0; i < campaign->n; i++)
		if (campaign->member[i].said)
			return &campaign->member[i];
	return campaign->n > 0 ? &campaign->member[0] : NULL;
}

/* One piece for each line, as if there were no campaigns. */
