/*
 * What the pages of Setup (setup*.c) share with each other only.
 *
 * Each page is a list with what can be done to its rows.  The frame of Setup moves in the list and
 * asks the page; a page pushes forms and questions and hears their answers.
 */
#ifndef SCREENS_SETUP_SETUP_H
#define SCREENS_SETUP_SETUP_H

#include "kit/ask.h"
#include "kit/fill.h"

#include "ui/widget/tabs.h"

enum setup_page_id { SETUP_STAFF, SETUP_PRINTERS, SETUP_OPTIONS, SETUP_TEMPLATE, SETUP_PAGES };

enum { HEARD_MAX = 65536 };

struct setup {
	struct bo_arena arena; /* of what the lists show */
	struct ui_tabs tabs;
	struct ui_list list[SETUP_PAGES];
	struct bo_staff_list staff;
	struct bo_printers printers;
	int64_t till_printer; /* 0: the till prints on the default */
	struct bo_options options;
	const char **line; /* of the template */
	int nlines;

	struct bo_arena lent; /* of what a form or question shows */
	struct fill_field field[FILL_FIELDS];
	int64_t id;   /* what it is about */
	int64_t made; /* what was made last: the cursor goes there with the next fetch; 0: nothing
		       */
	char title[BO_NAME_MAX + 40], text[600];
	struct prompt prompt;

	struct child asker; /* asks for the queues */
	char *heard;	    /* what it said so far */
	size_t nheard;
	struct bo_queues queues;
	struct pick pick;
};

struct setup_page {
	const char *label;
	const struct ui_list_model *model; /* its argument is struct setup */
	enum bo_status (*fetch)(struct screen *);
	/* Of a row, so that the cursor stays with what it is on; NULL: rows keep their places. */
	int64_t (*id)(const struct setup *, int row);
	bool (*works)(const struct setup *, enum command);
	unsigned (*command)(struct screen *, enum command);
	unsigned (*done)(struct screen *, int tag, const void *result); /* NULL: fetch again */
	/* One line or two below the list. */
	void (*note)(const struct screen *, char *text, size_t size);
};

extern const struct setup_page setup_staff, setup_printers, setup_options, setup_template;

/* Row under the cursor of a page, or -1. */
int setup_row(const struct setup *setup, enum setup_page_id page);
/* Opens a form whose fields stand in setup->field. */
unsigned setup_fill(struct screen *screen, int n,
		    enum bo_status (*save)(struct screen *, struct ui_form *, void *), int tag);
/* Asks a question whose text stands in setup->text; answers 0: do it. */
unsigned setup_ask(struct screen *screen, const char *title, const char *key, const char *label,
		   int tag);

/* Asks the scheduler for its queues in a child process; false: it cannot be asked. */
bool setup_discover(struct screen *screen);
/* Hears it.  True once it has said everything, with setup->queues filled (or a message said). */
bool setup_discovered(struct screen *screen, const struct ui_event *event);
void setup_discover_end(struct screen *screen);
/* Lets one of them be chosen. */
unsigned setup_show_queues(struct screen *screen);

#endif
