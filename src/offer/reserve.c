/*
 * The rules for using a voucher one holds: a list of stages of its own, shorter
 * than a sale's, as who may buy, from when and how many was settled at the sale.
 */
#include "offer/stage.h"

#include <boxoffice/voucher.h>

/* What the sale's stages do not know. */
static enum bo_rule own_rule(const struct bo_reserve_facts *f)
{
	if (!f->valid || f->offer.cancelled || !f->offer.has_performance ||
	    !bo_category_takes_place(f->offer.category))
		return BO_RULE_NOT_VALID;
	if (!f->open)
		return BO_RULE_ALREADY;
	return f->expired ? BO_RULE_EXPIRED : BO_RULE_NONE;
}

void bo_reserve_judge(const struct bo_reserve_facts *facts, struct bo_verdict *verdict)
{
	static const struct {
		bool (*broken)(const struct bo_offer_facts *, struct bo_breach *);
		bool stops;
	} stages[] = { { stage_sold_out, true },
		       { stage_ended, true },
		       { stage_none_of_type, true },
		       { stage_beyond_cap, false },
		       { stage_beyond_places, false } };
	const struct bo_offer_facts *f = &facts->offer;
	struct bo_breach breach = stage_breach(f);
	bool stopped;

	*verdict = (struct bo_verdict){ .visible = true, .left = stage_left(f) };
	breach.rule = own_rule(facts);
	stopped = breach.rule != BO_RULE_NONE;
	if (stopped)
		stage_broken(f, breach, verdict);
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
		breach = stage_breach(f);
		if (!stages[i].broken(f, &breach))
			continue;
		stopped = stopped || stages[i].stops;
		stage_broken(f, breach, verdict);
	}
	verdict->sellable = stopped ? 0 : verdict->left;
}

enum bo_rule bo_change_judge(const struct bo_change_facts *facts)
{
	if (facts->curtain == BO_NONE || facts->checked_in)
		return BO_RULE_ALREADY;
	if (facts->staff)
		return BO_RULE_NONE;
	if (!facts->changeable)
		return BO_RULE_CHANGEABLE;
	if (facts->expired)
		return BO_RULE_EXPIRED;
	return facts->now < facts->curtain - facts->grace * 60 ? BO_RULE_NONE : BO_RULE_GRACE;
}
