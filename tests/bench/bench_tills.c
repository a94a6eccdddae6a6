/*
 * Eight tills that sell into one store as fast as they can, against eight bare writers of as many
 * rows: how much of the disk's speed is left to them together, and how long the unluckiest waits.
 * Bare writers do not take turns: one keeps the lock and its cache, others starve.  So they are
 * measured a second time behind the tills' queue, which tells what turns cost from what selling
 * does.
 */
#include "store/sqlite/queue.h"
#include "support/bare.h"
#include "support/large.h"
#include "support/measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { TILLS = 8, ROUNDS = 3, MOST = 20000, SMALL = 1000 };
static const double turn = 2000; /* milliseconds that each side has in a round */

/* What one of them did, where the others and the parent see it. */
struct worker {
	bool ready;
	size_t n;
	double ms[MOST];
};
struct field {
	double start; /* 0: wait */
	struct worker worker[TILLS];
};

static char folder[400], store[500], bare_path[500];

static void wait_for_start(struct field *field, struct worker *worker)
{
	*(volatile bool *)&worker->ready = true;
	while (*(volatile double *)&field->start == 0)
		usleep(500);
}

static bool goes_on(struct field *field, struct worker *worker, double start)
{
	if (worker->n < MOST)
		worker->ms[worker->n++] = measure_now() - start;
	return measure_now() < field->start + turn;
}

static void sell(struct field *field, struct worker *worker, int till)
{
	struct bo *bo = large_open(store);
	int64_t type = large_type(bo), performance[LARGE_TO_COME];
	char name[20];
	double start;

	snprintf(name, sizeof name, "Till %d", till + 1);
	if (bo_till_use(bo, name) != BO_OK)
		exit(1);
	for (int i = 0; i < LARGE_TO_COME; i++)
		performance[i] = large_performance(bo, i);
	wait_for_start(field, worker);
	do {
		struct bo_arena arena = { 0 };
		struct bo_wish wish = { performance[(till * 7 + (int)worker->n) % LARGE_TO_COME],
					type, 2 };
		struct bo_sale sale = { .lines = &wish, .n_lines = 1, .print = true };
		struct bo_order order;

		start = measure_now();
		if (bo_sell(bo, &arena, &sale, &order) != BO_OK) {
			fprintf(stderr, "%s: %s\n", name, bo_error(bo)->message);
			exit(1);
		}
		bo_arena_clear(&arena);
	} while (goes_on(field, worker, start));
	bo_free(bo);
}

/* queued: each waits for its turn as a till does, instead of taking the lock when it can. */
static void write_rows(struct field *field, struct worker *worker, bool queued)
{
	struct bo *bo = large_open(store);
	struct bare bare = { 0 };
	double start;

	bare_open(&bare, bare_path, bo);
	wait_for_start(field, worker);
	do {
		start = measure_now();
		if (queued)
			queue_enter(bo->store);
		bare_commit(&bare);
		queue_leave(bo->store);
	} while (goes_on(field, worker, start));
	bare_close(&bare);
	bo_free(bo);
}

static void write_bare(struct field *field, struct worker *worker, int till)
{
	(void)till;
	write_rows(field, worker, false);
}

static void write_in_turn(struct field *field, struct worker *worker, int till)
{
	(void)till;
	write_rows(field, worker, true);
}

/* All of them for one turn; how many a second. */
static double run(void (*work)(struct field *, struct worker *, int), struct measure *all,
		  double *slowest)
{
	struct field *field = mmap(NULL, sizeof *field, PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pid[TILLS];
	size_t n = 0;

	assert_true(field != MAP_FAILED);
	for (int i = 0; i < TILLS; i++) {
		pid[i] = fork();
		if (pid[i] == 0) {
			work(field, &field->worker[i], i);
			_exit(0);
		}
	}
	for (int i = 0; i < TILLS; i++)
		while (!*(volatile bool *)&field->worker[i].ready)
			usleep(500);
	field->start = measure_now();
	for (int i = 0; i < TILLS; i++) {
		struct measure own = { 0 };
		int status;

		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
		for (size_t k = 0; k < field->worker[i].n; k++) {
			measure_put(&own, field->worker[i].ms[k]);
			measure_put(all, field->worker[i].ms[k]);
		}
		if (measure_at(&own, 0.99) > *slowest)
			*slowest = measure_at(&own, 0.99);
		n += own.n;
		measure_clear(&own);
	}
	munmap(field, sizeof *field);
	return (double)n / turn * 1000;
}

static void bench_eight(void **state)
{
	struct measure sale = { 0 }, commit = { 0 }, in_turn = { 0 };
	double slowest_sale = 0, slowest_commit = 0, slowest_in_turn = 0;
	struct measure ratio = { 0 }, fair = { 0 };

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		double written = run(write_bare, &commit, &slowest_commit);
		double sold = run(sell, &sale, &slowest_sale);
		double queued = run(write_in_turn, &in_turn, &slowest_in_turn);

		measure_note("bare commits of eight writers, a second", written, "");
		measure_note("the same, each in its turn", queued, "");
		measure_note("sales of eight tills, a second", sold, "");
		measure_put(&ratio, written / sold);
		measure_put(&fair, queued / sold);
	}
	measure_row("eight bare writers / eight tills", measure_at(&ratio, 0.5), "x", 1 / 0.7);
	measure_note("eight bare writers in turn / eight tills", measure_at(&fair, 0.5), "x");
	measure_row("one sale in a hundred of the slowest till / the median",
		    slowest_sale / measure_at(&sale, 0.5), "x", 3);
	measure_note("sale, median", measure_at(&sale, 0.5), "ms");
	measure_note("bare commit, median", measure_at(&commit, 0.5), "ms");
	measure_note("bare commit, one in a hundred of the slowest writer", slowest_commit, "ms");
	measure_note("the same, each in its turn", slowest_in_turn, "ms");
	measure_clear(&sale);
	measure_clear(&commit);
	measure_clear(&in_turn);
	measure_clear(&ratio);
	measure_clear(&fair);
}

static int setup(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	struct bo *bo;

	(void)state;
	snprintf(store, sizeof store, "%s/store-tills.db", folder);
	snprintf(bare_path, sizeof bare_path, "%s/bare-tills.db", folder);
	/* Made anew: what is sold here each time would fill the house in some five runs. */
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		char path[600];

		snprintf(path, sizeof path, "%s%s", store, ends[i]);
		unlink(path);
	}
	large_make(store, SMALL);
	bo = large_open(store);
	for (int i = 0; i < TILLS; i++) {
		char name[20];

		snprintf(name, sizeof name, "Till %d", i + 1);
		assert_int_equal(bo_till_use(bo, name), BO_OK);
	}
	{
		struct bo_arena arena = { 0 };
		struct bo_wish wish = { large_performance(bo, 0), large_type(bo), 2 };
		struct bo_sale sale = { .lines = &wish, .n_lines = 1, .print = true };
		struct bo_order order;

		assert_int_equal(bo_sell(bo, &arena, &sale, &order), BO_OK);
		bo_arena_clear(&arena);
	}
	bare_make(bare_path, bo);
	bo_free(bo);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_eight),
	};
	const char *where = getenv("BENCH_FOLDER");

	snprintf(folder, sizeof folder, "%s", where ? where : "build/bench");
	mkdir(folder, 0700);
	return cmocka_run_group_tests(tests, setup, NULL);
}
