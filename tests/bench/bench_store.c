/*
 * What reads all of a large store: the journal verified against a bare read of its rows, the check
 * of everything against a bare read of the large tables, and how long such a store is made.
 */
#include "support/large.h"
#include "support/measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

enum { ROUNDS = 3 };

static char folder[400], store[500];
static int64_t orders;

/* Every column of every row of these tables, by the database alone; how many. */
static int64_t read_bare(const char *const *tables, size_t n)
{
	int64_t rows = 0;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(store, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	for (size_t i = 0; i < n; i++) {
		sqlite3_stmt *statement;
		char sql[100];

		snprintf(sql, sizeof sql, "SELECT * FROM %s", tables[i]);
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
		for (; sqlite3_step(statement) == SQLITE_ROW; rows++)
			for (int c = 0; c < sqlite3_column_count(statement); c++)
				(void)sqlite3_column_bytes(statement, c);
		sqlite3_finalize(statement);
	}
	sqlite3_close(db);
	return rows;
}

static void bench_verify(void **state)
{
	static const char *const tables[] = { "journal", "orders" };
	struct measure verify = { 0 }, bare = { 0 };
	struct bo *bo = large_open(store);
	int64_t rows = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct bo_arena arena = { 0 };
		struct bo_journal_faults faults = { 0 };
		double start = measure_now();

		read_bare(tables, 2);
		measure_add(&bare, start);
		start = measure_now();
		assert_int_equal(bo_journal_verify(bo, &arena, NULL, &faults), BO_OK);
		measure_add(&verify, start);
		assert_int_equal(faults.n, 0);
		rows = faults.rows;
		bo_arena_clear(&arena);
	}
	measure_row("the journal verified / a bare read of its rows and orders",
		    measure_at(&verify, 0.5) / measure_at(&bare, 0.5), "x", 3);
	measure_row("a row of the journal verified", measure_at(&verify, 0.5) * 1000 / (double)rows,
		    "us", 1e6 / 600000);
	measure_clear(&verify);
	measure_clear(&bare);
	bo_free(bo);
}

static void bench_check(void **state)
{
	static const char *const tables[] = { "journal",   "orders",	 "order_line",
					      "tender",	   "voucher",	 "ticket",
					      "print_job", "redemption", "performance" };
	struct measure check = { 0 }, bare = { 0 };
	struct bo *bo = large_open(store);

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct bo_arena arena = { 0 };
		struct bo_faults faults = { 0 };
		double start = measure_now();

		read_bare(tables, sizeof tables / sizeof *tables);
		measure_add(&bare, start);
		start = measure_now();
		assert_int_equal(bo_store_check(bo, &arena, NULL, NULL, &faults), BO_OK);
		measure_add(&check, start);
		assert_int_equal(faults.n, 0);
		bo_arena_clear(&arena);
	}
	measure_row("the check / a bare read of the large tables",
		    measure_at(&check, 0.5) / measure_at(&bare, 0.5), "x", 6);
	measure_row("the check, a million orders", measure_at(&check, 0.5) * 1000 / (double)orders,
		    "s", 12);
	measure_note("orders in the store", (double)orders, "");
	measure_clear(&check);
	measure_clear(&bare);
	bo_free(bo);
}

/* Only where it had to be made. */
static int setup(void **state)
{
	bool made;
	double start;

	(void)state;
	snprintf(store, sizeof store, "%s/store-%lld.db", folder, (long long)orders);
	made = access(store, F_OK) == 0;
	start = measure_now();
	large_make(store, orders);
	if (!made)
		measure_row("a store made, a million orders",
			    (measure_now() - start) * 1000 / (double)orders, "s", 60);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bench_verify),
		cmocka_unit_test(bench_check),
	};
	const char *where = getenv("BENCH_FOLDER"), *many = getenv("BENCH_ORDERS");

	orders = many ? atoll(many) : 1000000;
	snprintf(folder, sizeof folder, "%s", where ? where : "build/bench");
	mkdir(folder, 0700);
	return cmocka_run_group_tests(tests, setup, NULL);
}
