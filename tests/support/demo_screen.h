/*
 * A small app that has one of everything, for the tests of the frame, the toolkit and the terminal.
 */
#ifndef SUPPORT_DEMO_SCREEN_H
#define SUPPORT_DEMO_SCREEN_H

#include "frame/app.h"

#include "ui/widget/lineedit.h"

struct demo {
	struct ui_lineedit entry;
	char last[32];	  /* the last key that reached the screen */
	char said[200];	  /* what was entered last */
	char answer[200]; /* what the last pushed screen answered */
	int recalcs, ticks;
	bool busy; /* makes may_close() refuse */
};

extern const struct screen_ops demo_screen;

/* Options of an app over the demo: status "till 1". */
struct app_options demo_options(void);

/* Runs the demo on the real terminal: the main() of a child process.  Words typed and entered make
 * it crash: "segv", "abort"; "stderr" writes there; "slow" works a while first; "long" works until
 * stopped; "wake" makes the watched file readable. */
int demo_main(const char *color);

#endif
