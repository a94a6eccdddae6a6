/*
 * The store's file is not the one that was opened any more.  Nothing can be sold, so nothing can be
 * done here but leave: what was below would look as if it could.
 */
#include "frame/session.h"

#include "ui/widget/dialog.h"

#include <stdio.h>

struct lost {
	char text[512];
	struct ui_dialog dialog;
};

static bool lost_open(struct screen *screen, const void *args)
{
	struct lost *lost = screen->state;

	snprintf(lost->text, sizeof lost->text, "%s", (const char *)args);
	lost->dialog = (struct ui_dialog){ .title = "The store is gone",
					   .text = lost->text,
					   .role = UI_ROLE_ERROR,
					   .answers = { { "<Enter>", "Leave" } } };
	return true;
}

static void lost_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct lost *lost = screen->state;

	ui_dialog_draw(&lost->dialog, s, 0, NULL);
}

/* From below, so that no screen is asked or told. */
static unsigned leave(struct screen *screen)
{
	while (screen->app->stack[0] != screen)
		app_close(screen->app, screen->app->stack[0]);
	return UI_CLOSE;
}

static unsigned lost_event(struct screen *screen, const struct ui_event *event)
{
	struct lost *lost = screen->state;

	if (ui_key_is(event, UI_KEY_ESC, 0) || ui_dialog_answer(&lost->dialog, event) >= 0)
		return leave(screen);
	if (event->type == UI_EVENT_KEY || event->type == UI_EVENT_PASTE)
		return UI_HANDLED | UI_BELL;
	return UI_IGNORED;
}

const struct screen_ops lost_screen = {
	.name = "lost",
	.state_size = sizeof(struct lost),
	.overlay = true,
	.stays = true,
	.question = true,
	.open = lost_open,
	.draw = lost_draw,
	.event = lost_event,
};
