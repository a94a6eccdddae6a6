/*
 * The schema files in the language of an engine.
 *
 * They are written in SQL that SQLite and PostgreSQL share, with a few words in capitals that are
 * none (data/schema/0001_base.sql lists them).  Translating is a function of the text alone: it
 * opens nothing, asks nothing, and gives the same for the same file always.
 */
#ifndef STORE_TRANSLATE_H
#define STORE_TRANSLATE_H

enum schema_engine { SCHEMA_SQLITE, SCHEMA_POSTGRES };

/*
 * A whole schema file.  Comments and strings stay as they are.  Memory of the caller's to free;
 * NULL when there is none.
 *
 * For PostgreSQL every number has 64 bits; every text compares by its bytes, so that a range finds
 * what begins with a word; a trigger that only refuses, by "BEGIN SELECT RAISE(ABORT, '…'); END",
 * becomes a function that raises; and behind an INSERT whose first column is id the table goes on
 * counting where those ids end.  Other triggers are left for the server to refuse.
 */
char *schema_translate(const char *text, enum schema_engine engine);

/* What SQL of the other rooms calls and PostgreSQL lacks: to be run there before the first file.
 * SQLite's are in sqlite/function.c. */
extern const char schema_postgres_functions[];

#endif
