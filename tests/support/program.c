/*
 * The program of screens in a test.
 */
#include "support/program.h"
#include "registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint32_t seed;

static void repeated_random(void *arg, void *bytes, size_t n)
{
	unsigned char *out = bytes;

	(void)arg;
	for (size_t i = 0; i < n; i++) {
		seed = seed * 1664525u + 1013904223u;
		out[i] = (unsigned char)(seed >> 24);
	}
}

void program_open_on(struct till *t, struct bo *bo, int rows, int cols)
{
	memset(t, 0, sizeof *t);
	t->bo = bo;
	seed = 1;
	bo_set_random(bo, repeated_random, NULL);
	session_init(&t->session, bo, NULL);
	screens_app(&t->app, &t->session);
	golden_open(&t->golden, &t->app, rows, cols);
}

void program_open(struct till *t, int rows, int cols)
{
	struct bo *bo = test_demo();

	OK(bo, bo_till_use(bo, "Till 2"));
	bo_sign_out(bo);
	program_open_on(t, bo, rows, cols);
}

void program_sign_in(struct till *t, const char *name, const char *pin)
{
	char keys[80];

	snprintf(keys, sizeof keys, "%s<Enter>%s<Enter>", name, pin);
	golden_keys(&t->golden, keys);
	assert_string_equal(bo_acting_name(t->bo), name);
	assert_true(app_top(&t->app) && app_top(&t->app)->ops == &sell_screen);
}

void program_go(struct till *t, enum command command)
{
	static const struct ui_event tick = { .type = UI_EVENT_TICK };

	app_command(&t->app, command);
	golden_event(&t->golden, &tick);
}

void program_shows_row(const struct till *t, const char *one, const char *other)
{
	for (int y = 0; y < t->golden.surface.rows; y++)
		if (strstr(golden_row(&t->golden, y), one) &&
		    strstr(golden_row(&t->golden, y), other))
			return;
	till_shows(t, one);
	till_shows(t, other);
	fail_msg("not in one row: %s, %s", one, other);
}
