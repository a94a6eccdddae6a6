/*
 * Questions to the facts that selling and reserving have in common.  Each is
 * true when its rule is broken, and fills the breach.
 */
#ifndef OFFER_STAGE_H
#define OFFER_STAGE_H

#include <boxoffice/offer.h>

bool stage_sold_out(const struct bo_offer_facts *f, struct bo_breach *b);
bool stage_ended(const struct bo_offer_facts *f, struct bo_breach *b);
bool stage_none_of_type(const struct bo_offer_facts *f, struct bo_breach *b);
bool stage_beyond_cap(const struct bo_offer_facts *f, struct bo_breach *b);
bool stage_beyond_places(const struct bo_offer_facts *f, struct bo_breach *b);
/* It needs a code or an audience, and the buyer lacks it. */
bool stage_closed(const struct bo_offer_facts *f);
/* The smallest of cap, advance limit and house; BO_NONE: no limit. */
int64_t stage_left(const struct bo_offer_facts *f);
/* A breach as it is before a stage fills it. */
struct bo_breach stage_breach(const struct bo_offer_facts *f);
/* Keeps it, with who may override. */
void stage_broken(const struct bo_offer_facts *f, struct bo_breach breach,
		  struct bo_verdict *verdict);

#endif
