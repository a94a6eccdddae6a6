/*
 * Lists and campaigns of support/campaign.h.
 */
#include "support/campaign.h"

#include <string.h>

int64_t test_list(struct bo *bo, const char *name, int64_t quantity, const char *const *members)
{
	int64_t audience = 0, id = 0;

	OK(bo, bo_audience_add(bo, name, quantity, &audience));
	for (; *members; members++) {
		bool email = strchr(*members, '@') != NULL;
		struct bo_member_fields fields = { .code = email ? NULL : *members,
						   .email = email ? *members : NULL };

		OK(bo, bo_member_add(bo, audience, &fields, &id));
	}
	return audience;
}

struct bo_campaign_terms test_terms(const char *name, int64_t audience_id, enum bo_effect effect,
				    int64_t value)
{
	return (struct bo_campaign_terms){ .name = name,
					   .public_name = "",
					   .audience_id = audience_id,
					   .unlocks = (1u << BO_UNLOCK_COUNT) - 1,
					   .effect = effect,
					   .value = value,
					   .starts = BO_NONE,
					   .ends = BO_NONE,
					   .channel = BO_CHANNEL_ANY,
					   .min_tickets = 1,
					   .scope = BO_SCOPE_PERFORMANCE,
					   .uses_limit = BO_NONE,
					   .money_limit = BO_NONE };
}

int64_t test_campaign(struct bo *bo, const struct bo_campaign_terms *terms)
{
	int64_t id = 0;

	OK(bo, bo_campaign_add(bo, terms, &id));
	OK(bo, bo_campaign_start(bo, id));
	return id;
}
