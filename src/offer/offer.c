/*
 * The rules of an offer: a table of stages, each a pure question to the facts.
 * The first stage broken gives the reason; all of them are kept, as an override
 * must name every rule it breaks.
 */
#include "offer/stage.h"

#include <boxoffice/staff.h>

/* Places left under a limit; never negative. */
static int64_t left_of(int64_t limit, int64_t taken)
{
	return limit > taken ? limit - taken : 0;
}

static int64_t least(int64_t a, int64_t b)
{
	if (a == BO_NONE)
		return b;
	if (b == BO_NONE)
		return a;
	return a < b ? a : b;
}

static bool takes_place(const struct bo_offer_facts *f)
{
	return f->has_performance && bo_category_takes_place(f->category);
}

static int64_t house_left(const struct bo_offer_facts *f)
{
	return left_of(f->capacity, f->taken);
}

/* The advance limit may not promise more than the house has. */
static int64_t sale_limit(const struct bo_offer_facts *f)
{
	return least(f->advance, f->capacity);
}

static int64_t places_left(const struct bo_offer_facts *f)
{
	return takes_place(f) ? left_of(sale_limit(f), f->taken) : BO_NONE;
}

static int64_t cap_left(const struct bo_offer_facts *f)
{
	return f->cap == BO_NONE ? BO_NONE : left_of(f->cap, f->type_taken);
}

int64_t stage_left(const struct bo_offer_facts *f)
{
	return least(places_left(f), cap_left(f));
}

struct bo_breach stage_breach(const struct bo_offer_facts *f)
{
	int64_t left = stage_left(f);

	return (struct bo_breach){ .limit = BO_NONE,
				   .actual = f->wanted ? f->wanted : BO_NONE,
				   .left = left == BO_NONE ? 0 : left };
}

void stage_broken(const struct bo_offer_facts *f, struct bo_breach breach,
		  struct bo_verdict *verdict)
{
	if (breach.override == BO_ROLE_NONE)
		breach.override = bo_rule_override(breach.rule);
	if (!f->staff)
		breach.override = BO_ROLE_NONE;
	if (verdict->n == 0)
		verdict->reason = breach.rule;
	verdict->breach[verdict->n++] = breach;
}

/* --- Stages: true when broken ---------------------------------------------------------------- */

static bool not_valid(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_NOT_VALID;
	return (f->has_performance && f->cancelled) || f->category == BO_CATEGORY_INCLUDED ||
	       (!f->staff && !f->listed);
}

static bool no_code(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_CODE;
	return !f->opened && f->needs_code && !f->code_matches;
}

static bool not_for_buyer(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_AUDIENCE;
	if (f->opened && f->availability != BO_AVAILABLE_EXTERNAL)
		return false;
	switch (f->availability) {
	case BO_AVAILABLE_ANYONE:
		return false;
	case BO_AVAILABLE_SUBSCRIBERS:
		return !f->subscriber;
	case BO_AVAILABLE_BOXOFFICE:
		return !f->staff;
	case BO_AVAILABLE_EXTERNAL:
	case BO_AVAILABILITY_COUNT:
		break;
	}
	return true;
}

/* The wall that a number of places hits. */
static void hit_wall(const struct bo_offer_facts *f, struct bo_breach *b)
{
	bool house = house_left(f) < f->order_places;

	b->rule = house ? BO_RULE_HOUSE_CAPACITY : BO_RULE_ADVANCE_LIMIT;
	b->limit = house ? f->capacity : f->advance;
	b->left = house ? house_left(f) : places_left(f);
	b->actual = f->order_places;
}

bool stage_sold_out(const struct bo_offer_facts *f, struct bo_breach *b)
{
	if (!takes_place(f) || places_left(f) > 0)
		return false;
	if (f->staff && f->wanted > 0) {
		hit_wall(f, b);
		return true;
	}
	b->rule = BO_RULE_SOLD_OUT;
	b->limit = sale_limit(f);
	b->override = bo_rule_override(house_left(f) > 0 ? BO_RULE_ADVANCE_LIMIT
							 : BO_RULE_HOUSE_CAPACITY);
	return true;
}

static bool not_yet(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_NOT_YET;
	b->limit = f->start;
	return f->start != BO_NONE && f->now < f->start;
}

/* The end of the window; for patrons at the latest that of the performance. */
static int64_t sales_end(const struct bo_offer_facts *f)
{
	return f->staff || f->over == 0 ? f->end : least(f->end, f->over);
}

bool stage_ended(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_ENDED;
	b->limit = sales_end(f);
	return b->limit != BO_NONE && f->now > b->limit;
}

bool stage_none_of_type(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_TYPE_CAP;
	b->limit = f->cap;
	return f->cap != BO_NONE && cap_left(f) == 0;
}

static bool fewer_left_than_min(const struct bo_offer_facts *f, struct bo_breach *b)
{
	int64_t left = stage_left(f);

	b->rule = BO_RULE_MIN;
	b->limit = f->min;
	b->left = left == BO_NONE ? 0 : left;
	return f->wanted == 0 && left != BO_NONE && left > 0 && left < f->min;
}

static bool below_min(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_MIN;
	b->limit = f->min;
	return f->wanted > 0 && f->wanted < f->min;
}

static bool above_max(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_MAX;
	b->limit = f->max;
	return f->wanted > 0 && f->max != BO_NONE && f->wanted > f->max;
}

static bool off_step(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_STEP;
	b->limit = f->step;
	return f->wanted >= f->min && f->step > 1 && (f->wanted - f->min) % f->step != 0;
}

bool stage_beyond_cap(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_TYPE_CAP;
	b->limit = f->cap;
	b->left = cap_left(f) == BO_NONE ? 0 : cap_left(f);
	return f->wanted > 0 && f->cap != BO_NONE && cap_left(f) > 0 && f->wanted > cap_left(f);
}

bool stage_beyond_places(const struct bo_offer_facts *f, struct bo_breach *b)
{
	if (f->wanted == 0 || !takes_place(f) || places_left(f) == 0 ||
	    f->order_places <= places_left(f))
		return false;
	hit_wall(f, b);
	/* Patrons are told of the limit they meet, not of the house behind it. */
	if (!f->staff && sale_limit(f) < f->capacity)
		b->rule = BO_RULE_ADVANCE_LIMIT;
	return true;
}

static bool code_used_up(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_USED_UP;
	b->limit = f->code_limit;
	b->left = 0;
	return f->needs_code && f->code_matches && f->code_limit != BO_NONE &&
	       left_of(f->code_limit, f->code_used) == 0;
}

static bool beyond_code(const struct bo_offer_facts *f, struct bo_breach *b)
{
	int64_t left = left_of(f->code_limit, f->code_used);

	b->rule = BO_RULE_USED_UP;
	b->limit = f->code_limit;
	b->left = left;
	return f->needs_code && f->code_matches && f->code_limit != BO_NONE && left > 0 &&
	       f->wanted > left;
}

/* Free for no better reason than that somebody says so. */
static bool given_away(const struct bo_offer_facts *f, struct bo_breach *b)
{
	int64_t others = f->order_comps > f->wanted ? f->order_comps - f->wanted : 0;

	b->rule = BO_RULE_COMP;
	b->limit = f->comp_limit;
	b->actual = others + f->wanted;
	b->left = left_of(f->comp_limit, others);
	b->override = bo_permission_role(b->actual > f->comp_limit ? BO_MAY_OVERRIDE : BO_MAY_SELL);
	return f->staff && f->wanted > 0 && f->category == BO_CATEGORY_COMP && !f->opened;
}

bool stage_closed(const struct bo_offer_facts *f)
{
	struct bo_breach breach = stage_breach(f);

	return no_code(f, &breach) || not_for_buyer(f, &breach);
}

/* What opens an offer may be enough for some; a discount refuses only when nothing is left of it.
 */
static int64_t campaign_left(const struct bo_offer_facts *f)
{
	return f->opened ? left_of(f->campaign_limit, f->campaign_used) : 0;
}

static bool campaign_used_up(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_USED_UP;
	b->limit = f->campaign_limit;
	b->left = 0;
	b->of_campaign = true;
	return f->campaign_short && campaign_left(f) == 0;
}

static bool beyond_campaign(const struct bo_offer_facts *f, struct bo_breach *b)
{
	b->rule = BO_RULE_USED_UP;
	b->limit = f->campaign_limit;
	b->left = campaign_left(f);
	b->of_campaign = true;
	return f->campaign_short && campaign_left(f) > 0;
}

static const struct {
	bool (*broken)(const struct bo_offer_facts *, struct bo_breach *);
	bool hides; /* from patrons */
	bool stops; /* nothing at all is sellable; else only this number */
} stages[] = {
	{ not_valid, true, true },
	{ no_code, true, true },
	{ not_for_buyer, true, true },
	{ stage_sold_out, false, true },
	{ not_yet, false, true },
	{ stage_ended, false, true },
	{ stage_none_of_type, false, true },
	{ code_used_up, false, true },
	{ campaign_used_up, false, true },
	{ fewer_left_than_min, false, true },
	{ below_min, false, false },
	{ above_max, false, false },
	{ off_step, false, false },
	{ stage_beyond_cap, false, false },
	{ beyond_code, false, false },
	{ beyond_campaign, false, false },
	{ stage_beyond_places, false, false },
	{ given_away, false, false },
};

enum bo_role bo_rule_override(enum bo_rule rule)
{
	switch (rule) {
	case BO_RULE_CODE:
	case BO_RULE_AUDIENCE:
	case BO_RULE_NOT_YET:
	case BO_RULE_ENDED:
	case BO_RULE_TYPE_CAP:
	case BO_RULE_ADVANCE_LIMIT:
	case BO_RULE_MIN:
	case BO_RULE_MAX:
	case BO_RULE_STEP:
	case BO_RULE_USED_UP:
	case BO_RULE_COMP: /* says itself where a clerk may */
		return bo_permission_role(BO_MAY_OVERRIDE);
	case BO_RULE_HOUSE_CAPACITY:
		return bo_permission_role(BO_MAY_OVERRIDE_HOUSE);
	case BO_RULE_NONE:
	case BO_RULE_SOLD_OUT: /* says which wall itself */
	case BO_RULE_NOT_VALID:
	case BO_RULE_ALREADY:
	case BO_RULE_CHANGEABLE:
	case BO_RULE_GRACE:
	case BO_RULE_EXPIRED:
	case BO_RULE_HOLD_EXPIRED:
	case BO_RULE_PAYMENT:
	case BO_RULE_PERMISSION:
	case BO_RULE_IN_USE:
	case BO_RULE_PAPER:
	case BO_RULE_COUNT:
		break;
	}
	return BO_ROLE_NONE;
}

void bo_offer_judge(const struct bo_offer_facts *facts, struct bo_verdict *verdict)
{
	bool stopped = false;
	int64_t most;

	*verdict = (struct bo_verdict){ .visible = true, .left = stage_left(facts) };
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
		struct bo_breach breach = stage_breach(facts);

		if (!stages[i].broken(facts, &breach))
			continue;
		if (stages[i].hides && !facts->staff)
			verdict->visible = false;
		stopped = stopped || stages[i].stops;
		stage_broken(facts, breach, verdict);
	}
	most = least(verdict->left, facts->max);
	if (facts->needs_code && facts->code_matches && facts->code_limit != BO_NONE)
		most = least(most, left_of(facts->code_limit, facts->code_used));
	if (facts->campaign_short)
		most = least(most, campaign_left(facts));
	verdict->sellable = stopped || (most != BO_NONE && most < facts->min) ? 0 : most;
}

size_t bo_offer_menu(int64_t min, int64_t step, int64_t most, int64_t menu[BO_MENU_MAX])
{
	size_t n = 0;

	menu[n++] = 0;
	for (int64_t q = min; n < BO_MENU_MAX && (most == BO_NONE || q <= most); q += step)
		menu[n++] = q;
	return n;
}
