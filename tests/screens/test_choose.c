/*
 * The choosers: rows of the test's own, narrowed, taken and marked by keys and mouse; performances
 * and people of the demo season, the same ones whoever asks.
 */
#include "kit/choose.h"
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 40, TAG = 1 };

struct asking {
	char said[400];
};

/* How the next chooser is; the tests say so. */
static struct choose how;
static bool empty, to_the_end, forgotten;
static enum bo_performance_purpose purpose;
static struct till till;
static struct bo_arena arena;

static const struct ui_column columns[] = {
	{ .title = "Thing", .width = 12, .grow = true },
	{ .title = "Where", .width = 8, .drop = 1 },
	{ .title = "Price", .width = 6, .right = true },
	{ .title = NULL },
};

static unsigned ask_rows(struct screen *screen)
{
	struct choose c = how;

	c.columns = columns;
	for (int i = 1; i <= ROWS && !empty; i++) {
		struct choose_row *row = choose_add(&c, i, "Thing %d\tshelf-%c\t%d\tsecret%d", i,
						    'a' + i % 3, 1000 + i, i);

		row->role = i == 2 ? UI_ROLE_DISABLED : UI_ROLE_NORMAL;
		row->last = i == 3 ? UI_ROLE_WARN : UI_ROLE_NORMAL;
		row->marked = how.several && i == 7;
	}
	c.full = forgotten;
	return choose_open(screen, &c, BO_OK, TAG);
}

static unsigned asking_command(struct screen *screen, enum command command)
{
	if (command == CMD_OPEN)
		return ask_rows(screen);
	if (command == CMD_PERFORMANCE)
		return choose_performance(screen, "Performances", purpose, "open\tnone yet", TAG);
	if (command == CMD_ATTENDED)
		return choose_performances(screen, "Several", purpose, NULL, 0, TAG);
	if (command == CMD_PERSON)
		return choose_person(screen,
				     &(struct choose_person){ .title = "People",
							      .nobody = "nobody by name",
							      .without = to_the_end ? 0 : 2 },
				     TAG);
	if (command == CMD_REFUND) { /* rows that could not be fetched */
		struct choose c = how;

		c.columns = columns;
		choose_add(&c, 1, "Thing");
		return choose_open(screen, &c, bo_require(session_bo(screen), BO_MAY_SET_UP_STAFF),
				   TAG);
	}
	return UI_IGNORED;
}

static unsigned asking_done(struct screen *screen, int tag, const void *result)
{
	struct asking *a = screen->state;
	const struct chosen *chosen = result;
	struct bo_buf said = BO_BUF(a->said);
	char name[60] = "";

	assert_int_equal(tag, TAG);
	if (!chosen) {
		bo_buf_add(&said, "let go");
		return UI_REDRAW;
	}
	if (chosen->row)
		choose_name(chosen->row, name, sizeof name);
	bo_buf_printf(&said, "took %d %s%s %s", (int)chosen->id, name,
		      chosen->make_new ? "new" : "", chosen->query);
	for (size_t i = 0; i < chosen->n; i++)
		if (chosen->all[i].marked)
			bo_buf_printf(&said, ", %d", (int)chosen->all[i].id);
	return UI_REDRAW;
}

static void asking_draw(const struct screen *screen, struct ui_surface *s)
{
	ui_put(s, 0, 0, UI_ROLE_NORMAL, ((const struct asking *)screen->state)->said);
}

static const struct command_ref commands[] = {
	{ .command = CMD_OPEN },   { .command = CMD_PERFORMANCE }, { .command = CMD_ATTENDED },
	{ .command = CMD_PERSON }, { .command = CMD_REFUND },	   { .command = CMD_NONE },
};

static const struct screen_ops asking_screen = {
	.name = "asking",
	.title = "Asking",
	.state_size = sizeof(struct asking),
	.commands = commands,
	.draw = asking_draw,
	.command = asking_command,
	.done = asking_done,
};

static int open_asking(void **state)
{
	struct bo *bo = test_demo();

	(void)state;
	OK(bo, bo_till_use(bo, "Office"));
	OK(bo, bo_sign_in(bo, "Casey", "1111"));
	how = (struct choose){ .title = "Things", .empty = "Nothing like that." };
	empty = to_the_end = forgotten = false;
	purpose = BO_TO_SELL;
	till_open_at(&till, bo, &asking_screen, NULL, 24, 80);
	return 0;
}

static int close_asking(void **state)
{
	(void)state;
	bo_arena_clear(&arena);
	till_close(&till);
	return 0;
}

/* --- Rows --- */

static void typing_narrows(void **state)
{
	(void)state;
	till_keys(&till, "<Enter>", "Enter takes it · Esc goes back");
	till_keys(&till, "thing 2", "Thing 2 ");
	till_shows(&till, "Thing 20");
	till_shows_not(&till, "Thing 12");	     /* no word of it begins so */
	till_keys(&till, "<C-u>THING B", "Thing 4"); /* behind the hyphen a word begins */
	till_shows_not(&till, "Thing 2 ");
	till_keys(&till, "<C-u>1005", "Nothing like that."); /* numbers are not sought in */
	till_keys(&till, "<Enter>", "Nothing like that.");   /* there is nothing to take */
	till_keys(&till, "<C-u>secret17", "Thing 17");	     /* what is not shown is */
	till_shows_not(&till, "Thing 1 ");
	till_keys(&till, "<Enter>", "took 17 Thing 17 secret17");
	/* by name alone, the rest of a row finds nothing */
	how.by_name = true;
	how.query = "thing 3";
	till_keys(&till, "<Enter>", "Thing 33");
	till_keys(&till, "<C-u>shelf", "Nothing like that.");
	till_keys(&till, "<Esc>", "let go");
}

static void one_is_taken(void **state)
{
	const struct ui_event click = {
		.type = UI_EVENT_MOUSE, .y = 8, .x = 6, .button = UI_BUTTON_LEFT
	};
	const struct ui_event wheel = {
		.type = UI_EVENT_MOUSE, .y = 8, .x = 6, .button = UI_WHEEL_DOWN
	};

	(void)state;
	till_keys(&till, "<Enter><Down><Down><Enter>", "took 3 Thing 3");
	how.at = 30;
	till_keys(&till, "<Enter>", "Thing 30");
	till_keys(&till, "<Enter>", "took 30 Thing 30");
	/* a click stands on the row, another takes it */
	how.at = 0;
	till_keys(&till, "<Enter>", "Thing 5");
	golden_event(&till.golden, &click);
	assert_int_equal(golden_role(&till.golden, 8, 4), 'S');
	golden_event(&till.golden, &wheel);
	golden_event(&till.golden, &click);
	golden_event(&till.golden, &click);
	till_shows(&till, "took 5 Thing 5");
	/* F6 has what was typed, where something can be made */
	till_keys(&till, "<Enter>abc<F6>", "Nothing like that.");
	till_keys(&till, "<Esc>", "let go");
	how.new_label = "makes one";
	till_keys(&till, "<Enter>abc", "F6 makes one");
	till_keys(&till, "<F6>", "took 0 new abc");
}

static void what_is_cut_is_said(void **state)
{
	(void)state;
	how.more = 12;
	till_keys(&till, "<Enter>", "12 more not shown");
	till_keys(&till, "<Esc>", "let go");
	how.more = CHOOSE_UNCOUNTED;
	till_keys(&till, "<Enter>", "the first 40: type more");
	golden_resize(&till.golden, 10, 40);
	till_shows(&till, "Enter takes it");
	golden_resize(&till.golden, 24, 80);
	till_keys(&till, "<Esc>", "let go");
	/* a report is read, and typing is let go */
	how.to_read = true;
	till_keys(&till, "<Enter>xyz", "Enter or Esc goes on");
	till_keys(&till, "<Enter>", "took 1 Thing 1");
	empty = true;
	till_keys(&till, "<Enter>", "Nothing like that.");
	till_keys(&till, "<Enter><Esc>", "let go");
}

static void several_are_marked(void **state)
{
	(void)state;
	how.several = true;
	how.none = "everything";
	till_keys(&till, "<Enter>", "[x] Thing 7");
	till_shows(&till, "1 marked · Enter marks");
	till_keys(&till, "<Enter><Enter>", "3 marked");
	/* those out of sight stay, and the words go before the list does */
	till_keys(&till, "secret5<A-t>", "4 marked");
	till_keys(&till, "<A-t><Insert>", "4 marked");
	till_keys(&till, "<Esc>", "Thing 12");
	till_keys(&till, "<F9>", "took 0  , 1, 2, 5, 7");
	/* going back changes nothing */
	till_keys(&till, "<Enter><A-t><Esc>", "let go");
	till_keys(&till, "<Enter>secret7<Enter>", "none: everything");
	till_keys(&till, "<F9>", "took 0");
	/* where one must be */
	how.none = NULL;
	till_keys(&till, "<Enter>secret7<Enter>", "0 marked");
	till_keys(&till, "<F9>", "nothing is marked");
	till_keys(&till, "<C-u>zzz", "Nothing like that.");
	till_keys(&till, "<A-t>", "nothing is found");
}

static void what_cannot_be_fetched_opens_nothing(void **state)
{
	(void)state;
	forgotten = true;
	till_keys(&till, "<Enter>", "There is no memory left for this list.");
	assert_ptr_equal(app_top(&till.app)->ops, &asking_screen);
	program_go(&till, CMD_REFUND);
	assert_int_equal(till.app.message_role, UI_ROLE_ERROR);
	assert_ptr_equal(app_top(&till.app)->ops, &asking_screen);
}

/* --- Performances: of one that is over, one that has begun, one cancelled, one to come --- */

static int64_t nth(size_t at)
{
	const struct bo_performance_filter all = { .from = BO_NONE };
	struct bo_performances list;

	OK(till.bo, bo_performance_list(till.bo, &arena, &all, &list));
	assert_true(at < list.n);
	return list.row[at].id;
}

/* 9 Jan is over, 10 Jan has begun, 11 Jan is cancelled. */
static void set_scene(void)
{
	OK(till.bo, bo_sign_in(till.bo, "Morgan", "3333"));
	OK(till.bo, bo_performance_cancel(till.bo, nth(2)));
	OK(till.bo, bo_sign_in(till.bo, "Casey", "1111"));
	struct bo_performance p;

	OK(till.bo, bo_performance_get(till.bo, &arena, nth(1), &p));
	test_clock_set(p.at + 3600);
}

static void the_engine_says_which(void **state)
{
	static const struct {
		enum bo_performance_purpose purpose;
		bool over, begun, cancelled;
	} cases[] = {
		{ BO_TO_LOOK_BACK, true, true, true },
		{ BO_TO_PLAN, false, true, true },
		{ BO_TO_EXCHANGE, false, false, false },
		{ BO_TO_SELL, false, true, false },
	};

	(void)state;
	set_scene();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const bool wanted[] = { cases[i].over, cases[i].begun, cases[i].cancelled, true };
		static const char *const days[] = { "Fri 9 Jan", "Sat 10 Jan", "Sun 11 Jan",
						    "Fri 16 Jan" };

		purpose = cases[i].purpose;
		for (int several = 0; several < 2; several++) {
			program_go(&till, several ? CMD_ATTENDED : CMD_PERFORMANCE);
			golden_keys(&till.golden, "<Up><Up><Up>");
			for (int d = 0; d < 4; d++) {
				int y = golden_find(&till.golden, days[d]);

				if ((y >= 0) != wanted[d])
					fail_msg("%s for purpose %zu", days[d], i);
				if (d == 2 && y >= 0) /* cancelled: grey, and so called */
					assert_true(
						golden_role(&till.golden, y, 12) == 'd' &&
						strstr(golden_row(&till.golden, y), "cancelled"));
			}
			golden_keys(&till.golden, "<Esc>");
		}
		for (size_t d = 0; d < 3; d++) {
			struct bo_performance p;

			OK(till.bo, bo_performance_get(till.bo, &arena, nth(d), &p));
			assert_int_equal(bo_performance_is_for(till.bo, &p, purpose), wanted[d]);
		}
	}
}

static void looking_back_begins_at_what_is_to_come(void **state)
{
	(void)state;
	set_scene();
	purpose = BO_TO_LOOK_BACK;
	program_go(&till, CMD_ATTENDED);
	till_keys(&till, "<Insert><F9>", "took");
	char id[40];

	snprintf(id, sizeof id, ", %d", (int)nth(2));
	till_shows(&till, id);
	/* with a row above them that is none */
	purpose = BO_TO_EXCHANGE;
	program_go(&till, CMD_PERFORMANCE);
	till_shows(&till, "none yet");
	till_keys(&till, "<Enter>", "took 0 open");
	program_go(&till, CMD_PERFORMANCE);
	till_keys(&till, "16 jan<Enter>", "took");
	snprintf(id, sizeof id, "took %d Fri 16 Jan", (int)nth(3));
	till_shows(&till, id);
	program_go(&till, CMD_PERFORMANCE);
	till_keys(&till, "nobody plays this", "No performance like that is to come.");
}

/* The rooms that ask list the same: the cancelled one nowhere, what has begun only to be sold. */
static void the_rooms_agree(void **state)
{
	(void)state;
	till_close(&till);
	program_open(&till, 24, 80);
	set_scene();
	program_sign_in(&till, "Casey", "1111");
	till_keys(&till, "<F3>", "Which performance?");
	till_shows(&till, "Sat 10 Jan 20:00");
	till_shows(&till, "Fri 16 Jan 20:00");
	till_keys(&till, "11", "No performance like that");
	till_keys(&till, "<Esc>", NULL);
	program_go(&till, CMD_PATRONS);
	till_keys(&till, "bjo<Enter><F6>", "no performance yet");
	till_shows_not(&till, "Sat 10 Jan 20:00");
	till_shows_not(&till, "Sun 11 Jan 15:00");
	till_shows(&till, "Fri 16 Jan 20:00");
}

/* --- People --- */

static void people_are_found(void **state)
{
	(void)state;
	program_go(&till, CMD_PERSON);
	till_shows(&till, "nobody by name");
	till_keys(&till, "<Enter>", "took 0 nobody by name");
	program_go(&till, CMD_PERSON);
	till_keys(&till, "bjo", "bjork@example.org");
	till_shows_not(&till, "nobody by name"); /* only while nothing is typed */
	till_keys(&till, "<Enter>", "Björk Guðmundsdóttir bjo");
	program_go(&till, CMD_PERSON);
	till_keys(&till, "zzz", "Nobody else of that name.");
	till_keys(&till, "<Enter><Esc>", "let go");
	to_the_end = true;
	program_go(&till, CMD_PERSON);
	till_keys(&till, "zzz", "Nobody of that name.");
	till_keys(&till, "<Esc>", "let go");
	assert_int_equal(choose_only_person(app_top(&till.app), "smith"), 0); /* two are */
	assert_true(choose_only_person(app_top(&till.app), "bjo") > 0);
	assert_int_equal(choose_only_person(app_top(&till.app), "zzz"), 0);
}

static void they_fit_every_size(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 40, 120 }, { 10, 40 }, { 14, 44 } };

	(void)state;
	till_keys(&till, "<Enter>", "Things");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		golden_resize(&till.golden, sizes[i][0], sizes[i][1]);
		till_keys(&till, "<C-u>40", "Thing 40");
		till_shows(&till, "1040");
		till_keys(&till, "<C-u><PageDown>", "Price");
		golden_keys(&till.golden, "<PageUp>");
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_asking, close_asking)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(typing_narrows),
		TEST(one_is_taken),
		TEST(what_is_cut_is_said),
		TEST(several_are_marked),
		TEST(what_cannot_be_fetched_opens_nothing),
		TEST(the_engine_says_which),
		TEST(looking_back_begins_at_what_is_to_come),
		TEST(the_rooms_agree),
		TEST(people_are_found),
		TEST(they_fit_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
