/*
 * Opening the file itself, without the options: for src/house/open.c only.
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
/* As bo_store_changed(), but the options stay as they were read. */
bool store_changed(struct bo *bo);

#endif
