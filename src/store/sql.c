/*
 * Statements and transactions.  Statements are kept prepared in a small open
 * table keyed by the address of their text: a sale runs some twenty of them and
 * none is parsed twice.
 */
#include "store/sql.h"
#include "base/fail.h"
#include "base/json_room.h"
#include "store/sqlite/log.h"
#include "store/sqlite/queue.h"
#include "store/store.h"

#include <boxoffice/text.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static enum bo_status disk_full(struct bo *bo)
{
	return fail(bo, BO_IO, "The disk is full: nothing was changed in %s.", bo->store->path);
}

/* For this program, at least: a quota or a limit on files is as good as an end of the disk. */
static bool no_room(int error)
{
	return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

enum bo_status store_fail(struct bo *bo, int code)
{
	const char *path = bo->store->path;

	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return BO_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fail(bo, BO_BUSY,
			    "Another program keeps %s locked and does not let go; try again.",
			    path);
	case SQLITE_FULL:
		return disk_full(bo);
	case SQLITE_NOMEM:
		return fail_memory(bo);
	case SQLITE_MISMATCH: /* said by bind_one(): other engines refuse it, this one would keep it
			       */
		return fail(bo, BO_INVALID,
			    "A text is not written in UTF-8, and the store keeps no other; nothing "
			    "was changed.");
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return fail(bo, BO_IO,
			    "%s cannot be written to; check its permissions and its folder's.",
			    path);
	case SQLITE_CANTOPEN:
		return fail(
			bo, BO_IO,
			"%s cannot be opened; check that its folder exists and may be written to.",
			path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fail(bo, BO_CORRUPT,
			    "%s is damaged or not a box office store; restore a backup.", path);
	case SQLITE_IOERR:
		if (no_room(sqlite3_system_errno(bo->store->db)))
			return disk_full(bo);
		return fail(bo, BO_IO, "The disk failed while using %s (%s); nothing was changed.",
			    path, sqlite3_errmsg(bo->store->db));
	default:
		return fail(bo, BO_IO, "The store refused: %s.", sqlite3_errmsg(bo->store->db));
	}
}

enum bo_status store_script(struct bo *bo, const char *sql)
{
	return store_fail(bo, sqlite3_exec(bo->store->db, sql, NULL, NULL, NULL));
}

static size_t slot_of(const char *sql)
{
	uintptr_t key = (uintptr_t)sql;

	return (size_t)((key ^ (key >> 9)) * UINT64_C(0x9e3779b97f4a7c15) >> 40) & (STATEMENTS - 1);
}

/* SQLite counts "$2" by where it first stands in the text; here the digits decide. */
static void find_places(struct sql_rows *rows)
{
	int n = sqlite3_bind_parameter_count(rows->statement);

	memset(rows->place, 0, sizeof rows->place);
	for (int i = 1; i <= n && i <= PARAMETERS; i++) {
		const char *name = sqlite3_bind_parameter_name(rows->statement, i);
		long number = name && *name == '$' ? strtol(name + 1, NULL, 10) : i;

		if (number >= 1 && number <= PARAMETERS)
			rows->place[number - 1] = (unsigned char)i;
	}
}

/* Bytes of an INSERT in front of its "RETURNING id"; 0 if it has none.  SQLite makes a table of one
 * row for that, but knows the id of the last row anyway. */
static size_t before_returning(const char *sql)
{
	static const char end[] = " RETURNING id";
	size_t n = strlen(sql);

	if (n < sizeof end || strcmp(sql + n - (sizeof end - 1), end) != 0 ||
	    strncmp(sql, "INSERT", 6) != 0 || strstr(sql, "DO UPDATE"))
		return 0;
	return n - (sizeof end - 1);
}

/* Some failures make SQLite take a whole act back at once; nothing of it may go on by itself. */
static bool is_lost(const struct store *store)
{
#ifdef BO_TEST_NO_LOCK
	(void)store;
	return false;
#else
	return store->depth > 0 && sqlite3_get_autocommit(store->db);
#endif
}

/* An act in which a question failed does not commit, whatever its caller makes of the answer. */
static enum bo_status spoil(struct bo *bo, enum bo_status status)
{
	struct store *store = bo->store;

	if (status && store->depth > 0 && !store->failed) {
		store->failed = true;
		store->why = bo->error;
	}
	return status;
}

static int compile(struct store *store, struct sql_rows *slot, const char *sql)
{
	size_t n = before_returning(sql);

	slot->gives_id = n > 0;
	return sqlite3_prepare_v3(store->db, sql, n ? (int)n : -1,
				  slot->kept ? SQLITE_PREPARE_PERSISTENT : 0, &slot->statement,
				  NULL);
}

/* A free slot with the statement prepared; one outside the table if the kept one is in use. */
static enum bo_status prepare(struct bo *bo, const char *sql, struct sql_rows **rows)
{
	struct store *store = bo->store;
	struct sql_rows *slot = NULL;
	size_t at = slot_of(sql);
	int code;

	if (!store)
		return fail(bo, BO_IO, "No store is open.");
	if (is_lost(store)) {
		bo->error = store->why;
		return store->why.status;
	}
	for (int probe = 0; probe < 8; probe++, at = (at + 1) & (STATEMENTS - 1)) {
		if (store->kept[at].sql == sql || !store->kept[at].sql) {
			slot = &store->kept[at];
			break;
		}
	}
	if (!slot || slot->busy) {
		slot = sqlite3_malloc(sizeof *slot);
		if (!slot)
			return fail_memory(bo);
		*slot = (struct sql_rows){ .kept = false };
	} else {
		slot->kept = true;
	}
	slot->bo = bo;
	slot->status = BO_OK;
	slot->done = false;
	if (!slot->statement) {
		code = compile(store, slot, sql);
		if (code != SQLITE_OK) {
			if (!slot->kept)
				sqlite3_free(slot);
			return spoil(bo, store_fail(bo, code));
		}
		slot->sql = sql;
		find_places(slot);
	}
	slot->busy = true;
	*rows = slot;
	return BO_OK;
}

static int bind_one(sqlite3_stmt *statement, int at, char type, bool copies, va_list *args)
{
	int64_t number;
	const char *text;
	const void *bytes;

	switch (type) {
	case 'i':
		number = va_arg(*args, int64_t);
		return number == BO_NONE ? sqlite3_bind_null(statement, at)
					 : sqlite3_bind_int64(statement, at, number);
	case 'd':
		return sqlite3_bind_int(statement, at, va_arg(*args, int));
	case 'r':
		number = va_arg(*args, int64_t);
		return number == 0 ? sqlite3_bind_null(statement, at)
				   : sqlite3_bind_int64(statement, at, number);
	case 's':
		text = va_arg(*args, const char *);
		if (text && !bo_text_is_utf8(text))
			return SQLITE_MISMATCH;
		return sqlite3_bind_text(statement, at, text, -1,
					 copies ? SQLITE_TRANSIENT : SQLITE_STATIC);
	case 'b':
		bytes = va_arg(*args, const void *);
		return sqlite3_bind_blob(statement, at, bytes, (int)va_arg(*args, size_t),
					 SQLITE_TRANSIENT);
	default:
		return SQLITE_MISUSE;
	}
}

enum bo_status sql_start(struct bo *bo, struct sql_rows **rows, const char *sql, const char *types,
			 bool copies, va_list *args)
{
	enum bo_status status = prepare(bo, sql, rows);

	if (status)
		return status;
	for (int i = 0; types[i] && !status; i++)
		status = store_fail(bo, bind_one((*rows)->statement,
						 i < PARAMETERS ? (*rows)->place[i] : 0, types[i],
						 copies, args));
	if (status) {
		(*rows)->status = status;
		status = sql_end(*rows);
	}
	return status;
}

enum bo_status sql_query(struct bo *bo, struct sql_rows **rows, const char *sql, const char *types,
			 ...)
{
	enum bo_status status;
	va_list args;

	va_start(args, types);
	status = sql_start(bo, rows, sql, types, true, &args);
	va_end(args);
	return status;
}

bool sql_next(struct sql_rows *rows)
{
	int code;

	if (rows->status || rows->done)
		return false;
	code = sqlite3_step(rows->statement);
	if (code == SQLITE_ROW)
		return true;
	rows->done = true; /* another step would run it all again */
	rows->status = store_fail(rows->bo, code);
	return false;
}

enum bo_status sql_end(struct sql_rows *rows)
{
	enum bo_status status = spoil(rows->bo, rows->status);

	sqlite3_reset(rows->statement);
	sqlite3_clear_bindings(rows->statement);
	rows->busy = false;
	if (!rows->kept) {
		sqlite3_finalize(rows->statement);
		sqlite3_free(rows);
	}
	return status;
}

int64_t sql_int(const struct sql_rows *rows, int column)
{
	if (sqlite3_column_type(rows->statement, column) == SQLITE_NULL)
		return BO_NONE;
	return sqlite3_column_int64(rows->statement, column);
}

int64_t sql_id(const struct sql_rows *rows, int column)
{
	return sqlite3_column_int64(rows->statement, column);
}

bool sql_flag(const struct sql_rows *rows, int column)
{
	return sqlite3_column_int64(rows->statement, column) != 0;
}

/* Never NULL for what is not: callers compare and copy before they hear of it from sql_end(). */
const char *sql_text(struct sql_rows *rows, int column)
{
	const char *text;

	if (sqlite3_column_type(rows->statement, column) == SQLITE_NULL)
		return NULL;
	text = (const char *)sqlite3_column_text(rows->statement, column);
	if (!text)
		rows->status = fail_memory(rows->bo);
	return text ? text : "";
}

const void *sql_bytes(const struct sql_rows *rows, int column, size_t *n)
{
	const void *bytes = sqlite3_column_blob(rows->statement, column);

	*n = bytes ? (size_t)sqlite3_column_bytes(rows->statement, column) : 0;
	return bytes;
}

const char *sql_copy(struct sql_rows *rows, int column, struct bo_arena *arena)
{
	const char *text = sql_text(rows, column), *copy;

	if (!text)
		return NULL;
	copy = bo_arena_copy(arena, text);
	if (!copy)
		rows->status = fail_memory(rows->bo);
	return copy;
}

enum bo_status sql_run(struct bo *bo, const char *sql, const char *types, ...)
{
	struct sql_rows *rows;
	enum bo_status status;
	va_list args;

	va_start(args, types);
	status = sql_start(bo, &rows, sql, types, false, &args);
	va_end(args);
	if (status)
		return status;
	while (sql_next(rows))
		;
	return sql_end(rows);
}

enum bo_status sql_number(struct bo *bo, int64_t *number, const char *sql, const char *types, ...)
{
	struct sql_rows *rows;
	enum bo_status status;
	int64_t found = BO_NONE;
	va_list args;

	va_start(args, types);
	status = sql_start(bo, &rows, sql, types, false, &args);
	va_end(args);
	if (status)
		return status;
	if (sql_next(rows))
		found = sql_int(rows, 0);
	while (sql_next(rows))
		;
	if (rows->gives_id && !rows->status && sqlite3_changes(bo->store->db) > 0)
		found = sqlite3_last_insert_rowid(bo->store->db);
	status = sql_end(rows);
	if (!status)
		*number = found;
	return status;
}

int64_t sql_changed(struct bo *bo)
{
	return sqlite3_changes64(bo->store->db);
}

#ifdef BO_TEST_NO_LOCK
/* The control of the race test: every statement on its own, as programs without transactions do. */
static enum bo_status lock(struct bo *bo)
{
	(void)bo;
	return BO_OK;
}
#define COMMIT "SELECT 1"
#define ROLLBACK "SELECT 1"
#else
static enum bo_status lock(struct bo *bo)
{
	enum bo_status status;

	queue_enter(bo->store);
	status = sql_run(bo, "BEGIN IMMEDIATE", "");
	bo->store->came = 0;
	if (status)
		queue_leave(bo->store);
	return status;
}
#define COMMIT "COMMIT"
#define ROLLBACK "ROLLBACK"
#endif

/* Where memory or the disk failed even the end of a transaction, it may still be open. */
static void end_stale(struct bo *bo)
{
	if (!sqlite3_get_autocommit(bo->store->db))
		sqlite3_exec(bo->store->db, "ROLLBACK", NULL, NULL, NULL);
}

enum bo_status act_begin(struct bo *bo)
{
	enum bo_status status = BO_OK;

	if (!bo->store)
		return fail(bo, BO_IO, "No store is open.");
	if (bo->store->depth == 0) {
		end_stale(bo);
		status = store_there(bo);
		if (!status)
			status = lock(bo);
		bo->store->failed = false;
		(void)json_room_ran_out(); /* what ran out before is no fault of this act */
		bo->store->changes = sqlite3_total_changes64(bo->store->db);
		bo->keeping = bo->kept;
	}
	if (!status)
		bo->store->depth++;
	return status;
}

bool act_is_open(const struct bo *bo)
{
	return bo->store && bo->store->depth > 0;
}

enum bo_status act_end(struct bo *bo, enum bo_status status)
{
	struct bo_error error;

	if (--bo->store->depth > 0) {
		if (status && !bo->store->failed)
			bo->store->why = bo->error;
		bo->store->failed = bo->store->failed || status;
		return status;
	}
	if (!status && bo->store->failed) {
		bo->error = bo->store->why;
		status = bo->error.status;
	}
	if (!status)
		status = store_there(bo);
	if (!status)
		status = sql_run(bo, COMMIT, "");
	if (!status && sqlite3_total_changes64(bo->store->db) != bo->store->changes) {
		bo->kept = bo->keeping;
		bo->kept.acts++;
	}
	if (status && !sqlite3_get_autocommit(bo->store->db)) {
		error = bo->error;
		(void)!sql_run(bo, ROLLBACK, "");
		bo->error =
			error; /* why, not what could not be done about it: that is end_stale()'s */
	}
	queue_leave(bo->store);
	log_tidy(bo->store);
	return status;
}

enum bo_status act_made(struct bo *bo, enum bo_status status, const int64_t *made, int64_t *id)
{
	status = act_end(bo, status);
	if (!status)
		*id = *made;
	return status;
}

enum bo_status act_forget(struct bo *bo, enum bo_status status)
{
	enum bo_status ended = act_end(bo, status ? status : BO_REFUSED);

	return ended == BO_REFUSED ? status : ended;
}

enum bo_status glance_begin(struct bo *bo, enum bo_status status)
{
	if (!status && !bo->store)
		return fail(bo, BO_IO, "No store is open.");
	if (status || bo->store->depth > 0)
		return status;
	if (bo->store->glances == 0) {
		end_stale(bo);
		status = store_there(bo);
		if (!status)
			status = sql_run(bo, "BEGIN", "");
	}
	if (!status)
		bo->store->glances++;
	return status;
}

enum bo_status glance_end(struct bo *bo, enum bo_status status)
{
	struct bo_error error = bo->error;
	enum bo_status ended = BO_OK;

	if (bo->store->depth > 0 || --bo->store->glances > 0)
		return status;
	/* a failure inside may have ended it already */
	if (!sqlite3_get_autocommit(bo->store->db))
		ended = sql_run(bo, "COMMIT", "");
	if (status)
		bo->error = error;
	return status ? status : ended;
}
