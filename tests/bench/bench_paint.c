/*
 * Key to picture: in the process, and through a real terminal with its emulator.
 *
 * Prints milliseconds; fails where the slowest of many takes longer than a frame of 16 ms.
 */
#include "support/demo_screen.h"
#include "support/golden.h"
#include "support/pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { ROWS = 40, COLS = 120, INSIDE = 5000, OUTSIDE = 500 };

static const char *self;

static double now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The middle and the 99th of a hundred; the slowest one may be another process's. */
static void report(const char *what, double *ms, int n)
{
	qsort(ms, (size_t)n, sizeof ms[0], by_size);
	printf("%-44s median %7.3f ms   p99 %7.3f ms\n", what, ms[n / 2], ms[n * 99 / 100]);
	assert_true(ms[n * 99 / 100] < 16.0);
}

static void key_to_picture(void **state)
{
	static const char *const keys[] = { "x", "<C-p>", "a", "<Esc>", "<F1>", "<Down>", "<Esc>" };
	static double ms[INSIDE];
	struct app_options options = demo_options();
	struct app app;
	struct golden g;

	(void)state;
	app_init(&app, &options);
	assert_true(app_push(&app, &demo_screen, NULL, 0));
	golden_open(&g, &app, ROWS, COLS);
	for (int i = 0; i < INSIDE; i++) {
		double before = now_ms();

		golden_keys(&g, keys[i % 7]);
		ms[i] = now_ms() - before;
	}
	report("key to picture, 120x40, in process", ms, INSIDE);
	golden_close(&g);
	app_clear(&app);
}

static void key_to_terminal(void **state)
{
	static double ms[OUTSIDE];
	const char *argv[] = { self, "demo", NULL };
	struct pty_options options = { .argv = argv, .rows = ROWS, .cols = COLS };
	struct pty *pty = pty_start(&options);

	(void)state;
	assert_non_null(pty);
	assert_true(pty_settle(pty));
	for (int i = 0; i < OUTSIDE; i++) {
		double before = now_ms();

		assert_true(pty_keys(pty, i % 50 == 49 ? "<C-u>" : "x"));
		assert_true(pty_settle(pty));
		ms[i] = now_ms() - before;
	}
	report("key to picture, 120x40, through a terminal", ms, OUTSIDE);
	pty_close(pty);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_to_picture),
		cmocka_unit_test(key_to_terminal),
	};

	if (argc > 1 && strcmp(argv[1], "demo") == 0)
		return demo_main(NULL);
	self = argv[0];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
