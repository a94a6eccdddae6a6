/*
 * When the log is emptied.  The way in is a commit's count of pages, the way out a checkpoint
 * between two sales.
 */
#include "store/sqlite/log.h"
#include "store/sqlite/queue.h"
#include "store/store.h"

enum { LOG_PAGES = 4000 }; /* 8 MB: some three hundred sales */

/* Instead of SQLite's own, which empties the log before the next till has its turn. */
static int note_log(void *arg, sqlite3 *db, const char *name, int pages)
{
	struct store *store = arg;

	(void)db;
	(void)name;
	store->log_pages = pages;
	return SQLITE_OK;
}

void log_watch(struct store *store)
{
	sqlite3_wal_hook(store->db, note_log, store);
}

/* While others go on selling; what they add meanwhile needs a turn, or the log would never be
 * empty and grow. */
void log_tidy(struct store *store)
{
	int pages = 0, done = 0;

	if (store->log_pages < LOG_PAGES)
		return;
	store->log_pages = 0;
	if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &done) !=
		    SQLITE_OK ||
	    pages == done)
		return;
	queue_enter(store);
	sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	store->came = 0; /* or the next one to meet a lock would have waited since now */
	queue_leave(store);
}
