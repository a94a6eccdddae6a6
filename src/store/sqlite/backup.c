/*
 * Whole copies of the store, made while tills go on selling, and put back.
 * A copy is written beside its place and moved there when it is complete and
 * checked, so that a half one never carries the name of a good one.
 */
#include "base/fail.h"
#include "store/open.h"
#include "store/sqlite/partial.h"
#include "store/store.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_A_STEP = 256 };

/* file: the copy, as it is called in the sentence. */
static enum bo_status fail_copy(struct bo *bo, const char *file, int code)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
		return fail(bo, BO_IO, "The disk is full: %s could not be written.", file);
	case SQLITE_NOMEM:
		return fail_memory(bo);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fail(bo, BO_CORRUPT, "What was to be copied to %s is damaged.", file);
	default:
		return fail(bo, BO_IO, "%s could not be written: %s.", file, sqlite3_errstr(code));
	}
}

static enum bo_status copy_pages(struct bo *bo, sqlite3 *from, sqlite3 *to, const char *file,
				 bo_progress progress, void *arg)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	enum bo_status status = BO_OK;
	int code;

	if (!backup)
		return fail_copy(bo, file, sqlite3_errcode(to));
	do {
		code = sqlite3_backup_step(backup, PAGES_A_STEP);
		if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
			sqlite3_sleep(5);
		if (progress &&
		    !progress(arg,
			      sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup),
			      sqlite3_backup_pagecount(backup)))
			status = fail(bo, BO_CANCELLED, "Cancelled; no copy was made.");
	} while (!status && (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED));
	if (!status && code != SQLITE_DONE)
		status = fail_copy(bo, file, code);
	sqlite3_backup_finish(backup);
	return status;
}

/* Of one moment: without a reader of its own the copy would begin again at every sale. */
static enum bo_status copy(struct bo *bo, sqlite3 *from, sqlite3 *to, const char *file,
			   bo_progress progress, void *arg, const struct copy_told *told)
{
	int code =
		sqlite3_exec(from, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
	enum bo_status status = code == SQLITE_OK ? BO_OK : fail_copy(bo, file, code);

	if (!status && told)
		status = told->of_moment(bo, told->arg);
	if (!status)
		status = copy_pages(bo, from, to, file, progress, arg);
	if (!sqlite3_get_autocommit(from))
		sqlite3_exec(from, "ROLLBACK", NULL, NULL, NULL);
	return status;
}

/* One file, no log beside it: fit to be carried away. */
static enum bo_status settle(struct bo *bo, sqlite3 *db)
{
	sqlite3_stmt *statement;
	enum bo_status status = BO_OK;

	if (sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
		return fail(bo, BO_IO, "The copy could not be completed: %s.", sqlite3_errmsg(db));
	if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL) != SQLITE_OK)
		return fail(bo, BO_CORRUPT, "The copy cannot be read back: %s.",
			    sqlite3_errmsg(db));
	if (sqlite3_step(statement) != SQLITE_ROW ||
	    strcmp((const char *)sqlite3_column_text(statement, 0), "ok") != 0)
		status = fail(bo, BO_CORRUPT, "The copy is damaged; nothing was put in place.");
	sqlite3_finalize(statement);
	return status;
}

/* file: an empty one; shown: as it is called in sentences. */
static enum bo_status write_copy(struct bo *bo, sqlite3 *from, const char *file, const char *shown,
				 bo_progress progress, void *arg, const struct copy_told *told)
{
	enum bo_status status;
	sqlite3 *to = NULL;
	int code = sqlite3_open_v2(file, &to, SQLITE_OPEN_READWRITE, NULL);

	if (code != SQLITE_OK)
		status = fail(bo, BO_IO, "%s cannot be written: %s.", shown, sqlite3_errmsg(to));
	else
		status = copy(bo, from, to, shown, progress, arg, told);
	if (!status)
		status = settle(bo, to);
	sqlite3_close(to);
	return status;
}

/* Not a name under which SQLite would take the copy for a log and clear it away. */
static enum bo_status check_target(struct bo *bo, const char *to)
{
	static const char *const logs[] = { "-journal", "-wal", "-shm" };
	size_t length = strlen(to);

	if (length == 0)
		return fail_field(bo, BO_INVALID, "file", to, "A copy needs a name.");
	for (size_t i = 0; i < sizeof logs / sizeof *logs; i++) {
		size_t end = strlen(logs[i]);

		if (length >= end && strcmp(to + length - end, logs[i]) == 0)
			return fail_field(bo, BO_INVALID, "file", to,
					  "A file that ends in %s is taken for a store's log; give "
					  "the copy another name.",
					  logs[i]);
	}
	if (access(to, F_OK) == 0)
		return fail_field(bo, BO_EXISTS, "file", to,
				  "%s exists already; nothing was written.", to);
	return BO_OK;
}

enum bo_status store_copy(struct bo *bo, const char *to, bo_progress progress, void *arg,
			  const struct copy_told *told)
{
	struct partial partial;
	enum bo_status status;

	if (!bo->store)
		return fail(bo, BO_IO, "No store is open.");
	if (bo->store->depth > 0)
		return fail(bo, BO_IO, "A copy cannot be made in the middle of an act.");
	status = check_target(bo, to);
	if (!status)
		status = partial_make(bo, to, "file", &partial);
	if (status)
		return status;
	status = write_copy(bo, bo->store->db, partial.path, to, progress, arg, told);
	if (!status)
		status = told->unnamed(bo, told->arg);
	if (!status && !partial_name(&partial, to))
		status = fail_field(bo, errno == EEXIST ? BO_EXISTS : BO_IO, "file", to,
				    "%s cannot be made: %s.", to, strerror(errno));
	partial_end(&partial);
	if (!status)
		store_sync_folder(to);
	return status;
}

static enum bo_status check_version(struct bo *bo, sqlite3 *source, const char *from)
{
	sqlite3_stmt *statement;
	int64_t version = 0;

	if (sqlite3_prepare_v2(source, "PRAGMA user_version", -1, &statement, NULL) != SQLITE_OK)
		return fail(bo, BO_CORRUPT, "%s cannot be read: %s.", from, sqlite3_errmsg(source));
	if (sqlite3_step(statement) == SQLITE_ROW)
		version = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return store_check_version(bo, from, version);
}

static enum bo_status fetch(struct bo *bo, const char *from, const struct partial *partial)
{
	sqlite3 *source = NULL;
	enum bo_status status;

	if (sqlite3_open_v2(from, &source, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		status = fail(bo, BO_IO, "%s cannot be read: %s.", from, sqlite3_errmsg(source));
	else
		status = check_version(bo, source, from);
	if (!status)
		status = write_copy(bo, source, partial->path, from, NULL, NULL, NULL);
	sqlite3_close(source);
	return status;
}

enum bo_status store_open_copy(struct bo *bo, const char *from, const char *path)
{
	struct partial *partial;
	enum bo_status status;
	struct bo_error error;

	bo_store_close(bo);
	status = store_inspect(bo, from, false);
	if (status)
		return status;
	partial = malloc(sizeof *partial);
	if (!partial)
		return fail_memory(bo);
	status = partial_make(bo, path, "store", partial);
	if (status) {
		free(partial);
		return status;
	}
	status = fetch(bo, from, partial);
	if (!status)
		status = store_attach(bo, partial->path, from);
	if (bo->store) {
		bo->store->partial = partial;
	} else {
		partial_end(partial);
		free(partial);
	}
	if (!status)
		status = store_begin(bo);
	if (status) {
		error = bo->error;
		bo_store_close(bo);
		bo->error = error;
	}
	return status;
}

bool store_is_copy(const struct bo *bo)
{
	return bo->store && bo->store->partial;
}

/* Its last pages must be in the file, not in the log, and nobody may sell there meanwhile. */
enum bo_status store_open_alone(struct bo *bo, const char *path)
{
	enum bo_status status;
	struct bo_error error;

	bo_store_close(bo);
	status = store_inspect(bo, path, true);
	if (!status)
		status = store_attach(bo, path, path);
	if (!status)
		status = store_script(bo, "PRAGMA locking_mode = EXCLUSIVE; "
					  "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; COMMIT");
	if (status == BO_BUSY)
		status = fail(bo, BO_BUSY, "%s is in use; sign off all tills before a restore.",
			      path);
	if (status) {
		error = bo->error;
		bo_store_close(bo);
		bo->error = error;
	}
	return status;
}

/* Who may read and write the store may go on, but for everybody. */
static void inherit(const char *file, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return;
	if ((st.st_mode & 0060) && chown(file, (uid_t)-1, st.st_gid) == 0)
		chmod(file, 0600 | (st.st_mode & 0060));
	if (st.st_mode & 0007)
		chmod(path, st.st_mode & 0770);
}

/* The log of a store that nobody could open goes with it. */
static void keep_logs(const char *path, const char *kept)
{
	static const char *const logs[] = { "-wal", "-shm" };
	char from[PATH_LIMIT], to[PATH_LIMIT];

	for (size_t i = 0; i < 2; i++)
		if ((size_t)snprintf(from, sizeof from, "%s%s", path, logs[i]) < sizeof from &&
		    (size_t)snprintf(to, sizeof to, "%s%s", kept, logs[i]) < sizeof to)
			rename(from, to);
}

/* A restore that was killed may have kept the store and not yet replaced it. */
static bool is_the_same(const char *one, const char *other)
{
	struct stat a, b;

	return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

static bool has_log(const char *path)
{
	char log[PATH_LIMIT];

	return (size_t)snprintf(log, sizeof log, "%s-wal", path) >= sizeof log ||
	       access(log, F_OK) == 0;
}

static enum bo_status replace(struct bo *bo, const char *file, const char *path)
{
	char kept[PATH_LIMIT];

	if ((size_t)snprintf(kept, sizeof kept, "%s.before-restore", path) >= sizeof kept)
		return fail_field(bo, BO_INVALID, "store", path, "The store's name is too long.");
	if (access(path, F_OK) == 0) {
		if (access(kept, F_OK) == 0 && !is_the_same(path, kept))
			return fail_field(bo, BO_EXISTS, "store", kept,
					  "%s is still there from an earlier restore; move it away "
					  "first.",
					  kept);
		if (link(path, kept) != 0 && errno != EEXIST)
			return fail(bo, BO_IO, "%s cannot be kept as %s: %s.", path, kept,
				    strerror(errno));
		inherit(file, path);
		keep_logs(path, kept);
	}
	if (rename(file, path) != 0)
		return fail(bo, BO_IO, "%s cannot be replaced: %s.", path, strerror(errno));
	store_sync_folder(path);
	return BO_OK;
}

enum bo_status store_put(struct bo *bo, const char *path)
{
	struct partial *partial = bo->store->partial;
	struct bo_error error;
	/* What was written into the copy goes from its log into the file. */
	enum bo_status status = store_script(bo, "PRAGMA journal_mode = DELETE");

	error = bo->error;
	bo->store->partial = NULL;
	bo_store_close(bo);
	bo->error = error;
	if (!status && has_log(partial->path))
		status = fail(bo, BO_IO, "The copy beside %s could not be completed.", path);
	if (!status)
		status = replace(bo, partial->path, path);
	error = bo->error;
	partial_end(partial);
	free(partial);
	bo->error = error;
	return status;
}
