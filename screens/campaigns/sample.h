/*
 * The sample sale on a campaign's page: lines one can change, and what the engine makes of them as
 * if the campaign ran now.  Nothing is written, nothing is held.
 */
#ifndef SCREENS_CAMPAIGNS_SAMPLE_H
#define SCREENS_CAMPAIGNS_SAMPLE_H

#include "campaigns/campaign.h"
#include "kit/ask.h"
#include "kit/choose.h"

#include "ui/widget/list.h"

enum { SAMPLE_WISHES = 20, SAMPLE_QTY_MAX = 999 };

struct campaign_sample_sale {
	const struct session *session;
	struct screen *screen;
	struct bo_arena offers_arena, basket_arena;
	struct bo_performance performance;  /* id 0: none is to come */
	struct bo_offers offers;	    /* then bundles on sale */
	struct bo_wish wish[SAMPLE_WISHES]; /* also those at a performance that is not shown now */
	size_t n;
	bool chosen;			     /* lines and buyer were set once */
	char code[BO_MEMBER_CODE_MAX + 200]; /* or an e-mail; empty: none */
	int64_t patron_id;
	char patron[BO_NAME_MAX + 1];
	bool has;		 /* basket is what the engine said */
	struct bo_basket basket; /* with the campaign */
	char refusal[520];	 /* why not; empty: nothing against it */
	struct ui_list list;

	struct prompt prompt;
};

enum sample_tag { SAMPLE_TAG_PERFORMANCE = 600, SAMPLE_TAG_PERSON, SAMPLE_TAG_CODE };

/* Everything again.  The first time it chooses a performance, two tickets and a member the campaign
 * is for, so that there is something to see. */
void sample_fetch(struct campaign_sample_sale *sample, const struct bo_campaign *campaign);
/* A member buys, named in a way that the campaign knows. */
void sample_take_member(struct campaign_sample_sale *sample, const struct bo_campaign_terms *terms,
			const struct campaign_buyer *buyer);
void sample_clear(struct campaign_sample_sale *sample);
/* More or fewer of the row under the cursor; or exactly so many. */
unsigned sample_change(struct campaign_sample_sale *sample, const struct bo_campaign *campaign,
		       int64_t qty, bool add);
void sample_draw(const struct campaign_sample_sale *sample, struct ui_surface *surface);
void sample_layout(struct campaign_sample_sale *sample, int rows);
/* y, x of a mouse event count from its corner. */
unsigned sample_event(struct campaign_sample_sale *sample, const struct ui_event *event);

/* --- try.c: who buys, with which code, for what --- */
unsigned sample_pick_performance(struct campaign_sample_sale *sample);
unsigned sample_pick_person(struct campaign_sample_sale *sample);
unsigned sample_ask_code(struct campaign_sample_sale *sample);
/* True: it is one of these tags, and something was chosen. */
bool sample_picked(struct campaign_sample_sale *sample, int tag, const void *result);

#endif
