/*
 * Parts of the training store: a season with its sales, lists and campaigns to learn and test with.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "base/office.h"

enum { DEMO_SHOWS = 3, DEMO_SERIES = 9, DEMO_TYPES = 8 };

/* What was made, for the sales that follow. */
struct demo_season {
	int64_t show[DEMO_SHOWS];
	int64_t performance[DEMO_SHOWS][DEMO_SERIES]; /* Fri, Sat, Sun, three weeks */
	int64_t type[DEMO_TYPES];		      /* in the order of enum demo_type */
};

enum demo_type {
	DEMO_ADULT,
	DEMO_YOUTH,
	DEMO_MATINEE,
	DEMO_GROUP,
	DEMO_TWO_FOR_ONE,
	DEMO_BOX_OFFICE,
	DEMO_COMP,
	DEMO_PROGRAMME
};

enum bo_status demo_make_season(struct bo *bo, struct demo_season *season) BO_CHECKED;
/* Bundles, and a patron who is there twice; over a season that is made. */
enum bo_status demo_make_passes(struct bo *bo) BO_CHECKED;
enum bo_status demo_make_sales(struct bo *bo, const struct demo_season *season) BO_CHECKED;

#endif
