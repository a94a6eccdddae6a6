/*
 * The rooms around selling, with a million orders behind them: from the key that opens one to its
 * picture, and moving in it.  What selling itself feels like is bench_till.c's.
 */
#include "support/large.h"
#include "support/measure.h"
#include "support/pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { VISITS = 10 };

static char folder[400], store[500];

static struct pty *start(void)
{
	const char *argv[] = { getenv("BOXOFFICE"), "--store", store,	 "--staff",
			       "the clerk",	    "--till",  "Till 2", NULL };
	struct pty_options options = { .argv = argv, .rows = 40, .cols = 120 };
	struct pty *pty = pty_start(&options);

	assert_non_null(pty);
	if (!pty_settle(pty) || pty_find(pty, "Adult General") < 0) {
		pty_print(pty);
		fail_msg("%s", "the Sell screen does not open");
	}
	return pty;
}

static void press(struct pty *pty, const char *key, struct measure *measure)
{
	double before = measure_now();

	assert_true(pty_keys(pty, key));
	assert_true(pty_settle(pty));
	measure_add(measure, before);
}

/* Every room a clerk may look into, and back. */
static void bench_rooms(void **state)
{
	static const struct {
		const char *key, *name;
	} rooms[] = { { "<A-g>", "Season" },
		      { "<A-m>", "Matrix" },
		      { "<A-o>", "Orders" },
		      { "<A-p>", "Print queue" } };
	struct pty *pty = start();

	(void)state;
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
		struct measure open = { 0 }, down = { 0 };
		char what[60];

		for (int k = 0; k < VISITS; k++) {
			press(pty, rooms[i].key, &open);
			press(pty, "<Down>", &down);
			press(pty, "<PageDown>", &down);
			assert_true(pty_keys(pty, "<A-s>"));
			assert_true(pty_settle(pty));
		}
		snprintf(what, sizeof what, "key to painted %s, slowest", rooms[i].name);
		measure_row(what, measure_at(&open, 1), "ms", 16);
		measure_note("moving in it, slowest", measure_at(&down, 1), "ms");
		measure_clear(&open);
		measure_clear(&down);
	}
	if (pty_find(pty, "Adult General") < 0)
		fail_msg("%s", "not back at the Sell screen");
	pty_close(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_rooms),
	};
	const char *where = getenv("BENCH_FOLDER"), *orders = getenv("BENCH_ORDERS");
	int64_t n = orders ? atoll(orders) : 1000000;

	snprintf(folder, sizeof folder, "%s", where ? where : "build/bench");
	mkdir(folder, 0700);
	snprintf(store, sizeof store, "%s/store-%lld.db", folder, (long long)n);
	large_make(store, n);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
