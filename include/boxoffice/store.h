/*
 * The file everything is kept in.
 */
#ifndef BOXOFFICE_STORE_H
#define BOXOFFICE_STORE_H

#include <boxoffice/office.h>

/* Makes a new store and opens it.  BO_EXISTS if the file is there already. */
enum bo_status bo_store_create(struct bo *bo, const char *path, bool training) BO_CHECKED;
/*
 * Opens a store and brings its schema up to date.  Refused with a sentence when the file is
 * missing, not a box office store, newer than this program, on a network file system, not writable,
 * or locked by a process that does not let go.
 */
enum bo_status bo_store_open(struct bo *bo, const char *path) BO_CHECKED;
void bo_store_close(struct bo *bo);
const char *bo_store_path(const struct bo *bo);
/* Training stores take an injected clock and mark their tickets as specimens. */
bool bo_store_is_training(const struct bo *bo);
/* BO_LOST when the store's file was deleted, replaced or parted from its log since it was opened;
 * costs no disk.  Every act asks; whoever waits for the next one asks too, and stops. */
enum bo_status bo_store_there(struct bo *bo) BO_CHECKED;
/* True once after another process committed something; costs no disk.  The options are those of the
 * store again. */
bool bo_store_changed(struct bo *bo);

/*
 * A whole copy while others go on selling.  BO_EXISTS if the file is there.  Needs
 * BO_MAY_KEEP_STORE, as restoring does, unless nobody works there yet; the journal says where the
 * chains of the store and of the copy were.
 */
enum bo_status bo_store_backup(struct bo *bo, const char *to, bo_progress progress,
			       void *arg) BO_CHECKED;
/*
 * Opens what somebody has to sign in against before a backup is put at path: the store there; a
 * checked copy of the backup where there is none, none that can be opened, or one where nobody
 * works yet.
 */
enum bo_status bo_store_open_for_restore(struct bo *bo, const char *from,
					 const char *path) BO_CHECKED;
/*
 * Puts a checked backup in the place of the store at path, which is kept as path.before-restore.
 * That store, or the copy, is open and somebody signed in there at a till; the journal of what is
 * put there names them, and where the chains of both were.  No store is open afterwards.
 */
enum bo_status bo_store_restore(struct bo *bo, const char *from, const char *path) BO_CHECKED;

/* This is one thing that check found wrong. */
struct bo_fault {
	const char *area; /* "integrity" "schema" "counts" "orders" "vouchers" "journal" */
	const char *message;
};
struct bo_faults {
	size_t n;
	struct bo_fault *row;
};
/* Reads the whole store: pages, foreign keys, every kept count, every order's balance, the journal,
 * whether it tells the same as is kept, and the schema.
 * BO_OK with faults->n == 0 means all is well; faults live in the arena.  progress counts rows; one
 * that says stop ends it with BO_CANCELLED. */
enum bo_status bo_store_check(struct bo *bo, struct bo_arena *arena, bo_progress progress,
			      void *arg, struct bo_faults *faults) BO_CHECKED;

#endif
