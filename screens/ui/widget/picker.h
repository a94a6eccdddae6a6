/*
 * A line to type in and the rows that answer it.
 *
 * The picker does not search: on UI_CHANGED its owner fetches the rows for query.text.  Each text
 * has a serial number, so an answer that comes late to an old question can be told and dropped.
 */
#ifndef UI_PICKER_H
#define UI_PICKER_H

#include "ui/widget/lineedit.h"
#include "ui/widget/list.h"

struct ui_picker {
	struct ui_lineedit query;
	struct ui_list list;
	unsigned serial; /* of the text; an answer to an older one is stale */
};

void ui_picker_init(struct ui_picker *picker, const char *query);
void ui_picker_layout(struct ui_picker *picker, int height, int rows);
/* Arrows and pages move in the list, everything else is typed.  UI_CHANGED: another text, fetch.
 * UI_ACCEPTED: Enter on list.row. */
unsigned ui_picker_event(struct ui_picker *picker, const struct ui_event *event, int rows);
void ui_picker_draw(const struct ui_picker *picker, const struct ui_list_model *model,
		    const void *arg, struct ui_surface *surface);

#endif
