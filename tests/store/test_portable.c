/*
 * What the program says to its store, said to a PostgreSQL: the schema as the store translates it,
 * and every SQL text of src/ with the types of its parameters.  A statement that only SQLite
 * understands fails here.
 */
#include "embedded.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/translate.h"
#include "support/office.h"
#include "support/postgres.h"
#include "support/sql_texts.h"

#include <regex.h>
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

/* What the server must refuse, and with which words; NULL: it takes it. */
static const struct {
	const char *sql, *refusal;
} rules[] = {
	{ "INSERT INTO till (name, journal_hash) VALUES ('front', '')", NULL },
	{ "INSERT INTO journal (till_id, seq, at, kind, body, previous, hash) "
	  "VALUES (1, 1, 1767614400, 'a', 'b', '', '')",
	  NULL },
	{ "UPDATE journal SET body = 'c'", "the journal is append-only" },
	{ "DELETE FROM journal", "the journal is append-only" },
	{ "INSERT INTO journal (till_id, seq, at, kind, body, previous, hash) "
	  "VALUES (1, 1, 1, 'a', 'b', '', '')",
	  "journal_pkey" },
	{ "INSERT INTO season (name, name_fold, first, last) "
	  "VALUES ('A', 'a', '2026-02-01', '2026-01-01')",
	  "season_check" },
	{ "INSERT INTO patron_word (word, patron_id) VALUES ('a', 99)",
	  "patron_word_patron_id_fkey" },
	{ "INSERT INTO printer (name, name_fold, transport, target, removed) "
	  "VALUES ('Folder', 'folder', 'folder', 'x', 1)",
	  NULL },
	{ "INSERT INTO printer (name, name_fold, transport, target) "
	  "VALUES ('Folder', 'folder', 'folder', 'x')",
	  "printer_name" },
};

static void test_schema_works(void **state)
{
	char *got;

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const char *why = postgres_run(rules[i].sql);

		if (rules[i].refusal ? !why || !strstr(why, rules[i].refusal) : why != NULL)
			fail_msg("%s: %s", rules[i].sql, why ? why : "was taken");
	}
	/* The walk-up's id was given, not taken: the next is not his again. */
	got = postgres_ask("INSERT INTO patron (name, name_fold) VALUES ('B', 'b') RETURNING id");
	assert_string_equal(got, "2\n");
	free(got);
	got = postgres_ask("SELECT local_day(1767614400, 'UTC'), local_day(1767582000, "
			   "'America/New_York'), local_day(NULL, 'UTC')");
	assert_string_equal(got, "2026-01-05|2026-01-04|~\n");
	free(got);
}

/* Does the table of that alias stand in a LEFT JOIN, so that any of its columns may be NULL? */
static bool may_be_missing(const char *sql, const char *alias)
{
	char pattern[100];
	regex_t left;
	bool found;

	snprintf(pattern, sizeof pattern, "LEFT JOIN [a-z_]+ (AS )?%s ", alias);
	assert_int_equal(regcomp(&left, pattern, REG_EXTENDED | REG_NOSUB), 0);
	found = regexec(&left, sql, 0, NULL, 0) == 0;
	regfree(&left);
	return found;
}

/* What stands behind one ORDER BY: the key that may be NULL and does not say where that goes. */
static const char *unsaid(const char *sql, const char *key)
{
	for (;;) {
		size_t n = strcspn(key, ",()");
		char alias[40];

		if (sscanf(key, " %39[a-z].%*1[a-z]", alias) == 1 &&
		    key[strcspn(key, ".,()")] == '.' && may_be_missing(sql, alias) &&
		    !memmem(key, n, " NULLS ", 7))
			return key;
		if (key[n] != ',')
			return NULL;
		key += n + 1;
	}
}

static void test_null_order(void **state)
{
	size_t unclear = 0;

	(void)state;
	for (size_t i = 0; i < texts->n; i++) {
		const struct sql_text *text = &texts->text[i];

		for (const char *at = text->sql; (at = strstr(at, "ORDER BY "));) {
			const char *key = unsaid(text->sql, at += strlen("ORDER BY "));

			if (!key)
				continue;
			print_error("%s:%d: NULLS FIRST or LAST?%.40s\n", text->file, text->line,
				    key);
			unclear++;
		}
	}
	assert_int_equal(unclear, 0);
}

/* --- The demo season, moved there row by row ---------------------------------------------------
 */

static void put_cell(FILE *out, sqlite3_stmt *row, int column)
{
	const unsigned char *byte;

	switch (sqlite3_column_type(row, column)) {
	case SQLITE_NULL:
		fputs("\\N", out);
		break;
	case SQLITE_BLOB:
		fputs("\\\\x", out);
		byte = sqlite3_column_blob(row, column);
		for (int i = 0; i < sqlite3_column_bytes(row, column); i++)
			fprintf(out, "%02x", byte[i]);
		break;
	default:
		for (byte = sqlite3_column_text(row, column); *byte; byte++) {
			if (strchr("\\\n\t\r", *byte))
				fputc('\\', out);
			fputc(*byte == '\n'   ? 'n'
			      : *byte == '\t' ? 't'
			      : *byte == '\r' ? 'r'
					      : *byte,
			      out);
		}
	}
}

static void move_table(sqlite3 *db, const char *table)
{
	char sql[200], *rows = NULL, *columns = NULL;
	size_t size, names;
	sqlite3_stmt *row;
	FILE *out = open_memstream(&rows, &size), *list = open_memstream(&columns, &names);

	snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	for (int i = 0; i < sqlite3_column_count(row); i++)
		fprintf(list, "%s%s", i ? ", " : "", sqlite3_column_name(row, i));
	while (sqlite3_step(row) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(row); i++) {
			put_cell(out, row, i);
			fputc(i + 1 == sqlite3_column_count(row) ? '\n' : '\t', out);
		}
	sqlite3_finalize(row);
	fclose(out);
	fclose(list);
	must(table, postgres_copy(table, columns, rows, size));
	free(rows);
	free(columns);
}

/* In the order they were made, as each points to those before it.  What the migrations put in is
 * the demo's, too. */
static void move_all(sqlite3 *db)
{
	static const char tables[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name "
				     "NOT LIKE 'sqlite_%' ORDER BY rowid";
	sqlite3_stmt *table;
	char sql[200];

	must("messages", postgres_run("SET client_min_messages = warning"));
	for (int turn = 0; turn < 2; turn++) {
		assert_int_equal(sqlite3_prepare_v2(db, tables, -1, &table, NULL), SQLITE_OK);
		while (sqlite3_step(table) == SQLITE_ROW) {
			const char *name = (const char *)sqlite3_column_text(table, 0);

			snprintf(sql, sizeof sql, "TRUNCATE %s CASCADE", name);
			if (turn == 0)
				must(sql, postgres_run(sql));
			else
				move_table(db, name);
		}
		sqlite3_finalize(table);
	}
	must("ANALYZE", postgres_run("ANALYZE"));
}

/* The rows of a text as postgres_rows() gives them; NULL when SQLite refuses the values. */
static char *sqlite_rows(sqlite3 *db, const struct sql_text *text, const char *const *value)
{
	char *rows = NULL;
	size_t size;
	FILE *out = open_memstream(&rows, &size);
	sqlite3_stmt *row;
	int code;

	assert_int_equal(sqlite3_prepare_v2(db, text->sql, -1, &row, NULL), SQLITE_OK);
	for (int i = 0; text->types[i]; i++) {
		char name[16];
		int at;

		snprintf(name, sizeof name, "$%d", i + 1);
		at = sqlite3_bind_parameter_index(row, name);
		if (value[i] && text->types[i] == 's')
			sqlite3_bind_text(row, at, value[i], -1, SQLITE_STATIC);
		else if (value[i])
			sqlite3_bind_int64(row, at, strtoll(value[i], NULL, 10));
	}
	while ((code = sqlite3_step(row)) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(row); i++) {
			const unsigned char *cell = sqlite3_column_blob(row, i);

			if (sqlite3_column_type(row, i) == SQLITE_NULL)
				fputc('~', out);
			else if (sqlite3_column_type(row, i) == SQLITE_BLOB)
				for (int k = 0; k < sqlite3_column_bytes(row, i); k++)
					fprintf(out, "%02x", cell[k]);
			else
				fputs((const char *)sqlite3_column_text(row, i), out);
			fputc(i + 1 == sqlite3_column_count(row) ? '\n' : '|', out);
		}
	sqlite3_finalize(row);
	fclose(out);
	if (code == SQLITE_DONE)
		return rows;
	free(rows);
	return NULL;
}

/* What all parameters of a text are, one set after the other: numbers and texts. */
static const struct {
	const char *number, *text;
} values[] = {
	{ "1", NULL },	      { "2", "a" },   { "5", "UTC" }, { "40", "Europe/Berlin" },
	{ "2000000000", "" }, { NULL, NULL },
};

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Where nobody asked for an order, none is compared. */
static void sort_lines(char *rows)
{
	size_t n = 0, size = strlen(rows) + 1;
	char *copy = strdup(rows), **line = calloc(size, sizeof *line), *out = rows;

	assert_true(copy && line);
	for (char *at = strtok(copy, "\n"); at; at = strtok(NULL, "\n"))
		line[n++] = at;
	qsort(line, n, sizeof *line, compare_lines);
	for (size_t i = 0; i < n; i++)
		out += sprintf(out, "%s\n", line[i]);
	free(line);
	free(copy);
}

/* Does it answer alike?  Values that one of them refuses are no question. */
static bool is_same(sqlite3 *db, const struct sql_text *text, size_t v, size_t *compared)
{
	const char *value[32];
	char *here, *there;
	bool same;

	for (size_t k = 0; text->types[k]; k++)
		value[k] = text->types[k] == 's' ? values[v].text : values[v].number;
	here = sqlite_rows(db, text, value);
	there = here ? postgres_rows(text->sql, text->types, value) : NULL;
	if (here && there && !strstr(text->sql, "ORDER BY")) {
		sort_lines(here);
		sort_lines(there);
	}
	same = !there || strcmp(here, there) == 0;
	*compared += there && *there;
	if (!same)
		print_error("%s:%d: %s (%s)\nSQLite:\n%.600s\nPostgreSQL:\n%.600s\n", text->file,
			    text->line, text->sql, text->types, here, there);
	free(here);
	free(there);
	return same;
}

static void compare_all(sqlite3 *db)
{
	size_t compared = 0, differ = 0;

	move_all(db);
	for (size_t i = 0; i < texts->n; i++) {
		const struct sql_text *text = &texts->text[i];

		if (!text->types || strchr(text->types, 'b') || strstr(text->sql, " import_") ||
		    (!starts(text->sql, "SELECT ") && !starts(text->sql, "WITH ")))
			continue;
		for (size_t v = 0; v < sizeof values / sizeof *values; v++)
			differ += !is_same(db, text, v, &compared);
	}
	assert_int_equal(differ, 0);
	assert_true(compared > 400);
}

/* Half of what may be nothing is nothing then, and something where it was nothing; of what others
 * point to, a part is gone.  The journal and keys refuse, and stay. */
static void make_holes(sqlite3 *db)
{
	static const char columns[] =
		"SELECT m.name, i.name, i.type, i.cid FROM sqlite_schema m, "
		"pragma_table_info(m.name) i WHERE m.type = 'table' AND (i.cid = 0 OR "
		"(i.\"notnull\" = 0 AND i.pk = 0)) ORDER BY i.cid DESC";
	sqlite3_stmt *column;
	char sql[400];

	sqlite3_exec(db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
	assert_int_equal(sqlite3_prepare_v2(db, columns, -1, &column, NULL), SQLITE_OK);
	while (sqlite3_step(column) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(column, 0);
		const char *name = (const char *)sqlite3_column_text(column, 1);
		const char *type = (const char *)sqlite3_column_text(column, 2);
		int n = sqlite3_column_int(column, 3);

		if (n == 0)
			snprintf(sql, sizeof sql, "DELETE FROM %s WHERE rowid %% 7 = 3", table);
		else
			snprintf(
				sql, sizeof sql,
				"UPDATE OR IGNORE %s SET \"%s\" = CASE WHEN \"%s\" IS NULL THEN %s "
				"END WHERE (rowid >> %d) %% 2 = 1",
				table, name, name, *type == 'T' ? "'x'" : "1", n % 3);
		sqlite3_exec(db, sql, NULL, NULL, NULL);
	}
	sqlite3_finalize(column);
}

/* Once as it is, once with NULL in every place, as the engines put it at different ends. */
static void test_same_rows(void **state)
{
	struct bo *bo = test_demo();

	(void)state;
	compare_all(bo->store->db);
	make_holes(bo->store->db);
	must("references", postgres_run("SET session_replication_role = replica"));
	compare_all(bo->store->db);
	must("references", postgres_run("RESET session_replication_role"));
	test_office_end(bo);
}

/* PostgreSQL takes no other bytes; what SQLite would take could never be moved there. */
static void test_bad_bytes(void **state)
{
	static const char *const bad[] = { "\xff", "a\xc3", "\xed\xa0\x80", "\xc0\x80" };
	struct bo *bo = test_store();

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *value[] = { bad[i] };

		SAYS(bo, BO_INVALID, "not written in UTF-8",
		     sql_run(bo, "UPDATE house_option SET value = $1", "s", bad[i]));
		assert_null(postgres_rows("SELECT $1", "s", value));
	}
	assert_int_equal(test_number(bo, "SELECT count(*) FROM house_option WHERE value = 'yes'"),
			 1);
	OK(bo, sql_run(bo, "UPDATE house_option SET value = $1", "s", "\xc3\xa4"));
	test_office_end(bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_schema_works), cmocka_unit_test(test_all_are_found),
		cmocka_unit_test(test_every_text),   cmocka_unit_test(test_given_ids),
		cmocka_unit_test(test_null_order),   cmocka_unit_test(test_same_rows),
		cmocka_unit_test(test_bad_bytes),
	};

	return cmocka_run_group_tests_name("store/portable", tests, open_all, close_all);
}
