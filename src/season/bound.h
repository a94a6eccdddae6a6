/*
 * Ends of sales windows as they are stored.
 */
#ifndef SEASON_BOUND_H
#define SEASON_BOUND_H

#include "store/sql.h"

#include <boxoffice/redemption.h>

enum { BOUND_MINUTES_MAX = 10 * 366 * 1440 }; /* ten years before or after curtain */

/*
 * The four columns of a window, start before end, as bound_read() wants them; r is the name of the
 * redemption with its dot, or nothing.  The store keeps days as minutes with a flag beside them, as
 * its first versions had no word for them.
 */
#define BOUND_COLUMNS(r)                                                                           \
	"CASE WHEN " r "start_days = 1 THEN 'days' ELSE " r "start_anchor END, " r "start_value, " \
	"CASE WHEN " r "end_days = 1 THEN 'days' ELSE " r "end_anchor END, " r "end_value"
/* What stands in the columns anchor and days. */
const char *bound_anchor(struct bo_bound bound);
int bound_days(struct bo_bound bound);

/* From two columns: anchor and value. */
struct bo_bound bound_read(struct sql_rows *rows, int column);
/* Not start after end; open ends are always in order. */
bool bounds_in_order(struct bo_bound start, struct bo_bound end, int64_t curtain, const char *zone);
bool bounds_equal(struct bo_bound a, struct bo_bound b);

#endif
