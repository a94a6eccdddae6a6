/*
 * Every SQL text of src/ with the types its parameters are sent with, read from the sources as the
 * compiler sees them: macros put in, neighbouring strings joined.
 *
 * A call site is a call of a function that takes "const char *sql" and "const char *types" (those
 * of store/sql.h, and what is built on them), or of sql_make().  Where its text is no string, it is
 * followed to where it comes from: a table or a variable of the file, a member by its name, a
 * parameter through the calls of that function, a function through its body.
 */
#ifndef SUPPORT_SQL_TEXTS_H
#define SUPPORT_SQL_TEXTS_H

#include <stddef.h>

struct sql_text {
	const char *file; /* of the text, and its line */
	int line;
	const char *sql;
	const char *types; /* NULL: a table in the words of the schema files, for sql_make() */
};

struct sql_texts {
	struct sql_text *text;
	size_t n;
	size_t sites; /* call sites in tokens, and by a plain search of the sources: the same */
	size_t sites_plain; /* unless one was missed */
	const char **fault; /* what could not be followed or was never reached, as sentences */
	size_t n_faults;
};

/* Of the sources below the folder of the project.  Whatever only the store may say to SQLite
 * (src/store/sqlite, PRAGMA, BEGIN IMMEDIATE) is not among them. */
struct sql_texts *sql_texts_read(void);
void sql_texts_free(struct sql_texts *texts);

#endif
