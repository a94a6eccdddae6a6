/*
 * The terms of a campaign one by one: what they may be, whether they differ, how
 * the journal keeps them.
 */
#ifndef CAMPAIGN_TERMS_H
#define CAMPAIGN_TERMS_H

#include "base/office.h"

#include <boxoffice/campaign.h>

#include <jansson.h>

/* BO_INVALID or BO_NOT_FOUND naming the term; the name's own check is the writer's. */
enum bo_status terms_check(struct bo *bo, const struct bo_campaign_terms *terms) BO_CHECKED;
/* Those of the set over the others. */
void terms_lay(struct bo_campaign_terms *terms, const struct bo_campaign_terms *over,
	       unsigned given);
bool terms_same(enum bo_term term, const struct bo_campaign_terms *a,
		const struct bo_campaign_terms *b);
json_t *term_json(enum bo_term term, const struct bo_campaign_terms *terms);

#endif
