/*
 * Setup: who works here, where tickets are printed, what the house has decided, how a ticket looks.
 */
#include "setup/setup.h"

#include "registry.h"

#include <stdlib.h>

static const char nothing[] = "nothing of this page is under the cursor";

/* What works is the page's to say. */
static const struct command_ref setup_commands[] = {
	{ .command = CMD_OPEN, .label = "Edit", .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_NEW, .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_DELETE, .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_DEFAULT, .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_USE, .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_TEST, .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_EXPORT, .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_IMPORT, .hidden = COMMAND_SHY, .why = nothing },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

/* The queues that were asked for have come, whatever page is in sight: who has gone on to something
 * else meanwhile is not called back. */
static unsigned setup_event(struct screen *screen, const struct ui_event *event)
{
	if (event->type != UI_EVENT_WAKE || !setup_discovered(screen, event))
		return UI_IGNORED;
	return table_shows(screen, &setup_printers) && app_top(screen->app) == screen
		       ? setup_show_queues(screen)
		       : UI_HANDLED | UI_REDRAW;
}

static void setup_close(struct screen *screen)
{
	struct setup *s = screen->state;

	setup_discover_end(screen);
	free(s->heard);
}

static const struct table *const pages[] = {
	&setup_staff, &setup_printers, &setup_options, &setup_template, NULL,
};

static const struct table setup_pages = { .tabs = pages,
					  .event = setup_event,
					  .close = setup_close };

const struct screen_ops setup_screen = {
	TABLE_SCREEN(setup_pages),  .name = "setup",
	.title = "Setup",	    .state_size = sizeof(struct setup),
	.commands = setup_commands,
};
