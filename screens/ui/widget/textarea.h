/*
 * Several lines of text to type in: an address, notes.
 *
 * The text is a line editor's in which newlines may stand, so it is a value without heap too, and
 * what does not fit is refused with a bell.  How it is broken into rows follows from the width.
 */
#ifndef UI_TEXTAREA_H
#define UI_TEXTAREA_H

#include "ui/widget/lineedit.h"

/*
 * Enter begins a new line, Up and Down move between the rows, Home and End in one; pasted newlines
 * stay.  Up on the first row and Down on the last are ignored: they lead out of it.  The rest as
 * in ui_lineedit_event().
 */
unsigned ui_textarea_event(struct ui_lineedit *edit, int width, const struct ui_event *event);
/* Draws it into rect, scrolled so that the cursor is seen; what has no room ends in "…". */
void ui_textarea_draw(const struct ui_lineedit *edit, struct ui_surface *surface,
		      struct ui_rect rect, bool focus);

#endif
