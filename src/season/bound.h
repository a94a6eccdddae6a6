/*
 * Ends of sales windows as they are stored.
 */
#ifndef SEASON_BOUND_H
#define SEASON_BOUND_H

#include "store/sql.h"

#include <boxoffice/redemption.h>

enum { BOUND_MINUTES_MAX = 10 * 366 * 1440 }; /* ten years before or after curtain */

/* From two columns: anchor and value. */
struct bo_bound bound_read(struct sql_rows *rows, int column);
/* Not start after end; open ends are always in order. */
bool bounds_in_order(struct bo_bound start, struct bo_bound end, int64_t curtain);
bool bounds_equal(struct bo_bound a, struct bo_bound b);

#endif
