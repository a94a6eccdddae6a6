/*
 * A row of tabs: which of a few views is shown.
 */
#ifndef UI_TABS_H
#define UI_TABS_H

#include "ui/draw/surface.h"
#include "ui/event.h"

struct ui_tabs {
	const char *const *labels;
	int n, at;
};

/* Tab and Right, Shift-Tab and Left go round; UI_CHANGED. */
unsigned ui_tabs_event(struct ui_tabs *tabs, const struct ui_event *event);
void ui_tabs_draw(const struct ui_tabs *tabs, struct ui_surface *surface, int y);

#endif
