/*
 * The function bar: the lowest row, what the keys do now.
 */
#ifndef UI_FUNCBAR_H
#define UI_FUNCBAR_H

#include "ui/draw/surface.h"

struct ui_funcbar_item {
	char key[12];
	const char *label;
	bool enabled; /* greyed if not: it exists, but not now */
	int x, cols;  /* where it was drawn; cols 0: there was no room */
};

/* Places items from the left as far as they fit; the last one that fits in none is left out whole.
 */
void ui_funcbar_layout(struct ui_funcbar_item *items, int n, int cols);
void ui_funcbar_draw(struct ui_surface *surface, int y, const struct ui_funcbar_item *items, int n);
/* The item at column x, or -1. */
int ui_funcbar_at(const struct ui_funcbar_item *items, int n, int x);

#endif
