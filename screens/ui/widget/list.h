/*
 * A list of rows in columns, with a cursor.
 *
 * The list keeps only where one is; the rows stay with their owner, who is asked for the cells in
 * sight.  A hundred thousand rows cost what is visible.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "ui/draw/surface.h"
#include "ui/event.h"

struct ui_column {
	const char *title;
	int width;	   /* at least; 0: as wide as its title */
	bool grow;	   /* takes its share of what is left */
	bool right;	   /* numbers */
	int drop;	   /* columns with a higher number go first when it gets narrow; 0: never */
	enum ui_role role; /* where the model has no other */
};

enum { UI_LIST_COLUMNS = 16 };

struct ui_list_model {
	const struct ui_column *columns;
	int ncolumns;
	int (*rows)(const void *arg);
	/* Text of a cell; text is empty when called. */
	void (*cell)(const void *arg, int row, int column, char *text, size_t size);
	enum ui_role (*role)(const void *arg, int row, int column); /* may be NULL */
	const char *empty; /* shown instead of rows; may be NULL */
};

struct ui_list {
	int row;	/* of the cursor */
	int top;	/* first row in sight */
	int visible;	/* rows in sight when last drawn or laid out */
	bool no_head;	/* no row of column titles */
	bool no_cursor; /* shows rows, but none as the one one is on */
};

/* Tells the list how much room it will have; keeps the cursor in sight. */
void ui_list_layout(struct ui_list *list, int height, int rows);
/* Arrows, PageUp, PageDown, Home, End, wheel, click.  UI_CHANGED when the cursor moved; Enter is
 * UI_ACCEPTED.  y of a mouse event counts from the list's first row. */
unsigned ui_list_event(struct ui_list *list, const struct ui_event *event, int rows);
/* j, k, g, G, Ctrl-N, Ctrl-B and Ctrl-F as well, for lists beside which nobody types. */
unsigned ui_list_letters(struct ui_list *list, const struct ui_event *event, int rows);
void ui_list_draw(const struct ui_list *list, const struct ui_list_model *model, const void *arg,
		  struct ui_surface *surface, bool focus);

#endif
