/*
 * A PostgreSQL of the tests' own: its cluster in a private folder, reached by a socket there alone,
 * and gone with the test however that ends.  Debian's packages bring the programs and, where the
 * test is root, whom the server does not serve, the user it runs as.
 */
#ifndef SUPPORT_POSTGRES_H
#define SUPPORT_POSTGRES_H

#include <stdbool.h>
#include <stddef.h>

/* Makes the cluster, starts the server, connects.  Fails the test where that is not possible. */
void postgres_open(void);
void postgres_close(void);

/* One or several statements without parameters.  What the server has against them, a warning or a
 * notice too; NULL if nothing.  Borrowed until the next call. */
const char *postgres_run(const char *sql);
/* Prepares a statement with the types that the letters of sql.h stand for, and plans it for any
 * values; as postgres_run(). */
const char *postgres_prepare(const char *sql, const char *types);

/* The rows of a question as lines, columns with '|' between, NULL as "~", true as 1, bytes in
 * hexadecimal digits; memory of the caller's to free.  NULL when the server refuses. */
char *postgres_rows(const char *sql, const char *types, const char *const *value);
/* The same without parameters; fails the test when the server refuses. */
char *postgres_ask(const char *sql);

/* Rows into a table, in the text format of COPY; as postgres_run(). */
const char *postgres_copy(const char *table, const char *columns, const char *rows, size_t size);

#endif
