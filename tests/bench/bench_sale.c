/*
 * What a sale costs: against a bare durable commit of as many rows, and in a store of a million
 * orders against one of a thousand.
 */
#include "base/office.h"
#include "support/bare.h"
#include "support/large.h"
#include "support/measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "store/store.h"

enum { ROUNDS = 600, WARM = 50, SMALL = 1000 };

static char folder[400];

/* Two tickets for exact cash, printed; a performance further each time. */
static void sell(struct bo *bo, const int64_t *performances, int64_t type, int round)
{
	struct bo_arena arena = { 0 };
	struct bo_wish wish = { performances[round % LARGE_TO_COME], type, 2 };
	struct bo_sale sale = { .lines = &wish, .n_lines = 1, .print = true };
	struct bo_order order;

	if (bo_sell(bo, &arena, &sale, &order) != BO_OK)
		fail_msg("%s", bo_error(bo)->message);
	assert_int_equal(order.n_vouchers, 2);
	bo_arena_clear(&arena);
}

struct house {
	struct bo *bo;
	int64_t performance[LARGE_TO_COME], type;
};

static void open_house(struct house *house, int64_t orders)
{
	char path[500];

	snprintf(path, sizeof path, "%s/store-%lld.db", folder, (long long)orders);
	large_make(path, orders);
	house->bo = large_open(path);
	house->type = large_type(house->bo);
	for (int i = 0; i < LARGE_TO_COME; i++)
		house->performance[i] = large_performance(house->bo, i);
}

static void bench_against_bare(void **state)
{
	struct measure sale = { 0 }, commit = { 0 };
	struct house house;
	struct bare bare = { 0 };
	char path[500];
	int64_t before, in_sale, in_bare;

	(void)state;
	open_house(&house, SMALL);
	sell(house.bo, house.performance, house.type, 0);
	snprintf(path, sizeof path, "%s/bare.db", folder);
	bare_make(path, house.bo);
	bare_open(&bare, path, house.bo);
	before = bare_written(house.bo->store->db);
	sell(house.bo, house.performance, house.type, 1);
	in_sale = bare_written(house.bo->store->db) - before;
	before = bare_written(bare.db);
	bare_commit(&bare);
	in_bare = bare_written(bare.db) - before;
	assert_int_equal(in_sale, in_bare);
	for (int i = -WARM; i < ROUNDS; i++) {
		double start = measure_now();

		sell(house.bo, house.performance, house.type, i + WARM);
		if (i >= 0)
			measure_add(&sale, start);
		start = measure_now();
		bare_commit(&bare);
		if (i >= 0)
			measure_add(&commit, start);
	}
	measure_row("a sale / a bare commit of as many rows",
		    measure_at(&sale, 0.5) / measure_at(&commit, 0.5), "x", 2);
	measure_note("rows written by each", (double)in_sale, "");
	measure_note("sale, median", measure_at(&sale, 0.5), "ms");
	measure_note("sale, one in a hundred is slower than", measure_at(&sale, 0.99), "ms");
	measure_note("bare commit, median", measure_at(&commit, 0.5), "ms");
	bare_close(&bare);
	bo_free(house.bo);
	measure_clear(&sale);
	measure_clear(&commit);
}

/* Orders in each store; the largest on demand only: BENCH_LARGEST=5000000. */
static void bench_against_size(void **state)
{
	const char *orders = getenv("BENCH_ORDERS"), *largest = getenv("BENCH_LARGEST");
	const int64_t size[] = { SMALL, orders ? atoll(orders) : 1000000,
				 largest ? atoll(largest) : 0 };
	struct measure in[3] = { { 0 }, { 0 }, { 0 } };
	struct house house[3];
	int n = largest ? 3 : 2;

	(void)state;
	for (int k = 0; k < n; k++)
		open_house(&house[k], size[k]);
	for (int i = -WARM; i < ROUNDS; i++) {
		for (int k = 0; k < n; k++) {
			double start = measure_now();

			sell(house[k].bo, house[k].performance, house[k].type, i + WARM);
			if (i >= 0)
				measure_add(&in[k], start);
		}
	}
	for (int k = 1; k < n; k++)
		measure_row(k == 1 ? "a sale among a million orders / among a thousand"
				   : "a sale among five million / among a thousand",
			    measure_at(&in[k], 0.5) / measure_at(&in[0], 0.5), "x", 1.3);
	for (int k = 0; k < n; k++) {
		measure_note("orders in the store", (double)size[k], "");
		measure_note("sale there, median", measure_at(&in[k], 0.5), "ms");
		bo_free(house[k].bo);
		measure_clear(&in[k]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_against_bare),
		cmocka_unit_test(bench_against_size),
	};
	const char *where = getenv("BENCH_FOLDER");

	snprintf(folder, sizeof folder, "%s", where ? where : "build/bench");
	mkdir(folder, 0700);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
