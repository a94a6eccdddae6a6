/*
 * The tabs.  The one in sight stands in brackets, so that it shows without colours.
 */
#include "ui/widget/tabs.h"

unsigned ui_tabs_event(struct ui_tabs *t, const struct ui_event *event)
{
	bool next = ui_key_is(event, UI_KEY_TAB, 0) || ui_key_is(event, UI_KEY_RIGHT, 0);
	bool before =
		ui_key_is(event, UI_KEY_TAB, UI_MOD_SHIFT) || ui_key_is(event, UI_KEY_LEFT, 0);
	int step = next ? 1 : before ? -1 : 0;

	if (step == 0 || t->n < 1)
		return UI_IGNORED;
	t->at = (t->at + step + t->n) % t->n;
	return UI_HANDLED | UI_REDRAW | UI_CHANGED;
}

void ui_tabs_draw(const struct ui_tabs *t, struct ui_surface *s, int y)
{
	int x = 0;

	for (int i = 0; i < t->n; i++) {
		enum ui_role role = i == t->at ? UI_ROLE_SELECTED : UI_ROLE_NORMAL;

		x += ui_put(s, y, x, role, i == t->at ? "[" : " ");
		x += ui_put(s, y, x, role, t->labels[i]);
		x += ui_put(s, y, x, role, i == t->at ? "]" : " ");
	}
}
