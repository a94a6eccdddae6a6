/*
 * Everything at every size from 1x1 to 132x43: nothing crashes, nothing is drawn outside, no glyph
 * is cut in half.
 */
#include "support/demo_screen.h"
#include "support/golden.h"

#include "ui/widget/dialog.h"
#include "ui/widget/form.h"
#include "ui/widget/funcbar.h"
#include "ui/widget/grid.h"
#include "ui/widget/picker.h"
#include "ui/widget/progress.h"
#include "ui/widget/tabs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 43, COLS = 132 };

static int rows_of(const void *arg)
{
	(void)arg;
	return 40;
}

static void cell_of(const void *arg, int row, int col, char *text, size_t size)
{
	(void)arg;
	snprintf(text, size, "%d 日本 Zoë %d", row, col);
}

static void head_of(const void *arg, int at, char *text, size_t size)
{
	(void)arg;
	snprintf(text, size, "ハムレット %d", at);
}

static void col_head_of(const void *arg, int at, int line, char *text, size_t size)
{
	(void)line;
	head_of(arg, at, text, size);
}

static const struct ui_column columns[] = {
	{ .title = "名前", .width = 9, .grow = true },
	{ .title = "Left", .width = 5, .right = true, .drop = 1 }
};
static const struct ui_list_model list_model = {
	.columns = columns, .ncolumns = 2, .rows = rows_of, .cell = cell_of
};
static const struct ui_grid_model grid_model = { .rows = rows_of,
						 .cols = rows_of,
						 .head_rows = 2,
						 .head_cols = 9,
						 .cell_rows = 2,
						 .cell_cols = 7,
						 .col_head = col_head_of,
						 .row_head = head_of,
						 .cell = cell_of,
						 .corner = "日本日本" };

static struct ui_picker picker;
static struct ui_field fields[3];
static struct ui_form form;

static void draw_list(struct ui_surface *s)
{
	struct ui_list list = { .row = 25 };

	ui_list_draw(&list, &list_model, NULL, s, true);
}

static void draw_grid(struct ui_surface *s)
{
	struct ui_grid grid = { .row = 25, .col = 17 };

	ui_grid_draw(&grid, &grid_model, NULL, s, true);
}

static void draw_form(struct ui_surface *s)
{
	ui_form_draw(&form, s, true);
}

static void draw_picker(struct ui_surface *s)
{
	ui_picker_draw(&picker, &list_model, NULL, s);
}

static void draw_dialog(struct ui_surface *s)
{
	static const struct ui_dialog dialog = { .title = "日本日本日本",
						 .text = "日本 one two three\nfour five six seven",
						 .answers = { { "y", "Yes" },
							      { "<F8>", "日本" } } };
	struct ui_rect room;

	ui_dialog_draw(&dialog, s, 2, &room);
	ui_put(s, room.y, room.x, UI_ROLE_ENTRY, "x");
}

static void draw_figures(struct ui_surface *s)
{
	ui_box(s, ui_surface_rect(s), UI_ROLE_BORDER, "日本日本");
	ui_big(s, s->rows - 3, s->cols - 9, UI_ROLE_BIG, "-12.50 €");
	ui_bar(s, 1, 1, s->cols - 2, UI_ROLE_GAUGE, 3, 7);
	ui_put_right(s, 4, 0, s->cols, UI_ROLE_HINT, "日本日本日本");
	ui_put_wrapped(s, ui_surface_rect(s), UI_ROLE_HINT, "日本日本日本 one two");
}

static void draw_rows(struct ui_surface *s)
{
	static const char *const labels[] = { "Staff", "日本", "Printers" };
	struct ui_progress progress = { "Import", 5, 9 };
	struct ui_funcbar_item items[3] = { { .key = "F1", .label = "日本" },
					    { .key = "F2", .label = "Person", .enabled = true },
					    { .key = "F10", .label = "Leave" } };
	struct ui_tabs tabs = { labels, 3, 1 };

	ui_progress_draw(&progress, s, 0, 0, s->cols);
	ui_tabs_draw(&tabs, s, 1);
	ui_funcbar_layout(items, 3, s->cols);
	ui_funcbar_draw(s, s->rows - 1, items, 3);
}

static void check(const struct ui_surface *whole, int rows, int cols)
{
	for (int y = 0; y < whole->rows; y++) {
		const struct ui_cell *cells = whole->cells + (ptrdiff_t)y * whole->stride;

		for (int x = 0; x < whole->cols; x++) {
			if (cells[x].width == 2)
				assert_true(x + 1 < whole->cols && cells[x + 1].width == 0);
			if (cells[x].width == 0)
				assert_true(x > 0 && cells[x - 1].width == 2);
			if (y >= rows + 1 || x >= cols + 1 || y == 0 || x == 0)
				assert_int_equal(cells[x].role, UI_ROLE_NORMAL);
			if (y >= rows + 1 || x >= cols + 1 || y == 0 || x == 0)
				assert_string_equal(cells[x].text, " ");
		}
	}
}

static void widgets_stay_inside_at_every_size(void **state)
{
	static void (*const draws[])(struct ui_surface *) = {
		draw_list, draw_grid, draw_form, draw_picker, draw_dialog, draw_figures, draw_rows
	};
	static const char *const choices[] = { "日本", "two" };
	struct ui_surface whole;

	(void)state;
	fields[0] = (struct ui_field){ .label = "名前", .hint = "日本" };
	fields[1] = (struct ui_field){
		.label = "Role", .kind = UI_FIELD_CHOICE, .choices = choices, .nchoices = 2
	};
	fields[2] = (struct ui_field){ .label = "On", .kind = UI_FIELD_TOGGLE };
	ui_lineedit_set(&fields[0].edit, "日本日本日本日本日本日本");
	ui_form_init(&form, fields, 3);
	ui_form_fault(&form, 1, "日本日本日本日本日本");
	ui_picker_init(&picker, "日本");
	assert_true(ui_surface_init(&whole, ROWS + 2, COLS + 2));
	for (size_t d = 0; d < sizeof draws / sizeof draws[0]; d++) {
		for (int rows = 1; rows <= ROWS; rows += rows < 8 ? 1 : 5) {
			for (int cols = 1; cols <= COLS; cols += cols < 50 ? 1 : 7) {
				struct ui_surface part = ui_surface_part(
					&whole, (struct ui_rect){ 1, 1, rows, cols });

				ui_clear(&whole);
				draws[d](&part);
				check(&whole, rows, cols);
			}
		}
	}
	ui_surface_free(&whole);
}

static void the_app_draws_at_every_size(void **state)
{
	static const char *const ways[] = { "", "<F1>", "<C-p>", "<F8>", "<F3>", "<F4>", "<F9>" };
	struct app_options options = demo_options();

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct golden g;
		struct app app;

		app_init(&app, &options);
		assert_true(app_push(&app, &demo_screen, NULL, 0));
		golden_open(&g, &app, 24, 80);
		golden_keys(&g, ways[i]);
		for (int rows = 1; rows <= ROWS; rows++)
			for (int cols = 1; cols <= COLS; cols += cols < 45 ? 1 : 6)
				golden_resize(&g, rows, cols);
		golden_resize(&g, 24, 80);
		golden_close(&g);
		app_clear(&app);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widgets_stay_inside_at_every_size),
		cmocka_unit_test(the_app_draws_at_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
