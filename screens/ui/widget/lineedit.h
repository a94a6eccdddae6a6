/*
 * One line of text that can be edited.
 *
 * A value without heap: copy it, zero it, forget it.  The text is always whole UTF-8.  What does
 * not fit is refused with a bell, never cut.
 */
#ifndef UI_LINEEDIT_H
#define UI_LINEEDIT_H

#include "ui/draw/surface.h"
#include "ui/event.h"

enum { UI_LINE_MAX = 2048 };

struct ui_lineedit {
	char text[UI_LINE_MAX + 1];
	size_t len, at; /* bytes; at: where the next character goes */
	size_t limit;	/* bytes, at most UI_LINE_MAX; 0 means that */
	bool mask;	/* shows a mark for each character: PINs */
	bool fresh;	/* prefilled and untouched: the first character typed replaces it */
};

void ui_lineedit_init(struct ui_lineedit *edit, size_t limit);
/* Puts text in (bytes beyond the limit are not taken); the cursor goes to its end. */
void ui_lineedit_set(struct ui_lineedit *edit, const char *text);
/* The same, but typing replaces it and moving the cursor keeps it. */
void ui_lineedit_prefill(struct ui_lineedit *edit, const char *text);
/*
 * Characters, Backspace, Delete, arrows, Home, End, Ctrl-A E U K W, Ctrl or Alt with arrows, paste
 * (newlines and tabs become blanks).  UI_CHANGED when the text is another one; Enter and everything
 * unknown is ignored.
 */
unsigned ui_lineedit_event(struct ui_lineedit *edit, const struct ui_event *event);
/* Draws it into width columns, scrolled so that the cursor is seen; focus puts the cursor there. */
void ui_lineedit_draw(const struct ui_lineedit *edit, struct ui_surface *surface, int y, int x,
		      int width, bool focus);

#endif
