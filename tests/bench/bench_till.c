/*
 * What a clerk feels: the real program on a pseudo terminal, in a store with a million
 * orders.  From the start to the first screen; from a key to the painted picture, for
 * typing, for choosing a performance, and for the keys that write: a line and a sale.
 */
#include "support/large.h"
#include "support/measure.h"
#include "support/pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { STARTS = 15, ROUNDS = 200 };

static char store[64];
static const char *program;

static struct pty *start(void)
{
	const char *const argv[] = { program,	  "--store", store,    "--staff",
				     "the clerk", "--till",  "Till 1", NULL };
	const struct pty_options options = { .argv = argv, .rows = 40, .cols = 120 };
	struct pty *pty = pty_start(&options);

	assert_non_null(pty);
	return pty;
}

static void stop(struct pty *pty)
{
	pty_signal(pty, 15);
	pty_wait_exit(pty, PTY_PATIENCE);
	pty_close(pty);
}

static void bench_start(void **state)
{
	struct measure starts = { 0 };

	(void)state;
	for (int i = 0; i < STARTS; i++) {
		double begin = measure_now();
		struct pty *pty = start();

		assert_true(pty_settle(pty));
		assert_true(pty_find(pty, "Sell") >= 0);
		measure_add(&starts, begin);
		stop(pty);
	}
	measure_row("from the start to the first screen, median", measure_at(&starts, 0.5), "ms",
		    100);
	measure_note("the slowest of them", measure_at(&starts, 1), "ms");
	measure_clear(&starts);
}

static void time_keys(struct pty *pty, const char *keys, struct measure *measure)
{
	double begin = measure_now();

	assert_true(pty_keys(pty, keys));
	assert_true(pty_settle(pty));
	measure_add(measure, begin);
}

static void row(const char *what, struct measure *measure)
{
	measure_row(what, measure_at(measure, 0.5), "ms", 16);
	measure_note("one in a hundred is slower than", measure_at(measure, 0.99), "ms");
	measure_clear(measure);
}

static void bench_keys(void **state)
{
	struct measure typed = { 0 }, chosen = { 0 }, line = { 0 }, sold = { 0 };
	struct pty *pty = start();

	(void)state;
	assert_true(pty_settle(pty));
	for (int i = 0; i < ROUNDS; i++) {
		time_keys(pty, i % 2 ? "<Up>" : "<Down>", &chosen);
		time_keys(pty, "2", &typed);
		time_keys(pty, "<Enter>", &line);
		time_keys(pty, "<Enter>", &sold);
	}
	assert_true(pty_find(pty, "Change") >= 0);
	row("a digit in the entry line, key to picture, median", &typed);
	row("another performance, key to picture, median", &chosen);
	row("a line put into the basket, key to picture, median", &line);
	row("a sale, key to picture, median", &sold);
	stop(pty);
}

static int begin(void **state)
{
	const char *orders = getenv("BENCH_ORDERS");
	long long n = orders ? atoll(orders) : 1000000;

	(void)state;
	program = getenv("BOXOFFICE");
	mkdir("build", 0755);
	mkdir("build/bench", 0755);
	snprintf(store, sizeof store, "build/bench/store-%lld.db", n);
	large_make(store, n);
	return program ? 0 : 1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_start),
		cmocka_unit_test(bench_keys),
	};

	return cmocka_run_group_tests_name("bench/till", tests, begin, NULL);
}
