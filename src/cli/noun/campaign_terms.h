/*
 * The terms of a campaign as options.
 */
#ifndef CLI_CAMPAIGN_TERMS_H
#define CLI_CAMPAIGN_TERMS_H

#include "cli/cli.h"

/* How a member is known where nothing else is said. */
#define CAMPAIGN_UNLOCKS (1U << BO_UNLOCK_CODE | 1U << BO_UNLOCK_TICKET | 1U << BO_UNLOCK_EMAIL)

/* What was given over what terms is; everything: it concerns all again but what is named. *changed:
 * which terms. */
enum bo_status given_terms(struct cli *cli, struct bo_campaign_terms *terms, bool everything,
			   unsigned *changed) BO_CHECKED;

#endif
