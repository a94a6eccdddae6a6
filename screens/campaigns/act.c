/*
 * Starting, pausing, ending and deleting a campaign.
 *
 * Starting and pausing can be taken back by each other and happen at once; ending is for good and
 * deleting takes a draft away, so these ask, with keys of their own.
 */
#include "campaigns/campaign.h"

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

static unsigned ask_end(struct screen *screen, struct fill_room *room, const struct bo_campaign *c)
{
	room->id = c->id;
	snprintf(room->text, sizeof room->text,
		 "End %s for good? It gives nothing any more and cannot be started again. Its "
		 "%" PRId64 " uses stay as they are.",
		 c->terms.name, c->uses);
	return fill_room_ask(screen, room, "End campaign", "e", "End it", CAMPAIGN_TAG_END);
}

static unsigned ask_delete(struct screen *screen, struct fill_room *room,
			   const struct bo_campaign *c)
{
	room->id = c->id;
	snprintf(room->text, sizeof room->text, "Delete the draft %s?", c->terms.name);
	return fill_room_ask(screen, room, "Delete draft", "d", "Delete", CAMPAIGN_TAG_DELETE);
}

unsigned campaign_command(struct screen *screen, struct fill_room *room,
			  const struct bo_campaign *c, enum command command)
{
	struct bo *bo = session_bo(screen);

	if (session_failed(screen, bo_require(bo, BO_MAY_KEEP_CAMPAIGNS)))
		return UI_HANDLED | UI_REDRAW;
	if (command == CMD_END)
		return ask_end(screen, room, c);
	if (command == CMD_DELETE)
		return ask_delete(screen, room, c);
	if (command == CMD_START && !session_failed(screen, bo_campaign_start(bo, c->id)))
		app_info(screen->app, "%s runs: what it gives is given from now on.",
			 c->terms.name);
	if (command == CMD_PAUSE && !session_failed(screen, bo_campaign_pause(bo, c->id)))
		app_info(screen->app, "%s pauses. Baskets that hold a use of it keep it.",
			 c->terms.name);
	return UI_HANDLED | UI_RECALC | UI_REDRAW;
}

bool campaign_answered(struct screen *screen, int64_t id, int tag, const void *result)
{
	struct bo *bo = session_bo(screen);
	bool end = tag == CAMPAIGN_TAG_END;

	if (!ask_yes(result) ||
	    session_failed(screen, end ? bo_campaign_end(bo, id) : bo_campaign_delete(bo, id)))
		return false;
	app_info(screen->app, end ? "Ended." : "Deleted.");
	return true;
}
