/*
 * What promo_read() reads and promo_judge() looks at.
 */
#ifndef PROMOTE_FACTS_H
#define PROMOTE_FACTS_H

#include "promote/promote.h"

/* What a member used at one performance. */
struct promo_count {
	int64_t performance_id, show_id, at; /* performance 0: bundles */
	const char *show, *zone;
	int64_t used, held; /* sold; in baskets of others */
};

struct promo_member {
	int64_t id, quantity; /* id 0: everybody; quantity BO_NONE: no limit */
	const char *code, *email;
	const char *said; /* what named it: typed, said or scanned; NULL: only the patron did */
	size_t n;
	const struct promo_count *count; /* may be left out where quantity is BO_NONE */
};

struct promo_campaign {
	int64_t id;
	enum bo_campaign_state state;
	const char *name; /* as the buyer sees it */
	struct bo_campaign_terms terms;
	bool kept;	     /* runs whatever its state, days and channel say */
	int64_t uses, spent; /* with those in baskets of others */
	size_t n;
	struct promo_member *member; /* that the buyer is: as they were named, then by id */
};

struct promo {
	struct bo_currency currency;
	bool self_service;
	size_t n;
	struct promo_campaign *row; /* in the stated order */
};

/* What may be known of a buyer's counts beyond what judging needs. */
struct promo_asking {
	struct promo_buyer buyer;
	bool all_counts; /* of members without a limit, too */
};
enum bo_status promo_facts(struct bo *bo, struct bo_arena *arena, const struct promo_asking *asking,
			   struct promo **promo) BO_CHECKED;

/* Adds what baskets other than basket_id hold of a campaign, if it has a limit of its own. */
enum bo_status promo_held(struct bo *bo, int64_t campaign_id, const struct bo_campaign_terms *terms,
			  int64_t basket_id, int64_t *uses, int64_t *spent) BO_CHECKED;
/* What a member used of a campaign at each performance, baskets of others with it; not those of
 * basket_id. */
enum bo_status promo_counts(struct bo *bo, struct bo_arena *arena, int64_t basket_id,
			    int64_t campaign_id, struct promo_member *member) BO_CHECKED;

/* Does it run now, in this channel?  Else the rule that says no. */
enum bo_rule promo_runs(const struct promo *promo, const struct promo_campaign *campaign,
			int64_t now);

/* One event for a member's quantity: what a count and a line must share. */
struct promo_place {
	enum bo_scope scope;
	int64_t performance_id, show_id;
};
bool promo_same_place(const struct promo_place *place, int64_t performance_id, int64_t show_id);
/* What a member used there, sold and in baskets of others. */
int64_t promo_used(const struct promo_member *member, const struct promo_place *place);
/* "2 of 2 used: Hamlet 5 Jan, Othello 12 Jan"; here: more in this order.  NULL when memory ends. */
const char *promo_why_member(struct bo_arena *arena, const struct promo_member *member,
			     const struct promo_place *place, int64_t here, int64_t now);
/* "all 100 uses of Early birds are used" and the like; here, given: more in this order. */
const char *promo_why_uses(struct bo_arena *arena, const struct promo_campaign *campaign,
			   int64_t here);
const char *promo_why_money(struct bo_arena *arena, const struct promo_campaign *campaign,
			    int64_t given, struct bo_currency currency);

#endif
