/*
 * What the program says to its store, said to a PostgreSQL: the schema as the store translates it,
 * and every SQL text of src/ with the types of its parameters.  A statement that only SQLite
 * understands fails here.
 */
#include "embedded.h"
#include "store/translate.h"
#include "support/postgres.h"
#include "support/sql_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct sql_texts *texts;

static void must(const char *what, const char *why)
{
	if (why)
		fail_msg("%s: %s", what, why);
}

/* "IF NOT EXISTS" makes a notice there, which is no fault of a schema file. */
static void migrate(void)
{
	must("functions", postgres_run(schema_postgres_functions));
	must("messages", postgres_run("SET client_min_messages = warning"));
	for (const struct embedded_file *file = embedded_files; file->path; file++) {
		char *sql;

		if (strncmp(file->path, "schema/", 7) != 0)
			continue;
		sql = schema_translate(file->text, SCHEMA_POSTGRES);
		assert_non_null(sql);
		must(file->path, postgres_run(sql));
		free(sql);
	}
	must("messages", postgres_run("SET client_min_messages = notice"));
}

static int open_all(void **state)
{
	(void)state;
	postgres_open();
	migrate();
	texts = sql_texts_read();
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	if (texts)
		sql_texts_free(texts);
	postgres_close();
	return 0;
}

/* A text that is missed here is not tried. */
static void test_all_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < texts->n_faults; i++)
		print_error("%s\n", texts->fault[i]);
	assert_int_equal(texts->n_faults, 0);
	assert_int_equal(texts->sites, texts->sites_plain);
	assert_true(texts->n > 400);
}

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static const char *make_table(const char *words)
{
	char *sql = schema_translate(words, SCHEMA_POSTGRES);
	const char *why;

	assert_non_null(sql);
	why = postgres_run(sql);
	free(sql);
	return why;
}

/* Tables of the moment are made before what asks them is prepared, and taken away after it. */
static const char *try_text(const struct sql_text *text, int turn)
{
	bool makes = !text->types, drops = !makes && starts(text->sql, "DROP ");

	if ((makes ? 0 : drops ? 2 : 1) != turn)
		return NULL;
	if (makes)
		return make_table(text->sql);
	return drops ? postgres_run(text->sql) : postgres_prepare(text->sql, text->types);
}

/* An INTEGER of a text would have 32 bits there, and a text without the schema's word the order of
 * some language. */
static void check_columns(void)
{
	char *odd =
		postgres_ask("SELECT c.relname, a.attname, format_type(a.atttypid, NULL), "
			     "a.attcollation::regcollation FROM pg_attribute a JOIN pg_class c "
			     "ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
			     "WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped "
			     "AND (n.nspname = 'public' OR n.nspname LIKE 'pg_temp%') "
			     "AND a.atttypid::regtype NOT IN ('bigint', 'bytea') AND NOT "
			     "(a.atttypid = 'text'::regtype AND a.attcollation = "
			     "'\"C\"'::regcollation) ORDER BY 1, 2");

	assert_string_equal(odd, "");
	free(odd);
}

static void test_every_text(void **state)
{
	size_t n = 0;

	(void)state;
	for (int turn = 0; turn < 3; turn++) {
		if (turn == 2) /* all tables are there */
			check_columns();
		for (size_t i = 0; i < texts->n; i++) {
			const struct sql_text *text = &texts->text[i];
			const char *why = try_text(text, turn);

			if (!why)
				continue;
			print_error("%s:%d: %s\t%s (%s)\n", text->file, text->line, why, text->sql,
				    text->types ? text->types : "made");
			n++;
		}
	}
	assert_int_equal(n, 0);
}

/* A given id of no number means "take one" to SQLite only. */
static void test_given_ids(void **state)
{
	(void)state;
	for (size_t i = 0; i < texts->n; i++) {
		char table[64], question[300], *identity;

		if (sscanf(texts->text[i].sql, "INSERT INTO %63[a-z_] (id,", table) != 1 ||
		    !strstr(texts->text[i].sql, " (id,"))
			continue;
		snprintf(question, sizeof question,
			 "SELECT 1 FROM pg_attribute WHERE attrelid = '%s'::regclass AND attname = "
			 "'id' AND attidentity <> ''",
			 table);
		identity = postgres_ask(question);
		if (*identity)
			print_error("%s:%d\n", texts->text[i].file, texts->text[i].line);
		assert_string_equal(identity, "");
		free(identity);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_are_found),
		cmocka_unit_test(test_every_text),
		cmocka_unit_test(test_given_ids),
	};

	return cmocka_run_group_tests_name("store/portable", tests, open_all, close_all);
}
