/*
 * How far long work is: a gauge, numbers, and how to stop it.
 */
#ifndef UI_PROGRESS_H
#define UI_PROGRESS_H

#include "ui/draw/surface.h"

struct ui_progress {
	const char *label;   /* may be NULL */
	int64_t done, total; /* total 0: unknown */
};

/* Draws it into one row. */
void ui_progress_draw(const struct ui_progress *progress, struct ui_surface *surface, int y, int x,
		      int width);

#endif
