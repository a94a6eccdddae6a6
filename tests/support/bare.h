/*
 * The bare commit that a sale is measured against: as many rows into tables of the same columns,
 * durable, with nothing asked and nothing decided.
 */
#ifndef SUPPORT_BARE_H
#define SUPPORT_BARE_H

#include "base/office.h"

#include <sqlite3.h>

enum { BARE_TABLES = 7, BARE_CHANGES = 4, BARE_ROWS = 2 };

struct bare {
	sqlite3 *db;
	sqlite3_stmt *begin, *commit, *change[BARE_CHANGES];
	sqlite3_stmt *insert[BARE_TABLES][BARE_ROWS]; /* prepared for each row, its values bound */
	int64_t row[BARE_CHANGES];
};

/* The store that is open has sold something: that sale's rows are written.  Makes the file anew. */
void bare_make(const char *path, struct bo *bo);
/* A writer of its own; several may be open at once and wait for each other as SQLite lets them. */
void bare_open(struct bare *bare, const char *path, struct bo *bo);
void bare_commit(struct bare *bare);
void bare_close(struct bare *bare);
/* Rows a database has inserted, updated or deleted so far. */
int64_t bare_written(sqlite3 *db);

#endif
