/*
 * A town of a million patrons: from a text to the first picture of who is found and to the whole
 * answer, for texts that people type and for those that hurt; two people of a thousand orders each
 * merged into one; everybody who may be there twice.
 */
#include "support/measure.h"
#include "support/office.h"
#include "support/town.h"

#include "people/write.h"
#include "store/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { ROUNDS = 15, SHOWN = 200 };

static char path[500];

static const char *const texts[] = {
	"",
	"a",
	"m",
	"z",
	"x",
	"q",
	"a b",
	"z z",
	"a b c d e f g h",
	"michael",
	"mich",
	"zo",
	"zacharias",
	"michael zab",
	"maria smith",
	"smith maria",
	"maria zacharias",
	"smi mul schmi jon wil bro tay dav",
	"zzyzx",
	"maria zzyzx",
	"xq",
	"MÜLLER",
	"Łukasz Wiśski",
	"hara",
	"o'h",
	"anne-marie",
	"smith-schm",
	"smith-schmidt anne",
	"example",
	"mail",
	"maria.smi",
	"michael.smith1",
	"zo e smi",
	"0",
	"017",
	"+49 20",
	"49 21 123",
	"021 555 0",
	"0001",
	"j. smith",
	"j s",
	"e x",
	"of the house",
};

static void measure_text(struct bo *bo, const char *text, struct measure *all_first,
			 struct measure *all_whole)
{
	struct measure first = { 0 }, step = { 0 }, whole = { 0 };
	char what[100];
	size_t n = 0, steps = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct bo_search *search = NULL;
		struct bo_patrons found;
		double start = measure_now(), one = start;
		bool done = false;

		OK(bo, bo_search_begin(bo, text, SHOWN, &search));
		for (steps = 0; !done; steps++) {
			OK(bo, bo_search_step(search, &found, &done));
			measure_add(&step, one);
			if (steps == 0) {
				measure_add(&first, start);
				measure_add(all_first, start);
			} else {
				measure_add(all_first, one);
			}
			one = measure_now();
		}
		measure_add(&whole, start);
		measure_add(all_whole, start);
		n = found.n;
		bo_search_end(search);
	}
	snprintf(what, sizeof what, "  \"%s\": %zu found in %zu step%s, whole", text, n, steps,
		 steps == 1 ? "" : "s");
	measure_note(what, measure_at(&whole, 0.5), "ms");
	if (measure_at(&step, 1) > 8)
		measure_note("    slowest step", measure_at(&step, 1), "ms");
	measure_clear(&first);
	measure_clear(&step);
	measure_clear(&whole);
}

static void bench_search(void **state)
{
	struct bo *bo = town_open(path);
	struct measure first = { 0 }, whole = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		measure_text(bo, texts[i], &first, &whole);
	measure_row("a step of a search in the town, median", measure_at(&first, 0.5), "ms", 8);
	measure_row("one in a hundred is slower than", measure_at(&first, 0.99), "ms", 12);
	measure_note("the slowest", measure_at(&first, 1), "ms");
	measure_row("the whole answer, median", measure_at(&whole, 0.5), "ms", 16);
	measure_row("the slowest whole answer", measure_at(&whole, 1), "ms", 500);
	measure_clear(&first);
	measure_clear(&whole);
	bo_free(bo);
}

static bool keep_on(void *arg, int64_t done, int64_t total)
{
	int64_t *last = arg;

	assert_true(done >= *last && done <= total);
	*last = done;
	return true;
}

static void bench_duplicates(void **state)
{
	struct bo *bo = town_open(path);
	struct bo_arena arena = { 0 };
	struct bo_patron_pairs pairs;
	struct measure measure = { 0 };
	double start = measure_now();
	int64_t last = 0;

	(void)state;
	OK(bo, bo_patron_duplicates(bo, &arena, 0, keep_on, &last, &pairs));
	measure_add(&measure, start);
	assert_true(pairs.n > 0);
	measure_row("everybody who may be there twice", measure_at(&measure, 1) / 1000, "s", 20);
	measure_note("  pairs", (double)pairs.n, "");
	measure_clear(&measure);
	bo_arena_clear(&arena);
	bo_free(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_search),
		cmocka_unit_test(bench_duplicates),
	};
	const char *where = getenv("BENCH_FOLDER"), *people = getenv("BENCH_PATRONS");
	int64_t n = people ? atoll(people) : 1000000;

	snprintf(path, sizeof path, "%s", where ? where : "build/bench");
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/town-%lld.db", where ? where : "build/bench", (long long)n);
	town_make(path, n);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
