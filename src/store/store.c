/*
 * Opening and closing the file.  WAL, so that readers never wait for a sale;
 * synchronous FULL, because an acknowledged sale must survive a power cut.
 */
#include "store/store.h"
#include "base/fail.h"
#include "store/open.h"
#include "store/sql.h"
#include "store/sqlite/log.h"
#include "store/sqlite/partial.h"
#include "store/sqlite/queue.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Whoever has its turn meets here only who does not queue: a backup's last step, another user's
 * till, SQLite's own shell.  Short uneven naps, as SQLite's, growing to a tenth of a second, would
 * let a busy neighbour starve this till. */
static int wait_for_lock(void *arg, int tries)
{
	struct store *store = arg;
	struct timespec nap = { 0, (300 + (tries * 7919) % 1700) * 1000L };

	if (tries == 0)
		store->busy_since = store->came ? store->came : queue_clock();
	if (queue_clock() - store->busy_since > BUSY_SECONDS * 1000)
		return 0;
	if (tries > 200)
		nap.tv_nsec *= 8;
	nanosleep(&nap, NULL);
	return 1;
}

enum bo_status store_attach(struct bo *bo, const char *path, const char *shown)
{
	struct store *store = calloc(1, sizeof *store);
	int code;

	if (!store || !(store->path = strdup(shown))) {
		free(store);
		return fail_memory(bo);
	}
	bo->store = store;
	store->queue = -1;
	/* Counting its memory costs SQLite a lock for each piece; nobody asks.  Only the first of a
	 * process is heard. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	code = sqlite3_open_v2(path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK)
		return store_fail(bo, code);
	if (!store_note_place(store, path))
		return fail_memory(bo);
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_handler(store->db, wait_for_lock, store);
	return store_add_functions(bo);
}

/* journal_mode answers with a row, so these go one by one past store_script().  The file is not
 * mapped into memory: one cut short by somebody else would kill the program instead of failing. */
static bool lacks_room(const struct store *store)
{
	int code = sqlite3_extended_errcode(store->db);

	return code == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE || code == SQLITE_IOERR_SHMMAP;
}

static enum bo_status tune(struct bo *bo)
{
	static const char *const pragmas[] = {
		"PRAGMA journal_mode = WAL",	  "PRAGMA synchronous = FULL",
		"PRAGMA foreign_keys = ON",	  "PRAGMA trusted_schema = OFF",
		"PRAGMA cache_size = -16384",	  "PRAGMA temp_store = FILE",
		"PRAGMA temp.cache_size = -8192", "PRAGMA journal_size_limit = 16777216",
	};
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < sizeof pragmas / sizeof *pragmas; i++)
		status = store_script(bo, pragmas[i]);
	log_watch(bo->store);
	return status;
}

/* What is told is the act's, not this. */
static void shrink(struct bo *bo)
{
	struct bo_error error = bo->error;

	(void)!store_script(bo, "PRAGMA main.cache_size = -16384; PRAGMA shrink_memory");
	bo->error = error;
}

/* Two indexes of a million rows fit into that; what does not goes to the log early. */
enum bo_status bulk_begin(struct bo *bo)
{
	enum bo_status status = bo->store ? store_script(bo, "PRAGMA main.cache_size = -122880")
					  : fail(bo, BO_IO, "No store is open.");

	if (status)
		return status;
	status = act_begin(bo);
	if (status)
		shrink(bo);
	return status;
}

enum bo_status bulk_end(struct bo *bo, enum bo_status status)
{
	status = act_end(bo, status);
	shrink(bo);
	return status;
}

static enum bo_status read_kind(struct bo *bo)
{
	int64_t training = 0;
	enum bo_status status = sql_number(
		bo, &training, "SELECT count(*) FROM house_option WHERE name = 'training'", "");

	if (!status)
		bo->store->training = training > 0;
	return status;
}

enum bo_status store_begin(struct bo *bo)
{
	enum bo_status status = tune(bo);

	if (!status)
		status = store_migrate(bo, false);
	if (!status)
		status = read_kind(bo);
	return status;
}

/* Before 0600 was the rule, a store that was put back was everybody's to read; whoever meant that
 * would have said more than what habit makes of every file. */
static void keep_private(const char *path)
{
	static const char *const parts[] = { "", "-wal", "-shm" };
	char file[PATH_LIMIT];
	struct stat st;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if ((size_t)snprintf(file, sizeof file, "%s%s", path, parts[i]) < sizeof file &&
		    stat(file, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
		    (st.st_mode & 0777) == 0644)
			chmod(file, 0600);
}

/* Beside the store SQLite keeps a file of its own, which cannot be made on a full disk.  Alone with
 * the store it needs none: reading still works then, and writing says what is wrong. */
static enum bo_status open_alone(struct bo *bo, const char *path)
{
	enum bo_status status;

	bo_store_close(bo);
	status = store_attach(bo, path, path);
	if (!status)
		status = store_script(bo, "PRAGMA locking_mode = EXCLUSIVE");
	return status ? status : store_begin(bo);
}

enum bo_status store_open(struct bo *bo, const char *path)
{
	enum bo_status status;
	struct bo_error error;

	bo_store_close(bo);
	status = store_inspect(bo, path, true);
	if (status)
		return status;
	keep_private(path);
	status = store_attach(bo, path, path);
	if (!status)
		status = store_begin(bo);
	if (status && bo->store && lacks_room(bo->store))
		status = open_alone(bo, path);
	if (status) {
		error = bo->error;
		bo_store_close(bo);
		bo->error = error;
	}
	return status;
}

static enum bo_status fill(struct bo *bo, const char *file, const char *path, bool training,
			   store_furnish furnish)
{
	enum bo_status status = store_attach(bo, file, path);

	/* A sale touches some twenty pages; small ones are less to write and to flush. */
	if (!status)
		status = store_script(bo, "PRAGMA page_size = 2048");
	if (!status)
		status = store_migrate(bo, true);
	if (!status && training)
		status = sql_run(
			bo, "INSERT INTO house_option (name, value) VALUES ('training', 'yes')",
			"");
	if (!status)
		status = furnish(bo);
	return status;
}

/* Complete, on the disk and without a log beside it before it carries its name, so that a program
 * killed on the way leaves no half store there. */
static enum bo_status make(struct bo *bo, const struct partial *partial, const char *path,
			   bool training, store_furnish furnish)
{
	enum bo_status status = fill(bo, partial->path, path, training, furnish);
	struct bo_error error = bo->error;

	bo_store_close(bo);
	bo->error = error;
	if (!status && !partial_name(partial, path))
		status = errno == EEXIST
				 ? fail_field(bo, BO_EXISTS, "store", path,
					      "%s exists already; nothing was changed.", path)
				 : fail_field(bo, BO_IO, "store", path, "%s cannot be made: %s.",
					      path, strerror(errno));
	if (!status)
		store_sync_folder(path);
	return status;
}

enum bo_status store_create(struct bo *bo, const char *path, bool training, store_furnish furnish)
{
	struct partial partial;
	enum bo_status status;

	bo_store_close(bo);
	if (access(path, F_OK) == 0)
		return fail_field(bo, BO_EXISTS, "store", path,
				  "%s exists already; nothing was changed.", path);
	status = partial_make(bo, path, "store", &partial);
	if (status)
		return status;
	status = make(bo, &partial, path, training, furnish);
	partial_end(&partial);
	return status ? status : store_open(bo, path);
}

void bo_store_close(struct bo *bo)
{
	struct store *store = bo->store;

	if (!store)
		return;
	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(store->kept[i].statement);
	queue_leave(store);
	store_leave_lost(bo);
	sqlite3_close(store->db);
	if (store->partial)
		partial_end(store->partial);
	free(store->partial);
	free(store->path);
	free(store->at);
	for (size_t i = 0; i < STORE_BESIDE; i++)
		free(store->beside_at[i]);
	free(store);
	bo->store = NULL;
	bo->session = (struct bo_session){ 0 };
}

void bo_free(struct bo *bo)
{
	if (bo)
		bo_store_close(bo);
	free(bo);
}

const char *bo_store_path(const struct bo *bo)
{
	return bo->store ? bo->store->path : "";
}

bool bo_store_is_training(const struct bo *bo)
{
	return bo->store && bo->store->training;
}

bool store_changed(struct bo *bo)
{
	int64_t now = 0;

	if (!bo->store || sql_number(bo, &now, "PRAGMA data_version", ""))
		return false;
	if (now == bo->store->seen)
		return false;
	bo->store->seen = now;
	return true;
}

int64_t store_version(struct bo *bo)
{
	int64_t now = -1;

	return bo->store && !sql_number(bo, &now, "PRAGMA data_version", "") ? now : -1;
}
