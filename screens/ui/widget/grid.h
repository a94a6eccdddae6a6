/*
 * A table one moves through in two directions, with column heads and row heads that stay in sight.
 *
 * The season grid and the redemption matrix are the same grid with other models.  Marks, ranges and
 * what a key does to a cell belong to the screen; the grid keeps where one is.
 */
#ifndef UI_GRID_H
#define UI_GRID_H

#include "ui/draw/surface.h"
#include "ui/event.h"

struct ui_grid_model {
	int (*rows)(const void *arg);
	int (*cols)(const void *arg);
	int head_rows; /* lines of a column's head, 0 to 3 */
	int head_cols; /* columns of a row's head, 0: none; never more than half of the room */
	int cell_rows; /* size of a cell; 0 counts as 1 */
	int cell_cols; /* without the blank after it */
	void (*col_head)(const void *arg, int col, int line, char *text, size_t size);
	void (*row_head)(const void *arg, int row, char *text, size_t size);
	/* Either text and role of a cell, or draw, which gets the cell as a surface. */
	void (*cell)(const void *arg, int row, int col, char *text, size_t size);
	enum ui_role (*role)(const void *arg, int row, int col); /* may be NULL */
	void (*draw)(const void *arg, int row, int col, struct ui_surface *cell);
	const char *corner; /* above the row heads; may be NULL */
	const char *empty;  /* instead of cells; may be NULL */
};

struct ui_grid {
	int row, col;	/* the cursor */
	int top, left;	/* first cell in sight */
	int rows, cols; /* cells in sight when last laid out */
};

void ui_grid_layout(struct ui_grid *grid, const struct ui_grid_model *model, const void *arg,
		    int height, int width);
/* Arrows, PageUp, PageDown, Home, End (of the row), with Ctrl (of the grid), wheel, click; Enter is
 * UI_ACCEPTED, a moved cursor UI_CHANGED.  y, x of a mouse event count from the grid's corner. */
unsigned ui_grid_event(struct ui_grid *grid, const struct ui_grid_model *model, const void *arg,
		       const struct ui_event *event);
/* h j k l as well, for grids beside which nobody types. */
unsigned ui_grid_letters(struct ui_grid *grid, const struct ui_grid_model *model, const void *arg,
			 const struct ui_event *event);
void ui_grid_draw(const struct ui_grid *grid, const struct ui_grid_model *model, const void *arg,
		  struct ui_surface *surface, bool focus);

#endif
