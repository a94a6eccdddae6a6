/*
 * The schema: made and brought up to date from the files the program carries,
 * each in one transaction together with the number that says it is done.
 */
#include "base/fail.h"
#include "embedded.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/translate.h"
#include "store/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The schema files in their order: data/schema/0001_base.sql and on. */
static const struct embedded_file *file_of(int version)
{
	char start[24];

	snprintf(start, sizeof start, "schema/%04d_", version);
	for (const struct embedded_file *file = embedded_files; file->path; file++)
		if (strncmp(file->path, start, strlen(start)) == 0)
			return file;
	return NULL;
}

enum bo_status sql_make(struct bo *bo, const char *sql)
{
	char *translated = schema_translate(sql, SCHEMA_SQLITE);
	enum bo_status status = translated ? store_script(bo, translated) : fail_memory(bo);

	free(translated);
	return status;
}

enum { WORDS = 5 }; /* what its file makes, the program fills */

static enum bo_status apply(struct bo *bo, int version)
{
	enum bo_status status = sql_make(bo, file_of(version)->text);
	char number[80];

	if (!status && version == WORDS)
		status = words_add_all(bo);
	snprintf(number, sizeof number, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 STORE_MAGIC, version);
	return status ? status : store_script(bo, number);
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
