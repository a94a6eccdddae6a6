/*
 * Whole copies of the store, made while tills go on selling, and put back.
 * A copy is written beside its place and moved there when it is complete and
 * checked, so that a half one never carries the name of a good one.
 */
#include "base/fail.h"
#include "store/store.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGES_A_STEP = 256 };

void store_sync_folder(const char *path)
{
	char folder[PATH_LIMIT];
	char *slash;
	int fd;

	snprintf(folder, sizeof folder, "%s", path);
	slash = strrchr(folder, '/');
	if (slash == folder)
		slash[1] = '\0';
	else if (slash)
		*slash = '\0';
	fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

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
			   bo_progress progress, void *arg)
{
	int code =
		sqlite3_exec(from, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
	enum bo_status status = code == SQLITE_OK ? copy_pages(bo, from, to, file, progress, arg)
						  : fail_copy(bo, file, code);

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

static enum bo_status write_copy(struct bo *bo, sqlite3 *from, const char *file,
				 bo_progress progress, void *arg)
{
	enum bo_status status;
	sqlite3 *to = NULL;
	int code = sqlite3_open_v2(file, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	if (code != SQLITE_OK)
		status = fail(bo, BO_IO, "%s cannot be written: %s.", file, sqlite3_errmsg(to));
	else
		status = copy(bo, from, to, file, progress, arg);
	if (!status)
		status = settle(bo, to);
	sqlite3_close(to);
	if (status)
		unlink(file);
	return status;
}

enum bo_status bo_store_backup(struct bo *bo, const char *to, bo_progress progress, void *arg)
{
	char partial[PATH_LIMIT];
	enum bo_status status;

	if (!bo->store)
		return fail(bo, BO_IO, "No store is open.");
	if (bo->store->depth > 0)
		return fail(bo, BO_IO, "A copy cannot be made in the middle of an act.");
	if ((size_t)snprintf(partial, sizeof partial, "%s.partial", to) >= sizeof partial)
		return fail_field(bo, BO_INVALID, "file", to, "The file's name is too long.");
	if (access(to, F_OK) == 0)
		return fail_field(bo, BO_EXISTS, "file", to,
				  "%s exists already; nothing was written.", to);
	unlink(partial);
	status = write_copy(bo, bo->store->db, partial, progress, arg);
	if (status)
		return status;
	/* link, not rename: a file of that name made meanwhile is not overwritten */
	if (link(partial, to) != 0)
		status = fail_field(bo, errno == EEXIST ? BO_EXISTS : BO_IO, "file", to,
				    "%s cannot be made: %s.", to, strerror(errno));
	unlink(partial);
	store_sync_folder(to);
	return status;
}

static enum bo_status replace(struct bo *bo, const char *incoming, const char *path)
{
	static const char *const logs[] = { "-wal", "-shm" };
	char kept[PATH_LIMIT], log[PATH_LIMIT];

	if ((size_t)snprintf(kept, sizeof kept, "%s.before-restore", path) >= sizeof kept)
		return fail_field(bo, BO_INVALID, "store", path, "The store's name is too long.");
	if (access(kept, F_OK) == 0)
		return fail_field(bo, BO_EXISTS, "store", kept,
				  "%s is still there from an earlier restore; move it away first.",
				  kept);
	if (access(path, F_OK) == 0 && link(path, kept) != 0)
		return fail(bo, BO_IO, "%s cannot be kept as %s: %s.", path, kept, strerror(errno));
	for (size_t i = 0; i < 2; i++)
		if ((size_t)snprintf(log, sizeof log, "%s%s", path, logs[i]) < sizeof log)
			unlink(log);
	if (rename(incoming, path) != 0)
		return fail(bo, BO_IO, "%s cannot be replaced: %s.", path, strerror(errno));
	store_sync_folder(path);
	return BO_OK;
}

/* Nobody else may have the old store open: its last pages must be in the file, not in the log. */
static enum bo_status close_old(struct bo *bo, const char *path)
{
	sqlite3 *old = NULL;
	enum bo_status status = BO_OK;

	if (access(path, F_OK) != 0)
		return BO_OK;
	if (sqlite3_open_v2(path, &old, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	    sqlite3_exec(old,
			 "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN "
			 "EXCLUSIVE; COMMIT",
			 NULL, NULL, NULL) == SQLITE_BUSY)
		status = fail(bo, BO_BUSY, "%s is in use; sign off all tills before a restore.",
			      path);
	sqlite3_close(old);
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

enum bo_status bo_store_restore(struct bo *bo, const char *from, const char *path)
{
	char incoming[PATH_LIMIT];
	enum bo_status status;
	sqlite3 *source = NULL;

	bo_store_close(bo);
	status = store_inspect(bo, from, false);
	if (status)
		return status;
	if ((size_t)snprintf(incoming, sizeof incoming, "%s.incoming", path) >= sizeof incoming)
		return fail_field(bo, BO_INVALID, "store", path, "The store's name is too long.");
	status = close_old(bo, path);
	if (status)
		return status;
	unlink(incoming);
	if (sqlite3_open_v2(from, &source, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		status = fail(bo, BO_IO, "%s cannot be read: %s.", from, sqlite3_errmsg(source));
	else
		status = check_version(bo, source, from);
	if (!status)
		status = write_copy(bo, source, incoming, NULL, NULL);
	sqlite3_close(source);
	if (!status)
		status = replace(bo, incoming, path);
	if (status)
		unlink(incoming);
	return status;
}
