/*
 * Screens without a terminal: keys in, pictures out, compared with pictures that were looked at.
 *
 * The app runs in the test's process.  Pictures lie in tests/ROOM/golden/NAME.txt and hold roles,
 * not colours.  GOLDEN_UPDATE=1 writes them anew; then read the difference like code.  Tests run in
 * the folder of the Makefile.
 */
#ifndef SUPPORT_GOLDEN_H
#define SUPPORT_GOLDEN_H

#include "frame/app.h"

struct golden {
	struct app *app;
	struct ui_surface surface; /* the last picture */
	unsigned result;	   /* ui_result bits of the last event */
	int bells, drops;	   /* how often it rang, how often type-ahead was dropped */
};

/* Gives the app its size and draws it.  The app stays the caller's. */
void golden_open(struct golden *golden, struct app *app, int rows, int cols);
void golden_close(struct golden *golden);

/* Keys as in ui_key_parse(), one after the other, each seen before the next.  Returns how many. */
int golden_keys(struct golden *golden, const char *keys);
/* The same typed ahead: nothing is painted between them, and when a screen drops what was typed
 * ahead the rest is lost.  Returns how many were taken. */
int golden_burst(struct golden *golden, const char *keys);
void golden_paste(struct golden *golden, const char *text);
void golden_resize(struct golden *golden, int rows, int cols);
void golden_tick(struct golden *golden);
void golden_event(struct golden *golden, const struct ui_event *event);

/* The picture must be tests/ROOM/golden/NAME.txt, or the test fails and shows where it is not. */
void golden_expect(const struct golden *golden, const char *room, const char *name);
void golden_expect_surface(const struct ui_surface *surface, const char *room, const char *name);
/* Text of a row, lent until the next call. */
const char *golden_row(const struct golden *golden, int y);
/* First row that holds text, or -1. */
int golden_find(const struct golden *golden, const char *text);
/* Letter of the role of a cell. */
char golden_role(const struct golden *golden, int y, int x);

#endif
