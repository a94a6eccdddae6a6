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

/*
 * The clock an order is told by: of the house of the first line that has one,
 * else the box office's.  All that belongs to the order, its tenders and refunds
 * too, is of the day and at the hour which that clock shows.
 */
/* An expression; order is the column with its id, zone the parameter with the box office's. */
#define ORDER_ZONE(order, zone)                                                                    \
	"coalesce((SELECT zh.zone FROM order_line zl JOIN performance zp ON zp.id = "              \
	"zl.performance_id JOIN show zs ON zs.id = zp.show_id JOIN house zh ON zh.id = "           \
	"zs.house_id WHERE zl.order_id = " order " ORDER BY zl.id LIMIT 1), " zone ")"

/*
 * Narrows from..to, where BO_NONE is open, to the moments that may be of the days first..last on
 * any clock; NULL: open.  The day itself is asked row by row, and only of these.
 */
void order_days(const char *first, const char *last, int64_t *from, int64_t *to);

#endif
