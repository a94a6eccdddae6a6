/*
 * What a sale costs: against a bare durable commit of as many rows, and in a store of a million
 * orders against one of a thousand.
 */
#include "base/office.h"
#include "support/large.h"
#include "support/measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

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

/* --- The bare commit -------------------------------------------------------------------------- */

/* The tables a sale adds rows to and those it changes a row of: same columns, nothing else. */
static const struct {
	const char *table;
	int inserts;
} written[] = { { "orders", 1 },    { "order_line", 1 }, { "voucher", 2 }, { "ticket", 2 },
		{ "print_job", 2 }, { "tender", 1 },	 { "journal", 1 } };
static const char *const changed[] = {
	"UPDATE performance SET sold = sold + 2, revenue = revenue + 8000 WHERE id = ?1",
	"UPDATE redemption SET sold = sold + 2 WHERE id = ?1",
	"UPDATE voucher_type SET issued = issued + 2 WHERE id = ?1",
	"UPDATE till SET journal_seq = journal_seq + 1, journal_hash = ?2 WHERE id = ?1",
};
enum { TABLES = sizeof written / sizeof *written, CHANGES = sizeof changed / sizeof *changed };

struct bare {
	sqlite3 *db;
	sqlite3_stmt *begin, *commit, *change[CHANGES];
	sqlite3_stmt *insert[TABLES][2]; /* a prepared one for each row, its values bound */
	int64_t row[CHANGES];
};

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
	    SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	return statement;
}

/* A plain table with the columns that the store's has, by number; the first is its key. */
static void make_table(struct bare *bare, sqlite3 *store, const char *table)
{
	char sql[1024], ask[100];
	sqlite3_stmt *columns;
	size_t n = (size_t)snprintf(sql, sizeof sql, "CREATE TABLE %s (", table);

	snprintf(ask, sizeof ask, "SELECT name, type FROM pragma_table_info('%s')", table);
	columns = prepared(store, ask);
	for (int i = 0; sqlite3_step(columns) == SQLITE_ROW; i++)
		n += (size_t)snprintf(
			sql + n, sizeof sql - n, "%s%s %s%s", i ? ", " : "",
			sqlite3_column_text(columns, 0), sqlite3_column_text(columns, 1),
			i == 0 && strcmp((const char *)sqlite3_column_text(columns, 0), "id") == 0
				? " PRIMARY KEY"
				: "");
	sqlite3_finalize(columns);
	snprintf(sql + n, sizeof sql - n, ") STRICT");
	run(bare->db, sql);
}

/* The rows of the store's last sale, to be written again and again under new ids. */
static void learn_inserts(struct bare *bare, sqlite3 *store, int at)
{
	char sql[300];
	size_t n;
	sqlite3_stmt *rows;

	snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1 DESC, 2 DESC LIMIT %d",
		 written[at].table, written[at].inserts);
	rows = prepared(store, sql);
	for (int i = 0; i < written[at].inserts; i++) {
		bool keyed;

		assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
		keyed = strcmp(sqlite3_column_name(rows, 0), "id") == 0;
		n = (size_t)snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", written[at].table);
		for (int c = 0; c < sqlite3_column_count(rows); c++)
			n += (size_t)snprintf(sql + n, sizeof sql - n, "%s?%d", c ? ", " : "",
					      c + 1);
		snprintf(sql + n, sizeof sql - n, ")");
		bare->insert[at][i] = prepared(bare->db, sql);
		for (int c = keyed ? 1 : 0; c < sqlite3_column_count(rows); c++)
			sqlite3_bind_value(bare->insert[at][i], c + 1,
					   sqlite3_column_value(rows, c));
	}
	sqlite3_finalize(rows);
}

static void open_bare(struct bare *bare, struct bo *bo)
{
	static const char *const pragmas[] = {
		"journal_mode = WAL",  "synchronous = FULL",	    "cache_size = -16384",
		"temp_store = MEMORY", "wal_autocheckpoint = 4000", "journal_size_limit = 16777216"
	};
	static const char *const tables[] = { "performance", "redemption", "voucher_type", "till" };
	char path[500], sql[600];
	sqlite3 *store = bo->store->db;

	snprintf(path, sizeof path, "%s/bare.db", folder);
	unlink(path);
	assert_int_equal(sqlite3_open(path, &bare->db), SQLITE_OK);
	for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++) {
		snprintf(sql, sizeof sql, "PRAGMA %s", pragmas[i]);
		run(bare->db, sql);
	}
	for (int i = 0; i < TABLES; i++) {
		make_table(bare, store, written[i].table);
		learn_inserts(bare, store, i);
	}
	snprintf(sql, sizeof sql, "ATTACH '%s' AS store", bo_store_path(bo));
	run(bare->db, sql);
	for (int i = 0; i < CHANGES; i++) {
		make_table(bare, store, tables[i]);
		snprintf(sql, sizeof sql, "INSERT INTO main.%s SELECT * FROM store.%s", tables[i],
			 tables[i]);
		run(bare->db, sql);
	}
	run(bare->db, "DETACH store");
	for (int i = 0; i < CHANGES; i++) {
		sqlite3_stmt *row;

		bare->change[i] = prepared(bare->db, changed[i]);
		if (sqlite3_bind_parameter_count(bare->change[i]) == 2)
			sqlite3_bind_blob(bare->change[i], 2, "01234567890123456789012345678901",
					  32, SQLITE_STATIC);
		snprintf(sql, sizeof sql, "SELECT max(id) FROM %s", tables[i]);
		row = prepared(bare->db, sql);
		assert_int_equal(sqlite3_step(row), SQLITE_ROW);
		bare->row[i] = sqlite3_column_int64(row, 0);
		sqlite3_finalize(row);
	}
	bare->begin = prepared(bare->db, "BEGIN IMMEDIATE");
	bare->commit = prepared(bare->db, "COMMIT");
}

static void step(sqlite3_stmt *statement)
{
	assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
	sqlite3_reset(statement);
}

static void commit_bare(struct bare *bare)
{
	step(bare->begin);
	for (int i = 0; i < TABLES; i++)
		for (int k = 0; k < written[i].inserts; k++)
			step(bare->insert[i][k]);
	for (int i = 0; i < CHANGES; i++) {
		sqlite3_bind_int64(bare->change[i], 1, bare->row[i]);
		step(bare->change[i]);
	}
	step(bare->commit);
}

static void close_bare(struct bare *bare)
{
	sqlite3_stmt *statement;

	while ((statement = sqlite3_next_stmt(bare->db, NULL)))
		sqlite3_finalize(statement);
	sqlite3_close(bare->db);
}

/* Rows a database has inserted, updated or deleted so far. */
static int64_t rows_written(sqlite3 *db)
{
	return sqlite3_total_changes64(db);
}

static void bench_against_bare(void **state)
{
	struct measure sale = { 0 }, commit = { 0 };
	struct house house;
	struct bare bare = { 0 };
	int64_t before, in_sale, in_bare;

	(void)state;
	open_house(&house, SMALL);
	sell(house.bo, house.performance, house.type, 0);
	open_bare(&bare, house.bo);
	before = rows_written(house.bo->store->db);
	sell(house.bo, house.performance, house.type, 1);
	in_sale = rows_written(house.bo->store->db) - before;
	before = rows_written(bare.db);
	commit_bare(&bare);
	in_bare = rows_written(bare.db) - before;
	assert_int_equal(in_sale, in_bare);
	for (int i = -WARM; i < ROUNDS; i++) {
		double start = measure_now();

		sell(house.bo, house.performance, house.type, i + WARM);
		if (i >= 0)
			measure_add(&sale, start);
		start = measure_now();
		commit_bare(&bare);
		if (i >= 0)
			measure_add(&commit, start);
	}
	measure_row("a sale / a bare commit of as many rows",
		    measure_at(&sale, 0.5) / measure_at(&commit, 0.5), "x", 2);
	measure_note("rows written by each", (double)in_sale, "");
	measure_note("sale, median", measure_at(&sale, 0.5), "ms");
	measure_note("sale, one in a hundred is slower than", measure_at(&sale, 0.99), "ms");
	measure_note("bare commit, median", measure_at(&commit, 0.5), "ms");
	close_bare(&bare);
	bo_free(house.bo);
	measure_clear(&sale);
	measure_clear(&commit);
}

static void bench_against_size(void **state)
{
	struct measure in[2] = { { 0 }, { 0 } };
	struct house house[2];
	const char *orders = getenv("BENCH_ORDERS");
	int64_t large = orders ? atoll(orders) : 1000000;

	(void)state;
	open_house(&house[0], SMALL);
	open_house(&house[1], large);
	for (int i = -WARM; i < ROUNDS; i++) {
		for (int k = 0; k < 2; k++) {
			double start = measure_now();

			sell(house[k].bo, house[k].performance, house[k].type, i + WARM);
			if (i >= 0)
				measure_add(&in[k], start);
		}
	}
	measure_row("a sale among a million orders / among a thousand",
		    measure_at(&in[1], 0.5) / measure_at(&in[0], 0.5), "x", 1.3);
	measure_note("orders in the large store", (double)large, "");
	measure_note("sale in the large store, median", measure_at(&in[1], 0.5), "ms");
	measure_note("sale in the small store, median", measure_at(&in[0], 0.5), "ms");
	for (int k = 0; k < 2; k++) {
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
