/*
 * What the files of the frame (app.c, frame.c, commands.c, run.c) share with each other only.
 */
#ifndef SCREENS_FRAME_FRAME_H
#define SCREENS_FRAME_FRAME_H

#include "frame/app.h"

enum { FRAME_MIN_ROWS = 10, FRAME_MIN_COLS = 40, FRAME_BAR_ROWS = 14 };

/* What works on every screen without its doing. */
extern const struct command_ref app_general[];

/* Where the screens draw. */
struct ui_rect app_body(const struct app *app);
/* Gives an event to a screen and does what it answers; without UI_CLOSE and UI_RECALC. */
unsigned app_deliver(struct app *app, struct screen *screen, const struct ui_event *event);
/* Does a command of its own work on the screen now, whoever acts? */
bool screen_works(const struct screen *screen, const struct command_ref *ref);
/* May whoever acts use the command?  Else why says who may. */
bool app_may(const struct app *app, enum command command, char *why, size_t size);
bool app_too_small(const struct app *app);
unsigned app_mouse(struct app *app, const struct ui_event *event);

#endif
