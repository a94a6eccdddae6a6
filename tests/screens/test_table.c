/*
 * The table screen itself, over rows of the test's own: moved in, paged, narrowed, searched,
 * marked, fetched anew; the cursor stays with its row or stands on what was made.
 */
#include "kit/table.h"
#include "support/till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 2000, PAGE = 50, TAG_ADD = 1 };

struct thing {
	char name[60];
	int64_t id, price;
};

struct things {
	struct table_view view;
	int moved, opened;
	char said[80];
};

/* What there is; the tests change it behind the screen's back. */
static struct thing thing[MOST];
static size_t n, fetched;
static bool fails, looking;
static struct till till;

static void fill(size_t count)
{
	n = count;
	for (size_t i = 0; i < count; i++) {
		thing[i] = (struct thing){ .id = (int64_t)i + 1, .price = (int64_t)i * 10 };
		snprintf(thing[i].name, sizeof thing[i].name, "Thing %zu", i + 1);
	}
}

static enum bo_status fetch(struct screen *screen, struct table_rows *rows)
{
	if (fails)
		return bo_require(session_bo(screen), BO_MAY_SET_UP_STAFF);
	fetched++;
	return table_found(rows, BO_OK, thing, n);
}

static enum bo_status fetch_page(struct screen *screen, struct table_rows *rows)
{
	const struct thing *after = rows->after;
	size_t from = after ? (size_t)after->id : 0;

	(void)screen;
	fetched++;
	return table_found(rows, BO_OK, thing + from,
			   n - from < rows->limit ? n - from : rows->limit);
}

/* Found little by little: five more with each step, until there are ten. */
static enum bo_status fetch_some(struct screen *screen, struct table_rows *rows)
{
	(void)screen;
	looking = true;
	rows->more = *rows->words ? TABLE_SOME : 7;
	return table_found(rows, BO_OK, thing, 5);
}

static bool goes_on(const struct screen *screen)
{
	(void)screen;
	return looking;
}

static bool go_on(struct screen *screen, struct table_rows *rows)
{
	(void)screen;
	looking = false;
	return table_found(rows, BO_OK, thing + (fails ? 1 : 0), 10) == BO_OK;
}

static void cell(const struct screen *screen, const void *row, int column, struct bo_buf *text)
{
	const struct thing *t = row;

	(void)screen;
	if (column == 0)
		bo_buf_add(text, t->name);
	else
		bo_buf_printf(text, "%d", (int)t->price);
}

static enum ui_role role(const struct screen *screen, const void *row, int column)
{
	(void)screen;
	(void)column;
	return ((const struct thing *)row)->price == 20 ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
}

static const struct ui_column columns[] = {
	{ .title = "Thing", .width = 12, .grow = true },
	{ .title = "Price", .width = 6, .right = true, .role = UI_ROLE_MONEY },
};

static bool is_cheap(const struct screen *screen)
{
	const struct thing *t = table_here(screen);

	return t && t->price < 50;
}

static const struct command_ref commands[] = {
	{ .command = CMD_OPEN, .enabled = table_on_row, .why = "nothing is listed" },
	{ .command = CMD_NEW },
	{ .command = CMD_DELETE, .enabled = is_cheap, .why = "it is too dear" },
	{ .command = CMD_EARLIER, .enabled = table_below_first, .why = "it is the first" },
	{ .command = CMD_LATER, .enabled = table_above_last, .why = "it is the last" },
	{ .command = CMD_MARK_HERE, .enabled = table_on_row, .why = "nothing is listed" },
	{ .command = CMD_MARK_FOUND, .enabled = table_on_row, .why = "nothing is listed" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

static unsigned command(struct screen *screen, enum command c, const void *row)
{
	struct things *t = screen->state;
	const struct thing *at = row;

	if (c == CMD_OPEN) {
		t->opened++;
		snprintf(t->said, sizeof t->said, "opened %s", at->name);
		return UI_HANDLED | UI_REDRAW;
	}
	if (c == CMD_NEW) { /* in the middle, where nobody looks */
		memmove(thing + 31, thing + 30, (n - 30) * sizeof *thing);
		thing[30] = (struct thing){ "New one", 5000, 3 };
		n++;
		table_stand_on(screen, 5000);
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	}
	return c == CMD_DELETE ? UI_HANDLED : UI_IGNORED;
}

static void note(const struct screen *screen, struct bo_buf *text)
{
	const struct things *t = screen->state;
	const struct thing *at = table_here(screen);
	size_t chosen;

	table_chosen(screen, &chosen);
	bo_buf_printf(text, "On %s, %zu chosen. %s", at ? at->name : "nothing", chosen, t->said);
}

static void head(const struct screen *screen, struct ui_surface *s)
{
	ui_putf(s, 0, 1, UI_ROLE_HEADER, "%d things", table_count(screen));
}

static void moved(struct screen *screen)
{
	((struct things *)screen->state)->moved++;
}

#define ROWS                                                                                       \
	.columns = columns, .n_columns = 2, .row_size = sizeof(struct thing),                      \
	.id_at = offsetof(struct thing, id), .cell = cell, .role = role, .command = command,       \
	.note = note, .moved = moved, .empty = "There is nothing."

static const struct table whole = { ROWS, .label = "Whole", .fetch = fetch, .head_rows = 2,
				    .head = head };
static const struct table marked = {
	ROWS, .label = "Marked", .fetch = fetch, .types = "Type", .narrows = true, .marks = true
};
static const struct table paged = { ROWS, .fetch = fetch_page, .page = PAGE };
static const struct table typed = { ROWS, .fetch = fetch, .types = "Type it", .narrows = true };
static const struct table searched = { ROWS, .fetch = fetch_some, .types = "Type it",
				       .goes_on = goes_on, .go_on = go_on };
static const struct table *const both[] = { &whole, &marked, NULL };
static const struct table tabs = { .tabs = both };

#define SCREEN(of)                                                                                 \
	static const struct screen_ops of##_screen = { TABLE_SCREEN(of), .name = "things",         \
						       .title = "Things",                          \
						       .state_size = sizeof(struct things),        \
						       .commands = commands }
SCREEN(whole);
SCREEN(marked);
SCREEN(paged);
SCREEN(typed);
SCREEN(searched);
SCREEN(tabs);

static void open_table(const struct screen_ops *screen, size_t count)
{
	struct bo *bo = test_demo();

	OK(bo, bo_till_use(bo, "Office"));
	OK(bo, bo_sign_in(bo, "Casey", "1111"));
	fill(count);
	fetched = 0;
	fails = looking = false;
	till_open_at(&till, bo, screen, NULL, 24, 80);
}

static int close_table(void **state)
{
	(void)state;
	till_close(&till);
	return 0;
}

static const struct things *state_of(void)
{
	return app_top(&till.app)->state;
}

static void click(int y, int button)
{
	const struct ui_event event = { .type = UI_EVENT_MOUSE, .y = y, .x = 5, .button = button };

	golden_event(&till.golden, &event);
}

static void keys_and_mouse_move(void **state)
{
	(void)state;
	open_table(&whole_screen, 100);
	till_shows(&till, "100 things");
	till_keys(&till, "<Down><Down>", "On Thing 3,");
	till_keys(&till, "j", "On Thing 4,");
	till_keys(&till, "G", "On Thing 100,");
	till_keys(&till, "<PageUp>", "On Thing 87,");
	till_keys(&till, "<Home>", "On Thing 1,");
	till_keys(&till, "<Up>", "On Thing 1,");
	/* header of the program, two lines above, the titles: the first row is on line 4 */
	click(6, UI_BUTTON_LEFT);
	till_shows(&till, "On Thing 3,");
	assert_int_equal(state_of()->opened, 0);
	click(6, UI_BUTTON_LEFT);
	till_shows(&till, "opened Thing 3");
	click(6, UI_WHEEL_DOWN);
	till_shows(&till, "On Thing 6,");
	till_keys(&till, "<Enter>", "opened Thing 6");
}

static void it_fits_every_size(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 40, 120 }, { 10, 40 }, { 14, 44 } };

	(void)state;
	open_table(&whole_screen, 100);
	snprintf(thing[1].name, sizeof thing[1].name, "劇場のとても長い名前の切符 é");
	golden_keys(&till.golden, "<F5>");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		golden_resize(&till.golden, sizes[i][0], sizes[i][1]);
		till_keys(&till, "<End>", "Thing 100");
		till_keys(&till, "<Home><Down>", "劇場のとても");
	}
	/* a small one gives up the note, and keeps the list */
	golden_resize(&till.golden, 10, 40);
	till_shows_not(&till, "On Thing");
	golden_resize(&till.golden, 24, 80);
	assert_int_equal(golden_role(&till.golden, 4, 78), ui_style_letter(UI_ROLE_MONEY));
	assert_int_equal(golden_role(&till.golden, 6, 78), ui_style_letter(UI_ROLE_DISABLED));
}

static void the_cursor_stays_with_its_row(void **state)
{
	(void)state;
	open_table(&whole_screen, 100);
	till_keys(&till, "<End><Up>", "On Thing 99,");
	memmove(thing, thing + 10, 90 * sizeof *thing);
	n = 90;
	till_keys(&till, "<F5>", "On Thing 99,");
	/* it is gone: its place, or the last one */
	n = 40;
	till_keys(&till, "<F5>", "On Thing 50,");
	n = 0;
	till_keys(&till, "<F5>", "On nothing,");
	till_shows(&till, "There is nothing.");
}

static void it_stands_on_what_was_made(void **state)
{
	(void)state;
	open_table(&whole_screen, 100);
	till_keys(&till, "<F6>", "On New one,");
	till_keys(&till, "<F5>", "On New one,");
	assert_true(golden_find(&till.golden, "Thing 30") >= 0); /* and is in sight */
}

static void what_does_not_work_says_why(void **state)
{
	(void)state;
	open_table(&whole_screen, 10);
	till_keys(&till, "<S-Up>", "it is the first");
	till_keys(&till, "<End><S-Down>", "it is the last");
	till_keys(&till, "<F8>", "it is too dear");
	n = 0;
	till_keys(&till, "<F5><Enter>", NULL);
	assert_int_equal(state_of()->opened, 0);
	till_keys(&till, "<F8>", "it is too dear");
}

static void a_failure_leaves_no_rows(void **state)
{
	(void)state;
	open_table(&whole_screen, 10);
	fails = true;
	till_keys(&till, "<F5>", "There is nothing.");
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	fails = false;
	till_keys(&till, "<F5>", "Thing 10");
}

static void pages_come_as_one_goes_down(void **state)
{
	(void)state;
	open_table(&paged_screen, 120);
	assert_int_equal(fetched, 1);
	till_keys(&till, "<End>", "On Thing 50,");
	assert_int_equal(fetched, 2);
	till_keys(&till, "<End>", "On Thing 100,");
	till_keys(&till, "<End>", "On Thing 120,");
	assert_int_equal(fetched, 3);
	till_keys(&till, "<End>", "On Thing 120,");
	assert_int_equal(fetched, 3);
	/* and all of them again, with the cursor where it was */
	till_keys(&till, "<Up><F5>", "On Thing 119,");
	assert_int_equal(fetched, 6);
}

static void typing_narrows(void **state)
{
	(void)state;
	open_table(&typed_screen, 100);
	till_shows(&till, "Type it");
	till_keys(&till, "<Down><Down>", "On Thing 3,");
	till_keys(&till, "th 9", "On Thing 9,");
	till_shows(&till, "Thing 99");
	till_shows_not(&till, "Thing 8");
	assert_int_equal(fetched, 1);			 /* nothing was asked for that */
	till_keys(&till, "<Down><Esc>", "On Thing 90,"); /* all again, and the cursor stays */
	till_shows(&till, "Thing 89");
	till_keys(&till, "zzz", "There is nothing.");
	till_keys(&till, "<Enter>", NULL);
	assert_int_equal(state_of()->opened, 0);
	/* what is made is seen, even if the words would not find it */
	till_keys(&till, "<F6>", "On New one,");
	assert_int_equal(state_of()->view.picker.query.len, 0);
	/* Esc has nothing to give up now */
	till_keys(&till, "<Esc>", NULL);
}

static void a_search_goes_on_by_itself(void **state)
{
	const struct ui_event idle = { .type = UI_EVENT_IDLE };

	(void)state;
	open_table(&searched_screen, 100);
	till_shows(&till, "7 more not shown");
	till_shows_not(&till, "Thing 6");
	assert_true(app_busy(&till.app));
	golden_event(&till.golden, &idle);
	till_shows(&till, "Thing 10");
	assert_false(app_busy(&till.app));
	/* who does not wait opens what was seen there */
	till_keys(&till, "x", "more not shown: type more");
	till_keys(&till, "<Enter>", "opened Thing 1");
	/* or nothing, where another one came there */
	till_keys(&till, "y", NULL);
	fails = true;
	till_keys(&till, "<Enter>", "On Thing 2,");
	assert_int_equal(state_of()->opened, 1);
	assert_int_equal(till.golden.drops, 1);
}

static void marks_are_kept_by_id(void **state)
{
	size_t chosen;

	(void)state;
	open_table(&marked_screen, 100);
	till_keys(&till, "<Down><Insert><Insert>", "2 chosen"); /* each goes on to the next */
	till_shows(&till, "* Thing 2");
	assert_int_equal(golden_role(&till.golden, 4, 3), ui_style_letter(UI_ROLE_MARK));
	memmove(thing, thing + 1, 99 * sizeof *thing);
	n = 99;
	till_keys(&till, "<F5>", "* Thing 2");
	assert_int_equal(table_chosen(app_top(&till.app), &chosen)[1], 3);
	till_keys(&till, "<PageUp><Insert>", "1 chosen"); /* not marked any more */
	till_keys(&till, "<A-t>", "99 chosen");
	till_keys(&till, "<A-t>", "1 chosen"); /* none is: the one of the cursor */
	till_keys(&till, "<Insert><Esc>", "1 chosen");
	till_shows_not(&till, "* ");
	assert_false(table_is_marked(app_top(&till.app), 2));
}

static void each_tab_keeps_its_place(void **state)
{
	(void)state;
	open_table(&tabs_screen, 100);
	till_shows(&till, "Things: Whole");
	till_keys(&till, "<Down><Down><Tab>", "Things: Marked");
	till_keys(&till, "<Down>", "On Thing 2,");
	till_keys(&till, "<Left>", "On Thing 3,");
	till_keys(&till, "<Left>", "On Thing 2,");
}

/* What only the row of the cursor needs is read when it is another one. */
static void it_tells_when_one_moved(void **state)
{
	int before;

	(void)state;
	open_table(&whole_screen, 100);
	before = state_of()->moved;
	golden_keys(&till.golden, "<Up>");
	assert_int_equal(state_of()->moved, before);
	golden_keys(&till.golden, "<Down>");
	assert_int_equal(state_of()->moved, before + 1);
}

#define TEST(name) cmocka_unit_test_teardown(name, close_table)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keys_and_mouse_move),	     TEST(it_fits_every_size),
		TEST(the_cursor_stays_with_its_row), TEST(it_stands_on_what_was_made),
		TEST(what_does_not_work_says_why),   TEST(a_failure_leaves_no_rows),
		TEST(pages_come_as_one_goes_down),   TEST(typing_narrows),
		TEST(a_search_goes_on_by_itself),    TEST(marks_are_kept_by_id),
		TEST(each_tab_keeps_its_place),	     TEST(it_tells_when_one_moved),
	};

	return cmocka_run_group_tests_name("screens/table", tests, NULL, NULL);
}
