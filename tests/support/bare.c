/*
 * Tables without indexes or references, and the rows of the store's last sale written into them
 * again and again under new ids.
 */
#include "support/bare.h"
#include "store/store.h"

#include <boxoffice/store.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The tables a sale adds rows to and those it changes a row of: same columns, nothing else. */
static const struct {
	const char *table;
	int inserts;
} written[BARE_TABLES] = { { "orders", 1 }, { "order_line", 1 }, { "voucher", 2 },
			   { "ticket", 2 }, { "print_job", 2 },	 { "tender", 1 },
			   { "journal", 1 } };
static const struct {
	const char *table, *sql;
} changed[BARE_CHANGES] = {
	{ "performance",
	  "UPDATE performance SET sold = sold + 2, revenue = revenue + 8000 WHERE id = ?1" },
	{ "redemption", "UPDATE redemption SET sold = sold + 2 WHERE id = ?1" },
	{ "voucher_type", "UPDATE voucher_type SET issued = issued + 2 WHERE id = ?1" },
	{ "till",
	  "UPDATE till SET journal_seq = journal_seq + 1, journal_hash = ?2 WHERE id = ?1" },
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

/* As the store's own connection is set. */
static void connect_to(sqlite3 **db, const char *path)
{
	static const char *const pragmas[] = {
		"PRAGMA journal_mode = WAL",	    "PRAGMA synchronous = FULL",
		"PRAGMA cache_size = -16384",	    "PRAGMA temp_store = MEMORY",
		"PRAGMA wal_autocheckpoint = 4000", "PRAGMA journal_size_limit = 16777216"
	};

	assert_int_equal(sqlite3_open(path, db), SQLITE_OK);
	sqlite3_busy_timeout(*db, 5000);
	for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++)
		run(*db, pragmas[i]);
}

/* A plain table with the columns that the store's has, by number; the first is its key. */
static void make_table(sqlite3 *db, sqlite3 *store, const char *table)
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
	run(db, sql);
}

void bare_make(const char *path, struct bo *bo)
{
	char sql[600];
	sqlite3 *db;

	snprintf(sql, sizeof sql, "%s-wal", path);
	unlink(sql);
	unlink(path);
	connect_to(&db, path);
	for (int i = 0; i < BARE_TABLES; i++)
		make_table(db, bo->store->db, written[i].table);
	snprintf(sql, sizeof sql, "ATTACH '%s' AS store", bo_store_path(bo));
	run(db, sql);
	for (int i = 0; i < BARE_CHANGES; i++) {
		make_table(db, bo->store->db, changed[i].table);
		snprintf(sql, sizeof sql, "INSERT INTO main.%s SELECT * FROM store.%s",
			 changed[i].table, changed[i].table);
		run(db, sql);
	}
	sqlite3_close(db);
}

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

void bare_open(struct bare *bare, const char *path, struct bo *bo)
{
	char sql[100];
	sqlite3_stmt *row;

	connect_to(&bare->db, path);
	for (int i = 0; i < BARE_TABLES; i++)
		learn_inserts(bare, bo->store->db, i);
	for (int i = 0; i < BARE_CHANGES; i++) {
		bare->change[i] = prepared(bare->db, changed[i].sql);
		if (sqlite3_bind_parameter_count(bare->change[i]) == 2)
			sqlite3_bind_blob(bare->change[i], 2, "01234567890123456789012345678901",
					  32, SQLITE_STATIC);
		snprintf(sql, sizeof sql, "SELECT max(id) FROM %s", changed[i].table);
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
	if (sqlite3_step(statement) != SQLITE_DONE)
		fail_msg("%s: %s", sqlite3_sql(statement),
			 sqlite3_errmsg(sqlite3_db_handle(statement)));
	sqlite3_reset(statement);
}

void bare_commit(struct bare *bare)
{
	step(bare->begin);
	for (int i = 0; i < BARE_TABLES; i++)
		for (int k = 0; k < written[i].inserts; k++)
			step(bare->insert[i][k]);
	for (int i = 0; i < BARE_CHANGES; i++) {
		sqlite3_bind_int64(bare->change[i], 1, bare->row[i]);
		step(bare->change[i]);
	}
	step(bare->commit);
}

void bare_close(struct bare *bare)
{
	sqlite3_stmt *statement;

	while ((statement = sqlite3_next_stmt(bare->db, NULL)))
		sqlite3_finalize(statement);
	sqlite3_close(bare->db);
}

int64_t bare_written(sqlite3 *db)
{
	return sqlite3_total_changes64(db);
}
