/*
 * Starting, pausing, ending and deleting a campaign.
 *
 * Starting and pausing can be taken back by each other and happen at once; ending is for good and
 * deleting takes a draft away, so these ask, with keys of their own.
 */
#include "campaigns/campaign.h"
#include "kit/ask.h"

#include <inttypes.h>
#include <stdio.h>

bool campaign_works(enum bo_campaign_state state, enum command command)
{
	switch ((int)command) {
	case CMD_EDIT:
		return state != BO_CAMPAIGN_ENDED;
	case CMD_START:
		return bo_campaign_may(state, BO_CAMPAIGN_RUNNING);
	case CMD_PAUSE:
		return bo_campaign_may(state, BO_CAMPAIGN_PAUSED);
	case CMD_END:
		return bo_campaign_may(state, BO_CAMPAIGN_ENDED);
	case CMD_DELETE:
		return state == BO_CAMPAIGN_DRAFT;
	default:
		return true;
	}
}

static unsigned ask(struct screen *screen, struct campaign_asked *asked, const char *title,
		    struct ui_answer yes, int tag)
{
	struct ui_dialog question = { .title = title,
				      .text = asked->text,
				      .role = UI_ROLE_WARN,
				      .answers = { yes, { "<Esc>", "Back" } } };

	return app_open(screen->app, &ask_screen, &question, tag);
}

static unsigned ask_end(struct screen *screen, struct campaign_asked *asked,
			const struct bo_campaign *c)
{
	asked->id = c->id;
	snprintf(asked->text, sizeof asked->text,
		 "End %s for good? It gives nothing any more and cannot be started again. Its "
		 "%" PRId64 " uses stay as they are.",
		 c->terms.name, c->uses);
	return ask(screen, asked, "End campaign", (struct ui_answer){ "e", "End it" },
		   CAMPAIGN_TAG_END);
}

static unsigned ask_delete(struct screen *screen, struct campaign_asked *asked,
			   const struct bo_campaign *c)
{
	asked->id = c->id;
	snprintf(asked->text, sizeof asked->text, "Delete the draft %s?", c->terms.name);
	return ask(screen, asked, "Delete draft", (struct ui_answer){ "d", "Delete" },
		   CAMPAIGN_TAG_DELETE);
}

unsigned campaign_command(struct screen *screen, struct campaign_asked *asked,
			  const struct bo_campaign *c, enum command command)
{
	struct bo *bo = session_bo(screen);

	if (session_failed(screen, bo_require(bo, BO_MAY_KEEP_CAMPAIGNS)))
		return UI_HANDLED | UI_REDRAW;
	if (command == CMD_END)
		return ask_end(screen, asked, c);
	if (command == CMD_DELETE)
		return ask_delete(screen, asked, c);
	if (command == CMD_START && !session_failed(screen, bo_campaign_start(bo, c->id)))
		app_info(screen->app, "%s runs: what it gives is given from now on.",
			 c->terms.name);
	if (command == CMD_PAUSE && !session_failed(screen, bo_campaign_pause(bo, c->id)))
		app_info(screen->app, "%s pauses. Baskets that hold a use of it keep it.",
			 c->terms.name);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

bool campaign_answered(struct screen *screen, const struct campaign_asked *asked, int tag,
		       const void *result)
{
	struct bo *bo = session_bo(screen);
	const int *answer = result;

	if (!answer || *answer != 0)
		return false;
	if (tag == CAMPAIGN_TAG_END && !session_failed(screen, bo_campaign_end(bo, asked->id))) {
		app_info(screen->app, "Ended.");
		return true;
	}
	if (tag == CAMPAIGN_TAG_DELETE &&
	    !session_failed(screen, bo_campaign_delete(bo, asked->id))) {
		app_info(screen->app, "Deleted.");
		return true;
	}
	return false;
}
