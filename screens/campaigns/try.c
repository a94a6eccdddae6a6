/*
 * Whom and what the sample sale is tried with: performance, person, code.
 */
#include "campaigns/sample.h"

#include <stdio.h>

unsigned sample_pick_performance(struct campaign_sample_sale *s)
{
	return choose_performance(s->screen, "Try it at which performance?", BO_TO_SELL, NULL,
				  SAMPLE_TAG_PERFORMANCE);
}

unsigned sample_pick_person(struct campaign_sample_sale *s)
{
	return choose_person(s->screen,
			     &(struct choose_person){ .title = "Try it with whom?",
						      .nobody = "walk-up, nobody by name" },
			     SAMPLE_TAG_PERSON);
}

static void picked_person(struct campaign_sample_sale *s, const struct chosen *chosen)
{
	s->patron_id = chosen->id;
	choose_name(chosen->row, s->patron, sizeof s->patron);
}

/* --- Code --- */

unsigned sample_ask_code(struct campaign_sample_sale *s)
{
	s->prompt = (struct prompt){ .title = "Try it with a code",
				     .text = "A code, an e-mail or a ticket; empty: without.",
				     .prefill = s->code,
				     .limit = sizeof s->code - 1,
				     .may_be_empty = true };
	return app_open(s->screen->app, &prompt_screen, &s->prompt, SAMPLE_TAG_CODE);
}

bool sample_picked(struct campaign_sample_sale *s, int tag, const void *result)
{
	if (!result)
		return false;
	if (tag == SAMPLE_TAG_CODE)
		snprintf(s->code, sizeof s->code, "%s", (const char *)result);
	else if (tag == SAMPLE_TAG_PERSON)
		picked_person(s, result);
	else if (tag == SAMPLE_TAG_PERFORMANCE)
		s->performance.id = ((const struct chosen *)result)->id;
	else
		return false;
	return true;
}
