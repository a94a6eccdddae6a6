/*
 * The till of the tests.
 */
#include "support/till.h"
#include "sell/sell.h"
#include "store/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void open_screen(struct till *t, const struct screen_ops *screen, const void *args, int rows,
			int cols)
{
	const struct app_options options = { .session = &t->session,
					     .program = "TRAINING",
					     .status = session_status,
					     .tick = session_tick };

	session_init(&t->session, t->bo, NULL);
	app_init(&t->app, &options);
	assert_true(app_push(&t->app, screen, args, 0));
	golden_open(&t->golden, &t->app, rows, cols);
}

static void open_screens(struct till *t, int rows, int cols)
{
	open_screen(t, &sell_screen, NULL, rows, cols);
}

static void close_screens(struct till *t)
{
	golden_close(&t->golden);
	app_clear(&t->app);
	session_clear(&t->session);
}

/* Pictures show the folder of the tickets: it must be the same in every run. */
static void print_elsewhere(struct bo *bo)
{
	OK(bo, act_begin(bo));
	OK(bo, act_end(bo, sql_run(bo, "UPDATE printer SET target = '/srv/tickets'", "")));
	OK(bo, bo_sign_in(bo, "Casey", "1111"));
}

void till_open(struct till *t, int rows, int cols)
{
	t->bo = test_demo();
	print_elsewhere(t->bo);
	OK(t->bo, bo_till_use(t->bo, "Till 2"));
	open_screens(t, rows, cols);
}

void till_open_at(struct till *t, struct bo *bo, const struct screen_ops *screen, const void *args,
		  int rows, int cols)
{
	t->bo = bo;
	open_screen(t, screen, args, rows, cols);
}

void till_again(struct till *t)
{
	int rows = t->app.rows, cols = t->app.cols;

	close_screens(t);
	open_screens(t, rows, cols);
}

void till_close(struct till *t)
{
	close_screens(t);
	test_office_end(t->bo);
}

static void print_screen(const struct till *t)
{
	for (int y = 0; y < t->golden.surface.rows; y++)
		print_error("%02d|%s\n", y, golden_row(&t->golden, y));
}

void till_shows(const struct till *t, const char *text)
{
	if (golden_find(&t->golden, text) >= 0)
		return;
	print_screen(t);
	fail_msg("not on the screen: %s", text);
}

void till_shows_not(const struct till *t, const char *text)
{
	if (golden_find(&t->golden, text) < 0)
		return;
	print_screen(t);
	fail_msg("on the screen: %s", text);
}

void till_keys(struct till *t, const char *keys, const char *text)
{
	golden_keys(&t->golden, keys);
	if (text)
		till_shows(t, text);
}

void till_burst(struct till *t, const char *keys, const char *text)
{
	golden_burst(&t->golden, keys);
	if (text)
		till_shows(t, text);
}

void till_expect(struct till *t, const char *name, const char *sizes)
{
	static const struct {
		const char *name;
		int rows, cols;
		bool ascii;
	} known[] = {
		{ "80", 24, 80, false }, { "120", 40, 120, false }, { "plain", 24, 80, true },
		{ "60", 20, 60, false }, { "40", 10, 40, false },
	};
	char file[80];

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!strstr(sizes ? sizes : "80 120 plain", known[i].name))
			continue;
		t->golden.surface.ascii = known[i].ascii;
		golden_resize(&t->golden, known[i].rows, known[i].cols);
		snprintf(file, sizeof file, "%s_%s", name, known[i].name);
		golden_expect(&t->golden, "screens", file);
	}
	t->golden.surface.ascii = false;
	golden_resize(&t->golden, 24, 80);
}

int till_close_sound(struct till *t)
{
	struct bo_arena arena = { 0 };
	struct bo_faults faults = { 0 };

	OK(t->bo, bo_store_check(t->bo, &arena, NULL, NULL, &faults));
	for (size_t i = 0; i < faults.n; i++)
		print_error("check: %s: %s\n", faults.row[i].area, faults.row[i].message);
	bool sound = faults.n == 0;

	bo_arena_clear(&arena);
	till_close(t);
	return sound ? 0 : -1;
}
