/*
 * Whether the file behind the connection is still the one at its path.  A store that is moved,
 * deleted or replaced while a till has it open takes every sale without a word and loses it when
 * the till is closed; one whose log was taken away is torn when the next till opens it.
 */
#include "base/fail.h"
#include "store/store.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool look(const char *path, struct place *place)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return false;
	*place = (struct place){ true, st.st_dev, st.st_ino };
	return true;
}

static bool same(const struct place *one, const struct place *other)
{
	return one->dev == other->dev && one->ino == other->ino;
}

/* What SQLite keeps beside the file, and what is said of it. */
static const struct {
	const char *end, *lost, *another;
} beside[STORE_BESIDE] = {
	{ "-wal", "lost its log, the file that ends with -wal,",
	  "got another log, the file that ends with -wal," },
	{ "-shm", "lost the index of its log, the file that ends with -shm,",
	  "got another index of its log, the file that ends with -shm," },
};

bool store_note_place(struct store *store, const char *path)
{
	store->at = strdup(path);
	if (!store->at)
		return false;
	for (size_t i = 0; i < STORE_BESIDE; i++) {
		size_t size = strlen(path) + strlen(beside[i].end) + 1;

		store->beside_at[i] = malloc(size);
		if (!store->beside_at[i])
			return false;
		snprintf(store->beside_at[i], size, "%s%s", path, beside[i].end);
	}
	look(path, &store->file);
	return true;
}

static enum bo_status lost(struct bo *bo, const char *how)
{
	return fail(bo, BO_LOST,
		    "%s %s while it was open: nothing is sold into it any more.  Put it right and "
		    "start again.",
		    bo->store->path, how);
}

/*
 * The log and its index are there from the first question on until the last till closes the store.
 * Tills that have not the same index do not see each other's sales, and write over them.
 */
enum bo_status store_there(struct bo *bo)
{
	struct store *store = bo->store;
	struct place now = { 0 };

	if (!store->file.known)
		return BO_OK;
	if (!look(store->at, &now))
		return errno == ENOENT || errno == ENOTDIR
			       ? lost(bo, "was moved or deleted")
			       : fail(bo, BO_LOST, "%s cannot be reached any more: %s.",
				      store->path, strerror(errno));
	if (!same(&now, &store->file))
		return lost(bo, "was replaced by another file");
	for (size_t i = 0; i < STORE_BESIDE; i++) {
		struct place *known = &store->beside[i];

		now.known = false;
		if (!look(store->beside_at[i], &now) && known->known)
			return lost(bo, beside[i].lost);
		if (known->known && !same(&now, known))
			return lost(bo, beside[i].another);
		*known = now;
	}
	return BO_OK;
}

enum bo_status bo_store_there(struct bo *bo)
{
	return bo->store ? store_there(bo) : BO_OK;
}

/* What lies at the path now is somebody else's: SQLite would clear away its log by name. */
void store_leave_lost(struct bo *bo)
{
	int keep = 1;

	if (!bo->store->db || store_there(bo) == BO_OK)
		return;
	sqlite3_db_config(bo->store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_file_control(bo->store->db, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}
