/*
 * The function bar.  Each item is the key and its label side by side; when not all fit, the ones at
 * the end give way, because a screen lists its commands in order of importance.
 */
#include "ui/widget/funcbar.h"

void ui_funcbar_layout(struct ui_funcbar_item *items, int n, int cols)
{
	int x = 0;
	bool full = false;

	for (int i = 0; i < n; i++) {
		int need = ui_text_columns(items[i].key) + ui_text_columns(items[i].label) + 2;

		full = full || x + need > cols;
		items[i].x = x;
		items[i].cols = full ? 0 : need;
		if (!full)
			x += need + 1;
	}
}

void ui_funcbar_draw(struct ui_surface *s, int y, const struct ui_funcbar_item *items, int n)
{
	for (int i = 0; i < n && items[i].cols > 0; i++) {
		int x = items[i].x;
		enum ui_role role = items[i].enabled ? UI_ROLE_BAR : UI_ROLE_BAR_OFF;

		x += ui_put(s, y, x, UI_ROLE_BAR_KEY, items[i].key);
		x += ui_put(s, y, x, role, " ");
		x += ui_put(s, y, x, role, items[i].label);
		ui_put(s, y, x, role, " ");
	}
}

int ui_funcbar_at(const struct ui_funcbar_item *items, int n, int x)
{
	for (int i = 0; i < n; i++)
		if (items[i].cols > 0 && x >= items[i].x && x < items[i].x + items[i].cols)
			return i;
	return -1;
}
