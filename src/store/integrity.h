/*
 * The store's own part of bo_store_check().
 */
#ifndef STORE_INTEGRITY_H
#define STORE_INTEGRITY_H

#include "base/office.h"

#include <boxoffice/store.h>

struct integrity;
/* Begins to read every page, beside what the caller asks of the store meanwhile. */
enum bo_status store_integrity_begin(struct bo *bo, struct integrity **integrity) BO_CHECKED;
/* Waits for it and adds what is wrong with pages and references to faults, area "integrity". */
enum bo_status store_integrity_end(struct bo *bo, struct integrity *integrity,
				   struct bo_arena *arena, struct bo_faults *faults) BO_CHECKED;
/* Gives it up. */
void store_integrity_stop(struct integrity *integrity);

/* Adds what the store's tables, indexes and triggers have that a new one of this program has not,
 * and what they lack. */
enum bo_status store_schema(struct bo *bo, struct bo_arena *arena,
			    struct bo_faults *faults) BO_CHECKED;

#endif
