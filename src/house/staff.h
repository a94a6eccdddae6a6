/*
 * Finding somebody before anybody is known to ask, for signing in.
 */
#ifndef HOUSE_STAFF_H
#define HOUSE_STAFF_H

#include "base/office.h"

#include <boxoffice/staff.h>

enum bo_status staff_find(struct bo *bo, struct bo_arena *arena, const char *text,
			  struct bo_staff *staff) BO_CHECKED;

#endif
