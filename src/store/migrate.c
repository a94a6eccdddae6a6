/*
 * The schema: made and brought up to date from the files the program carries,
 * each in one transaction together with the number that says it is done.
 */
#include "base/fail.h"
#include "embedded.h"
#include "store/store.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The words of the schema files, in this engine's language. */
static const struct {
	const char *word, *sqlite;
} words[] = {
	{ "ID", "INTEGER PRIMARY KEY" },
	{ "NUMBER", "INTEGER" },
	{ "MONEY", "INTEGER" },
	{ "MOMENT", "INTEGER" },
	{ "FLAG", "INTEGER" },
	{ "DAY", "TEXT" },
	{ "BYTES", "BLOB" },
	{ "PLAIN", "STRICT" },
	{ "KEYED", "STRICT, WITHOUT ROWID" },
};

static const char *translate_word(const char *text, size_t n)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == n && strncmp(words[i].word, text, n) == 0)
			return words[i].sqlite;
	return NULL;
}

/* Memory of the caller's to free; NULL when there is none.  Comments and strings are left alone. */
static char *translate(const char *text)
{
	size_t size = strlen(text) * 3 + 1;
	char *result = malloc(size), *out = result;

	while (result && *text) {
		size_t n = 1;
		const char *other = NULL;

		if (text[0] == '-' && text[1] == '-') {
			n = strcspn(text, "\n");
		} else if (*text == '\'') {
			n = strcspn(text + 1, "'") + 2;
		} else if (isalnum((unsigned char)*text) || *text == '_') {
			for (n = 0; isalnum((unsigned char)text[n]) || text[n] == '_'; n++)
				;
			other = translate_word(text, n);
		}
		if (other)
			out = stpcpy(out, other);
		else
			out = (char *)memcpy(out, text, n) + n;
		text += n;
	}
	if (result)
		*out = '\0';
	return result;
}

static enum bo_status pragma(struct bo *bo, const char *name, int64_t *value)
{
	char sql[64];
	sqlite3_stmt *statement;
	int code;

	snprintf(sql, sizeof sql, "PRAGMA %s", name);
	code = sqlite3_prepare_v2(bo->store->db, sql, -1, &statement, NULL);
	if (code != SQLITE_OK)
		return store_fail(bo, code);
	code = sqlite3_step(statement);
	*value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return store_fail(bo, code);
}

/* The schema files in their order: data/schema/NNNN_name.sql. */
static const struct embedded_file *file_of(int version)
{
	char start[24];

	snprintf(start, sizeof start, "schema/%04d_", version);
	for (const struct embedded_file *file = embedded_files; file->path; file++)
		if (strncmp(file->path, start, strlen(start)) == 0)
			return file;
	return NULL;
}

static enum bo_status apply(struct bo *bo, int version)
{
	enum bo_status status;
	char number[80];
	char *sql = translate(file_of(version)->text);

	if (!sql)
		return fail_memory(bo);
	snprintf(number, sizeof number, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 STORE_MAGIC, version);
	status = store_script(bo, sql);
	if (!status)
		status = store_script(bo, number);
	free(sql);
	return status;
}

static int newest_version(void)
{
	int newest = 0;

	while (file_of(newest + 1))
		newest++;
	return newest;
}

enum bo_status store_check_version(struct bo *bo, const char *path, int64_t version)
{
	if (version <= newest_version())
		return BO_OK;
	return fail(bo, BO_CORRUPT,
		    "%s was written by a newer boxoffice (schema %" PRId64
		    ", this one knows %d); use that one.",
		    path, version, newest_version());
}

enum bo_status store_migrate(struct bo *bo, bool create)
{
	enum bo_status status;
	int64_t have = 0;
	int newest = newest_version();

	status = pragma(bo, "user_version", &have);
	if (!status)
		status = store_check_version(bo, bo->store->path, have);
	if (status)
		return status;
	if (have == newest && !create)
		return BO_OK;
	status = store_script(bo, "BEGIN IMMEDIATE");
	if (status)
		return status;
	/* Another process may have done it while this one waited for the lock. */
	status = pragma(bo, "user_version", &have);
	for (int version = (int)have + 1; !status && version <= newest; version++)
		status = apply(bo, version);
	if (!status)
		return store_script(bo, "COMMIT");
	sqlite3_exec(bo->store->db, "ROLLBACK", NULL, NULL, NULL);
	return status;
}
