/*
 * Opening the file itself, without the options: for src/house only.
 * Contracts as of bo_store_open() and bo_store_create().
 */
#ifndef STORE_OPEN_H
#define STORE_OPEN_H

#include "base/office.h"

enum bo_status store_open(struct bo *bo, const char *path) BO_CHECKED;
/* furnish puts in what every new store has; without it there is no store. */
typedef enum bo_status (*store_furnish)(struct bo *bo);
enum bo_status store_create(struct bo *bo, const char *path, bool training,
			    store_furnish furnish) BO_CHECKED;

/* --- Copies ----------------------------------------------------------------------------------- */

/* Called in the middle of a copy: of_moment, when what it will hold can be asked of the store, and
 * unnamed, when it is whole and has no name yet; without their leave there is no copy. */
struct copy_told {
	enum bo_status (*of_moment)(struct bo *bo, void *arg);
	enum bo_status (*unnamed)(struct bo *bo, void *arg);
	void *arg;
};
enum bo_status store_copy(struct bo *bo, const char *to, bo_progress progress, void *arg,
			  const struct copy_told *told) BO_CHECKED;
/* Opens a checked copy of a backup, made beside path; closing takes it away again. */
enum bo_status store_open_copy(struct bo *bo, const char *from, const char *path) BO_CHECKED;
bool store_is_copy(const struct bo *bo);
/* Opens the store at path for this process alone, all of it in the one file, until it is closed.
 * BO_BUSY while others have it open. */
enum bo_status store_open_alone(struct bo *bo, const char *path) BO_CHECKED;
/* Closes the copy that is open and gives it the place of the store at path, which is kept as
 * path.before-restore. */
enum bo_status store_put(struct bo *bo, const char *path) BO_CHECKED;

/* --- Changes ---------------------------------------------------------------------------------- */

/* As bo_store_changed(), but the options stay as they were read. */
bool store_changed(struct bo *bo);

/* Another number whenever another connection has changed the store; -1 when that cannot be known.
 */
int64_t store_version(struct bo *bo);

#endif
