/*
 * The days of orders as moments, for the database, which reads by these.
 */
#include "house/order_zone.h"

#include <boxoffice/status.h>
#include <boxoffice/when.h>

enum { A_DAY = 86400 }; /* clocks are less than that away from UTC */

void order_days(const char *first, const char *last, int64_t *from, int64_t *to)
{
	int64_t begins = first ? bo_date_begins(first, "UTC") - A_DAY : BO_NONE;
	int64_t ends = last ? bo_date_ends(last, "UTC") + A_DAY : BO_NONE;

	if (first && (*from == BO_NONE || *from < begins))
		*from = begins;
	if (last && (*to == BO_NONE || *to > ends))
		*to = ends;
}
