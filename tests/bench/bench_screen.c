/*
 * The real program on a pseudo terminal of 120 by 40, at a till with a million orders behind it:
 * from its start to the first screen, and from a key to the picture that answers it.
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

enum { STARTS = 20, SALES = 100, VISITS = 50 };

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

static void bench_start(void **state)
{
	struct measure starts = { 0 };

	(void)state;
	for (int i = 0; i < STARTS; i++) {
		double before = measure_now();
		struct pty *pty = start();

		measure_add(&starts, before);
		pty_close(pty);
	}
	measure_row("program start to first screen, median", measure_at(&starts, 0.5), "ms", 40);
	measure_note("slowest", measure_at(&starts, 1), "ms");
	measure_clear(&starts);
}

/* In MiB, from what the kernel says of the process. */
static double memory(pid_t pid, const char *line)
{
	char path[64], text[256];
	double kib = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(text, sizeof text, file))
		if (strncmp(text, line, strlen(line)) == 0)
			kib = strtod(text + strlen(line), NULL);
	fclose(file);
	return kib / 1024;
}

/* Sale after sale in three keys: one is only painted, one puts lines into the basket, one sells;
 * the last two are on the disk before they are on the screen. */
static void bench_keys(void **state)
{
	static const struct {
		const char *key, *what;
	} keys[] = { { "2", "key to painted screen" },
		     { "<Enter>", "lines in the basket and painted" },
		     { "<Enter>", "sold and painted" } };
	struct measure times[3] = { { 0 }, { 0 }, { 0 } };
	struct pty *pty = start();

	(void)state;
	for (int i = 0; i < SALES; i++)
		for (int k = 0; k < 3; k++)
			press(pty, keys[k].key, &times[k]);
	if (pty_find(pty, "80.00") < 0) {
		pty_print(pty);
		fail_msg("%s", "nothing was sold");
	}
	measure_row("memory of a till of its own", memory(pty_pid(pty), "RssAnon:"), "MiB", 20);
	measure_note("with the libraries that all share", memory(pty_pid(pty), "VmRSS:"), "MiB");
	pty_close(pty);
	for (int k = 0; k < 3; k++) {
		measure_row(keys[k].what, measure_at(&times[k], 0.5), "ms", 16);
		measure_note("one in a hundred is slower than", measure_at(&times[k], 0.99), "ms");
		measure_clear(&times[k]);
	}
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
		snprintf(what, sizeof what, "key to painted %s, median", rooms[i].name);
		measure_row(what, measure_at(&open, 0.5), "ms", 16);
		measure_note("slowest", measure_at(&open, 1), "ms");
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
		cmocka_unit_test(bench_start),
		cmocka_unit_test(bench_keys),
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
