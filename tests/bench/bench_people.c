/*
 * People among a million of them, on the screens: from each key of a text to the picture that
 * answers it, on Patrons, on Sell's question who buys, and on a page's question who else; then the
 * steps of work that come while nothing is typed.  A terminal is not painted here, see
 * bench_screen.
 */
#include "registry.h"
#include "support/measure.h"
#include "support/program.h"
#include "support/town.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static char path[500];
static struct till till;

static const char *const texts[] = { "michael zab", "maria smith", "a b",	   "z z",
				     "zo e smi",    "maria.smi",   "anne-marie",   "MÜLLER",
				     "0171 234",    "+49 20",	   "of the house", "xq",
				     "j s",	    "maria zzyzx", "smi mul schmi" };

static int open_town(void **state)
{
	(void)state;
	program_open_on(&till, town_open(path), 40, 120);
	assert_ptr_equal(app_top(&till.app)->ops, &sell_screen);
	return 0;
}

static int close_town(void **state)
{
	(void)state;
	golden_close(&till.golden);
	app_clear(&till.app);
	session_clear(&till.session);
	bo_free(till.bo); /* the town stays for the next time */
	return 0;
}

static void work_on(struct measure *steps)
{
	const struct ui_event idle = { .type = UI_EVENT_IDLE };

	while (app_busy(&till.app)) {
		double start = measure_now();

		golden_event(&till.golden, &idle);
		measure_add(steps, start);
	}
}

/* Types all texts, key by key, each erased again. */
static void type_all(const char *what)
{
	struct measure keys = { 0 }, steps = { 0 };
	char label[100];

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		for (const char *c = texts[i]; *c;) {
			size_t n = ui_text_after(c, 0);
			char key[20];
			double start;

			if (*c == ' ')
				snprintf(key, sizeof key, "<Space>");
			else
				snprintf(key, sizeof key, "%.*s", (int)n, c);
			start = measure_now();
			golden_keys(&till.golden, key);
			measure_add(&keys, start);
			work_on(&steps);
			c += n;
		}
		golden_keys(&till.golden, "<C-u>");
		work_on(&steps);
	}
	snprintf(label, sizeof label, "%s: key to picture, one in a hundred slower", what);
	measure_row(label, measure_at(&keys, 0.99), "ms", 16);
	measure_note("  median", measure_at(&keys, 0.5), "ms");
	measure_note("  slowest", measure_at(&keys, 1), "ms");
	if (steps.n > 0) {
		measure_note("  a step while nothing is typed, slowest", measure_at(&steps, 1),
			     "ms");
		measure_note("  steps for each key", (double)steps.n / (double)keys.n, "");
	}
	measure_clear(&keys);
	measure_clear(&steps);
}

static void bench_patrons(void **state)
{
	(void)state;
	program_go(&till, CMD_PATRONS);
	type_all("Patrons");
}

static void bench_who_buys(void **state)
{
	(void)state;
	till_keys(&till, "<F2>", "Who buys?");
	type_all("Who buys");
}

static void bench_who_else(void **state)
{
	(void)state;
	program_go(&till, CMD_PATRONS);
	till_keys(&till, "michael<Enter>", "Open vouchers");
	till_keys(&till, "m", "Which other record");
	type_all("Which other record");
}

#define BENCH(test) cmocka_unit_test_setup_teardown(test, open_town, close_town)

int main(void)
{
	const struct CMUnitTest tests[] = { BENCH(bench_patrons), BENCH(bench_who_buys),
					    BENCH(bench_who_else) };
	const char *where = getenv("BENCH_FOLDER"), *people = getenv("BENCH_PATRONS");
	int64_t n = people ? atoll(people) : 1000000;

	snprintf(path, sizeof path, "%s", where ? where : "build/bench");
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/town-%lld.db", where ? where : "build/bench", (long long)n);
	town_make(path, n);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
