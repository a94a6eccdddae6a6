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
/* Does a command of its own work on the screen now, whoever acts? */
bool screen_works(const struct screen *screen, const struct command_ref *ref);
/* May whoever acts use the command?  Else why says who may. */
bool app_may(const struct app *app, enum command command, char *why, size_t size);
bool app_too_small(const struct app *app);
/* What of the function bar is there; CMD_NONE: nothing. */
enum command app_bar_at(const struct app *app, int y, int x);

#endif
