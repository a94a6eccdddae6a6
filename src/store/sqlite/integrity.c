/*
 * Whether the file itself is sound: its pages and what points where.  The pages are read by a
 * thread with a connection of its own, so that a second processor has something to do meanwhile; it
 * touches nothing of the handle's, and where it cannot be had, the handle's own connection reads
 * them.
 */
#include "store/integrity.h"
#include "base/fail.h"
#include "store/store.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 20 }; /* faults that are named */

struct integrity {
	sqlite3 *db; /* NULL: no thread */
	pthread_t thread;
	int code;
	size_t n;
	char *message[MOST]; /* SQLite's to free */
};

static enum bo_status note(struct bo *bo, struct bo_arena *arena, struct bo_faults *faults,
			   const char *message)
{
	struct bo_fault *row = bo_arena_grow(arena, faults->row, faults->n, sizeof *row);

	if (!row || !message)
		return fail_memory(bo);
	faults->row = row;
	row[faults->n++] = (struct bo_fault){ "integrity", message };
	return BO_OK;
}

static const char *text_of(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text ? text : "";
}

static void read_pages(struct integrity *integrity, sqlite3 *db)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(20)", -1, &statement, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		const char *text;

		code = sqlite3_step(statement);
		if (code != SQLITE_ROW || integrity->n == MOST)
			continue;
		text = (const char *)sqlite3_column_text(statement, 0);
		if (text && strcmp(text, "ok") == 0)
			continue;
		integrity->message[integrity->n] = text ? sqlite3_mprintf("%s", text) : NULL;
		if (!integrity->message[integrity->n])
			code = SQLITE_NOMEM;
		else
			integrity->n++;
	}
	sqlite3_finalize(statement);
	integrity->code = code;
}

static void *run(void *arg)
{
	struct integrity *integrity = arg;

	read_pages(integrity, integrity->db);
	return NULL;
}

/* Signals are the other thread's. */
static bool start(struct integrity *integrity)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&integrity->thread, NULL, run, integrity);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error == 0;
}

enum bo_status store_integrity_begin(struct bo *bo, struct integrity **begun)
{
	struct integrity *integrity = calloc(1, sizeof *integrity);

	if (!integrity)
		return fail_memory(bo);
	if (bo->store->file.known &&
	    (sqlite3_open_v2(bo->store->at, &integrity->db,
			     SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
	     sqlite3_exec(integrity->db, "PRAGMA cache_size = -65536", NULL, NULL, NULL) !=
		     SQLITE_OK ||
	     !start(integrity))) {
		sqlite3_close(integrity->db);
		integrity->db = NULL;
	}
	*begun = integrity;
	return BO_OK;
}

static void forget_messages(struct integrity *integrity)
{
	for (size_t i = 0; i < integrity->n; i++)
		sqlite3_free(integrity->message[i]);
	integrity->n = 0;
}

static void end(struct integrity *integrity)
{
	if (integrity->db)
		pthread_join(integrity->thread, NULL);
	sqlite3_close(integrity->db);
	integrity->db = NULL;
}

void store_integrity_stop(struct integrity *integrity)
{
	if (!integrity)
		return;
	if (integrity->db)
		sqlite3_interrupt(integrity->db);
	end(integrity);
	forget_messages(integrity);
	free(integrity);
}

/* What it found or could not read is asked again where it counts: it may only have lacked memory,
 * which SQLite takes for a fault of the page. */
static bool is_sound(const struct integrity *integrity)
{
	return integrity->code == SQLITE_DONE && integrity->n == 0;
}

static enum bo_status add_pages(struct bo *bo, struct integrity *integrity, struct bo_arena *arena,
				struct bo_faults *faults)
{
	enum bo_status status = BO_OK;

	/* A damaged page is what was asked about, not a failure to ask. */
	for (size_t i = 0; i < integrity->n && !status; i++)
		status = note(bo, arena, faults, bo_arena_copy(arena, integrity->message[i]));
	if (!status && (integrity->code & 0xff) == SQLITE_CORRUPT)
		status = note(bo, arena, faults, "the file is damaged; restore a backup");
	else if (!status)
		status = store_fail(bo, integrity->code);
	return status;
}

static enum bo_status add_references(struct bo *bo, struct bo_arena *arena,
				     struct bo_faults *faults)
{
	sqlite3_stmt *statement = NULL;
	enum bo_status status = BO_OK;
	int code =
		sqlite3_prepare_v2(bo->store->db, "PRAGMA foreign_key_check", -1, &statement, NULL);

	while (!status && (code == SQLITE_OK || code == SQLITE_ROW)) {
		code = sqlite3_step(statement);
		if (code == SQLITE_ROW)
			status = note(bo, arena, faults,
				      bo_arena_printf(
					      arena, "a row of %s points to a %s that is not there",
					      text_of(statement, 0), text_of(statement, 2)));
	}
	sqlite3_finalize(statement);
	if (!status && (code & 0xff) == SQLITE_CORRUPT)
		return note(bo, arena, faults, "the file is damaged; restore a backup");
	return status ? status : store_fail(bo, code);
}

enum bo_status store_integrity_end(struct bo *bo, struct integrity *integrity,
				   struct bo_arena *arena, struct bo_faults *faults)
{
	struct bo_faults references = { 0 };
	bool alone = integrity->db == NULL;
	enum bo_status status = add_references(bo, arena, &references);

	end(integrity);
	if (!status && (alone || !is_sound(integrity))) {
		forget_messages(integrity);
		read_pages(integrity, bo->store->db);
	}
	if (!status)
		status = add_pages(bo, integrity, arena, faults);
	for (size_t i = 0; i < references.n && !status; i++)
		status = note(bo, arena, faults, references.row[i].message);
	store_integrity_stop(integrity);
	return status;
}
