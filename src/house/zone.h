/*
 * The clock of the box office, and the houses that go by it.
 */
#ifndef HOUSE_ZONE_H
#define HOUSE_ZONE_H

#include "base/office.h"

/* Where nobody set the option, the first house's clock is the clock: into bo->settings. */
enum bo_status zone_default(struct bo *bo) BO_CHECKED;
/*
 * Houses without a clock of their own get this one.  BO_REFUSED (in_use) where a performance or a
 * fixed end of a window in one of them would be at another time of day: what tickets say stays.
 */
enum bo_status zone_follow(struct bo *bo, const char *zone) BO_CHECKED;

#endif
