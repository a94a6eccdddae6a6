/*
 * A small season to sell from: one show, two performances, one type of each kind.
 */
#ifndef SUPPORT_SEASON_H
#define SUPPORT_SEASON_H

#include "support/office.h"

struct test_season {
	int64_t show, tonight, tomorrow; /* performances of a house of 10 */
	int64_t adult, group, pair, special, comp, programme, staff_rate, bundle, child;
};

/* adult 40.00; group 20.00 from 6 on; pair 10.00, exactly 2, code BARD; special 20.00, cap 3;
 * comp; programme 5.00; staff_rate 30.00 at the box office; bundle 100.00 with 3 × child. */
struct test_season test_season(struct bo *bo);

/* Sells qty of a type for tonight, exact cash; the status. */
enum bo_status test_sell(struct bo *bo, int64_t performance, int64_t type, int64_t qty,
			 const char *override);
/* No fault in the whole store, or the test ends with the first one. */
void test_check(struct bo *bo);

#endif
