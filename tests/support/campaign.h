/*
 * Lists and campaigns for a test, made through the engine.
 */
#ifndef SUPPORT_CAMPAIGN_H
#define SUPPORT_CAMPAIGN_H

#include "support/office.h"

/* A list of its own with members of these codes or e-mails (with '@'), NULL behind the last.
 * quantity: of each. */
int64_t test_list(struct bo *bo, const char *name, int64_t quantity, const char *const *members);
/* For everything, for ever, by whatever names a member, at each performance. */
struct bo_campaign_terms test_terms(const char *name, int64_t audience_id, enum bo_effect effect,
				    int64_t value);
/* Runs from now on. */
int64_t test_campaign(struct bo *bo, const struct bo_campaign_terms *terms);

#endif
