/*
 * The checks every new date of a show passes, alone or in a series.
 */
#ifndef SEASON_PERFORMANCE_CHANGE_H
#define SEASON_PERFORMANCE_CHANGE_H

#include "season/naming.h"

#include <boxoffice/performance.h>

/* Inside the show's season, on the clock of its house; field as the option is called. */
enum bo_status performance_check_at(struct bo *bo, const struct show_facts *show, const char *field,
				    int64_t at) BO_CHECKED;
/* advance BO_NONE: all places. */
enum bo_status performance_check_places(struct bo *bo, int64_t capacity,
					int64_t advance) BO_CHECKED;
/* The id of the show's performance at that moment, or BO_NONE. */
enum bo_status performance_at(struct bo *bo, int64_t show_id, int64_t at, int64_t *id) BO_CHECKED;
enum bo_status performance_insert(struct bo *bo, int64_t show_id, int64_t at, int64_t capacity,
				  int64_t advance, int64_t *id) BO_CHECKED;

#endif
