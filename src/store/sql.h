/*
 * Questions to the store.  The only way the other rooms see the database.
 *
 * SQL is written next to the C that uses it, in the common subset of SQLite and
 * PostgreSQL, with numbered parameters.  types has one letter for each:
 *   i  int64_t; BO_NONE is stored as NULL     d  int
 *   r  int64_t, an id; 0 is stored as NULL    s  const char *; NULL is NULL
 *   b  const void *, size_t
 * Statements are prepared once and kept, found again by the address of their text:
 * pass string literals only.  tests/store/test_portable.c says each to both engines; it finds them
 * by the names sql and types of the parameters that a text and its types are handed on by.
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
/* The text in an array of the caller's, as far as it fits; "" for NULL. */
void sql_fill(struct sql_rows *rows, int column, char *text, size_t size);

/* Names of columns, from 0 as they stand in the query below. */
#define SQL_COLUMNS(...) enum { __VA_ARGS__ }

/*
 * Lists.  A reader puts what the current row says into *row, which is zeroed.  Where it cannot, it
 * says so by sql_stop(): nothing more is read, and the status is the answer of the whole.
 */
typedef void sql_reader(struct sql_rows *rows, struct bo_arena *arena, void *row);

/* Where rows go: into an array of the arena, a new one or behind what it has; or one row into what
 * the caller has. */
struct sql_into {
	struct bo_arena *arena;
	sql_reader *read;
	void *to;
	size_t *n, size;
	bool more;
};

enum { SQL_ROW_MAX = 4096 }; /* bytes of what sql_one() reads */

#define SQL_ROWS(arena, array, n, read)                                                            \
	&(const struct sql_into)                                                                   \
	{                                                                                          \
		(arena), (read), &(array), &(n), sizeof *(array), false                            \
	}
#define SQL_MORE(arena, array, n, read)                                                            \
	&(const struct sql_into)                                                                   \
	{                                                                                          \
		(arena), (read), &(array), &(n), sizeof *(array), true                             \
	}
#define SQL_ROW(arena, row, read)                                                                  \
	&(const struct sql_into)                                                                   \
	{                                                                                          \
		(arena), (read), (row), NULL,                                                      \
			sizeof(*(row)) * sizeof(char[sizeof(*(row)) <= SQL_ROW_MAX]), false        \
	}

/* All rows of a query as SQL_ROWS or SQL_MORE; array and n stay as they are when it fails. */
enum bo_status sql_list(struct bo *bo, const struct sql_into *into, const char *sql,
			const char *types, ...) BO_CHECKED;
/* The first row as SQL_ROW, which stays as it is when it fails or there is none.  That is
 * BO_NOT_FOUND, "There is no such noun.", with the noun's last word as field; with NULL it is no
 * failure. */
enum bo_status sql_one(struct bo *bo, const struct sql_into *into, const char *noun,
		       const char *sql, const char *types, ...) BO_CHECKED;
/* Readers of one column: an int64_t that is an id; a const char * that is never NULL. */
void sql_read_id(struct sql_rows *rows, struct bo_arena *arena, void *id);
void sql_read_text(struct sql_rows *rows, struct bo_arena *arena, void *text);

/* For readers: the status, unless it is BO_OK, ends the query. */
void sql_stop(struct sql_rows *rows, enum bo_status status);
/* The text as it is; NULL: memory ended, and the query with it. */
const char *sql_made(struct sql_rows *rows, const char *text);
struct bo *sql_bo(const struct sql_rows *rows);

/* One statement without rows. */
enum bo_status sql_run(struct bo *bo, const char *sql, const char *types, ...) BO_CHECKED;
/* CREATE TEMP TABLE, a table of this program's alone, in the words of the schema files. */
enum bo_status sql_make(struct bo *bo, const char *sql) BO_CHECKED;
/* INSERT … RETURNING id (for this function only), or any query of one number; BO_NONE if there is
 * no row or it is NULL. */
enum bo_status sql_number(struct bo *bo, int64_t *number, const char *sql, const char *types,
			  ...) BO_CHECKED;
/* Adds the text of the first row, if there is one. */
enum bo_status sql_string(struct bo *bo, struct bo_buf *text, const char *sql, const char *types,
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
/* The same for an act that makes something, whose id is told once it is kept. */
enum bo_status act_made(struct bo *bo, enum bo_status status, const int64_t *made,
			int64_t *id) BO_CHECKED;
/* Takes back the outermost act, which only asked what would be; its status stays. */
enum bo_status act_forget(struct bo *bo, enum bo_status status) BO_CHECKED;
/* Is one open?  What is read then, the act reads for itself. */
bool act_is_open(const struct bo *bo);
/* The same for an act of very many rows, which has more memory meanwhile. */
enum bo_status bulk_begin(struct bo *bo) BO_CHECKED;
enum bo_status bulk_end(struct bo *bo, enum bo_status status) BO_CHECKED;
/* Several questions about one moment, unless status says already why not. */
enum bo_status glance_begin(struct bo *bo, enum bo_status status) BO_CHECKED;
enum bo_status glance_end(struct bo *bo, enum bo_status status) BO_CHECKED;

#endif
