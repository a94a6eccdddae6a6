/*
 * Lists and grids: where the cursor goes, what is in sight, what is asked for.
 */
#include "support/golden.h"
#include "support/keys.h"

#include "ui/widget/grid.h"
#include "ui/widget/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct rows {
	int n, cols;
	int *asked; /* cells asked for */
};

static int rows_of(const void *arg)
{
	const struct rows *r = arg;

	return r->n;
}

static int cols_of(const void *arg)
{
	const struct rows *r = arg;

	return r->cols;
}

static void cell_of(const void *arg, int row, int col, char *text, size_t size)
{
	const struct rows *r = arg;

	assert_true(row >= 0 && row < r->n);
	if (r->asked)
		(*r->asked)++;
	if (col == 0)
		snprintf(text, size, "row %d", row);
	else
		snprintf(text, size, "%d.00", row * col);
}

static enum ui_role role_of(const void *arg, int row, int col)
{
	(void)arg;
	return row % 3 == 2 ? UI_ROLE_DISABLED : col == 2 ? UI_ROLE_MONEY : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Name", .width = 8, .grow = true },
	{ .title = "Left", .width = 8, .right = true, .drop = 2 },
	{ .title = "Price", .width = 8, .right = true, .drop = 1 },
};
static const struct ui_list_model list_model = {
	.columns = columns,
	.ncolumns = 3,
	.rows = rows_of,
	.cell = cell_of,
	.role = role_of,
	.empty = "There is nothing here yet; F6 makes one."
};

static unsigned list_keys(struct ui_list *list, int rows, const char *keys)
{
	struct ui_event event;
	unsigned r = 0;

	while (keys_next(&keys, &event))
		r = ui_list_letters(list, &event, rows);
	assert_true(list->row >= 0 && (list->row < rows || rows == 0));
	assert_true(list->top >= 0 && list->top <= list->row);
	assert_true(list->row < list->top + (list->visible > 0 ? list->visible : 1));
	return r;
}

static void the_cursor_moves_and_stops_at_the_ends(void **state)
{
	struct ui_list list = { .no_head = true };

	(void)state;
	ui_list_layout(&list, 5, 20);
	assert_true(list_keys(&list, 20, "<Down><Down>") & UI_CHANGED);
	assert_int_equal(list.row, 2);
	assert_false(list_keys(&list, 20, "<Home><Up>") & UI_CHANGED);
	list_keys(&list, 20, "<End>");
	assert_int_equal(list.row, 19);
	assert_int_equal(list.top, 15);
	list_keys(&list, 20, "<PageUp>");
	assert_int_equal(list.row, 15);
	list_keys(&list, 20, "gjjjk");
	assert_int_equal(list.row, 2);
	list_keys(&list, 20, "G");
	assert_int_equal(list.row, 19);
	assert_true(list_keys(&list, 20, "<Enter>") & UI_ACCEPTED);
	assert_true(list_keys(&list, 0, "<Enter>") & UI_BELL);
	assert_int_equal(list_keys(&list, 0, "x"), UI_IGNORED);
}

static void a_list_that_got_shorter_is_no_harm(void **state)
{
	struct rows rows = { 3, 0, NULL };
	struct ui_list list = { .row = 90, .top = 80 };
	struct ui_surface s;

	(void)state;
	assert_true(ui_surface_init(&s, 6, 30));
	ui_list_draw(&list, &list_model, &rows, &s, true);
	golden_expect_surface(&s, "ui", "list-shorter");
	ui_list_layout(&list, 6, 3);
	assert_int_equal(list.row, 2);
	assert_int_equal(list.top, 0);
	ui_surface_free(&s);
}

static void only_what_is_seen_is_asked_for(void **state)
{
	int asked = 0;
	struct rows rows = { 100000, 0, &asked };
	struct ui_list list = { .row = 70000 };
	struct ui_surface s;

	(void)state;
	assert_true(ui_surface_init(&s, 24, 80));
	ui_list_layout(&list, 24, rows.n);
	ui_list_draw(&list, &list_model, &rows, &s, true);
	assert_int_equal(asked, 23 * 3);
	char row[200];

	ui_surface_row(&s, 23, row, sizeof row);
	assert_non_null(strstr(row, "row 70000"));
	ui_surface_free(&s);
}

static void narrow_lists_drop_columns(void **state)
{
	static const int widths[] = { 60, 26, 20, 12, 5 };
	struct rows rows = { 7, 0, NULL };
	struct ui_list list = { .row = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		struct ui_surface s;
		char name[32];

		assert_true(ui_surface_init(&s, 5, widths[i]));
		ui_list_draw(&list, &list_model, &rows, &s, i % 2 == 0);
		snprintf(name, sizeof name, "list-%d", widths[i]);
		golden_expect_surface(&s, "ui", name);
		ui_surface_free(&s);
	}
}

static void an_empty_list_says_so(void **state)
{
	struct rows rows = { 0, 0, NULL };
	struct ui_list list = { .row = 0 };
	struct ui_surface s;

	(void)state;
	assert_true(ui_surface_init(&s, 4, 30));
	ui_list_draw(&list, &list_model, &rows, &s, true);
	golden_expect_surface(&s, "ui", "list-empty");
	ui_surface_free(&s);
}

static void the_mouse_points_and_opens(void **state)
{
	struct ui_list list = { .row = 0 };
	struct ui_event click = { .type = UI_EVENT_MOUSE, .y = 3, .button = UI_BUTTON_LEFT };

	(void)state;
	ui_list_layout(&list, 10, 5);
	assert_true(ui_list_event(&list, &click, 5) & UI_CHANGED);
	assert_int_equal(list.row, 2);
	assert_true(ui_list_event(&list, &click, 5) & UI_ACCEPTED);
	click.y = 8; /* below the rows */
	assert_int_equal(ui_list_event(&list, &click, 5), UI_IGNORED);
	click.button = UI_WHEEL_DOWN;
	ui_list_event(&list, &click, 5);
	assert_int_equal(list.row, 4);
}

static void col_head(const void *arg, int col, int line, char *text, size_t size)
{
	(void)arg;
	snprintf(text, size, "%s %d", line ? "Fri" : "Mar", col + 1);
}

static void row_head(const void *arg, int row, char *text, size_t size)
{
	(void)arg;
	snprintf(text, size, "Show %d of a long name", row + 1);
}

static const struct ui_grid_model grid_model = { .rows = rows_of,
						 .cols = cols_of,
						 .head_rows = 2,
						 .head_cols = 10,
						 .cell_cols = 7,
						 .col_head = col_head,
						 .row_head = row_head,
						 .cell = cell_of,
						 .role = role_of,
						 .corner = "Show",
						 .empty = "No performances." };

static unsigned grid_keys(struct ui_grid *grid, const struct rows *rows, const char *keys)
{
	struct ui_event event;
	unsigned r = 0;

	while (keys_next(&keys, &event))
		r = ui_grid_letters(grid, &grid_model, rows, &event);
	assert_true(grid->row >= 0 && grid->row < rows->n);
	assert_true(grid->col >= 0 && grid->col < rows->cols);
	assert_true(grid->top <= grid->row && grid->left <= grid->col);
	return r;
}

static void a_grid_scrolls_both_ways(void **state)
{
	struct rows rows = { 12, 20, NULL };
	struct ui_grid grid = { .row = 0 };
	struct ui_surface s;

	(void)state;
	assert_true(ui_surface_init(&s, 8, 44));
	ui_grid_layout(&grid, &grid_model, &rows, 8, 44);
	assert_int_equal(grid.rows, 6);
	assert_int_equal(grid.cols, 4);
	ui_grid_draw(&grid, &grid_model, &rows, &s, true);
	golden_expect_surface(&s, "ui", "grid-start");
	grid_keys(&grid, &rows, "<Right><Right>lll<Down>jjjjjj");
	assert_int_equal(grid.row, 7);
	assert_int_equal(grid.col, 5);
	ui_clear(&s);
	ui_grid_draw(&grid, &grid_model, &rows, &s, true);
	golden_expect_surface(&s, "ui", "grid-middle");
	grid_keys(&grid, &rows, "<C-End>");
	assert_int_equal(grid.row, 11);
	assert_int_equal(grid.col, 19);
	assert_false(grid_keys(&grid, &rows, "<Right>") & UI_CHANGED);
	grid_keys(&grid, &rows, "<Home>");
	assert_int_equal(grid.col, 0);
	grid_keys(&grid, &rows, "<End><PageUp>");
	assert_int_equal(grid.row, 6);
	grid_keys(&grid, &rows, "<C-Home>");
	assert_int_equal(grid.row + grid.col, 0);
	assert_true(grid_keys(&grid, &rows, "<Enter>") & UI_ACCEPTED);
	ui_surface_free(&s);
}

static void a_grid_without_cells_says_so(void **state)
{
	struct rows rows = { 3, 0, NULL };
	struct ui_grid grid = { .row = 2, .col = 7 };
	struct ui_event enter = ui_event_key(UI_KEY_ENTER, 0);
	struct ui_surface s;
	char row[100];

	(void)state;
	assert_true(ui_surface_init(&s, 8, 44));
	ui_grid_draw(&grid, &grid_model, &rows, &s, true);
	ui_surface_row(&s, 0, row, sizeof row);
	assert_string_equal(row, "No performances.");
	assert_true(ui_grid_event(&grid, &grid_model, &rows, &enter) & UI_BELL);
	ui_surface_free(&s);
}

static void clicking_a_cell_goes_there(void **state)
{
	struct rows rows = { 12, 20, NULL };
	struct ui_grid grid = { .row = 0 };
	struct ui_event click = {
		.type = UI_EVENT_MOUSE, .y = 4, .x = 20, .button = UI_BUTTON_LEFT
	};

	(void)state;
	ui_grid_layout(&grid, &grid_model, &rows, 8, 44);
	assert_true(ui_grid_event(&grid, &grid_model, &rows, &click) & UI_CHANGED);
	assert_int_equal(grid.row, 2);
	assert_int_equal(grid.col, 1);
	click.x = 3; /* a row's head */
	assert_int_equal(ui_grid_event(&grid, &grid_model, &rows, &click), UI_IGNORED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_moves_and_stops_at_the_ends),
		cmocka_unit_test(a_list_that_got_shorter_is_no_harm),
		cmocka_unit_test(only_what_is_seen_is_asked_for),
		cmocka_unit_test(narrow_lists_drop_columns),
		cmocka_unit_test(an_empty_list_says_so),
		cmocka_unit_test(the_mouse_points_and_opens),
		cmocka_unit_test(a_grid_scrolls_both_ways),
		cmocka_unit_test(a_grid_without_cells_says_so),
		cmocka_unit_test(clicking_a_cell_goes_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
