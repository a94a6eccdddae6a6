/*
 * What the pages of Setup share with each other only: each is a table with what can be done to its
 * rows, and they are the tabs of one screen.
 */
#ifndef SCREENS_SETUP_SETUP_H
#define SCREENS_SETUP_SETUP_H

#include "kit/table.h"

enum { HEARD_MAX = 65536 };

struct setup {
	struct table_view view;
	int64_t till_printer; /* 0: the till prints on the default */
	struct prompt prompt;

	struct child asker; /* asks for the queues */
	char *heard;	    /* what it said so far */
	size_t nheard;
	struct bo_queues queues;
};

extern const struct table setup_staff, setup_printers, setup_options, setup_template;

/* Asks the scheduler for its queues in a child process; false: it cannot be asked. */
bool setup_discover(struct screen *screen);
/* Hears it.  True once it has said everything, with setup->queues filled (or a message said). */
bool setup_discovered(struct screen *screen, const struct ui_event *event);
void setup_discover_end(struct screen *screen);
/* A specimen ticket, into a file. */
unsigned setup_specimen(struct screen *screen);
/* Lets one of them be chosen. */
unsigned setup_show_queues(struct screen *screen);

#endif
