/*
 * The picker.  Home and End belong to the text, because that is where the hands are; the list has
 * the arrows and the page keys.
 */
#include "ui/widget/picker.h"

void ui_picker_init(struct ui_picker *p, const char *query)
{
	*p = (struct ui_picker){ .serial = 1 };
	ui_lineedit_init(&p->query, 200);
	ui_lineedit_prefill(&p->query, query ? query : "");
}

void ui_picker_layout(struct ui_picker *p, int height, int rows)
{
	ui_list_layout(&p->list, height - 1, rows);
}

unsigned ui_picker_event(struct ui_picker *p, const struct ui_event *event, int rows)
{
	bool text = ui_key_is(event, UI_KEY_HOME, 0) || ui_key_is(event, UI_KEY_END, 0);
	struct ui_event below = *event;
	unsigned r = UI_IGNORED;

	below.y -= 1;
	if (!text && (event->type != UI_EVENT_MOUSE || below.y >= 0))
		r = ui_list_event(&p->list, &below, rows);
	if (r != UI_IGNORED)
		return r & ~(unsigned)UI_CHANGED;
	r = ui_lineedit_event(&p->query, event);
	if (r & UI_CHANGED) {
		p->serial++;
		p->list.row = p->list.top = 0;
	}
	return r;
}

void ui_picker_draw(const struct ui_picker *p, const struct ui_list_model *model, const void *arg,
		    struct ui_surface *s)
{
	struct ui_surface list = ui_surface_part(s, (struct ui_rect){ 1, 0, s->rows - 1, s->cols });

	ui_list_draw(&p->list, model, arg, &list, true);
	ui_lineedit_draw(&p->query, s, 0, 0, s->cols, true);
}
