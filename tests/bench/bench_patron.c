/*
 * A town of a million patrons: from a text to the first picture of who is found and to the whole
 * answer, for texts that people type and for those that hurt; two people of a thousand orders each
 * merged into one; everybody who may be there twice.
 */
#include "support/measure.h"
#include "support/office.h"
#include "support/pty.h"
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

/* The real program: from each key of a text to the picture of everybody it finds. */
static void bench_keys(void **state)
{
	const char *argv[] = { getenv("BOXOFFICE"), "--store", path,   "--staff",
			       "the manager",	    "--till",  "test", NULL };
	struct pty_options options = { .argv = argv, .rows = 40, .cols = 120 };
	struct pty *pty = pty_start(&options);
	struct measure keys = { 0 };

	(void)state;
	assert_non_null(pty);
	assert_true(pty_settle(pty));
	assert_true(pty_keys(pty, "<A-n>"));
	assert_true(pty_settle(pty));
	assert_true(pty_find(pty, "Telephone") >= 0);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		for (const char *c = texts[i]; *c; c++) {
			double start = measure_now();

			assert_true(pty_send(pty, (char[]){ *c, '\0' }));
			if ((c[1] & 0xc0) == 0x80)
				continue; /* in the middle of a letter */
			assert_true(pty_settle(pty));
			measure_add(&keys, start);
		}
		assert_true(pty_find(pty, texts[i]) >= 0);
		assert_true(*texts[i] == '\0' || pty_keys(pty, "<Esc>"));
		assert_true(pty_settle(pty));
	}
	pty_close(pty);
	measure_row("key to the whole list painted, median", measure_at(&keys, 0.5), "ms", 16);
	measure_note("one in ten is slower than", measure_at(&keys, 0.9), "ms");
	measure_note("the slowest", measure_at(&keys, 1), "ms");
	measure_clear(&keys);
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

/* In turns, so that each merge is a first one: a thousand orders of two tickets each, twice. */
static void add_buyer(struct bo *bo, const char *name, int64_t *id)
{
	OK(bo, bo_patron_add(bo, name, NULL, NULL, id));
	OK(bo, sql_run(bo,
		       "INSERT INTO orders (patron_id, till_id, at, total, net, change_given, "
		       "journal_seq) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
		       "n WHERE i < 1000) SELECT $1, 1, i, 8000, 8000, 0, 1 FROM n",
		       "i", *id));
	OK(bo, sql_run(bo,
		       "INSERT INTO order_line (order_id, type_id, qty, price, amount, at) "
		       "SELECT id, $2, 2, 4000, 8000, at FROM orders WHERE patron_id = $1 "
		       "AND patron_id <> 1",
		       "ii", *id, test_number(bo, "SELECT min(id) FROM voucher_type")));
	for (int i = 0; i < 2; i++)
		OK(bo, sql_run(bo,
			       "INSERT INTO voucher (order_id, line_id, type_id, patron_id, state, "
			       "amount) SELECT o.id, l.id, l.type_id, o.patron_id, 'open', 4000 "
			       "FROM orders o JOIN order_line l ON l.order_id = o.id "
			       "WHERE o.patron_id = $1 AND o.patron_id <> 1",
			       "i", *id));
}

static void bench_merge(void **state)
{
	struct bo *bo = town_open(path);
	struct measure merges = { 0 }, histories = { 0 };
	struct bo_arena arena = { 0 };

	(void)state;
	if (test_number(bo, "SELECT count(*) FROM voucher_type") == 0) {
		int64_t season = 0, type = 0;
		struct bo_voucher_type_fields fields = { .name = "Adult",
							 .category = BO_CATEGORY_REVENUE,
							 .availability = BO_AVAILABLE_ANYONE,
							 .subscription = -1,
							 .changeable = -1,
							 .price = 4000 };

		OK(bo, bo_season_add(bo, "Season", "2026-01-01", "2026-12-31", &season));
		OK(bo, bo_voucher_type_add(bo, season, &fields, &type));
	}
	OK(bo, act_begin(bo));
	for (int round = 0; round < 5; round++) {
		struct bo_patron_events events;
		int64_t keep = 0, gone = 0;
		double start;

		add_buyer(bo, "Zoe Buyer", &keep);
		add_buyer(bo, "Zoë Buyer", &gone);
		start = measure_now();
		OK(bo, bo_patron_merge(bo, keep, gone));
		measure_add(&merges, start);
		start = measure_now();
		OK(bo, bo_patron_history(bo, &arena, keep, 100, &events));
		measure_add(&histories, start);
		assert_int_equal(events.n, 100);
	}
	/* the town stays as it was */
	assert_int_equal(act_end(bo, BO_CANCELLED), BO_CANCELLED);
	measure_row("two people of 1,000 orders each made one", measure_at(&merges, 0.5), "ms",
		    500);
	measure_note("the slowest", measure_at(&merges, 1), "ms");
	measure_row("the history of 2,000 orders", measure_at(&histories, 0.5), "ms", 100);
	measure_clear(&merges);
	measure_clear(&histories);
	bo_arena_clear(&arena);
	bo_free(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_search),
		cmocka_unit_test(bench_keys),
		cmocka_unit_test(bench_merge),
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
