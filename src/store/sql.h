/*
 * Questions to the store.  The only way the other rooms see the database.
 *
 * SQL is written next to the C that uses it, in the common subset of SQLite and
 * PostgreSQL, with numbered parameters.  types has one letter for each:
 *   i  int64_t; BO_NONE is stored as NULL     d  int
 *   r  int64_t, an id; 0 is stored as NULL    s  const char *; NULL is NULL
 *   b  const void *, size_t
 * Statements are prepared once and kept, found again by the address of their text:
 * pass string literals only.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "base/office.h"

#include <boxoffice/arena.h>

struct sql_rows;

/* Starts a query; sql_end() must follow, and returns what went wrong meanwhile. */
enum bo_status sql_query(struct bo *bo, struct sql_rows **rows, const char *sql, const char *types,
			 ...) BO_CHECKED;
bool sql_next(struct sql_rows *rows);
enum bo_status sql_end(struct sql_rows *rows) BO_CHECKED;

/* Columns of the current row, from 0. */
int64_t sql_int(const struct sql_rows *rows, int column); /* NULL: BO_NONE */
int64_t sql_id(const struct sql_rows *rows, int column);  /* NULL: 0 */
bool sql_flag(const struct sql_rows *rows, int column);
const char *sql_text(struct sql_rows *rows, int column); /* borrowed until the next row; NULL */
const void *sql_bytes(const struct sql_rows *rows, int column, size_t *n);
/* A copy in the arena; NULL for NULL.  When memory ends, sql_end() says so. */
const char *sql_copy(struct sql_rows *rows, int column, struct bo_arena *arena);

/* One statement without rows. */
enum bo_status sql_run(struct bo *bo, const char *sql, const char *types, ...) BO_CHECKED;
/* INSERT … RETURNING id (for this function only), or any query of one number; BO_NONE if there is
 * no row or it is NULL. */
enum bo_status sql_number(struct bo *bo, int64_t *number, const char *sql, const char *types,
			  ...) BO_CHECKED;
/* Rows that the last statement changed. */
int64_t sql_changed(struct bo *bo);

/*
 * One act is one transaction: begin takes the write lock, so that what is read after it stays true
 * until end, which commits if status is BO_OK and takes everything back if not.  Acts may contain
 * acts; the outermost commits, and none does once an inner one failed.
 */
enum bo_status act_begin(struct bo *bo) BO_CHECKED;
enum bo_status act_end(struct bo *bo, enum bo_status status) BO_CHECKED;
/* Takes back the outermost act, which only asked what would be; its status stays. */
enum bo_status act_forget(struct bo *bo, enum bo_status status) BO_CHECKED;
/* Is one open?  What is read then, the act reads for itself. */
bool act_is_open(const struct bo *bo);
/* The same for an act of very many rows, which has more memory meanwhile. */
enum bo_status bulk_begin(struct bo *bo) BO_CHECKED;
enum bo_status bulk_end(struct bo *bo, enum bo_status status) BO_CHECKED;
/* Several questions about one moment. */
enum bo_status glance_begin(struct bo *bo) BO_CHECKED;
enum bo_status glance_end(struct bo *bo, enum bo_status status) BO_CHECKED;

#endif
