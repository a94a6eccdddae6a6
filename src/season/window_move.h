/*
 * What a moved performance does to the sales windows of its redemptions.
 */
#ifndef SEASON_WINDOW_MOVE_H
#define SEASON_WINDOW_MOVE_H

#include "journal/journal.h"

/* whole: absolute ends move too.  BO_INVALID when a window would end before it starts. */
enum bo_status windows_check(struct bo *bo, int64_t performance_id, int64_t from, int64_t to,
			     const char *zone, bool whole) BO_CHECKED;
/* Moves the absolute ends; what was done is added to the list for the journal. */
enum bo_status windows_shift(struct bo *bo, int64_t performance_id, int64_t from, int64_t to,
			     const char *zone, json_t *list) BO_CHECKED;

#endif
