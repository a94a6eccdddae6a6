/*
 * The progress row.  With an unknown total it counts, and draws no gauge that would be a guess.
 */
#include "ui/widget/progress.h"

#include <stdio.h>

void ui_progress_draw(const struct ui_progress *p, struct ui_surface *s, int y, int x, int width)
{
	struct ui_surface row = ui_surface_part(s, (struct ui_rect){ y, x, 1, width });
	char count[64];
	int at = 0, columns;

	if (p->total > 0)
		snprintf(count, sizeof count, "%lld of %lld · Esc stops", (long long)p->done,
			 (long long)p->total);
	else
		snprintf(count, sizeof count, "%lld · Esc stops", (long long)p->done);
	columns = ui_text_columns(count);
	ui_fill(&row, ui_surface_rect(&row), UI_ROLE_NORMAL);
	if (p->label)
		at = ui_put_cut(&row, 0, 0, row.cols / 3, UI_ROLE_NORMAL, p->label) + 1;
	if (p->total > 0 && row.cols - at - columns - 1 > 3) {
		ui_bar(&row, 0, at, row.cols - at - columns - 1, UI_ROLE_GAUGE, p->done, p->total);
		at = row.cols - columns;
	}
	ui_put_cut(&row, 0, at, row.cols - at, UI_ROLE_NORMAL, count);
}
